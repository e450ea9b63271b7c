"""The plan as an accessible PDF (PDF/UA-1), made from the same template as the print page.

Nothing is fetched from outside: only our own style sheet and fonts, read from disk.
"""

import io
import json
import logging
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

BASIS = "https://plan.invalid"  # never opened: relative addresses need a scheme that knows them
TOEGESTAAN = {
    "plannen/css/meegeven.css": "text/css",
    "core/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2": "font/woff2",
    "core/fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "font/woff2",
}

logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it warns of every property that is for browsers only


class NietToegestaan(ValueError):
    """The document asked for a file that it may not have."""


def static_file(url: str) -> tuple[Path, str]:
    """Path and media type of one of our own static files, by its address. Raises NietToegestaan for any other."""
    for name, kind in TOEGESTAAN.items():
        if url == f"{BASIS}/static/{name}":
            found = finders.find(name)
            if isinstance(found, str):
                return Path(found), kind
    raise NietToegestaan(url)


def fingerprint(inhoud: Mapping[str, Any]) -> str:
    """sha256 of the words of a plan: later one can show that the document is the one that was given."""
    return sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def render_html(inhoud: Mapping[str, Any], *, pdf: bool, **context: Any) -> str:
    """The document as HTML: for the printer of the browser, or for the PDF."""
    return render_to_string("plannen/meegeven.html", {"p": inhoud, "pdf": pdf, **context})


def render_pdf(inhoud: Mapping[str, Any]) -> bytes:
    """The document as PDF/UA-1: tagged, with language and title, pages numbered."""
    from weasyprint import HTML  # heavy: only when somebody takes a plan home
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Fetches our style sheet and fonts, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path, kind = static_file(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    html = render_html(inhoud, pdf=True, basis=BASIS)
    out = io.BytesIO()
    document = HTML(string=html, base_url=f"{BASIS}/", url_fetcher=OwnFilesOnly(allowed_protocols=("https",)))
    document.write_pdf(
        out,
        pdf_variant="pdf/ua-1",
        font_config=FontConfiguration(),
        pdf_identifier=fingerprint(inhoud)[:32].encode(),
    )
    return out.getvalue()
