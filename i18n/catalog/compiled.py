"""Compiled catalogs (MO): what a program reads that does not read PO files. The same content as `msgfmt` writes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from i18n.catalog.message import Catalog, Message

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_ENTRY = struct.Struct("<2I")


def compile_catalog(catalog: Catalog) -> bytes:
    """Return the MO file of a catalog: its header and its translations, without fuzzy, empty and obsolete ones."""
    pairs = sorted(_pairs(catalog))
    tables = _HEADER.size + 2 * _ENTRY.size * len(pairs)
    keys = b"".join(key + b"\0" for key, _ in pairs)
    head = _HEADER.pack(_MAGIC, 0, len(pairs), _HEADER.size, _HEADER.size + _ENTRY.size * len(pairs), 0, tables)
    places = [*_places([key for key, _ in pairs], tables), *_places([text for _, text in pairs], tables + len(keys))]
    return head + b"".join(places) + keys + b"".join(text + b"\0" for _, text in pairs)


def _pairs(catalog: Catalog) -> Iterator[tuple[bytes, bytes]]:
    """Yield what is looked up, and what is found."""
    if catalog.header:
        yield b"", "".join(f"{name}: {value}\n" for name, value in catalog.header.items()).encode()
    for message in catalog.active:
        texts = [message.msgstr] if message.plural is None else message.plurals
        if not message.fuzzy and texts and texts[0]:
            yield _key(message).encode(), "\0".join(texts).encode()


def _key(message: Message) -> str:
    key = message.msgid if message.msgctxt is None else f"{message.msgctxt}\x04{message.msgid}"
    return key if message.plural is None else f"{key}\0{message.plural}"


def _places(texts: list[bytes], at: int) -> Iterator[bytes]:
    """Yield length and offset of each text; a NUL stands behind each."""
    for text in texts:
        yield _ENTRY.pack(len(text), at)
        at += len(text) + 1
