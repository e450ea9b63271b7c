"""The lists ask the same number of questions of the database at 10 rows and at 10,000 (issue 2, section 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.core.inlezen import bulk_add
from keukentafel.core.rijnummers import needs_row
from keukentafel.meldingen.models import Melding
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.personen.zoekindex import index_personen, refresh_bereik
from keukentafel.taken.models import Taak
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.sqlite  # the same queries go to both; what an engine makes of them is for the bench
VANDAAG = date.today()
LANG = VANDAAG - timedelta(days=200)
HOOGSTENS = 25  # queries per page, log and session included
WENIG, VEEL = 10, 10_000


def add(rows: Iterable[models.Model]) -> list[Any]:
    """These rows in one go; without history, unless they hold what is encrypted for its row."""
    made = list(rows)
    if needs_row(made[0]):
        return bulk_add(type(made[0]), made)
    return list(type(made[0])._default_manager.bulk_create(made, batch_size=2000))


def fill(cast: Cast, first: int, last: int) -> None:
    """Cases of Team Noord led by Noor, each with a task, a melding and a request, and notes on the case of the cast."""
    numbers = range(first, last)
    worker = cast.medewerkers["noor"]
    homes = add(Huishouden(naam=f"Huis {n}") for n in numbers)
    people = add(Persoon(voornamen="Els", achternaam=f"Rij{n}", postcode="6217AB", huisnummer=str(n)) for n in numbers)
    add(
        Huishoudlid(huishouden=home, persoon=persoon, rol="volwassene", van=LANG)
        for home, persoon in zip(homes, people, strict=True)
    )
    cases = add(
        Casus(nummer=f"R{n}", huishouden=home, persoon=persoon, team=cast.noord, aangemeld_op=LANG,
              geregistreerd_op=LANG)
        for n, home, persoon in zip(numbers, homes, people, strict=True)
    )  # fmt: skip
    add(Casusrol(casus=casus, medewerker=worker, rol="regisseur", van=LANG) for casus in cases)
    add(Taak(titel="Bellen", soort="bellen", team=cast.noord, medewerker=worker, casus=casus, vervalt_op=VANDAAG)
        for casus in cases)  # fmt: skip
    add(Contactmoment(casus=cast.casus, medewerker=worker, datum=LANG, tekst=f"Notitie {n}") for n in numbers)
    add(Melding(team=cast.noord, persoon=persoon, ontvangen_op=LANG, omschrijving="Vraag") for persoon in people)
    add(Aanvraag(nummer=f"A{n}", casus=casus, persoon=persoon, wet="wmo", status="aangevraagd", ingediend_op=LANG)
        for n, casus, persoon in zip(numbers, cases, people, strict=True))  # fmt: skip
    index_personen(people, new=True)
    refresh_bereik([persoon.pk for persoon in people])


def visits(cast: Cast) -> dict[str, tuple[Gebruiker, str, dict[str, str] | None]]:
    """Who asks for which list; with a body it is a POST."""
    pk = cast.casus.pk
    return {
        "casuslijst": (cast.noor, "/casussen/?stand=open", None),
        "casuslijst, tweede pagina": (cast.noor, "/casussen/?stand=open&pagina=2", None),
        "casuslijst, van mij": (cast.noor, "/casussen/?wie=mij&stil=2&sorteer=naam", None),
        "Vandaag": (cast.noor, "/", None),
        "tijdlijn": (cast.noor, f"/casussen/{pk}/tijdlijn/", None),
        "casuspagina": (cast.noor, f"/casussen/{pk}/", None),
        "meldingenbak": (cast.tom, "/meldingen/", None),
        "teambord": (cast.tom, "/teambord/", None),
        "bijwerken": (cast.noor, "/bijwerken/", None),
        "aanvragen": (cast.wim, "/aanvragen/", None),
        "zoeken": (cast.noor, "/zoeken/", {"q": "Els Rij"}),
    }


def counted(cast: Cast, als: Als) -> dict[str, int]:
    """How many queries each list takes, the second time: code lists are kept, everyone has a pseudonym in the log."""
    found = {}
    for name, (user, url, body) in visits(cast).items():
        client = als(user)
        _ = client.get(url) if body is None else client.post(url, body)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url) if body is None else client.post(url, body)
        assert answer.status_code == 200, name
        assert len(answer.content) <= 100_000, name
        found[name] = len(queries)
    return found


def test_ten_thousand_rows_cost_no_more_queries_than_ten(cast: Cast, als: Als) -> None:
    fill(cast, 0, WENIG)
    few = counted(cast, als)
    fill(cast, WENIG, VEEL)
    many = counted(cast, als)
    grown = {name: (few[name], number) for name, number in many.items() if number > few[name]}
    # Where only the first few are shown, a list that is longer also asks how many there are in all: one query.
    assert set(grown) <= {"Vandaag", "teambord"}, grown
    assert all(after == before + 1 for before, after in grown.values()), grown
    assert max(many.values()) <= HOOGSTENS, many
