"""Real guides, the examples of CommonMark and the fixtures: translated, damaged, built, checked and counted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from typing import Any

import hostile

from scenarios.corpora import CORPORA, DIALECTS, SITES, examples, fixtures, lay_out, sampled
from scenarios.side import Scenario, Side, build_and_check, configuration, fill_and_build


def websoft9(side: Side) -> None:
    """A large site, each command."""
    lay_out(side, 15 if side.quick else 1)
    side.write("i18n.toml", configuration({"dialect": "docusaurus"}))
    side.i18n("extract")
    side.i18n("update", "--json")
    side.i18n("translate", "en", "--engine", "pseudo", "--dry-run")
    side.i18n("translate", "en", "--engine", "pseudo", "--report", "translate.json", "--json")
    build_and_check(side, "pseudo")
    for arguments in (
        "build",
        "status",
        "status --json",
        "status --html status.html --badge status.svg",
        "status --assets",
        "status --links",
        "status --links --json",
        "status --assets --json",
        "check --select ALL --min 50 --json",
        "check --write-baseline baseline.json",
        "check --baseline baseline.json",
        "compile",
        "memory export en written/memory.tmx --include machine",
        "glossary mine en --json",
    ):
        side.i18n(*arguments.split())
    damage_some(side)
    side.i18n("check", "--baseline", "baseline.json", "--format", "text", "--format", "sarif=reports/worse.sarif")
    side.i18n("check", "--fix", "--dry-run")
    for path in sampled(side.root / "source", 30 if side.quick else 100):
        file = path.relative_to(side.root).as_posix()
        side.i18n("extract", "--explain", file)
        side.i18n("extract", "--explain", file, "--json")
        side.i18n("build", "--explain", file)


def damage_some(side: Side) -> None:
    """Damage the translations of one folder, for a baseline to tell what is new."""
    folder = min(path.parent for path in side.catalogs.rglob("*.po"))
    hostile.fill(folder, 5)


def damaged_websoft9(side: Side) -> None:
    """A sample of the large site with damaged translations."""
    lay_out(side, 45 if side.quick else 9)
    side.write("i18n.toml", configuration({"dialect": "docusaurus"}))
    fill_and_build(side)


def mapped(side: Side) -> None:
    """A project that asks for much: maps, fallbacks, notices, other ids, GitHub's Markdown, two locales."""
    lay_out(side, 90 if side.quick else 30)
    wanted = {"dialect": "gfm", "untranslated": "marker", "anchors": "rewrite", "notice": "> 未完成 *not all*"}
    text = configuration(
        wanted, locales=["en", "en-GB"], locations="line", wrap=79, messages="all", machine_notice="> 机器 machine"
    )
    maps = '[fallback]\nen-GB = ["en"]\n[links]\n"https://www.websoft9.com/" = "https://www.websoft9.com/{locale}/"\n'
    maps += '"./" = "./x/"\n[assets]\n"/DocsPicture/zh/" = "/DocsPicture/{locale}/"\n'
    checks = '[check]\nextend-select = ["ALL"]\nseverity = { C3 = "warning" }\nmin = 80\n'
    paths = '[[check.paths]]\npattern = "**/a*"\nmin = 100\nrequire = "human"\n'
    side.write("i18n.toml", text + maps + checks + paths)
    fill_and_build(side, rounds=1)
    side.i18n("status", "--links", "--json")
    side.i18n("status", "--assets", "--json")
    side.i18n("check", "--fix")
    side.i18n("check", "--json")
    for path in sampled(side.root / "source", 6)[:8]:
        side.i18n("build", "--explain", path.relative_to(side.root).as_posix())


def versions(side: Side) -> None:
    """One version of the large site, translated, then another in its place."""
    step = 15 if side.quick else 2
    lay_out(side, step, "websoft9/zh/version-1.0")
    side.write("i18n.toml", configuration({"dialect": "docusaurus"}))
    side.i18n("update")
    hostile.fill(side.catalogs, 1)
    shutil.rmtree(side.root / "source")
    lay_out(side, step, "websoft9/zh/version-2.0")
    side.i18n("update", "--json")
    side.keep("version-2.0", "locales")
    side.i18n("update")
    side.i18n("status", "--json")
    side.i18n("update", "--prune")


def commonmark(dialect: str) -> Scenario:
    """Return the scenario of the CommonMark examples in one dialect."""

    def scenario(side: Side) -> None:
        """The CommonMark examples, all text offered."""
        for number, text in side.few(list(enumerate(examples())), 10):
            side.write(f"source/{number:03}.md", text)
        side.write("i18n.toml", configuration({"dialect": dialect}, messages="all"))
        side.i18n("extract")
        fill_and_build(side)

    return scenario


def fixture_cases(side: Side) -> None:
    """The fixtures, a collection for each way to read them."""
    collections: dict[str, dict[str, Any]] = {}
    for number, (text, options) in enumerate(fixtures(side.before)):
        key = json.dumps(options)
        name = collections[key]["source"] if key in collections else f"way-{len(collections)}"
        side.write(f"{name}/{number:03}.md", text)
        named = {option.replace("_", "-"): value for option, value in options.items()}
        collections.setdefault(key, {"source": name, "output": f"build/{{locale}}/{name}", **named})
    side.write("i18n.toml", configuration(*collections.values()))
    side.i18n("extract")
    fill_and_build(side)


def site(dialect: str) -> Scenario:
    """Return the scenario of a real site of a generator."""

    def scenario(side: Side) -> None:
        """A real site in its own dialect."""
        guides, *others = SITES[dialect]
        origin = CORPORA / "sites" / dialect
        for path in sampled(origin / guides, 8 if side.quick else 1):
            side.copy(path, path.relative_to(origin).as_posix())
        collections: list[dict[str, Any]] = [{"source": guides, "dialect": dialect}]
        for name in others:
            side.copy(origin / name, name)
        if dialect == "mkdocs":
            collections.append({"source": "mkdocs.yml", "output": "build/mkdocs.{locale}.yml", "format": "mkdocs"})
        side.write("i18n.toml", configuration(*collections))
        fill_and_build(side)
        side.i18n("status", "--links", "--json")
        side.i18n("extract", "--explain", sampled(side.root / guides, 1)[0].relative_to(side.root).as_posix())

    return scenario


def ui_strings(side: Side) -> None:
    """The texts of a real site's pages, in the formats of data files."""
    formats = {"docusaurus-json": "en/ui", "json": "en/ui", "docusaurus-category": "zh"}
    for form, folder in formats.items():
        origin = CORPORA / "websoft9" / folder
        for path in sorted(origin.rglob("_category_.json" if folder == "zh" else "*.json")):
            side.copy(path, f"{form}/{path.relative_to(origin).as_posix()}")
    code = json.loads((side.root / "json/code.json").read_text("utf-8"))
    side.write("yaml/code.yml", "# 注释\n" + "".join(f"{_quoted(key)}: {_quoted(one)}\n" for key, one in texts(code)))
    side.write("toml/code.toml", "# 注释\n" + "".join(f"{_quoted(key)} = {_quoted(one)}\n" for key, one in texts(code)))
    collections = [
        {"source": form, "output": f"build/{{locale}}/{form}", "format": form} for form in (*formats, "yaml", "toml")
    ]
    collections[0]["untranslated"] = "skip"
    side.write("i18n.toml", configuration(*collections, messages="all"))
    side.i18n("extract")
    fill_and_build(side, rounds=5)
    for file in ("docusaurus-json/code.json", "yaml/code.yml", "toml/code.toml"):
        side.i18n("extract", "--explain", file)
        side.i18n("build", "--explain", file)


def texts(data: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file as Docusaurus writes it, by key."""
    for key, entry in data.items():
        yield key, entry["message"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def api(side: Side) -> None:
    """All documents read by the API: segments, skips, findings, and what becomes of damaged translations."""
    cases = list(fixtures(side.before))
    side.read("fixtures", side.few(cases, 3))
    for dialect in DIALECTS:
        offered = {"dialect": dialect, "messages": "all"}
        side.read(f"commonmark-{dialect}", ((text, offered) for text in side.few(examples(), 5)))
        side.read(f"fixtures-{dialect}", ((text, {"dialect": dialect}) for text, _ in side.few(cases, 2)))
    for dialect, (folder, *_) in {"docusaurus": ("websoft9/zh",), **SITES}.items():
        guides = CORPORA / (folder if dialect == "docusaurus" else f"sites/{dialect}/{folder}")
        step = (10 if dialect == "docusaurus" else 1) * (8 if side.quick else 1)
        found = [path.read_bytes().decode("utf-8", "replace") for path in sampled(guides, step)]
        side.read(dialect, ((text, {"dialect": dialect}) for text in found))
