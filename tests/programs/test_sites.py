"""This project's guides as real sites: Docusaurus, VitePress and MkDocs build them, and a browser looks at them.

Takes some minutes, so only `make e2e` runs it. That installs the npm packages of `sites/package.json`, and
MkDocs in an environment of its own; `SITES_PACKAGES` is the folder with the `node_modules`, and `MKDOCS` the
program. `CHROMIUM` is Debian's. What the browser saw is kept in `build/e2e/`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from i18n.cli.main import main

ROOT = Path(__file__).parents[2]
SITES = Path(__file__).parent / "sites"
SEEN = ROOT / "build" / "e2e"
PACKAGES = Path(os.environ.get("SITES_PACKAGES", "nowhere")).resolve()
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MKDOCS = os.environ.get("MKDOCS", "nowhere")
HAN = re.compile(r"[\u3400-\u9fff]")
PAGES = sorted(path.relative_to(ROOT / "source").with_suffix("").as_posix() for path in (ROOT / "source").rglob("*.md"))


def made(folder, name, guides):
    """Make a site in a folder: its own files, the guides, and the translations of both; returns the folder."""
    site = folder / name
    shutil.copytree(SITES / name, site, ignore=shutil.ignore_patterns(".venv", "node_modules"))
    shutil.copytree(ROOT / "source", site / guides, dirs_exist_ok=True)
    catalogs = site / "locales/en/LC_MESSAGES"
    shutil.copytree(ROOT / "locales/en/LC_MESSAGES", catalogs / guides, dirs_exist_ok=True)
    return site


def localized(site):
    """Bring the catalogs of a site up to date, and build its English documents."""
    for command in (["update"], ["check"], ["build", "--strict"]):
        assert main(["--project", str(site), *command]) == 0, command


def ran(site, *command, **environment):
    """Run a program in a site; returns all that it says."""
    env = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0", "CI": "true", **environment}
    # Docusaurus keeps its cache beside the packages, where one site would find what another has left.
    env["DOCUSAURUS_NO_PERSISTENT_CACHE"] = "true"
    done = subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def node_site(tmp_path_factory, name, guides):
    if not shutil.which("npx") or not (PACKAGES / "node_modules/.bin" / name).exists():
        pytest.skip(f"{name} is not here: it needs node, and the npm packages that `make e2e` installs")
    site = made(tmp_path_factory.mktemp("site"), name, guides)
    (site / "node_modules").symlink_to(PACKAGES / "node_modules")
    return site


@pytest.fixture(scope="module")
def docusaurus(tmp_path_factory):
    """Build the Docusaurus site; returns the folder of its pages and what Docusaurus said."""
    site = node_site(tmp_path_factory, "docusaurus", "docs")
    ran(site, "npx", "docusaurus", "write-translations", "--locale", "zh-CN")
    localized(site)
    said = ran(site, "npx", "docusaurus", "build")
    return site / "build", said


@pytest.fixture(scope="module")
def vitepress(tmp_path_factory):
    """Build the VitePress site; returns the folder of its pages."""
    site = node_site(tmp_path_factory, "vitepress", "docs/zh")
    localized(site)
    ran(site, "npx", "vitepress", "build")
    return site / ".vitepress/dist"


@pytest.fixture(scope="module")
def mkdocs(tmp_path_factory):
    """Build the MkDocs sites, strictly; returns the folder of their pages."""
    if not shutil.which(MKDOCS):
        pytest.skip("MkDocs is not here: `make e2e` installs it")
    site = made(tmp_path_factory.mktemp("site"), "mkdocs", "zh/docs")
    localized(site)
    for locale in ("zh", "en"):
        folder = str(site / "pages" / locale)
        ran(site, MKDOCS, "build", "--strict", "-f", f"{locale}/mkdocs.yml", "-d", folder, SITE_LANGUAGE=locale)
    return site / "pages"


# Every link, anchor and image -------------------------------------------------------------------


class _Page(HTMLParser):
    """Notes the ids of a page, and where it leads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.images = set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.ids.update(filter(None, (named.get("id"), named.get("name") if tag == "a" else None)))
        if tag == "a" and named.get("href") and not named.get("lang"):  # a switch of languages names its own
            self.links.add(named["href"])
        if tag == "img" and named.get("src"):
            self.images.append(named["src"])


def broken(folder, locale):
    """Return what of a locale's pages leads nowhere within the site: page and destination."""
    pages = {path.relative_to(folder).as_posix(): _Page(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    found = []
    for name, page in pages.items():
        if not name.startswith(f"{locale}/") or name.endswith("404.html"):
            continue
        for target in (*page.links, *page.images):
            url = urlsplit(urljoin(f"http://site/{name}", target))
            if url.netloc != "site" or url.scheme != "http":
                continue
            path = unquote(url.path).strip("/")
            files = [path, f"{path}.html", f"{path}/index.html".lstrip("/")]
            file = next((file for file in files if (folder / file).is_file()), None)
            anchor = unquote(url.fragment)
            if file is None or (anchor and file in pages and anchor not in pages[file].ids):
                found.append((name, target))
    return found


def images(folder, page):
    """Return the images of a page, without the folder of their locale."""
    names = (f"{page}/index.html".lstrip("/"), f"{page}.html")
    file = next(file for file in (folder / name for name in names) if file.is_file())
    return [re.sub(r"^/en/(?=assets/)", "/", image) for image in _Page(file.read_text("utf-8")).images]


def test_docusaurus_finds_nothing_broken(docusaurus):
    """Neither links, anchors nor images, in neither language; and we find nothing either."""
    folder, said = docusaurus
    assert re.findall(r"(?i)^.*(?:broken|\[warning\]|\[error\]|couldn't be resolved).*$", said, re.MULTILINE) == []
    assert broken(folder, "en") == []


def test_vitepress_finds_nothing_broken(vitepress):
    """VitePress stops at a link to nowhere; the anchors are looked at by us."""
    assert broken(vitepress, "en") == []


def test_mkdocs_finds_nothing_broken(mkdocs):
    """MkDocs stops at any warning, of anchors too; what else is broken is so in Chinese."""
    inherited = {(name.replace("zh/", "en/", 1), target) for name, target in broken(mkdocs, "zh")}
    assert set(broken(mkdocs, "en")) <= inherited


def test_the_screenshots_are_the_same(docusaurus, vitepress, mkdocs):
    """Each page has the pictures of the Chinese one, in the same order."""
    counted = 0
    for page in PAGES:
        place = page.removesuffix("index").rstrip("/")
        chinese = images(docusaurus[0], place)
        counted += len(chinese)
        assert images(docusaurus[0], f"en/{place}") == chinese
        for folder in (vitepress, mkdocs):
            here = page if folder is vitepress else place
            assert images(folder, f"en/{here}") == images(folder, f"zh/{here}")
    assert counted > 20


# A browser --------------------------------------------------------------------------------------


@pytest.fixture
def look():
    """Serve a site on this machine and look at pages of it in a browser; returns what is seen."""
    if not shutil.which(CHROMIUM) or not (PACKAGES / "node_modules/playwright-core").is_dir():
        pytest.skip("no browser: it needs Chromium, and the npm packages that `make e2e` installs")

    def looked(folder, screenshot, *pages):
        SEEN.mkdir(parents=True, exist_ok=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_address[1]}"
            environment = {"SITES_PACKAGES": str(PACKAGES), "CHROMIUM": CHROMIUM}
            said = ran(SITES, "node", "look.mjs", address, str(SEEN / screenshot), *pages, **environment)
            server.shutdown()
        return json.loads(said[said.index('{"pages"') :].partition("\n")[0])

    return looked


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def translate_path(self, path):
        """Find the file of an address without a suffix, as sites' servers do."""
        found = Path(super().translate_path(path))
        html = found.with_name(f"{found.name}.html")
        return str(html if not found.exists() and html.is_file() else found)


def check_english(seen, inherited=()):
    """Check what a reader sees of English pages; `inherited` are ends of links that lead nowhere in Chinese either."""
    assert seen["errors"] == []
    for path, page in seen["pages"].items():
        assert (page["status"], page["lang"]) == (200, "en"), path
        for text in (page["title"], page["heading"], *page["sidebar"], *page["frame"]):
            assert text
            assert not HAN.search(text), path
        assert page["sidebar"]
        assert [image for image in page["images"] if image["broken"] or HAN.search(image["alt"])] == [], path
    for href, landing in seen["landings"].items():
        if href.endswith(tuple(inherited)):
            continue
        assert landing, href
        assert -5 <= landing["top"] < landing["bottom"], href
        assert landing["tag"] in ("H1", "H2", "H3", "H4", "LI", "SUP", "A"), href


def test_docusaurus_in_a_browser(docusaurus, look):
    """Title, sidebar and frame are English, screenshots the Chinese ones, and links land on their headings."""
    folder, _ = docusaurus
    paths = [f"/{page.removesuffix('index')}" for page in ["marketplace/huaweicloud", *PAGES]]
    english = look(folder, "docusaurus-en.png", *(f"/en{path}" for path in paths))
    chinese = look(folder, "docusaurus-zh.png", *paths[:2])
    check_english(english)
    first = english["pages"]["/en/marketplace/huaweicloud"]
    assert first["title"] == "Huawei Cloud orders | User guides"
    assert first["heading"] == "Huawei Cloud orders"
    assert {"Console", "Marketplace", "Huawei Cloud orders"} <= set(first["sidebar"])
    assert [image["src"] for image in first["images"]] == [
        image["src"] for image in chinese["pages"]["/marketplace/huaweicloud"]["images"]
    ]
    assert len(first["images"]) == 13
    assert len(english["landings"]) > 20


def test_vitepress_in_a_browser(vitepress, look):
    """Likewise."""
    english = look(vitepress, "vitepress-en.png", *(f"/en/{page.removesuffix('index')}" for page in PAGES))
    check_english(english)
    assert english["pages"]["/en/faq"]["title"].endswith("| User guides")
    assert {"Console", "Marketplace"} <= set(english["pages"]["/en/faq"]["sidebar"])


def test_mkdocs_in_a_browser(mkdocs, look):
    """Likewise, but for a link that is written for sites without a folder for each page."""
    pages = [f"/en/{page.removesuffix('index').rstrip('/')}/".replace("//", "/") for page in PAGES]
    english = look(mkdocs, "mkdocs-en.png", *pages)
    check_english(english, inherited=["/marketplace/huaweicloud#reinstallos"])
    assert english["pages"]["/en/faq/"]["title"].endswith("- User guides")
    assert {"Home", "Console", "Marketplace"} <= set(english["pages"]["/en/faq/"]["sidebar"])
