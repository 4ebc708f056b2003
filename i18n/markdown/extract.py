"""From blocks to segments: what a translator sees of a document, and where each piece stands.

Coverage: every character of human text is in a segment or in a skip with a reason.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, NamedTuple, TypeAlias

from markdown_it.token import Token

from i18n.language import has_letter, script_of
from i18n.markdown import tables
from i18n.markdown.dialect import Dialect
from i18n.markdown.front_matter import FrontMatter, read_front_matter
from i18n.markdown.leaf import Kept, Leaf, Place, Slot
from i18n.markdown.lines import SourceText
from i18n.markdown.parser import Blocks, Line, heading_id_start, parse_blocks
from i18n.markdown.pieces import LITERAL, Inline, Piece
from i18n.markdown.placeables import holds_pieces, parse_pieces, read_inline, read_target
from i18n.markdown.shown import hard_break_marks, image_line, shown_text, without_break
from i18n.model import Finding, Position, Segment, Severity, Skip, Span

Messages: TypeAlias = Literal["script", "all"]

_DELIMITERS = re.compile(r"(?=.*[|:])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*i18n:\s*([\w-]*)\s*(.*?)\s*(?:-->|\*/\})\s*", re.DOTALL)
_DIRECTIVES = ("comment", "context", "skip", "skip-end", "skip-start")
_PLACES: dict[str, Place] = {"paragraph": "text", "heading": "heading", "cell": "cell"}
_OPAQUE = {
    "fence": "code",
    "code_block": "code",
    "html_block": "HTML, passed through whole for now",
    "jsx": "JSX, passed through whole for now",
    "esm": "import or export, passed through whole for now",
    "expression": "expression",
    "directive": "::: line, passed through whole for now",
    "hr": "markup",
}
_CONTAINERS = {
    "list_item_open": "list item",
    "blockquote_open": "quote",
    "footnote_reference_open": "footnote",
    "th_open": "table header",
    "td_open": "table cell",
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document."""

    segments: tuple[Segment, ...]
    """The segments, in order."""
    skips: tuple[Skip, ...]
    """The spans left alone, with reasons, in order."""
    leaves: tuple[Leaf, ...]
    """The leaves that hold segments, in order."""
    blocks: Blocks
    """The block structure."""
    front_matter: FrontMatter | None
    """The front matter, if there is any."""
    findings: tuple[Finding, ...]
    """What was wrong with the source."""


def extract(source: SourceText, dialect: Dialect, source_locale: str, messages: Messages) -> Extraction:
    """Find the segments of a document."""
    return _Extractor(source, dialect, source_locale, messages).run()


class _Scope(NamedTuple):
    """What holds for the blocks of one container."""

    kind: str = "paragraph"
    skip: str = ""
    context: str | None = None
    comments: tuple[str, ...] = ()


class _Extractor:
    def __init__(self, source: SourceText, dialect: Dialect, source_locale: str, messages: Messages) -> None:
        self.source = source
        self.text = source.normalized
        self.dialect = dialect
        self.script = script_of(source_locale) if messages == "script" else None
        self.heading = ""
        self.segments: list[Segment] = []
        self.skips: list[Skip] = []
        self.leaves: list[Leaf] = []
        self.findings: list[Finding] = []

    def run(self) -> Extraction:
        front_matter = read_front_matter(self.text, must_be_mapping=self.dialect.name == "commonmark")
        if front_matter:
            self.front_matter(front_matter)
        start = front_matter.end if front_matter else 0
        blocks = parse_blocks(self.text, self.dialect, start)
        self.definitions: dict[str, Any] = blocks.definitions
        self.walk(iter(blocks.tokens), _Scope())
        skips = tuple(sorted(self.skips, key=lambda skip: skip.span))
        return Extraction(tuple(self.segments), skips, tuple(self.leaves), blocks, front_matter, tuple(self.findings))

    # Blocks -------------------------------------------------------------------------------------

    def walk(self, tokens: Iterator[Token], scope: _Scope) -> None:
        """Visit the blocks of one container; directives hold for its next block or up to their end."""
        base = upcoming = scope
        skip_start: Token | None = None
        first_in_item = scope.kind == "list item"
        for token in tokens:
            if token.nesting < 0:
                break
            if directive := self.directive(token):
                self.skip_token(token, "directive")
                if directive[0] == "skip-start":
                    skip_start, base = token, scope._replace(skip="i18n:skip-start")
                    upcoming = base
                elif directive[0] == "skip-end":
                    if not skip_start:
                        self.finding(token, "directive", "this i18n:skip-end closes nothing")
                    skip_start, base = None, scope
                    upcoming = base
                else:
                    upcoming = _directed(upcoming, *directive)
                continue
            if token.nesting:
                self.container(token, tokens, upcoming, first_in_item)
            else:
                self.leaf(token, upcoming)
            first_in_item = False
            upcoming = base
        if skip_start:
            hint = "close it before its list item, quote or document ends"
            self.finding(skip_start, "directive", "this i18n:skip-start has no i18n:skip-end", hint)

    def container(self, token: Token, tokens: Iterator[Token], scope: _Scope, first_in_item: bool) -> None:
        if token.type == "paragraph_open":
            inline = next(tokens)
            next(tokens)
            self.inline(inline, scope, first_in_item)
        elif token.type == "heading_open":
            inline = next(tokens)
            next(tokens)
            self.inline(inline, scope._replace(kind=f"heading {token.tag[1]}"), first_in_item)
            self.heading = inline.content[: heading_id_start(inline.content)]
        elif kind := _CONTAINERS.get(token.type):
            self.walk(tokens, scope._replace(kind=kind))
        else:
            self.walk(tokens, scope)

    def leaf(self, token: Token, scope: _Scope) -> None:
        if token.type == "inline":
            self.inline(token, scope, first_in_item=False)
        elif token.type == "definition":
            self.definition(token, scope)
        elif token.type in _OPAQUE:
            self.skip_token(token, scope.skip or _OPAQUE[token.type])

    # Directives ---------------------------------------------------------------------------------

    def directive(self, token: Token) -> tuple[str, str] | None:
        """Return name and argument of an `i18n:` comment; None where the token is none."""
        if token.type not in ("html_block", "expression") or "i18n:" not in token.content:
            return None
        match = _DIRECTIVE.fullmatch(token.content)
        if not match:
            return None
        name, argument = match[1], match[2]
        if name not in _DIRECTIVES:
            near = difflib.get_close_matches(name, _DIRECTIVES, 1)
            hint = f"did you mean i18n:{near[0]}?" if near else f"known: {', '.join(_DIRECTIVES)}"
            self.finding(token, "directive", f"there is no directive i18n:{name}", hint)
        return name, argument

    # Leaves -------------------------------------------------------------------------------------

    def inline(self, token: Token, scope: _Scope, first_in_item: bool) -> None:
        """Make the segments of a paragraph, heading or cell."""
        lines: list[Line] = token.meta["lines"]
        if not lines:
            return
        bare: bool | None = token.meta.get("bare")
        content = "\n".join([self.text[start:end] for start, end in lines])
        if bare is not None:
            content = tables.shown(content)
        elif len(lines) > 1 and any(_DELIMITERS.fullmatch(line) for line in content.split("\n")[1:]):
            self.skip(lines[0][0], lines[-1][1], "not understood: a table to some parsers and a paragraph to others")
            return
        if reason := scope.skip or self.no_message(content):
            self.skip(lines[0][0], lines[-1][1], reason)
        elif bare is not None:
            self.fill(Leaf("cell", content, tuple(lines), opens_line=bare), 0, len(content), scope)
        elif scope.kind.startswith("heading"):
            self.heading_leaf(content, lines, scope)
        else:
            leaf = Leaf("paragraph", content, tuple(lines), in_item=first_in_item)
            task = _TASK.match(content) if first_in_item and "tasks" in self.dialect.features else None
            leaf.in_item = first_in_item and not task
            self.fill(leaf, task.end() if task else 0, len(content), scope)

    def heading_leaf(self, content: str, lines: list[Line], scope: _Scope) -> None:
        """Make the segment of a heading, its `{#id}` left out."""
        before = self.text[self.source.line_start(lines[0][0]) : lines[0][0]]
        leaf = Leaf("heading", content, tuple(lines), opens_line=not before.rstrip().endswith("#"))
        end = heading_id_start(content)
        self.skip(leaf.offset(end), leaf.offset(len(content)), "heading id")
        self.fill(leaf, 0, end, scope)

    def no_message(self, content: str) -> str:
        """Return why a text is surely no message, whatever markup it holds; empty if it may be one."""
        if self.script:
            return "" if self.script.search(content) else "no text in the source language"
        return "" if has_letter(content) else "no human text"

    def may_be_message(self, text: str) -> bool:
        return bool(text.strip()) and not self.no_message(text)

    def fill(self, leaf: Leaf, start: int, end: int, scope: _Scope) -> None:
        """Put slots into a leaf: one, or several where lines of nothing but images divide it."""
        if len(leaf.lines) == 1 and not holds_pieces(leaf.content):
            self.slot(leaf, Slot(start, end, _PLACES[leaf.kind]), leaf.content[start:end], scope)
        else:
            leaf.inline = read_inline(leaf.content, self.dialect, self.definitions)
            if leaf.kind == "paragraph" and any(piece.kind == "image" for piece in leaf.inline.walk()):
                self.divide(leaf, leaf.inline, start, end, scope)
            else:
                self.text_slot(leaf, start, end, scope)
        if leaf.slots:
            self.leaves.append(leaf)

    def divide(self, leaf: Leaf, inline: Inline, start: int, end: int, scope: _Scope) -> None:
        """Make an image line's alt texts, and the text between image lines, segments of their own."""
        groups: list[tuple[int, int, list[Piece]]] = []
        starts = [piece.start for piece in inline.pieces if piece.kind != "URL"]
        placed = [piece for piece in inline.pieces if piece.kind != "URL"]
        at = start
        for line in leaf.content[start:end].split("\n"):
            line_end = at + len(line)
            first, last = bisect_left(starts, at), bisect_left(starts, line_end)
            before = placed[first - 1] if first else None
            crossed = before is not None and before.end > at
            images = [] if crossed else image_line(leaf.content, at, line_end, placed[first:last])
            if groups and not images and not groups[-1][2]:
                groups[-1] = (groups[-1][0], line_end, [])
            else:
                groups.append((at, line_end, images))
            at = line_end + 1
        for group in groups:
            left, right, images = group
            for image in images:
                self.image_slots(leaf, image, scope)
            if not images:
                last = group is groups[-1]
                self.text_slot(leaf, left, without_break(leaf.content, left, right, last=last), scope)

    def text_slot(self, leaf: Leaf, start: int, end: int, scope: _Scope) -> None:
        """Make a segment of a range of a leaf, if it holds human text."""
        raw = leaf.content[start:end]
        whole = leaf.inline if end - start == len(leaf.content) else None
        words = whole or read_inline(raw, self.dialect, self.definitions)
        if not self.may_be_message(words.text):
            self.skip(leaf.offset(start), leaf.offset(end), "no human text")
            return
        parse = partial(parse_pieces, dialect=self.dialect, definitions=self.definitions)
        slot = Slot(start, end, _PLACES[leaf.kind], hard_break_marks(raw, words), self.kept(leaf, start, words))
        self.slot(leaf, slot, shown_text(raw, words, parse), scope)

    def kept(self, leaf: Leaf, shift: int, words: Inline) -> tuple[Kept, ...]:
        """Return the code spans, tags and variables of a slot that have several lines."""
        found = []
        for piece in words.walk() if len(leaf.lines) > 1 else ():
            start, end = shift + piece.start, shift + piece.end
            content = leaf.content[start:end]
            if piece.kind in LITERAL and "\n" in content:
                source = self.text[leaf.offset(start) : leaf.offset(end)]
                found.append(Kept(content.replace("\n", " "), content, source))
        return tuple(found)

    def image_slots(self, leaf: Leaf, image: Piece, scope: _Scope) -> None:
        start = image.start + 2
        end = start + len(image.text)
        if self.may_be_message(image.text):
            msgid = image.text.replace("\n", " ")
            self.slot(leaf, Slot(start, end, "alt"), msgid, scope._replace(kind="image alt"))
        target = read_target(leaf.content, end + 2) if image.title and not image.label else None
        if target and target.title and self.may_be_message(image.title):
            self.title_slot(leaf, target.title, scope._replace(kind="image title"))

    def title_slot(self, leaf: Leaf, title: Span, scope: _Scope) -> None:
        quote = leaf.content[title.end]
        msgid = leaf.content[slice(*title)].replace("\\" + quote, quote).replace("\n", " ")
        self.slot(leaf, Slot(*title, "title"), msgid, scope)

    def definition(self, token: Token, scope: _Scope) -> None:
        """Make the title of a link reference definition a segment."""
        lines: list[Line] = token.meta["lines"]
        content = "\n".join(self.text[start:end] for start, end in lines)
        leaf = Leaf("definition", content, tuple(lines))
        target = read_target(content, len(token.meta["label"]) + 3)
        if not token.meta["title"] or not target or not target.title:
            return
        if scope.skip or not self.may_be_message(token.meta["title"]):
            self.skip(leaf.offset(target.title.start), leaf.offset(target.title.end), scope.skip or "no human text")
            return
        self.title_slot(leaf, target.title, scope._replace(kind="link title"))
        self.leaves.append(leaf)

    def front_matter(self, front_matter: FrontMatter) -> None:
        """Make the chosen values of the front matter segments."""
        body = front_matter.body
        if front_matter.problem:
            self.skip(*body, "not understood: front matter that is not YAML")
            message = f"the front matter cannot be read: {front_matter.problem}"
            position = self.source.position(front_matter.problem_offset)
            hint = "it is kept as it is, and nothing in it is translated"
            self.findings.append(Finding("front-matter", message, Severity.WARNING, position=position, hint=hint))
            return
        leaf = Leaf("front matter", self.text[slice(*body)], (), shift=body.start)
        done = body.start
        for value in front_matter.values:
            if self.may_be_message(value.text):
                self.skip(done, value.span.start, "front matter")
                done = value.span.end
                leaf.slots.append(Slot(0, 0, "value", number=len(self.segments), value=value))
                self.segment(value.text, *value.span, _Scope(f"front matter {value.key}"))
        self.skip(done, body.end, "front matter")
        if leaf.slots:
            self.leaves.append(leaf)

    # Segments, skips and findings ---------------------------------------------------------------

    def slot(self, leaf: Leaf, slot: Slot, msgid: str, scope: _Scope) -> None:
        """Put a slot into a leaf, with the segment that fills it."""
        if msgid := msgid.strip():
            slot.number = len(self.segments)
            leaf.slots.append(slot)
            self.segment(msgid, leaf.offset(slot.start), leaf.offset(slot.end), scope)

    def segment(self, msgid: str, start: int, end: int, scope: _Scope) -> None:
        source = self.source
        span, position = source.span(start, end), source.position(start)
        self.segments.append(Segment(scope.kind, msgid, scope.context, span, position, self.heading, scope.comments))

    def skip(self, start: int, end: int, reason: str) -> None:
        if start < end:
            self.skips.append(Skip(self.source.span(start, end), reason))

    def skip_token(self, token: Token, reason: str) -> None:
        """Skip the lines of an opaque block, container prefixes included."""
        if token.map:
            self.skip(self.source.line_offset(token.map[0]), self.source.line_offset(token.map[1]), reason)

    def finding(self, token: Token, code: str, message: str, hint: str = "") -> None:
        position = Position(token.map[0] + 1, 1) if token.map else None
        self.findings.append(Finding(code, message, Severity.WARNING, position=position, hint=hint))


def _directed(scope: _Scope, name: str, argument: str) -> _Scope:
    """Return the scope of the next block after a directive."""
    argument = " ".join(argument.split())
    if name == "skip":
        return scope._replace(skip="i18n:skip")
    if name == "comment":
        return scope._replace(comments=(*scope.comments, argument))
    if name == "context":
        return scope._replace(context=argument or None)
    return scope
