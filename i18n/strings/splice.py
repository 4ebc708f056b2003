"""From translations to a file of UI strings: each goes into its value, and nothing else changes.

Two gates, as for Markdown: a translation must have the placeables of its source, and the data that is
written must be the source's but for the texts meant. What fails is refused, value by value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from i18n.bisection import first_failing
from i18n.data import json
from i18n.data.syntax import Syntax
from i18n.data.value import Value
from i18n.difference import Difference
from i18n.document import Rendering, translation_for
from i18n.edits import edited
from i18n.generators.formats import Format
from i18n.lines import BOM, SourceText
from i18n.model import Segment, Translations
from i18n.objections import Objections
from i18n.strings.difference import difference

_SHOWN = "\n\t\u3000\u200b\u2028\xa0\xad"
"""Characters that Python calls not printable, and that a translation may have all the same."""


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A translation on its way into a value."""

    value: Value
    """The value that it replaces."""
    segment: Segment
    """What it translates."""
    target: str
    """What the value is to be read as."""
    text: str
    """How that is written."""


def splice(
    source: SourceText,
    syntax: Syntax,
    form: Format,
    values: Sequence[Value],
    segments: Sequence[Segment],
    translations: Translations,
    left_out: Collection[str] | None = None,
) -> Rendering:
    """Put translations into the values of a file; a blank one counts as none.

    Unless `left_out` is None, those entries are left out, and all without a translation. Never raises for any text of
    a translation.
    """
    objections = Objections()
    placed: list[_Placed] = []
    for value, segment in zip(values, segments, strict=True):
        if target := translation_for(segment, translations):
            target = _with_blanks_of(value.text, target)
            if changed := _text_difference(value.text, target, form):
                objections.refuse(segment, changed)
            else:
                placed.append(_Placed(value, segment, target, syntax.written(value, source.normalized, target)))
    placed = _passing(source.normalized, syntax, placed, objections)
    text = _with_edits(source, placed)
    if left_out is not None:
        done = {one.value.path for one in placed}
        done |= {value.path for value, segment in zip(values, segments, strict=True) if _is_kept(segment, translations)}
        text = _without(text, {*left_out, *(str(value.path[0]) for value in values if value.path not in done)})
    return Rendering(text, objections.listed(), len(placed))


def _with_blanks_of(text: str, target: str) -> str:
    """Return a target with the blanks around the text that it translates."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return text[:start] + target + text[end:]


def _text_difference(text: str, target: str, form: Format) -> Difference | None:
    """The first gate: return how a translation differs from its text."""
    if any(not letter.isprintable() and letter not in _SHOWN and letter not in text for letter in target):
        return Difference("control characters")
    return difference(text, target, is_icu=form.is_icu)


def _passing(body: str, syntax: Syntax, translations: list[_Placed], objections: Objections) -> list[_Placed]:
    """The second gate: return the translations that leave the data around them as it was, and note what is refused."""
    passed = list(translations)
    while passed and (changed := _data_difference(body, syntax, passed)):
        culprit = passed[first_failing(len(passed), lambda count: not _data_difference(body, syntax, passed[:count]))]
        objections.refuse(culprit.segment, changed)
        passed.remove(culprit)
    return passed


def _data_difference(body: str, syntax: Syntax, translations: Sequence[_Placed]) -> Difference | None:
    """Return how the data would change in anything but the texts that were translated; None if it would not."""
    after = edited(body, ((placed.value.span, placed.text) for placed in translations))
    return syntax.difference(body, after, {placed.value.path: placed.target for placed in translations})


def _with_edits(source: SourceText, translations: Sequence[_Placed]) -> str:
    """Return the source text with translations in it, new lines in its line end."""
    newline = source.newline
    edits = ((source.span(*placed.value.span), placed.text.replace("\n", newline)) for placed in translations)
    return edited(source.text, edits)


def _is_kept(segment: Segment, translations: Translations) -> bool:
    """Tell whether somebody has said that a text stays as it is."""
    return segment.msgid in (translations.get(segment.key), translations.get(segment.msgid))


def _without(text: str, keys: Collection[str]) -> str:
    """Return a file of JSON without some entries."""
    bom = BOM if text.startswith(BOM) else ""
    return bom + json.without(text.removeprefix(BOM), keys)
