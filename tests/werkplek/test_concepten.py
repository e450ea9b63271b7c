"""Drafts: kept whatever the state of the form, encrypted, the owner's alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.models import Concept
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
INHOUD = {"sleutel": "casus-1", "velden": {"tekst": ["Mieke wil lucht"], "aard": ["contact"]}}


def keep(client: Client, data: object = INHOUD) -> int:
    return client.post("/concept/", data, content_type="application/json").status_code


def test_what_is_typed_comes_back_to_its_typer_alone(cast: Cast, als: Als) -> None:
    assert keep(als(cast.noor)) == 200
    assert als(cast.noor).get("/concept/?sleutel=casus-1&sleutel=x").json() == {
        "concepten": {"casus-1": {"velden": INHOUD["velden"]}}
    }
    assert als(cast.sanne).get("/concept/?sleutel=casus-1").json() == {"concepten": {}}


def test_it_lies_encrypted(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    assert b"Mieke" not in bytes(Concept.objects.get().velden)


def test_a_second_time_replaces_and_empty_discards(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    keep(als(cast.noor), {"sleutel": "casus-1", "velden": {"tekst": ["Anders"]}})
    assert Concept.objects.count() == 1
    keep(als(cast.noor), {"sleutel": "casus-1", "velden": {}})
    assert not Concept.objects.exists()


def test_after_a_month_it_is_gone(cast: Cast, als: Als) -> None:
    keep(als(cast.noor))
    Concept.objects.update(bewaard_op=timezone.now() - timedelta(days=31))
    assert als(cast.noor).get("/concept/?sleutel=casus-1").json() == {"concepten": {}}


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        [1],
        {"sleutel": "", "velden": {}},
        {"sleutel": "a"},
        {"sleutel": "a", "velden": 3},
        {"sleutel": "a", "velden": {"tekst": 5}},
        {"sleutel": "a\0b", "velden": {"tekst": ["x"]}},
    ],
)
def test_bad_input_is_refused_without_a_crash(cast: Cast, als: Als, bad: object) -> None:
    assert keep(als(cast.noor), bad) == 400


def test_a_strange_key_gives_nothing_back(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get("/concept/?sleutel=%00&sleutel=" + "x" * 900).json() == {"concepten": {}}


def test_too_much_is_refused(cast: Cast, als: Als) -> None:
    assert keep(als(cast.noor), {"sleutel": "a", "velden": {"t": ["x" * 300_000]}}) == 400
