"""Dutch names: keys, sound, spelling, display. Pure rules, no database."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.personen import namen

names = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=14)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Şükrü", "sukru"),
        ("D'Angelo-Huis in 't Veld", "dangelo huis in t veld"),
        ("Pâte-de-Loupé", "pate de loupe"),
        ("  VAN   den Boogaart ", "van den boogaart"),
        ("Łukasz", "lukasz"),
        ("Große", "grosse"),
        ("Ĳsbrand", "ijsbrand"),
        ("李", "李"),
        ("", ""),
    ],
)
def test_fold_makes_one_key_of_every_spelling(typed: str, key: str) -> None:
    assert namen.fold(typed) == key


@given(names)
def test_fold_is_the_same_for_composed_and_decomposed_text_and_for_itself(text: str) -> None:
    assert namen.fold(unicodedata.normalize("NFD", text)) == namen.fold(unicodedata.normalize("NFC", text))
    assert namen.fold(namen.fold(text)) == namen.fold(text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("van den Boogaart", ("boogaart",)),
        ("de Wit", ("wit",)),
        ("Jansen-de Vries", ("jansen", "vries")),
        ("Huis in 't Veld", ("huis", "veld")),
        ("De", ("de",)),
        ("El Amrani", ("amrani",)),
        ("Ben Jansen", ("ben", "jansen")),
        ("", ()),
    ],
)
def test_words_to_find_a_name_by_leave_out_tussenvoegsels(typed: str, found: tuple[str, ...]) -> None:
    assert namen.name_words(typed) == found


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("van den Boogaart", ("van den", "Boogaart")),
        ("Van Der Meer", ("van der", "Meer")),
        ("'t Hart", ("'t", "Hart")),
        ("Jansen-de Vries", ("", "Jansen-de Vries")),
        ("De", ("", "De")),
        ("Jansen", ("", "Jansen")),
        ("op 't Veld", ("op 't", "Veld")),
    ],
)
def test_a_surname_is_parted_into_tussenvoegsel_and_the_rest(typed: str, parts: tuple[str, str]) -> None:
    assert namen.split_surname(typed) == parts


@pytest.mark.parametrize(
    "spellings",
    [
        ("Meijer", "Meyer", "Meier", "Meyyer"),
        ("Jansen", "Janssen", "Janse"),
        ("Dijk", "Dyk", "Deik"),
        ("Hendriks", "Hendrix", "Hendrickx", "Hendricks"),
        ("Mathijs", "Matthijs", "Mattheis"),
        ("Bosch", "Bos", "Bosz"),
        ("Visser", "Fisser"),
        ("Boogaart", "Bogaard", "Boogaardt"),
        ("Karel", "Carel"),
        ("Kuijper", "Kuyper", "Kuiper"),
        ("Schmidt", "Schmitt", "Schmid"),
        ("Zwart", "Swart", "Zwardt"),
        ("Kooij", "Kooi", "Kooy"),
        ("Joseph", "Josef", "Jozef"),
        ("Lichtenberg", "Ligtenberg"),
        ("Pauw", "Pouw"),
        ("Willems", "Wilems"),
        ("Kraaij", "Kraay", "Kraai"),
        ("Thijssen", "Tijsen", "Tyssen"),
        ("Baart", "Baert"),
        ("Cornelissen", "Kornelisen"),
        ("Jacob", "Jakop"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({namen.sound(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jansen", "Hansen"),
        ("Bakker", "Dekker"),
        ("Smit", "Smeets"),
        ("Mulder", "Muller"),
        ("Vos", "Bos"),
        ("Peters", "Pieters"),
        ("Anna", "Hanna"),
        ("Kok", "Koek"),
    ],
)
def test_different_names_do_not_sound_alike(one: str, other: str) -> None:
    assert namen.sound(one) != namen.sound(other)


@given(words, st.data())
def test_one_slip_of_the_finger_is_found_by_a_shared_deletion(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = (
        word[:at] + letter + word[at + 1 :],  # wrong
        word[:at] + letter + word[at:],  # extra
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],  # swapped
    )
    for slip in slips:
        assert namen.deletions(slip) & namen.deletions(word)
    if len(word) > 3:
        assert namen.deletions(word[:at] + word[at + 1 :]) & namen.deletions(word)


def test_deletions_of_unrelated_words_do_not_meet() -> None:
    assert not namen.deletions("bakker") & namen.deletions("jansen")


def test_trigram_similarity_is_one_for_equal_and_zero_for_unlike() -> None:
    assert namen.trigram_similarity("De Wit", "de wit") == 1.0
    assert namen.trigram_similarity("Wit", "Bakker") == 0.0
    assert 0.3 < namen.trigram_similarity("Boogaart", "Bogaard") < 1.0
    assert namen.trigram_similarity("", "") == 0.0


@pytest.mark.parametrize(
    ("given_names", "prefix", "surname", "full", "short"),
    [
        ("Jan", "van den", "Boogaart", "Jan van den Boogaart", "J. van den Boogaart"),
        ("Jan Willem", "", "Bos", "Jan Willem Bos", "J.W. Bos"),
        ("Peter-Jan", "van der", "Meijden", "Peter-Jan van der Meijden", "P.J. van der Meijden"),
        ("IJsbrand", "", "Kok", "IJsbrand Kok", "IJ. Kok"),
        ("", "de", "Wit", "De Wit", "De Wit"),
        ("", "'t", "Hart", "'t Hart", "'t Hart"),
    ],
)
def test_names_are_written_as_the_dutch_write_them(
    given_names: str, prefix: str, surname: str, full: str, short: str
) -> None:
    assert namen.full_name(given_names, prefix, surname) == full
    assert namen.short_name(given_names, prefix, surname) == short


def test_a_household_is_named_after_its_people() -> None:
    assert namen.family_name(["De Wit", "Jansen", "Jansen"], with_children=True) == "Gezin Jansen"
    assert namen.family_name(["De Wit", "Jansen"], with_children=True) == "Gezin De Wit"
    assert namen.family_name(["De Wit", "Jansen"], with_children=False) == "De Wit en Jansen"
    assert namen.family_name(["De Wit", "De Wit"], with_children=False) == "Gezin De Wit"
    assert namen.family_name(["A", "B", "C"], with_children=False) == "A, B en anderen"
    assert namen.family_name(["", ""], with_children=True) == "Huishouden zonder naam"
    assert namen.single_name("J. de Wit", "vrouw") == "Mevrouw J. de Wit"
    assert namen.single_name("J. de Wit", "man") == "De heer J. de Wit"
    assert namen.single_name("J. de Wit", "") == "J. de Wit"
