"""Fill catalogs with translations that damage markup, the same ones each time.

Which damage a message gets is settled by its text and its number, so that two revisions, whose catalogs are the same,
are asked the same. It is no matter whether a person would write such a thing: a build must refuse it, repair it or
show it, and a check must say what is wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import polib
from damage import KINDS, Kind

Harm: TypeAlias = Callable[[random.Random, str, str], str | None]
"""Makes a worse translation of a source text and its translation, or says that it cannot."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORDS = "open the console and choose an order in this list then press its other button".split()  # noqa: SIM905 - a sentence is easier to read
_PIECES = {
    "code": re.compile(r"(`+)[^`]+\1"),  # `a`
    "image": re.compile(r"!\[[^\]]*\]\([^)]*\)"),  # ![a](b.png)
    "link": re.compile(r"(?<!!)\[[^\]]*\]\([^)]*\)"),  # [a](b.md)
    "destination": re.compile(r"(?<=\]\()[^)\s]+"),  # the b.md of [a](b.md)
    "title": re.compile(r'(?<=\s)"[^"]*"(?=\))'),  # the "c" of [a](b.md "c")
    "tag": re.compile(r"</?[A-Za-z][^<>]*>"),  # <kbd>
    "variable": re.compile(r"\{[^{}]*\}"),  # {name}
    "note": re.compile(r"\[\^[^\]]+\]"),  # [^1]
    "bold": re.compile(r"\*\*[^*]+\*\*"),  # **a**
    "break": re.compile(r"\\?\n"),
    "escape": re.compile(r"\\[!-/:-@\[-`{-~]"),  # \*
    "entity": re.compile(r"&#?\w+;"),  # &amp;
}
_STARTS = (
    "1. ",
    "# ",
    "- ",
    "> ",
    ":::",
    ":::tip ",
    "---\n",
    "===\n",
    "    ",
    "\t",
    "import x ",
    "export x ",
    "```\n",
    "<div>\n",
    "<!-- ",
    "+++\n",
    "[x]: y ",
    "[^x]: ",
    '!!! note "x"\n',
    '=== "x"\n',
    "{{% x %}}",
    "| a | b |\n|---|---|\n",
)
_STRAYS = (
    *("<b", "<b>", "</kbd>", "<br/>", "<script>", "<!-- x -->", "<0>", "</0>", "<https://example.com/c>"),
    *("{", "}", "{x}", "{#id}", " {#id}", "{/* x */}", "{{ x }}", "{.x}", "{: .x }", "{0}", "{n, plural,"),
    *("|", "`", "``", "](", "![", "[x](y)", "![x](y.png)", "[[x]]", "[x]", "https://example.com/d", ":b[x]"),
    *(
        "\n",
        "\n\n",
        "\\\n",
        "  \n",
        "\r\n",
        "\n# ",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n---\n",
        "\n```\n",
        "\n<div>\n",
        "\n\n    ",
    ),
    *(" **", "__", "~~", "==x==", "++x++", ":smile:", "[^9]", "{{< x >}}", "{% x %}", "$x$", "$$", "%s", "%(x)s"),
    *("&lt;", "&#39;", "&", "\\", "“", "”", "\u3000", "\u200b", "\xa0", "\t", "（", "。", "的", '"', "'"),
)


def _at_start(text: str) -> Harm:
    return lambda rng, source, target: text + target


def _amid(text: str) -> Harm:
    def harm(rng: random.Random, source: str, target: str) -> str:
        at = rng.randrange(len(target) + 1)
        return target[:at] + text + target[at:]

    return harm


def _with_one(pattern: re.Pattern[str], change: Callable[[str], str]) -> Harm:
    """Return a harm that changes one match of a pattern."""

    def harm(rng: random.Random, source: str, target: str) -> str | None:
        matches = list(pattern.finditer(target))
        if not matches:
            return None
        match = rng.choice(matches)
        return target[: match.start()] + change(match[0]) + target[match.end() :]

    return harm


def _swapped(pattern: re.Pattern[str]) -> Harm:
    """Return a harm that lets the first two different matches of a pattern trade places."""

    def harm(rng: random.Random, source: str, target: str) -> str | None:
        matches = list(pattern.finditer(target))
        first = matches[0] if matches else None
        second = next((match for match in matches if first and match[0] != first[0]), None)
        if not first or not second:
            return None
        between = target[first.end() : second.start()]
        return target[: first.start()] + second[0] + between + first[0] + target[second.end() :]

    return harm


def _of_kind(kind: Kind) -> Harm:
    """Return the harm that a kind of damage does."""

    def harm(rng: random.Random, source: str, target: str) -> str | None:
        damaged = kind.damage(rng, source, target)
        return damaged[1] if damaged else None

    return harm


def _harms() -> Iterator[Harm]:
    for pattern in _PIECES.values():
        yield _with_one(pattern, lambda piece: "")
        yield _with_one(pattern, lambda piece: piece + piece)
        yield _with_one(pattern, lambda piece: piece[:-2] + "x" + piece[-2:])
        yield _with_one(pattern, lambda piece: piece.strip("`[]()<>{}*!\\"))
        yield _swapped(pattern)
    yield from map(_at_start, _STARTS)
    yield from map(_amid, _STRAYS)
    yield from map(_of_kind, KINDS)
    yield lambda rng, source, target: "x"
    yield lambda rng, source, target: source
    yield lambda rng, source, target: f"{target} {target}"
    yield lambda rng, source, target: f"{target}\n\n{target}"
    yield lambda rng, source, target: target[: len(target) // 2]
    yield lambda rng, source, target: target[::-1]
    yield lambda rng, source, target: f"`{target}`"
    yield lambda rng, source, target: f"[{target}](x.md)"
    yield lambda rng, source, target: f"  {target}  \n"


_HARMS = tuple(_harms())
_TRIES = 20


def damaged(msgid: str, number: int) -> str:
    """Return a translation of a text: a damaged one, at times a good one or none."""
    target = _HAN.sub(_in_english, msgid) if _HAN.search(msgid) else f"{msgid} x"
    if number % 12 < 2:
        return target if number % 12 else ""
    rng = random.Random(f"{number} {msgid}")
    tries = (rng.choice(_HARMS)(rng, msgid, target) for _ in range(_TRIES))
    return next((text for text in tries if text and text != target), target)


def _in_english(match: re.Match[str]) -> str:
    first = crc32(match[0].encode())
    return " ".join(_WORDS[(first + at) % len(_WORDS)] for at in range(max(1, len(match[0]) // 2)))


def fill(catalogs: Path, shift: int) -> None:
    """Write a damaged translation into each message of the PO files of a folder; another `shift`, another damage."""
    for path in sorted(catalogs.rglob("*.po")):
        fill_one(path, shift)


def fill_one(path: Path, shift: int, kept: int = 0) -> None:
    """Write a damaged translation into each message of a PO file, or, with `kept`, into one of so many."""
    catalog = entries(path)
    for number, entry in enumerate(catalog):
        if not kept or (number + shift) % kept == 0:
            entry.msgstr = damaged(entry.msgid, number + shift)
    catalog.save(newline="\n")


def empty(catalogs: Path) -> None:
    """Take all translations out of the PO files of a folder."""
    for path in sorted(catalogs.rglob("*.po")):
        catalog = entries(path)
        for entry in catalog:
            entry.msgstr = ""
        catalog.save(newline="\n")


def entries(path: Path) -> polib.POFile:
    """Return what a PO file holds."""
    return polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
