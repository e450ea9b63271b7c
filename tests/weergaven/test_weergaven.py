"""Saved views of a list: own, shared with a team, the one that opens first, and whose they are."""

from collections.abc import Callable

import pytest
from django.test import Client

from keukentafel.toegang.public import Gebruiker
from keukentafel.weergaven.public import Weergave
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
BEWAREN = "/weergaven/casuslijst/"


def test_a_saved_view_opens_first_and_can_go(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    form = {"naam": "Stil", "filters": "?wie=mij&stil=4", "standaard": "on"}
    assert client.post(BEWAREN, form)["Location"] == "/casussen/?wie=mij&stil=4"
    assert client.get("/casussen/")["Location"] == "/casussen/?wie=mij&stil=4"
    page = client.get("/casussen/?wie=mij&stil=4").content.decode()
    assert 'aria-current="true">Stil</a>' in page
    view = Weergave.objects.get()
    assert client.post(f"/weergaven/{view.pk}/weg/")["Location"] == BEWAREN
    assert client.get("/casussen/").status_code == 200


def test_a_view_is_shared_with_one_team_and_no_other(cast: Cast, als: Als) -> None:
    form = {"naam": "Stil in Noord", "filters": "?stil=4", "team": cast.noord.pk}
    assert als(cast.noor).post(BEWAREN, form).status_code == 302
    assert "Stil in Noord" in als(cast.sanne).get("/casussen/?stand=open").content.decode()
    assert "Stil in Noord" not in als(cast.zeno).get("/casussen/?stand=open").content.decode()
    assert als(cast.sanne).get("/casussen/").status_code == 200  # a shared view never opens first for a colleague


def test_only_the_own_team_can_be_chosen(cast: Cast, als: Als) -> None:
    answer = als(cast.noor).post(BEWAREN, {"naam": "Gluren", "filters": "", "team": cast.zuid.pk})
    assert answer.status_code == 422
    assert 'value="Gluren"' in answer.content.decode()
    assert not Weergave.objects.exists()


@pytest.mark.parametrize("filters", ["https://elders.nl/", "//elders.nl", "?x=<script>", "../zoeken/"])
def test_filters_that_are_no_filters_are_refused(cast: Cast, als: Als, filters: str) -> None:
    assert als(cast.noor).post(BEWAREN, {"naam": "Weg", "filters": filters}).status_code == 422


def test_someone_elses_view_and_an_unknown_list_do_not_exist(cast: Cast, als: Als) -> None:
    view = Weergave.objects.create(gebruiker=cast.noor, team=cast.noord, scherm="casuslijst", naam="Van Noor")
    assert als(cast.sanne).post(f"/weergaven/{view.pk}/weg/").status_code == 404
    assert als(cast.noor).get("/weergaven/geheimen/").status_code == 404
    assert "Weghalen" not in als(cast.sanne).get(BEWAREN).content.decode()
