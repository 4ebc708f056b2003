"""C3: how a translation is written."""

from __future__ import annotations

from i18n.rules.rule import Rule, Severity

TITLE = "Language"

SOURCE_SCRIPT = Rule(
    "C301",
    "source-script",
    "No letters of the source's script are left in the translation",
    Severity.ERROR,
    why="Readers cannot read them. Code, destinations and what the glossary itself writes in that script are let pass.",
    bad="点击费用菜单 => Click the 费用 menu",
    good="点击费用菜单 => Click the Billing menu",
    checked_by="source_script",
)
FULL_WIDTH = Rule(
    "C302",
    "full-width",
    "The punctuation is that of the target language, not full-width",
    Severity.ERROR,
    why=(
        "Full-width marks look like mistakes between Latin letters, and fonts may lack them. `--fix` puts the "
        "half-width mark in their place, with the blank that belongs there."
    ),
    bad="登录，然后购买。 => Log in，then buy it。",
    good="登录，然后购买。 => Log in, then buy it.",
    checked_by="full_width",
)
UNTRANSLATED = Rule(
    "C303",
    "untranslated",
    "A translation is not its source",
    Severity.ERROR,
    why="A text in the source's own script was copied instead of translated.",
    bad="点击费用菜单 => 点击费用菜单",
    good="点击费用菜单 => Click the Billing menu",
    checked_by="source_script",
)
NUMBER = Rule(
    "C304",
    "number",
    "The numbers of the source stand in the translation, and no others",
    Severity.WARNING,
    why=(
        "A wrong port or price costs somebody a day. Words count (“two” for 2), so do months, and numbers within "
        "names (`IPv4`) are left to `latin-word`."
    ),
    bad="退款需要 3 天 => A refund takes 5 days",
    good="退款需要 3 天 => A refund takes 3 days",
    checked_by="numbers",
)
UNIT = Rule(
    "C305",
    "unit",
    "A number has the unit in the translation that it has in the source",
    Severity.WARNING,
    why="40 GB is not 40 MB, and 3 days are not 3 hours.",
    bad="系统盘 40 GB => A system disk of 40 MB",
    good="系统盘 40 GB => A system disk of 40 GB",
    checked_by="numbers",
)
DATE = Rule(
    "C306",
    "date",
    "Dates of the source are the same days in the translation",
    Severity.WARNING,
    why="Any usual form of a date is read; a day and a month that trade places are found.",
    bad="2024年3月5日起 => From May 3, 2024",
    good="2024年3月5日起 => From March 5, 2024",
    checked_by="numbers",
)
LARGE_NUMBER = Rule(
    "C307",
    "large-number",
    "万 and 亿 are counted right: 3 万 is 30,000",
    Severity.ERROR,
    why="English has no word for ten thousand, and a factor of ten is easily lost.",
    bad="超过 3 万用户 => More than 3,000 users",
    good="超过 3 万用户 => More than 30,000 users",
    checked_by="numbers",
)
LENGTH = Rule(
    "C308",
    "length",
    "A translation is about as long as its source makes one expect",
    Severity.WARNING,
    why=(
        "Half a paragraph that was lost, or a page of chatter in its place, shows in the length. One Chinese "
        "character makes about three letters of English; from under 1 to over 9 is let pass, and short texts may do "
        "what they like."
    ),
    bad="在控制台的左侧导航栏中选择订单管理，然后打开订单列表，找到需要退款的订单 => In the console",
    good="在控制台的左侧导航栏中选择订单管理 => In the left navigation pane of the console, choose Orders",
    checked_by="length",
)
LATIN_WORD = Rule(
    "C309",
    "latin-word",
    "Latin words of the source stand in the translation",
    Severity.WARNING,
    why=(
        "In a Chinese text they are names: of a product, a file, a button. Asked for are those with a capital, a "
        "digit or a dot. Case and blanks are free (`Word Press`), and so are endings; what the glossary renders "
        "otherwise is let pass."
    ),
    bad="使用 Nginx 部署网站 => Deploy a website with Apache",
    good="使用 Nginx 部署网站 => Deploy a website with Nginx",
    checked_by="latin_words",
)
DOUBLED_WORD = Rule(
    "C310",
    "doubled-word",
    "No word is there twice in a row",
    Severity.WARNING,
    why=(
        "A slip that the eye jumps over. “that that” and “had had” are let pass, and what the source doubles as "
        "well. `--fix` takes away a second “the” and the like."
    ),
    bad="打开订单列表 => Open the the order list",
    good="打开订单列表 => Open the order list",
    checked_by="doubled_words",
)
BRACKET = Rule(
    "C311",
    "bracket",
    "Each bracket that opens closes, as in the source",
    Severity.WARNING,
    why="What is missing is often more than the bracket. List labels such as `1)` and smileys are let pass.",
    bad="弹性公网（EIP） => Elastic IP (EIP",
    good="弹性公网（EIP） => Elastic IP (EIP)",
    checked_by="balance",
)
QUOTATION = Rule(
    "C312",
    "quotation",
    "Each quotation mark that opens closes, as in the source",
    Severity.WARNING,
    why="A reader cannot tell where a label ends. Inches and apostrophes are let pass.",
    bad="点击“费用”菜单 => Click the “Billing menu",
    good="点击“费用”菜单 => Click the “Billing” menu",
    checked_by="balance",
)
ARTEFACT = Rule(
    "C313",
    "artefact",
    "Nothing is left of the engine that translated: no entities, placeholders, chatter or broken characters",
    Severity.ERROR,
    why=(
        "Machines escape quotes, leave placeholders behind, and talk about their work. What the source has as well "
        "is let pass."
    ),
    bad="点击“费用”菜单 => Click the &quot;Billing&quot; menu",
    good="点击“费用”菜单 => Click the “Billing” menu",
    checked_by="artefacts",
)
END_MARK = Rule(
    "C314",
    "end-mark",
    "A sentence, a question or a lead-in ends with the mark that says so",
    Severity.WARNING,
    why=(
        "After “:” readers look for a list, after “?” for an answer. A semicolon may become anything, and a list "
        "item may lose its full stop. `--fix` adds a full stop that is missing."
    ),
    bad="请按以下步骤操作： => Follow these steps.",
    good="请按以下步骤操作： => Follow these steps:",
    checked_by="end_marks",
)
SPACING = Rule(
    "C315",
    "spacing",
    "Blanks stand where the target language has them: one between words, none before a comma",
    Severity.WARNING,
    why="Two blanks, a blank before a comma, or none after it are slips. `--fix` mends them.",
    bad="登录，然后购买 => Log in , then  buy it",
    good="登录，然后购买 => Log in, then buy it",
    checked_by="spacing",
)
HEADING_CASE = Rule(
    "C316",
    "heading-case",
    "Headings are written in the case that the project chose: `sentence` or `title`",
    Severity.NOTE,
    why=(
        "Off unless a project selects it; `heading-case` in the project file says which. Words that the glossary or "
        "the source writes in capitals keep them."
    ),
    bad="[heading] 购买云服务器 => Buy a Cloud Server",
    good="[heading] 购买云服务器 => Buy a cloud server",
    checked_by="heading_case",
    by_default=False,
)
SPELLING = Rule(
    "C317",
    "spelling",
    "Words are spelled as a dictionary has them",
    Severity.NOTE,
    why=(
        "Off unless a project selects it and installs `guide-i18n[spelling]`. Names in capitals, words of the source "
        "and of the glossary, and code are let pass."
    ),
    bad="打开订单列表 => Open the oder lsit",
    good="打开订单列表 => Open the order list",
    checked_by="spelling",
    by_default=False,
)

RULES = (
    SOURCE_SCRIPT,
    FULL_WIDTH,
    UNTRANSLATED,
    NUMBER,
    UNIT,
    DATE,
    LARGE_NUMBER,
    LENGTH,
    LATIN_WORD,
    DOUBLED_WORD,
    BRACKET,
    QUOTATION,
    ARTEFACT,
    END_MARK,
    SPACING,
    HEADING_CASE,
    SPELLING,
)
