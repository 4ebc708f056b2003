"""Edits that writers make to real guides: what they cost the translators."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "history.py"
specification = importlib.util.spec_from_file_location("history", SCRIPT)
history = importlib.util.module_from_spec(specification)
sys.modules["history"] = history
specification.loader.exec_module(history)


@pytest.fixture(scope="module")
def edits():
    return history.read_edits()


def test_there_are_many_edits(edits):
    """Thirty at least, each told apart by its title."""
    assert len({edit["title"] for edit in edits}) == len(edits) >= 30


@pytest.mark.parametrize("edit", history.read_edits(), ids=lambda edit: edit["title"])
def test_an_edit_loses_nothing_and_troubles_nobody_without_need(edit):
    """No translation is lost; fuzzy are at most the messages whose words changed."""
    cost = history.cost_of(edit, history.ours)
    assert cost.lost == 0
    assert cost.fuzzy <= edit.get("reworded", 0)
    assert cost.kept > 800
