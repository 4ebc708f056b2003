"""How a translation of a UI string differs from its source in what it must carry over.

A language has plural forms of its own, but must have `other`, with all that the source's has; the choices of a `select`
are the program's. Where a format knows no ICU, plural forms stand between `|`, and the last is the one for all other
numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from i18n.difference import Difference, PieceName
from i18n.strings.placeables import Placeables, TextChoice, read_placeables

_PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
_NAMES = {"tag": "tag", "URL": "link", "code": "placeholder", "argument": "placeholder"}
"""What the kinds of placeables are called."""


def difference(source: str, target: str, *, is_icu: bool) -> Difference | None:
    """Return what a translation loses or adds; None if it carries over what its source has."""
    if is_icu:
        quoted = target.count("'{") > source.count("'{") or target.count("'}") > source.count("'}")
        if quoted:
            return Difference("quoted brace")
        return _difference(read_placeables(source), read_placeables(target))
    whole, forms = read_placeables(source), [read_placeables(form) for form in source.split("|")]
    has_forms = "|" in source or any(value == "{count}" for _, value in whole.simple)
    if not has_forms or any(form.problem for form in forms):
        return _difference(whole, read_placeables(target))
    *rest, last = map(read_placeables, target.split("|"))
    allowed, required = forms[-1].everywhere(), _tags(forms[-1])
    for form in forms:
        allowed |= form.everywhere()
        required &= _tags(form)
    return _difference(forms[-1], last) or _first(_unlike(form, allowed, required) for form in rest)


def _difference(source: Placeables, target: Placeables) -> Difference | None:
    if target.problem and target.problem != source.problem:
        return target.problem
    if changed := _changed(source.simple - target.simple, target.simple - source.simple):
        return changed
    before, after = (Counter((choice.name, choice.kind) for choice in side.choices) for side in (source, target))
    if before != after:
        return _changed_choice(before, after)
    pairs = zip(
        *(sorted(side.choices, key=lambda choice: (choice.name, choice.kind)) for side in (source, target)), strict=True
    )
    return _first(_choice_difference(*pair) for pair in pairs)


def _changed_choice(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> Difference:
    """Return that a choice is lost, or else that one is new or stands there more often."""
    lost = before - after
    choice = max(lost or after - before)
    name, kind = choice
    shown = f"{{{name}, {kind}, …}}"
    if not lost and choice in before:
        return Difference("placeholder again", names=(shown,))
    piece = (PieceName("placeholder", shown),)
    return Difference("placeholders", piece) if lost else Difference("placeholders", added=piece)


def _choice_difference(source: TextChoice, target: TextChoice) -> Difference | None:
    choice = f"{target.name}, {target.kind}"
    if source.kind == "select":
        if source.texts.keys() != target.texts.keys():
            return Difference("other choices", names=(choice, ", ".join(target.texts), ", ".join(source.texts)))
        return _inside(choice, _first(_difference(source.texts[name], text) for name, text in target.texts.items()))
    return _inside(choice, _form_difference(source, target))


def _form_difference(source: TextChoice, target: TextChoice) -> Difference | None:
    """Return how the plural forms of a translation differ from the source's: it may have others, of its language."""
    for name, text in target.texts.items():
        if name not in _PLURAL_FORMS and not name.startswith("="):
            return Difference("unknown plural form", names=(name,))
        model = source.texts.get(name) or source.texts.get("other") or Placeables()
        is_other = name == "other"
        if changed := _difference(model, text) if is_other else _unlike(text, model.everywhere(), _tags(model)):
            return changed
    return Difference("no other form") if "other" in source.texts and "other" not in target.texts else None


def _inside(choice: str, difference: Difference | None) -> Difference | None:
    return replace(difference, where=(*difference.where, choice)) if difference else None


def _first(differences: Iterable[Difference | None]) -> Difference | None:
    return next(filter(None, differences), None)


def _tags(pieces: Placeables) -> Counter[tuple[str, str]]:
    return Counter({piece: number for piece, number in pieces.everywhere().items() if piece[0] == "tag"})


def _unlike(
    form: Placeables, allowed: Counter[tuple[str, str]], required: Counter[tuple[str, str]]
) -> Difference | None:
    """Return what a plural form has or lacks that it should not: it may do without the number, but not without tags."""
    if form.problem:
        return form.problem
    has = form.everywhere()
    return _changed(required - has, has - allowed)


def _changed(lost: Counter[tuple[str, str]], added: Counter[tuple[str, str]]) -> Difference | None:
    return Difference("placeholders", _named(lost), _named(added)) if lost or added else None


def _named(pieces: Counter[tuple[str, str]]) -> tuple[PieceName, ...]:
    return tuple(PieceName(_NAMES[kind], value) for kind, value in pieces.elements())
