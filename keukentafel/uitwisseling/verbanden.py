"""What rows of a package must mean together: keys, references, order of days, one regisseur, domains of a scheme.

The rules are those of the contract (rule 5); each looks at one block of a table and knows what came before it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from itertools import pairwise

from keukentafel.personen.public import is_bsn
from keukentafel.uitwisseling.cellen import is_date
from keukentafel.uitwisseling.definitie import DOMEINEN, REDENEN, Resource, resources
from keukentafel.uitwisseling.fouten import Fout
from keukentafel.uitwisseling.tabel import Tabelblok

LAATST = "9999-12-31"
REGISSEUR = "regisseur"
BSN_LENGTE = 9  # no dots, and no zero lost in front
#: Per resource the pairs of days of which the first may not lie after the second.
VOLGORDE: dict[str, tuple[tuple[str, str], ...]] = {
    "gebieden": (("geldig_van", "geldig_tot"),),
    "teams": (("geldig_van", "geldig_tot"),),
    "team_gebieden": (("van", "tot"),),
    "plaatsingen": (("van", "tot"),),
    "huishoudleden": (("van", "tot"),),
    "relaties": (("van", "tot"),),
    "meldingen": (("ontvangen_op", "afgehandeld_op"),),
    "casussen": (("aangemeld_op", "afgesloten_op"),),
    "casusrollen": (("van", "tot"),),
    "inzet": (("van", "tot"),),
}
#: Per resource the day on which its person must have been born.
GEBOREN = {"meldingen": "ontvangen_op", "casussen": "aangemeld_op"}
ALLE_DOMEINEN = frozenset().union(*DOMEINEN.values())
Bekend = Callable[[str], Container[str]]  # the keys of a resource that came in before from this source


class Verbanden:
    """What is known of the package so far, in one pass over its tables in the order of the contract."""

    def __init__(self, bekend: Bekend) -> None:
        self._earlier = bekend
        self._ids: dict[str, set[str]] = {naam: set() for naam in resources()}
        self._unread: set[str] = set()
        self._keys: set[tuple[str, ...]] = set()
        self._bsn: set[str] = set()
        self._born: dict[str, str] = {}
        self._instrument: dict[str, str] = {}
        self._leads: dict[str, list[tuple[str, str, int]]] = {}

    def begin(self) -> None:
        """A new table begins."""
        self._keys = set()

    def unread(self, naam: str) -> None:
        """This table could not be read whole: of who refers to it nothing can be said."""
        self._unread.add(naam)

    def check(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        """Yield the faults of this block, and remember what later tables need of it."""
        yield from self._doubles(resource, blok)
        yield from self._references(resource, blok)
        yield from _order(resource.naam, blok)
        own = {
            "personen": self._persons,
            "meldingen": self._birth,
            "casussen": self._birth,
            "casusrollen": self._note_leads,
            "metingen": self._note_instruments,
            "scores": self._scores,
            "doelen": _goals,
            "inzet": _support,
            "werkwijze_reviews": _reviews,
        }.get(resource.naam)
        if own is not None:
            yield from own(resource.naam, blok)

    def end(self, resource: Resource) -> Iterator[Fout]:
        """Yield the faults that show only when the whole table is known."""
        if resource.naam != "casusrollen":
            return
        for periods in self._leads.values():
            periods.sort()
            for (_van, tot, _row), (van, _tot, row) in pairwise(periods):
                if van <= tot:
                    words = (
                        "Een casus heeft op elke dag hoogstens een regisseur; wie het overneemt begint een dag later."
                    )
                    yield Fout("casusrollen", row, "van", "regisseur", words)
        self._leads.clear()

    def _doubles(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        if not resource.sleutel:
            return
        column = resource.sleutel[0]
        words = f"Deze sleutel komt al eerder voor ({', '.join(resource.sleutel)})."
        if resource.verwezen:
            cells, seen = blok.column(column), self._ids[resource.naam]
            if len(set(cells)) == len(cells) and seen.isdisjoint(cells):
                seen.update(cells)
                return
            for number, cell in zip(blok.nummers, cells, strict=True):
                if cell in seen:
                    yield Fout(resource.naam, number, column, "dubbel", words)
                seen.add(cell)
            return
        for number, key in zip(
            blok.nummers, zip(*(blok.column(name) for name in resource.sleutel), strict=True), strict=True
        ):
            if key in self._keys:
                yield Fout(resource.naam, number, column, "dubbel", words)
            self._keys.add(key)

    def _references(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        for kolom in resource.kolommen:
            target = kolom.verwijst_naar
            if not target or kolom.naam not in blok.kolommen or target in self._unread:
                continue
            cells = blok.column(kolom.naam)
            missing = {cell for cell in set(cells) - self._ids[target] if cell and cell not in self._earlier(target)}
            if not missing:
                continue
            words = f"Verwijst naar een {resources()[target].verwezen} die niet in {target} staat."
            for number, cell in zip(blok.nummers, cells, strict=True):
                if cell in missing:
                    yield Fout(resource.naam, number, kolom.naam, "verwijzing", words)

    def _persons(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        for number, bsn in zip(blok.nummers, blok.column("bsn"), strict=True):
            if not bsn:
                continue
            if len(bsn) != BSN_LENGTE or not is_bsn(bsn):
                yield Fout(naam, number, "bsn", "elfproef", "Negen cijfers die samen aan de elfproef voldoen.")
            elif bsn in self._bsn:
                yield Fout(naam, number, "bsn", "dubbel", "Dit burgerservicenummer staat al bij een andere persoon.")
            self._bsn.add(bsn)
        born = zip(blok.column("id"), blok.column("geboortedatum"), strict=True)
        self._born.update((key, day) for key, day in born if is_date(day))

    def _birth(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        column = GEBOREN[naam]
        born = self._born
        for number, persoon, day in zip(blok.nummers, blok.column("persoon"), blok.column(column), strict=True):
            if persoon in born and is_date(day) and born[persoon] > day:
                words = "Ligt voor de geboortedatum van de persoon."
                yield Fout(naam, number, column, "datumvolgorde", words)

    def _note_leads(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        columns = (blok.column(name) for name in ("casus", "rol", "van", "tot"))
        for number, casus, rol, van, tot in zip(blok.nummers, *columns, strict=True):
            if rol == REGISSEUR and is_date(van):
                self._leads.setdefault(casus, []).append((van, tot or LAATST, number))
        return iter(())

    def _note_instruments(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        self._instrument.update(zip(blok.column("id"), blok.column("instrument"), strict=True))
        return iter(())

    def _scores(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        columns = (blok.column(name) for name in ("meting", "domein", "niveau", "reden_niet_gescoord"))
        instrument = self._instrument
        for number, meting, domein, niveau, reden in zip(blok.nummers, *columns, strict=True):
            known = DOMEINEN.get(instrument.get(meting, ""))
            if known is not None and domein and domein not in known:
                words = "Dit domein hoort niet bij het instrument van de meting."
                yield Fout(naam, number, "domein", "domein", words)
            if not niveau and not reden:
                words = "Zonder niveau hoort hier de reden waarom er geen is."
                yield Fout(naam, number, "reden_niet_gescoord", "niveau", words)
            elif niveau and reden:
                words = "Er is een niveau; dan hoort hier geen reden."
                yield Fout(naam, number, "reden_niet_gescoord", "niveau", words)


def _order(naam: str, blok: Tabelblok) -> Iterator[Fout]:
    """ISO days sort as text; a cell that is no day has its own fault already."""
    for first, last in VOLGORDE.get(naam, ()):
        if first not in blok.kolommen or last not in blok.kolommen:
            continue
        for number, van, tot in zip(blok.nummers, blok.column(first), blok.column(last), strict=True):
            if van and tot and van > tot and is_date(van) and is_date(tot):
                yield Fout(naam, number, last, "datumvolgorde", f"Ligt voor {first}.")


def _goals(naam: str, blok: Tabelblok) -> Iterator[Fout]:
    cells = blok.column("domein")
    if set(cells) <= ALLE_DOMEINEN:
        return
    for number, domein in zip(blok.nummers, cells, strict=True):
        if domein and domein not in ALLE_DOMEINEN:
            yield Fout(naam, number, "domein", "domein", "Dit domein hoort bij geen instrument of stelsel.")


def _support(naam: str, blok: Tabelblok) -> Iterator[Fout]:
    columns = (blok.column(name) for name in ("domeinstelsel", "domein"))
    for number, stelsel, domein in zip(blok.nummers, *columns, strict=True):
        known = DOMEINEN.get(stelsel)
        if known is not None and domein and domein not in known:
            yield Fout(naam, number, "domein", "domein", "Dit domein hoort niet bij het domeinstelsel van deze rij.")


def _reviews(naam: str, blok: Tabelblok) -> Iterator[Fout]:
    for number, redenen in zip(blok.nummers, blok.column("redenen"), strict=True):
        if redenen and not REDENEN.issuperset(redenen.split(" ")):
            words = f"Kies uit, met een spatie ertussen: {', '.join(sorted(REDENEN))}."
            yield Fout(naam, number, "redenen", "codelijst", words)
