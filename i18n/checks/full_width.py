"""Full-width punctuation in a language that is written with half-width punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.markdown.inline.compare import compatible
from i18n.model import Finding, Span
from i18n.rules.language import FULL_WIDTH

_HALF = {
    "，": ",", "、": ",", "。": ".", "．": ".", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")",
    "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}", "％": "%", "＋": "+", "－": "-", "＝": "=",
    "／": "/", "＼": "\\", "｜": "|", "～": "~", "＜": "<", "＞": ">", "＆": "&", "＃": "#", "＠": "@", "＊": "*",
    "＿": "_", "＄": "$", "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "〈": "“", "〉": "”",
    "\u3000": " ",
}  # fmt: skip
_SAFE = "，、。．：；？！（）％「」『』《》\u3000"
"""Those that stand for no markup when they are half-width."""
_MARK = re.compile("[" + "".join(map(re.escape, _HALF)) + "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_ASCII = re.compile(r"[\x00-\x7f]*")
_BETWEEN_DIGITS = re.compile(r"\d[，、．：]\d")
_WANTS_BLANK_AFTER = "，、。；：？！）"
_TIGHT_BEFORE = " \t\n([{“‘\"'（「《/"


def check(pair: Pair) -> Iterator[Finding]:
    """Look for full-width marks in the words of a translation."""
    if not pair.setting.is_spaced or _ASCII.fullmatch(pair.target) or pair.target == pair.source:
        return
    marks = list(_MARK.finditer(pair.target_prose))
    if not marks:
        return
    found = "".join(dict.fromkeys(match[0] for match in marks))
    span = Span(*marks[0].span())
    hint = "write the punctuation of the target language"
    yield pair.finding(FULL_WIDTH, f"has the full-width “{found}”", span=span, hint=hint, fix=_mended(pair, marks))


def _mended(pair: Pair, marks: list[re.Match[str]]) -> str | None:
    """Return the translation with half-width marks, where they cannot become markup."""
    text = pair.target
    script = pair.setting.script
    if script and any(map(str.isalpha, script.findall(pair.target_prose))):
        return None
    for match in reversed(marks):
        if match[0] not in _SAFE:
            return None
        text = _replaced(text, match.start(), match[0])
    same = compatible(pair.target_inline, pair.setting.read(text)) if pair.holds_pieces or "](" in text else True
    return text if text.strip() and same and not _BETWEEN_DIGITS.search(pair.target) else None


def _replaced(text: str, at: int, mark: str) -> str:
    before, after = text[:at], text[at + 1 :]
    half = _HALF[mark]
    if mark in "（「『《" and before and before[-1] not in _TIGHT_BEFORE and before[-1] not in "*_":
        half = " " + half
    if mark in "，、。；：？！":
        before = before.rstrip(" \u00a0") if before.strip() else before
    if mark in _WANTS_BLANK_AFTER and after and (after[0].isalnum() or after[0] in "`[“"):
        half += " "
    return before + half + after
