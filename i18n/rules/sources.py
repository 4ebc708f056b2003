"""C5: what can be wrong with a source, in whatever language it is read."""

from __future__ import annotations

from i18n.rules.rule import Rule, Severity

TITLE = "Sources"

SOURCE_ERROR = Rule(
    "C501",
    "source-error",
    "Each source can be read",
    Severity.ERROR,
    why="A source that is not UTF-8 cannot. It cannot be ignored.",
    bad="a source saved as GBK",
    good="the same saved as UTF-8",
)
DEAD_EMPHASIS = Rule(
    "C502",
    "dead-emphasis",
    "Bold text of a source is bold, and its marks do not show",
    Severity.WARNING,
    why="Between a full-width bracket and a letter, `**` opens and closes nothing: CommonMark takes Han for letters.",
    bad="[source] 打开**费用（元）**菜单",
    good="[source] 打开 **费用（元）** 菜单",
)
MISSING_FILE = Rule(
    "C503",
    "missing-file",
    "The documents and downloads that a source links to are there",
    Severity.WARNING,
    why="Looked at are relative paths that name a file, such as `orders.md` or `form.pdf`; routes of a site are not.",
    bad="[source] 请看[订单](no-such-file.md)",
    good="[source] 请看[订单](orders.md)",
)
MISSING_IMAGE = Rule(
    "C504",
    "missing-image",
    "The images of a source are there",
    Severity.WARNING,
    why="A step without its screenshot cannot be followed, in any language.",
    bad="[source] ![订单](no-such-file.png)",
    good="[source] ![订单](orders.png)",
)
BROKEN_LINK = Rule(
    "C505",
    "broken-link",
    "Each link within the site leads to a page",
    Severity.WARNING,
    why="What `missing-file` does not see: routes, names in another case, ways out. An error where a locale does it.",
    bad="`[订单](./no-such-page)`",
    good="`[订单](./orders)`",
)
BROKEN_ANCHOR = Rule(
    "C506",
    "broken-anchor",
    "Each link to a heading leads to one",
    Severity.WARNING,
    why='An error where a locale breaks it, as with `anchors = "off"`.',
    bad="`[订单](orders.md#no-such-heading)`",
    good="`[订单](orders.md#订单列表)`",
)
SHARED_ROUTE = Rule(
    "C507",
    "shared-route",
    "No two sources have one route",
    Severity.WARNING,
    why="One of them would never be seen.",
    bad="`slug: /orders` in two guides",
    good="another slug in one of them",
)
DATA = Rule(
    "C508",
    "data",
    "Keys of UI strings stand once",
    Severity.WARNING,
    why="Of a key that stands twice, programs take one; which, they do not agree.",
    bad="`label: 订单` and `label: 费用` in one mapping of YAML",
    good="`label: 订单`, and another key for the other",
)
DIRECTIVE = Rule(
    "C510",
    "directive",
    "Directives in comments exist and are closed",
    Severity.WARNING,
    why="`i18n:skip-start` without its end leaves the rest of a document untranslated.",
    bad="`<!-- i18n:skpi -->`",
    good="`<!-- i18n:skip -->`",
)
FRONT_MATTER = Rule(
    "C511",
    "front-matter",
    "Front matter is closed and well-formed",
    Severity.WARNING,
    why="What cannot be read is kept as it is, and nothing in it is translated.",
    bad="`---` that nothing closes",
    good="`---` before and after",
)
SYMLINK_LOOP = Rule(
    "C512",
    "symlink-loop",
    "No link leads back to a folder above it",
    Severity.WARNING,
    why="It is not followed.",
    bad="a link to its own folder",
    good="no such link",
)
FILE_NAME = Rule(
    "C513",
    "file-name",
    "Names of files are UTF-8",
    Severity.ERROR,
    why="A file with another name is left out.",
    bad="a name in GBK",
    good="the same in UTF-8",
)
ASSET = Rule(
    "C514",
    "asset",
    "Files that documents show lie inside of the source folder",
    Severity.WARNING,
    why="Others are not copied by a build.",
    bad="`![](../../secret.png)`",
    good="`![](images/order.png)`",
)

RULES = (
    SOURCE_ERROR,
    DEAD_EMPHASIS,
    MISSING_FILE,
    MISSING_IMAGE,
    BROKEN_LINK,
    BROKEN_ANCHOR,
    SHARED_ROUTE,
    DATA,
    DIRECTIVE,
    FRONT_MATTER,
    SYMLINK_LOOP,
    FILE_NAME,
    ASSET,
)
