"""The project file: found, checked key by key, and every mistake explained."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from i18n.errors import ConfigurationError
from i18n.project import Collection, EngineSettings, find_project
from i18n.project.keys import names, rows
from i18n.project.project import Project

HEAD = 'locales = ["en"]\n'
COLLECTION = '[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
OTHER = '[[collections]]\nsource = "more"\noutput = "out/{locale}"\n'

CHECK_KEYS = (
    "exclude, min, paths, require, since, extend-select, heading-case, ignore, per-file-ignores, select, severity"
)
ENGINE_KEYS = "kind, url, model, region, key-variable, rate, price, price-output, timeout, workers"


def refused(folder, text, name="i18n.toml"):
    """Return the error that a project file leads to."""
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        find_project(folder)
    assert caught.value.path == name
    assert caught.value.exit_code == 2
    return caught.value


def test_defaults(tmp_path):
    """What is not said is Chinese, GitHub's Markdown, and machine work shown."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    project = find_project(tmp_path)
    assert (project.root, project.name, project.source_locale) == (tmp_path, tmp_path.name, "zh-CN")
    assert (project.messages, project.locations, project.include) == ("script", "file", "machine")
    assert project.collections == (
        Collection(PurePosixPath("source"), "build/{locale}", "gfm", ("**/*.md", "**/*.mdx"), ()),
    )


def test_every_key_is_read(tmp_path):
    """Nothing that a project says is ignored."""
    (tmp_path / "i18n.toml").write_text(
        'source-locale = "zh-TW"\nlocales = ["en", "pt-BR", "sr@latin"]\nmessages = "all"\nlocations = "line"\n'
        'include = "human"\n[[collections]]\nsource = "docs"\noutput = "i18n/{locale}/docs"\ndialect = "hugo"\n'
        'include = ["*.md"]\nexclude = ["_*.md"]\n',
        "utf-8",
    )
    project = find_project(tmp_path)
    assert (project.source_locale, project.locales) == ("zh-TW", ("en", "pt-BR", "sr@latin"))
    assert (project.messages, project.locations, project.include) == ("all", "line", "human")
    collection = project.collections[0]
    assert (collection.dialect, collection.include, collection.exclude) == ("hugo", ("*.md",), ("_*.md",))
    assert collection.output_root("pt-BR") == PurePosixPath("i18n/pt-BR/docs")


def test_the_file_is_found_upwards(tmp_path):
    """A command works anywhere in a project, and the nearest project counts."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    inner = tmp_path / "source/guides"
    inner.mkdir(parents=True)
    assert find_project(inner).root == tmp_path
    (inner / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    assert find_project(inner).root == inner


def test_a_named_directory_must_be_the_project(tmp_path):
    """--project does not look upwards."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    (tmp_path / "inner").mkdir()
    with pytest.raises(ConfigurationError, match=r"no project file in .*inner$") as caught:
        find_project(tmp_path / "inner", explicit=True)
    assert "i18n.toml" in caught.value.hint


def test_no_project_anywhere(tmp_path):
    """The error says where was looked and what to write."""
    with pytest.raises(ConfigurationError, match=r"no project file in .* or above") as caught:
        find_project(tmp_path)
    assert "[tool.i18n]" in caught.value.hint


def test_a_directory_that_does_not_exist(tmp_path):
    """A mistyped --project is said."""
    with pytest.raises(ConfigurationError, match="there is no directory"):
        find_project(tmp_path / "nowhere", explicit=True)


def test_a_table_in_pyproject(tmp_path):
    """The same keys below [tool.i18n]; the project has the name it has there."""
    table = COLLECTION.replace("[[collections]]", "[[tool.i18n.collections]]")
    (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "guides"\n[tool.i18n]\n{HEAD}{table}', "utf-8")
    project = find_project(tmp_path)
    assert (project.name, project.locales, len(project.collections)) == ("guides", ("en",), 1)


def test_a_pyproject_of_something_else_is_passed_over(tmp_path):
    """Only a [tool.i18n] makes a pyproject.toml a project file."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    inner = tmp_path / "tool"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "tool"\n', "utf-8")
    assert find_project(inner).root == tmp_path


def test_errors_in_pyproject_name_it(tmp_path):
    """The path is that of the file that was read."""
    error = refused(tmp_path, "[tool.i18n]\nlocale = []\n", "pyproject.toml")
    assert (error.message, error.hint) == ("unknown key “locale”", "did you mean “locales”?")


def test_a_syntax_error_has_its_line_and_column(tmp_path):
    """An editor can go there."""
    error = refused(tmp_path, HEAD + "= 1\n")
    assert (error.position.line, error.position.column) == (2, 1)
    assert str(error).startswith("i18n.toml:2:1: ")
    assert "line" not in error.message


def test_a_project_file_that_is_not_utf_8(tmp_path):
    """It is told with its byte, as for any file."""
    (tmp_path / "i18n.toml").write_bytes("# 订单\n".encode("gb18030"))
    with pytest.raises(ConfigurationError, match="not UTF-8: byte 2") as caught:
        find_project(tmp_path)
    assert caught.value.path == "i18n.toml"


def test_a_bom_does_not_matter(tmp_path):
    """Notepad writes one."""
    (tmp_path / "i18n.toml").write_text("\ufeff" + HEAD + COLLECTION, "utf-8")
    assert find_project(tmp_path).locales == ("en",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (COLLECTION, "“locales” is missing or empty", ""),
        ("locales = []\n" + COLLECTION, "“locales” is missing or empty", ""),
        ('locales = "en"\n' + COLLECTION, "“locales” must be a list of texts", ""),
        ("locales = [1]\n" + COLLECTION, "“locales” must be a list of texts", ""),
        ('locales = ["../en"]\n' + COLLECTION, "“../en” is not a locale code", "such as en, pt-BR or zh-Hans"),
        ('locales = ["en", "EN"]\n' + COLLECTION, "“locales” names one locale twice", ""),
        ('source-locale = ""\n' + HEAD + COLLECTION, "“source-locale” must be a text", ""),
        (
            'source-locale = "Chinese?"\n' + HEAD + COLLECTION,
            "“Chinese?” is not a locale code",
            "such as en, pt-BR or zh-Hans",
        ),
        ('locals = ["en"]\n' + COLLECTION, "unknown key “locals”", "did you mean “locales”?"),
        (
            "xyz = 1\n" + HEAD + COLLECTION,
            "unknown key “xyz”",
            f"known keys: {', '.join(names(rows(Project)))}",
        ),
        ('messages = "al"\n' + HEAD + COLLECTION, "“messages” cannot be “al”", "did you mean “all”?"),
        ('locations = "x"\n' + HEAD + COLLECTION, "“locations” cannot be “x”", "known values: file, line, none"),
        ('include = "humans"\n' + HEAD + COLLECTION, "“include” cannot be “humans”", "did you mean “human”?"),
        ("include = true\n" + HEAD + COLLECTION, "“include” must be a text", ""),
        (HEAD, "“collections” must be one or more [[collections]] tables", ""),
        (HEAD + "collections = []\n", "“collections” must be one or more [[collections]] tables", ""),
        (HEAD + '[collections]\nsource = "a"\n', "“collections” must be one or more [[collections]] tables", ""),
        (HEAD + COLLECTION + "sources = 1\n", "unknown key “sources”", "did you mean “source”?"),
        (HEAD + COLLECTION + 'dialect = "mkdoc"\n', "“dialect” cannot be “mkdoc”", "did you mean “mkdocs”?"),
        (HEAD + COLLECTION + 'include = "*.md"\n', "“include” must be a list of texts", ""),
        (HEAD + COLLECTION + "exclude = [1]\n", "“exclude” must be a list of texts", ""),
        (HEAD + '[[collections]]\noutput = "b"\n', "“source” is missing", ""),
        (HEAD + '[[collections]]\nsource = "a"\n', "“output” is missing", ""),
        (HEAD + '[[collections]]\nsource = 1\noutput = "b"\n', "“source” must be a text", ""),
        (
            HEAD + COLLECTION.replace("{locale}", "{lang}"),
            "“output” may hold {locale}, {path}, {version}, and neither other braces nor control characters",
            "",
        ),
        (
            HEAD + COLLECTION.replace('"source"', '"a\\nb"'),
            "“source” may hold {version}, and neither other braces nor control characters",
            "",
        ),
        (HEAD + COLLECTION.replace('"source"', '"../up"'), "the source “../up” lies outside the project", ""),
        (HEAD + COLLECTION.replace("build/", "../"), "the output “../{locale}” lies outside the project", ""),
        (HEAD + COLLECTION.replace("build/{locale}", "/tmp"), "the output “/tmp” lies outside the project", ""),
        (HEAD + COLLECTION.replace("build/{locale}", "."), "the output “.” lies outside the project", ""),
        (
            HEAD + COLLECTION.replace("build/{locale}", "source/{locale}"),
            "the output “source/{locale}” and the source “source” overlap",
            "give each its own folder",
        ),
        (
            HEAD + COLLECTION.replace("build/{locale}", "source/{locale}") + 'exclude = ["en/*", "fr/**"]\n',
            "the output “source/{locale}” and the source “source” overlap",
            "give each its own folder",
        ),
        (
            HEAD + COLLECTION.replace('"source"', '"build/en/source"'),
            "the output “build/{locale}” and the source “build/en/source” overlap",
            "give each its own folder",
        ),
        (
            'locales = ["en", "fr"]\n' + COLLECTION.replace("/{locale}", ""),
            "the output “build” is the same for “en” and “fr”",
            "put {locale} into it",
        ),
        (
            HEAD + COLLECTION.replace("build/{locale}", "locales/{locale}"),
            "the output “locales/{locale}” and the project's own locales overlap",
            "give each its own folder",
        ),
        (
            "machine-notice = 1\n" + HEAD + COLLECTION,
            "“machine-notice” must be a text, or a table with one for each locale",
            "",
        ),
        (
            'machine-notice = { de = "> x" }\n' + HEAD + COLLECTION,
            "“machine-notice” has no locale “de”",
            "known locales: en",
        ),
        (
            HEAD + COLLECTION + 'format = "json"\nuntranslated = "marker"\n',
            "“untranslated” cannot be “marker” where “format” is “json”",
            "known values: source, skip",
        ),
        (
            HEAD + COLLECTION + "[check]\nper-file-ignores = []\n",
            "“per-file-ignores” must be a table, [per-file-ignores]",
            "",
        ),
        (HEAD + COLLECTION + "[check]\nxyz = 1\n", "unknown key “xyz”", f"known keys: {CHECK_KEYS}"),
        (
            HEAD + COLLECTION + "[[check.paths]]\nxyz = 1\n",
            "unknown key “xyz”",
            "known keys: locales, min, pattern, require",
        ),
        (HEAD + COLLECTION + "[engines.chat]\nxyz = 1\n", "unknown key “xyz”", f"known keys: {ENGINE_KEYS}"),
    ],
)
def test_a_mistake_is_explained(tmp_path, text, message, hint):
    """Message, file and hint say what is wrong, where, and what to do."""
    error = refused(tmp_path, text)
    assert (error.message, error.hint) == (message, hint)


def test_a_link_does_not_lead_the_output_out_of_the_project(tmp_path):
    """Paths are judged by where they really are."""
    inside, outside = tmp_path / "project", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "build").symlink_to(outside)
    assert refused(inside, HEAD + COLLECTION).message == "the output “build/{locale}” lies outside the project"


@pytest.mark.parametrize(
    ("path", "included", "excluded", "held"),
    [
        ("a.md", ["**/*.md"], [], True),
        ("a/b/c.md", ["**/*.md"], [], True),
        ("a/b.md", ["*.md"], [], False),
        ("a/b.md", ["a/?.md"], [], True),
        ("a/b.md", ["a/**"], [], True),
        ("a.mdx", ["**/*.md"], [], False),
        ("a.md", ["**/*.md"], ["a.md"], False),
        ("drafts/a/b.md", ["**/*.md"], ["drafts/**"], False),
        ("a+b[1].md", ["a+b[1].md"], [], True),
    ],
)
def test_patterns_of_sources(path, included, excluded, held):
    """`**/` is any folders, `*` and `?` stay within one name, and all else means itself."""
    collection = Collection(PurePosixPath("s"), "o", "gfm", tuple(included), tuple(excluded))
    assert collection.holds(path) is held


def test_catalogs_are_named_after_sources(tmp_path):
    """Without the source root where there is one collection, with it where there are more."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION, "utf-8")
    one = find_project(tmp_path)
    path = PurePosixPath("billing/faq.v2.md")
    assert one.catalog_path(one.collections[0], path, "en").as_posix() == "locales/en/LC_MESSAGES/billing/faq.v2.po"
    assert one.template_path(one.collections[0], path).as_posix() == "locales/templates/billing/faq.v2.pot"
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION + OTHER, "utf-8")
    two = find_project(tmp_path)
    assert two.catalog_path(two.collections[1], path, "en").as_posix() == (
        "locales/en/LC_MESSAGES/more/billing/faq.v2.po"
    )


def test_chosen_locales(tmp_path):
    """Those named, once each, or all; an unknown one gets a suggestion."""
    (tmp_path / "i18n.toml").write_text('locales = ["en", "pt-BR"]\n' + COLLECTION, "utf-8")
    project = find_project(tmp_path)
    assert project.chosen_locales([]) == ("en", "pt-BR")
    assert project.chosen_locales(["pt-BR", "pt-BR"]) == ("pt-BR",)
    with pytest.raises(ConfigurationError, match="no locale “pt-br”") as caught:
        project.chosen_locales(["pt-br"])
    assert caught.value.hint == "did you mean “pt-BR”?"


@pytest.mark.parametrize("command", ["extract", "update", "build", "check", "status"])
def test_two_sources_with_one_catalog_are_both_named(project, run, command):
    """Neither may overwrite the messages of the other."""
    root = project({"a.md": "甲\n", "a.mdx": "乙\n"})
    code, _, err = run("--project", root, command)
    assert code == 2
    assert "source/a.md and source/a.mdx would share the catalog" in err
    assert not (root / "locales").exists()


@pytest.mark.parametrize("command", ["extract", "update", "build", "check", "status"])
def test_no_sources_at_all_is_an_error(project, run, command):
    """A mistyped pattern does not pass as success."""
    root = project({"a.txt": "甲\n"})
    code, _, err = run("--project", root, command)
    assert code == 2
    assert "there are no sources in source" in err


ENGINES = """
[engines.deepl]
price = 25
[engines.house]
kind = "chat"
url = "https://models.example.com/v1"
model = "m-7"
key-variable = "HOUSE_KEY"
rate = 2.5
price-output = 8
timeout = 90
workers = 3
region = "eastus"
"""


def test_what_a_project_says_of_engines(tmp_path):
    """Servers, models, prices and limits are read; an engine without a table has its name alone."""
    (tmp_path / "i18n.toml").write_text(HEAD + COLLECTION + ENGINES, "utf-8")
    project = find_project(tmp_path)
    assert project.engine_settings("deepl") == EngineSettings("deepl", price=25)
    assert project.engine_settings("google") == EngineSettings("google")
    assert project.engine_settings("house") == EngineSettings(
        "house", "chat", "https://models.example.com/v1", "m-7", "eastus", "HOUSE_KEY", 2.5, 0, 8, 90, 3
    )


@pytest.mark.parametrize("key", ["key", "api-key", "api_key", "auth-key", "secret", "token", "app-id", "password"])
def test_keys_do_not_belong_in_a_project_file(tmp_path, key):
    """A key in the project file is refused and not shown: others read that file, and git keeps it."""
    error = refused(tmp_path, f'{HEAD}{COLLECTION}[engines.deepl]\n{key} = "s3cret-value"\n')
    assert "keys do not belong in a project file" in error.message
    assert "environment variable" in error.hint
    assert "s3cret" not in str(error) + error.hint


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('key-variable = "sk-abc123"', "must be the name of an environment variable"),
        ('url = "https://me:pass@example.com/"', "hold no user, key or query"),
        ('url = "https://example.com/?key=abc123"', "hold no user, key or query"),
        ('url = "file:///etc/passwd"', "must start with https:// or http://"),
        ("rate = -1", "“rate” must be a number, 0 or more"),
        ("price = nan", "“price” must be a number"),
        ("timeout = true", "“timeout” must be a number"),
        ('modell = "m"', "unknown key “modell”"),
    ],
)
def test_engines_are_checked(tmp_path, line, words):
    """What cannot be right is said at once, without showing what may be a key."""
    error = refused(tmp_path, f"{HEAD}{COLLECTION}[engines.chat]\n{line}\n")
    assert words in error.message
    assert "abc123" not in str(error)
    assert "pass@" not in str(error)


def test_engines_are_tables(tmp_path):
    """A list, or a name that no command line would take, is refused."""
    assert "must hold tables" in refused(tmp_path, f'engines = ["deepl"]\n{HEAD}{COLLECTION}').message
    assert "cannot name an engine" in refused(tmp_path, f"{HEAD}{COLLECTION}[engines.DeepL]\n").message
