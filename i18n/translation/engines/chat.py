"""Models behind an OpenAI-compatible address: OpenAI, DeepSeek, Qwen, and Ollama or vLLM on one's own machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from i18n.errors import ConfigurationError
from i18n.project import EngineSettings
from i18n.translation.engine import Answer, Capabilities, Engine, Item, Languages, Markup, Reason, Unit, Usage
from i18n.translation.engines.answers import checked, joined_answers
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.prompt import (
    PROMPT_VERSION,
    MismatchError,
    answer_schema,
    keys_of,
    read_answer,
    request_messages,
)
from i18n.translation.estimate import tokens, written_tokens
from i18n.translation.failures import PassingError, QuotaError, Reply, RequestError, clean
from i18n.translation.transport import Limits, Transport, takes_object

_LADDER = ("json_schema", "json_object", "text")
_LIMITS = Limits(silence=300, attempt=300, total=900)
_FRAME = 4
"""Tokens around each answer."""
_REFUSED = frozenset({400, 422})


class ChatEngine:
    """A model that is asked for translations as one JSON object, each under its key."""

    def __init__(
        self, settings: EngineSettings, url: str, key: str, segments: int = 20, characters: int = 4_000
    ) -> None:
        """Ask nothing yet; raises ConfigurationError where no model is named."""
        if not settings.model:
            raise ConfigurationError(
                f"the engine {settings.name} does not say which model", hint=f"set model in [engines.{settings.name}]"
            )
        self.name = settings.name
        self.model = settings.model
        self.prompt_version = PROMPT_VERSION
        limits = limits_of(settings, _LIMITS)
        self.capabilities = Capabilities(
            segments,
            characters,
            Markup.PLAIN,
            limits.workers,
            keeps_to_workers=True,
            uses_context=True,
            uses_terms=True,
            unit=Unit.TOKEN,
        )
        self._url = f"{url}/chat/completions"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._transport = Transport(limits)
        self._rung = 0
        self._options: dict[str, Any] = {"temperature": 0}

    def supports(self, languages: Languages) -> bool:
        """Tell that a model may be asked for any language."""
        return bool(languages)

    def estimate(self, items: Sequence[Item], languages: Languages) -> Usage:
        """Return about what a request for texts is going to use."""
        asked = "".join(message["content"] for message in request_messages(items, languages))
        frames = _FRAME * len(items)
        return Usage(tokens_in=tokens(asked), tokens_out=written_tokens([item.text for item in items]) + frames)

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts in one request, but each that was answered wrongly before in one of its own."""
        fresh = [item for item in items if not item.finding]
        parts = [fresh, *([item] for item in items if item.finding)]
        return joined_answers([self._batch(part, languages) for part in parts if part])

    def _batch(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts in one request."""
        keys, usage = keys_of(items), Usage()
        try:
            reply = self._asked(items, languages)
            usage = _usage(reply)
            translations = read_answer(_content(reply), keys)
        except RequestError as error:
            reason = Reason(error.message, error.again, smaller=not error.again)
        except MismatchError as mismatch:
            reason = Reason(str(mismatch), again=True, smaller=True)
        else:
            results = {item.id: checked(item, translations[key], languages, again=True) for key, item in keys.items()}
            return Answer(results, usage)
        return Answer({item.id: reason for item in items}, usage)

    def _asked(self, items: Sequence[Item], languages: Languages) -> dict[str, Any]:
        """Ask for the strictest form of answer that the server can give, and remember which one that is."""
        rung = self._rung
        while True:
            try:
                body = {"model": self.model, "messages": request_messages(items, languages), **self._options}
                reply = self._transport.request(
                    "POST", self._url, headers=self._headers, json=body | _form(rung, keys_of(items)), judge=_judge
                )
            except RequestError as error:
                if error.status not in _REFUSED:
                    raise
                if "temperature" in error.message and self._options:
                    self._options = {}
                elif rung < len(_LADDER) - 1:
                    rung += 1
                else:
                    raise
            else:
                self._rung = max(self._rung, rung)
                value: dict[str, Any] = reply.json()
                return value


def _form(rung: int, keys: Mapping[str, Item]) -> dict[str, Any]:
    form = _LADDER[rung]
    if form == "json_schema":
        return {
            "response_format": {
                "type": form,
                "json_schema": {"name": "translations", "strict": True, "schema": answer_schema(keys)},
            }
        }
    return {"response_format": {"type": form}} if form == "json_object" else {}


def _judge(reply: Reply) -> None:
    """Let pass what holds an answer of a model."""
    if reply.status_code == 429 and b"insufficient_quota" in reply.content:
        raise QuotaError("the account's quota is used up", hint="what has been translated is kept")
    value = takes_object(reply)
    if reply.status_code < 300 and not isinstance(value.get("choices"), list):
        raise PassingError(clean(f"the answer holds no choices: {value.get('error', '')}"[:200]))


def _content(reply: Mapping[str, Any]) -> object:
    """Return what the model wrote; raises MismatchError where it did not come to the end."""
    try:
        choice = reply["choices"][0]
        reason, content = choice.get("finish_reason"), choice["message"]["content"]
    except (LookupError, TypeError, AttributeError):
        raise MismatchError("the model gave no answer") from None
    if reason == "length":
        raise MismatchError("the model's answer is too long and was cut off")
    if reason == "content_filter":
        raise MismatchError("the service withholds the model's answer")
    return content


def _usage(reply: Mapping[str, Any]) -> Usage:
    counted = reply.get("usage")
    tokens = [counted.get(key) for key in ("prompt_tokens", "completion_tokens")] if isinstance(counted, dict) else []
    read_, written = (count if isinstance(count, int) else 0 for count in tokens or (0, 0))
    return Usage(tokens_in=read_, tokens_out=written)


def _made(
    settings: EngineSettings, environment: Mapping[str, str], url: str, variable: str, needed: bool
) -> ChatEngine:
    key = api_key(settings, environment, variable, needed=needed and not settings.url)
    return ChatEngine(settings, server_of(settings, url, key), key)


def chat(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Any server that speaks as OpenAI's does; the project says where."""
    return _made(settings, environment, "", "CHAT_API_KEY", needed=False)


def openai(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """OpenAI."""
    return _made(settings, environment, "https://api.openai.com/v1", "OPENAI_API_KEY", needed=True)


def deepseek(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """DeepSeek."""
    return _made(settings, environment, "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", needed=True)


def qwen(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Qwen, by Alibaba's address for OpenAI's clients."""
    url = "https://dashscope.aliyuncs.com/compatible-mode/v1"
    return _made(settings, environment, url, "DASHSCOPE_API_KEY", needed=True)


def ollama(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """Ollama on this machine, whose models see no more than 4,096 tokens unless they are told otherwise."""
    key = api_key(settings, environment, "OLLAMA_API_KEY", needed=False)
    return ChatEngine(settings, server_of(settings, "http://127.0.0.1:11434/v1", key), key, 8, 1_000)


def vllm(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """A vLLM server on this machine."""
    return _made(settings, environment, "http://127.0.0.1:8000/v1", "VLLM_API_KEY", needed=False)
