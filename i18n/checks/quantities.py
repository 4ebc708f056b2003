"""Reading numbers out of Chinese and English text: digits, words, 万 and 亿, units, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# 1,000, 14 万, 2.4.1, 5k; nothing in IPv4, k8s
_NUMBER = re.compile(
    r"(?P<digits>\d(?<![A-Za-z\d_].)(?<![A-Za-z][.+-].)(?:\d{0,2}(?:[,，]\d{3})+(?!\d)|\d*))(?P<rest>(?:\.\d+)*)"
    r"(?:\s*(?P<scale>[万亿]|(?:thousand|million|billion|k|K|M)(?![A-Za-z])))?"
)
_SCALES = {"万": 10**4, "亿": 10**8, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9}
_HAN_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "双": 2,
    "俩": 2,
}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN_NUMBER = re.compile("[零〇一二两双俩三四五六七八九十百千万亿]+")
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "zero no none",
            "one a an first once single another",
            "two second both twice double pair couple either dual",
            "three third triple",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
            "eleven eleventh",
            "twelve twelfth dozen",
        )
    )
    for word in words.split()
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_SCALED_WORD = re.compile(r"([A-Za-z]+)[ -](thousand|million|billion)", re.IGNORECASE)
_ENGLISH_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in digits."""

    text: str
    """As written."""
    values: frozenset[str]
    """What it may be: its digits without leading zeros, and those of the number that it makes with a scale."""
    scale: str
    """万, 亿, thousand …; empty if there is none."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text that are written in digits; those within names (`IPv4`, `k8s`) are none."""
    for match in _NUMBER.finditer(text):
        plain = match["digits"].replace(",", "").replace("，", "").lstrip("0") or "0"
        written = plain + match["rest"]
        scale = (match["scale"] or "").lower()
        values = {written}
        if scale and match["rest"].count(".") < 2:
            value = Decimal(written) * _SCALES[scale]
            values = {format(value.normalize(), "f")} | (set() if scale in "万亿" else {written})
        yield Number(match[0], frozenset(values), scale, *match.span())


def number_words(text: str) -> set[str]:
    """Return the numbers that English words and names of months of a text may stand for."""
    found = {str(_WORDS[word]) for word in map(str.lower, _ENGLISH_WORD.findall(text)) if word in _WORDS}
    for word, scale in _SCALED_WORD.findall(text):
        if word.lower() in _WORDS:
            found.add(str(_WORDS[word.lower()] * _SCALES[scale.lower()]))
    found.update(str(_MONTHS.index(match[0][:3].lower()) + 1) for match in _MONTH.finditer(text))
    return found


def han_numbers(text: str) -> set[str]:
    """Return the numbers that a Chinese text writes in characters."""
    return {str(_han_value(match[0])) for match in _HAN_NUMBER.finditer(text)}


def _han_value(text: str) -> int:
    """Return the value of a number such as 三百二十."""
    total = section = digit = 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        scale = _HAN_SCALES[character]
        if scale >= 10**4:
            total = (total + section + digit or 1) * scale
            section = digit = 0
        else:
            section += (digit or 1) * scale
            digit = 0
    return total + section + digit


def month(name: str) -> int:
    """Return the number of a month by its English name."""
    return _MONTHS.index(name[:3].lower()) + 1


MONTH = _MONTH.pattern
"""A pattern of the English names of months."""
