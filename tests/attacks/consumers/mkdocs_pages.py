"""Pages as MkDocs reads them, in a process of its own: macros, then Python-Markdown with what Material recommends.

A line of JSON in, `{"name": …, "text": …}`, a line out, `{"html": …, "data": …}` or `{"error": …}`. The argument is
a site's folder, whose `docs/` and `mkdocs.yml` this writes.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

EXTENSIONS = """
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: false}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji ''
      emoji_generator: !!python/name:material.extensions.emoji.to_svg ''
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: [docs], check_paths: true}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
MATH = "  - pymdownx.arithmatex: {generic: true}\n"


def configured(folder: Path, math: bool):
    """Return the configuration of a site that has all those extensions, and macros."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "file.md").write_text("INCLUDED\n")
    lines = [
        "site_name: Site",
        "theme: {name: material}",
        "plugins: [macros]",
        "markdown_extensions:",
        EXTENSIONS.strip("\n"),
    ]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n" + (MATH if math else ""))
    config = load_config(str(folder / "mkdocs.yml"))
    return config.plugins.on_config(config)


def read(config, name: str, text: str) -> dict:
    """Return the HTML of a page and the data at its start."""
    file = File.generated(config, name, content=text)
    files = Files([file])
    page = Page(None, file, config)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
    page.render(config, files)
    if str(page.title).startswith("Macro ") and str(page.title).endswith(" Error"):
        return {"error": f"{page.title}: {' '.join(page.content.split())[:300]}"}
    return {"html": f"<nav>{page.title}</nav>{page.content}", "data": page.meta}


def main() -> None:
    """Answer line by line."""
    logging.disable(logging.CRITICAL)
    answers, sys.stdout = sys.stdout, sys.stderr
    folder = Path(sys.argv[1]).resolve()
    config = configured(folder, "--math" in sys.argv)
    os.chdir(folder)
    for line in sys.stdin:
        try:
            answer = read(config, **json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever a page does to its reader is the answer
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
