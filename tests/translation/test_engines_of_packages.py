"""Engines that other packages offer: what they have to be, and what is done for those that are older than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n.markdown.dialect import dialect_named
from i18n.markdown.inline.groups import groups_of
from i18n.markdown.inline.read import InlineReader
from i18n.project import EngineSettings
from i18n.translation import registry
from i18n.translation.cache import Cache
from i18n.translation.engine import Answer, Capabilities, Engine, Item, Markup, Unit, Usage
from i18n.translation.translator import Translator
from i18n.translation.tries import TextInContext

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh-CN", "en")
ITEMS = [Item("1", "点击费用菜单"), Item("2", "订单")]
MEMBERS = {name for name in vars(Engine) if not name.startswith("_")}


class Older:
    """An engine as the first packages wrote them."""

    name = "acme"
    model = "1"

    def __init__(self, answer="Order", unit=Unit.CHARACTER):
        self.answer = answer
        self.capabilities = Capabilities(10, 1000, Markup.PLAIN, unit=unit)

    def supports(self, languages):
        """Tell that it knows every language."""
        return True

    def translate(self, items, languages):
        """Answer as it was told to."""
        return Answer({item.id: self.answer for item in items})


class Prompting(Older):
    """One that tells a model how to translate."""

    def __init__(self, prompt_version, answer):
        super().__init__(answer, Unit.TOKEN)
        self.prompt_version = prompt_version

    def estimate(self, items, languages):
        """Count the prompt, too."""
        return Usage(tokens_in=100, tokens_out=len(items))


@pytest.fixture
def opened(monkeypatch):
    """Open an engine as if a package offered it."""

    def opened(engine):
        monkeypatch.setattr(registry, "_factory", lambda settings: lambda settings, environment: engine)
        return registry.open_engine(EngineSettings("acme"), LANGUAGES, {})

    return opened


@pytest.fixture
def ask(tmp_path, opened):
    """Have an engine translate a text, unless the cache knows its answer."""
    dialect = dialect_named("gfm")
    reader = InlineReader(dialect, {})
    text = TextInContext("订单", groups_of(reader.read("订单")), reader.read, (), "", "", ())

    def asked(engine):
        translator = Translator(opened(engine), LANGUAGES, Cache(tmp_path / "answers"))
        question = translator.question(text)
        [translation] = (translator.known([question]) or translator.translate([question])).values()
        return translation.target

    return asked


def test_another_prompt_is_another_question(ask):
    """What was answered to the first prompt does not serve the second, and is still there for the first."""
    assert ask(Prompting("1", "Purchase")) == "Purchase"
    assert ask(Prompting("2", "Order")) == "Order"
    assert ask(Prompting("1", "never asked")) == "Purchase"


def test_an_engine_without_a_prompt_is_asked_once(ask):
    assert ask(Older("Purchase")) == "Purchase"
    assert ask(Older("never asked")) == "Purchase"


@pytest.mark.parametrize("engine", [Older(), Prompting("1", "Order")])
def test_what_is_opened_has_every_member(opened, engine):
    """Whatever the package left out; the rest of the house never asks whether a member is there."""
    engine = opened(engine)
    assert {member for member in MEMBERS if not hasattr(engine, member)} == set()
    assert engine.translate(ITEMS, LANGUAGES).results == {"1": "Order", "2": "Order"}


def test_an_older_engine_gets_what_it_lacks_and_keeps_what_it_has(opened):
    assert opened(Older()).prompt_version == "-"
    assert opened(Older()).estimate(ITEMS, LANGUAGES) == Usage(characters=8)
    by_tokens = opened(Older(unit=Unit.TOKEN)).estimate(ITEMS, LANGUAGES)
    assert by_tokens.tokens_in > 400
    assert by_tokens.tokens_out > 8
    half = Older()
    half.prompt_version = "7"
    assert opened(half).prompt_version == "7"
    assert opened(half).estimate(ITEMS, LANGUAGES) == Usage(characters=8)


def test_an_engine_with_every_member_is_taken_as_it_is(opened):
    engine = Prompting("1", "Order")
    assert opened(engine) is engine
    assert opened(engine).estimate(ITEMS, LANGUAGES) == Usage(tokens_in=100, tokens_out=2)


def test_the_handbook_names_every_member():
    handbook = (ROOT / "docs/machine-translation.md").read_text("utf-8")
    assert {member for member in MEMBERS if f"`{member}" not in handbook} == set()
