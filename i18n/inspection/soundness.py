"""Soundness of documents and their translations: which rules are asked for, and what they find."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_MACHINE, state_of
from i18n.checks.inconsistent import Consistency
from i18n.checks.pair import Pair, Setting
from i18n.checks.registry import checks_of, findings_of
from i18n.checks.sources import dead_emphasis, missing_files
from i18n.codes import CODES, hint_for_selector
from i18n.document import Document
from i18n.localizing.translated import TranslatedDocument
from i18n.markdown.dialect import Dialect
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.inline.read import InlineReader
from i18n.model import Finding, Key, Severity
from i18n.project import Project
from i18n.project.selection import Selection, ignored_by
from i18n.rules.registry import OPTIONAL
from i18n.workspace.catalogs import OpenedCatalog, located
from i18n.workspace.glossaries import open_glossary
from i18n.workspace.held import Held
from i18n.workspace.readers import reader_of
from i18n.workspace.sources import Source

_MOST_PAIRS = 20_000
"""Pairs of texts whose findings are held, per locale and dialect, so that memory does not grow with a project."""
_OF_MARKDOWN = frozenset(code for code in CODES.values() if code.startswith("C2"))
"""Rules that read a text as Markdown; of UI strings a build itself says what a translation loses or adds."""

_PairKey: TypeAlias = tuple[str, str, str | None, tuple[str, ...]]
"""What the findings of a pair depend on: source, translation, context and kinds."""
_PairFindings: TypeAlias = Held[_PairKey, tuple[Finding, ...]]


class Soundness:
    """Checks documents one by one; keeps nothing of them but a bounded number of texts.

    The versions of a site, and pages made from one template, have much in common: a pair is looked at once.
    """

    def __init__(self, project: Project, selection: Selection, locales: Iterable[str]) -> None:
        """Prepare the rules of a selection; raises ConfigurationError for a glossary that cannot be read."""
        self.project = project
        self.selection = selection
        self.codes = selection.codes(OPTIONAL)
        self._checks = checks_of(self.codes)
        self._glossaries = {locale: open_glossary(project, locale) for locale in locales}
        self._held: dict[tuple[str, Dialect], _PairFindings] = {}

    def chosen(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield those findings that are asked for where they are, as bad as the project says.

        No selection hides an error: a file that could not be read was not checked.
        """
        for finding in findings:
            code = finding.code
            if finding.is_error_of_file or (
                code in self.codes and code not in self.selection.ignored(finding.path, finding.source)
            ):
                yield self.selection.graded(finding)

    def of_source(self, source: Source, document: Document) -> Iterator[Finding]:
        """Yield what is wrong with a source."""
        if not isinstance(document, MarkdownDocument):
            return
        if CODES["dead-emphasis"] in self.codes:
            yield from (replace(finding, path=source.name, source=source.name) for finding in dead_emphasis(document))
        if self.codes & {CODES["missing-file"], CODES["missing-image"]}:
            folder = str(source.file.parent)
            missing = missing_files(document, lambda path: os.path.exists(f"{folder}/{path}"))  # noqa: PTH110
            yield from (replace(finding, path=source.name) for finding in missing)

    def of_catalog(
        self,
        source: Source,
        document: Document,
        locale: str,
        opened: OpenedCatalog,
        consistency: Consistency,
        translated: TranslatedDocument | None = None,
    ) -> Iterator[Finding]:
        """Yield what is wrong with the translations in a document's catalog that a build would show.

        What can only be told from all documents of the locale is noted in `consistency`. `translated` is the document
        with its translations, where somebody has put them in already.
        """
        active = opened.catalog.active if opened.catalog else ()
        shown = [message for message in active if state_of(message) in SHOWN_AS_MACHINE]
        by_rules = list(self._by_rules(source, document, locale, opened.name, shown, consistency))
        texts: dict[str | Key, str] = {message.key: message.msgstr for message in shown}
        rendering = translated.rendering if translated and translated.texts == texts else document.splice(texts)
        said_by_rules = {(finding.context, finding.msgid) for finding in by_rules if finding.difference}
        unsaid = [objection.finding for objection in rendering.objections if objection.key not in said_by_rules]
        yield from located([*by_rules, *unsaid], opened.name, opened.catalog, source)

    def _by_rules(
        self,
        source: Source,
        document: Document,
        locale: str,
        name: str,
        shown: Iterable[Message],
        consistency: Consistency,
    ) -> Iterator[Finding]:
        """Yield what the rules find in the messages of a catalog, whose name is given."""
        reader = reader_of(document)
        setting = self._setting(reader, locale)
        held = self._held_for(reader, locale)
        codes = self.codes - self.selection.ignored(name, source.name)
        if not isinstance(document, MarkdownDocument):
            codes -= _OF_MARKDOWN
        for message in shown:
            kinds = tuple(segment.kind for segment in document.messages.get(message.key, ()))
            pair = Pair(message.msgid, message.msgstr, setting, message.msgctxt, kinds)
            asked = codes
            if message.comments:
                ignored, unknown = ignored_by(message.comments)
                asked -= ignored
                yield from (_unknown_rule(word, message.msgid) for word in unknown)
            yield from (finding for finding in self._findings(pair, held) if finding.code in asked)
            if CODES["inconsistent"] in asked:
                consistency.add(pair, name, message.line, source.name)

    def _findings(self, pair: Pair, held: _PairFindings) -> tuple[Finding, ...]:
        """Return what all rules find in a pair."""
        key = pair.source, pair.target, pair.context, pair.kinds
        findings = held.get(key)
        if findings is None:
            findings = tuple(findings_of(pair, self._checks))
            held.hold(key, findings, 1)
        return findings

    def _held_for(self, reader: InlineReader, locale: str) -> _PairFindings:
        """Return the findings of pairs that are read as those of a document are."""
        if reader.definitions:
            return Held(_MOST_PAIRS)  # of this document alone
        return self._held.setdefault((locale, reader.dialect), Held(_MOST_PAIRS))

    def _setting(self, reader: InlineReader, locale: str) -> Setting:
        return Setting(
            reader.read,
            locale,
            self.project.source_locale,
            self._glossaries[locale],
            self.project.check.heading_case,
        )


def _unknown_rule(word: str, msgid: str) -> Finding:
    text = f"there is no rule “{word}” to ignore"
    return Finding("unknown-rule", text, Severity.WARNING, msgid=msgid, hint=hint_for_selector(word))
