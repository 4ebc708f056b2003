"""The laws on real guides and on the CommonMark examples, with an independent judge of structure.

The corpora and the judge lie beside the checkout and are not part of the project; without them
these tests are skipped. The judge needs its npm packages: `JUDGE_PACKAGES` names the folder with
its `node_modules`.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from i18n import parse

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
STARTS = ["1. ", "- ", "# ", "> ", ":::", "---", "    ", "import x "]
STRAYS = ["<b", "{x", "|", "`", "](", "<script>", "\n", " **"]
VARIANTS = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\r", "").replace("\n", "\r\n"),
    "lone CR": lambda text: text.replace("\r", "").replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.rstrip("\n"),
}


@pytest.fixture(scope="module")
def guides(corpora):
    folder = corpora / "websoft9" / "zh"
    return {path: path.read_bytes().decode() for path in sorted(folder.rglob("*.md*"))}


@pytest.fixture(scope="module")
def examples(corpora):
    return [example["markdown"] for example in json.loads((corpora / "commonmark" / "spec.json").read_text("utf-8"))]


@pytest.mark.parametrize("variant", VARIANTS)
def test_real_guides_keep_their_bytes(guides, variant):
    """With nothing translated, or all by itself, each guide is built to its own bytes."""
    for path, text in guides.items():
        changed = VARIANTS[variant](text)
        document = parse(changed, "docusaurus")
        assert document.render({}) == changed, path
        assert document.render({segment.key: segment.msgid for segment in document.segments}) == changed, path


@pytest.mark.parametrize("dialect", ["commonmark", "gfm", "docusaurus"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_commonmark_examples_keep_their_bytes(examples, variant, dialect):
    """The same for every example of the CommonMark specification, all text offered."""
    for example in examples:
        changed = VARIANTS[variant](example)
        document = parse(changed, dialect, source_locale="en", messages="all")
        assert document.render({}) == changed
        assert document.render({segment.key: segment.msgid for segment in document.segments}) == changed


def test_no_han_of_a_real_guide_is_unaccounted_for(guides):
    """Every Han character is in a segment or in a skip whose reason is known."""
    strange = [
        (path, text[skip.span.start : skip.span.end])
        for path, text in guides.items()
        for skip in parse(text, "docusaurus").skips
        if skip.reason == "not understood"
    ]
    assert strange == []


def latin(match):
    chosen = random.Random(match[0])
    words = ["open", "the", "order", "menu", "select", "server", "details", "instance"]
    return " ".join(chosen.choice(words) for _ in range(max(1, len(match[0]) // 2)))


def plain(path, msgid):
    return HAN.sub(latin, msgid)


def hard(path, msgid):
    """Put a block mark before one message in eight, and a stray mark into one in eight."""
    chosen = random.Random(f"{path.name} {msgid}")
    text = HAN.sub(latin, msgid)
    if chosen.random() < 1 / 8:
        text = chosen.choice(STARTS) + text
    if chosen.random() < 1 / 8:
        at = chosen.randrange(len(text) + 1)
        text = text[:at] + chosen.choice(STRAYS) + text[at:]
    return text


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    script = Path(__file__).parents[3] / "shared" / "judge" / "judge.mjs"
    packages = os.environ.get("JUDGE_PACKAGES", "")
    if not script.is_file() or not Path(packages, "node_modules").is_dir() or not shutil.which("node"):
        pytest.skip("the judge of structure is not here: it needs node, its script, and JUDGE_PACKAGES")

    def judged(documents):
        folder = tmp_path_factory.mktemp("judge")
        pairs = []
        for number, (path, built) in enumerate(documents):
            (folder / f"{number}.md").write_bytes(built.encode())
            pairs.append({"id": str(path), "src": str(path), "out": str(folder / f"{number}.md")})
        (folder / "pairs.json").write_text(json.dumps(pairs), "utf-8")
        command = ["node", str(script), str(folder / "pairs.json"), str(folder / "results.json")]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "JUDGE_PACKAGES": packages})
        return json.loads((folder / "results.json").read_text("utf-8"))

    return judged


@pytest.mark.parametrize(
    ("translate", "verdicts"),
    [
        (plain, ["skeleton", "images", "links", "code", "loose"]),
        (hard, ["lenient", "images", "links", "code", "loose"]),
    ],
)
def test_translated_guides_keep_their_structure(guides, judge, translate, verdicts):
    """Remark's parser finds the same structure in each guide and its translation, hostile or not."""
    built, unsaid = [], []
    for path, text in guides.items():
        document = parse(text, "docusaurus")
        translations = {key: translate(path, key[1]) for key in document.messages}
        rendering = document.splice(translations)
        built.append((path, rendering.text))
        refused = sum(len(finding.places) for finding in rendering.findings if finding.name == "refused")
        changed = sum(translations[segment.key] != segment.msgid for segment in document.segments)
        if rendering.used + refused != changed:
            unsaid.append(path)
    results = judge(built)
    assert len(results) == len(guides)
    assert [result["id"] for result in results if not all(result.get(name) for name in verdicts)] == []
    assert unsaid == []


KEPT = re.compile(r"(`+)(?:(?!\1).)+?\1|\]\([^()]*\)|<[^<>]*>|https?://[!-~]+")


def careful(msgid):
    """Translate all but code, tags and destinations, as a person would."""
    kept = [match[0] for match in KEPT.finditer(msgid)]
    words = [HAN.sub(latin, part) for part in KEPT.split(msgid)[::2]]
    return "".join(part for pair in zip(words, [*kept, ""], strict=True) for part in pair)


def test_no_han_is_left_where_readers_look(guides, judge):
    """Once all messages are translated, nothing is refused and no Han is left outside code, comments and URLs."""
    built, refused = [], []
    for path, text in guides.items():
        document = parse(text, "docusaurus")
        rendering = document.splice({key: careful(key[1]) for key in document.messages})
        built.append((path, rendering.text))
        refused += [(path, finding.msgid) for finding in rendering.findings if finding.name == "refused"]
    assert refused == []
    assert [result["id"] for result in judge(built) if result["outHan"] or result["outHanFm"]] == []
