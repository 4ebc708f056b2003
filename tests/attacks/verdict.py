"""What a consumer made of a built page, beside what it made of the source's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from attacks.consumers.consumer import Consumed
from attacks.corpus import Attack
from attacks.tree import Tree

Skeleton: TypeAlias = tuple

_EMPHASIS = frozenset({"em", "strong", "i", "b", "del", "s", "br", "mark", "ins", "sub", "sup"})
"""What a translator may add or leave out: emphasis and hard breaks, where it has no attributes."""
_TEXT = frozenset(
    {"alt", "title", "label", "summary", "placeholder", "caption", "description", "text", "content"}
    | {"aria-label", "ariaLabel", "data-title", "data-label"}
)
"""Attributes with text for readers."""
CODE = "\u0001code "
"""What marks the value of an attribute as code."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE = frozenset({"code", "pre", "script", "style"})
_RENDERED = frozenset({"mjx-container"})
"""Formulas that are drawn already, whose inside is their text."""
_MADE_UP = re.compile(r"(?:tab|group)-[\w-]{5,}")
"""Ids that VitePress draws by chance."""
OWN_ID = "EVIL"
"""An id that no generator makes of a heading's text, for it has capitals."""
_EMOJI = re.compile(r":[\w+-]+:")
"""What readers see as a picture."""
_WORD = re.compile(r"(?<![&\\A-Za-z])[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What counts of what a consumer made of a page."""

    skeleton: Skeleton
    """Its elements with their attributes, without text."""
    text: str
    """All its text, that of attributes too."""
    error: str = ""
    """Why the consumer failed."""


def reading(consumed: Consumed) -> Reading:
    """Return what counts of a page."""
    if consumed.tree is None:
        return Reading((), "", consumed.error or "failed")
    return Reading(_skeleton(consumed.tree), " ".join("".join(_pieces(consumed.tree)).split()))


def _skeleton(tree: Tree) -> Skeleton:
    if tree.name in _RENDERED:
        return (tree.name, (), ())
    attributes = tuple(sorted((name, _value(tree, name, value)) for name, value in tree.attributes.items()))
    return (tree.name, attributes, tuple(_children(tree)))


def _children(tree: Tree) -> Iterator[Skeleton]:
    holds_code = tree.name in _CODE and "math" not in tree.attributes.get("class", tree.attributes.get("className", ""))
    for child in tree.children:
        if isinstance(child, str):
            if holds_code:
                yield child.strip()
        elif child.name in _EMPHASIS and not child.attributes:
            yield from _children(child)
        else:
            yield _skeleton(child)


def _value(tree: Tree, name: str, value: str) -> str:
    """Return an attribute's value, or a star where it follows from the text that is read."""
    if name == "metastring":  # of a fence, as Docusaurus has it: `title="…" {1}`
        return re.sub(r"""title=(?:"[^"]*"|'[^']*')""", "title", value)
    if name in ("id", "for", "name") and _MADE_UP.fullmatch(value):
        return "*"
    if name in _TEXT and not value.startswith(CODE):
        return "*"
    is_made = (name == "id" and tree.name in _HEADINGS) or (
        name == "href" and value.startswith("#") and tree.name == "a"
    )
    return "*" if is_made and OWN_ID not in value else value


def _pieces(tree: Tree) -> Iterator[str]:
    yield " "
    for name, value in tree.attributes.items():
        if name in _TEXT or name == "metastring":
            yield f" {value} "
    for child in tree.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _pieces(child)
    if tree.name not in _EMPHASIS:
        yield " "


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page does that its source does not."""

    kind: str
    """`sound`, `broken`, `ran`, `smuggled` or `vanished`."""
    what: str = ""
    """What of it, in words."""


SOUND = Verdict("sound")


def judged(source: Reading, page: Reading, attack: Attack, *, is_whole: bool = True) -> Verdict:
    """Compare a page with its source's.

    `is_whole` says that nothing of the translation was mended, so all its words must be there.
    """
    if page.error:
        return SOUND if source.error else Verdict("broken", page.error)
    if (
        attack.runs
        and attack.runs not in attack.text + attack.second
        and attack.runs in page.text
        and attack.runs not in source.text
    ):
        return Verdict("ran", attack.runs)
    if page.skeleton != source.skeleton:
        return Verdict("smuggled", difference(source.skeleton, page.skeleton))
    written = _EMOJI.sub(" ", attack.text)
    lost = [word for word in _WORD.findall(written) if is_whole and word.lower() not in page.text.lower()]
    return Verdict("vanished", " ".join(lost)) if lost else SOUND


def shows(page: Reading, msgstr: str) -> bool:
    """Whether a page shows a translation as it was written."""
    shown = _plain(page.text)
    return any(_plain(text) in shown for text in (msgstr, re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", msgstr)))


def _plain(text: str) -> str:
    """Return a text without blanks and with the simplest of each mark: typographers change both."""
    text = text.translate(str.maketrans("“”‘’–—", "\"\"''--")).replace("…", "...")
    return re.sub(r"\s+|-+", lambda match: "-" if "-" in match[0] else "", text)


def difference(source: Skeleton, page: Skeleton) -> str:
    """Say what one skeleton has that the other lacks."""
    had, has = Counter(_nodes(source)), Counter(_nodes(page))
    added, lost = has - had, had - has
    said = [f"+{name}" for name in sorted(added)] + [f"-{name}" for name in sorted(lost)]
    return " ".join(said)[:300] or "other order or nesting"


def _nodes(skeleton: Skeleton) -> Iterator[str]:
    name, attributes, children = skeleton
    yield f"<{name}{''.join(f' {key}={value!r}' for key, value in attributes)}>"
    for child in children:
        if isinstance(child, tuple):
            yield from _nodes(child)
        else:
            yield f"code {child!r}"
