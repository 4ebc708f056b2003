"""A file of UI strings: a parsed source, its segments, and the way back to text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from i18n.data import json, toml, yaml
from i18n.data.paths import KEY_ITSELF, DataPath, chosen_paths, shown_path
from i18n.data.syntax import Syntax
from i18n.data.value import DataError, Value
from i18n.document import Document, Rendering
from i18n.errors import SourceError
from i18n.generators.formats import Format
from i18n.generators.listing import FORMATS
from i18n.language import has_letter, script_of
from i18n.lines import SourceText, source_text
from i18n.model import Finding, Segment, Severity, Skip, Translations
from i18n.strings.splice import splice

_SYNTAXES: Mapping[str, Syntax] = MappingProxyType({".json": json, ".toml": toml, ".yml": yaml, ".yaml": yaml})
"""The syntaxes of data, by the suffixes of files."""
_DOUBT_HINT = "programs refuse that or take one of them; keep one"


@dataclass(frozen=True)
class StringsDocument(Document):
    """A parsed file of UI strings."""

    format: Format
    """What of it is for readers."""
    syntax: Syntax
    """What it is written in."""
    values: tuple[Value, ...]
    """The values of its segments, one each."""
    offered: tuple[Segment, ...]
    """Its translatable units, in order."""
    passed_over: tuple[Skip, ...]
    """The spans around them."""
    doubts: tuple[Finding, ...]
    """What is doubtful about it."""
    left_out: frozenset[str] | None
    """The entries that are left out of what is built, besides those without a translation; None if none is."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its translatable units, in order."""
        return self.offered

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the source."""
        return self.doubts

    @property
    def left_alone(self) -> tuple[Skip, ...]:
        """The spans that are skipped for a reason known to the parser."""
        return self.passed_over

    def splice(self, translations: Translations) -> Rendering:
        """Return the text with translations in it, along with what was refused.

        A translation that loses or adds a placeholder, a tag or a link is refused; whatever it is, the data
        around it stays as it was.
        """
        return splice(self.source, self.syntax, self.format, self.values, self.segments, translations, self.left_out)


def parse_strings(
    text: str,
    path: str,
    format_name: str,
    *,
    source_locale: str = "zh-CN",
    messages: Literal["script", "all"] = "script",
    keys: Sequence[str] = (),
    leave_out: bool = False,
) -> StringsDocument:
    """Parse a JSON, YAML or TOML text into a document.

    `path` says by its suffix which of them it is. `keys` are paths of the values that are offered
    (`nav[].text`) instead of the format's own, or with `!` in front, which of those are not. Where the source
    language has a script of its own, only text in that script is a segment, unless `messages` is `all`. With
    `leave_out`, what is built has only the entries that are offered and translated, where the format's site
    has a text of its own for the others; what is not in the source language's script stays.

    Raises SourceError with the position where the text cannot be read.
    """
    form, source, syntax = FORMATS[format_name], source_text(text), _syntax_of(format_name, path)
    values, doubts = _read(source, path, form, syntax, keys)
    script = script_of(source_locale) if messages == "script" else None
    comments = _comments(source, form) if form.comment else {}
    segments: list[Segment] = []
    offered: list[Value] = []
    skips: list[Skip] = []
    done = 0
    for value in values:
        start, end = value.span
        skips += _skip(source, done, start, "data")
        done = end
        msgid = value.text.strip()
        if reason := _no_message(msgid, script):
            skips += _skip(source, start, end, reason)
            continue
        offered.append(value)
        comment = comments.get(value.path[:-1], "")
        segments.append(
            Segment(
                _kind(value.path),
                msgid,
                None,
                source.span(start, end),
                source.position(start),
                _place(value.path, form),
                (comment,) if comment else (),
            )
        )
    skips += _skip(source, done, len(source.normalized), "data")
    return StringsDocument(
        source,
        source_locale,
        form,
        syntax,
        tuple(offered),
        tuple(segments),
        tuple(skips),
        tuple(doubts),
        _excluded(source, form, keys) if leave_out and form.entries_may_lack else None,
    )


def _syntax_of(format_name: str, path: str) -> Syntax:
    """Return the syntax that a file is written in; by the format's name where the suffix does not say."""
    return _SYNTAXES.get(PurePosixPath(path).suffix.lower()) or _SYNTAXES.get(f".{format_name}", json)


def _read(
    source: SourceText, path: str, form: Format, syntax: Syntax, keys: Sequence[str]
) -> tuple[list[Value], list[Finding]]:
    """Return the values that are offered, in order, and what is doubtful; raises SourceError."""
    own = () if any(key[0] != "!" for key in keys) else form.values
    try:
        reading = syntax.read(source.normalized, chosen_paths(tuple(own), tuple(keys), form.titles))
    except DataError as error:
        message = f"cannot be read as {syntax.NAME}: {error.reason}"
        raise SourceError(message, path=path, position=source.position(error.offset)) from None
    if reading.root == "text":
        raise SourceError("holds one text instead of keys and values", path=path)
    findings = [
        Finding(
            "data",
            reason,
            Severity.WARNING,
            position=source.position(at),
            hint=_DOUBT_HINT,
            about=(source.line_at(at).strip(),),
        )
        for reason, at in reading.doubts
    ]
    return sorted(reading.values, key=lambda value: value.span), findings


def _excluded(source: SourceText, form: Format, keys: Sequence[str]) -> frozenset[str]:
    """Return the entries that a project does not want to be offered."""
    values = json.read(source.normalized, chosen_paths(form.values)).values
    chosen = chosen_paths(form.values, tuple(keys))
    return frozenset(str(value.path[0]) for value in values if not chosen.has(value.path))


def _comments(source: SourceText, form: Format) -> dict[DataPath, str]:
    """Return what a file says to translators, by the path of the entry."""
    values = json.read(source.normalized, chosen_paths((f"**.{form.comment}",))).values
    return {value.path[:-1]: " ".join(value.text.split()) for value in values}


def _no_message(msgid: str, script: object) -> str:
    """Say why a text is not offered; empty if it is."""
    if not has_letter(msgid):
        return "no human text"
    if any(not character.isprintable() and character not in "\n\t\u3000\u200b\u2028\xa0\xad" for character in msgid):
        return "control characters"
    return "" if script is None or script.search(msgid) else "no human text"  # type: ignore[attr-defined]


def _skip(source: SourceText, start: int, end: int, reason: str) -> Iterable[Skip]:
    return [Skip(source.span(start, end), reason)] if start < end else []


def _kind(path: DataPath) -> str:
    return "navigation title" if path[-1] == KEY_ITSELF else "UI string"


def _place(path: DataPath, form: Format) -> str:
    """Return where a text stands, for translators: its path, without what all entries have in common."""
    if path[-1] == KEY_ITSELF:
        path = path[:-2]
    elif form.comment:
        path = path[:-1]
    return shown_path(path)
