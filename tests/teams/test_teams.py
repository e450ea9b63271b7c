"""Teams, the people in them, and what a worker agrees to carry."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import (
    Medewerkergegevens,
    Plaatsing,
    agree_bandbreedte,
    assign_gebied,
    bandwidths_on,
    change_medewerker,
    change_team,
    colleagues_by_team,
    create_team,
    end_medewerker,
    end_plaatsing,
    place_medewerker,
    present_expertise,
    register_medewerker,
    skj_warning,
    team_for_area,
    team_ids_of,
    to_hand_over,
    workers_of_team,
)
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.public import Rol, grant_rol
from tests.cast import Cast

VANDAAG = date.today()
GISTEREN, MORGEN = VANDAAG - timedelta(days=1), VANDAAG + timedelta(days=1)


def test_who_is_placed_sees_the_team_until_the_last_day(cast: Cast) -> None:
    worker = cast.medewerkers["zeno"]
    placed = place_medewerker(
        by=cast.bea, medewerker=worker, team=cast.noord, medewerkertype="jeugd", van=VANDAAG, fte=Decimal("0.89")
    )
    user = Gebruiker.objects.get(pk=cast.zeno.pk)
    assert cast.noord.pk in team_ids_of(user)
    end_plaatsing(by=cast.bea, plaatsing=placed, tot=VANDAAG)
    assert worker in workers_of_team(cast.noord.pk, VANDAAG)
    assert worker not in workers_of_team(cast.noord.pk, MORGEN)


def test_not_twice_in_the_same_work(cast: Cast) -> None:
    worker = cast.medewerkers["noor"]
    with pytest.raises(Regelfout, match="werkt hier dan al"):
        place_medewerker(by=cast.bea, medewerker=worker, team=cast.noord, medewerkertype="volwassenen", van=VANDAAG)
    place_medewerker(by=cast.bea, medewerker=worker, team=cast.noord, medewerkertype="jeugd", van=VANDAAG)


@pytest.mark.parametrize(("extra", "veld"), [({"tot": GISTEREN}, "tot"), ({"fte": Decimal(3)}, "fte")])
def test_a_placement_that_cannot_be(cast: Cast, extra: dict, veld: str) -> None:
    with pytest.raises(Regelfout) as fault:
        place_medewerker(
            by=cast.bea, medewerker=cast.medewerkers["max"], team=cast.noord, medewerkertype="jeugd", van=VANDAAG,
            **extra,
        )  # fmt: skip
    assert fault.value.veld == veld


def test_a_placement_without_a_team_opens_no_dossiers(cast: Cast) -> None:
    placed = cast.medewerkers["gwen"].plaatsingen.get()
    assert placed.team is None
    assert team_ids_of(cast.gwen) == frozenset()


def test_a_leaver_loses_placements_and_roles_and_leaves_his_cases(cast: Cast) -> None:
    worker = cast.medewerkers["noor"]
    assert [str(item) for item in to_hand_over(worker.pk)] == ["1 open casus als regisseur"]
    end_medewerker(by=cast.bea, medewerker=worker, tot=GISTEREN)
    user = Gebruiker.objects.get(pk=cast.noor.pk)
    assert user.rollen == frozenset() and team_ids_of(user) == frozenset()
    assert to_hand_over(worker.pk)[0].aantal == 1


def test_what_a_leaver_was_to_begin_later_never_begins(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    worker, far = cast.medewerkers["noor"], VANDAAG + timedelta(days=30)
    place_medewerker(by=cast.bea, medewerker=worker, team=cast.zuid, medewerkertype="jeugd", van=far)
    grant_rol(by=cast.bea, gebruiker=cast.noor, rol=Rol.TEAMLEIDER, van=far)
    noor, sanne = als(cast.noor), als(cast.sanne)
    end_medewerker(by=cast.bea, medewerker=worker, tot=VANDAAG)
    assert {placed.tot for placed in worker.plaatsingen.all()} == {VANDAAG}
    assert {granted.tot for granted in cast.noor.roltoekenningen.all()} == {VANDAAG}
    assert Plaatsing.history.filter(van=far, history_type="-").exists()
    assert noor.get("/").status_code == 200  # the last day is a working day
    end_medewerker(by=cast.bea, medewerker=worker, tot=GISTEREN)
    assert "/login/" in noor.get("/")["Location"]
    assert sanne.get("/").status_code == 200


def test_an_area_goes_from_one_team_to_the_other(cast: Cast) -> None:
    assign_gebied(by=cast.bea, team=cast.zuid, gebied=cast.gebied, van=MORGEN)
    assert team_for_area(cast.gebied.pk, VANDAAG) == cast.noord
    assert team_for_area(cast.gebied.pk, MORGEN) == cast.zuid
    with pytest.raises(Regelfout):
        assign_gebied(by=cast.bea, team=cast.noord, gebied=cast.gebied, van=VANDAAG)


def test_a_team_name_is_used_once(cast: Cast) -> None:
    made = create_team(by=cast.bea, naam="Team West")
    with pytest.raises(Regelfout, match="al een team"):
        create_team(by=cast.bea, naam="team west")
    with pytest.raises(Regelfout, match="al een team"):
        change_team(by=cast.bea, team=made, naam="Team Noord", intake=False, geldig_tot=None)
    assert change_team(by=cast.bea, team=made, naam="Team West", intake=False, geldig_tot=MORGEN).geldig_tot == MORGEN


@pytest.mark.parametrize(
    ("skj", "tot", "wet", "warns"),
    [
        ("", None, Wet.JEUGD, True),
        ("123", None, Wet.JEUGD, False),
        ("123", VANDAAG, Wet.JEUGD, False),
        ("123", GISTEREN, Wet.JEUGD, True),
        ("", None, Wet.WMO, False),
    ],
)
def test_a_youth_decision_without_registration_warns(cast: Cast, skj: str, tot: date, wet: str, warns: bool) -> None:
    worker = cast.medewerkers["sanne"]
    given = Medewerkergegevens("Sanne", skj_nummer=skj, skj_geldig_tot=tot)
    change_medewerker(by=cast.bea, medewerker=worker, gegevens=given)
    worker.refresh_from_db()
    assert bool(skj_warning(worker, wet, VANDAAG)) is warns


def test_expertise_is_counted_where_people_are_placed(cast: Cast) -> None:
    for naam, codes in (("noor", ["schulden", "wmo"]), ("sanne", ["schulden"]), ("zeno", ["schulden"])):
        worker = cast.medewerkers[naam]
        given = Medewerkergegevens(worker.naam, expertise=codes)
        change_medewerker(by=cast.bea, medewerker=worker, gegevens=given)
    assert present_expertise([cast.noord.pk]) == {"schulden": 2, "wmo": 1}
    with pytest.raises(Regelfout, match="lijst"):
        change_medewerker(by=cast.bea, medewerker=worker, gegevens=Medewerkergegevens("Zeno", expertise=["toveren"]))


def test_the_bandwidth_is_the_workers_own(cast: Cast) -> None:
    worker = cast.medewerkers["noor"]
    with pytest.raises(Regelfout, match="zelf"):
        agree_bandbreedte(by=cast.tom, medewerker=worker, laag=Decimal(10), hoog=Decimal(20))
    agree_bandbreedte(by=cast.noor, medewerker=worker, laag=Decimal(10), hoog=Decimal(20), van=GISTEREN)
    agree_bandbreedte(by=cast.noor, medewerker=worker, laag=Decimal(12), hoog=Decimal(18))
    assert bandwidths_on([worker.pk])[worker.pk].laag == 12
    assert bandwidths_on([worker.pk], GISTEREN)[worker.pk].laag == 10
    with pytest.raises(Regelfout):
        agree_bandbreedte(by=cast.noor, medewerker=worker, laag=Decimal(20), hoog=Decimal(10))


def test_a_user_is_one_worker(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="al medewerker"):
        register_medewerker(by=cast.bea, gegevens=Medewerkergegevens("Noor"), gebruiker=cast.noor)


def test_colleagues_in_one_query(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        groups = dict(colleagues_by_team())
    assert [worker.naam for worker in groups["Team Noord"]] == ["Noor", "Sanne", "Tom"]


SCHERMEN = ["teams/", "teams/nieuw/", "teams/{t}/", "teams/{t}/wijzigen/", "teams/{t}/gebied/", "gebruikers/",
            "gebruikers/nieuw/", "gebruikers/{m}/", "gebruikers/{m}/wijzigen/", "gebruikers/{m}/rol/",
            "gebruikers/{m}/plaatsing/", "gebruikers/{m}/vertrek/"]  # fmt: skip


@pytest.mark.parametrize("path", SCHERMEN)
def test_screens_of_the_administrator_alone(cast: Cast, als, path: str, django_assert_max_num_queries) -> None:
    url = "/beheer/" + path.format(t=cast.noord.pk, m=cast.medewerkers["noor"].pk)
    client = als(cast.bea)
    with django_assert_max_num_queries(25):
        assert client.get(url).status_code == 200
    assert als(cast.noor).get(url).status_code == 403


def post(als, user: Gebruiker, url: str, **data: object):
    return als(user).post(url, data)


def test_a_new_worker_logs_in_and_gets_role_and_team(cast: Cast, als) -> None:
    answer = post(als, cast.bea, "/beheer/gebruikers/nieuw/", naam="Fatma Yildiz", email="Fatma@voorbeeld.invalid",
                  wachtwoord="een lang wachtwoord 7")  # fmt: skip
    user = Gebruiker.objects.get(email="fatma@voorbeeld.invalid")
    assert user.check_password("een lang wachtwoord 7")
    assert user.rollen == frozenset()
    page = answer["Location"]
    assert post(als, cast.bea, page + "rol/", rol="wijkteamlid", van=VANDAAG.isoformat()).status_code == 302
    answer = post(
        als,
        cast.bea,
        page + "plaatsing/",
        team=cast.noord.pk,
        medewerkertype="jeugd",
        fte="0,89",
        van=VANDAAG.isoformat(),
    )
    assert answer.status_code == 302
    user = Gebruiker.objects.get(pk=user.pk)
    assert user.rollen == {Rol.WIJKTEAMLID} and team_ids_of(user) == {cast.noord.pk}
    html = als(cast.bea).get(page).content.decode()
    assert "0,89 fte" in html


def test_a_weak_password_keeps_what_was_typed(cast: Cast, als) -> None:
    answer = post(
        als, cast.bea, "/beheer/gebruikers/nieuw/", naam="Fatma", email="f@voorbeeld.invalid", wachtwoord="kort"
    )
    assert answer.status_code == 422
    assert "Fatma" in answer.content.decode()


def test_nobody_gives_himself_a_role(cast: Cast, als) -> None:
    url = f"/beheer/gebruikers/{cast.medewerkers['bea'].pk}/rol/"
    answer = post(als, cast.bea, url, rol="regisseur", van=VANDAAG.isoformat())
    assert answer.status_code == 422
    assert "uzelf" in answer.content.decode()


def test_the_leaver_page_tells_what_is_left(cast: Cast, als) -> None:
    url = f"/beheer/gebruikers/{cast.medewerkers['noor'].pk}/vertrek/"
    assert "1 open casus als regisseur" in als(cast.bea).get(url).content.decode()
