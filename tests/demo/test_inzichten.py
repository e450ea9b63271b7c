"""Nobody opens an empty screen of Inzicht in the demo: prices, a business case, scans, keys and rules that hinder."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Knelpunt
from keukentafel.demo.laden import Demo
from keukentafel.toegang.public import Gebruiker

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
Als = Callable[[Gebruiker], Client]


@pytest.mark.parametrize(
    ("wie", "scherm", "woord"),
    [
        ("Bea Verhoeven", "cijfers:prijzen", "€ 61,50"),
        ("Ana Ferreira", "inzicht:businesscases", "Buurtservice naast begeleiding"),
        ("Ana Ferreira", "inzicht:scans", "Praktijkscan"),
        ("Tom Brouwer", "inzicht:scans", "loopt nog"),
        ("Tom Brouwer", "inzicht:koppelingen", "Onderzoeksbureau"),
        ("Tom Brouwer", "inzicht:koppelingen", "Dashboard van de gemeente"),
        ("Petra Smit", "inzicht_api:sleutels", "Open data van de gemeente"),
        ("Tom Brouwer", "inzicht:knelpunten", "Wachttijd van vier weken"),
        ("Ana Ferreira", "inzicht:knelpunten", "Inschrijfduur telt opnieuw"),
    ],
)
def test_a_screen_has_something_to_read(geladen: Demo, als: Als, wie: str, scherm: str, woord: str) -> None:
    user = Gebruiker.objects.get(naam=wie)
    assert woord in als(user).get(reverse(scherm)).content.decode()


def test_one_sentence_was_not_released(geladen: Demo) -> None:
    assert Knelpunt.objects.filter(vrijgegeven_op=None).count() == 1
    assert Knelpunt.objects.exclude(vrijgegeven_op=None).count() == 3
