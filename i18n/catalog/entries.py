"""The entries of a PO file, told apart line by line, and what is wrong with each.

An entry that cannot be read spoils no other: it ends where the next one begins. Nothing is read between the
markers of a merge conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from i18n.model import shortened

# What stands before a string: `msgid `, `msgstr[0] `, or nothing where it goes on.
_FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr\[(\d)\]|msgstr)?[ \t]*(?=")')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# `#| msgid "a"`, `#~| msgid "a"`, or `#| "a"` where the text goes on.
_PREVIOUS = re.compile(r'#~?\|[ \t]*(msgctxt|msgid_plural|msgid)?[ \t]*("(?:[^"\\]|\\.)*"$)?')
_COMMENTS = "cqr"
_LETTERS = {None: "o", "msgctxt": "x", "msgid": "i", "msgid_plural": "p", "msgstr": "s"}
# The letters of a sound entry's lines: `ccxis` is two comments, msgctxt, msgid and msgstr; `ioopnn` has plural forms.
_SHAPE = re.compile(r"(?:c|qr*)*(?:(?:xo*)?io*(?:so*|po*(?:no*)+))?")
# An entry of which nothing but comments and msgctxt has come yet.
_CONTEXT = re.compile(r"[cqr]*xo*")
# A marker of a merge conflict: `<<<<<<< ours`, `=======`, `>>>>>>> theirs`.
_MARKER = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")


class Problem(NamedTuple):
    """What is wrong with an entry."""

    line: int
    """The line in the file, from 1."""
    reason: str
    """What is wrong there, in words."""


class _Line(NamedTuple):
    """What a line is."""

    kind: str
    """`c` comment, `q` previous text, `r` where that goes on, `x` msgctxt, `i` msgid, `p` msgid_plural, `s` msgstr,
    `n` msgstr[0], `o` a string that goes on, `!` inside of a conflict, `?` anything else."""
    text: str = ""
    """The string on it, in quotes."""
    obsolete: bool = False
    """Whether `#~` stands before a field."""
    number: str = ""
    """The number in brackets."""
    reason: str = ""
    """What is wrong with it."""


@dataclass(slots=True)
class Entry:
    """One entry of a PO file: comments and fields."""

    first: int
    """Its first line, from 1."""
    last: int = 0
    """Its last line."""
    shape: str = ""
    """The kinds of its lines, a letter each."""
    obsolete: bool = False
    """Whether it is marked as obsolete."""
    is_header: bool = False
    """Whether it has neither msgctxt nor msgid."""
    numbers: list[str] = field(default_factory=list)
    """The numbers of its plural forms."""
    problem: Problem | None = None
    """What is wrong with it; the first thing, if there are several."""

    def add(self, number: int, line: _Line) -> None:
        """Take a line into the entry."""
        if line.kind == "r" and self.shape[-1:] not in ("q", "r"):
            self.spoil(number, "a line is out of place")
        if line.kind not in _COMMENTS + "!?":
            if self.shape.strip(_COMMENTS) and line.obsolete != self.obsolete:
                self.spoil(number, "only some of a message's lines are marked as obsolete")
            self.obsolete = line.obsolete
        if line.kind == "i":
            self.is_header = line.text == '""' and "x" not in self.shape
        elif line.kind == "o" and self.shape.rstrip("o").endswith("i"):
            self.is_header &= line.text == '""'
        elif line.kind == "n":
            self.numbers.append(line.number)
        if line.reason:
            self.spoil(number, line.reason)
        self.shape += line.kind
        self.last = number

    def spoil(self, line: int, reason: str) -> None:
        """Note what is wrong, unless something was already."""
        self.problem = self.problem or Problem(line, reason)

    def ends_before(self, line: _Line, blank: bool) -> bool:
        """Tell whether a line, behind a blank one or not, belongs to the next entry."""
        fields = self.shape.lstrip(_COMMENTS)
        complete = "s" in fields or "n" in fields
        if line.kind in _COMMENTS + "x":
            return bool(fields)
        if line.kind == "i":
            return bool(fields) and not _CONTEXT.fullmatch(self.shape)
        if line.kind == "n":
            return "s" in fields and "p" not in fields
        if line.kind in "ps":
            return complete
        is_odd = line.kind == "!" or line.reason or line.obsolete != self.obsolete
        return complete and (line.kind == "?" or (blank and bool(is_odd)))

    def close(self, first_field: int) -> None:
        """Note what is wrong with the entry as a whole."""
        if not _SHAPE.fullmatch(self.shape):
            reason = "a message has no msgstr, or a msgstr no message"
            if "p" in self.shape and "s" in self.shape:
                reason = "a message with a plural has a msgstr without a number"
            elif "n" in self.shape and "p" not in self.shape:
                reason = "a message without a plural has a msgstr with a number"
            self.spoil(first_field, reason)
        elif self.is_header and self.obsolete:
            self.spoil(first_field, "an obsolete message has no text")
        elif sorted(self.numbers) != [str(number) for number in range(len(self.numbers))]:
            self.spoil(first_field, "the numbers of a message's plural forms have a gap or are there twice")


def entries_of(text: str) -> list[Entry]:
    """Return the entries of a PO file whose lines end with LF; comments after the last one are an entry, too."""
    lines = text.split("\n")
    entries = [Entry(1)]
    first_field, blank = 0, False
    for number, line in enumerate(_lines(lines), 1):
        if line is None:
            blank = True
            continue
        entry = entries[-1]
        if entry.ends_before(line, blank):
            entry.close(first_field)
            first_field = 0
            entry = Entry(number)
            entries.append(entry)
        if line.kind == "o" and entry.shape.startswith(("?", "o")) and len(entries) > 1:
            entries[-2].spoil(number, "a line is out of place before the end of its text")
        entry.add(number, line)
        first_field = first_field or (0 if line.kind in _COMMENTS else number)
        blank = False
    entries[-1].close(first_field)
    headers = [entry for entry in entries if entry.is_header and not entry.problem]
    for entry in headers[1:]:
        entry.spoil(entry.first, f"there is a second header; the first is at line {headers[0].first}")
    return entries


def _lines(lines: Sequence[str]) -> Iterator[_Line | None]:
    """Yield what each line is, None for a blank one outside of a conflict."""
    end = -1
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<<") and _MARKER.match(line) and number > end:
            end = next((at for at in range(number, len(lines)) if lines[at].startswith(">>>>>>>")), end)
        if number <= end or _MARKER.match(line):
            yield _Line("!" if number <= end else "?", reason="the markers of a merge conflict are inside")
        else:
            yield _line(line)


def _line(line: str) -> _Line | None:
    text = line.strip()
    if not text:
        return None
    obsolete = text.startswith("#~") and not text.startswith("#~|")
    if text[0] == "#" and not obsolete:
        previous = _PREVIOUS.match(text)
        if not previous:
            return _Line("c")
        return _Line("q" if previous[1] else "r", reason="" if previous[2] else f"cannot read “{shortened(line, 40)}”")
    text = text[2:].lstrip() if obsolete else text
    field_start = _FIELD.match(text)
    if not field_start:
        return _Line("?", reason="a line is out of place")
    name, number = field_start.groups()
    kind = "n" if number else _LETTERS[name]
    string = text[field_start.end() :]
    reason = "" if _STRING.fullmatch(string) else f"cannot read “{shortened(line, 40)}”"
    return _Line(kind, string, obsolete, number or "", reason)
