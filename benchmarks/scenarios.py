"""What `revisions.py` lets two checkouts do: each scenario lays out a project and runs commands in it.

A scenario takes a `Side`, which knows the checkout whose commands run, and may be run for one side after the other in
the same folder, so that no path tells them apart. What it lays out comes from the first checkout and from the
corpora, never from the second. A sample of everything is enough where the side is `quick`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

import hostile

HERE = Path(__file__).parent
CORPORA = HERE.parents[1] / "shared" / "corpora"
DIALECTS = ("commonmark", "gfm", "docusaurus", "vitepress", "mkdocs", "hugo", "mdbook")
CATALOGS = "locales/en/LC_MESSAGES"
REPORTS = ("text", "json", "junit", "sarif", "github", "gitlab", "markdown", "html")
SITES = {  # folder of the guides and what stands beside them, below corpora/sites
    "vitepress": ("zh",),
    "mkdocs": ("docs", "mkdocs.yml"),
    "mdbook": ("src", "book.toml"),
    "hugo": ("content/cn", "config.toml"),
}
_WHO = ("AUTHOR", "COMMITTER")
_DAY = "2026-01-02T03:04:05+00:00"


@dataclass(slots=True)
class Side:
    """One of the two checkouts in one scenario."""

    checkout: Path
    """The checkout whose commands run."""
    before: Path
    """The first of the two checkouts, whose fixtures and guides are laid out."""
    folder: Path
    """Where all is written that is compared; the same for both sides."""
    quick: bool
    """Whether a sample of everything is enough."""
    probe: subprocess.Popen[str]
    """`probe.py` in that checkout."""
    commands: list[str] = field(default_factory=list)
    """The commands so far."""

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.folder / "project"

    @property
    def catalogs(self) -> Path:
        """The folder of its English PO files."""
        return self.root / CATALOGS

    def few(self, things: Sequence[Any], step: int) -> Sequence[Any]:
        """Return every so manieth thing where a sample is enough, else all."""
        return things[::step] if self.quick else things

    def write(self, path: str, data: bytes | str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())

    def copy(self, origin: Path, path: str) -> None:
        """Copy a file or a folder into the project."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if origin.is_dir() else shutil.copyfile)(origin, target)

    def i18n(self, *arguments: str, folder: str = "") -> None:
        """Run a command in the project, or a folder of it; its exit code and outputs are compared."""
        self.commands.append(" ".join(arguments))
        code, out, err = self.run(self.root / folder, arguments)
        name = "".join(letter if letter.isalnum() or letter in "-=." else "_" for letter in self.commands[-1])
        record = f"{folder}$ i18n {self.commands[-1]}\n{out}\n--- standard error\n{err}\n--- exit code {code}\n"
        self._keep(f"commands/{len(self.commands):04} {name[:80]}", record)

    def read(self, name: str, texts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Let the API read texts, each with its options; all that it knows of them is compared."""
        known = [self._answer("read", text, options) for text, options in texts]
        self._keep(f"{name}.json", json.dumps(known, ensure_ascii=False, indent=1))

    def run(self, folder: Path, arguments: Sequence[str]) -> tuple[int, str, str]:
        """Run a command in a folder; returns its exit code and its two outputs."""
        code, out, err = self._answer("run", str(folder), arguments)
        return code, out, err

    def _answer(self, *task: object) -> Any:  # noqa: ANN401 - what JSON holds
        if not self.probe.stdin or not self.probe.stdout:
            raise ValueError("the probe has no pipes")
        self.probe.stdin.write(json.dumps(task) + "\n")
        self.probe.stdin.flush()
        answer = self.probe.stdout.readline()
        if not answer:
            raise RuntimeError(f"probe.py has ended in {self.checkout}")
        return json.loads(answer)

    def keep(self, name: str, *folders: str) -> None:
        """Copy folders of the project as they are now to where they are compared."""
        for folder in folders:
            if (self.root / folder).exists():
                shutil.copytree(self.root / folder, self.folder / "kept" / name / folder)

    def git(self, *arguments: str) -> None:
        """Run git in the project."""
        subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment(self.checkout), check=True, capture_output=True
        )

    def commit(self, message: str) -> None:
        """Commit all of the project, which becomes a repository with the first commit."""
        if not (self.root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def _keep(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


Scenario: TypeAlias = Callable[[Side], None]


def environment(checkout: Path) -> dict[str, str]:
    """Return the environment in which the commands of a checkout run."""
    people = {f"GIT_{who}_{key}": value for who in _WHO for key, value in (("NAME", "Writer"), ("EMAIL", "w@x.org"))}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{checkout}{os.pathsep}{HERE}",
        "PYTHONSAFEPATH": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "SOURCE_DATE_EPOCH": "1700000000",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **people,
        **{f"GIT_{who}_DATE": _DAY for who in _WHO},
    }


def configuration(*collections: Mapping[str, Any], **keys: object) -> str:
    """Return a project file; what is not said is that of most projects here."""
    lines = [_line(key, value) for key, value in ({"locales": ["en"]} | keys).items()]
    for collection in collections:
        named = {"source": "source", "output": "build/{locale}"} | dict(collection)
        lines += ["[[collections]]", *(_line(key, value) for key, value in named.items())]
    return "\n".join(lines) + "\n"


def _line(key: str, value: object) -> str:
    return f"{key.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}"


# Texts ------------------------------------------------------------------------------------------


def sampled(folder: Path, step: int) -> list[Path]:
    """Return every so manieth guide of a folder."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".mdx"})[::step]


def examples() -> list[str]:
    """Return the examples of the CommonMark specification."""
    return [one["markdown"] for one in json.loads((CORPORA / "commonmark" / "spec.json").read_text("utf-8"))]


def fixtures(checkout: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the sources of the fixtures of a checkout, with how each is read."""
    for path in sorted((checkout / "tests").rglob("fixtures/*.txt")):
        lines = iter(path.read_text("utf-8").split("\n"))
        for title in filter(None, lines):
            next(lines)
            source, _, _ = (list(takewhile(lambda line: line != ".", lines)) for _ in range(3))
            name, *options = title[1:].partition("]")[0].split(";") if title.startswith("[") else ["gfm"]
            chosen = {key.strip(): values.split() for key, _, values in (option.partition("=") for option in options)}
            yield "\n".join(source) + "\n", {"dialect": "docusaurus" if name == "mdx" else name, **chosen}


# What is done with most projects ----------------------------------------------------------------


def build_and_check(side: Side, name: str) -> None:
    """Build and check in every format, and keep what was written."""
    reports = [f"{report}=reports/{name}.{report}" for report in REPORTS]
    (side.root / "reports").mkdir(exist_ok=True)
    side.i18n("build", "--json")
    side.i18n("check", *(word for report in reports for word in ("--format", report)))
    side.keep(name, CATALOGS, "build")


def fill_and_build(side: Side, rounds: int = 3) -> None:
    """Fill the catalogs with damaged translations in several ways, then by the pseudo engine; build and check each."""
    side.i18n("update")
    for shift in range(1 if side.quick else rounds):
        hostile.fill(side.catalogs, shift)
        build_and_check(side, f"hostile-{shift}")
    side.i18n("status")
    side.i18n("update")
    hostile.empty(side.catalogs)
    side.i18n("translate", "en", "--engine", "pseudo", "--report", "translate.json")
    build_and_check(side, "pseudo")
    side.i18n("build")


# The scenarios ----------------------------------------------------------------------------------


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


def lay_out(side: Side, step: int, folder: str = "websoft9/zh") -> None:
    """Copy every so manieth guide of a corpus to the project, and what is no guide where all are."""
    origin = CORPORA / folder
    for path in sampled(origin, step) if step > 1 else (path for path in origin.rglob("*") if path.is_file()):
        side.copy(path, f"source/{path.relative_to(origin).as_posix()}")


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


def own(side: Side) -> None:
    """This project's own guides, as people have translated them."""
    for name in ("source", "locales", "pyproject.toml"):
        side.copy(side.before / name, name)
    side.commit("all")
    side.i18n("update", "--json")
    build_and_check(side, "as it is")
    for arguments in (
        "check",
        "check --select ALL",
        "extract",
        "build",
        "status",
        "status --json",
        "status --links",
        "status --assets",
        "status --html status.html --badge status.svg",
        "compile --json",
        "memory export en written/memory.tmx",
        "glossary export en written/terms.tbx",
        "glossary export en written/terms-2008.tbx --tbx-2008",
        "glossary export en written/terms.csv --json",
        "glossary mine en --write written/mined.csv",
        "translate en --engine memory --json",
        "translate en --engine pseudo --state stale --report translate.json",
        "check --fix --dry-run",
        "check --against HEAD",
        "update --prune --json",
    ):
        side.i18n(*arguments.split())
    for number, path in enumerate(sampled(side.root / "source", 6 if side.quick else 1)):
        file = path.relative_to(side.root).as_posix()
        side.i18n("extract", "--explain", file, *(["--json"] if number % 2 else []))
        side.i18n("build", "--explain", file, *([] if number % 2 else ["--json"]))
    side.i18n("memory", "import", "en", "written/memory.tmx", "--name", "own")
    side.i18n("glossary", "import", "en", "written/terms.tbx", "written/terms.csv")
    for rounds in range(1 if side.quick else 3):
        hostile.fill(side.catalogs, rounds)
        build_and_check(side, f"hostile-{rounds}")


def history(side: Side) -> None:
    """This project's own guides, brought up to date after each commit to them."""
    side.copy(side.before / "locales", "locales")
    side.copy(side.before / "pyproject.toml", "pyproject.toml")
    for number, revision in enumerate(revisions_of(side.before, "source")):
        shutil.rmtree(side.root / "source", ignore_errors=True)
        archive = git_output(side.before, "archive", revision, "source")
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(side.root, filter="data")
        side.i18n("update", "--json")
        side.keep(f"revision-{number}", "locales")
        side.commit(f"revision {number}")
        if number:
            side.i18n("status", "--since", "HEAD~1")
            side.i18n("status", "--since", "HEAD~1", "--json")
            side.i18n("check", "--against", "HEAD~1", "--format", "json")
            side.i18n("check", "--since", "HEAD~1")
            side.i18n("build", "--source", "pinned")
            side.keep(f"pinned-{number}", "build")


def edited(side: Side) -> None:
    """This project's own guides, brought up to date after each edit of history.toml."""
    [file] = (side.before / "tests").rglob("history.toml")
    for number, edit in enumerate(side.few(tomllib.loads(file.read_text("utf-8"))["edit"], 5)):
        shutil.rmtree(side.root, ignore_errors=True)
        for name in ("source", "locales", "pyproject.toml"):
            side.copy(side.before / name, name)
        apply(side.root / "source", edit)
        side.i18n("update", "--json")
        side.i18n("translate", "en", "--engine", "memory")
        side.i18n("build", "--json")
        side.keep(f"edit-{number}", "locales", "build")


def apply(sources: Path, edit: Mapping[str, Any]) -> None:
    """Change the sources as an edit of history.toml says."""
    file = sources / edit["file"]
    text = file.read_bytes().decode()
    for old, new in edit.get("replace", ()):
        text = text.replace(old, new)
    file.write_bytes((text + edit.get("append", "")).encode())
    if "move" in edit:
        target = sources / edit["move"]
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    if "also" in edit:
        apply(sources, edit["also"])


def revisions_of(checkout: Path, path: str) -> list[str]:
    """Return the commits to a path of a repository, the oldest first."""
    return git_output(checkout, "log", "--reverse", "--format=%H", "--", path).decode().split()


def git_output(checkout: Path, *arguments: str) -> bytes:
    """Return what git prints in a repository."""
    return subprocess.run(["git", "-C", checkout, *arguments], check=True, capture_output=True).stdout


def exchanged(side: Side) -> None:
    """What comes back from other programs, and what git merges."""
    for name in ("source", "locales", "pyproject.toml"):
        side.copy(side.before / name, name)
    faq = f"{CATALOGS}/faq.po"
    for name in ("base", "ours", "theirs", "back"):
        side.copy(side.root / faq, f"{name}.po")
    for shift, name in enumerate(("ours", "theirs", "back")):
        hostile.fill_one(side.root / f"{name}.po", shift, kept=3)
    msgids = [entry.msgid for entry in hostile.entries(side.root / faq)]
    table, one, two, memory = (
        [(text, hostile.damaged(text, at + shift)) for at, text in enumerate(msgids)] for shift in range(4)
    )
    side.write("back.csv", "source,target\n" + "".join(f"{_cell(a)},{_cell(b)}\n" for a, b in table))
    ones = "".join(f"<trans-unit>{_unit(a, b)}</trans-unit>" for a, b in one)
    twos = "".join(f"<unit><segment>{_unit(a, b)}</segment></unit>" for a, b in two)
    side.write("one.xlf", XLIFF.format("1.2", 'original="faq" source-language="zh-CN" target-language="en"', ones))
    side.write("two.xlf", XLIFF.format("2.0", 'id="faq"', twos))
    variants = [f"<tu>{_variant('zh-CN', a)}{_variant('en', b)}</tu>" for a, b in memory]
    side.write("memory.tmx", TMX.format("".join(variants)))
    head = "source,target,mode,note\n"
    side.write("terms.csv", f"{head}控制台,panel,forced,x\n新词,new word,preferred,\n")
    side.write("bad.csv", f"{head}空,,forced,\n甲,a,strange,\n")
    for arguments in (
        "update --from back.po --json",
        "update --from back.csv --json",
        "update --from one.xlf",
        "update en --from two.xlf --json",
        "update --from terms.csv",
        "update --from none.po",
        "update --from pyproject.toml",
        "merge-driver base.po ours.po theirs.po faq.po",
        "merge-driver base.po back.po one.xlf faq.po",
        "glossary import en bad.csv",
        "glossary import en terms.csv --json",
        "glossary import en terms.csv bad.csv",
        "glossary export en written/terms.tbx",
        "memory import en memory.tmx --json",
        "memory import en memory.tmx --name again --machine",
        "memory import en locales/en/LC_MESSAGES --name po",
        "memory import en one.xlf",
        "memory export en written/out.tmx --include machine --json",
        "glossary mine en",
        "update",
        "check --json",
    ):
        side.i18n(*arguments.split())


XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:{0}" version="{0}" trgLang="en"><file {1}>{2}</file></xliff>'
TMX = '<tmx version="1.4"><header srclang="zh-CN"/><body>{}</body></tmx>'


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _unit(source: str, target: str) -> str:
    return _element("source", source) + _element("target", target)


def _variant(locale: str, text: str) -> str:
    return f'<tuv xml:lang="{locale}">{_element("seg", text)}</tuv>'


def broken(side: Side) -> None:
    """Sources and PO files that cannot be read whole."""
    for name, data in BROKEN_SOURCES.items():
        side.write(f"source/{name}", data)
    (side.root / "source/folder.md").mkdir()
    (side.root / "source/away.md").symlink_to(side.before / "README.md")
    for number, path in enumerate(sampled(CORPORA / "websoft9" / "zh" / "version-2.0", 30)[:20]):
        side.copy(path, f"source/guide-{number:02}.md")
    for dialect in ("docusaurus", "mkdocs"):
        side.write("i18n.toml", configuration({"dialect": dialect}))
        side.i18n("update")
        side.i18n("extract")
        hostile.fill(side.catalogs, 0)
        for path, change in zip(sorted(side.catalogs.glob("guide-*.po")), BREAKS, strict=False):
            path.write_bytes(change(path.read_bytes()))
        for command in ("status", "build", "check", "compile", "update"):
            side.i18n(command)
            side.i18n(command, "--json")
        side.i18n("translate", "en", "--engine", "pseudo")
        side.keep(dialect, "build", "locales")
        shutil.rmtree(side.root / "locales")
    for name in ("bad.md", "two.mdx"):
        side.write(f"source/{name}", b"# \xff\n")
        for command in ("update", "status", "build", "check"):
            side.i18n(command)
        (side.root / "source" / name).unlink()


BROKEN_SOURCES: dict[str, bytes | str] = {
    "empty.md": "",
    "mark.md": "\ufeff# 标题\r\n\r\n正文\r\n",
    "returns.md": "# 标题\r\r正文\r",
    "nothing.md": "# 标题\n\n\0正文\n",
    "front.md": "---\ntitle: 甲: 乙\n---\n\n正文\n",
    "twice.md": "---\ntitle: 甲\ntitle: 乙\n---\n\n正文\n",
    "open.md": "---\ntitle: 甲\n\n正文\n",
    "tags.md": "<Tabs>\n<TabItem label='标签'>\n\n正文 <5 元\n\n</Tabs>\n\n- 项 {没有结束\n",
    "skip.md": "正文\n\n<!-- i18n:skip-start -->\n\n后文\n",
    "two.md": "# 标题\n\n## 一 {#a}\n\n## 二 {#a}\n\n[去](#b) [去](none.md) ![图](none.png)\n",
}
"""Sources with something wrong in them."""


def _twice(data: bytes) -> bytes:
    head, _, rest = data.partition(b"\n\n")
    return head + b"\n\n" + rest + b"\n" + rest


BREAKS: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b'"\n', b"\n", 12),
    lambda data: data.replace(b'msgstr "', b'<<<<<<< HEAD\nmsgstr "a"\n=======\nmsgstr "', 3),
    lambda data: data.partition(b"\n\n")[2],
    lambda data: data.replace(b"msgstr", b"msgstr[0]", 4),
    lambda data: data.replace(b"msgid", b"msgid_plural", 4),
    lambda data: data.replace(b'msgstr "', b'msgstr "\xff', 2),
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"charset=UTF-8", b"charset=GBK"),
    lambda data: data.replace(b'\nmsgid "', b'\n#~ msgid "', 5),
    lambda data: data.replace(b"Language: en", b"Language: fr"),
    lambda data: data.replace(b'msgstr "', b'msgstr "\\q\0'),
    lambda data: b"",
    lambda data: b"<html>\n",
    _twice,
)
"""Ways to break a PO file."""


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
    for case in (HERE / "bad_projects.txt").read_text("utf-8").split("\n.\n"):
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


SCENARIOS: dict[str, Scenario] = {
    "help": helps,
    "project-files": project_files,
    "init": init,
    "own": own,
    "history": history,
    "edits": edited,
    "exchange": exchanged,
    "broken": broken,
    "fixtures": fixture_cases,
    "strings": ui_strings,
    "api": api,
    "mapped": mapped,
    "versions": versions,
    "damaged": damaged_websoft9,
    **{f"site-{dialect}": site(dialect) for dialect in SITES},
    **{f"commonmark-{dialect}": commonmark(dialect) for dialect in DIALECTS},
    "websoft9": websoft9,
}
"""All scenarios by name; those that tell most in the shortest time first."""
