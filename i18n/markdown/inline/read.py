"""Reading an inline text into its tree.

Extraction, splicing, checks, masking for machines and the browser all read texts here, so they cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from markdown_it.token import Token

from i18n.markdown.attributes import Attributes, markup_node
from i18n.markdown.dialect import Dialect
from i18n.markdown.inline.plain import read_plain
from i18n.markdown.inline.tree import Break, Emphasis, Escape, Inline, Link, Node, Piece, Text, inline_of
from i18n.markdown.inline.urls import with_urls
from i18n.markdown.parser import parse_inline
from i18n.markdown.targets import Target, read_target
from i18n.model import Span

DEEPEST = 50
"""How many levels of emphasis are read; the marks of what lies deeper are text."""

_KINDS: Mapping[str, str] = MappingProxyType({"code_inline": "code", "html_inline": "tag", "footnote_ref": "footnote"})
"""The kinds of pieces by the parser's names, where these are others."""
_BLANKS = re.compile(r"\s+")
_OTHER_BLANK = re.compile(r"[^\S \t\n]")  # U+00A0, U+3000


def read_inline(text: str, dialect: Dialect, definitions: dict[str, Any]) -> Inline:
    """Read an inline text; `definitions` are those of its document."""
    return read_plain(text) or read_parsed(text, dialect, definitions)


def read_parsed(text: str, dialect: Dialect, definitions: dict[str, Any]) -> Inline:
    """Read an inline text as `read_inline` does, whatever it holds, by the parser."""
    tokens = parse_inline(text, dialect, definitions)
    return inline_of(text, _TokenReader(text, tokens, dialect.attributes).nodes())


class InlineReader:
    """Reads the inline texts of one document, and each of them once, whoever asks."""

    def __init__(self, dialect: Dialect, definitions: dict[str, Any]) -> None:
        """Read texts as a dialect has it; `definitions` are those of the document."""
        self.dialect = dialect
        self.definitions = definitions
        self._read: dict[str, Inline] = {}

    def read(self, text: str) -> Inline:
        """Return the tree of a text, as `read_inline` does."""
        inline = self._read.get(text)
        if inline is None:
            inline = self._read[text] = read_inline(text, self.dialect, self.definitions)
        return inline


class _TokenReader:
    """Follows the parser's tokens through their text.

    Tokens leave no gap: each starts where the one before it ends. Text, escapes and marks of emphasis are as long
    as they are written, and of all others the parser's rules note where they end.
    """

    def __init__(
        self, text: str, tokens: Iterable[Token], attributes: Attributes, start: int = 0, level: int = 0
    ) -> None:
        self.text = text
        self.tokens = iter(tokens)
        self.attributes = attributes
        self.start = self.at = start
        self.level = level

    def nodes(self) -> tuple[Node, ...]:
        """Read to the token that closes what encloses this level, or to the end."""
        nodes: list[Node] = []
        run: list[Text | Escape] = []
        too_deep = 0
        for token in self.tokens:
            if token.type == "text":
                run += self._text(token.content)
            elif token.type == "text_special":
                run.append(self._escape(token))
            elif token.nesting > 0 and self.level >= DEEPEST and token.type != "link_open":
                run += self._text(token.markup)
                too_deep += 1
            elif token.nesting < 0 and too_deep:
                run += self._text(token.markup)
                too_deep -= 1
            else:
                nodes += with_urls(run, self.level)
                run.clear()
                if token.nesting < 0:
                    return tuple(nodes)
                nodes.append(self._node(token))
        nodes += with_urls(run, self.level)
        return tuple(nodes)

    def _text(self, words: str) -> tuple[Text, ...]:
        """Read text; the marks of bold text leave empty tokens behind."""
        start = self.at
        self.at += len(words)
        return (Text(start, self.at, words),) if words else ()

    def _escape(self, token: Token) -> Escape:
        start = self.at
        self.at += len(token.markup) or len(token.content)
        return Escape(start, self.at, token.content, token.info == "stray")

    def _node(self, token: Token) -> Node:
        if token.nesting:
            return self._enclosing(token)
        if token.type == "image":
            return self._image(token)
        start = self._to_end(token)
        if token.type in ("softbreak", "hardbreak"):
            return Break(start, self.at, token.type == "hardbreak")
        kind = _KINDS.get(token.type, token.type)
        if kind in ("tag", "variable"):
            on_one_line = _BLANKS.sub(" ", token.content)
            return markup_node(kind, token.content, start, self.level, self.attributes, on_one_line)
        value = str(token.meta["label"]) if kind == "footnote" else token.content
        return Piece(kind, value, start, self.at, self.level)

    def _to_end(self, token: Token) -> int:
        """Go to the end of a piece and return where it started."""
        start, self.at = self.at, self.start + token.meta["span"][1]
        return start

    def _enclosing(self, token: Token) -> Node:
        if token.type != "link_open":
            return self._emphasis(token)
        return self._autolink(token) if token.markup == "autolink" else self._link(token)

    def _emphasis(self, token: Token) -> Emphasis:
        start = self.at
        self.at += len(token.markup)
        children = self._inside()
        self.at += len(token.markup)
        return Emphasis(token.type.removesuffix("_open"), start, self.at, token.markup, children)

    def _inside(self) -> tuple[Node, ...]:
        """Read what is inside of emphasis or of a link."""
        self.level += 1
        children = self.nodes()
        self.level -= 1
        return children

    def _autolink(self, token: Token) -> Piece:
        start = self._to_end(token)
        next(self.tokens)  # its text
        next(self.tokens)  # and what closes it
        return Piece("autolink", str(token.attrs["href"]), start, self.at, self.level)

    def _link(self, token: Token) -> Link:
        start = self.at
        self.at += len("[")
        children = self._inside()
        return self._targeted(token, start, children)

    def _image(self, token: Token) -> Link:
        start = self.at
        self.at += len("![")
        alt = _TokenReader(self.text, token.children or (), self.attributes, self.at, self.level + 1)
        children = alt.nodes()
        self.at = alt.at
        return self._targeted(token, start, children)

    def _targeted(self, token: Token, start: int, children: tuple[Node, ...]) -> Link:
        """Return a link or an image whose text ends here."""
        is_image = token.type == "image"
        text = self.text[start + len("![" if is_image else "[") : self.at]
        href = str(token.attrs["src" if is_image else "href"])
        text_end = self._to_end(token)
        label = self._label(token, text, text_end)
        target = None if label else self._target(text_end, href)
        return Link(
            "image" if is_image else "link",
            f"{href} by way of [{label}]" if label and not is_image and self._is_doubtful(label) else href,
            start,
            self.at,
            self.level,
            children,
            text,
            href,
            target.destination if target else None,
            str(token.attrs.get("title") or ""),
            target.title if target else None,
            label,
        )

    def _label(self, token: Token, text: str, text_end: int) -> str:
        """Return the label of a reference as it is written; the token has it folded. Empty for inline links."""
        if not token.meta.get("label"):
            return ""
        closing = self.text[text_end : self.at]
        return text if closing in ("]", "][]") else closing[len("][") : -len("]")]

    def _is_doubtful(self, label: str) -> bool:
        """Tell whether parsers disagree about a reference: other blanks in it, or a `[` after a short one."""
        return bool(_OTHER_BLANK.search(label)) or self.text[self.at : self.at + 1] == "["

    def _target(self, text_end: int, href: str) -> Target | None:
        """Return where the destination and title of a link stand; None where it has none."""
        span = Span(text_end + len("]("), self.at - len(")"))
        if self.text[slice(*span)] == href:
            return Target(span, None)  # so are most: nothing but a destination, and no escape in it
        return read_target(self.text, span.start)
