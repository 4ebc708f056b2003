"""Tell what has changed for translators since a revision that git knows; writes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_MACHINE, state_of
from i18n.errors import GitError, I18nError
from i18n.matching.changes import Changes, changes
from i18n.matching.exact import merge
from i18n.model import Key
from i18n.project import Collection, Project
from i18n.storage.files import decoded, read_bytes
from i18n.storage.git import FETCH, blob_id, commit_of, files_at, read_blobs
from i18n.workspace.catalogs import sound_catalog
from i18n.workspace.documents import Documents, parse_source
from i18n.workspace.messages import messages_of
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import Source, find_sources

_SAME = 0.5
"""The share of messages that a renamed source has kept, at least; 0 to 1."""


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document that is not what it was."""

    source: str
    """Its source, relative to the project; that which it had, if it is gone."""
    was: str
    """The source that it had; empty if the document is new."""
    gone: bool
    """Whether it has left the project."""
    changes: Changes
    """Its messages that are not what they were."""
    left: dict[str, int]
    """Per locale, how many of its new and reworded messages are not translated yet."""


@dataclass(slots=True)
class Since(Outcome):
    """What has changed."""

    revision: str = ""
    """The revision that was asked for."""
    commit: str = ""
    """The id of its commit."""
    documents: list[ChangedDocument] = field(default_factory=list)
    """The documents that have changed, in order of their names."""

    def left(self) -> dict[str, int]:
        """Return the sums of what is not translated yet, per locale."""
        sums: dict[str, int] = {}
        for document in self.documents:
            for locale, number in document.left.items():
                sums[locale] = sums.get(locale, 0) + number
        return sums


@dataclass(frozen=True, slots=True)
class _Then:
    """A source as it was."""

    name: str
    collection: Collection
    blob: str


@dataclass(frozen=True, slots=True)
class _Now:
    """A source as it is, with its messages."""

    source: Source
    wanted: list[Message]

    @property
    def keys(self) -> list[Key]:
        return [message.key for message in self.wanted]


def since(project: Project, revision: str, locales: Iterable[str] = (), progress: Progress = silent) -> Since:
    """Compare the messages of every document with those that it had at a revision.

    A source that was renamed is compared with what it was. A file that cannot be read is a finding. Raises
    ConfigurationError, and GitError where there is no such revision, no repository or no git.
    """
    chosen = project.chosen_locales(locales)
    outcome = Since(revision=revision, commit=commit_of(project.root, revision))
    then = {one.name: one for one in _sources_then(project, outcome.commit)}
    sources = find_sources(project, report=outcome.findings.append)
    names = {source.name for source in sources}
    touched = [source for source in sources if not _is_same(source, then.get(source.name))]
    now = {
        source.name: _Now(source, messages_of(document, source, "none"))
        for source, document in Documents(project).in_turn(touched, outcome, progress, "comparing")
    }
    old = _keys_then(project, (one for one in then.values() if one.name in now or one.name not in names), outcome)
    lost = {name: keys for name, keys in old.items() if name not in names}
    renamed = _renamed(lost, {name: one.keys for name, one in now.items() if name not in then})
    for name, one in now.items():
        was = name if name in then else renamed.get(name, "")
        if not was or was in old:
            found = changes(old.get(was, ()), one.keys)
            left = {locale: _left(project, one, locale, found, outcome) for locale in chosen}
            outcome.documents.append(ChangedDocument(name, was, False, found, left))
    for name in lost.keys() - set(renamed.values()):
        outcome.documents.append(ChangedDocument(name, name, True, Changes(gone=lost[name]), {}))
    outcome.documents = sorted(filter(_matters, outcome.documents), key=lambda document: document.source)
    return outcome


def _matters(document: ChangedDocument) -> bool:
    return bool(document.changes)


def _sources_then(project: Project, commit: str) -> Iterator[_Then]:
    """Yield the sources that the project, as it is configured now, had at a commit."""
    files = files_at(project.root, commit)
    for collection in project.collections:
        for name, blob in files.items():
            path = PurePosixPath(name)
            inside = path.is_relative_to(collection.source)
            if inside and collection.holds(path.relative_to(collection.source).as_posix()):
                yield _Then(name, collection, blob)


def _is_same(source: Source, then: _Then | None) -> bool:
    """Tell whether a source has the bytes that it had; one that cannot be read has not."""
    try:
        return then is not None and blob_id(read_bytes(source.file, source.name)) == then.blob
    except I18nError:
        return False


def _keys_then(project: Project, sources: Iterable[_Then], outcome: Since) -> dict[str, list[Key]]:
    """Return the messages that sources had, by name; one that cannot be read is a finding."""
    sources = list(sources)
    blobs = read_blobs(project.root, (one.blob for one in sources))
    found = {}
    for one in sources:
        name = f"{outcome.revision}:{one.name}"
        try:
            if one.blob not in blobs:
                raise GitError(f"git does not have this text, blob {one.blob}", path=name, hint=FETCH)
            document = parse_source(project, one.collection, decoded(blobs[one.blob], name), one.name)
        except I18nError as error:
            outcome.fail(error)
        else:
            found[one.name] = list(document.messages)
    return found


def _renamed(lost: Mapping[str, list[Key]], added: Mapping[str, list[Key]]) -> dict[str, str]:
    """Return which of the sources that are gone each added one was: that which shares most of its messages."""
    holders: defaultdict[Key, list[str]] = defaultdict(list)
    for was, keys in lost.items():
        for key in keys:
            holders[key].append(was)
    ranked = []
    for name, keys in added.items():
        shared = Counter(was for key in keys for was in holders.get(key, ()))
        alike = ((number / max(len(keys), len(lost[was])), was) for was, number in shared.items())
        ranked += [(-share, name, was) for share, was in alike if share >= _SAME]
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for _, name, was in sorted(ranked):
        if name not in renamed and was not in taken:
            renamed[name] = was
            taken.add(was)
    return renamed


def _left(project: Project, one: _Now, locale: str, found: Changes, outcome: Since) -> int:
    """Count the new and reworded messages of a document that have no translation to show yet."""
    try:
        opened = sound_catalog(project, one.source, locale)
    except I18nError as error:
        outcome.fail(error)
        return len(found.current)
    outcome.take((), opened.errors)
    keys = set(found.current)
    messages = merge(one.wanted, opened.catalog.messages if opened.catalog else ())
    return sum(message.key in keys and state_of(message) not in SHOWN_AS_MACHINE for message in messages)
