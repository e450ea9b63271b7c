"""A number in an address that no column can hold is no page (404), also where the SQL was written out before."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

NAMEN = ("werkplek:casuspagina", "tijdlijn:tijdlijn", "plannen:plan", "personen:huishouden", "meldingen:melding")


@pytest.mark.django_db
@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("nummer", [2**63 - 1, 2**63, 10**20])
def test_an_impossible_number_is_not_found(
    cast: Cast, als: Callable[[Gebruiker], Client], naam: str, nummer: int
) -> None:
    assert als(cast.noor).get(reverse(naam, args=[nummer])).status_code == 404
