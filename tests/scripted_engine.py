"""A machine translator that does what a test tells it, and remembers what it was asked."""

from __future__ import annotations

import re
from threading import Lock

from i18n.translation.engine import Answer, Capabilities, Markup, Unit, WithoutPrompt

_HAN = re.compile(r"[\u3400-\u9fff]+")
_PUNCTUATION = str.maketrans("，。：；？！（）、", ",.:;?!(),")


def english(text):
    """Return a text with a word for each run of Han, which tells texts apart."""
    words = _HAN.sub(lambda run: " ".join(f"w{ord(letter):x}" for letter in run[0]), text)
    return re.sub(r"[^\S\n]+", " ", words.translate(_PUNCTUATION)).strip()


class Scripted(WithoutPrompt):
    """Answers with `english`, changed by a function of item, plain answer and number of the try, from 1."""

    name = "scripted"
    model = "1"

    def __init__(self, change=lambda item, answer, turn: answer, **capabilities):
        self.change = change
        defaults = {"segments": 10, "characters": 2000, "markup": Markup.PLAIN, "workers": 4, "unit": Unit.CHARACTER}
        self.capabilities = Capabilities(**{**defaults, **capabilities})
        self.calls = []
        self.turns = {}
        self.lock = Lock()

    def supports(self, languages):
        """Tell that it knows every language."""
        return True

    def translate(self, items, languages):
        """Answer as it was told to; a result of `(no answer)` is left out."""
        with self.lock:
            self.calls.append(list(items))
            for item in items:
                self.turns[item.id] = self.turns.get(item.id, 0) + 1
        results = {item.id: self.change(item, english(item.text), self.turns[item.id]) for item in items}
        return Answer({key: result for key, result in results.items() if result != "(no answer)"})

    @property
    def asked(self):
        """Every text that it was asked for, in order."""
        return [item.text for call in self.calls for item in call]
