"""What goes round a page: cookies, headers, the name of the host, the address of the caller, the server's own log."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client, override_settings

from keukentafel.audit.models import Regel
from keukentafel.core.logvorm import Logvorm
from keukentafel.toegang.public import Gebruiker
from tests.architectuur.house import ROOT
from tests.architectuur.test_startup import KEYS
from tests.cast import Cast
from tests.plannen.voorbeelden import make_versie
from tests.toegang.test_sessie import WACHTWOORD, enrol, log_in

Als = Callable[[Gebruiker], Client]
HOST = "team.voorbeeld.invalid"
NAMES = [
    "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_HTTPONLY", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "MIDDLEWARE", "ALLOWED_HOSTS", "DEBUG", "DEMO",
]  # fmt: skip


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """The settings as production reads them, in a process of its own: printed as JSON, or why not."""
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "KEUKENTAFEL_PRODUCTIE": "ja", **KEYS, **environment}
    code = f"import json; from config import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))"
    return subprocess.run([sys.executable, "-c", code], env=told, cwd=ROOT, capture_output=True, text=True)


@cache
def production() -> dict[str, Any]:
    """These settings, behind one proxy."""
    found = start(KEUKENTAFEL_HOSTS=HOST, KEUKENTAFEL_ACHTER_PROXY="ja")
    values: dict[str, Any] = json.loads(found.stdout)
    return values | {"SECURE_PROXY_SSL_HEADER": tuple(values["SECURE_PROXY_SSL_HEADER"])}


@pytest.fixture
def in_production() -> Iterator[None]:
    """Through the real stack with the values of production."""
    with override_settings(**production()):
        yield


def browser(**extra: str) -> Client:
    """A browser behind the proxy, which says that the way to it was https."""
    return Client(HTTP_HOST=HOST, HTTP_X_FORWARDED_PROTO="https", **extra)


def test_cookies_of_production_stay_with_this_host_and_out_of_reach_of_scripts(cast: Cast, in_production: None) -> None:
    cast.noor.set_password(WACHTWOORD)
    cast.noor.save()
    enrol(cast.noor)
    client = browser()
    client.get("/toegang/login/")
    log_in(client, cast.noor)
    assert {"__Host-sessie", "__Host-csrf"} <= set(client.cookies)
    for name in ("__Host-sessie", "__Host-csrf"):
        cookie = client.cookies[name]
        assert cookie["secure"] and cookie["httponly"], name
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", ""), name


def test_every_answer_of_production_carries_the_headers(cast: Cast, in_production: None) -> None:
    for url in ("/toegang/login/", "/casussen/", "/bestaat-niet/"):
        answer = browser().get(url)
        told = answer.headers
        assert int(told["Strict-Transport-Security"].partition("max-age=")[2].split(";")[0]) >= 31536000
        assert "includeSubDomains" in told["Strict-Transport-Security"]
        assert told["X-Content-Type-Options"] == "nosniff" and told["X-Frame-Options"] == "DENY"
        assert told["Referrer-Policy"] == told["Cross-Origin-Opener-Policy"] == "same-origin"
        assert told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in told["Cache-Control"], url
        policy = dict(rule.strip().partition(" ")[::2] for rule in told["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert "unsafe" not in told["Content-Security-Policy"] and "*" not in told["Content-Security-Policy"]


def test_plain_http_is_sent_to_https(in_production: None) -> None:
    answer = Client(SERVER_NAME=HOST).get("/toegang/login/")
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/toegang/login/")


def test_the_interface_is_not_sent_on_from_plain_http(in_production: None) -> None:
    plain = Client(SERVER_NAME=HOST).get("/api/v1/rapporten", headers={"authorization": "Bearer kt_geheim"})
    assert plain.status_code == 403 and "Location" not in plain
    assert browser().get("/api/v1/openapi.json").status_code == 200


@pytest.mark.parametrize("host", ["aanvaller.invalid", f"{HOST}.aanvaller.invalid", f"{HOST}@aanvaller.invalid"])
def test_another_host_gets_nothing_and_no_mail_points_there(cast: Cast, in_production: None, host: str) -> None:
    email = {"email": cast.noor.email}
    client = Client(SERVER_NAME=host, HTTP_X_FORWARDED_PROTO="https")
    assert client.post("/toegang/password/reset/", email).status_code == 400
    browser(HTTP_X_FORWARDED_HOST=host).post("/toegang/password/reset/", email)
    assert len(mail.outbox) == 1
    assert f"https://{HOST}/" in str(mail.outbox[0].body) and "aanvaller" not in str(mail.outbox[0].body)


def test_the_caller_is_who_the_proxy_saw_not_who_he_says_he_is(cast: Cast, in_production: None) -> None:
    client = browser(HTTP_X_FORWARDED_FOR="6.6.6.6, 10.0.0.9")
    client.force_login(cast.noor, backend="keukentafel.toegang.aanmelden.Wachtwoord")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
    session.save()
    client.cookies["__Host-sessie"] = session.session_key
    assert client.get(f"/casussen/{cast.casus.pk}/").status_code == 200
    assert set(Regel.objects.filter(soort="lezen", actor=cast.noor.pk).values_list("oorsprong", flat=True)) == {
        "10.0.0.9"
    }


def test_without_a_proxy_nobody_chooses_his_own_address(cast: Cast, als: Als) -> None:
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/", headers={"X-Forwarded-For": "6.6.6.6"})
    assert not Regel.objects.filter(oorsprong="6.6.6.6").exists()


def test_pages_about_people_are_kept_by_no_browser_and_named_after_nobody(cast: Cast, als: Als) -> None:
    client, pk = als(cast.noor), cast.casus.pk
    versie = make_versie(cast)
    home = f"/huishoudens/{cast.gezin.pk}/"
    for url in ("/", "/casussen/", f"/casussen/{pk}/", f"/casussen/{pk}/plan/", f"/casussen/{pk}/plan/afdruk/", home,
                f"/casussen/{pk}/plan/versies/{versie}/", "/concept/?sleutel=x", f"/casussen/{pk + 99}/",
                f"{home}personen/{cast.mieke.pk}/", f"/casussen/{pk}/tijdlijn/", f"/casussen/{pk}/plan/meekijken/",
                "/toegang/sessie/"):  # fmt: skip
        answer = client.get(url)
        assert "no-store" in answer.headers["Cache-Control"], url
        assert answer.status_code in (200, 302, 404), url
        for told in (answer.headers.get("Content-Disposition", ""), answer.headers.get("Location", "")):
            assert "mieke" not in told.lower() and "wit" not in told.lower(), url
    assert als(cast.zeno).get("/beheer/teams/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "wrong",
    [
        {"KEUKENTAFEL_HOSTS": "*"},
        {"KEUKENTAFEL_HOSTS": f"{HOST},.invalid"},
        {"KEUKENTAFEL_EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"},
    ],
)
def test_production_refuses_every_host_and_letters_in_its_log(wrong: dict[str, str], tmp_path: Path) -> None:
    refused = start(KEUKENTAFEL_VAR=str(tmp_path), **wrong)
    assert refused.returncode != 0 and "ImproperlyConfigured" in refused.stderr


def test_an_error_of_the_database_does_not_bring_a_row_into_the_servers_log(cast: Cast) -> None:
    """PostgreSQL quotes the row, SQLite the value of a bad parameter: neither belongs in a log."""
    secret = "Mieke-van-de-Kanarie"
    record = None
    try:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE personen_persoon SET achternaam = NULL, voornamen = %s", [secret])
        except IntegrityError as refused:
            raise RuntimeError(f"opslaan van {secret} mislukt: {refused}") from refused
    except RuntimeError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "Internal Server Error: /x/", (), sys.exc_info())
    assert record is not None
    written = Logvorm().format(record)
    assert secret not in written and "achternaam" not in written.replace("SET achternaam", "")
    assert "IntegrityError" in written and "test_koppen.py" in written
    plain = logging.LogRecord("x", logging.ERROR, "x", 1, "Mis", (), None)
    assert Logvorm().format(plain) == "Mis"
