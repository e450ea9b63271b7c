"""The figures of meldingen count nothing that does not exist for the reader: a shield, a tie of his own."""

from collections.abc import Callable
from dataclasses import astuple
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.register import Register
from keukentafel.meldingen.models import Escalatie, Initiatiefinzet, Melding, Regiecheck
from keukentafel.meldingen.public import Meldinggegevens, Wachtcijfer, register_melding
from keukentafel.meldingen.selectors import (
    advice_only,
    bypasses,
    familiarity,
    features,
    feedback,
    feedback_days,
    initiative_hours,
    services,
    speed,
    target_group,
    waiting_on,
    without_case,
)
from keukentafel.meldingen.selectors.cijfers import Kenmerkregel
from keukentafel.personen.public import Persoon, shield_huishouden
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
CIJFERS = reverse("meldingen:cijfers")


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding about Jan, who has no case of his own, that counts in every figure."""
    gegevens = Meldinggegevens(
        "Vraagt hulp", wie_naam="Jan", team=cast.noord, melder_soort="professional",
        ontvangen_op=VANDAAG - timedelta(days=3),
    )  # fmt: skip
    made = register_melding(by=SYSTEEM, gegevens=gegevens)
    Melding.objects.filter(pk=made.pk).update(
        huishouden=cast.gezin, persoon=cast.jan, dienst="wijkkracht", afhandeling="informatie_advies",
        afgehandeld_op=VANDAAG, soort="hulpvraag",
    )  # fmt: skip
    Regiecheck.objects.create(
        melding=made, team=cast.noord, op=VANDAAG, vragen_op=VANDAAG, vraagtype="meervoudig", regie_voldoende=False
    )
    Escalatie.objects.create(melding=made, op=VANDAAG, soort="via_huisarts")
    Initiatiefinzet.objects.create(melding=made, op=VANDAAG, uren=Decimal("2"))
    Persoon.objects.filter(pk=cast.jan.pk).update(reden_zonder_casus="informatie_advies")
    return made


def figures(cast: Cast, lezer: Gebruiker, *, op: date = VANDAAG) -> dict[str, Any]:
    """Every figure of Team Noord as this reader has it, as something that is false when it counts nothing."""
    lezer = Gebruiker.objects.get(pk=lezer.pk)  # as a new request: what was read before is forgotten
    pk, before = cast.noord.pk, VANDAAG - timedelta(days=1)
    return {
        "aantal": features(op, None, pk, lezer),
        "antwoord": feedback(op, None, pk, lezer).n,
        "bekend": astuple(familiarity(op, None, pk, lezer)) != (0, 0),
        "doelgroep": target_group(op, None, pk, lezer).n,
        "advies": advice_only(op, None, pk, lezer),
        "wachten": waiting_on(before, pk, lezer),
        "diensten": services(op, None, pk, lezer),
        "zonder casus": without_case(VANDAAG, [pk], lezer),
        "zonder casus, alle": without_case(VANDAAG, None, lezer),
        "uren": initiative_hours(op, None, [pk], lezer),
        "omzeild": bypasses(op, None, pk, lezer),
    }


def test_a_shielded_household_counts_for_its_list_only(cast: Cast, melding: Melding) -> None:
    assert all(figures(cast, cast.tom).values()) and all(figures(cast, cast.ana).values())
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor])
    for reader in (cast.tom, cast.ana):
        assert not any(figures(cast, reader).values())
    assert all(figures(cast, cast.noor).values())
    assert speed(VANDAAG, None, None, cast.tom).n == feedback_days(VANDAAG, None, None, cast.tom).n == 0


def test_a_melding_of_a_person_only_is_closed_through_where_he_lives(cast: Cast, melding: Melding) -> None:
    Melding.objects.filter(pk=melding.pk).update(huishouden=None)
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor])
    assert features(VANDAAG, None, cast.noord.pk, cast.tom) == []


def test_the_page_says_nothing_of_it(cast: Cast, als: Als, melding: Melding, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Gebruiker] = []

    def waits(tot: date, van: date, team: int | None, lezer: Gebruiker) -> Wachtcijfer:
        seen.append(lezer)
        return Wachtcijfer("Proef", "", [], 0, 0)

    sources: Register[Any] = Register("proef")
    sources.add("proef", waits)
    monkeypatch.setattr("keukentafel.meldingen.views.cijfers.WACHTCIJFERS", sources)
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor])
    client = als(cast.tom)
    client.get(CIJFERS)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(CIJFERS)
    assert page.context["feiten"][0].waarde in ("0", "0 meldingen") and not page.context["tabellen"]
    assert set(seen) == {cast.tom} and len(asked) <= 25


def test_without_a_reader_everything_counts(cast: Cast, melding: Melding) -> None:
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor])
    assert Kenmerkregel("soort", "hulpvraag", 1) in features(VANDAAG, None, cast.noord.pk)
