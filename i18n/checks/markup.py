"""Placeables: each of the source's stands in the translation as well, in any order, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from i18n.checks.pair import Pair
from i18n.markdown.pieces import Inline, Piece, compatible
from i18n.markdown.repair import with_source_destinations
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
    target = pair.target
    if "<!--" in target and target.count("<!--") > pair.source.count("<!--"):
        at = target.index("<!--")
        yield pair.finding(SMUGGLED, "adds an HTML comment", span=Span(at, at + 4), hint=_HINT)
        return
    if not pair.holds_pieces or compatible(pair.was, pair.now):
        return
    before, after = Counter(map(_identity, pair.was.walk())), Counter(map(_identity, pair.now.walk()))
    lost, added = before - after, after - before
    if not lost and not added:
        yield from _without_text(pair)
    if pair.was.images != pair.now.images and sorted(pair.was.images) == sorted(pair.now.images):
        yield pair.finding(IMAGE, "has its images in another order", hint=_HINT)
    for rule in _COMPARED:
        gone, new = _of(rule, lost), _of(rule, added)
        if gone:
            yield _changed(pair, rule, gone, new[: len(gone)])
        if new and (not gone or len(new) > len(gone)):
            yield _added(pair, CODE_SPAN if rule is CODE_SPAN else SMUGGLED, new[len(gone) :])


def _identity(piece: Piece) -> tuple[str, str]:
    return piece.kind, piece.value


def _of(rule: Rule, pieces: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    return [piece for piece in pieces.elements() if _RULE_OF.get(piece[0], NOTE) is rule]


def _changed(pair: Pair, rule: Rule, gone: list[tuple[str, str]], new: list[tuple[str, str]]) -> Finding:
    place = _place(pair.was, pair.source, gone)
    if not new:
        return pair.finding(rule, f"loses {_listed(gone)}", hint=_HINT, source_span=place)
    fix = with_source_destinations(pair.source, pair.target, pair.was, pair.now) if rule in (LINK, IMAGE) else None
    if fix is not None and not compatible(pair.was, pair.setting.read(fix)):
        fix = None
    now, was = _listed(new), _listed(gone)
    if now == was:  # they differ in what does not show, or far behind
        now, was = _listed(new, _exact), _listed(gone, _exact)
    message = f"has {now} where the source has {was}"
    hint = _LINK_HINT if fix else _HINT
    span = _place(pair.now, pair.target, new)
    finding = pair.finding(rule, message, span=span, hint=hint, fix=fix, source_span=place)
    return replace(finding, severity=Severity.WARNING) if fix else finding


def _added(pair: Pair, rule: Rule, new: list[tuple[str, str]]) -> Finding:
    return pair.finding(rule, f"adds {_listed(new)}", span=_place(pair.now, pair.target, new), hint=_HINT)


def _without_text(pair: Pair) -> Iterator[Finding]:
    """Say which links and images have text that should have none, or the reverse."""
    texts = Counter((*_identity(piece), piece.has_text) for piece in pair.now.walk())
    texts.subtract((*_identity(piece), piece.has_text) for piece in pair.was.walk())
    for (kind, value, has_text), count in texts.items():
        if count > 0 and kind in ("link", "image"):
            rule = _RULE_OF[kind]
            there, not_there = ("text", "none") if has_text else ("no text", "some")
            message = f"has {there} in {_listed([(kind, value)])}, where the source has {not_there}"
            span = _place(pair.now, pair.target, [(kind, value)])
            yield pair.finding(rule, message, span=span, hint=_HINT)


def _listed(pieces: Iterable[tuple[str, str]], shown: Callable[[str], str] = shortened) -> str:
    return ", ".join(f"the {_WORDS.get(kind, kind)} “{shown(value)}”" for kind, value in pieces)


def _exact(value: str) -> str:
    """Return a text of which every character shows: blanks as ␣, other white space and what has no width by number."""
    return "".join(
        "␣" if character == " " else character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"
        for character in value
    )


def _place(inline: Inline, text: str, pieces: list[tuple[str, str]]) -> Span | None:
    """Return where the first of some pieces stands in a text."""
    for piece in inline.walk():
        if _identity(piece) in pieces:
            if 0 < piece.end <= len(text):
                return Span(piece.start, piece.end)
            at = text.find(piece.value)
            return Span(at, at + len(piece.value)) if at >= 0 else None
    return None
