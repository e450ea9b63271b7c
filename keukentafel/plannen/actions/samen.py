"""The bulk door: plans, goals, actions and support brought in together, as one event (exchange package)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add, codes_of, wrong_code
from keukentafel.plannen.models import Actie, Doel, Doelpersoon, Inzet, Plan
from keukentafel.plannen.states import Inzetstatus
from keukentafel.referentielijsten.public import Doelstatus, Telwijze, UitvoerderSoort, Wet


@dataclass(frozen=True, slots=True)
class Planrij:
    """One plan; `sleutel` is the name by which goals and support of this batch refer to it."""

    sleutel: str
    huishouden_id: int
    opgesteld_op: date
    casus_id: int | None = None
    eigenaar_id: int | None = None
    naam: str = ""
    besproken_op: date | None = None
    verstrekt_op: date | None = None
    akkoord: str = ""
    evaluatie_op: date | None = None
    beeindigd_op: date | None = None


@dataclass(frozen=True, slots=True)
class Doelrij:
    """One goal of a plan of this batch."""

    sleutel: str
    plan: str
    leefdomein_id: int
    omschrijving: str
    persoon_id: int | None = None
    telwijze: str = Telwijze.INTERVENTIE
    soort: str = ""
    streefdatum: date | None = None
    status: str = Doelstatus.OPEN
    status_op: date | None = None
    wet: str = Wet.ALGEMEEN


@dataclass(frozen=True, slots=True)
class Actierij:
    """One action under a goal of this batch."""

    doel: str
    omschrijving: str
    wie_soort: str = UitvoerderSoort.INWONER
    wie_naam: str = ""
    persoon_id: int | None = None
    wanneer: date | None = None
    gedaan_op: date | None = None


@dataclass(frozen=True, slots=True)
class Inzetrij:
    """One support item of a plan of this batch; `kosten` in euro a year."""

    plan: str
    leefdomein_id: int
    kring: str
    aard: str
    van: date
    doel: str = ""
    persoon_id: int | None = None
    uitvoerder_soort: str = ""
    uitvoerder_id: int | None = None
    omschrijving: str = ""
    zonder_indicatie: bool = False
    kosten: Decimal | None = None
    tot: date | None = None
    wet: str = Wet.ALGEMEEN


@action("plannen_ingelezen")
def bulk_register_plannen(
    *,
    by: Actor,
    plannen: Sequence[Planrij],
    doelen: Sequence[Doelrij] = (),
    acties: Sequence[Actierij] = (),
    inzet: Sequence[Inzetrij] = (),
) -> dict[str, int]:
    """Bring in validated rows; returns the ids of the plans by `sleutel`.

    Raises Regelfout for a row that refers to a plan or goal outside this batch or has an unknown code.
    """
    _check_references(plannen, doelen, acties, inzet)
    for model, rows in ((Plan, plannen), (Doel, doelen), (Actie, acties), (Inzet, inzet)):
        _check_codes(model, rows)
    made = bulk_add(Plan, [_plan(row) for row in plannen])
    plan_ids = {row.sleutel: plan.pk for row, plan in zip(plannen, made, strict=True)}
    goal_ids = _create_goals(doelen, plan_ids)
    bulk_add(Actie, [_action(row, goal_ids) for row in acties])
    bulk_add(Inzet, [_support(row, plan_ids, goal_ids) for row in inzet])
    record("plannen_ingelezen", None, reden=f"{len(plannen)} plannen, {len(doelen)} doelen, {len(inzet)} inzet")
    return plan_ids


def _plan(row: Planrij) -> Plan:
    values = {name: getattr(row, name) for name in Planrij.__slots__ if name != "sleutel"}
    return Plan(**values)


def _action(row: Actierij, goal_ids: dict[str, int]) -> Actie:
    values = {name: getattr(row, name) for name in Actierij.__slots__ if name != "doel"}
    return Actie(doel_id=goal_ids[row.doel], **values)


def _create_goals(rows: Sequence[Doelrij], plan_ids: dict[str, int]) -> dict[str, int]:
    place: dict[str, int] = {}
    goals = []
    for row in rows:
        number = place[row.plan] = place.get(row.plan, -1) + 1
        goals.append(
            Doel(
                plan_id=plan_ids[row.plan],
                leefdomein_id=row.leefdomein_id,
                omschrijving=row.omschrijving,
                telwijze=row.telwijze,
                soort=row.soort,
                streefdatum=row.streefdatum,
                status=row.status,
                status_op=row.status_op,
                wet=row.wet,
                volgorde=number,
            )
        )
    made = bulk_add(Doel, goals)
    pairs = [
        Doelpersoon(doel_id=goal.pk, persoon_id=row.persoon_id)
        for row, goal in zip(rows, made, strict=True)
        if row.persoon_id is not None
    ]
    bulk_add(Doelpersoon, pairs)
    return {row.sleutel: goal.pk for row, goal in zip(rows, made, strict=True)}


def _support(row: Inzetrij, plan_ids: dict[str, int], goal_ids: dict[str, int]) -> Inzet:
    return Inzet(
        plan_id=plan_ids[row.plan], doel_id=goal_ids[row.doel] if row.doel else None, persoon_id=row.persoon_id,
        leefdomein_id=row.leefdomein_id, kring=row.kring, aard=row.aard, uitvoerder_soort=row.uitvoerder_soort,
        uitvoerder_id=row.uitvoerder_id, omschrijving=row.omschrijving, zonder_indicatie=row.zonder_indicatie,
        kosten=row.kosten, van=row.van, tot=row.tot, wet=row.wet,
        status=Inzetstatus.GESTOPT if row.tot is not None and row.tot <= date.today() else Inzetstatus.INGEZET,
    )  # fmt: skip


def _check_references(
    plannen: Sequence[Planrij], doelen: Sequence[Doelrij], acties: Sequence[Actierij], inzet: Sequence[Inzetrij]
) -> None:
    plans = {row.sleutel for row in plannen}
    goals = {row.sleutel for row in doelen}
    if len(plans) != len(plannen) or len(goals) != len(doelen):
        raise Regelfout("Een sleutel van een plan of doel komt twee keer voor.")
    named = [*(row.plan for row in doelen), *(row.plan for row in inzet)]
    wrong = [key for key in named if key not in plans]
    wrong += [key for key in (*(r.doel for r in acties), *(r.doel for r in inzet if r.doel)) if key not in goals]
    if wrong:
        raise Regelfout(f"Rijen verwijzen naar iets dat er niet bij zit: {', '.join(sorted(set(wrong))[:5])}")


def _check_codes(model: type[models.Model], rows: Sequence[object]) -> None:
    codes = codes_of(model, type(rows[0]).__slots__) if rows else {}  # type: ignore[attr-defined]
    for number, row in enumerate(rows, start=1):
        if name := wrong_code(row, codes):
            raise Regelfout(f"{model._meta.verbose_name} {number}: {name} heeft een onbekende code.")
