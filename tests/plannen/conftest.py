"""A plan to work with: Mieke wants air in her week, and to do her own shopping."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from typing import cast as cast_to

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.plannen.actions.doelen import create_actie, create_doel
from keukentafel.plannen.actions.plan import create_plan
from keukentafel.plannen.domeinen import default_scheme
from keukentafel.plannen.models import Actie, Doel, Plan
from keukentafel.referentielijsten.public import Leefdomein
from tests.cast import Cast
from tests.vragen import asked


def domein(code: str) -> Leefdomein:
    """A domain of the scheme in use, by code."""
    return Leefdomein.objects.get(stelsel__code=default_scheme(), code=code)


def queries_of(client: Client, address: str) -> int:
    """The number of queries of a page that was opened before, without the bounds of transactions."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(asked(seen))


def unchanged(form: forms.Form) -> dict[str, Any]:
    """What a browser sends when this form is saved as it was opened: of choices only those on offer, lines as CRLF."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(field, forms.ChoiceField):
            offered = {str(code) for code, _label in cast_to(Any, field).choices}
            value = [each for each in (value if isinstance(value, list) else [value]) if str(each or "") in offered]
        if isinstance(value, str):
            value = value.replace("\n", "\r\n")
        if value not in (None, False):
            sent[name] = value
    return sent


@dataclass
class Planverhaal:
    """The plan of the De Wit family."""

    plan: Plan
    lucht: Doel
    boodschappen: Doel
    strijken: Actie

    def url(self, naam: str = "") -> str:
        """Address of a screen of this plan."""
        return f"/casussen/{self.plan.casus_id}/plan/{naam}"


@pytest.fixture
def verhaal(cast: Cast) -> Planverhaal:
    """One plan, two goals (Mieke's own and the household's), one action."""
    plan = create_plan(by=cast.noor, casus=cast.casus)
    lucht = create_doel(
        by=cast.noor, plan=plan, omschrijving="Ik wil weer lucht in mijn week", personen=[cast.mieke],
        leefdomein=domein("adl"), soort="verbetering", streefdatum=date.today() + timedelta(days=60),
    )  # fmt: skip
    boodschappen = create_doel(
        by=cast.noor, plan=plan, omschrijving="Wij willen zelf boodschappen doen", leefdomein=domein("sociaal_netwerk")
    )
    strijken = create_actie(
        by=cast.noor, doel=lucht, omschrijving="Samen strijken", wie_soort="netwerk", wie_naam="buurvrouw Ans",
        wanneer=date.today() + timedelta(days=7),
    )  # fmt: skip
    return Planverhaal(plan, lucht, boodschappen, strijken)
