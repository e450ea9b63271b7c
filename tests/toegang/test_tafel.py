"""The tablet on the table: nothing but the look-along view opens until the worker gives her password."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.toegang.models import BewaardeInvoer
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel

Als = Callable[[Gebruiker], Client]


def tafel(cast: Cast, query: str = "") -> str:
    return reverse("plannen:meekijken", args=[cast.casus.pk]) + query


@pytest.fixture
def client(cast: Cast, als: Als) -> Client:
    """Noor, who has laid her tablet on the table."""
    make_doel(cast)
    client = als(cast.noor)
    assert client.get(tafel(cast)).status_code == 200
    return client


def test_no_screen_opens_from_the_table(client: Client, cast: Cast) -> None:
    pk = cast.casus.pk
    elsewhere = ["/", reverse("plannen:plan", args=[pk]), reverse("werkplek:casuspagina", args=[pk]),
                 reverse("werkplek:casuslijst"), tafel(cast, f"?voor={cast.jan.pk}"),
                 reverse("plannen:meekijken", args=[cast.burencasus.pk])]  # fmt: skip
    for url in elsewhere:
        answer = client.get(url)
        assert answer.status_code == 302 and answer["Location"].startswith("/toegang/vergrendeld/"), url
    for scherm in ("vragen", "steun", "antwoord"):
        assert client.get(tafel(cast, f"?scherm={scherm}")).status_code == 200


def test_the_password_opens_the_file_again_and_the_table_can_be_chosen(client: Client, cast: Cast) -> None:
    plan = reverse("plannen:plan", args=[cast.casus.pk])
    ask = client.get(plan, follow=True)
    page = ask.content.decode()
    assert "Terug naar het werk" in page and f'href="{tafel(cast)}"' in page
    assert "Gezin De Wit" not in page and "Mieke" not in page
    there = ask.redirect_chain[-1][0]
    assert client.post(there, {"wachtwoord": ""}).status_code == 422
    assert client.get(plan).status_code == 302
    back = client.post(there, {"wachtwoord": "demo"})
    assert back["Location"] == plan
    assert client.get(plan).status_code == 200


def test_a_wrong_password_leaves_it_shut(cast: Cast, als: Als) -> None:
    make_doel(cast)
    cast.noor.demo = False
    cast.noor.set_password("een lang en goed wachtwoord")
    cast.noor.save()
    client = als(cast.noor)
    assert client.get(tafel(cast)).status_code == 200
    ask = "/toegang/vergrendeld/?next=/"
    answer = client.post(ask, {"wachtwoord": "geraden"})
    assert answer.status_code == 422
    assert client.get(reverse("werkplek:casuslijst")).status_code == 302


def test_what_is_posted_elsewhere_is_kept_and_has_no_effect(client: Client, cast: Cast) -> None:
    url = reverse("plannen:vraag_nieuw", args=[cast.casus.pk])
    answer = client.post(url, {"woorden": "Mag ik dit?"})
    assert "invoer=" in answer["Location"]
    assert BewaardeInvoer.objects.get().pad == url


def test_the_scores_on_the_table_are_shut_in_too(cast: Cast, als: Als) -> None:
    from tests.toegang.voorbeelden import make_meting

    make_meting(cast)
    client = als(cast.noor)
    assert client.get(reverse("zelfredzaamheid:meekijken", args=[cast.casus.pk, cast.mieke.pk])).status_code == 200
    assert client.get(reverse("zelfredzaamheid:overzicht", args=[cast.casus.pk])).status_code == 302
    assert client.post(reverse("toegang:uitloggen")).status_code == 302
