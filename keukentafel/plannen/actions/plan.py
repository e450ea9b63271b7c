"""Writes of the plan itself: make, join, discuss, agree, end; and the plans of others beside it."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, record_plan_op
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.plannen.actions.evaluatie import schedule_all, schedule_evaluatie
from keukentafel.plannen.models import Deelafspraak, Plan
from keukentafel.plannen.permissions import open_plan_of, subjects_of_plan
from keukentafel.referentielijsten.public import Planakkoord, Wet
from keukentafel.socialekaart.public import Organisatie


class EigenPlanBestaat(Regelfout):
    """The household has an open own plan already; join that one instead (R-067)."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("Dit huishouden heeft al een eigen plan. Sluit aan bij dat plan: één huishouden, één plan.")
        self.plan = plan


@action("plan_gemaakt")
def create_plan(*, by: Actor, casus: Casus, opgesteld_op: date | None = None, evaluatie_op: date | None = None) -> Plan:
    """Make the household's own plan. Raises EigenPlanBestaat when there is an open one (R-001, R-067).

    With `evaluatie_op` there is a task for that day (R-078).
    """
    Huishouden.lock(casus.huishouden_id)  # two who begin at once: the second finds the plan of the first
    existing = open_plan_of(casus.huishouden_id)
    if existing is not None:
        raise EigenPlanBestaat(existing)
    day = opgesteld_op or date.today()
    if day > date.today():
        raise Regelfout("De dag waarop het plan is gemaakt ligt in de toekomst.", veld="opgesteld_op")
    plan = Plan.objects.create(
        huishouden_id=casus.huishouden_id, casus=casus, opgesteld_op=day, evaluatie_op=evaluatie_op
    )
    record("plan_gemaakt", plan, subjects=subjects_of_plan(plan), wet=casus.wet)
    record_plan_op(by=by, casus=casus, op=day)
    if evaluatie_op is not None:
        schedule_evaluatie(by, plan)
    return plan


@action("plan_aangesloten")
def join_plan(*, by: Actor, casus: Casus, plan: Plan) -> Plan:
    """Let another case of the household work with the plan that is there (R-067). Raises Regelfout."""
    if plan.huishouden_id != casus.huishouden_id or plan.eigenaar_id is not None or plan.beeindigd_op is not None:
        raise Regelfout("Aansluiten kan alleen bij het lopende eigen plan van dit huishouden.")
    record("plan_aangesloten", plan, subjects=subjects_of_plan(plan), wet=casus.wet)
    record_plan_op(by=by, casus=casus, op=date.today())
    return plan


@action("plan_bijgesteld")
def update_plan(
    *, by: Actor, plan: Plan, versie: int | None, evaluatie_op: date | None, interne_notitie: str | None = None
) -> Plan:
    """Set the day of evaluation and, when given, the internal note. Raises Versieconflict."""
    locked = Plan.lock(plan.pk, versie)
    fields: dict[str, object] = {"evaluatie_op": evaluatie_op}
    if interne_notitie is not None:
        fields["interne_notitie"] = interne_notitie
    moved = locked.evaluatie_op != evaluatie_op
    locked.change(**fields)
    if moved:
        schedule_evaluatie(by, locked)
    record("plan_bijgesteld", locked, subjects=subjects_of_plan(locked))
    return locked


@action("plan_besproken")
def discuss_plan(*, by: Actor, plan: Plan, op: date | None = None) -> Plan:
    """Note that the plan was talked through with the household (R-066)."""
    locked = _open(plan)
    locked.change(besproken_op=_not_later(op))
    record("plan_besproken", locked, subjects=subjects_of_plan(locked))
    return locked


@action("plan_beantwoord")
def agree_plan(
    *, by: Actor, plan: Plan, akkoord: str, reden: str = "", toelichting: str = "", op: date | None = None
) -> Plan:
    """Note what the household says of its plan: akkoord, niet akkoord with a reason, or not wanted (R-066)."""
    answer = Planakkoord(akkoord)
    if answer is Planakkoord.NIET_AKKOORD and not reden:
        raise Regelfout("Kies waarom het huishouden niet akkoord is.", veld="reden")
    locked = _open(plan)
    day = _not_later(op)
    locked.change(
        akkoord=answer,
        akkoord_op=day,
        akkoord_tot=timezone.now(),
        akkoord_reden=reden if answer is Planakkoord.NIET_AKKOORD else "",
        akkoord_toelichting=toelichting,
        besproken_op=locked.besproken_op or day,
    )
    record("plan_beantwoord", locked, subjects=subjects_of_plan(locked), reden=answer)
    return locked


@action("plan_beeindigd")
def end_plan(*, by: Actor, plan: Plan, op: date | None = None) -> Plan:
    """End a plan on a day, today by default. Raises Regelfout for a day before it was made."""
    locked = Plan.lock(plan.pk)
    day = op or date.today()
    if day < locked.opgesteld_op:
        raise Regelfout("Het plan kan niet eindigen voordat het is gemaakt.", veld="beeindigd_op")
    locked.change(beeindigd_op=day)
    schedule_all(by, locked)
    record("plan_beeindigd", locked, subjects=subjects_of_plan(locked))
    return locked


@action("ander_plan_vastgelegd")
def register_ander_plan(
    *,
    by: Actor,
    casus: Casus,
    eigenaar: Organisatie,
    naam: str,
    opgesteld_op: date,
    domeinstelsel: str = "",
    domeinen: Sequence[str] = (),
    loopt_tot: date | None = None,
    document: str = "",
    contactpersoon: str = "",
    persoon: Persoon | None = None,
    besloten: bool = False,
    wet: str = "",
) -> Plan:
    """Register another organisation's plan beside the own one (R-067); `wet` empty is that of the case.

    `besloten` keeps it out of everybody's copy but that of `persoon`. Raises Regelfout.
    """
    if besloten and persoon is None:
        raise Regelfout("Kies voor wie dit plan is: alleen dan kan het alleen voor die persoon zijn.", veld="persoon")
    if loopt_tot is not None and loopt_tot < opgesteld_op:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="loopt_tot")
    plan = Plan.objects.create(
        huishouden_id=casus.huishouden_id, casus=casus, eigenaar=eigenaar, naam=naam, opgesteld_op=opgesteld_op,
        domeinstelsel=domeinstelsel, domeinen=list(domeinen), loopt_tot=loopt_tot, document=document,
        contactpersoon=contactpersoon, persoon=persoon, besloten=besloten, wet=wet or casus.wet,
    )  # fmt: skip
    record("ander_plan_vastgelegd", plan, subjects=subjects_of_plan(plan), wet=plan.wet)
    return plan


@action("ander_plan_afgestemd")
def align_ander_plan(*, by: Actor, plan: Plan, op: date | None = None) -> Plan:
    """The other organisation's plan was laid beside the own one (R-069)."""
    locked = Plan.lock(plan.pk)
    locked.change(afgestemd_op=_not_later(op))
    record("ander_plan_afgestemd", locked, subjects=subjects_of_plan(locked))
    return locked


@action("deelafspraak_gemaakt")
def agree_delen(
    *,
    by: Actor,
    plan: Plan,
    met_wie: str,
    wat: str,
    waarom: str,
    persoon: Persoon | None = None,
    besloten: bool = False,
    wet: str = "",
) -> Deelafspraak:
    """Note what is shared with whom and why; it stands in the plan that goes along (AVG art. 13).

    `wet` empty is that of the plan's case. `besloten` keeps it out of everybody's copy but that of `persoon`. Raises
    Regelfout.
    """
    if besloten and persoon is None:
        raise Regelfout("Kies voor wie dit is: alleen dan kan het alleen voor die persoon zijn.", veld="persoon")
    law = wet or (plan.casus.wet if plan.casus else Wet.ALGEMEEN)
    shared = Deelafspraak.objects.create(
        plan=plan, met_wie=met_wie, wat=wat, waarom=waarom, van=date.today(), persoon=persoon, besloten=besloten,
        wet=law,
    )  # fmt: skip
    record("deelafspraak_gemaakt", shared, subjects=subjects_of_plan(plan), wet=law)
    return shared


@action("deelafspraak_gestopt")
def withdraw_delen(*, by: Actor, deelafspraak: Deelafspraak) -> Deelafspraak:
    """From today this is no longer shared."""
    locked = Deelafspraak.lock(deelafspraak.pk)
    locked.change(tot=date.today())
    record("deelafspraak_gestopt", locked, subjects=subjects_of_plan(locked.plan), wet=locked.wet)
    return locked


def _open(plan: Plan) -> Plan:
    locked = Plan.lock(plan.pk)
    if locked.beeindigd_op is not None:
        raise Regelfout("Dit plan is beëindigd. Maak een nieuw plan.")
    return locked


def _not_later(op: date | None) -> date:
    day = op or date.today()
    if day > date.today():
        raise Regelfout("Deze dag ligt in de toekomst.", veld="op")
    return day
