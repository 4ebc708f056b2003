"""The texts of a document with what stands around them, which helps an engine to understand them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from i18n.catalog.state import SHOWN_AS_HUMAN, state_of
from i18n.document import Document
from i18n.markdown.inline.groups import groups_of
from i18n.matching.memory import Memory
from i18n.matching.similar import similarity, words_of
from i18n.model import Key, Segment
from i18n.translation.tries import TextInContext
from i18n.workspace.readers import reader_of

_EXAMPLES = 3


_HEADING = re.compile(r"heading (\d)")


class TextsInContext:
    """The texts of a document, each with what stands around it."""

    def __init__(self, document: Document, memory: Memory | None) -> None:
        """Take a document; `memory` gives examples of similar texts, if there are to be some."""
        self.document = document
        self.memory = memory
        self.reader = reader_of(document)
        self.numbers: dict[Key, int] = {}
        for number, segment in enumerate(document.segments):
            self.numbers.setdefault(segment.key, number)
        self.headings = list(_headings(document.segments))

    def of(self, key: Key) -> TextInContext:
        """Return the text of a message, where it stands first."""
        number = self.numbers[key]
        segments = self.document.segments
        return TextInContext(
            key[1],
            groups_of(self.reader.read(key[1])),
            self.reader.read,
            self.headings[number],
            segments[number - 1].msgid if number else "",
            segments[number + 1].msgid if number + 1 < len(segments) else "",
            tuple(_examples(self.memory, key[1])) if self.memory else (),
        )


def _headings(segments: Sequence[Segment]) -> Iterator[tuple[str, ...]]:
    """Yield, for each segment, the headings above it."""
    path: list[tuple[int, str]] = []
    for segment in segments:
        match = _HEADING.match(segment.kind)
        if match:
            path = [(level, text) for level, text in path if level < int(match[1])]
        yield tuple(text for _, text in path)
        if match:
            path.append((int(match[1]), segment.msgid))


def _examples(memory: Memory, msgid: str) -> Iterator[tuple[str, str]]:
    """Yield similar texts with people's translations, the most similar first."""
    words = words_of(msgid)
    near = [
        (similarity(words, found.words), found.item.msgid, found.item.msgstr)
        for found in memory.index.nearest(words)
        if state_of(found.item) in SHOWN_AS_HUMAN
    ]
    good = sorted({(likeness, source, target) for likeness, source, target in near if likeness}, reverse=True)
    yield from ((source, target) for _, source, target in good[:_EXAMPLES])
