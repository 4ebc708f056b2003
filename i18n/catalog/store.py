"""Read and write PO files without losing anything that stands in them.

A file in the form that we write is read by a pattern (`canonical.py`); polib parses any other. What polib would drop
or change is carried past it: `#~|` lines, comments without a space, `\\a` and numeric escapes, comments after the last
message, U+2028 in a string.

The writer is ours. What it writes is a fixed point of `msgcat --no-wrap`, but for what gettext would drop and we keep:
flags that it does not know, comments after the last message, an obsolete message without a translation that holds a
person's comment, and the fuzzy flag of a message whose first plural form alone is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import polib

from i18n.catalog.canonical import read_canonical
from i18n.catalog.entries import entries_of
from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import unwrapped_marks
from i18n.errors import CatalogError
from i18n.model import Key, Position, shortened

# Reading ----------------------------------------------------------------------------------------

# What polib does not know: `#` alone, `#~| msgid "a"`, `#,fuzzy`, `#comment`, `\\a`, `\\x41`, `\\101`.
_ODD = re.compile(r"^#(?:[ \t]*$|~\||[,:][^\s]|[^\s,.:|~])|\\[ax0-7]", re.MULTILINE)
_BARE = re.compile(r"^#[ \t]*$", re.MULTILINE)
_OBSOLETE_PREVIOUS = re.compile(r"^#~\|", re.MULTILINE)
_TIGHT = re.compile(r"^#([,:])(?=\S)", re.MULTILINE)
_COMMENT = re.compile(r"^#(?=[^\s,.:|~])", re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|(.))")
_PREVIOUS, _EMPTY = "\x03#~|", "\x03#"
"""What stands for `#~|` and for `#` alone in the comments that polib carries."""
_HOLDS_STRING = re.compile(r"[^#]|#~ |#\|")
"""The start of a line that may hold a string: `msgid "a"`, `"a"`, `#~ msgid "a"`, `#| msgid "a"`."""
_RAW_LINE = re.compile(r"(?:\\.|[^\\])*?\\n|(?:\\.|[^\\])+")
"""A line of a text as it is written within quotes: of `a\\nb` first `a\\n`, then `b`."""
_CHARSET = re.compile(r"charset=([\w.-]+)")
_NOTE = re.compile(r"^#[.:].*", re.MULTILINE)
_LINE = re.compile(r"\(line (\d+)\)")
# An entry without a text, which is the header.
_HEADER = re.compile(r'^msgid[ \t]+""[ \t]*\n[ \t]*msgstr', re.MULTILINE)


class _OnlyLF(str):
    """A text that ends its lines at LF only; polib would split strings at U+2028 as well."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def read_catalog(
    text: str, path: str, notes: bool = True, report: Callable[[CatalogError], object] | None = None
) -> Catalog:
    """Read the text of a PO file; without `notes`, leave out what only a writer needs: `#.` and `#:`.

    Four things cannot be read: a syntax error, the markers of a merge conflict, a second message with the same key,
    and a header that names another encoding. Without a `report`, CatalogError is raised for the first of them; its
    `others` are what else is wrong. A command that only reads passes a `report`, which is called with an error for
    each of them, and gets a catalog of the rest, which must not be written. CatalogError is raised even so where
    nothing can be read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems: list[CatalogError] = []
    if not (catalog := read_canonical(text, notes)):
        catalog = _sound_part(text, path, notes, problems)
    for message in catalog.messages:
        message.comments = unwrapped_marks(message.comments) if len(message.comments) > 1 else message.comments
    catalog.messages = list(_without_duplicates(catalog, path, problems))
    problems += _other_charset(catalog, path)
    problems.sort(key=lambda problem: problem.position or Position(1, 1))
    if problems and (report is None or not (catalog.header or catalog.messages)):
        problems[0].others = tuple(problems[1:])
        raise problems[0]
    if report:
        for problem in problems:
            report(problem)
    return catalog


def decoded_by_header(data: bytes) -> str | None:
    """Return the text of a PO file, decoded as its header says; None where that cannot be done."""
    charset = _CHARSET.search(data.decode("ascii", "replace"))
    try:
        return data.decode(charset[1]) if charset else None
    except (LookupError, ValueError):
        return None


def _sound_part(text: str, path: str, notes: bool, problems: list[CatalogError]) -> Catalog:
    """Read the entries of a PO file that can be read; what is wrong with the others is added to `problems`."""
    entries = entries_of(text)
    lines = text.split("\n")
    broken = [entry for entry in entries if entry.problem]
    problems += [_syntax_error(problem.reason, path, problem.line) for entry in broken if (problem := entry.problem)]
    while True:
        for entry in broken:
            lines[entry.first - 1 : entry.last] = [""] * (entry.last - entry.first + 1)
        try:
            return _parsed("\n".join(lines), path, notes)
        except CatalogError as error:
            # polib is the second judge; what it cannot read is left out as well, once.
            line = error.position.line if error.position else 0
            broken = [entry for entry in entries if entry.first <= line <= entry.last and lines[line - 1]]
            if not broken:
                raise
            problems.append(error)


def _parsed(text: str, path: str, notes: bool) -> Catalog:
    """Read the text of a PO file with polib."""
    if not notes:
        text = _NOTE.sub("", text)
    try:
        entries = polib.pofile(_OnlyLF(_past_polib(text)), encoding="utf-8")
    except (OSError, ValueError, IndexError, OverflowError) as error:
        line = _LINE.search(str(error))
        raise _syntax_error("a line is out of place", path, int(line[1]) if line else 1) from None
    if entries and entries.header and not _HEADER.search(text):
        # A file without a header: polib takes the comments of the first message for those of one.
        entries[0].tcomment, entries.header = "\n".join(filter(None, (entries.header, entries[0].tcomment))), ""
    catalog = Catalog(dict(entries.metadata), comments=[_plain(line) for line in _split(entries.header)])
    catalog.flags = [str(flag) for flag in entries.metadata_is_fuzzy or ()]  # type: ignore[union-attr]
    catalog.messages = [_message(entry) for entry in entries]
    catalog.tail = _tail(text)
    return catalog


def _syntax_error(reason: str, path: str, line: int) -> CatalogError:
    hint = "the file was left as it is; correct it, or take it from version control"
    return CatalogError(f"syntax error: {reason}", path=path, position=Position(line, 1), hint=hint)


def _past_polib(text: str) -> str:
    """Return the text of a PO file with what polib does not know in a form that it carries."""
    if not _ODD.search(text):
        return text
    text = _BARE.sub(f"# {_EMPTY}", _TIGHT.sub(r"#\1 ", text))
    text = _OBSOLETE_PREVIOUS.sub(f"# {_PREVIOUS}", _COMMENT.sub("# ", text))
    return "\n".join(_ESCAPE.sub(_unescaped, line) if _HOLDS_STRING.match(line) else line for line in text.split("\n"))


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal, octal, letter = match.groups()
    if hexadecimal or octal:
        character = chr(int(hexadecimal, 16) if hexadecimal else int(octal, 8))
        character.encode()
        return str(polib.escape(character))
    return "\a" if letter == "a" else match[0]


def _tail(text: str) -> list[str]:
    """Return the comment lines after the last message, which polib would drop."""
    lines: list[str] = []
    for line in reversed(text.rstrip().split("\n")):
        if line.strip() and not (line.startswith("#") and not line.startswith("#~ ")):
            break
        lines.insert(0, line)
    return [line for line in lines if line.strip()] if len(lines) < text.count("\n") else []


def _plain(comment: str) -> str:
    return f" {comment}" if comment and comment != _EMPTY else ""


def _message(entry: polib.POEntry) -> Message:
    lines = _split(entry.tcomment)
    previous = [line.removeprefix(_PREVIOUS).strip() for line in lines if line.startswith(_PREVIOUS)]
    return Message(
        entry.msgid,
        entry.msgstr,
        entry.msgctxt,
        [_plain(line) for line in lines if not line.startswith(_PREVIOUS)],
        _split(entry.comment),
        [f"{path}:{line}" if line else path for path, line in entry.occurrences],
        list(entry.flags),
        list(_unwrapped(previous)) or _previous_lines(entry),
        bool(entry.obsolete),
        entry.msgid_plural if entry.msgstr_plural else None,
        [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)],
        entry.linenum or 1,
    )


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    """Yield the PO lines of fields as we write them: with a line for each of the text, however a tool wrapped it."""
    fields: list[list[str]] = []
    for line in lines:
        name, _, rest = line.partition('"')
        if name or not fields:
            fields.append([name.strip(), ""])
        fields[-1][1] += rest.rstrip()[:-1]
    for name, text in fields:
        parts = _RAW_LINE.findall(text)
        yield f'{name} "{text}"' if len(parts) < 2 else f'{name} ""'
        yield from (f'"{part}"' for part in parts if len(parts) > 1)


def _split(comment: str) -> list[str]:
    return comment.split("\n") if comment else []


def _previous_lines(entry: polib.POEntry) -> list[str]:
    fields = (
        ("msgctxt", entry.previous_msgctxt),
        ("msgid", entry.previous_msgid),
        ("msgid_plural", entry.previous_msgid_plural),
    )
    return [line for name, value in fields if value is not None for line in field_lines(name, value)]


def _without_duplicates(catalog: Catalog, path: str, problems: list[CatalogError]) -> Iterator[Message]:
    """Yield the messages of a catalog; of two with the same key, only the first, and a problem for the second.

    That is no problem where one of the two is obsolete and one holds no work, or where both are the same.
    """
    seen: dict[Key, Message] = {}
    for message in catalog.messages:
        first = seen.setdefault(message.key, message)
        if first is not message:
            if not (first.obsolete or message.obsolete) or (first.has_work and message.has_work and first != message):
                problems.append(_duplicate(message, first.line, path))
                continue
            if message.has_work:
                seen[message.key] = message
        yield message


def _duplicate(message: Message, first: int, path: str) -> CatalogError:
    hint = "keep one of the two, or run msguniq; the file was left as it is"
    reason = f"this message stands at line {first} as well: “{shortened(message.msgid, 40)}”"
    return CatalogError(reason, path=path, position=Position(message.line, 1), hint=hint)


def _other_charset(catalog: Catalog, path: str) -> Iterator[CatalogError]:
    """Yield an error where the header names an encoding that we do not write."""
    charset = _CHARSET.search(catalog.header.get("Content-Type", ""))
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii", "charset"):
        hint = "convert it with msgconv -t UTF-8, or correct the header; the file was left as it is"
        yield CatalogError(f"its header says {charset[1]}, and only UTF-8 is written", path=path, hint=hint)


# Writing ----------------------------------------------------------------------------------------

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\v": "\\v",
        "\f": "\\f",
    }
)
_WIDTH = 79
_FORMATS = (
    "c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript", "scheme", "lisp", "elisp",
    "librep", "ruby", "sh", "awk", "lua", "object-pascal", "smalltalk", "qt", "qt-plural", "kde", "kde-kuit", "boost",
    "tcl", "perl", "perl-brace", "php", "gcc-internal", "gfc-internal", "ycp",
)  # fmt: skip
_FLAGS = ["fuzzy", *(f"{name}-format" for name in _FORMATS), "range", "no-wrap"]
_FLAG_RANKS = {flag: rank for rank, flag in enumerate(_FLAGS)}
"""The flags that gettext knows, in the order in which it writes them."""


def write_catalog(catalog: Catalog) -> str:
    """Return the text of a PO file, header first, obsolete messages last."""
    header = "".join(f"{name}: {value}\n" for name, value in catalog.header.items())
    first = Message("", header, comments=catalog.comments, flags=catalog.flags)
    active = [message for message in catalog.messages if not message.obsolete]
    obsolete = [message for message in catalog.messages if message.obsolete]
    blocks = ["\n".join(_entry_lines(message)) for message in (first, *active, *obsolete)]
    if catalog.tail:
        blocks.append("\n".join(catalog.tail))
    return "\n\n".join(blocks) + "\n"


def _entry_lines(message: Message) -> Iterator[str]:
    yield from ("#" + line for line in message.comments)
    yield from (f"#. {line}".rstrip() for line in message.extracted)
    yield from _reference_lines(message.references)
    if flags := _flags(message):
        yield "#, " + ", ".join(flags)
    mark = "#~ " if message.obsolete else ""
    yield from (("#~| " if message.obsolete else "#| ") + line for line in message.previous)
    if message.msgctxt is not None:
        yield from (mark + line for line in field_lines("msgctxt", message.msgctxt))
    yield from (mark + line for line in field_lines("msgid", message.msgid))
    if message.plural is None:
        yield from (mark + line for line in field_lines("msgstr", message.msgstr))
        return
    yield from (mark + line for line in field_lines("msgid_plural", message.plural))
    for number, text in enumerate(message.plurals):
        yield from (mark + line for line in field_lines(f"msgstr[{number}]", text))


def _flags(message: Message) -> list[str]:
    """Return the flags of a message, each once, in the order of gettext; those that it does not know come last.

    Without a translation, nothing is fuzzy.
    """
    flags = dict.fromkeys(message.flags)
    if message.msgid and not any([message.msgstr, *message.plurals]):
        flags.pop("fuzzy", None)
    return sorted(flags, key=_flag_rank)


def _flag_rank(flag: str) -> int:
    name = "range" if flag.startswith("range:") else flag
    name = name.removeprefix("no-") if name.endswith("-format") else name
    return _FLAG_RANKS.get(name, len(_FLAG_RANKS))


def _reference_lines(references: Iterable[str]) -> Iterator[str]:
    """Put references, each once, on lines of at most 79 bytes, as msgcat does; a longer one has a line of its own."""
    line = "#:"
    for reference in dict.fromkeys(references):
        if line != "#:" and len(f"{line} {reference}".encode()) > _WIDTH:
            yield line
            line = "#:"
        line += " " + reference
    if line != "#:":
        yield line


def field_lines(name: str, text: str) -> list[str]:
    """Return the PO lines of one field: several where the text has inner line ends."""
    if "\n" not in text[:-1]:
        return [f'{name} "{text.translate(_ESCAPES)}"']
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return [f'{name} ""', *(f'"{line.translate(_ESCAPES)}"' for line in lines if line)]
