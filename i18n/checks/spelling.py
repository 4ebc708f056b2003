"""The spelling of a translation, by the word lists of pyspellchecker where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from i18n.checks.pair import Pair
from i18n.errors import ConfigurationError
from i18n.model import Finding, Span
from i18n.rules.language import SPELLING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


_WORD = re.compile(r"(?<![\w.@/-])[a-z]{3,}(?![\w@/]|-\w|\.\w)")


def check(pair: Pair) -> Iterator[Finding]:
    """Look up the words of a translation; raises ConfigurationError where there is no dictionary."""
    words = {match[0]: match.span() for match in _WORD.finditer(pair.target_prose)}
    unknown = _dictionary(pair.setting.locale.replace("_", "-").partition("-")[0].lower()).unknown(words)
    known = " ".join([pair.source, *(term.target for term in pair.setting.glossary.terms)]).lower()
    for word in sorted(unknown, key=lambda word: words[word]):
        if word not in known:
            yield pair.finding(SPELLING, f"has the unknown word “{word}”", span=Span(*words[word]))


@lru_cache
def _dictionary(language: str) -> SpellChecker:
    if not find_spec("spellchecker"):
        raise ConfigurationError("the rule “spelling” needs a dictionary", hint="pip install 'guide-i18n[spelling]'")
    from spellchecker import SpellChecker  # noqa: PLC0415 - an optional package, and slow to load

    try:
        return SpellChecker(language=language, distance=1)
    except ValueError:
        hint = "ignore “spelling” for this locale"
        raise ConfigurationError(f"there is no dictionary of “{language}”", hint=hint) from None
