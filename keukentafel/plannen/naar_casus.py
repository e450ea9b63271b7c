"""What this room hangs on a case: its tabs, blocks of the overview, what is to be done, next steps, the timeline."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import (
    LEIDT,
    ZONDER_PLAN,
    Afvinkbaar,
    Afvinkbron,
    Casus,
    Casustoegang,
    Overzichtsblok,
    Stap,
    TeDoen,
    Verantwoordelijkheid,
    read_once,
)
from keukentafel.core.adressen import url_of
from keukentafel.core.opvragen import compiled
from keukentafel.core.schermdelen import Afspraakregel, Doelregel
from keukentafel.core.versleuteling import expect, plain_text
from keukentafel.plannen.actions.doelen import finish_actie
from keukentafel.plannen.actions.evaluatie import TAAKSOORT, TAAKSOORT_DOEL
from keukentafel.plannen.models import Actie, Doel, Doelevaluatie, Evaluatiemoment, Inzet, Plan, Planversie, Vraag
from keukentafel.plannen.permissions import Plantoegang, open_plan_of, plans_of_household
from keukentafel.plannen.selectors.arrangement import draw_shift
from keukentafel.plannen.selectors.overzicht import first_goals, goal_names, open_actions, stand_of_goals
from keukentafel.plannen.selectors.plan import goal_block
from keukentafel.plannen.states import Inzetstatus
from keukentafel.plannen.wie import who_does
from keukentafel.referentielijsten.public import (
    Doelstatus,
    Planakkoord,
    label_of,
    norm,
)
from keukentafel.taken.public import Taak, tasks_on
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.public import Tijdlijnitem
from keukentafel.toegang.public import Veld


def _own_plans(casus: Casus) -> list[Plan]:
    """The own plans of the household of a case, newest first; read once per page."""
    return [plan for plan in plans_of_household(casus) if plan.eigenaar_id is None]


def _shown_plan(casus: Casus) -> Plan | None:
    """The open plan among them: there is at most one (R-067)."""
    return next((plan for plan in _own_plans(casus) if plan.beeindigd_op is None), None)


def _shown_inzet(plan: Plan, casus: Casus) -> list[Inzet]:
    """The support in the shown plan, bare; read once per page."""
    return read_once(casus, "inzet", lambda: list(_inzet(plan.pk)))


@compiled
def _inzet(plan_id: int) -> QuerySet[Inzet]:
    return Inzet.objects.filter(plan=plan_id).order_by()


@compiled
def _bare_questions(casus_id: int) -> QuerySet[Vraag, date]:
    rows = Vraag.objects.filter(casus=casus_id, vervallen_op=None, doelen=None)
    return rows.order_by("gesteld_op").values_list("gesteld_op", flat=True)


def _through(kring: Casustoegang) -> Plantoegang:
    return Plantoegang(kring, _shown_plan(kring.casus))


def goals_block(kring: Casustoegang) -> Overzichtsblok | None:
    """ "Dit willen we bereiken": the first open goals with who does what; None without a plan or the right to it."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return None
    toegang = _through(kring)
    if toegang.plan is None:
        return None
    today = date.today()
    found = first_goals(toegang, toegang.plan)
    blocks = [goal_block(goal, today, intern=False) for goal in found.eerste]
    url = url_of("plannen:plan", kring.casus.pk)
    rows = [
        Doelregel(
            citaat=block.doel.omschrijving,
            wie=block.voor_wie,
            afspraken=tuple(
                Afspraakregel(f"{a.wie}: {a.wat}", dag=a.dag, gedaan=a.gedaan_op is not None) for a in block.afspraken
            ),
            url=f"{url}#doel-{block.doel.pk}",
        )
        for block in blocks
    ]
    context = {"plan_doelen": rows, "plan_url": url, "plan_meer": found.aantal - len(rows)}
    return Overzichtsblok("", "plannen/_blok_doelen.html", context, volgorde=20)


def shift_block(kring: Casustoegang) -> Overzichtsblok | None:
    """The kanteling before and now; its title is its finding. None while there is nothing to draw."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return None
    toegang = _through(kring)
    if toegang.plan is None:
        return None
    drawing = draw_shift(toegang.readable(_shown_inzet(toegang.plan, kring.casus)), date.today())
    if drawing is None:
        return None
    url = url_of("plannen:ondersteuning", kring.casus.pk)
    context = {"plan_kanteling": drawing, "plan_ondersteuning_url": url}
    return Overzichtsblok("", "plannen/_blok_kanteling.html", context, volgorde=40)


def to_do(casus: Casus) -> list[TeDoen]:
    """What the plan of this household needs now; in words that give nothing away. At most four queries."""
    if casus.afgesloten_op is not None:
        return []
    plan, today = _shown_plan(casus), date.today()
    url = url_of("plannen:plan", casus.pk)
    first = list(_bare_questions(casus.pk))
    found = (
        [TeDoen(_count(len(first), "vraag", "vragen") + " zonder doel", f"{url}#vragen", sinds=first[0])]
        if first
        else []
    )
    if plan is None:
        return found
    goals = stand_of_goals(plan, casus)
    if goals.kaal:
        text = _count(goals.kaal, "doel", "doelen") + " zonder afspraak"
        found.append(TeDoen(text, f"{url}#doelen"))
    if goals.open and plan.verstrekt_op is None and plan.akkoord != Planakkoord.NIET_GEWENST:
        found.append(TeDoen("Plan nog niet aan het gezin gegeven", url, sinds=plan.opgesteld_op, knop="Naar het plan"))
    if plan.evaluatie_op is not None and plan.evaluatie_op <= today and not _has_task(casus, TAAKSOORT):
        found.append(TeDoen("Samen terugkijken op het plan", url, vervalt=plan.evaluatie_op))
    if goals.te_laat and not _has_task(casus, TAAKSOORT_DOEL):
        text = "Kijk of het gelukt is: " + _count(goals.te_laat, "doel", "doelen") + " over de datum"
        found.append(TeDoen(text, f"{url}#doelen", vervalt=_first_day(plan)))
    running = [item for item in _shown_inzet(plan, casus) if item.tot is None and item.status == Inzetstatus.INGEZET]
    planned = sorted(item.hoogstens_tot for item in running if item.hoogstens_tot and item.hoogstens_tot < today)
    if planned:
        text = "Korte steun loopt langer door dan gepland"
        found.append(TeDoen(text, url_of("plannen:ondersteuning", casus.pk), vervalt=planned[0]))
    return found


def answers_for(casus: Casus) -> list[Verantwoordelijkheid]:
    """For the register VERANTWOORDELIJKHEDEN: a plan in time, its goals followed; no queries of its own."""
    plan, url = _shown_plan(casus), url_of("plannen:plan", casus.pk)
    since = casus.vraagverheldering_op or casus.aangemeld_op
    asked = casus.casustype not in ZONDER_PLAN
    made = Verantwoordelijkheid(
        20, "Eén plan maken en meegeven", _plan_words(plan), url, gedaan=plan is not None and _is_given(plan),
        voor=since + timedelta(days=norm("plan")) if asked and plan is None else None, rollen=LEIDT,
        herinnering="Er is nog geen plan",
    )  # fmt: skip
    if plan is None:
        return [made]
    goals = stand_of_goals(plan, casus)
    told = _count(goals.open, "doel", "doelen") + " open"
    told += f", {goals.los} zonder afspraak of datum" if goals.los else ""
    followed = Verantwoordelijkheid(
        30, "De doelen volgen", told, f"{url}#doelen", gedaan=bool(goals.open) and not goals.los,
        voor=plan.evaluatie_op, rollen=LEIDT,
    )  # fmt: skip
    return [made, followed]


def _is_given(plan: Plan) -> bool:
    return plan.verstrekt_op is not None or plan.akkoord == Planakkoord.NIET_GEWENST


def _plan_words(plan: Plan | None) -> str:
    if plan is None:
        return "er is nog geen plan"
    return "meegegeven of niet gewenst" if _is_given(plan) else "gemaakt, nog niet meegegeven"


def _has_task(casus: Casus, soort: str) -> bool:
    """Whether this stands among the tasks of this case already; no query of its own on a page."""
    return any(task.soort == soort for task in tasks_on(casus))


def next_steps_of(casus_ids: Collection[int]) -> list[Stap]:
    """The day to look back on the plan and the first day of a goal, for many cases at once: one query."""
    found = []
    for casus_id, plan_op, doel_op in _days_of(list(casus_ids)):
        found += _steps(casus_id, plan_op, doel_op)
    return sorted(found, key=lambda step: (step.op, step.casus_id))


@compiled
def _days_of(casus_ids: Collection[int]) -> QuerySet[Plan, tuple[int | None, date | None, date | None]]:
    first = Min("doelen__streefdatum", filter=Q(doelen__status=Doelstatus.OPEN))
    rows = Plan.objects.own().filter(casus__in=casus_ids, beeindigd_op=None).annotate(doel_op=first)
    return rows.order_by("pk").values_list("casus", "evaluatie_op", "doel_op")


def _steps(casus_id: int | None, plan_op: date | None, doel_op: date | None) -> list[Stap]:
    if casus_id is None:
        return []
    url = url_of("plannen:plan", casus_id)
    days = ((plan_op, "samen terugkijken", url), (doel_op, "kijken of een doel gelukt is", f"{url}#doelen"))
    return [Stap(casus_id, day, text, where) for day, text, where in days if day is not None]


def next_step_of(casus: Casus) -> list[Stap]:
    """The same for a case that is being shown; no query of its own."""
    plan = _shown_plan(casus)
    if plan is None or plan.casus_id != casus.pk:
        return []
    return _steps(casus.pk, plan.evaluatie_op, _first_day(plan))


def _first_day(plan: Plan) -> date | None:
    """The first day of the open goals of a plan from plans_of_household."""
    found: date | None = plan.__dict__["eerste_doel_op"]
    return found


def timeline_items(kring: Casustoegang) -> list[Tijdlijnitem]:
    """One line per plan made, given or answered, and per goal judged or finished: two queries."""
    if not kring.besluit.mag_zien(Veld.INHOUD):
        return []
    url = url_of("plannen:plan", kring.casus.pk)
    plans = _own_plans(kring.casus)
    items = [item for plan in plans for item in _plan_lines(plan, url)]
    for soort, day, pk, text, law, who in sorted(_lived(plans), reverse=True) if plans else ():
        if soort == "versie":
            items.append(_line(day, f"Plan meegegeven, versie {pk}", url, wie=who))
        elif soort == "moment":
            items.append(_line(day, "Samen teruggekeken op het plan", url, wie=who))
        else:
            title = (
                "Teruggekeken op een doel"
                if soort == "evaluatie"
                else f"Doel {label_of('doelstatus', soort, day).lower()}"
            )
            items.append(_line(day, title, f"{url}#doel-{pk}", tekst=text, wet=law))
    return items


def _lived(plans: Collection[Plan]) -> list[tuple[str, date, int, str, str, str]]:
    """What became of these plans: (kind, day, number of the version or id, words of the goal, its law, who).

    The kind is versie, moment, evaluatie, or the result of a goal that ended. One query over four tables.
    """
    nothing = Value("")
    given = Planversie.objects.filter(plan__in=plans).order_by()
    held = Evaluatiemoment.objects.filter(plan__in=plans).order_by()
    judged = Doelevaluatie.objects.filter(doel__plan__in=plans).order_by()
    done = Doel.objects.filter(plan__in=plans, status_op__isnull=False).order_by()
    who = Coalesce("medewerker__naam", nothing)
    rows = given.values_list(Value("versie"), "gegeven_op", "nummer", nothing, nothing, who).union(
        held.values_list(Value("moment"), "gehouden_op", "pk", nothing, nothing, who),
        judged.values_list(Value("evaluatie"), "datum", "doel", "doel__omschrijving", "doel__wet", nothing),
        done.values_list("status", "status_op", "pk", "omschrijving", "wet", nothing),
        all=True,
    )
    found = list(rows)
    expect(row[3] for row in found)
    return [
        (kind, day, pk, said and plain_text(Doel, "omschrijving", pk, said), *rest)
        for kind, day, pk, said, *rest in found
    ]


def goals_to_name(kring: Casustoegang) -> list[tuple[str, str]]:
    """For the register DOELBRONNEN: every goal of the plan that this reader may see; one query after the plan."""
    toegang = _through(kring)
    if toegang.plan is None or not kring.besluit.mag_zien(Veld.INHOUD):
        return []
    return goal_names(toegang, toegang.plan)


def open_appointments(kring: Casustoegang) -> list[Afvinkbaar]:
    """The open actions of the plan, to tick off while writing a note; see `open_actions` for the queries."""
    toegang = _through(kring)
    if toegang.plan is None or not kring.besluit.mag_zien(Veld.INHOUD):
        return []
    actions = open_actions(toegang, toegang.plan)
    return [Afvinkbaar(str(actie.pk), f"{who_does(actie)}: {actie.omschrijving}") for actie in actions]


def tick_appointment(by: Actor, casus: Casus, sleutel: str, medewerker: Medewerker | None) -> None:
    """Tick off one action of the household's plan; one of another household is left alone."""
    plan = open_plan_of(casus.huishouden_id)
    actie = Actie.objects.filter(pk=int(sleutel), doel__plan=plan).select_related("doel__plan").first()
    if plan is not None and actie is not None:
        finish_actie(by=by, actie=actie)


AFVINKBRON = Afvinkbron(open_appointments, tick_appointment)


def rows_of_closing(casus: Casus) -> list[QuerySet[Any]]:
    """What closing changes in this room: the plans of the household, their goals, judgements and looking back."""
    looking_back = [f"plan:{plan.pk}:{what}" for plan in _own_plans(casus) for what in ("evaluatie", "doelen")]
    plans = Plan.objects.own().filter(huishouden=casus.huishouden_id)
    goals = Doel.objects.filter(plan__huishouden=casus.huishouden_id)
    judged = Doelevaluatie.objects.filter(doel__plan__huishouden=casus.huishouden_id)
    moments = Evaluatiemoment.objects.filter(plan__huishouden=casus.huishouden_id)
    return [plans, goals, judged, moments, Taak.objects.filter(bron__in=looking_back)]


def _plan_lines(plan: Plan, url: str) -> list[Tijdlijnitem]:
    lines = [_line(plan.opgesteld_op, "Plan gemaakt", url)]
    if plan.akkoord and plan.akkoord_op is not None:
        lines.append(
            _line(
                plan.akkoord_op,
                label_of("planakkoord", plan.akkoord, plan.akkoord_op),
                url,
                tekst=plan.akkoord_toelichting,
            )
        )
    elif plan.besproken_op is not None:
        lines.append(_line(plan.besproken_op, "Plan mondeling besproken", url))
    if plan.beeindigd_op is not None:
        lines.append(_line(plan.beeindigd_op, "Plan beëindigd", url))
    return lines


def _line(op: date, titel: str, url: str, *, tekst: str = "", wie: str = "", wet: str = "algemeen") -> Tijdlijnitem:
    return Tijdlijnitem(op=op, titel=titel, soort="plan", soortnaam="Plan", tekst=tekst, wie=wie, url=url, wet=wet)


def _count(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"
