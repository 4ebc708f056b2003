"""Requests end, and end in a checked reply or in an error with a name, on whatever bad day."""

from __future__ import annotations

import json
import logging
import string
import subprocess
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from http.server import ThreadingHTTPServer
from urllib.parse import quote, quote_plus

import pytest
from faulty_server import ERROR_PAGE, Page, closed_port
from hypothesis import given
from hypothesis import strategies as st

from i18n.translation import transport as transport_module
from i18n.translation.engine import EngineError
from i18n.translation.failures import (
    KeyRefusedError,
    PassingError,
    QuotaError,
    Reply,
    RequestError,
    Secrets,
    UnreachableError,
    check_status,
    clean,
    keep_secret,
    retry_after,
)
from i18n.translation.transport import Clock, Limits, Transport

GOOD = Page({"translatedText": "Order"})
QUICK = Limits(attempt=0.4, silence=0.4)
PASSING = {
    "an error of the server": Page("no", 500),
    "a bad gateway": Page(ERROR_PAGE.body, 502, type="text/html"),
    "too many requests": Page("slow down", 429),
    "a page with status 200": ERROR_PAGE,
    "an empty body": Page(b""),
    "null": Page("null"),
    "another encoding": Page("订单".encode("gb18030") + b"\xff"),
    "another form": Page('"Order"'),
}
SUDDEN = ("reset", "closed", "truncated", "cut at once", "truncated chunks", "cut silently", "no HTTP", "bad gzip")
PASSING |= {day: day for day in SUDDEN}
SLOW = ("hang", "drip", "drip of headers")


def failure(transport, url, **parts):
    """Return the error that a request ends in."""
    with pytest.raises((EngineError, RequestError)) as caught:
        transport.request("GET", url, **parts)
    return caught.value


@pytest.mark.parametrize("day", PASSING)
def test_what_passes_is_tried_again(server, waits, day):
    """A fault that passes costs a wait, and the answer after it is the one that counts."""
    server.will(PASSING[day], GOOD)
    assert Transport().request("GET", server.url).json() == {"translatedText": "Order"}
    assert len(server.asked) == 2
    assert waits == [0.5]


@pytest.mark.parametrize("day", SLOW)
def test_what_is_slow_is_left(server, waits, day):
    """Neither silence nor one byte after the other holds a run up: an attempt has an end."""
    server.will(day, GOOD)
    assert Transport(QUICK).request("GET", server.url).json() == {"translatedText": "Order"}
    assert len(server.asked) == 2


@pytest.mark.parametrize("day", PASSING)
def test_what_does_not_pass_is_given_up(server, waits, day):
    """Tries are counted and their waits double; what failed is named, and not taken for an answer."""
    server.will(PASSING[day])
    error = failure(Transport(), server.url)
    assert isinstance(error, UnreachableError)
    assert error.exit_code == 3
    assert len(server.asked) == 6
    assert waits == [0.5, 1, 2, 4, 8]
    assert f"127.0.0.1:{server.server_port}: " in error.message


def test_waits_vary(server, monkeypatch):
    """Many that fail at once do not come back at once."""
    waited = []
    chances = iter([0.0, 0.5, 1.0, 0.0])
    monkeypatch.setattr(transport_module, "_FIRST_WAIT", 1.0)
    server.will(Page("", 503))
    clock = Clock(sleep=waited.append, chance=lambda: next(chances))
    failure(Transport(Limits(tries=4), clock), server.url)
    assert waited == [0.5, 1.5, 4]


def test_nothing_answers(waits):
    """Where nothing listens, no other request fares better: the run ends."""
    error = failure(Transport(), closed_port())
    assert isinstance(error, UnreachableError)
    assert error.exit_code == 3
    assert "nothing answers there" in error.message
    assert "run the command again" in error.hint


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, KeyRefusedError),
        (403, KeyRefusedError),
        (402, QuotaError),
        (456, QuotaError),
        (404, EngineError),
        (405, EngineError),
        (400, RequestError),
        (413, RequestError),
        (414, RequestError),
        (422, RequestError),
    ],
)
def test_what_trying_again_does_not_change(server, waits, status, kind):
    """A refusal is asked for once, and says what the server says."""
    server.will(Page({"error": {"message": "because of this"}}, status))
    error = failure(Transport(), server.url)
    assert type(error) is kind
    assert str(status) in error.message
    assert "because of this" in error.message
    assert (len(server.asked), waits) == (1, [])


def test_an_error_page_is_not_quoted(server, waits):
    """Whoever reads the message wants no HTML."""
    server.will(Page(ERROR_PAGE.body, 403, type="text/html"))
    assert failure(Transport(), server.url).message.endswith("refuses us (403)")


def test_retry_after_in_seconds(server, waits):
    """A server that says when is obeyed, by all requests on the way to it."""
    server.will(Page("", 429, {"Retry-After": "7"}), GOOD)
    transport = Transport()
    transport.request("GET", server.url)
    assert waits == [7]
    assert transport._next > 0


def test_retry_after_as_a_date(server, waits):
    """A date is taken by the server's clock, whatever ours says."""
    server.will(Page("", 503, {"Retry-After": formatdate(1_000_009, usegmt=True)}), GOOD)
    headers = {"Retry-After": formatdate(1_000_009, usegmt=True), "Date": formatdate(1_000_000, usegmt=True)}
    assert retry_after(Reply(503, headers, b""), wall=5_000_000) == 9
    assert retry_after(Reply(503, {"Retry-After": headers["Retry-After"]}, b""), wall=1_000_004) == 5
    assert retry_after(Reply(503, {"Retry-After": "soon"}, b""), wall=0) == 0
    Transport().request("GET", server.url)


def test_a_wait_that_is_too_long_ends_the_run(server, waits):
    """An hour is not waited for; the message says how long it would have been."""
    server.will(Page("", 429, {"Retry-After": "3600"}))
    error = failure(Transport(), server.url)
    assert isinstance(error, UnreachableError)
    assert "3600 seconds" in error.message
    assert (len(server.asked), waits) == (1, [])


def test_one_request_has_an_end(server, waits):
    """All attempts and waits together stay within the limit."""
    server.will(Page("", 500))
    failure(Transport(Limits(total=3, tries=100)), server.url)
    assert sum(waits) < 3


def test_redirects_stay_on_their_host(server, waits):
    """A key never follows to another host; a few steps on the same one are fine."""
    server.will(Page("", 302, {"Location": "/there"}), GOOD)
    Transport().request("GET", f"{server.url}/here")
    assert [request.path for request in server.asked] == ["/here", "/there"]
    server.will(Page("", 302, {"Location": "https://consent.example.com/?back=1"}))
    assert "https://consent.example.com" in failure(Transport(), server.url).message
    server.will(
        Page("", 302, {"Location": "/on"}), Page("", 302, {"Location": "/and"}), Page("", 302, {"Location": "/on"})
    )
    server.asked.clear()
    assert "from one address to the next" in failure(Transport(), f"{server.url}/here").message
    assert len(server.asked) == 4


def test_texts_are_not_redirected(server, waits):
    """What is posted goes where the project says, or nowhere."""
    server.will(Page("", 301, {"Location": "/v2"}), GOOD)
    with pytest.raises(EngineError, match="sends us to"):
        Transport().request("POST", server.url, json={})
    assert len(server.asked) == 1


def test_size_is_limited(server, waits):
    """No server fills the memory."""
    server.will(Page("x" * 3000))
    assert "longer than 2,000 bytes" in failure(Transport(Limits(size=2000)), server.url).message


def test_rate(server, waits):
    """Requests keep the distance that a service asks for."""
    server.will(GOOD)
    transport = Transport(Limits(rate=2))
    for _ in range(4):
        transport.request("GET", server.url)
    assert len(waits) == 3
    assert sum(waits) == pytest.approx(1.5, abs=0.4)


def test_never_more_at_once_than_it_serves(server, waits):
    """However many threads ask, and however often they have to ask again."""
    under_way, most, lock = 0, [], threading.Lock()
    days = iter(["reset", Page("", 500), Page("", 429, {"Retry-After": "1"}), ERROR_PAGE] * 100)

    def answer(request):
        nonlocal under_way
        with lock:
            under_way += 1
            most.append(under_way)
            day = next(days) if len(most) % 4 == 0 else GOOD
        time.sleep(0.01)
        with lock:
            under_way -= 1
        return day

    server.will(answer)
    transport = Transport(Limits(workers=3, tries=20, total=10_000))
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: transport.request("GET", server.url), range(100)))
    assert max(most) == 3


def test_a_request_that_waits_keeps_no_other_from_being_sent(server):
    """Of a server that serves one at a time, another has its answer while the first waits to try again."""
    server.will(Page("", 500), GOOD)

    def sleep(seconds):
        other = threading.Thread(target=transport.request, args=("GET", f"{server.url}/second"), daemon=True)
        other.start()
        other.join(10)

    transport = Transport(Limits(workers=1), Clock(sleep=sleep))
    transport.request("GET", f"{server.url}/first")
    assert [request.path for request in server.asked] == ["/first", "/second", "/first"]


def test_retry_after_holds_for_requests_that_wait_for_a_slot(server):
    """What the server says while a request waits for its slot counts for it too, from the moment that it has one."""
    now, waited, second = [0.0], [], []
    pool, both = ThreadPoolExecutor(2), threading.Barrier(2, timeout=10)

    def answer(request):
        second.append(pool.submit(transport.request, "GET", f"{server.url}/second"))
        time.sleep(0.2)  # it waits for the slot by then
        return Page("", 429, {"Retry-After": "7"})

    def sleep(seconds):
        waited.append(seconds)
        if len(server.asked) == 1:
            both.wait()
        now[0] += seconds

    server.will(answer, GOOD)
    transport = Transport(Limits(workers=1), Clock(now=lambda: now[0], sleep=sleep, chance=lambda: 1.0))
    with pool:
        pool.submit(transport.request, "GET", f"{server.url}/first").result(timeout=20)
        second[0].result(timeout=20)
    assert waited[:2] == [7, 7]
    assert len(server.asked) == 3


def test_a_server_that_keeps_failing_is_left_alone(server, waits):
    """Three requests that fail one after the other end the run; those on their way end at once, unasked."""
    server.will(GOOD, Page("", 500))
    transport = Transport(Limits(tries=2))
    transport.request("GET", server.url)
    assert [type(failure(transport, server.url)) for _ in range(3)] == [RequestError, RequestError, UnreachableError]
    asked = len(server.asked)
    assert "does not work" in failure(transport, server.url).message
    assert len(server.asked) == asked
    waits.append(60)
    server.will(GOOD)
    assert transport.request("GET", server.url).status_code == 200


def test_one_bad_text_costs_no_other(server, waits):
    """A request that makes a server fail again and again is given up alone, while others get through."""
    server.will(lambda request: Page("", 500) if "bad" in request.query else GOOD)
    transport = Transport(Limits(tries=2))
    transport.request("GET", server.url)
    for _ in range(5):
        assert isinstance(failure(transport, server.url, params={"bad": "1"}), RequestError)
        assert transport.request("GET", server.url).status_code == 200


def test_a_server_that_refuses_everything_ends_the_run(server, waits):
    """Where no request was ever accepted, the texts are not what is wrong: nobody waits for thousands of refusals."""
    server.will(Page({"error": "model not found"}, 400))
    transport = Transport()
    errors = [failure(transport, server.url) for _ in range(12)]
    assert [type(error) for error in errors] == [RequestError] * 11 + [EngineError]
    assert "model not found" in errors[-1].message
    server.will(GOOD, Page("", 400))
    transport.request("GET", server.url)
    assert isinstance(failure(transport, server.url), RequestError)


def test_no_proxy_stands_before_this_machine(server, waits, monkeypatch):
    """A proxy of the office is asked for other hosts only."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, closed_port())
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    server.will(GOOD)
    assert Transport().request("GET", server.url).status_code == 200
    assert isinstance(failure(Transport(Limits(tries=1)), "http://translate.example.com"), UnreachableError)


def test_answers_go_to_those_who_asked(server, waits):
    """Sixteen threads, a server that fails now and then: each request gets its own answer."""
    days = iter(["reset", "truncated", Page("", 500), ERROR_PAGE, "closed"] * 40)
    lock = threading.Lock()

    def answer(request):
        with lock:
            bad = len(server.asked) % 4 == 0
            return next(days) if bad else Page({"echo": request.query["q"]})

    server.will(answer)
    transport = Transport(Limits(tries=20))
    with ThreadPoolExecutor(16) as pool:
        replies = pool.map(lambda q: transport.request("GET", server.url, params={"q": q}).json(), map(str, range(300)))
        assert list(replies) == [{"echo": str(q)} for q in range(300)]


def test_keys_are_in_no_message(server, waits, caplog):
    """Not in an error, its traceback, a server's own words, or what libraries log; however a key is spelled."""
    key = "s3cr&t/k=y+"
    keep_secret(key)
    server.will(Page({"message": f"bad key {key}"}, 400))
    caplog.set_level(logging.DEBUG)
    for url, parts in [
        (server.url, {"params": {"key": key}, "headers": {"X-Key": key}}),
        (closed_port(), {"params": {"key": key}}),
        ("http://127.0.0.1:1/\x00", {"params": {"key": key}}),
    ]:
        error = failure(Transport(Limits(tries=1)), url, **parts)
        shown = "".join(traceback.format_exception(error)) + str(error) + error.hint
        assert "s3cr" not in shown
    assert caplog.text
    assert "s3cr" not in caplog.text
    assert clean(f"a {key} b s3cr%26t%2Fk%3Dy%2B") == "a *** b ***"


def test_netrc_does_not_replace_a_key(server, waits, tmp_path, monkeypatch):
    """A login that the user has for a host is not sent in the place of our key."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password mine\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    Transport().request("GET", server.url, headers={"Authorization": "Bearer ours"})
    assert server.asked[0].headers["Authorization"] == "Bearer ours"


def test_certificates_are_verified(program, tmp_path, waits):
    """A server that cannot prove who it is gets nothing, and is asked once."""
    import ssl

    certificate = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([program("openssl"), *certificate, *files], capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    with ThreadingHTTPServer(("127.0.0.1", 0), None) as secure:
        secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=True)
        secure.handle_error = lambda *_: None
        threading.Thread(target=secure.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        error = failure(Transport(), f"https://127.0.0.1:{secure.server_port}")
        secure.shutdown()
    assert type(error) is EngineError
    assert "certificate cannot be verified" in error.message
    assert waits == []


def test_no_charset_is_utf_8():
    """Chinese comes out as Chinese, whatever a server says or does not say of its encoding."""
    for kind in ("application/json", "text/html", "text/html; charset=ISO-8859-1"):
        assert Reply(200, {"Content-Type": kind}, "订单".encode()).text == "订单"
    assert Reply(200, {"Content-Type": "text/html; charset=gb18030"}, "订单".encode("gb18030")).text == "订单"
    with pytest.raises(PassingError):
        _ = Reply(200, {}, b"\xff\xfe\xff").text


@given(st.text(string.ascii_letters + string.digits + "/+=&%-_.~", min_size=8), st.text())
def test_no_spelling_of_a_key_is_shown(key, around):
    """For any key and any text around it: as it is, in an address, in JSON."""
    secrets = Secrets()
    secrets.add(key)
    for spelled in (key, quote(key), quote_plus(key), json.dumps({"key": key})):
        shown = secrets.clean(f"{around} {spelled} {around}")
        assert key not in shown
        assert quote_plus(key) not in shown


@given(st.text(), st.binary(), st.integers(100, 599))
def test_any_error_is_explained(header, body, status):
    """For any status, body and Retry-After: an error with a name and one line, or no error for a success."""
    reply = Reply(status, {"Retry-After": header, "Date": header, "Content-Type": header}, body)
    assert retry_after(reply, 0) >= 0
    if status < 300:
        check_status("example.com", reply, 0)
        return
    with pytest.raises((PassingError, RequestError, EngineError)) as caught:
        check_status("example.com", reply, 0)
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 300
