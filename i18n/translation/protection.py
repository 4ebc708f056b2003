"""Placeables and markup as tokens that a machine can carry, and the way back.

`<g1>…</g1>` stands for what is around words: emphasis, a link, a tag with the one that closes it. `<x2/>` stands for
what stays as it is: code, a URL, a tag, a variable, an escape, a term that is not translated.

* A text that is masked, taken apart and unmasked is the text, byte for byte.
* An answer is repaired where no meaning can change: blanks, case and full-width forms in tokens, escapes.
* It is refused, with a finding, unless it has every token once, properly nested, and no remains of one among the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TypeAlias

from i18n.markdown.inline.groups import Atom, Group, Node, written
from i18n.model import Span
from i18n.translation.engine import Markup

PROTECTION_VERSION = "1"
"""Another one where texts are shown to engines in another way; part of the cache's key."""

TermFinder: TypeAlias = Callable[[str], Iterable[tuple[Span, str]]]
"""Finds the terms of a text that no machine is shown, each with what stands for it in the translation."""

# `<`, as engines return it: `\<`, `＜`, `&lt;`, `\u003c`.
_LEFT, _RIGHT = r"(?:\\?<|＜|&(?:amp;)?lt;|\\u003c)", r"(?:\\?>|＞|&(?:amp;)?gt;|\\u003e)"
# `<g1>`, `</g1>`, `<x2/>`, and what engines make of them: `< G 1 >`, `＜／ｇ１＞`, `&lt;x2 /&gt;`.
_TOKEN = re.compile(
    rf"{_LEFT}\s*(?P<close>\\?[/／])?\s*(?P<kind>[gxGXｇｘＧＸ])\s*(?P<number>[0-9０-９]{{1,3}})\s*"
    rf"(?P<alone>\\?[/／])?\s*{_RIGHT}"
)
# What is left of a token that was torn: `<g1`, `x2/>`, `<g>`.
_DEBRIS = re.compile(
    r"[<＜]\s*[/／]?\s*[gxｇｘ]\s?[0-9０-９]{1,3}|(?<!\w)[gx]\s?\d{1,3}\s*/?\s*[>＞]|[<＜]\s*/?\s*[gx]\s*[>＞]",
    re.IGNORECASE,
)
# What an engine for web pages escapes unasked: `&quot;`, `&#39;`.
_ENTITY = re.compile(r"&(?:quot|apos|amp|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
# What may be markup: `*`, `[`, `<`; at the start `# `, `- `, and the `1` of `1. `.
_SPECIAL = re.compile(r"[\\`*_~\[\]<>{}$&]|^(?:[#+-](?=\s)|\d+(?=[.)]\s))")
_SOLID = frozenset({"code", "URL", "autolink", "variable", "math", "term", "image"})


class DamagedError(Exception):
    """An answer's tokens are not those of its text; the message says how, in a sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as an engine is shown it, and what its tokens stand for."""

    text: str
    """What the engine sees."""
    markup: Markup
    """How its tokens are shown."""
    before: str = ""
    """Marks before the text, where some are around all of it; an engine does not see them."""
    after: str = ""
    """Those after it."""
    tokens: dict[str, str] = field(default_factory=dict)
    """What each token stands for."""
    solid: frozenset[str] = frozenset()
    """The tokens that readers see as words, such as those of code."""
    words: tuple[str, ...] = ()
    """The text between its tokens, as written."""

    @property
    def parts(self) -> list[str]:
        """Its text as words and tokens in turn, words first and last."""
        pairs = zip(self.words, [*self.tokens, ""], strict=False)
        return [part for pair in pairs for part in pair][:-1]


def mask(nodes: Sequence[Node], markup: Markup, kept: TermFinder = lambda text: ()) -> Masked:
    """Return a text, given as its tree, as an engine is shown it; `kept` finds the terms that it is not shown."""
    if markup is Markup.NONE:
        text = written(nodes)
        return Masked(text, markup, words=(text,))
    before, after = "", ""
    while len(nodes) == 1 and isinstance(group := nodes[0], Group):
        before, after, nodes = before + group.opening, group.closing + after, group.children
    masker = _Masker(markup, kept)
    masker.nodes(nodes)
    return Masked(
        "".join(masker.shown), markup, before, after, masker.tokens, frozenset(masker.solid), tuple(masker.words)
    )


class _Masker:
    """Puts tokens, numbered in their order, in the place of groups and atoms."""

    def __init__(self, markup: Markup, kept: TermFinder) -> None:
        self.markup = markup
        self.kept = kept
        self.shown: list[str] = []
        self.tokens: dict[str, str] = {}
        self.solid: set[str] = set()
        self.number = 0
        self.words: list[str] = [""]

    def nodes(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, Group):
                self.number += 1
                number = self.number
                self.token(f"<g{number}>", node.opening)
                self.nodes(node.children)
                self.token(f"</g{number}>", node.closing)
            elif isinstance(node, Atom):
                self.atom(node.kind, node.text)
            else:
                self.text(node.text)

    def token(self, token: str, meaning: str) -> None:
        self.tokens[token] = meaning
        self.shown.append(token)
        self.words.append("")

    def atom(self, kind: str, meaning: str) -> None:
        self.number += 1
        token = f"<x{self.number}/>"
        if kind in _SOLID:
            self.solid.add(token)
        self.token(token, meaning)

    def text(self, text: str) -> None:
        """Show words; terms that an engine is not shown, and what looks like a token itself, become atoms."""
        at = 0
        for span, target in sorted((*self.kept(text), *((Span(*m.span()), m[0]) for m in _TOKEN.finditer(text)))):
            if span.start < at:
                continue
            self.run(text[at : span.start])
            self.atom("term", target)
            at = span.end
        self.run(text[at:])

    def run(self, text: str) -> None:
        if not text:
            return
        self.words[-1] += text
        if self.markup is Markup.XML:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.shown.append(text)


# The way back -----------------------------------------------------------------------------------


def answer_parts(masked: Masked, answer: str) -> list[str]:
    """Return an answer as words and tokens in turn, words first and last, its tokens repaired.

    Raises DamagedError where a token is lost, doubled, unknown or crosses another, and where remains of one are
    among the words.
    """
    if masked.markup is Markup.NONE:
        return [answer]
    parts = list(_repaired(masked, answer.strip()))
    _refuse_other_tokens(masked, parts[1::2])
    _refuse_crossing(parts[1::2])
    _refuse_debris(masked, parts[::2])
    parts[0] = _leading(masked.words[0]) + parts[0]
    parts[-1] += _trailing(masked.words[-1]) if len(masked.words) > 1 or masked.words[0].strip() else ""
    return _with_blanks_outside(parts, masked.parts)


def _repaired(masked: Masked, answer: str) -> Iterator[str]:
    """Yield words and tokens in turn, tokens as we write them."""
    words: list[str] = []
    at = 0
    for match in _TOKEN.finditer(answer):
        words.append(answer[at : match.start()])
        at = match.end()
        token = _canonical(masked, match)
        if token:
            yield _text(masked, "".join(words))
            words.clear()
            yield token
    yield _text(masked, "".join(words) + answer[at:])


def _canonical(masked: Masked, match: re.Match[str]) -> str:
    """Return a token as we write it; nothing for the second half of an `<x1></x1>`."""
    name = unicodedata.normalize("NFKC", match["kind"] + match["number"]).lower()
    if f"<{name}/>" in masked.tokens:
        return "" if match["close"] else f"<{name}/>"
    if f"<{name}>" not in masked.tokens:
        raise DamagedError(f"there is no <{name}> in the text")
    if match["alone"]:
        raise DamagedError(f"<{name}> must be around text and have its </{name}>")
    return f"</{name}>" if match["close"] else f"<{name}>"


def _text(masked: Masked, words: str) -> str:
    """Return words as they are meant: without the entities of an engine that is shown XML, or that escapes unasked."""
    own = "".join(masked.words)
    if masked.markup is Markup.XML or ("&" not in own and _ENTITY.search(words)):
        words = unescape(words)
    if "\xa0" not in own:
        words = words.replace("\xa0", " ")
    return words if "\n" in own else re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", words)


def _refuse_other_tokens(masked: Masked, tokens: Iterable[str]) -> None:
    present, wanted = Counter(tokens), Counter(list(masked.tokens))
    if lost := wanted - present:
        raise DamagedError(f"the translation lacks {', '.join(lost)}")
    if more := present - wanted:
        raise DamagedError(f"the translation has {', '.join(more)} more than once")


def _refuse_crossing(tokens: Iterable[str]) -> None:
    opened: list[str] = []
    for token in tokens:
        if token.startswith("</"):
            if not opened or opened.pop() != token.replace("/", ""):
                raise DamagedError(f"{token} does not close the tag that was opened last; tags must be nested")
        elif not token.endswith("/>"):
            opened.append(token)


def _refuse_debris(masked: Masked, words: Sequence[str]) -> None:
    for text in words:
        if (match := _DEBRIS.search(text)) and not _DEBRIS.search(" ".join(masked.words)):
            raise DamagedError(f"the translation holds a damaged tag: “{match[0]}”")
    own, now = "".join(masked.words), "".join(words)
    for bracket in "<>":
        if now.count(bracket) > own.count(bracket) + own.count("＜＞"["<>".index(bracket)]):
            raise DamagedError(f"the translation adds a “{bracket}”")


def _with_blanks_outside(parts: list[str], own: Sequence[str]) -> list[str]:
    """Return parts with blanks moved out of the ends of groups, except where the text has some there, too.

    Of `Click <g1> Save </g1>now` they become those of `Click <g1>Save</g1> now`.
    """
    blank_behind = {token for token, text in zip(own[1::2], own[2::2], strict=True) if text[:1].isspace()}
    blank_before = {token for text, token in zip(own[::2], own[1::2], strict=False) if text[-1:].isspace()}
    for at in range(1, len(parts), 2):
        if _opens(parts[at]) and parts[at] not in blank_behind and (blanks := _leading(parts[at + 1])):
            parts[at + 1] = parts[at + 1].lstrip()
            parts[at - 1] = parts[at - 1].rstrip() + blanks
    for at in range(len(parts) - 2, 0, -2):
        if parts[at].startswith("</") and parts[at] not in blank_before and (blanks := _trailing(parts[at - 1])):
            parts[at - 1] = parts[at - 1].rstrip()
            parts[at + 1] = blanks + parts[at + 1].lstrip()
    return parts


def _leading(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]


def _opens(token: str) -> bool:
    return not token.startswith("</") and not token.endswith("/>")


def unmask(masked: Masked, parts: Sequence[str], *, escaping: bool = False) -> str:
    """Return words and what tokens stand for, put together as Markdown.

    With `escaping`, marks such as `*` among the words are escaped, if the text has none of their kind.
    """
    own = "".join(masked.words)

    def escaped(match: re.Match[str]) -> str:
        mark = match[0]
        if mark[0] in own:
            return mark
        return f"{mark}\\" if mark.isdigit() else f"\\{mark}"

    text = "".join(
        masked.tokens[part] if part in masked.tokens else _SPECIAL.sub(escaped, part) if escaping else part
        for part in parts
    )
    return f"{masked.before}{text}{masked.after}"
