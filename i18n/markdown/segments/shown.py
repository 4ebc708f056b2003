"""What a translator sees of a text that stands on several lines."""

from __future__ import annotations

import re

from i18n.edits import Edit, edited
from i18n.language import joins_without_space
from i18n.markdown.inline.plain import holds_markup
from i18n.markdown.inline.tree import Break, Inline, ReadInline

_LINE_BREAK = re.compile(r"\s*\n\s*")  # with the blanks around it


def shown_text(raw: str, words: Inline, read: ReadInline) -> str:
    """Return a text as translators see it: soft breaks joined, short references with their labels.

    `words` is the text as read, and `read` reads another. Where joining with nothing would change
    what the text is made of, each soft break becomes a space.
    """
    if "\n" not in raw and not any(piece.label for piece in words.walk()):
        return raw
    breaks = [_with_blanks(raw, item) for item in words.breaks]
    joined = _rewritten(raw, words, breaks, None)
    if "\n" in raw and holds_markup(joined) and read(joined.strip()).shape != read(raw).shape:
        return _rewritten(raw, words, breaks, " ")
    return joined


def on_one_line(raw: str) -> str:
    """Return raw HTML as translators see it: on one line."""

    def joint(match: re.Match[str]) -> str:
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        return "" if joins_without_space(before, after) else " "

    return _LINE_BREAK.sub(joint, raw)


def hard_break_marks(raw: str, words: Inline) -> tuple[str, ...]:
    """Return how each hard break of a text is written: blanks, or a backslash."""
    breaks = (_with_blanks(raw, item) for item in words.breaks if item.hard)
    return tuple(raw[item.start : item.end].partition("\n")[0] for item in breaks)


def _with_blanks(raw: str, item: Break) -> Break:
    """Return a break with the blanks that stand before its line feed."""
    start = item.start
    while raw[item.start] != "\\" and start and raw[start - 1] in " \t":
        start -= 1
    return Break(start, item.end, item.hard)


def _rewritten(raw: str, words: Inline, breaks: list[Break], space: str | None) -> str:
    """Return a text with its breaks as a translator sees them and its short references in full."""
    edits: list[Edit] = [((item.start, item.end), "\\\n" if item.hard else _joint(raw, item, space)) for item in breaks]
    for piece in words.walk():
        label = " ".join(piece.label.split())
        shown = raw[piece.start : piece.end].removeprefix("!")
        if piece.label and shown == f"[{piece.label}]":
            edits.append(((piece.end, piece.end), f"[{label}]"))
        elif piece.label and shown == f"[{piece.label}][]":
            edits.append(((piece.end - 1, piece.end - 1), label))
        elif not piece.pieces:
            edits += [((at, at + 1), " ") for at in range(piece.start, piece.end) if raw[at] == "\n"]
    return edited(raw, edits)


def _joint(raw: str, item: Break, space: str | None) -> str:
    if space is not None:
        return space
    before = raw[: item.start].rstrip("*_~")[-1:]
    after = raw[item.end :].lstrip("*_~")[:1]
    return "" if before and after and joins_without_space(before, after) else " "
