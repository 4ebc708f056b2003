"""PO files in the form that we write ourselves, read by a pattern.

Most catalogs are of this form, and reading them is most of the work of a build that changes little. What
the pattern reads is what polib reads: a property test holds the two together. A file with anything else
in it, such as plurals or a syntax error, is left to polib.
"""

from __future__ import annotations

import re

from i18n.catalog.message import Catalog, Message

# A text in quotes, on one line (`"a"`) or on several (`""`, `"a\n"`, `"b"`).
_STRINGS = r'"(?:[^"\\\n]|\\[\\"nrtvbf])*"(?:\n"(?:[^"\\\n]|\\[\\"nrtvbf])*")*'
# Comments, then `msgctxt "a"` or none, `msgid "b"`, `msgstr "c"`, and a blank line or the end of the file.
_ENTRY = re.compile(
    r"((?:#(?: [^\n]*|[.:,|] [^ \n][^\n]*)?\n)*)"
    rf"(?:msgctxt ({_STRINGS})\n)?msgid ({_STRINGS})\nmsgstr ({_STRINGS})\n(?:\n|\Z)"
)
# Comments, then lines such as `#~ msgid "a"` and `#~ msgstr "b"`.
_OBSOLETE = re.compile(r"(?:#(?: [^\n]*|, [^ \n][^\n]*|~\| [^\n]*)?\n)*(?:#~ (?:msg|\")[^\n]*\n)+(?:\n|\Z)")
# The `#~` that makes an entry obsolete: that of `#~ msgid "a"` with its blank, and that of `#~| msgid "a"`.
_OBSOLETE_MARK = re.compile(r"^#~(?: (?=msg|\")|(?=\|))", re.MULTILINE)
# The previous text as we write it, with a line for each of its own: `msgid "a"`, or `msgid ""`, `"a\n"`, `"b"`.
_LINE = r'"(?:[^"\\\n]|\\[\\"rtvbf])*(?:\\n)?"'
_FULL = r'"(?:[^"\\\n]|\\[\\"rtvbf])*\\n"'
_UNWRAPPED = rf'(?:{_LINE}(?!\n")|""\n(?:{_FULL}\n)+{_LINE})'
_PREVIOUS = re.compile(rf"(?:msgctxt {_UNWRAPPED}\n)?msgid {_UNWRAPPED}")
# `fuzzy, md-text`.
_FLAGS = re.compile(r"[\w-]+(?:, [\w-]+)*")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "b": "\b", "f": "\f"}
# `Language: en`.
_FIELD = re.compile(r"([^:\s]+): ?(.*)")


def read_canonical(text: str, notes: bool) -> Catalog | None:
    """Read a PO file in the form that we write; None for any other, broken ones included.

    Without `notes`, `#.` and `#:` are left out.
    """
    first = _ENTRY.match(text)
    if not first or first[2] or _string(first[3]) or not (header := _header(_string(first[4]))):
        return None
    catalog = Catalog(header)
    head = Message("")
    if not _take_comments(head, first[1], notes=True) or head.extracted or head.references:
        return None
    catalog.comments, catalog.flags = head.comments, head.flags
    at, line = first.end(), first[0].count("\n") + 1
    while at < len(text):
        obsolete = None
        entry = _ENTRY.match(text, at)
        if not entry and (obsolete := _OBSOLETE.match(text, at)):
            # Without its `#~ `, and with `#|` for `#~|`, an obsolete entry is like any other.
            entry = _ENTRY.fullmatch(_OBSOLETE_MARK.sub(lambda mark: "#" if mark[0] == "#~" else "", obsolete[0]))
        if not entry:
            return None
        comments, context, msgid, msgstr = entry.groups()
        message = Message(_string(msgid), _string(msgstr), _string(context) if context else None, line=line)
        message.obsolete = obsolete is not None
        if message.key == (None, "") or (comments and not _take_comments(message, comments, notes)):
            return None
        catalog.messages.append(message)
        at, line = (obsolete or entry).end(), line + entry[0].count("\n")
    return catalog


def _string(literals: str) -> str:
    """Return the text of one or more quoted strings, a line each."""
    text = literals[1:-1] if '"\n"' not in literals else literals[1:-1].replace('"\n"', "")
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), text) if "\\" in text else text


def _take_comments(message: Message, lines: str, notes: bool) -> bool:
    """Put comment lines into a message; tell whether all were of a kind that we write."""
    for line in lines.split("\n")[:-1]:
        mark, text = line[:2], line[3:]
        if mark in ("# ", "#"):
            message.comments.append(line[1:].rstrip())
        elif mark == "#," and _FLAGS.fullmatch(text):
            message.flags += text.split(", ")
        elif mark == "#." and notes:
            message.extracted.append(text.rstrip())
        elif mark == "#:" and notes:
            message.references += text.split()
        elif mark == "#|":
            message.previous.append(text)
        elif mark not in ("#.", "#:"):
            return False
    return not message.previous or bool(_PREVIOUS.fullmatch("\n".join(message.previous)))


def _header(text: str) -> dict[str, str]:
    """Return the fields of a header; empty where a line is not one field."""
    fields: dict[str, str] = {}
    for line in text.removesuffix("\n").split("\n"):
        field = _FIELD.fullmatch(line)
        if not field or field[1] in fields or not line.isprintable():
            return {}
        fields[field[1]] = field[2].strip()
    return fields
