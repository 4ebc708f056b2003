"""What a PO file holds: messages and a header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from i18n.model import Key


@dataclass(slots=True)
class Message:
    """One entry of a PO file."""

    msgid: str
    """The source text."""
    msgstr: str = ""
    """The translation; blank if there is none."""
    msgctxt: str | None = None
    """The context that sets it apart from equal text."""
    comments: list[str] = field(default_factory=list)
    """Translators' comments (`# `), a line each."""
    extracted: list[str] = field(default_factory=list)
    """What we say to the translator (`#.`), a line each."""
    references: list[str] = field(default_factory=list)
    """Where it stands (`#:`), as written."""
    flags: list[str] = field(default_factory=list)
    """Flags (`#,`), in order."""
    previous: list[str] = field(default_factory=list)
    """What it was before (`#|`), as PO lines without the mark."""
    obsolete: bool = False
    """Whether its text has left the source (`#~`)."""
    plural: str | None = None
    """msgid_plural, kept for what others put into a file."""
    plurals: list[str] = field(default_factory=list)
    """msgstr[0], msgstr[1], … of a message with a plural."""
    line: int = field(default=0, compare=False)
    """The line in the file at which it starts, from 1; 0 for a new one."""

    @property
    def key(self) -> Key:
        """What identifies it."""
        return self.msgctxt, self.msgid

    @property
    def has_work(self) -> bool:
        """Whether it holds anything that a person or machine put into it."""
        return bool(self.msgstr.strip() or self.comments or any(text.strip() for text in self.plurals))

    @property
    def fuzzy(self) -> bool:
        """Whether the translation needs work."""
        return "fuzzy" in self.flags


SOURCE_BLOB = "X-Source-Blob"
"""The header field that names what a catalog was last updated from."""


@dataclass(slots=True)
class Catalog:
    """The PO file of one document in one locale."""

    header: dict[str, str]
    """Header fields, in order."""
    messages: list[Message] = field(default_factory=list)
    """Messages in the order of the file, obsolete ones included."""
    comments: list[str] = field(default_factory=list)
    """Comments above the header."""
    flags: list[str] = field(default_factory=list)
    """Flags of the header."""
    tail: list[str] = field(default_factory=list)
    """Comment lines after the last message, as written."""

    @property
    def source_blob(self) -> str:
        """The id that git gives the bytes of the source that it was last updated from; empty if unknown."""
        return self.header.get(SOURCE_BLOB, "")

    @property
    def active(self) -> Iterator[Message]:
        """The messages whose text is in the source."""
        return (message for message in self.messages if not message.obsolete)
