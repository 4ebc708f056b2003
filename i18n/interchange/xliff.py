"""XLIFF 1.x and 2.x: files that po2xliff made and translators filled in, and those of Weblate and other tools.

Codes in a text become text again where the file says what they stand for: `<ph>` and the like hold the code, or name
it (`equiv-text`, `dataRef`); `<mrk>` marks text and stands for none. A unit with any other code is not taken, since
nobody could tell what its translation means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from i18n.errors import InterchangeError
from i18n.interchange.delivery import Delivery, TranslationUnit
from i18n.interchange.xml import Element, read_tree
from i18n.model import Finding, Position, Severity
from i18n.storage.files import read_bytes

_HEADER = "x-gettext-domain-header"
# States of XLIFF: `needs-translation`, `new`, `initial`.
_UNDONE = re.compile(r"needs-.*|new|initial")
_DONE = ("translated", "final", "signed-off", "reviewed")
# Qualifiers of states: `leveraged-mt`, `mt-suggestion`, `fuzzy-match`, `rejected-grammar`.
_BY_MACHINE_OR_WRONG = re.compile(r".*-mt|mt-.*|fuzzy-match|rejected-.*")
_NATIVE_CODE = ("ph", "bpt", "ept", "it")
_TRANSPARENT = ("mrk", "sm", "em")


class _UnknownCodeError(Exception):
    """A code that does not say which text it stands for."""


def read(file: Path, name: str) -> Delivery:
    """Read an XLIFF file; raises InterchangeError, with the line, where it is none."""
    root = read_tree(read_bytes(file, name, InterchangeError), name)
    if root.name != "xliff":
        message = f"this is not XLIFF: its outermost element is <{root.name}>"
        raise InterchangeError(message, path=name, position=Position(root.line, 1))
    files = list(root.each("file"))
    languages = [part.attributes.get("target-language", "") for part in files]
    delivery = Delivery(name, root.attributes.get("trgLang") or next(filter(None, languages), ""))
    units = _units_2 if root.attributes.get("version", "").startswith("2") else _units_1
    for part in files:
        units(part, delivery)
    return delivery


# 1.x --------------------------------------------------------------------------------------------


def _units_1(part: Element, delivery: Delivery) -> None:
    for element in part.all("trans-unit"):
        source, target = element.first("source"), element.first("target")
        if source is None or element.attributes.get("restype") == _HEADER:
            continue
        contexts = [(context.attributes.get("context-type"), context.text) for context in _contexts(element)]
        context = next((text for kind, text in contexts if kind == "x-po-msgctxt"), None)
        try:
            unit = TranslationUnit(
                _text(source, {}),
                _text(target, {}) if target else "",
                context,
                context_known=context is not None,
                fuzzy=target is not None and _is_fuzzy_1(element, target),
                locations=tuple(text for kind, text in contexts if kind == "sourcefile"),
                origin=part.attributes.get("original", ""),
                line=element.line,
            )
        except _UnknownCodeError as code:
            _refuse(code, element, delivery)
        else:
            delivery.units.append(unit)


def _contexts(element: Element) -> Iterator[Element]:
    return (context for group in element.each("context-group") for context in group.each("context"))


def _is_fuzzy_1(element: Element, target: Element) -> bool:
    state = target.attributes.get("state", "")
    if _UNDONE.fullmatch(state) or _BY_MACHINE_OR_WRONG.fullmatch(target.attributes.get("state-qualifier", "")):
        return True
    return element.attributes.get("approved") == "no" and state not in _DONE


# 2.x --------------------------------------------------------------------------------------------


def _units_2(part: Element, delivery: Delivery) -> None:
    for element in part.all("unit"):
        segments = list(element.each("segment", "ignorable"))
        data = {
            one.attributes.get("id", ""): one.text
            for group in element.each("originalData")
            for one in group.each("data")
        }
        try:
            unit = TranslationUnit(
                "".join(_text(source, data) for one in segments if (source := one.first("source"))),
                _target_2(segments, data),
                fuzzy=any(one.attributes.get("state") == "initial" for one in segments if one.first("target")),
                locations=tuple(_locations_2(element)),
                origin=part.attributes.get("original", ""),
                line=element.line,
            )
        except _UnknownCodeError as code:
            _refuse(code, element, delivery)
        else:
            delivery.units.append(unit)


def _target_2(segments: list[Element], data: Mapping[str, str]) -> str:
    """Return the translation of all segments together; nothing as long as one has none."""
    targets = [one.first("target") or (one.first("source") if one.name == "ignorable" else None) for one in segments]
    texts = [_text(target, data) if target else "" for target in targets]
    missing = any(not text.strip() for one, text in zip(segments, texts, strict=True) if one.name == "segment")
    return "" if missing else "".join(texts)


def _locations_2(element: Element) -> Iterator[str]:
    for notes in element.each("notes"):
        yield from (note.text for note in notes.each("note") if note.attributes.get("category") == "location")


# Text -------------------------------------------------------------------------------------------


def _text(element: Element, data: Mapping[str, str]) -> str:
    """Return the text of a source or target with its codes written out."""
    return "".join(child if isinstance(child, str) else _code(child, data) for child in element.children)


def _code(code: Element, data: Mapping[str, str]) -> str:
    attributes = code.attributes
    if code.name in _TRANSPARENT:
        return _text(code, data)
    if code.name == "cp":
        return _character(attributes.get("hex", ""))
    if "dataRef" in attributes:
        return _known(code, data, "dataRef")
    if code.name == "pc" and "dataRefStart" in attributes:
        return _known(code, data, "dataRefStart") + _text(code, data) + _known(code, data, "dataRefEnd")
    if code.name in _NATIVE_CODE and code.children and all(isinstance(child, str) for child in code.children):
        return code.text
    if "equiv-text" in attributes and not code.children:
        return attributes["equiv-text"]
    raise _UnknownCodeError(code.name)


def _known(code: Element, data: Mapping[str, str], attribute: str) -> str:
    try:
        return data[code.attributes[attribute]]
    except KeyError:
        raise _UnknownCodeError(code.name) from None


def _character(number: str) -> str:
    try:
        character = chr(int(number, 16))
        character.encode()
    except (ValueError, OverflowError):
        raise _UnknownCodeError("cp") from None
    return character


def _refuse(code: _UnknownCodeError, element: Element, delivery: Delivery) -> None:
    """Say why a unit is not taken, if it is translated."""
    if not any(target.text.strip() for target in element.all("target")):
        return
    source = next(element.all("source"), element)
    finding = Finding(
        "unknown-code",
        f"a unit was not taken, since nothing says what its <{code}> stands for",
        Severity.WARNING,
        delivery.path,
        Position(element.line, 1),
        msgid=source.text,
        hint="translate this message in the PO file",
    )
    delivery.findings.append(finding)
