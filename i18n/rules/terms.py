"""C4: how things are called."""

from __future__ import annotations

from i18n.rules.rule import Rule, Severity

TITLE = "Terms"

TERM = Rule(
    "C401",
    "term",
    "Terms are rendered as the glossary has them",
    Severity.WARNING,
    why=(
        "One thing has one name. Asked for are the modes `forced` and `do-not-translate`; `preferred` is advice. The "
        "longest term in the source counts, and English endings and capitals are free."
    ),
    bad="打开安全组 => Open the safety group",
    good="打开安全组 => Open the security groups",
    checked_by="terms",
)
FORBIDDEN_WORD = Rule(
    "C402",
    "forbidden-word",
    "Words that the glossary forbids are not used",
    Severity.ERROR,
    why="A project says that they mislead, or that a house style has another.",
    bad="登录控制台 => Sign in to the console",
    good="登录控制台 => Log in to the console",
    checked_by="terms",
)
INCONSISTENT = Rule(
    "C403",
    "inconsistent",
    "The same source has the same translation everywhere",
    Severity.NOTE,
    why=(
        "A button that has two names is looked for twice. Texts of up to 80 characters that are the same kind of "
        "thing (a heading, a table cell …) are compared, apart from capitals and the mark at the end; what is meant "
        "to differ has a context. Where they differ, what most places say counts as meant."
    ),
    bad="订单管理 => Orders, and elsewhere Order management",
    good="订单管理 => Orders, everywhere",
)

RULES = (
    TERM,
    FORBIDDEN_WORD,
    INCONSISTENT,
)
