"""Definitions of links: `[label]: destination "title"`; the title is for translators."""

from __future__ import annotations

from markdown_it.token import Token

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import note_block
from i18n.markdown.segments.images import link_title_segment
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.markdown.targets import read_target


def _segments(visit: Visit, token: Token, scope: Scope) -> None:
    """Make the title of a definition a segment, and skip the rest of it."""
    leaf = visit.leaf("definition", token)
    target = read_target(leaf.content, len(token.meta["label"]) + len("[]:"))
    if target and target.title and not scope.skip and visit.may_be_message(token.meta["title"]):
        link_title_segment(visit, leaf, target.title, scope.named("link title"))
    visit.sink.leaf(leaf)
    visit.sink.skip_around(leaf, leaf.slots, 0, len(leaf.content), scope.skip or "link definition")


CONSTRUCT = Construct(notes={"reference": note_block}, leaves={"definition": _segments})
