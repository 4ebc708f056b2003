"""`python -m handbook`: write the parts and files that have changed, and name them."""

from __future__ import annotations

from handbook.pages import FILES, PAGES, filled


def main() -> None:
    """Write what is not as the code says it."""
    texts = {page: filled(page.read_text("utf-8")) for page in PAGES} | {file: text() for file, text in FILES.items()}
    for path, text in texts.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {path.name}")


main()
