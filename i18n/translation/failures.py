"""What can go wrong between us and a server, and what a server's reply says of it.

A `PassingError` may pass by itself, so the request is tried again. A `RequestError` is about the texts of one request.
An `EngineError` ends the run. Keys are taken out of every message, and out of what libraries log.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, quote_plus

from i18n.errors import I18nError
from i18n.translation.engine import EngineError

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 509, 520, 521, 522, 523, 524, 529})
_ABOUT_THE_TEXT = frozenset({400, 413, 414, 422})
_QUOTA = frozenset({402, 456})
_LOGGERS = ("urllib3.connectionpool", "deepl")


class KeyRefusedError(EngineError):
    """The server does not accept our key, or us."""


class QuotaError(EngineError):
    """What the key's owner may use is used up."""


class UnreachableError(EngineError):
    """The server gave no answer that makes sense for so long that trying again is of no use."""


class RequestError(I18nError):
    """One request failed for good, and others may succeed: its texts get a reason, and the run goes on."""

    def __init__(self, message: str, *, again: bool = False, status: int = 0) -> None:
        super().__init__(message)
        self.again = again
        self.status = status


class PassingError(Exception):
    """A failure that may pass by itself: a Transport tries again, after `wait` seconds at least, and raises no such."""

    def __init__(self, message: str, wait: float = 0, reached: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait
        self.reached = reached


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whole."""

    status_code: int
    """Its HTTP status."""
    headers: Mapping[str, str]
    """Its headers, without regard to case."""
    content: bytes
    """Its body."""

    @property
    def text(self) -> str:
        """The body as text: UTF-8 if it is that, else in the declared encoding; raises PassingError."""
        charset = self.headers.get("Content-Type", "").partition("charset=")[2].split(";")[0].strip("\"' ")
        for encoding in ("utf-8", charset):
            try:
                return self.content.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
        raise PassingError("the answer cannot be decoded")

    def json(self) -> Any:  # noqa: ANN401 - JSON may be anything
        """Return the body as JSON; raises PassingError where it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            kind = "a web page" if self.text.lstrip()[:1] == "<" else "no JSON" if self.content else "nothing"
            raise PassingError(f"the answer is {kind}") from None

    def close(self) -> None:
        """Do nothing: libraries close replies, and this one has been read."""


@dataclass(slots=True)
class Secrets:
    """Keys, and texts without them."""

    values: set[str] = field(default_factory=set)
    """All spellings of the keys."""

    def add(self, *keys: str) -> None:
        """Remember keys that must never be shown."""
        for key in filter(None, keys):
            self.values |= {key, quote(key), quote(key, safe=""), quote_plus(key), json.dumps(key)[1:-1]}

    def clean(self, text: str) -> str:
        """Return a text without keys."""
        for value in sorted(self.values, key=len, reverse=True):
            text = text.replace(value, "***")
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Take keys out of what libraries log."""
        record.msg, record.args = self.clean(record.getMessage()), ()
        return True


_SECRETS = Secrets()


def clean(text: str) -> str:
    """Return a text without the keys of any engine in use."""
    return _SECRETS.clean(text)


def keep_secret(*keys: str) -> None:
    """Have keys taken out of every message, and of what libraries log."""
    _SECRETS.add(*keys)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_SECRETS)


def check_status(host: str, reply: Reply, wall: float) -> None:
    """Raise what the status of a reply means, unless it is one of success."""
    status = reply.status_code
    if status < 300:
        return
    message = f"{host}: {status}" + _said(reply)
    if status in {401, 403, 407}:
        raise KeyRefusedError(f"{host} refuses us ({status})" + _said(reply), hint="is the key right, and still valid?")
    if status in _QUOTA:
        raise QuotaError(message, hint="the quota is used up; what has been translated is kept")
    if status in _PASSING:
        words = "too many requests" if status == 429 else f"an error of the server ({status})"
        raise PassingError(words + _said(reply), retry_after(reply, wall))
    if status in _ABOUT_THE_TEXT:
        raise RequestError(message, status=status)
    raise EngineError(message, hint="is the address right? See url in the engine's table of the project file")


def retry_after(reply: Reply, wall: float) -> float:
    """Return how many seconds a server wants us to wait, said as a number or as a date; 0 where it says nothing."""
    value = reply.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    wanted, sent = _seconds(value), _seconds(reply.headers.get("Date", ""))
    return max(0.0, wanted - (wall if sent is None else sent)) if wanted is not None else 0.0


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _said(reply: Reply) -> str:
    """Return what the body of an error says, shortened, with a comma before it; nothing of a web page."""
    try:
        text = reply.text.strip()
    except PassingError:
        return ""
    if not text or text.startswith("<"):
        return ""
    with suppress(ValueError):
        text = _message_in(json.loads(text)) or text
    return ", " + clean(" ".join(text.split()))[:200]


def _message_in(value: object) -> str:
    """Return the message within the JSON of an error, wherever services put it."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        for key in ("error", "message", "detail", "error_msg"):
            if message := _message_in(value.get(key)):
                return message
    return ""
