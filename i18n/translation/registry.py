"""Which engines there are: ours, those that other packages offer, and the ones that we refuse by name.

No engine is a default, and none is loaded before it is named. A package offers one through the entry point group
`guide_i18n.engines`: a function of the project's settings for the engine and the environment that returns an Engine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import TypeAlias

from i18n.errors import ConfigurationError, I18nError, UsageError
from i18n.project import EngineSettings
from i18n.suggestions import did_you_mean
from i18n.translation.engine import NO_PROMPT, Capabilities, Engine, Item, Languages, Usage
from i18n.translation.estimate import usual

GROUP = "guide_i18n.engines"
"""The group of entry points in which other packages offer engines."""

Factory: TypeAlias = Callable[[EngineSettings, Mapping[str, str]], Engine]
"""Makes an engine of a project's settings and the environment, without a request; raises ConfigurationError."""

_ENGINES = {
    "baidu": "i18n.translation.engines.baidu:engine",
    "chat": "i18n.translation.engines.chat:chat",
    "deepl": "i18n.translation.engines.deepl:engine",
    "deepseek": "i18n.translation.engines.chat:deepseek",
    "google": "i18n.translation.engines.google:engine",
    "libretranslate": "i18n.translation.engines.libretranslate:engine",
    "memory": "i18n.translation.engines.memory:engine",
    "microsoft": "i18n.translation.engines.microsoft:engine",
    "mymemory": "i18n.translation.engines.mymemory:engine",
    "offline": "i18n.translation.engines.offline:engine",
    "ollama": "i18n.translation.engines.chat:ollama",
    "openai": "i18n.translation.engines.chat:openai",
    "opencc": "i18n.translation.engines.opencc:engine",
    "pseudo": "i18n.translation.engines.pseudo:engine",
    "qwen": "i18n.translation.engines.chat:qwen",
    "tencent": "i18n.translation.engines.tencent:engine",
    "vllm": "i18n.translation.engines.chat:vllm",
}
_REFUSED = {
    "chatgpt": "deep-translator's ChatGPT needs a library of 2023 that today's servers do not answer; use openai",
    "libre": "it is called libretranslate here",
    "linguee": "it is a dictionary of words, cut out of web pages, and takes no sentences",
    "papago": "the address that deep-translator asks was closed in February 2024",
    "pons": "it is a dictionary of words, cut out of web pages, and takes no sentences",
    "qcri": "it knows Arabic, English and Spanish, and no Chinese",
    "yandex": "the interface that deep-translator asks takes no keys since August 2020",
}


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines, ours first."""
    return (*_ENGINES, *sorted({point.name for point in entry_points(group=GROUP)} - set(_ENGINES)))


def open_engine(settings: EngineSettings, languages: Languages, environment: Mapping[str, str] = os.environ) -> Engine:
    """Return the engine of some settings for a pair of locales; nothing is sent yet.

    Raises UsageError where there is no engine of that name, and ConfigurationError where something is missing that it
    needs, or where it does not translate between the locales.
    """
    engine = _completed(_factory(settings)(settings, environment))
    if not engine.supports(languages):
        source, target = languages
        raise ConfigurationError(f"the engine {settings.name} does not translate from {source} to {target}")
    return engine


def _completed(engine: Engine) -> Engine:
    """Return an engine with all members; that of a package may be older than `prompt_version` and `estimate`."""
    return engine if hasattr(engine, "prompt_version") and hasattr(engine, "estimate") else _OlderEngine(engine)


class _OlderEngine:
    """An engine that lacks members, and what stands in for them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.supports = engine.supports
        self.translate = engine.translate

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def model(self) -> str:
        return self._engine.model

    @property
    def capabilities(self) -> Capabilities:
        return self._engine.capabilities

    @property
    def prompt_version(self) -> str:
        return getattr(self._engine, "prompt_version", NO_PROMPT)

    def estimate(self, items: Sequence[Item], languages: Languages) -> Usage:
        if hasattr(self._engine, "estimate"):
            return self._engine.estimate(items, languages)
        return usual(items, self.capabilities.unit)


def _factory(settings: EngineSettings) -> Factory:
    kind = settings.kind or settings.name
    if kind in _REFUSED:
        raise UsageError(
            f"the engine “{kind}” is not offered: {_REFUSED[kind]}", hint=f"engines: {', '.join(engine_names())}"
        )
    if kind in _ENGINES:
        return _loaded(EntryPoint(kind, _ENGINES[kind], GROUP))
    for point in entry_points(group=GROUP, name=kind):
        return _loaded(point)
    raise UsageError(f"there is no engine “{kind}”", hint=did_you_mean(kind, engine_names(), "engines"))


def _loaded(point: EntryPoint) -> Factory:
    try:
        factory: Factory = point.load()
    except I18nError:
        raise
    except Exception as error:  # noqa: BLE001 - another package's import may fail in any way
        raise ConfigurationError(
            f"the engine {point.name} cannot be loaded: {error}", hint=f"it is {point.value}; is its package whole?"
        ) from None
    return factory
