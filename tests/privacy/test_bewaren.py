"""The screens of retention: terms that the municipality decides, lists that a second person decides on, the proof."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.public import sign
from keukentafel.privacy.bewaren.vernietigen import proof_text
from keukentafel.privacy.models import Bewaartermijn, Vernietigingslijst, Vernietigingsregel
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.vragen import QUERIES, asked

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]
BEWAREN = reverse("privacy:bewaren")


def a_list(door: Gebruiker) -> Vernietigingslijst:
    made = Vernietigingslijst.objects.create(opgesteld_op=date.today(), opgesteld_door=door)
    Vernietigingsregel.objects.create(lijst=made, casus_nr=987654, soort="wmo", einde=date(2020, 1, 1))
    return made


def test_an_unknown_term_says_that_nothing_is_destroyed(cast: Cast, als: Als) -> None:
    client = als(cast.petra)
    body = client.get(BEWAREN).content.decode()
    assert "Jeugdwet artikel 7.3.8 lid 3" in body and "er wordt niets vernietigd" in body
    url = reverse("privacy:bewaartermijn", args=["schulden"])
    assert "niet bekend" in client.get(url).content.decode()
    given = {"jaren": "5", "vanaf": "afsluiting", "bron": "Besluit van het college", "versie": "0"}
    assert client.post(url, given).status_code == 302
    assert Bewaartermijn.objects.get().jaren == 5
    assert "Besluit van het college" in client.get(BEWAREN).content.decode()
    assert client.post(url, {**given, "jaren": "0"}).status_code == 422
    assert client.get(reverse("privacy:bewaartermijn", args=["bestaat-niet"])).status_code == 404


def test_a_second_person_decides_and_sees_nobody(cast: Cast, als: Als) -> None:
    made = a_list(cast.tom)
    client, url = als(cast.petra), reverse("privacy:vernietigingslijst", args=[made.pk])
    body = client.get(url).content.decode()
    assert "Wmo 2015" in body and "987654" not in body
    assert client.post(url, {"besluit": "ja", "versie": str(made.versie)}).status_code == 302
    made.refresh_from_db()
    assert (made.stand, made.besloten_door_id) == ("akkoord", cast.petra.pk)


def test_who_made_the_list_gets_no_form_and_cannot_decide(cast: Cast, als: Als) -> None:
    made = a_list(cast.petra)
    client, url = als(cast.petra), reverse("privacy:vernietigingslijst", args=[made.pk])
    assert "Een collega beslist" in client.get(url).content.decode()
    assert client.post(url, {"besluit": "ja", "versie": str(made.versie)}).status_code == 422
    made.refresh_from_db()
    assert made.stand == "open"


def test_a_changed_proof_shows(cast: Cast, als: Als) -> None:
    made = a_list(cast.tom)
    said = {"lijst": made.pk, "aantallen": {"casussen.casus": 3}}
    made.change(stand="uitgevoerd", bewijs=said, handtekening=sign(proof_text(said).encode()))
    url = reverse("privacy:vernietigingslijst", args=[made.pk])
    assert "De handtekening klopt." in als(cast.petra).get(url).content.decode()
    made.change(bewijs={**said, "aantallen": {"casussen.casus": 2}})
    assert "klopt niet" in als(cast.petra).get(url).content.decode()


def test_nobody_else_and_few_queries(cast: Cast, als: Als) -> None:
    made = a_list(cast.tom)
    for url in (BEWAREN, reverse("privacy:vernietigingslijst", args=[made.pk])):
        assert als(cast.noor).get(url).status_code == 403
        assert als(cast.bea).get(url).status_code == 403
        client = als(cast.petra)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        assert len(asked(seen)) <= QUERIES
