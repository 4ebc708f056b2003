"""A server on the loopback that answers as a test tells it, well or badly.

    server.will(Page("{}"), Page("no", status=500), "reset")

gives one answer to each request in turn, and the last one to all that follow. A function of the request may stand for
an answer. What was asked is in `server.asked`. Bad days have names: see `_BAD_DAYS`.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Page:
    """An answer."""

    body: object = ""
    """Text, bytes, or anything that JSON can hold."""
    status: int = 200
    headers: dict = field(default_factory=dict)
    type: str = "application/json"
    """Its Content-Type; nothing is sent for an empty one."""

    @property
    def content(self):
        """The body as bytes."""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)).encode()


@dataclass(frozen=True)
class Request:
    """What was asked."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        """The body, read as JSON."""
        return json.loads(self.body)

    @property
    def form(self):
        """The body, read as a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


ERROR_PAGE = Page(
    "<!doctype html><html><head><title>502</title></head><body>Bad gateway</body></html>", type="text/html"
)


class Server(ThreadingHTTPServer):
    """Answers in threads until the test is over."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []
        self.over = threading.Event()
        self._answers = [Page({})]
        self._lock = threading.Lock()

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def will(self, *answers):
        """Give these answers from now on, the last one again and again."""
        self._answers = list(answers)

    def answer(self, request):
        """Note a request, and return the answer that is due."""
        with self._lock:
            self.asked.append(request)
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer(request) if callable(answer) else answer

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """Say nothing: clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer would wait for 40 ms

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        answer = self.server.answer(
            Request(self.command, parts.path, query, dict(self.headers), self.rfile.read(length))
        )
        if isinstance(answer, str):
            self.close_connection = True
            _BAD_DAYS[answer](self)
        else:
            self.page(answer)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - the names of http.server

    def page(self, page):
        content = page.content
        self.send_response(page.status)
        for name, value in {**({"Content-Type": page.type} if page.type else {}), **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def drip(self, data):
        for byte in data:
            if self.server.over.wait(0.05):
                return
            self.connection.sendall(bytes([byte]))

    def log_message(self, *_):
        """Print nothing."""


def _reset(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _hang(handler):
    handler.server.over.wait(20)


def _start(handler, length):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % length)


def _truncated(handler):
    _start(handler, 1000)
    handler.wfile.write(b'{"translated')


def _cut_at_once(handler):
    _start(handler, 1000)


def _truncated_chunks(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{")


def _cut_silently(handler):
    handler.wfile.write(b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"translated')


def _drip(handler):
    _start(handler, 1000)
    handler.drip(b" " * 1000)


def _drip_of_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    handler.drip(b"x" * 1000)


def _no_http(handler):
    handler.wfile.write(b"220 mail.example.com ESMTP\r\n")


def _bad_gzip(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd")


_BAD_DAYS = {
    "reset": _reset,
    "closed": lambda handler: None,
    "hang": _hang,
    "truncated": _truncated,
    "cut at once": _cut_at_once,
    "truncated chunks": _truncated_chunks,
    "cut silently": _cut_silently,
    "drip": _drip,
    "drip of headers": _drip_of_headers,
    "no HTTP": _no_http,
    "bad gzip": _bad_gzip,
}


def closed_port():
    """Return an address at which nothing answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
