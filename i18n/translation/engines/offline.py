"""A model on the user's own disk, in the form of Argos Translate and LibreTranslate, run by CTranslate2.

The only importer of ctranslate2 and sentencepiece (extra `[offline]`). Nothing is ever downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from i18n.errors import ConfigurationError
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
    WithoutPrompt,
)
from i18n.translation.engines.answers import checked
from i18n.translation.engines.language_codes import code_for

# A sentence with its marks, marks alone, or a line end: `打开`, `。`, `\n`.
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*|[。！？!?；;]+|\n")
_CODES = {"zh": "zh-Hans", "zt": "zh-Hant", "pb": "pt-BR"}


class OfflineEngine(WithoutPrompt):
    """A model for one pair of languages."""

    def __init__(self, settings: EngineSettings) -> None:
        """Read what the model's folder says of it; raises ConfigurationError where it is none."""
        self._folder = _folder(settings)
        about = _metadata(self._folder)
        self._languages = tuple(_CODES.get(code, code) for code in (about["from_code"], about["to_code"]))
        self._prefix = str(about.get("target_prefix") or "")
        self._libraries()
        self.name = settings.name
        self.model = "_".join(self._folder.name.split())  # a mark has no blanks
        self.capabilities = Capabilities(16, 4_000, Markup.PLAIN, settings.workers or 1)
        self._lock = Lock()
        self._loaded: tuple[Any, Any] | None = None

    def supports(self, languages: Languages) -> bool:
        """Tell whether these are the languages of the model."""
        return all(code_for(locale, [code]) for locale, code in zip(languages, self._languages, strict=True))

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate texts sentence by sentence; raises EngineError where the model cannot be loaded or run."""
        with self._lock:
            try:
                self._loaded = self._loaded or self._load()
                return Answer({item.id: self._one(item, languages) for item in items})
            except (RuntimeError, ValueError, OSError, MemoryError) as error:
                raise EngineError(f"the model in {self._folder} cannot be used: {error}") from None

    def _one(self, item: Item, languages: Languages) -> str | Reason:
        tokenizer, translator = self._loaded or self._load()
        pieces = _SENTENCE.findall(item.text)
        at = [number for number, piece in enumerate(pieces) if piece.strip()]
        if not at:
            return Reason("there is nothing to translate")
        tokens = [tokenizer.encode(pieces[number].strip(), out_type=str) for number in at]
        prefixes = [[self._prefix]] * len(tokens) if self._prefix else None
        limit = 2 * max(map(len, tokens)) + 20
        outcomes = translator.translate_batch(
            tokens, target_prefix=prefixes, replace_unknowns=True, beam_size=4, max_decoding_length=limit
        )
        for number, outcome in zip(at, outcomes, strict=True):
            best = outcome.hypotheses[0][1:] if prefixes else outcome.hypotheses[0]
            pieces[number] = "".join(best).replace("▁", " ").strip()
        return checked(item, _joined(pieces), languages)

    def _libraries(self) -> tuple[Any, Any]:
        try:
            import ctranslate2  # noqa: PLC0415 - an extra
            import sentencepiece  # noqa: PLC0415
        except ImportError:
            raise ConfigurationError(
                "the engine offline needs libraries that are not installed", hint="pip install 'guide-i18n[offline]'"
            ) from None
        return sentencepiece, ctranslate2

    def _load(self) -> tuple[Any, Any]:
        sentencepiece, ctranslate2 = self._libraries()
        tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(self._folder / "sentencepiece.model"))
        return tokenizer, ctranslate2.Translator(str(self._folder / "model"), device="cpu")


def _joined(pieces: Sequence[str]) -> str:
    """Join sentences with a space, and keep line breaks."""
    text = " ".join(piece for piece in pieces if piece.strip() or piece == "\n")
    return re.sub(r" ?\n ?", "\n", text)


def _folder(settings: EngineSettings) -> Path:
    hint = f'set model = "folder" in [engines.{settings.name}] to the folder of an unpacked .argosmodel'
    if not settings.model:
        raise ConfigurationError(f"the engine {settings.name} does not say where its model is", hint=hint)
    folder = Path(settings.model).expanduser()
    if folder.is_file():
        hint = f"unpack it: python -m zipfile -e {folder.name} ."
        raise ConfigurationError(f"{folder} is a file, and the folder of a model is wanted", hint=hint)
    for name in ("metadata.json", "sentencepiece.model", "model/model.bin"):
        if not (folder / name).is_file():
            raise ConfigurationError(f"{folder} is no model of Argos Translate: {name} is missing", hint=hint)
    return folder


def _metadata(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / "metadata.json").read_text("utf-8"))
        if isinstance(about["from_code"], str) and isinstance(about["to_code"], str):
            return dict(about)
    except (OSError, ValueError, LookupError, TypeError):
        pass
    raise ConfigurationError(f"{folder}/metadata.json does not say from_code and to_code")


def engine(settings: EngineSettings, environment: Mapping[str, str]) -> Engine:
    """A model that the user has."""
    del environment
    return OfflineEngine(settings)
