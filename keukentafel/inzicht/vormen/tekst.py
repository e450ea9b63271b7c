"""A report to read or to hand to a program that reads text: a table on the terminal, JSON, CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from keukentafel.core.csvbestand import csv_text
from keukentafel.inzicht.rapport import Rapport
from keukentafel.inzicht.vormen.bladen import RIJEN, sheet_of


def as_json(rapport: Rapport, tabel: str = RIJEN) -> str:
    """Return the envelope: it holds every table, whichever is asked for."""
    return json.dumps(rapport.as_dict(), indent=2, ensure_ascii=False) + "\n"


def as_csv(rapport: Rapport, tabel: str = RIJEN) -> str:
    """Return one sheet as CSV with a header; unknown is empty, text cannot become a formula.

    Raises Vraagfout when the report has no such sheet.
    """
    blad = sheet_of(rapport, tabel)
    return csv_text([[kolom.naam for kolom in blad.kolommen], *blad.rijen])


def as_table(rapport: Rapport, tabel: str = RIJEN) -> str:
    """Return the report to read on a terminal, every table, with its population, definition and remarks."""
    envelope, population = rapport.as_dict(), rapport.as_dict()["populatie"]
    periode = envelope["periode"]
    period = f", periode {periode['van'] or 'begin'} tot en met {periode['tot']}" if periode else ""
    lines = [
        f"{rapport.definitie.titel} (versie {envelope['versie']}), peildatum {envelope['peildatum']}{period}",
        f"{population['omschrijving']}: n = {population['n']}, ontbrekend {population['ontbrekend']}",
        "",
    ]
    for naam, rows in rapport.tables().items():
        lines += [naam] if naam != "rijen" else []
        lines += [*_aligned([kolom.naam for kolom in rapport.definitie.tabellen[naam]], rows), ""]
    lines.append(f"Definitie: {envelope['definitie']}")
    lines += [f"Let op: {note}" for note in envelope["kanttekeningen"]]
    return "\n".join(lines) + "\n"


def _aligned(header: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[str]:
    """Text to the left, numbers to the right; unknown is a dash."""
    cells = [[_shown(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    numeric = [any(isinstance(row[naam], int | float) for row in rows) for naam in header]

    def line(texts: Sequence[str]) -> str:
        parts = zip(texts, widths, numeric, strict=True)
        return "  ".join(t.rjust(w) if right else t.ljust(w) for t, w, right in parts).rstrip()

    return [line(header), line(["-" * width for width in widths]), *map(line, cells)]


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return "".join(letter if letter.isprintable() else "?" for letter in text)
