"""Everyone of the demo opens every screen: with real work on it, none may fall over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Casus
from keukentafel.demo.laden import Demo
from keukentafel.toegang.public import Gebruiker
from tests.toegang.wandeling import at_the_gate, screens

CASES = 6


@pytest.mark.sqlite  # the screens themselves run on both databases in the walk of tests/toegang
@pytest.mark.django_db
def test_everyone_of_the_demo_can_open_every_screen(geladen: Demo, als: Callable[[Gebruiker], Client]) -> None:
    players = list(Gebruiker.objects.filter(demo_speler=True).order_by("pk"))
    overviews = [screen for screen in screens() if not screen.ids]
    assert len(players) == 13
    for player in players:
        client, roles = als(player), player.rollen
        for screen in overviews:
            if all(at_the_gate(screen, "GET", rol) for rol in roles):  # asks no room, and so nothing of the demo
                continue
            url = reverse(screen.naam)
            assert client.get(url).status_code < 500, f"{url} as {player.naam}"
    _walk_cases(als)


def _walk_cases(als: Callable[[Gebruiker], Client]) -> None:
    """Every screen of a case, for its regisseur, over cases of all phases."""
    per_case = [screen.naam for screen in screens() if screen.ids == ("casus_id",)]
    opened = 0
    regisseur = Gebruiker.objects.get(naam="Noor Haan")
    client = als(regisseur)
    own = Casus.objects.filter(rollen__medewerker__gebruiker=regisseur, rollen__rol="regisseur").order_by("pk")
    for casus in list(own)[:: max(1, own.count() // CASES)]:
        for name in per_case:
            answer = client.get(reverse(name, args=[casus.pk]))
            assert answer.status_code < 500, f"{name} of case {casus.pk}"
            opened += answer.status_code == 200
    assert opened > CASES
