"""Front matter, for consumers that know none: programs that use them take it off."""

from __future__ import annotations

import re

import yaml
from attacks.tree import Tree, from_data

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<data>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def divided(text: str) -> tuple[Tree, str]:
    """Return the data at the start of a page, and the rest; broken data is text."""
    match = _FRONT_MATTER.match(text)
    try:
        data = yaml.safe_load(match["data"]) if match else {}
    except yaml.YAMLError as error:
        return Tree("front matter", {"broken": str(error).split("\n")[0]}), text[match.end() :]
    if match and isinstance(data, dict):
        return from_data("front matter", data), text[match.end() :]
    return Tree("front matter"), text
