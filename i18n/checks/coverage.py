"""Coverage: text in the source language that no rule could read, and so nobody can translate."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.document import Document
from i18n.language import script_of
from i18n.model import Finding, Severity, shortened

_NOT_UNDERSTOOD = "not understood"
_SAID_ALREADY = "not understood: front matter that cannot be read"
"""The rule `front-matter` says where and why."""
_HINT = "it stays as it is in every locale; see what `i18n extract --explain` shows there, and rewrite it"


def uncovered(document: Document) -> Iterator[Finding]:
    """Yield a warning for each span of a source with human text that is not understood, unless reading it said so."""
    script = script_of(document.source_locale)
    for skip in document.skips:
        if skip.reason == _SAID_ALREADY:
            continue
        text = document.text[slice(*skip.span)]
        match = script.search(text) if script and skip.reason.startswith(_NOT_UNDERSTOOD) else None
        if match:
            line = text[match.start() :].partition("\n")[0].strip()
            shown = shortened(line, 40)
            reason = skip.reason.removeprefix(_NOT_UNDERSTOOD).removeprefix(": ")
            message = f"the text “{shown}” is not understood" + (f": {reason}" if reason else "")
            position = document.position(skip.span.start + match.start())
            yield Finding("coverage", message, Severity.WARNING, position=position, hint=_HINT, about=(line,))
