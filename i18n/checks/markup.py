"""Placeables: each of the source's stands in the translation as well, in any order, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from i18n.checks.pair import Pair
from i18n.difference import Difference, PieceName
from i18n.markdown.inline.compare import compatible, lost_and_added
from i18n.markdown.inline.repair import with_source_destinations
from i18n.markdown.inline.tree import Inline, Piece
from i18n.model import Finding, Severity, Span, shortened
from i18n.rules.markup import CODE_SPAN, IMAGE, LINK, NOTE, SMUGGLED, TAG, VARIABLE
from i18n.rules.rule import Rule

_RULE_OF: Mapping[str, Rule] = MappingProxyType(
    {
        "code": CODE_SPAN,
        "link": LINK,
        "autolink": LINK,
        "URL": LINK,
        "image": IMAGE,
        "tag": TAG,
        "variable": VARIABLE,
        "footnote": NOTE,
        "math": NOTE,
    }
)
_COMPARED = (CODE_SPAN, LINK, IMAGE, TAG, VARIABLE, NOTE)
_WORDS = {"code": "code span", "link": "link to", "autolink": "link to", "footnote": "footnote", "math": "formula"}
_HINT = "a build shows the source text there until this is mended"
_LINK_HINT = "a build puts the source's destination back; leave destinations as they are in translations"


def check(pair: Pair) -> Iterator[Finding]:
    """Compare the placeables of a pair kind by kind."""
    if "<!--" in pair.target and pair.target.count("<!--") > pair.source.count("<!--"):
        at = pair.target.index("<!--")
        span = Span(at, at + len("<!--"))
        yield pair.finding(SMUGGLED, "adds an HTML comment", span=span, hint=_HINT, difference=Difference("comment"))
        return
    if not pair.holds_pieces or compatible(pair.source_inline, pair.target_inline):
        return
    all_lost, all_added = lost_and_added(pair.source_inline, pair.target_inline)
    lost, added = _only_in_first(all_lost, all_added), _only_in_first(all_added, all_lost)
    if not lost and not added:
        yield from _text_findings(pair, all_lost, all_added)
    if pair.source_inline.images != pair.target_inline.images and sorted(pair.source_inline.images) == sorted(
        pair.target_inline.images
    ):
        difference = Difference("image order")
        yield pair.finding(IMAGE, "has its images in another order", hint=_HINT, difference=difference)
    for rule in _COMPARED:
        lost_of_rule, added_of_rule = _of(rule, lost), _of(rule, added)
        replacing, extra = added_of_rule[: len(lost_of_rule)], added_of_rule[len(lost_of_rule) :]
        if lost_of_rule:
            yield _finding(pair, rule, lost_of_rule, replacing)
        if extra:
            yield _finding(pair, CODE_SPAN if rule is CODE_SPAN else SMUGGLED, (), extra)


def _only_in_first(names: Iterable[PieceName], others: Iterable[PieceName]) -> tuple[PieceName, ...]:
    """Return the pieces that others do not have, whatever titles and texts they have."""
    return tuple((Counter(map(_bare, names)) - Counter(map(_bare, others))).elements())


def _bare(piece: PieceName | Piece) -> PieceName:
    return PieceName(piece.kind, piece.value)


def _of(rule: Rule, pieces: Iterable[PieceName]) -> tuple[PieceName, ...]:
    return tuple(piece for piece in pieces if _RULE_OF.get(piece.kind, NOTE) is rule)


def _finding(pair: Pair, rule: Rule, lost: tuple[PieceName, ...], added: tuple[PieceName, ...]) -> Finding:
    fix = _with_source_destinations(pair) if lost and added and rule in (LINK, IMAGE) else None
    finding = pair.finding(
        rule,
        _sentence(lost, added),
        span=_place(pair.target_inline, pair.target, added),
        source_span=_place(pair.source_inline, pair.source, lost),
        hint=_LINK_HINT if fix else _HINT,
        fix=fix,
        difference=Difference("pieces", lost, added),
    )
    return replace(finding, severity=Severity.WARNING) if fix else finding


def _with_source_destinations(pair: Pair) -> str | None:
    """Return a translation with the destinations of its source, if that makes it good."""
    fix = with_source_destinations(pair.source_inline, pair.target_inline)
    return fix if fix is not None and compatible(pair.source_inline, pair.setting.read(fix)) else None


def _sentence(lost: Iterable[PieceName], added: Iterable[PieceName]) -> str:
    if not added:
        return f"loses {_listed(lost)}"
    if not lost:
        return f"adds {_listed(added)}"
    there, in_source = _listed(added), _listed(lost)
    if there == in_source:  # they differ in what does not show, or far behind
        there, in_source = _listed(added, _exact), _listed(lost, _exact)
    return f"has {there} where the source has {in_source}"


def _text_findings(pair: Pair, lost: Iterable[PieceName], added: Iterable[PieceName]) -> Iterator[Finding]:
    """Say which links and images have text that should have none, or the reverse."""
    with_text = Counter(piece._replace(has_title=False) for piece in added)
    with_text.subtract(piece._replace(has_title=False) for piece in lost)
    for piece, count in with_text.items():
        if count > 0 and piece.kind in ("link", "image"):
            there, not_there = ("text", "none") if piece.has_text else ("no text", "some")
            message = f"has {there} in {_listed([piece])}, where the source has {not_there}"
            difference = Difference("pieces", (piece._replace(has_text=not piece.has_text),), (piece,))
            span = _place(pair.target_inline, pair.target, [piece])
            yield pair.finding(_RULE_OF[piece.kind], message, span=span, hint=_HINT, difference=difference)


def _listed(pieces: Iterable[PieceName], shown: Callable[[str], str] = shortened) -> str:
    return ", ".join(f"the {_WORDS.get(piece.kind, piece.kind)} “{shown(piece.value)}”" for piece in pieces)


def _exact(value: str) -> str:
    """Return a text of which every character shows: blanks as ␣, other white space and what has no width by number."""
    return "".join(
        "␣" if character == " " else character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"
        for character in value
    )


def _place(inline: Inline, text: str, pieces: Iterable[PieceName]) -> Span | None:
    """Return where the first of some pieces stands in a text."""
    wanted = set(map(_bare, pieces))
    for piece in inline.walk():
        if _bare(piece) in wanted:
            if piece.kind != "URL" and 0 < piece.end <= len(text):
                return Span(piece.start, piece.end)
            at = text.find(piece.value)
            return Span(at, at + len(piece.value)) if at >= 0 else None
    return None
