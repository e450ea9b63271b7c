"""The plan as an accessible PDF (PDF/UA-1), made from the same template as the print page.

Nothing is fetched from outside: only our own style sheet and fonts, read from disk.
"""

import io
import json
import logging
from collections.abc import Iterable, Mapping
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


def static_file(url: str, sheets: Iterable[str] = ()) -> tuple[Path, str]:
    """Path and media type of one of our own static files, by its address; `sheets` are style sheets of another room.

    Raises NietToegestaan for any other.
    """
    for name, kind in {**TOEGESTAAN, **dict.fromkeys(sheets, "text/css")}.items():
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
    return write_pdf(render_html(inhoud, pdf=True, basis=BASIS), fingerprint(inhoud)[:32])


def write_pdf(html: str, identifier: str, sheets: Iterable[str] = ()) -> bytes:
    """A page of ours as PDF/UA-1; the first in a process loads the library and the fonts, which takes seconds.

    `sheets` are the style sheets of another room that the page asks for, by their static name.
    """
    from weasyprint import HTML  # heavy: only when somebody takes a plan home, or ahead of that in warm_up
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Fetches our style sheet and fonts, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            path, kind = static_file(url, sheets)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    out = io.BytesIO()
    document = HTML(string=html, base_url=f"{BASIS}/", url_fetcher=OwnFilesOnly(allowed_protocols=("https",)))
    document.write_pdf(out, pdf_variant="pdf/ua-1", font_config=FontConfiguration(), pdf_identifier=identifier.encode())
    return out.getvalue()


def warm_up() -> None:
    """Load the PDF library and the fonts, so that the first plan of this process is as fast as the next.

    Meant for a thread of a server that is up already: takes seconds of CPU, touches no database and no file of ours
    but the style sheet and the fonts. A failure is logged; the first plan then pays for itself.
    """
    try:
        write_pdf(
            '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Warm</title>'
            f'<link rel="stylesheet" href="{BASIS}/static/plannen/css/meegeven.css"></head>'
            "<body><main><h1>Wij</h1><p>doen <b>samen</b></p><table><tr><th>Wie</th></tr></table></main></body></html>",
            "0" * 32,
        )
    except Exception:  # whatever it is, the server must not stop for it
        logging.getLogger(__name__).exception("het opwarmen van de PDF lukte niet")
