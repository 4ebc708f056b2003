"""How services spell our locales."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SCRIPTS = {"cn": "hans", "sg": "hans", "tw": "hant", "hk": "hant", "mo": "hant"}


def code_for(locale: str, codes: Iterable[str], spellings: Mapping[str, str] | None = None) -> str:
    """Return which of a service's codes stands for a locale, or nothing.

    The best is the same code, then the same script of Chinese, then the language alone. A code with a country stands
    for a language only where `spellings` says so (`en` → `en-US`). Simplified Chinese never stands for traditional, nor
    the other way round.
    """
    by_plain = {_plain(code): code for code in codes}
    for wanted in _spelled(_plain(locale)):
        spelling = (spellings or {}).get(wanted, wanted)
        if _plain(spelling) in by_plain:
            return by_plain[_plain(spelling)]
    return ""


def _plain(code: str) -> str:
    return re.sub("[_@]", "-", code).lower()


def _spelled(locale: str) -> list[str]:
    """Return the ways to spell a locale, the most exact first."""
    language, *rest = locale.split("-")
    if language != "zh":
        return [locale, *([language] if rest else [])]
    script = next((part for part in rest if part in {"hans", "hant"}), "")
    country = next((part for part in rest if part in _SCRIPTS), "")
    if (script or _SCRIPTS.get(country, "hans")) == "hans":
        return [locale, "zh-hans", "zh-cn", "zh"]
    return [locale, *([f"zh-{country}"] if country else []), "zh-hant", "zh-tw"]
