"""What the plan tab shows: goals with who does what, open questions, plans of others, agreements on sharing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.casussen.public import Casus, household_today, read_once
from keukentafel.core.opvragen import compiled, is_kept, keep_related
from keukentafel.core.schermdelen import Etiket
from keukentafel.personen.public import Huishoudlid
from keukentafel.plannen.models import (
    Actie,
    Deelafspraak,
    Doel,
    Doelevaluatie,
    Doelpersoon,
    Plan,
    Planversie,
    Vraag,
)
from keukentafel.plannen.permissions import Plantoegang, plans_of_household
from keukentafel.plannen.selectors.arrangement import support_of
from keukentafel.plannen.wie import names, persons_of, who_does
from keukentafel.referentielijsten.public import (
    Doelstatus,
    Planakkoord,
    Planstatus,
    label_of,
)
from keukentafel.toegang.public import Veld

STATUSKLEUR = {
    Planstatus.AKKOORD: "goed",
    Planstatus.NIET_AKKOORD: "let_op",
    Planstatus.CONCEPT: "stil",
    Planstatus.BEEINDIGD: "stil",
}


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Who does what, under a goal."""

    pk: int
    wie: str
    wat: str
    dag: date | None
    gedaan_op: date | None
    te_laat: bool
    zelf_toegevoegd: bool


@dataclass(frozen=True, slots=True)
class Doelblok:
    """A goal with everything that stands under it on the plan tab."""

    doel: Doel
    voor_wie: str
    domein: str
    soort: str
    afspraken: tuple[Afspraak, ...]
    laatste: Doelevaluatie | None
    afgerond: bool
    etiket: Etiket | None
    zichtbare_notitie: str


@dataclass(frozen=True)
class Planbeeld:
    """Everything of the plan of a household that this reader may see."""

    plan: Plan | None
    status: Planstatus | None
    etiket: Etiket | None
    doelen: tuple[Doelblok, ...]
    vragen: tuple[Vraag, ...]
    andere: tuple[Plan, ...]
    delen: tuple[Deelafspraak, ...]
    versies: tuple[Planversie, ...]
    lees_leden: Callable[[], list[Huishoudlid]]  # who lives in the household today: one query
    verborgen: int  # goals under a law that this reader may not read
    gewijzigd_op: date | None  # the last change since the household agreed

    @cached_property
    def open_doelen(self) -> tuple[Doelblok, ...]:
        """Goals without a result."""
        return tuple(block for block in self.doelen if not block.afgerond)

    @cached_property
    def klaar(self) -> tuple[Doelblok, ...]:
        """Goals with a result."""
        return tuple(block for block in self.doelen if block.afgerond)


def goals_of(plan: Plan) -> list[Doel]:
    """The goals of a plan in order, with persons and actions: three queries whatever their number."""
    goals = list(_goals(plan.pk))
    ids = [goal.pk for goal in goals]
    keep_related(goals, "personen", persons_for(ids))
    keep_related(goals, "acties", _actions(ids))
    return goals


@compiled
def _goals(plan_id: int) -> QuerySet[Doel]:
    return Doel.objects.filter(plan=plan_id).select_related("leefdomein__stelsel").order_by("volgorde", "pk")


@compiled
def persons_for(doel_ids: Collection[int]) -> QuerySet[Doelpersoon]:
    """For whom these goals are."""
    return Doelpersoon.objects.filter(doel__in=doel_ids).select_related("persoon").order_by("pk")


@compiled
def _actions(doel_ids: Collection[int]) -> QuerySet[Actie]:
    rows = Actie.objects.filter(doel__in=doel_ids, vervallen_op=None).select_related("persoon", "medewerker")
    return rows.order_by("gedaan_op", "wanneer", "pk")


@compiled
def _evaluations(doel_ids: Collection[int]) -> QuerySet[Doelevaluatie]:
    return Doelevaluatie.objects.filter(doel__in=doel_ids).order_by("-datum", "-pk")


def read_goals(plan: Plan, casus: Casus) -> list[Doel]:
    """The same for a case that is being shown: read once per page by all who need them."""
    return read_once(casus, f"doelen van plan {plan.pk}", lambda: goals_of(plan))


def with_evaluations(goals: list[Doel]) -> list[Doel]:
    """The same goals with how each was judged, the last first; one query, and none the second time."""
    new = [goal for goal in goals if not is_kept(goal, "evaluaties")]
    if new:
        keep_related(new, "evaluaties", _evaluations([goal.pk for goal in new]))
    return goals


def plan_view(toegang: Plantoegang) -> Planbeeld:
    """Load the plan tab: at most twelve queries, whatever the size of the plan."""
    plan, casus, today = toegang.plan, toegang.casus, date.today()
    goals = with_evaluations(read_goals(plan, casus)) if plan else []
    readable = toegang.readable(goals)
    intern = toegang.kring.besluit.mag_zien(Veld.INTERN)
    status = plan.status_on(today) if plan else None
    questions = Vraag.objects.filter(casus__huishouden=casus.huishouden_id, vervallen_op=None, doelen=None)
    known = plans_of_household(casus)
    return Planbeeld(
        plan=plan,
        status=status,
        etiket=Etiket(label_of("planstatus", status), STATUSKLEUR.get(status, "")) if status else None,  # type: ignore[arg-type]
        doelen=tuple(goal_block(goal, today, intern=intern) for goal in readable),
        vragen=tuple(toegang.readable(questions.select_related("persoon", "leefdomein__stelsel"))),
        andere=tuple(toegang.readable(other for other in known if other.eigenaar_id and other.beeindigd_op is None)),
        delen=tuple(toegang.readable(plan.deelafspraken.filter(tot=None).select_related("persoon"))) if plan else (),
        versies=tuple(plan.versies.select_related("voor", "medewerker").defer("inhoud")) if plan else (),
        lees_leden=partial(household_today, casus),
        verborgen=len(goals) - len(readable),
        gewijzigd_op=changed_since_agreement(plan, readable) if plan else None,
    )


def changed_since_agreement(plan: Plan, goals: Sequence[Doel]) -> date | None:
    """The last day on which a goal, an action or support came, or the words of a goal changed, after the household
    agreed; None when it did not agree, or nothing changed. `goals` from `goals_of`; at most one query beside what the
    tab reads anyhow (R-066).
    """
    since = plan.akkoord_tot
    if plan.akkoord != Planakkoord.AKKOORD or since is None:
        return None
    made = [row.gemaakt_op for goal in goals for row in (goal, *goal.acties.all())]
    made += _reworded(goals, since)
    later = [moment for moment in made if moment > since]
    if not later:
        later = [row.gemaakt_op for row in support_of(plan) if row.gemaakt_op > since]
    return timezone.localdate(max(later)) if later else None


def _reworded(goals: Sequence[Doel], since: datetime) -> list[datetime]:
    """When the words or the day of these goals changed after `since`; a note for the team changes no plan."""
    touched = [goal for goal in goals if goal.gemaakt_op <= since < goal.gewijzigd_op]
    if not touched:
        return []
    rows = Doel.history.filter(id__in=[goal.pk for goal in touched], history_date__lte=since)
    agreed = {row.id: (row.omschrijving, row.streefdatum) for row in rows.order_by("history_date", "history_id")}
    return [goal.gewijzigd_op for goal in touched if agreed.get(goal.pk) != (goal.omschrijving, goal.streefdatum)]


def goal_block(doel: Doel, op: date, *, intern: bool) -> Doelblok:
    """One goal from `goals_of`, with its evaluations, as a block; the internal note only for who may see it."""
    evaluations = list(doel.evaluaties.all())
    done = doel.status != Doelstatus.OPEN
    return Doelblok(
        doel=doel,
        voor_wie=names(persons_of(doel)),
        domein=doel.leefdomein.naam,
        soort=label_of("doelsoort", doel.soort, doel.gemaakt_op),
        afspraken=tuple(_appointment(actie, op) for actie in doel.acties.all()),
        laatste=evaluations[0] if evaluations else None,
        afgerond=done,
        etiket=Etiket(label_of("doelstatus", doel.status, doel.status_op), "stil") if done else None,
        zichtbare_notitie=doel.interne_notitie if intern else "",
    )


def _appointment(actie: Actie, op: date) -> Afspraak:
    return Afspraak(
        pk=actie.pk,
        wie=who_does(actie),
        wat=actie.omschrijving,
        dag=actie.wanneer,
        gedaan_op=actie.gedaan_op,
        te_laat=actie.gedaan_op is None and actie.wanneer is not None and actie.wanneer < op,
        zelf_toegevoegd=actie.zelf_toegevoegd,
    )
