"""From blocks to segments: what a translator sees of a document, and where each piece stands.

Coverage: every character of human text is in a segment or in a skip with a reason.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from markdown_it.token import Token

from i18n.language import has_letter, joins_without_space, script_of
from i18n.markdown import tables
from i18n.markdown.dialect import Dialect
from i18n.markdown.front_matter import FrontMatter, Value, read_front_matter
from i18n.markdown.lines import SourceText
from i18n.markdown.parser import Blocks, Line, heading_id_start, parse_blocks
from i18n.markdown.pieces import LITERAL, Break, Inline, Piece
from i18n.markdown.placeables import holds_markup, holds_pieces, parse_pieces, read_inline, read_target
from i18n.model import Finding, Position, Segment, Severity, Skip

Messages: TypeAlias = Literal["script", "all"]
Place: TypeAlias = Literal["text", "heading", "cell", "alt", "title", "value"]

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*i18n:\s*([\w-]*)\s*(.*?)\s*(?:-->|\*/\})\s*", re.DOTALL)
_DIRECTIVES = ("comment", "context", "skip", "skip-end", "skip-start")
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
class Kept:
    """A piece that is written over several lines, and goes back as it is."""

    shown: str
    """How translators see it: on one line."""
    content: str
    """How its leaf's content has it."""
    source: str
    """How the normalized source has it, prefixes included."""


@dataclass(slots=True)
class Slot:
    """A place in a leaf that a translation can go to."""

    number: int
    """Index of its segment in the document."""
    start: int
    """Where it starts in the leaf's content."""
    end: int
    """Where it ends there."""
    place: Place
    """What must be escaped there, and how."""
    breaks: tuple[str, ...] = ()
    """The marks of the source's hard breaks, in order: blanks or a backslash."""
    value: Value | None = None
    """The front matter value, where it is one."""
    kept: tuple[Kept, ...] = ()
    """Its pieces that are written over several lines."""


@dataclass(slots=True)
class Leaf:
    """A block of inline text, a link reference definition or the front matter, with its slots."""

    kind: str
    """`paragraph`, `heading`, `cell`, `definition` or `front matter`."""
    content: str
    """Its text without container prefixes, lines joined by LF; of a cell, `|` for `\\|`."""
    lines: tuple[Line, ...]
    """Where its lines stand in the normalized source."""
    opens_line: bool
    """Whether block markup at its start would come to life."""
    in_item: bool
    """Whether it is the first text of a list item, where `[ ]` makes a task."""
    slots: list[Slot] = field(default_factory=list)
    """Its translatable places, in order."""
    inline: Inline | None = None
    """What its content is made of, where it had to be read."""

    def offset(self, at: int) -> int:
        """Return the offset in the normalized source of an offset in the content."""
        if self.kind == "cell":
            return self.lines[0][0] if at == 0 else self.lines[0][1]
        for start, end in self.lines:
            if at <= end - start:
                return start + at
            at -= end - start + 1
        raise ValueError("an offset lies beyond its leaf")


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


@dataclass(frozen=True, slots=True)
class _Scope:
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
                    skip_start, base = token, replace(scope, skip="i18n:skip-start")
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
            self.inline(inline, scope, scope.kind, first_in_item)
        elif token.type == "heading_open":
            inline = next(tokens)
            next(tokens)
            self.inline(inline, scope, f"heading {token.tag[1]}", first_in_item)
            self.heading = inline.content[: heading_id_start(inline.content)]
        elif kind := _CONTAINERS.get(token.type):
            self.walk(tokens, replace(scope, kind=kind))
        else:
            self.walk(tokens, scope)

    def leaf(self, token: Token, scope: _Scope) -> None:
        if token.type == "inline":
            self.inline(token, scope, scope.kind, first_in_item=False)
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

    def inline(self, token: Token, scope: _Scope, name: str, first_in_item: bool) -> None:
        """Make the segments of a paragraph, heading or cell."""
        lines: list[Line] = token.meta["lines"]
        if not lines:
            return
        text = self.text
        cell = "bare" in token.meta
        if cell:
            content = tables.shown(text[slice(*lines[0])])
        else:
            content = "\n".join([text[start:end] for start, end in lines])
        reason = scope.skip or self.no_message(content)
        if reason:
            self.skip(lines[0][0], lines[-1][1], reason)
            return
        kind = "cell" if cell else "heading" if name.startswith("heading") else "paragraph"
        leaf = Leaf(kind, content, tuple(lines), not cell or token.meta["bare"], first_in_item)
        start, end = 0, len(content)
        if kind == "heading":
            end = heading_id_start(content)
            if end < len(content):
                self.skip(leaf.offset(end), leaf.offset(len(content)), "heading id")
            leaf.opens_line = not self.before(lines[0][0]).rstrip().endswith("#")
        elif first_in_item and "tasks" in self.dialect.features and (task := _TASK.match(content)):
            start, leaf.in_item = task.end(), False
        self.fill(leaf, start, end, scope, name)

    def no_message(self, content: str) -> str:
        """Return why a text without markup, or with any, is surely no message; empty if it may be."""
        if self.script:
            return "" if self.script.search(content) else "no text in the source language"
        return "" if has_letter(content) else "no human text"

    def fill(self, leaf: Leaf, start: int, end: int, scope: _Scope, name: str) -> None:
        """Put slots into a leaf: one, or several where lines of nothing but images divide it."""
        place: Place = "text" if leaf.kind == "paragraph" else "cell" if leaf.kind == "cell" else "heading"
        if len(leaf.lines) == 1 and not holds_pieces(leaf.content):
            self.slot(leaf, start, end, place, leaf.content[start:end], scope, name)
        else:
            inline = leaf.inline = read_inline(leaf.content, self.dialect, self.definitions)
            if leaf.kind == "paragraph" and any(piece.kind in ("image", "link") for piece in inline.pieces):
                self.divide(leaf, start, end, inline, scope, name)
            else:
                self.text_slot(leaf, start, end, place, inline, scope, name)
        if leaf.slots:
            self.leaves.append(leaf)

    def divide(self, leaf: Leaf, start: int, end: int, inline: Inline, scope: _Scope, name: str) -> None:
        """Make an image line's alt texts, and the text between image lines, segments of their own."""
        groups: list[tuple[int, int, list[Piece]]] = []
        at = start
        for line in leaf.content[start:end].split("\n"):
            line_end = at + len(line)
            images = _image_line(leaf.content, at, line_end, inline)
            if groups and not images and not groups[-1][2]:
                groups[-1] = (groups[-1][0], line_end, [])
            else:
                groups.append((at, line_end, images))
            at = line_end + 1
        for number, (left, right, images) in enumerate(groups):
            if images:
                for image in images:
                    self.image_slots(leaf, image, scope)
            else:
                right = _without_break(leaf.content, left, right, last=number == len(groups) - 1)
                self.text_slot(leaf, left, right, "text", inline, scope, name)

    def image_slots(self, leaf: Leaf, image: Piece, scope: _Scope) -> None:
        start = image.start + 2
        end = start + len(image.text)
        if self.may_be_message(image.text):
            msgid = " ".join(image.text.split("\n"))
            self.slot(leaf, start, end, "alt", msgid, scope, "image alt")
        target = read_target(leaf.content, end + 2) if image.title and not image.label else None
        if target and target.title and self.may_be_message(image.title):
            self.title_slot(leaf, *target.title, scope, "image title")

    def may_be_message(self, text: str) -> bool:
        return bool(text.strip()) and not self.no_message(text)

    def title_slot(self, leaf: Leaf, start: int, end: int, scope: _Scope, name: str) -> None:
        quote = leaf.content[end]
        raw = leaf.content[start:end]
        self.slot(leaf, start, end, "title", " ".join(raw.replace("\\" + quote, quote).split("\n")), scope, name)

    def definition(self, token: Token, scope: _Scope) -> None:
        """Make the title of a link reference definition a segment."""
        lines: list[Line] = token.meta["lines"]
        content = "\n".join(self.text[start:end] for start, end in lines)
        leaf = Leaf("definition", content, tuple(lines), True, False)
        label_end = content.index("]:", len(token.meta["label"]))
        target = read_target(content, label_end + 2)
        if target and target.title and token.meta["title"]:
            if scope.skip or not self.may_be_message(token.meta["title"]):
                self.skip(*lines[0], scope.skip or "no text in the source language")
                return
            self.title_slot(leaf, *target.title, scope, "link title")
            self.leaves.append(leaf)

    def front_matter(self, front_matter: FrontMatter) -> None:
        body = front_matter.body
        if front_matter.problem:
            self.skip(*body, "not understood: front matter that is not YAML")
            self.findings.append(
                Finding(
                    "front-matter",
                    f"the front matter cannot be read: {front_matter.problem}",
                    Severity.WARNING,
                    position=self.source.position(front_matter.problem_offset),
                    hint="it is kept as it is, and nothing in it is translated",
                )
            )
            return
        leaf = Leaf("front matter", self.text[slice(*body)], (), False, False)
        done = body.start
        for value in front_matter.values:
            if not self.may_be_message(value.text):
                continue
            if done < value.span.start:
                self.skip(done, value.span.start, "front matter")
            done = value.span.end
            leaf.slots.append(Slot(len(self.segments), 0, 0, "value", value=value))
            self.segment(value.text, *value.span, _Scope(), f"front matter {value.key}")
        self.skip(done, body.end, "front matter")
        if leaf.slots:
            self.leaves.append(leaf)

    # Segments -----------------------------------------------------------------------------------

    def text_slot(
        self, leaf: Leaf, start: int, end: int, place: Place, inline: Inline, scope: _Scope, name: str
    ) -> None:
        """Make a segment of a range of a leaf, if it holds human text."""
        raw = leaf.content[start:end]
        whole = (start, end) == (0, len(leaf.content))
        words = inline if whole else read_inline(raw, self.dialect, self.definitions)
        if not self.may_be_message(words.text):
            self.skip(leaf.offset(start), leaf.offset(end), "no human text")
            return
        breaks = tuple(_extended(raw, item) for item in words.breaks)
        msgid = self.msgid(raw, words, breaks)
        hard = tuple(raw[item.start : item.end].partition("\n")[0] for item in breaks if item.hard)
        kept = self.kept(leaf, start, words) if "\n" in raw else ()
        self.slot(leaf, start, end, place, msgid, scope, name, hard, kept)

    def kept(self, leaf: Leaf, shift: int, words: Inline) -> tuple[Kept, ...]:
        """Return the code spans, tags and variables of a slot that have several lines."""
        found = []
        for piece in words.walk():
            start, end = shift + piece.start, shift + piece.end
            content = leaf.content[start:end]
            if piece.kind in LITERAL and "\n" in content:
                source = self.text[leaf.offset(start) : leaf.offset(end)]
                found.append(Kept(content.replace("\n", " "), content, source))
        return tuple(found)

    def msgid(self, raw: str, words: Inline, breaks: tuple[Break, ...]) -> str:
        """Return a text as translators see it: soft breaks joined, references with their labels.

        Where joining with nothing would change what the text is made of, each soft break becomes
        a space.
        """
        if not breaks and "\n" not in raw and not any(piece.label for piece in words.walk()):
            return raw.strip()
        joined = _rewritten(raw, words, breaks, None).strip()
        if "\n" in raw and holds_markup(joined):
            found = parse_pieces(joined, self.dialect, self.definitions)
            if found.shape != words.shape:
                return _rewritten(raw, words, breaks, " ").strip()
        return joined

    def slot(
        self,
        leaf: Leaf,
        start: int,
        end: int,
        place: Place,
        msgid: str,
        scope: _Scope,
        name: str,
        breaks: tuple[str, ...] = (),
        kept: tuple[Kept, ...] = (),
    ) -> None:
        msgid = msgid.strip()
        if not msgid:
            return
        leaf.slots.append(Slot(len(self.segments), start, end, place, breaks, kept=kept))
        self.segment(msgid, leaf.offset(start), leaf.offset(end), scope, name)

    def segment(self, msgid: str, start: int, end: int, scope: _Scope, name: str) -> None:
        source = self.source
        self.segments.append(
            Segment(
                name,
                msgid,
                scope.context,
                source.span(start, end),
                source.position(start),
                self.heading,
                scope.comments,
            )
        )

    def before(self, offset: int) -> str:
        return self.text[self.source.line_start(offset) : offset]

    # Skips and findings -------------------------------------------------------------------------

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
        return replace(scope, skip="i18n:skip")
    if name == "comment":
        return replace(scope, comments=(*scope.comments, argument))
    if name == "context":
        return replace(scope, context=argument or None)
    return scope


def _image_line(content: str, start: int, end: int, inline: Inline) -> list[Piece]:
    """Return the images of a line that parses to nothing but images, linked or not; else nothing."""
    images: list[Piece] = []
    at = start
    for piece in inline.pieces:
        if piece.end <= start:
            continue
        if piece.start >= end:
            break
        linked = piece.kind == "link" and not piece.has_text and not piece.title and not piece.label
        inside = [child for child in piece.children if child.kind == "image"]
        if piece.start < start or piece.end > end or piece.level or content[at : piece.start].strip():
            return []
        if piece.kind == "image":
            images.append(piece)
        elif linked and inside and len(inside) == len(piece.children):
            images += inside
        else:
            return []
        at = piece.end
    return [] if content[at:end].strip() else images


def _without_break(content: str, start: int, end: int, last: bool) -> int:
    """Return the end of a text group without the hard break that leads to an image line."""
    while end > start and content[end - 1] in " \t":
        end -= 1
    slashes = end - len(content[start:end].rstrip("\\")) - start
    return end - 1 if not last and slashes % 2 else end


def _extended(raw: str, item: Break) -> Break:
    """Return a break with the blanks that stand before its line feed."""
    start = item.start
    while raw[item.start] == "\n" and start and raw[start - 1] in " \t":
        start -= 1
    return Break(start, item.end, item.hard)


def _rewritten(raw: str, words: Inline, breaks: tuple[Break, ...], space: str | None) -> str:
    """Return a text with its breaks as a translator sees them and its short references in full."""
    edits = [(item.start, item.end, "\\\n" if item.hard else _joint(raw, item, space)) for item in breaks]
    for piece in words.walk():
        label = " ".join(piece.label.split())
        shown = raw[piece.start : piece.end].removeprefix("!")
        if piece.label and shown == f"[{piece.label}]":
            edits.append((piece.end, piece.end, f"[{label}]"))
        elif piece.label and shown == f"[{piece.label}][]":
            edits.append((piece.end - 1, piece.end - 1, label))
        elif not piece.children:
            edits += [(at, at + 1, " ") for at in range(piece.start, piece.end) if raw[at] == "\n"]
    edits.sort()
    parts, at = [], 0
    for start, end, new in edits:
        if start >= at:
            parts += [raw[at:start], new]
            at = end
    return "".join([*parts, raw[at:]])


def _joint(raw: str, item: Break, space: str | None) -> str:
    if space is not None:
        return space
    before = raw[: item.start].rstrip("*_~")[-1:]
    after = raw[item.end :].lstrip("*_~")[:1]
    return "" if before and after and joins_without_space(before, after) else " "
