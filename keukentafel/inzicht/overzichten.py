"""What a team sees of itself, computed from a momentopname: no database but for the code lists.

A team's own figures run to the peildatum, look back twelve months and compare with the same days a year earlier.
"""

from __future__ import annotations

from datetime import date, timedelta

from keukentafel.inzicht.figuren.blik import Blik, exact_view
from keukentafel.inzicht.figuren.verdelingen import Envelop
from keukentafel.inzicht.figuren.verloop import KWARTAAL
from keukentafel.inzicht.figuren.werk import MENSEN
from keukentafel.inzicht.motor import Motor, Rij
from keukentafel.inzicht.publiceren import RAPPORTEN
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.achter import Achter, units_behind
from keukentafel.inzicht.rapporten.eenheden_plan import inzet_behind
from keukentafel.inzicht.rapporten.reeksen import directions, points
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Rijsoort
from keukentafel.inzicht.vraag import Vraag

EEN_JAAR_EERDER = ("kenmerken", "ondersteuning", "doelen", "meldingen", "doorlooptijd", "eerste_hulp", "patronen")
NIEUW = "kring/nieuw/n"  # what came, all circles together
KWARTALEN = 8  # of the trend, to the one of the peildatum
Uitkomsten = dict[str, Envelop]


def team_view(team: str, peildatum: date, motor: Motor) -> tuple[Blik, Achter]:
    """Return what the team itself sees, also the support per quarter of aanmelding; and what is behind its counts."""
    now, then = outcomes(team, peildatum, motor)
    now["gebieden"] = {**now["gebieden"], "zorggebruik": _care_around(team, now["gebieden"], peildatum, motor)}
    behind = dict(units_behind(Vraag(peildatum=peildatum, van=year_before(peildatum), tot=peildatum, team=team), motor))
    for van, tot in quarters_to(peildatum):
        vraag = Vraag(peildatum=peildatum, van=van, tot=tot, team=team)
        name = f"{van.year} K{(van.month + 2) // 3}"
        now[f"{KWARTAAL}{name}"] = make_report("ondersteuning", vraag, motor).as_dict()
        if new := inzet_behind(vraag, motor).get(NIEUW):
            behind[Rijsoort.INZET] = {**behind[Rijsoort.INZET], f"trend/{name}": new}
    workers = {key.partition("/")[2]: len(ids) for key, ids in behind[Rijsoort.MEDEWERKERS].items()}
    now["formatie"] = {**now["formatie"], MENSEN: workers}
    return exact_view(now, then), behind


def _care_around(team: str, gebieden: Envelop, peildatum: date, motor: Motor) -> list[Rij]:
    """Return the series on care use of the areas of this team too: the report of a team has only its own series."""
    areas = {row["gebied"] for row in gebieden["rijen"]}
    every = directions(points(Vraag(peildatum=peildatum), motor, in_period_only=False, onderwerp="zorggebruik"))
    return [row for row in every if row["team"] == team or (not row["team"] and row["gebied"] in areas)]


def quarters_to(day: date) -> list[tuple[date, date]]:
    """Return the first and last day of the last KWARTALEN quarters, oldest first; the last one ends on this day."""
    last = day.year * 4 + (day.month - 1) // 3
    starts = [date(number // 4, number % 4 * 3 + 1, 1) for number in range(last - KWARTALEN + 1, last + 1)]
    return [*zip(starts, [start - timedelta(1) for start in starts[1:]], strict=False), (starts[-1], day)]


def outcomes(team: str, peildatum: date, motor: Motor) -> tuple[Uitkomsten, Uitkomsten]:
    """Return the envelopes of one scope over the last twelve months, and of the same days a year earlier."""
    nu, toen = (
        Vraag(peildatum=day, van=year_before(day), tot=day, team=team)
        for day in (peildatum, same_day_last_year(peildatum))
    )
    now: Uitkomsten = {naam: make_report(naam, _for(naam, nu), motor).as_dict() for naam in RAPPORTEN}
    then: Uitkomsten = {naam: make_report(naam, _for(naam, toen), motor).as_dict() for naam in EEN_JAAR_EERDER}
    return now, then


def _for(naam: str, vraag: Vraag) -> Vraag:
    """A report that looks at no period or team is not asked for one: it would only say so."""
    definitie = definities()[naam]
    return Vraag(
        peildatum=vraag.peildatum,
        van=vraag.van if definitie.met_periode else None,
        tot=vraag.tot if definitie.met_periode else None,
        team=vraag.team if definitie.met_team else "",
    )


def year_before(day: date) -> date:
    """The first day of the twelve months that end with the month of this day."""
    first = day.replace(day=1)
    year, month = divmod(first.year * 12 + first.month - 1 - 11, 12)
    return date(year, month + 1, 1)


def same_day_last_year(day: date) -> date:
    """The same day a year earlier; for the last day of a month the last day of that month."""
    if (day + timedelta(1)).day == 1:
        return (day + timedelta(1)).replace(year=(day + timedelta(1)).year - 1) - timedelta(1)
    return day.replace(year=day.year - 1)
