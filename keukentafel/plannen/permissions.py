"""Who may use a plan and its parts: through the case, and per law of each part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import (
    Casus,
    Casustoegang,
    access_casus,
    coordination_is_on,
    open_laws,
    read_once,
    relations_to_casus,
    subjects_of,
)
from keukentafel.core.muur import weighs
from keukentafel.core.opvragen import compiled
from keukentafel.personen.public import Huishoudlid
from keukentafel.plannen.models import (
    Actie,
    Deelafspraak,
    Doel,
    Inzet,
    Onderdeel,
    Plan,
    Plansamenvoeging,
    Planversie,
    Vraag,
)
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.public import Gebruiker

T = TypeVar("T", Onderdeel, Doel, Inzet, Plan, Vraag, Deelafspraak)


@dataclass(frozen=True, slots=True)
class Plantoegang:
    """A case that may be used and the open own plan of its household, if there is one."""

    kring: Casustoegang
    plan: Plan | None

    @property
    def casus(self) -> Casus:
        """The case through which the plan is reached."""
        return self.kring.casus

    def readable(self, items: Iterable[T]) -> list[T]:
        """Those parts that were recorded under a law which this reader may read."""
        return [item for item in items if self.kring.mag_wet(item.wet)]

    def may_open(self, versie: Planversie) -> bool:
        """True when this reader may read every part that is in a version that was given; unknown is every law."""
        return all(self.kring.mag_wet(wet) for wet in versie.wetten or Wet.values)


def laws_of(by: Actor, casus: Casus) -> frozenset[str]:
    """The laws of which this actor may read the parts by way of this case; the system may all.

    Veiligheid asks for more than a role. Relations are asked only where a decision to coordinate counts.
    """
    if not isinstance(by, Gebruiker):
        return frozenset(Wet.values)
    return open_laws(by, casus, relations_to_casus(by, casus) if coordination_is_on() else frozenset())


@weighs
def access_plan(user: Gebruiker, casus_id: int, actie: str = "plan_inzien") -> Plantoegang:
    """The household's one plan by way of a case. Http404 for a stranger, PermissionDenied for a role that may not.

    Of a closed case the plan that ended with it can be read, not changed. The read is logged by access_casus: one
    line per person of the household.
    """
    toegang = access_casus(user, casus_id, actie)
    own = [plan for plan in plans_of_household(toegang.casus) if plan.eigenaar_id is None]
    found = next((plan for plan in own if plan.beeindigd_op is None), None)
    if found is None and actie == "plan_inzien" and toegang.casus.afgesloten_op is not None:
        found = _ended_last(own)
    return Plantoegang(toegang, found)


def plans_of_household(casus: Casus) -> list[Plan]:
    """Every plan of the household of a case, its own and those of others, newest first; read once per page.

    `heeft_opgenomen` on each: another own plan went up in it, and that stands. `eerste_doel_op`: the first
    day of its open goals, or None.
    """
    return read_once(casus, "plannen van het huishouden", lambda: list(_plans(casus.huishouden_id)))


@compiled
def _plans(huishouden_id: int) -> QuerySet[Plan]:
    merges = Plansamenvoeging.objects.filter(doelplan=OuterRef("pk"), ongedaan_op=None)
    days = Doel.objects.open().filter(plan=OuterRef("pk"), streefdatum__isnull=False).order_by("streefdatum", "pk")
    rows = Plan.objects.filter(huishouden=huishouden_id).annotate(
        heeft_opgenomen=Exists(merges), eerste_doel_op=Subquery(days.values("streefdatum")[:1])
    )
    return rows.select_related("casus", "eigenaar", "persoon").order_by("-opgesteld_op", "-pk")


def _ended_last(own: list[Plan]) -> Plan | None:
    """The own plan of a household that ended last, apart from plans that went up in another."""
    ended = [plan for plan in own if plan.beeindigd_op is not None and plan.samengevoegd_in_id is None]
    return max(ended, key=lambda plan: (plan.beeindigd_op or date.min, plan.pk), default=None)


def open_plan_of(huishouden_id: int) -> Plan | None:
    """The open own plan of a household (R-067); the newest, when another system brought more than one."""
    return Plan.objects.own().filter(huishouden=huishouden_id, beeindigd_op=None).select_related("casus").first()


def find_doel(toegang: Plantoegang, doel_id: int) -> Doel:
    """A goal of this plan that the reader may read; Http404 otherwise."""
    return _readable(toegang, Doel.objects.filter(pk=doel_id, plan=toegang.plan).select_related("plan", "leefdomein"))


def find_vraag(toegang: Plantoegang, vraag_id: int) -> Vraag:
    """A question of this household that the reader may read; Http404 otherwise."""
    rows = Vraag.objects.filter(pk=vraag_id, casus__huishouden=toegang.casus.huishouden_id)
    return _readable(toegang, rows.select_related("leefdomein"))


def find_inzet(toegang: Plantoegang, inzet_id: int) -> Inzet:
    """A support item of this plan that the reader may read; Http404 otherwise."""
    rows = Inzet.objects.filter(pk=inzet_id, plan=toegang.plan)
    return _readable(toegang, rows.select_related("plan", "leefdomein", "uitvoerder", "doel"))


def find_actie(toegang: Plantoegang, actie_id: int) -> Actie:
    """An action under a goal of this plan that the reader may read; Http404 otherwise."""
    found = Actie.objects.filter(pk=actie_id, doel__plan=toegang.plan).select_related("doel__plan").first()
    if found is None or not toegang.kring.mag_wet(found.doel.wet):
        raise Http404
    return found


def find_ander_plan(toegang: Plantoegang, plan_id: int) -> Plan:
    """Another organisation's plan in this household; Http404 otherwise."""
    rows = Plan.objects.of_others().filter(pk=plan_id, huishouden=toegang.casus.huishouden_id)
    found = rows.select_related("eigenaar").first()
    if found is None or not toegang.kring.mag_wet(found.wet):
        raise Http404
    return found


def find_versie(toegang: Plantoegang, versie_id: int) -> Planversie:
    """A version of a plan of this household; private copies too: they were made by the team.

    Http404 for any other, and for one that has a part under a law that this reader may not read.
    """
    rows = Planversie.objects.filter(pk=versie_id, plan__huishouden=toegang.casus.huishouden_id, plan__eigenaar=None)
    found = rows.select_related("plan").first()
    if found is None or not toegang.may_open(found):
        raise Http404
    return found


def find_deelafspraak(toegang: Plantoegang, pk: int) -> Deelafspraak:
    """An agreement on sharing in this plan that the reader may read; Http404 otherwise."""
    return _readable(toegang, Deelafspraak.objects.filter(pk=pk, plan=toegang.plan))


def subjects_of_plan(plan: Plan) -> list[int]:
    """Ids of the persons whom a plan concerns: its case's, or who lives in the household today."""
    if plan.casus is not None and plan.casus.huishouden_id == plan.huishouden_id:
        return subjects_of(plan.casus)
    today = date.today()
    rows = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=today), huishouden=plan.huishouden_id, van__lte=today)
    return list(rows.order_by("pk").values_list("persoon_id", flat=True))


def _readable(toegang: Plantoegang, rows: QuerySet[T]) -> T:
    found = rows.first()
    if found is None or not toegang.kring.mag_wet(found.wet):
        raise Http404
    return found
