"""Reads for screens and reports: the load, the standstill, in and out, expertise asked, who led when."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.querysets import CasusQuerySet
from keukentafel.casussen.weging import Caseload, weigh
from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import Casusrolsoort, Casusstand, norm, weights
from keukentafel.teams.public import (
    Bandbreedte,
    Medewerker,
    Openstaand,
    Plaatsing,
    bandwidths_on,
    placements_on,
    workers_of_team,
)
from keukentafel.toegang.public import Gebruiker


@dataclass(frozen=True, slots=True)
class Teamlid:
    """A worker of a team with his whole load, and the bandwidth he agreed to (a hint, never a ranking)."""

    medewerker: Medewerker
    caseload: Caseload
    bandbreedte: Bandbreedte | None


@dataclass(frozen=True, slots=True)
class Stroom:
    """Cases that came in and went out in the last period, and in the one before it."""

    erbij: int
    eraf: int
    erbij_ervoor: int
    eraf_ervoor: int


def load_of_workers(
    medewerker_ids: Collection[int], op: date | None = None, *, lezer: Gebruiker | None = None
) -> dict[int, Caseload]:
    """The whole load of each worker, over all teams; a worker without cases has zeros.

    With `lezer`: without the cases that do not exist for that reader.
    """
    day = op or timezone.localdate()
    ids = list(medewerker_ids)
    groups = _led_by(ids, day, None if lezer is None else lezer.pk)
    rows: dict[int, Caseload] = weigh(groups, weights(day))
    return {pk: rows.get(pk, Caseload()) for pk in ids}


@compiled
def _led_by(medewerker_ids: Collection[int], op: date, lezer: int | None) -> QuerySet[Casus, Any]:
    leads = Casusrol.objects.filter(
        Q(tot=None) | Q(tot__gte=op), rol=Casusrolsoort.REGISSEUR, van__lte=op, medewerker__in=medewerker_ids
    )
    found = Casus.objects.open_on(op).filter(pk__in=leads.order_by().values("casus"))
    return _groups(found if lezer is None else found.that_exist_for(lezer, op, few=True), op)


def _known_to(lezer: Gebruiker | int | None, found: CasusQuerySet) -> CasusQuerySet:
    return found if lezer is None else found.that_exist_for(lezer)


def _groups(found: CasusQuerySet, op: date) -> QuerySet[Casus, Any]:
    """How many cases there are of each kind that weighs, per regisseur on day `op`."""
    lead = Casusrol.objects.filter(
        Q(tot=None) | Q(tot__gte=op), casus=OuterRef("pk"), rol=Casusrolsoort.REGISSEUR, van__lte=op
    ).order_by("-van", "-pk")
    return (
        found.order_by()
        .annotate(
            lead=Subquery(lead.values("medewerker")[:1]),
            stand=Case(
                When(volgen_vanaf__lte=op, then=Value(Casusstand.VOLGEN.value)),
                default=Value(Casusstand.ACTIEF.value),
                output_field=CharField(),
            ),
        )
        .values_list("lead", "zwaarte", "veiligheid", "casustype", "stand")
        .annotate(aantal=Count("pk"))
    )


def team_load(team_id: int, op: date | None = None, *, lezer: Gebruiker | None = None) -> list[Teamlid]:
    """The workers of a team by name, each with his load (as `lezer` may count it) and bandwidth; three queries."""
    day = op or timezone.localdate()
    workers = workers_of_team(team_id, day)
    ids = [worker.pk for worker in workers]
    loads, bands = load_of_workers(ids, day, lezer=lezer), bandwidths_on(ids, day)
    return [Teamlid(worker, loads[worker.pk], bands.get(worker.pk)) for worker in workers]


def unassigned_casussen(team_id: int, op: date | None = None) -> CasusQuerySet:
    """Open cases of a team that have no regisseur today, the oldest first: still to be divided."""
    day = op or timezone.localdate()
    led = Casusrol.objects.filter(rol=Casusrolsoort.REGISSEUR, tot=None).values("casus")
    return (
        Casus.objects.open_on(day)
        .filter(team=team_id)
        .exclude(pk__in=led)
        .select_related("huishouden", "persoon")
        .order_by("aangemeld_op", "pk")
    )


def left_behind_casussen(team_id: int, op: date | None = None) -> CasusQuerySet:
    """Open cases of a team whose regisseur left it, or is placed nowhere any more: to be handed over now.

    He cannot open them once he is placed nowhere (matrix.toml); a regisseur of another team who never was in this
    one is no leaver.
    """
    day = op or timezone.localdate()
    valid = placements_on(day).order_by()
    here = Q(medewerker__in=valid.filter(team=team_id).values("medewerker"))
    once = Q(medewerker__in=Plaatsing.objects.filter(team=team_id).order_by().values("medewerker"))
    nowhere = ~Q(medewerker__in=valid.values("medewerker"))
    gone = Casusrol.objects.filter((once & ~here) | nowhere, rol=Casusrolsoort.REGISSEUR, tot=None)
    return (
        Casus.objects.open_on(day)
        .filter(team=team_id, pk__in=gone.order_by().values("casus"))
        .select_related("huishouden", "persoon")
        .order_by("aangemeld_op", "pk")
    )


def stale_casussen(found: CasusQuerySet, op: date | None = None, *, dagen: int | None = None) -> CasusQuerySet:
    """Of these cases the ones that stand still, the longest first.

    Actief without contact for more than `dagen` (default the norm `stilstand`), or volgen past its day.
    """
    day = op or timezone.localdate()
    return found.stale_on(day, day - timedelta(days=norm("stilstand", day) if dagen is None else dagen))


def flow(
    team_ids: Collection[int], op: date | None = None, *, dagen: int = 30, lezer: Gebruiker | None = None
) -> Stroom:
    """Cases in (aangemeld_op) and out (afgesloten_op) in the last `dagen` days, and in the same time before.

    With `lezer`: without the cases that do not exist for that reader.
    """
    day = op or timezone.localdate()
    begin, earlier = day - timedelta(days=dagen), day - timedelta(days=2 * dagen)

    def between(field: str, after: date, until: date) -> Count:
        return Count("pk", filter=Q(**{f"{field}__gt": after, f"{field}__lte": until}))

    counted = _known_to(lezer, Casus.objects.filter(team__in=team_ids)).aggregate(
        erbij=between("aangemeld_op", begin, day),
        eraf=between("afgesloten_op", begin, day),
        erbij_ervoor=between("aangemeld_op", earlier, begin),
        eraf_ervoor=between("afgesloten_op", earlier, begin),
    )
    return Stroom(**counted)


def asked_expertise(
    team_ids: Collection[int], op: date | None = None, *, lezer: Gebruiker | None = None
) -> Counter[str]:
    """How many open cases of these teams ask for each expertise (code), to lay beside what is present.

    With `lezer`: without the cases that do not exist for that reader.
    """
    day = op or timezone.localdate()
    rows = _known_to(lezer, Casus.objects.open_on(day)).filter(team__in=team_ids).exclude(expertise_gevraagd=[])
    return Counter(code for codes in rows.order_by().values_list("expertise_gevraagd", flat=True) for code in codes)


def regisseurs_of(casus_ids: Collection[int]) -> dict[int, Casusrol]:
    """The regisseur of today of each case, in one query; a case without one is absent."""
    roles = Casusrol.objects.filter(casus__in=casus_ids, rol=Casusrolsoort.REGISSEUR, tot=None)
    return {role.casus_id: role for role in roles.select_related("medewerker").order_by("pk")}


def roles_of(casus: Casus) -> list[Casusrol]:
    """All roles on a case, newest first: who led, and who else took part; no query after access_casus."""
    return list(casus.rollen.all())


def deputised_cases(user: Gebruiker, medewerker_id: int, op: date) -> Sequence[tuple[int, int]]:
    """Case and regisseur of every case that this worker looks after on day `op`; read once per request."""
    key = f"waarneming {op}"
    if key not in user.geheugen:
        user.geheugen[key] = list(_looked_after(medewerker_id, op))
    found: Sequence[tuple[int, int]] = user.geheugen[key]
    return found


@compiled
def _looked_after(medewerker_id: int, op: date) -> QuerySet[Casusrol, tuple[int, int]]:
    roles = Casusrol.objects.filter(
        Q(waarneming_tot=None) | Q(waarneming_tot__gte=op),
        waarnemer=medewerker_id, rol=Casusrolsoort.REGISSEUR, tot=None,
    )  # fmt: skip
    return roles.order_by("pk").values_list("casus_id", "medewerker_id")


def open_casussen_of_worker(medewerker_id: int) -> list[Casus]:
    """The open cases whose regisseur this worker is: what a leaver has to hand over."""
    led = Casusrol.objects.filter(rol=Casusrolsoort.REGISSEUR, tot=None, medewerker=medewerker_id)
    found = Casus.objects.open_on(timezone.localdate()).filter(pk__in=led.order_by().values("casus"))
    return list(found.select_related("team").order_by("team__naam", "pk"))


def open_work(medewerker_id: int) -> Openstaand:
    """For the register OPENSTAAND: how many open cases this worker leads."""
    return Openstaand(
        "open casus als regisseur", "open casussen als regisseur", len(open_casussen_of_worker(medewerker_id))
    )


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """What closing changes in this room: the case and its phases, its roles, hand-overs that waited for an answer."""
    return [
        Casus.objects.filter(pk=casus.pk),
        casus.rollen.all(),
        casus.overdrachten.all(),
        casus.overgangen.all(),
        casus.uitnodigingen.all(),
        casus.meelezingen.all(),
    ]
