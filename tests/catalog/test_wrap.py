"""The form of `msgcat`, without wrapping for any catalog, and wrapped where a project asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import field_lines, read_catalog, write_catalog
from i18n.catalog.wrap import wrapped
from i18n.errors import ConfigurationError

HEADER = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8", "X-Long": "word " * 30 + "end"}
KNOWN = ("fuzzy", "c-format", "no-python-format", "no-wrap")
UNKNOWN = ("md-text", "ignore-inline-tags")

texts = st.text(st.sampled_from(list('aé文。😀 \n\t"\\%:#~|{}\u2028')), max_size=12).flatmap(
    lambda text: st.sampled_from([text, text * 12])
)
files = st.sampled_from(["source/a.md", "source/市场/订单.md", "a%20b.md", "x" * 90])
references = st.one_of(files, st.builds("{}:{}".format, files, st.integers(1, 9999)))


def message(msgid, msgstr, plural, **fields):
    """Make a message with or without a plural."""
    return Message(
        msgid, **({"plural": "many", "plurals": [msgstr, msgid]} if plural else {"msgstr": msgstr}), **fields
    )


messages = st.builds(
    message,
    texts.filter(bool),
    texts,
    st.booleans(),
    msgctxt=st.none() | texts,
    comments=st.lists(st.sampled_from(["", " a  b", " 订单 " * 20 + "x", ' msgid "x"', " | bar"]), max_size=3),
    extracted=st.lists(st.sampled_from(["paragraph · 订单", "long " * 30 + "end"]), max_size=2),
    references=st.lists(references, max_size=12),
    flags=st.lists(st.sampled_from([*KNOWN, *UNKNOWN]), max_size=4),
    previous=st.just([]) | texts.filter(bool).map(lambda text: field_lines("msgid", text)),
    obsolete=st.booleans(),
)
tails = st.sampled_from([[], ["# the end", "#", "# of it"]])
catalogs = st.builds(
    lambda found, comments, tail: Catalog(
        HEADER, sorted(found, key=lambda message: message.obsolete), comments, [], tail
    ),
    st.lists(messages, min_size=1, max_size=5, unique_by=lambda message: message.key),
    st.sampled_from([[], [" about", ""]]),
    tails,
)


def as_gettext_knows_it(catalog):
    """Return a catalog without what msgcat drops: a tail, obsolete messages without text, and unknown flags.

    It takes a message for untranslated that has nothing in its first plural form, and drops a fuzzy flag there.
    """
    kept = []
    for message in catalog.messages:
        first = [message.msgstr, *message.plurals[:1]]
        unknown = UNKNOWN if any(first) else (*UNKNOWN, "fuzzy")
        if any(first) or not message.obsolete:
            kept.append(replace(message, flags=[flag for flag in message.flags if flag not in unknown]))
    return replace(catalog, messages=kept, tail=[])


@given(catalog=catalogs)
def test_whatever_is_written_is_a_fixed_point_of_msgcat(catalog, gettext):
    """Except for what gettext does not know, which we keep."""
    written = write_catalog(as_gettext_knows_it(catalog))
    if not as_gettext_knows_it(catalog).messages:
        return  # of a header alone, msgcat makes an empty file
    done = gettext("msgcat", "--no-wrap", "-", text=written)
    assert done.stdout.decode() == written, done.stderr.decode()


@settings(max_examples=40)
@given(catalog=catalogs, width=st.sampled_from([20, 79]))
def test_wrapped_is_what_msgcat_makes_of_it_and_nothing_is_lost(catalog, width, gettext):
    """Reading gives the same catalog, wrapping twice is wrapping once, and the lines are msgcat's own."""
    gettext("msgcat", "--version")
    text = write_catalog(catalog)
    result = wrapped(text, width, "a.po")
    assert read_catalog(result, "a.po") == read_catalog(text, "a.po")
    assert wrapped(result, width, "a.po") == result
    known = as_gettext_knows_it(catalog)
    if known == catalog and known.messages:
        assert gettext("msgcat", f"--width={width}", "-", text=result).stdout.decode() == result


CONFIGURATION = 'locales = ["en"]\nwrap = 40\n\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
LONG = "这是一段很长的文字，" * 10 + "到这里为止。"


def test_a_project_that_asks_for_it_gets_wrapped_files(project, run, gettext, stamps):
    """Update and extract write them so; a second update writes nothing, and a build reads them as ever."""
    gettext("msgcat", "--version")
    root = project({"a.md": f"{LONG}\n\n甲\n"}, CONFIGURATION)
    assert run("--project", root, "update")[0] == 0
    assert run("--project", root, "extract")[0] == 0
    file = root / "locales/en/LC_MESSAGES/a.po"
    text = file.read_text("utf-8").replace('msgid "甲"\nmsgstr ""', '#, md-text\nmsgid "甲"\nmsgstr "A"')
    assert 'msgid ""\n"这是一段很长的文字，' in text
    assert 'msgid ""\n"这是一段很长的文字，' in (root / "locales/templates/a.pot").read_text("utf-8")
    file.write_text(text, "utf-8")
    before = stamps(root)
    assert run("--project", root, "update")[0] == 0
    assert stamps(root) == before
    (root / "source/a.md").write_text(f"{LONG}\n\n甲\n\n乙\n", "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert "#, md-text\n" in file.read_text("utf-8")
    assert max(map(len, file.read_text("utf-8").split("\n"))) < 60
    assert run("--project", root, "build")[0] == 0
    assert (root / "build/en/a.md").read_text("utf-8") == f"{LONG}\n\nA\n\n乙\n"


def test_without_msgcat_the_error_says_what_to_install(project, run, monkeypatch):
    """And nothing is written."""
    monkeypatch.setenv("PATH", "")
    root = project({"a.md": "甲\n"}, CONFIGURATION)
    code, _, err = run("--project", root, "update")
    assert code != 0
    assert "error: “wrap” needs the program msgcat, which is not installed" in err
    assert "hint: install GNU gettext, or remove “wrap” from the project file" in err
    assert not list(root.rglob("*.po"))
    with pytest.raises(ConfigurationError):
        wrapped(write_catalog(Catalog(HEADER, [Message("甲")])), 79, "a.po")


@pytest.mark.parametrize("value", ["true", '"79"', "5", "-1", "79.5"])
def test_a_width_is_a_number_of_columns(project, run, value):
    """Anything else is a wrong configuration."""
    root = project({"a.md": "甲\n"}, CONFIGURATION.replace("wrap = 40", f"wrap = {value}"))
    code, _, err = run("--project", root, "update")
    assert (code, "“wrap” must be a number of columns, 20 or more" in err) == (2, True)
