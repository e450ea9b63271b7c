"""What there is without a decision: offered where support is written down and where maatwerk is requested (R-079)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.plannen.actions.inzet import create_inzet
from keukentafel.plannen.domeinen import domain_pk
from keukentafel.socialekaart.models import Organisatie
from keukentafel.socialekaart.public import alternatives_for, create_organisatie, update_organisatie
from keukentafel.socialekaart.selectors import HOOGSTENS
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.actions import create_aanvraag
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein, verhaal

Als = Callable[[Gebruiker], Client]
__all__ = ["verhaal"]
pytestmark = pytest.mark.django_db


def place(naam: str, biedt: str, *leefdomeinen: str) -> Organisatie:
    return create_organisatie(
        by=SYSTEEM, naam=naam, soort="vrijwilligersorganisatie", biedt=biedt, leefdomeinen=leefdomeinen
    )


def test_what_is_meant_for_the_domain_comes_first_and_what_is_gone_is_not_offered() -> None:
    place("Aanloop", "koffieochtend")
    klus = place("Klusdienst", "kleine klussen", "huisvesting")
    place("Zonder aanbod", "")
    place("Geldmaatjes", "hulp bij post", "financien")
    assert [row.naam for row in alternatives_for("huisvesting")] == ["Klusdienst", "Aanloop"]
    update_organisatie(by=SYSTEEM, organisatie=klus, actief=False)
    assert [row.naam for row in alternatives_for("huisvesting")] == ["Aanloop"]
    for number in range(HOOGSTENS + 3):
        place(f"Buurt {number}", "inloop")
    assert len(alternatives_for("huisvesting")) == HOOGSTENS


def test_they_stand_with_new_support_and_with_a_request(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    place("Geldmaatjes", "hulp bij post", "financien")
    place("Klusdienst", "kleine klussen", "adl")
    client = als(cast.noor)
    address = f"/casussen/{cast.casus.pk}/ondersteuning/nieuw/?domein={domain_pk('financien')}"
    page = client.get(address).content.decode()
    assert "hulp bij post" in page and "kleine klussen" not in page
    item = create_inzet(by=cast.noor, plan=verhaal.plan, leefdomein=domein("adl"), aard="nieuw", kring="maatwerk")
    request = create_aanvraag(by=cast.noor, casus=cast.casus, persoon=cast.mieke, wet="wmo", inzet=item)
    page = client.get(reverse("voorzieningen:bewerken", args=[request.pk])).content.decode()
    assert "kleine klussen" in page and "hulp bij post" not in page


def test_the_administrator_says_what_an_organisation_offers(cast: Cast, als: Als) -> None:
    client, row = als(cast.bea), place("Klusdienst", "", "domein_van_vroeger")
    address = reverse("socialekaart:organisatie_wijzigen", args=[row.pk])
    assert client.get(address).context["form"]["leefdomeinen"].value() == ["domein_van_vroeger"]
    data = {
        "naam": row.naam, "soort": row.soort, "actief": "on", "biedt": "kleine klussen", "versie": row.versie,
        "leefdomeinen": ["adl", "domein_van_vroeger"],
    }  # fmt: skip
    assert client.post(address, data).status_code == 302
    row.refresh_from_db()
    assert (row.biedt, row.leefdomeinen) == ("kleine klussen", ["adl", "domein_van_vroeger"])
