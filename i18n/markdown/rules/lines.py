"""Lines that are markers as a whole: `:::`, shortcodes, includes, blocks of `///`, abbreviations.

Each is a leaf of its own, of which at most a title is for translators. What stands between two of
them is ordinary Markdown, so nothing is lost where a marker is missing. Such a line ends a
paragraph, as it does in remark and in markdown-it-container.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from i18n.markdown.state import line_text, push_lines

BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

_ENDS = ["paragraph", "reference", "blockquote", "list"]
_DIRECTIVE = re.compile(":::")
_INCLUDE = re.compile(r";?-+8<-+(?:[ \t].*)?$|<<<[ \t]*[@./~].*$|@\[\w+\]\(.*\)[ \t]*$|!\[\[[^\]]*\]\][ \t]*$")
_INCLUDES = re.compile(r";?-+8<-+[ \t]*$")
_BOOK_INCLUDE = re.compile(r"(?:\{\{[ \t]*#(?!title\b).*?\}\}[ \t]*)+$")
_BOOK_TITLE = re.compile(r"\{\{[ \t]*#title[ \t].*\}\}[ \t]*$")
_TEMPLATE = re.compile(r"(?:(?:\{\{[<%](?:(?![%>]\}\}).)*[%>]\}\}|\{%(?:(?!%\}).)*%\})[ \t]*)+$")
_TEMPLATE_OPENING = re.compile(r"\{\{[<%](?!.*[%>]\}\})")
_SHORTCODE_NAME = re.compile(r"\{\{<[ \t]*([\w.-]+)")
_BLOCK = re.compile(r"/{3,}(?:[ \t]+[\w-]+(?:[ \t]*\|.*)?)?[ \t]*$")
_TAB = re.compile(r"@tab(?::[\w-]+)?(?:[ \t#]|$)|==[ \t]+tab[ \t]")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:[ \t]*\S")


def install(md: MarkdownIt) -> None:
    """Add the lines that every dialect may have: directives, includes and templates."""
    include = partial(_include, _INCLUDE)
    rules: dict[str, BlockRule] = {
        ":": partial(_line, "directive", _DIRECTIVE),
        "{": _braces,
        **dict.fromkeys(";-<@!", include),
    }
    md.block.ruler.before("fence", "marker", partial(_by_first, rules), {"alt": _ENDS})


def install_blocks(md: MarkdownIt) -> None:
    """Add the lines of Python-Markdown: `/// note | title` and `*[HTML]: …`."""
    rules: dict[str, BlockRule] = {
        "/": partial(_line, "block marker", _BLOCK),
        "*": partial(_line, "abbreviation", _ABBREVIATION),
    }
    md.block.ruler.before("fence", "block_marker", partial(_by_first, rules), {"alt": _ENDS})


def install_tabs(md: MarkdownIt) -> None:
    """Add the lines that plugins of Vue's generators divide a container into tabs by: `@tab title`, `== tab title`."""
    rules: dict[str, BlockRule] = dict.fromkeys("@=", partial(_line, "tab", _TAB))
    md.block.ruler.before("fence", "tab", partial(_by_first, rules), {"alt": _ENDS})


def _by_first(rules: Mapping[str, BlockRule], state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Try the one rule that its first character allows a line."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    rule = rules.get(state.src[at : at + 1])
    return rule is not None and not state.is_code_block(start_line) and rule(state, start_line, end_line, silent)


def _line(name: str, pattern: re.Pattern[str], state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not pattern.match(line_text(state, start_line)):
        return False
    return silent or push_lines(state, name, start_line, start_line + 1)


def _include(pattern: re.Pattern[str], state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line that includes a file, or the names of files between two lines of `--8<--`."""
    first = line_text(state, start_line)
    if not pattern.match(first):
        return False
    last = start_line
    if _INCLUDES.match(first):
        among = range(start_line + 1, end_line)
        last = next((line for line in among if line_text(state, line).rstrip() == first.rstrip()), start_line)
    return silent or push_lines(state, "include", start_line, last + 1)


def _braces(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of a book's `{{#include …}}` or `{{#title …}}`, or of a template."""
    if not state.src.startswith("{{", state.bMarks[start_line] + state.tShift[start_line]):
        return _template(state, start_line, end_line, silent)
    return (
        _line("include", _BOOK_INCLUDE, state, start_line, end_line, silent)
        or _line("book title", _BOOK_TITLE, state, start_line, end_line, silent)
        or _template(state, start_line, end_line, silent)
    )


def _template(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of nothing but `{{< … >}}` and `{% … %}`, or the lines of one such tag.

    In a paragraph a shortcode that nothing closes is a word of its sentence.
    """
    last = start_line
    text = line_text(state, start_line)
    while _TEMPLATE_OPENING.match(text) and last + 1 < end_line and not state.isEmpty(last + 1):
        last += 1
        text += " " + line_text(state, last)
    if not _TEMPLATE.match(text) or (silent and _stands_alone(state, text)):
        return False
    return silent or push_lines(state, "template", start_line, last + 1)


def _stands_alone(state: StateBlock, text: str) -> bool:
    """Tell whether a line opens shortcodes, all of which nothing in the document closes."""
    names = _SHORTCODE_NAME.findall(text)
    if not names or len(names) < text.count("{{") + text.count("{%"):
        return False
    closed: dict[str, bool] = state.env.setdefault("closed", {})
    for name in names:
        if name not in closed:
            closed[name] = bool(re.search(rf"\{{\{{<[ \t]*/[ \t]*{re.escape(name)}[ \t]*>", state.src))
    return not any(closed[name] for name in names)
