"""Texts of the same words: a translation follows its source where that is mechanical.

Where a source changed only in markup, destinations, spacing, punctuation or numbers, its translation can be changed
alike: a new destination goes to the same link, a code span or a number changes likewise, `。` that became `：` at the
end does so in the translation. Whatever would need a person's judgement is left to `similar.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from i18n.edits import Edit, edited
from i18n.language import same_plural
from i18n.markdown.inline.compare import compatible
from i18n.markdown.inline.repair import replaceable_destination, written_destination
from i18n.markdown.inline.tree import Piece, ReadInline
from i18n.matching.wording import NUMBER, Wording, marks_of, wording_of
from i18n.model import Span

_DESTINATIONS = ("link", "image", "autolink", "URL")
_FINAL = ".:;?!…"
_WIDE = {".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "…": "……"}
_WIDE_LANGUAGES = ("zh", "ja")
_SPACED_LANGUAGES = ("fr",)
"""Languages that set a space before some marks, so that one mark cannot simply stand in another's place."""
_END = re.compile(r"(?P<mark>…+|\.{3,}|[.:;?!。：；？！])?(?P<closing>[*_~”’\"'」]*)\Z")
"""The end of a text: its last mark, and what closes behind it; of `Click **Save:**` the `:` and the `**`."""
_EMPHASIS = {"strong": "**", "em": "*", "s": "~~"}
_MARKS_OF_EMPHASIS = re.compile(r"\*{1,3}|__?|~~?")
_WHOLE = re.compile(r"(\*\*?|__?|~~).+\1", re.DOTALL)
"""Emphasis around a whole text: `**费用**`."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A source text and what it has become."""

    before: str
    """The old source text."""
    after: str
    """The new one."""


def patched(rewording: Rewording, target: str, locale: str, read: ReadInline) -> str | None:
    """Return a translation changed as its source was; None where that is not mechanical.

    `target` translates the old source text. What is returned has the words of `target`, and the placeables of the
    new source text if `target` had those of the old one.
    """
    if rewording.before == rewording.after:
        return target
    old, new, translation = (wording_of(text, read) for text in (rewording.before, rewording.after, target))
    if old.letters != new.letters or old.breaks != new.breaks:
        return None
    text = _with_pieces(old, new, translation)
    text = text and _with_numbers(old, new, text, read, locale)
    text = text and _with_emphasis(old, new, text, read)
    text = text and _with_final_mark(old, new, text, locale)
    if not text:
        return None
    result = wording_of(text, read)
    is_sound = compatible(new.inline, result.inline) or not compatible(old.inline, translation.inline)
    return text if result.letters == translation.letters and is_sound else None


# Placeables -------------------------------------------------------------------------------------


def _with_pieces(old: Wording, new: Wording, translation: Wording) -> str | None:
    """Put the placeables of the new source in the place of those that it lost, one by one."""
    lost, gained = _only_in(old.pieces, new.pieces), _only_in(new.pieces, old.pieces)
    if (lost or gained) and not compatible(old.inline, translation.inline):
        return None
    edits: list[Edit] = []
    for kind in {piece.kind for piece in [*lost, *gained]}:
        successors: dict[str, Piece] = {}
        before, after = ([piece for piece in pieces if piece.kind == kind] for pieces in (lost, gained))
        for gone, come in zip_longest(before, after):
            if not gone or not come or successors.setdefault(gone.value, come).value != come.value:
                return None
        for value in successors:
            if any(_count(text, kind, value) != len(_of(lost, kind, value)) for text in (old, translation)):
                return None  # one of several equal pieces changed: which one is it in the translation?
        for piece in translation.pieces:
            if piece.kind == kind and (successor := successors.get(piece.value)):
                place, written = _changed_part(translation.text, piece), _written(new.text, successor)
                if not place or written is None:
                    return None
                edits.append((place, written))
    return edited(translation.text, edits)


def _only_in(pieces: Iterable[Piece], others: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that others lack, in order."""
    unmatched = Counter((piece.kind, piece.value) for piece in others)
    lacking = []
    for piece in pieces:
        if unmatched[piece.kind, piece.value]:
            unmatched[piece.kind, piece.value] -= 1
        else:
            lacking.append(piece)
    return lacking


def _of(pieces: Iterable[Piece], kind: str, value: str) -> list[Piece]:
    return [piece for piece in pieces if piece.kind == kind and piece.value == value]


def _count(wording: Wording, kind: str, value: str) -> int:
    return len(_of(wording.pieces, kind, value))


def _changed_part(text: str, piece: Piece) -> Span | None:
    """Return what of a text changes with a piece; None where that is not sure."""
    if piece.kind in _DESTINATIONS:
        return replaceable_destination(text, piece)
    return Span(piece.start, piece.end) if _is_plain(text, piece) else None


def _written(text: str, piece: Piece) -> str | None:
    if piece.kind in _DESTINATIONS:
        return written_destination(text, piece)
    return text[piece.start : piece.end] if _is_plain(text, piece) else None


def _is_plain(text: str, piece: Piece) -> bool:
    """Tell whether a piece has no text of its own, which would be another in a translation."""
    return piece.kind not in ("tag", "variable") or piece.value == " ".join(text[piece.start : piece.end].split())


# Numbers ----------------------------------------------------------------------------------------


def _with_numbers(old: Wording, new: Wording, text: str, read: ReadInline, locale: str) -> str | None:
    """Put new numbers in the place of old ones, where each has one old place and counts alike."""
    if old.numbers == new.numbers:
        return text
    if len(old.numbers) != len(new.numbers):
        return None
    successors: dict[str, str] = {}
    for before, after in zip(old.numbers, new.numbers, strict=True):
        alike = before == after or _counts_alike(locale, before, after)
        if successors.setdefault(before, after) != after or not alike:
            return None
    in_source, in_text = Counter(old.numbers), Counter(wording_of(text, read).numbers)
    if any(in_text[before] != in_source[before] for before, after in successors.items() if before != after):
        return None
    return _outside_pieces(text, read, lambda part: NUMBER.sub(lambda match: successors.get(match[0], match[0]), part))


def _counts_alike(locale: str, old: str, new: str) -> bool:
    """Tell whether the noun after a number keeps its form: in English not from 1 to 2, but from 2 to 3."""
    if not (old.isdecimal() and new.isdecimal()):
        return not (old.isdecimal() or new.isdecimal())
    return same_plural(locale, int(old), int(new))


def _outside_pieces(text: str, read: ReadInline, change: Callable[[str], str]) -> str:
    """Change a text everywhere but in its placeables."""
    parts = []
    at = 0
    for start, end in sorted(_kept_spans(text, read)):
        if start >= at:
            parts += [change(text[at:start]), text[start:end]]
            at = end
    return "".join([*parts, change(text[at:])])


def _kept_spans(text: str, read: ReadInline) -> list[Span]:
    spans: list[Span] = []
    for piece in read(text).walk():
        if piece.kind not in _DESTINATIONS:
            spans.append(Span(piece.start, piece.end))
        elif span := piece.destination:
            spans.append(span)
    return spans


# Emphasis ---------------------------------------------------------------------------------------


def _with_emphasis(old: Wording, new: Wording, text: str, read: ReadInline) -> str | None:
    """Take away all emphasis, or put it around the whole, or change its kind, as the source did."""
    if old.emphasis == new.emphasis:
        return text
    if wording_of(text, read).emphasis != old.emphasis:
        return None
    candidate: str | None = None
    if not new.emphasis:
        candidate = _outside_pieces(text, read, lambda part: _MARKS_OF_EMPHASIS.sub("", part))
    elif not old.emphasis and new.emphasis.total() == 1:
        [kind] = new.emphasis
        if _WHOLE.fullmatch(new.text.strip()):
            candidate = _EMPHASIS[kind] + text + _EMPHASIS[kind]
    elif len(old.emphasis) == len(new.emphasis) == 1 and old.emphasis.total() == new.emphasis.total():
        mark = _EMPHASIS[next(iter(new.emphasis))]
        candidate = _outside_pieces(text, read, lambda part: _MARKS_OF_EMPHASIS.sub(mark, part))
    return candidate if candidate and wording_of(candidate, read).emphasis == new.emphasis else None


# Punctuation ------------------------------------------------------------------------------------


def _with_final_mark(old: Wording, new: Wording, text: str, locale: str) -> str | None:
    """Let a translation end as its source does; a change of other marks is not mechanical."""
    before, after = _final(old), _final(new)
    if old.marks[: len(old.marks) - len(before)] != new.marks[: len(new.marks) - len(after)]:
        return None
    if before == after:
        return text
    language = re.split("[-_]", locale)[0].lower()
    end = _END.search(text)
    if not end or language in _SPACED_LANGUAGES or _mark(end["mark"] or "") != before:
        return None
    written = _WIDE.get(after, after) if language in _WIDE_LANGUAGES else after
    if not before:
        return text + written
    return text[: end.start("mark")] + written + end["closing"]


def _final(wording: Wording) -> str:
    """Return the mark that ends a text; empty if it ends with none, or with a bracket or quotation mark."""
    last = wording.marks[-1:]
    ends = marks_of(wording.inline.words.rstrip()[-1:]) == list(last)
    return last[0] if last and ends and last[0] in _FINAL else ""


def _mark(written: str) -> str:
    return "".join(marks_of(written)[:1])
