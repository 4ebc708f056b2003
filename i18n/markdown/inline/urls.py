"""Bare URLs and e-mail addresses: generators make links of them, so a translation must carry them over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from i18n.markdown.inline.tree import URL, Escape, Node, Text
from i18n.model import Span

# https://example.com/a?b=c, www.example.com and name@example.com; the Han after one is not part of it
_BARE_URL = re.compile(r"(?:https?://|www\.)[!-;=?-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NO_PART_OF_IT = ",.;:!?)]'\"*"
"""Marks at the end of a URL that belong to the sentence around it."""


def with_urls(run: Sequence[Text | Escape], level: int) -> Iterable[Node]:
    """Return text and escapes that stand side by side, with the bare URLs in them as pieces of their own."""
    words = run[0].words if len(run) == 1 else "".join([part.words for part in run])
    if "://" in words or "www." in words or "@" in words:
        return _apart(run, words, level)
    return run


def _apart(run: Sequence[Text | Escape], words: str, level: int) -> Iterator[Node]:
    rest = list(reversed(run))
    at = 0
    for match in _BARE_URL.finditer(words):
        url = match[0].rstrip(_NO_PART_OF_IT)
        before = list(_taken(rest, match.start() - at, whole=False))
        yield from before
        at += sum(len(part.words) for part in before)
        parts = tuple(_taken(rest, match.start() + len(url) - at, whole=True))
        if parts:
            yield _url(url, parts, match.start() - at, level)
        at += sum(len(part.words) for part in parts)
    yield from reversed(rest)


def _taken(rest: list[Text | Escape], length: int, *, whole: bool) -> Iterator[Text | Escape]:
    """Take so many characters from the end of a reversed run; an escape that goes on after them with `whole` only."""
    while rest and length > 0:
        part = rest.pop()
        if len(part.words) > length and isinstance(part, Text):
            cut = part.start + length
            rest.append(Text(cut, part.end, part.words[length:]))
            part = Text(part.start, cut, part.words[:length])
        elif len(part.words) > length and not whole:
            rest.append(part)
            return
        yield part
        length -= len(part.words)


def _url(url: str, parts: tuple[Text | Escape, ...], start: int, level: int) -> URL:
    """Return a URL that starts so many characters after its first part does."""
    as_read = all(len(part.words) == part.end - part.start for part in parts)
    at = parts[0].start + start
    return URL("URL", url, parts[0].start, parts[-1].end, level, parts, Span(at, at + len(url)) if as_read else None)
