"""Logging in for real, with the demo off: two factors, slow guessing, a fresh key, a session that ends."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator
from hashlib import sha1
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.cache import cache, caches
from django.test import Client, override_settings

from keukentafel.audit.models import Regel
from keukentafel.core.models import Idempotentie
from keukentafel.toegang.allauth_adapter import MfaAdapter
from keukentafel.toegang.models import BewaardeInvoer
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
WACHTWOORD = "een-lang-wachtwoord-voor-noor"
SECRET = base64.b32encode(b"twintig bytes geheim").decode()
LOGIN, CODE = "/toegang/login/", "/toegang/factor/authenticate/"
OPNIEUW, MAKEN = "/toegang/factor/reauthenticate/", "/toegang/factor/totp/activate/"


def code_of(secret: str, steps: int = 0) -> str:
    """The six digits of RFC 6238 for now, or for so many steps of 30 seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


@pytest.fixture(autouse=True)
def no_demo() -> Iterator[None]:
    """Nothing of this is asked of a demo user; a code counts in the half minute after its own too, so that a test does
    not ask what the clock says."""
    with override_settings(DEMO=False, MFA_TOTP_TOLERANCE=1):
        yield


@pytest.fixture
def noor(cast: Cast) -> Gebruiker:
    """Noor as in production: no demo user, with a password."""
    cast.noor.set_password(WACHTWOORD)
    cast.noor.demo = False
    cast.noor.save()
    return cast.noor


def enrol(user: Gebruiker) -> Authenticator:
    """Give her an authenticator."""
    data = {"secret": MfaAdapter().encrypt(SECRET)}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def log_in(client: Client, user: Gebruiker, password: str = WACHTWOORD, **extra: Any) -> Any:
    """Send the login form."""
    return client.post(LOGIN, {"login": user.email, "password": password}, **extra)


def test_from_a_password_alone_to_a_second_factor_and_to_work(noor: Gebruiker) -> None:
    client = Client()
    log_in(client, noor)
    assert client.get("/casussen/")["Location"] == MAKEN
    asked = client.get(MAKEN)
    assert asked["Location"].startswith("/toegang/reauthenticate/")
    client.post(asked["Location"], {"password": WACHTWOORD})
    assert client.get(MAKEN).status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post(MAKEN, {"code": "000000"}).status_code == 200
    assert client.get("/casussen/").status_code == 302
    assert client.post(MAKEN, {"code": code_of(secret)}).status_code == 302
    assert client.get("/casussen/").status_code == 200
    kept = Authenticator.objects.get(user=noor, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)


def test_the_next_time_password_and_code(noor: Gebruiker) -> None:
    enrol(noor)
    client = Client()
    assert log_in(client, noor)["Location"].startswith(CODE)
    assert "/login/" in client.get("/casussen/")["Location"]
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert "/login/" in client.get("/casussen/")["Location"]
    code = code_of(SECRET)
    assert client.post(CODE, {"code": code}).status_code == 302
    assert client.get("/casussen/").status_code == 200
    other = Client()
    log_in(other, noor)
    assert other.post(CODE, {"code": code}).status_code == 200  # a code that was looked at over a shoulder
    assert "/login/" in other.get("/casussen/")["Location"]


def test_a_session_of_before_the_second_factor_opens_nothing_but_the_question(noor: Gebruiker) -> None:
    """Who has only the password got in just before she enrolled: he cannot take the factor away or add his own."""
    client = Client()
    log_in(client, noor)
    enrol(noor)
    for url in ("/casussen/", "/", "/toegang/factor/", "/toegang/factor/totp/deactivate/", MAKEN,
                "/toegang/factor/webauthn/add/", "/toegang/factor/recovery-codes/", "/toegang/password/change/",
                "/toegang/reauthenticate/"):  # fmt: skip
        sent = client.post(url, {"password": WACHTWOORD})
        assert sent.status_code == 404 or sent["Location"].startswith(OPNIEUW), url
        assert client.get(url)["Location"].startswith(OPNIEUW), url
    assert Authenticator.objects.filter(user=noor).count() == 1
    assert client.post(f"{OPNIEUW}?next=/casussen/", {"code": code_of(SECRET)})["Location"] == "/casussen/"
    assert client.get("/casussen/").status_code == 200


def test_codes_cannot_be_guessed(noor: Gebruiker) -> None:
    enrol(noor)
    client = Client()
    log_in(client, noor)
    for number in range(5):
        client.post(CODE, {"code": f"{number:06d}"})
    assert client.post(CODE, {"code": code_of(SECRET)}).status_code == 200
    assert "/login/" in client.get("/casussen/")["Location"]
    other = Client(REMOTE_ADDR="10.9.8.7")  # from elsewhere, and after the password once more
    log_in(other, noor)
    other.post(CODE, {"code": code_of(SECRET)})
    assert "/login/" in other.get("/casussen/")["Location"]
    cache.clear()  # five minutes later
    other.post(CODE, {"code": code_of(SECRET)})
    assert other.get("/casussen/").status_code == 200


def test_passwords_cannot_be_guessed_from_one_place_or_from_many(noor: Gebruiker) -> None:
    for number in range(settings.AXES_FAILURE_LIMIT):
        cache.clear()  # a restart forgets the short counters; the lock on name and address lies in the database
        log_in(Client(), noor, f"fout-{number}")
    cache.clear()
    assert log_in(Client(), noor).status_code == 429
    there = {"REMOTE_ADDR": "10.1.1.1"}
    assert log_in(Client(**there), noor).status_code == 302  # she herself, elsewhere, still gets in
    cache.clear()
    for number in range(6):
        log_in(Client(REMOTE_ADDR=f"10.2.2.{number}"), noor, "fout")
    assert log_in(Client(REMOTE_ADDR="10.3.3.3"), noor).status_code == 200  # too many for one name, wherever from


def test_a_wrong_name_and_a_wrong_password_look_alike(noor: Gebruiker) -> None:
    def page(email: str) -> str:
        sent = Client().post(LOGIN, {"login": email, "password": "verkeerd"}).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"', "", sent).replace(email, "")

    assert page(noor.email) == page("niemand@voorbeeld.invalid")


def test_forgetting_the_password_tells_nobody_who_works_here(noor: Gebruiker) -> None:
    known, unknown = (
        Client().post("/toegang/password/reset/", {"email": email}) for email in (noor.email, "niemand@elders.invalid")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [sent.to for sent in mail.outbox] == [[noor.email]]
    assert noor.naam not in mail.outbox[0].subject


def test_logging_in_gives_a_new_key(noor: Gebruiker) -> None:
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["vooraf"] = "geplant"
    session.save()
    planted = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    log_in(client, noor)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert "/login/" in thief.get("/casussen/")["Location"]


def test_unlocking_gives_a_new_key_too(noor: Gebruiker, als: Als) -> None:
    client = als(noor)
    session = client.session
    session["laatst_actief"] = time.time() - settings.VERGRENDELING_NA - 5
    session.save()
    old = session.session_key
    assert client.post("/toegang/vergrendeld/?next=/casussen/", {"wachtwoord": WACHTWOORD})["Location"] == "/casussen/"
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old
    assert "/login/" in thief.get("/casussen/")["Location"]
    assert client.get("/casussen/").status_code == 200


def too_old(client: Client) -> Client:
    """The same client, logged in longer ago than a session may last."""
    session = client.session
    session["begonnen"] = time.time() - settings.SESSIE_HOOGSTENS - 5
    session["laatst_actief"] = time.time()
    session.save()
    return client


def test_a_busy_session_ends_and_what_was_typed_comes_back_after_logging_in(
    noor: Gebruiker, cast: Cast, als: Als
) -> None:
    enrol(noor)
    client = too_old(als(noor))
    assert "/login/?next=%2Fcasussen%2F" in too_old(als(noor)).get("/casussen/")["Location"]
    ended = client.post("/weergaven/casuslijst/", {"naam": "Mijn weergave", "filters": "?wie=mij"})
    assert ended["Location"].startswith(LOGIN) and "Mijn" not in ended["Location"]
    assert "/login/" in client.get("/casussen/")["Location"]
    where = client.post(ended["Location"], {"login": noor.email, "password": WACHTWOORD})["Location"]
    back = client.post(where, {"code": code_of(SECRET)})["Location"]
    assert 'value="Mijn weergave"' in client.get(back).content.decode()
    cast.sanne.demo = True
    with override_settings(DEMO=True):
        assert als(cast.sanne).get(back).status_code == 404


def test_a_page_that_talks_by_itself_is_sent_to_the_login(noor: Gebruiker, als: Als) -> None:
    answer = too_old(als(noor)).get("/casussen/", headers={"HX-Request": "true"})
    assert answer.status_code == 204 and LOGIN in answer["HX-Redirect"]


@pytest.mark.parametrize("over", ["slot", "einde"])
@pytest.mark.parametrize("url", ["/toegang/vergrendeld/?next=/", "/toegang/password/change/"])
def test_a_password_is_never_kept(noor: Gebruiker, als: Als, over: str, url: str) -> None:
    client = als(noor)
    if over == "einde":
        too_old(client)
    else:
        session = client.session
        session["vergrendeld"] = True
        session.save()
    client.post(url, {"wachtwoord": "x", "oldpassword": WACHTWOORD, "password1": "y", "password2": "y"})
    assert not BewaardeInvoer.objects.exists()


def test_what_was_kept_goes_after_a_day(noor: Gebruiker, als: Als) -> None:
    too_old(als(noor)).post("/weergaven/casuslijst/", {"naam": "Oud"})
    BewaardeInvoer.objects.update(gemaakt_op="2020-01-01T00:00:00Z")
    too_old(als(noor)).post("/weergaven/casuslijst/", {"naam": "Nieuw"})
    assert BewaardeInvoer.objects.count() == 1


def test_a_key_of_somebody_else_gives_nothing_of_hers(cast: Cast, als: Als) -> None:
    sleutel = "5f0c2a52-6a7e-4a55-9a5e-0d3a3f2f6a11"
    sent = {"naam": "Van Noor", "filters": "?wie=mij", "idempotentiesleutel": sleutel}
    with override_settings(DEMO=True):
        first = als(cast.noor).post("/weergaven/casuslijst/", sent)
        again = als(cast.noor).post("/weergaven/casuslijst/", sent)
        other = als(cast.sanne).post("/weergaven/casuslijst/", sent | {"naam": "Sanne", "filters": "?stand=alle"})
    assert first["Location"] == again["Location"] == "/casussen/?wie=mij"
    assert other["Location"] == "/casussen/?stand=alle"
    assert Idempotentie.objects.filter(sleutel=sleutel).count() == 2


def test_the_counters_can_lie_in_the_table_of_production(noor: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    """All processes count together, and a GET that counts is no breach of the rule that reading writes nothing."""
    enrol(noor)
    backend = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "toegang_teller"}
    with override_settings(CACHES={"default": backend}):
        client = Client()
        log_in(client, noor)
        for number in range(5):
            client.post(CODE, {"code": f"{number:06d}"})
        caches["default"].close()
        other = Client()
        log_in(other, noor)
        other.post(CODE, {"code": code_of(SECRET)})
        assert "/login/" in other.get("/casussen/")["Location"]
        cache.clear()
        fresh = Client()
        fresh.force_login(noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
        assert fresh.get(OPNIEUW).status_code == 200


def test_no_secret_stands_in_the_log(noor: Gebruiker) -> None:
    enrol(noor)
    client = Client()
    log_in(client, noor, "fout-wachtwoord")
    log_in(client, noor)
    client.post(CODE, {"code": code_of(SECRET)})
    key = client.session.session_key
    client.get("/casussen/")
    for row in Regel.objects.values_list():
        assert not {WACHTWOORD, "fout-wachtwoord", SECRET, key} & set(map(str, row))
