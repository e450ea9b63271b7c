"""Price lists on the screen: checked first, shown with what would change, then brought in; faults by row and rule."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from keukentafel.cijfers.models import Mkbaprijs, Productprijs, Reeksaanbod
from keukentafel.referentielijsten.public import all_choices
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
KOP = "product,eenheid,bedrag,van,tot,bron"


def offer(client: Client, soort: str, *rows: str) -> HttpResponse:
    """Offer these lines as a file."""
    url = reverse("cijfers:prijzen_aanbieden", args=[soort])
    upload = SimpleUploadedFile("p.csv", "\n".join(rows).encode(), "text/csv")
    return client.post(url, {"bestand": upload, "idempotentiesleutel": uuid.uuid4()}, follow=True)


def press(client: Client, name: str) -> HttpResponse:
    """Press the button of the last file."""
    last = Reeksaanbod.objects.latest("pk")
    url = reverse(f"cijfers:{name}", args=[last.pk])
    return client.post(url, {"idempotentiesleutel": uuid.uuid4()}, follow=True)


def codes() -> tuple[str, str]:
    return all_choices("product")[0][0], all_choices("eenheid")[0][0]


def test_a_list_is_checked_shown_and_brought_in(cast: Cast, als: Als) -> None:
    (product, unit), client = codes(), als(cast.bea)
    Productprijs.objects.create(product=product, eenheid=unit, cent=100, van="2020-01-01", tot="2020-12-31", bron="Oud")
    page = offer(client, "prijzen", KOP, f"{product},{unit},61.50,2026-01-01,,Inkoop 2026")
    assert Productprijs.objects.get().cent == 100  # nothing came in yet
    told = Reeksaanbod.objects.get().tellingen
    assert [(row["nieuw"], row["vervalt"]) for row in told] == [(1, 1)]
    assert "komt in de plaats van de lijst die er is" in page.content.decode()
    after = press(client, "inlezen").content.decode()
    assert Productprijs.objects.get().cent == 6150 and "€ 61,50" in after
    assert bytes(Reeksaanbod.objects.get().bestand) == b""


def test_every_fault_is_named_by_row_and_downloaded(cast: Cast, als: Als) -> None:
    (product, unit), client = codes(), als(cast.bea)
    rows = (f"{product},{unit},veel,2026-01-01,,Inkoop", f"geheime-code,{unit},1.00,gisteren,,Inkoop")
    page = offer(client, "prijzen", KOP, *rows).content.decode()
    assert "Een bedrag in euro met een punt" in page and "Deze code staat niet in de lijst product." in page
    found = client.get(reverse("cijfers:fouten", args=[Reeksaanbod.objects.get().pk]))
    lines = found.content.decode().splitlines()
    assert [line.split(",")[:4] for line in lines[1:]] == [
        ["prijzen", "1", "bedrag", "getal"], ["prijzen", "2", "product", "codelijst"], ["prijzen", "2", "van", "datum"],
    ]  # fmt: skip
    assert "geheime-code" not in found.content.decode() + page
    assert not Productprijs.objects.exists() and bytes(Reeksaanbod.objects.get().bestand) == b""


def test_a_list_goes_out_as_it_comes_in(cast: Cast, als: Als) -> None:
    (product, unit), client = codes(), als(cast.bea)
    Productprijs.objects.create(product=product, eenheid=unit, cent=6105, van="2026-01-01", bron="Inkoop")
    file = client.get(reverse("cijfers:prijsbestand", args=["prijzen"])).content.decode()
    offer(client, "prijzen", *file.splitlines())
    assert [(row["gelijk"], row["nieuw"], row["vervalt"]) for row in Reeksaanbod.objects.get().tellingen] == [(1, 0, 0)]


def test_a_list_for_an_mkba_only_where_one_is_used(cast: Cast, als: Als, settings: Any) -> None:
    client = als(cast.bea)
    settings.MKBA = False
    assert client.get(reverse("cijfers:prijzen_aanbieden", args=["mkba"])).status_code == 404
    settings.MKBA = True
    offer(client, "mkba", "code,omschrijving,bedrag,prijspeil,bron", "e1,Minder schulden,1000.00,2025,Onderzoek")
    assert not Mkbaprijs.objects.exists()
    page = press(client, "inlezen").content.decode()
    assert Mkbaprijs.objects.get().cent == 100_000 and "Minder schulden" in page


def test_a_list_can_be_put_aside(cast: Cast, als: Als) -> None:
    (product, unit), client = codes(), als(cast.bea)
    offer(client, "prijzen", KOP, f"{product},{unit},61.50,2026-01-01,,Inkoop")
    press(client, "wegdoen")
    assert not Productprijs.objects.exists() and Reeksaanbod.objects.get().status == "weggedaan"
    assert press(client, "inlezen").status_code == 422  # dealt with already


@pytest.mark.parametrize("name", ["cijfers:prijzen", "cijfers:prijzen_aanbieden", "cijfers:prijsbestand"])
def test_only_the_functional_administrator(name: str, cast: Cast, als: Als) -> None:
    url = reverse(name, args=[] if name == "cijfers:prijzen" else ["prijzen"])
    assert als(cast.bea).get(url).status_code == 200
    assert als(cast.tom).get(url).status_code == 403


def test_the_page_asks_little(cast: Cast, als: Als, django_assert_max_num_queries: Any) -> None:
    client = als(cast.bea)
    with django_assert_max_num_queries(25):
        client.get(reverse("cijfers:prijzen"))
