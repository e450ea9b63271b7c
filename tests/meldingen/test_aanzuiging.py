"""Does the team draw new questions: first-time or returning, found or asked (R-039)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.selectors.cijfers import Bekendheid, familiarity
from keukentafel.personen.public import Persoon
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VANDAAG = date.today()


def make(cast: Cast, persoon: Persoon | None, dagen: int, **anders: object) -> Melding:
    """A melding at Team Noord of so many days ago, unless said otherwise."""
    given = {"team": cast.noord, "soort": "hulpvraag", "kanaal": "telefoon", **anders}
    return Melding.objects.create(persoon=persoon, ontvangen_op=VANDAAG - timedelta(days=dagen), **given)


@pytest.fixture
def known(cast: Cast) -> Callable[..., Bekendheid]:
    """What the last five days of Team Noord say, when nobody has a case."""
    Casus.objects.update(aangemeld_op=VANDAAG)
    return lambda lezer=None: familiarity(VANDAAG, VANDAAG - timedelta(days=5), cast.noord.pk, lezer)


def test_who_had_a_melding_before_returns_also_when_another_team_took_it(
    cast: Cast, known: Callable[..., Bekendheid]
) -> None:
    make(cast, cast.jan, 2)
    make(cast, None, 2)  # nobody knows about whom
    assert known() == Bekendheid(1, 0)
    make(cast, cast.jan, 2)  # the same day: another part of one question
    assert known() == Bekendheid(2, 0)
    make(cast, cast.jan, 90, team=cast.zuid)
    assert known() == Bekendheid(0, 2)


def test_who_had_a_case_before_returns(cast: Cast, known: Callable[..., Bekendheid]) -> None:
    person = cast.casus.persoon
    make(cast, person, 2)
    assert known() == Bekendheid(1, 0)
    Casus.objects.filter(persoon=person).update(aangemeld_op=VANDAAG - timedelta(days=3))
    assert known() == Bekendheid(0, 1)


def test_a_double_is_no_second_question(cast: Cast, known: Callable[..., Bekendheid]) -> None:
    make(cast, cast.jan, 2)
    make(cast, cast.jan, 3, afhandeling="dubbel", afgehandeld_op=VANDAAG)
    assert known() == Bekendheid(1, 0)


def test_the_team_lead_reads_it_and_found_or_asked(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    Casus.objects.update(aangemeld_op=VANDAAG)
    Melding.objects.all().delete()
    make(cast, cast.jan, 2)
    make(cast, cast.jan, 1, kanaal="huisbezoek")
    make(cast, None, 1, kanaal="")
    client = als(cast.tom)
    client.get(reverse("meldingen:cijfers"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("meldingen:cijfers")).content.decode()
    assert "1 voor het eerst, 1 eerder bekend" in page
    assert "1 door het team opgezocht, 1 op vraag, 1 onbekend" in page
    assert len(asked) <= 25
