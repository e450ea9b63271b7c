"""Search and likeness: who is found, by whom, and what is written down about it."""

from datetime import date, timedelta

import pytest

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus
from keukentafel.meldingen.public import without_case
from keukentafel.personen.actions import NieuwLid, add_member, end_membership, register_huishouden
from keukentafel.personen.belangen import declare_belang, shield_huishouden
from keukentafel.personen.dubbelen import Kenmerken, suggest_gelijkenden
from keukentafel.personen.models import Persoon
from keukentafel.personen.selectors import find_personen
from keukentafel.personen.zoekindex import index_personen
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.personen.test_actions import PROEF_BSN, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(cast: Cast, inzage: Gebeurtenis) -> Cast:
    """The cast, findable by name; reads are collected."""
    index_personen(list(Persoon.objects.all()))
    return cast


def names(user: Gebruiker, typed: str) -> list[str]:
    return [hit.persoon.naam for hit in find_personen(user, typed).treffers]


@pytest.mark.parametrize("typed", [
    "mieke de wit", "wit mieke", "Miek", "mieke 12-3-88", "12-3-1988", "6217 AB 12", "6217ab", "miekke witt",
    "Mieke de Wit 6217AB",
])  # fmt: skip
def test_someone_of_the_own_team_is_found_however_it_is_typed(known: Cast, typed: str) -> None:
    for user in (known.noor, known.sanne, known.lot):
        assert "Mieke de Wit" in names(user, typed)


@pytest.mark.parametrize("typed", ["mieke de wit", "12-3-1988", "6217 AB 12", "miekke witt"])
def test_nobody_else_is_found(known: Cast, typed: str) -> None:
    for user in (known.zeno, known.wim, known.ana, known.bea, known.petra):
        assert names(user, typed) == []


def test_a_wrong_date_beside_the_name_finds_nobody(known: Cast) -> None:
    assert names(known.noor, "mieke 13-3-88") == [] == names(known.noor, "bakker 12-3-88") == names(known.noor, "")


def test_conflict_and_shield_are_silence(known: Cast) -> None:
    assert names(known.sanne, "bram buur") == ["Bram Buur"]
    assert names(known.noor, "bram buur") == []
    declare_belang(by=SYSTEEM, huishouden=known.gezin, gebruiker=known.sanne)
    assert names(known.sanne, "mieke") == []
    shield_huishouden(by=known.noor, huishouden=known.gezin, gebruikers=[known.noor])
    assert names(known.noor, "mieke") == ["Mieke de Wit"]
    assert names(known.lot, "mieke") == [] == names(known.tom, "mieke")
    assert suggest_gelijkenden(known.tom, Kenmerken("Mieke", "de Wit", date(1988, 3, 12))).vraag_aan == ()


def test_a_search_is_logged_with_its_terms_shut_and_one_line_per_person(known: Cast, inzage: Gebeurtenis) -> None:
    find_personen(known.noor, "de wit")
    search, *reads = inzage.posten
    assert search.soort == "zoeken" and search.geheim and b"wit" not in search.geheim
    assert {post.subject for post in reads} == {known.mieke.pk, known.jan.pk, known.kind.pk}


def test_a_bsn_finds_only_for_who_may_see_it(known: Cast) -> None:
    known.mieke.bsn, known.mieke.bsn_index = PROEF_BSN, None
    from keukentafel.personen.models import bsn_fingerprint

    known.mieke.change(bsn_index=bsn_fingerprint(PROEF_BSN))
    assert names(known.noor, PROEF_BSN) == ["Mieke de Wit"]  # regisseur of the case
    assert names(known.sanne, PROEF_BSN) == [] == names(known.lot, PROEF_BSN)


def test_who_gets_a_case_is_found_in_that_team_and_who_moves_in_as_well(known: Cast) -> None:
    persoon, ander = register(voornamen="Kees", achternaam="Nieuw"), register(voornamen="Rie", achternaam="Nieuw")
    home = register_huishouden(by=SYSTEEM, leden=[NieuwLid(persoon, "volwassene", date(2025, 1, 1))])
    assert names(known.sanne, "nieuw") == [] and names(known.lot, "kees nieuw") == ["Kees Nieuw"]
    open_casus(by=SYSTEEM, huishouden=home, persoon=persoon, team=known.noord, aangemeld_op=date.today())
    assert names(known.sanne, "nieuw") == ["Kees Nieuw"]
    lid = add_member(by=SYSTEEM, huishouden=home, persoon=ander, rol="volwassene", van=date(2025, 1, 1))
    assert names(known.sanne, "nieuw") == ["Kees Nieuw", "Rie Nieuw"]
    end_membership(by=SYSTEEM, lid=lid, tot=date.today() - timedelta(days=1))
    assert names(known.sanne, "nieuw") == ["Kees Nieuw"] == names(known.sanne, "niew")


def test_look_alikes_come_after_who_is_meant(known: Cast) -> None:
    other = register(voornamen="Mieke", achternaam="Witt")
    register_huishouden(by=SYSTEEM, leden=[NieuwLid(other, "volwassene", date(2025, 1, 1))])
    found = find_personen(known.lot, "mieke wit").treffers
    assert found[0].persoon.naam == "Mieke de Wit"
    assert found[0].huishouden == "Gezin De Wit"


@pytest.mark.parametrize(("typed", "why"), [
    (Kenmerken("Mieke", "de Wit"), "zelfde naam"),
    (Kenmerken("Mieke", "de Wit", date(1988, 3, 12)), "zelfde naam, zelfde geboortedatum"),
    (Kenmerken("Mike", "de Witt", date(1988, 3, 12)), "naam lijkt erop, zelfde geboortedatum"),
    (Kenmerken("Mieke", "Wit", None, "6217AB", "12"), "zelfde naam, zelfde adres"),
])  # fmt: skip
def test_a_like_one_is_suggested_with_the_reason(known: Cast, typed: Kenmerken, why: str) -> None:
    suggested = suggest_gelijkenden(known.noor, typed).bekend
    assert [(one.persoon.naam, one.waarom) for one in suggested] == [("Mieke de Wit", why)]


@pytest.mark.parametrize("typed", [
    Kenmerken(), Kenmerken("Mieke", "Bakker"), Kenmerken("Mieke", "de Wit", date(1999, 1, 1)),
    Kenmerken("Kees", "Bos", date(1988, 3, 12)),
])  # fmt: skip
def test_who_is_not_like_is_not_suggested(known: Cast, typed: Kenmerken) -> None:
    assert suggest_gelijkenden(known.noor, typed).bekend == ()


def test_a_stranger_hears_whom_to_ask_and_no_name(known: Cast) -> None:
    found = suggest_gelijkenden(known.zeno, Kenmerken("Mieke", "de Wit", date(1988, 3, 12)))
    assert found.bekend == () and found.vraag_aan == ("Team Noord",)
    register(voornamen="Los", achternaam="Persoon")
    assert suggest_gelijkenden(known.zeno, Kenmerken("Los", "Persoon")).vraag_aan == ("het loket",)


def test_everyone_without_a_case_is_counted_by_reason_once(known: Cast) -> None:
    """Also who came in without a melding; not who has a case after all, nor twice who was merged (R-004)."""
    kept = register(achternaam="Een", reden_zonder_casus="informatie_advies")
    register(achternaam="Twee", reden_zonder_casus="ingetrokken")
    lapsed = register(achternaam="Drie", reden_zonder_casus="informatie_advies")
    Persoon.objects.filter(pk=lapsed.pk).update(samengevoegd_in=kept)
    mieke = Persoon.objects.get(pk=known.mieke.pk)
    mieke.change(reden_zonder_casus="informatie_advies")
    assert without_case(date.today()) == {"informatie_advies": 1, "ingetrokken": 1}
