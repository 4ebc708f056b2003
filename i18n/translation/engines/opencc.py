"""OpenCC: simplified to traditional Chinese and back, by its own dictionaries, without a network.

The only importer of opencc (extra `[opencc]`). It changes Han alone, in code and addresses too: so it is shown tokens
in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from i18n.errors import ConfigurationError
from i18n.project import EngineSettings
from i18n.translation.engine import Answer, Capabilities, Engine, Item, Languages, Markup, WithoutPrompt
from i18n.translation.engines.language_codes import code_for

_CONVERSIONS = {
    ("hans", "tw"): "s2twp",
    ("hans", "hk"): "s2hkp",
    ("hans", "hant"): "s2t",
    ("tw", "hans"): "tw2sp",
    ("hk", "hans"): "hk2sp",
    ("hant", "hans"): "t2s",
    ("hant", "tw"): "t2tw",
    ("hant", "hk"): "t2hk",
}
_FORMS = {"zh-hans": "hans", "zh-tw": "tw", "zh-hk": "hk", "zh-mo": "hk", "zh-hant": "hant"}


class OpenCCEngine(WithoutPrompt):
    """A converter for each pair of forms, made when it is first needed."""

    def __init__(self, settings: EngineSettings) -> None:
        """Load the library; raises ConfigurationError where it is not installed."""
        try:
            import opencc  # noqa: PLC0415 - an extra
        except ImportError:
            raise ConfigurationError(
                "the engine opencc needs a library that is not installed", hint="pip install 'guide-i18n[opencc]'"
            ) from None
        self._library = opencc
        self.name = settings.name
        self.model = settings.model or "-"
        self.capabilities = Capabilities(100, 100_000, Markup.PLAIN)
        self._converters: dict[str, Any] = {}
        self._lock = Lock()

    def supports(self, languages: Languages) -> bool:
        """Tell whether both locales are Chinese, in different forms."""
        return bool(_conversion(languages))

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Convert texts; what has the same form in both stays as it is."""
        with self._lock:
            converter = self._converter(self.model if self.model != "-" else _conversion(languages))
            return Answer({item.id: converter.convert(item.text) for item in items})

    def _converter(self, name: str) -> Any:  # noqa: ANN401 - the library's
        if name not in self._converters:
            if f"{name}.json" not in self._library.CONFIGS:
                conversions = ", ".join(sorted(config.removesuffix(".json") for config in self._library.CONFIGS))
                raise ConfigurationError(f"OpenCC has no conversion “{name}”", hint=f"it has {conversions}")
            self._converters[name] = self._library.OpenCC(name)
        return self._converters[name]


def _conversion(languages: Languages) -> str:
    """Return which of OpenCC's conversions leads from one locale to the other, or nothing."""
    source, target = (_FORMS.get(code_for(locale, _FORMS), "") for locale in languages)
    return _CONVERSIONS.get((source, target), "")


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """OpenCC; `model` names another of its conversions, such as s2tw without Taiwan's own words."""
    del environment
    return OpenCCEngine(settings)
