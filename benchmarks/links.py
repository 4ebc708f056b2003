"""Show what translating does to links: the broken ones of a pseudo-translated site, by what becomes of heading ids.

    python benchmarks/links.py [CORPUS] [--keep FOLDER]

Each folder of the corpus is a collection. Every Han run becomes Latin words, so each heading gets another
slug. The site is built, and the built files alone are read again: which links, anchors and images
lead nowhere in them, and which of those did not in the sources?
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

from i18n.catalog.store import read_catalog, write_catalog
from i18n.cli.main import main as run_command
from i18n.generators.listing import SCHEMES
from i18n.localizing.pages import is_file, page_of
from i18n.markdown.document import parse
from i18n.project import Project, find_project
from i18n.site.broken import Broken, broken, newly
from i18n.site.outline import outline
from i18n.site.routes import Site
from i18n.workspace.sources import find_sources

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "websoft9" / "zh"
POLICIES = ("off", "pin", "rewrite", "pin-all")
FAULTS = ("link", "anchor", "image")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
WORDS = ["open", "the", "order", "menu", "select", "server", "details", "instance"]


def main() -> int:
    """Run it and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--keep", type=Path, help="Build here and leave everything there.")
    options = arguments.parse_args()
    if not options.corpus.is_dir():
        print(f"skipped: the corpus {options.corpus} is not here")
        return 0
    with tempfile.TemporaryDirectory(prefix="i18n-links-") as folder:
        root = options.keep or Path(folder)
        prepare(root, options.corpus)
        print(f"{'anchors':10} {'source':>24} {'newly broken':>24}   (links, anchors, images)")
        for policy in POLICIES:
            inherited, new = measured(root, policy)
            print(f"{policy:10} {shown(inherited):>24} {shown(new):>24}")
    return 0


def measured(root: Path, policy: str) -> tuple[Counter[str], Counter[str]]:
    """Build with a policy; return the broken references of the sources, and those that are new in English."""
    project = configured(root, policy)
    command(root, "build")
    before = list(read_back(project, ""))
    new = list(newly(read_back(project, "en"), before))
    return Counter(item.fault for item in before), Counter(item.fault for item in new)


def shown(counts: Counter[str]) -> str:
    """Return the numbers of each fault."""
    return ", ".join(str(counts[fault]) for fault in FAULTS)


def prepare(root: Path, corpus: Path) -> None:
    """Make a project of a corpus, with every message pseudo-translated."""
    root.mkdir(parents=True, exist_ok=True)
    if not (root / "source").is_dir():
        shutil.copytree(corpus, root / "source")
    configured(root, "off")
    command(root, "update")
    for path in (root / "locales" / "en").rglob("*.po"):
        catalog = read_catalog(path.read_text(encoding="utf-8"), path.name)
        for message in catalog.messages:
            message.msgstr = HAN.sub(latin, message.msgid)
        path.write_text(write_catalog(catalog), encoding="utf-8")


def configured(root: Path, policy: str) -> Project:
    """Write the project file, a collection for each folder of the sources."""
    folders = sorted(path.name for path in (root / "source").iterdir() if path.is_dir())
    tables = (
        f'[[collections]]\nsource = "source/{folder}"\noutput = "build/{{locale}}/{folder}"\n'
        f'dialect = "docusaurus"\nanchors = "{policy}"\n'
        for folder in folders
    )
    (root / "i18n.toml").write_text('locales = ["en"]\n' + "\n".join(tables), encoding="utf-8")
    return find_project(root, explicit=True)


def command(root: Path, name: str) -> None:
    """Run a command of ours, its output left out."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        run_command(["--project", str(root), name])


def latin(match: re.Match[str]) -> str:
    """Return Latin words for a run of Han, always the same ones for the same run."""
    chosen = random.Random(match[0])
    return " ".join(chosen.choice(WORDS) for _ in range(max(1, len(match[0]) // 2)))


def read_back(project: Project, locale: str) -> list[Broken]:
    """Read the files of a locale, or the sources, and return the references in them that lead nowhere."""
    outlines = []
    for source in find_sources(project):
        root = source.collection.output_root(locale) if locale else source.collection.source
        text = (project.root / root / source.path).read_bytes().decode()
        document = parse(text, source.collection.dialect, path=source.name)
        page = page_of(source, text)
        outlines.append(outline(page, document, SCHEMES[source.collection.slugs]))
    site = Site((each.page for each in outlines), partial(is_file, project.root))
    return list(broken(site, outlines))


if __name__ == "__main__":
    sys.exit(main())
