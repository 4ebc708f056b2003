"""Terms, and how each must be rendered: read from a table, found by the longest match.

A table has the columns `source`, `target`, `mode` and `note`. `do-not-translate`: the term stays as it is;
`forced`: always this rendering; `preferred`: this rendering unless the sentence asks for another;
`forbidden`: this word must not be used for the term, or, without a source, nowhere. Several rows for one
source are several renderings, each good.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from i18n.errors import ConfigurationError
from i18n.model import Position, Span
from i18n.suggestions import did_you_mean

Mode: TypeAlias = Literal["do-not-translate", "forced", "preferred", "forbidden"]
"""What a row asks for."""

MODES: tuple[Mode, ...] = ("do-not-translate", "forced", "preferred", "forbidden")
"""All of them."""

_COLUMNS = ("source", "target", "mode", "note")
# `Elastic Cloud Server (ECS)`: either name will do.
_BOTH_NAMES = re.compile(r"(.+?) \(([^()]+)\)")
_WORD = re.compile(r"\w+|\W+")
_ASCII = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary."""

    source: str
    """The term in the source language; empty for a word that is forbidden everywhere."""
    target: str
    """How it must be rendered, or what must not be used."""
    mode: Mode = "forced"
    """What is asked for."""
    note: str = ""
    """What it is, and when it does not hold, for people."""


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a source text."""

    span: Span
    """Where it stands."""
    terms: tuple[Term, ...]
    """Its renderings, and words forbidden for it."""


@dataclass(frozen=True)
class Glossary:
    """The terms of one locale."""

    terms: tuple[Term, ...] = ()
    """Its rows, in order."""

    @cached_property
    def by_source(self) -> dict[str, tuple[Term, ...]]:
        """The rows of each source term, in lower case."""
        rows: defaultdict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            if term.source:
                rows[term.source.lower()].append(term)
        return {source: tuple(terms) for source, terms in rows.items()}

    @cached_property
    def forbidden(self) -> tuple[Term, ...]:
        """The words that must not be used anywhere."""
        return tuple(term for term in self.terms if not term.source)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the terms in a source text from left to right, of those that start in one place the longest."""
        if not self.by_source:
            return
        for term in self._pattern.finditer(text):
            yield Match(Span(*term.span()), self.by_source[_key(term[0])])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.by_source, key=len, reverse=True)
        return re.compile("|".join(map(_source_pattern, longest_first)), re.IGNORECASE)


NO_TERMS = Glossary()
"""The glossary of a locale that has none."""


def rendered(term: Term, text: str) -> re.Match[str] | None:
    """Find a term's target in a text: as it is, or as its language inflects it.

    A product's name must be spelled as it is; of other words the case is free, and each may have an
    English ending. Of `Elastic Cloud Server (ECS)` either name will do.
    """
    return _target_pattern(term.target, term.mode == "do-not-translate").search(text)


def _key(words: str) -> str:
    return re.sub(r"\s+", " ", words).lower()


def _source_pattern(source: str) -> str:
    start = r"(?<![A-Za-z0-9])" if _ASCII.match(source[0]) else ""
    end = r"(?![A-Za-z0-9])" if _ASCII.match(source[-1]) else ""
    return start + re.escape(source).replace(r"\ ", r"\s+") + end


@lru_cache(maxsize=4096)
def _target_pattern(target: str, exact: bool) -> re.Pattern[str]:
    names = [target]
    if both := _BOTH_NAMES.fullmatch(target):
        names += both.groups()
    forms = "|".join(map(re.escape, names) if exact else map(_inflected, names))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", 0 if exact else re.IGNORECASE)


def _inflected(name: str) -> str:
    """Return a pattern for a name, each word of it with the endings that English has for it."""
    return "".join(_forms(part) if part[0].isalnum() else _gap(part) for part in _WORD.findall(name))


def _forms(word: str) -> str:
    if not word.isalpha() or len(word) < 3:
        return re.escape(word) + "s?"
    if word.endswith("e"):
        return re.escape(word[:-1]) + r"(?:e|es|ed|ing|er|al)"
    if word.endswith("y"):
        return re.escape(word[:-1]) + r"(?:y|ies|ied|ying|ys)"
    last = re.escape(word[-1])
    return re.escape(word) + rf"(?:s|es|{last}?ed|{last}?ing|al)?(?:['’]s?)?"


def _gap(blanks: str) -> str:
    return r"[\s*_-]+" if blanks.isspace() or blanks == "-" else re.escape(blanks)


def read_glossary(text: str, path: str, separator: str = ",") -> Glossary:
    """Read a table of terms, `separator` between its columns; raises ConfigurationError with the line."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        _check_header(header, path)
        terms = [_term(dict(zip(header, row, strict=False)), path, rows.line_num) for row in rows if any(row)]
    except csv.Error as error:
        raise ConfigurationError(f"not a table: {error}", path=path, position=Position(rows.line_num, 1)) from None
    return Glossary(tuple(terms))


def _check_header(header: Iterable[str], path: str) -> None:
    header = list(header)
    hint = f"the first line names the columns: {', '.join(_COLUMNS)}"
    for name in header:
        if name not in _COLUMNS:
            raise ConfigurationError(f"unknown column “{name}”", path=path, position=Position(1, 1), hint=hint)
    for name in ("source", "target"):
        if name not in header:
            raise ConfigurationError(f"the column “{name}” is missing", path=path, position=Position(1, 1), hint=hint)


def _term(row: dict[str, str], path: str, line: int) -> Term:
    source, target, mode, note = (row.get(name, "").strip() for name in _COLUMNS)
    mode = mode or "forced"
    position = Position(line, 1)
    if mode not in MODES:
        hint = did_you_mean(mode, MODES, "known modes")
        raise ConfigurationError(f"unknown mode “{mode}”", path=path, position=position, hint=hint)
    if mode == "do-not-translate":
        target = target or source
    if not target or (not source and mode != "forbidden"):
        hint = "a row has a source and a target; only a forbidden word may have no source"
        raise ConfigurationError("a term is empty", path=path, position=position, hint=hint)
    return Term(" ".join(source.split()), target, mode, note)
