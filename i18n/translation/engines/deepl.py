"""DeepL through its official library, whose requests are ours. The only importer of deepl (extra `[deepl]`)."""

from __future__ import annotations

import itertools
import re
import uuid
import weakref
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

from i18n.errors import ConfigurationError, I18nError
from i18n.project import EngineSettings
from i18n.translation.engine import (
    Answer,
    Capabilities,
    Engine,
    EngineError,
    Item,
    Languages,
    Markup,
    Reason,
    Unit,
    Usage,
    WithoutPrompt,
)
from i18n.translation.engines.answers import checked, joined_answers
from i18n.translation.engines.connection import api_key, limits_of, server_of
from i18n.translation.engines.language_codes import code_for
from i18n.translation.failures import RequestError, clean
from i18n.translation.transport import Transport, takes_json

_SOURCES = (
    "AR", "BG", "CS", "DA", "DE", "EL", "EN", "ES", "ET", "FI", "FR", "HE", "HU", "ID", "IT", "JA", "KO", "LT", "LV",
    "NB", "NL", "PL", "PT", "RO", "RU", "SK", "SL", "SV", "TH", "TR", "UK", "VI", "ZH",
)  # fmt: skip
_TARGETS = (
    "AR", "BG", "CS", "DA", "DE", "EL", "EN-GB", "EN-US", "ES", "ES-419", "ET", "FI", "FR", "HE", "HU", "ID", "IT",
    "JA", "KO", "LT", "LV", "NB", "NL", "PL", "PT-BR", "PT-PT", "RO", "RU", "SK", "SL", "SV", "TH", "TR", "UK", "VI",
    "ZH-HANS", "ZH-HANT",
)  # fmt: skip
_SPELLINGS = {"en": "EN-US", "pt": "PT-PT"}
# The name of a tag around text: `g1`.
_PAIRED = re.compile(r"<(g\d+)>")


class DeepLEngine(WithoutPrompt):
    """DeepL, told which tags do not end a sentence, what stands around a text, and how terms are rendered."""

    def __init__(self, settings: EngineSettings, key: str) -> None:
        """Load the library; nothing is sent yet. Raises ConfigurationError where it is not installed."""
        try:
            import deepl  # noqa: PLC0415 - an extra
        except ImportError:
            raise ConfigurationError(
                "the engine deepl needs a library that is not installed", hint="pip install 'guide-i18n[deepl]'"
            ) from None
        self._library: Any = deepl
        url = server_of(settings, key=key) if settings.url else None
        self._client: Any = self._library.DeepLClient(key, server_url=url, send_platform_info=False)
        limits = limits_of(settings)
        self._client._client = _http_client(self._library, Transport(limits))  # noqa: SLF001 - no other way
        self.name = settings.name
        self.model = settings.model or "-"
        self.capabilities = Capabilities(
            50,
            30_000,
            Markup.XML,
            limits.workers,
            keeps_to_workers=True,
            uses_context=True,
            same_headings=True,
            uses_terms=True,
            unit=Unit.CHARACTER,
        )
        self._glossaries: dict[Languages, Any] = {}
        self._terms: dict[Languages, dict[str, str]] = {}
        self._lock = Lock()

    def supports(self, languages: Languages) -> bool:
        """Tell whether DeepL has both languages."""
        return all(_codes(languages))

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts; those that stand under the same headings go in one request. Raises EngineError."""
        glossary = self._glossary(items, languages)
        groups = itertools.groupby(items, key=lambda item: item.headings)
        answers = [self._group(list(group), languages, glossary) for _, group in groups]
        return joined_answers(answers)

    def _group(self, items: Sequence[Item], languages: Languages, glossary: object) -> Answer:
        source, target = _codes(languages)
        first, last = items[0], items[-1]
        context = "\n".join(filter(None, [" > ".join(first.headings), first.before, last.after]))
        tags = sorted({tag for item in items for tag in _PAIRED.findall(item.text)})
        try:
            answers = self._client.translate_text(
                [item.text for item in items],
                source_lang=source,
                target_lang=target,
                context=context or None,
                tag_handling="xml",
                outline_detection=False,
                preserve_formatting=True,
                non_splitting_tags=tags or None,
                glossary=glossary,
                model_type=None if self.model == "-" else self.model,
            )
        except RequestError as error:
            reason = Reason(error.message, error.again, smaller=not error.again)
        except self._library.DeepLException as error:
            raise EngineError(clean(f"DeepL: {error}")) from None
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            # The library does not expect an answer of another form.
            form = f"the answer has another form than expected ({type(error).__name__})"
            reason = Reason(form, again=True, smaller=True)
        else:
            if len(answers) == len(items):
                pairs = zip(items, answers, strict=True)
                results = {item.id: checked(item, answer.text, languages) for item, answer in pairs}
                return Answer(results, Usage(characters=sum(answer.billed_characters or 0 for answer in answers)))
            message = f"DeepL answered with {len(answers)} translations for one text"
            reason = Reason(message, again=True, smaller=True)
        return Answer({item.id: reason for item in items})

    def _glossary(self, items: Iterable[Item], languages: Languages) -> object:
        """Return a glossary at DeepL that holds all terms met so far, or None where there is none.

        It is made for the first term, grows with others, and is deleted when the engine is. Where DeepL cannot make
        one, it translates without; checks find terms that are not rendered as they must be.
        """
        wanted = {term.source: term.target or term.source for item in items for term in item.terms}
        source, target = (code.partition("-")[0] for code in _codes(languages))
        with self._lock:
            terms = self._terms.setdefault(languages, {})
            if not wanted or wanted.items() <= terms.items():
                return self._glossaries.get(languages)
            terms |= wanted
            rows = self._library.api_data.MultilingualGlossaryDictionaryEntries(source, target, dict(terms))
            with suppress(self._library.DeepLException, I18nError, TypeError, ValueError, LookupError):
                glossary = self._glossaries.get(languages)
                if glossary is None:
                    name = f"guide-i18n {uuid.uuid4().hex[:12]}"
                    glossary = self._client.create_multilingual_glossary(name, [rows])
                    self._glossaries[languages] = glossary
                    weakref.finalize(self, _removed, self._client, glossary)
                else:
                    self._client.update_multilingual_glossary_dictionary(glossary, rows)
            return self._glossaries.get(languages)


def _removed(client: Any, glossary: object) -> None:  # noqa: ANN401 - the library's
    with suppress(Exception):
        client.delete_multilingual_glossary(glossary)


def _codes(languages: Languages) -> tuple[str, str]:
    source, target = languages
    return code_for(source, _SOURCES, {"zh-hant": "ZH"}), code_for(target, _TARGETS, _SPELLINGS)


def _http_client(library: Any, transport: Transport) -> object:  # noqa: ANN401 - a module
    """Return what the library sends its requests with: our transport, which knows when to try again."""

    class Client(library.http_client.HttpClient):  # type: ignore[misc]
        def request_with_backoff(
            self,
            method: str,
            url: str,
            data: Any = None,  # noqa: ANN401
            json: object = None,
            headers: Any = None,  # noqa: ANN401
            stream: bool = False,
            **_: object,
        ) -> tuple[int, str]:
            del stream
            judge = takes_json if method == "POST" and url.endswith("/translate") else _takes_anything
            reply = transport.request(method, url, data=data or None, json=json, headers=headers, judge=judge)
            return reply.status_code, reply.text

    return Client(send_platform_info=False)


def _takes_anything(_: object) -> None:
    """Let pass any reply of success, such as the empty one to a removal."""


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """DeepL; a key that ends in `:fx` goes to its free address."""
    return DeepLEngine(settings, api_key(settings, environment, "DEEPL_API_KEY"))
