"""A report as sheets: its rows, its extras, and what belongs to them: `definities` and `codeboek`.

A spreadsheet has them all; a CSV or a Parquet file is one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from keukentafel.inzicht.rapport import Rapport
from keukentafel.inzicht.register import Rapportkolom
from keukentafel.inzicht.vormen.codeboek import labels_of
from keukentafel.inzicht.vraag import Vraagfout

RIJEN, DEFINITIES, CODEBOEK = "rijen", "definities", "codeboek"


@dataclass(frozen=True, slots=True)
class Blad:
    """One table with the columns that it has; a row is its cells in that order."""

    kolommen: Sequence[Rapportkolom]
    rijen: Sequence[Sequence[Any]]


def sheets_of(rapport: Rapport) -> dict[str, Blad]:
    """Return every sheet by name, the rows first."""
    found = {}
    for naam, rows in rapport.tables().items():
        columns = rapport.definitie.tabellen[naam]
        found[naam] = Blad(columns, [[row[kolom.naam] for kolom in columns] for row in rows])
    found[DEFINITIES] = Blad(_texts("onderdeel", "inhoud"), _definitions(rapport))
    found[CODEBOEK] = Blad(_texts("tabel", "kolom", "soort", "betekenis", "code", "label"), _codebook(rapport))
    return found


def sheet_of(rapport: Rapport, naam: str) -> Blad:
    """Return one sheet. Raises Vraagfout when the report has none of this name."""
    if naam in rapport.definitie.tabellen:
        columns = rapport.definitie.tabellen[naam]
        return Blad(columns, [[row[kolom.naam] for kolom in columns] for row in rapport.tables()[naam]])
    found = sheets_of(rapport)
    if naam not in found:
        raise Vraagfout(f"Dit rapport heeft geen tabel {naam!r}. Kies uit: {', '.join(found)}.")
    return found[naam]


def _definitions(rapport: Rapport) -> list[list[str]]:
    """What was asked, by which definition, over how many; then the remarks."""
    envelope = rapport.as_dict()
    periode, population = envelope["periode"], envelope["populatie"]
    filters = ", ".join(f"{naam} {value}" for naam, value in envelope["filters"].items() if value) or "geen"
    rows = [
        ["rapport", envelope["rapport"]],
        ["titel", rapport.definitie.titel],
        ["versie", str(envelope["versie"])],
        ["peildatum", envelope["peildatum"]],
        ["periode", f"{periode['van'] or ''}..{periode['tot']}" if periode else "alles tot en met de peildatum"],
        ["filters", filters],
        ["definitie", envelope["definitie"]],
        ["populatie", population["omschrijving"]],
        ["n", str(population["n"])],
        ["ontbrekend", "" if population["ontbrekend"] is None else str(population["ontbrekend"])],
    ]
    return rows + [["kanttekening", note] for note in envelope["kanttekeningen"]]


def _codebook(rapport: Rapport) -> list[list[str | None]]:
    """A row per column with what it means, followed by one per code in it with its label."""
    labels: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for table, naam, code, label in labels_of(rapport):
        labels.setdefault((table, naam), []).append((code, label))
    rows: list[list[str | None]] = []
    for table, columns in rapport.definitie.tabellen.items():
        for kolom in columns:
            rows.append([table, kolom.naam, kolom.soort, kolom.betekenis, None, None])
            known = sorted(labels.get((table, kolom.naam), ()))
            rows += [[table, kolom.naam, kolom.soort, None, code, label] for code, label in known]
    return rows


def _texts(*names: str) -> tuple[Rapportkolom, ...]:
    return tuple(Rapportkolom(naam, "tekst", "") for naam in names)
