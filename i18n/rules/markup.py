"""C2: what of the markup a translation must carry over."""

from __future__ import annotations

from i18n.rules.rule import Rule, Severity

TITLE = "Markup"

REFUSED = Rule(
    "C201",
    "refused",
    "A translation can be built",
    Severity.ERROR,
    why="One that would change the structure of its document is not used: the source text stands there.",
    bad="a UI string that loses its `{name}`",
    good="the same with it",
)
DESTINATION = Rule(
    "C202",
    "destination",
    "Destinations are those of the source",
    Severity.WARNING,
    why="A build puts the source's back. What `link` or `image` says already is not said again.",
    bad="请看[订单](orders.md) => See [Orders](order.md)",
    good="请看[订单](orders.md) => See [Orders](orders.md)",
)
CODE_SPAN = Rule(
    "C203",
    "code-span",
    "The code spans of the source stand in the translation, letter by letter",
    Severity.ERROR,
    why=(
        "A command that was lost or changed cannot be followed. Their order is free. A build shows the source text "
        "instead."
    ),
    bad="运行 `docker ps` => Run it",
    good="运行 `docker ps` => Run `docker ps`",
    checked_by="markup",
)
LINK = Rule(
    "C204",
    "link",
    "Links and URLs lead where those of the source lead",
    Severity.ERROR,
    why=(
        "A reader must get to the same page. Where only the destination differs, a build puts the source's back, and "
        "it is a warning."
    ),
    bad="请看[订单](orders.md) => See [Orders](order.md)",
    good="请看[订单](orders.md) => See [Orders](orders.md)",
    checked_by="markup",
)
IMAGE = Rule(
    "C205",
    "image",
    "The images of the source stand in the translation, in the same order",
    Severity.ERROR,
    why="A step without its screenshot, or with that of another, misleads.",
    bad="点击 ![图标](a.png) 按钮 => Click the button",
    good="点击 ![图标](a.png) 按钮 => Click the ![icon](a.png) button",
    checked_by="markup",
)
TAG = Rule(
    "C206",
    "tag",
    "The tags of the source, HTML or JSX, stand in the translation as they are",
    Severity.ERROR,
    why="A page without a closing tag does not build, or shows in another shape.",
    bad="按 <kbd>Ctrl</kbd> 键 => Press Ctrl",
    good="按 <kbd>Ctrl</kbd> 键 => Press <kbd>Ctrl</kbd>",
    checked_by="markup",
)
VARIABLE = Rule(
    "C207",
    "variable",
    "Variables and shortcodes of the source stand in the translation as they are",
    Severity.ERROR,
    why="The site generator puts a value in their place. It knows no other name.",
    bad="[hugo] 版本 {{< version >}} 起 => Since the latest version",
    good="[hugo] 版本 {{< version >}} 起 => Since version {{< version >}}",
    checked_by="markup",
)
SMUGGLED = Rule(
    "C208",
    "smuggled",
    "A translation adds no tag, expression, link or image that its source lacks",
    Severity.ERROR,
    why="What comes in by a PO file has not been reviewed as code. A build shows the source text instead.",
    bad="点击这里 => Click <b onclick='steal()'>here</b>",
    good="点击这里 => Click here",
    checked_by="markup",
)
EMPHASIS = Rule(
    "C209",
    "emphasis",
    "Bold and italic text of the source is bold and italic in the translation",
    Severity.WARNING,
    why=(
        "Readers find the names of buttons and menus by it. Only what is lost is reported: a translation may stress "
        "more."
    ),
    bad="点击**费用**菜单 => Open the Billing menu",
    good="点击**费用**菜单 => Open the **Billing** menu",
    checked_by="emphasis",
)
EMPHASIS_MARKS = Rule(
    "C210",
    "emphasis-marks",
    "The marks of emphasis do not show",
    Severity.ERROR,
    why="`** bold **`, or marks next to a bracket and a letter, are no emphasis: readers see the asterisks.",
    bad="点击**费用**菜单 => Open the ** Billing ** menu",
    good="点击**费用**菜单 => Open the **Billing** menu",
    checked_by="emphasis",
)
MARKUP_SPACING = Rule(
    "C211",
    "markup-spacing",
    "A blank stands between a word and the code, link or bold text beside it, and none inside of a link's text",
    Severity.WARNING,
    why=(
        "Chinese is written without blanks, so machines and people forget them: “Click**Log in**to go on”. Endings "
        "are let pass (`Pod`s), and what the source writes that way in Latin letters."
    ),
    bad="打开`config.yml`文件 => Open the`config.yml`file",
    good="打开`config.yml`文件 => Open the `config.yml` file",
    checked_by="markup_spacing",
)
LINE_BREAK = Rule(
    "C212",
    "line-break",
    "The line breaks of the source stand in the translation",
    Severity.NOTE,
    why="An address or a poem on one line is no longer one. A translation may have more of them.",
    bad="第一行\\␤第二行 => First line, second line",
    good="第一行\\␤第二行 => First line\\␤second line",
    checked_by="markup_spacing",
)
NOTE = Rule(
    "C213",
    "note",
    "Footnotes and formulas of the source stand in the translation as they are",
    Severity.ERROR,
    why="A note that nothing refers to is not shown.",
    bad="费用[^1]另计 => Charged separately",
    good="费用[^1]另计 => Charged[^1] separately",
    checked_by="markup",
)

RULES = (
    REFUSED,
    DESTINATION,
    CODE_SPAN,
    LINK,
    IMAGE,
    TAG,
    VARIABLE,
    SMUGGLED,
    EMPHASIS,
    EMPHASIS_MARKS,
    MARKUP_SPACING,
    LINE_BREAK,
    NOTE,
)
