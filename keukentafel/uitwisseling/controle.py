"""Check a whole package before anything is written: every fault of it, not only the first (rules 2 to 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from keukentafel.uitwisseling.definitie import Resource, resources
from keukentafel.uitwisseling.eerder import Eerder, Niets
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst
from keukentafel.uitwisseling.pakket import Pakket
from keukentafel.uitwisseling.tabel import Kolomkeuring, Tabel, Tabelblok, read_table
from keukentafel.uitwisseling.verbanden import Verbanden

Voortgang = Callable[[str, int], None]  # the table that is read, and how many of its rows are done
_place = attrgetter("rij")


def check_package(
    pakket: Pakket, fouten: Foutenlijst, eerder: Eerder | None = None, voortgang: Voortgang | None = None
) -> Mapping[str, int]:
    """Check every table that is there, in the order of the contract, and return its number of rows.

    `eerder` tells what this source brought before: a newer package may refer to it. Faults go on `fouten`, of one table
    in the order of its rows. Raises Pakketfout when the package breaks while it is read.
    """
    verbanden = Verbanden(eerder or Niets())
    counts: dict[str, int] = {}
    for naam in pakket.resources:
        counts[naam] = _check_table(pakket, resources()[naam], fouten, verbanden, voortgang)
    fouten.extend(sorted(verbanden.finish(), key=_place))
    return counts


def _check_table(
    pakket: Pakket, resource: Resource, fouten: Foutenlijst, verbanden: Verbanden, voortgang: Voortgang | None
) -> int:
    tabel = Tabel(resource)
    checks = [Kolomkeuring(kolom) for kolom in resource.kolommen]
    verbanden.begin()
    for blok in read_table(pakket, tabel, fouten):
        found = _cells(resource.naam, checks, blok)
        found += verbanden.check(resource, blok)
        fouten.extend(sorted(found, key=_place))
        if voortgang is not None:
            voortgang(resource.naam, tabel.rijen)
    if not tabel.heel:
        verbanden.unread(resource.naam)
    fouten.extend(sorted(verbanden.end(resource), key=_place))
    return tabel.rijen


def _cells(naam: str, checks: Sequence[Kolomkeuring], blok: Tabelblok) -> list[Fout]:
    """Return the faults of single cells in this block."""
    found: list[Fout] = []
    for check in checks:
        cells = blok.kolommen.get(check.kolom.naam)
        if cells is None or not (bad := check.problems(cells)):
            continue
        column = check.kolom.naam
        found += [
            Fout(naam, number, column, bad[cell].regel, bad[cell].melding)
            for number, cell in zip(blok.nummers, cells, strict=True)
            if cell in bad
        ]
    return found
