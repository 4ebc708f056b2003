"""Which rules a project asks for, where, and how bad their findings are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from i18n.codes import NAMES, chosen, hint_for_selector
from i18n.errors import UsageError
from i18n.model import Finding, Severity
from i18n.patterns import matches
from i18n.project.keys import optional_key
from i18n.project.kinds import TEXTS, choose
from i18n.project.table import Table

_COMMENT = re.compile(r"\s*i18n:\s*ignore\s+(.*)")
"""`i18n: ignore C205, length`"""

_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Selectors:
    """A list of selectors."""

    words: str = "a list of rules"

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the selectors."""
        selectors = table.texts(key)
        for selector in selectors:
            _chosen(table, selector)
        return selectors

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return TEXTS


@dataclass(frozen=True, slots=True)
class SelectorsByPattern:
    """A table from patterns of paths to selectors."""

    words: str = "a table from patterns of paths to lists of rules"

    def read(self, table: Table, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the patterns with their selectors."""
        inner = table.subtable(key)
        return tuple((pattern, Selectors().read(inner, pattern)) for pattern in inner.values)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": TEXTS}


@dataclass(frozen=True, slots=True)
class SeverityBySelector:
    """A table from selectors to severities."""

    words: str = "a table from rules to severities"

    def read(self, table: Table, key: str) -> dict[str, Severity]:
        """Return the codes that the selectors mean, with their severities."""
        inner = table.subtable(key)
        return {
            code: Severity(choose(inner, selector, inner.text(selector), tuple(Severity)))
            for selector in inner.values
            for code in _chosen(inner, selector)
        }

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": {"enum": list(Severity)}}


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules that are asked for. A selector is a code, the start of one (`C3`), a name, or `ALL`."""

    select: tuple[str, ...] = optional_key(
        Selectors(), (), "The rules that are asked for.", otherwise="all that are on by default"
    )
    extend_select: tuple[str, ...] = optional_key(Selectors(), (), "Rules that are asked for besides.")
    ignore: tuple[str, ...] = optional_key(Selectors(), (), "Rules that are left out of those.")
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = optional_key(
        SelectorsByPattern(),
        (),
        "Rules that are left out in files, of sources or of PO files, whose path matches a pattern.",
    )
    severity: Mapping[str, Severity] = optional_key(
        SeverityBySelector(), MappingProxyType({}), "Severities of findings other than the rules' own."
    )

    def codes(self, optional: frozenset[str]) -> frozenset[str]:
        """Return the codes asked for; `optional` are those of rules that are off unless they are named."""
        wanted = union(self.select) if self.select else frozenset(NAMES) - optional
        return (wanted | union(self.extend_select)) - union(self.ignore)

    def ignored(self, *paths: str) -> frozenset[str]:
        """Return the codes that are left out in a file; its paths are those of its source and its PO file."""
        if not self.per_file_ignores:
            return frozenset()
        here = (names for pattern, names in self.per_file_ignores if any(matches(path, [pattern]) for path in paths))
        return frozenset().union(*map(union, here))

    def graded(self, finding: Finding) -> Finding:
        """Return a finding with the severity that the project gives it."""
        severity = self.severity.get(finding.code) if self.severity else None
        return replace(finding, severity=severity) if severity else finding

    def narrowed(self, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """Return the selection with what a command line asks for; raises UsageError for an unknown selector."""
        select, ignore = list(_words(select)), list(_words(ignore))
        for selector in (*select, *ignore):
            if not chosen(selector):
                raise UsageError(f"there is no rule “{selector}”", hint=hint_for_selector(selector))
        extend = () if select else self.extend_select
        return replace(self, select=tuple(select) or self.select, extend_select=extend, ignore=(*self.ignore, *ignore))


def union(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that some selectors mean."""
    return frozenset().union(*map(chosen, selectors))


def ignored_by(comments: Iterable[str]) -> tuple[frozenset[str], list[str]]:
    """Return the codes that translators' comments tell to ignore (`# i18n: ignore C205`), and unknown selectors."""
    selectors = list(_words(match[1] for match in map(_COMMENT.match, comments) if match))
    return union(selectors), [selector for selector in selectors if not chosen(selector)]


def _chosen(table: Table, selector: str) -> frozenset[str]:
    if not (codes := chosen(selector)):
        raise table.error(f"there is no rule “{selector}”", hint_for_selector(selector))
    return codes


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in _SEPARATOR.split(text) if word)
