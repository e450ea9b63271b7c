"""How often one may ask (toegang/tempo.toml): the limits, who is counted, what is not lost, and where it is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from keukentafel.audit.models import Regel
from keukentafel.core.opruimen import clean_up
from keukentafel.core.tellen import TABEL, count
from keukentafel.toegang import tempo
from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.test_koppen import start

Als = Callable[[Gebruiker], Client]
ZOEK = "/zoeken/"
NU = datetime(2026, 3, 4, 13, 0, 10, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment that counting sees; the test moves it."""
    now = [NU]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    return now


@pytest.fixture
def two_a_minute(settings: Settings, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]) -> None:
    """Searching and logging in twice a minute, for a user and for an address."""
    settings.TEMPO = True
    narrow = {key: tempo.Tempo(limit.code, limit.naam, ((2, 60),), ((2, 60),) if limit.adres else ())
              for key, limit in tempo.load_tempo().items()}  # fmt: skip
    monkeypatch.setattr(tempo, "load_tempo", lambda: narrow)


def ask(client: Client, **extra: Any) -> Any:
    return client.post(ZOEK, {"q": "De Vries & zoon"}, **extra)


def test_who_asks_too_often_reads_when_to_go_on_and_loses_nothing(
    cast: Cast, als: Als, two_a_minute: None, clock: list[datetime]
) -> None:
    noor, sanne = als(cast.noor), als(cast.sanne)
    assert [ask(noor).status_code for _ in range(4)] == [200, 200, 429, 429]
    refused = ask(noor)
    page = refused.content.decode()
    assert refused["Retry-After"] == "50" and "Over 50 seconden kunt u verder." in page
    assert '<input type="hidden" name="q" value="De Vries &amp; zoon">' in page and "Opnieuw versturen" in page
    assert "De Vries" not in re.findall(r"<title>.*?</title>", page, re.DOTALL)[0]
    assert ask(sanne).status_code == 200  # everybody has a count of his own
    assert noor.get("/casussen/").status_code == 200  # and what is not expensive goes on
    assert Regel.objects.filter(reden="te_vaak").count() == 1  # once per window
    clock[0] += timedelta(seconds=50)
    assert ask(noor).status_code == 200


def test_a_script_and_htmx_hear_it_too(cast: Cast, als: Als, two_a_minute: None) -> None:
    client = als(cast.noor)
    for _ in range(2):
        ask(client)
    told = ask(client, headers={"accept": "application/json"})
    assert told.json() == {"reden": "te_vaak", "seconden": 50} and told.status_code == 429
    assert ask(client, headers={"hx-request": "true"})["Retry-After"] == "50"


def test_who_is_not_logged_in_is_counted_per_address_and_a_secret_stays_out_of_the_page(
    db: None, two_a_minute: None
) -> None:
    typed = {"login": "noor@voorbeeld.invalid", "password": "niet-het-wachtwoord"}
    here = [Client(REMOTE_ADDR="10.0.0.1").post("/toegang/login/", typed) for _ in range(3)]
    assert [answer.status_code for answer in here] == [200, 200, 429]
    page = here[-1].content.decode()
    assert "niet-het-wachtwoord" not in page and "noor@" not in page and "Vanaf deze plek" in page
    assert Client(REMOTE_ADDR="10.0.0.2").post("/toegang/login/", typed).status_code == 200


@pytest.mark.parametrize("velden", [
    {"oldpassword": "geheim-1", "password1": "geheim-2", "password2": "geheim-2"},
    {"wachtwoord": "geheim-1"}, {"credential": "geheim-1"}, {"code": "geheim-1"},
])  # fmt: skip
def test_no_password_and_no_code_comes_back_in_a_page(
    cast: Cast, als: Als, two_a_minute: None, velden: dict[str, str]
) -> None:
    client = als(cast.noor)
    pages = [client.post("/toegang/password/change/", {**velden, "ander": "kersenboom"}) for _ in range(3)]
    page = pages[-1].content.decode()
    assert pages[-1].status_code == 429 and "geheim" not in page and "kersenboom" not in page


def test_asking_for_the_head_alone_counts_too(cast: Cast, als: Als, two_a_minute: None) -> None:
    client = als(cast.noor)
    assert [client.head("/wie/?q=no").status_code == 429 for _ in range(3)] == [False, False, True]


def test_one_line_with_many_addresses_is_one_place(db: None, two_a_minute: None) -> None:
    typed = {"login": "noor@voorbeeld.invalid", "password": "niet-het-wachtwoord"}
    here = [Client(REMOTE_ADDR=f"2001:db8:1:2::{n}").post("/toegang/login/", typed).status_code for n in range(3)]
    assert here == [200, 200, 429]
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").post("/toegang/login/", typed).status_code == 200
    assert [tempo.line_of(one) for one in ("10.0.0.1", "::ffff:10.0.0.1", "unix:", "2001:db8::1%eth0")] == [
        "10.0.0.1", "10.0.0.1", "unix:", "2001:db8::",
    ]  # fmt: skip


def test_what_does_not_fit_in_the_page_waits_in_the_browser(cast: Cast, als: Als, two_a_minute: None) -> None:
    client = als(cast.noor)
    for _ in range(2):
        ask(client)
    page = client.post(ZOEK, {"q": "x" * 70_000}).content.decode()
    assert "Ga terug in uw browser: wat u typte, staat er nog." in page and "xxxx" not in page


def test_counting_is_one_question_and_needs_no_reading_first(
    db: None, clock: list[datetime], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        first = count("proef:g1", [60, 3600])
    second = count("proef:g1", [60, 3600])
    assert [told.aantal for told in first + second] == [1, 1, 2, 2]
    assert [told.tot - int(NU.timestamp()) for told in first] == [50, 3590]
    clock[0] += timedelta(seconds=60)
    assert [told.aantal for told in count("proef:g1", [60, 3600])] == [1, 3]  # a new minute, the same hour


def test_counts_of_windows_that_are_over_go(db: None, clock: list[datetime]) -> None:
    count("proef:a10.0.0.1", [60])
    count("proef:g1", [3600])
    clock[0] += timedelta(minutes=2)
    clean_up()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT plaats FROM {TABEL}")
        assert cursor.fetchall() == [("proef:g1:3600",)]


def test_what_is_open_to_everybody_or_gives_a_file_has_a_limit() -> None:
    limited, screens = tempo.load_tempo(), load_matrix().schermen
    free = {"account_logout", "toegang:uitloggen", "toegang:demo_inloggen", "partner:stoppen"}
    public = {key for key, action in screens.items() if action == OPENBAAR and key[1] == "POST" and key[0] not in free}
    assert public <= set(limited) and all(limited[key].adres for key in public)
    files = {key for key in screens if FILE.search(key[0]) and key[1] == "GET"}
    heavy = {key for key in screens if HEAVY.search(key[0]) and key[1] == "POST"}
    assert files and heavy and not (files | heavy) - set(limited)


HEAVY = re.compile(r":zoeken$|:gelijkenden$|:pakket|:ophalen$|:inlezen$|aanbieden$|reauthenticate|:vergrendeld$")
FILE = re.compile(r"bestand$|_pdf$|afdruk$|_document$|:ophalen$|_brief$|:brief$|:fouten$")


@pytest.mark.parametrize("entry", [
    {"naam": "x", "gebruiker": [[1, 60]], "schermen": {"werkplek:bestaat_niet": ["GET"]}},
    {"naam": "x", "gebruiker": [[1, 60]], "schermen": {"werkplek:zoeken": ["DELETE"]}},
    {"naam": "x", "schermen": {"werkplek:zoeken": ["POST"]}},
    {"naam": "x", "gebruiker": [[0, 60]], "schermen": {"werkplek:zoeken": ["POST"]}},
])  # fmt: skip
def test_a_wrong_limit_stops_the_start(entry: dict[str, Any]) -> None:
    with pytest.raises(tempo.TempoFout):
        tempo.parse_tempo({"proef": entry})


def test_production_keeps_the_limits_on() -> None:
    refused = start(KEUKENTAFEL_HOSTS="team.voorbeeld.invalid", KEUKENTAFEL_TEMPO="nee")
    assert refused.returncode and "KEUKENTAFEL_TEMPO" in refused.stderr
