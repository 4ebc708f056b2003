"""The engine that knows nothing: what the project's own translations do not cover stays untranslated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from i18n.project import EngineSettings
from i18n.translation.engine import Answer, Capabilities, Engine, Item, Languages, Markup, Reason, WithoutPrompt


class MemoryEngine(WithoutPrompt):
    """Asked only for what no memory has, and has nothing either."""

    model = "-"
    capabilities = Capabilities(1_000, 1_000_000, Markup.NONE)

    def __init__(self, name: str) -> None:
        """Need nothing."""
        self.name = name

    def supports(self, languages: Languages) -> bool:
        """Tell that nothing is known in any language."""
        return bool(languages)

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Give a reason for each text."""
        del languages
        return Answer({item.id: Reason("nobody has translated this text before") for item in items})


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Nothing but memory."""
    del environment
    return MemoryEngine(settings.name)
