"""Whole runs of `i18n translate` with real engines: OpenCC on real guides, real clients against a faulty far end."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter

import pytest
from faulty_server import ERROR_PAGE, Page, closed_port

HAN = re.compile(r"[\u3400-\u9fff]+")
WORD = re.compile(r"[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]+")
GUIDE = """\
# 软件安装

打开顶部的**费用**菜单，点击 `软件中心`，查看[订单列表](https://example.com/订单/软件)。

![软件截图](./图片/软件.png)

| 名称 | 说明 |
|---|---|
| 鼠标 | 右键点击<b>内存</b>图标 |
"""
TAIWAN = """\
# 軟體安裝

開啟頂部的**費用**選單，點選 `软件中心`，檢視[訂單列表](https://example.com/订单/软件)。

![軟體截圖](./图片/软件.png)

| 名稱 | 說明 |
|---|---|
| 滑鼠 | 右鍵點選<b>記憶體</b>圖示 |
"""
CONFIGURATION = """
locales = ["en", "zh-TW"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""
KEY = "secret-key-0123456789"


def english(text):
    """Translate as a machine would that keeps tags and numbers: each run of Chinese is a word of its own."""
    return WORD.sub(lambda run: f" word{sum(map(ord, run[0]))} ", text)


def google(request):
    """Answer as Google's page does."""
    text = english(request.query["q"]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Page(f'<html><div class="result-container">{text}</div></html>', type="text/html")


def microsoft(request):
    """Answer as Azure does."""
    return Page([{"translations": [{"text": english(row["text"])}]} for row in request.json])


def libretranslate(request):
    """Answer as LibreTranslate does."""
    return Page({"translatedText": english(request.form["q"])})


def deepl(request):
    """Answer as DeepL does."""
    return Page(
        {"translations": [{"text": english(text), "billed_characters": len(text)} for text in request.json["text"]]}
    )


def chat(request):
    """Answer as a model does."""
    texts = json.loads(request.json["messages"][1]["content"])["texts"]
    content = json.dumps({key: english(text["text"]) for key, text in texts.items()})
    return Page({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]})


FAR_ENDS = {end.__name__: end for end in (google, microsoft, libretranslate, deepl, chat)}


@pytest.fixture
def guides(project, run, server, waits, monkeypatch):
    """Make a project whose engines ask the faulty server; return a function that runs its commands."""
    for variable in ("MICROSOFT_API_KEY", "DEEPL_API_KEY", "CHAT_API_KEY"):
        monkeypatch.setenv(variable, KEY)
    monkeypatch.delenv("LIBRE_API_KEY", raising=False)

    def made(sources, url=server.url):
        tables = (f'[engines.{name}]\nurl = "{url}"\nrate = 1000\n' for name in FAR_ENDS if name != "chat")
        chat_table = f'[engines.chat]\nurl = "{url}"\nmodel = "m-1"\n'
        root = project(sources, CONFIGURATION + "".join(tables) + chat_table)
        assert run("--project", root, "update")[0] == 0
        return root, lambda *arguments: run("--project", root, *arguments)

    return made


def test_opencc_makes_a_guide_for_taiwan(guides, server):
    """Words and characters of the place, code, links and screenshots as they were, and no question to anybody."""
    root, command = guides({"a.md": GUIDE})
    assert command("translate", "zh-TW", "--engine", "opencc")[0] == 0
    assert command("build", "zh-TW")[0] == 0
    assert (root / "build/zh-TW/a.md").read_text("utf-8") == TAIWAN
    assert "# mt: opencc/- " in (root / "locales/zh-TW/LC_MESSAGES/a.po").read_text("utf-8")
    assert server.asked == []


def test_opencc_converts_real_guides(guides, corpora):
    """Every message of real guides is converted, none is refused, and every document is built with all of them."""
    files = sorted((corpora / "websoft9/zh/version-2.0").rglob("*.md"))
    sample = random.Random(5).sample(files, min(60, len(files)))
    root, command = guides({f"{number}.md": file.read_bytes() for number, file in enumerate(sample)})
    code, output, errors = command("translate", "zh-TW", "--engine", "opencc", "--json")
    assert (code, errors) == (0, "")
    assert set(json.loads(output)["ways"]) == {"engine"}
    code, output, errors = command("build", "zh-TW", "--json")
    built = json.loads(output)
    assert (code, errors, built["findings"]) == (0, "", [])
    assert built["documents"] == len(sample)
    built = "".join(file.read_text("utf-8") for file in (root / "build/zh-TW").rglob("*.md"))
    assert built.count("軟體") + built.count("設定") + built.count("資料庫") > 20


@pytest.mark.parametrize("name", FAR_ENDS)
def test_an_engine_over_http_fills_a_guide(guides, server, name):
    """From the command to the built guide, through the real client; the code, the link and the screenshot stay."""
    root, command = guides({"a.md": GUIDE})
    server.will(FAR_ENDS[name])
    code, output, errors = command("translate", "en", "--engine", name)
    assert (code, errors) == (0, "")
    assert "7 messages translated, 0 left" in output
    assert command("build", "en")[0] == 0
    built = (root / "build/en/a.md").read_text("utf-8")
    for kept in ("`软件中心`", "](https://example.com/订单/软件)", "](./图片/软件.png)", "<b>", "**"):
        assert kept in built
    assert not HAN.search(re.sub(r"`[^`]*`|\]\([^)]*\)", "", built))
    asked = len(server.asked)
    assert command("translate", "en", "--engine", name)[0] == 0
    assert len(server.asked) == asked


@pytest.mark.parametrize("name", FAR_ENDS)
def test_faults_now_and_then_change_nothing(guides, server, name):
    """Of many requests one in five fails in some way; every message still gets its own translation, or none."""
    sources = {f"{number}.md": f"# 标题{number}\n\n内容{number}在**这里**。\n" for number in range(25)}
    root, command = guides(sources)
    days = ["reset", "truncated", ERROR_PAGE, Page("", 500), Page("", 429), Page(b"")]
    chance, lock = random.Random(3), threading.Lock()

    def answer(request):
        with lock:
            bad = chance.random() < 0.2
            day = chance.choice(days)
        return day if bad else FAR_ENDS[name](request)

    server.will(FAR_ENDS[name], answer)
    code, output, errors = command("translate", "en", "--engine", name)
    assert (code, errors) == (0, "")
    assert "50 messages translated, 0 left" in output
    assert command("build", "en")[0] == 0
    for number in range(25):
        built = (root / f"build/en/{number}.md").read_text("utf-8")
        assert Counter(re.findall(r"(?<=\D)\d{1,2}(?=\D)", built)) == Counter({str(number): 2})


def test_a_server_never_has_more_calls_than_it_serves(guides, server):
    """In a whole run with bad answers and bad days, which are asked for again beside others."""
    root, command = guides({f"{number}.md": f"# 标题{number}\n\n内容{number}在**这里**。\n" for number in range(25)})
    text = (root / "i18n.toml").read_text("utf-8")
    (root / "i18n.toml").write_text(text.replace('model = "m-1"', 'model = "m-1"\nworkers = 3'), "utf-8")
    under_way, most, chance, lock = [0], [], random.Random(3), threading.Lock()

    def answer(request):
        with lock:
            under_way[0] += 1
            most.append(under_way[0])
            bad, damaged = chance.random() < 0.1, chance.random() < 0.5
        time.sleep(0.01)
        page = chat(request)
        if damaged and len(request.json["messages"]) == 2:
            page = Page(json.loads(json.dumps(page.body).replace("<g1>", "")))
        with lock:
            under_way[0] -= 1
        return Page("", 500) if bad else page

    server.will(answer)
    code, output, errors = command("translate", "en", "--engine", "chat")
    assert (code, errors) == (0, "")
    assert "50 messages translated, 0 left" in output
    assert max(most) == 3


@pytest.mark.parametrize("name", FAR_ENDS)
@pytest.mark.parametrize("day", ["refused", "500", "page", "401", "quota"])
def test_an_outage_ends_with_3_and_writes_nothing(guides, server, name, day):
    """Exit code 3, one line that says what is wrong, no key, and no translation."""
    root, command = guides({"a.md": GUIDE}, closed_port() if day == "refused" else server.url)
    key = {"message": f"wrong key {KEY}"}
    server.will({"500": Page("", 500), "page": ERROR_PAGE, "401": Page(key, 401)}.get(day, Page(key, 456)))
    before = (root / "locales/en/LC_MESSAGES/a.po").read_text("utf-8")
    code, output, errors = command("translate", "en", "--engine", name)
    assert code == 3
    assert "error: " in errors
    assert "127.0.0.1:" in errors
    assert KEY not in output + errors
    assert (root / "locales/en/LC_MESSAGES/a.po").read_text("utf-8") == before


def test_names_and_keys_are_checked_before_anything_is_asked(guides, server, monkeypatch):
    """A refused or unknown engine and a missing key are wrong usage, said before the first request."""
    _, command = guides({"a.md": GUIDE})
    monkeypatch.delenv("DEEPL_API_KEY")
    for name, words in {
        "papago": "is not offered: ",
        "deepll": "did you mean “deepl”?",
        "deepl": "DEEPL_API_KEY is not set",
        "openai": "OPENAI_API_KEY is not set",
    }.items():
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        code, _, errors = command("translate", "en", "--engine", name)
        assert code == 2
        assert words in errors
    assert server.asked == []
