"""Files of data, as their languages' own readers read them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import yaml
from attacks.consumers.consumer import Consume, Consumed, Consumer
from attacks.tree import Tree, from_data, from_html


def read(name: str, text: str) -> object:
    """Return the data of a file, by its suffix."""
    if name.endswith(".json"):
        return json.loads(text)
    return tomllib.loads(text) if name.endswith(".toml") else yaml.safe_load(text)


def readable(name: str, text: str) -> Consumed:
    """Return the tree of some data, or why there is none."""
    try:
        return Consumed(from_data("data", read(name, text)))
    except (ValueError, yaml.YAMLError) as error:
        return Consumed(None, str(error).replace("\n", " "))


def material(name: str, text: str) -> Consumed:
    """Return the tree of `mkdocs.yml`, with the titles of its navigation as Material has them: as HTML."""
    consumed = readable(name, text)
    if consumed.tree is None:
        return consumed
    data = read(name, text)
    told = {**data, "nav": list(_navigation(data.get("nav")))} if isinstance(data, dict) else data
    titles = [from_html(f"<nav>{title}</nav>") for title, _ in told["nav"]] if isinstance(told, dict) else []
    return Consumed(Tree("site", {}, (from_data("data", told), *titles)))


def _navigation(data: object) -> Iterator[list[object]]:
    """Yield titles, which are keys, and what is below them, in order."""
    if isinstance(data, dict):
        for title, below in data.items():
            yield [title, type(below).__name__]
            yield from _navigation(below)
    if isinstance(data, list):
        for item in data:
            yield from _navigation(item)


@contextmanager
def _opened(of_one: Callable[[str, str], Consumed]) -> Iterator[Consume]:
    yield lambda pages: {name: of_one(name, text) for name, text in pages.items()}


DATA = Consumer("data", lambda: "", lambda folder: _opened(readable))
MATERIAL = Consumer("Material", lambda: "", lambda folder: _opened(material))
