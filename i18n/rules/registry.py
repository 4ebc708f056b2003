"""All rules. A new rule stands in the file of its section; a new section is a line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from i18n.rules import catalogs, language, markup, sources, terms
from i18n.rules.rule import Rule

SECTIONS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {module.TITLE: module.RULES for module in (catalogs, markup, language, terms, sources)}
)
"""The rules of each section of the handbook, by its title."""

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rules in SECTIONS.values() for rule in rules})
"""All rules by code, in order."""

PAIR_RULES = tuple(rule for rule in RULES.values() if rule.checked_by)
"""The rules about one pair of a text and its translation."""

OPTIONAL = frozenset(code for code, rule in RULES.items() if not rule.by_default)
"""The codes of rules that are off unless asked for."""
