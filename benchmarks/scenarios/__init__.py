"""What `revisions.py` lets two checkouts do: each scenario lays out a project and runs commands in it.

A scenario takes a `Side`, which knows the checkout whose commands run, and may be run for one side after the other in
the same folder, so that no path tells them apart. What it lays out comes from the first checkout and from the
corpora, never from the second. A sample of everything is enough where the side is `quick`.
"""

from __future__ import annotations

from scenarios.commands import helps, init, project_files
from scenarios.corpora import DIALECTS, SITES
from scenarios.documents import (
    api,
    commonmark,
    damaged_websoft9,
    fixture_cases,
    mapped,
    site,
    ui_strings,
    versions,
    websoft9,
)
from scenarios.files import broken, exchanged
from scenarios.own import edited, history, own
from scenarios.side import Scenario

SCENARIOS: dict[str, Scenario] = {
    "help": helps,
    "project-files": project_files,
    "init": init,
    "own": own,
    "history": history,
    "edits": edited,
    "exchange": exchanged,
    "broken": broken,
    "fixtures": fixture_cases,
    "strings": ui_strings,
    "api": api,
    "mapped": mapped,
    "versions": versions,
    "damaged": damaged_websoft9,
    **{f"site-{dialect}": site(dialect) for dialect in SITES},
    **{f"commonmark-{dialect}": commonmark(dialect) for dialect in DIALECTS},
    "websoft9": websoft9,
}
"""All scenarios by name; those that tell most in the shortest time first."""
