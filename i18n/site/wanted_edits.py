"""Edits that a project asks for by name: pinned ids, rewritten and mapped destinations, a note.

They are made in a built text, after translation, and nothing else of it changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from i18n.document import Heading, Reference
from i18n.edits import edited
from i18n.model import Position, Span

_UNSAFE = re.compile(r"""[\s<>()"'`{}|\\%&\[\]*]""")
"""A character that could not stand in every kind of link: in parentheses, quotes or a table's cell."""

_ASSET = re.compile(
    r"\.(?:7z|avi|avif|bmp|csv|docx?|gif|gz|ico|jpe?g|json|m4a|m4v|mov|mp3|mp4|odp|ods|odt|ogg|pdf|png|pptx?|rar|svg"
    r"|tar|tgz|txt|wav|webm|webp|xlsx?|ya?ml|zip)$",
    re.IGNORECASE,
)
"""Ends the path of a file that is no page: `price.PDF`."""


@dataclass(frozen=True, slots=True)
class WantedEdit:
    """One edit of a built document."""

    kind: str
    """`pinned id`, `rewritten link`, `mapped link`, `mapped asset` or `notice`."""
    before: str
    """What would stand there without it; nothing where an id is pinned."""
    after: str
    """What stands there."""
    position: Position
    """Where, in the text before all such edits."""
    span: Span
    """The characters that it replaces, in the text before all such edits."""
    written: str
    """What is written in their place."""


def pins(headings: Sequence[Heading], ids: Mapping[int, str]) -> Iterator[WantedEdit]:
    """Yield the ids to be written behind headings, by the number of the heading."""
    for number, identifier in ids.items():
        heading = headings[number]
        place = Span(heading.end, heading.end)
        yield WantedEdit("pinned id", "", identifier, heading.position, place, f" {{#{identifier}}}")


def destinations(
    text: str, references: Iterable[Reference], new: Callable[[Reference], tuple[str, str] | None]
) -> Iterator[WantedEdit]:
    """Yield the destinations to be written; `new` returns the kind of an edit and a destination, or None."""
    for reference in references:
        wanted = new(reference) if reference.span else None
        if wanted and reference.span:
            kind, destination = wanted
            written = text[slice(*reference.span)]
            if destination != written:
                yield WantedEdit(kind, written, destination, reference.position, reference.span, destination)


def with_fragment(written: str, fragment: str) -> str:
    """Return a destination as written with another fragment, percent-encoded where the old one was or must be."""
    path, _, old = written.partition("#")
    if re.search("%[0-9A-Fa-f]{2}", old):
        return f"{path}#{quote(fragment)}"
    return f"{path}#{_UNSAFE.sub(lambda match: quote(match[0]), fragment)}"


def is_asset(reference: Reference) -> bool:
    """Tell whether a reference is shown or downloaded, not gone to."""
    path = re.split(r"[?#]", reference.destination)[0]
    return reference.kind == "image" or bool(_ASSET.search(path))


def with_wanted_edits(text: str, edits: Iterable[WantedEdit]) -> str:
    """Return a text with the edits made in it."""
    return edited(text, ((edit.span, edit.written) for edit in edits))
