"""A badge: how much is translated, as a small SVG picture for a README."""

from __future__ import annotations

from html import escape

from i18n.catalog.state import SHOWN_AS_MACHINE
from i18n.workflow.status import Status

_LABEL = "translated"
_HEIGHT, _MARGIN, _WIDTH = 20, 12, 7
_COLOURS = ((100, "#2e7d32"), (90, "#4f7a1c"), (50, "#8a6100"), (0, "#b3261e"))
"""From how many percent on which colour; white on each of them has a contrast of 4.5 or more."""


def badge(status: Status) -> str:
    """Return a badge with the share of messages that are done, of each locale where there are several."""
    shares = {locale: int(counts.percentage(SHOWN_AS_MACHINE)) for locale, counts in status.totals().items()}
    if len(shares) > 1:
        value = " · ".join(f"{locale} {share} %" for locale, share in shares.items())
    else:
        value = f"{next(iter(shares.values()), 100)} %"
    worst = min(shares.values(), default=100)
    colour = next(colour for least, colour in _COLOURS if worst >= least)
    return _svg(_LABEL, value, colour)


def _svg(label: str, value: str, colour: str) -> str:
    left, right = (len(text) * _WIDTH + _MARGIN for text in (label, value))
    words = escape(f"{label}: {value}")
    texts = "".join(
        f'<text x="{x}" y="14" textLength="{len(text) * _WIDTH}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
        for x, text in ((left / 2, label), (left + right / 2, value))
    )
    size = f'width="{left + right}" height="{_HEIGHT}"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{words}">
<title>{words}</title>
<clipPath id="round"><rect width="{left + right}" height="{_HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#round)"><rect width="{left}" height="{_HEIGHT}" fill="#4a4a4a"/>
<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">{texts}</g>
</svg>
"""
