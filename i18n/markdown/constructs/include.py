"""Lines that include other files, in whatever way a generator writes that."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from i18n.markdown.constructs.construct import Construct, LineStart, marker_line, skipped
from i18n.markdown.parser_state import line_text, push_lines

# --8<-- "a.md", <<< @/a.js, @[code](a.js), ![[a.md]]
_LINE = re.compile(r";?-+8<-+(?:[ \t].*)?$|<<<[ \t]*[@./~].*$|@\[\w+\]\(.*\)[ \t]*$|!\[\[[^\]]*\]\][ \t]*$")
_EDGE = re.compile(r";?-+8<-+[ \t]*$")  # --8<-- before and after the names of files, a line each
_OF_BOOK = re.compile(r"(?:\{\{[ \t]*#(?!title\b).*?\}\}[ \t]*)+$")  # {{#include a.md}} {{#playground a.rs}}


def _include(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line that includes a file, or the names of files between two lines of `--8<--`."""
    first = line_text(state, start_line)
    if not _LINE.match(first):
        return False
    last = start_line
    if _EDGE.match(first):
        among = range(start_line + 1, end_line)
        last = next((line for line in among if line_text(state, line).rstrip() == first.rstrip()), start_line)
    return silent or push_lines(state, "include", start_line, last + 1)


CONSTRUCT = Construct(
    marker_lines={";-<@!": _include, "{": marker_line("include", _OF_BOOK)},
    leaves={"include": skipped("include")},
    line_starts=(LineStart("-<@", re.compile(r"()(?:--8<--|<<<|@\[)")),),
)
