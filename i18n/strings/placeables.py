"""What a translation of a UI string must carry over: arguments, tags, URLs, printf codes.

ICU's `{count, plural, one {…} other {…}}` is read as what it is: a language has plural forms of its own, but
must have `other`, with all that the source's has; the choices of a `select` are the program's.
Where a format knows no ICU, plural forms stand between `|`, and the last is the one for all other numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from i18n.difference import Difference, PieceName

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
_NAMES = {"tag": "tag", "URL": "link", "code": "placeholder", "argument": "placeholder"}
"""What the kinds of pieces are called."""


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


def difference(source: str, target: str, *, is_icu: bool) -> Difference | None:
    """Return what a translation loses or adds; None if it carries over what its source has."""
    if is_icu:
        quoted = target.count("'{") > source.count("'{") or target.count("'}") > source.count("'}")
        if quoted:
            return Difference("quoted brace")
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
    return _difference(forms[-1], last) or _first(_unlike(form, allowed, required) for form in rest)


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
        self.problem: Difference | None = None
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
                self.problem = self.problem or Difference("unopened brace")
            elif kind == "open":
                self.argument(match.start(), found)
            else:
                found.simple[kind, " ".join(match[0].split())] += 1
        self.at = len(self.text)
        if nested:
            self.problem = self.problem or Difference("unclosed brace")
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
        self.problem = self.problem or Difference("unclosed brace")

    def choice(self, name: str, kind: str) -> Choice:
        choice = Choice(name, kind)
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


def _difference(source: Pieces, target: Pieces) -> Difference | None:
    if target.problem and target.problem != source.problem:
        return target.problem
    if changed := _changed(source.simple - target.simple, target.simple - source.simple):
        return changed
    had, has = (Counter((choice.name, choice.kind) for choice in side.choices) for side in (source, target))
    if had != has:
        return _changed_choice(had, has)
    pairs = zip(
        *(sorted(side.choices, key=lambda choice: (choice.name, choice.kind)) for side in (source, target)), strict=True
    )
    return _first(_choice_difference(*pair) for pair in pairs)


def _changed_choice(had: Counter[tuple[str, str]], has: Counter[tuple[str, str]]) -> Difference:
    """Return that a choice is lost, or else that one is new or stands there more often."""
    lost = had - has
    choice = max(lost or has - had)
    name, kind = choice
    shown = f"{{{name}, {kind}, …}}"
    if not lost and choice in had:
        return Difference("placeholder again", names=(shown,))
    piece = (PieceName("placeholder", shown),)
    return Difference("placeholders", piece) if lost else Difference("placeholders", added=piece)


def _choice_difference(source: Choice, target: Choice) -> Difference | None:
    choice = f"{target.name}, {target.kind}"
    if source.kind == "select":
        if source.texts.keys() != target.texts.keys():
            return Difference("other choices", names=(choice, ", ".join(target.texts), ", ".join(source.texts)))
        return _inside(choice, _first(_difference(source.texts[name], text) for name, text in target.texts.items()))
    return _inside(choice, _form_difference(source, target))


def _form_difference(source: Choice, target: Choice) -> Difference | None:
    """Return how the plural forms of a translation differ from the source's: it may have others, of its language."""
    for name, text in target.texts.items():
        if name not in _PLURAL_FORMS and not name.startswith("="):
            return Difference("unknown plural form", names=(name,))
        model = source.texts.get(name) or source.texts.get("other") or Pieces()
        is_other = name == "other"
        if changed := _difference(model, text) if is_other else _unlike(text, model.everywhere(), _tags(model)):
            return changed
    return Difference("no other form") if "other" in source.texts and "other" not in target.texts else None


def _inside(choice: str, difference: Difference | None) -> Difference | None:
    return replace(difference, where=(*difference.where, choice)) if difference else None


def _first(differences: Iterable[Difference | None]) -> Difference | None:
    return next(filter(None, differences), None)


def _tags(pieces: Pieces) -> Counter[tuple[str, str]]:
    return Counter({piece: number for piece, number in pieces.everywhere().items() if piece[0] == "tag"})


def _unlike(form: Pieces, allowed: Counter[tuple[str, str]], required: Counter[tuple[str, str]]) -> Difference | None:
    """Return what a plural form has or lacks that it should not: it may do without the number, but not without tags."""
    if form.problem:
        return form.problem
    has = form.everywhere()
    return _changed(required - has, has - allowed)


def _changed(lost: Counter[tuple[str, str]], added: Counter[tuple[str, str]]) -> Difference | None:
    return Difference("placeholders", _named(lost), _named(added)) if lost or added else None


def _named(pieces: Counter[tuple[str, str]]) -> tuple[PieceName, ...]:
    return tuple(PieceName(_NAMES[kind], value) for kind, value in pieces.elements())
