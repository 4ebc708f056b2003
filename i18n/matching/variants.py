"""Spellings that writers mix up and that mean the same to every reader.

A correction from one to the other leaves a translation as good as it was. Only pairs belong here of which one
form is a common slip of the pen, or an accepted variant, in any text: never two words with meanings of their own.
"""

from __future__ import annotations

import re

_VARIANTS = {
    "按装": "安装",
    "帐单": "账单",
    "帐号": "账号",
    "帐户": "账户",
    "帐务": "账务",
    "对帐": "对账",
    "阀值": "阈值",
    "反回": "返回",
    "部份": "部分",
    "成份": "成分",
    "身分": "身份",
    "从新": "重新",
    "重起": "重启",
    "登陆": "登录",
    "粘帖": "粘贴",
    "黏贴": "粘贴",
    "己经": "已经",
    "以经": "已经",
    "即然": "既然",
    "既使": "即使",
    "配制": "配置",
    "其它": "其他",
    "给与": "给予",
    "图象": "图像",
    "好象": "好像",
    "想像": "想象",
    "惟一": "唯一",
    "在次": "再次",
    "那怕": "哪怕",
    "座标": "坐标",
    "做为": "作为",
}
"""The slip or variant, and what it is read as."""

_ADVERBS = (
    "自动|手动|快速|迅速|正确|准确|成功|轻松|方便|灵活|安全|有效|合理|直接|完整|及时|顺利|清楚|简单|单独|仔细|持续|定期"
)
_VARIANT = re.compile("|".join(sorted(_VARIANTS, key=len, reverse=True)))
# The `地` of `自动地`, which many write `自动的`.
_ADVERB = re.compile(f"({_ADVERBS})地")
# `的的`, a slip of the keyboard.
_DOUBLED = re.compile(r"(的|了|是|在|和|与|您|请)\1")


def in_one_spelling(letters: str) -> str:
    """Return a Chinese text with slips and variants in one spelling, for comparison only."""
    letters = _VARIANT.sub(lambda match: _VARIANTS[match[0]], letters)
    return _DOUBLED.sub(r"\1", _ADVERB.sub(r"\1的", letters))
