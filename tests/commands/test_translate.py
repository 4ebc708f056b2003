"""`i18n translate`: what a machine may write, whom it asks first, and what becomes of bad answers and bad days."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import CONFIGURATION
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_engine import Scripted, english

import i18n.cli.translate
from i18n.catalog.state import MACHINE_MAY_WRITE, State, state_of, target_hash
from i18n.catalog.store import read_catalog, write_catalog
from i18n.drafting.result import Wanted
from i18n.errors import WriteError
from i18n.project import EngineSettings, find_project
from i18n.translation.engine import EngineError, Markup, Reason
from i18n.translation.estimate import Price
from i18n.workflow.translate import translate
from i18n.workflow.update import update

PO = "locales/en/LC_MESSAGES"
GUIDE = "# 订单\n\n在顶部的**费用**菜单下，打开[链接](b.md)。\n\n![图](a.png)\n\n用`kubectl`查看 {变量}。\n"


@pytest.fixture
def ready(project):
    """Make a project whose PO files are there; returns its root."""

    def made(sources=None, **more):
        root = project({"a.md": GUIDE} if sources is None else sources, **more)
        update(find_project(root))
        return root

    return made


@pytest.fixture
def run_with(run, monkeypatch):
    """Run `i18n translate en` with an engine that a test makes; returns exit code, output and errors."""

    def ran(root, engine, *arguments):
        monkeypatch.setattr(i18n.cli.translate, "open_engine", lambda settings, languages: engine)
        return run("--project", root, "translate", "en", *arguments, "--engine", "scripted")

    return ran


def run_once(root, engine, **wanted):
    return translate(find_project(root), "en", engine, wanted=Wanted(**wanted))


def catalog(root, name="a.po"):
    return read_catalog((root / PO / name).read_text("utf-8"), name)


def targets(root, name="a.po"):
    return {message.msgid: message.msgstr for message in catalog(root, name).active}


def states(root, name="a.po"):
    return {message.msgid: state_of(message) for message in catalog(root, name).active}


def edit(root, changes, name="a.po"):
    """Change messages of a PO file by a function of message; as a person would."""
    file = root / PO / name
    found = catalog(root, name)
    for message in found.messages:
        changes(message)
    file.write_text(write_catalog(found), "utf-8")


# What is written --------------------------------------------------------------------------------


def test_every_empty_message_gets_a_marked_translation(ready, monkeypatch):
    """Fuzzy, with the engine, the form, the hashes and the day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    root = ready()
    outcome = run_once(root, Scripted())
    assert set(states(root).values()) == {State.MACHINE}
    assert targets(root)["在顶部的**费用**菜单下，打开[链接](b.md)。"].count("**") == 2
    marks = [line for message in catalog(root).active for line in message.comments]
    assert all(re.fullmatch(r" mt: scripted/1 plain1 - s\w{12} t\w{12} 1970-01-02", mark) for mark in marks)
    assert outcome.written == [f"{PO}/a.po"]
    assert outcome.ways == {"engine": len(marks)}


def test_a_second_run_asks_nothing_and_writes_nothing(ready, stamps):
    """Nothing is empty any more."""
    root = ready()
    run_once(root, Scripted())
    before = stamps(root)
    engine = Scripted()
    run_once(root, engine)
    assert engine.calls == []
    assert stamps(root) == before


def test_answers_that_are_known_are_not_asked_for_again(ready):
    """Also where somebody put the PO files back to what they were."""
    root = ready()
    before = (root / PO / "a.po").read_bytes()
    run_once(root, Scripted())
    after = (root / PO / "a.po").read_bytes()
    (root / PO / "a.po").write_bytes(before)
    engine = Scripted()
    outcome = run_once(root, engine)
    assert engine.calls == []
    assert set(outcome.ways) == {"cache"}
    assert (root / PO / "a.po").read_bytes() == after


def test_another_model_or_glossary_is_another_question(ready):
    """What an answer depends on is in its key."""
    root = ready({"a.md": "订单\n"})
    before = (root / PO / "a.po").read_bytes()
    run_once(root, Scripted(uses_terms=True))
    other = Scripted(uses_terms=True)
    other.model = "2"
    told = Scripted(lambda item, answer, turn: "Order", uses_terms=True)
    for engine, glossary in ((other, ""), (told, "source,target\n订单,order\n")):
        (root / "locales/en/glossary.csv").write_text(glossary or "source,target\n", "utf-8")
        (root / PO / "a.po").write_bytes(before)
        run_once(root, engine)
        assert len(engine.calls) == 1
    assert [term.target for term in told.calls[0][0].terms] == ["order"]
    assert re.search(r"plain1 [0-9a-f]{8} s", catalog(root).messages[0].comments[0])


@settings(max_examples=40)
@given(data=st.data())
def test_a_persons_work_is_never_touched(tmp_path_factory, data):
    """Human, reviewed and needs-work messages keep every byte, whatever is asked for and whatever the engine says."""
    root = tmp_path_factory.mktemp("project")
    (root / "i18n.toml").write_text(
        'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n', "utf-8"
    )
    (root / "source").mkdir()
    (root / "source/a.md").write_text("\n\n".join(f"第{number}段" for number in range(6)), "utf-8")
    update(find_project(root))
    drawn = st.tuples(
        st.sampled_from(["", "by hand", "甲", "**x"]),
        st.booleans(),
        st.sampled_from(["", "good", "stale", "changed"]),
        st.sampled_from([[], [" note"]]),
    )

    def change(message):
        msgstr, fuzzy, mark, comments = data.draw(drawn)
        message.msgstr, message.comments = msgstr, list(comments)
        message.flags = ["fuzzy"] if fuzzy and msgstr else []
        if mark:
            source = "0" * 12 if mark == "stale" else i18n.catalog.state.source_hash(message)
            target = "0" * 12 if mark == "changed" else target_hash(msgstr)
            message.comments.append(f" mt: x/y plain1 - s{source} t{target} 2026-01-01")

    edit(root, change)
    text = (root / PO / "a.po").read_text("utf-8")
    blocks = dict(zip((m.msgid for m in catalog(root).active), text.split("\n\n")[1:], strict=True))
    theirs = {msgid for msgid, state in states(root).items() if state not in MACHINE_MAY_WRITE}
    answer = data.draw(st.sampled_from(["plain", "by hand", "甲", "<g1>", ""]))
    wanted = frozenset(data.draw(st.sets(st.sampled_from(State))))
    run_once(root, Scripted(lambda item, said, turn: answer), states=wanted)
    after = (root / PO / "a.po").read_text("utf-8")
    assert {msgid for msgid in theirs if blocks[msgid].rstrip("\n") not in after} == set()


def test_what_a_person_saved_meanwhile_wins(ready):
    """The message is theirs when the answer comes."""
    root = ready({"a.md": "订单\n\n费用\n"})

    def change(item, answer, turn):
        edit(root, lambda message: message.msgid == "订单" and setattr(message, "msgstr", "Orders"))
        return answer

    run_once(root, Scripted(change))
    assert targets(root)["订单"] == "Orders"
    assert states(root) == {"订单": State.HUMAN, "费用": State.MACHINE}


def test_stale_and_machine_translations_are_renewed_on_request_only(ready):
    """`--state`; their other comments stay."""
    root = ready({"a.md": "订单\n\n费用\n"})
    run_once(root, Scripted())

    def change(message):
        message.comments.append(" look")
        if message.msgid == "费用":
            message.comments[0] = re.sub(r" s\w+", f" s{'0' * 12}", message.comments[0])

    edit(root, change)
    other = Scripted(lambda item, answer, turn: "new " + answer)
    other.model = "2"
    run_once(root, other, states=frozenset({State.STALE}))
    assert [target.startswith("new ") for target in targets(root).values()] == [False, True]
    run_once(root, other, states=frozenset({State.MACHINE}))
    assert [target.startswith("new ") for target in targets(root).values()] == [True, True]
    assert all(message.comments[0] == " look" for message in catalog(root).active)
    assert set(states(root).values()) == {State.MACHINE}


# Memory -----------------------------------------------------------------------------------------


def test_our_own_translations_come_first_and_keep_their_state(ready):
    """A person's stays a person's; what was said of the empty message stays."""
    root = ready({"a.md": "订单\n", "b.md": "订单\n\n费用\n"})
    edit(root, lambda message: setattr(message, "msgstr", "Orders"), "a.po")
    edit(root, lambda message: message.comments.append(" why"), "b.po")
    engine = Scripted()
    run_once(root, engine)
    assert states(root, "b.po") == {"订单": State.HUMAN, "费用": State.MACHINE}
    assert engine.asked == ["费用"]
    assert [message.comments[0] for message in catalog(root, "b.po").active] == [" why", " why"]


def test_where_a_text_has_several_translations_the_heading_decides(ready):
    """The same text under another heading may mean something else."""
    root = ready({f"{name}.md": f"## {heading}\n\n状态\n" for name, heading in zip("abcd", "甲乙甲丙", strict=True)})
    for name, target in (("a.po", "Status"), ("b.po", "State")):
        edit(root, lambda message, target=target: message.msgid == "状态" and setattr(message, "msgstr", target), name)
    run_once(root, None)
    assert [targets(root, f"{name}.po")["状态"] for name in "abcd"] == ["Status", "State", "Status", ""]


def test_memory_alone_asks_nobody(ready, run):
    """`--engine memory` leaves what it does not know, and that is no failure."""
    root = ready({"a.md": "订单\n", "b.md": "订单\n\n费用\n"})
    edit(root, lambda message: setattr(message, "msgstr", "Orders"), "a.po")
    code, out, err = run("--project", root, "translate", "en", "--engine", "memory")
    assert (code, err) == (0, "")
    assert "1 message translated" in out
    assert targets(root, "b.po") == {"订单": "Orders", "费用": ""}
    assert not (root / ".i18n/translations.sqlite").exists()


def test_what_memory_does_not_know_is_counted_as_left(ready, run):
    """In the last line."""
    root = ready({"a.md": "订单\n", "b.md": "订单\n\n费用\n"})
    edit(root, lambda message: setattr(message, "msgstr", "Orders"), "a.po")
    out = run("--project", root, "translate", "en", "--engine", "memory")[1]
    assert out.endswith("1 message translated, 1 left; 1 catalog written\n")


# Bad answers ------------------------------------------------------------------------------------

TAGGED = "在顶部的**费用**菜单下，打开[链接](b.md)。"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("<g1>", "< g1 >"),
        str.upper,
        lambda text: text.replace("<", "＜").replace(">", "＞"),
        lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
        lambda text: text.replace("<", "\\<"),
    ],
)
def test_damaged_tags_are_repaired_without_another_question(ready, damage):
    """Blanks, case, full-width forms, escapes."""
    root = ready({"a.md": TAGGED + "\n"})
    engine = Scripted(lambda item, answer, turn: damage(answer))
    outcome = run_once(root, engine)
    assert len(engine.calls) == 1
    assert outcome.findings == []
    assert re.search(r"\*\*.+\*\*.*\[.+\]\(b\.md\)", targets(root)[TAGGED])


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("<g1>", ""),
        lambda text: text.replace("</g2>", "</g2></g2>"),
        lambda text: text.replace("<g2>", "<g1>"),
        lambda text: text.replace("</g1>", "</g2>", 1),
        lambda text: text + "<x9/>",
        lambda text: text + " <b>x</b>",
        lambda text: TAGGED,
        lambda text: text + "未译",
        lambda text: "",
        lambda text: text * 50,
        lambda text: None,
        lambda text: 5,
        lambda text: "(no answer)",
        lambda text: Reason("busy", again=True),
        lambda text: "<!DOCTYPE html><html><body>quota</body></html>",
    ],
)
def test_a_bad_answer_is_asked_for_again_with_what_was_wrong(ready, damage):
    """Once; the second is taken if it is good."""
    root = ready({"a.md": TAGGED + "\n"})
    engine = Scripted(lambda item, answer, turn: damage(answer) if turn == 1 else answer)
    outcome = run_once(root, engine)
    [_], [again] = engine.calls
    assert again.finding
    assert again.finding == outcome.records[0].findings[0]
    assert outcome.ways == {"engine": 1}
    assert states(root)[TAGGED] is State.MACHINE


def test_an_engine_that_never_keeps_tags_is_asked_piece_by_piece(ready):
    """The tags stay where the source has them, and the mark says so."""
    root = ready({"a.md": TAGGED + "\n"})
    engine = Scripted(lambda item, answer, turn: re.sub("<[^>]*>", "", answer))
    outcome = run_once(root, engine)
    assert outcome.ways == {"parts": 1}
    [message] = catalog(root).active
    assert re.fullmatch(r"\S.* \*\*w\S+ w\S+\*\* .*\[w\S+ w\S+\]\(b\.md\)\.", message.msgstr)
    assert message.comments[0].startswith(" mt: scripted/1 parts - ")


def test_what_fails_in_every_way_is_left_with_the_reason(ready, run_with):
    """Empty as it was; a warning names the file, the line and what was wrong, and that is no error."""
    root = ready({"a.md": TAGGED + "\n\n订单\n"})
    engine = Scripted(lambda item, answer, turn: answer if item.text == "订单" else "中文")
    code, out, err = run_with(root, engine)
    assert code == 0
    assert "a.po" in err
    assert "warning: left untranslated: piece by piece, the translation holds “中”, which is not translated" in err
    assert "1 message translated, 1 left" in out
    assert targets(root)[TAGGED] == ""


def test_text_only_is_a_suggestion_that_no_build_shows(ready):
    """`--on-failure text-only`: the words, as a stale machine translation."""
    root = ready({"a.md": TAGGED + "\n"})
    engine = Scripted(lambda item, answer, turn: answer if item.id.endswith("words") else "中文")
    assert run_once(root, engine, text_only=True).ways == {"text-only": 1}
    [message] = catalog(root).active
    assert message.msgstr.startswith("w5728 ")
    assert "*" not in message.msgstr
    assert " text-only - s000000000000 t" in message.comments[0]
    assert state_of(message) is State.STALE


def test_a_reason_that_will_not_pass_is_not_asked_again(ready):
    """Nor by pieces."""
    root = ready({"a.md": TAGGED + "\n"})
    engine = Scripted(lambda item, answer, turn: Reason("the service withholds it"))
    outcome = run_once(root, engine)
    assert len(engine.calls) == 1
    assert outcome.findings[0].message == "left untranslated: the service withholds it"


def test_one_bad_text_costs_no_other(ready):
    """Of one call, only what was bad is asked for again."""
    root = ready({"a.md": "\n\n".join(f"第{number}段" for number in range(10))})
    engine = Scripted(lambda item, answer, turn: "中" if item.text == "第3段" else answer)
    outcome = run_once(root, engine)
    assert [len(call) for call in engine.calls] == [10, 1]
    assert outcome.ways == {"engine": 9, "left": 1}


def test_a_long_list_and_a_shuffled_one_are_matched_by_id(ready):
    """Never by position."""

    class Odd(Scripted):
        def translate(self, items, languages):
            answer = super().translate(items, languages)
            results = dict(sorted(answer.results.items(), reverse=True))
            return type(answer)({"other": "nonsense", **results})

    root = ready({"a.md": "\n\n".join(f"第{number}段" for number in range(30))})
    run_once(root, Odd())
    assert targets(root) == {f"第{number}段": english(f"第{number}段") for number in range(30)}


def test_a_translation_that_the_document_refuses_is_asked_for_again(ready, monkeypatch):
    """What a build would not show is not written: here two texts that only together break their paragraph."""
    root = ready({"a.md": "甲`乙\n![图](a.png)\n丙`丁\n"})
    outcome = run_once(root, Scripted())
    assert run_build(root).errors == 0
    assert outcome.ways.total() == len(outcome.records)


def run_build(root):
    from i18n.workflow.build import build

    return build(find_project(root))


def test_forced_terms_are_asked_for_again(ready):
    """An engine that was told a term is held to it; the second time its answer is taken, with the finding."""
    root = ready({"a.md": "订单与费用\n"})
    (root / "locales/en/glossary.csv").write_text("source,target\n订单,Order\n", "utf-8")
    engine = Scripted(
        lambda item, answer, turn: "Purchases and costs" if turn == 1 else "Orders and costs", uses_terms=True
    )
    run_once(root, engine)
    assert engine.calls[1][0].finding == "“订单” must be rendered as “Order”"
    assert targets(root) == {"订单与费用": "Orders and costs"}


def test_a_term_that_stays_may_be_in_the_sources_script(ready):
    """An engine that was told a Chinese term may leave it; any other Chinese word counts as untranslated."""
    root = ready({"a.md": "使用小程序\n"})
    (root / "locales/en/glossary.csv").write_text("source,target,mode\n小程序,小程序,do-not-translate\n", "utf-8")
    engine = Scripted(lambda item, answer, turn: "Use 使小程序" if turn == 1 else "Use 小程序", uses_terms=True)
    run_once(root, engine)
    assert engine.calls[1][0].finding == "the translation holds “使”, which is not translated"
    assert targets(root)["使用小程序"] == "Use 小程序"


def test_terms_that_stay_are_kept_from_an_engine_that_takes_none(ready):
    """As a token."""
    root = ready({"a.md": "使用控制台\n"})
    (root / "locales/en/glossary.csv").write_text("source,target,mode\n控制台,Console,do-not-translate\n", "utf-8")
    engine = Scripted()
    run_once(root, engine)
    assert engine.asked == ["使用<x1/>"]
    assert targets(root)["使用控制台"].endswith(" Console")


# Calls ------------------------------------------------------------------------------------------


def test_calls_are_as_large_as_the_engine_takes(ready):
    """By texts and by characters, and never larger."""
    root = ready({f"{name}.md": "\n\n".join(f"第{number}段{name}" for number in range(12)) for name in "ab"})
    engine = Scripted(segments=5, characters=12)
    run_once(root, engine)
    assert all(len(call) <= 5 and sum(len(item.text) for item in call) <= 12 for call in engine.calls)
    assert len(engine.asked) == 24
    engine = Scripted(uses_context=True, same_headings=True, workers=1)
    run_once(ready({"d.md": "前面\n\n# 甲章\n\n甲文\n\n乙文\n\n# 乙章\n\n丙文\n"}), engine)
    calls = ["/".join(item.text for item in call) for call in engine.calls]
    assert calls[-4:] == ["前面/甲章", "甲文/乙文", "乙章", "丙文"]
    too_long = ready({"c.md": "长" * 30})
    outcome = run_once(too_long, Scripted(characters=12))
    assert "longer than the 12 characters" in outcome.findings[0].message


def test_a_text_that_stands_in_many_documents_is_asked_for_once(ready):
    """While the first answer is on its way, the others wait for it."""
    root = ready({f"{number}.md": "订单\n\n费用\n" for number in range(20)})
    engine = Scripted(workers=8, segments=1)
    run_once(root, engine)
    assert sorted(engine.asked) == ["订单", "费用"]
    assert all(states(root, f"{number}.po")["费用"] is State.MACHINE for number in range(20))


def test_sixteen_workers_never_mix_up_answers(ready):
    """Each text has the translation of its own."""
    sources = {f"{doc}.md": "\n\n".join(f"第{doc}篇第{number}段" for number in range(40)) for doc in range(15)}
    root = ready(sources)

    def slowly(item, answer, turn):
        time.sleep(hash(item.text) % 5 / 1000)
        return answer

    run_once(root, Scripted(slowly, workers=16, segments=3))
    for doc in range(15):
        for msgid, msgstr in targets(root, f"{doc}.po").items():
            assert msgstr == english(msgid)


def test_context_goes_to_engines_that_use_it(ready):
    """Headings from the outermost, neighbours, and similar texts with people's translations."""
    root = ready({"a.md": "# 订单\n\n## 查看订单\n\n打开顶部的费用菜单\n\n后面\n", "b.md": "打开顶部的账户菜单\n"})
    edit(root, lambda message: setattr(message, "msgstr", "Open the Account menu"), "b.po")
    engine = Scripted(uses_context=True)
    run_once(root, engine)
    [item] = [item for item in engine.calls[0] if item.text == "打开顶部的费用菜单"]
    assert item.headings == ("订单", "查看订单")
    assert (item.before, item.after) == ("查看订单", "后面")
    assert item.examples == (("打开顶部的账户菜单", "Open the Account menu"),)


# Bad days ---------------------------------------------------------------------------------------


def test_an_outage_ends_with_3_and_keeps_what_there_is(ready, run_with):
    """Documents that were answered are saved; the next run goes on from there."""
    root = ready({f"{number}.md": f"第{number}篇\n" for number in range(6)})
    calls = []

    def fails(item, answer, turn):
        calls.append(item)
        if len(calls) > 3:
            raise EngineError("cannot be reached", hint="is it running?")
        return answer

    code, out, err = run_with(root, Scripted(fails, workers=1))
    assert code == 3
    assert "error: cannot be reached\n  hint: is it running?" in err
    assert "3 messages translated" in out
    engine = Scripted(workers=1)
    code, out, err = run_with(root, engine)
    assert (code, len(engine.asked)) == (0, 3)
    assert all(state is State.MACHINE for number in range(6) for state in states(root, f"{number}.po").values())


def test_answers_of_a_call_that_another_failure_follows_are_kept(ready):
    """A retry that fails costs nothing that was accepted before it."""
    root = ready({"a.md": "甲乙\n\n丙丁\n"})

    def change(item, answer, turn):
        if turn == 2:
            raise EngineError("gone")
        return "中" if item.text == "丙丁" else answer

    outcome = run_once(root, Scripted(change))
    assert str(outcome.outage) == "gone"
    assert [bool(target) for target in targets(root).values()] == [True, False]


def test_a_text_that_the_engine_could_not_be_asked_for_is_no_success(ready, run_with):
    """The service went away for the last of several texts: the others are kept, and the command ends with 3."""
    from i18n.translation.engine import Reason

    root = ready({"a.md": "甲的文字\n\n乙的文字\n"})

    def change(item, answer, turn):
        return Reason("the connection was reset", again=True) if "乙" in item.text else answer

    code, _, err = run_with(root, Scripted(change))
    assert code == 3
    assert "scripted could not be reached for some texts" in err
    assert 'msgid "甲的文字"\nmsgstr "w' in (root / "locales/en/LC_MESSAGES/a.po").read_text("utf-8")


def test_an_engine_that_raises_anything_is_an_outage_without_a_traceback(ready, run_with):
    """A fault of an adapter is named as such."""
    root = ready()

    def fails(item, answer, turn):
        raise KeyError("secret")

    code, _, err = run_with(root, Scripted(fails))
    assert code == 3
    assert "the engine scripted failed: KeyError" in err
    assert "secret" not in err
    assert set(targets(root).values()) == {""}


def test_no_engine_is_a_default(ready, run):
    """Nothing is sent unasked."""
    code, out, err = run("--project", ready(), "translate", "en")
    assert (code, out) == (2, "")
    assert "no engine is named, and none is a default" in err
    assert "--engine memory uses only your own translations" in err


def test_texts_that_no_catalog_has_are_told(project, run_with):
    """They come with an update."""
    code, _, err = run_with(project({"a.md": "甲\n\n乙\n"}), Scripted())
    assert code == 0
    assert "2 texts not in the PO files yet; run `i18n update` first" in err


# Cost -------------------------------------------------------------------------------------------


def test_a_dry_run_tells_what_would_be_done_and_sends_nothing(ready, run_with, stamps):
    """Messages, characters and price per document."""
    root = ready({"a.md": "订单\n\n**费用**\n", "b.md": "订单\n"})
    before, engine = stamps(root), Scripted()
    code, out, _ = run_with(root, engine, "--dry-run")
    assert code == 0
    assert engine.calls == []
    assert stamps(root) == before
    rows = [line.split() for line in out.splitlines()]
    assert ["source/a.md", "2", "–", "–", "2", "4", "–", "unknown"] in rows
    assert ["source/b.md", "1", "–", "1", "–", "–", "–", "unknown"] in rows
    assert out.endswith("2 texts would go to scripted; nothing was sent\n")


def test_what_is_estimated_is_what_is_counted(ready):
    """Character by character, where every answer is good."""
    root = ready({"a.md": GUIDE, "b.md": GUIDE + "\n再见\n"})
    price = Price(20)
    dry = run_once(root, Scripted(), price=price, dry_run=True)
    outcome = run_once(root, Scripted(), price=price)
    assert dry.estimate == outcome.estimate == outcome.spent.usage
    assert dry.cost(dry.estimate) == dry.estimate.characters * 20 / 1_000_000


def test_what_is_too_dear_is_not_sent(ready, run_with, monkeypatch):
    """Nor where no price is known."""
    root, engine = ready(), Scripted()
    code, _, err = run_with(root, engine, "--max-cost", "0.0001")
    assert code == 2
    assert "the price of scripted is not known" in err
    project = type(find_project(root))
    monkeypatch.setattr(project, "engine_settings", lambda self, name: EngineSettings(name, price=1000))
    code, _, err = run_with(root, engine, "--max-cost", "0.0001")
    assert (code, engine.calls) == (2, [])
    assert "more than 0.00; nothing was sent" in err
    assert run_with(root, engine, "--max-cost", "10")[0] == 0


def test_a_limit_bounds_what_is_asked(ready):
    """Not what is known already."""
    root = ready({"a.md": "\n\n".join(f"第{number}段" for number in range(9))})
    engine = Scripted()
    for wanted in (4, 8, 9):
        run_once(root, engine, limit=4)
        assert len(engine.asked) == wanted
    assert set(states(root).values()) == {State.MACHINE}


def test_a_report_tells_of_each_message(ready, run_with, tmp_path):
    """Where its translation came from, how often it was asked for, and what was wrong with the answers."""
    root = ready({"a.md": TAGGED + "\n\n订单\n"})
    engine = Scripted(lambda item, answer, turn: answer.replace("<g1>", "") if turn == 1 else answer)
    code, out, _ = run_with(root, engine, "--report", tmp_path / "report.json", "--json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (code, json.loads(out)) == (0, report)
    assert [(entry["msgid"], entry["way"], entry["tries"]) for entry in report["messages"]] == [
        (TAGGED, "engine", 2),
        ("订单", "engine", 1),
    ]
    assert "lacks <g1>" in report["messages"][0]["findings"][0]
    assert report["used"]["calls"] == 2


@pytest.mark.parametrize(
    ("locale", "answer", "left"),
    [("ko", TAGGED, True), ("ru", TAGGED, True), ("ja", "上の<g1>費用</g1>で<g2>リンク</g2>を開く。", False)],
)
def test_what_is_left_in_chinese_is_found_in_every_other_script(ready, locale, answer, left):
    """In a Japanese answer it cannot be found, because Japanese is written with the same characters."""
    root = ready({"a.md": TAGGED + "\n"}, configuration=CONFIGURATION.replace('"en"', f'"{locale}"'))
    outcome = translate(find_project(root), locale, Scripted(lambda item, said, turn: answer))
    assert bool(outcome.ways["left"]) == left


# Several at once, and sudden ends ---------------------------------------------------------------

PROGRAM = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from scripted_engine import Scripted
from i18n.storage.lock import project_lock
from i18n.project import find_project
from i18n.workflow.translate import translate

def logged(item, answer, turn):
    time.sleep(0.02)
    with open(sys.argv[3], "a", encoding="utf-8") as log:
        log.write(item.text + item.finding + "\\n")
    return answer.replace("<g1>", "") if "7" in item.text and not item.finding else answer

root = Path(sys.argv[2])
with project_lock(root, "translate en", print, "translate-en.lock"):
    translate(find_project(root), "en", Scripted(logged, workers=4, segments=2))
"""


def started(root, log):
    command = [sys.executable, "-c", PROGRAM, str(Path(__file__).parents[1]), str(root), str(log)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def test_two_runs_at_once_ask_for_nothing_twice(ready, tmp_path_factory):
    """One waits for the other, and finds all done."""
    root = ready({f"{doc}.md": "\n\n".join(f"第{doc}篇第{number}段" for number in range(10)) for doc in range(8)})
    log = tmp_path_factory.mktemp("log") / "log"
    both = [started(root, log) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert set(Counter(log.read_text("utf-8").split("\n")[:-1]).values()) == {1}


def test_after_a_kill_no_answer_is_asked_for_twice(ready, tmp_path_factory):
    """SIGKILL at three moments: but for the few calls under way then, each text is asked for once in all runs.

    And once more where the first answer was bad.
    """
    texts = [[f"第{doc}篇**第{number}段**" for number in range(20)] for doc in range(15)]
    root = ready({f"{doc}.md": "\n\n".join(some) for doc, some in enumerate(texts)})
    bad = sum("7" in text for some in texts for text in some)
    log = tmp_path_factory.mktemp("log") / "log"
    log.touch()
    killed = 0
    for turn in range(3):
        process = started(root, log)
        target = len(log.read_text("utf-8").split("\n")) + 30 * (turn + 1)
        while process.poll() is None and len(log.read_text("utf-8").split("\n")) < target:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        for file in (root / PO).glob("*.po"):
            read_catalog(file.read_text("utf-8"), file.name)
    process = started(root, log)
    said = process.communicate()
    assert (process.returncode, killed) == (0, 3), said
    asked = Counter(log.read_text("utf-8").split("\n")[:-1])
    assert len(asked) == 300 + bad
    # Four workers with two texts each were under way at each kill.
    assert asked.total() - 300 - bad <= 3 * 4 * 2
    assert all(
        state is State.MACHINE for file in (root / PO).glob("*.po") for state in states(root, file.name).values()
    )


def test_pseudo_translation_and_a_converter_of_scripts_run_whole(ready, run):
    """The two engines that need nobody: every message is translated, every page keeps its structure."""
    guides = {path.name: path.read_text("utf-8") for path in (Path(__file__).parents[2] / "source").rglob("*.md")}
    root = ready(guides, configuration=CONFIGURATION.replace('"en"', '"en", "zh-TW"'))
    for locale, engine in (("en", "pseudo"), ("zh-TW", "opencc")):
        code, out, err = run("--project", root, "translate", locale, "--engine", engine)
        if "is not installed" in err or "[opencc]" in err:
            pytest.skip("OpenCC is not installed")
        assert (code, err) == (0, "")
        assert ", 0 left;" in out
    assert run_build(root).errors == 0


def test_on_a_full_disk_nothing_more_is_asked(ready, tmp_path):
    """An answer that cannot be kept would be paid for twice."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(tmp_path)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small file system")
    try:
        root = ready({f"{doc}.md": "\n\n".join(f"第{doc}篇第{number}段" for number in range(20)) for doc in range(5)})
        run_once(root, Scripted(), limit=5)
        with suppress(OSError), (root / "filler").open("wb", buffering=0) as filler:
            while filler.write(b"0" * 512):
                pass
        before = {file: file.read_bytes() for file in (root / PO).iterdir()}
        engine = Scripted(workers=1, segments=2)
        with suppress(WriteError):
            outcome = run_once(root, engine)
            assert outcome.outage or outcome.failed
        assert len(engine.calls) < 30
        for file, data in before.items():
            read_catalog(file.read_text("utf-8"), file.name)
            assert len(file.read_bytes()) >= len(data)
        (root / "filler").unlink()
        assert run_once(root, Scripted()).outage is None
        assert all(state is State.MACHINE for doc in range(5) for state in states(root, f"{doc}.po").values())
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=False)


def test_an_engine_without_markup_gets_and_gives_markdown(ready):
    """Such as a converter of scripts; the gates hold for it as well."""
    root = ready({"a.md": TAGGED + "\n\n**订单**`x`\n"})
    engine = Scripted(
        lambda item, answer, turn: answer.replace("`x`", "`y`" if turn == 1 else "`x`"), markup=Markup.NONE
    )
    run_once(root, engine)
    assert engine.calls[0][0].text == TAGGED
    assert len(engine.calls) == 2
    assert "code span “x”" in engine.calls[1][0].finding
    assert set(states(root).values()) == {State.MACHINE}
