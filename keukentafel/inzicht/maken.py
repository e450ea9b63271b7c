"""Make the figures of Inzicht. Only a command comes here: it needs the engine (docs/adr/0012).

A team's own figures run to the peildatum, look back twelve months and compare with the same days a year earlier.
Those of policy are made once for each span that is over (publiceren.py), and compare with that span a year earlier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, Actor, post_event, record
from keukentafel.casussen.public import Casus
from keukentafel.inzicht.bewaken import keep_watch, watch_fields
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik, exact_view
from keukentafel.inzicht.figuren.verdelingen import Envelop
from keukentafel.inzicht.figuren.verloop import KWARTAAL
from keukentafel.inzicht.figuren.vragen import build_figures
from keukentafel.inzicht.models import Cijferrijen, Cijferstand, Publicatie
from keukentafel.inzicht.momentopname import from_product
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.publiceren import RAPPORTEN, make_publication, open_spans
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.eenheden import Eenheden, cases_behind
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.teamkwaliteit import count_quality, keep_quality
from keukentafel.inzicht.vraag import Vraag
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Sleutelbos, one_moment

EEN_JAAR_EERDER = ("kenmerken", "ondersteuning", "doelen", "meldingen", "doorlooptijd", "eerste_hulp")
KWARTALEN = 8  # of the trend, to the one of the peildatum
BEWAARD = 35  # days that every peildatum is kept; older ones only when they end a month


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """The figures of one scope before they are kept; `rijen`: partition/value → the cases behind it."""

    blikveld: Blikveld
    team: Team | None
    peildatum: date
    blik: Blik
    rijen: Mapping[str, list[int]]


Uitkomsten = dict[str, Envelop]


def make_cijferstanden(peildatum: date, *, by: Actor = SYSTEEM) -> list[Cijferstand]:
    """Make and keep the figures of this day for every team, and those of policy; returns what was kept.

    Everything is read as it was at one moment. Raises Vraagfout when a report cannot be made.
    """
    sleutels = Sleutelbos()
    teams = {sleutels.of("teams", team.pk): team for team in Team.objects.order_by("pk")}
    made: list[Gemaakt] = []
    month_end = peildatum if (peildatum + timedelta(1)).day == 1 else peildatum.replace(day=1) - timedelta(1)
    with one_moment():
        motor = Motor(from_product())
        own = {sleutels.of("casussen", pk): pk for pk in Casus.objects.order_by("pk").values_list("pk", flat=True)}
        for key, team in teams.items():
            blik, cases = _of_team(key, peildatum, motor)
            made.append(Gemaakt(Blikveld.TEAM, team, peildatum, blik, _own_ids(cases, own)))
        velden, kwaliteit = watch_fields(peildatum, motor), count_quality(month_end)
        with post_event("cijfers_gemaakt", by=by):
            made += _publish(peildatum, teams, motor)
    with post_event("cijfers_gemaakt", by=by):
        keep_watch(peildatum, velden)
        keep_quality(month_end, kwaliteit)
        return _keep(made, by)


def _publish(peildatum: date, teams: Mapping[str, Team], motor: Motor) -> Iterator[Gemaakt]:
    """Publish what is over and was not published; kept at once, for the next one compares with it."""
    for span in (due := open_spans(peildatum)):
        made, views = make_publication(span, (GEMEENTE, *teams), motor, nu=span == due[-1])
        Publicatie.objects.filter(tot=made.tot).delete()
        made.save()
        record("cijfers_gepubliceerd", None)
        yield from (Gemaakt(Blikveld.BELEID, teams.get(key), made.tot, blik, {}) for key, blik in views.items())


def _own_ids(cases: Eenheden, own: Mapping[str, int]) -> dict[str, list[int]]:
    """Turn the ids of the package into our own."""
    return {sleutel: [own[key] for key in ids] for sleutel, ids in cases.items()}


def _of_team(team: str, peildatum: date, motor: Motor) -> tuple[Blik, Eenheden]:
    """Return what the team itself sees, also the support per quarter of aanmelding; and the cases behind its counts."""
    now, then = _outcomes(team, peildatum, motor)
    for van, tot in quarters_to(peildatum):
        vraag = Vraag(peildatum=peildatum, van=van, tot=tot, team=team)
        name = f"{KWARTAAL}{van.year} K{(van.month + 2) // 3}"
        now[name] = make_report("ondersteuning", vraag, motor).as_dict()
    behind = cases_behind(Vraag(peildatum=peildatum, van=_year_before(peildatum), tot=peildatum, team=team), motor)
    return exact_view(now, then), behind


def quarters_to(day: date) -> list[tuple[date, date]]:
    """Return the first and last day of the last KWARTALEN quarters, oldest first; the last one ends on this day."""
    last = day.year * 4 + (day.month - 1) // 3
    starts = [date(number // 4, number % 4 * 3 + 1, 1) for number in range(last - KWARTALEN + 1, last + 1)]
    return [*zip(starts, [start - timedelta(1) for start in starts[1:]], strict=False), (starts[-1], day)]


def _outcomes(team: str, peildatum: date, motor: Motor) -> tuple[Uitkomsten, Uitkomsten]:
    """Return the envelopes of one scope over the last twelve months, and of the same days a year earlier."""
    nu, toen = (
        Vraag(peildatum=day, van=_year_before(day), tot=day, team=team)
        for day in (peildatum, _same_day_last_year(peildatum))
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


def _year_before(day: date) -> date:
    """The first day of the twelve months that end with the month of this day."""
    first = day.replace(day=1)
    year, month = divmod(first.year * 12 + first.month - 1 - 11, 12)
    return date(year, month + 1, 1)


def _same_day_last_year(day: date) -> date:
    """The same day a year earlier; for the last day of a month the last day of that month."""
    if (day + timedelta(1)).day == 1:
        return (day + timedelta(1)).replace(year=(day + timedelta(1)).year - 1) - timedelta(1)
    return day.replace(year=day.year - 1)


def _keep(made: Sequence[Gemaakt], by: Actor) -> list[Cijferstand]:
    rows = [
        Cijferstand(
            blik=one.blikveld, team=one.team, peildatum=one.peildatum, gemaakt_op=timezone.now(),
            figuren=[figuur.as_dict() for figuur in build_figures(one.blik)],
        )
        for one in made
    ]  # fmt: skip
    with post_event("cijfers_gemaakt", by=by):
        for row in rows:
            Cijferstand.objects.filter(blik=row.blik, team=row.team, peildatum=row.peildatum).delete()
        kept = Cijferstand.objects.bulk_create(rows)
        Cijferrijen.objects.bulk_create(
            Cijferrijen(stand=row, sleutel=sleutel, casussen=ids)
            for row, one in zip(kept, made, strict=True)
            for sleutel, ids in one.rijen.items()
        )
        Cijferstand.objects.filter(pk__in=list(_outdated(max(row.peildatum for row in rows)))).delete()
        record("cijfers_gemaakt", None)
    return kept


def _outdated(today: date) -> Iterator[int]:
    """What of the teams need not be shown again: days longer ago than BEWAARD that do not end a month of figures."""
    own = Cijferstand.objects.filter(blik=Blikveld.TEAM)
    rows = list(own.order_by("peildatum").values_list("pk", "team_id", "peildatum"))
    last = {(team, day.year, day.month): day for _pk, team, day in rows}
    for pk, team, day in rows:
        if day < today - timedelta(BEWAARD) and last[team, day.year, day.month] != day:
            yield pk
