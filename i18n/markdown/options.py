"""What of a document is offered for translation, where a project wants more or less than the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from i18n.model import CodeText

Messages: TypeAlias = Literal["script", "all"]


@dataclass(frozen=True, slots=True)
class Options:
    """What of a document is offered for translation."""

    source_locale: str = "zh-CN"
    """The language it is written in."""
    messages: Messages = "script"
    """`script`: only text in the source language's own script, where it has one; `all`: all text."""
    attributes: tuple[str, ...] = ()
    """More text attributes of tags, such as `header` or `Card.text`; `!title` leaves one out."""
    code: tuple[CodeText, ...] = ()
    """What of code blocks: `comments`, `strings`, and the labels of `mermaid` diagrams."""
    front_matter: tuple[str, ...] = ()
    """More paths of front matter values, such as `hero.note` or `**.label`; `!keywords` leaves one out."""
