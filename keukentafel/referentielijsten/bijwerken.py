"""Follow up what an earlier shipment brought: a corrected name, order, source or attribute as a new version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from keukentafel.referentielijsten.models import Code, Leefdomein, Lijst
from keukentafel.referentielijsten.zending import Lijstzending, Regel, Zending

V = TypeVar("V", Code, Leefdomein)


@dataclass(slots=True)
class Laadverslag:
    """What loading did. `verbeterd`: entries that got the shipped words of now; `gelaten`: the municipality's own."""

    toegevoegd: int = 0
    verbeterd: list[str] = field(default_factory=list)
    gelaten: list[str] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """How many entries were written."""
        return self.toegevoegd + len(self.verbeterd)

    def __str__(self) -> str:
        return f"{self.toegevoegd} toegevoegd, {len(self.verbeterd)} verbeterd, {len(self.gelaten)} eigen gelaten"


def list_head(entry: Lijstzending) -> dict[str, Any]:
    """What a list is and may do: the product's, nobody changes that on a screen."""
    return {
        "naam": entry.naam,
        "omschrijving": entry.omschrijving,
        "soort": entry.soort,
        "groep": entry.groep,
        "contract": " ".join(entry.contract),
        "telt_als_lijst": entry.telt_als_lijst,
        "alles_nodig": entry.alles_nodig,
        "bron": entry.bron,
        "betrouwbaarheid": entry.betrouwbaarheid,
    }


def is_current(zending: Zending) -> bool:
    """True when every entry that is still as it was shipped reads as it is shipped now; three queries."""
    if any(_is_follower(row, regel) for _, row, regel in _pairs(zending) if _differs(row, regel)):
        return False
    heads = {row.code: row for row in Lijst.objects.order_by("pk")}
    return not any(
        getattr(heads[entry.code], name) != value
        for entry in zending.lijsten
        for name, value in list_head(entry).items()
    )


def follow_up(zending: Zending, toegevoegd: int) -> Laadverslag:
    """Give every shipped entry its words of now, unless they are the municipality's own; all entries are there."""
    report = Laadverslag(toegevoegd)
    heads = {row.code: row for row in Lijst.objects.order_by("pk")}
    report.verbeterd += [entry.code for entry in zending.lijsten if heads[entry.code].change(**list_head(entry))]
    today = timezone.localdate()
    for name, row, regel in list(_pairs(zending)):
        if not _differs(row, regel):
            continue
        if _is_follower(row, regel):
            _correct(row, _words(row, regel), today)
            report.verbeterd.append(name)
        else:
            report.gelaten.append(name)
    return report


def _pairs(zending: Zending) -> Iterator[tuple[str, Code | Leefdomein, Regel]]:
    """Every shipped entry with its last version and the name by which a report tells it."""
    codes = _last(Code.objects.select_related("lijst"), lambda row: (row.lijst.code, row.code))
    domains = _last(Leefdomein.objects.select_related("stelsel"), lambda row: (row.stelsel.code, row.code))
    owners: list[tuple[str, Sequence[Regel], dict[Any, Any]]] = [
        *((entry.code, entry.codes, codes) for entry in zending.lijsten),
        *((entry.code, entry.domeinen, domains) for entry in zending.stelsels),
    ]
    for owner, regels, rows in owners:
        for regel in regels:
            yield f"{owner}.{regel.code}", rows[(owner, regel.code)], regel


def _last(rows: Iterable[V], key: Any) -> dict[Any, V]:
    return {key(row): row for row in sorted(rows, key=lambda row: row.geldig_van)}


def _is_follower(row: Code | Leefdomein, regel: Regel) -> bool:
    """True when nobody of the municipality changed or ended this entry."""
    return row.geleverd and row.geldig_tot == regel.geldig_tot


def _words(row: Code | Leefdomein, regel: Regel) -> dict[str, Any]:
    """What a shipment may correct of an entry; how long it holds is for the municipality."""
    words = {
        "naam": regel.naam,
        "volgorde": regel.volgorde,
        "bron": regel.bron,
        "betrouwbaarheid": regel.betrouwbaarheid,
        "kenmerken": dict(regel.kenmerken),
    }
    return words | ({"telt_als": regel.telt_als} if isinstance(row, Code) else {})


def _differs(row: Code | Leefdomein, regel: Regel) -> bool:
    return any(getattr(row, name) != value for name, value in _words(row, regel).items())


def _correct(row: Code | Leefdomein, words: dict[str, Any], today: date) -> None:
    """The shipped words from today on; a version that began today, or that is over, has them at once."""
    if row.geldig_van >= today or (row.geldig_tot is not None and row.geldig_tot < today):
        row.change(**words)
        return
    last_day = row.geldig_tot
    row.change(geldig_tot=today - timedelta(days=1))
    row.pk, row.versie, row._state.adding = None, 1, True
    row.geldig_van, row.geldig_tot = today, last_day
    for name, value in words.items():
        setattr(row, name, value)
    row.save()
