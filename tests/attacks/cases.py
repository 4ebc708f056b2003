"""Attacks in their places: what a translator writes, what is built of it, and what would stand there without a gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from attacks.corpus import FIRST, SECOND, Attack, Slot

from i18n import parse
from i18n.document import Document
from i18n.strings.document import parse_strings

_WHOLE, _SENTENCE, _LINE = "@", "See @ here", "Some words\n@"


@dataclass(frozen=True, slots=True)
class Case:
    """An attack in a slot, in one form."""

    attack: Attack
    """What is tried."""
    slot: Slot
    """Where."""
    form: str
    """What stands in the slot, with `@` for the attack."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a case."""

    case: Case
    """The case."""
    msgstr: str
    """The translation."""
    page: str
    """The built page."""
    naive: str
    """The page as it would be if the translation went in as it is."""
    is_refused: bool
    """Whether the page shows the source in some place that was translated."""
    reasons: tuple[str, ...]
    """What the tool says of it."""

    @property
    def is_whole(self) -> bool:
        """Whether all its words should be on the page: it was used, nothing of it was mended."""
        return self.case.slot.is_shown and not self.reasons


def cases(attacks: Iterable[Attack], slots: Iterable[Slot]) -> Iterator[Case]:
    """Yield each attack in each slot that has room for it, in each form."""
    listed = list(slots)
    for attack in attacks:
        for slot in listed:
            if attack.dialects and slot.dialect.split()[0] not in attack.dialects:
                continue
            if bool(attack.second) == slot.takes_halves:
                yield from (Case(attack, slot, form) for form in _forms(slot))


def _forms(slot: Slot) -> Iterator[str]:
    yield _WHOLE
    if not slot.takes_halves:
        yield _SENTENCE
        if slot.lines:
            yield _LINE


@cache
def document(slot: Slot) -> Document:
    """Return a slot's page as the tool reads it."""
    if slot.format:
        return parse_strings(slot.page, slot.path, slot.format)
    return parse(slot.page, slot.dialect, path=slot.path)


@cache
def _messages(slot: Slot) -> dict[str, tuple[str | None, str]]:
    """Return the keys of the messages that the two halves of an attack go into."""
    keys = document(slot).messages
    return {mark: next(key for key in keys if mark in key[1]) for mark in (FIRST, SECOND) if mark in slot.page}


def built(case: Case) -> Built:
    """Build the page of a case."""
    keys = _messages(case.slot)
    texts = {FIRST: case.form.replace("@", case.attack.text), SECOND: case.attack.second}
    translations = {key: key[1].replace(mark, texts[mark]) for mark, key in keys.items()}
    rendered = document(case.slot).splice(translations)
    return Built(
        case,
        translations[keys[FIRST]],
        rendered.text,
        case.slot.page.replace(FIRST, texts[FIRST]).replace(SECOND, texts[SECOND]),
        rendered.used < len(translations),
        tuple(finding.message for finding in rendered.findings),
    )
