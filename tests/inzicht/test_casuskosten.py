"""What one case cost, on the tab Ondersteuning: per item, what is unknown beside it, only what the reader may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.cijfers.models import Productprijs
from keukentafel.inzicht.casuskosten import costs_of
from keukentafel.inzicht.kosten import Prijs
from keukentafel.plannen.models import Inzet
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from tests.cast import Cast
from tests.plannen.voorbeelden import PLANNEN

Als = Callable[[Gebruiker], Client]
KOP = "Kosten tot vandaag"


def make_item(cast: Cast, **fields: Any) -> Inzet:
    """The support of the example, begun ten days ago (eleven days with today)."""
    pk = PLANNEN["inzet_id"](cast)
    begun = timezone.localdate() - timedelta(10)
    found = Inzet.objects.get(pk=pk)
    found.change(van=begun, tot=None, status="ingezet", omschrijving="Huishoudhulp", **fields)
    return Inzet.objects.get(pk=pk)


def page(cast: Cast, als: Als, user: Gebruiker) -> str:
    return als(user).get(reverse("plannen:ondersteuning", args=[cast.casus.pk])).content.decode()


def test_the_tab_says_what_is_known_until_today_and_of_how_many_it_is_not(cast: Cast, als: Als) -> None:
    item = make_item(cast, kosten=Decimal("365"))
    Inzet.objects.create(
        plan=item.plan, leefdomein=item.leefdomein, kring="algemeen", aard="nieuw", van=item.van, omschrijving="Inloop"
    )
    text = page(cast, als, cast.noor)
    assert KOP in text and "<b>€ 11</b> bekend; van 1 onderdeel is het bedrag onbekend" in text
    assert "Huishoudhulp" in text


def test_without_known_costs_there_is_no_block(cast: Cast, als: Als) -> None:
    make_item(cast, kosten=None, kosten_totaal=None)
    assert KOP not in page(cast, als, cast.noor)


def test_a_provision_takes_the_place_of_its_item_and_costs_volume_times_price(cast: Cast, als: Als) -> None:
    item = make_item(cast, kosten=Decimal("365000"))
    Productprijs.objects.create(product="HH1", eenheid="04", cent=3000, van=item.van, bron="Raad")
    Aanvraag.objects.create(
        nummer="A-1", casus=cast.casus, persoon=cast.mieke, inzet=item, wet="wmo", product="HH1", omvang=Decimal(1),
        eenheid="04", frequentie="1", status="gestart", hulp_gestart_op=item.van,
    )  # fmt: skip
    text = page(cast, als, cast.noor)
    assert "<b>€ 330</b> bekend" in text and "365" not in text.split(KOP)[1].split("</section>")[0]


def test_what_ended_or_was_never_priced_costs_what_is_known(cast: Cast) -> None:
    item = make_item(cast, kosten=None, kosten_totaal=None)
    asked = Aanvraag(
        wet="wmo", product="", hulp_gestart_op=item.van, beeindigd_op=item.van + timedelta(1), kosten=Decimal("365"),
    )  # fmt: skip
    rows = costs_of([item], [asked], timezone.localdate(), {"": [Prijs("04", 1, item.van, None)]})
    assert rows == [("Voorziening", 200), ("Huishoudhulp", None)]
