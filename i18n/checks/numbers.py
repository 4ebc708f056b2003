"""Numbers, units, dates, and 万 and 亿: quantities of the source are those of the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.checks.quantities import MONTH, Number, han_numbers, month, number_words, numbers
from i18n.model import Finding, Span
from i18n.rules.language import DATE, LARGE_NUMBER, NUMBER, UNIT

_DIGIT = re.compile(r"\d")
_UNIT_WORDS = {
    "KB": "kb|k|kib", "MB": "mb|m|mib|megabytes?", "GB": "gb|g|gib|gigabytes?", "TB": "tb|t|tib|terabytes?",
    "Kbps": "kbps|kbit/s", "Mbps": "mbps|mbit/s|m|mb", "Gbps": "gbps|gbit/s",
    "MHz": "mhz", "GHz": "ghz",
    "ms": "ms|milliseconds?|毫秒", "second": "s|secs?|seconds?|秒钟?", "minute": "mins?|minutes?|分钟",
    "hour": "h|hrs?|hours?|小时", "day": "days?|天|日", "week": "weeks?|周|星期", "month": "months?|个月",
    "year": "years?|年",
    "%": "%|％|percent|per cent",
}  # fmt: skip
"""What each unit is written as, in either language."""
# after the digits: GB, -minute, 个月; a group for each unit, by number, since `%` is no name for a group
_AFTER = re.compile(
    r"[\s*-]*(?:"
    + "|".join(f"(?P<u{index}>{words})" for index, words in enumerate(_UNIT_WORDS.values()))
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_NAMES = tuple(_UNIT_WORDS)
_MIXED_UP_UNITS = {frozenset({"MB", "Mbps"}), frozenset({"KB", "second"}), frozenset({"day", "year"})}
# 2024 年 1 月 31, 2024-01-31; Jan 31st, 2024; 31 January 2024
_DATE = re.compile(
    rf"(?P<y>\d{{4}})(?:\s*年\s*|[-/.])(?P<m>\d{{1,2}})(?:\s*月\s*|[-/.])(?P<d>\d{{1,2}})(?!\d)"
    rf"|(?P<name>{MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name3>{MONTH})\.?,?\s+(?P<y3>\d{{4}})"
)


def check(pair: Pair) -> Iterator[Finding]:
    """Compare the quantities of a pair."""
    if not _DIGIT.search(pair.source) and not _DIGIT.search(pair.target):
        return
    wrong_date = next(_dates(pair), None)
    if wrong_date:
        yield wrong_date
        return
    was, now = list(numbers(pair.source_prose)), list(numbers(pair.target_prose))
    yield from _missing(pair, was)
    if not any(number.scale in ("万", "亿") for number in was):
        yield from _added(pair, now)
    yield from _units(pair, was, now)


def _missing(pair: Pair, was: list[Number]) -> Iterator[Finding]:
    there = {value for number in numbers(pair.target) for value in number.values}
    lost = [number for number in was if not number.values & there]
    if not lost:
        return
    words = number_words(pair.target_prose)
    text = pair.target.replace(",", "")
    for number in lost:
        if number.values & words or any(_holds(text, value) for value in number.values):
            continue
        large = number.scale in ("万", "亿")
        hint = (
            f"{number.text} is {int(next(iter(number.values))):,}"
            if large and "." not in next(iter(number.values))
            else ""
        )
        yield pair.finding(
            LARGE_NUMBER if large else NUMBER,
            f"lacks the number {number.text} of the source",
            hint=hint,
            source_span=Span(number.start, number.end),
        )


def _added(pair: Pair, now: list[Number]) -> Iterator[Finding]:
    there = {value for number in numbers(pair.source) for value in number.values}
    new = [number for number in now if not number.values & there]
    if not new:
        return
    words = han_numbers(pair.source_prose)
    text = pair.source.replace(",", "")
    for number in new:
        if not number.values & words and not any(_holds(text, value) for value in number.values):
            span = Span(number.start, number.end)
            yield pair.finding(NUMBER, f"has the number {number.text}, which the source lacks", span=span)


def _holds(text: str, value: str) -> bool:
    """Tell whether the digits of a number stand in a text, as in `8080` or `Ubuntu22.04`."""
    return re.search(rf"(?<!\d){re.escape(value)}(?!\d)", text) is not None


def _units(pair: Pair, was: list[Number], now: list[Number]) -> Iterator[Finding]:
    for number in was:
        unit = _unit_after(pair.source_prose, number)
        if not unit:
            continue
        same = [other for other in now if other.values & number.values]
        units = [name for other in same if (name := _unit_after(pair.target_prose, other))]
        if units and unit not in units and not any(frozenset({unit, other}) in _MIXED_UP_UNITS for other in units):
            place = same[0]
            message = f"has {place.text} {units[0]} where the source has {number.text} {unit}"
            yield pair.finding(UNIT, message, span=Span(place.start, place.end))


def _unit_after(text: str, number: Number) -> str:
    match = _AFTER.match(text, number.end)
    if not match or not match.lastgroup:
        return ""
    return _NAMES[int(match.lastgroup[1:])]


def _dates(pair: Pair) -> Iterator[Finding]:
    was = [_day(match) for match in _DATE.finditer(pair.source_prose)]
    if not was:
        return
    dates = [(match, _day(match)) for match in _DATE.finditer(pair.target_prose)]
    for match, day in dates:
        if day not in was:
            message = f"has the date {match[0]}, which the source lacks"
            yield pair.finding(DATE, message, span=Span(*match.span()))


def _day(match: re.Match[str]) -> tuple[int, int, int]:
    name = match["name"] or match["name3"]
    year = match["y"] or match["y2"] or match["y3"]
    day = match["d"] or match["d2"] or match["d3"]
    return int(year), month(name) if name else int(match["m"]), int(day)
