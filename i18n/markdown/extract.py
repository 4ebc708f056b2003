"""From blocks to segments: what a translator sees of a document, and where each piece stands.

Coverage: every character of human text is in a segment or in a skip with a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.token import Token

from i18n.data.paths import shown_path
from i18n.language import has_letter, script_of
from i18n.lines import SourceText
from i18n.markdown import tables
from i18n.markdown.attributes import read_raw, text_attributes
from i18n.markdown.code import code_texts
from i18n.markdown.dialect import Dialect
from i18n.markdown.division import divided
from i18n.markdown.front_matter import FrontMatter, read_front_matter
from i18n.markdown.leaf import Kept, Leaf, Place, Slot
from i18n.markdown.markers import MARKERS, title_of
from i18n.markdown.options import Options
from i18n.markdown.parser import Blocks, Line, heading_id_start, parse_blocks
from i18n.markdown.pieces import LITERAL, Inline, Piece, holds_pieces
from i18n.markdown.placeables import InlineReader
from i18n.markdown.rules.variable import attribute_line_start
from i18n.markdown.shown import hard_break_marks, image_line, joined, shown_text, without_break
from i18n.markdown.tags import Tag, is_broken, is_shortcode, scan, scan_tags, tag_of, untranslated_until
from i18n.markdown.targets import read_target
from i18n.model import Finding, Segment, Severity, Skip, Span
from i18n.suggestions import nearest

_DELIMITERS = re.compile(r"(?=.*[|:])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*i18n:\s*([\w-]*)\s*(.*?)\s*(?:-->|\*/\})\s*", re.DOTALL)
_DIRECTIVES = ("comment", "context", "skip", "skip-end", "skip-start")
_AFTER_LANGUAGE = re.compile(r"[\s{:\[]")
_PLACES: dict[str, Place] = {"paragraph": "text", "heading": "heading", "cell": "cell"}
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?[ \t]*\n?")
_OPAQUE = {"code_block": "code", "esm": "import or export", "hr": "markup", "math_block": "math", "include": "include"}
_RAW = (*(name for name in MARKERS if name != "fence"), "expression", "html_block", "jsx", "template")
_TAG_REASONS = {"<!--": "comment", "{/*": "comment", "{{": "tag", "{%": "tag", "{": "expression"}
_ELEMENTS = {
    "caption": "caption",
    "dd": "definition",
    "dt": "term",
    "figcaption": "caption",
    "li": "list item",
    "summary": "summary",
    "td": "table cell",
    "th": "table header",
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
}
"""What the text of an HTML element is called."""
_UNCLOSED_HINT = "MDX does not compile this; close it"
_STRAY_HINT = "MDX does not compile this; write &lt; or &#123; for the character, or correct the tag or expression"
_KEPT_HINT = "it is kept as it is, and nothing in it is translated"
_CONTAINERS = {
    "list_item_open": "list item",
    "blockquote_open": "quote",
    "footnote_reference_open": "footnote",
    "th_open": "table header",
    "td_open": "table cell",
    "dt_open": "term",
    "dd_open": "definition",
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
    reader: InlineReader
    """Reads its inline texts, and those of its translations."""


def extract(source: SourceText, dialect: Dialect, options: Options) -> Extraction:
    """Find the segments of a document."""
    return _Extractor(source, dialect, options).run()


class _Scope(NamedTuple):
    """What holds for the blocks of one container."""

    kind: str = "paragraph"
    skip: str = ""
    context: str | None = None
    comments: tuple[str, ...] = ()


class _Extractor:
    def __init__(self, source: SourceText, dialect: Dialect, options: Options) -> None:
        self.source = source
        self.text = source.normalized
        self.dialect = dialect
        self.options = options
        self.script = script_of(options.source_locale) if options.messages == "script" else None
        self.heading = ""
        self.segments: list[Segment] = []
        self.skips: list[Skip] = []
        self.leaves: list[Leaf] = []
        self.findings: list[Finding] = []
        self.closing = ""

    def run(self) -> Extraction:
        front_matter = read_front_matter(self.text, self.dialect.name, self.options.front_matter)
        if front_matter:
            self.front_matter(front_matter)
        start = front_matter.end if front_matter else 0
        says_no_mdx = self.dialect.generator.markdown.not_mdx.search(self.text[:start])
        self.is_mdx = "mdx" in self.dialect.features and not says_no_mdx
        blocks = parse_blocks(self.text, self.dialect, start)
        self.reader = InlineReader(self.dialect, blocks.definitions)
        self.walk(iter(blocks.tokens), _Scope())
        for name, offset in blocks.unclosed if self.is_mdx else ():
            if f"</{name}>" not in self.text[offset:]:
                self.source_finding("mdx", f"the element <{name}> is never closed", offset, _UNCLOSED_HINT)
        skips = tuple(sorted(self.skips, key=lambda skip: skip.span))
        return Extraction(
            tuple(self.segments), skips, tuple(self.leaves), blocks, front_matter, tuple(self.findings), self.reader
        )

    # Blocks -------------------------------------------------------------------------------------

    def walk(self, tokens: Iterator[Token], scope: _Scope) -> None:
        """Visit the blocks of one container; directives hold for its next block or up to their end."""
        base = upcoming = scope
        skip_start: Token | None = None
        is_first = scope.kind in ("list item", "quote")
        for token in tokens:
            if token.nesting < 0:
                for start, end in token.meta.get("lines", ()):
                    self.skip(start, end, "beyond the last column")
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
                self.container(token, tokens, upcoming, is_first)
            else:
                self.leaf(token, upcoming)
            is_first = False
            upcoming = base
        if skip_start:
            hint = "close it before its list item, quote or document ends"
            self.finding(skip_start, "directive", "this i18n:skip-start has no i18n:skip-end", hint)

    def container(self, token: Token, tokens: Iterator[Token], scope: _Scope, is_first: bool) -> None:
        if token.type == "paragraph_open":
            inline = next(tokens)
            next(tokens)
            self.inline(inline, scope, is_first)
        elif token.type == "heading_open":
            inline = next(tokens)
            next(tokens)
            self.inline(inline, scope._replace(kind=f"heading {token.tag[1]}"), is_first)
            self.heading = inline.content[: heading_id_start(inline.content)]
        elif kind := _CONTAINERS.get(token.type):
            if token.type == "footnote_reference_open":
                start = token.meta["start"]
                self.skip(start, self.text.index("]:", start) + 2, "footnote label")
            self.walk(tokens, scope._replace(kind=kind))
        else:
            self.walk(tokens, scope)

    def leaf(self, token: Token, scope: _Scope) -> None:
        if token.type == "inline":
            self.inline(token, scope, is_first=False)
        elif token.type == "definition":
            self.definition(token, scope)
        elif token.type in _RAW:
            self.raw(token, scope)
        elif token.type == "fence":
            self.fence(token, scope)
        elif token.type in _OPAQUE:
            self.skip_token(token, scope.skip or _OPAQUE[token.type])

    def fence(self, token: Token, scope: _Scope) -> None:
        """Make segments of a code block's title and, if asked for, of comments in it."""
        reason = scope.skip or self.untranslated
        spans = [] if reason else [*self.marker(token, scope), *self.code(token, scope)]
        self.skip_token(token, reason or "code", spans)

    def code(self, token: Token, scope: _Scope) -> list[Span]:
        """Make segments of the comments in a code block and return their places."""
        language = _AFTER_LANGUAGE.split(token.info.strip(), maxsplit=1)[0].lower()
        texts = code_texts(token.content, language, self.options.code) if self.options.code and language else []
        if not texts or not token.map:
            return []
        lines = self.code_lines(token.map[0] + 1, token.content)
        leaf = Leaf("code", "\n".join([self.text[start:end] for start, end in lines]), tuple(lines), language=language)
        if leaf.content != token.content.removesuffix("\n"):
            return []  # a tab was cut in two by the container's prefix
        spans = []
        for start, end in texts:
            if self.may_be_message(leaf.content[start:end]):
                self.slot(leaf, Slot(start, end, "code"), leaf.content[start:end], scope._replace(kind="code text"))
                spans.append(Span(leaf.offset(start), leaf.offset(end)))
        if spans:
            self.leaves.append(leaf)
        return spans

    def code_lines(self, first: int, content: str) -> list[Line]:
        """Return where the lines of a code block stand, without their container's prefix."""
        ends = [self.source.line_offset(first + number + 1) - 1 for number in range(content.count("\n"))]
        return [(end - len(line), end) for end, line in zip(ends, content.split("\n"), strict=False)]

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
            near = nearest(name, _DIRECTIVES)
            hint = f"did you mean i18n:{near}?" if near else f"known: {', '.join(_DIRECTIVES)}"
            self.finding(token, "directive", f"there is no directive i18n:{name}", hint)
        return name, argument

    # Leaves -------------------------------------------------------------------------------------

    def inline(self, token: Token, scope: _Scope, is_first: bool) -> None:
        """Make the segments of a paragraph, heading or cell."""
        lines: list[Line] = token.meta["lines"]
        if not lines:
            return
        bare: bool | None = token.meta.get("bare")
        content = "\n".join([self.text[start:end] for start, end in lines])
        if bare is not None:
            content = tables.shown(content)
        elif len(lines) > 1 and not scope.skip and any(map(_DELIMITERS.fullmatch, content.split("\n")[1:])):
            self.skip(lines[0][0], lines[-1][1], "not understood: a table to some parsers and a paragraph to others")
            return
        if reason := scope.skip or self.untranslated or self.no_message(content):
            self.skip(lines[0][0], lines[-1][1], reason)
        elif bare is not None:
            self.fill(Leaf("cell", content, tuple(lines), opens_line=bare), [Span(0, len(content))], scope)
        elif scope.kind.startswith("heading"):
            self.heading_leaf(content, lines, scope)
        else:
            self.paragraph(content, lines, scope, is_first)

    def paragraph(self, content: str, lines: list[Line], scope: _Scope, is_first: bool) -> None:
        """Make the segments of a paragraph, the mark of a task or an alert left out."""
        in_item = is_first and scope.kind == "list item"
        leaf = Leaf("paragraph", content, tuple(lines), in_item=in_item)
        end, tail = len(content), None
        if "attributes" in self.dialect.features and (last := attribute_line_start(content)) < end:
            tail = tag_of(content, last, end)
            end = without_break(content, 0, last - 1, last=False)
        spans = [Span(0, end)]
        if in_item and "tasks" in self.dialect.features and (task := _TASK.match(content)):
            leaf.in_item = False
            spans = [Span(task.end(), end)]
        elif is_first and not in_item and (alert := _ALERT.match(content)):
            title_end = content.find("\n", alert.end() - 1)
            cut = max(alert.end(), title_end)
            spans = [Span(alert.end(), cut), Span(min(cut + (cut == title_end), end), end)]
        self.fill(leaf, spans, scope, tail)

    def heading_leaf(self, content: str, lines: list[Line], scope: _Scope) -> None:
        """Make the segment of a heading, its `{#id}` left out."""
        before = self.text[self.source.line_start(lines[0][0]) : lines[0][0]]
        leaf = Leaf("heading", content, tuple(lines), opens_line=not before.rstrip().endswith("#"))
        end = heading_id_start(content)
        tail = tag_of(content, end, len(content)) if "=" in content[end:] else None
        if not tail:
            self.skip(leaf.offset(end), leaf.offset(len(content)), "heading id")
        self.fill(leaf, [Span(0, end)], scope, tail)

    def no_message(self, content: str) -> str:
        """Return why a text is surely no message, whatever markup it holds; empty if it may be one."""
        if self.script:
            return "" if self.script.search(content) else "no text in the source language"
        return "" if has_letter(content) else "no human text"

    def may_be_message(self, text: str) -> bool:
        return bool(text.strip()) and not self.no_message(text)

    def fill(self, leaf: Leaf, spans: list[Span], scope: _Scope, tail: Tag | None = None) -> None:
        """Put slots into a leaf: one a span, or several where tags or lines of nothing but images divide it.

        `tail` is a list of attributes after them.
        """
        content = leaf.content[: spans[0].end] if leaf.kind == "heading" else leaf.content
        if len(leaf.lines) == 1 and not holds_pieces(content) and "&" not in content:
            for start, end in spans:
                self.slot(leaf, Slot(start, end, _PLACES[leaf.kind]), leaf.content[start:end], scope)
        else:
            leaf.inline = self.reader.read(leaf.content)
            self.stray(leaf, leaf.inline)
            tags = self.tags(leaf, leaf.inline)
            for span in spans:
                if tags:
                    self.among_tags(leaf, *span, tags, scope)
                else:
                    self.words(leaf, *span, scope)
        if tail:
            self.tag_slots(leaf, tail, scope)
        if leaf.slots:
            self.leaves.append(leaf)

    def stray(self, leaf: Leaf, inline: Inline) -> None:
        """Name the first character of a leaf that opens a tag or an expression that MDX cannot read."""
        at = next((at for at in inline.stray if leaf.content[at] in "<{"), None)
        if at is not None and self.is_mdx:
            what = "tag" if leaf.content[at] == "<" else "expression"
            message = f"this “{leaf.content[at]}” opens no {what} that can be read"
            self.source_finding("mdx", message, leaf.offset(at), _STRAY_HINT)

    def tags(self, leaf: Leaf, inline: Inline) -> list[Tag]:
        """Return the tags that may divide a leaf: those outside of links and emphasis."""
        if leaf.kind == "cell" and "|" in leaf.content:
            return []
        return [
            tag_of(leaf.content, piece.start, piece.end)
            for piece in inline.pieces
            if not piece.level and (piece.kind == "tag" or is_shortcode(piece.value))
        ]

    def words(self, leaf: Leaf, start: int, end: int, scope: _Scope) -> None:
        """Make the segments of a range of Markdown or HTML without tags that divide it."""
        if leaf.kind == "raw":
            self.html_slot(leaf, start, end, scope)
        elif leaf.kind == "paragraph" and leaf.inline and any(piece.kind == "image" for piece in leaf.inline.walk()):
            self.divide(leaf, leaf.inline, start, end, scope)
        else:
            self.text_slot(leaf, start, end, scope)

    def among_tags(self, leaf: Leaf, start: int, end: int, tags: Sequence[Tag], scope: _Scope) -> None:
        """Make segments of the sentences between tags, and of the text attributes of tags outside of them."""
        at = start
        element = ""
        upcoming = deque(tags)
        for span in [*divided(leaf.content, start, end, tags), Span(end, end)]:
            while upcoming and upcoming[0].end <= span.start:
                tag = upcoming.popleft()
                if at <= tag.start:
                    self.tag_slots(leaf, tag, scope)
                    element = {"open": tag.name.lower(), "close": ""}.get(tag.kind, element)
            if span.start < span.end:
                self.words(leaf, *span, scope._replace(kind=_ELEMENTS.get(element, scope.kind)))
            at = span.end

    def tag_slots(self, leaf: Leaf, tag: Tag, scope: _Scope) -> None:
        """Make the text attributes of a tag segments, and skip the rest of it."""
        written = leaf.content[tag.start : tag.end]
        at = tag.start
        if is_broken(leaf.content, tag):
            self.skip(leaf.offset(tag.start), leaf.offset(tag.end), "not understood: a tag that never closes")
            return
        place: Place = "attribute" if written[0] == "<" else "parameter" if written[:2] in ("{{", "{%") else "quoted"
        for name, value in text_attributes(written, self.dialect.attributes) if tag.kind != "close" else ():
            start, end = tag.start + value.start, tag.start + value.end
            if not scope.skip and self.may_be_message(leaf.content[start:end]):
                self.skip(leaf.offset(at), leaf.offset(start), "tag")
                text = " ".join(leaf.content[start:end].split())
                if place == "parameter" and leaf.content[end] == '"':
                    text = re.sub(r'\\([\\"])', r"\1", text)
                self.slot(leaf, Slot(start, end, place), text, scope._replace(kind=f"attribute {name}".strip()))
                at = end
        reason = next((reason for start, reason in _TAG_REASONS.items() if written.startswith(start)), "tag")
        self.skip(leaf.offset(at), leaf.offset(tag.end), reason)

    # Raw lines ----------------------------------------------------------------------------------

    def raw(self, token: Token, scope: _Scope) -> None:
        """Make segments of the text in lines that are no Markdown: tags, HTML and the titles of markers."""
        if scope.skip:
            self.skip_token(token, scope.skip)
        elif token.type in MARKERS:
            title = self.marker(token, scope)
            strange = not title and not self.untranslated and self.may_be_message(token.content)
            self.skip_token(token, "not understood: a marker with text" if strange else "marker", title)
        else:
            leaf = self.raw_leaf(token)
            only_tags = token.type != "html_block"
            tags = list((scan_tags if only_tags else scan)(leaf.content))
            start, end = self.translated(leaf, tags)
            tags = [tag for tag in tags if start <= tag.start and tag.end <= end]
            if only_tags:
                for tag in tags:
                    self.tag_slots(leaf, tag, scope)
            else:
                self.among_tags(leaf, start, end, tags, scope)
            if leaf.slots:
                self.leaves.append(leaf)

    def raw_leaf(self, token: Token) -> Leaf:
        lines: list[Line] = token.meta["lines"]
        return Leaf("raw", "\n".join([self.text[start:end] for start, end in lines]), tuple(lines))

    def translated(self, leaf: Leaf, tags: Sequence[Tag]) -> Span:
        """Return the part of a raw leaf outside of elements that are not for translators, open ones too."""
        start, end = 0, len(leaf.content)
        reason = self.untranslated
        for tag in tags:
            written = leaf.content[tag.start : tag.end]
            if self.closing and tag.kind == "close" and self.closing in written:
                self.skip(leaf.offset(start), leaf.offset(tag.start), self.untranslated)
                self.closing, start, end = "", tag.start, len(leaf.content)
            elif not self.closing and tag.kind == "open":
                closing = untranslated_until(leaf.content, tag.start, tag.end)
                if closing and closing in self.text[leaf.offset(tag.end) :]:
                    self.closing, end = closing, tag.end
        if reason and self.closing and not start:
            self.skip(leaf.offset(0), leaf.offset(end), reason)
            return Span(end, end)
        self.skip(leaf.offset(end), leaf.offset(len(leaf.content)), self.untranslated)
        return Span(start, end)

    @property
    def untranslated(self) -> str:
        """Why what comes now is not for translators; empty if it is."""
        return f"up to {self.closing}" if self.closing else ""

    def html_slot(self, leaf: Leaf, start: int, end: int, scope: _Scope) -> None:
        """Make a segment of a range of raw HTML, if it holds human text."""
        raw = leaf.content[start:end]
        if self.may_be_message(read_raw(raw, self.dialect.attributes).text):
            kind = "HTML text" if scope.kind == "paragraph" else scope.kind
            self.slot(leaf, Slot(start, end, "html"), joined(raw), scope._replace(kind=kind))
        else:
            self.skip(leaf.offset(start), leaf.offset(end), "no human text")

    def marker(self, token: Token, scope: _Scope) -> list[Span]:
        """Make the title of a marker line a segment and return its place, if it has one."""
        leaf = self.raw_leaf(token)
        title = title_of(token.type, leaf.content)
        if not title or not self.may_be_message(title.text) or scope.skip or self.closing:
            return []
        self.slot(leaf, Slot(*title.span, title.place), title.text, scope._replace(kind=title.kind))
        self.leaves.append(leaf)
        return [Span(leaf.offset(title.span.start), leaf.offset(title.span.end))]

    # Text ---------------------------------------------------------------------------------------

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
            count = len(leaf.slots)
            for image in images:
                self.image_slots(leaf, image, scope)
            if images:
                self.skip_around(leaf, leaf.slots[count:], left, right, "image")
            else:
                last = group is groups[-1]
                self.text_slot(leaf, left, without_break(leaf.content, left, right, last=last), scope)

    def text_slot(self, leaf: Leaf, start: int, end: int, scope: _Scope) -> None:
        """Make a segment of a range of a leaf, if it holds human text."""
        raw = leaf.content[start:end]
        whole = leaf.inline if end - start == len(leaf.content) else None
        words = whole or self.reader.read(raw)
        if not self.may_be_message(words.text):
            self.skip(leaf.offset(start), leaf.offset(end), "no human text")
            return
        slot = Slot(start, end, _PLACES[leaf.kind], hard_break_marks(raw, words), self.kept(leaf, start, words))
        self.slot(leaf, slot, shown_text(raw, words, self.reader.parse), scope)

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
        if target and target.title and not scope.skip and self.may_be_message(token.meta["title"]):
            self.title_slot(leaf, target.title, scope._replace(kind="link title"))
            self.leaves.append(leaf)
        self.skip_around(leaf, leaf.slots, 0, len(content), scope.skip or "link definition")

    def front_matter(self, front_matter: FrontMatter) -> None:
        """Make the chosen values of the front matter segments."""
        body = front_matter.body
        if front_matter.problem:
            self.skip(*body, "not understood: front matter that cannot be read")
            message = f"the front matter cannot be read: {front_matter.problem}"
            self.source_finding("front-matter", message, front_matter.problem_offset, _KEPT_HINT)
            return
        for reason, offset in front_matter.doubts:
            self.source_finding("front-matter", reason, offset, "generators refuse that or take one of them; keep one")
        leaf = Leaf("front matter", self.text[slice(*body)], (), shift=body.start, mark=front_matter.mark)
        done = body.start
        for value in front_matter.values:
            if self.may_be_message(value.text):
                start, end = body.start + value.span.start, body.start + value.span.end
                self.skip(done, start, "front matter")
                done = end
                leaf.slots.append(Slot(*value.span, "value", number=len(self.segments), value=value))
                self.segment(value.text, start, end, _Scope(f"front matter {shown_path(value.path)}"))
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

    def skip_around(self, leaf: Leaf, slots: Sequence[Slot], start: int, end: int, reason: str) -> None:
        """Skip a range of a leaf, but for its slots."""
        for slot in slots:
            self.skip(leaf.offset(start), leaf.offset(slot.start), reason)
            start = slot.end
        self.skip(leaf.offset(start), leaf.offset(end), reason)

    def skip_token(self, token: Token, reason: str, but: Sequence[Span] = ()) -> None:
        """Skip the lines of an opaque block, container prefixes included, but for some spans."""
        if token.map:
            at, end = (self.source.line_offset(line) for line in token.map)
            for span in but:
                self.skip(at, span.start, reason)
                at = span.end
            self.skip(at, end, reason)

    def finding(self, token: Token, code: str, message: str, hint: str = "") -> None:
        self.source_finding(code, message, self.source.line_offset(token.map[0]) if token.map else 0, hint)

    def source_finding(self, code: str, message: str, offset: int, hint: str) -> None:
        position = self.source.position(offset)
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
