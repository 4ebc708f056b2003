"""cmark-gfm, which GitHub reads Markdown with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec

from attacks.consumers.consumer import Consume, Consumed, Consumer
from attacks.consumers.front_matter import divided
from attacks.tree import Tree, from_html


@contextmanager
def _opened(html: Callable[[str], str]) -> Iterator[Consume]:
    def consume(pages: Mapping[str, str]) -> dict[str, Consumed]:
        done = {}
        for name, text in pages.items():
            data, body = divided(text)
            done[name] = Consumed(Tree("site", {}, (data, from_html(html(body)))))
        return done

    yield consume


def _github(text: str) -> str:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    return cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)


def _commonmark(text: str) -> str:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    return cmarkgfm.markdown_to_html_with_extensions(
        text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES, extensions=["table", "tasklist"]
    )


def _missing() -> str:
    return "" if find_spec("cmarkgfm") else "cmarkgfm"


GITHUB = Consumer("cmark-gfm", _missing, lambda folder: _opened(_github))
COMMONMARK = Consumer("cmark", _missing, lambda folder: _opened(_commonmark))
