"""Random worlds around the destruction list (R1), many side by side, and the rule said again, slow and obvious.

A world is a few people in a few households (also in two, also formerly), cases that run or were closed around the day
on which their term ends, notes under other laws, meldingen, requests, holds, and lists that were made before. Every
world knows its rows as plain values, so that `may_go` asks the database nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Model

from keukentafel.casussen.models import Casus
from keukentafel.meldingen.models import Melding, MeldingCasus
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.privacy.bewaren.standen import Lijststand, Stopreden
from keukentafel.privacy.models import (
    Bewaartermijn,
    Vernietigingslijst,
    Vernietigingsregel,
    Vernietigingsstop,
    Verzoek,
)
from keukentafel.privacy.states import Verzoeksoort
from keukentafel.tijdlijn.models import Contactmoment
from tests.cast import Cast

#: Years and from when, per law; schulden has no term, so that nothing under it may ever go.
TERMIJNEN = {
    "algemeen": (10, "laatste_wijziging"), "wmo": (15, "afsluiting"), "jeugd": (20, "laatste_wijziging"),
    "veiligheid": (20, "afsluiting"), "participatie": (10, "afsluiting"),
}  # fmt: skip
WETTEN = [*TERMIJNEN] * 3 + ["schulden"]
LANG = date(1990, 6, 1)


@dataclass
class Wereld:
    """The rows of one world. Days are the days that count; None: not yet, or open."""

    huizen: list[Huishouden] = field(default_factory=list)
    mensen: list[Persoon] = field(default_factory=list)
    leden: list[Huishoudlid] = field(default_factory=list)
    casussen: list[Casus] = field(default_factory=list)
    stukken: list[Contactmoment | Melding] = field(default_factory=list)  # what was recorded, with its law
    koppelingen: list[MeldingCasus] = field(default_factory=list)
    verzoeken: list[Verzoek] = field(default_factory=list)
    stops: list[Vernietigingsstop] = field(default_factory=list)
    gewijzigd: list[tuple[Model, date]] = field(default_factory=list)  # only what was not changed long ago
    op_lijst: list[tuple[Casus, Lijststand]] = field(default_factory=list)


def later(day: date, years: int) -> date:
    """The same day so many years later (or earlier), 1 March for 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def draw_day(dobbel: random.Random) -> date:
    """A day to make the list on: any, but often one at which calendars differ."""
    odd = [(2, 28), (2, 29), (3, 1), (3, 31), (5, 31), (12, 31), (1, 1), (10, 30)]
    year = dobbel.choice((2044, 2045, 2047, 2048))
    if dobbel.random() < 0.6:
        month, day = dobbel.choice(odd)
        return later(date(2048, month, day), year - 2048)
    return date(year, 1, 1) + timedelta(days=dobbel.randrange(365))


def draw_world(cast: Cast, dobbel: random.Random, op: date) -> Wereld:
    """One world, not yet in the database."""
    w = Wereld()
    w.huizen = [Huishouden(naam="Huis") for _ in range(dobbel.randint(1, 3))]
    w.mensen = [Persoon(achternaam="Wereld") for _ in range(dobbel.randint(1, 4))]
    for one in w.mensen:
        for home in dobbel.sample(w.huizen, min(len(w.huizen), dobbel.choice((0, 1, 1, 1, 2)))):
            until = dobbel.choice((None, None, LANG + timedelta(days=9)))
            w.leden.append(Huishoudlid(huishouden=home, persoon=one, rol="volwassene", van=LANG, tot=until))
    for _ in range(dobbel.randint(1, 3)):
        _draw_case(w, cast, dobbel, op)
    who = {"persoon": dobbel.choice(w.mensen), "huishouden": dobbel.choice(w.huizen)}
    if dobbel.random() < 0.25:
        how = dobbel.choice(("persoon", "huishouden", "melder_persoon"))
        handled = dobbel.choice((None, LANG))
        asked = {how: who["persoon" if how == "melder_persoon" else how]}
        w.stukken.append(Melding(team=cast.noord, ontvangen_op=LANG, afgehandeld_op=handled, **asked))
    if dobbel.random() < 0.3:
        done = dobbel.choice(({}, {}, {"afgehandeld_op": LANG, "uitkomst": "toegewezen"}))
        kind = dobbel.choice(Verzoeksoort.values)
        w.verzoeken.append(Verzoek(persoon=who["persoon"], ontvangen_op=LANG, eigenaar=cast.noor, soort=kind, **done))
    if dobbel.random() < 0.3:
        since = op + timedelta(days=dobbel.choice((-900, -2, 0, 1)))
        until = dobbel.choice((None, since, op - timedelta(days=1), op, op + timedelta(days=1)))
        until = None if until is None else max(since, until)
        stop = {"soort": dobbel.choice(Stopreden.values), "van": since, "tot": until}
        w.stops.append(Vernietigingsstop(huishouden=who["huishouden"], **stop))
    return w


def _draw_case(w: Wereld, cast: Cast, dobbel: random.Random, op: date) -> None:
    """A case closed around the end of the term of some law, or running; with notes, a melding, and a list it was on."""
    near = dobbel.choice((*range(-4, 5), -500, -8000))  # days from the day on which it would just not be due
    closed = later(op, -dobbel.choice((10, 10, 15, 20))) + timedelta(days=near)
    casus = Casus(
        huishouden=dobbel.choice(w.huizen), persoon=dobbel.choice(w.mensen), team=cast.noord, aangemeld_op=LANG,
        afgesloten_op=None if dobbel.random() < 0.15 else max(closed, LANG), wet=dobbel.choice(WETTEN),
    )  # fmt: skip
    w.casussen.append(casus)
    made: list[Model] = [casus]
    for _ in range(dobbel.choice((0, 1, 2))):
        note = Contactmoment(casus=casus, datum=LANG, wet=dobbel.choice((casus.wet, dobbel.choice(WETTEN))))
        w.stukken.append(note)
        made.append(note)
    if dobbel.random() < 0.4:
        law, handled = dobbel.choice((casus.wet, dobbel.choice(WETTEN))), None if dobbel.random() < 0.1 else LANG
        melding = Melding(team=cast.noord, ontvangen_op=LANG, afgehandeld_op=handled, wet=law, persoon=casus.persoon)
        w.stukken.append(melding)
        w.koppelingen.append(MeldingCasus(melding=melding, casus=casus, op=LANG, wijze="opent"))
        made.append(melding)
    for row in made:
        if dobbel.random() < 0.3:
            day = later(op, -dobbel.choice((10, 20))) + timedelta(days=dobbel.randint(-3, 3))
            w.gewijzigd.append((row, max(day, LANG)))
    if dobbel.random() < 0.15:
        w.op_lijst.append((casus, dobbel.choice(list(Lijststand))))


def write_terms() -> None:
    """What the municipality decided, for every law but one."""
    for soort, (years, since) in TERMIJNEN.items():
        Bewaartermijn.objects.create(soort=soort, jaren=years, vanaf=since, bron="besluit")


def write_worlds(cast: Cast, worlds: Sequence[Wereld], op: date) -> None:
    """Put these worlds in the database with one statement per table, and give every row the day it was changed on."""
    for number, casus in enumerate(casus for w in worlds for casus in w.casussen):
        casus.nummer = f"KW{number}"
    tables: tuple[list[Any], ...] = (
        [row for w in worlds for row in w.huizen], [row for w in worlds for row in w.mensen],
        [row for w in worlds for row in w.leden], [row for w in worlds for row in w.casussen],
        [row for w in worlds for row in w.stukken if isinstance(row, Contactmoment)],
        [row for w in worlds for row in w.stukken if isinstance(row, Melding)],
        [row for w in worlds for row in w.koppelingen], [row for w in worlds for row in w.verzoeken],
        [row for w in worlds for row in w.stops],
    )  # fmt: skip
    for rows in tables:
        _write(rows)
    for stand in Lijststand:
        rows = [casus.pk for w in worlds for casus, stood in w.op_lijst if stood == stand]
        if rows:
            made = Vernietigingslijst.objects.create(opgesteld_op=op, opgesteld_door=cast.tom, stand=stand)
            Vernietigingsregel.objects.bulk_create(
                Vernietigingsregel(lijst=made, casus_nr=pk, soort="algemeen", einde=LANG) for pk in rows
            )
    by_day: dict[tuple[type[Model], date], list[int]] = {}
    for w in worlds:
        for row, day in w.gewijzigd:
            by_day.setdefault((type(row), day), []).append(row.pk)
    for (model, day), ids in by_day.items():
        model._base_manager.filter(pk__in=ids).update(gewijzigd_op=_noon(day))


def _write(rows: list[Any]) -> None:
    if not rows:
        return
    model = type(rows[0])
    for row in rows:  # the keys of what was written just now
        for key in row._meta.concrete_fields:
            if key.is_relation and getattr(row, key.name) is not None:
                setattr(row, key.name, getattr(row, key.name))
    model._base_manager.bulk_create(rows)
    if any(each.name == "gewijzigd_op" for each in model._meta.concrete_fields):
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(gewijzigd_op=_noon(LANG))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


# --- The rule, said again ---------------------------------------------------------------------------------------------


def may_go(w: Wereld, casus: Casus, op: date) -> tuple[str, date] | None:
    """Whether this case may be destroyed on this day: the law whose term was the longest and its last day, or None."""
    if casus.afgesloten_op is None or any(
        listed is casus and stand in (Lijststand.OPEN, Lijststand.AKKOORD) for listed, stand in w.op_lijst
    ):
        return None
    family = {casus.persoon_id} | {row.persoon_id for row in w.leden if row.huishouden_id == casus.huishouden_id}
    homes = {casus.huishouden_id} | {row.huishouden_id for row in w.leden if row.persoon_id in family}
    if any(_held_back(w, family, homes, op)):
        return None
    theirs = [row for row in w.stukken if isinstance(row, Contactmoment) and row.casus is casus]
    joined = [row.melding for row in w.koppelingen if row.casus is casus]
    rows = [casus, *theirs, *joined]
    last_change = max([LANG, *(day for changed, day in w.gewijzigd if any(changed is row for row in rows))])
    ends = []
    for law in {row.wet for row in rows}:
        if law not in TERMIJNEN:
            return None
        years, since = TERMIJNEN[law]
        begin = max(casus.afgesloten_op, last_change) if since == "laatste_wijziging" else casus.afgesloten_op
        ends.append((later(begin, years), law))
    last, law = max(ends)
    return (law, last) if last < op else None


def _held_back(w: Wereld, family: Iterable[int], homes: Iterable[int], op: date) -> Iterator[bool]:
    """Everything that keeps a case, whatever its term."""
    for other in w.casussen:
        yield other.afgesloten_op is None and (other.persoon_id in family or other.huishouden_id in homes)
    for row in w.stukken:
        if isinstance(row, Melding) and row.afgehandeld_op is None:
            yield row.persoon_id in family or row.huishouden_id in homes or row.melder_persoon_id in family
    for asked in w.verzoeken:
        yield asked.afgehandeld_op is None and asked.soort != Verzoeksoort.WISSEN and asked.persoon_id in family
    for stop in w.stops:
        yield stop.huishouden_id in homes and stop.van <= op and (stop.tot is None or stop.tot >= op)
