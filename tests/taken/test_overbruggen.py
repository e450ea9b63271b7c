"""Who keeps contact while somebody waits: agreed, seen where the waiting is seen, ended with it (R-027)."""

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
from keukentafel.meldingen.public import (
    Melding,
    Meldinggegevens,
    bridge_melding,
    close_melding,
    register_melding,
)
from keukentafel.personen.models import Belang
from keukentafel.taken.public import Overbrugging, Taak, bridges_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.public import bridge_aanvraag, create_aanvraag, start_hulp
from keukentafel.voorzieningen.selectors import waits_for_help
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def day(over: int) -> Any:
    """A day from today."""
    return timezone.localdate() + timedelta(days=over)


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A question that waits at Team Noord."""
    return register_melding(by=SYSTEEM, gegevens=Meldinggegevens("Wacht", wie_naam="Truus", team=cast.noord))


@pytest.fixture
def aanvraag(cast: Cast) -> Aanvraag:
    """Granted ten days ago; the provider has not begun."""
    made = create_aanvraag(by=SYSTEEM, casus=cast.casus, persoon=cast.mieke, wet="wmo", product="HH1")
    made.change(status="toegekend", ingediend_op=day(-20), besluit_op=day(-10))
    return made


def test_a_waiting_melding_says_who_keeps_contact(cast: Cast, als: Als, melding: Melding) -> None:
    client, url = als(cast.tom), reverse("meldingen:wachten", args=[melding.pk])
    given = {"medewerker": cast.medewerkers["sanne"].pk, "laatst": day(-2).isoformat(), "volgend": day(5).isoformat()}
    assert client.post(url, given).status_code == 302
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "<b>Sanne</b> houdt contact." in page
    assert "Sanne houdt contact, volgende keer" in client.get(reverse("meldingen:bak")).content.decode()
    taak = Taak.objects.open().get(soort="overbrugging")
    assert (taak.medewerker, taak.vervalt_op) == (cast.medewerkers["sanne"], day(5))
    assert client.post(url, given | {"volgend": day(9).isoformat()}).status_code == 302
    assert Taak.objects.open().get(soort="overbrugging").vervalt_op == day(9)
    assert als(cast.zeno).post(url, given).status_code == 404


@pytest.mark.parametrize(("laatst", "volgend", "woord"), [(1, 5, "eerder"), (0, -1, "daarna")])
def test_a_wrong_day_is_refused_and_stays_typed(
    cast: Cast, als: Als, melding: Melding, laatst: int, volgend: int, woord: str
) -> None:
    given = {"medewerker": cast.medewerkers["sanne"].pk, "laatst": day(laatst).isoformat(),
             "volgend": day(volgend).isoformat()}  # fmt: skip
    answer = als(cast.tom).post(reverse("meldingen:wachten", args=[melding.pk]), given)
    assert answer.status_code == 422 and day(volgend).isoformat() in answer.content.decode()
    assert not Overbrugging.objects.exists()
    with pytest.raises(Regelfout, match=woord):
        bridge_melding(by=SYSTEEM, melding=melding, medewerker=cast.medewerkers["sanne"], laatst=day(laatst),
                       volgend=day(volgend))  # fmt: skip


def test_it_ends_with_the_waiting(cast: Cast, melding: Melding) -> None:
    sanne = cast.medewerkers["sanne"]
    bridge_melding(by=SYSTEEM, melding=melding, medewerker=sanne, volgend=day(5))
    close_melding(by=SYSTEEM, melding=melding, afhandeling="informatie_advies", eigenaar=sanne)
    assert bridges_of([f"melding:{melding.pk}"]) == {}
    assert not Taak.objects.open().filter(soort="overbrugging").exists()
    with pytest.raises(Regelfout, match="wacht niet meer"):
        bridge_melding(by=SYSTEEM, melding=melding, medewerker=sanne, volgend=day(5))


def test_a_granted_request_that_waits_for_the_provider(cast: Cast, als: Als, aanvraag: Aanvraag) -> None:
    client, page = als(cast.noor), reverse("voorzieningen:aanvraag", args=[aanvraag.pk])
    assert "Nog niemand houdt contact" in client.get(page).content.decode()
    bak = als(cast.wim).get(reverse("voorzieningen:bak")).content.decode()
    assert "nog niemand houdt contact" in bak
    given = {"medewerker": cast.medewerkers["noor"].pk, "laatst": "", "volgend": day(3).isoformat()}
    assert client.post(reverse("voorzieningen:wachten", args=[aanvraag.pk]), given).status_code == 302
    assert "Noor houdt contact" in als(cast.wim).get(reverse("voorzieningen:bak")).content.decode()
    seen = als(cast.wim).get(page).content.decode()
    assert "<b>Noor</b> houdt contact" in seen and "Contact bijwerken" not in seen
    start_hulp(by=SYSTEEM, aanvraag=aanvraag, op=day(0))
    assert bridges_of([f"aanvraag:{aanvraag.pk}"]) == {}


def test_who_knows_them_does_not_keep_contact(cast: Cast, als: Als, melding: Melding, aanvraag: Aanvraag) -> None:
    Melding.objects.filter(pk=melding.pk).update(huishouden=cast.gezin, persoon=cast.mieke)
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=day(0))
    given = {"medewerker": cast.medewerkers["sanne"].pk, "laatst": "", "volgend": day(3).isoformat()}
    for name, pk in (("meldingen:wachten", melding.pk), ("voorzieningen:wachten", aanvraag.pk)):
        answer = als(cast.noor).post(reverse(name, args=[pk]), given)
        assert answer.status_code == 422 and "niet openen" in answer.content.decode(), name
    assert not Taak.objects.filter(soort="overbrugging").exists()


def test_the_waiting_itself_is_counted(cast: Cast, als: Als, aanvraag: Aanvraag) -> None:
    found = waits_for_help(day(0), day(-30), cast.noord.pk)
    assert (list(found.dagen), found.wachtend, found.zonder_contact) == ([], 1, 1)
    bridge_aanvraag(by=SYSTEEM, aanvraag=aanvraag, medewerker=cast.medewerkers["noor"], volgend=day(3))
    assert waits_for_help(day(0), day(-30), None).zonder_contact == 0
    assert waits_for_help(day(0), day(-30), cast.zuid.pk).wachtend == 0
    assert waits_for_help(day(-11), day(-30), None).wachtend == 0
    figures = als(cast.tom).get(reverse("meldingen:cijfers")).content.decode()
    assert "1, van wie 0 zonder iemand die contact houdt" in figures
    start_hulp(by=SYSTEEM, aanvraag=aanvraag, op=day(-1))
    found = waits_for_help(day(0), day(-30), cast.noord.pk)
    assert (list(found.dagen), found.wachtend) == ([9], 0)
    assert waits_for_help(day(-2), day(-30), None).wachtend == 1


def test_it_cannot_be_agreed_for_what_does_not_wait(cast: Cast) -> None:
    concept = create_aanvraag(by=SYSTEEM, casus=cast.casus, persoon=cast.mieke, wet="wmo")
    with pytest.raises(Regelfout, match="wacht niet"):
        bridge_aanvraag(by=SYSTEEM, aanvraag=concept, medewerker=cast.medewerkers["noor"], volgend=day(3))
