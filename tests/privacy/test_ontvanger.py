"""Who may be given the copy of a child or of somebody who does not act for himself (security.md A7; personen.gezag)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.gezag_vastleggen import record_gezag
from keukentafel.personen.models import Persoon
from keukentafel.privacy.inzage import bestand as inzage_bestand
from keukentafel.privacy.inzage.bestand import ask_copy, hand_over
from keukentafel.privacy.models import Inzage, Inzagebestand, Verzoek
from keukentafel.privacy.rechten.ontvanger import may_be_given
from keukentafel.privacy.rechten.uitvoeren import carry_out
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db


def aged(persoon: Persoon, jaren: int) -> Persoon:
    """This person, who became so many years old yesterday or the day before."""
    today = date.today()
    persoon.change(
        geboortedatum=date(today.year - jaren, 1, 1) if today.month > 1 else date(today.year - jaren - 1, 2, 1)
    )
    assert persoon.age_on(today) == jaren
    return persoon


def request_of(cast: Cast, about: Persoon, vrager: str, asks: Persoon | None = None) -> Verzoek:
    """A request for a copy, of which it is known who asks it."""
    return Verzoek.objects.create(
        soort="inzage", persoon=about, vrager=vrager, vrager_naam="Iemand" if vrager != "zelf" else "",
        vrager_persoon=asks, ontvangen_op=date.today(), eigenaar=cast.petra, identiteit="document",
        identiteit_op=date.today(),
    )  # fmt: skip


def custody(kind: Persoon, houder: Persoon, soort: str) -> None:
    """Recorded from today."""
    record_gezag(by=SYSTEEM, kind=kind, houder=houder, soort=soort, van=date.today())


@pytest.mark.parametrize(
    ("jaren", "vrager", "soort", "mag"),
    [
        (11, "ouder", "gezag", True), (11, "ouder", "voogd", True), (11, "ouder", "geen_gezag", False),
        (11, "ouder", "", False), (11, "zelf", "", False), (12, "zelf", "", True), (12, "ouder", "gezag", True),
        (15, "ouder", "gezag", True), (16, "ouder", "gezag", False), (16, "zelf", "", True),
        (15, "gemachtigde", "", False), (16, "gemachtigde", "", True),
        (40, "vertegenwoordiger", "vertegenwoordiger", True),
        (40, "vertegenwoordiger", "", False), (40, "ouder", "", False),
    ],
)  # fmt: skip
def test_who_may_be_given_it(cast: Cast, jaren: int, vrager: str, soort: str, mag: bool) -> None:
    child = aged(cast.kind, jaren)
    if soort:
        custody(child, cast.jan, soort)
    asks = cast.jan if vrager in ("ouder", "vertegenwoordiger") else None
    assert may_be_given(request_of(cast, child, vrager, asks), date.today()).mag is mag


def test_a_parent_of_whom_nobody_said_which_one_gets_nothing(cast: Cast) -> None:
    child = aged(cast.kind, 9)
    custody(child, cast.jan, "gezag")
    found = may_be_given(request_of(cast, child, "ouder"), date.today())
    assert not found.mag and "welke ouder" in found.uitleg


def test_no_copy_is_made_for_a_parent_without_custody_and_nothing_else_is_done(cast: Cast) -> None:
    child = aged(cast.kind, 9)
    custody(child, cast.jan, "geen_gezag")
    verzoek = request_of(cast, child, "ouder", cast.jan)
    with pytest.raises(Regelfout, match="geen gezag"):
        ask_copy(by=cast.petra, inzage=Inzage.objects.create(verzoek=verzoek))
    verzoek.change(soort="beperking")
    with pytest.raises(Regelfout, match="geen gezag"):
        carry_out(by=cast.petra, verzoek=verzoek)
    assert not Inzagebestand.objects.exists()


def test_custody_that_ended_after_the_copy_was_made_stops_the_handing_over(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inzage_bestand, "start_making", lambda _pk: None)
    child = aged(cast.kind, 9)
    custody(child, cast.jan, "gezag")
    bestand = ask_copy(by=cast.petra, inzage=Inzage.objects.create(verzoek=request_of(cast, child, "ouder", cast.jan)))
    inzage_bestand.make_copy(by=SYSTEEM, bestand=bestand)
    custody(child, cast.jan, "geen_gezag")
    with pytest.raises(Regelfout, match="geen gezag"):
        hand_over(by=cast.petra, bestand=bestand)
    assert bytes(Inzagebestand.objects.get().inhoud), "het ligt er nog, voor wie het wel mag hebben"


def test_the_page_names_the_parents_and_says_why_one_gets_nothing(cast: Cast, als: Als) -> None:
    child = aged(cast.kind, 9)
    custody(child, cast.jan, "geen_gezag")
    custody(child, cast.mieke, "gezag")
    petra, verzoek = als(cast.petra), request_of(cast, child, "ouder")
    page, step = reverse("privacy:verzoek", args=[verzoek.pk]), reverse("privacy:identiteit", args=[verzoek.pk])
    shown = petra.get(page).content.decode()
    assert "Jan" in shown and "heeft geen gezag" in shown and "Kopie maken" not in shown
    petra.post(step, {"wijze": "document", "wie": str(cast.jan.pk), "versie": verzoek.versie})
    verzoek.refresh_from_db()
    assert verzoek.vrager_persoon == cast.jan
    shown = petra.get(page).content.decode()
    assert "Deze persoon krijgt dit niet" in shown and "Kopie maken" not in shown
    refused = petra.post(reverse("privacy:inzage", args=[verzoek.pk]), {"reden": "Dat gaat over anderen."})
    assert refused.status_code == 422 and not Inzagebestand.objects.exists()
    petra.post(step, {"wijze": "document", "wie": str(cast.mieke.pk), "versie": verzoek.versie})
    verzoek.refresh_from_db()
    assert verzoek.vrager_persoon == cast.mieke and "Kopie maken" in petra.get(page).content.decode()


def test_a_parent_in_a_shielded_household_is_not_among_the_choices(cast: Cast, als: Als) -> None:
    child = aged(cast.kind, 9)
    hidden = cast.burencasus.persoon
    custody(child, hidden, "gezag")
    cast.burencasus.huishouden.change(label="afgeschermd")
    verzoek = request_of(cast, child, "ouder")
    petra = als(cast.petra)
    page = petra.get(reverse("privacy:verzoek", args=[verzoek.pk])).content.decode()
    assert hidden.achternaam not in page
    petra.post(
        reverse("privacy:identiteit", args=[verzoek.pk]),
        {"wijze": "document", "wie": str(hidden.pk), "versie": verzoek.versie},
    )
    verzoek.refresh_from_db()
    assert verzoek.vrager_persoon is None
