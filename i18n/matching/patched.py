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
from i18n.markdown.pieces import Piece, compatible
from i18n.markdown.repair import destination_span, written_destination
from i18n.matching.wording import NUMBER, Reader, Wording, marks_of, wording_of
from i18n.model import Span

_DESTINATIONS = ("link", "image", "autolink", "URL")
_FINAL = ".:;?!…"
_WIDE = {".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "…": "……"}
_WIDE_LANGUAGES = ("zh", "ja")
_SPACED_LANGUAGES = ("fr",)
"""Languages that set a space before some marks, so that one mark cannot simply stand in another's place."""
_END = re.compile(r"(?P<mark>…+|\.{3,}|[.:;?!。：；？！])?(?P<closing>[*_~”’\"'」]*)\Z")
_EMPHASIS = {"strong_open": "**", "em_open": "*", "s_open": "~~"}
_MARKS_OF_EMPHASIS = re.compile(r"\*{1,3}|__?|~~?")
_WHOLE = re.compile(r"(\*\*?|__?|~~).+\1", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """A source text and what it has become."""

    was: str
    """The old source text."""
    now: str
    """The new one."""


def patched(change: Change, target: str, locale: str, parse: Reader) -> str | None:
    """Return a translation changed as its source was; None where that is not mechanical.

    `target` translates `change.was`. The result has the placeables of `change.now` if it had those of the old
    text, and the words that it had.
    """
    if change.was == change.now:
        return target
    was, now, has = (wording_of(text, parse) for text in (change.was, change.now, target))
    if was.letters != now.letters or was.breaks != now.breaks:
        return None
    text = _with_pieces(change, was, now, target, has)
    text = text and _with_numbers(was, now, text, parse, locale)
    text = text and _with_emphasis(change, was, now, text, parse)
    text = text and _with_final_mark(was, now, text, locale)
    if not text:
        return None
    after = wording_of(text, parse)
    still_sound = compatible(now.inline, after.inline) or not compatible(was.inline, has.inline)
    return text if after.letters == has.letters and still_sound else None


# Placeables -------------------------------------------------------------------------------------


def _with_pieces(change: Change, was: Wording, now: Wording, target: str, has: Wording) -> str | None:
    """Put the placeables of the new source in the place of those that it lost, one by one."""
    lost, gained = _only_in(was.pieces, now.pieces), _only_in(now.pieces, was.pieces)
    if (lost or gained) and not compatible(was.inline, has.inline):
        return None
    edits: list[Edit] = []
    for kind in {piece.kind for piece in [*lost, *gained]}:
        news: dict[str, Piece] = {}
        before, after = ([piece for piece in pieces if piece.kind == kind] for pieces in (lost, gained))
        for old, new in zip_longest(before, after):
            if not old or not new or news.setdefault(old.value, new).value != new.value:
                return None
        if any(_count(wording, kind, value) != len(_of(lost, kind, value)) for value in news for wording in (was, has)):
            return None  # one of several equal pieces changed: which one is it in the translation?
        for piece in has.pieces:
            if piece.kind == kind and (new := news.get(piece.value)):
                place, written = _place(target, piece), _written(change.now, new)
                if not place or written is None:
                    return None
                edits.append((place, written))
    return edited(target, edits)


def _only_in(pieces: Iterable[Piece], others: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that others lack, in order."""
    left = Counter((piece.kind, piece.value) for piece in others)
    found = []
    for piece in pieces:
        if left[piece.kind, piece.value]:
            left[piece.kind, piece.value] -= 1
        else:
            found.append(piece)
    return found


def _of(pieces: Iterable[Piece], kind: str, value: str) -> list[Piece]:
    return [piece for piece in pieces if piece.kind == kind and piece.value == value]


def _count(wording: Wording, kind: str, value: str) -> int:
    return len(_of(wording.pieces, kind, value))


def _place(text: str, piece: Piece) -> Span | None:
    """Return what of a text changes with a piece; None where that is not sure."""
    if piece.kind in _DESTINATIONS:
        return destination_span(text, piece)
    return Span(piece.start, piece.end) if _is_plain(text, piece) else None


def _written(text: str, piece: Piece) -> str | None:
    if piece.kind in _DESTINATIONS:
        return written_destination(text, piece)
    return text[piece.start : piece.end] if _is_plain(text, piece) else None


def _is_plain(text: str, piece: Piece) -> bool:
    """Tell whether a piece has no text of its own, which would be another in a translation."""
    return piece.kind not in ("tag", "variable") or piece.value == " ".join(text[piece.start : piece.end].split())


# Numbers ----------------------------------------------------------------------------------------


def _with_numbers(was: Wording, now: Wording, text: str, parse: Reader, locale: str) -> str | None:
    """Put new numbers in the place of old ones, where each has one old place and counts alike."""
    if was.numbers == now.numbers:
        return text
    if len(was.numbers) != len(now.numbers):
        return None
    changes: dict[str, str] = {}
    for old, new in zip(was.numbers, now.numbers, strict=True):
        if changes.setdefault(old, new) != new or not (old == new or _counts_alike(locale, old, new)):
            return None
    has = Counter(wording_of(text, parse).numbers)
    before = Counter(was.numbers)
    if any(has[old] != before[old] for old, new in changes.items() if old != new):
        return None
    return _outside_pieces(text, parse, lambda part: NUMBER.sub(lambda match: changes.get(match[0], match[0]), part))


def _counts_alike(locale: str, old: str, new: str) -> bool:
    if not (old.isdecimal() and new.isdecimal()):
        return not (old.isdecimal() or new.isdecimal())
    return same_plural(locale, int(old), int(new))


def _outside_pieces(text: str, parse: Reader, change: Callable[[str], str]) -> str | None:
    """Change a text everywhere but in its placeables."""
    parts = []
    at = 0
    for start, end in sorted(_kept_spans(text, parse)):
        if start >= at:
            parts += [change(text[at:start]), text[start:end]]
            at = end
    return "".join([*parts, change(text[at:])])


def _kept_spans(text: str, parse: Reader) -> list[Span]:
    spans: list[Span] = []
    for piece in parse(text).walk():
        if piece.kind == "URL":
            spans += (Span(*match.span()) for match in re.finditer(re.escape(piece.value), text))
        elif piece.kind not in _DESTINATIONS:
            spans.append(Span(piece.start, piece.end))
        elif span := destination_span(text, piece):
            spans.append(span)
    return spans


# Emphasis ---------------------------------------------------------------------------------------


def _with_emphasis(change: Change, was: Wording, now: Wording, text: str, parse: Reader) -> str | None:
    """Take away all emphasis, or put it around the whole, or change its kind, as the source did."""
    if was.emphasis == now.emphasis:
        return text
    has = wording_of(text, parse)
    if has.emphasis != was.emphasis:
        return None
    candidates = []
    if not now.emphasis:
        candidates.append(_outside_pieces(text, parse, lambda part: _MARKS_OF_EMPHASIS.sub("", part)))
    elif not was.emphasis and now.emphasis.total() == 1:
        [kind] = now.emphasis
        if _WHOLE.fullmatch(change.now.strip()):
            candidates.append(_EMPHASIS[kind] + text + _EMPHASIS[kind])
    elif len(was.emphasis) == len(now.emphasis) == 1 and was.emphasis.total() == now.emphasis.total():
        [kind] = now.emphasis
        mark = _EMPHASIS[kind]
        candidates.append(_outside_pieces(text, parse, lambda part: _MARKS_OF_EMPHASIS.sub(mark, part)))
    for candidate in candidates:
        if candidate and wording_of(candidate, parse).emphasis == now.emphasis:
            return candidate
    return None


# Punctuation ------------------------------------------------------------------------------------


def _with_final_mark(was: Wording, now: Wording, text: str, locale: str) -> str | None:
    """Let a translation end as its source does; a change of other marks is not mechanical."""
    before, after = _final(was), _final(now)
    if was.marks[: len(was.marks) - len(before)] != now.marks[: len(now.marks) - len(after)]:
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
    ends = marks_of(wording.inline.text.rstrip()[-1:]) == list(last)
    return last[0] if last and ends and last[0] in _FINAL else ""


def _mark(written: str) -> str:
    return "".join(marks_of(written)[:1])
