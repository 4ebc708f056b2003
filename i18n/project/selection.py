"""Which rules a project asks for, where, and how bad their findings are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from i18n.codes import NAMES, chosen, hint_for_selector
from i18n.errors import UsageError
from i18n.model import Finding, Severity
from i18n.patterns import matches

_COMMENT = re.compile(r"\s*i18n:\s*ignore\s+(.*)")
_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules that are asked for. A selector is a code, the start of one (`C3`), a name, or `ALL`."""

    select: tuple[str, ...] = ()
    """What is asked for; nothing means all rules that are on by default."""
    extend_select: tuple[str, ...] = ()
    """What is asked for besides."""
    ignore: tuple[str, ...] = ()
    """What is left out of that."""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What is left out in files whose path matches a pattern: of sources or of PO files."""
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    """Severities other than the rules' own, by code."""

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


def _words(texts: Iterable[str]) -> Iterator[str]:
    return (word for text in texts for word in _SEPARATOR.split(text) if word)
