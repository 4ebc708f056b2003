"""Screenshots and other files: the same in every language, unless a locale has its own or a map names another."""

from __future__ import annotations

import json
import os

import pytest

HEAD = 'locales = ["en", "fr"]\n'
COLLECTION = '[[collections]]\nsource = "source"\noutput = "build/{locale}"\ndialect = "docusaurus"\n'


def configuration(maps=""):
    return HEAD + COLLECTION + maps


def shown(root, path, locale="en"):
    return (root / "build" / locale / path).read_bytes()


def test_a_copy_is_a_hard_link_and_is_made_once(project, run):
    """No room is taken twice, a picture drawn anew replaces it, and the source is never written through it."""
    root = project({"a.md": "![图](img/1.png)\n", "img/1.png": b"old"}, configuration())
    assert run("--project", root, "build")[1].endswith("2 files copied\n")
    copy, source = root / "build/en/img/1.png", root / "source/img/1.png"
    assert copy.samefile(source)
    assert run("--project", root, "build")[1].endswith("0 files copied\n")
    source.unlink()
    source.write_bytes(b"new")
    assert copy.read_bytes() == b"old"
    assert run("--project", root, "build")[1].endswith("2 files copied\n")
    assert (copy.read_bytes(), source.read_bytes()) == (b"new", b"new")


def test_an_equal_copy_stays(project, run, stamps):
    """Such as one that somebody else made."""
    root = project({"a.md": "![图](1.png)\n", "1.png": b"same"}, configuration())
    (root / "build/en").mkdir(parents=True)
    (root / "build/en/1.png").write_bytes(b"same")
    before = stamps(root)
    assert run("--project", root, "build")[1].endswith("1 file copied\n")
    assert before.items() <= stamps(root).items()


def test_where_links_cannot_be_made_files_are_copied(project, run, monkeypatch):
    """On another file system, for one."""

    def refuse(*arguments):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    root = project({"a.md": "![图](1.png)\n", "1.png": b"png"}, configuration())
    assert run("--project", root, "build")[0] == 0
    assert shown(root, "1.png") == b"png"
    assert not (root / "build/en/1.png").samefile(root / "source/1.png")


def test_a_link_in_the_place_of_a_picture_is_replaced(project, run):
    """What it led to stays as it is."""
    root = project({"a.md": "![图](1.png)\n", "1.png": b"png"}, configuration())
    (root / "build/en").mkdir(parents=True)
    (root / "mine.png").write_bytes(b"mine")
    (root / "build/en/1.png").symlink_to(root / "mine.png")
    assert run("--project", root, "build")[0] == 0
    assert ((root / "mine.png").read_bytes(), shown(root, "1.png")) == (b"mine", b"png")


def test_a_locale_may_have_its_own(project, run):
    """Beside the source's, or in locales/; PDFs and videos likewise; the document says the same."""
    text = '![一](img/1.png) ![二](img/2.png)\n\n[文](doc.pdf)\n\n<video src="film.mp4" />\n'
    files = ["img/1.png", "img/2.png", "doc.pdf", "film.mp4", "img/1.en.png", "film.en.mp4"]
    root = project({"guide/a.md": text} | {f"guide/{file}": file.encode() for file in files}, configuration())
    own = root / "locales/en/assets/guide"
    own.mkdir(parents=True)
    (own / "doc.pdf").write_bytes(b"own")
    assert run("--project", root, "build")[0] == 0
    names = ("img/1.png", "img/2.png", "doc.pdf", "film.mp4")
    assert [shown(root, f"guide/{name}") for name in names] == [b"img/1.en.png", b"img/2.png", b"own", b"film.en.mp4"]
    assert [shown(root, f"guide/{name}", "fr") for name in names] == [name.encode() for name in names]
    assert shown(root, "guide/a.md") == text.encode()
    explained = run("--project", root, "build", "--explain", "source/guide/a.md", "en")[1]
    assert explained.splitlines() == [
        "build/en/guide/a.md",
        "  localized asset: guide/img/1.png ← source/guide/img/1.en.png",
        "  localized asset: guide/doc.pdf ← locales/en/assets/guide/doc.pdf",
        "  localized asset: guide/film.mp4 ← source/guide/film.en.mp4",
    ]


MAPS = """
[assets]
"/DocsPicture/zh/" = "/DocsPicture/{locale}/"

[assets.en]
"/DocsPicture/zh/old/" = "/archive/"
except = ["/no-english.png"]
"""
REMOTE = (
    "![一](https://x.example/DocsPicture/zh/1.png)\n"
    "![二](https://x.example/DocsPicture/zh/no-english.png?v=1)\n"
    "![三](https://x.example/DocsPicture/zh/old/3.png)\n\n"
    '<img src="/DocsPicture/zh/4.png" />\n\n[页](/DocsPicture/zh/page) [档](/DocsPicture/zh/5.pdf)\n'
)


def test_remote_pictures_are_mapped(project, run):
    """The longest line counts, exceptions stay, other links are no assets, and what is mapped is not mapped again."""
    root = project({"a.md": REMOTE}, configuration(MAPS))
    assert run("--project", root, "build")[::2] == (0, "")
    assert shown(root, "a.md").decode() == (
        "![一](https://x.example/DocsPicture/en/1.png)\n"
        "![二](https://x.example/DocsPicture/zh/no-english.png?v=1)\n"
        "![三](https://x.example/archive/3.png)\n\n"
        '<img src="/DocsPicture/en/4.png" />\n\n[页](/DocsPicture/zh/page) [档](/DocsPicture/en/5.pdf)\n'
    )
    assert b"/DocsPicture/fr/no-english.png?v=1" in shown(root, "a.md", "fr")


def test_status_lists_what_is_shown(project, run):
    """For each document: what is shared, localized or missing, and what a map's exceptions leave as it is."""
    text = REMOTE + "\n![五](5.png) ![六](6.png) ![七](none.png)\n"
    root = project({"a.md": text, "5.png": b"5", "6.png": b"6", "6.en.png": b"6"}, configuration(MAPS))
    code, out, err = run("--project", root, "status", "--assets", "en")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "en source/a.md: 1 shared, 5 localized, 1 missing, 1 not localized",
        "  line 1: localized: https://x.example/DocsPicture/zh/1.png ← https://x.example/DocsPicture/en/1.png",
        "  line 2: not localized: https://x.example/DocsPicture/zh/no-english.png?v=1",
        "  line 3: localized: https://x.example/DocsPicture/zh/old/3.png ← https://x.example/archive/3.png",
        "  line 5: localized: /DocsPicture/zh/4.png ← /DocsPicture/en/4.png",
        "  line 7: localized: /DocsPicture/zh/5.pdf ← /DocsPicture/en/5.pdf",
        "  line 9: localized: 6.png ← source/6.en.png",
        "  line 9: missing: none.png",
        "en: 1 shared, 5 localized, 1 missing, 1 not localized",
    ]
    result = json.loads(run("--project", root, "status", "--assets", "--json")[1])
    assert result["locales"]["fr"] == {"localized": 5, "missing": 1, "shared": 2}
    assert not (root / "build").exists()


def test_documents_without_assets_are_told_in_a_line(project, run):
    """So that nobody takes an empty list for a failure."""
    root = project({"a.md": "甲\n"}, configuration())
    assert run("--project", root, "status", "--assets")[1] == "no document refers to pictures or other files\n"


def test_pictures_through_links_and_imports_are_copied(project, run):
    """A folder that is a link inside of the sources keeps its name; what MDX requires is there to be required."""
    text = (
        "import one from './img/1.png';\nimport Part from './_part.md';\nimport code from '!!raw-loader!./x.py';\n\n"
        "<img src={require('./linked/2.png').default} />\n\n[甲]: b/%E5%9B%BE%201.png\n\n![乙][甲]\n"
    )
    files = ["img/1.png", "real/2.png", "b/图 1.png", "x.py"]
    root = project({"a.mdx": text, "_part.md": "甲\n"} | {file: file.encode() for file in files}, configuration())
    (root / "source/linked").symlink_to("real")
    assert run("--project", root, "build")[::2] == (0, "")
    assert shown(root, "linked/2.png") == b"real/2.png"
    assert [shown(root, name) for name in ("img/1.png", "b/图 1.png", "x.py")] == [
        b"img/1.png",
        "b/图 1.png".encode(),
        b"x.py",
    ]


def test_what_the_built_document_reaches_is_not_copied(project, run):
    """A folder of pictures beside the languages serves them all."""
    settings = HEAD + '[[collections]]\nsource = "docs/zh"\noutput = "docs/{locale}"\n'
    root = project({}, settings)
    (root / "docs/zh").mkdir(parents=True)
    (root / "docs/zh/a.md").write_text("![图](../img/1.png)\n", "utf-8")
    (root / "docs/img").mkdir()
    (root / "docs/img/1.png").write_bytes(b"png")
    code, out, err = run("--project", root, "build")
    assert (code, err) == (0, "")
    assert out.endswith("0 files copied\n")


# Links ------------------------------------------------------------------------------------------

LINKS = """
[links]
"https://help.example.cn/zh/" = "https://help.example.com/{locale}/"
"/pricing" = "/en/pricing"

[links.fr]
"/pricing" = "/fr/tarifs"
"a.md" = "b.md"
"b.md" = "a.md"
"""


def test_links_are_mapped(project, run):
    """By prefix or exactly, per locale, in text, HTML and definitions, and once only."""
    text = (
        "[甲](https://help.example.cn/zh/a#b) [乙](/pricing#x) [丙](/pricing/old) [丁](a.md) [戊](b.md)\n\n"
        '<a href="/pricing">甲</a> ![图](/pricing)\n\n[己]: /pricing "题"\n'
    )
    root = project({"a.md": text, "b.md": "甲\n"}, configuration(LINKS))
    assert run("--project", root, "build")[0] == 0
    assert shown(root, "a.md").decode() == (
        "[甲](https://help.example.com/en/a#b) [乙](/en/pricing#x) [丙](/pricing/old) [丁](a.md) [戊](b.md)\n\n"
        '<a href="/en/pricing">甲</a> ![图](/pricing)\n\n[己]: /en/pricing "题"\n'
    )
    assert "[乙](/fr/tarifs#x) [丙](/pricing/old) [丁](b.md) [戊](a.md)" in shown(root, "a.md", "fr").decode()


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        ("links = 1\n", "“links” must be a table"),
        ("[links]\na = 1\n", "“a” in [links] must be a text"),
        ('[links.de]\na = "b"\n', "[links.de] names no locale"),
        ('[links]\na = "b c"\n', "“b c” in [links] cannot stand in a link"),
        ('[assets]\na = "b)<script>"\n', "“b)<script>” in [assets] cannot stand in a link"),
        ("[assets]\nexcept = 1\n", "“except” must be a list of texts"),
        ('[assets.en]\na = {b = "c"}\n', "[assets.a] names no locale"),
    ],
)
def test_maps_that_make_no_sense_are_refused(project, run, maps, message):
    """The error names the line."""
    text = configuration() + maps if maps.startswith("[") else maps + configuration()
    code, _, err = run("--project", project({"a.md": "甲\n"}, text), "build")
    assert code == 2
    assert message in err


BROKEN = """# 甲

[一](none.md) [二](B.md) [三](b.md#none) ![四](none.png) ![五](%E5%9B%BE%201.png) [六](../../out.md)
[七](https://example.com/none) [八](/none) [九](b%2Emd) [十](#%E7%94%B2%20) [网](http://[) [空]() [零](a%00b.md)
"""


def test_what_leads_nowhere_is_listed(project, run):
    """In the sources, by place; other sites are not asked, and names may be in Han, with blanks, or encoded."""
    root = project({"a.md": BROKEN, "b.md": "乙\n", "图 1.png": b"png"}, configuration())
    findings = json.loads(run("--project", root, "status", "--links", "en", "--json")[1])["findings"]
    assert {finding["path"] for finding in findings} == {"source/a.md"}
    assert [(finding["position"], finding["message"]) for finding in findings] == [
        ([3, 5], "the link “none.md” leads nowhere: there is no source/none.md"),
        ([3, 18], "“B.md” leads to source/b.md only where case does not count"),
        ([3, 28], "the link “b.md#none” leads to no heading of source/b.md"),
        ([3, 44], "the image “none.png” leads nowhere: there is no source/none.png"),
        ([3, 82], "“../../out.md” leads out of the project"),
        ([4, 58], "the link “#%E7%94%B2%20” leads to no heading of source/a.md"),
        ([4, 97], "the link “a%00b.md” leads nowhere"),
    ]
    code, out, _ = run("--project", root, "status", "--links", "en")
    assert code == 0
    assert out.splitlines() == [
        "source: 2 broken links, 2 broken anchors, 1 missing images, 1 leading out of the project, 1 in another case",
        (
            "en: 0 newly broken links, 0 newly broken anchors, 0 newly missing images, "
            "0 newly leading out of the project, 0 newly in another case"
        ),
    ]


def test_what_a_locale_breaks_is_an_error(project, run, fill):
    """By a heading that moved, or by a map to nowhere; at the place of the built document."""
    maps = '[links.en]\n"c.md" = "none.md"\n'
    text = HEAD + COLLECTION + 'anchors = "off"\n' + maps
    root = project({"a.md": "[一](#乙) [二](c.md) [三](x.md)\n\n## 乙\n", "c.md": "丙\n"}, text)
    run("--project", root, "update")
    fill(root, "a.po", {"乙": "B"})
    code, out, err = run("--project", root, "status", "--links", "en")
    assert code == 0
    assert "build/en/a.md:1:5: error: the link “#乙” leads to no heading of source/a.md" in err
    assert "build/en/a.md:1:13: error: the link “none.md” leads nowhere: there is no source/none.md" in err
    assert "source/a.md:1:23: warning: the link “x.md” leads nowhere: there is no source/x.md" in err
    assert "en: 1 newly broken links, 1 newly broken anchors" in out
    result = json.loads(run("--project", root, "status", "--links", "en", "--json")[1])
    assert result["broken"] == {"source": {"link": 1}, "en": {"anchor": 1, "link": 1}}


def test_two_sources_with_one_route_are_told(project, run):
    """One of them would never be seen."""
    root = project({"a.md": "---\nslug: /x\n---\n甲\n", "b.md": "---\nslug: /x\n---\n乙\n"}, configuration())
    err = run("--project", root, "status", "--links")[2]
    assert "source/b.md: warning: has the route of source/a.md: /x" in err


def test_a_picture_of_the_locale_alone_is_whole_there(project, run):
    """Missing in the source, not in English."""
    root = project({"a.md": "![图](1.png)\n", "1.en.png": b"png"}, configuration())
    assert (
        "source: 0 broken links, 0 broken anchors, 1 missing images" in run("--project", root, "status", "--links")[1]
    )
    run("--project", root, "build")
    assert shown(root, "1.png") == b"png"
    assert not (root / "build/fr/1.png").exists()


def test_nothing_is_written_outside(project, run, tmp_path_factory):
    """Whatever paths documents name: out of the project, absolute, through links, of no file at all."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.png").write_bytes(b"png")
    text = (
        f"![一](../../../x.png) ![二]({outside}/secret.png) ![三](/etc/hosts) ![四](link/secret.png) ![五](a.png%00)\n"
    )
    root = project({"a.md": text, "b.md": "![图](" + "x" * 5000 + ".png)\n"}, configuration())
    (root / "source/link").symlink_to(outside)
    own = root / "locales/en/assets"
    own.mkdir(parents=True)
    (own / "link").symlink_to(outside)
    code, out, err = run("--project", root, "build")
    assert (code, out.endswith("0 files copied\n")) == (0, True)
    assert "the file “link/secret.png” lies outside of the source folder" in err
    assert [path.name for path in outside.iterdir()] == ["secret.png"]
    assert sorted(path.name for path in (root / "build/en").rglob("*")) == ["a.md", "b.md"]
    assert run("--project", root, "status", "--assets")[0] == 0
    assert run("--project", root, "status", "--links")[0] == 0


def test_a_check_says_what_leads_nowhere(project, run, fill):
    """In sources a warning, and what only a locale breaks an error; a missing file is said once."""
    root = project({"a.md": "[一](./none) [二](#none) [三](none.md) [四](#乙)\n\n## 乙\n"}, configuration())
    run("--project", root, "update")
    fill(root, "a.po", {"乙": "B"})
    code, out, _ = run("--project", root, "check", "en", "--min", "0", "--format", "json")
    assert [(each["code"], each["severity"]) for each in json.loads(out)["findings"] if each["code"] >= "C5"] == [
        ("C503", "warning"),
        ("C505", "warning"),
        ("C506", "warning"),
    ]
    assert code == 0
    (root / "i18n.toml").write_text(HEAD + COLLECTION + 'anchors = "off"\n', "utf-8")
    code, out, _ = run("--project", root, "check", "en", "--min", "0", "--format", "json")
    assert [each["path"] for each in json.loads(out)["findings"] if each["severity"] == "error"] == ["build/en/a.md"]
    assert code == 1
