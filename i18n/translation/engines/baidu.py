"""Baidu Translate through deep-translator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deep_translator.baidu import BaiduTranslator
from deep_translator.constants import BAIDU_LANGUAGE_TO_CODE

from i18n.project import EngineSettings
from i18n.translation.engine import Capabilities, Engine, Markup, Unit
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.deep_translator import DeepEngine, Service
from i18n.translation.failures import KeyRefusedError, PassingError, QuotaError, Reply, RequestError, clean
from i18n.translation.transport import Limits, Transport, takes_object

_SPELLINGS = {
    "zh-hant": "cht", "ja": "jp", "ko": "kor", "fr": "fra", "es": "spa", "ar": "ara", "vi": "vie", "bg": "bul",
    "et": "est", "da": "dan", "fi": "fin", "sl": "slo", "sv": "swe", "ro": "",
}  # fmt: skip
_PASSING = {"52001", "52002", "54003", "54005"}
_KEY = {"52003", "54001", "58000", "58002", "90107"}


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Baidu's general translation, which needs an id and a key."""
    identity = api_key(replace(settings, key_variable=""), environment, "BAIDU_APPID")
    key = api_key(settings, environment, "BAIDU_APPKEY")
    service = Service(
        BaiduTranslator,
        _takes_baidu,
        Capabilities(1, 2_000, Markup.PLAIN, unit=Unit.CHARACTER),
        tuple(BAIDU_LANGUAGE_TO_CODE.values()),
        {"appid": identity, "appkey": key},
        server_of(settings, key=key) if settings.url else "",
        _SPELLINGS,
    )
    return DeepEngine(settings.name, service, Transport(limits_of(settings, Limits(rate=1, workers=1))))


def _takes_baidu(reply: Reply) -> None:
    """Let pass a translation; errors come with status 200 and a code."""
    value = takes_object(reply)
    code = str(value.get("error_code", "52000"))
    if reply.status_code >= 300 or code == "52000":
        return
    message = clean(f"Baidu: {code}, {value.get('error_msg', '')}"[:160])
    if code in _PASSING:
        raise PassingError(message)
    if code in _KEY:
        raise KeyRefusedError(message, hint="are BAIDU_APPID and BAIDU_APPKEY right, and is this machine allowed?")
    if code == "54004":
        raise QuotaError(message, hint="the account is empty")
    raise RequestError(message)
