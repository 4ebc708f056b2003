"""Texts of words, code spans, and plain links and images, read without the parser.

Most texts are of this kind. What a pattern finds here is what the parser finds: a code span of one
backtick a side, no bracket within a link's text, no blank or parenthesis within its destination,
and outside of them nothing that could start another piece. Any other text is left to the parser.
"""

from __future__ import annotations

import re

from i18n.markdown.pieces import Inline, Piece, bare_urls, is_visible, line_breaks

_PIECE = re.compile(
    r"`(?P<code>[^`\n]+)`(?!`)"
    r"|(?P<image>!?)\[(?P<text>[^\[\]<>`{}\\&!^$\n]*)\]\((?P<to>[^\s()<>\\&`{}$\"'\x00-\x20\x7f]+)\)(?![(\[])"
)
_SPECIAL = re.compile(r"[`<\[\]{}\\&$]")
_URL = re.compile(r"://|www\.|@")
_EMPHASIS = re.compile(r"[*_~]")
_MARKS = "*_~ \t\n"


def read_simple(text: str) -> Inline | None:
    """Read a text of the simple kind, emphasis left in its words and out of its shape; None for any other."""
    if "\n" in text and _EMPHASIS.search(text):
        return None  # it might go on in other lines, around their pieces
    pieces: list[Piece] = []
    between: list[str] = []
    words: list[str] = []
    at = 0
    for match in _PIECE.finditer(text):
        before = text[at : match.start()]
        between.append(before)
        words += [before, match["text"] or ""]
        pieces += bare_urls(before)
        pieces.append(_code(match) if match["code"] else _target(match))
        at = match.end()
    between.append(text[at:])
    own = "\n".join(between)
    if _SPECIAL.search(own) or (_URL.search(own) and _EMPHASIS.search(own)):
        return None
    if any(_only_marks(part) for part in (own, *words[1::2])):
        return None
    pieces += bare_urls(text[at:])
    return Inline(tuple(pieces), "".join(words) + text[at:], is_visible(own), line_breaks(text))


def _only_marks(text: str) -> bool:
    """Tell whether a text is nothing but marks, of which only the parser knows if they are emphasis."""
    return bool(text.strip()) and not text.strip(_MARKS).strip()


def _code(match: re.Match[str]) -> Piece:
    value = match["code"]
    if value[0] == value[-1] == " " and value.strip(" "):
        value = value[1:-1]
    return Piece("code", value, match.start(), match.end())


def _target(match: re.Match[str]) -> Piece:
    text, to = match["text"], match["to"]
    kind = "image" if match["image"] else "link"
    shown = text if match["image"] else ""
    urls = tuple(bare_urls(text))
    return Piece(kind, to, match.start(), match.end(), has_text=is_visible(text), children=urls, text=shown)
