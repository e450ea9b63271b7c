"""The start page of the privacy officer."""

from collections.abc import Callable

import pytest
from django.test import Client

from keukentafel.privacy.public import STARTREGELS, Startregel
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def test_the_officer_finds_each_subject_with_what_is_too_late(
    cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        STARTREGELS, "_items", {"proef": lambda: Startregel("Proefwerk", "/privacy/", "3 verzoeken", "1 is te laat")}
    )
    body = als(cast.petra).get("/privacy/").content.decode()
    assert "Proefwerk" in body and "3 verzoeken" in body and "1 is te laat" in body


def test_nobody_else_opens_it(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get("/privacy/").status_code == 403
    assert als(cast.bea).get("/privacy/").status_code == 403
