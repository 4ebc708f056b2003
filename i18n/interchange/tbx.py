"""TBX: glossaries from and for term bases, as of 2019 (ISO 30042, TBX-Basic) and of 2008.

The status of a term says what a glossary asks for: a preferred term is `forced` here, an admitted one `preferred`, a
deprecated or superseded one `forbidden`, and one without a status `preferred`. No status means `do-not-translate`; the
term's project subset says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from i18n.errors import InterchangeError
from i18n.glossary import Mode, Term
from i18n.interchange.delivery import DeliveredTerms
from i18n.interchange.xml import Element, fits_xml, made, read_tree, written_tree
from i18n.language import same_language
from i18n.model import Position
from i18n.storage.files import read_bytes

_STATUSES: dict[Mode, str] = {
    "forced": "preferredTerm-admn-sts",
    "preferred": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
    "do-not-translate": "preferredTerm-admn-sts",
}
_MODES: dict[str, Mode] = {
    "preferred": "forced",
    "standardized": "forced",
    "admitted": "preferred",
    "deprecated": "forbidden",
    "superseded": "forbidden",
}
_UNTRANSLATED = "do-not-translate"
_MOST_NAMES = 5
_NAMES_2008 = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}


def read(file: Path, name: str, source_locale: str, locale: str) -> DeliveredTerms:
    """Read a TBX file; raises InterchangeError, with the line, where it is none or has nothing for these languages."""
    result = DeliveredTerms(name)
    languages: dict[str, None] = {}

    def take(concept: Element) -> None:
        terms = list(_terms(concept, source_locale, locale))
        languages.update(dict.fromkeys(part.attributes.get("lang", "") for part in concept.each("langSec", "langSet")))
        result.terms += terms
        result.others += not terms

    takers = {"conceptEntry": take, "termEntry": take}
    root = read_tree(read_bytes(file, name, InterchangeError), name, takers, names_dtd=True)
    if root.name not in ("tbx", "martif"):
        message = f"this is not TBX: its outermost element is <{root.name}>"
        raise InterchangeError(message, path=name, position=Position(root.line, 1))
    if result.others and not result.terms:
        hint = f"the file names these languages: {', '.join(filter(None, list(languages)[:_MOST_NAMES])) or 'none'}"
        raise InterchangeError(f"there is nothing from {source_locale} to {locale} in it", path=name, hint=hint)
    return result


def _terms(concept: Element, source_locale: str, locale: str) -> Iterator[Term]:
    """Yield the terms of a concept: each of its names with each rendering."""
    names = list(filter(None, map(_term_text, _sections(concept, source_locale))))
    for section in _sections(concept, locale):
        mode = _mode(section)
        # A word that is forbidden everywhere has no source.
        sources = names or ([""] if mode == "forbidden" else [])
        if target := _term_text(section):
            yield from (Term(source, target, mode, _note(section) or _note(concept)) for source in sources)


def _sections(concept: Element, locale: str) -> list[Element]:
    """Return the term sections of a locale, of those spelled exactly so if there are any."""
    languages = list(concept.each("langSec", "langSet"))
    for exactly in (True, False):
        for language in languages:
            if same_language(language.attributes.get("lang", ""), locale, exactly):
                return list(language.each("termSec", "tig", "ntig"))
    return []


def _term_text(section: Element) -> str:
    return next((" ".join(term.text.split()) for term in section.all("term")), "")


def _mode(section: Element) -> Mode:
    if any(subset == _UNTRANSLATED for subset in _values(section, "projectSubset")):
        return "do-not-translate"
    for kind in ("administrativeStatus", "normativeAuthorization"):
        for status in _values(section, kind):
            for start, mode in _MODES.items():
                if status.lower().startswith(start):
                    return mode
    return "preferred"


def _values(section: Element, kind: str) -> Iterator[str]:
    """Yield the values of a data category, written as an attribute or, in the other style, as an element."""
    for name in ("termNote", "admin"):
        yield from (one.text.strip() for one in section.all(name) if one.attributes.get("type") == kind)
    yield from (one.text.strip() for one in section.all(kind))


def _note(part: Element) -> str:
    """Return the note of a term or concept, else its definition."""
    notes = [" ".join(note.text.split()) for note in part.each("note")]
    notes = notes or [" ".join(text.split()) for text in _definitions(part)]
    return "; ".join(filter(None, notes))


def _definitions(part: Element) -> Iterator[str]:
    for group in (part, *part.each("descripGrp")):
        yield from (one.text for one in group.each("descrip") if one.attributes.get("type") == "definition")
        yield from (one.text for one in group.each("definition"))


# Writing ----------------------------------------------------------------------------------------


def write(terms: Iterable[Term], title: str, source_locale: str, locale: str, *, as_of_2008: bool = False) -> str:
    """Return terms as the text of a TBX file, a concept for each source term; what XML cannot hold is left out."""
    body = made("body")
    concepts: dict[str, list[Term]] = {}
    for number, term in enumerate(terms):
        if all(map(fits_xml, (term.source, term.target, term.note))):
            concepts.setdefault(term.source or f"\0{number}", []).append(term)
    for number, (source, renderings) in enumerate(concepts.items(), 1):
        concept = made("conceptEntry", id=f"c{number}")
        if not source.startswith("\0"):
            concept.children.append(_language(source_locale, made("termSec", made("term", source))))
        concept.children.append(_language(locale, *map(_section, renderings)))
        body.children.append(concept)
    file = made("fileDesc", made("sourceDesc", made("p", title)))
    if as_of_2008:
        header = made("martifHeader", file, made("encodingDesc", made("p", "TBXBasicXCSV02.xcs", type="XCSURI")))
        root = made("martif", header, made("text", _renamed(body)), type="TBX-Basic", xml_lang="en")
    else:
        root = made("tbx", made("tbxHeader", file), made("text", body), type="TBX-Basic", style="dca", xml_lang="en")
        root.attributes["xmlns"] = "urn:iso:std:iso:30042:ed-2"
    return written_tree(root)


def _language(locale: str, *sections: Element) -> Element:
    return made("langSec", *sections, xml_lang=locale.replace("_", "-"))


def _section(term: Term) -> Element:
    section = made("termSec", made("term", term.target))
    section.children.append(made("termNote", _STATUSES[term.mode], type="administrativeStatus"))
    if term.mode == _UNTRANSLATED:
        section.children.append(made("admin", _UNTRANSLATED, type="projectSubset"))
    if term.note:
        section.children.append(made("note", term.note))
    return section


def _renamed(element: Element) -> Element:
    """Return an element with the names that it and those in it had in 2008."""
    children = [_renamed(child) if isinstance(child, Element) else child for child in element.children]
    return Element(_NAMES_2008.get(element.name, element.name), "", element.attributes, 0, children)
