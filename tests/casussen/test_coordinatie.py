"""The decision to coordinate: who records it, what it opens and closes, and what the resident reads (A2; AVG 5, 13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Casusrol, Coordinatiebesluit
from keukentafel.casussen.public import (
    Casus,
    access_casus,
    access_uitnodiging,
    decide_coordinatie,
    decide_rows,
    invite,
    withdraw_coordinatie,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.permissions import laws_of
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.permissions import access_aanvraag
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel

TODAY = date.today()
GROND = "Verordening sociaal domein artikel 9"
SOORTEN = ("algemeen", "jeugd", "participatie", "schulden", "wmo")


@pytest.fixture
def met_grond(settings: Settings) -> None:
    """A municipality that gave a ground."""
    settings.COORDINATIE_GROND = GROND


def decide(cast: Cast, *wetten: str, **anders: Any) -> Coordinatiebesluit:
    """Noor decides, with what the test wants otherwise."""
    wanted = {"waarom": "Het hangt samen.", "tot": TODAY + timedelta(days=30), "verteld_op": TODAY} | anders
    return decide_coordinatie(
        by=cast.noor, casus=cast.casus, wetten=wetten, medewerker=cast.medewerkers["noor"], **wanted
    )


def seen(user: Gebruiker, casus: Casus) -> set[str]:
    """The laws that are open to him on the page of the case; the row in the list must say the same."""
    fresh = Gebruiker.objects.get(pk=user.pk)
    fresh.tweede_factor = True  # type: ignore[attr-defined]
    toegang = access_casus(fresh, casus.pk)
    row = decide_rows(fresh, [toegang.casus], TODAY)[casus.pk]
    found = {law for law in Wet.values if toegang.mag_wet(law)}
    assert found == {law for law in Wet.values if row.mag_wet(law)}
    assert found - {"veiligheid"} == set(laws_of(fresh, casus)) - {"veiligheid"}
    return found


def take_part(cast: Cast, naam: str) -> Gebruiker:
    """Let this colleague hold a role on the case."""
    Casusrol.objects.create(casus=cast.casus, medewerker=cast.medewerkers[naam], rol="consulent", van=TODAY)
    return cast.gebruikers[naam]


def test_without_a_ground_nothing_changes_and_nothing_is_decided(cast: Cast, inzage: Gebeurtenis) -> None:
    werner = take_part(cast, "werner")
    with pytest.raises(Regelfout, match="geen grond"):
        decide(cast, "wmo", "jeugd")
    Coordinatiebesluit.objects.create(
        casus=cast.casus, wetten=["wmo", "participatie"], grond="vroeger", waarom="x", van=TODAY, tot=TODAY,
        verteld_op=TODAY,
    )  # fmt: skip
    assert seen(cast.noor, cast.casus) == {*SOORTEN, "veiligheid"}
    assert seen(werner, cast.casus) == {"algemeen", "participatie", "schulden"}


def test_with_a_ground_a_case_opens_its_own_law_and_what_a_decision_names(
    cast: Cast, inzage: Gebeurtenis, met_grond: None
) -> None:
    werner = take_part(cast, "werner")
    assert seen(cast.noor, cast.casus) == {"algemeen", "veiligheid"}
    assert seen(werner, cast.casus) == {"algemeen"}
    besluit = decide(cast, "wmo", "participatie")
    assert seen(cast.noor, cast.casus) == {"algemeen", "participatie", "veiligheid", "wmo"}
    assert seen(werner, cast.casus) == {"algemeen", "participatie", "wmo"}
    assert seen(cast.sanne, cast.casus) == {"algemeen", "participatie", "wmo"}
    withdraw_coordinatie(by=cast.noor, besluit=besluit, waarom="Niet meer nodig.")
    assert seen(werner, cast.casus) == {"algemeen"}


def test_it_holds_until_its_last_day(cast: Cast, inzage: Gebeurtenis, met_grond: None) -> None:
    besluit = decide(cast, "wmo", "jeugd", tot=TODAY)
    assert "jeugd" in seen(cast.noor, cast.casus)
    yesterday = TODAY - timedelta(days=1)
    Coordinatiebesluit.objects.filter(pk=besluit.pk).update(van=yesterday, tot=yesterday)
    assert "jeugd" not in seen(cast.noor, cast.casus)


def test_a_request_follows_the_law_of_its_case_too(cast: Cast, inzage: Gebeurtenis, met_grond: None) -> None:
    made = Aanvraag.objects.create(casus=cast.casus, persoon=cast.mieke, wet="wmo")
    noor = Gebruiker.objects.get(pk=cast.noor.pk)
    noor.tweede_factor = True  # type: ignore[attr-defined]
    assert not Aanvraag.objects.visible_to(noor).filter(pk=made.pk).exists()
    with pytest.raises(Http404):
        access_aanvraag(noor, made.pk)
    decide(cast, "wmo", "jeugd")
    assert Aanvraag.objects.visible_to(noor).filter(pk=made.pk).exists()
    assert access_aanvraag(noor, made.pk).aanvraag == made


@pytest.mark.parametrize(
    ("wetten", "anders", "waar"),
    [
        (("wmo",), {}, "wetten"),
        (("wmo", "veiligheid"), {}, "wetten"),
        (("wmo", "wams"), {}, "wetten"),
        (("wmo", "jeugd"), {"waarom": " "}, "waarom"),
        (("wmo", "jeugd"), {"tot": TODAY - timedelta(days=1)}, "tot"),
        (("wmo", "jeugd"), {"tot": TODAY + timedelta(days=367)}, "tot"),
        (("wmo", "jeugd"), {"verteld_op": None}, "verteld_op"),
        (("wmo", "jeugd"), {"niet_verteld": "Onveilig."}, "verteld_op"),
        (("wmo", "jeugd"), {"verteld_op": TODAY + timedelta(days=1)}, "verteld_op"),
    ],
)
def test_a_decision_says_what_why_until_when_and_who_knows(
    cast: Cast, met_grond: None, wetten: tuple[str, ...], anders: dict[str, Any], waar: str
) -> None:
    with pytest.raises(Regelfout) as fout:
        decide(cast, *wetten, **anders)
    assert fout.value.veld == waar
    assert not Coordinatiebesluit.objects.exists()


def test_one_at_a_time(cast: Cast, met_grond: None) -> None:
    decide(cast, "wmo", "jeugd")
    with pytest.raises(Regelfout, match="loopt al"):
        decide(cast, "wmo", "schulden")


def test_who_is_asked_along_sees_only_the_law_of_the_question(cast: Cast, inzage: Gebeurtenis) -> None:
    asked = invite(
        by=SYSTEEM, casus=cast.casus, medewerker=cast.medewerkers["gwen"], vraag="Wat vindt u?", domeinen=[],
        tot=TODAY + timedelta(days=9), wet="wmo",
    )  # fmt: skip
    cast.gwen.tweede_factor = True  # type: ignore[attr-defined]
    _, toegang = access_uitnodiging(cast.gwen, asked.pk)
    assert [law for law in Wet.values if toegang.mag_wet(law)] == ["algemeen", "wmo"]


def test_the_screen_records_and_withdraws(cast: Cast, als: Callable[[Gebruiker], Client], met_grond: None) -> None:
    noor, url = als(cast.noor), reverse("casussen:coordinatie", args=[cast.casus.pk])
    assert "Besluit vastleggen" in noor.get(url).content.decode()
    typed = {
        "wetten": ["wmo", "schulden"], "waarom": "De huur en de zorg hangen samen.", "verteld_op": TODAY.isoformat(),
        "tot": (TODAY + timedelta(days=60)).isoformat(), "versie": Casus.objects.get(pk=cast.casus.pk).versie,
    }  # fmt: skip
    assert noor.post(url, typed).status_code == 302
    made = Coordinatiebesluit.objects.get()
    assert (made.wetten, made.grond, made.besloten_door) == (["schulden", "wmo"], GROND, cast.medewerkers["noor"])
    page = noor.get(url).content.decode()
    assert "De huur en de zorg" in page and "Besluit vastleggen" not in page
    ends = reverse("casussen:coordinatie_intrekken", args=[cast.casus.pk, made.pk])
    assert noor.post(ends, {"waarom": "", "versie": made.versie}).status_code == 422
    assert noor.post(ends, {"waarom": "De zorg is gestopt.", "versie": made.versie}).status_code == 302
    assert not Coordinatiebesluit.objects.get().holds_on(TODAY)
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.sanne).get(url).status_code in (403, 404)


def test_without_a_ground_the_screen_says_so_and_has_no_form(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    page = als(cast.noor).get(reverse("casussen:coordinatie", args=[cast.casus.pk])).content.decode()
    assert "geen grond vastgelegd" in page and "Besluit vastleggen" not in page


@pytest.mark.parametrize("verteld", [True, False])
def test_the_plan_to_take_home_says_it_once_the_resident_knows(
    cast: Cast, als: Callable[[Gebruiker], Client], met_grond: None, verteld: bool
) -> None:
    make_doel(cast)
    decide(cast, "wmo", "jeugd", **({} if verteld else {"verteld_op": None, "niet_verteld": "Nu niet veilig."}))
    page = als(cast.noor).get(reverse("plannen:afdruk", args=[cast.casus.pk])).content.decode()
    assert ("Het hangt samen." in page and GROND in page) is verteld
    assert "Zonder uw weten" not in page
