"""What can be wrong with a source, in whatever language it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from i18n.markdown.document import MarkdownDocument
from i18n.markdown.inline.emphasis import count_emphasis
from i18n.markdown.inline.prose import prose_of
from i18n.markdown.references import local_references
from i18n.model import Finding, Position, Segment, shortened
from i18n.rules.sources import DEAD_EMPHASIS, MISSING_FILE, MISSING_IMAGE

# **费用（元）**菜单, ** 费用 **
_MAY_BE_DEAD = re.compile(r"\*\*(?:(?<=[^\w\s*]..)(?=[^\s*])|(?<=[^\s*]..)(?=[^\w\s*])|(?=[ \t])|(?<=[ \t]..))")
_BOLD = re.compile(r"\*\*")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico)$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:mdx?|markdown|pdf|zip|txt|csv|xlsx?|docx?|pptx?|mp4|mp3)$", re.IGNORECASE)
_ALIAS = re.compile(r"[@~$#{%]")


def dead_emphasis(document: MarkdownDocument) -> Iterator[Finding]:
    """Yield a finding for each text whose `**` shows as it is written."""
    for (context, msgid), segments in document.messages.items():
        if "**" not in msgid or not _MAY_BE_DEAD.search(msgid):
            continue
        if (at := _shown_mark(msgid, document)) is not None:
            places = tuple(_place(document, segment, at) for segment in segments)
            yield Finding(
                DEAD_EMPHASIS.name,
                f"the marks of bold text show in “{'…' * (at > 10)}{shortened(msgid[max(0, at - 10) :], 40)}”",
                DEAD_EMPHASIS.severity,
                position=places[0],
                msgid=msgid,
                context=context,
                hint="put a blank outside of the marks, or the brackets outside of the bold text",
                places=places,
            )


def _shown_mark(text: str, document: MarkdownDocument) -> int | None:
    """Return where the first mark of bold text stands that shows; None if none does."""
    reader = document.extraction.reader
    inline = reader.read(text)
    prose = prose_of(inline)
    counted = count_emphasis(inline, prose)
    if counted:
        return next(iter(counted.marks), None)
    if "**" not in inline.words:
        return None
    likely = _MAY_BE_DEAD.search(prose)
    return likely.start() if likely else text.find("**")


def _place(document: MarkdownDocument, segment: Segment, at: int) -> Position:
    """Return where a mark of a message stands in its source, whose lines may be joined in the message."""
    start, end = segment.span
    marks = [match.start() for match in _BOLD.finditer(document.text, start, end)]
    if len(marks) != segment.msgid.count("**"):
        return segment.position
    return document.position(marks[segment.msgid.count("**", 0, at)])


def names_file(path: str) -> bool:
    """Tell whether a path is looked at by `missing_files`: whether it names a file, not a route."""
    return bool(_IMAGE.search(path) or _FILE.search(path)) and not _ALIAS.match(path)


def missing_files(document: MarkdownDocument, is_there: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for each file that a document names and that is not there."""
    for path, position in local_references(document.references):
        rule = MISSING_IMAGE if _IMAGE.search(path) else MISSING_FILE if _FILE.search(path) else None
        if rule and not _ALIAS.match(path) and not is_there(path):
            hint = "correct the path, or add the file"
            message = f"there is no file “{path}”"
            yield Finding(rule.name, message, rule.severity, position=position, hint=hint, about=(path,))
