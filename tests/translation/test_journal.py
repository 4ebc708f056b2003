"""Runs that end at any moment: the next one goes on there, and asks for nothing that was answered."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from types import SimpleNamespace

import pytest
from conftest import CONFIGURATION
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_engine import Scripted

import i18n.drafting.run as workflow
from i18n.catalog.state import State
from i18n.catalog.store import read_catalog
from i18n.difference import Difference
from i18n.document import Rendering
from i18n.drafting.result import Wanted
from i18n.objections import Objection
from i18n.project import find_project
from i18n.storage import project_files
from i18n.translation.cache import Cache
from i18n.translation.engine import Answer, EngineError, Reason
from i18n.workflow.translate import translate
from i18n.workflow.update import update

PO = "locales/en/LC_MESSAGES"
MOODS = {
    "好": lambda item, answer, seen: answer,
    "损": lambda item, answer, seen: answer if item.finding else answer.replace("<g1>", ""),
    "片": lambda item, answer, seen: answer.replace("<g1>", ""),
    "忙": lambda item, answer, seen: answer if seen else Reason("busy", again=True),
    "慢": lambda item, answer, seen: answer.replace("<g1>", "") if seen else Reason("busy", again=True),
    "绝": lambda item, answer, seen: "中文",
    "拒": lambda item, answer, seen: answer if item.finding else f"{answer} REFUSED",
    "禁": lambda item, answer, seen: f"{answer} REFUSED",
}
"""How an engine answers a text that begins so: well, badly at first, badly as long as there are tags, not at first, not
at first and badly then, never well; or in a way that the document refuses, at first or for ever."""

SETTLED = "好损片拒"
"""Those that always get a translation."""


class Killed(BaseException):
    """The process is gone."""


class Fate:
    """Lets a run go on for some moments, then ends it; remembers what was answered, and what was sent again."""

    def __init__(self):
        self.left = None
        self.seen = set()
        self.moods = {}
        self.answered = set()
        self.pending = []
        self.again = []

    def moment(self):
        """End the run if its time has come."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Killed

    def around(self, call):
        """Return a function with a moment before and after it."""

        def watched(*arguments, **named):
            self.moment()
            result = call(*arguments, **named)
            self.moment()
            return result

        return watched

    def answer(self, item, answer, turn):
        """Answer a text as its mood is."""
        self.moment()
        self.moods.setdefault(key(item.id), item.text[0])
        asked = (item.id, item.text, item.answer, item.finding if item.answer else "")
        result = MOODS.get(item.text[0], MOODS["好"])(item, answer, item.id in self.seen)
        self.seen.add(item.id)
        self.again += [asked] if asked in self.answered else []
        if isinstance(result, str):
            self.pending.append(asked)
        return result

    def record(self, cache, replies, record):
        """Keep replies, which are answered from then on."""
        record(cache, replies)
        self.answered.update(self.pending)
        self.pending.clear()
        self.moment()

    def forget(self, cache, questions, forget):
        """Forget questions; those that were left may be asked again."""
        self.moment()
        questions = set(questions)
        forget(cache, questions)
        left = {question for question in questions if self.moods.get(question, "好") not in SETTLED}
        self.answered = {asked for asked in self.answered if key(asked[0]) not in left}
        self.moment()


def key(name):
    """Return the key of the question that an item is for."""
    return name.partition(".")[0]


def reading(project, source):
    """Return a document that refuses some translations, if its number is odd."""
    document = READ(project, source)

    def splice(texts):
        refused = tuple(
            Objection(key, Difference("blocks"), places=())
            for key, text in texts.items()
            if isinstance(key, tuple) and "REFUSED" in text and int(source.name[-4]) % 2
        )
        return Rendering(document.text, refused, used=0)

    return SimpleNamespace(splice=splice, **{name: getattr(document, name) for name in ("messages", "segments")})


READ = workflow.read_document
texts = st.lists(st.tuples(st.sampled_from("".join(MOODS)), st.integers(0, 2)), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def patch():
    """Change things for this module's tests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield monkeypatch


@settings(max_examples=60)
@given(
    documents=st.lists(texts, min_size=1, max_size=3),
    ends=st.lists(st.integers(0, 40), max_size=4),
    segments=st.integers(1, 3),
    text_only=st.booleans(),
    states=st.sampled_from([{State.EMPTY}, {State.EMPTY, State.MACHINE}]),
)
def test_whenever_a_run_ends_the_next_asks_for_nothing_that_was_answered(
    tmp_path_factory, patch, documents, ends, segments, text_only, states
):
    """Good and bad replies, second tries, pieces, and what a document refused; the files are those of one whole run.

    Except for texts whose answer depends on when they are asked for, or for which document.
    """
    root, undisturbed = (made(tmp_path_factory.mktemp("project"), documents) for _ in range(2))
    with patch.context() as now:
        now.setattr(workflow, "read_document", reading)
        run(undisturbed, Fate(), segments, text_only, states)
    assert asked_again(patch, root, ends, segments, text_only, states) == []
    assert catalogs(root) == catalogs(undisturbed)


@pytest.mark.parametrize("end", range(24))
def test_a_reply_is_kept_until_the_last_document_with_its_text_is_saved(tmp_path, patch, end):
    """One takes the answer, the other refuses it, at whichever moment the run ends."""
    root = made(tmp_path, [[("拒", 0)], [("拒", 0)]])
    assert asked_again(patch, root, [end], states={State.EMPTY, State.MACHINE}) == []


def test_of_a_call_that_is_made_in_halves_each_is_kept(tmp_path):
    """The first half is not asked for again where the second ends the run."""
    root = made(tmp_path, [[("好", number) for number in range(4)]])

    class Small(Scripted):
        def translate(self, items, languages):
            answer = super().translate(items, languages)
            if len(items) <= 2:
                return answer
            return Answer({item.id: Reason("too much", smaller=True) for item in items})

    def fails(item, answer, turn):
        if turn == 2 and "第2段" in item.text:
            raise EngineError("gone")
        return answer

    assert str(translate(find_project(root), "en", Small(fails)).outage) == "gone"
    engine = Small()
    assert translate(find_project(root), "en", engine).outage is None
    assert [len(call) for call in engine.calls] == [2]


def test_what_a_run_left_unfinished_stays_in_the_journal(tmp_path):
    """An outage after a bad answer: the next run makes the second try only; what it settles is forgotten."""
    root = made(tmp_path, [[("损", 0)]])

    def fails(item, answer, turn):
        if item.finding:
            raise EngineError("gone")
        return answer.replace("<g1>", "")

    assert str(translate(find_project(root), "en", Scripted(fails)).outage) == "gone"
    engine = Scripted()
    outcome = translate(find_project(root), "en", engine)
    assert [bool(item.finding) for call in engine.calls for item in call] == [True]
    assert (outcome.ways, outcome.estimate.characters) == ({"engine": 1}, 0)
    with closing(sqlite3.connect(root / ".i18n/translations.sqlite")) as journal:
        assert journal.execute("SELECT count(*) FROM replies").fetchone() == (0,)


def asked_again(patch, root, ends, segments=2, text_only=False, states=(State.EMPTY,)):
    """Run until it ends at some moments, and then to its end; return what was asked for again."""
    fate, record, forget = Fate(), Cache.record, Cache.forget
    with patch.context() as now:
        now.setattr(workflow, "read_document", reading)
        now.setattr(project_files, "write_text", fate.around(project_files.write_text))
        now.setattr(Cache, "put", fate.around(Cache.put))
        now.setattr(Cache, "drop", fate.around(Cache.drop))
        now.setattr(Cache, "record", lambda self, replies: fate.record(self, replies, record))
        now.setattr(Cache, "forget", lambda self, questions: fate.forget(self, questions, forget))
        for left in (*ends, None):
            fate.left, fate.pending = left, []
            with suppress(Killed):
                run(root, fate, segments, text_only, states)
    return fate.again


def made(root, documents):
    """Make a project of documents, each a list of moods and numbers."""
    (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
    (root / "source").mkdir()
    for number, document in enumerate(documents):
        text = "\n\n".join(f"{mood}的第{which}段在**费用**下" for mood, which in document)
        (root / f"source/{number}.md").write_text(text, "utf-8")
    update(find_project(root))
    return root


def run(root, fate, segments, text_only, states):
    engine = Scripted(fate.answer, workers=1, segments=segments)
    wanted = Wanted(frozenset(states), text_only=text_only)
    return translate(find_project(root), "en", engine, wanted=wanted)


def catalogs(root):
    files = sorted((root / PO).glob("*.po"))
    messages = [message for file in files for message in read_catalog(file.read_text("utf-8"), file.name).active]
    return [(message.msgid, message.msgstr) for message in messages if message.msgid[0] in "好损片绝"]


def test_half_a_character_is_no_answer(tmp_path):
    """It can neither be kept nor written; the other texts of its call are, and it is asked for once more."""
    root = made(tmp_path, [[("好", number) for number in range(2)]])
    engine = Scripted(lambda item, answer, turn: answer + "\ud83d" * ("第1段" in item.text))
    outcome = translate(find_project(root), "en", engine)
    assert (outcome.ways, outcome.outage) == ({"engine": 1, "left": 1}, None)
    assert [finding.message for finding in outcome.findings] == [
        "left untranslated: piece by piece, the answer holds half of a character"
    ]
