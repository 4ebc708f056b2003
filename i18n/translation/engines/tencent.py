"""Tencent Cloud's machine translation. deep-translator 1.11.4 has no such engine, so this asks its interface itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from i18n.project import EngineSettings
from i18n.translation.engine import (
    Answer,
    Capabilities,
    Engine,
    Item,
    Languages,
    Markup,
    Reason,
    Unit,
    Usage,
    WithoutPrompt,
)
from i18n.translation.engines.answers import checked
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.language_codes import code_for
from i18n.translation.failures import KeyRefusedError, PassingError, QuotaError, Reply, RequestError, clean
from i18n.translation.transport import Limits, Transport, takes_object

_CODES = (
    "ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "ms", "pt", "ru", "th", "tr", "vi", "zh", "zh-TW",
)  # fmt: skip
_TYPE = "application/json; charset=utf-8"
_PASSING = ("InternalError", "RequestLimitExceeded", "FailedOperation.RequestAiLabErr", "FailedOperation.ErrorUserArea")
_KEY = ("AuthFailure", "UnauthorizedOperation", "FailedOperation.UserNotRegistered")
_QUOTA = (
    "FailedOperation.NoFreeAmount",
    "FailedOperation.ServiceIsolate",
    "FailedOperation.StopUsing",
    "LimitExceeded",
)


class TencentEngine(WithoutPrompt):
    """Tencent's translation of several texts in one signed request."""

    def __init__(self, settings: EngineSettings, identity: str, key: str, now: Callable[[], float] = time.time) -> None:
        """Send nothing yet."""
        self.name = settings.name
        self.model = "-"
        self._url = server_of(settings, "https://tmt.tencentcloudapi.com", key) + "/"
        self._region = settings.region or "ap-guangzhou"
        self._identity, self._key, self._now = identity, key, now
        limits = limits_of(settings, Limits(rate=5))
        self._transport = Transport(limits)
        self.capabilities = Capabilities(
            20, 2_000, Markup.PLAIN, limits.workers, keeps_to_workers=True, unit=Unit.CHARACTER
        )

    def supports(self, languages: Languages) -> bool:
        """Tell whether it has codes for both locales."""
        return all(code_for(locale, _CODES) for locale in languages)

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts in one request; raises EngineError."""
        source, target = (code_for(locale, _CODES) for locale in languages)
        texts = [item.text for item in items]
        body = json.dumps({"Source": source, "Target": target, "ProjectId": 0, "SourceTextList": texts}).encode()
        characters = sum(map(len, texts))
        try:
            reply = self._transport.request("POST", self._url, headers=self._headers(body), data=body, judge=_judge)
            answers = reply.json()["Response"]["TargetTextList"]
            message = f"Tencent answered with {len(answers)} translations for one text"
            reason = Reason(message, again=True, smaller=True)
        except RequestError as error:
            answers, reason = [], Reason(error.message, error.again, smaller=not error.again)
        if len(answers) == len(items):
            pairs = zip(items, answers, strict=True)
            return Answer({item.id: checked(item, answer, languages) for item, answer in pairs}, Usage(characters))
        return Answer({item.id: reason for item in items})

    def _headers(self, body: bytes) -> dict[str, str]:
        """Sign a request as Tencent's interface of the third generation wants it."""
        host, moment = urlsplit(self._url).netloc, int(self._now())
        date = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")
        scope = f"{date}/tmt/tc3_request"
        request = (
            f"POST\n/\n\ncontent-type:{_TYPE}\nhost:{host}\n\ncontent-type;host\n{hashlib.sha256(body).hexdigest()}"
        )
        signed = f"TC3-HMAC-SHA256\n{moment}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        secret = f"TC3{self._key}".encode()
        for part in (date, "tmt", "tc3_request"):
            secret = hmac.digest(secret, part.encode(), "sha256")
        signature = hmac.digest(secret, signed.encode(), "sha256").hex()
        return {
            "Authorization": f"TC3-HMAC-SHA256 Credential={self._identity}/{scope}, "
            f"SignedHeaders=content-type;host, Signature={signature}",
            "Content-Type": _TYPE,
            "X-TC-Action": "TextTranslateBatch",
            "X-TC-Version": "2018-03-21",
            "X-TC-Region": self._region,
            "X-TC-Timestamp": str(moment),
        }


def _judge(reply: Reply) -> None:
    """Let pass a list of translations; errors come with status 200 and a code."""
    response = takes_object(reply).get("Response", {})
    if reply.status_code >= 300:
        return
    error = response.get("Error") if isinstance(response, dict) else {}
    if not isinstance(error, dict):
        if not isinstance(response.get("TargetTextList"), list):
            raise PassingError("the answer holds no translations")
        return
    code = str(error.get("Code", ""))
    message = clean(f"Tencent: {code}, {error.get('Message', '')}"[:200])
    if code.startswith(_PASSING) or not code:
        raise PassingError(message)
    if code.startswith(_KEY):
        raise KeyRefusedError(message, hint="are TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY right?")
    if code.startswith(_QUOTA):
        raise QuotaError(message, hint="the account has nothing left for this")
    raise RequestError(message)


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Tencent Cloud, which needs an id and a key."""
    identity = api_key(replace(settings, key_variable=""), environment, "TENCENTCLOUD_SECRET_ID")
    return TencentEngine(settings, identity, api_key(settings, environment, "TENCENTCLOUD_SECRET_KEY"))
