"""Naming a colleague or a goal in a note: what is offered, who hears of it, and finding it back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.plannen.models import Doel, Plan
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.noemen import colleagues_to_name, slug
from keukentafel.tijdlijn.public import Contactmoment, withdraw_contactmoment
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VANDAAG = date.today()
Als = Callable[[Gebruiker], Client]


def goals(cast: Cast, *codes: str, **extra: object) -> None:
    plan = Plan.objects.create(huishouden=cast.gezin, casus=cast.casus, opgesteld_op=VANDAAG)
    for code in codes:
        domein = Leefdomein.objects.get(stelsel__code="zrm2017", code=code)
        Doel.objects.create(plan=plan, leefdomein=domein, omschrijving=f"Doel {code}", **extra)


def write(client: Client, cast: Cast, tekst: str, **extra: object) -> None:
    data = {"tekst": tekst, "aard": "contact", "soort": "telefoon", "zichtbaar_voor": "team", "wet": "algemeen"}
    url = reverse("tijdlijn:vastleggen", args=[cast.casus.pk])
    assert client.post(url, {**data, "datum": VANDAAG.isoformat(), **extra}).status_code == 302


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [("Geestelijke gezondheid", "geestelijke-gezondheid"), ("Financi\u00ebn", "financien"), ("!", "")],
)
def test_a_word_without_accents_and_spaces(tekst: str, woord: str) -> None:
    assert slug(tekst) == woord


def test_what_is_offered(cast: Cast, als: Als) -> None:
    goals(cast, "financien", "huisvesting", "financien")
    url = reverse("tijdlijn:noemen", args=[cast.casus.pk])
    found = als(cast.noor).get(url).json()
    assert {row["woord"] for row in found["@"]} == {"noor", "sanne", "tom"}
    assert [row["woord"] for row in found["#"]] == ["financien", "huisvesting", "financien-2"]
    assert als(cast.zeno).get(url).status_code == 404


def test_two_of_one_name_are_told_apart(cast: Cast) -> None:
    cast.medewerkers["sanne"].change(naam="Tom Jansen")
    assert set(colleagues_to_name(cast.casus)) == {"noor", "tom", "tom-jansen"}


def test_who_is_named_gets_a_line_on_vandaag(cast: Cast, als: Als) -> None:
    write(als(cast.noor), cast, "Gebeld. @sanne kijk jij mee? @noor @zeno @niemand")
    taak = Taak.objects.open().get(soort="genoemd")
    item = Contactmoment.objects.get()
    assert taak.medewerker == cast.medewerkers["sanne"]
    assert taak.url.endswith(f"#contact-{item.pk}")
    assert "U bent genoemd" in als(cast.sanne).get("/").content.decode()
    assert "U bent genoemd" not in als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    withdraw_contactmoment(by=cast.noor, contactmoment=item, medewerker=cast.medewerkers["noor"])
    assert not Taak.objects.open().filter(soort="genoemd").exists()


def test_who_may_not_see_the_case_hears_nothing(cast: Cast, als: Als) -> None:
    from keukentafel.personen.models import Belang

    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=VANDAAG)
    write(als(cast.noor), cast, "@sanne kijk jij mee?")
    assert not Taak.objects.filter(soort="genoemd").exists()


def test_the_line_is_gone_by_itself(cast: Cast, als: Als) -> None:
    write(als(cast.noor), cast, "@sanne kijk jij mee?")
    Taak.objects.filter(soort="genoemd").update(geldig_tot=VANDAAG - timedelta(days=1))
    assert "U bent genoemd" not in als(cast.sanne).get("/").content.decode()


def test_the_timeline_is_filtered_by_goal(cast: Cast, als: Als) -> None:
    goals(cast, "financien", "huisvesting")
    client = als(cast.noor)
    write(client, cast, "Schulden besproken #financien")
    write(client, cast, "Makelaar gebeld #huisvesting")
    url = reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])
    page = client.get(url).content.decode()
    assert "Bij welk doel" in page and f'href="{url}?doel=financien"' in page
    filtered = client.get(url, {"doel": "financien", "soort": "contact"}).content.decode()
    assert "Schulden besproken" in filtered and "Makelaar gebeld" not in filtered
    assert 'href="?soort=contact"' in filtered and 'href="?doel=financien"' in filtered  # each chip takes itself away
    assert "Makelaar gebeld" in client.get(url, {"doel": "bestaat-niet"}).content.decode()


def test_a_goal_that_may_not_be_read_is_not_named(cast: Cast, als: Als) -> None:
    goals(cast, "financien", wet="jeugd")
    cast.casus.rollen.create(medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=VANDAAG)
    page = als(cast.max).get(reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])).content.decode()
    assert "Bij welk doel" not in page


def test_writing_from_another_tab_comes_back_there(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    plan, composer = reverse("plannen:plan", args=[cast.casus.pk]), reverse("tijdlijn:vastleggen", args=[cast.casus.pk])
    page = client.get(plan).content.decode()
    assert f"{composer}?terug=" in page and 'class="kt-composer"' not in page
    assert f"{composer}?terug=" not in client.get(f"/casussen/{cast.casus.pk}/").content.decode()
    form = client.get(composer, {"terug": plan}).content.decode()
    assert f'name="terug" value="{plan}"' in form and 'class="kt-composer"' in form
    elsewhere = client.get(composer, {"terug": "https://elders.invalid/"}).content.decode()
    assert "elders.invalid" not in elsewhere
    sent = client.post(
        composer,
        {"tekst": "x", "aard": "contact", "zichtbaar_voor": "team", "wet": "algemeen", "datum": VANDAAG.isoformat(),
         "terug": plan},
    )  # fmt: skip
    assert sent["Location"].startswith(plan)
