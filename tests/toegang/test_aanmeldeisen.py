"""What ASVS asks of logging in, sessions and answers, and no other test looks at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.toegang.public import Gebruiker, end_gebruiker
from tests.cast import Cast
from tests.toegang.test_sessie import CODE, LOGIN, SECRET, WACHTWOORD, code_of, enrol, log_in, no_demo, noor

__all__ = ["no_demo", "noor"]  # fixtures
Als = Callable[[Gebruiker], Client]
NIEUW = "citroen paraplu kanaal"


@pytest.fixture
def at_work(noor: Gebruiker) -> Client:
    """Noor, logged in with both factors."""
    enrol(noor)
    client = Client()
    log_in(client, noor)
    client.post(CODE, {"code": code_of(SECRET)})
    assert client.get("/casussen/").status_code == 200
    return client


def test_a_new_password_asks_the_old_one_and_ends_the_other_sessions(at_work: Client, noor: Gebruiker) -> None:
    elsewhere = Client()
    elsewhere.force_login(noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
    wrong = {"oldpassword": "iets-anders-dan-het-was", "password1": NIEUW, "password2": NIEUW}
    assert at_work.post("/toegang/password/change/", wrong).status_code == 200
    noor.refresh_from_db()
    assert noor.check_password(WACHTWOORD)
    assert at_work.post("/toegang/password/change/", wrong | {"oldpassword": WACHTWOORD}).status_code == 302
    noor.refresh_from_db()
    assert noor.check_password(NIEUW)
    assert at_work.get("/casussen/").status_code == 200
    assert "/login/" in elsewhere.get("/casussen/")["Location"]


def test_a_factor_is_not_changed_without_asking_again(at_work: Client) -> None:
    session = at_work.session
    for record in session["account_authentication_methods"]:
        record["at"] = 0  # long ago
    session.save()
    for url in ("/toegang/factor/totp/deactivate/", "/toegang/factor/recovery-codes/generate/"):
        assert "reauthenticate" in at_work.get(url)["Location"], url
        assert "reauthenticate" in at_work.post(url)["Location"], url


def test_who_is_switched_off_has_no_session_left(at_work: Client, noor: Gebruiker) -> None:
    end_gebruiker(by=SYSTEEM, gebruiker=noor, tot=timezone.localdate() - timedelta(days=1))
    assert not any(row.get_decoded().get("_auth_user_id") == str(noor.pk) for row in Session.objects.all())
    assert "/login/" in at_work.get("/casussen/")["Location"]


def test_logging_out_clears_the_browser_and_the_server(at_work: Client) -> None:
    key = at_work.session.session_key
    answer = at_work.post("/toegang/uitloggen/")
    assert answer["Clear-Site-Data"] == '"storage"' and not Session.objects.filter(session_key=key).exists()


def test_the_key_of_a_session_cannot_be_guessed(at_work: Client) -> None:
    assert re.fullmatch(r"[a-z0-9]{32}", at_work.session.session_key or "")  # 36 ** 32: 165 bits


def test_a_password_is_masked_and_a_manager_may_fill_it_in(db: None) -> None:
    page = Client().get(LOGIN).content.decode()
    boxes = re.findall(r"<input[^>]*name=\"password\"[^>]*>", page)
    assert boxes and all('type="password"' in box and 'autocomplete="current-password"' in box for box in boxes)
    assert "onpaste" not in page


@pytest.mark.parametrize("next_", [
    "https://aanvaller.invalid/", "//aanvaller.invalid", "/\\aanvaller.invalid", "javascript:alert(1)",
    "https:aanvaller.invalid", "\thttps://aanvaller.invalid", "/%2f/aanvaller.invalid", "///aanvaller.invalid",
])  # fmt: skip
def test_logging_in_goes_nowhere_else(noor: Gebruiker, next_: str) -> None:
    enrol(noor)
    client = Client()
    log_in(client, noor, next=next_)
    told = [client.post(f"{LOGIN}?next={next_}", {"login": noor.email, "password": WACHTWOORD}).get("Location", "")]
    told.append(client.post(CODE, {"code": code_of(SECRET), "next": next_}).get("Location", ""))
    assert not [where for where in told if re.match(r"(https?:)?[/\\]{2,}|javascript:", where.strip())]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "OPTIONS"])
def test_other_methods_do_not_exist(cast: Cast, als: Als, method: str) -> None:
    answer = als(cast.noor).generic(method, "/casussen/")
    assert answer.status_code == 404 and "TRACE" not in answer.content.decode()


def test_no_other_site_may_read_an_answer(cast: Cast, als: Als) -> None:
    """But the description of the interface, which holds nothing and is open on purpose."""
    for path in ("/casussen/", "/api/v1/rapporten", "/toegang/login/", "/api/v1/openapi.json"):
        answer: Any = als(cast.noor).get(path, headers={"origin": "https://aanvaller.invalid"})
        told = {name.lower(): value for name, value in answer.headers.items() if name.lower().startswith("access-c")}
        assert told == ({"access-control-allow-origin": "*"} if path.endswith("openapi.json") else {}), path


def test_passwords_are_hashed_slowly_and_a_link_lasts_a_day() -> None:
    assert PBKDF2PasswordHasher.iterations >= 600_000 and PBKDF2PasswordHasher.digest().name == "sha256"
    assert settings.PASSWORD_RESET_TIMEOUT <= 24 * 3600
