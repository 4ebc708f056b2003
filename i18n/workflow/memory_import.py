"""Take the translations of others into a locale's memory: `i18n memory import`.

What is imported is kept in `locales/<locale>/memory/`, a TMX file for each name: in version control, where
nobody deletes it as a cache, and where a person can see, correct and remove it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, State, marks, state_of
from i18n.catalog.store import read_catalog
from i18n.errors import I18nError, InterchangeError, UsageError
from i18n.interchange import tmx
from i18n.language import same_language, script_of
from i18n.project import Project, layout
from i18n.storage.files import read_text, retried
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import read_catalog_text
from i18n.workspace.memory_files import left_out, placed
from i18n.workspace.outcome import Outcome, Progress, silent

_SUFFIXES = (".tmx", ".po")
_Place: TypeAlias = tuple[str, str | None, tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class Imported(Outcome):
    """What `memory import` did."""

    added: int = 0
    """Translations that are new in the memory."""
    changed: int = 0
    """Those that replaced an older one of the same text and place."""
    same: int = 0
    """Those that were there already."""
    kept: int = 0
    """Machines' translations that did not replace a person's."""
    others: int = 0
    """Entries without a finished translation between the project's languages."""
    by_machine: int = 0
    """How many of the translations that were read are a machine's."""
    written: list[str] = field(default_factory=list)
    """Files of the memory that changed, by name."""


def import_memory(
    project: Project,
    locale: str,
    paths: Sequence[str],
    name: str = "",
    progress: Progress = silent,
    *,
    machine: bool = False,
) -> Imported:
    """Take the translations of TMX and PO files, or of folders with some, into a locale's memory.

    Each path goes to the file of its own name, or all go to that of `name`. A text of the same context and place
    has its older translation replaced, but never a person's by a machine's. `machine` says that a machine wrote the
    files, whatever they say themselves. A file that cannot be read or written is a finding. Raises ConfigurationError
    and UsageError before anything is written.
    """
    project.chosen_locales([locale])
    if name and not re.fullmatch(r"[\w.-]*\w", name):
        raise UsageError(f"“{name}” is no name for a memory", hint="use letters, digits, “-”, “_” and “.”")
    outcome = Imported()
    came: defaultdict[str, list[Message]] = defaultdict(list)
    for path, files in [(path, _files(path)) for path in paths]:
        for file in progress(files, "reading"):
            shown = path if file == Path(path) else file.as_posix()
            try:
                found = list(_read(project, locale, file, shown, outcome))
            except I18nError as error:
                outcome.fail(error)
                continue
            if machine:
                found = [tmx.by_machine(one, "imported") if state_of(one) is State.HUMAN else one for one in found]
            came[name or _name_of(Path(path), locale)] += found
            outcome.by_machine += sum(state_of(message) not in SHOWN_AS_HUMAN for message in found)
    for stem, messages in came.items():
        try:
            retried(_put, project, locale, stem, messages, outcome)
        except I18nError as error:
            outcome.fail(error)
    return outcome


def _files(path: str) -> list[Path]:
    """Return the files that a path names; raises UsageError where there are none."""
    given = Path(path)
    if given.is_dir():
        if found := sorted(file for file in given.rglob("*") if file.suffix.lower() in _SUFFIXES):
            return found
        raise UsageError(f"there are no TMX or PO files in {path}")
    if given.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{path} is neither TMX nor PO", hint=f"known are {', '.join(_SUFFIXES)}, and folders")
    if not given.is_file():
        raise UsageError(f"there is no file {path}")
    return [given]


def _name_of(path: Path, locale: str) -> str:
    """Return the name of the memory that a path goes to: what tells it from others of its kind."""
    whole = path.resolve()
    whole = whole.with_suffix("") if whole.suffix.lower() in _SUFFIXES else whole
    parts = [part for part in whole.parts if part not in (layout.MESSAGES, layout.LOCALES.name, locale)]
    return re.sub(r"[^\w.-]+", "-", parts[-1]).strip("-.") or "memory"


def _read(project: Project, locale: str, file: Path, name: str, outcome: Imported) -> Iterator[Message]:
    """Yield the finished translations of a file; raises InterchangeError and CatalogError."""
    if file.suffix.lower() == ".po":
        messages, total = _read_po(project, locale, file, name, outcome)
    else:
        found = tmx.read(file, name, project.source_locale, locale)
        outcome.findings += found.findings
        messages, total = found.messages, len(found.messages) + found.others
    done = [message for message in messages if tmx.exportable(message)]
    outcome.others += total - len(done)
    for message in done:
        yield replace(message, comments=marks(message.comments)[:1], flags=["fuzzy"] if message.fuzzy else [])


def _read_po(project: Project, locale: str, file: Path, name: str, outcome: Imported) -> tuple[list[Message], int]:
    catalog = read_catalog(read_catalog_text(file, name), name, report=outcome.fail)
    language = catalog.header.get("Language", "")
    if language and not same_language(language, locale):
        raise InterchangeError(f"this file is for {language}, not for {locale}", path=name)
    script = script_of(project.source_locale)
    if script and catalog.messages and not any(script.search(message.msgid) for message in catalog.messages):
        raise InterchangeError(f"no text of this file is written in {project.source_locale}", path=name)
    return [placed(message, name) for message in catalog.messages], len(catalog.messages)


def _put(project: Project, locale: str, stem: str, came: Iterable[Message], outcome: Imported) -> None:
    """Put translations into one file of the memory."""
    name = str(layout.memory(locale, stem))
    files = ProjectFiles(project.root)
    file = files.behind_link(name)
    was = read_text(file, name, InterchangeError) if file.exists() else ""
    known = _by_place(tmx.read(file, name, project.source_locale, locale).messages) if was else {}
    counts = dict.fromkeys(("added", "changed", "same", "kept"), 0)
    for place, messages in _by_place(came).items():
        counts[_taken(known, place, messages)] += len(messages)
    unwritable: list[Message] = []
    messages = [message for group in known.values() for message in group]
    text = tmx.write(messages, project.source_locale, locale, unwritable)
    if (counts["added"] or counts["changed"]) and files.write(name, text, was=was):
        outcome.written.append(name)
    # Only what was written counts: where the file has changed in between, all this is done again.
    for what, number in counts.items():
        setattr(outcome, what, getattr(outcome, what) + number)
    outcome.added -= len(unwritable)
    outcome.findings += left_out(unwritable, name)


def _by_place(messages: Iterable[Message]) -> dict[_Place, list[Message]]:
    found: defaultdict[_Place, list[Message]] = defaultdict(list)
    for message in messages:
        group = found[message.msgid, message.msgctxt, tuple(message.extracted), tuple(message.references)]
        if message not in group:
            group.append(message)
    return dict(found)


def _taken(known: dict[_Place, list[Message]], place: _Place, came: list[Message]) -> str:
    """Put the translations of one text and place with those that are known, and say what became of them."""
    old = known.get(place)
    if old is None:
        known[place] = came
        return "added"
    if old == came:
        return "same"
    if _has_person(old) and not _has_person(came):
        return "kept"
    known[place] = came
    return "changed"


def _has_person(messages: Iterable[Message]) -> bool:
    return any(state_of(message) in SHOWN_AS_HUMAN for message in messages)
