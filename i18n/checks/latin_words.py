"""Words that the source writes in Latin letters: names of products, commands, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding, Span
from i18n.rules.language import LATIN_WORD

_WORD = re.compile(r"[A-Za-z](?<![A-Za-z0-9].)[A-Za-z0-9]+(?:[._+#-][A-Za-z0-9]+)*")
_NAME = re.compile(r"[A-Z0-9._+#]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONG = 7
"""Letters of a word that is looked for within longer ones, too."""
_FREE = frozenset(
    [
        "app",
        "apps",
        "email",
        "e-mail",
        "ok",
        "pc",
        "web",
        "vs",
        "id",
        "url",
        "and",
        "or",
        "of",
        "the",
        "for",
        "to",
        "in",
        "by",
        "no",
        "etc",
        "key",
        "demo",
        "bug",
        "logo",
    ]
)
"""Words that Chinese borrows and English says in another way."""


def check(pair: Pair) -> Iterator[Finding]:
    """Look for the source's Latin words in a translation."""
    words = {word for word in _WORD.findall(pair.source_prose) if _NAME.search(word) and word.lower() not in _FREE}
    if not words or pair.target == pair.source or not _HAN.search(pair.source_prose):
        return
    there = _tokens(pair)
    text = "".join(there)
    lost = [word for word in words if not _stands(_bare(word), there, text)]
    if lost and pair.terms:
        known = _OTHER.sub(" ", " ".join(term.source for match in pair.terms for term in match.terms).lower())
        lost = [word for word in lost if _OTHER.sub(" ", word.lower()) not in known]
    if lost:
        first = next(match for match in _WORD.finditer(pair.source_prose) if match[0] in lost)
        message = f"lacks “{'”, “'.join(sorted(lost))}” of the source"
        yield pair.finding(LATIN_WORD, message, source_span=Span(*first.span()))


def _tokens(pair: Pair) -> list[str]:
    """Return the words of a translation and of the code in it, in lower case."""
    texts = [pair.target_prose]
    if pair.holds_pieces:
        texts += [piece.value for piece in pair.target_inline.walk() if piece.kind not in ("link", "image")]
    return [token for text in texts for token in _OTHER.split(text.lower()) if token]


def _stands(word: str, tokens: list[str], text: str) -> bool:
    """Tell whether a name is one of some tokens, with an ending at most, or several of them together."""
    if len(word) >= _LONG:
        return word in text
    if len(word) > 2 and any(word in token and len(token) <= len(word) + 2 for token in tokens):
        return True
    return any(_starts(word, tokens[at:]) for at, token in enumerate(tokens) if word.startswith(token[: len(word)]))


def _starts(word: str, tokens: list[str]) -> bool:
    """Tell whether some tokens, written as one, start with a word and go on for an ending at most."""
    joined = ""
    for token in tokens:
        joined += token
        if len(joined) >= len(word):
            return joined.startswith(word) and len(joined) <= len(word) + 2
    return False


def _bare(word: str) -> str:
    word = _OTHER.sub("", word.lower())
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
