"""C1: whether a translation is complete, and its catalogs sound."""

from __future__ import annotations

from i18n.rules.rule import Rule, Severity

TITLE = "Completeness and catalogs"

EMPTY = Rule(
    "C101",
    "empty",
    "Each message has a translation",
    Severity.ERROR,
    why="An error where less is done than `--min` asks for, else a warning.",
    bad="a message without msgstr",
    good="a message with one",
)
MACHINE_ONLY = Rule(
    "C102",
    "machine-only",
    "Each message was translated or reviewed by a person",
    Severity.ERROR,
    why="Where `--require human` is asked for; like `empty` otherwise.",
    bad="a machine's work, fuzzy, with its `# mt:` mark",
    good="the same, reviewed: no longer fuzzy",
)
STALE = Rule(
    "C103",
    "stale",
    "A machine's work was made from the text as it is now",
    Severity.ERROR,
    why="The source changed after the machine read it; a build shows the source. Like `empty` otherwise.",
    bad="a `# mt:` mark with the hash of an older msgid",
    good="translated again",
)
NEEDS_WORK = Rule(
    "C104",
    "needs-work",
    "No message is marked as needing work",
    Severity.ERROR,
    why="A fuzzy message is not shown. Like `empty` otherwise.",
    bad="a person's translation, fuzzy",
    good="the same, looked at: no longer fuzzy",
)
OUTDATED_CATALOG = Rule(
    "C105",
    "outdated-catalog",
    "Each catalog has the messages of its source as it is now",
    Severity.WARNING,
    why="Translators work on a text that is gone, and do not see the new one.",
    bad="a source that changed after `i18n update`",
    good="`i18n update`, and its result committed",
)
ORPHAN = Rule(
    "C106",
    "orphan",
    "Each catalog belongs to a source",
    Severity.WARNING,
    why="Nothing reads a catalog whose source is gone; it is kept in case that source comes back.",
    bad="a PO file without a source",
    good="the PO file renamed along with its source",
)
CATALOG_ERROR = Rule(
    "C107",
    "catalog-error",
    "Each PO file can be read whole",
    Severity.ERROR,
    why="A syntax error, the markers of a merge conflict, two messages with one key. It cannot be ignored.",
    bad="`<<<<<<< HEAD` in a PO file",
    good="the conflict resolved",
)
OUTDATED_TEMPLATE = Rule(
    "C108",
    "outdated-template",
    "Each template, where there is one, has the messages of its source",
    Severity.NOTE,
    why="Tools that start new languages read the templates.",
    bad="a source that changed after `i18n extract`",
    good="`i18n extract` once more",
)
COVERAGE = Rule(
    "C109",
    "coverage",
    "All text of a source can be translated",
    Severity.WARNING,
    why="Text that no rule of ours could read stays as it is in every locale.",
    bad="text in markup that is not understood",
    good="the same written in another way",
)
UNKNOWN_RULE = Rule(
    "C110",
    "unknown-rule",
    "Rules that a comment tells to ignore exist",
    Severity.WARNING,
    why="A slip in `# i18n: ignore …` hides nothing.",
    bad="`# i18n: ignore C999`",
    good="`# i18n: ignore C203`",
)
NO_MATCH = Rule(
    "C111",
    "no-match",
    "What the table `[check]` says of paths is said of some document",
    Severity.WARNING,
    why="A pattern that matches nothing asks for nothing.",
    bad='`pattern = "guids/**"`',
    good='`pattern = "guides/**"`',
)

RULES = (
    EMPTY,
    MACHINE_ONLY,
    STALE,
    NEEDS_WORK,
    OUTDATED_CATALOG,
    ORPHAN,
    CATALOG_ERROR,
    OUTDATED_TEMPLATE,
    COVERAGE,
    UNKNOWN_RULE,
    NO_MATCH,
)
