"""Text in code blocks: comments, strings and diagram labels, for projects that ask for them.

Pygments tells what is a comment; the code around a translation must read as it did. This is the
only importer of Pygments, which is loaded when a project asks for code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from i18n.model import Span

# "# 注释", "// 注释", "/* 注释 */", " * 注释", "-- 注释", "<!-- 注释 -->", and a docstring's first and last line
_COMMENT_LINE = re.compile(
    r"[ \t]*(?:#+!?|//+!?|/\*+|\*+(?!/)|--+|;+|%+|<!--|\(\*|\"{3}|'{3}|[Rr][Ee][Mm](?=\s)|=begin|=end)?[ \t]*"
    r"(?P<text>.*?)[ \t]*(?:\*+/|-->|\*\)|\"{3}|'{3})?[ \t]*$",
    re.MULTILINE,
)
# "文字", '文字', `文字`, f"文字", """文字"""
_STRING = re.compile(r"(?:[A-Za-z]{0,2}(\"{3}|'{3}|[\"'`]))?(?P<text>[^\n]*?)(?(1)\1)")
# A[登录] --> B{成功}, Alice->>Bob: 你好, title 标题, participant A as 用户
_LABEL = re.compile(
    r"""(?<=["\[({|>])[ \t]*(?P<label>[^\s"\[\](){}|;][^"\[\](){}|;\n]*?)[ \t]*(?=["\])}|])
    |^[^\n"]*?:[ \t]*(?P<message>[^\s"\[\](){}|;:][^"\[\](){}|;:\n]*?)[ \t]*$
    |^[ \t]*(?:title|section)[ \t]+(?P<title>[^\n"]+?)[ \t]*$
    |[ \t]as[ \t]+(?P<alias>[^\s"][^\n"]*?)[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
_BREAKS_LABELS = re.compile(r'["\[\](){}|;\n]')  # what a label cannot hold


def code_texts(code: str, language: str, wanted: Collection[str]) -> list[Span]:
    """Return where the texts for readers stand in a code block, in order."""
    if language == "mermaid":
        return [Span(*match.span(match.lastgroup or 0)) for match in _LABEL.finditer(code) if "mermaid" in wanted]
    found = []
    for start, kind, value in _tokens(code, language):
        name = _name(kind)
        if name in wanted:
            string = _STRING.fullmatch(value) if name == "strings" else None
            matches = _COMMENT_LINE.finditer(value) if name == "comments" else filter(None, [string])
            found += [Span(start + match.start("text"), start + match.end("text")) for match in matches]
    return [span for span in found if span.start < span.end]


def reads_alike(before: str, after: str, language: str) -> bool:
    """Tell whether two code blocks differ in nothing but comments, strings or labels."""
    if language == "mermaid":
        return _BREAKS_LABELS.findall(before) == _BREAKS_LABELS.findall(after)
    return list(_skeleton(before, language)) == list(_skeleton(after, language))


def _skeleton(code: str, language: str) -> Iterator[tuple[str, str]]:
    tokens = [(_name(kind), value) for _, kind, value in _tokens(code, language)]
    for (before, _), (name, value) in pairwise([("", ""), *tokens]):
        if not name:
            yield "", value
        elif name != before:
            yield name, ""
    yield "lines", str(code.count("\n"))


def _tokens(code: str, language: str) -> Iterator[tuple[int, Any, str]]:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - only who asks for code pays for it
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return
    yield from lexer.get_tokens_unprocessed(code)


def _name(kind: Any) -> str:  # noqa: ANN401 - Pygments' types are not typed
    """Return which of our texts a Pygments token is; empty if none."""
    path = tuple(kind)
    if path[:1] == ("Comment",) and not {"Preproc", "PreprocFile", "Hashbang"} & set(path):
        return "comments"
    if path[:3] == ("Literal", "String", "Doc"):
        return "comments"
    if path[:2] == ("Literal", "String") and not {"Interpol", "Regex", "Symbol", "Char"} & set(path):
        return "strings"
    return ""
