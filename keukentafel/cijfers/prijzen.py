"""The price list of products of a municipality: one CSV in, all or nothing. No price is shipped (reference 5.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.cijfers.models import Productprijs
from keukentafel.referentielijsten.public import all_choices
from keukentafel.uitwisseling.public import Fout, Foutenlijst, Leesfout, is_date, read_csv

RESOURCE = "prijzen"
KOLOMMEN = ("product", "eenheid", "bedrag", "van", "tot", "bron")
VERPLICHT = ("product", "eenheid", "bedrag", "van", "bron")
LANGSTE_BRON, HOOGSTE = 200, 10**9  # characters; cents
OPEN = date.max


@dataclass(frozen=True, slots=True)
class Prijsrij:
    """One checked row; `cent` is the price of one unit."""

    product: str
    eenheid: str
    cent: int
    van: date
    tot: date | None
    bron: str


def import_prijzen(*, by: Actor, pad: Path, fouten: Foutenlijst, proef: bool = False) -> int:
    """Check a CSV (KOLOMMEN; `bedrag` in euro with a point) and put it in the place of the list there is.

    Returns how many prices there are. Faults go on `fouten`; then, and in a trial, nothing is written. Raises OSError.
    """
    rows = check_prijzen(pad, fouten)
    if fouten or proef:
        return 0
    return _store(by=by, rijen=rows)


@action("prijslijst_ingelezen")
def _store(*, by: Actor, rijen: Sequence[Prijsrij]) -> int:
    Productprijs.objects.all().delete()
    Productprijs.objects.bulk_create(
        Productprijs(product=r.product, eenheid=r.eenheid, cent=r.cent, van=r.van, tot=r.tot, bron=r.bron)
        for r in rijen
    )
    record("prijslijst_ingelezen", None, reden=f"{len(rijen)} prijzen")
    return len(rijen)


def export_prijzen() -> Iterator[dict[str, Any]]:
    """Yield every price."""
    for one in Productprijs.objects.order_by("product", "eenheid", "van"):
        yield {"product": one.product, "eenheid": one.eenheid, "cent": one.cent, "van": one.van, "tot": one.tot}


def check_prijzen(pad: Path, fouten: Foutenlijst) -> list[Prijsrij]:
    """Return the rows of a CSV that are right; faults go on `fouten`. Raises OSError."""
    codes = {"product": {code for code, _n in all_choices("product")},
             "eenheid": {code for code, _n in all_choices("eenheid")}}  # fmt: skip
    found: list[Prijsrij] = []
    for number, cells in cells_of(pad, fouten, RESOURCE, VERPLICHT, KOLOMMEN):
        row = _row(number, cells, codes, fouten)
        if row is None:
            continue
        if any(_overlap(row, other) for other in found):
            fouten.add(Fout(RESOURCE, number, "van", "dubbel", "Dit product heeft op een van deze dagen al een prijs."))
        found.append(row)
    if not found and not fouten:
        fouten.add(Fout(RESOURCE, None, "", "leeg", "In dit bestand staat geen prijs. De lijst die er is, blijft."))
    return found


def cells_of(
    pad: Path, fouten: Foutenlijst, resource: str, verplicht: Sequence[str], kolommen: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the data rows from 1 as column to cell; a file that cannot be read is a fault. Raises OSError."""
    header: list[str] = []
    with pad.open("rb") as file:
        try:
            for blok in read_csv(file):
                for number, row in enumerate(blok.rijen, start=blok.eerste):
                    if number == 0:
                        header = row
                        if not set(verplicht) <= set(header) <= set(kolommen) or len(set(header)) < len(header):
                            words = f"De kolommen zijn: {', '.join(kolommen)}."
                            fouten.add(Fout(resource, None, "", "kolommen", words))
                            return
                    elif len(row) != len(header):
                        fouten.add(Fout(resource, number, "", "kolommen", f"Deze rij heeft geen {len(header)} cellen."))
                    else:
                        yield number, dict(zip(header, row, strict=True))
        except Leesfout as reason:
            fouten.add(Fout(resource, reason.rij, "", reason.regel, reason.melding))


def _row(number: int, cells: Mapping[str, str], codes: Mapping[str, set[str]], fouten: Foutenlijst) -> Prijsrij | None:
    before = len(fouten)

    def wrong(kolom: str, regel: str, melding: str) -> None:
        fouten.add(Fout(RESOURCE, number, kolom, regel, melding))

    for kolom in VERPLICHT:
        if not cells[kolom].strip():
            wrong(kolom, "verplicht", "Vul deze cel in; zij mag niet leeg zijn.")
        elif kolom in codes and cells[kolom] not in codes[kolom]:
            wrong(kolom, "codelijst", f"Deze code staat niet in de lijst {kolom}.")
    for kolom in ("van", "tot"):
        if (text := cells.get(kolom, "")) and not is_date(text):
            wrong(kolom, "datum", "Een dag als 2014-12-03.")
    cent = to_cents(cells["bedrag"])
    if cells["bedrag"].strip() and cent is None:
        wrong("bedrag", "getal", "Een bedrag in euro met een punt en hoogstens twee decimalen, zoals 61.50.")
    if len(cells["bron"]) > LANGSTE_BRON:
        wrong("bron", "lengte", f"Hoogstens {LANGSTE_BRON} tekens.")
    if len(fouten) > before or cent is None:
        return None
    van, tot = date.fromisoformat(cells["van"]), cells.get("tot", "")
    row = Prijsrij(
        cells["product"], cells["eenheid"], cent, van, date.fromisoformat(tot) if tot else None, cells["bron"]
    )
    if row.tot is not None and row.tot < van:
        wrong("tot", "datumvolgorde", "Ligt voor van.")
        return None
    return row


def to_cents(text: str) -> int | None:
    """Return an amount in euro as whole cents; None for anything else than digits, a point and two decimals."""
    whole, point, part = text.partition(".")
    if not (text.isascii() and whole.isdigit() and (part.isdigit() if point else True) and len(part) <= 2):
        return None
    cents = int(Decimal(text) * 100)
    return cents if cents <= HOOGSTE else None


def _overlap(one: Prijsrij, other: Prijsrij) -> bool:
    same = (one.product, one.eenheid) == (other.product, other.eenheid)
    return same and one.van <= (other.tot or OPEN) and other.van <= (one.tot or OPEN)
