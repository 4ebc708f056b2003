"""What must hold of a machine's answer before anybody sees it.

Each gate returns what is wrong, or nothing: of words a finding, which a person and a model understand, of Markdown a
difference. It compares the pieces that splicing and checks compare, too, so that no answer is accepted that a build
would refuse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from i18n.difference import Difference, sentence
from i18n.language import script_of
from i18n.markdown.inline.compare import compatible, difference
from i18n.markdown.inline.groups import Group, Node
from i18n.markdown.inline.tree import ReadInline
from i18n.translation.engine import Languages
from i18n.translation.protection import Masked
from i18n.translation.punctuation import lost_number

_LONGEST = 12
_SPARE = 120
"""An answer may have twelve characters for each of its text, and these besides."""
_HTML_PAGE = re.compile(r"<!doctype|<html|<body|<head", re.IGNORECASE)


@dataclass(frozen=True)
class Gates:
    """The gates between two languages."""

    languages: Languages
    """The locale that is translated from, and the one that is translated to."""

    @property
    def source_script(self) -> re.Pattern[str] | None:
        """What matches a letter of the source's script; None where the target is written in it, too, as Japanese is."""
        source, target = map(script_of, self.languages)
        return None if target and target.search("，") else source

    @property
    def is_latin(self) -> bool:
        """Whether Chinese or Japanese text becomes text in Latin letters."""
        source, target = map(script_of, self.languages)
        return target is None and source is not None and bool(source.search("，"))

    def words_finding(self, masked: Masked, parts: Sequence[str], kept: Iterable[str] = ()) -> str:
        """Say what is wrong with the words of an answer; `kept` are terms that may stay in the source's script."""
        source, target = "".join(masked.words), "".join(parts[::2])
        return (
            _size_finding(source, target)
            or self._language_finding(source, target, kept)
            or _empty_group(parts)
            or (lost_number(source, target) if self.is_latin else "")
        )

    def _language_finding(self, source: str, target: str, kept: Iterable[str]) -> str:
        for term in kept:
            target = target.replace(term, "")
        if not self.source_script or not (untranslated := self.source_script.search(target)):
            return ""
        if target.strip() == source.strip():
            return "the text was returned as it is"
        return f"the translation holds “{untranslated[0]}”, which is not translated"


def _size_finding(source: str, target: str) -> str:
    if not target.strip() and source.strip():
        return "the translation is empty"
    if _HTML_PAGE.search(target) and not _HTML_PAGE.search(source):
        return "the answer is a web page"
    if len(target) > _LONGEST * len(source) + _SPARE:
        return "the translation is much longer than its text"
    return ""


def _empty_group(parts: Sequence[str]) -> str:
    for opening, words, closing in zip(parts[1::2], parts[2::2], parts[3::2], strict=False):
        if closing == opening.replace("<", "</") and not words.strip():
            return f"there is no text between {opening} and {closing}"
    return ""


def markup_difference(source: str, target: str, nodes: Sequence[Node], read: ReadInline) -> Difference | None:
    """Return how the Markdown of an answer differs from its source's, read again: pieces, nesting, emphasis."""
    was, now = read(source), read(target)
    if target.count("<!--") > source.count("<!--"):
        return Difference("comment")
    if not compatible(was, now):
        return difference(was, now)
    before, after = was.emphasis, now.emphasis
    intended = Counter({"strong": _intended(nodes)})
    if before - after:
        return Difference("lost emphasis")
    return Difference("added emphasis") if (after - before) - intended else None


def told(difference: Difference) -> str:
    """Say a difference to a model that is asked again, and to people where it does no better."""
    return f"the translation {sentence(difference)}"


def _intended(nodes: Sequence[Node]) -> int:
    groups = [node for node in nodes if isinstance(node, Group)]
    return sum((group.kind == "intended") + _intended(group.children) for group in groups)
