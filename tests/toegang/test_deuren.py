"""Item by item of security.md 2.3: a tie closes every door, and who leaves loses all on the next click (Z8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Casus, invite
from keukentafel.personen.models import Belang, EigenPersoon
from keukentafel.taken.public import create_taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import screens

Als = Callable[[Gebruiker], Client]
TODAY, GISTEREN = date.today(), date.today() - timedelta(days=1)
PRODUCT = Path(__file__).resolve().parents[2] / "keukentafel"
DOSSIER = {"casus_id", "huishouden_id"}
# Files that go out in pieces, each with why it holds no dossier: an open stream would outlive the right to it.
STROMEN = {"uitwisseling/views.py": "the list of faults in a package that was offered: lines and codes, no names"}


def addresses(cast: Cast) -> list[str]:
    """Every address that opens by the case or the household of the cast alone."""
    return [
        reverse(scherm.naam, kwargs={name: VOORBEELDEN[name](cast) for name in scherm.ids})
        for scherm in screens()
        if scherm.ids and set(scherm.ids) <= DOSSIER
    ]


@pytest.mark.sqlite
@pytest.mark.parametrize(("naam", "tie"), [("noor", "belang"), ("tom", "eigen"), ("bea", "belang"), ("petra", "eigen")])
def test_a_tie_closes_every_door_of_the_dossier_for_everybody(cast: Cast, als: Als, naam: str, tie: str) -> None:
    user = cast.gebruikers[naam]
    if tie == "belang":
        Belang.objects.create(gebruiker=user, huishouden=cast.gezin, gemeld_op=TODAY)
    else:
        EigenPersoon.objects.create(gebruiker=user, persoon=cast.jan)
    client, doors = als(user), addresses(cast)
    answers = {url: client.get(url).status_code for url in doors}
    assert len(doors) > 30
    assert not {url: code for url, code in answers.items() if code not in (403, 404, 405)}
    assert not Casus.objects.visible_to(Gebruiker.objects.get(pk=user.pk)).filter(pk=cast.casus.pk).exists()


@pytest.mark.sqlite
@pytest.mark.parametrize("what", ["plaatsing", "account"])
def test_who_leaves_loses_all_on_the_next_click(cast: Cast, als: Als, what: str) -> None:
    client, doors = als(cast.noor), addresses(cast)
    open_ = [url for url in doors if client.get(url).status_code == 200]
    assert len(open_) > 20
    session = client.session
    session.pop("aan_tafel", None)  # one of the doors laid the tablet on the table
    session.save()
    if what == "plaatsing":
        cast.medewerkers["noor"].plaatsingen.update(tot=GISTEREN)
    if what == "account":
        Gebruiker.objects.filter(pk=cast.noor.pk).update(is_active=False)
    assert not {url for url in open_ if client.get(url).status_code == 200}


def test_an_invitation_ends_the_day_after(cast: Cast, als: Als) -> None:
    asked = invite(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["karin"], vraag="Kent u dit gezin?", domeinen=[],
        tot=TODAY + timedelta(days=1),
    )  # fmt: skip
    url = reverse("casussen:uitnodiging", args=[asked.pk])
    client = als(cast.karin)
    assert client.get(url).status_code == 200
    type(asked).objects.filter(pk=asked.pk).update(van=GISTEREN - timedelta(days=3), tot=GISTEREN)
    assert client.get(url).status_code == 404


def test_a_task_names_nothing_of_a_dossier_that_is_closed_now(cast: Cast, als: Als) -> None:
    made = create_taak(
        by=cast.tom, titel="Bel over de huur", soort="bellen", team=cast.noord, casus=cast.casus,
        medewerker=cast.medewerkers["sanne"], vervalt_op=TODAY,
    )  # fmt: skip
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=TODAY)
    client = als(cast.sanne)
    for url in ("/", "/taken/", "/taken/?groep=later"):
        page = client.get(url).content.decode()
        assert "Bel over de huur" not in page and "De Wit" not in page, url
    assert client.post(reverse("taken:gedaan", args=[made.pk])).status_code == 404


def test_nothing_of_a_dossier_is_streamed() -> None:
    """What is read is in memory before the answer leaves: nobody reads on after his right has ended."""
    found = {
        str(path.relative_to(PRODUCT))
        for path in PRODUCT.rglob("*.py")
        if re.search(r"\b(StreamingHttpResponse|FileResponse)\(", path.read_text(encoding="utf-8"))
    }
    assert found == set(STROMEN)
