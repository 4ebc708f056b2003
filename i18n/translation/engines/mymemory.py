"""MyMemory through deep-translator: no key, and 5,000 characters a day."""

from __future__ import annotations

import html
from collections.abc import Mapping

from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES
from deep_translator.mymemory import MyMemoryTranslator

from i18n.project import EngineSettings
from i18n.translation.engine import Capabilities, Engine, Item, Markup
from i18n.translation.engines.connection import limits_of
from i18n.translation.engines.deep_translator import DeepEngine, Service
from i18n.translation.failures import QuotaError, Reply, RequestError, clean
from i18n.translation.transport import Limits, Transport, takes_object

_SPELLINGS = {
    "en": "en-US", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR",
    "pt": "pt-PT", "ru": "ru-RU", "ar": "ar-SA", "vi": "vi-VN", "th": "th-TH", "nl": "nl-NL", "pl": "pl-PL",
    "tr": "tr-TR", "uk": "uk-UA", "id": "id-ID", "hi": "hi-IN", "cs": "cs-CZ", "sv": "sv-SE",
}  # fmt: skip
_BYTES = 500


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """MyMemory: no key, 5,000 characters a day."""
    del environment
    service = Service(
        MyMemoryTranslator,
        _takes_mymemory,
        Capabilities(1, 499, Markup.PLAIN),
        tuple(MY_MEMORY_LANGUAGES_TO_CODES.values()),
        {},
        settings.url or "https://api.mymemory.translated.net/get",
        _SPELLINGS,
        _unescaped,
        _BYTES,
    )
    return DeepEngine(settings.name, service, Transport(limits_of(settings, Limits(rate=2, workers=2))))


def _unescaped(item: Item, answer: str) -> str:
    """Return an answer without the entities that MyMemory puts in where its text has none."""
    return answer if "&" in item.text else html.unescape(answer)


def _takes_mymemory(reply: Reply) -> None:
    """Let pass a translation; errors come with status 200, in the JSON or as the text."""
    value = takes_object(reply)
    if reply.status_code >= 300:
        return
    status = str(value.get("responseStatus", 200))
    text = str((value.get("responseData") or {}).get("translatedText") or value.get("responseDetails") or "")
    if value.get("quotaFinished") is True or status == "429" or "MYMEMORY WARNING" in text.upper():
        raise QuotaError("MyMemory: the free translations of today are used up", hint="go on tomorrow")
    if status != "200":
        raise RequestError(clean(f"MyMemory: {status}, {text[:120]}"))
