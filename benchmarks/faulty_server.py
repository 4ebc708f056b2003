"""Translate the corpus with a chat engine whose server is slow and unreliable, kill it three times, and count.

    python benchmarks/faulty_server.py [CORPUS] [--faults 0.13] [--workers 16]

The server runs on this machine, in a process of its own. Of its replies 13 % are errors, broken or no replies at all;
of the texts with tags 5 % come back without one of them and 15 % with blanks in them; each reply takes from one
second to four. Its language writes each Han character in three letters, so that every translation tells which
text it is of. Afterwards the guides are built, and an independent judge compares them with their sources
(`JUDGE_PACKAGES` names the folder with its `node_modules`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from i18n.catalog.state import State, state_of
from i18n.catalog.store import read_catalog
from i18n.translation.estimate import tokens

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpora" / "websoft9" / "zh" / "version-2.0"
JUDGE = SHARED / "judge" / "judge.mjs"
CONFIGURATION = """locales = ["en"]
[[collections]]
source = "source"
output = "build/{{locale}}"
dialect = "docusaurus"

[engines.chat]
url = "http://127.0.0.1:{port}/v1"
model = "loopback"
workers = {workers}
price = 1
price-output = 2
"""
LETTERS = "abcdefghijklmnopqrstuvwxyz" + "".join(map(chr, range(0x100, 0x180)))
HAN = re.compile(r"[\u4e00-\u9fff]")
CODED = re.compile(r"ƿ(.)(.)")
TOKEN = re.compile(r"</?[gx]\d+/?>")
MARKS = str.maketrans("，。：；？！（）、", ",.:;?!(),")
LARGE = re.compile(r"(\d+(?:\.\d+)?) ?([万亿])")
FAULTS = ("500", "503", "429", "reset", "truncated", "page")
FASTEST, SLOWEST = 1.0, 4.0


def in_letters(text: str) -> str:
    """Return a text with each Han character in three letters."""

    def coded(match: re.Match[str]) -> str:
        number = ord(match[0]) - 0x4E00
        return "ƿ" + LETTERS[number // len(LETTERS)] + LETTERS[number % len(LETTERS)]

    text = LARGE.sub(lambda match: f"{float(match[1]) * 10 ** (4 + 4 * (match[2] == '亿')):.0f}{match[2]}", text)
    return re.sub(r"[^\x00-\u024f“”‘’…—–ⵏꓲ￨]", "", HAN.sub(coded, text.translate(MARKS)))


def in_han(text: str) -> str:
    """Return the Han characters that a text in letters was made of."""
    return "".join(
        chr(0x4E00 + LETTERS.index(match[1]) * len(LETTERS) + LETTERS.index(match[2])) for match in CODED.finditer(text)
    )


# The server -------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server, or does not."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or the body would stay here for 40 ms after it counts as sent
    faults = 0.13
    log_file: Any = None
    lock = threading.Lock()

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_POST(self) -> None:
        """Translate, late and badly."""
        began = time.time()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        data = json.loads(body["messages"][1]["content"])
        # Another try, which says what was wrong, is another request than the first.
        finding = "".join(message["content"] for message in body["messages"][2:])
        asked = {
            key: json.dumps(text, ensure_ascii=False, sort_keys=True) + finding for key, text in data["texts"].items()
        }
        time.sleep(random.uniform(FASTEST, SLOWEST))
        fault = random.choice(FAULTS) if random.random() < self.faults else ""
        clean: list[str] = []
        content = self.content(data["texts"], asked, clean)
        used = {
            "prompt_tokens": sum(tokens(message["content"]) for message in body["messages"]),
            "completion_tokens": tokens(content),
        }
        try:
            self.reply(fault, content, used)
        except OSError:
            fault = fault or "unread"
        entry = {
            "began": began, "ended": time.time(), "fault": fault, "asked": list(asked.values()), "clean": clean,
            "in": used["prompt_tokens"], "out": used["completion_tokens"],
        }  # fmt: skip
        with self.lock:
            self.log_file.write(json.dumps(entry) + "\n")
            self.log_file.flush()

    @staticmethod
    def content(texts: dict[str, dict[str, str]], asked: dict[str, str], clean: list[str]) -> str:
        """Return the model's answer; texts whose tags are all there are added to the clean ones."""
        answers = {}
        for key, text in texts.items():
            answer, found = in_letters(text["text"]), TOKEN.findall(text["text"])
            chance = random.random()
            if found and chance < 0.05:
                answer = answer.replace(random.choice(found), "", 1)
            elif found and chance < 0.2:
                answer = re.sub(r"<(/?)([gx]\d+)(/?)>", r"< \1\2 \3>", answer)
            if not found or chance >= 0.05:
                clean.append(asked[key])
            answers[key] = answer
        return json.dumps(answers, ensure_ascii=False)

    def reply(self, fault: str, content: str, used: dict[str, int]) -> None:
        """Send a reply, whole or with a fault."""
        choice = {"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
        data = json.dumps({"choices": [choice], "usage": used}, ensure_ascii=False).encode()
        if fault == "reset":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        if fault == "page":
            data = b"<!DOCTYPE html><html><body>Please wait</body></html>"
        self.send_response(int(fault) if fault.isdigit() else 200)
        if fault == "429":
            self.send_header("Retry-After", "1")
        self.send_header("Content-Type", "text/html" if fault == "page" else "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if fault == "truncated":
            self.wfile.write(data[: len(data) // 2])
            self.close_connection = True
        else:
            self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """Takes many calls at once."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Stay silent where a client was killed."""


def serve(log: Path, faults: float) -> None:
    """Run the server until it is killed; its port is the first line of its output."""
    Handler.faults = faults
    Handler.log_file = log.open("a", encoding="utf-8")
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


# The client -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """What the server saw."""

    calls: int
    """Calls."""
    faults: int
    """Replies with a fault."""
    again: int
    """Texts that were asked for after a kill although a good answer had been sent a tenth of a second before it.

    An answer to a run that was killed while the server worked on it was sent to nobody, whenever it was.
    """
    under_way: int
    """Texts that were asked for again since their call was under way when we were killed."""
    used: tuple[int, int]
    """Tokens that the last run had read and written, faulty replies apart."""
    throughput: float
    """What the last run used of workers times time."""


def main() -> int:
    """Run the server or the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--faults", type=float, default=0.13)
    arguments.add_argument("--workers", type=int, default=16)
    arguments.add_argument("--kills", type=int, default=3)
    arguments.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.serve:
        serve(options.serve, options.faults)
        return 0
    if not options.corpus.is_dir():
        print(f"skipped: the corpus {options.corpus} is not here")
        return 0
    with tempfile.TemporaryDirectory(prefix="i18n-bench-") as folder:
        log = Path(folder, "log")
        log.touch()
        command = [sys.executable, __file__, "--serve", str(log), "--faults", str(options.faults)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout
                port = int(server.stdout.readline())
                return bench(Path(folder, "project"), log, port, options)
            finally:
                server.terminate()


def bench(root: Path, log: Path, port: int, options: argparse.Namespace) -> int:
    """Translate, kill, go on, build, judge; print what came out, and return 1 where a promise was broken."""
    root.mkdir()
    shutil.copytree(options.corpus, root / "source")
    (root / "i18n.toml").write_text(CONFIGURATION.format(port=port, workers=options.workers), encoding="utf-8")
    ran(root, "update")
    kills = [killed(root, log) for _ in range(options.kills)]
    print(f"killed after {', '.join(f'{seconds:.1f} s' for _, seconds in kills)}")
    estimate = json.loads(ran(root, "translate", "en", "--engine", "chat", "--dry-run", "--json"))["estimate"]
    last = time.time()
    report = json.loads(ran(root, "translate", "en", "--engine", "chat", "--json"))
    print(f"the last run took {time.time() - last:.0f} s; {report['ways']}")
    counted = count(log, [moment for moment, _ in kills], last, options.workers)
    print(f"{counted.calls:,} calls, {counted.faults / counted.calls:.1%} of them faulty")
    print(f"asked twice: {counted.again}, and {counted.under_way} whose calls were under way at a kill")
    print(f"throughput: {counted.throughput:.1%} of {options.workers} workers")
    read, written = counted.used
    paid, expected = read + 2 * written, estimate["tokens_in"] + 2 * estimate["tokens_out"]
    print(f"tokens: {estimate['tokens_in']:,} + {estimate['tokens_out']:,} expected, {read:,} + {written:,} counted;")
    print(f"cost: {expected / paid - 1:+.1%} off")
    strangers, accepted, left = compare(root)
    print(f"{accepted:,} messages translated, {left} left; {strangers} with the answer of another text")
    ran(root, "build")
    unlike = judge(root)
    print(f"judge: {unlike}")
    sound = not counted.again and not strangers and unlike in (0, "skipped")
    return 0 if sound and counted.throughput >= 0.9 and abs(expected / paid - 1) <= 0.05 else 1


def ran(root: Path, *arguments: str) -> str:
    """Run a command of ours to its end; returns what it printed."""
    command = [sys.executable, "-m", "i18n", "--project", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:])
        raise SystemExit(f"i18n {' '.join(arguments)} ended with {done.returncode}")
    return done.stdout


def killed(root: Path, log: Path) -> tuple[float, float]:
    """Start a translation and kill it some seconds after its first answer; returns when, and after how long."""
    began = time.time()
    command = [sys.executable, "-m", "i18n", "--project", str(root), "translate", "en", "--engine", "chat"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not any(entry["began"] > began for entry in logged(log)) and process.poll() is None:
            time.sleep(0.05)
        seconds = random.uniform(2, 12)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return time.time(), seconds


def logged(log: Path) -> list[dict[str, Any]]:
    """Return what the server has written into its log so far."""
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def count(log: Path, kills: list[float], last: float, workers: int) -> Counted:
    """Read what the server saw."""
    entries = logged(log)
    again = under_way = 0
    for moment in kills:
        before = [entry for entry in entries if entry["began"] < moment]
        after = {text for entry in entries if entry["began"] > moment for text in entry["asked"]}
        sent = {text for entry in before if not entry["fault"] and arrived(entry, kills) for text in entry["clean"]}
        late = {text for entry in before if entry["ended"] >= moment - 0.1 for text in entry["asked"]}
        again += len(sent & after)
        under_way += len(late & after)
    run = [entry for entry in entries if entry["began"] > last]
    good = [entry for entry in run if not entry["fault"]]
    busy = sum(entry["ended"] - entry["began"] for entry in run)
    wall = max(entry["ended"] for entry in run) - min(entry["began"] for entry in run)
    used = (sum(entry["in"] for entry in good), sum(entry["out"] for entry in good))
    faults = sum(bool(entry["fault"]) for entry in entries)
    return Counted(len(entries), faults, again, under_way, used, busy / wall / workers)


def arrived(entry: dict[str, Any], kills: list[float]) -> bool:
    """Tell whether the run that had asked was not killed before a reply, or in the tenth of a second after it."""
    return not any(entry["began"] < kill <= entry["ended"] + 0.1 for kill in kills)


def messages(root: Path) -> Iterator[tuple[str, str, State]]:
    """Yield every message of the project with its translation and state."""
    for file in sorted((root / "locales/en/LC_MESSAGES").rglob("*.po")):
        for message in read_catalog(file.read_text(encoding="utf-8"), file.name, notes=False).active:
            yield message.msgid, message.msgstr, state_of(message)


def compare(root: Path) -> tuple[int, int, int]:
    """Count translations that are not of their text, those that are there, and messages without."""
    strangers = accepted = left = 0
    for msgid, msgstr, state in messages(root):
        if state is State.EMPTY:
            left += 1
            continue
        accepted += 1
        untouched = "".join(HAN.findall(msgstr))
        there = in_han(msgstr) + untouched
        strangers += sorted(there) != sorted("".join(HAN.findall(msgid)))
    return strangers, accepted, left


def judge(root: Path) -> int | str:
    """Return how many built guides have another structure than their sources, emphasis apart."""
    packages = os.environ.get("JUDGE_PACKAGES", "")
    if not JUDGE.is_file() or not Path(packages, "node_modules").is_dir() or not shutil.which("node"):
        return "skipped"
    pairs = [
        {"id": str(path), "src": str(path), "out": str(root / "build/en" / path.relative_to(root / "source"))}
        for path in sorted((root / "source").rglob("*.md*"))
    ]
    (root / "pairs.json").write_text(json.dumps(pairs), encoding="utf-8")
    command = ["node", str(JUDGE), str(root / "pairs.json"), str(root / "results.json")]
    subprocess.run(command, check=True, capture_output=True)
    results = json.loads((root / "results.json").read_text(encoding="utf-8"))
    wrong = [result for result in results if not result.get("lenient") or not result.get("images")]
    for result in wrong[:5]:
        print(f"  {result['id']}")
    return len(wrong) + (len(pairs) - len(results))


if __name__ == "__main__":
    sys.exit(main())
