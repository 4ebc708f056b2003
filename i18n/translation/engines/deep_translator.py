"""The services of deep-translator: it knows how each is asked and what its replies mean, and our transport asks.

By itself, deep-translator waits without end, never tries again, takes an error page for a translation, and keeps state
between calls. So each call has an object of its own, and in the one function that it runs, `requests` is our transport.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

from i18n.errors import I18nError
from i18n.translation.engine import Answer, Capabilities, EngineError, Item, Languages, Reason, Usage, WithoutPrompt
from i18n.translation.engines.answers import checked
from i18n.translation.engines.language_codes import code_for
from i18n.translation.failures import Reply, RequestError, clean
from i18n.translation.transport import Judge, Transport


@dataclass(frozen=True, slots=True)
class Service:
    """What is particular to one of the library's services."""

    library: type
    """The library's class."""
    judge: Judge
    """What a reply of its server must be."""
    capabilities: Capabilities
    """What it can do; how much of it at once, its transport says."""
    codes: tuple[str, ...]
    """Its codes of languages."""
    options: Mapping[str, Any]
    """What the library's class is made with."""
    url: str = ""
    """Where requests go; empty for the library's own address."""
    spellings: Mapping[str, str] | None = None
    """Codes that are spelled in a way of its own."""
    finish: Callable[[Item, str], str] = lambda _, answer: answer
    """What is done to an answer."""
    bytes: int = 0
    """Bytes of text that it takes at most; 0 for no such limit."""


class _Requests:
    """What the library knows as `requests`."""

    def __init__(self, transport: Transport, judge: Judge, exceptions: object) -> None:
        self._transport = transport
        self._judge = judge
        self.exceptions = exceptions

    def get(self, url: str, params: Any = None, headers: Any = None, proxies: object = None) -> Reply:  # noqa: ANN401
        return self._transport.request("GET", url, params=params, headers=headers, judge=self._judge)

    def post(
        self,
        url: str,
        params: Any = None,  # noqa: ANN401 - the library's
        headers: Any = None,  # noqa: ANN401
        json: object = None,
        proxies: object = None,
    ) -> Reply:
        """Post; parameters without a body become the body, for which neither texts nor keys are too long."""
        parts = {"params": params, "json": json} if json is not None else {"data": params}
        return self._transport.request("POST", url, headers=headers, judge=self._judge, **parts)


class DeepEngine(WithoutPrompt):
    """One of deep-translator's services."""

    def __init__(self, name: str, service: Service, transport: Transport) -> None:
        """Send nothing yet."""
        self.name = name
        self.model = "-"
        workers = transport.limits.workers
        self.capabilities = replace(service.capabilities, workers=workers, keeps_to_workers=True)
        self._service = service
        self._class = _rebound(service, transport)

    def supports(self, languages: Languages) -> bool:
        """Tell whether the service has codes for both locales."""
        return all(self._code(locale) for locale in languages)

    def _code(self, locale: str) -> str:
        return code_for(locale, self._service.codes, self._service.spellings)

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts one by one; raises EngineError."""
        results = {item.id: self._one(item, languages) for item in items}
        return Answer(results, Usage(characters=sum(len(item.text) for item in items)))

    def _one(self, item: Item, languages: Languages) -> str | Reason:
        if self._service.bytes and len(item.text.encode()) > self._service.bytes:
            return Reason(f"longer than the {self._service.bytes} bytes that {self.name} takes")
        source, target = (self._code(locale) for locale in languages)
        translator = self._class(source=source, target=target, **self._service.options)
        if self._service.url:
            translator._base_url = self._service.url  # noqa: SLF001 - the library offers no other way
        try:
            answer = translator.translate(item.text)
        except EngineError:
            raise
        except RequestError as error:
            return Reason(error.message, error.again)
        except I18nError:
            raise
        except Exception as error:  # noqa: BLE001 - the library's own and any other that its parsing leads to
            return _reason(error)
        result = checked(item, answer, languages)
        return self._service.finish(item, result) if isinstance(result, str) else result


def _rebound(service: Service, transport: Transport) -> Any:  # noqa: ANN401 - a class of the library
    """Return a class like the library's, to whose `translate` the name `requests` means ours; theirs stays as it is."""
    theirs = service.library.translate  # type: ignore[attr-defined]
    requests = _Requests(transport, service.judge, theirs.__globals__["requests"].exceptions)
    ours = FunctionType(theirs.__code__, {**theirs.__globals__, "requests": requests}, "translate", theirs.__defaults__)
    ours.__kwdefaults__ = theirs.__kwdefaults__
    # Microsoft's class asks the network for its languages each time that it is made.
    languages = {code: code for code in service.codes}
    changes = {"translate": ours, "_get_supported_languages": lambda _: languages}
    return type(service.library.__name__, (service.library,), changes)


def _reason(error: Exception) -> Reason:
    """Return what an exception of the library says of one text."""
    name = type(error).__name__
    meanings = {
        "TranslationNotFound": Reason("the engine has no translation of it"),
        "NotValidLength": Reason("longer than the engine takes"),
    }
    if name in meanings:
        return meanings[name]
    if type(error).__module__.startswith("deep_translator"):
        return Reason(clean(f"the engine answered: {error}")[:200])
    return Reason(f"the answer has another form than expected ({name})", again=True)
