"""PO files as pybabel, OmegaT, Poedit or Weblate hand them back."""

from __future__ import annotations

import re
from pathlib import Path

from i18n.catalog.message import Message
from i18n.catalog.state import State, marks, state_of
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError
from i18n.interchange.delivery import Delivery, TranslationUnit
from i18n.storage.files import read_text

# The `:12` of `source/a.md:12`.
_LINE_NUMBER = re.compile(r":\d+$")


def read(file: Path, name: str) -> Delivery:
    """Read a PO file, without its obsolete messages; raises CatalogError where it cannot be read whole."""
    catalog = read_catalog(read_text(file, name, CatalogError), name)
    units = [_unit(message) for message in catalog.active if message.plural is None]
    return Delivery(name, catalog.header.get("Language", ""), units)


def _unit(message: Message) -> TranslationUnit:
    return TranslationUnit(
        message.msgid,
        message.msgstr,
        message.msgctxt,
        context_known=True,
        fuzzy=message.fuzzy,
        mark=next(iter(marks(message.comments)), ""),
        by_machine=state_of(message) in (State.MACHINE, State.STALE),
        locations=tuple(_LINE_NUMBER.sub("", reference) for reference in message.references),
        line=message.line,
    )
