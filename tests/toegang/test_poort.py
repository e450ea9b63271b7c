"""The gate: a second factor, a lock after idle time that loses nothing, and a demo that stays in the demo."""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from keukentafel.casussen.public import Casus, facts_of_casus
from keukentafel.meldingen.public import Melding
from keukentafel.personen.permissions import facts_of_huishoudens
from keukentafel.teams.public import end_plaatsing
from keukentafel.toegang.models import BewaardeInvoer
from keukentafel.toegang.public import Gebruiker, decision
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
WACHTWOORD = "een-lang-wachtwoord-voor-noor"


@pytest.fixture
def noor(cast: Cast, als: Als) -> Client:
    """Noor with a password, idle for too long."""
    cast.noor.set_password(WACHTWOORD)
    cast.noor.demo = False
    cast.noor.save()
    client = als(cast.noor)
    session = client.session
    session["laatst_actief"] = time.time() - settings.VERGRENDELING_NA - 5
    session.save()
    return client


def test_without_a_second_factor_one_gets_no_further_than_setting_it_up(cast: Cast) -> None:
    cast.noor.demo = False
    cast.noor.save()
    client = Client()
    client.force_login(cast.noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
    assert client.get("/casussen/")["Location"] == "/toegang/factor/totp/activate/"


@override_settings(DEMO=False)
def test_a_demo_user_is_nobody_outside_the_demo(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
    assert client.get("/casussen/").status_code == 302
    assert client.post(f"/toegang/demo/{cast.noor.pk}/").status_code == 404


def test_after_idle_time_the_screen_is_locked(noor: Client) -> None:
    answer = noor.get("/casussen/?stand=open")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/toegang/vergrendeld/?next=")


def test_typed_text_survives_the_lock(noor: Client, cast: Cast, als: Als) -> None:
    locked = noor.post("/weergaven/casuslijst/", {"naam": "Mijn weergave", "filters": "?wie=mij"})
    with connection.cursor() as cursor:  # as it lies there: the model opens it for who reads it
        cursor.execute(f"SELECT invoer FROM {BewaardeInvoer._meta.db_table}")
        [(stored,)] = cursor.fetchall()
    assert b"Mijn weergave" not in bytes(stored)
    assert noor.post(locked["Location"], {"wachtwoord": "verkeerd"}).status_code == 422
    back = noor.post(locked["Location"], {"wachtwoord": WACHTWOORD})["Location"]
    page = noor.get(back).content.decode()
    assert 'value="Mijn weergave"' in page
    target = re.search(r'action="(/weergaven/casuslijst/)"', page)
    assert target
    assert noor.post(target[1], {"naam": "Mijn weergave", "filters": "?wie=mij"}).status_code == 302
    assert als(cast.sanne).get(back).status_code == 404  # nobody else gets it


def test_asking_for_the_state_does_not_keep_it_open(noor: Client) -> None:
    assert noor.get("/toegang/sessie/").json() == {"open": False, "seconden": 0}
    assert noor.get("/casussen/").status_code == 302


@pytest.mark.parametrize("naam", ["sanne", "noor"])
def test_leaving_the_team_closes_at_the_next_request(cast: Cast, als: Als, naam: str) -> None:
    """Ending the placement is enough: the roles still run, and Noor is still the regisseur of this case."""
    user, worker = cast.gebruikers[naam], cast.medewerkers[naam]
    client = als(user)
    url = f"/casussen/{cast.casus.pk}/"
    assert client.get(url).status_code == 200
    end_plaatsing(by=cast.bea, plaatsing=worker.plaatsingen.get(), tot=date.today() - timedelta(days=1))
    page = client.get(url)
    assert page.status_code == 403 and "niet in een team geplaatst" in page.content.decode()
    assert client.get("/").status_code == client.get("/meldingen/nieuw/").status_code == 403
    fresh = Gebruiker.objects.get(pk=user.pk)
    assert fresh.toegekende_rollen and not fresh.rollen
    assert not Casus.objects.visible_to(fresh).exists() and not Melding.objects.visible_to(fresh).exists()
    assert facts_of_huishoudens(fresh, [cast.gezin])  # the relations may still be there; the roles are not
    assert not decision(fresh, "casus_inzien", facts_of_casus(fresh, cast.casus)).toegestaan
    assert client.post("/toegang/uitloggen/").status_code == 302


def test_who_works_for_all_teams_needs_a_placement_too(cast: Cast, als: Als) -> None:
    client = als(cast.wim)
    assert client.get("/aanvragen/").status_code == 200
    cast.medewerkers["wim"].plaatsingen.update(tot=date.today() - timedelta(days=1))
    assert client.get("/aanvragen/").status_code == 403
    assert als(cast.bea).get("/beheer/gebruikers/").status_code == 200  # the administrator sees no dossiers


def test_the_employer_opens_nothing(cast: Cast, als: Als) -> None:
    assert cast.medewerkers["zeno"].moederorganisatie == cast.medewerkers["noor"].moederorganisatie
    assert als(cast.zeno).get(f"/casussen/{cast.casus.pk}/").status_code == 404
