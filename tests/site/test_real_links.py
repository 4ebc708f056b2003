"""The links of a real site, before and after every text is translated; the corpora lie beside the checkout."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

LINKS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "links.py"))


@pytest.fixture(scope="module")
def site(corpora, tmp_path_factory):
    """Make a project of the part of a real site that links to headings most, each text pseudo-translated."""
    root = tmp_path_factory.mktemp("site")
    LINKS["prepare"](root, corpora / "websoft9" / "zh" / "version-1.0" / "apps")
    return root


@pytest.mark.parametrize(("policy", "broken"), [("off", True), ("pin", False), ("rewrite", False), ("pin-all", False)])
def test_translating_breaks_no_link(site, policy, broken):
    """Read back from the built files alone, nothing leads nowhere that led somewhere; but where ids are left alone."""
    _, new = LINKS["measured"](site, policy)
    assert bool(new["anchor"]) == broken
    assert (new["link"], new["image"]) == (0, 0)
