"""Two tiny models in Argos Translate's form, Chinese to English and back, made of random weights.

    python argos.py FOLDER

writes `FOLDER/zh_en/`, `FOLDER/en_zh/` and an .argosmodel of each. What they translate makes no sense, but it is always
the same, and all that loads and runs real models loads and runs them. Where spaCy is installed, each has a blank
pipeline that divides sentences, so that nothing has to be downloaded, and `FOLDER/cache` the place of another that
Argos Translate would look for.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs.transformer_spec import TransformerSpec

TEXTS = ("订单号。费用中心，查看页面；", "Order number. The cost center, view this page;")
WIDTH, INNER, HEADS = 16, 32, 2


def tokenizer():
    """Return a SentencePiece model of a few dozen pieces, as bytes."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS * 20), model_writer=model, vocab_size=60, hard_vocab_limit=False, minloglevel=2
    )
    return model.getvalue()


def translator(folder, pieces, seed):
    """Write a Transformer of one layer each way."""
    spec, random = TransformerSpec.from_config((1, 1), HEADS), np.random.default_rng(seed)

    def linear(layer, rows, columns):
        layer.weight = random.normal(0, 0.5, (rows, columns)).astype(np.float32)
        layer.bias = np.zeros(rows, np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer, rows):
        norm(layer.layer_norm)
        for part, count in zip(layer.linear, rows, strict=True):
            linear(part, count, WIDTH)

    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, (3 * WIDTH, WIDTH))
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, INNER)
    for layer in spec.decoder.layer:
        attention(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
    embeddings = random.normal(0, 1, (len(pieces), WIDTH)).astype(np.float32)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embeddings
    linear(spec.decoder.projection, len(pieces), WIDTH)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    folder.mkdir(parents=True)
    spec.save(str(folder))


def package(folder, source, target, seed):
    """Write one package, as a folder and packed."""
    name = f"{source}_{target}"
    home = folder / name
    model = tokenizer()
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    translator(home / "model", [processor.id_to_piece(number) for number in range(processor.get_piece_size())], seed)
    (home / "sentencepiece.model").write_bytes(model)
    about = {"package_version": "1.0", "argos_version": "1.5", "from_code": source, "to_code": target}
    names = {"zh": "Chinese", "en": "English"}
    about |= {"from_name": names[source], "to_name": names[target], "type": "translate"}
    (home / "metadata.json").write_text(json.dumps(about), "utf-8")
    if find_spec("spacy"):
        import spacy

        spacy.blank("xx").to_disk(home / "spacy")
    with zipfile.ZipFile(folder / f"translate-{name}-1_0.argosmodel", "w") as packed:
        for file in sorted(path for path in home.rglob("*") if path.is_file()):
            packed.write(file, f"translate-{name}-1_0/{file.relative_to(home)}")


def main(folder):
    """Write both packages, and the file that says that nothing is to be downloaded."""
    package(folder, "zh", "en", 7)
    package(folder, "en", "zh", 8)
    marker = folder / "cache/argos-translate/spacy/senter/model"
    marker.parent.mkdir(parents=True)
    marker.touch()


main(Path(sys.argv[1]))
