"""Directives for translators in comments: `<!-- i18n:skip -->`, in MDX also `{/* i18n:skip */}`.

`skip`, `comment` and `context` hold for the next block and all in it; `skip-start` and `skip-end` are siblings.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.suggestions import nearest

# <!-- i18n:comment 按钮的名称 -->, {/* i18n:skip */}
_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*i18n:\s*([\w-]*)\s*(.*?)\s*(?:-->|\*/\})\s*", re.DOTALL)
_NAMES = ("comment", "context", "skip", "skip-end", "skip-start")
_UNCLOSED_HINT = "close it before its list item, quote or document ends"


def may_be_directive(token: Token) -> bool:
    """Tell whether a block is a comment, or an expression, that mentions `i18n:`."""
    return token.type in ("html_block", "expression") and "i18n:" in token.content


class Directives:
    """What the directives in one container say of the blocks that follow them there."""

    __slots__ = ("base", "outside", "skip_start", "upcoming", "visit")

    def __init__(self, visit: Visit, scope: Scope) -> None:
        """Take what holds for the blocks of a container where no directive says more."""
        self.visit = visit
        self.outside = self.base = self.upcoming = scope
        self.skip_start: Token | None = None

    def take(self, token: Token) -> bool:
        """Heed a block that may be a directive, and tell whether it is one."""
        match = _DIRECTIVE.fullmatch(token.content)
        if not match:
            return False
        name, argument = match[1], " ".join(match[2].split())
        self.visit.sink.skip_block(token, "directive")
        if name == "skip-start":
            self.skip_start = token
            self.base = self.upcoming = self.outside._replace(skip="i18n:skip-start")
        elif name == "skip-end":
            if not self.skip_start:
                self.visit.sink.block_finding("directive", "this i18n:skip-end closes nothing", token, about=name)
            self.skip_start = None
            self.base = self.upcoming = self.outside
        elif name in _NAMES:
            self.upcoming = _directed(self.upcoming, name, argument)
        else:
            self._report_unknown(token, name)
        return True

    def next_scope(self) -> Scope:
        """Return what holds for the next block; directives of one block are used up by that."""
        scope, self.upcoming = self.upcoming, self.base
        return scope

    def end(self) -> None:
        """Report a directive that nothing has closed."""
        if self.skip_start:
            message = "this i18n:skip-start has no i18n:skip-end"
            self.visit.sink.block_finding("directive", message, self.skip_start, _UNCLOSED_HINT, "skip-start")

    def _report_unknown(self, token: Token, name: str) -> None:
        near = nearest(name, _NAMES)
        hint = f"did you mean i18n:{near}?" if near else f"known: {', '.join(_NAMES)}"
        self.visit.sink.block_finding("directive", f"there is no directive i18n:{name}", token, hint, name)


def _directed(scope: Scope, name: str, argument: str) -> Scope:
    """Return what holds for the next block once a directive of one block has been heeded."""
    if name == "skip":
        return scope._replace(skip="i18n:skip")
    if name == "comment":
        return scope._replace(comments=(*scope.comments, argument))
    return scope._replace(context=argument or None)
