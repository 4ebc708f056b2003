"""Three catalogs made one: a base and what two sides made of it, merged message by message.

Messages are merged by their keys, wherever they stand. Translation, fuzzy flag and the mark of a machine are one thing,
the work, and are taken together; everything else of a message is merged by itself. What one side changed is taken from
that side. Where both sides changed the work,

* a person's work is taken before a machine's, and a machine's before none;
* of two answers of machines, the one to the text as it is, then the newer one;
* of two texts of people, neither is chosen: the message becomes fuzzy, and its comments hold both.

It makes no difference which side is ours and which is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, marks, state_of
from i18n.catalog.store import field_lines
from i18n.model import Key

_Item = TypeVar("_Item", bound=Hashable)
_Value = TypeVar("_Value")

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
    in_base, in_ours, in_theirs = _by_key(base), _by_key(ours), _by_key(theirs)
    base_texts = {_texts(message) for message in base.messages}
    messages: dict[Key, Message] = {}
    for key in {**in_ours, **in_theirs}:
        if merged_message := _message(in_base.get(key), in_ours.get(key), in_theirs.get(key), base_texts):
            messages[key] = merged_message.message
            if merged_message.is_conflict:
                merged.conflicts.append(key)
    merged.catalog.messages = _in_order(messages, in_base, in_ours, in_theirs)
    merged.catalog.comments = _lines(base.comments, ours.comments, theirs.comments)
    merged.catalog.flags = _lines(base.flags, ours.flags, theirs.flags)
    merged.catalog.tail = _lines(base.tail, ours.tail, theirs.tail)
    return merged


def _three_way(base: _Value, ours: _Value, theirs: _Value, both: Callable[[_Value, _Value], _Value]) -> _Value:
    """Return the value of the side that changed it; where both did, `both` decides."""
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else both(ours, theirs)


# Messages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    """What somebody put into a message: it is taken as a whole or not at all."""

    texts: tuple[str, ...]
    """The translation, or its plural forms."""
    plural: str | None
    """msgid_plural."""
    fuzzy: bool
    """Whether it is flagged as fuzzy."""
    marks: tuple[str, ...]
    """The comments that say that a machine wrote it."""
    state: State = field(compare=False)
    """Whose it is, and how far."""
    previous: tuple[str, ...] = field(compare=False)
    """The `#|` lines that came with it."""

    def order(self) -> tuple[object, ...]:
        """Return a rank, of which the higher is taken: a person's work, a finished one, the newer one, any."""
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

    def is_borrowed(self, base_texts: AbstractSet[tuple[str, ...]]) -> bool:
        """Tell whether it is a fuzzy text that an update took from another message: nobody worked on this one."""
        return self.fuzzy and self.texts in base_texts


@dataclass(frozen=True, slots=True)
class _MergedMessage:
    """What two sides made of one message."""

    message: Message
    """The message."""
    is_conflict: bool = False
    """Whether two people translated it differently."""


def _by_key(catalog: Catalog) -> dict[Key, Message]:
    """Return messages by key; an active one without work gets that of the obsolete one with the same key."""
    by_key: dict[Key, Message] = {}
    for message in sorted(catalog.messages, key=lambda message: message.obsolete):
        first = by_key.setdefault(message.key, message)
        if message.has_work and not first.has_work:
            restored = replace(message, obsolete=first.obsolete, extracted=first.extracted, references=first.references)
            by_key[message.key] = restored
    return by_key


def _message(
    base: Message | None, ours: Message | None, theirs: Message | None, base_texts: AbstractSet[tuple[str, ...]]
) -> _MergedMessage | None:
    """Merge one message; None where one side removed it and the other left it as it was."""
    if not ours or not theirs:
        only = ours or theirs
        is_removed = not only or (base is not None and _content(only) == _content(base))
        return None if is_removed or not only else _MergedMessage(only)
    if ours == theirs:
        return _MergedMessage(ours)
    old = base or Message(ours.msgid, msgctxt=ours.msgctxt)
    work, is_conflict = _work(_work_of(old), _work_of(ours), _work_of(theirs), base_texts)
    comments = _comments(old, ours, theirs, work)
    if is_conflict:
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
    return _MergedMessage(result, is_conflict)


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


def _work(base: _Work, ours: _Work, theirs: _Work, base_texts: AbstractSet[tuple[str, ...]]) -> tuple[_Work, bool]:
    """Return the work that is taken, and whether two people's differ, so that neither is chosen."""
    if ours == theirs:
        return max(ours, theirs, key=lambda work: work.previous), False
    if base in (ours, theirs):
        return (theirs if ours == base else ours), False
    worse, better = sorted((ours, theirs), key=_Work.order)
    alike = (worse.texts, worse.plural) == (better.texts, better.plural)
    if alike or _RANKS[worse.state] < _RANKS[State.HUMAN] or worse.is_borrowed(base_texts):
        return better, False
    if better.is_borrowed(base_texts):
        return worse, False
    return replace(better, fuzzy=True, marks=()), True


def _comments(base: Message, ours: Message, theirs: Message, work: _Work) -> list[str]:
    """Merge the comments of translators; of the marks of machines, only those of the work taken stay."""
    dropped = set(marks([*base.comments, *ours.comments, *theirs.comments])) - set(work.marks)
    in_base, in_ours, in_theirs = (
        _numbered(line for line in message.comments if line not in dropped) for message in (base, ours, theirs)
    )
    kept = _kept(in_base, in_ours, in_theirs) | set(_numbered(work.marks))
    return [line for line, _ in _ordered(in_base, in_ours, in_theirs, kept)]


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


def _ordered(
    base: Sequence[_Item], ours: Sequence[_Item], theirs: Sequence[_Item], kept: AbstractSet[_Item]
) -> list[_Item]:
    """Return the items kept in the order of the first side; what only the second has follows what it follows there.

    First is the side that moved something. Where both did or neither, their contents decide, so that exchanging the
    sides changes nothing.
    """
    first, second = sorted((ours, theirs), key=lambda side: (not _moved(base, side), repr(side)))
    spine = [item for item in first if item in kept]
    in_spine = set(spine)
    followers: dict[_Item | None, list[_Item]] = {None: []}
    predecessor: _Item | None = None
    for item in second:
        if item in in_spine:
            predecessor = item
        elif item in kept:
            followers.setdefault(predecessor, []).append(item)
    return followers[None] + [each for item in spine for each in (item, *followers.get(item, ()))]


def _moved(base: Sequence[_Item], side: Sequence[_Item]) -> bool:
    """Tell whether what a side still has of the base stands there in another order."""
    in_side, in_base = set(side), set(base)
    return [item for item in base if item in in_side] != [item for item in side if item in in_base]


def _lines(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Merge lines: what both have and what one added, without what one removed."""
    in_base, in_ours, in_theirs = _numbered(base), _numbered(ours), _numbered(theirs)
    return [line for line, _ in _ordered(in_base, in_ours, in_theirs, _kept(in_base, in_ours, in_theirs))]


def _kept(base: Iterable[_Item], ours: Iterable[_Item], theirs: Iterable[_Item]) -> set[_Item]:
    """Return what both sides have, and what only one has because it added it."""
    in_ours, in_theirs = set(ours), set(theirs)
    return (in_ours & in_theirs) | ((in_ours ^ in_theirs) - set(base))


def _numbered(lines: Iterable[str]) -> list[tuple[str, int]]:
    """Return lines with numbers that tell equal ones apart: `a`, `b`, `a` are `a` 0, `b` 0, `a` 1."""
    counts: Counter[str] = Counter()
    result = []
    for line in lines:
        result.append((line, counts[line]))
        counts[line] += 1
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
    """Return when a catalog was revised, and its header, which decides between equal or unknown dates."""
    try:
        date = datetime.strptime(header.get("PO-Revision-Date", ""), "%Y-%m-%d %H:%M%z").timestamp()
    except (ValueError, OverflowError):
        date = 0.0
    return date, sorted(header.items())
