"""A secret address tells nobody who lives there: not by a search, not by a duplicate, not through a housemate."""

from dataclasses import replace
from datetime import date

import pytest

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.personen.actions import NieuwLid, add_member, change_persoon, register_huishouden
from keukentafel.personen.dubbelen import Kenmerken, suggest_gelijkenden
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Persoon
from keukentafel.personen.selectors import find_personen
from tests.cast import Cast
from tests.personen.test_actions import register

pytestmark = pytest.mark.django_db

ADRES = {"postcode": "3011KD", "huisnummer": "72", "straat": "Kanaalweg"}
VANDAAG = date.today()


def secret(persoon: Persoon) -> bool:
    return Persoon.objects.get(pk=persoon.pk).geheim_adres


@pytest.fixture
def thuis(cast: Cast, inzage: Gebeurtenis) -> tuple[Persoon, Persoon, Persoon]:
    """Two who live together, one of them in hiding, and a child of theirs who lives elsewhere."""
    schuil = register(voornamen="Petra", achternaam="Schuil", geheim_adres=True, **ADRES)
    huisgenoot = register(voornamen="Hugo", achternaam="Genoot", **ADRES)
    elders = register(voornamen="Elders", achternaam="Genoot", postcode="6217AB", huisnummer="9")
    register_huishouden(by=SYSTEEM, leden=[NieuwLid(p, "volwassene", VANDAAG) for p in (schuil, huisgenoot, elders)])
    return schuil, huisgenoot, elders


@pytest.mark.parametrize("typed", ["3011KD 72", "3011 kd", "schuil 3011KD 72", "hugo 3011kd"])
def test_nobody_is_found_by_a_secret_address(cast: Cast, thuis: tuple[Persoon, ...], typed: str) -> None:
    for user in cast.gebruikers.values():
        assert find_personen(user, typed).treffers == ()


def test_the_desk_still_finds_them_by_name_without_the_address(cast: Cast, thuis: tuple[Persoon, ...]) -> None:
    for name in ("petra schuil", "hugo genoot"):
        (hit,) = find_personen(cast.lot, name).treffers
        assert "Kanaalweg" not in hit.persoon.adres and "3011" not in hit.persoon.adres


def test_a_duplicate_is_not_recognised_by_it(cast: Cast, thuis: tuple[Persoon, ...]) -> None:
    found = suggest_gelijkenden(cast.lot, Kenmerken("Petra", "Schuil", None, "3011KD", "72"))
    assert [one.waarom for one in found.bekend] == ["zelfde naam"]
    assert not suggest_gelijkenden(cast.lot, Kenmerken("Peter", "Schuilt", None, "3011KD", "72")).bekend


def test_a_secret_is_shared_by_who_lives_there_alone(thuis: tuple[Persoon, ...]) -> None:
    schuil, huisgenoot, elders = thuis
    assert (secret(schuil), secret(huisgenoot), secret(elders)) == (True, True, False)


def test_who_comes_to_live_there_shares_it_and_so_does_who_moves_in_by_address(thuis: tuple[Persoon, ...]) -> None:
    schuil, _, elders = thuis
    nieuw = register(voornamen="Nieuw", achternaam="Genoot", **ADRES)
    assert not secret(nieuw)
    home = schuil.lidmaatschappen.get().huishouden
    add_member(by=SYSTEEM, huishouden=home, persoon=nieuw, rol="kind", van=VANDAAG)
    assert secret(nieuw)
    moved = Persoongegevens(voornamen="Elders", achternaam="Genoot", **ADRES)
    change_persoon(by=SYSTEEM, persoon=elders, gegevens=moved)
    assert secret(elders)


def test_when_it_is_secret_no_more_it_is_so_for_all_who_live_there(thuis: tuple[Persoon, ...]) -> None:
    schuil, huisgenoot, _ = thuis
    known = Persoongegevens(voornamen="Petra", achternaam="Schuil", geheim_adres=True, **ADRES)
    change_persoon(by=SYSTEEM, persoon=schuil, gegevens=replace(known, geheim_adres=False))
    assert (secret(schuil), secret(huisgenoot)) == (False, False)
