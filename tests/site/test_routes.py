"""How links name their target: files, routes, slugs, index pages, and names that are not plain."""

from __future__ import annotations

import pytest

from i18n.site.routes import Page, Site


def site(dialect, *pages, files=()):
    made = [
        Page("docs", *((page, dialect) if isinstance(page, str) else (page[0], dialect, *page[1:]))) for page in pages
    ]
    return Site(made, set(files).__contains__)


def leads(made, page, destination):
    """Return what a destination leads to, in a word."""
    target = made.target(made.by_name[f"docs/{page}"], destination)
    where = target.page.path if target.page else target.path
    return f"{target.kind} {where}".strip() + (f" #{target.fragment}" if target.fragment else "")


@pytest.mark.parametrize(
    ("path", "extra", "route"),
    [
        ("a.md", (), "/a"),
        ("guide/01-install.md", (), "/guide/install"),
        ("02-guide/a.mdx", (), "/guide/a"),
        ("7.0-foo.md", (), "/7.0-foo"),
        ("guide/index.md", (), "/guide/"),
        ("guide/README.md", (), "/guide/"),
        ("guide/guide.md", (), "/guide/"),
        ("guide/a.md", ("/start",), "/start"),
        ("guide/a.md", ("start",), "/guide/start"),
        ("guide/a.md", ("", "first"), "/guide/first"),
        ("安装 指南.md", (), "/安装 指南"),
    ],
)
def test_routes_of_docusaurus(path, extra, route):
    """Numbers go, index pages are their folder, `slug:` and `id:` have their say."""
    assert Page("docs", path, "docusaurus", *extra).route == route


@pytest.mark.parametrize(
    ("dialect", "path", "route"),
    [
        ("vitepress", "guide/index.md", "/guide/"),
        ("vitepress", "guide/README.md", "/guide/README"),
        ("mkdocs", "guide/a.md", "/guide/a/"),
        ("mkdocs", "index.md", "/"),
        ("hugo", "Guide/My Page.md", "/guide/my-page/"),
        ("hugo", "guide/_index.md", "/guide/"),
        ("mdbook", "guide/README.md", "/guide/"),
        ("starlight", "Guide/My Page 1.0.mdx", "/guide/my-page-10/"),
        ("starlight", "guide/index.md", "/guide/"),
        ("starlight", "index.mdx", "/"),
        ("starlight", "guide/README.md", "/guide/readme/"),
    ],
)
def test_routes_of_others(dialect, path, route):
    """Each generator has its own idea of index pages and final slashes."""
    assert Page("docs", path, dialect).route == route


@pytest.mark.parametrize(
    ("destination", "result"),
    [
        ("#甲", "page guide/a.md #甲"),
        ("#%E7%94%B2", "page guide/a.md #甲"),
        ("", "page guide/a.md"),
        ("b.md#x", "page guide/b.md #x"),
        ("./b.md?v=1#x", "page guide/b.md #x"),
        ("../c%20d.md", "page c d.md"),
        ("../%E7%94%B2.md", "page 甲.md"),
        ("other", "page guide/b.md"),
        ("./other#x", "page guide/b.md #x"),
        ("/other", "page guide/b.md"),
        ("/zh/docs/other/", "page guide/b.md"),
        ("/other.html", "page guide/b.md"),
        ("c%20d", "page c d.md"),
        ("guide/b.md", "page guide/b.md"),
        ("/guide/b.md", "page guide/b.md"),
        ("B.md", "page guide/b.md"),
        ("../shared/x.pdf", "file docs/shared/x.pdf"),
        ("/img/x.png", "file static/img/x.png"),
        ("@site/docs/guide/b.md", "page guide/b.md"),
        ("@site/none.png", "missing none.png"),
        ("none.md#x", "missing docs/guide/none.md #x"),
        ("/none", "unknown /none"),
        ("../../../x.md", "outside ../x.md"),
        ("/../../x.md", "outside /../../x.md"),
        ("https://example.com/a.md#x", "external"),
        ("//example.com", "external"),
        ("mailto:a@example.com", "external"),
    ],
)
def test_destinations_in_docusaurus(destination, result):
    """By file, by route, by slug, from the root, encoded or not, and out of everything."""
    pages = [("guide/a.md", "/start"), ("guide/b.md", "/other"), "c d.md", "甲.md"]
    made = site("docusaurus", *pages, files={"docs/shared/x.pdf", "static/img/x.png"})
    assert leads(made, "guide/a.md", destination) == result


@pytest.mark.parametrize(
    ("dialect", "destination", "result"),
    [
        ("vitepress", "./b", "page guide/b.md"),
        ("vitepress", "/guide/b", "page guide/b.md"),
        ("vitepress", "b.html#x", "page guide/b.md #x"),
        ("vitepress", "../", "page index.md"),
        ("mkdocs", "b.md#x", "page guide/b.md #x"),
        ("mkdocs", "../b/#x", "page guide/b.md #x"),
        ("mkdocs", "../index.md", "page index.md"),
        ("hugo", "b.md", "page guide/b.md"),
        ("hugo", "../b/", "page guide/b.md"),
        ("hugo", "/guide/b", "page guide/b.md"),
        ("mdbook", "b.html", "page guide/b.md"),
        ("starlight", "../b/#x", "page guide/b.md #x"),
        ("starlight", "/guide/b/", "page guide/b.md"),
        ("starlight", "/zh-cn/guide/b/", "page guide/b.md"),
        ("starlight", "./b.md", "page guide/b.md"),
        ("starlight", "./b/", "missing docs/guide/b"),
        ("gfm", "b.md", "page guide/b.md"),
        ("gfm", "b.txt", "missing docs/guide/b.txt"),
    ],
)
def test_destinations_elsewhere(dialect, destination, result):
    """The same in the other dialects."""
    assert leads(site(dialect, "index.md", "guide/a.md", "guide/b.md"), "guide/a.md", destination) == result


def test_routes_of_starlight_by_slug():
    """It says the whole URL, with or without slashes around it; what is imported is no page."""
    made = site("starlight", ("guide/a.md", "start/here"), ("b.mdx", "/x/"), "_part.mdx")
    assert [page.route for page in made.pages] == ["/start/here/", "/x/", "/_part/"]
    assert leads(made, "b.mdx", "../start/here/") == "page guide/a.md"
    assert leads(made, "b.mdx", "./_part.mdx") == "page _part.mdx"
    assert leads(made, "b.mdx", "/_part/") == "unknown /_part/"


def test_case_is_told():
    """A name that agrees but for its case is found, and not exact."""
    made = site("gfm", "a.md", "Guide.md")
    target = made.target(made.by_name["docs/a.md"], "guide.md")
    assert (target.page.path, target.same_case) == ("Guide.md", False)


def test_pages_with_one_route_are_told():
    """The route is the first one's."""
    made = site("docusaurus", ("a.md", "/x"), ("b.md", "/x"), "_part.md")
    assert [(first.path, second.path) for first, second in made.shared_routes] == [("a.md", "b.md")]
