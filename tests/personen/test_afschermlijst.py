"""The list of a shielded household: colleagues are looked for, also where there are hundreds, also without script."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.personen.models import Afschermlid, Huishouden
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


@pytest.fixture
def many(cast: Cast) -> list[Gebruiker]:
    """Three hundred colleagues, of whom fourteen are called Fatma and one is called Şükrü."""
    names = [f"Fatma Collega{n}" if n % 22 == 0 else f"Piet Collega{n}" for n in range(299)] + ["Şükrü Öztürk"]
    users = [Gebruiker(email=f"c{n}@voorbeeld.invalid", naam=name, password="!") for n, name in enumerate(names)]
    return Gebruiker.objects.bulk_create(users)


def ticks(page: str) -> dict[str, bool]:
    """Every tick of the page by the id of its colleague, and whether it is set."""
    found = re.findall(r"<input type=\"checkbox\" name=\"(?:gebruikers|erbij)\" value=\"(\d+)\"([^>]*)>", page)
    return {pk: "checked" in rest for pk, rest in found}


@pytest.mark.usefixtures("many")
def test_only_who_is_on_the_list_is_shown_at_first(cast: Cast, als: Als) -> None:
    page = als(cast.noor).get(reverse("personen:afschermen", args=[cast.gezin.pk])).content.decode()
    assert ticks(page) == {str(cast.noor.pk): True}
    assert len(page) < 20_000


def test_looking_adds_ticks_and_saves_nothing(cast: Cast, als: Als, many: list[Gebruiker]) -> None:
    client, url = als(cast.noor), reverse("personen:afschermen", args=[cast.gezin.pk])
    before = Regel.objects.filter(actie="huishouden_afgeschermd").count()
    sent = {"gebruikers": [cast.noor.pk, cast.tom.pk], "versie": 1, "zoeken": "1"}
    answer = client.post(url, {**sent, "zoek": "ozt suk"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "1 gevonden." in page and "form-field--invalid" not in page
    assert ticks(page) == {str(cast.noor.pk): True, str(cast.tom.pk): True, str(many[-1].pk): False}
    assert 'name="versie" value="1"' in page
    page = client.post(url, {**sent, "erbij": many[-1].pk, "zoek": "fatma"}).content.decode()
    assert ticks(page)[str(many[-1].pk)] and sum(ticks(page).values()) == 3 and len(ticks(page)) == 15
    assert "Er zijn er nog 2. Typ meer letters." in page
    assert "Geen andere collega gevonden." in client.post(url, {**sent, "zoek": "xyz"}).content.decode()
    assert Huishouden.objects.get(pk=cast.gezin.pk).label == "normaal"
    assert not Afschermlid.objects.exists()
    assert Regel.objects.filter(actie="huishouden_afgeschermd").count() == before


def test_who_was_found_and_ticked_is_on_the_list(cast: Cast, als: Als, many: list[Gebruiker]) -> None:
    client, url = als(cast.noor), reverse("personen:afschermen", args=[cast.gezin.pk])
    sent = {"erbij": many[-1].pk, "zoek": "ozt", "versie": Huishouden.objects.get(pk=cast.gezin.pk).versie}
    refused = client.post(url, sent)
    assert refused.status_code == 422 and "ook uzelf" in refused.content.decode()
    assert ticks(refused.content.decode()) == {str(cast.noor.pk): False, str(many[-1].pk): True}
    assert client.post(url, {**sent, "gebruikers": cast.noor.pk}).status_code == 302
    assert set(Afschermlid.objects.values_list("gebruiker_id", flat=True)) == {cast.noor.pk, many[-1].pk}
