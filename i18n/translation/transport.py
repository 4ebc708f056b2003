"""Requests to translation servers. Each ends in time, with a reply that was checked or with an error that has a name.

A library might take an error page for a translation, so a reply is checked before any library sees it. What may pass by
itself (no answer, a broken one, too many requests, an error of the server) is tried again, after a wait that doubles
and varies, or that the server asks for; any other failure ends the request. A request that waits keeps no other from
being sent. Keys are taken out of every message. The only importer of requests.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, Semaphore, Thread
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from i18n.errors import I18nError
from i18n.translation.engine import EngineError
from i18n.translation.failures import PassingError, Reply, RequestError, UnreachableError, check_status, clean

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 30.0
_PIECE = 65_536
# `localhost`, `127.0.0.1`, `::1`.
_LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|::1")
_NO_PROXIES = {"http": "", "https": "", "all": ""}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often a request is tried, and how much of a reply is read."""

    connect: float = 10
    """Seconds until a connection stands."""
    silence: float = 60
    """Seconds without a byte."""
    attempt: float = 120
    """Seconds from the start of an attempt to its last byte, however steadily bytes come."""
    total: float = 300
    """Seconds for all attempts at one request and the waits between them, but not for waiting for its turn."""
    tries: int = 6
    """Attempts at one request."""
    rate: float = 0
    """Requests a second; 0 for no limit."""
    workers: int = 4
    """Requests that are on their way at once."""
    size: int = 8_000_000
    """Bytes of a reply."""
    redirects: int = 3
    """Redirects that are followed, all on one host."""
    failures: int = 3
    """Requests that may fail one after the other before the server is left alone; one, if none was answered before."""
    refusals: int = 12
    """Refused requests, without any accepted before, after which the settings are at fault and not the texts."""
    rest: float = 30
    """Seconds that it is left alone."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, for which tests have their own."""

    now: Callable[[], float] = time.monotonic
    """Seconds that only grow."""
    wall: Callable[[], float] = time.time
    """Seconds since 1970."""
    sleep: Callable[[float], None] = time.sleep
    """Wait some seconds."""
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""


Judge: TypeAlias = Callable[[Reply], None]
"""Looks at a reply of any status; raises PassingError, RequestError or EngineError for one that is no answer."""


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine: no proxy is asked for it, and nobody else can listen."""
    return bool(_LOOPBACK.fullmatch(urlsplit(url).hostname or ""))


def takes_json(reply: Reply) -> None:
    """Accept a reply of success if it is a JSON object or list; replies of any other status pass."""
    if reply.status_code < 300 and not isinstance(reply.json(), (dict, list)):
        raise PassingError("the answer is JSON of another kind than expected")


def takes_object(reply: Reply) -> dict[str, Any]:
    """Return the JSON object that a reply of success is; for a reply of any other status, an empty one."""
    value = reply.json() if reply.status_code < 300 else {}
    if not isinstance(value, dict):
        raise PassingError("the answer is JSON of another kind than expected")
    return value


class Transport:
    """The way to one server, shared by all threads that ask it."""

    def __init__(self, limits: Limits | None = None, clock: Clock | None = None) -> None:
        """Open nothing yet: the first request does."""
        self.limits = limits or Limits()
        self._clock = clock or Clock()
        self._idle: list[requests.Session] = []
        self._lock = Lock()
        self._slots = Semaphore(self.limits.workers)
        self._next = 0.0
        self._failures = 0
        self._refusals = 0
        self._successes = 0
        self._closed_until = 0.0
        self._why = ""

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | bytes | None = None,
        json: object = None,
        judge: Judge = takes_json,
    ) -> Reply:
        """Return a reply of success that the judge accepts.

        Raises RequestError where this request failed and others may not, EngineError (KeyRefusedError, QuotaError,
        UnreachableError) where others would fail, too. Messages name the host and never hold a key.
        """
        host = urlsplit(url).netloc
        parts = {"headers": headers, "params": params, "data": data, "json": json}
        ends, successes, tries = self._clock.now() + self.limits.total, self._successes, 0
        while True:
            queued = self._clock.now()
            with self._turn(host):
                ends += self._clock.now() - queued
                tries += 1
                seconds = min(self.limits.attempt, ends - self._clock.now())
                try:
                    reply = self._answered(method, url, parts, judge, seconds)
                except PassingError as problem:
                    wait = self._wait_after(host, problem, tries, ends, successes)
                except RequestError as error:
                    raise self._refused(error) from None
                else:
                    with self._lock:
                        self._failures = 0
                        self._successes += 1
                    return reply
            self._clock.sleep(wait)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        """Hold one of the slots, from a moment on that keeps to the rate and to the wait that the server asked for.

        Until that moment comes, no slot is held. Raises UnreachableError where the server is left alone.
        """
        while True:
            with self._slots:
                wait = self._wait_for_turn(host)
                if not wait:
                    yield
                    return
            self._clock.sleep(wait)

    def _wait_for_turn(self, host: str) -> float:
        """Take the turn and return 0 if it is time; else return how long it is until then."""
        with self._lock:
            now = self._clock.now()
            if now < self._closed_until:
                raise UnreachableError(f"{host} does not work: {self._why}")
            if now >= self._next and self.limits.rate:
                self._next = now + 1 / self.limits.rate
                return 0
            return max(0.0, self._next - now)

    def _wait_after(self, host: str, problem: PassingError, tries: int, ends: float, successes: int) -> float:
        """Return how long to wait before the next try; raise an error where there is to be none.

        A wait that the server asks for holds for all other requests, too.
        """
        wait: float = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (tries - 1)) * (0.5 + self._clock.chance() / 2)
        seconds_left = ends - self._clock.now()
        if problem.wait > seconds_left:
            raise UnreachableError(
                f"{host}: {clean(problem.message)}, and we are to wait {problem.wait:.0f} seconds",
                hint="run the command again then; what has been translated is kept",
            )
        if tries >= self.limits.tries or wait > seconds_left:
            raise self._given_up(host, problem, successes)
        if problem.wait:
            with self._lock:
                self._next = max(self._next, self._clock.now() + problem.wait)
        return max(wait, problem.wait)

    def _given_up(self, host: str, problem: PassingError, successes: int) -> I18nError:
        """Count a request all of whose tries failed; return the error to be raised."""
        message = f"{host}: {clean(problem.message)}"
        with self._lock:
            self._failures += 1
            if self._successes > successes:
                return RequestError(message, again=True)  # others got through meanwhile
            if self._successes and problem.reached and self._failures < self.limits.failures:
                return RequestError(message, again=True)
            self._why = clean(problem.message)
            self._closed_until = self._clock.now() + self.limits.rest
        return UnreachableError(message, hint="run the command again later; what has been translated is kept")

    def _refused(self, error: RequestError) -> I18nError:
        """Return the error that a refused request means; another one where so many were refused and none accepted."""
        with self._lock:
            self._refusals += 1
            if self._successes or self._refusals < self.limits.refusals:
                return error
        return EngineError(
            f"{error.message}; it has refused the first {self._refusals} requests",
            hint="are the engine's settings in the project file right?",
        )

    def _answered(self, method: str, url: str, parts: Mapping[str, Any], judge: Judge, seconds: float) -> Reply:
        """Make one attempt, redirects and all, and judge its reply."""
        reply = self._followed(method, url, parts, seconds)
        judge(reply)
        check_status(urlsplit(url).netloc, reply, self._clock.wall())
        return reply

    def _followed(self, method: str, url: str, parts: Mapping[str, Any], seconds: float) -> Reply:
        """Make one attempt, and follow redirects on the same host."""
        here, ends = url, self._clock.now() + seconds
        for _ in range(self.limits.redirects + 1):
            reply = self._within(method, here, parts, ends)
            if reply.status_code not in _REDIRECTS or "Location" not in reply.headers:
                return reply
            target = urljoin(here, reply.headers["Location"])
            old, new = urlsplit(here), urlsplit(target)
            safe = (old.scheme, new.scheme) in {("http", "http"), ("https", "https")}
            if method != "GET" or new.hostname != old.hostname or not safe:
                raise EngineError(
                    f"{old.netloc} sends us to {new.scheme}://{new.netloc}, where our texts and key do not belong",
                    hint="set url in the engine's table of the project file if that is right",
                )
            here, parts = target, {**parts, "params": None}
        raise EngineError(f"{urlsplit(url).netloc} sends us from one address to the next")

    def _within(self, method: str, url: str, parts: Mapping[str, Any], ends: float) -> Reply:
        """Make one exchange in a thread of its own, and leave it alone if it does not end in time.

        The timeout of a socket does not end a reply that comes byte by byte.
        """
        outcome: Future[Reply] = Future()

        def run() -> None:
            try:
                outcome.set_result(self._exchange(method, url, parts, ends))
            except BaseException as error:  # noqa: BLE001 - the thread that waits is to get it, whatever it is
                outcome.set_exception(error)

        Thread(target=run, daemon=True, name="i18n-request").start()
        try:
            return outcome.result(timeout=max(0.0, ends - self._clock.now()))
        except TimeoutError:
            raise PassingError("no whole answer in time") from None

    def _exchange(self, method: str, url: str, parts: Mapping[str, Any], ends: float) -> Reply:
        """Send one request and read its reply, over a connection that is open already if there is one."""
        with self._lock:
            session = self._idle.pop() if self._idle else requests.Session()
        timeout = (self.limits.connect, min(self.limits.silence, max(0.001, ends - self._clock.now())))
        try:
            with session.request(
                method,
                url,
                **parts,
                timeout=timeout,
                proxies=_NO_PROXIES if is_loopback(url) else None,
                stream=True,
                allow_redirects=False,
                auth=_as_it_is,
            ) as response:
                reply = Reply(response.status_code, response.headers, self._body(response, ends))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            session.close()
            raise _named(error, urlsplit(url).netloc) from None
        except BaseException:
            session.close()
            raise
        with self._lock:
            self._idle.append(session)
        return reply

    def _body(self, response: requests.Response, ends: float) -> bytes:
        """Read a body piece by piece, and look at its length and at the clock after each."""
        body = bytearray()
        while piece := response.raw.read1(_PIECE, decode_content=True):
            body += piece
            if len(body) > self.limits.size:
                raise RequestError(f"the answer is longer than {self.limits.size:,} bytes")
            if self._clock.now() > ends:
                raise PassingError("no whole answer in time")
        return bytes(body)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Authorize nothing: without this, requests would put a login of ~/.netrc in the place of our key."""
    return request


def _named(error: Exception, host: str) -> Exception:
    """Return our error for one of requests, in words without its URL, which may hold a key."""
    if isinstance(error, requests.exceptions.SSLError):
        return EngineError(
            f"{host}: the connection is not secure, its certificate cannot be verified",
            hint="where a proxy of yours signs for others, name its certificate in REQUESTS_CA_BUNDLE",
        )
    if isinstance(error, ValueError):
        return EngineError(f"{host} is no address of a server")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return PassingError("no connection in time", reached=False)
    if isinstance(error, (requests.exceptions.ReadTimeout, urllib3.exceptions.ReadTimeoutError, TimeoutError)):
        return PassingError("no answer in time")
    text = repr(error)
    for sign, meaning in _SIGNS.items():
        if sign in text:
            return PassingError(meaning, reached=meaning in _REACHED)
    return PassingError("the connection failed", reached=False)


# What an error's text says, and what that means; what is first counts.
_REACHED = ("the connection was cut", "the answer broke off", "the answer cannot be decoded")
_SIGNS = {
    "ProxyError": "the proxy does not let us through",
    "NameResolutionError": "there is no such host, or no network",
    "Connection refused": "nothing answers there",
    "unreachable": "there is no way to it",
    "ContentDecodingError": "the answer cannot be decoded",
    "DecodeError": "the answer cannot be decoded",
    "IncompleteRead": "the answer broke off",
    "reset by peer": "the connection was cut",
    "RemoteDisconnected": "the connection was cut",
    "ProtocolError": "the connection was cut",
}
