"""`python -m handbook`: write the parts that have changed, and name their pages."""

from __future__ import annotations

from handbook.pages import PAGES, filled

for page in PAGES:
    text = page.read_text("utf-8")
    if (new := filled(text)) != text:
        page.write_text(new, "utf-8")
        print(f"wrote {page.name}")
