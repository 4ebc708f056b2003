"""What commands say of a new tree, of a mistake in the project file, and of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scenarios.side import Side, configuration


def init(side: Side) -> None:
    """A tree of each generator, with and without UI strings, and trees that cannot be set up."""
    guide, strings = "# 标题\n\n正文 `a`。\n", '{"a": {"message": "更多", "description": "x"}}\n'
    trees: dict[str, tuple[str, ...]] = {
        "docusaurus": ("docusaurus.config.ts", "docs/a.md"),
        "docusaurus-strings": ("docusaurus.config.js", "docs/a.md", "i18n/zh-CN/code.json"),
        "docusaurus-versions": ("docusaurus.config.mjs", "docs/a.md", "versioned_docs/version-1.0/a.md"),
        "vitepress": (".vitepress/config.mts", "docs/zh/a.md"),
        "vitepress-docs": ("docs/.vitepress/config.mts", "docs/a.md"),
        "vitepress-zh": (".vitepress/config.js", "zh/a.md"),
        "mkdocs": ("mkdocs.yml", "docs/a.md"),
        "mkdocs-zh": ("mkdocs.yaml", "docs/zh/a.md"),
        "hugo": ("hugo.toml", "content/a.md"),
        "hugo-zh": ("config/_default/hugo.yaml", "content/zh-cn/a.md"),
        "hugo-archetypes": ("archetypes/default.md", "content/zh/a.md"),
        "mdbook": ("book.toml", "src/a.md"),
        "plain": ("source/a.md",),
        "plain-docs": ("docs/a.md", "README.md"),
        "plain-guides": ("guides/a.md",),
        "two-generators": ("mkdocs.yml", "docusaurus.config.js", "docs/a.md"),
        "nothing": ("README.md",),
        "docusaurus-nothing": ("docusaurus.config.ts", "content/a.md"),
        "there-already": ("i18n.toml", "docs/a.md"),
    }
    for name, files in trees.items():
        for way, arguments in {"text": ["init"], "json": ["init", "fr", "pt-BR", "--json"]}.items():
            folder = f"{name}-{way}"
            for file in files:
                side.write(f"{folder}/{file}", strings if file.endswith("code.json") else guide)
            then = [["init"], ["init", "english!"]] if way == "json" else [["update"], ["status"]]
            for words in (arguments, *then):
                side.i18n(*words, folder=folder)
    side.write("in-git/docs/a.md", guide)
    side.commit("a guide")
    side.i18n("--project", "in-git", "init")
    side.i18n("--project", "in-git", "init", "--json")


def project_files(side: Side) -> None:
    """Project files with a mistake each, and what is said of them."""
    said = []
    side.write("source/a.md", "# 标题\n")
    for number, text in enumerate(side.few(list(bad_project_files()), 5)):
        side.write("i18n.toml", text)
        code, out, err = side.run(side.root, ["status", "--json"] if number % 2 else ["status"])
        said.append(f"{text}\n--- exit code {code}\n{out}{err}\n")
    side.write("said.txt", "\n".join(said))


def bad_project_files() -> Iterator[str]:
    """Yield project files: those of bad_projects.txt, then one with each key in each table with each kind of value."""
    whole = 'locales = ["en", "fr"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
    for case in Path(__file__).with_name("bad_projects.txt").read_text("utf-8").split("\n.\n"):
        yield f"{case}\n".replace("@\n", whole)
    values = (
        "1",
        "-1",
        "1.5",
        "true",
        '""',
        '"x"',
        '"en"',
        "[]",
        '["x"]',
        '["en", 1]',
        "{}",
        "{ en = 1 }",
        '{ x = "y" }',
    )
    for table, keys in KEYS.items():
        for key in keys.split():
            for value in values:
                yield with_key(whole, table, key, value)
            yield with_key(whole, table, key[:-1] + "x", "1")


def with_key(whole: str, table: str, key: str, value: str) -> str:
    """Return a project file with a key in one of its tables."""
    if not table:
        kept = "".join(line + "\n" for line in whole.splitlines() if not line.startswith(f"{key} ="))
        return f"{key} = {value}\n" + kept.partition("[[collections]]" if key == "collections" else "\0")[0]
    if table == "[[collections]]":
        kept = "".join(line + "\n" for line in whole.splitlines() if not line.startswith(f"{key} ="))
        return f"{kept}{key} = {value}\n"
    return f"{whole}{table}\n{key} = {value}\n"


KEYS = {
    "": "assets check collections engines fallback include links locale-codes locales locations machine-notice messages"
    " source-locale wrap",
    "[[collections]]": "anchors attributes code dialect exclude format front-matter include keys notice output"
    " skip-below slugs source untranslated",
    "[check]": "exclude extend-select heading-case ignore min paths per-file-ignores require select severity since",
    "[[check.paths]]": "locales min pattern require",
    "[check.severity]": "C3 nothing",
    "[check.per-file-ignores]": '"**/a.md"',
    "[engines.deepl]": "kind url model region key-variable rate price price-output timeout workers api-key",
    "[links]": '"/a" "/b/" except en x',
    "[assets]": '"/a" except fr',
    "[fallback]": "en fr x",
}
"""The keys of a project file by table, to be given wrong values."""


def helps(side: Side) -> None:
    """What `--help` says of each command, and what is said of commands and options that there are not."""
    subcommands = "init extract update translate build check status glossary memory compile merge-driver".split()  # noqa: SIM905
    asked = [[], *([name] for name in subcommands), *(["glossary", name] for name in ("export", "import", "mine"))]
    asked += [["memory", name] for name in ("export", "import")]
    wrong = "--version|biuld|nothing|build xx|check --format jsn|check --select C9|translate en --engine deepll"
    wrong += "|translate en --engine google-free|check --min 200|build --explain x.md|update --from none.po|statsu"
    wrong += (
        "|extract none.md|check --against none|check --baseline none.json|glossary export en x.doc|status --since x"
    )
    side.write("source/a.md", "# 标题\n")
    side.write("i18n.toml", configuration({}))
    for words in (*([*words, "--help"] for words in asked), *(line.split() for line in wrong.split("|"))):
        side.i18n(*words)
