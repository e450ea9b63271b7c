"""The norms for the first contact: agreed by who may, from a day on, and the past keeps its own."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from keukentafel.meldingen.models import Teamnorm
from keukentafel.meldingen.public import norms_of_teams
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
URL = "/meldingen/normen/"


def agree(client: Client, team: Any, **anders: Any) -> Any:
    data = {"team": team.pk, "urgentie": "normaal", "dagen": "3", "van": VANDAAG.isoformat()} | anders
    return client.post(URL, {"idempotentiesleutel": str(uuid.uuid4()), **data})


def test_a_team_lead_agrees_on_a_norm_from_a_day_on(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    assert "norm van de gemeente" in client.get(URL).content.decode()
    assert agree(client, cast.noord).status_code == 302
    later = VANDAAG + timedelta(days=30)
    assert agree(client, cast.noord, dagen="2", van=later.isoformat()).status_code == 302
    now, hasty = norms_of_teams([cast.noord], VANDAAG)
    assert (now.dagen, now.van, [n.dagen for n in now.straks]) == (3, VANDAAG, [2])
    assert (hasty.urgentie, hasty.van) == ("Spoed", None)
    assert norms_of_teams([cast.noord], later)[0].dagen == 2


def test_the_same_day_is_replaced_and_the_history_keeps_it(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    agree(client, cast.noord)
    agree(client, cast.noord, dagen="4")
    assert Teamnorm.objects.get().dagen == 4
    assert Teamnorm.history.count() == 2


@pytest.mark.parametrize(
    ("anders", "word"),
    [({"van": (VANDAAG - timedelta(days=1)).isoformat()}, "norm van toen"), ({"dagen": "61"}, "60"),
     ({"urgentie": "acuut_gevaar"}, "keuze"), ({"dagen": ""}, "dagen")],
)  # fmt: skip
def test_bad_input_is_told_and_kept(cast: Cast, als: Als, anders: dict[str, str], word: str) -> None:
    answer = agree(als(cast.tom), cast.noord, **anders)
    assert answer.status_code == 422 and word in answer.content.decode()
    assert not Teamnorm.objects.exists()


def test_a_lead_only_for_his_teams_the_administrator_for_all(cast: Cast, als: Als) -> None:
    assert agree(als(cast.tom), cast.zuid).status_code == 422
    assert agree(als(cast.bea), cast.zuid).status_code == 302
    norm = Teamnorm.objects.get()
    assert als(cast.tom).post(f"{URL}{norm.pk}/weg/").status_code == 404
    for naam in ("noor", "lot", "ana", "petra"):
        assert als(getattr(cast, naam)).get(URL).status_code == 403


def test_only_what_has_not_begun_can_be_taken_back(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    agree(client, cast.noord)
    agree(client, cast.noord, van=(VANDAAG + timedelta(days=9)).isoformat())
    now, later = Teamnorm.objects.order_by("van")
    for norm in (now, later):
        client.post(f"{URL}{norm.pk}/weg/")
    assert list(Teamnorm.objects.all()) == [now]
