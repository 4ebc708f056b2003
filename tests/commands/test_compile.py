"""`i18n compile`: MO files that say what those of msgfmt say."""

from __future__ import annotations

import io
import json
from gettext import GNUTranslations

from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.compiled import compile_catalog
from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import write_catalog

HEADER = {
    "Language": "en",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
PO = "locales/en/LC_MESSAGES"
texts = st.text(st.sampled_from(list("ab文😀 \n")), min_size=1, max_size=6)


def message(msgid, texts, plural, **fields):
    """Make a message with or without a plural."""
    if plural:
        return Message(msgid, plural="many", plurals=texts, **fields)
    return Message(msgid, texts[0], **fields)


messages = st.builds(
    message,
    texts,
    st.lists(st.just("") | texts, min_size=2, max_size=2),
    st.booleans(),
    msgctxt=st.none() | st.just("") | texts,
    flags=st.sampled_from([[], ["fuzzy"]]),
    obsolete=st.booleans(),
)
catalogs = st.builds(
    Catalog,
    st.just(HEADER),
    st.lists(messages, min_size=1, max_size=6, unique_by=lambda message: message.key),
    flags=st.sampled_from([[], ["fuzzy"]]),
)


def looked_up(data):
    """Return what Python's gettext reads in an MO file."""
    return GNUTranslations(io.BytesIO(data))._catalog


@given(catalog=catalogs)
def test_python_reads_what_it_reads_in_that_of_msgfmt(catalog, gettext):
    """Contexts, plurals, line ends; without fuzzy, empty and obsolete messages."""
    theirs = gettext("msgfmt", "-o", "-", "-", text=write_catalog(catalog)).stdout
    assert looked_up(compile_catalog(catalog)) == looked_up(theirs)


@given(catalog=catalogs)
def test_msgunfmt_reads_what_it_reads_in_that_of_msgfmt(catalog, gettext, tmp_path_factory):
    """GNU gettext finds nothing wrong with it."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "ours.mo").write_bytes(compile_catalog(catalog))
    (folder / "theirs.mo").write_bytes(gettext("msgfmt", "-o", "-", "-", text=write_catalog(catalog)).stdout)
    ours, theirs = (gettext("msgunfmt", folder / name) for name in ("ours.mo", "theirs.mo"))
    assert (ours.returncode, ours.stdout) == (0, theirs.stdout)


def test_each_po_file_gets_its_mo_file(project, run, fill, stamps):
    """In its folder; a second run writes nothing, and a file that is broken keeps what it had."""
    root = project({"a.md": "甲\n", "b/c.md": "乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    assert run("--project", root, "compile")[:2] == (0, "2 catalogs compiled, 2 changed\n")
    assert looked_up((root / PO / "a.mo").read_bytes())["甲"] == "A"
    assert (root / PO / "b/c.mo").is_file()
    before = stamps(root)
    assert json.loads(run("--project", root, "compile", "en", "--json")[1])["written"] == 0
    assert stamps(root) == before
    file = root / PO / "a.po"
    file.write_text(file.read_text("utf-8") + "nonsense\n", "utf-8")
    code, out, err = run("--project", root, "compile")
    assert (code, out) == (1, "1 catalog compiled, 0 changed\n")
    assert f"{PO}/a.po:" in err
    assert looked_up((root / PO / "a.mo").read_bytes())["甲"] == "A"
