"""Markdown for Babel: `pybabel extract` reads documents with the segments that our own commands read.

A babel.cfg names it, with options spelled as in a project file; lists are separated by commas or spaces:

    [markdown: source/**.md]
    dialect = gfm
    attributes = header, Card.text

It needs nothing of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO, Literal, TypeAlias, cast

from i18n.errors import UsageError
from i18n.generators.listing import DEFAULT_DIALECT
from i18n.markdown.document import parse
from i18n.model import CodeText
from i18n.storage.files import decoded
from i18n.suggestions import did_you_mean
from i18n.workspace.messages import note_of

BabelMessage: TypeAlias = tuple[int, str | None, str | tuple[str, str], list[str]]
"""Line, function, msgid or (msgctxt, msgid), comments: what Babel takes from an extractor."""

_OPTIONS = ("attributes", "code", "dialect", "front-matter", "messages", "source-locale")


def extract_markdown(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[BabelMessage]:
    """Yield the segments of a document, in order, as Babel takes them; what a segment is goes to its comments.

    A segment with a context comes as a call of `pgettext`, so Babel has to know that keyword, as it does by
    default. Raises SourceError for a document that is not UTF-8, and UsageError for a wrong option.
    """
    for name in options:
        if name not in _OPTIONS:
            raise UsageError(f"there is no option “{name}”; {did_you_mean(name, _OPTIONS, 'known options')}")
    name = str(getattr(fileobj, "name", "the document"))
    document = parse(
        decoded(fileobj.read(), name),
        str(options.get("dialect", DEFAULT_DIALECT)),
        source_locale=str(options.get("source-locale", "zh-CN")),
        messages=cast("Literal['script', 'all']", options.get("messages", "script")),
        attributes=_words(options.get("attributes")),
        code=cast("list[CodeText]", _words(options.get("code"))),
        front_matter=_words(options.get("front-matter")),
        path=name,
    )
    for segment in document.segments:
        comments = [note_of(segment), *segment.comments]
        if segment.context is None:
            yield segment.position.line, None, segment.msgid, comments
        elif "pgettext" in keywords:
            yield segment.position.line, "pgettext", (segment.context, segment.msgid), comments
        else:
            raise UsageError("a text has a context, and Babel was not told of the keyword; add -k pgettext:1c,2")


def _words(value: object) -> list[str]:
    """Return the words of an option: a list as it is, a text by commas and spaces."""
    return [str(word) for word in value] if isinstance(value, list) else re.findall(r"[^\s,]+", str(value or ""))
