"""What a translation of a UI string must carry over: arguments, tags, URLs, printf codes.

ICU's `{count, plural, one {…} other {…}}` is read as a choice among texts, each with placeables of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from i18n.difference import Difference

_PIECE = re.compile(
    r"(?P<open>\{)|(?P<close>\})"  # as in {count} and {count, plural, other {…}}
    r"|(?P<tag><[/!?A-Za-z0-9][^<>]*>?)"  # <b>, </b>, <1>, <!--
    r"|(?P<URL>https?://[^\s<>{}\"'|\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+)"  # https://example.com/a
    r"|(?P<code>%(?:\d+\$)?(?:\([\w.]+\))?[-+0#]?\d*(?:\.\d+)?[sdiufFgGxXoc@](?![A-Za-z]))"  # %s, %1$d, %(name)s
)
_NAME = re.compile(r"\s*([^\s,{}]*)\s*")  # count
_CHOICE = re.compile(r"\s*(plural|select|selectordinal)\s*,(?:\s*offset\s*:\s*\d+)?")  # plural, offset:1
_SELECTOR = re.compile(r"\s*(=\d+|[^\s{}=,]+)\s*\{")  # one {, =0 {
_DEEPEST = 20


@dataclass(slots=True)
class TextChoice:
    """An ICU argument that chooses among texts."""

    name: str
    """The argument that it looks at."""
    kind: str
    """`plural`, `selectordinal` or `select`."""
    texts: dict[str, Placeables] = field(default_factory=dict)
    """The texts by their selectors."""


@dataclass(slots=True)
class Placeables:
    """What a UI string is made of besides words."""

    simple: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Arguments, tags, URLs and codes, by kind and value."""
    choices: list[TextChoice] = field(default_factory=list)
    """Plurals and selects, in order."""
    problem: Difference | None = None
    """Why its braces cannot be read; None if they can."""

    def everywhere(self) -> Counter[tuple[str, str]]:
        """Count all pieces, of each piece the most that any one text of a choice has."""
        total = Counter(self.simple)
        for choice in self.choices:
            most: Counter[tuple[str, str]] = Counter()
            for text in choice.texts.values():
                most |= text.everywhere()
            total += most
        return total


def read_placeables(text: str) -> Placeables:
    """Read a text; what is wrong with its braces is in the result."""
    reader = _PlaceholderReader(text)
    pieces = reader.pieces(nested=False)
    pieces.problem = reader.problem
    return pieces


class _PlaceholderReader:
    """Reads a text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.problem: Difference | None = None
        self.depth = 0
        self.unclosed = 0

    def pieces(self, nested: bool) -> Placeables:
        """Read to the end of the text, or of the braces around it."""
        pieces = Placeables()
        while match := _PIECE.search(self.text, self.at):
            kind, self.at = str(match.lastgroup), match.end()
            if kind == "close":
                if nested:
                    return pieces
                self.problem = self.problem or Difference("unopened brace")
            elif kind == "open":
                self.argument(match.start(), pieces)
            else:
                pieces.simple[kind, " ".join(match[0].split())] += 1
        self.at = len(self.text)
        if nested:
            self.problem = self.problem or Difference("unclosed brace")
        return pieces

    def argument(self, start: int, pieces: Placeables) -> None:
        """Read what a brace has opened: a choice, or an argument as a whole."""
        if name := _NAME.match(self.text, self.at):
            choice = _CHOICE.match(self.text, name.end() + 1) if self.text[name.end() : name.end() + 1] == "," else None
            if choice and name[1] and self.depth < _DEEPEST:
                self.at = choice.end()
                pieces.choices.append(self.choice(name[1], choice[1]))
                return
        depth = 1 if self.unclosed < _DEEPEST else 0
        for match in re.compile(r"[{}]").finditer(self.text, self.at if depth else len(self.text)):
            depth += 1 if match[0] == "{" else -1
            if not depth:
                self.at = match.end()
                pieces.simple["argument", re.sub(r"\s+", "", self.text[start : self.at])] += 1
                return
        self.unclosed += 1
        self.problem = self.problem or Difference("unclosed brace")

    def choice(self, name: str, kind: str) -> TextChoice:
        choice = TextChoice(name, kind)
        self.depth += 1
        while match := _SELECTOR.match(self.text, self.at):
            self.at = match.end()
            if match[1] in choice.texts:
                self.problem = self.problem or Difference("choice twice", names=(match[1], name))
            choice.texts[match[1]] = self.pieces(nested=True)
        self.depth -= 1
        end = re.compile(r"\s*\}").match(self.text, self.at)
        if end:
            self.at = end.end()
        else:
            self.problem = self.problem or Difference("not choices", names=(f"{name}, {kind}",))
        return choice
