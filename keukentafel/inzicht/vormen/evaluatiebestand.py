"""The evaluation report as a page and as an accessible PDF (PDF/UA-1), from one template."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from keukentafel.inzicht.figuren.hoofdstuk import NIET_BESCHIKBAAR, Hoofdstuk
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.figuren.woorden import long_day
from keukentafel.inzicht.grafieken.drukwerk import as_address
from keukentafel.inzicht.grafieken.tekenaar import draw, explain, in_words, shown

BASIS = "https://evaluatie.invalid/"  # never opened: relative addresses need a scheme that knows them
STIJL = Path(__file__).parent.parent / "data" / "evaluatie.css"  # beside the letter, where the site has it elsewhere
LETTER = "core/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
SOORTEN = {"evaluatie.css": "text/css", "letter.woff2": "font/woff2"}


def render_html(
    hoofdstukken: Sequence[Hoofdstuk], peildatum: date, *, exact: bool, titel: str = "Evaluatie sociale teams"
) -> str:
    """Return the page. It needs `evaluatie.css` and `letter.woff2` beside it: `companions` gives them."""
    context = {
        "gemeente": settings.GEMEENTE_NAAM, "peildatum": long_day(peildatum), "iso": peildatum.isoformat(),
        "exact": exact, "titel": titel, "niet_beschikbaar": NIET_BESCHIKBAAR,
        "hoofdstukken": [
            {"kop": deel.kop, "tekst": deel.tekst, "figuren": [_shown(figuur) for figuur in deel.figuren]}
            for deel in hoofdstukken
        ],
    }  # fmt: skip
    return render_to_string("inzicht/evaluatie.html", context)


def companions() -> dict[str, bytes]:
    """Return the files that belong beside the page, by name."""
    return {"evaluatie.css": STIJL.read_bytes(), "letter.woff2": Path(str(finders.find(LETTER))).read_bytes()}


def render_pdf(html: str) -> bytes:
    """Return the page as PDF/UA-1: tagged, with language and title. Nothing is fetched but what belongs to it."""
    from weasyprint import HTML  # heavy: only when somebody asks for it
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Fetches our style sheet, our letter and the drawings in the page itself."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            naam = url.removeprefix(BASIS)
            return URLFetcherResponse(url, own[naam], {"Content-Type": SOORTEN[naam]})

    out, own = io.BytesIO(), companions()
    fetcher = OwnFilesOnly(allowed_protocols=("https", "data"))
    HTML(string=html, base_url=BASIS, url_fetcher=fetcher).write_pdf(
        out, pdf_variant="pdf/ua-1", font_config=FontConfiguration()
    )
    return out.getvalue()


def _shown(figuur: Figuur) -> dict[str, Any]:
    drawing = draw(figuur)
    told = [
        place
        for place in range(len(figuur.kolommen))
        if place == 0 or any(row[place] is not None for row in figuur.rijen)
    ]
    return {
        "f": figuur,
        "beeld": as_address(drawing.svg) if drawing else "",
        "woorden": f"{figuur.meet}. {in_words(figuur)}",
        "uitleg": explain(figuur) if drawing else "",
        "kolommen": [figuur.kolommen[place].naam for place in told],
        "rijen": [[shown(row[place]) for place in told] for row in figuur.rijen],
    }
