"""Change translations in the text of a PO file, and nothing else in it.

Whatever form a program gave the file stays: its line ends, wrapped strings, comments, order. Only the
`msgstr` of the messages concerned is written anew, and the hash in the mark of a machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from i18n.catalog.message import Message
from i18n.catalog.state import carried, state_of
from i18n.catalog.store import field_lines, read_catalog
from i18n.errors import CatalogError
from i18n.model import Key

_FIELD = re.compile(r'[ \t]*(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?[ \t]*(".*")')
"""The first line of a field: `msgstr "Order"`, `msgstr[0] ""`; those of obsolete entries start with `#~`."""
_MORE = re.compile(r'[ \t]*(".*")')
"""Another line of a field: `"number\\n"`."""


@dataclass(slots=True)
class _EntryLines:
    """Where an active entry stands, in lines counted from 0."""

    fields: dict[str, tuple[int, int]]
    """The first line of each of its fields, and the one after its last."""
    filled: set[str]
    """The fields that hold any text."""

    @property
    def is_header(self) -> bool:
        return not self.filled & {"msgctxt", "msgid"}


def retranslated(text: str, path: str, changes: Mapping[Key, tuple[str, str]]) -> str:
    """Return the text of a PO file with other translations of some messages, each in the state that it has.

    `changes` has each translation as it is and as it should be. A message that has another by now is left alone,
    and so are those with plurals and those that would not keep their state. Raises CatalogError where the file
    cannot be read whole, or not be changed in place.
    """
    catalog = read_catalog(text, path)
    wanted = [_changed(message, changes) for message in catalog.messages]
    lines = text.split("\n")
    active = [(old, new) for old, new in zip(catalog.messages, wanted, strict=True) if not old.obsolete]
    entries = [entry for entry in _entries(lines) if not entry.is_header]
    if len(entries) == len(active):
        # The last entry comes first, so that the lines of those above it stay where they are.
        for entry, (old, new) in reversed(list(zip(entries, active, strict=True))):
            if new is not old:
                _change(lines, entry, old, new)
    result = "\n".join(lines)
    if read_catalog(result, path).messages != wanted:
        raise CatalogError("cannot be changed in place; nothing was written", path=path, hint="run i18n update first")
    return result


def with_translation(message: Message, msgstr: str) -> Message | None:
    """Return a message with another translation in the state that it has; None where that cannot be."""
    new = replace(message, msgstr=msgstr, comments=carried(message, message, msgstr).comments)
    return new if message.plural is None and state_of(new) is state_of(message) else None


def _changed(message: Message, changes: Mapping[Key, tuple[str, str]]) -> Message:
    """Return a message as it is wanted; the same where nothing is to change, or where it must not."""
    before, after = changes.get(message.key, (None, ""))
    if message.obsolete or message.msgstr != before:
        return message
    return with_translation(message, after) or message


def _entries(lines: list[str]) -> Iterator[_EntryLines]:
    """Yield the active entries of a PO file."""
    entry: _EntryLines | None = None
    name = ""
    for number, line in enumerate(lines):
        if field := _FIELD.match(line):
            name = field[1]
            if entry is None or (name in ("msgctxt", "msgid") and "msgstr" in entry.fields):
                if entry:
                    yield entry
                entry = _EntryLines({}, set())
            first = entry.fields.get(name, (number, 0))[0]
            entry.fields[name] = first, number + 1
            if field[2] != '""':
                entry.filled.add(name)
        elif entry and name and (more := _MORE.match(line)):
            entry.fields[name] = entry.fields[name][0], number + 1
            if more[1] != '""':
                entry.filled.add(name)
        else:
            name = ""
    if entry:
        yield entry


def _change(lines: list[str], entry: _EntryLines, old: Message, new: Message) -> None:
    """Write an entry's msgstr anew in the lines of a file, and the comments above it that differ."""
    first, end = entry.fields["msgstr"]
    line_end = "\r" if lines[first].endswith("\r") else ""
    lines[first:end] = [line + line_end for line in field_lines("msgstr", new.msgstr)]
    above = min(start for start, _ in entry.fields.values()) - 1
    while above >= 0 and lines[above].startswith("#"):
        for before, after in zip(old.comments, new.comments, strict=True):
            if before != after and lines[above].rstrip() == f"#{before}".rstrip():
                lines[above] = f"#{after}{line_end}"
        above -= 1
