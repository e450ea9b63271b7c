"""The index of names: who is found by which words, in whose care, however it is spelt."""

from datetime import date

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.personen.actions import change_persoon, register_persoon
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Persoon, Zoeksleutel
from keukentafel.personen.zoeken import by_address, by_birth, by_bsn, by_likeness, by_name
from keukentafel.personen.zoekindex import index_personen
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PROEF_BSN = "999990639"


def register(**fields: object) -> Persoon:
    return register_persoon(by=SYSTEEM, gegevens=Persoongegevens(**fields))  # type: ignore[arg-type]


def test_a_person_is_found_by_every_word_of_the_name_in_any_order_and_by_its_beginning() -> None:
    boogaart = register(voornamen="Jan", achternaam="van den Boogaart")
    for words in (("boogaart",), ("boo",), ("jan",), ("jan", "boog"), ("boogaart", "j")):
        assert by_name(words, None) == [boogaart.pk]
    assert by_name(("jan", "jansen"), None) == [] == by_name((), None)


def test_a_misspelt_name_is_found() -> None:
    boogaart = register(voornamen="Jan", achternaam="van den Boogaart")
    register(voornamen="Piet", achternaam="Bakker")
    for words in (("bogaert",), ("boogart",), ("boogaatr",), ("jna", "bogaard")):
        assert by_name(words, None) == []
        assert by_likeness(words, None) == [boogaart.pk]
    assert by_likeness(("xylofoon",), None) == [] == by_likeness((), None)


def test_the_search_stays_inside_the_teams_and_the_persons_outside_them(cast: Cast) -> None:
    index_personen([cast.mieke, cast.jan, cast.kind])
    assert by_name(("wit",), {cast.noord.pk}) == by_name(("wit",), None) != []
    assert by_name(("wit",), {cast.zuid.pk}) == [] == by_name(("wit",), set())
    assert by_name(("wit",), {cast.zuid.pk}, {cast.jan.pk}) == [cast.jan.pk]


def test_a_changed_name_is_found_by_the_new_one_only() -> None:
    persoon = register(voornamen="Jan", achternaam="Bos")
    change_persoon(by=SYSTEEM, persoon=persoon, gegevens=Persoongegevens(voornamen="Jan", achternaam="Smit"))
    assert by_name(("bos",), None) == []
    assert by_name(("smit",), None) == [persoon.pk]


def test_a_pseudonym_is_found_by_nobody() -> None:
    hidden = register(achternaam="Vlinder", pseudoniem=True, geboortedatum=date(1990, 1, 1))
    assert not Zoeksleutel.objects.filter(persoon=hidden).exists()
    assert by_name(("vlinder",), None) == [] == by_birth(date(1990, 1, 1))


def test_birth_address_and_bsn_find_a_person() -> None:
    persoon = register(
        achternaam="Bos", geboortedatum=date(1991, 2, 3), postcode="6299 zz", huisnummer="12 h", bsn=PROEF_BSN
    )
    assert by_birth(date(1991, 2, 3)) == [persoon.pk]
    assert by_address("6299ZZ", 12) == [persoon.pk] == by_address("6299ZZ", None)
    assert by_address("6299ZZ", 1) == []
    assert by_bsn(PROEF_BSN) == [persoon.pk]
    assert PROEF_BSN not in str(Persoon.objects.filter(pk=persoon.pk).values().get()["bsn_index"])
