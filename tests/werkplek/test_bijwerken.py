"""The weekly five minutes: every decision goes to the case that was looked at."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, assign_regisseur, open_casus
from keukentafel.personen.models import Belang
from keukentafel.personen.public import Huishouden, Persoon
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
LANG = 90  # days without contact


def still_case(cast: Cast, naam: str, dagen: int) -> Casus:
    """A case of Noor that stands still for so many days."""
    day = date.today() - timedelta(days=dagen)
    persoon = Persoon.objects.create(voornamen=naam, achternaam=naam)
    casus = open_casus(
        by=SYSTEEM, huishouden=Huishouden.objects.create(naam=naam), persoon=persoon, team=cast.noord, aangemeld_op=day
    )
    assign_regisseur(by=SYSTEEM, casus=casus, medewerker=cast.medewerkers["noor"], op=day)
    return casus


@pytest.fixture
def drie(cast: Cast) -> list[Casus]:
    """Three cases that stand still, in the order of the run."""
    Casus.objects.filter(pk=cast.casus.pk).update(laatste_contact_op=date.today())
    return [still_case(cast, naam, LANG - n) for n, naam in enumerate(("Eerst", "Tweede", "Derde"))]


def test_bad_input_stays_with_the_case_that_was_looked_at(cast: Cast, als: Als, drie: list[Casus]) -> None:
    eerst, tweede, _ = drie
    gisteren = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = als(cast.noor).post(f"/bijwerken/{tweede.pk}/?na={eerst.pk}", {"wat": "volgen", "op": gisteren})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'action="/bijwerken/{tweede.pk}/?na={eerst.pk}"' in page
    assert "Kies een dag na vandaag." in page
    assert answer.context["form"].errors["op"]


def test_what_was_skipped_stays_skipped(cast: Cast, als: Als, drie: list[Casus]) -> None:
    eerst, tweede, derde = drie
    answer = als(cast.noor).post(f"/bijwerken/{tweede.pk}/?na={eerst.pk}", {"wat": "actief"})
    assert answer["Location"] == f"/bijwerken/?na={eerst.pk}"
    assert als(cast.noor).get(answer["Location"]).context["beurt"].casus == derde


def test_active_again_ends_a_rest_that_was_over(cast: Cast, als: Als, drie: list[Casus]) -> None:
    eerst = drie[0]
    eerst.change(volgen_vanaf=eerst.aangemeld_op, volgen_tot=date.today() - timedelta(days=3))
    als(cast.noor).post(f"/bijwerken/{eerst.pk}/", {"wat": "actief"})
    eerst.refresh_from_db()
    assert eerst.volgen_vanaf is None
    assert Taak.objects.filter(casus=eerst, soort="bijwerken").count() == 1


def test_a_past_day_for_contact_is_refused(cast: Cast, als: Als, drie: list[Casus]) -> None:
    gisteren = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = als(cast.noor).post(f"/bijwerken/{drie[0].pk}/", {"wat": "actief", "op": gisteren})
    assert answer.status_code == 422
    assert not Taak.objects.filter(casus=drie[0], soort="bijwerken").exists()


def test_a_case_that_may_not_be_seen_does_not_stop_the_run(cast: Cast, als: Als, drie: list[Casus]) -> None:
    Belang.objects.create(gebruiker=cast.noor, huishouden=drie[0].huishouden, gemeld_op=date.today())
    answer = als(cast.noor).get("/bijwerken/")
    assert answer.status_code == 200
    assert answer.context["beurt"].casus == drie[1]
    assert "Eerst" not in answer.content.decode()


@pytest.mark.parametrize("na", ["²", "99999999999999999999", "-1", "x", "\0"])
def test_a_strange_address_is_no_fault_of_the_server(cast: Cast, als: Als, drie: list[Casus], na: str) -> None:
    assert als(cast.noor).get("/bijwerken/", {"na": na}).context["beurt"].casus == drie[0]
