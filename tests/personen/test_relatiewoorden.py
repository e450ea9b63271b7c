"""How relations read in both directions."""

from __future__ import annotations

import pytest

from keukentafel.personen.relatiewoorden import SOORTEN, directions, relation_sentence, relation_word


@pytest.mark.parametrize(
    ("kind", "gender", "reverse", "sentence"),
    [
        ("ouder", "vrouw", False, "is moeder van"),
        ("ouder", "", False, "is ouder van"),
        ("ouder", "man", True, "is zoon van"),
        ("ouder", "anders", True, "is kind van"),
        ("grootouder", "vrouw", True, "is kleindochter van"),
        ("partner", "man", True, "is partner van"),
        ("mantelzorger", "vrouw", False, "is mantelzorger van"),
        ("mantelzorger", "", True, "krijgt mantelzorg van"),
        ("buur", "vrouw", True, "is buurvrouw van"),
        ("overig", "man", False, "is bekende van"),
    ],
)
def test_a_relation_reads_as_people_say_it(kind: str, gender: str, reverse: bool, sentence: str) -> None:
    assert relation_sentence(kind, gender, reverse=reverse) == sentence


def test_the_word_on_its_own_follows_the_gender() -> None:
    assert relation_word("ouder", "man") == "vader"
    assert relation_word("ouder", "vrouw", reverse=True) == "dochter"


def test_the_sentence_form_offers_every_kind_and_both_ways_where_they_differ() -> None:
    choices = directions()
    assert {choice.soort for choice in choices} == set(SOORTEN)
    assert [choice.code for choice in choices if choice.omgekeerd] == [
        "ouder_omgekeerd",
        "grootouder_omgekeerd",
        "mantelzorger_omgekeerd",
    ]
    assert len({choice.woorden for choice in choices}) == len(choices)
