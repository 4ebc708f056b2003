"""The laws of `i18n update` on whole projects, through any sequence of edits."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.catalog.state import SHOWN_AS_HUMAN, State, source_hash, state_of, target_hash
from i18n.catalog.store import read_catalog, write_catalog
from i18n.project import find_project
from i18n.workflow.update import update

CATALOGS = "locales/en/LC_MESSAGES"
CONFIGURATION = 'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
TEXTS = [
    "登录华为云控制台，进入订单页面。",
    "登录华为云控制台，进入发票页面。",
    "登陆华为云控制台，进入订单页面：",
    "在[费用](a.md)菜单下选择我的订单。",
    "在[费用](b.md)菜单下选择我的订单。",
    "登录华为云控制台，进入订单页面。在[费用](a.md)菜单下选择我的订单。",
    "运行`make`，等待 5 分钟。",
    "运行`make all`，等待 7 分钟。",
    "订单",
    "## 订单",
]
documents = st.lists(st.sampled_from(TEXTS), max_size=6).map("\n\n".join)
edit = st.one_of(
    st.tuples(st.just("write"), st.sampled_from("abc"), documents),
    st.tuples(st.just("move"), st.sampled_from("abc"), st.sampled_from("abcd")),
    st.tuples(st.just("translate"), st.sampled_from("abcd"), st.sampled_from(["human", "machine", "fuzzy"])),
    st.tuples(st.just("remove"), st.sampled_from("abc"), st.none()),
)


def change(root, name, what, argument):
    """Do what a writer, a translator or a machine does."""
    file = root / "source" / f"{name}.md"
    if what == "write":
        file.write_text(argument, "utf-8")
    elif what == "move" and file.exists():
        file.rename(root / "source" / f"{argument}.md")
    elif what == "remove":
        file.unlink(missing_ok=True)
    elif what == "translate" and (catalog_file := root / CATALOGS / f"{name}.po").exists():
        catalog = read_catalog(catalog_file.read_text("utf-8"), catalog_file.name)
        for number, message in enumerate(catalog.messages):
            if not message.msgstr:
                catalog.messages[number] = filled(message, name, argument)
        catalog_file.write_text(write_catalog(catalog), "utf-8")


def filled(message, name, who):
    done = replace(message, msgstr=f"{name}: {message.msgid}", flags=[] if who == "human" else ["fuzzy"])
    if who == "machine":
        done.comments = [f" mt: e/m p g s{source_hash(done)} t{target_hash(done.msgstr)} 2026-01-01"]
    return done


def work(root):
    """Return every translation in the catalogs, with whose it is."""
    files = sorted((root / CATALOGS).rglob("*.po"))
    messages = [message for file in files for message in read_catalog(file.read_text("utf-8"), file.name).messages]
    return {(message.key, message.msgstr, state_of(message)) for message in messages if message.msgstr}


@given(st.lists(edit, min_size=2, max_size=8))
@settings(max_examples=100)
def test_nothing_is_lost_and_twice_is_once_whatever_is_edited(edits):
    """Moves, rewrites and removals keep every text under its key, and no machine's becomes a person's."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
        (root / "source").mkdir()
        (root / "source" / "z.md").write_text("末尾的一段文字", "utf-8")
        project = find_project(root, explicit=True)
        for what, name, argument in edits:
            change(root, name, what, argument)
            before = work(root)
            machines = {text for _, text, state in before if state in (State.MACHINE, State.STALE)}
            people = {text for _, text, state in before if state not in (State.MACHINE, State.STALE)}
            update(project)
            after = work(root)
            assert before <= after
            human = {text for _, text, state in after - before if state in SHOWN_AS_HUMAN}
            assert human.isdisjoint(machines - people)
            stamps = {file: file.stat().st_mtime_ns for file in root.rglob("*.po")}
            assert update(project).written == []
            assert {file: file.stat().st_mtime_ns for file in root.rglob("*.po")} == stamps
        shutil.rmtree(root / "locales", ignore_errors=True)
