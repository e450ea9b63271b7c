"""The CSV of series from other systems: every row checked, every fault named with its row, column and rule.

One flat file, so that a spreadsheet can make it: the name, unit and source of a series stand on each of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from keukentafel.cijfers.states import Onderwerp
from keukentafel.uitwisseling.public import Fout, Foutenlijst, Leesfout, is_date, read_csv

RESOURCE = "reeksen"
VERPLICHT = ("reeks", "onderwerp", "naam", "eenheid", "bron", "van")
KOLOMMEN = (*VERPLICHT, "tot", "gebied", "team", "uitsplitsing", "waarde", "n")
LENGTES = {"reeks": 60, "naam": 200, "eenheid": 60, "bron": 200, "uitsplitsing": 120}
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2100
HOOGSTE_N, CIJFERS, DECIMALEN = 2**31 - 1, 12, 6
GELIJK = ("onderwerp", "naam", "eenheid", "bron")  # what a series says of itself on each row


@dataclass(frozen=True, slots=True)
class Reeksrij:
    """One checked row; `gebied` and `team` are the codes and ids of the exchange package, '' for none."""

    reeks: str
    onderwerp: str
    naam: str
    eenheid: str
    bron: str
    van: date
    tot: date
    gebied: str
    team: str
    uitsplitsing: str
    waarde: Decimal | None
    n: int | None

    @property
    def sleutel(self) -> tuple[object, ...]:
        """What makes it this value and no other."""
        return (self.reeks, self.van, self.tot, self.gebied, self.team, self.uitsplitsing)


def read_rows(pad: Path, gebieden: frozenset[str], teams: frozenset[str], fouten: Foutenlijst) -> list[Reeksrij]:
    """Read the file; faults go on `fouten`, and the rows without one come back. Raises OSError."""
    found: dict[tuple[object, ...], Reeksrij] = {}
    said: dict[str, Reeksrij] = {}
    check = _Keuring(gebieden, teams, fouten)
    for number, cells in _cells(pad, fouten):
        row = check.row(number, cells)
        if row is None:
            continue
        first = said.setdefault(row.reeks, row)
        for kolom in GELIJK:
            if getattr(row, kolom) != getattr(first, kolom):
                check.note(number, kolom, "gelijk", "Dezelfde reeks heeft op elke rij dezelfde tekst.")
        if row.sleutel in found:
            check.note(number, "reeks", "dubbel", "Deze reeks heeft al een waarde voor deze dag en plek.")
        found[row.sleutel] = row
    return list(found.values())


def _cells(pad: Path, fouten: Foutenlijst) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the data rows from 1 as column to cell; a file that cannot be read is a fault."""
    with pad.open("rb") as file:
        header: list[str] = []
        try:
            for blok in read_csv(file):
                for number, row in enumerate(blok.rijen, start=blok.eerste):
                    if number == 0:
                        header = row
                        if not _header_is_right(header, fouten):
                            return
                    elif len(row) != len(header):
                        fouten.add(Fout(RESOURCE, number, "", "kolommen", f"Deze rij heeft geen {len(header)} cellen."))
                    else:
                        yield number, dict(zip(header, row, strict=True))
        except Leesfout as reason:
            fouten.add(Fout(RESOURCE, reason.rij, "", reason.regel, reason.melding))


def _header_is_right(header: list[str], fouten: Foutenlijst) -> bool:
    missing, strange = [naam for naam in VERPLICHT if naam not in header], set(header) - set(KOLOMMEN)
    for naam in missing:
        fouten.add(Fout(RESOURCE, None, naam, "kolommen", "Deze kolom ontbreekt."))
    if strange or len(set(header)) != len(header):
        words = f"De kolommen zijn, elk hoogstens een keer: {', '.join(KOLOMMEN)}."
        fouten.add(Fout(RESOURCE, None, "", "kolommen", words))
    return not (missing or strange or len(set(header)) != len(header))


class _Keuring:
    """Checks one row after the other."""

    def __init__(self, gebieden: frozenset[str], teams: frozenset[str], fouten: Foutenlijst) -> None:
        self._known = {"gebied": gebieden, "team": teams}
        self._fouten = fouten

    def note(self, number: int, kolom: str, regel: str, melding: str) -> None:
        """Note a fault of this row."""
        self._fouten.add(Fout(RESOURCE, number, kolom, regel, melding))

    def row(self, number: int, cells: Mapping[str, str]) -> Reeksrij | None:
        """Return the row as values; None when it has a fault."""
        before = len(self._fouten)
        for kolom in VERPLICHT:
            if not cells[kolom].strip():
                self.note(number, kolom, "verplicht", "Vul deze cel in; zij mag niet leeg zijn.")
        for kolom, langst in LENGTES.items():
            if len(cells.get(kolom, "")) > langst:
                self.note(number, kolom, "lengte", f"Hoogstens {langst} tekens.")
        if cells["onderwerp"] and cells["onderwerp"] not in Onderwerp.values:
            self.note(number, "onderwerp", "codelijst", f"Kies uit: {', '.join(Onderwerp.values)}.")
        for kolom, codes in self._known.items():
            if cells.get(kolom) and cells[kolom] not in codes:
                self.note(number, kolom, "verwijzing", f"Zo'n {kolom} is er niet in het gegevenspakket.")
        van = self._day(number, "van", cells)
        tot = self._day(number, "tot", cells) or van
        if van is not None and tot is not None and tot < van:
            self.note(number, "tot", "datumvolgorde", "Ligt voor van.")
        value = self._number(number, "waarde", cells, Decimal, "Een getal met een punt, zonder scheiding.")
        n = self._number(number, "n", cells, int, "Een geheel getal van 0 of meer.")
        if len(self._fouten) > before or van is None or tot is None:
            return None
        texts = {kolom: cells.get(kolom, "") for kolom in ("gebied", "team", "uitsplitsing", *GELIJK)}
        return Reeksrij(reeks=cells["reeks"], van=van, tot=tot, waarde=value, n=None if n is None else int(n), **texts)

    def _day(self, number: int, kolom: str, cells: Mapping[str, str]) -> date | None:
        text = cells.get(kolom, "")
        if text and not is_date(text):
            self.note(number, kolom, "datum", "Een dag als 2014-12-03.")
        day = date.fromisoformat(text) if text and is_date(text) else None
        if day is not None and not EERSTE_JAAR <= day.year <= LAATSTE_JAAR:
            self.note(number, kolom, "datum", f"Een dag van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.")
        return day

    def _number(
        self, number: int, kolom: str, cells: Mapping[str, str], make: Callable[[str], Decimal | int], words: str
    ) -> Decimal | None:
        """A number as the package writes it; empty is unknown."""
        text = cells.get(kolom, "")
        if not text:
            return None
        whole, _point, part = text.removeprefix("-").partition(".")
        plain = text.isascii() and whole.isdigit() and (not part or part.isdigit()) and not text.endswith(".")
        if not plain or len(whole) > CIJFERS or len(part) > DECIMALEN:
            self.note(number, kolom, "getal", words)
            return None
        if make is int and (part or text.startswith("-") or int(whole) > HOOGSTE_N):
            self.note(number, kolom, "getal", words)
            return None
        return Decimal(text)
