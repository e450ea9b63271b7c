"""The weekly five minutes: the cases that stand still, one by one, each with one thing to decide (screens.md 3.15)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import Casus, Casusrol, Casustoegang, resume_actief, set_volgen, stale_casussen
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.taken.public import Taak, create_taak
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker

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


def stale_of(user: Gebruiker, worker: Medewerker, op: date) -> QuerySet[Casus]:
    """Cases of this regisseur that stand still and for which nothing is planned; only those that may be seen."""
    leads = Casusrol.objects.filter(medewerker=worker, rol=Casusrolsoort.REGISSEUR, tot=None)
    planned = Taak.objects.filter(medewerker=worker, gedaan_op=None, vervallen=False, vervalt_op__gte=op)
    mine = Casus.objects.visible_to(user, op).open_on(op).filter(pk__in=leads.values("casus"))
    still: QuerySet[Casus] = stale_casussen(mine, op)
    return still.exclude(pk__in=planned.filter(casus__isnull=False).values("casus"))


def next_turn(user: Gebruiker, worker: Medewerker, op: date, after: int | None = None) -> Beurt | None:
    """The first stale case after the one with id `after` in the order of the run; None when all are done."""
    ids = list(stale_of(user, worker, op).values_list("pk", flat=True))
    place = ids.index(after) + 1 if after in ids else 0
    return _turn(ids, place) if place < len(ids) else None


def turn_of(user: Gebruiker, worker: Medewerker, casus_id: int, op: date) -> Beurt:
    """The turn of this case, also when it stands still no more."""
    ids = list(stale_of(user, worker, op).values_list("pk", flat=True))
    return _turn(ids, ids.index(casus_id)) if casus_id in ids else _turn([casus_id], 0)


def _turn(ids: list[int], place: int) -> Beurt:
    casus = Casus.objects.select_related("huishouden", "team", "persoon").get(pk=ids[place])
    return Beurt(casus, place + 1, len(ids), casus.laatste_contact_op or casus.aangemeld_op)


def still_active(*, by: Actor, toegang: Casustoegang, medewerker: Medewerker, op: date) -> None:
    """It is still active: plan a contact, so that the case has a next step; a rest that was over, ends.

    Raises Regelfout for a day that is past.
    """
    if op < timezone.localdate():
        raise Regelfout("Kies vandaag of een dag die nog komt.", veld="op")
    if toegang.casus.volgen_vanaf is not None:
        resume_actief(by=by, casus=toegang.casus)
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
    """It may rest until `op`. Raises Regelfout for a day that is not to come."""
    try:
        set_volgen(by=by, casus=toegang.casus, tot=op)
    except Regelfout as fout:
        raise Regelfout(fout.melding, veld="op" if fout.veld == "tot" else fout.veld) from fout
