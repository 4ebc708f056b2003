"""From translations to a file of UI strings: each goes into its value, and nothing else changes.

Two gates, as for Markdown: a translation must have the placeables of its source, and the data that is
written must be the source's but for the texts meant. What fails is refused, value by value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from i18n.bisection import first_failing
from i18n.data import json
from i18n.data.language import DataLanguage
from i18n.data.value import Value
from i18n.difference import Difference
from i18n.document import Rendering, translation_for
from i18n.edits import edited
from i18n.generators.formats import Format
from i18n.lines import BOM, SourceText
from i18n.model import Segment, Translations
from i18n.objections import Objections
from i18n.strings.placeables import difference


@dataclass(frozen=True, slots=True, eq=False)
class _Edit:
    """One translation on its way into a value."""

    value: Value
    segment: Segment
    target: str
    """What the value is to be read as."""
    text: str
    """How that is written."""


def splice(
    source: SourceText,
    language: DataLanguage,
    form: Format,
    values: Sequence[Value],
    segments: Sequence[Segment],
    translations: Translations,
    left_out: Collection[str] | None = None,
) -> Rendering:
    """Put translations into the values of a file; a blank one counts as none.

    Unless `left_out` is None, those
    entries are left out, and all without a translation. Never raises for any text of a translation.
    """
    objections = Objections()
    edits = []
    body = source.normalized
    for value, segment in zip(values, segments, strict=True):
        if not (target := translation_for(segment, translations)):
            continue
        target = _with_blanks_of(value.text, target)
        if changed := _difference(value.text, target, form):
            objections.refuse(segment, changed)
        else:
            edits.append(_Edit(value, segment, target, language.written(value, body, target)))
    while edits and (changed := _data_difference(language, body, edits)):
        culprit = edits[first_failing(len(edits), lambda count: not _data_difference(language, body, edits[:count]))]
        objections.refuse(culprit.segment, changed)
        edits.remove(culprit)
    text = _written(source, edits)
    if left_out is not None:
        done = {edit.value.path for edit in edits} | {
            value.path for value, segment in zip(values, segments, strict=True) if _is_kept(segment, translations)
        }
        lacking = {str(value.path[0]) for value in values if value.path not in done}
        bom = BOM if text.startswith(BOM) else ""
        text = bom + json.without(text.removeprefix(BOM), {*left_out, *lacking})
    return Rendering(text, objections.listed(), len(edits))


def _is_kept(segment: Segment, translations: Translations) -> bool:
    """Tell whether somebody has said that a text stays as it is."""
    return segment.msgid in (translations.get(segment.key), translations.get(segment.msgid))


def _with_blanks_of(text: str, target: str) -> str:
    """Return a target with the blanks around the text that it translates."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return text[:start] + target + text[end:]


def _difference(text: str, target: str, form: Format) -> Difference | None:
    if any(
        not character.isprintable() and character not in "\n\t\u3000\u200b\u2028\xa0\xad" and character not in text
        for character in target
    ):
        return Difference("control characters")
    return difference(text, target, is_icu=form.is_icu)


def _data_difference(language: DataLanguage, body: str, edits: Sequence[_Edit]) -> Difference | None:
    """Say how the data would change but for the texts meant; empty if it would not."""
    after = edited(body, ((edit.value.span, edit.text) for edit in edits))
    return language.difference(body, after, {edit.value.path: edit.target for edit in edits})


def _written(source: SourceText, edits: Sequence[_Edit]) -> str:
    """Return the source text with the edits, new lines in its line end."""
    newline = source.newline
    return edited(source.text, ((source.span(*edit.value.span), edit.text.replace("\n", newline)) for edit in edits))
