"""A refusal is data: what is said of a translation is made of how it differs from its source."""

from __future__ import annotations

from generated_documents import DIALECTS, documents, hostile
from hypothesis import given
from hypothesis import strategies as st

from i18n import parse
from i18n.difference import sentence

SAYS = {"refused": "the translation was not used, since it ", "destination": "the translation was used, though it "}


@given(st.data())
def test_a_finding_of_a_build_says_its_difference(data):
    """Whatever the translations are: each is refused or repaired for a difference, in places of its message."""
    document = parse(data.draw(documents), data.draw(st.sampled_from(DIALECTS)), messages="all")
    rendering = document.splice({key: data.draw(hostile) for key in document.messages})
    assert len(rendering.findings) == len(rendering.objections)
    for objection, finding in zip(rendering.objections, rendering.findings, strict=True):
        assert finding.difference == objection.difference
        assert finding.message == SAYS[finding.name] + sentence(objection.difference)
        assert (finding.context, finding.msgid) == objection.key
        assert set(finding.places) <= {segment.position for segment in document.messages[objection.key]}


@given(st.data())
def test_no_piece_is_both_lost_and_added(data):
    """Where pieces differ, something is lost or added."""
    document = parse(data.draw(documents), data.draw(st.sampled_from(DIALECTS)), messages="all")
    for objection in document.splice({key: data.draw(hostile) for key in document.messages}).objections:
        lost, added = set(objection.difference.lost), set(objection.difference.added)
        assert not lost & added
        assert lost | added or objection.difference.kind != "pieces"
