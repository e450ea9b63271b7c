"""A dossier that does not exist for a reader sings nowhere: every page and every search, with its names as canaries."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.casussen.public import Casus
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Persoon
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from keukentafel.taken.public import create_taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.test_verwisseld import elsewhere, examples
from tests.toegang.wandeling import screens

NAAM, HUIS, STRAAT, TELEFOON, VRAAG = "Kanarievogel", "Gezin Kanariehuis", "Kanariestraat", "0687654321", "kanariewens"
NUMMER = "KZZ7ZZ7"
BORN = date(1971, 7, 17)
ASKED = (NAAM, "Kanarie", "17-7-1971", "9999ZZ 77", "9999ZZ", NUMMER, "Mieke Kanarievogel", "Kanarievogle")
BOEKEN = {"casus_id", "huishouden_id", "persoon_id"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Most pages refuse; that is not worth a line each."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def hide(cast: Cast, why: str) -> tuple[Cast, list[str]]:
    """A dossier full of canaries that Noor may not know of, and a task on it in her own name."""
    other = elsewhere(cast, "zuid" if why == "ander_team" else "noord")
    examples(other)
    Persoon.objects.filter(pk=other.mieke.pk).update(
        achternaam=NAAM, straat=STRAAT, telefoon=TELEFOON, postcode="9999ZZ", huisnummer="77", geboortedatum=BORN
    )
    Huishouden.objects.filter(pk=other.gezin.pk).update(naam=HUIS)
    case = Casus.objects.get(pk=other.casus.pk)
    case.nummer, case.samenvatting = NUMMER, VRAAG
    case.save(update_fields=["nummer", "samenvatting"])
    person = Persoon.objects.get(pk=other.mieke.pk)
    index_personen([person], new=True)
    refresh_bereik([person.pk])
    if why == "belang":
        Belang.objects.create(gebruiker=cast.noor, huishouden=other.gezin, gemeld_op=date.today())
    if why == "afgeschermd":
        Huishouden.objects.filter(pk=other.gezin.pk).update(label="afgeschermd")
        Afschermlid.objects.create(huishouden=other.gezin, gebruiker=cast.tom)
    if why != "ander_team":  # asked once, before the door closed
        create_taak(by=cast.tom, titel="Bel nog even", soort="bellen", team=cast.noord, casus=other.casus,
                    medewerker=cast.medewerkers["noor"], vervalt_op=date.today())  # fmt: skip
    return other, [NAAM, HUIS, STRAAT, TELEFOON, VRAAG, NUMMER]


def heard(page: str, canaries: list[str], asked: str = "") -> list[str]:
    """The canaries on a page, without what the reader typed himself and gets back."""
    text = page.replace(asked, "") if any(one in asked for one in canaries) else page
    return [one for one in canaries if one in text]


def sung(client: Client, cast: Cast, canaries: list[str]) -> list[str]:
    """Where a canary was heard: every screen with one's own dossier in its address, and every way to search."""
    own = {"casus_id": cast.casus.pk, "huishouden_id": cast.gezin.pk, "persoon_id": cast.mieke.pk}
    found = []
    for scherm in screens():
        if set(scherm.ids) - BOEKEN or scherm.naam.startswith(("mfa_", "account_")):
            continue
        answer = client.get(reverse(scherm.naam, kwargs={name: own[name] for name in scherm.ids}))
        told = "".join(f"{name}: {value}" for name, value in answer.headers.items())
        if "meekijken" in scherm.naam:  # the tablet lies on the table now
            session = client.session
            session.pop("aan_tafel", None)
            session.save()
        if answer["Content-Type"].startswith("text") and heard(answer.content.decode() + told, canaries):
            found.append(scherm.naam)
    for typed in ASKED:
        first, _, rest = typed.partition(" ")
        for url, body in (
            ("/zoeken/", {"q": typed}),
            (reverse("meldingen:wie"), {"q": typed, "id": "wie"}),
            (reverse("personen:gelijkenden"), {"voornamen": first if rest else "", "achternaam": rest or first,
             "geboortedatum": "17-7-1971", "postcode": "9999ZZ", "huisnummer": "77"}),
        ):  # fmt: skip
            if heard(client.post(url, body).content.decode(), canaries, typed):
                found.append(f"{url} {typed}")
    return found


@pytest.mark.sqlite
@pytest.mark.parametrize("why", ["ander_team", "belang", "afgeschermd"])
def test_no_page_and_no_search_tells_of_a_dossier_that_is_not_there_for_her(
    cast: Cast, als: Callable[[Gebruiker], Client], why: str
) -> None:
    _other, canaries = hide(cast, why)
    assert not sung(als(cast.noor), cast, canaries)


@pytest.mark.sqlite
def test_the_canaries_do_sing_for_who_may_hear_them(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    other, canaries = hide(cast, "afgeschermd")
    heard_by_tom = sung(als(cast.tom), other, canaries)
    assert {"werkplek:casuslijst", "werkplek:casuspagina", "personen:huishouden", "/zoeken/ Kanarie"} <= set(
        heard_by_tom
    )
