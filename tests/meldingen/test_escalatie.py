"""A partner goes round the melding, or keeps a case: written down, counted, and shown to who steers (R-029, R-037)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Escalatie, NietAangebodenTelling
from keukentafel.meldingen.public import (
    Melding,
    Meldinggegevens,
    count_niet_aangeboden,
    record_escalatie,
    register_melding,
)
from keukentafel.meldingen.selectors import bypasses, not_offered
from keukentafel.socialekaart.public import Organisatie
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
TELLEN = reverse("meldingen:niet_aangeboden")


def day(over: int = 0) -> Any:
    """A day from today."""
    return timezone.localdate() + timedelta(days=over)


@pytest.fixture
def school(cast: Cast) -> Organisatie:
    """A school that reports."""
    return Organisatie.objects.create(naam="Basisschool De Regenboog", soort="partner")


@pytest.fixture
def melding(cast: Cast, school: Organisatie) -> Melding:
    """A question from that school at Team Noord, three days old."""
    return register_melding(
        by=SYSTEEM,
        gegevens=Meldinggegevens(
            "Vaak te laat", wie_naam="Daan", team=cast.noord, melder_soort="professional", melder_organisatie=school,
            ontvangen_op=day(-3),
        ),
    )  # fmt: skip


def test_it_stands_with_the_melding_and_in_the_figures(cast: Cast, als: Als, melding: Melding) -> None:
    client, url = als(cast.tom), reverse("meldingen:escalatie", args=[melding.pk])
    given = {"soort": "via_huisarts", "op": day(-1).isoformat(), "toelichting": "Hoorde niets", "organisatie": ""}
    assert client.post(url, given).status_code == 302
    assert Escalatie.objects.get().organisatie == melding.melder_organisatie
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "Stuurde de inwoner naar de huisarts" in page and "Hoorde niets" in page
    figures = client.get(reverse("meldingen:cijfers"), {"van": day(-5), "tot": day()}).content.decode()
    assert "Partners die zelf opschaalden" in figures
    assert bypasses(day(), day(-5), cast.noord.pk) == {"via_huisarts": 1}
    assert bypasses(day(-2)) == bypasses(day(), None, cast.zuid.pk) == {}
    assert als(cast.zeno).post(url, given).status_code == 404


@pytest.mark.parametrize(("soort", "over"), [("via_huisarts", 1), ("via_huisarts", -4), ("verzonnen", 0)])
def test_a_wrong_day_or_kind_is_refused_and_stays_typed(
    cast: Cast, als: Als, melding: Melding, soort: str, over: int
) -> None:
    given = {"soort": soort, "op": day(over).isoformat(), "toelichting": "Te lang", "organisatie": ""}
    answer = als(cast.tom).post(reverse("meldingen:escalatie", args=[melding.pk]), given)
    assert answer.status_code == 422 and 'value="Te lang"' in answer.content.decode()
    with pytest.raises(Regelfout):
        record_escalatie(by=SYSTEEM, melding=melding, soort=soort, op=day(over))
    assert not Escalatie.objects.exists()


def test_a_case_that_was_kept_is_a_number_only(cast: Cast, als: Als, school: Organisatie) -> None:
    client = als(cast.tom)
    given = {"team": cast.noord.pk, "organisatie": school.pk, "maand": day().isoformat()}
    assert [client.post(TELLEN, given | {"knop": "erbij"}).status_code for _ in range(2)] == [302, 302]
    assert client.post(TELLEN, given | {"knop": "eraf"}).status_code == 302
    assert NietAangebodenTelling.objects.get().aantal == 1
    assert "Basisschool De Regenboog, Team Noord: <b>1</b>" in client.get(TELLEN).content.decode()
    figures = client.get(reverse("meldingen:cijfers"), {"van": day(-5), "tot": day()}).content.decode()
    assert "Niet aangeboden, per organisatie" in figures
    assert not_offered(day(), day(-5)) == {"Basisschool De Regenboog": 1}
    assert not_offered(day(), day(-5), cast.zuid.pk) == {}
    assert client.post(TELLEN, given | {"knop": "eraf"}).status_code == 302
    assert client.post(TELLEN, given | {"knop": "eraf"}).status_code == 422
    assert als(cast.ana).get(TELLEN).status_code == 403


def test_no_month_to_come(cast: Cast, school: Organisatie) -> None:
    with pytest.raises(Regelfout, match="moet nog komen"):
        count_niet_aangeboden(by=SYSTEEM, team=cast.noord, organisatie=school, maand=day(32))
