"""Safety is seen on every screen of the household, by who may see it, and by nobody else (R-043)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Casus
from keukentafel.casussen.naar_personen import labels_of_household
from keukentafel.meldingen.models import Melding
from keukentafel.personen.models import Persoon
from keukentafel.toegang.public import Gebruiker, create_gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
BORD = ">Veiligheid<"


def screens_of(cast: Cast) -> list[str]:
    """Every screen of the household itself and of one of its people."""
    home, lid = cast.gezin.pk, cast.gezin.leden.get(persoon=cast.jan).pk
    names = ("huishouden", "hernoemen", "lid_toevoegen", "relatie_toevoegen", "belang")
    urls = [reverse(f"personen:{name}", args=[home]) for name in names]
    urls += [
        reverse(f"personen:{name}", args=[home, cast.jan.pk]) for name in ("persoon", "persoon_wijzigen", "samenvoegen")
    ]
    return [*urls, reverse("personen:lid_beeindigen", args=[home, lid])]


def test_safety_stands_on_every_screen_of_the_household(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    for url in screens_of(cast):
        assert BORD not in client.get(url).content.decode(), url
    Casus.objects.filter(pk=cast.casus.pk).update(veiligheid=True)
    for url in screens_of(cast):
        assert BORD in client.get(url).content.decode(), url
    Casus.objects.filter(pk=cast.casus.pk).update(afgesloten_op=date.today())
    assert BORD not in client.get(screens_of(cast)[0]).content.decode()


def test_only_who_may_see_internal_fields_of_the_case_sees_safety(cast: Cast) -> None:
    Casus.objects.filter(pk=cast.casus.pk).update(veiligheid=True)
    seen = {name: bool(labels_of_household(user, cast.gezin.pk)) for name, user in cast.gebruikers.items()}
    assert {name for name, yes in seen.items() if yes} == {"noor", "sanne", "tom"}
    newcomer = create_gebruiker(by=SYSTEEM, email="n@voorbeeld.invalid", naam="Nieuw", demo=True)
    assert labels_of_household(newcomer, cast.gezin.pk) == []


def test_an_open_melding_of_acute_danger_stands_on_the_household(cast: Cast, als: Als) -> None:
    made = Melding.objects.create(
        soort="hulpvraag", omschrijving="Er is ruzie.", kanaal="telefoon", melder_soort="inwoner_zelf",
        urgentie="acuut_gevaar", wet="algemeen", team=cast.noord, ontvangen_op=date.today(),
        geregistreerd_op=date.today(), persoon=Persoon.objects.get(pk=cast.jan.pk), huishouden=cast.gezin,
    )  # fmt: skip
    url = reverse("personen:huishouden", args=[cast.gezin.pk])
    assert "Acuut gevaar gemeld" in als(cast.noor).get(url).content.decode()
    Melding.objects.filter(pk=made.pk).update(afgehandeld_op=date.today(), afhandeling="informatie_advies")
    assert "Acuut gevaar gemeld" not in als(cast.noor).get(url).content.decode()
