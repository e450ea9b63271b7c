"""With the key of its organisation a partner finds the team, and nobody by name (R-030)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.partner.public import end_sleutel, general_number, make_sleutel
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.referentielijsten.public import label_of
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker, Plaatsing
from tests.cast import Cast

START, WIE = reverse("partner:sleutel"), reverse("partner:wie")


@pytest.fixture
def partner(cast: Cast) -> Client:
    """Somebody of a practice who typed its key."""
    practice = Organisatie.objects.create(naam="Huisartsenpraktijk De Linde", soort="partner", telefoon="043 999 99 99")
    _made, key = make_sleutel(by=SYSTEEM, organisatie=practice, tot=timezone.localdate())
    client = Client()
    assert client.post(START, {"sleutel": key}).status_code == 302
    return client


def test_a_partner_finds_the_team_its_areas_what_it_knows_and_one_number(cast: Cast, partner: Client) -> None:
    Organisatie.objects.filter(pk=cast.gemeente.pk).update(telefoon="088 123 40 00")
    Medewerker.objects.filter(naam="Sanne").update(expertise=["schulden"])
    page = partner.get(WIE).content.decode()
    assert "Team Noord" in page and "Caberg" in page and "088 123 40 00" in page
    assert f"Weet van: {label_of('expertise', 'schulden')}" in page and "Vraag dan naar de teamleiding" in page


def test_nobody_is_named_and_no_number_of_a_worker_is_given(cast: Cast, partner: Client) -> None:
    Medewerker.objects.update(telefoon="06 1111", expertise=["schulden"])
    cast.medewerkers["sanne"].plaatsingen.update(tot=timezone.localdate() - timedelta(days=1))
    page = partner.get(WIE).content.decode()
    workers = list(Medewerker.objects.values_list("naam", flat=True))
    residents = [name for row in Persoon.objects.all() for name in (row.voornamen, row.achternaam) if name]
    households = list(Huishouden.objects.values_list("naam", flat=True))
    assert len(workers) > 5 and residents and households
    every = (*workers, *residents, *households, "06 1111", "043 999 99 99")
    assert [name for name in every if re.search(rf"\b{re.escape(name)}\b", page)] == []


def test_what_it_must_know_and_the_area_narrow_the_teams(cast: Cast, partner: Client) -> None:
    Medewerker.objects.filter(naam="Sanne").update(expertise=["schulden"])
    found = partner.get(f"{WIE}?expertise=schulden").context["teams"]
    assert [team.naam for team in found] == ["Team Noord"]
    near = partner.get(f"{WIE}?gebied={cast.gebied.pk}").context["teams"]
    assert [team.naam for team in near] == ["Team Noord", "Aanmeldteam"]
    assert partner.get(f"{WIE}?gebied=99999999999999999999&expertise=%C2%B2").status_code == 200


def test_without_a_key_that_holds_there_is_no_page(cast: Cast) -> None:
    assert Client().get(WIE)["Location"] == START
    made, key = make_sleutel(by=SYSTEEM, organisatie=cast.gemeente, tot=timezone.localdate())
    client = Client()
    client.post(START, {"sleutel": key})
    assert client.get(WIE).status_code == 200
    end_sleutel(by=SYSTEEM, sleutel=made)
    assert client.get(WIE)["Location"] == START


def test_with_two_municipalities_no_number_is_guessed(cast: Cast) -> None:
    Organisatie.objects.filter(soort="gemeente").update(telefoon="")
    assert general_number() == ""
    Organisatie.objects.filter(pk=cast.gemeente.pk).update(telefoon="088 1")
    assert general_number() == "088 1"
    other = Organisatie.objects.create(naam="Gemeente Elders", soort="gemeente", telefoon="088 2")
    assert general_number() == "088 1"  # of the one that this installation is named after
    with override_settings(GEMEENTE_NAAM="Gemeente Ander"):
        assert general_number() == ""
    other.change(actief=False)
    assert general_number() == "088 1"


def test_the_queries_do_not_grow(cast: Cast, partner: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert partner.get(WIE).status_code == 200
        return len(asked)

    count()
    few = count()
    for number in range(30):
        worker = Medewerker.objects.create(naam=f"Collega {number}", expertise=["schulden"])
        Plaatsing.objects.create(medewerker=worker, team=cast.zuid, medewerkertype="jeugd", van=date(2020, 1, 1))
    assert count() == few <= 25
