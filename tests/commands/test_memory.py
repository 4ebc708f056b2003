"""`i18n memory`: translations that come from other tools and projects serve new texts, and go out again."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import read_catalog, write_catalog

STORE = "locales/en/memory"


def po(*messages, language="en"):
    return write_catalog(Catalog({"Language": language, "Content-Type": "text/plain; charset=UTF-8"}, list(messages)))


def by_machine(msgid, msgstr):
    message = Message(msgid, msgstr, flags=["fuzzy"])
    message.comments = [f" mt: deepl/- v1 - s{source_hash(message)} t{target_hash(msgstr)} 2026-01-01"]
    return message


@pytest.fixture
def remember(run, tmp_path):
    """Import a PO text under a name; returns what the command says as JSON."""

    def done(root, text, name="other.po", *arguments):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        code, out, _ = run("--project", root, "memory", "import", "en", file, "--json", *arguments)
        return code, json.loads(out)

    return done


def catalog(root, name="a.po"):
    text = (root / "locales/en/LC_MESSAGES" / name).read_text("utf-8")
    return {message.msgid: message for message in read_catalog(text, name).messages}


def test_what_is_imported_serves_new_texts(project, remember, run):
    """In the state that it had; fuzzy and empty messages are no memory."""
    root = project({"a.md": "# 订单\n\n付款。\n\n退款。\n\n发票。\n"})
    messages = (
        Message("订单", "Orders"),
        by_machine("付款。", "Payment."),
        Message("退款。", "Refunds?", flags=["fuzzy"]),
        Message("发票。"),
    )
    code, result = remember(root, po(*messages))
    assert (code, result["added"], result["others"], result["by_machine"]) == (0, 2, 2, 1)
    assert result["written"] == [f"{STORE}/other.tmx"]
    assert run("--project", root, "update")[0] == 0
    found = catalog(root)
    assert {msgid: state_of(message) for msgid, message in found.items()} == {
        "订单": State.HUMAN,
        "付款。": State.MACHINE,
        "退款。": State.EMPTY,
        "发票。": State.EMPTY,
    }
    assert found["付款。"].comments == messages[1].comments


def test_a_file_can_be_said_to_be_a_machines(project, remember, run):
    """What somebody reviewed in it stays reviewed."""
    root = project({"a.md": "# 订单\n\n付款。\n"})
    reviewed = by_machine("付款。", "Payment.")
    reviewed.flags = []
    _, result = remember(root, po(Message("订单", "Orders"), reviewed), "other.po", "--machine")
    assert (result["added"], result["by_machine"]) == (2, 1)
    run("--project", root, "update")
    assert [state_of(message) for message in catalog(root).values()] == [State.MACHINE, State.REVIEWED]


def test_our_own_work_comes_before_what_was_imported(project, remember, run, fill):
    """Where the two differ, our catalogs decide."""
    root = project({"a.md": "订单\n", "b.md": "别的\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"订单": "Order"})
    remember(root, po(Message("订单", "Purchase")))
    (root / "source/b.md").write_text("订单\n", "utf-8")
    run("--project", root, "update")
    assert catalog(root, "b.po")["订单"].msgstr == "Order"


def test_importing_twice_is_importing_once(project, remember, stamps):
    """The second time nothing is written."""
    root = project({"a.md": "订单\n"})
    text = po(Message("订单", "Orders"), Message("付款", "Payment", "menu"))
    remember(root, text)
    before = stamps(root / STORE)
    _, result = remember(root, text)
    assert (result["added"], result["same"], result["written"]) == (0, 2, [])
    assert stamps(root / STORE) == before


def test_a_newer_file_changes_and_adds_but_removes_nothing(project, remember, run):
    """A person's translation is not replaced by a machine's."""
    root = project({"a.md": "订单\n"})
    remember(root, po(Message("甲", "A"), Message("乙", "B"), Message("丙", "C")))
    _, result = remember(root, po(Message("甲", "A!"), by_machine("乙", "b"), Message("丁", "D")))
    assert (result["added"], result["changed"], result["kept"]) == (1, 1, 1)
    out = run("--project", root, "memory", "export", "en")[1]
    assert [text in out for text in ("A!", "<seg>B<", "<seg>C<", "<seg>D<")] == [True] * 4


def test_several_translations_of_one_text_are_told_apart_by_their_places(project, remember, run):
    """What a text is, and the heading above it, decide; where they do not, none of them is taken for right."""
    root = project({"a.md": "# 类型\n\n| 参数 |\n|--|\n| 类型 |\n", "b.md": "- 类型\n"})
    remember(root, po(Message("类型", "Type", extracted=["heading 1"])))
    remember(root, po(Message("类型", "Kind", extracted=["table cell · 别的"])), "more.po")
    run("--project", root, "update")
    assert (catalog(root)["类型"].msgstr, state_of(catalog(root)["类型"])) == ("Type", State.HUMAN)
    assert state_of(catalog(root, "b.po")["类型"]) is State.NEEDS_WORK


def test_a_folder_is_one_memory(project, remember, run, tmp_path):
    """It is named after what tells it from others, or as one wishes."""
    root = project({"a.md": "订单\n"})
    folder = tmp_path / "shop-1.2/locales/en/LC_MESSAGES"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.po").write_text(po(Message("甲", "A")), "utf-8")
    (folder / "sub/b.po").write_text(po(Message("乙", "B")), "utf-8")
    run("--project", root, "memory", "import", "en", folder)
    run("--project", root, "memory", "import", "en", folder, "--name", "mine")
    assert sorted(file.name for file in (root / STORE).iterdir()) == ["mine.tmx", "shop-1.2.tmx"]
    assert (root / STORE / "mine.tmx").read_text("utf-8").count("<tu>") == 2


def test_a_memory_goes_out_and_comes_back(project, remember, run, fill, tmp_path):
    """Into another project, with states, contexts and places; machines' work only on request."""
    root = project({"a.md": "# 订单\n\n<!-- i18n:context menu -->\n\n付款\n\n退款\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"订单": "Orders", "付款": "Payment"})
    remember(root, po(by_machine("发票", "Invoice")))
    file = tmp_path / "out.tmx"
    assert run("--project", root, "memory", "export", "en", file) == (0, f"2 translations written to {file}\n", "")
    assert "Invoice" not in file.read_text("utf-8")
    assert run("--project", root, "memory", "export", "en", file, "--include", "machine")[1].startswith("3 tr")
    assert '<prop type="x-context">menu</prop>' in file.read_text("utf-8")
    (tmp_path / "second").mkdir()
    (tmp_path / "second/i18n.toml").write_bytes((root / "i18n.toml").read_bytes())
    _, out, _ = run("--project", tmp_path / "second", "memory", "import", "en", file)
    assert out == "3 translations added; 1 in all by machines\n"
    again = run("--project", tmp_path / "second", "memory", "export", "en", "--include", "machine")[1]
    assert again == file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.po", po(Message("订单", "Commande"), language="fr"), "x.po: error: this file is for fr, not for en"),
        ("x.po", po(Message("Order", "Bestellung")), "x.po: error: no text of this file is written in zh-CN"),
        ("x.po", "nonsense\n", "x.po:1:1: error: syntax error"),
        ("x.tmx", "<tmx>", "x.tmx:1:6: error: not well-formed XML"),
        ("x.tmx", "<tmx><tu/></tmx>", "x.tmx: error: there is nothing from zh-CN to en in it"),
    ],
)
def test_a_file_that_holds_no_memory_is_refused(project, run, tmp_path, name, text, said):
    """By name and line, and nothing is written."""
    root = project({"a.md": "订单\n"})
    (tmp_path / name).write_text(text, "utf-8")
    code, out, err = run("--project", root, "memory", "import", "en", tmp_path / name)
    assert (code, out) == (1, "0 translations added\n")
    assert said in err
    assert not (root / STORE).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["en", "none.tmx"], "there is no file none.tmx"),
        (["en", "i18n.toml"], "i18n.toml is neither TMX nor PO"),
        (["en", "empty"], "there are no TMX or PO files in empty"),
        (["fr", "empty"], "the project has no locale “fr”"),
        (["en", "empty", "--name", "../x"], "“../x” is no name for a memory"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_written(project, run, monkeypatch, arguments, said):
    """It ends with 2."""
    root = project({"a.md": "订单\n"})
    (root / "empty").mkdir()
    monkeypatch.chdir(root)
    code, out, err = run("memory", "import", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_broken_memory_is_named_and_the_update_goes_on(project, run):
    """It is no catalog, so nothing but this message would tell."""
    root = project({"a.md": "订单\n"})
    (root / STORE).mkdir(parents=True)
    (root / STORE / "x.tmx").write_text("<tmx>", "utf-8")
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert err.startswith(f"{STORE}/x.tmx:1:6: error: not well-formed XML")
    assert catalog(root)["订单"].msgstr == ""
