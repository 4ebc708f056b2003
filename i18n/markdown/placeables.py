"""Reading the inline pieces that a translation must carry over.

This is the one definition of a placeable: extraction, splicing, checks, masking for machines and
the browser all read texts here, so they cannot disagree.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from i18n.markdown.attributes import masked, words_of
from i18n.markdown.dialect import Dialect
from i18n.markdown.parser import parse_inline
from i18n.markdown.pieces import Break, Inline, Piece, bare_urls, holds_markup, is_visible, line_breaks
from i18n.markdown.simple import read_simple

_OTHER_BLANK = re.compile(r"[^\S \t\n]")
_BLANKS = re.compile(r"\s+")
_KINDS = {"code_inline": "code", "html_inline": "tag", "footnote_ref": "footnote"}


def read_inline(text: str, dialect: Dialect, definitions: dict[str, Any]) -> Inline:
    """Parse an inline text into its pieces; `definitions` are those of its document."""
    return _read_simply(text) or parse_pieces(text, dialect, definitions)


def _read_simply(text: str) -> Inline | None:
    """Read a text without the parser; None where that is not possible."""
    if holds_markup(text):
        return read_simple(text)
    return Inline((), text, is_visible(text), line_breaks(text))


def parse_pieces(text: str, dialect: Dialect, definitions: dict[str, Any]) -> Inline:
    """Parse an inline text as `read_inline` does, with the shape of its emphasis."""
    return _Reader(text, parse_inline(text, dialect, definitions), dialect).read()


class InlineReader:
    """Reads the inline texts of one document, and each of them once, whoever asks."""

    def __init__(self, dialect: Dialect, definitions: dict[str, Any]) -> None:
        """Read texts as a dialect has it; `definitions` are those of the document."""
        self.dialect = dialect
        self.definitions = definitions
        self._read: dict[str, Inline] = {}
        self._parsed: dict[str, Inline] = {}

    def read(self, text: str) -> Inline:
        """Return the pieces of a text, as `read_inline` does."""
        found = self._read.get(text)
        if found is None:
            found = _read_simply(text) or self.parse(text)
            self._read[text] = found
        return found

    def parse(self, text: str) -> Inline:
        """Return the same with the shape of its emphasis, as `parse_pieces` does."""
        found = self._parsed.get(text)
        if found is None:
            found = self._parsed[text] = parse_pieces(text, self.dialect, self.definitions)
        return found


class _Reader:
    """Reads a flat sequence of inline tokens into pieces."""

    def __init__(self, text: str, tokens: list[Token], dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.tokens = iter(tokens)
        self.breaks: list[Break] = []
        self.stray: list[int] = []
        self.shape: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.depth = 0

    def read(self) -> Inline:
        pieces, own_text = self.level()
        text = "".join(self.words)
        return Inline(pieces, text, own_text, tuple(self.breaks), tuple(self.stray), tuple(self.shape))

    def level(self) -> tuple[tuple[Piece, ...], bool]:
        """Read to the end of the enclosing link, or of the text."""
        pieces: list[Piece] = []
        run: list[str] = []
        own_text = False
        for token in self.tokens:
            kind = token.type
            if kind == "link_close":
                break
            if kind in ("text", "text_special"):
                run.append(token.content)
                own_text = own_text or is_visible(token.content)
                if token.info == "stray":
                    self.stray.append(token.meta["span"][0])
                continue
            pieces += self.urls(run)
            if kind in ("softbreak", "hardbreak"):
                self.words.append("\n")
                if "span" in token.meta:
                    start, end = token.meta["span"]
                    self.breaks.append(Break(start, end, hard=kind == "hardbreak"))
                continue
            if kind.endswith(("_open", "_close")) and kind != "link_open":
                self.depth += token.nesting
                self.shape.append((kind, ""))
                continue
            piece = self.piece(token)
            pieces.append(piece)
        pieces += self.urls(run)
        return tuple(pieces), own_text

    def urls(self, run: list[str]) -> list[Piece]:
        """Return the bare URLs of a run of text and put the run with the words."""
        text = "".join(run)
        run.clear()
        self.words.append(text)
        return bare_urls(text)

    def piece(self, token: Token) -> Piece:
        start, end = token.meta.get("span", (0, 0))
        if token.type == "link_open":
            return self.link(token, start, end)
        if token.type == "image":
            src, title = str(token.attrs["src"]), str(token.attrs.get("title") or "")
            self.shape.append(("image", src))
            self.words += [token.content, title]
            inside = _Reader(token.content, token.children or [], self.dialect).read()
            self.stray += (start + 2 + at for at in inside.stray)
            return Piece(
                "image",
                src,
                start,
                end,
                bool(title),
                is_visible(inside.text),
                inside.pieces,
                label=self.label(token, start, end),
                title=title,
                text=token.content,
                level=self.depth,
            )
        kind = _KINDS.get(token.type, token.type)
        value = str(token.meta["label"]) if kind == "footnote" else token.content
        if kind in ("tag", "variable"):
            self.words.append(words_of(value, self.dialect.attributes))
            value = masked(_BLANKS.sub(" ", value), self.dialect.attributes)
        elif kind == "math" and not value.isascii():
            self.words.append(value)
        self.shape.append((kind, value))
        return Piece(kind, value, start, end, level=self.depth)

    def link(self, token: Token, start: int, end: int) -> Piece:
        href, title = str(token.attrs["href"]), str(token.attrs.get("title") or "")
        self.shape.append(("link", href))
        if token.markup == "autolink":
            next(self.tokens)
            next(self.tokens)
            return Piece("autolink", href, start, end, has_text=True, level=self.depth)
        self.words.append(title)
        level = self.depth
        self.depth += 1
        children, has_text = self.level()
        self.depth -= 1
        label = self.label(token, start, end)
        if label and self.is_doubtful(label, end):
            href = f"{href} by way of [{label}]"
        return Piece("link", href, start, end, bool(title), has_text, children, label, title, level=level)

    def label(self, token: Token, start: int, end: int) -> str:
        """Return the label of a reference as written; the token has it folded. Empty for inline links."""
        folded = token.meta.get("label")
        if not folded:
            return ""
        raw = self.text[start:end].removeprefix("!").removesuffix("[]")
        return raw[1:-1] if normalizeReference(raw[1:-1]) == folded else raw[raw.rfind("[") + 1 : -1]

    def is_doubtful(self, label: str, end: int) -> bool:
        """Tell whether parsers disagree about a reference: other blanks in it, or a `[` after a short one."""
        return bool(_OTHER_BLANK.search(label)) or self.text[end : end + 1] == "["
