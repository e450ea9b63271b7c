"""A key of a team works when the lead of that team confirmed it: who makes keys may not read figures by himself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.koppelingen import (
    confirm_koppelsleutel,
    end_koppelsleutel,
    find_koppelsleutel,
    make_koppelsleutel,
    refuse_koppelsleutel,
)
from keukentafel.inzicht.models import Koppelsleutel
from keukentafel.teams.public import Team
from tests.cast import Cast
from tests.inzicht.test_api import LIJST, Als, ask, problem

HIER, BEHEER = "/inzicht/koppelingen/", "/beheer/koppelingen/"


def made(team: Team, by: Any = SYSTEEM) -> tuple[Koppelsleutel, str]:
    return make_koppelsleutel(
        by=by, naam="Datawarehouse", tot=timezone.localdate() + timedelta(30), team=team, rapporten=["meldingen"]
    )


def test_a_key_of_a_team_works_only_after_its_lead_confirmed_it(cast: Cast, als: Als) -> None:
    sleutel, key = made(cast.noord)
    problem(ask(LIJST, key), 401)
    page = als(cast.tom).get(HIER).content.decode()
    assert "Datawarehouse" in page and "Wat er aan meldingen binnenkomt" in page and key not in page
    assert "Datawarehouse" in als(cast.tom).get("/inzicht/").content.decode()
    assert als(cast.tom).post(f"{HIER}{sleutel.pk}/bevestigen/").status_code == 302
    assert ask(LIJST, key).status_code == 200
    found = Regel.objects.filter(actie="koppelsleutel_bevestigd").get()
    assert (found.actor, found.object_id) == (cast.tom.pk, str(sleutel.pk))
    assert "Datawarehouse" not in als(cast.tom).get("/inzicht/").content.decode()


def test_a_refused_key_never_works(cast: Cast, als: Als) -> None:
    sleutel, key = made(cast.noord)
    assert als(cast.tom).post(f"{HIER}{sleutel.pk}/weigeren/").status_code == 302
    problem(ask(LIJST, key), 401)
    assert Regel.objects.filter(actie="koppelsleutel_geweigerd", actor=cast.tom.pk).count() == 1
    assert "Geweigerd door de teamleider" in als(cast.bea).get(BEHEER).content.decode()
    with pytest.raises(Regelfout, match="al geweigerd"):
        confirm_koppelsleutel(by=cast.tom, sleutel=sleutel)
    assert als(cast.tom).post(f"{HIER}{sleutel.pk}/bevestigen/").status_code == 422


def test_a_decision_is_made_once_and_not_of_an_ended_key(cast: Cast) -> None:
    sleutel, key = made(cast.noord)
    confirmed = confirm_koppelsleutel(by=cast.tom, sleutel=sleutel)
    assert find_koppelsleutel(key) == confirmed
    for decide in (confirm_koppelsleutel, refuse_koppelsleutel):
        with pytest.raises(Regelfout, match="al bevestigd"):
            decide(by=cast.tom, sleutel=sleutel)
    other, _key = made(cast.noord)
    end_koppelsleutel(by=SYSTEEM, sleutel=other)
    with pytest.raises(Regelfout, match="beëindigd"):
        confirm_koppelsleutel(by=cast.tom, sleutel=other)


def test_who_made_a_key_does_not_confirm_it(cast: Cast) -> None:
    """Somebody can have both roles; four eyes are needed all the same."""
    sleutel, key = made(cast.noord, by=cast.tom)
    with pytest.raises(Regelfout, match="zelf gemaakt"):
        confirm_koppelsleutel(by=cast.tom, sleutel=sleutel)
    assert find_koppelsleutel(key) is None


def test_a_lead_decides_of_the_own_team_alone(cast: Cast, als: Als) -> None:
    sleutel, key = made(cast.zuid)
    assert "Datawarehouse" not in als(cast.tom).get(HIER).content.decode()
    for what in ("bevestigen", "weigeren"):
        assert als(cast.tom).post(f"{HIER}{sleutel.pk}/{what}/").status_code == 404
        for other in (cast.bea, cast.ana, cast.noor):
            assert als(other).post(f"{HIER}{sleutel.pk}/{what}/").status_code == 403
    assert find_koppelsleutel(key) is None


def test_a_key_for_what_is_published_needs_nobody(cast: Cast) -> None:
    sleutel, key = make_koppelsleutel(by=SYSTEEM, naam="Open data", tot=timezone.localdate())
    assert find_koppelsleutel(key) == sleutel
    with pytest.raises(Regelfout, match="geen bevestiging"):
        confirm_koppelsleutel(by=cast.tom, sleutel=sleutel)


def test_the_privacy_officer_ends_keys_and_makes_none(cast: Cast, als: Als) -> None:
    sleutel, key = make_koppelsleutel(by=SYSTEEM, naam="Open data", tot=timezone.localdate())
    client = als(cast.petra)
    page = client.get(BEHEER).content.decode()
    assert "Open data" in page and "Een sleutel maken" not in page
    given = {"naam": "Eigen", "team": "", "rapporten": [], "tot": timezone.localdate().isoformat()}
    assert client.post(BEHEER, given).status_code == 403
    assert client.post(f"{BEHEER}{sleutel.pk}/einde/").status_code == 302
    assert find_koppelsleutel(key) is None


def test_the_administrator_reads_that_the_lead_comes_first(cast: Cast, als: Als) -> None:
    given = {"naam": "Datawarehouse", "team": cast.noord.pk, "rapporten": ["meldingen"],
             "tot": (timezone.localdate() + timedelta(30)).isoformat()}  # fmt: skip
    page = als(cast.bea).post(BEHEER, given).content.decode()
    assert "werkt pas als de teamleider" in page and "Wacht op de teamleider" in page
    assert Koppelsleutel.objects.get().gemaakt_door == cast.bea
