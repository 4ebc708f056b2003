"""Give a locale's translation memory away: `i18n memory export`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, state_of
from i18n.interchange import tmx
from i18n.project import Project
from i18n.workspace.catalogs import catalogs_in_turn
from i18n.workspace.memory_files import imported_messages, left_out, placed
from i18n.workspace.outcome import Outcome, Progress, silent


@dataclass(slots=True)
class Exported(Outcome):
    """What `memory export` did."""

    text: str = ""
    """The TMX file."""
    messages: int = 0
    """Translations in it."""


def export_memory(
    project: Project, locale: str, include: Literal["human", "machine"] = "human", progress: Progress = silent
) -> Exported:
    """Return all finished translations of a locale as TMX: those of its catalogs, then imported ones.

    Machines' translations are in it only where `include` is `machine`: other tools do not tell them from people's.
    Raises ConfigurationError.
    """
    project.chosen_locales([locale])
    outcome = Exported()
    messages = [
        message
        for message in _all_messages(project, locale, outcome, progress)
        if tmx.exportable(message) and (include == "machine" or state_of(message) in SHOWN_AS_HUMAN)
    ]
    unwritable: list[Message] = []
    outcome.text = tmx.write(messages, project.source_locale, locale, unwritable)
    outcome.messages = len(messages) - len(unwritable)
    outcome.findings += left_out(unwritable, "")
    return outcome


def _all_messages(project: Project, locale: str, outcome: Exported, progress: Progress) -> Iterator[Message]:
    for name, catalog in catalogs_in_turn(project, locale, outcome, progress):
        yield from (placed(message, name) for message in catalog.messages)
    yield from imported_messages(project, locale, outcome.fail)
