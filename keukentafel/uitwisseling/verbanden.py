"""What rows of a package must mean together: keys, references, order of days, one regisseur, domains of a scheme.

The rules are those of the contract (rule 5); each looks at one block of a table and knows what came before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from keukentafel.personen.public import is_bsn
from keukentafel.uitwisseling.cellen import is_date
from keukentafel.uitwisseling.definitie import DOMEINEN, REDENEN, Resource, resources
from keukentafel.uitwisseling.eerder import REGISSEUR, Eerder, Regie
from keukentafel.uitwisseling.fouten import Fout
from keukentafel.uitwisseling.tabel import Tabelblok

LAATST = "9999-12-31"
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
EEN_REGISSEUR = "Een casus heeft op elke dag hoogstens een regisseur; wie het overneemt begint een dag later."


class Verbanden:
    """What is known of the package so far, in one pass over its tables in the order of the contract."""

    def __init__(self, eerder: Eerder) -> None:
        self._earlier = eerder
        self._ids: dict[str, set[str]] = {naam: set() for naam in resources()}
        self._unread: set[str] = set()
        self._keys: set[tuple[str, ...]] = set()
        self._bsn: set[str] = set()
        self._born: dict[str, str] = {}
        self._instrument: dict[str, str] = {}
        self._columns: dict[str, frozenset[str]] = {}
        self._reborn: dict[str, tuple[str, int]] = {}
        self._leads: dict[str, list[tuple[str, str, int]]] = {}
        self._fresh_leads: list[tuple[Regie, int]] = []

    def begin(self) -> None:
        """A new table begins."""
        self._keys = set()

    def unread(self, naam: str) -> None:
        """This table could not be read whole: of who refers to it nothing can be said."""
        self._unread.add(naam)

    def check(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        """Yield the faults of this block, and remember what later tables need of it."""
        self._columns[resource.naam] = frozenset(blok.kolommen)
        yield from self._doubles(resource, blok)
        yield from self._references(resource, blok)
        yield from _order(resource.naam, blok)
        yield from self._order_as_stored(resource, blok)
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
                    yield Fout(resource.naam, row, "van", "regisseur", EEN_REGISSEUR)
        self._leads.clear()
        yield from self._leads_as_stored()

    def finish(self) -> Iterator[Fout]:
        """Yield the faults that show only when the whole package is known: a birth after days that came before."""
        told = set[str]()
        for persoon, resource, key, op in self._earlier.days_of(self._reborn):
            day, row = self._reborn[persoon]
            if persoon not in told and key not in self._ids[resource] and day > op:
                told.add(persoon)
                words = "Ligt na de dag van een melding of casus die er al is."
                yield Fout("personen", row, "geboortedatum", "datumvolgorde", words)

    def _doubles(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        if not resource.sleutel or resource.sleutel[0] not in blok.kolommen:
            return
        column = resource.sleutel[0]
        words = f"Deze sleutel komt al eerder voor ({', '.join(resource.sleutel)})."
        if resource.verwezen:
            cells, seen = blok.column(column), self._ids[resource.naam]
            if len(set(cells)) == len(cells) and seen.isdisjoint(cells):
                seen.update(cells)
                return
            for number, cell in zip(blok.nummers, cells, strict=True):
                if cell and cell in seen:
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
            missing = {
                cell for cell in set(cells) - self._ids[target] if cell and cell not in self._earlier.keys(target)
            }
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
        born = list(zip(blok.column("id"), blok.column("geboortedatum"), strict=True))
        self._born.update((key, day) for key, day in born if is_date(day))
        if "geboortedatum" in blok.kolommen and self._earlier.keys(naam):
            rows = zip(born, blok.nummers, self._earlier.same(naam, blok), strict=True)
            changed = {key: (day, row) for (key, day), row, same in rows if not same and is_date(day)}
            stored = self._earlier.cells(naam, "geboortedatum", changed)
            self._reborn.update((key, changed[key]) for key, day in stored.items() if day != changed[key][0])

    def _birth(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        column = GEBOREN[naam]
        persons = blok.column("persoon")
        born = self._with_stored(self._born, "personen", "geboortedatum", persons)
        for number, persoon, day in zip(blok.nummers, persons, blok.column(column), strict=True):
            if persoon in born and is_date(day) and born[persoon] > day:
                words = "Ligt voor de geboortedatum van de persoon."
                yield Fout(naam, number, column, "datumvolgorde", words)

    def _note_leads(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        columns = (blok.column(name) for name in ("casus", "rol", "van", "tot", "medewerker"))
        rows = list(zip(blok.nummers, *columns, strict=True))
        for number, casus, rol, van, tot, _who in rows:
            if rol == REGISSEUR and is_date(van):
                self._leads.setdefault(casus, []).append((van, tot or LAATST, number))
        if self._earlier.keys("casussen"):
            workers = self._earlier.keys("medewerkers")
            known = zip(rows, self._earlier.same(naam, blok), self._earlier.became(naam, blok), strict=True)
            self._fresh_leads += [
                (Regie(casus, van, tot or LAATST, workers.get(who, 0), pk), number)
                for (number, casus, rol, van, tot, who), same, pk in known
                if rol == REGISSEUR and is_date(van) and not same
            ]
        return iter(())

    def _leads_as_stored(self) -> Iterator[Fout]:
        """A regisseur of this package beside one who came before, or was chosen here, and stays as he is."""
        renewed = {fresh.object_id for fresh, _row in self._fresh_leads}
        stored: dict[str, list[Regie]] = {}
        for lead in self._earlier.leads({fresh.casus for fresh, _row in self._fresh_leads}):
            if lead.object_id not in renewed:
                stored.setdefault(lead.casus, []).append(lead)
        for fresh, row in self._fresh_leads:
            others = stored.get(fresh.casus, ())
            if any(_both_lead(fresh, lead) for lead in others):
                yield Fout("casusrollen", row, "van", "regisseur", EEN_REGISSEUR)
        self._fresh_leads.clear()

    def _note_instruments(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        told = dict(zip(blok.column("id"), blok.column("instrument"), strict=True))
        self._instrument.update(told)
        stored = self._earlier.cells(naam, "instrument", [key for key in told if key in self._earlier.keys(naam)])
        changed = {key for key, code in stored.items() if told[key] in DOMEINEN and told[key] != code}
        scored = self._earlier.scored(changed) if changed else {}
        for number, key in zip(blok.nummers, blok.column("id"), strict=True) if scored else ():
            if not set(scored.get(key, ())) <= set(DOMEINEN.get(told[key], ())):
                words = "Bij deze meting staat al een score in een domein dat dit instrument niet heeft."
                yield Fout(naam, number, "instrument", "domein", words)

    def _scores(self, naam: str, blok: Tabelblok) -> Iterator[Fout]:
        columns = (blok.column(name) for name in ("meting", "domein", "niveau", "reden_niet_gescoord"))
        instrument = self._with_stored(self._instrument, "metingen", "instrument", blok.column("meting"))
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

    def _with_stored(
        self, found: Mapping[str, str], naam: str, kolom: str, sleutels: Sequence[str]
    ) -> Mapping[str, str]:
        """Return what this package says of these keys, and for keys that are not in it what came before."""
        told = self._ids[naam] if kolom in self._columns.get(naam, ()) else set[str]()
        absent = set(sleutels) - found.keys() - told
        stored = self._earlier.cells(naam, kolom, absent) if absent else {}
        return {**found, **{key: cell for key, cell in stored.items() if cell}} if stored else found

    def _order_as_stored(self, resource: Resource, blok: Tabelblok) -> Iterator[Fout]:
        """Where this package has only one of two days, the other is the one that came before."""
        naam = resource.naam
        for first, last in VOLGORDE.get(naam, ()):
            here, there = (first, last) if first in blok.kolommen else (last, first)
            if not resource.verwezen or there in blok.kolommen or here not in blok.kolommen:
                continue
            keys = blok.column(resource.verwezen)
            stored = self._earlier.cells(naam, there, keys)
            rows = zip(blok.nummers, keys, blok.column(here), self._earlier.same(naam, blok), strict=True)
            for number, key, day, same in rows:
                other = stored.get(key, "")
                van, tot = (day, other) if here == first else (other, day)
                if not same and van and tot and van > tot and is_date(day):
                    words = f"Past niet bij {there}, zoals dat er al is."
                    yield Fout(naam, number, here, "datumvolgorde", words)


def _both_lead(fresh: Regie, stored: Regie) -> bool:
    """True when these lead on one day: not when they are one role, nor when one takes over who has no end yet."""
    same = (fresh.van, fresh.medewerker) == (stored.van, stored.medewerker)
    takes_over = not stored.tot and fresh.tot == LAATST and stored.van < fresh.van
    return not same and not takes_over and fresh.van <= (stored.tot or LAATST) and stored.van <= fresh.tot


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
