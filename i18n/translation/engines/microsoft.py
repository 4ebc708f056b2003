"""Microsoft Translator through deep-translator."""

from __future__ import annotations

from collections.abc import Mapping

from deep_translator.microsoft import MicrosoftTranslator

from i18n.project import EngineSettings
from i18n.translation.engine import Capabilities, Engine, Markup, Unit
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.deep_translator import DeepEngine, Service
from i18n.translation.transport import Limits, Transport, takes_json

_CODES = (
    "af", "am", "ar", "as", "az", "ba", "bg", "bho", "bn", "bo", "brx", "bs", "ca", "cs",
    "cy", "da", "de", "doi", "dsb", "dv", "el", "en", "es", "et", "eu", "fa", "fi", "fil",
    "fj", "fo", "fr", "fr-CA", "ga", "gl", "gom", "gu", "ha", "he", "hi", "hne", "hr", "hsb",
    "ht", "hu", "hy", "id", "ig", "ikt", "is", "it", "iu", "iu-Latn", "ja", "ka", "kk", "km",
    "kmr", "kn", "ko", "ks", "ku", "ky", "ln", "lo", "lt", "lug", "lv", "lzh", "mai", "mg",
    "mi", "mk", "ml", "mn-Cyrl", "mn-Mong", "mni", "mr", "ms", "mt", "mww", "my", "nb", "ne", "nl",
    "nso", "nya", "or", "otq", "pa", "pl", "prs", "ps", "pt", "pt-PT", "ro", "ru", "run", "rw",
    "sd", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr-Cyrl", "sr-Latn", "st", "sv", "sw", "ta",
    "te", "th", "ti", "tk", "tn", "to", "tr", "tt", "ty", "ug", "uk", "ur", "uz", "vi",
    "xh", "yo", "yua", "yue", "zh-Hans", "zh-Hant", "zu",
)  # fmt: skip


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Microsoft's translator in Azure."""
    key = api_key(settings, environment, "MICROSOFT_API_KEY")
    options = {"api_key": key, "region": settings.region} if settings.region else {"api_key": key}
    service = Service(
        MicrosoftTranslator,
        takes_json,
        Capabilities(1, 10_000, Markup.PLAIN, unit=Unit.CHARACTER),
        _CODES,
        options,
        f"{server_of(settings, key=key)}/translate?api-version=3.0" if settings.url else "",
    )
    return DeepEngine(settings.name, service, Transport(limits_of(settings, Limits(workers=8))))
