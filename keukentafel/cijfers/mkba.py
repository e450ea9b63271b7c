"""The price list of an MKBA: brought in by the municipality, with source and year, all or nothing (reference 5.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from keukentafel.audit.public import Actor, action, record
from keukentafel.cijfers.models import Mkbaprijs
from keukentafel.cijfers.prijzen import cells_of, to_cents
from keukentafel.core.fouten import Regelfout
from keukentafel.core.getallen import positive_int
from keukentafel.uitwisseling.public import Fout, Foutenlijst

RESOURCE = "mkba"
KOLOMMEN = ("code", "omschrijving", "bedrag", "prijspeil", "bron")
LENGTES = {"code": 40, "omschrijving": 200, "bron": 200}
JAREN = range(1990, 2101)


def import_mkba(*, by: Actor, pad: Path, fouten: Foutenlijst) -> int:
    """Check a CSV (KOLOMMEN; `bedrag` in euro with a point) and put it in the place of the list there is.

    Returns how many prices there are; faults go on `fouten`, and then nothing is written. Raises OSError, and Regelfout
    where this municipality does not use an MKBA (KEUKENTAFEL_MKBA).
    """
    rows = check_mkba(pad, fouten)
    return 0 if fouten else _store(by=by, rijen=rows)


def check_mkba(pad: Path, fouten: Foutenlijst) -> list[Mkbaprijs]:
    """Return the prices of a CSV that are right, not yet kept; faults go on `fouten`. Raises as `import_mkba`."""
    if not settings.MKBA:
        raise Regelfout("Deze gemeente gebruikt geen MKBA. Zet daarvoor KEUKENTAFEL_MKBA=ja.")
    found: dict[str, Mkbaprijs] = {}
    for number, cells in cells_of(pad, fouten, RESOURCE, KOLOMMEN, KOLOMMEN):
        row = _row(number, cells, fouten)
        if row is not None and row.code in found:
            fouten.add(Fout(RESOURCE, number, "code", "dubbel", "Deze code staat er al."))
        elif row is not None:
            found[row.code] = row
    if not found and not fouten:
        fouten.add(Fout(RESOURCE, None, "", "leeg", "In dit bestand staat geen prijs. De lijst die er is, blijft."))
    return list(found.values())


@action("mkbaprijzen_ingelezen")
def _store(*, by: Actor, rijen: Sequence[Mkbaprijs]) -> int:
    Mkbaprijs.objects.all().delete()
    Mkbaprijs.objects.bulk_create(rijen)
    record("mkbaprijzen_ingelezen", None, reden=f"{len(rijen)} prijzen")
    return len(rijen)


def _row(number: int, cells: Mapping[str, str], fouten: Foutenlijst) -> Mkbaprijs | None:
    before = len(fouten)
    for kolom in KOLOMMEN:
        if not cells[kolom].strip():
            fouten.add(Fout(RESOURCE, number, kolom, "verplicht", "Vul deze cel in; zij mag niet leeg zijn."))
        elif len(cells[kolom]) > LENGTES.get(kolom, 20):
            fouten.add(Fout(RESOURCE, number, kolom, "lengte", f"Hoogstens {LENGTES.get(kolom, 20)} tekens."))
    cent, jaar = to_cents(cells["bedrag"]), positive_int(cells["prijspeil"])
    if cells["bedrag"].strip() and cent is None:
        fouten.add(Fout(RESOURCE, number, "bedrag", "getal", "Een bedrag in euro met een punt, zoals 61.50."))
    if cells["prijspeil"].strip() and jaar not in JAREN:
        fouten.add(Fout(RESOURCE, number, "prijspeil", "getal", "Een jaar, zoals 2025."))
    if len(fouten) > before or cent is None or jaar is None:
        return None
    return Mkbaprijs(
        code=cells["code"], omschrijving=cells["omschrijving"], cent=cent, prijspeil=jaar, bron=cells["bron"]
    )
