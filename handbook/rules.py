"""The rules of `i18n check`, section by section."""

from __future__ import annotations

from i18n.rules.registry import SECTIONS
from i18n.rules.rule import Rule


def every_rule() -> str:
    """Return a section for each hundred of codes, with what each of its rules says of itself."""
    return "\n".join(_section(title, rules) for title, rules in SECTIONS.items())


def _section(title: str, rules: tuple[Rule, ...]) -> str:
    return f"### {rules[0].code[:2]}: {title}\n\n" + "\n".join(map(_page, rules))


def _page(rule: Rule) -> str:
    off = "" if rule.by_default else ", off by default"
    return (
        f"#### {rule.code} {rule.name}\n\n{rule.title}. *{rule.severity.capitalize()}{off}.*\n{rule.why}\n\n"
        f"{_examples(rule)}\n"
    )


def _examples(rule: Rule) -> str:
    """Return both examples: as they are written in a document or a catalog, or in words."""
    if " => " in rule.bad or rule.bad.startswith("[source]"):
        return f"```\nbad:  {rule.bad}\ngood: {rule.good}\n```"
    return f"* bad: {rule.bad}\n* good: {rule.good}"
