"""Where one is logged in, ending that elsewhere, a factor asked again, and every step of logging in in the log."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from keukentafel.audit.models import Regel
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.models import BewaardeInvoer
from keukentafel.toegang.public import Gebruiker
from keukentafel.toegang.sessies import ONBEKEND, device_of
from tests.cast import Cast
from tests.toegang.test_aanmeldeisen import at_work
from tests.toegang.test_sessie import (
    CODE,
    LOGIN,
    OPNIEUW,
    SECRET,
    WACHTWOORD,
    code_of,
    enrol,
    log_in,
    no_demo,
    noor,
)

__all__ = ["at_work", "no_demo", "noor"]  # fixtures
Als = Callable[[Gebruiker], Client]
SESSIES = "/toegang/sessies/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def open_elsewhere(user: Gebruiker, agent: str = FIREFOX) -> Client:
    """The same user, logged in on another device with both factors."""
    cache.clear()  # a code works once, and not again in the same half minute
    client = Client(HTTP_USER_AGENT=agent)
    log_in(client, user)
    client.post(CODE, {"code": code_of(SECRET)})
    assert client.get("/casussen/").status_code == 200
    return client


def shown_again(client: Client) -> Client:
    """The same client, right after a code: django-allauth wants that before it changes a factor."""
    cache.clear()
    assert client.post(OPNIEUW, {"code": code_of(SECRET)}).status_code == 302
    return client


def out(client: Client) -> bool:
    """Is nobody logged in here any more?"""
    return "/login/" in client.get("/casussen/").get("Location", "")


def steps() -> list[tuple[str, str, str]]:
    """What the log says of logging in: action, result, reason; in order."""
    rows = Regel.objects.filter(soort="aanmelden").order_by("volgnr")
    return [(row.actie, row.resultaat, row.reden) for row in rows]


def test_one_sees_where_one_is_logged_in_and_ends_it_there(at_work: Client, noor: Gebruiker) -> None:
    elsewhere = open_elsewhere(noor)
    page = at_work.get(SESSIES).content.decode()
    assert "Firefox op Linux" in page and page.count("127.0.0.1") == 2 and "Hier" in page
    for client in (at_work, elsewhere):
        assert str(client.session.session_key) not in page
    mark = re.findall(r'name="sessie" value="([0-9a-f]{32})"', page)
    assert mark == [elsewhere.session["kenmerk"]]
    assert at_work.post(SESSIES, {"sessie": mark[0]})["Location"] == SESSIES
    assert out(elsewhere) and not out(at_work)
    again = at_work.post(SESSIES, {"sessie": mark[0]})
    assert again.status_code == 422 and "niet meer ingelogd" in again.content.decode()
    assert Regel.objects.filter(actie="sessies_beeindigd").count() == 1


def test_all_others_end_at_once_and_nobody_elses(at_work: Client, noor: Gebruiker, cast: Cast, als: Als) -> None:
    others, sanne = [open_elsewhere(noor) for _ in range(2)], als(cast.sanne)
    with override_settings(DEMO=True):
        sanne.get("/casussen/")
        mark = sanne.session.session_key
    assert at_work.post(SESSIES, {}).status_code == 302
    assert all(out(client) for client in others) and not out(at_work)
    with override_settings(DEMO=True):
        assert sanne.get("/casussen/").status_code == 200 and sanne.session.session_key == mark


def test_a_mark_of_somebody_else_ends_nothing(at_work: Client, cast: Cast, als: Als) -> None:
    with override_settings(DEMO=True):
        sanne = Client()
        sanne.post(f"/toegang/demo/{cast.sanne.pk}/")
        mark = sanne.session["kenmerk"]
    assert at_work.post(SESSIES, {"sessie": mark}).status_code == 422
    assert at_work.post(SESSIES, {"sessie": at_work.session["kenmerk"]}).status_code == 422  # nor the one in hand
    with override_settings(DEMO=True):
        assert sanne.get("/casussen/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox op Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge op Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari op iPhone"),
        ("curl/8.1", ONBEKEND),
        ("", ONBEKEND),
    ],
)
def test_a_device_is_named_in_a_few_words(agent: str, said: str) -> None:
    assert device_of(agent) == said


def test_another_second_factor_ends_the_other_sessions(
    at_work: Client, noor: Gebruiker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    elsewhere = open_elsewhere(noor)
    shown_again(at_work)
    with django_capture_on_commit_callbacks(execute=True):
        assert at_work.post("/toegang/factor/totp/deactivate/")["Location"] == "/toegang/factor/"
    assert not Authenticator.objects.filter(user=noor).exists()
    assert out(elsewhere) and not out(at_work)
    assert ("tweede_stap_weggehaald", "gelukt", "1 sessies beeindigd") in steps()


def test_new_emergency_codes_end_them_too(
    at_work: Client, noor: Gebruiker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    elsewhere = open_elsewhere(noor)
    shown_again(at_work)
    with django_capture_on_commit_callbacks(execute=True):
        assert at_work.post("/toegang/factor/recovery-codes/generate/").status_code == 302
    assert out(elsewhere) and not out(at_work)


def test_every_step_of_logging_in_is_in_the_log(noor: Gebruiker) -> None:
    enrol(noor)
    client = Client()
    log_in(client, noor, "dit-is-het-niet")
    client.post(LOGIN, {"login": "mijn-wachtwoord-per-ongeluk", "password": "x"})
    log_in(client, noor)
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": code_of(SECRET)})
    client.post("/toegang/uitloggen/")
    assert steps() == [
        ("aanmelden", "geweigerd", "wachtwoord"),
        ("aanmeldstap", "gelukt", "password"),
        ("aanmelden", "geweigerd", "code"),
        ("aanmeldstap", "gelukt", "mfa totp"),
        ("aangemeld", "gelukt", ""),
        ("afgemeld", "gelukt", ""),
    ]
    rows = list(Regel.objects.filter(soort="aanmelden").order_by("volgnr"))
    assert {row.object_id for row in rows} == {str(noor.pk)} and {row.oorsprong for row in rows} == {"127.0.0.1"}
    assert [row.actor for row in rows] == [None, noor.pk, None, noor.pk, noor.pk, noor.pk]
    for row in Regel.objects.values_list():
        assert not {"mijn-wachtwoord-per-ongeluk", "dit-is-het-niet", "000000"} & set(map(str, row))


def test_a_name_that_nobody_has_is_written_down_without_that_name(db: None) -> None:
    Client().post(LOGIN, {"login": "iemand@elders.invalid", "password": "fout"})
    row = Regel.objects.get(soort="aanmelden")
    assert (row.resultaat, row.reden, row.object_id, row.actor) == ("geweigerd", "wachtwoord", "", None)


def test_a_key_that_does_not_fit_is_in_the_log(db: None) -> None:
    sent = {"credential": '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}'}
    Client().post("/toegang/factor/webauthn/login/", sent)
    assert steps() == [("aanmelden", "geweigerd", "sleutel")]


def test_unlocking_and_showing_it_again_are_in_the_log(at_work: Client) -> None:
    before = len(steps())
    at_work.post("/toegang/vergrendeld/?next=/", {"wachtwoord": "nee"})
    at_work.post("/toegang/vergrendeld/?next=/", {"wachtwoord": WACHTWOORD})
    cache.clear()
    at_work.post(OPNIEUW, {"code": code_of(SECRET, 1)})
    told = steps()[before:]
    assert [(actie, resultaat) for actie, resultaat, _ in told] == [
        ("aanmelden", "geweigerd"), ("ontgrendeld", "gelukt"), ("aanmeldstap", "gelukt"),
    ]  # fmt: skip
    assert told[-1][2] == "mfa totp opnieuw"


def long_ago(client: Client) -> Client:
    """The same client, whose second factor was shown more than five minutes ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 301}]
    session.save()
    return client


def test_the_sessions_are_shown_after_the_second_factor_again(at_work: Client) -> None:
    assert long_ago(at_work).get(SESSIES)["Location"] == f"{OPNIEUW}?next=%2Ftoegang%2Fsessies%2F"


def test_without_a_second_factor_one_makes_it_first(noor: Gebruiker) -> None:
    client = Client()
    client.force_login(noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
    assert client.get(SESSIES)["Location"] == "/toegang/factor/totp/activate/"


@pytest.fixture
def beheer(cast: Cast, als: Als) -> Client:
    """The functional administrator, no demo user, with both factors shown long ago."""
    enrol(cast.bea)
    Gebruiker.objects.filter(pk=cast.bea.pk).update(demo=False)
    return long_ago(als(cast.bea))


def test_giving_a_role_asks_the_second_factor_again_and_keeps_what_was_typed(beheer: Client, cast: Cast) -> None:
    url = reverse("teams:rol", args=[Medewerker.objects.get(gebruiker=cast.tom).pk])
    sent = {"rol": "regisseur", "van": "1-1-2026"}
    assert beheer.get(url).status_code == 200
    asked = beheer.post(url, sent)
    assert asked.status_code == 302 and asked["Location"].startswith(f"{OPNIEUW}?next=%2Ftoegang%2Fhervat%2F")
    assert BewaardeInvoer.objects.get().pad == url
    assert beheer.post(asked["Location"], {"code": code_of(SECRET)}).status_code == 302
    assert not cast.tom.roltoekenningen.filter(rol="regisseur").exists()
    assert beheer.post(url, sent).status_code == 302 and cast.tom.roltoekenningen.filter(rol="regisseur").exists()


def test_what_asks_it_again_is_declared(db: None) -> None:
    """Copies of a resident, destruction, lifting a shield, roles and keys of other systems."""
    asked = load_matrix().opnieuw
    for place in ("privacy:ophalen", "privacy:vernietigingslijst", "personen:ontscherming", "teams:rol",
                  "inzicht_api:sleutels", "partner:sleutels", "uitwisseling:inlezen"):  # fmt: skip
        assert (place, "POST") in asked, place
