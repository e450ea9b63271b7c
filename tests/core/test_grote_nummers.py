"""A number in an address that no column can hold is no page (404), wherever a view or a query looks with it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GROTE = (2**63 - 1, 2**63, 10**40)
NAMEN = ("werkplek:casuspagina", "tijdlijn:tijdlijn", "plannen:plan", "personen:huishouden", "meldingen:melding")
Als = Callable[[Gebruiker], Client]


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("nummer", GROTE)
def test_an_impossible_number_is_not_found(cast: Cast, als: Als, naam: str, nummer: int) -> None:
    assert als(cast.noor).get(reverse(naam, args=[nummer])).status_code == 404


@pytest.mark.parametrize("nummer", GROTE)
def test_nor_is_one_behind_a_dossier_of_her_own(cast: Cast, als: Als, nummer: int) -> None:
    client = als(cast.noor)
    table = reverse("zelfredzaamheid:meekijken", args=[cast.casus.pk, nummer])
    undo = reverse("personen:verhuizing_ongedaan", args=[cast.gezin.pk, nummer])
    assert (client.get(table).status_code, client.post(undo).status_code) == (404, 404)


def test_who_is_not_logged_in_hears_nothing_of_it(client: Client) -> None:
    answers = [client.get(reverse("werkplek:casuspagina", args=[nummer])) for nummer in (1, *GROTE)]
    assert {one.status_code for one in answers} == {302}
    assert {one.headers["Location"].partition("?")[0] for one in answers} == {reverse("account_login")}
