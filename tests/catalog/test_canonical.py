"""A PO file is read by a pattern where that can be done, else by polib: both give the same catalog."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.canonical import read_canonical
from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import _parsed, field_lines, write_catalog

text = st.text(st.sampled_from(list('aé文😀 \n\t"\\\r\v\b\f\u2028\x85%:#')), max_size=12)
word = st.text(st.sampled_from(list("ab文·é.-")), min_size=1, max_size=6)
comment = st.one_of(st.just(""), word.map(lambda found: " " + found))
messages = st.builds(
    Message,
    text.filter(bool),
    text,
    st.one_of(st.none(), text),
    st.lists(comment, max_size=2),
    st.lists(word, max_size=2),
    st.lists(word, max_size=2, unique=True),
    st.sampled_from([[], ["no-wrap"], ["md-text"], ["no-wrap", "md-text"]]),
)
messages = st.tuples(messages, st.booleans()).map(
    lambda pair: replace(pair[0], flags=["fuzzy"] * (pair[1] and bool(pair[0].msgstr)) + pair[0].flags)
)
previous = st.one_of(
    st.just([]),
    text.map(lambda msgid: field_lines("msgid", msgid)),
    st.tuples(text, text).map(lambda pair: [*field_lines("msgctxt", pair[0]), *field_lines("msgid", pair[1])]),
)
messages = st.tuples(messages, previous).map(lambda pair: replace(pair[0], previous=pair[1]))


def resting(found, count):
    """Return messages of which the last are obsolete."""
    first = len(found) - min(count, len(found))
    rest = [replace(message, obsolete=True, extracted=[], references=[]) for message in found[first:]]
    return found[:first] + rest


catalogs = st.builds(
    Catalog,
    st.just({"Project-Id-Version": "guides", "Content-Type": "text/plain; charset=UTF-8", "X-Own": ""}),
    st.builds(resting, st.lists(messages, max_size=4, unique_by=lambda message: message.key), st.integers(0, 3)),
    st.lists(comment, max_size=2),
)


@given(catalogs)
def test_what_we_write_is_read_back_by_pattern_and_by_polib(catalog):
    """Both readers return exactly what was written, at the same lines."""
    written = write_catalog(catalog)
    by_pattern, by_polib = read_canonical(written, notes=True), _parsed(written, "x.po", notes=True)
    assert by_pattern == catalog
    assert by_polib == catalog
    assert [message.line for message in by_pattern.messages] == [message.line for message in by_polib.messages]


@given(catalogs, st.data())
def test_a_damaged_file_reads_alike_or_not_at_all(catalog, data):
    """A file that lost or doubled a character is read by pattern as polib would, or left to polib."""
    written = write_catalog(catalog)
    at = data.draw(st.integers(0, len(written) - 1))
    damaged = written[:at] + data.draw(st.sampled_from(["", written[at] * 2, '"', "\n", "\\", "#"])) + written[at + 1 :]
    by_pattern = read_canonical(damaged, notes=True)
    if by_pattern is not None:
        assert by_pattern == _parsed(damaged, "x.po", notes=True)


def test_plurals_are_left_to_polib():
    """The pattern knows none; the catalog is read whole all the same."""
    plural = Message("甲", plural="甲", plurals=["a", "as"])
    written = write_catalog(Catalog({"Language": "en"}, [plural]))
    assert read_canonical(written, notes=True) is None
    assert _parsed(written, "x.po", notes=True).messages == [plural]
