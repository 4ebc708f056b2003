"""What tests share: a project made on the spot, the command line, and the corpora beside the checkout."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faulty_server import Server
from hypothesis import HealthCheck, settings

from i18n.cli.main import main

settings.register_profile(
    "project", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

CONFIGURATION = """
locales = ["en"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""


def _is_here(host):
    """Tell whether a host is this machine, without asking anybody."""
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host if isinstance(host, str) else host.decode()).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def loopback_only():
    """Refuse connections and look-ups off this machine, whatever a test does."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        assert not isinstance(address, tuple) or _is_here(address[0]), f"a connection to {address}"
        return connect(self, address)

    def guarded_look_up(host, *arguments, **named):
        assert _is_here(host), f"a look-up of {host}"
        return look_up(host, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture
def server():
    """Run a server on the loopback that does what a test tells it (see faulty_server.py)."""
    with Server() as running:
        yield running


@pytest.fixture
def waits(monkeypatch):
    """Let no engine really wait; returns the seconds that each wait would have taken."""
    from i18n.translation import transport

    waited = []
    clock = transport.Clock(now=lambda: time.monotonic() + sum(waited), sleep=waited.append, chance=lambda: 1.0)
    monkeypatch.setattr(transport, "Clock", lambda: clock)
    return waited


@pytest.fixture(scope="session")
def corpora():
    """Return the folder of the corpora; skip where they are missing."""
    folder = Path(__file__).parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside this checkout")
    return folder


@pytest.fixture
def project(tmp_path):
    """Make a project of sources by path; returns its root."""

    def made(sources, configuration=CONFIGURATION):
        (tmp_path / "i18n.toml").write_text(configuration, "utf-8")
        (tmp_path / "source").mkdir(exist_ok=True)
        for path, text in sources.items():
            file = tmp_path / "source" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return made


@pytest.fixture
def run(capsys):
    """Run the command line; returns exit code, standard output and standard error."""

    def ran(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        assert "did not expect" not in captured.err
        return code, captured.out, captured.err

    return ran


@pytest.fixture(scope="session")
def program():
    """Return the path of an installed program; skip where it is not."""

    def found(name):
        path = shutil.which(name)
        if not path:
            pytest.skip(f"{name} is not installed")
        return path

    return found


@pytest.fixture(scope="session")
def gettext(program):
    """Run a program of GNU gettext on a text as its standard input; returns the finished process."""

    def ran(name, *arguments, text=""):
        command = [program(name), *map(str, arguments)]
        return subprocess.run(command, input=text.encode(), capture_output=True, check=False)

    return ran


@pytest.fixture
def git(program, tmp_path, monkeypatch):
    """Run git in the test's folder, with nobody's configuration; returns what it prints."""
    path = program("git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Writer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "writer@example.com")

    def ran(*arguments):
        done = subprocess.run([path, *map(str, arguments)], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    return ran


@pytest.fixture
def fill():
    """Write translations into a PO file below locales/en, as a person would in an editor; returns the file."""

    def filled(root, name, translations, flag=""):
        file = root / "locales/en/LC_MESSAGES" / name
        text = file.read_text("utf-8")
        for msgid, msgstr in translations.items():
            empty = f'msgid "{msgid}"\nmsgstr ""\n'
            assert empty in text
            text = text.replace(empty, (f"#, {flag}\n" if flag else "") + f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')
        file.write_text(text, "utf-8")
        return file

    return filled


@pytest.fixture
def stamps():
    """Return the modification times of all files below a folder but those of `.i18n`, which are ours alone."""

    def taken(root):
        files = (path for path in root.rglob("*") if path.is_file() and ".i18n" not in path.parts)
        return {path: path.stat().st_mtime_ns for path in files}

    return taken


@pytest.fixture
def run_bound(program):
    """Run the command line as `run` does, but without root's right to ignore permissions."""

    def ran(*arguments):
        bound = [program("setpriv"), "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        command = [*bound, sys.executable, "-m", "i18n", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, check=False)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err
        assert "did not expect" not in err
        return done.returncode, out, err

    return ran
