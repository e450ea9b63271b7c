"""An exchange package in the making: rows per resource, written as a folder that `import` takes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from keukentafel.cijfers.public import REEKSKOLOMMEN
from keukentafel.uitwisseling.public import PAKKETBESTAND, cell, descriptor, resources

Waarde = str | int | Decimal | date | bool | None


class Pakketbouw:
    """Rows of the contract, in the order in which they were added."""

    def __init__(self) -> None:
        self.rijen: dict[str, list[dict[str, str]]] = {naam: [] for naam in resources()}
        self.reeksen: list[dict[str, str]] = []  # what another system counted; no part of the package

    def add(self, resource: str, **cellen: Waarde) -> None:
        """Add one row; None is unknown. Raises KeyError for a resource or column that the contract does not have."""
        known = resources()[resource]
        self.rijen[resource].append({known.kolom(naam).naam: cell(value) for naam, value in cellen.items()})

    def add_reeks(self, onderwerp: str, reeks: str, naam: str, eenheid: str, bron: str, **cellen: Waarde) -> None:
        """Add one value of a series of another system; `cellen` are columns of cijfers.REEKSKOLOMMEN."""
        said = {"reeks": reeks, "onderwerp": onderwerp, "naam": naam, "eenheid": eenheid, "bron": bron}
        self.reeksen.append(said | {kolom: cell(value) for kolom, value in cellen.items()})

    def next_id(self, resource: str, letter: str) -> str:
        """Return the id that the next row of this resource gets."""
        return f"{letter}{len(self.rijen[resource]) + 1}"

    def column(self, resource: str, kolom: str) -> Iterable[str]:
        """Yield the cells of one column; an absent cell is ''."""
        return (row.get(kolom, "") for row in self.rijen[resource])

    def write(self, folder: Path) -> None:
        """Write the package into this folder. Raises OSError."""
        filled = {naam: rows for naam, rows in self.rijen.items() if rows}
        whole = descriptor()
        whole["resources"] = [row for row in whole["resources"] if row["name"] in filled]
        (folder / PAKKETBESTAND).write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        for naam, rows in filled.items():
            _write(folder / f"{naam}.csv", resources()[naam].namen, rows)

    def write_reeksen(self, path: Path) -> None:
        """Write the series as the CSV that `reeksen` takes. Raises OSError."""
        _write(path, REEKSKOLOMMEN, self.reeksen)


def _write(path: Path, kolommen: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kolommen, restval="")
        writer.writeheader()
        writer.writerows(rows)
