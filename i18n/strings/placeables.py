"""What a translation of a UI string must carry over: arguments, tags, URLs, printf codes.

ICU's `{count, plural, one {…} other {…}}` is read as what it is: a language has plural forms of its own, but
must have `other`, with all that the source's has; the choices of a `select` are the program's.
Where a format knows no ICU, plural forms stand between `|`, and the last is the one for all other numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_PIECE = re.compile(
    r"(?P<open>\{)|(?P<close>\})"
    r"|(?P<tag><[/!?A-Za-z0-9][^<>]*>?)"
    r"|(?P<URL>https?://[^\s<>{}\"'|\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+)"
    r"|(?P<code>%(?:\d+\$)?(?:\([\w.]+\))?[-+0#]?\d*(?:\.\d+)?[sdiufFgGxXoc@](?![A-Za-z]))"
)
_NAME = re.compile(r"\s*([^\s,{}]*)\s*")
_CHOICE = re.compile(r"\s*(plural|select|selectordinal)\s*,(?:\s*offset\s*:\s*\d+)?")
_SELECTOR = re.compile(r"\s*(=\d+|[^\s{}=,]+)\s*\{")
_DEEPEST = 20
_PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
_WORDS = {"tag": "tag", "URL": "link to", "code": "placeholder", "argument": "placeholder"}


@dataclass(slots=True)
class Choice:
    """An ICU argument that chooses among texts."""

    name: str
    """The argument that it looks at."""
    kind: str
    """`plural`, `selectordinal` or `select`."""
    texts: dict[str, Pieces] = field(default_factory=dict)
    """The texts by their selectors."""


@dataclass(slots=True)
class Pieces:
    """What a UI string is made of besides words."""

    simple: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Arguments, tags, URLs and codes, by kind and value."""
    choices: list[Choice] = field(default_factory=list)
    """Plurals and selects, in order."""
    problem: str = ""
    """Why its braces cannot be read; empty if they can."""

    def everywhere(self) -> Counter[tuple[str, str]]:
        """Count all pieces, of each piece the most that any one text of a choice has."""
        total = Counter(self.simple)
        for choice in self.choices:
            most: Counter[tuple[str, str]] = Counter()
            for text in choice.texts.values():
                most |= text.everywhere()
            total += most
        return total


def difference(source: str, target: str, *, is_icu: bool) -> str:
    """Say in words what a translation loses or adds; empty if it carries over what its source has."""
    if is_icu:
        quoted = target.count("'{") > source.count("'{") or target.count("'}") > source.count("'}")
        if quoted:
            return "has an apostrophe beside a brace, which would quote it; write ’"
        return _difference(_read(source), _read(target))
    whole, forms = _read(source), [_read(form) for form in source.split("|")]
    has_forms = "|" in source or any(value == "{count}" for _, value in whole.simple)
    if not has_forms or any(form.problem for form in forms):
        return _difference(whole, _read(target))
    *rest, last = map(_read, target.split("|"))
    allowed, required = forms[-1].everywhere(), _tags(forms[-1])
    for form in forms:
        allowed |= form.everywhere()
        required &= _tags(form)
    return _difference(forms[-1], last) or next(filter(None, (_unlike(form, allowed, required) for form in rest)), "")


def _read(text: str) -> Pieces:
    reader = _Reader(text)
    pieces = reader.pieces(nested=False)
    pieces.problem = reader.problem
    return pieces


class _Reader:
    """Reads a text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.problem = ""
        self.depth = 0
        self.unclosed = 0

    def pieces(self, nested: bool) -> Pieces:
        """Read to the end of the text, or of the braces around it."""
        found = Pieces()
        while match := _PIECE.search(self.text, self.at):
            kind, self.at = str(match.lastgroup), match.end()
            if kind == "close":
                if nested:
                    return found
                self.problem = self.problem or "closes a brace that was not opened"
            elif kind == "open":
                self.argument(match.start(), found)
            else:
                found.simple[kind, " ".join(match[0].split())] += 1
        self.at = len(self.text)
        if nested:
            self.problem = self.problem or "opens a brace and does not close it"
        return found

    def argument(self, start: int, found: Pieces) -> None:
        """Read what a brace has opened: a choice, or an argument as a whole."""
        if name := _NAME.match(self.text, self.at):
            choice = _CHOICE.match(self.text, name.end() + 1) if self.text[name.end() : name.end() + 1] == "," else None
            if choice and name[1] and self.depth < _DEEPEST:
                self.at = choice.end()
                found.choices.append(self.choice(name[1], choice[1]))
                return
        depth = 1 if self.unclosed < _DEEPEST else 0
        for match in re.compile(r"[{}]").finditer(self.text, self.at if depth else len(self.text)):
            depth += 1 if match[0] == "{" else -1
            if not depth:
                self.at = match.end()
                found.simple["argument", re.sub(r"\s+", "", self.text[start : self.at])] += 1
                return
        self.unclosed += 1
        self.problem = self.problem or "opens a brace and does not close it"

    def choice(self, name: str, kind: str) -> Choice:
        choice = Choice(name, kind)
        self.depth += 1
        while match := _SELECTOR.match(self.text, self.at):
            self.at = match.end()
            if match[1] in choice.texts:
                self.problem = self.problem or f"has “{match[1]}” twice in {{{name}}}"
            choice.texts[match[1]] = self.pieces(nested=True)
        self.depth -= 1
        end = re.compile(r"\s*\}").match(self.text, self.at)
        if end:
            self.at = end.end()
        else:
            self.problem = self.problem or f"has something other than choices in {{{name}, {kind}}}"
        return choice


def _difference(source: Pieces, target: Pieces) -> str:
    if target.problem and target.problem != source.problem:
        return target.problem
    if said := _said(source.simple - target.simple, target.simple - source.simple):
        return said
    had, has = (sorted((choice.name, choice.kind) for choice in side.choices) for side in (source, target))
    if had != has:
        name, kind = (Counter(had) - Counter(has) or Counter(has) - Counter(had)).popitem()[0]
        return f"{'loses' if (name, kind) in had else 'adds'} the placeholder “{{{name}, {kind}, …}}”"
    pairs = zip(
        *(sorted(side.choices, key=lambda choice: (choice.name, choice.kind)) for side in (source, target)), strict=True
    )
    return next(filter(None, (_choice_difference(*pair) for pair in pairs)), "")


def _choice_difference(source: Choice, target: Choice) -> str:
    where = f"in {{{target.name}, {target.kind}}}"
    if source.kind == "select":
        if source.texts.keys() != target.texts.keys():
            return f"has other choices {where}: {', '.join(target.texts)} instead of {', '.join(source.texts)}"
        reasons = (_difference(source.texts[name], text) for name, text in target.texts.items())
        return next((f"{reason} {where}" for reason in reasons if reason), "")
    for name, text in target.texts.items():
        if name not in _PLURAL_FORMS and not name.startswith("="):
            return f"has the unknown plural form “{name}” {where}"
        known = source.texts.get(name) or source.texts.get("other") or Pieces()
        why = _difference(known, text) if name == "other" else _unlike(text, known.everywhere(), _tags(known))
        if why:
            return f"{why} {where}"
    return "" if "other" in target.texts or "other" not in source.texts else f"lacks “other” {where}"


def _tags(pieces: Pieces) -> Counter[tuple[str, str]]:
    return Counter({piece: number for piece, number in pieces.everywhere().items() if piece[0] == "tag"})


def _unlike(form: Pieces, allowed: Counter[tuple[str, str]], required: Counter[tuple[str, str]]) -> str:
    """Say what a plural form has or lacks that it should not: it may do without the number, but not without tags."""
    if form.problem:
        return form.problem
    has = form.everywhere()
    return _said(required - has, has - allowed)


def _said(lost: Counter[tuple[str, str]], added: Counter[tuple[str, str]]) -> str:
    both = (("loses", lost), ("adds", added))
    return " and ".join(f"{verb} {', '.join(map(_words, pieces.elements()))}" for verb, pieces in both if pieces)


def _words(piece: tuple[str, str]) -> str:
    kind, value = piece
    return f"the {_WORDS[kind]} “{value if len(value) <= 80 else value[:79] + '…'}”"
