"""The export as a zip: an accessible PDF for the resident, JSON and CSV for a machine, and what is what."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from keukentafel.core.csvbestand import csv_text
from keukentafel.plannen.public import BASIS, write_pdf
from keukentafel.privacy.inzage.omgeving import Omgeving
from keukentafel.privacy.inzage.plaats import Hoofdstuk, Plaatsing
from keukentafel.privacy.inzage.stukken import Stuk
from keukentafel.privacy.states import Onthouding

BLAD = "privacy/css/inzage.css"
PER_DEEL = 250  # pieces in one PDF: some fifty pages
LEESMIJ = """Uw gegevens

In dit pakket zitten:
- uw-gegevens.pdf: alles in gewone woorden, om te lezen of af te drukken. Is het veel, dan in delen.
- uw-gegevens.json: hetzelfde, voor een ander systeem. Elk veld heeft een naam en een waarde.
- de map csv: hetzelfde per soort, om in een rekenblad te openen.

Bewaar dit pakket op een veilige plek. Er staan persoonlijke gegevens in.
"""


@dataclass(frozen=True, slots=True)
class Kopie:
    """What somebody gets: the pieces, what was withheld how often, and what there is to tell beside it."""

    stukken: Sequence[Stuk]
    onthouden: dict[Onthouding, int]
    omgeving: Omgeving
    reden: str
    dag: date


@dataclass(frozen=True, slots=True)
class _Afdeling:
    naam: str
    doel: str
    bron: str
    stukken: tuple[Stuk, ...]


def write_package(kopie: Kopie, plaatsing: Plaatsing) -> bytes:
    """The whole zip. No name, number or BSN of anyone stands in a file name (security.md A4)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("LEESMIJ.txt", LEESMIJ)
        with file.open("uw-gegevens.json", "w") as target:
            for part in json_parts(kopie, plaatsing):
                target.write(part.encode())
        for name, text in csv_tables(kopie.stukken):
            file.writestr(f"csv/{name}.csv", "\ufeff" + text)
        for name, document in render_pdfs(kopie, plaatsing):
            file.writestr(name, document)
    return out.getvalue()


def render_pdfs(kopie: Kopie, plaatsing: Plaatsing, per_deel: int = PER_DEEL) -> Iterator[tuple[str, bytes]]:
    """The document as PDF/UA-1: tagged, in Dutch, a heading per subject and per piece; of a large dossier in parts.

    Drawing keeps every page of a document in memory, so a part has at most `per_deel` pieces. Names and documents.
    """
    parts = _parts(kopie.stukken, plaatsing, per_deel)
    for number, pieces in enumerate(parts, start=1):
        html = render_html(kopie, plaatsing, Pdfdeel(number, len(parts), pieces))
        document = write_pdf(html, sha256(html.encode()).hexdigest()[:32], (BLAD,))
        yield f"uw-gegevens{f'-deel-{number}' if len(parts) > 1 else ''}.pdf", document


@dataclass(frozen=True, slots=True)
class Pdfdeel:
    """One part of the document: the pieces in it, and which of how many it is."""

    nummer: int
    van: int
    stukken: Sequence[Stuk]


def _parts(stukken: Iterable[Stuk], plaatsing: Plaatsing, per_deel: int) -> list[Sequence[Stuk]]:
    """The pieces in the order of the chapters, in portions; one (empty) portion when there are none."""
    order = {chapter.sleutel: place for place, chapter in enumerate(plaatsing.hoofdstukken)}
    rows = sorted(stukken, key=lambda piece: order[piece.plaats.hoofdstuk])
    return [rows[start : start + per_deel] for start in range(0, len(rows), per_deel)] or [[]]


def render_html(kopie: Kopie, plaatsing: Plaatsing, deel: Pdfdeel | None = None) -> str:
    """The document (or one part of it) as HTML, of which the PDF is made."""
    deel = deel or Pdfdeel(1, 1, kopie.stukken)
    withheld = [{"naam": one.label, "aantal": number} for one, number in kopie.onthouden.items() if number]
    return render_to_string(
        "privacy/inzage_document.html",
        {
            "gemeente": settings.GEMEENTE_NAAM, "dag": kopie.dag, "basis": BASIS, "reden": kopie.reden,
            "onthouden": withheld, "hoofdstukken": list(_chapters(deel.stukken, plaatsing.hoofdstukken)),
            "deel": deel, "eerste": deel.nummer == 1, "laatste": deel.nummer == deel.van,
            "ontvangers": kopie.omgeving.ontvangers, "bronnen": kopie.omgeving.bronnen,
            "bewaren": kopie.omgeving.bewaren, "logboek": kopie.omgeving.logboek,
        },
    )  # fmt: skip


def _chapters(stukken: Iterable[Stuk], hoofdstukken: Iterable[Hoofdstuk]) -> Iterator[_Afdeling]:
    by_chapter: dict[str, list[Stuk]] = {}
    for piece in stukken:
        by_chapter.setdefault(piece.plaats.hoofdstuk, []).append(piece)
    for chapter in hoofdstukken:
        if found := by_chapter.get(chapter.sleutel):
            yield _Afdeling(chapter.naam, chapter.doel, chapter.bron, tuple(found))


def json_parts(kopie: Kopie, plaatsing: Plaatsing) -> Iterator[str]:
    """The JSON in parts, a piece at a time: the kinds with their meaning, what belongs to them, then the pieces."""
    chapters = {chapter.sleutel: chapter for chapter in plaatsing.hoofdstukken}
    kinds: dict[str, dict[str, str]] = {}
    for piece in kopie.stukken:
        said = chapters[piece.plaats.hoofdstuk]
        kinds.setdefault(piece.plaats.model, {
            "naam": piece.plaats.naam, "betekenis": piece.plaats.uitleg, "doel": said.doel, "bron": said.bron,
        })  # fmt: skip
    head: dict[str, Any] = {
        "gemeente": settings.GEMEENTE_NAAM, "dag": kopie.dag.isoformat(), "soorten": kinds,
        "onthouden": [{"grond": one.label, "aantal": number} for one, number in kopie.onthouden.items() if number],
        "reden": kopie.reden, "ontvangers": list(kopie.omgeving.ontvangers), "bronnen": list(kopie.omgeving.bronnen),
        "bewaren": list(kopie.omgeving.bewaren), "logboek": list(kopie.omgeving.logboek),
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "stukken": ['
    for number, piece in enumerate(kopie.stukken):
        yield ("," if number else "") + "\n" + json.dumps(_piece(piece), ensure_ascii=False)
    yield "\n]}\n"


def _piece(piece: Stuk) -> dict[str, Any]:
    def told(velden: Iterable[Any]) -> dict[str, Any]:
        return {v.veld: {"naam": v.naam, "waarde": v.waarde, "tekst": v.tekst} for v in velden}

    return {
        "soort": piece.plaats.model, "van_u": piece.deel.value, "weggehaald": piece.weggehaald,
        "velden": told(piece.velden), "eerder": [{"tot": one.tot, "velden": told(one.velden)} for one in piece.eerder],
    }  # fmt: skip


def csv_tables(stukken: Iterable[Stuk]) -> Iterator[tuple[str, str]]:
    """One table per kind: a header in Dutch and the values in words; nothing in it becomes a formula."""
    by_kind: dict[str, list[Stuk]] = {}
    for piece in stukken:
        by_kind.setdefault(piece.plaats.model, []).append(piece)
    for model, pieces in by_kind.items():
        names = list(dict.fromkeys(v.naam for piece in pieces for v in piece.velden))
        rows: list[list[str]] = [names]
        for piece in pieces:
            said = {v.naam: v.tekst for v in piece.velden}
            rows.append([said.get(name, "") for name in names])
        yield model.replace(".", "-"), csv_text(rows)
