"""Three catalogs made one: a base and what two sides made of it, merged message by message.

A message is what its key says, wherever it stands. Its translation, the fuzzy flag and a machine's mark are
one thing, the work; all else is merged on its own. What was changed on one side is taken from there. Where both
sides changed it,

* a person's work is taken before a machine's, and a machine's before none;
* of two answers of machines, the one to the text as it is, then the newer one;
* of two texts of people, neither is chosen: the message becomes fuzzy, and its comments hold both.

Ours and theirs are alike: exchanged, they make the same catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, marks, state_of
from i18n.catalog.store import field_lines
from i18n.model import Key

Item = TypeVar("Item", bound=Hashable)
Value = TypeVar("Value")

CONFLICT = " conflict: "
"""How comments begin that hold the texts of a conflict, after the `#`."""

_ADVICE = "two people translated this; keep one text, then remove these comments and the fuzzy flag"
_MACHINE = (State.MACHINE, State.STALE)
_RANKS = {
    State.EMPTY: 0,
    State.STALE: 1,
    State.MACHINE: 1,
    State.NEEDS_WORK: 2,
    State.REVIEWED: 2,
    State.HUMAN: 2,
}


@dataclass(slots=True)
class Merged:
    """What two sides made together."""

    catalog: Catalog
    """The merged catalog."""
    conflicts: list[Key] = field(default_factory=list)
    """The messages that two people translated differently."""


def merge_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge what two sides made of a catalog.

    A side that changed nothing has no say, no text that a person wrote on either side since `base` is missing in
    the result, and exchanging the sides changes nothing.
    """
    if ours in (theirs, base) or theirs == base:
        return Merged(theirs if ours == base else ours)
    merged = Merged(Catalog(_header(base, ours, theirs)))
    old, one, other = _by_key(base), _by_key(ours), _by_key(theirs)
    texts = {_texts(message) for message in base.messages}
    messages: dict[Key, Message] = {}
    for key in {**one, **other}:
        if message := _message(old.get(key), one.get(key), other.get(key), texts):
            messages[key] = message.result
            if message.conflict:
                merged.conflicts.append(key)
    merged.catalog.messages = _in_order(messages, old, one, other)
    merged.catalog.comments = _lines(base.comments, ours.comments, theirs.comments)
    merged.catalog.flags = _lines(base.flags, ours.flags, theirs.flags)
    merged.catalog.tail = _lines(base.tail, ours.tail, theirs.tail)
    return merged


def _three_way(base: Value, ours: Value, theirs: Value, both: Callable[[Value, Value], Value]) -> Value:
    """Return what the side that changed a value made of it; `both` decides where both did."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else both(ours, theirs)


# Messages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    """What somebody put into a message: it is taken as a whole or not at all."""

    texts: tuple[str, ...]
    plural: str | None
    fuzzy: bool
    marks: tuple[str, ...]
    state: State = field(compare=False)
    previous: tuple[str, ...] = field(compare=False)

    def order(self) -> tuple[object, ...]:
        """Return what tells which of two is taken: a person's, a finished one, the newer one, any."""
        date = self.marks[-1].rpartition(" ")[2] if self.marks and self.state in _MACHINE else ""
        return (
            _RANKS[self.state],
            not self.fuzzy,
            self.state is State.MACHINE,
            date,
            self.texts,
            self.marks,
            self.plural or "",
        )

    def is_from(self, texts: AbstractSet[tuple[str, ...]]) -> bool:
        """Tell whether it is a fuzzy text that an update took from another message: nobody's work on this one."""
        return self.fuzzy and self.texts in texts


@dataclass(frozen=True, slots=True)
class _One:
    """One merged message."""

    result: Message
    conflict: bool = False


def _by_key(catalog: Catalog) -> dict[Key, Message]:
    """Return messages by key; where an obsolete one has the work of an empty one, it is put back."""
    found: dict[Key, Message] = {}
    for message in sorted(catalog.messages, key=lambda message: message.obsolete):
        first = found.setdefault(message.key, message)
        if message.has_work and not first.has_work:
            kept = replace(message, obsolete=first.obsolete, extracted=first.extracted, references=first.references)
            found[message.key] = kept
    return found


def _message(
    base: Message | None, ours: Message | None, theirs: Message | None, texts: AbstractSet[tuple[str, ...]]
) -> _One | None:
    """Merge one message; None where a side removed it and the other left it as it was."""
    if not ours or not theirs:
        left = ours or theirs
        gone = not left or (base is not None and _content(left) == _content(base))
        return None if gone or not left else _One(left)
    if ours == theirs:
        return _One(ours)
    old = base or Message(ours.msgid, msgctxt=ours.msgctxt)
    work, conflict = _work(_work_of(old), _work_of(ours), _work_of(theirs), texts)
    comments = _comments(old, ours, theirs, work)
    if conflict:
        comments = list(dict.fromkeys([*comments, *_conflict_lines(_work_of(ours), _work_of(theirs))]))
    plural = work.plural is not None
    result = Message(
        ours.msgid,
        "" if plural else work.texts[0],
        ours.msgctxt,
        comments,
        _three_way(old.extracted, ours.extracted, theirs.extracted, max),
        _three_way(old.references, ours.references, theirs.references, max),
        ["fuzzy"] * work.fuzzy + _lines(*(_other_flags(message) for message in (old, ours, theirs))),
        list(work.previous),
        _three_way(old.obsolete, ours.obsolete, theirs.obsolete, min) if base else ours.obsolete and theirs.obsolete,
        work.plural,
        list(work.texts) if plural else [],
    )
    return _One(result, conflict)


def _content(message: Message) -> Message:
    """Return a message without what only an update puts into it."""
    return replace(message, extracted=[], references=[], previous=[])


def _texts(message: Message) -> tuple[str, ...]:
    return (message.msgstr,) if message.plural is None else tuple(message.plurals)


def _other_flags(message: Message) -> list[str]:
    return [flag for flag in message.flags if flag != "fuzzy"]


def _work_of(message: Message) -> _Work:
    return _Work(
        _texts(message),
        message.plural,
        message.fuzzy,
        tuple(marks(message.comments)),
        state_of(message),
        tuple(message.previous),
    )


def _work(base: _Work, ours: _Work, theirs: _Work, texts: AbstractSet[tuple[str, ...]]) -> tuple[_Work, bool]:
    """Return the work that is taken, and whether two people's stood against each other."""
    if ours == theirs:
        return max(ours, theirs, key=lambda work: work.previous), False
    if base in (ours, theirs):
        return (theirs if ours == base else ours), False
    worse, better = sorted((ours, theirs), key=_Work.order)
    alike = (worse.texts, worse.plural) == (better.texts, better.plural)
    if alike or _RANKS[worse.state] < _RANKS[State.HUMAN] or worse.is_from(texts):
        return better, False
    if better.is_from(texts):
        return worse, False
    return replace(better, fuzzy=True, marks=()), True


def _comments(base: Message, ours: Message, theirs: Message, work: _Work) -> list[str]:
    """Merge the comments of translators; of the marks of machines, only those of the work taken stay."""
    dropped = set(marks([*base.comments, *ours.comments, *theirs.comments])) - set(work.marks)
    old, one, other = (
        _numbered(line for line in message.comments if line not in dropped) for message in (base, ours, theirs)
    )
    kept = _kept(old, one, other) | set(_numbered(work.marks))
    return [line for line, _ in _ordered(old, one, other, kept)]


def _conflict_lines(*sides: _Work) -> list[str]:
    """Return comments that hold the texts of both sides, as PO fields."""
    lines = [f"{CONFLICT}{_ADVICE}"]
    for work in sorted(sides, key=lambda work: work.texts):
        for number, text in enumerate(work.texts):
            name = "msgstr" if work.plural is None else f"msgstr[{number}]"
            lines.append(CONFLICT + _one_line(name, text))
    return lines


def _one_line(name: str, text: str) -> str:
    """Return a PO field on one line."""
    first, *more = field_lines(name, text)
    return first if not more else f'{name} "' + "".join(line[1:-1] for line in more) + '"'


# Order ------------------------------------------------------------------------------------------


def _in_order(messages: dict[Key, Message], *sides: dict[Key, Message]) -> list[Message]:
    """Put messages in the order of the document, obsolete ones last."""
    result: list[Message] = []
    for obsolete in (False, True):
        kept = {key for key, message in messages.items() if message.obsolete is obsolete}
        base, ours, theirs = ([key for key, message in side.items() if message.obsolete is obsolete] for side in sides)
        result += [messages[key] for key in _ordered(base, ours, theirs, kept)]
    return result


def _ordered(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], kept: AbstractSet[Item]) -> list[Item]:
    """Return the items kept in the order of one side, each that only the other has after its predecessor there.

    It is the order of the side that moved something. Where both did or neither, the sides are taken by what they
    hold, so that exchanging them changes nothing.
    """
    first, second = sorted((ours, theirs), key=lambda side: (not _moved(base, side), repr(side)))
    spine = [item for item in first if item in kept]
    known = set(spine)
    behind: dict[Item | None, list[Item]] = {None: []}
    place: Item | None = None
    for item in second:
        if item in known:
            place = item
        elif item in kept:
            behind.setdefault(place, []).append(item)
    return behind[None] + [each for item in spine for each in (item, *behind.get(item, ()))]


def _moved(base: Sequence[Item], side: Sequence[Item]) -> bool:
    """Tell whether a side has what it left of the base in another order."""
    left, known = set(side), set(base)
    return [item for item in base if item in left] != [item for item in side if item in known]


def _lines(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Merge lines: what both have and what one added, without what one removed."""
    old, one, other = _numbered(base), _numbered(ours), _numbered(theirs)
    return [line for line, _ in _ordered(old, one, other, _kept(old, one, other))]


def _kept(base: Iterable[Item], ours: Iterable[Item], theirs: Iterable[Item]) -> set[Item]:
    one, other = set(ours), set(theirs)
    return (one & other) | ((one ^ other) - set(base))


def _numbered(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Tell equal lines apart by a number."""
    seen: dict[str, int] = {}
    result = []
    for line in lines:
        seen[line] = seen.get(line, -1) + 1
        result.append((line, seen[line]))
    return result


# The header -------------------------------------------------------------------------------------


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> dict[str, str]:
    """Merge the header field by field; where both sides changed one, the side revised later decides."""
    earlier, later = sorted((ours.header, theirs.header), key=_revised)
    values: dict[str, str] = {}
    for name in {**earlier, **later}:
        sides = (base.header.get(name), earlier.get(name), later.get(name))
        value = _three_way(*sides, lambda earlier, later: earlier if later is None else later)
        if value is not None:
            values[name] = value
    names = _ordered(list(base.header), list(ours.header), list(theirs.header), values.keys())
    return {name: values[name] for name in names}


def _revised(header: dict[str, str]) -> tuple[float, list[tuple[str, str]]]:
    """Return when a catalog was revised; what it holds tells apart those that say the same or nothing."""
    try:
        date = datetime.strptime(header.get("PO-Revision-Date", ""), "%Y-%m-%d %H:%M%z").timestamp()
    except (ValueError, OverflowError):
        date = 0.0
    return date, sorted(header.items())
