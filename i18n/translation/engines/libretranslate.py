"""LibreTranslate through deep-translator."""

from __future__ import annotations

from collections.abc import Mapping

from deep_translator.constants import LIBRE_LANGUAGES_TO_CODES
from deep_translator.libre import LibreTranslator

from i18n.project import EngineSettings
from i18n.translation.engine import Capabilities, Engine, Markup
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.deep_translator import DeepEngine, Service
from i18n.translation.transport import Transport, takes_json


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """LibreTranslate, on the user's own machine unless the project names another server."""
    key = api_key(settings, environment, "LIBRE_API_KEY", needed=False)
    service = Service(
        LibreTranslator,
        takes_json,
        Capabilities(1, 5_000, Markup.PLAIN),
        tuple(LIBRE_LANGUAGES_TO_CODES.values()),
        {"api_key": key or "-"},  # the library refuses to go without; a server that wants none ignores it
        server_of(settings, "http://127.0.0.1:5000", key) + "/",
    )
    return DeepEngine(settings.name, service, Transport(limits_of(settings)))
