"""Heavy files: made by a process of its own, once however often one clicks; only for who asked."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.inzicht import bestanden
from keukentafel.inzicht.management.commands import rapportbestand
from keukentafel.inzicht.models import Rapportbestand
from keukentafel.inzicht.plaatsen import RONDEN, hold_place
from keukentafel.personen.public import declare_belang
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.voorbeelden import make_figures, make_rapportbestand

Als = Callable[[Gebruiker], Client]
PAKKET = reverse("inzicht:pakket", args=["xlsx"])


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was started beside us, without starting it."""
    found: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: found.append(command))
    return found


def ask(client: Client) -> str:
    """Press the button; returns the page of the file."""
    return client.post(PAKKET, {"idempotentiesleutel": uuid.uuid4()})["Location"]


def test_a_second_click_starts_no_second(
    cast: Cast, als: Als, started: list[list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    make_figures(cast)
    client = als(cast.tom)
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(client), ask(client)
    made = Rapportbestand.objects.get()
    assert first == second and [words[-2:] for words in started] == [["rapportbestand", str(made.pk)]]
    page = client.get(first).content.decode()
    assert "Wij maken het rapport" in page and "Het staat in de rij." in page and 'hx-trigger="every 3s"' in page
    assert client.get(reverse("inzicht:ophalen", args=[made.pk])).status_code == 404
    call_command("rapportbestand", made.pk)
    page = client.get(first).content.decode()
    assert "Het rapport is klaar" in page and "hx-trigger" not in page.split("<main")[1].split("</main>")[0]
    assert ask(client) == first  # it is there already
    with pytest.raises(CommandError):
        call_command("rapportbestand", made.pk)


def test_a_fault_is_said_in_words_and_can_be_asked_again(
    cast: Cast, als: Als, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_figures(cast)
    client = als(cast.tom)
    url = ask(client)

    def fail(bestand: Rapportbestand) -> bytes:
        raise ValueError("Gezin De Wit")

    monkeypatch.setattr(rapportbestand, "render_file", fail)
    with pytest.raises(ValueError, match="De Wit"):
        call_command("rapportbestand", Rapportbestand.objects.get().pk)
    page = client.get(url).content.decode()
    assert "Dit lukte niet door een storing" in page and "De Wit" not in page
    assert ask(client) != url


def test_it_waits_for_its_place(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    make_figures(cast)
    client = als(cast.tom)
    url = ask(client)
    monkeypatch.setattr(rapportbestand, "WACHT", 0)
    with hold_place("bestand", RONDEN), hold_place("bestand", RONDEN), pytest.raises(CommandError):
        call_command("rapportbestand", Rapportbestand.objects.get().pk)
    assert "te lang aan andere cijfers gewerkt" in client.get(url).content.decode()


def test_what_stopped_without_a_word_is_said_to_have(cast: Cast, als: Als) -> None:
    make_figures(cast)
    client = als(cast.tom)
    url = ask(client)
    Rapportbestand.objects.update(begonnen_op=timezone.now() - bestanden.DOOD - timedelta(seconds=1))
    assert "Dit lukte niet door een storing" in client.get(url).content.decode()
    assert ask(client) != url and Rapportbestand.objects.count() == 1


def test_a_file_is_for_who_asked_it_and_while_its_figures_are_his(cast: Cast, als: Als) -> None:
    pk = make_rapportbestand(cast)
    urls = [reverse(name, args=[pk]) for name in ("inzicht:rapportbestand", "inzicht:ophalen")]
    assert [als(cast.tom).get(url).status_code for url in urls] == [200, 200]
    assert [als(cast.ana).get(url).status_code for url in urls] == [404, 404]
    assert [als(cast.noor).get(url).status_code for url in urls] == [403, 403]
    declare_belang(by=cast.tom, huishouden=cast.gezin, gebruiker=cast.tom)
    assert [als(cast.tom).get(url).status_code for url in urls] == [404, 404]


def test_it_is_kept_for_a_day(cast: Cast, als: Als) -> None:
    pk = make_rapportbestand(cast)
    day = timezone.now() - timedelta(days=1, seconds=1)
    Rapportbestand.objects.update(begonnen_op=day, klaar_op=day)
    ask(als(cast.tom))
    assert not Rapportbestand.objects.filter(pk=pk).exists()
