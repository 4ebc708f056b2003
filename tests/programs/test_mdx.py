"""A guide that compiles as MDX before its translation compiles after it, read as Docusaurus reads it.

Needs node and the npm packages of `mdx/package.json`, which `make e2e` installs; `MDX_PACKAGES`
names another folder with a `node_modules`.
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

SCRIPT = Path(__file__).parent / "mdx" / "compile.mjs"
HAN = re.compile(r"[\u3400-\u9fff]+")
HOSTILE = ["<b", "{x", "</div>", "}", "<!-- ", "<script>", 'import x from "y" ', "export const a = 1; ", "<5", "{{"]


@pytest.fixture(scope="module")
def errors(tmp_path_factory):
    """Compile texts and return the error of each by its name, empty where there is none."""
    packages = Path(os.environ.get("MDX_PACKAGES", SCRIPT.parent))
    if not shutil.which("node") or not (packages / "node_modules").is_dir():
        pytest.skip("MDX is not here: it needs node, and the npm packages that `make e2e` installs")

    def compiled(documents):
        folder = tmp_path_factory.mktemp("mdx")
        listed = []
        for number, (name, text) in enumerate(documents.items()):
            (folder / f"{number}.mdx").write_bytes(text.encode())
            listed.append({"id": name, "path": str(folder / f"{number}.mdx")})
        (folder / "documents.json").write_text(json.dumps(listed), "utf-8")
        command = ["node", str(SCRIPT), str(folder / "documents.json"), str(folder / "results.json")]
        subprocess.run(command, check=True, env={**os.environ, "MDX_PACKAGES": str(packages)})
        return {result["id"]: result["error"] for result in json.loads((folder / "results.json").read_text("utf-8"))}

    return compiled


@pytest.fixture(scope="module")
def guides(corpora):
    """Return the guides that compile in Chinese, and this project's own fixtures of MDX."""
    folder = corpora / "websoft9" / "zh"
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in sorted(folder.rglob("*.md*"))}


@pytest.fixture(scope="module")
def sound(guides, errors):
    broken = errors(guides)
    assert sum(map(bool, broken.values())) <= 3
    return {name: text for name, text in guides.items() if not broken[name]}


def plain(name, msgid):
    return HAN.sub("some words", msgid)


def hostile(name, msgid):
    """Put a mark that MDX would trip over into every message."""
    chosen = random.Random(f"{name} {msgid}")
    text, mark = HAN.sub("some words", msgid), chosen.choice(HOSTILE)
    at = 0 if mark.startswith(("import", "export")) else chosen.randrange(len(text) + 1)
    return text[:at] + mark + text[at:]


@pytest.mark.parametrize("translate", [plain, hostile])
def test_what_compiled_before_compiles_after(sound, errors, translate):
    """Whatever the translations are, sound or hostile."""
    built = {}
    for name, text in sound.items():
        document = parse(text, "docusaurus")
        built[name] = document.render({key: translate(name, key[1]) for key in document.messages})
    broken = {name: error for name, error in errors(built).items() if error}
    assert broken == {}
