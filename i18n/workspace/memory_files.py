"""Imported memories: TMX files in `locales/<locale>/memory/`, beside the PO files and in version control like them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from i18n.catalog.message import Message
from i18n.errors import I18nError
from i18n.interchange import tmx
from i18n.model import Finding, Severity
from i18n.project import Project, layout

_LINE_NUMBER = re.compile(r":\d+$")


Report: TypeAlias = Callable[[I18nError], object]
"""Is told of a file that cannot be read."""


def memory_files(project: Project, locale: str) -> list[Path]:
    """Return the imported memories of a locale."""
    return sorted((project.root / layout.memories(locale)).glob("*.tmx"))


def imported_messages(project: Project, locale: str, report: Report) -> Iterator[Message]:
    """Yield the translations of a locale's imported memories.

    They are as those of obsolete messages: not in use here, so a catalog's own work comes before them.
    """
    for file in memory_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            found = tmx.read(file, name, project.source_locale, locale).messages
        except I18nError as error:
            report(error)
            continue
        yield from (replace(message, obsolete=True) for message in found)


def placed(message: Message, name: str) -> Message:
    """Return a message that says which documents it stands in: those it refers to, or its catalog."""
    documents = dict.fromkeys(_LINE_NUMBER.sub("", reference) for reference in message.references)
    return replace(message, references=list(documents) or [name])


def left_out(messages: Iterable[Message], path: str) -> Iterator[Finding]:
    """Yield a finding for each message that no TMX file can hold."""
    for message in messages:
        text = f"{tmx.quoted_text(message)} was left out, since XML cannot hold its control characters"
        yield Finding("control-character", text, Severity.WARNING, path, msgid=message.msgid)
