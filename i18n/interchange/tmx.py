"""TMX 1.4b: translation memories, from and for any other tool.

A translation goes out with what we know of it, in properties that other tools carry or ignore: its state, the mark of a
machine, its context, and the documents it stands in. Notes say what the text is, and below which heading. What comes
in without such properties is a person's, unless it says that a machine wrote it. Codes inside a segment are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import i18n
from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_MACHINE, Origin, State, marks, state_of, with_machine_translation
from i18n.errors import InterchangeError
from i18n.interchange.xml import Element, fits_xml, made, read_tree, written_tree
from i18n.language import same_language
from i18n.model import Finding, Position, Severity, shortened
from i18n.storage.files import read_bytes

_CONTEXT, _DOCUMENT, _STATE, _MARK = "x-context", "x-document", "x-state", "x-mark"
_CODES = ("bpt", "ept", "it", "ph", "ut", "sub")
# Names of authors that are machines: `MT`, `mt-engine`, `nmt`, `Machine Translation`, `google translate`.
_MACHINE = re.compile(r"mt\b.*|nmt|.*\bmachine[ -]?translat\w*|(google|deepl|microsoft|bing|azure|baidu|tencent)\b.*")
_MOST_NAMES = 5


@dataclass(slots=True)
class Memories:
    """What a TMX file holds for two languages."""

    path: str
    """The file, as the user named it."""
    messages: list[Message] = field(default_factory=list)
    """Its translations as messages, in order; their references are documents."""
    findings: list[Finding] = field(default_factory=list)
    """What in it could not be read, where the rest could."""
    others: int = 0
    """Units without a translation between these languages."""


def read(file: Path, name: str, source_locale: str, locale: str) -> Memories:
    """Read a TMX file; raises InterchangeError, with the line, where it is none or has nothing for these languages."""
    result = Memories(name)
    languages: dict[str, None] = {}

    def take(unit: Element) -> None:
        variants = {_language(variant): variant for variant in reversed(list(unit.each("tuv")))}
        languages.update(dict.fromkeys(reversed(variants)))
        source, target = _chosen(variants, source_locale), _chosen(variants, locale)
        if source is None or target is None or source is target:
            result.others += 1
            return
        texts = _text(source.first("seg")), _text(target.first("seg"))
        if texts[0] is None or texts[1] is None:
            result.findings.append(_unknown_code(unit, name))
        elif texts[0].strip() and texts[1].strip():
            result.messages.append(_message(unit, target, texts[0], texts[1]))
        else:
            result.others += 1

    root = read_tree(read_bytes(file, name, InterchangeError), name, {"tu": take}, names_dtd=True)
    if root.name != "tmx":
        message = f"this is not TMX: its outermost element is <{root.name}>"
        raise InterchangeError(message, path=name, position=Position(root.line, 1))
    if result.others and not result.messages and not result.findings:
        named = ", ".join(filter(None, list(languages)[:_MOST_NAMES])) or "none"
        hint = f"the file names these languages: {named}"
        raise InterchangeError(f"there is nothing from {source_locale} to {locale} in it", path=name, hint=hint)
    return result


def _language(variant: Element) -> str:
    return variant.attributes.get("lang", "")


def _chosen(variants: dict[str, Element], locale: str) -> Element | None:
    for exactly in (True, False):
        for language, variant in variants.items():
            if same_language(language, locale, exactly):
                return variant
    return None


def _text(segment: Element | None) -> str | None:
    """Return the text of a segment with its codes written out; None where one does not say what it stands for."""
    parts: list[str] = []
    for child in segment.children if segment else ():
        if isinstance(child, str):
            parts.append(child)
            continue
        inner = _text(child)
        if inner is None or (child.name in _CODES and not inner):
            return None
        parts.append(inner)
    return "".join(parts)


def _unknown_code(unit: Element, path: str) -> Finding:
    message = "a unit was not taken, since nothing says what its codes stand for"
    text = next((segment.text for variant in unit.each("tuv") for segment in variant.each("seg")), "")
    return Finding("unknown-code", message, Severity.WARNING, path, Position(unit.line, 1), msgid=text)


def _message(unit: Element, target: Element, msgid: str, msgstr: str) -> Message:
    properties = [(prop.attributes.get("type", ""), prop.text) for part in (unit, target) for prop in part.each("prop")]
    of = dict(reversed(properties))
    message = Message(
        msgid,
        msgstr,
        of.get(_CONTEXT),
        extracted=[line for note in unit.each("note") for line in note.text.split("\n") if line.strip()],
        references=[text for kind, text in properties if kind == _DOCUMENT and text.strip()],
        line=unit.line,
    )
    message.comments = marks([of.get(_MARK, "")])
    if of.get(_STATE) == State.MACHINE:
        return replace(message, flags=["fuzzy"]) if message.comments else by_machine(message, "tmx")
    machine = _machine(unit, target) if _STATE not in of else ""
    return by_machine(message, machine) if machine else message


def by_machine(message: Message, engine: str) -> Message:
    """Return a message with the mark that says that a machine wrote its translation."""
    untranslated = replace(message, msgstr="", flags=[])
    return with_machine_translation(untranslated, message.msgstr, Origin(engine, "-", "-", "-", "-"))


def _machine(unit: Element, target: Element) -> str:
    """Return the name of the machine that is said to have written a translation, or nothing."""
    for part in (target, unit):
        for who in (part.attributes.get("changeid", ""), part.attributes.get("creationid", "")):
            if who:
                return re.sub(r"\W+", "-", who).strip("-") if _MACHINE.fullmatch(who.lower()) else ""
    return ""


# Writing ----------------------------------------------------------------------------------------


def write(messages: Iterable[Message], source_locale: str, locale: str, left_out: list[Message]) -> str:
    """Return translations as the text of a TMX file; those that XML cannot hold are added to `left_out`."""
    header = {
        "creationtool": "guide-i18n",
        "creationtoolversion": i18n.__version__,
        "datatype": "plaintext",
        "segtype": "paragraph",
        "adminlang": "en",
        "srclang": _tag(source_locale),
        "o-tmf": "PO",
    }
    body = made("body")
    for message in messages:
        if all(map(fits_xml, _texts(message))):
            body.children.append(_unit(message, _tag(source_locale), _tag(locale)))
        else:
            left_out.append(message)
    return written_tree(made("tmx", made("header", **header), body, version="1.4"))


def _tag(locale: str) -> str:
    return locale.replace("_", "-")


def _texts(message: Message) -> Iterator[str]:
    yield from (message.msgid, message.msgstr, message.msgctxt or "")
    yield from (*message.extracted, *message.references, *message.comments)


def _unit(message: Message, source: str, target: str) -> Element:
    unit = made("tu")
    unit.children += [made("note", line) for line in message.extracted]
    unit.children += [made("prop", text, type=kind) for kind, text in _properties(message)]
    unit.children.append(made("tuv", made("seg", message.msgid), xml_lang=source))
    unit.children.append(made("tuv", made("seg", message.msgstr), xml_lang=target))
    return unit


def _properties(message: Message) -> Iterator[tuple[str, str]]:
    yield from ((_DOCUMENT, document) for document in message.references)
    if message.msgctxt is not None:
        yield _CONTEXT, message.msgctxt
    yield _STATE, state_of(message)
    yield from ((_MARK, mark) for mark in marks(message.comments)[:1])


def exportable(message: Message) -> bool:
    """Tell whether a message holds a finished translation that a memory can hold."""
    return message.plural is None and state_of(message) in SHOWN_AS_MACHINE


def quoted_text(message: Message) -> str:
    """Return the text of a message, shortened and in quotation marks, as people are told it."""
    return f"“{shortened(message.msgid, 40)}”"
