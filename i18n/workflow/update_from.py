"""Take in translations that came back from elsewhere: `i18n update --from FILE`.

What comes in changes the text of messages that we have, and only where it differs from ours; comments,
other flags, order and header stay. Nothing is emptied, no obsolete message comes back to life, and a
message whose text did not change keeps its state, whatever the file says of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, marks, state_of
from i18n.catalog.store import read_catalog
from i18n.counted import plural
from i18n.errors import CatalogError, I18nError, UsageError
from i18n.interchange.delivery import Delivery, TranslationUnit
from i18n.interchange.formats import read_delivery, refuse_unknown
from i18n.language import same_language
from i18n.model import Finding, Position, Severity
from i18n.project import Project, layout
from i18n.storage.files import read_text
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import catalog_files, po_text
from i18n.workspace.outcome import Outcome, Progress, silent

_BY_A_PERSON = (State.HUMAN, State.REVIEWED, State.NEEDS_WORK)
_DONE_BY_A_PERSON = (State.HUMAN, State.REVIEWED)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JOINED = "#-#-#-#-#  "
_LINE_NUMBER = re.compile(r":\d+$")


@dataclass(slots=True)
class TakenIn(Outcome):
    """What `update --from` did."""

    taken: int = 0
    """Messages that have another translation now."""
    same: int = 0
    """Messages that had this translation already."""
    kept: int = 0
    """Messages whose translation by a person was not replaced by a fuzzy one or a machine's."""
    obsolete: int = 0
    """Translations of messages that are obsolete here; they were left as they are."""
    empty: int = 0
    """Texts of the files that have no translation there."""
    unknown: int = 0
    """Texts of the files that are in no catalog."""
    unclear: int = 0
    """Texts of the files that could not be read, or belong to no certain message."""
    catalogs: int = 0
    """Catalogs looked at."""
    written: list[str] = field(default_factory=list)
    """Catalogs that changed, by name."""
    displaced: list[str] = field(default_factory=list)
    """Where catalogs are kept as they were before a person's translation was replaced."""


@dataclass(slots=True)
class _Opened:
    """A catalog that translations may be taken into."""

    name: str
    was: str
    catalog: Catalog
    stem: PurePosixPath
    sources: frozenset[str]
    taken: int = 0
    """How many messages have another translation now."""
    replaced: int = 0
    """How many translations of a person were replaced."""


_Place = tuple[_Opened, Message]


@dataclass(slots=True)
class _Intake:
    """One file on its way into the catalogs of a locale."""

    delivery: Delivery
    outcome: TakenIn
    taken: dict[int, tuple[str, str]]
    """What messages had and have now, of those that this and other files changed, by their identity."""
    unknown: int = 0
    kept: int = 0

    def refuse(self, unit: TranslationUnit, reason: str) -> None:
        """Say why a text was not taken."""
        self.outcome.unclear += 1
        message = f"a translation was not taken: {reason}"
        where = self.delivery.path, Position(unit.line, 1)
        finding = Finding("unclear", message, Severity.WARNING, *where, unit.source, unit.context, "edit the PO file")
        self.outcome.findings.append(finding)


def take_in(
    project: Project, files: Sequence[str], locales: Iterable[str] = (), progress: Progress = silent
) -> TakenIn:
    """Take the translations of files into the PO files of a locale; a PO file that needs no change keeps its bytes.

    The locale is the one named, or the one that a file says it is for, or the only one of the
    project. A text goes to the messages with its msgid and msgctxt, narrowed to the catalog that
    the file's references or path name. A file or catalog that cannot be read or written is a finding. Raises
    ConfigurationError and UsageError before anything is written.
    """
    outcome = TakenIn()
    named = tuple(locales)
    if len(named) > 1:
        raise UsageError("several locales are named", hint="name the one that the files are for")
    chosen = project.chosen_locales(named)
    for name in files:
        refuse_unknown(Path(name), name)
    deliveries: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in _read(files, outcome, progress):
        deliveries[named[0] if named else _locale_of(delivery, chosen)].append(delivery)
    for locale, came in deliveries.items():
        _take_into(project, locale, came, outcome)
    return outcome


def _read(files: Sequence[str], outcome: TakenIn, progress: Progress) -> Iterator[Delivery]:
    for name in progress(files, "reading"):
        try:
            delivery = read_delivery(Path(name), name)
        except I18nError as error:
            outcome.fail(error)
            continue
        outcome.findings += delivery.findings
        outcome.unclear += len(delivery.findings)
        yield delivery


def _locale_of(delivery: Delivery, locales: Sequence[str]) -> str:
    """Return the locale that a file is for; raises UsageError where that is not certain."""
    fitting = [locale for locale in locales if not delivery.language or same_language(locale, delivery.language)]
    exact = [locale for locale in fitting if same_language(locale, delivery.language, exactly=True)]
    if len(fitting) == 1 or exact:
        return (exact or fitting)[0]
    says = f"it says “{delivery.language}”" if delivery.language else "it does not say"
    hint = f"name it: i18n update {locales[0]} --from {delivery.path}"
    raise UsageError(f"which locale is this for? {says}", path=delivery.path, hint=hint)


# Where a text belongs ---------------------------------------------------------------------------


def _take_into(project: Project, locale: str, deliveries: Iterable[Delivery], outcome: TakenIn) -> None:
    catalogs = list(_open_all(project, locale, outcome))
    outcome.catalogs += len(catalogs)
    known: defaultdict[str, list[_Place]] = defaultdict(list)
    for opened in catalogs:
        for message in opened.catalog.messages:
            if message.plural is None:
                known[message.msgid].append((opened, message))
    taken: dict[int, tuple[str, str]] = {}
    for delivery in deliveries:
        intake = _Intake(delivery, outcome, taken)
        for unit in delivery.units:
            _take_unit(unit, known.get(unit.source, []), intake)
        _report(intake)
    files = ProjectFiles(project.root)
    for opened in catalogs:
        if opened.taken:
            _write(project, files, opened, outcome)


def _open_all(project: Project, locale: str, outcome: TakenIn) -> Iterator[_Opened]:
    folder = project.root / layout.catalogs(locale)
    for file in catalog_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            was = read_text(file, name, CatalogError)
            catalog = read_catalog(was, name)
        except I18nError as error:
            outcome.fail(error)
            continue
        stem = PurePosixPath(file.relative_to(folder).with_suffix("").as_posix())
        references = {place for message in catalog.active for place in message.references}
        yield _Opened(name, was, catalog, stem, frozenset(map(_plain_location, references)))


def _plain_location(reference: str) -> str:
    return unquote(_LINE_NUMBER.sub("", reference))


def _take_unit(unit: TranslationUnit, known: list[_Place], intake: _Intake) -> None:
    """Take one text into the messages it belongs to."""
    if not unit.target.strip():
        intake.outcome.empty += 1
        return
    if reason := _unusable(unit.target):
        intake.refuse(unit, reason)
        return
    places = _narrowed(_of_context(unit, known), unit, intake.delivery)
    active = [place for place in places if not place[1].obsolete]
    if len({message.msgctxt for _, message in places}) > 1:
        if any(_alike(unit.target, message.msgstr) for _, message in places):
            intake.outcome.same += 1
            return
        intake.refuse(unit, "its text stands there with several contexts, and the file does not say which is meant")
        return
    if not places:
        intake.unknown += 1
    elif not active:
        intake.outcome.obsolete += 1
    for opened, message in active:
        _take(opened, message, unit, intake)


def _unusable(text: str) -> str:
    """Return why a text can be no translation, or nothing."""
    if text.startswith(_JOINED):
        return "it holds several translations, joined by msgcat"
    return "it holds control characters" if _CONTROL.search(text) else ""


def _of_context(unit: TranslationUnit, known: list[_Place]) -> list[_Place]:
    """Return the messages with the text's context; with any where the format has none.

    xliff2po makes contexts of its own, out of the locations.
    """
    exact = [place for place in known if place[1].msgctxt == unit.context]
    without = not unit.context_known or unit.context == " ".join(unit.locations)
    return known if without and not (unit.context and exact) else exact


def _narrowed(places: list[_Place], unit: TranslationUnit, delivery: Delivery) -> list[_Place]:
    """Return the messages in the catalogs that the file names for a text; all where it names none of them."""
    locations = set(map(_plain_location, unit.locations))
    if near := [place for place in places if place[0].sources & locations]:
        return near
    for path in filter(None, (unit.origin, delivery.path)):
        parts = PurePath(path).with_suffix("").parts
        near = [place for place in places if place[0].stem.parts == parts[-len(place[0].stem.parts) :]]
        if near:
            longest = max(len(opened.stem.parts) for opened, _ in near)
            return [place for place in near if len(place[0].stem.parts) == longest]
    return places


# What becomes of a message ----------------------------------------------------------------------


def _take(opened: _Opened, message: Message, unit: TranslationUnit, intake: _Intake) -> None:
    """Replace the translation of a message by that of the file, if it is another and may."""
    state = state_of(message)
    before, now = intake.taken.get(id(message), (message.msgstr, ""))
    if _alike(unit.target, message.msgstr) or _alike(unit.target, before):
        intake.outcome.same += 1
    elif now:
        intake.refuse(unit, "another translation of it came before, and that one was taken")
    elif (unit.fuzzy and state in _DONE_BY_A_PERSON) or (unit.by_machine and state in _BY_A_PERSON):
        intake.kept += 1
    else:
        _replace(message, unit)
        intake.taken[id(message)] = before, message.msgstr
        opened.taken += 1
        opened.replaced += state in _BY_A_PERSON


def _replace(message: Message, unit: TranslationUnit) -> None:
    """Give a message the translation of a unit. What a machine wrote there stays known as that."""
    # A machine's text is known by its hash, to the last character; msgfmt asks others to end like their msgid.
    exact = unit.by_machine or message.msgid[-1:] == "\n"
    message.msgstr = unit.target if exact else unit.target.rstrip("\n")
    message.flags = ["fuzzy"] * unit.fuzzy + [flag for flag in message.flags if flag != "fuzzy"]
    own = marks(message.comments)
    if unit.by_machine:
        message.comments = [line for line in message.comments if line not in own]
    if unit.mark and (unit.by_machine or not own):
        message.comments.append(unit.mark)


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but white space and the form of their characters.

    Tools change those on their own; such a change is no work of a person.
    """
    return one == other or _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _write(project: Project, files: ProjectFiles, opened: _Opened, outcome: TakenIn) -> None:
    """Write a catalog, after keeping it as it was where a person's work in it is replaced.

    What messages were before (`#|`) goes where they are not fuzzy: a left-over of this or another tool.
    """
    for message in opened.catalog.messages:
        message.previous = message.previous if message.fuzzy else []
    try:
        files.behind_link(opened.name)  # before anything is kept
        kept = files.keep(opened.name, opened.was) if opened.replaced else ""
        files.write(opened.name, po_text(project, opened.catalog, opened.name), was=opened.was)
    except I18nError as error:
        outcome.fail(error)
        return
    outcome.written.append(opened.name)
    outcome.taken += opened.taken
    if kept:
        many = opened.replaced > 1
        what = f"{opened.replaced} translations of people were" if many else "a person's translation was"
        text = f"{what} replaced; the file as it was is kept in {kept}"
        outcome.displaced.append(kept)
        outcome.findings.append(Finding("displaced", text, Severity.NOTE, opened.name))


def _report(intake: _Intake) -> None:
    """Say what of a file found no place."""
    path, findings = intake.delivery.path, intake.outcome.findings
    intake.outcome.unknown += intake.unknown
    intake.outcome.kept += intake.kept
    if number := intake.unknown:
        message = f"{number} {plural(number, 'message')} of the file {'are' if number > 1 else 'is'} in no catalog"
        hint = (
            "the texts have changed or left the sources; keep the file, it may be the only place of their translations"
        )
        findings.append(Finding("unknown-message", message, Severity.WARNING, path, hint=hint))
    if number := intake.kept:
        message = f"{number} unfinished translation{'s were' if number > 1 else ' was'} not taken; ours are people's"
        findings.append(Finding("kept", message, Severity.NOTE, path))
