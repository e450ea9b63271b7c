"""Which other own plans concern people of this household, and what would move when they become one (R-067)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import Http404

from keukentafel.casussen.public import Casus, Casusrol, may_with_casussen
from keukentafel.personen.public import Huishoudlid, conflicting_households
from keukentafel.plannen.models import Deelafspraak, Doel, Inzet, Plan, Plansamenvoeging
from keukentafel.plannen.permissions import Plantoegang, access_plan, plans_of_household
from keukentafel.plannen.querysets import PlanQuerySet
from keukentafel.plannen.wie import household_members
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Gebruiker, Label

WIJZIGEN = "plan_wijzigen"


@dataclass(frozen=True, slots=True)
class Samenvoegbeeld:
    """What moves when the other plan goes up in this one. `verborgen`: parts that this reader may not read."""

    bron: Plan
    bron_casus: Casus
    mensen: tuple[str, ...]  # who lives in the other household and not in this one
    doelen: tuple[Doel, ...]
    inzet: tuple[Inzet, ...]
    delen: tuple[Deelafspraak, ...]
    eigen: tuple[Doel, ...]  # what stands in this plan already
    verborgen: int


def hint_beside(toegang: Plantoegang) -> list[int]:
    """Ids of open own plans of other households with a member of this one, to point at: one query.

    Only where the worker works in the team of a case there or has a role on it, and never a household that is
    closed to her or shielded. Whether she may change that plan is decided when she looks (merge_view).
    """
    user, day = toegang.kring.gebruiker, date.today()
    worker = worker_of(user)
    mine = Q(team__in=team_ids_of(user))
    if worker is not None:
        roles = Casusrol.objects.filter(Q(tot=None) | Q(tot__gte=day), medewerker=worker)
        mine |= Q(pk__in=roles.order_by().values("casus"))
    laws = [wet.value for wet in Wet if toegang.kring.mag_wet(wet)]
    cases = Casus.objects.filter(mine, afgesloten_op=None, wet__in=laws).exclude(huishouden__label=Label.AFGESCHERMD)
    near = _plans_near(toegang.casus).filter(huishouden__in=cases.order_by().values("huishouden"))
    open_to_me = near.exclude(huishouden__in=conflicting_households(user))
    return list(open_to_me.order_by("pk").values_list("pk", flat=True))


def _plans_near(casus: Casus) -> PlanQuerySet:
    """Open own plans of the other households to which a member of this one belongs today."""
    today = date.today()
    now = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=today), van__lte=today).order_by()
    members = now.filter(huishouden=casus.huishouden_id).values("persoon")
    homes = now.filter(persoon__in=members).exclude(huishouden=casus.huishouden_id).values("huishouden")
    return Plan.objects.own().filter(huishouden__in=homes, beeindigd_op=None)


def merge_view(toegang: Plantoegang, plan_id: int) -> Samenvoegbeeld:
    """The preview of a plan that `hint_beside` points at; Http404 for any other. Logs the read of both households."""
    home = _plans_near(toegang.casus).filter(pk=plan_id).values("huishouden")
    other = _access_other(toegang.kring.gebruiker, Q(huishouden__in=home))
    plan = other.plan
    if plan is None:
        raise Http404
    both = _goals([plan, *([toegang.plan] if toegang.plan else [])])
    goals, support = [goal for goal in both if goal.plan_id == plan.pk], list(plan.inzet.select_related("leefdomein"))
    shared = list(plan.deelafspraken.filter(tot=None))
    readable_goals, readable_support, readable_shared = (
        other.readable(goals), other.readable(support), other.readable(shared),
    )  # fmt: skip
    return Samenvoegbeeld(
        bron=plan,
        bron_casus=other.casus,
        mensen=tuple(
            lid.persoon.naam
            for lid in household_members(plan.huishouden_id)
            if lid.persoon_id not in toegang.kring.leden
        ),
        doelen=tuple(readable_goals),
        inzet=tuple(readable_support),
        delen=tuple(readable_shared),
        eigen=tuple(toegang.readable(goal for goal in both if goal.plan_id != plan.pk)),
        verborgen=len(goals) + len(support) + len(shared)
        - len(readable_goals) - len(readable_support) - len(readable_shared),
    )  # fmt: skip


def _goals(plannen: Sequence[Plan]) -> list[Doel]:
    """The goals of these plans in order, each with the number of its appointments (`afspraken`): one query."""
    count = Count("acties", filter=Q(acties__vervallen_op=None))
    rows = Doel.objects.filter(plan__in=plannen).select_related("leefdomein").annotate(afspraken=count)
    return list(rows.order_by("volgorde", "pk"))


def merge_of(toegang: Plantoegang) -> Plansamenvoeging | None:
    """The last merge that the plan of this household took part in and that stands; no query where there is none."""
    known = [plan for plan in plans_of_household(toegang.casus) if plan.eigenaar_id is None]
    went_up = [plan.pk for plan in known if plan.samengevoegd_in_id] if toegang.plan is None else []
    took_in = [plan.pk for plan in known if plan == toegang.plan and getattr(plan, "heeft_opgenomen", False)]
    if not went_up and not took_in:
        return None
    rows = Plansamenvoeging.objects.filter(Q(bron__in=went_up) | Q(doelplan__in=took_in), ongedaan_op=None)
    return rows.select_related("bron", "doelplan").order_by("-samengevoegd_op", "-pk").first()


def find_merge(toegang: Plantoegang, samenvoeging_id: int) -> Plansamenvoeging:
    """A merge of the plan of this household whose other side this worker may change too; Http404 otherwise."""
    merge = Plansamenvoeging.objects.select_related("bron", "doelplan").filter(pk=samenvoeging_id).first()
    if merge is None:
        raise Http404
    homes = {merge.bron.huishouden_id, merge.doelplan.huishouden_id}
    if toegang.casus.huishouden_id not in homes:
        raise Http404
    for huishouden_id in homes - {toegang.casus.huishouden_id}:
        _access_other(toegang.kring.gebruiker, Q(huishouden=huishouden_id))
    return merge


def _access_other(user: Gebruiker, huishouden: Q) -> Plantoegang:
    """The plan of another household, by way of the newest open case that this worker may use; Http404 without one."""
    rows = Casus.objects.filter(huishouden, afgesloten_op=None).select_related("huishouden")
    cases = list(rows.order_by("-pk"))
    if len(cases) > 1:
        may = may_with_casussen(user, cases, WIJZIGEN)
        cases = [casus for casus in cases if may[casus.pk].toegestaan] or cases
    if not cases:
        raise Http404
    return access_plan(user, cases[0].pk, WIJZIGEN)
