"""What an engine leaves behind: entities, placeholders, chatter, broken characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding, Span, shortened
from i18n.rules.language import ARTEFACT

# &quot;, ⟦1⟧, PH_3, %%4%%, {{ ph1 }}, <x2/>, “Here is the translation”, â€™
_ARTEFACT = re.compile(
    r"&(?:#\d+|#x[0-9a-fA-F]+|quot|apos|amp|lt|gt|nbsp);"
    r"|[⟦⟧⟨⟩�]|\ufffc|\u200b|\ufeff|\u00ad"
    r"|\b_{0,2}(?:PH|PLACEHOLDER|TAG|TOKEN|KEEP|VAR|XX)_?\d+(?:_{1,2}|\b)|%%\d+%%|\{\{\s*ph\d+\s*\}\}|<x\d+/?>|@@\w*\d+@@"
    r"|(?i:^\s*(?:sure[,!.]\s+)?(?:here(?:'s| is)|below is) (?:the|your|a) (?:english )?translat(?:ion|ed text)\b)"
    r"|(?i:^\s*(?:english )?translation(?: result)?:\s)"
    r"|(?i:\bas an ai (?:language )?model\b|\bI(?:'m| am) sorry, but I\b)"
    r"|(?i:^\s*translate(?:d)? (?:the following|from chinese)\b)"
    r"|(?i:\bMYMEMORY WARNING\b|\bquota (?:has been )?exceeded\b|<!doctype html)"
    r"|â€[™œ“”]|Ã[©¨¤¶¼]|ï¼[Œš]|^```(?:markdown|md|text)?\s*$"
)
_MAY_BE_ARTEFACT = re.compile(r"[&⟦⟧⟨⟩�\ufffc\u200b\ufeff\u00ad%{<@âÃï`0-9](?<![^A-Z_][0-9])(?<!^[0-9])")
_MAY_BE_CHATTER = ("translat", "as an ai", "sorry", "quota", "mymemory")


def check(pair: Pair) -> Iterator[Finding]:
    """Look for what an engine left in a translation."""
    said = pair.target.lower()
    if not _MAY_BE_ARTEFACT.search(pair.target) and not any(words in said for words in _MAY_BE_CHATTER):
        return
    for match in _ARTEFACT.finditer(pair.target_prose):
        if match[0].strip().lower() not in pair.source.lower():
            message = f"has “{shortened(match[0], 40)}”, which looks like what an engine left"
            yield pair.finding(ARTEFACT, message, span=Span(*match.span()), hint="write what is meant")
            return
