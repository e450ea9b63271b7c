"""A stop on destruction: who may set and lift one, and which there are for this user (R4; docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from keukentafel.audit.public import Actor, action, note_read, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishoudlid
from keukentafel.privacy.models import Vernietigingsstop
from keukentafel.privacy.permissions import BEHANDELEN, existing_for
from keukentafel.toegang.public import Gebruiker

ONBEKEND = "Deze casus is er niet. Kijk of het nummer klopt."


def homes_for(user: Gebruiker, huishouden_ids: Collection[int]) -> set[int]:
    """Those of these households that exist for this user: everybody who ever lived there does; at most four queries."""
    rows = Huishoudlid.objects.filter(huishouden__in=huishouden_ids).order_by()
    pairs = list(rows.values_list("huishouden_id", "persoon_id"))
    mine = existing_for(user, {persoon for _home, persoon in pairs})
    return {home for home, _persoon in pairs} - {home for home, persoon in pairs if persoon not in mine}


def home_of_case(user: Gebruiker, nummer: str) -> int:
    """The household of the case with this number. Raises Regelfout when it is not there for this user; logs a find."""
    casus = Casus.objects.filter(nummer=nummer).first()
    if casus is None or not homes_for(user, [casus.huishouden_id]):
        raise Regelfout(ONBEKEND, veld="nummer")
    note_read(BEHANDELEN, casus, subjects=[casus.persoon_id])
    return casus.huishouden_id


def running_stops(user: Gebruiker) -> list[Vernietigingsstop]:
    """The stops that hold today or later, of households that exist for this user, newest first; logged."""
    rows = Vernietigingsstop.objects.filter(Q(tot=None) | Q(tot__gte=timezone.localdate())).select_related("huishouden")
    found = list(rows.order_by("-van", "-pk"))
    mine = homes_for(user, {row.huishouden_id for row in found})
    shown = [row for row in found if row.huishouden_id in mine]
    people = Huishoudlid.objects.filter(huishouden__in=[row.huishouden_id for row in shown]).valid_on(
        timezone.localdate()
    )
    note_read(BEHANDELEN, None, subjects=sorted(set(people.order_by().values_list("persoon_id", flat=True))))
    return shown


def access_stop(user: Gebruiker, stop_id: int) -> Vernietigingsstop:
    """Return a stop; Http404 when it, or its household, does not exist for this user."""
    found = Vernietigingsstop.objects.filter(pk=stop_id).first()
    if found is None or not homes_for(user, [found.huishouden_id]):
        raise Http404
    return found


@action("vernietigingsstop_opgeheven")
def lift_stop(*, by: Actor, stop: Vernietigingsstop, versie: int | None = None) -> Vernietigingsstop:
    """What was kept may be destroyed again after today, when its term has passed. Raises Regelfout when it ended."""
    locked, today = Vernietigingsstop.lock(stop.pk, versie), timezone.localdate()
    if locked.tot is not None and locked.tot <= today:
        raise Regelfout("Deze stop loopt al af.")
    locked.change(tot=max(today, locked.van))
    record("vernietigingsstop_opgeheven", locked, reden=locked.soort)
    return locked
