"""A plan to work with: Mieke wants air in her week, and to do her own shopping."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
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
