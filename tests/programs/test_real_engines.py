"""A real LibreTranslate server, and a real model run by CTranslate2, with tiny models made on the spot.

Needs what `make e2e-engines` installs: an environment with LibreTranslate, named by ENGINES, and the extra `[offline]`.
What models of random weights say makes no sense; what counts is that all of the real software runs, and that each
text gets what the model says of it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from faulty_server import closed_port

from i18n.errors import ConfigurationError
from i18n.project import EngineSettings
from i18n.translation import registry
from i18n.translation.engine import EngineError, Item, Reason
from i18n.translation.engines.answers import checked

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PROGRAM = Path(__file__).with_name("argos.py")
LANGUAGES = ("zh-CN", "en")
TEXTS = ("订单号。费用", "查看页面", "费用中心，查看<x1/>；", "中心", "查看", "页面", "订单")
LIMIT = 120


@pytest.fixture(scope="module")
def programs():
    """Return the folder of the programs of the other environment."""
    folder = Path(os.environ.get("ENGINES", "")) / "bin"
    if not os.environ.get("ENGINES") or not (folder / "libretranslate").is_file():
        pytest.skip("LibreTranslate is not here: `make e2e-engines` installs it")
    return folder.resolve()


@pytest.fixture(scope="module")
def models(programs, tmp_path_factory):
    """Make the models; return the folder that holds them."""
    folder = tmp_path_factory.mktemp("models")
    done = subprocess.run([programs / "python", PROGRAM, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def start(programs, models, tmp_path_factory):
    """Start LibreTranslate servers with some options; return the address of each once it answers."""
    home = tmp_path_factory.mktemp("libretranslate")
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(models / "cache"),
        "ARGOS_PACKAGES_DIR": str(home / "packages"),
        "ARGOS_CHUNK_TYPE": "SPACY",
    }
    install = "import sys; from argostranslate.package import install_from_path as install; install(sys.argv[1])"
    for packed in models.glob("*.argosmodel"):
        command = [programs / "python", "-c", install, packed]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    running = []

    def started(*options):
        url = closed_port()
        command = [programs / "libretranslate", "--host", "127.0.0.1", "--port", url.rpartition(":")[2], *options]
        log = (home / f"{len(running)}.log").open("wb")
        running.append((subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log), log))
        for _ in range(600):
            assert running[-1][0].poll() is None, Path(log.name).read_text()
            with suppress(URLError), urlopen(f"{url}/languages") as answer:
                assert len(json.load(answer)) == 2
                return url
            time.sleep(0.1)
        raise AssertionError(Path(log.name).read_text())

    yield started
    for process, log in running:
        process.terminate()
        process.wait()
        log.close()


@pytest.fixture(scope="module")
def url(start):
    """Return the address of a server that takes short texts."""
    return start("--disable-files-translation", "--char-limit", str(LIMIT))


def libretranslate(url):
    """Open our engine for a server."""
    return registry.open_engine(EngineSettings("libretranslate", url=url), LANGUAGES, {})


def said_by(url, text):
    """Return what a server says to someone else."""
    data = urlencode({"q": text, "source": "zh", "target": "en", "format": "text"}).encode()
    with urlopen(f"{url}/translate", data) as answer:
        return json.load(answer)["translatedText"]


def test_libretranslate_translates(url):
    """Several threads ask a real server; each text gets what the server says of it, as text or with a reason."""
    expected = {text: checked(Item("1", text), said_by(url, text), LANGUAGES) for text in TEXTS}
    engine = libretranslate(url)
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda text: engine.translate([Item("1", text)], LANGUAGES).results["1"], TEXTS * 3)
        assert list(answers) == [expected[text] for text in TEXTS * 3]
    assert any(isinstance(answer, str) for answer in expected.values())


def test_libretranslate_refuses_a_long_text(url):
    """The server's own limit is a reason for that text, in the server's words, and no end of the run."""
    items = [Item("1", "费用" * LIMIT), Item("2", TEXTS[0])]
    results = libretranslate(url).translate(items, LANGUAGES).results
    assert isinstance(results["1"], Reason)
    assert "exceeds text limit" in results["1"].message
    assert not results["1"].again
    assert results["2"] == checked(items[1], said_by(url, TEXTS[0]), LANGUAGES)


def test_libretranslate_lacks_a_language(url):
    """A language that the server has no model for is a reason in its words."""
    engine = registry.open_engine(EngineSettings("libretranslate", url=url), ("zh-CN", "fr"), {})
    (result,) = engine.translate([Item("1", "费用")], ("zh-CN", "fr")).results.values()
    assert isinstance(result, Reason)
    assert "fr is not supported" in result.message


def test_libretranslate_has_enough(start, waits):
    """A real server's limit of requests is waited for, and is no translation."""
    engine = libretranslate(start("--disable-files-translation", "--req-limit", "2"))
    results = [engine.translate([Item("1", text)], LANGUAGES).results["1"] for text in TEXTS[:3]]
    assert isinstance(results[2], Reason)
    assert results[2].again
    assert "too many requests" in results[2].message
    assert waits


@pytest.fixture
def model(models, tmp_path):
    """Copy the model that goes from Chinese to English, so that it can be broken; return its folder."""
    pytest.importorskip("ctranslate2", reason="the extra [offline] is not installed")
    return Path(shutil.copytree(models / "zh_en", tmp_path / "zh_en"))


def offline(model):
    """Open our engine for a model."""
    return registry.open_engine(EngineSettings("offline", model=str(model)), LANGUAGES, {})


def test_a_model_on_the_disk_translates(model):
    """CTranslate2 loads and runs it; the same text always gets the same translation, line by line."""
    engine = offline(model)
    assert (engine.name, engine.model) == ("offline", "zh_en")
    items = [Item(str(number), text) for number, text in enumerate((*TEXTS, "订单\n费用"))]
    results = engine.translate(items, LANGUAGES).results
    assert results == offline(model).translate(items, LANGUAGES).results
    assert all(isinstance(result, (str, Reason)) for result in results.values())
    assert results[str(len(TEXTS))].count("\n") == 1
    assert len({result for result in results.values() if isinstance(result, str)}) > 3


def test_a_model_has_its_languages(model):
    """It translates from Chinese to English, and nothing else."""
    engine = offline(model)
    assert engine.supports(("zh-Hans", "en"))
    for languages in (("zh-TW", "en"), ("en", "zh-CN"), ("zh-CN", "fr")):
        assert not engine.supports(languages)


def test_models_that_cannot_be_used(model, models):
    """A packed, missing or broken model is explained; the message says what to do."""
    with pytest.raises(ConfigurationError) as caught:
        offline(models / "translate-zh_en-1_0.argosmodel")
    assert "python -m zipfile -e" in caught.value.hint
    with pytest.raises(ConfigurationError, match="does not say where its model is"):
        offline("")
    (model / "model/model.bin").write_bytes(b"nonsense" * 100)
    with pytest.raises(EngineError, match="cannot be used") as caught:
        offline(model).translate([Item("1", "费用")], LANGUAGES)
    assert caught.value.exit_code == 3
    (model / "metadata.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigurationError, match="does not say from_code and to_code"):
        offline(model)
    (model / "sentencepiece.model").unlink()
    with pytest.raises(ConfigurationError, match=r"sentencepiece\.model is missing"):
        offline(model)
