"""Google Translate, by the page that it keeps for old phones, through deep-translator: no key, and no promise."""

from __future__ import annotations

from collections.abc import Mapping

from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES
from deep_translator.google import GoogleTranslator

from i18n.project import EngineSettings
from i18n.translation.engine import Capabilities, Engine, Markup
from i18n.translation.engines.connection import limits_of
from i18n.translation.engines.deep_translator import DeepEngine, Service
from i18n.translation.failures import PassingError, Reply
from i18n.translation.transport import Limits, Transport


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Google's page for old phones: no key, no promise."""
    del environment
    capabilities = Capabilities(1, 1_500, Markup.PLAIN)  # the text is part of the address
    service = Service(
        GoogleTranslator,
        _takes_page,
        capabilities,
        tuple(GOOGLE_LANGUAGES_TO_CODES.values()),
        {},
        settings.url,
    )
    return DeepEngine(settings.name, service, Transport(limits_of(settings, Limits(rate=5))))


def _takes_page(reply: Reply) -> None:
    """Let pass a page that holds a translation."""
    if reply.status_code < 300 and not ("result-container" in reply.text or 'class="t0"' in reply.text):
        raise PassingError("the answer is a page without a translation")
