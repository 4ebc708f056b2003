"""Answers of engines: what none may be, and how several become one. Placeables are the gates' business."""

from __future__ import annotations

import re
from collections.abc import Sequence

from i18n.language import script_of
from i18n.translation.engine import Answer, Item, Languages, Reason
from i18n.translation.estimate import total
from i18n.translation.failures import QuotaError

# What a service says of itself in the place of a translation, and what a text speaks of that may be translated so.
_PAGE = re.compile(r"<!doctype|<(?:html|head|body|title|script)\b", re.IGNORECASE)
# MyMemory: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY".
_QUOTA = re.compile(r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS")
# "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", Google's "Error 400 (Bad Request)!!1".
_ERROR = re.compile(
    r"QUERY LENGTH LIMIT EXCEEDED|PLEASE SELECT TWO DISTINCT LANGUAGES|IS AN INVALID (?:SOURCE|TARGET) LANGUAGE"
    r"|NO QUERY SPECIFIED|Error \d{3} \(.{3,40}\)!!1"
)
# In plain words: "Daily quota exceeded", "Too Many Requests". A guide may say that as well (`_ABOUT_IT`).
_TALK = re.compile(
    r"(?:quota|character limit|usage limit|monthly limit)\b.{0,40}\bexceeded|exceeded\b.{0,40}\b(?:quota|usage limit)"
    r"|too many requests|internal server error|bad gateway|service unavailable",
    re.IGNORECASE,
)
# 配额, 请求过多, 错误 502: such a text speaks of it itself
_ABOUT_IT = re.compile(
    r"配额|配額|额度|額度|限额|限額|上限|限制|用量|超出|超过|超過|请求|請求|错误|錯誤|网关|網關|閘道|服务|服務|\d{3}"
    r"|quota|limit|request|error|gateway|service",
    re.IGNORECASE,
)


def checked(item: Item, answer: object, languages: Languages, again: bool = False) -> str | Reason:
    """Return an answer if it may be a translation, else why it is none.

    `again` says whether asking once more may change anything. Raises QuotaError for a warning about a quota that no
    guide could hold. Whether plain words are a service's own is told by what the text speaks of: “请求过多” may well
    be “Too many requests”.
    """
    if not isinstance(answer, str) or not answer.strip():
        return Reason("the engine gave no answer", again)
    if _new(_QUOTA, item, answer):
        raise QuotaError(f"the engine answered: {answer.strip()[:120]}", hint="the quota is used up")
    if _new(_PAGE, item, answer):
        return Reason("the engine answered with a web page", again)
    if _new(_ERROR, item, answer) or (_new(_TALK, item, answer) and not _ABOUT_IT.search(item.text)):
        return Reason("the engine answered with a message of its own", again)
    if answer.strip() == item.text.strip() and _must_change(item.text, languages):
        return Reason("the engine returned the text as it was", again)
    return answer


def joined_answers(answers: Sequence[Answer]) -> Answer:
    """Return several answers as one."""
    results = {name: result for answer in answers for name, result in answer.results.items()}
    return Answer(results, total([answer.usage for answer in answers]))


def _new(pattern: re.Pattern[str], item: Item, answer: str) -> bool:
    """Tell whether a pattern matches in an answer and not in its text."""
    return bool(pattern.search(answer)) and not pattern.search(item.text)


def _must_change(text: str, languages: Languages) -> bool:
    """Tell whether a text must look different in the other language: its script is not read there."""
    source, target = (script_of(locale) for locale in languages)
    return bool(source and not target and source.search(text))
