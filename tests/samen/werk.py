"""What two colleagues may both have open: a text, the version seen, and the product's own action that saves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Casus
from keukentafel.casussen.public import update_samenvatting
from keukentafel.core.fouten import Versieconflict
from keukentafel.plannen.actions.doelen import update_doel
from keukentafel.plannen.actions.plan import update_plan
from keukentafel.plannen.models import Doel, Plan

Opslaan = Callable[[Any, int, str], object]


class Soort(NamedTuple):
    """A kind of object: its model, the field that both edit, and how the product saves it with the version seen."""

    model: Any
    veld: str
    opslaan: Opslaan


def _plan(plan: Plan, versie: int, tekst: str) -> object:
    return update_plan(by=SYSTEEM, plan=plan, versie=versie, evaluatie_op=plan.evaluatie_op, interne_notitie=tekst)


def _doel(doel: Doel, versie: int, tekst: str) -> object:
    return update_doel(by=SYSTEEM, doel=doel, versie=versie, omschrijving=tekst)


def _casus(casus: Casus, versie: int, tekst: str) -> object:
    return update_samenvatting(by=SYSTEEM, casus=casus, tekst=tekst, door=None, versie=versie)


SOORTEN = {
    "plan": Soort(Plan, "interne_notitie", _plan),
    "doel": Soort(Doel, "omschrijving", _doel),
    "casus": Soort(Casus, "samenvatting", _casus),
}


class Gezien(NamedTuple):
    """What somebody has on the screen."""

    rij: Any
    versie: int
    tekst: str


def load(soort: Soort, pk: int) -> Gezien:
    """Open it: the row with its version."""
    row = soort.model.objects.get(pk=pk)
    return Gezien(row, row.versie, getattr(row, soort.veld))


def save(soort: Soort, seen: Gezien, tekst: str) -> bool:
    """Save over what was seen; False when the product says that somebody was first."""
    try:
        soort.opslaan(seen.rij, seen.versie, tekst)
    except Versieconflict:
        return False
    return True
