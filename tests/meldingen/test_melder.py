"""Who reported: what he is to the resident, whether he can be reached, and on which ground he may hear something."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.public import Meldinggegevens, amend_melding, record_grondslag, register_melding
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.meldingen.test_aannemen import NIEUW, invoer

Als = Callable[[Gebruiker], Client]
BUUR = {"melder_soort": "inwoner_over_ander", "melder_naam": "Ans Bakker"}


def van_buur(cast: Cast, **anders: Any) -> Melding:
    """A neighbour reports about Mieke at Team Noord."""
    given: dict[str, Any] = {"persoon": cast.mieke, "team": cast.noord, **BUUR} | anders
    return register_melding(by=cast.tom, gegevens=Meldinggegevens("Zorgen", **given))


def test_what_the_reporter_is_to_the_resident_is_kept_and_shown(cast: Cast, als: Als) -> None:
    als(cast.lot).post(NIEUW, invoer(**BUUR, relatie_tot_inwoner="buur", melder_contact="043-1111111"))
    melding = Melding.objects.get()
    assert melding.relatie_tot_inwoner == "buur"
    page = als(cast.lot).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "Ans Bakker" in page and "buur" in page


def test_who_reported_may_be_unknown(cast: Cast, als: Als) -> None:
    assert als(cast.lot).post(NIEUW, invoer(melder_soort="")).status_code == 302
    melding = Melding.objects.get()
    assert melding.melder_soort == "" and not Terugkoppeling.objects.exists()
    page = als(cast.lot).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "Onbekend" in page


def test_the_ground_stands_with_whoever_reports_about_another(cast: Cast, als: Als) -> None:
    page = als(cast.lot).get(NIEUW).content.decode()
    block = page[page.index('class="ml-melder"') : page.index('name="omschrijving"')]
    assert "AVG artikel 14" in block and 'name="weet_inwoner_ervan"' in block


def test_a_neighbour_says_how_to_reach_him_or_needs_no_answer(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    refused = client.post(NIEUW, invoer(**BUUR))
    assert refused.status_code == 422 and "hoeft geen antwoord" in refused.content.decode()
    assert client.post(NIEUW, invoer(**BUUR, antwoord="hoeft_niet")).status_code == 302
    promised = Terugkoppeling.objects.get()
    assert not promised.gewenst and not Taak.objects.filter(soort="terugkoppeling").exists()
    address = "Kastanjelaan 3, 6217 AB Maastricht"
    assert client.post(NIEUW, invoer(**BUUR, melder_adres=address)).status_code == 302
    assert Melding.objects.order_by("pk").last().melder_adres == address  # type: ignore[union-attr]


def test_no_task_and_no_receipt_for_who_cannot_be_reached(cast: Cast) -> None:
    melding = van_buur(cast)
    assert not Taak.objects.filter(soort="terugkoppeling").exists() and not Terugkoppelbericht.objects.exists()
    later = Meldinggegevens("Zorgen", persoon=cast.mieke, **BUUR, melder_contact="043-1111111")
    amend_melding(by=cast.tom, melding=melding, gegevens=later)
    assert Taak.objects.open().filter(soort="terugkoppeling").count() == 1
    assert Terugkoppelbericht.objects.get().aanleiding == "ontvangst"


def test_the_letter_has_an_addressee(cast: Cast, als: Als) -> None:
    melding = van_buur(cast, melder_adres="Kastanjelaan 3, 6217 AB Maastricht")
    client, url = als(cast.tom), reverse("meldingen:terugkoppeling_brief", args=[melding.pk])
    page = client.get(url).content.decode()
    assert "Ans Bakker" in page and "Kastanjelaan 3<br>" in page and "6217 AB Maastricht" in page
    melding.change(melder_adres="", melder_contact="043-1111111")
    without = client.get(url).content.decode()
    assert "Er is geen adres" in without and reverse("meldingen:aanvullen", args=[melding.pk]) in without


def test_a_shared_task_is_no_ground_for_a_neighbour(cast: Cast, als: Als) -> None:
    melding = van_buur(cast, melder_contact="043-1111111")
    client, promised = als(cast.tom), Terugkoppeling.objects.get()
    page = client.get(reverse("meldingen:terugkoppeling", args=[melding.pk])).content.decode()
    assert "inwoner_akkoord" in page and "gedeelde_taak" not in page
    with pytest.raises(Regelfout):
        record_grondslag(by=cast.tom, terugkoppeling=promised, grondslag=Grondslag.GEDEELDE_TAAK)
    typed = invoer(**BUUR, melder_contact="043-1", antwoord="gedeelde_taak")
    assert als(cast.lot).post(NIEUW, typed).status_code == 422
