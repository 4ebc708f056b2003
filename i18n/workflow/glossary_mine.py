"""Propose terms from what people have translated: `i18n glossary mine`.

What a guide prints in bold or quotes, and what it has for headings, is mostly the name of something. One that
is rendered the same way wherever it stands is a term; a person decides whether it belongs in the glossary.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, state_of
from i18n.errors import UsageError
from i18n.glossary import Glossary, Term, rendered
from i18n.interchange import term_tables
from i18n.language import has_letter, script_of
from i18n.project import Project
from i18n.storage.files import write_text
from i18n.workspace.catalogs import catalogs_in_turn
from i18n.workspace.glossaries import glossary_name, open_glossary
from i18n.workspace.outcome import Outcome, Progress, silent

FEWEST_PLACES = 3
"""Messages in which a term is marked, or a heading, at least."""
LEAST_AGREEMENT = 0.8
"""How much of them, and of all messages that it stands in, must have one rendering."""
_LONGEST_SOURCE = 16
_MOST_WORDS = 6
_LITERAL = re.compile(r"`[^`]*`|!?\[[^\]]*\]\([^)]*\)|<[^>]*>|\{[^}]*\}")
_MARKED = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|“(?P<quoted>[^“”]+)”|「(?P<corner>[^「」]+)」|『(?P<double>[^『』]+)』"
    r'|【(?P<lens>[^【】]+)】|"(?P<plain>[^"]+)"'
)
_QUOTES = "“”「」『』【】\"' "
_NAME = re.compile(r"[\w .&+/’'-]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that may belong in the glossary."""

    source: str
    """The term."""
    target: str
    """Its rendering in most places, as it is mostly spelled."""
    agreeing: int
    """Messages with this rendering, whatever its capitals and endings."""
    places: int
    """All messages that it stands in."""
    example: str
    """The catalog of its first place."""

    @property
    def agreement(self) -> float:
        """How much of the messages has this rendering, 0 to 1."""
        return self.agreeing / self.places


@dataclass(slots=True)
class Mined(Outcome):
    """What `glossary mine` found."""

    proposals: list[Proposal] = field(default_factory=list)
    """Terms that the glossary does not have, the most frequent first."""
    messages: int = 0
    """Translations by people that were looked at."""


def mine(project: Project, locale: str, progress: Progress = silent) -> Mined:
    """Propose terms from the catalogs of a locale; raises ConfigurationError."""
    project.chosen_locales([locale])
    glossary = open_glossary(project, locale)
    outcome = Mined()
    by_people = [
        (name, message)
        for name, catalog in catalogs_in_turn(project, locale, outcome, progress)
        for message in catalog.messages
        if state_of(message) in SHOWN_AS_HUMAN
    ]
    outcome.messages = len(by_people)
    outcome.proposals = proposals(by_people, project.source_locale, glossary)
    return outcome


def write_proposals(project: Project, locale: str, path: str, found: Iterable[Proposal]) -> None:
    """Write proposals as a table for a person to go through; raises UsageError for the glossary itself."""
    file = Path(path)
    if file.suffix.lower() != ".csv":
        raise UsageError(f"{path} is no CSV file", hint="name a file such as terms.csv")
    if file.resolve() == (project.root / glossary_name(project, locale)).resolve():
        hint = "write them to another file, delete what is no term, and take the rest in with `i18n glossary import`"
        raise UsageError("proposals are not written into the glossary", hint=hint)
    rows = [
        Term(one.source, one.target, "preferred", f"proposed: {one.agreeing} of {one.places} places") for one in found
    ]
    write_text(file, path, term_tables.write(rows))


def proposals(messages: Sequence[tuple[str, Message]], source_locale: str, glossary: Glossary) -> list[Proposal]:
    """Return the terms that are rendered consistently in messages, each given with the name of its catalog.

    A word of a heading may be an ordinary word in sentences, so all messages that a term stands in count.
    """
    marked: defaultdict[str, list[str]] = defaultdict(list)
    script = script_of(source_locale)
    for _, message in messages:
        for source, target in dict.fromkeys(_pairs(message)):
            if _is_term(source, target, script) and source.lower() not in glossary.by_source:
                marked[source].append(target)
    candidates = Glossary(tuple(filter(None, (_agreed(source, targets) for source, targets in marked.items()))))
    found = [one for one in _in_all_places(candidates, messages) if one.agreement >= LEAST_AGREEMENT]
    return sorted(found, key=lambda one: (-one.agreeing, one.source))


def _agreed(source: str, targets: list[str]) -> Term | None:
    """Return a term as it is mostly spelled, if it stands in enough places that agree but for its capitals."""
    folded = Counter(map(str.casefold, targets))
    most, agreeing = folded.most_common(1)[0]
    if len(targets) < FEWEST_PLACES or agreeing < LEAST_AGREEMENT * len(targets):
        return None
    return Term(source, Counter(target for target in targets if target.casefold() == most).most_common(1)[0][0])


def _in_all_places(candidates: Glossary, messages: Iterable[tuple[str, Message]]) -> Iterator[Proposal]:
    """Yield candidates with the messages that they stand in, in whatever form, and where the first is."""
    agreeing: Counter[Term] = Counter()
    places: Counter[Term] = Counter()
    first: dict[Term, str] = {}
    for name, message in messages:
        for term in dict.fromkeys(match.terms[0] for match in candidates.matches(message.msgid)):
            places[term] += 1
            agreeing[term] += rendered(term, message.msgstr) is not None
            first.setdefault(term, name)
    for term, number in places.items():
        yield Proposal(term.source, term.target, agreeing[term], number, first[term])


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield what is marked in a message, or its whole text if it is a heading, with its counterpart."""
    if any(note.startswith("heading ") for note in message.extracted):
        yield message.msgid.strip(_QUOTES + "*"), message.msgstr.strip(_QUOTES + "*")
    sources, targets = list(_marked(message.msgid)), list(_marked(message.msgstr))
    for kinds in (("bold",), ("quoted",), ("bold", "quoted")):
        left = [text for kind, text in sources if kind in kinds]
        right = [text for kind, text in targets if kind in kinds]
        if left and len(left) == len(right):
            yield from zip(left, right, strict=True)


def _marked(text: str) -> Iterator[tuple[str, str]]:
    for match in _MARKED.finditer(_LITERAL.sub("`", text)):
        yield "bold" if match["bold"] else "quoted", match[match.lastgroup or 0].strip(_QUOTES)


def _is_term(source: str, target: str, script: re.Pattern[str] | None) -> bool:
    """Tell whether two texts can be the names of one thing: short, of letters, each in its language."""
    if len(source) > _LONGEST_SOURCE or len(target.split()) > _MOST_WORDS:
        return False
    if not (_NAME.fullmatch(source) and _NAME.fullmatch(target) and has_letter(source) and has_letter(target)):
        return False
    return not script or bool(script.search(source) and not script.search(target))
