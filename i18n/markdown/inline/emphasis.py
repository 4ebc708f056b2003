"""Bold and italic text of a translation and its source, where nothing but asterisks marks it."""

from __future__ import annotations

import re
from typing import NamedTuple

from i18n.markdown.inline.tree import URL, Emphasis, Inline, Link, Node, Text, everywhere

# a mark of another kind than the asterisk: \ ~ & < anywhere, and _ where it is not inside of a word
_OTHER_MARK = re.compile(r"[\\~&<_](?:(?<=[\\~&<])|(?<!\w_)|(?!\w))")
_ONE_OR_THREE = re.compile(r"\*(?:(?<!\*\*)(?!\*)|\*\*)")  # * and ***, but not **
_BOLD = re.compile(r"\*\*")


class Counted(NamedTuple):
    """What the asterisks of a text come to."""

    bold: int
    """How many pieces of it are bold."""
    italic: int
    """How many are italic."""
    marks: tuple[int, ...] = ()
    """Where pairs of asterisks stand that show as they are written."""

    @property
    def shown(self) -> int:
        """How many pairs of asterisks show as they are written."""
        return len(self.marks)


def count_emphasis(inline: Inline, prose: str) -> Counted | None:
    """Count the emphases of a text; `prose` is the text with its placeables masked.

    None where URLs, marks of another kind, or asterisks that show alone make it doubtful what was meant.
    """
    nodes = list(everywhere(inline.nodes))
    if _OTHER_MARK.search(prose) or any(isinstance(node, URL) for node in nodes):
        return None
    kinds = [node.kind for node in nodes if isinstance(node, Emphasis)]
    shown = [node for node in nodes if isinstance(node, Text) and "*" in node.words]
    if shown and (_ONE_OR_THREE.search(prose) or any(_is_image_or_titled(node) for node in nodes)):
        return None
    marks = tuple(node.start + match.start() for node in shown for match in _BOLD.finditer(node.words))
    return Counted(kinds.count("strong"), kinds.count("em"), marks)


def _is_image_or_titled(node: Node) -> bool:
    return isinstance(node, Link) and (node.kind == "image" or node.title_span is not None)
