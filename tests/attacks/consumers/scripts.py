"""Consumers of npm: Docusaurus, VitePress with Vue, Starlight, markdown-it, remark; and MkDocs, a worker too."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec

from attacks.consumers.consumer import HERE, PACKAGES, Consume, Consumed, Consumer, worker_of_pages
from attacks.consumers.front_matter import divided
from attacks.tree import Tree, from_data, from_html, from_json


def script(name: str, file: str, *arguments: str, knows_data: bool = True) -> Consumer:
    """Return a consumer that a script of node runs; one that does not know front matter never sees it."""
    command = ["node", str(HERE / file), *arguments]
    return Consumer(
        name,
        lambda: "" if shutil.which("node") and (PACKAGES / "node_modules").is_dir() else "node and its packages",
        lambda folder: worker_of_pages(command, _tree) if knows_data else _without_data(command),
    )


def _tree(answer: dict) -> Tree:
    if "html" not in answer:
        return from_json(answer["tree"])
    page = from_html(answer["html"])
    return Tree("site", {}, (from_json(answer["data"]), page)) if "data" in answer else page


@contextmanager
def _without_data(command: list[str]) -> Iterator[Consume]:
    """Give a function that takes off front matter, for readers that know none."""
    with worker_of_pages(command, _tree) as inner:

        def consume(pages: Mapping[str, str]) -> dict[str, Consumed]:
            parts = {name: divided(text) for name, text in pages.items()}
            read = inner({name: body for name, (_, body) in parts.items()})
            return {
                name: Consumed(one.tree and Tree("site", {}, (parts[name][0], one.tree)), one.error)
                for name, one in read.items()
            }

        yield consume


def mkdocs(name: str, *arguments: str) -> Consumer:
    """Return MkDocs with Material's extensions and macros."""
    command = [sys.executable, str(HERE / "mkdocs_pages.py")]
    return Consumer(
        name,
        lambda: "" if find_spec("mkdocs_macros") else "mkdocs-macros-plugin",
        lambda folder: worker_of_pages([*command, str(folder), *arguments], _page),
    )


def _page(answer: dict) -> Tree:
    return Tree("site", {}, (from_data("front matter", answer["data"]), from_html(answer["html"])))
