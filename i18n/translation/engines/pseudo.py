"""Pseudo-translation: accented, lengthened text that shows where a layout breaks and what was never translated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from i18n.project import EngineSettings
from i18n.translation.engine import Answer, Capabilities, Engine, Item, Languages, Markup, WithoutPrompt

_ACCENTS = str.maketrans("AaCcEeIiNnOoSsUuYyZz", "ÅåÇçÉéÎîÑñÖöŠšÛûÝýŽž")
_WIDE = str.maketrans("，。、；：？！（）【】「」《》“”", ',.,;:?!()[]""""""', "")
_SYLLABLES = ("bå", "çé", "dî", "fö", "gû", "hå", "jé", "lî", "mö", "ñû", "på", "ré", "šî", "tö", "vû", "žå")
# `<g1>`, `</g1>`, `<x2/>`, `&amp;`.
_TOKEN = re.compile(r"(</?[gx]\d+/?>|&\w+;)")
_HAN_RUN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# `14 万`, `1.5亿`.
_LARGE = re.compile(r"(\d+(?:\.\d+)?)\s*([万萬亿億]) ?")
_SIZES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WORD_LENGTH = 3


class PseudoEngine(WithoutPrompt):
    """Words in place of Han about as long as English ones, and accents on Latin letters, within ⟦ and ⟧."""

    model = "-"
    capabilities = Capabilities(100, 100_000, Markup.PLAIN)

    def __init__(self, name: str) -> None:
        """Need nothing."""
        self.name = name

    def supports(self, languages: Languages) -> bool:
        """Tell that any language can be pretended."""
        return bool(languages)

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Pretend to translate; the same text always becomes the same."""
        del languages
        return Answer({item.id: pseudo(item.text) for item in items})


def pseudo(text: str) -> str:
    """Return a text in accented letters, its tokens, numbers and line breaks as they are."""
    parts = _TOKEN.split(text)
    parts[::2] = [_accented(_LARGE.sub(_number, part)) for part in parts[::2]]
    return f"⟦{''.join(parts)}⟧"


def _accented(text: str) -> str:
    return _HAN_RUN.sub(_words, text).translate(_WIDE).translate(_ACCENTS)


def _number(match: re.Match[str]) -> str:
    """Return `14 万` as other languages write it."""
    return f"{(Decimal(match[1]) * _SIZES[match[2]]).normalize():f} "


def _words(match: re.Match[str]) -> str:
    """Return a run of Han as words of one syllable for each character, which makes it twice as wide or more."""
    syllables = [_SYLLABLES[ord(character) % len(_SYLLABLES)] for character in match[0]]
    words = ["".join(syllables[at : at + _WORD_LENGTH]) for at in range(0, len(syllables), _WORD_LENGTH)]
    return " ".join(words)


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Pseudo-translation."""
    del environment
    return PseudoEngine(settings.name)
