"""What a translation will cost, told before anything is sent.

Each engine estimates its own calls. What several of them need for that is here: tokens are counted by the kind of
letters, since no two models cut texts into the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from i18n.translation.engine import Item, Unit, Usage

_MILLION = 1_000_000
# Han, kana, Hangul and full-width forms.
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_NARROW_PER_TOKEN = 4
_WIDE_PER_TOKEN = 1
_PROMPT = 450
"""Tokens that a chat engine is told with each call, whatever the texts."""
_GROWTH = 0.77
"""Tokens of a translation for each wide letter of its text: three characters of English in the median."""
_FRAME = 8
"""Tokens around each text and its answer: keys, quotes, braces."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million units cost, in whatever currency the account is kept."""

    input: float
    """A million characters, or tokens that are read."""
    output: float = 0.0
    """A million tokens that are written."""

    def of(self, usage: Usage, unit: Unit) -> float:
        """Return what was or will be paid."""
        if unit is Unit.CHARACTER:
            return usage.characters * self.input / _MILLION
        if unit is Unit.TOKEN:
            return (usage.tokens_in * self.input + usage.tokens_out * self.output) / _MILLION
        return 0.0


def usual(items: Sequence[Item], unit: Unit) -> Usage:
    """Return about what one call costs an engine of which no more is known than what it is paid by."""
    characters = sum(len(item.text) for item in items)
    if unit is not Unit.TOKEN:
        return Usage(characters=characters)
    told = sum(tokens("".join((*item.headings, item.before, item.after))) + _terms(item) for item in items)
    frames = _FRAME * len(items)
    texts = [item.text for item in items]
    return Usage(characters, _PROMPT + told + sum(map(tokens, texts)) + frames, written_tokens(texts) + frames)


def _terms(item: Item) -> int:
    rows = "".join(term.source + term.target for term in item.terms)
    return tokens(rows + "".join(source + target for source, target in item.examples))


def tokens(text: str) -> int:
    """Return about how many tokens a text is cut into."""
    wide = len(_WIDE.findall(text))
    return -(-wide // _WIDE_PER_TOKEN) + -(-(len(text) - wide) // _NARROW_PER_TOKEN)


def written_tokens(texts: Sequence[str]) -> int:
    """Return about how many tokens the translations of some texts are cut into."""
    wide = sum(len(_WIDE.findall(text)) for text in texts)
    return round(wide * _GROWTH + (sum(map(len, texts)) - wide) / _NARROW_PER_TOKEN)


def total(usages: Sequence[Usage]) -> Usage:
    """Return the sum of some usages."""
    return Usage(
        sum(usage.characters for usage in usages),
        sum(usage.tokens_in for usage in usages),
        sum(usage.tokens_out for usage in usages),
    )
