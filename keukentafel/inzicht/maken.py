"""Make the figures of Inzicht. Only a command comes here: it needs the engine (docs/adr/0012).

A team's own figures: overzichten.py. Those of policy are made once for each span that is over (publiceren.py), and
compare with that span a year earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, Actor, post_event, record
from keukentafel.buurt.public import Buurtvraag
from keukentafel.casussen.public import Casus
from keukentafel.core.datums import past_spans
from keukentafel.core.geheugen import seldom_collected
from keukentafel.core.muur import as_system
from keukentafel.inzicht.afschermen import without_shielded
from keukentafel.inzicht.bewaken import keep_watch, watch_fields
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik
from keukentafel.inzicht.figuren.geld import KOSTEN
from keukentafel.inzicht.figuren.vragen import build_figures
from keukentafel.inzicht.kostenbron import VOORZIENINGEN
from keukentafel.inzicht.models import Cijferrijen, Cijferstand, Publicatie, Verkenstand
from keukentafel.inzicht.momentopname import Momentopname, from_product
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.overzichten import team_view, year_before
from keukentafel.inzicht.publiceren import make_publication, open_spans
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.achter import Achter
from keukentafel.inzicht.rapporten.verkend import Verkend, explore_team
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.teamkwaliteit import count_quality, keep_quality
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import Melding
from keukentafel.plannen.public import Doel, Inzet
from keukentafel.referentielijsten.public import lists_held
from keukentafel.teams.public import Medewerker, Team
from keukentafel.uitwisseling.public import Sleutelbos, one_moment
from keukentafel.voorzieningen.public import Aanvraag

BRONNEN: Mapping[Rijsoort, tuple[str, Callable[[], QuerySet[Any]]]] = {  # its table in the package, and our rows
    Rijsoort.CASUSSEN: ("casussen", Casus.objects.all),
    Rijsoort.MELDINGEN: ("meldingen", Melding.objects.all),
    Rijsoort.DOELEN: ("doelen", Doel.objects.all),
    Rijsoort.INZET: ("inzet", Inzet.objects.all),
    Rijsoort.AANVRAGEN: (VOORZIENINGEN, Aanvraag.objects.all),
    Rijsoort.BUURTVRAGEN: ("buurtvragen", Buurtvraag.objects.all),
    Rijsoort.MEDEWERKERS: ("medewerkers", Medewerker.objects.all),
}
BEWAARD = 35  # days that every peildatum is kept; older ones only when they end a month


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """The figures of one scope before they are kept; `rijen`: by kind of object partition/value → what is behind it."""

    blikveld: Blikveld
    team: Team | None
    peildatum: date
    blik: Blik
    rijen: Mapping[Rijsoort, Mapping[str, list[int]]] = field(default_factory=dict)
    verkend: Verkend | None = None


@as_system("cijfers maken")
@seldom_collected()
@lists_held()
def make_cijferstanden(
    peildatum: date, *, by: Actor = SYSTEEM, opname: Callable[[], Momentopname] = from_product
) -> list[Cijferstand]:
    """Make and keep the figures of this day for every team, and those of policy; returns what was kept.

    Everything is read as it was at one moment; `opname` reads it. Raises Vraagfout when a report cannot be made.
    """
    sleutels = Sleutelbos()
    teams = {sleutels.of("teams", team.pk): team for team in Team.objects.order_by("pk")}
    made: list[Gemaakt] = []
    span_end = past_spans(peildatum, 1, settings.PUBLICATIE_MAANDEN)[0][1]
    begun = timezone.now()
    with one_moment():
        motor = Motor(without_shielded(opname()))
        own = {sleutels.of("casussen", pk): pk for pk in Casus.objects.order_by("pk").values_list("pk", flat=True)}
        achter: list[Achter] = []
        for key, team in teams.items():
            blik, behind = team_view(key, peildatum, motor)
            achter.append(behind)
            asked = Vraag(peildatum=peildatum, van=year_before(peildatum), tot=peildatum, team=key)
            full, verkend = _with_costs(blik, asked, motor), explore_team(key, peildatum, motor, own)
            made.append(Gemaakt(Blikveld.TEAM, team, peildatum, full, verkend=verkend))
        made = [replace(one, rijen=rijen) for one, rijen in zip(made, own_ids(achter, sleutels), strict=True)]
        velden, kwaliteit = watch_fields(peildatum, motor), count_quality(span_end)
        publicaties, beleid = _publish(peildatum, teams, motor)
    with post_event("cijfers_gemaakt", by=by):
        for publicatie in publicaties:
            Publicatie.objects.filter(tot=publicatie.tot).delete()
            publicatie.save()
            record("cijfers_gepubliceerd", None)
        keep_watch(peildatum, velden)
        keep_quality(span_end, kwaliteit)
        return _keep([*made, *beleid], by, begun)


def _publish(peildatum: date, teams: Mapping[str, Team], motor: Motor) -> tuple[list[Publicatie], list[Gemaakt]]:
    """Make what is over and was not published; nothing is kept yet. A later one compares with an earlier one."""
    publicaties: list[Publicatie] = []
    beleid: list[Gemaakt] = []
    for span in (due := open_spans(peildatum)):
        one, views = make_publication(span, (GEMEENTE, *teams), motor, nu=span == due[-1], eerder=publicaties)
        publicaties.append(one)
        asked = Vraag(peildatum=span[1], van=span[0], tot=span[1])
        views = {**views, GEMEENTE: _with_costs(views[GEMEENTE], asked, motor)}  # never of a team: it can be subtracted
        beleid += [Gemaakt(Blikveld.BELEID, teams.get(key), one.tot, blik) for key, blik in views.items()]
    return publicaties, beleid


def _with_costs(blik: Blik, vraag: Vraag, motor: Motor) -> Blik:
    """Add what support cost. Apart from the other reports: it goes through every item, where those count in passing."""
    return replace(blik, uitkomsten={**blik.uitkomsten, KOSTEN: make_report(KOSTEN, vraag, motor).as_dict()})


def own_ids(achter: Sequence[Achter], sleutels: Sleutelbos) -> list[dict[Rijsoort, dict[str, list[int]]]]:
    """Turn the ids of the package into our own; what the package knows and we do not is left out with its key.

    For all teams in one go: each table of ours is read once.
    """
    own = {soort: _own(soort, achter, sleutels) for soort in BRONNEN}
    return [
        {
            soort: {key: [own[soort][pk] for pk in ids] for key, ids in units.items() if own[soort].keys() >= set(ids)}
            for soort, units in of_team.items()
        }
        for of_team in achter
    ]


def _own(soort: Rijsoort, achter: Sequence[Achter], sleutels: Sleutelbos) -> dict[str, int]:
    """The ids of one kind that are behind any count, in the package and with us."""
    wanted = {key for of_team in achter for ids in of_team.get(soort, {}).values() for key in ids}
    resource, rows = BRONNEN[soort]
    pks = rows().order_by("pk").values_list("pk", flat=True).iterator() if wanted else iter(())
    return {key: pk for pk in pks if (key := sleutels.of(resource, pk)) in wanted}


def _keep(made: Sequence[Gemaakt], by: Actor, begun: datetime) -> list[Cijferstand]:
    """Keep them as made when their reading began: what is closed to somebody while they are made may be in them."""
    rows = [
        Cijferstand(
            blik=one.blikveld, team=one.team, peildatum=one.peildatum, gemaakt_op=begun,
            figuren=[figuur.as_dict() for figuur in build_figures(one.blik)],
        )
        for one in made
    ]  # fmt: skip
    with post_event("cijfers_gemaakt", by=by):
        for row in rows:
            Cijferstand.objects.filter(blik=row.blik, team=row.team, peildatum=row.peildatum).delete()
        kept = Cijferstand.objects.bulk_create(rows)
        Cijferrijen.objects.bulk_create(
            Cijferrijen(stand=row, sleutel=sleutel, soort=soort, ids=ids)
            for row, one in zip(kept, made, strict=True)
            for soort, rijen in one.rijen.items()
            for sleutel, ids in rijen.items()
        )
        Verkenstand.objects.filter(stand__team__in=[one.team for one in made if one.verkend]).delete()
        Verkenstand.objects.bulk_create(
            Verkenstand(stand=row, casussen=verkend.casussen, facetten=[facet.as_dict() for facet in verkend.facetten])
            for row, one in zip(kept, made, strict=True) if (verkend := one.verkend) is not None
        )  # fmt: skip
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
