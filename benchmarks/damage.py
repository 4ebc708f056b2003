"""Ways to damage a good translation, each with the rule that is meant to find it.

A damage is a function from a random generator and a pair to a damaged pair, or None where the pair has nothing
to damage that way. What the corpus lacks (variables, footnotes, dates) is planted in both texts first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

Texts: TypeAlias = tuple[str, str]
"""A source and its translation."""

Damage: TypeAlias = Callable[[random.Random, str, str], "Texts | None"]
"""Damages a pair, or says that it cannot."""


class Kind(NamedTuple):
    """One kind of damage."""

    title: str
    """What is done."""
    rule: str
    """The name of the rule that is meant to find it."""
    damage: Damage
    """Does it."""
    plant: Callable[[str, str], Texts] | None = None
    """Puts into both texts, whole and right, what is then damaged."""


_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_BREAK = re.compile(r"\\\n")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?![\w.,]|-\d)")
_LATIN = re.compile(r"(?<![\w./-])[A-Z][A-Za-z0-9]{2,}(?![\w./-])")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_WORD = re.compile(r"(?<![\w`/.(\[-])[a-z]{4,}(?= [a-z])")
_PLAIN = re.compile(r"[^`\[\](){}<>*_|\\/:]*")


def _replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _one(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def _in_target(pattern: re.Pattern[str], new: Callable[[random.Random, re.Match[str]], str]) -> Damage:
    """Return a damage that replaces one match in the translation."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        match = _one(rng, pattern, target)
        return (source, _replaced(target, match, new(rng, match))) if match else None

    return damage


def _planted(source: str, target: str) -> Callable[[str, str], Texts]:
    """Return a function that puts texts at the end of both, before the last mark."""

    def plant(before: str, after: str) -> Texts:
        return before.rstrip("。.！!：:；;？? ") + source, after.rstrip("。.！!：:；;？? ") + target

    return plant


def _changed_letter(rng: random.Random, match: re.Match[str]) -> str:
    text = match[0]
    at = rng.choice([index for index, letter in enumerate(text) if letter.isalnum()] or [1])
    return text[:at] + rng.choice("xyz") + text[at + 1 :] if at < len(text) else text + "x"


def _in_piece(target: str) -> bool:
    """Tell whether a text has code or destinations, in which numbers are the business of other rules."""
    return "`" in target or "](" in target


def _as_in_source(pattern: re.Pattern[str], damage: Damage) -> Damage:
    """Return a damage of what stands as often in the source."""

    def done(rng: random.Random, source: str, target: str) -> Texts | None:
        same = len(pattern.findall(source)) == len(pattern.findall(target))
        return damage(rng, source, target) if same else None

    return done


def _lost_word(rng: random.Random, source: str, target: str) -> Texts | None:
    there = _LATIN.findall(target)
    names = [name for name in set(_LATIN.findall(source)) & set(there) if target.lower().count(name.lower()) == 1]
    if "`" in target or not names or not re.search(r"[\u4e00-\u9fff]", source):
        return None
    return source, target.replace(rng.choice(sorted(names)), "that program")


def _lost_number(rng: random.Random, source: str, target: str) -> Texts | None:
    match = _one(rng, _NUMBER, target)
    if not match or _in_piece(target) or not re.search(rf"(?<![\w.]){match[0]}(?![\w.])", source):
        return None
    if target.count(match[0]) > 1:
        return None
    return source, _replaced(target, match, "some")


def _changed_number(rng: random.Random, source: str, target: str) -> Texts | None:
    match = _one(rng, _NUMBER, target)
    if not match or _in_piece(target) or not re.search(rf"(?<![\w.]){match[0]}(?![\w.])", source):
        return None
    digits = [digit for digit in "123456789" if digit != match[0][-1] and match[0][:-1] + digit not in source]
    return (source, _replaced(target, match, match[0][:-1] + rng.choice(digits))) if digits else None


def _leftover(rng: random.Random, source: str, target: str) -> Texts | None:
    word, place = _one(rng, _HAN, source), _one(rng, _WORD, target)
    return (source, _replaced(target, place, word[0])) if word and place else None


def _truncated(rng: random.Random, source: str, target: str) -> Texts | None:
    if len(_HAN.findall(source)) < 8 or "`" in target or "[" in target or "**" in target:
        return None
    words = target.split(" ")
    return (source, " ".join(words[: max(1, len(words) // 6)])) if len(words) > 8 else None


def _padded(rng: random.Random, source: str, target: str) -> Texts | None:
    if len(re.findall(r"[\u4e00-\u9fff]", source)) < 14:
        return None
    chatter = (
        " Note that the sentence above can be understood in several ways, depending on the context in which it stands."
        " If you let me know more about the product and its readers, another wording may be more suitable for them."
    )
    return source, target + chatter * (1 + len(source) // 40)


def _untranslated(rng: random.Random, source: str, target: str) -> Texts | None:
    return source, source


def _full_width(rng: random.Random, source: str, target: str) -> Texts | None:
    match = _one(rng, re.compile(r"(?<=[a-z])(?:[,:;] |[.?!]$)"), target)
    wide = {",": "，", ":": "：", ";": "；", ".": "。", "?": "？", "!": "！"}
    return (source, _replaced(target, match, wide[match[0][0]])) if match else None


def _added(text: str) -> Damage:
    """Return a damage that puts a text after a word of the translation."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        match = _one(rng, _WORD, target)
        return (source, _replaced(target, match, f"{match[0]} {text}")) if match else None

    return damage


def _wrapped(before: str, after: str) -> Damage:
    return _in_target(_WORD, lambda rng, match: f"{before}{match[0]}{after}")


def _end(was: str, marks: str, new: str) -> Damage:
    """Return a damage of the last mark of a translation."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        if source[-1:] not in was or not target or target[-1] not in marks:
            return None
        return source, target[:-1] + new

    return damage


def _without(mark: str, other: str) -> Damage:
    """Return a damage that takes away one of a pair of marks."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        plain = _LINK.sub("", _CODE.sub("", target))
        if plain.count(mark) != 1 or target.count(mark) != 1 or plain.count(other) < 1:
            return None
        return source, target.replace(mark, "", 1)

    return damage


def _lost(text: str) -> Damage:
    """Return a damage that loses what was planted."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        return (source, target.replace(text, "", 1)) if text in target else None

    return damage


def _other(text: str, new: str) -> Damage:
    """Return a damage that puts something else in the place of what was planted."""

    def damage(rng: random.Random, source: str, target: str) -> Texts | None:
        return (source, target.replace(text, new, 1)) if text in target else None

    return damage


def _term(rng: random.Random, source: str, target: str) -> Texts | None:
    for term, rendering, other in TERMS:
        if term in source and re.search(rf"\b{rendering}s?\b", target, re.IGNORECASE):
            return source, re.sub(rf"\b{rendering}(?=s?\b)", other, target, flags=re.IGNORECASE)
    return None


TERMS = (
    ("控制台", "console", "panel"),
    ("容器", "container", "box"),
    ("数据库", "database", "data bank"),
    ("域名", "domain", "web address"),
    ("服务器", "server", "machine"),
    ("端口", "port", "gate"),
    ("插件", "plugin", "accessory"),
)
"""Terms of the corpus, how they are rendered there, and a rendering that is wrong."""

FORBIDDEN = "utilize"
"""A word that the benchmark's glossary forbids."""

_SCREEN = "![图](a.png) 与 ![框](b.png)", "![icon](a.png) and ![box](b.png)"

KINDS = (
    Kind("a code span is lost", "code-span", _in_target(_CODE, lambda rng, match: "it")),
    Kind("a letter of code is changed", "code-span", _in_target(_CODE, _changed_letter)),
    Kind("code loses its marks", "code-span", _in_target(_CODE, lambda rng, match: match[1])),
    Kind("a word becomes code", "code-span", _wrapped("`", "`")),
    Kind("a link leads elsewhere", "link", _in_target(_LINK, lambda rng, match: f"[{match[1]}]({match[2]}x)")),
    Kind("a link is lost", "link", _in_target(_LINK, lambda rng, match: match[1])),
    Kind(
        "a bare URL is changed",
        "link",
        _other("example.com/a", "example.com/b"),
        _planted("，见 https://example.com/a", ", see https://example.com/a"),
    ),
    Kind("an image is lost", "image", _lost(" and ![box](b.png)"), _planted(" " + _SCREEN[0], " " + _SCREEN[1])),
    Kind(
        "two images trade places",
        "image",
        _other(_SCREEN[1], "![box](b.png) and ![icon](a.png)"),
        _planted(" " + _SCREEN[0], " " + _SCREEN[1]),
    ),
    Kind("a tag is lost", "tag", _lost("</kbd>"), _planted("，按 <kbd>F1</kbd>", ", press <kbd>F1</kbd>")),
    Kind(
        "a variable is renamed",
        "variable",
        _other("{version}", "{Version}"),
        _planted("，版本 {version}", ", version {version}"),
    ),
    Kind("a footnote is lost", "note", _lost("[^1]"), _planted("[^1]", "[^1]")),
    Kind("a script is smuggled in", "smuggled", _added("<script>x</script>")),
    Kind("a link is smuggled in", "smuggled", _added("[more](https://example.com/)")),
    Kind("an expression is smuggled in", "smuggled", _added("{process.env.KEY}")),
    Kind("bold text is lost", "emphasis", _as_in_source(_BOLD, _in_target(_BOLD, lambda rng, match: match[1]))),
    Kind("blanks inside of bold marks", "emphasis-marks", _in_target(_BOLD, lambda rng, match: f"** {match[1]} **")),
    Kind("a bold mark is lost", "emphasis-marks", _in_target(_BOLD, lambda rng, match: f"**{match[1]}")),
    Kind(
        "no blank before code",
        "markup-spacing",
        _in_target(re.compile(r"(?<=[a-z]) (?=`[A-Za-z])"), lambda rng, match: ""),
    ),
    Kind(
        "no blank before bold text",
        "markup-spacing",
        _in_target(re.compile(r"(?<=[a-z]) (?=\*\*[A-Za-z][^*]+\*\*)"), lambda rng, match: ""),
    ),
    Kind("no blank before a link", "markup-spacing", _in_target(re.compile(r"(?<=[a-z]) (?=\[\w)"), lambda *_: "")),
    Kind("a line break is lost", "line-break", _as_in_source(_BREAK, _in_target(_BREAK, lambda rng, match: " "))),
    Kind("a Han word is left over", "source-script", _leftover),
    Kind("a full-width mark is left over", "full-width", _full_width),
    Kind("the source is copied", "untranslated", _untranslated),
    Kind("a digit is changed", "number", _changed_number),
    Kind("a number is lost", "number", _lost_number),
    Kind("GB becomes MB", "unit", _other("40 GB", "40 MB"), _planted("，内存 40 GB", ", with 40 GB of memory")),
    Kind("days become hours", "unit", _other("3 days", "3 hours"), _planted("，需要 3 天", ", which takes 3 days")),
    Kind(
        "day and month trade places",
        "date",
        _other("March 5, 2024", "May 3, 2024"),
        _planted("，2024年3月5日", ", March 5, 2024"),
    ),
    Kind(
        "万 is miscounted",
        "large-number",
        _other("30,000", "3,000"),
        _planted("，3 万用户", ", 30,000 users"),
    ),
    Kind("five sixths are lost", "length", _truncated),
    Kind("chatter is added", "length", _padded),
    Kind("a name is lost", "latin-word", _lost_word),
    Kind("a word is doubled", "doubled-word", _in_target(_WORD, lambda rng, match: f"{match[0]} {match[0]}")),
    Kind("a bracket is lost", "bracket", _without(")", "(")),
    Kind(
        "a quotation mark is lost",
        "quotation",
        _other("“Save”", "“Save"),
        _planted("，点击“保存”", ", click “Save”"),
    ),
    Kind("an entity is left", "artefact", _other("'s page", "&#39;s page"), _planted("的页面", "'s page")),
    Kind("a placeholder is left", "artefact", _added("__PH0__")),
    Kind(
        "the engine talks",
        "artefact",
        lambda rng, source, target: (source, f"Here is the translation: {target}"),
    ),
    Kind("a lead-in ends with a full stop", "end-mark", _end("：:", ":", ".")),
    Kind("a question ends with a full stop", "end-mark", _end("？?", "?", ".")),
    Kind("two blanks", "spacing", _in_target(re.compile(r"(?<=[a-z]) (?=[a-z])"), lambda rng, match: "  ")),
    Kind(
        "a blank before a comma", "spacing", _in_target(re.compile(r"(?<=[a-z]),(?= [a-z])"), lambda rng, match: " ,")
    ),
    Kind("a wrong term", "term", _term),
    Kind("a forbidden word", "forbidden-word", _in_target(re.compile(r"\buse\b"), lambda rng, match: FORBIDDEN)),
)
"""All kinds, in the order of their rules."""
