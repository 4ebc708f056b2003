"""Languages: scripts, plural forms, names and locale codes. The only importer of babel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width, name

if TYPE_CHECKING:
    from babel import Locale

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_WIDE_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_SCRIPTS = {
    "zh": _HAN + _WIDE_PUNCTUATION,
    "ja": _HAN + _KANA + _WIDE_PUNCTUATION,
    "ko": _HANGUL + _HAN,
    "ru": "\u0400-\u04ff",
    "uk": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
_PATTERNS = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS.items()}
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(rf"[{_HAN}{_KANA}]|[^\W_{_HAN}{_KANA}]+(?:['’.-][^\W_{_HAN}{_KANA}]+)*")


def script_of(locale: str) -> re.Pattern[str] | None:
    """Return a pattern for one letter of the script that sets a language apart, or None.

    Chinese and Japanese have their full-width punctuation counted in; a language written in
    Latin letters has no such script.
    """
    return _PATTERNS.get(re.split("[-_]", locale)[0].lower())


def has_letter(text: str) -> bool:
    """Tell whether a text holds a letter of any script."""
    return bool(_LETTER.search(text))


def words(text: str) -> int:
    """Count words as translation tools count East Asian text.

    A word is one Han character or kana, or a run of other letters and digits; apostrophes, hyphens and
    full stops within such a run do not end it.
    """
    return len(_WORD.findall(text))


def joins_without_space(before: str, after: str) -> bool:
    """Tell whether a line break between two characters stands for nothing (CSS Text 3 §4.1.3).

    It does where both are East Asian wide or full-width and neither is Hangul; elsewhere it stands
    for a space.
    """
    return _is_wide(before) and _is_wide(after)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF" and "HANGUL" not in name(character, "")


def display_name(locale: str) -> str:
    """Return the English name of a locale, or its code where it has none."""
    parsed = _parsed(locale)
    return (parsed.get_display_name("en") if parsed else None) or locale


def same_language(one: str, other: str, exactly: bool = False) -> bool:
    """Tell whether two locale codes mean one language, however they are spelled.

    Unless `exactly`, a language alone goes with any country or script of it: `en` with `en-US`, but
    not `zh-CN` with `zh-TW`.
    """
    left, right = (re.split(r"[-_@.]", code.lower()) for code in (one, other))
    return left == right or (not exactly and left[0] == right[0] and 1 in (len(left), len(right)))


def posix_code(locale: str) -> str:
    """Return a locale as gettext spells it: `zh-TW` is `zh_TW`."""
    return locale.replace("-", "_")


def plural_forms(locale: str) -> str:
    """Return the Plural-Forms header of a locale; of an unknown one, English's."""
    from babel.messages.plurals import get_plural  # noqa: PLC0415 - babel is slow to load

    parsed = _parsed(locale)
    return str(get_plural(parsed).plural_forms) if parsed else "nplurals=2; plural=(n != 1);"


def same_plural(locale: str, first: float, second: float) -> bool:
    """Tell whether a language counts both numbers in the same form, so that one may stand in the other's place."""
    parsed = _parsed(locale)
    return bool(parsed) and parsed.plural_form(first) == parsed.plural_form(second)  # type: ignore[union-attr]


def _parsed(locale: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - babel is slow to load

    try:
        return Locale.parse(posix_code(locale))
    except (UnknownLocaleError, ValueError):
        return None
