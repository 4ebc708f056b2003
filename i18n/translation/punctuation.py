"""From Chinese typography to that of languages in Latin letters, in the answers of machines alone.

An answer is words and tokens in turn, as `protection.answer_parts` returns it. Tokens are never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from i18n.translation.protection import Masked

Parts = list[str]
"""Words and tokens in turn, words first and last."""


def latin(masked: Masked, parts: Parts) -> Parts:
    """Return an answer in Latin letters with the typography of its language; tokens stay where they are."""
    for repair in (_with_marks, _with_numbers, _with_last_mark, _with_spaces):
        parts = repair(masked, parts)
    return parts


# Marks ------------------------------------------------------------------------------------------

_MARKS = MappingProxyType(
    {
        "，": ", ",
        "、": ", ",
        "。": ". ",
        "．": ".",
        "：": ": ",
        "；": "; ",
        "？": "? ",
        "！": "! ",
        "（": " (",
        "）": ") ",
        "【": " [",
        "】": "] ",
        "〔": " [",
        "〕": "] ",
        "［": "[",
        "］": "]",
        **dict.fromkeys("「『《〈", " “"),
        **dict.fromkeys("」』》〉", "” "),
        "～": "–",
        "％": "%",
        "＂": '"',
        "＇": "'",
        "\u3000": " ",
    }
)
"""What each full-width mark becomes; of the blanks beside it, those that turn out to be too many go again."""
# An ellipsis, a dash, or any full-width mark, letter or digit: `……`, `——`, `，`, `（`, `Ａ`, `１`.
_WIDE = re.compile(r"……|—{2}|[\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff5e]")
# The number of a step at the start: `1、`.
_NUMBERED = re.compile(r"^(\s*\d{1,2})、\s*")
# Blanks too many: in `Save , then`, `( Save`, `Save  now`, `Save, .` and `8: 30`.
_BEFORE_MARK = re.compile(r"[ \t]+(?=[,.;:?!)\]”](?:\s|$))")
_AFTER_BRACKET = re.compile(r"(?<=[(\[“])[ \t]+")
_DOUBLED = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_MARK_RUN = re.compile(r"([,;:]) (?=[,.;:?!])")
_IN_NUMBER = re.compile(r"(?<=\d)([:.]) (?=\d)")


def _with_marks(masked: Masked, parts: Parts) -> Parts:
    """Full-width marks, brackets, quotes and digits become those of Latin text."""
    return [
        part if number % 2 or not _WIDE.search(part) else _marks(part, first=not number, last=number == len(parts) - 1)
        for number, part in enumerate(parts)
    ]


def _marks(words: str, *, first: bool, last: bool) -> str:
    leading, trailing = words[:1].isspace(), words[-1:].isspace()
    if first:
        words = _NUMBERED.sub(r"\1. ", words)
    words = re.sub(r"(?<=\d)\s*～\s*(?=\d)", "–", words)  # `3 ～ 5` is a range
    words = _WIDE.sub(_mark, words)
    words = _MARK_RUN.sub(r"\1", _AFTER_BRACKET.sub("", _BEFORE_MARK.sub("", words)))
    words = _IN_NUMBER.sub(r"\1", _DOUBLED.sub(" ", words))
    if first and not leading:
        words = words.lstrip()
    return words.rstrip() if last and not trailing else words


def _mark(match: re.Match[str]) -> str:
    """Return what stands for a full-width mark, letter or digit."""
    mark = match[0]
    if mark == "……":
        return "…"
    if mark == "——":
        return " — "
    return _MARKS.get(mark) or unicodedata.normalize("NFKC", mark)


# Numbers ----------------------------------------------------------------------------------------

# `10 万`, `1.5亿`.
_LARGE = re.compile(r"(?<![\d.])(\d+(?:,\d{3})*(?:\.\d+)?)\s*(万亿|千万|百万|十万|万|亿)")
# What stands behind a number in the place of its zeros: `100 thousand`, `100k`, `1 Mio`.
_MAGNITUDE = re.compile(
    r"thousand|million|billion|trillion|hundred|mil|mio|mrd|tausend|(?:k|m|b|bn|t|wan|yi)\b", re.IGNORECASE
)
_UNITS = MappingProxyType({"十万": 10**5, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12})


def _with_numbers(masked: Masked, parts: Parts) -> Parts:
    """`10 万` in an answer becomes `100,000`."""
    return [part if number % 2 else _LARGE.sub(_in_digits, part) for number, part in enumerate(parts)]


def _in_digits(match: re.Match[str]) -> str:
    value = _value(match)
    return f"{value:,}" + (" " if match.end() < len(match.string) and match.string[match.end()].isalnum() else "")


def _value(match: re.Match[str]) -> int | float:
    value = float(match[1].replace(",", "")) * _UNITS[match[2]]
    return int(value) if value == int(value) else value


def lost_number(source: str, target: str) -> str:
    """Say which number with 万 or 亿 has lost its zeros in a translation; empty if none has."""
    for match in _LARGE.finditer(source):
        bare = match[1].replace(",", "")
        stands = re.search(rf"(?<![\d.,]){re.escape(bare)}(?![\d,]|\.\d)\s*(?P<next>[A-Za-z]*)", target)
        if not stands or f"{_value(match):,}" in target or str(_value(match)) in target:
            continue
        if not _MAGNITUDE.match(stands["next"]):
            return f"the source says {match[0]}, which is {_value(match):,}, and the translation {stands[0].strip()}"
    return ""


# The last mark ----------------------------------------------------------------------------------

_ENDS_SENTENCE = "。.！!？?…；;：:"
# `etc.`, `Inc.`, `plan B.`, `...`
_ABBREVIATION = re.compile(r"(?:\b(?:etc|Inc|Ltd|Co|Corp|vs|No|e\.g|i\.e|al)|\b[A-Za-z]|\.)\.$")


def _with_last_mark(masked: Masked, parts: Parts) -> Parts:
    """An answer ends with a colon where its source does, and without a full stop where its source has no mark."""
    source = masked.words[-1].rstrip()
    target = parts[-1].rstrip()
    blanks = parts[-1][len(target) :]
    if not source or not target:
        return parts
    if source[-1] in "：:":
        if target[-1] in ".;,":
            target = target[:-1] + ":"
        elif target[-1].isalnum() or target[-1] in ')”"]':
            target += ":"
    elif source[-1] not in _ENDS_SENTENCE and target[-1] == "." and not _ABBREVIATION.search(target):
        target = target[:-1] if target != "." else target
    return [*parts[:-1], target + blanks]


# Spaces -----------------------------------------------------------------------------------------


def _with_spaces(masked: Masked, parts: Parts) -> Parts:
    """Put a space where a token stands between words, as Chinese does not: `顶部的**费用**菜单`.

    There is none where the source has Latin letters or digits on both sides without a space, as in `v**2**`.
    """
    tight = {
        token
        for _, tokens, between in _borders(masked, masked.parts)
        if all(map(_is_letter, between))
        for token in tokens
    }
    spaced = list(parts)
    for slot, tokens, (left, right) in list(_borders(masked, parts)):
        if not _asks_for_space(left, right) or not tight.isdisjoint(tokens):
            continue
        if slot % 2:
            spaced[slot + 1] = " " + spaced[slot + 1]
        else:
            spaced[slot] += " "
    return spaced


def _borders(masked: Masked, parts: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...], tuple[str, str]]]:
    """Yield where tokens stand between two characters: the part behind which a space would go, the tokens, the two.

    A token that is read as a word is a character itself, `` ` ``; across one that shows nothing, such as a tag, none is
    yielded.
    """
    left, slot, passed = "", 0, list[str]()
    for number, part in enumerate(parts):
        if number % 2 == 0:
            if not part:
                continue
            if left and passed:
                yield slot, tuple(passed), (left, part[0])
            left, slot, passed = part[-1], number, []
            continue
        if part in masked.solid:
            if left and number:
                yield slot, (*passed, part), (left, "`")
            left, slot, passed = "`", number, [part]
        elif part.endswith("/>"):
            left, passed = "", []
        else:
            passed.append(part)
            if part.startswith("</"):
                slot = number


def _is_letter(character: str) -> bool:
    return character == "`" or (character.isalnum() and unicodedata.east_asian_width(character) not in "WF")


def _asks_for_space(left: str, right: str) -> bool:
    """Tell whether a space belongs between two characters of Latin text, a piece of code standing for a letter."""
    return (_is_letter(left) or left in ")]%”’,;:!?.") and (_is_letter(right) or right in "([“‘")
