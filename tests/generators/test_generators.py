"""Site generators: what holds for each that is listed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.generators.configuration import Mention, Unread, read_configuration
from i18n.generators.listing import DIALECT_NAMES, FORMATS, GENERATORS
from i18n.generators.recognition import REPOSITORIES, recognised
from i18n.project import find_project
from i18n.site.routes import Page, Site

ROOT = Path(__file__).parents[2]
MARKED = [
    pytest.param(name, mark, source, id=f"{name}: {mark}, {source}")
    for name, repository in REPOSITORIES.items()
    for mark in repository.marks
    for source in repository.sources
]


@pytest.mark.parametrize("name", DIALECT_NAMES)
def test_a_generator_has_the_name_of_its_file(name):
    """So that it is found without looking."""
    assert GENERATORS[name].name == name
    assert import_module(f"i18n.generators.{name}").GENERATOR is GENERATORS[name]


@pytest.mark.parametrize("name", [name for name in REPOSITORIES if REPOSITORIES[name].marks])
def test_nobody_else_asks_for_a_generator_by_its_name(name):
    """What is different of it is said in its file, in words that others ask for; an example of a rule may name one."""
    files = (file for file in (ROOT / "i18n").rglob("*.py") if file.parent.name != "generators")
    named = {file.name for file in files if name in file.read_text("utf-8").lower()}
    assert named <= {"markup.py"}


@pytest.mark.parametrize(("name", "mark", "source"), MARKED)
def test_a_repository_is_recognised_and_set_up(tmp_path, run, name, mark, source):
    """By each of its marks, with its guides in each of their usual places; what init writes can be worked with."""
    repository = REPOSITORIES[name]
    file = tmp_path / mark.replace("*", "x")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(repository.mention, "utf-8")
    (tmp_path / source).mkdir(parents=True, exist_ok=True)
    guides = next(folder for folder in repository.sources if (tmp_path / folder).is_dir())
    (tmp_path / guides / "a.md").write_text("# 标题\n", "utf-8")
    assert recognised(tmp_path) == (name, repository)
    assert run("--project", tmp_path, "init", "en", "fr")[0] == 0
    assert [collection.dialect for collection in find_project(tmp_path).collections] == [name]
    assert run("--project", tmp_path, "update")[0] == 0
    assert run("--project", tmp_path, "build")[0] == 0


@pytest.mark.parametrize("name", [name for name in REPOSITORIES if REPOSITORIES[name].strings])
def test_ui_strings_are_found(tmp_path, run, name):
    """Where a repository has some, init writes a collection for them, in a format of the generator."""
    repository = REPOSITORIES[name]
    strings = repository.strings
    for pattern, text in ((repository.marks[0], repository.mention), (strings.file, "{}"), ("a.md", "# 标题\n")):
        folder = tmp_path / repository.sources[0] if pattern == "a.md" else tmp_path
        file = folder / pattern.replace("*", "-CN")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert run("--project", tmp_path, "init")[0] == 0
    [guides, texts] = find_project(tmp_path).collections
    assert (guides.format, texts.format) == ("markdown", strings.format)
    assert FORMATS[strings.format] in GENERATORS[name].formats


folders = st.sampled_from(["a", "Guide", "01-x", "_x", "甲 乙"])
files = st.sampled_from(
    ["a.md", "b.mdx", "Guide.md", "02-x.md", "index.md", "README.md", "_index.md", "_x.mdx", "丙 丁.md"]
)
paths = st.builds(lambda above, name: "/".join([*above, name]), st.lists(folders, max_size=2), files)
steps = st.one_of(folders, files, st.sampled_from(["b", "index.html", "..", ".", ""]))


@given(st.sampled_from(DIALECT_NAMES), paths, st.sampled_from(["", "/start", "x/y"]), st.sampled_from(["", "first"]))
def test_each_page_has_a_route(dialect, path, slug, own):
    """It starts at the root of the collection and holds no step upwards; all but the root itself lead to the page."""
    page = Page("docs", path, dialect, slug, own)
    assert page.route.startswith("/")
    assert ".." not in page.route.split("/")
    made = Site([page], lambda name: False)
    assert page.is_partial or page.route == "/" or made.target(page, page.route).page == page


@given(
    st.sampled_from(DIALECT_NAMES),
    st.lists(paths, min_size=1, max_size=3, unique=True),
    st.tuples(st.sampled_from(["", "/", "./", "../"]), st.lists(steps, max_size=4).map("/".join)).map("".join),
)
def test_any_destination_leads_somewhere_or_is_told(dialect, names, destination):
    """Whatever a link says, it is a page, a file or one of the kinds of nothing."""
    made = Site([Page("docs", name, dialect) for name in names], lambda name: False)
    target = made.target(made.pages[0], destination)
    assert (target.kind == "page") == (target.page is not None)


# The site's own configuration -------------------------------------------------------------------


def test_a_configuration_says_where_it_mentions_a_word(tmp_path):
    """The file and the line; nothing of it is run."""
    (tmp_path / "a.yml").write_text("x: 1\ny:\n  - attr_list\n", "utf-8")
    configuration = read_configuration(tmp_path, ["a.yml", "b.*"])
    assert configuration.mention("attr_list") == Mention("a.yml", 3)
    assert configuration.mention("pymdownx") is None


def test_what_cannot_be_read_is_told(tmp_path):
    """With the reason; bytes that are no UTF-8 are no reason."""
    (tmp_path / "a.yml").mkdir()
    (tmp_path / "b.yml").write_bytes(b"\xff attr_list")
    configuration = read_configuration(tmp_path, ["*.yml"])
    assert configuration.unread == (Unread("a.yml", 0, "is a directory"),)
    assert configuration.mention("attr_list") == Mention("b.yml", 1)


def test_a_site_without_configuration_says_nothing(tmp_path):
    """There is no difference between no file and no word."""
    assert read_configuration(tmp_path, ["a.yml"]).mention("x") is None
