"""The weekly five minutes: the cases that stand still, one by one, each with one thing to decide (screens.md 3.15)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import Casus, Casusrol, Casustoegang, set_volgen, stale_casussen
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.taken.public import Taak, create_taak
from keukentafel.teams.public import Medewerker

WEER_KIJKEN = timedelta(weeks=2)
VOLGEN = timedelta(weeks=6)
SOORT = "bijwerken"


@dataclass(frozen=True, slots=True)
class Beurt:
    """The case whose turn it is, and how far one is."""

    casus: Casus
    nummer: int
    aantal: int
    sinds: date


def stale_of(worker: Medewerker, op: date) -> QuerySet[Casus]:
    """Cases of this regisseur that stand still and for which nothing is planned."""
    leads = Casusrol.objects.filter(medewerker=worker, rol=Casusrolsoort.REGISSEUR, tot=None)
    planned = Taak.objects.filter(medewerker=worker, gedaan_op=None, vervallen=False, vervalt_op__gte=op)
    mine = Casus.objects.open_on(op).filter(pk__in=leads.values("casus"))
    still: QuerySet[Casus] = stale_casussen(mine, op)
    return still.exclude(pk__in=planned.filter(casus__isnull=False).values("casus"))


def next_turn(worker: Medewerker, op: date, after: int = 0) -> Beurt | None:
    """The first stale case after the one with id `after` in the order of the run; None when all are done."""
    ids = list(stale_of(worker, op).values_list("pk", flat=True))
    place = ids.index(after) + 1 if after in ids else 0
    if place >= len(ids):
        return None
    casus = Casus.objects.select_related("huishouden", "team", "persoon").get(pk=ids[place])
    return Beurt(casus, place + 1, len(ids), casus.laatste_contact_op or casus.aangemeld_op)


def still_active(*, by: Actor, toegang: Casustoegang, medewerker: Medewerker, op: date) -> None:
    """It is still active: plan a contact, so that the case has a next step."""
    create_taak(
        by=by,
        titel="Contact opnemen",
        soort=SOORT,
        team=toegang.casus.team,
        casus=toegang.casus,
        medewerker=medewerker,
        vervalt_op=op,
        bron=f"bijwerken:{toegang.casus.pk}",
    )


def follow(*, by: Actor, toegang: Casustoegang, op: date) -> None:
    """It may rest until `op`."""
    set_volgen(by=by, casus=toegang.casus, tot=op)
