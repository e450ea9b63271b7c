"""Writes of questions, goals, actions and their results."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, subjects_of
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.evaluatie import hold_when_all_judged, schedule_doeldag
from keukentafel.plannen.models import Actie, Doel, Doelevaluatie, Doelpersoon, Plan, Vraag
from keukentafel.plannen.permissions import open_plan_of, subjects_of_plan
from keukentafel.referentielijsten.public import Doelresultaat, Doelstatus, Leefdomein, Telwijze, UitvoerderSoort, Wet
from keukentafel.teams.public import Medewerker

STATUS_BIJ_OORDEEL = {
    Doelstatus.BEHAALD: Doelresultaat.BEHAALD,
    Doelstatus.DEELS_BEHAALD: Doelresultaat.DEELS,
    Doelstatus.NIET_BEHAALD: Doelresultaat.NIET,
    Doelstatus.VERVALLEN: Doelresultaat.NIET_VAN_TOEPASSING,
}


@action("vraag_vastgelegd")
def record_vraag(
    *,
    by: Actor,
    casus: Casus,
    woorden: str,
    leefdomein: Leefdomein | None = None,
    persoon: Persoon | None = None,
    besloten: bool = False,
    wet: str = Wet.ALGEMEEN,
    gesteld_op: date | None = None,
) -> Vraag:
    """Keep a question in the words of who asks it (R-064, R-065)."""
    vraag = Vraag.objects.create(
        casus=casus, woorden=woorden, leefdomein=leefdomein, persoon=persoon, besloten=besloten, wet=wet,
        gesteld_op=gesteld_op or date.today(),
    )  # fmt: skip
    record("vraag_vastgelegd", vraag, subjects=subjects_of(casus), wet=wet)
    return vraag


@action("vraag_vervallen")
def withdraw_vraag(*, by: Actor, vraag: Vraag) -> Vraag:
    """The question needs no answer any more."""
    locked = Vraag.lock(vraag.pk)
    locked.change(vervallen_op=date.today())
    record("vraag_vervallen", locked, subjects=subjects_of(locked.casus), wet=locked.wet)
    return locked


@action("doel_toegevoegd")
def create_doel(
    *,
    by: Actor,
    plan: Plan,
    omschrijving: str,
    leefdomein: Leefdomein,
    personen: Sequence[Persoon] = (),
    vraag: Vraag | None = None,
    soort: str = "",
    telwijze: str = Telwijze.INTERVENTIE,
    resultaat: str = "",
    resultaatgebied: str = "",
    streefdatum: date | None = None,
    besloten: bool = False,
    wet: str = Wet.ALGEMEEN,
    interne_notitie: str = "",
) -> Doel:
    """Add a goal in the resident's words, behind the others. Raises Regelfout."""
    if plan.beeindigd_op is not None:
        raise Regelfout("Dit plan is beëindigd. Maak een nieuw plan.")
    _private_needs_persons(besloten, personen)
    last = plan.doelen.aggregate(last=Max("volgorde"))["last"]
    doel = Doel.objects.create(
        plan=plan, omschrijving=omschrijving, leefdomein=leefdomein, vraag=vraag, soort=soort, telwijze=telwijze,
        resultaat=resultaat, resultaatgebied=resultaatgebied, streefdatum=streefdatum, besloten=besloten, wet=wet,
        interne_notitie=interne_notitie,
        volgorde=0 if last is None else last + 1,
    )  # fmt: skip
    for persoon in personen:
        Doelpersoon.objects.create(doel=doel, persoon=persoon)
    record("doel_toegevoegd", doel, subjects=subjects_of_plan(plan), wet=wet)
    if streefdatum is not None:
        schedule_doeldag(by, plan)
    return doel


@action("doel_uit_vraag")
def doel_from_vraag(*, by: Actor, plan: Plan, vraag: Vraag, leefdomein: Leefdomein | None = None) -> Doel:
    """One click from question to goal, in the same words, for the same person (R-064).

    Raises Regelfout when the question has no domain and none is given.
    """
    domain = leefdomein or vraag.leefdomein
    if domain is None:
        raise Regelfout("Kies bij welk leefgebied deze vraag hoort.", veld="leefdomein")
    return create_doel(
        by=by, plan=plan, omschrijving=vraag.woorden, leefdomein=domain, vraag=vraag, wet=vraag.wet,
        besloten=vraag.besloten, personen=[vraag.persoon] if vraag.persoon else [],
    )  # fmt: skip


@action("doel_bijgesteld")
def update_doel(
    *, by: Actor, doel: Doel, versie: int | None, personen: Sequence[Persoon] | None = None, **velden: Any
) -> Doel:
    """Change a goal; `velden` are fields of Doel, `personen` None leaves them. Raises Versieconflict."""
    locked = Doel.lock(doel.pk, versie)
    if personen is not None:
        _set_personen(locked, personen)
    _private_needs_persons(velden.get("besloten", locked.besloten), list(locked.personen.all()))
    moved = "streefdatum" in velden and velden["streefdatum"] != locked.streefdatum
    locked.change(**velden)
    if moved:
        schedule_doeldag(by, locked.plan)
    record("doel_bijgesteld", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


@action("doel_verplaatst")
def move_doel(*, by: Actor, doel: Doel, omhoog: bool, wetten: Collection[str] = tuple(Wet.values)) -> Doel:
    """Change places with the open goal before or after it (R-068). At the end of the list nothing moves.

    `wetten`: the laws that the mover may read; a goal that he does not see is passed over, as one with a result is.
    """
    goals = list(Doel.objects.select_for_update().filter(plan=doel.plan_id).order_by("volgorde", "pk"))
    shown = [i for i, goal in enumerate(goals) if goal.status == Doelstatus.OPEN and goal.wet in wetten]
    place = next(i for i, goal in enumerate(goals) if goal.pk == doel.pk)
    beyond = [i for i in reversed(shown) if i < place] if omhoog else [i for i in shown if i > place]
    if place in shown and beyond:
        goals[place], goals[beyond[0]] = goals[beyond[0]], goals[place]
    for number, goal in enumerate(goals):
        goal.change(volgorde=number)
    record("doel_verplaatst", doel, subjects=subjects_of_plan(doel.plan), wet=doel.wet)
    return doel


@action("afspraak_toegevoegd")
def create_actie(
    *,
    by: Actor,
    doel: Doel,
    omschrijving: str,
    wie_soort: str = UitvoerderSoort.INWONER,
    wie_naam: str = "",
    persoon_id: int | None = None,
    medewerker_id: int | None = None,
    wanneer: date | None = None,
    zelf_toegevoegd: bool = False,
) -> Actie:
    """Add who does what and when; the resident is the first to think of (R-084)."""
    actie = Actie.objects.create(
        doel=doel, omschrijving=omschrijving, wie_soort=wie_soort, wie_naam=wie_naam, persoon_id=persoon_id,
        medewerker_id=medewerker_id, wanneer=wanneer, zelf_toegevoegd=zelf_toegevoegd,
    )  # fmt: skip
    record("afspraak_toegevoegd", actie, subjects=subjects_of_plan(doel.plan), wet=doel.wet)
    return actie


@action("afspraak_bijgesteld")
def update_actie(*, by: Actor, actie: Actie, versie: int | None, **velden: Any) -> Actie:
    """Change an action; `velden` are fields of Actie. Raises Versieconflict."""
    locked = Actie.lock(actie.pk, versie)
    locked.change(**velden)
    record("afspraak_bijgesteld", locked, subjects=subjects_of_plan(locked.doel.plan), wet=locked.doel.wet)
    return locked


@action("afspraak_gedaan")
def finish_actie(*, by: Actor, actie: Actie, gedaan: bool = True, op: date | None = None) -> Actie:
    """Done on a day (default today); or, with `gedaan=False`, not done after all."""
    locked = Actie.lock(actie.pk)
    locked.change(gedaan_op=(op or date.today()) if gedaan else None)
    name = "afspraak_gedaan" if gedaan else "afspraak_weer_open"
    record(name, locked, subjects=subjects_of_plan(locked.doel.plan), wet=locked.doel.wet)
    return locked


@action("doel_geevalueerd")
def evaluate_doel(
    *,
    by: Actor,
    doel: Doel,
    oordeel_medewerker: str = "",
    oordeel_inwoner: str = "",
    toelichting: str = "",
    datum: date | None = None,
    medewerker: Medewerker | None = None,
) -> Doelevaluatie:
    """Judge a goal, worker and resident apart; either may be missing, not both (R-077, R-125).

    A second evaluation on one day replaces the first; the history keeps it. When the day to look back has come and
    this was the last open goal to be judged, that moment is held and the next one is planned (R-078).
    """
    if not oordeel_medewerker and not oordeel_inwoner:
        raise Regelfout("Vul ten minste één oordeel in: van u of van de inwoner.", veld="oordeel_inwoner")
    day = datum or date.today()
    fields = {
        "oordeel_medewerker": oordeel_medewerker,
        "oordeel_inwoner": oordeel_inwoner,
        "toelichting": toelichting,
    }
    found = Doelevaluatie.objects.select_for_update().filter(doel=doel, datum=day).first()
    if found is None:
        found = Doelevaluatie.objects.create(doel=doel, datum=day, **fields)
    else:
        found.change(**fields)
    record("doel_geevalueerd", found, subjects=subjects_of_plan(doel.plan), wet=doel.wet)
    hold_when_all_judged(by, Plan.objects.select_related("casus__team").get(pk=doel.plan_id), day, medewerker)
    return found


@action("doel_afgerond")
def set_doel_result(*, by: Actor, doel: Doel, status: str, op: date | None = None) -> Doel:
    """Give a goal its result, or open it again (status open)."""
    locked = Doel.lock(doel.pk)
    result = Doelstatus(status)
    locked.change(status=result, status_op=None if result is Doelstatus.OPEN else op or date.today())
    if locked.streefdatum is not None:
        schedule_doeldag(by, locked.plan)
    record("doel_afgerond", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet, reden=result)
    return locked


@action("doelen_afgerond")
def set_goal_results(
    *,
    by: Actor,
    casus: Casus,
    results: Mapping[int, str],
    inwoner: Mapping[int, str] | None = None,
    op: date | None = None,
) -> list[Doel]:
    """Result per goal at closing: `results` maps a goal's id to a Doelstatus, `inwoner` to a Doelresultaat.

    The worker's judgement is kept as an evaluation too; so is what the resident says of a goal that stays open. Goals
    must belong to the open own plan of the case's household; raises Regelfout for one that does not. Returns the goals
    that were given a result.
    """
    plan = open_plan_of(casus.huishouden_id)
    goals = {} if plan is None else {goal.pk: goal for goal in plan.doelen.select_related("plan__casus")}
    said = inwoner or {}
    strange = {*results, *said} - set(goals)
    if strange:
        raise Regelfout("Een van de doelen hoort niet bij dit plan. Laad het scherm opnieuw.")
    done = []
    for pk, status in results.items():
        result = set_doel_result(by=by, doel=goals[pk], status=status, op=op)
        judged = STATUS_BIJ_OORDEEL.get(Doelstatus(status), "")
        own = said.get(pk, "")
        if judged or own:
            evaluate_doel(by=by, doel=result, oordeel_medewerker=judged, oordeel_inwoner=own, datum=op)
        done.append(result)
    for pk in said.keys() - results.keys():
        evaluate_doel(by=by, doel=goals[pk], oordeel_inwoner=said[pk], datum=op)
    if not done and not said:
        record("doelen_afgerond", casus, subjects=subjects_of(casus), wet=casus.wet, reden="geen doelen")
    return done


def _set_personen(doel: Doel, personen: Sequence[Persoon]) -> None:
    wanted = {persoon.pk for persoon in personen}
    for row in doel.personen.exclude(persoon__in=wanted):
        row.delete()
    for pk in wanted - set(doel.personen.values_list("persoon_id", flat=True)):
        Doelpersoon.objects.create(doel=doel, persoon_id=pk)


def _private_needs_persons(besloten: bool, personen: Sequence[object]) -> None:
    if besloten and not personen:
        raise Regelfout("Kies voor wie dit is: alleen dan kan het alleen voor die persoon zijn.", veld="personen")
