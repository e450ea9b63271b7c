"""A parent without custody gets nothing about the child: not in a copy of the plan, not at the table (A7)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.personen.public import Huishoudlid, Persoon, record_gezag
from keukentafel.plannen.actions.doelen import create_doel
from keukentafel.plannen.actions.meegeven import give_plan
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein
from tests.woorden import one_with

Als = Callable[[Gebruiker], Client]
KANARIE = "KANARIE-DAAN"


@pytest.fixture
def zonder_gezag(cast: Cast, verhaal: Planverhaal) -> Planverhaal:
    """A goal of Daan of ten years old, over whom Mieke has custody and Jan has not."""
    born = date(date.today().year - 11, 12, 31)
    Persoon.objects.filter(pk=cast.kind.pk).update(geboortedatum=born)
    create_doel(by=cast.noor, plan=verhaal.plan, omschrijving=KANARIE, leefdomein=domein("adl"), personen=[cast.kind])
    daan = Persoon.objects.get(pk=cast.kind.pk)
    record_gezag(by=cast.noor, kind=daan, houder=cast.mieke, soort="gezag", van=date.today())
    record_gezag(by=cast.noor, kind=daan, houder=cast.jan, soort="geen_gezag", van=date.today())
    return verhaal


def test_the_copy_of_that_parent_and_of_the_household_holds_nothing_of_the_child(
    cast: Cast, zonder_gezag: Planverhaal
) -> None:
    def given(voor: Persoon | None) -> str:
        return str(give_plan(by=cast.noor, plan=zonder_gezag.plan, casus=cast.casus, voor=voor).inhoud)

    assert KANARIE not in given(cast.jan) and KANARIE not in given(None)
    assert KANARIE in given(cast.mieke) and KANARIE in given(cast.kind)


def test_it_is_not_on_the_table_either(cast: Cast, als: Als, zonder_gezag: Planverhaal) -> None:
    goal = one_with(zonder_gezag.plan.doelen.all(), omschrijving=KANARIE)
    for voor, shown in ((cast.jan, False), (cast.mieke, True)):
        page = als(cast.noor).get(zonder_gezag.url("meekijken/") + f"?scherm=doel-{goal.pk}&voor={voor.pk}")
        assert (KANARIE in page.content.decode()) is shown


def test_who_left_the_household_plays_no_part(cast: Cast, als: Als, zonder_gezag: Planverhaal) -> None:
    Huishoudlid.objects.filter(huishouden=cast.gezin, persoon=cast.jan).update(tot=date.today() - timedelta(days=1))
    client, jan = als(cast.noor), cast.jan.pk
    page = client.get(zonder_gezag.url("meegeven/")).content.decode()
    assert "Jan" not in page
    assert client.post(zonder_gezag.url("meegeven/"), {"voor": str(jan), "vorm": "papier"}).status_code == 422
    assert client.get(zonder_gezag.url("meekijken/") + f"?voor={jan}").status_code == 404


def test_whoever_hands_it_over_is_told(cast: Cast, als: Als, zonder_gezag: Planverhaal) -> None:
    page = als(cast.noor).get(zonder_gezag.url("meegeven/")).content.decode()
    assert "Jan heeft geen gezag over Daan" in page and "Daan is jonger dan 12" in page
    assert "niet vastgelegd wie gezag heeft" not in page
