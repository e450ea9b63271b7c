"""Who it is about: found by title, initial, date and address; no name or another one at once (R-017)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import Meldinggegevens, assign_melding, register_melding
from keukentafel.personen.public import Persoon, Persoongegevens, register_persoon
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
WIE, NIEUW = reverse("meldingen:wie"), reverse("meldingen:nieuw")


@pytest.fixture
def geertruida(cast: Cast) -> Persoon:
    """Known, and in no team's care."""
    data = Persoongegevens(
        voornamen="Geertruida", achternaam="Kierkegaard", geboortedatum=date(1944, 5, 2), postcode="6217AB",
        huisnummer="7",
    )  # fmt: skip
    return register_persoon(by=SYSTEEM, gegevens=data)


@pytest.mark.parametrize("typed", [
    {"q": "Mevr. Kierkegaard"},
    {"q": "G. Kierkegaard"},
    {"q": "Truus Kierkegaard"},
    {"q": "Truus Kirkegard", "geboortedatum": "2-5-1944", "postcode": "6217 ab", "huisnummer": "7"},
    {"q": "", "geboortedatum": "2 mei 1944", "postcode": "6217AB", "huisnummer": "7"},
])  # fmt: skip
def test_she_is_suggested_while_typing(cast: Cast, als: Als, geertruida: Persoon, typed: dict[str, str]) -> None:
    page = als(cast.lot).post(WIE, typed | {"id": "id_wie"}).content.decode()
    assert f'data-sleutel="{geertruida.pk}"' in page


def test_what_cannot_be_read_yet_is_left_out_and_a_stranger_gets_no_name(
    cast: Cast, als: Als, geertruida: Persoon
) -> None:
    half = {"q": "Geertruida Kierkegaard", "id": "id_wie", "geboortedatum": "2-", "postcode": "62"}
    assert "Kierkegaard" in als(cast.lot).post(WIE, half).content.decode()
    address = {"q": "", "id": "id_wie", "geboortedatum": "2-5-1944", "postcode": "6217AB", "huisnummer": "7"}
    told = als(cast.zeno).post(WIE, address).content.decode()
    assert "Vraag het aan het loket" in told and "Geertruida" not in told and "Kierkegaard" not in told


def typed_melding(**anders: Any) -> dict[str, Any]:
    """What the desk posts for a question."""
    return {
        "omschrijving": "Wil praten.", "soort": "hulpvraag", "kanaal": "telefoon", "melder_soort": "inwoner_zelf",
        "urgentie": "normaal", "wet": "algemeen", "antwoord": "nog_vragen", "ontvangen_op": date.today().isoformat(),
        "knop": "opslaan",
    } | anders  # fmt: skip


def taken_up(cast: Cast, melding: Melding) -> Persoon:
    """The person of the case that was made of it."""
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    return melding.koppeling.casus.persoon


def test_someone_under_another_name_is_taken_at_once_and_leaves_no_trace(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    shown = client.get(NIEUW).content.decode()
    assert 'name="wie_onbekend"' in shown and 'name="wie_pseudoniem"' in shown
    typed = typed_melding(
        wie="De Zon", wie_pseudoniem="on", postcode="6217AB", telefoon="0612345678", team=cast.noord.pk
    )
    assert client.post(NIEUW, typed | {"huisnummer": "7"}).status_code == 422
    assert client.post(NIEUW, typed).status_code == 302
    melding = Melding.objects.get()
    assert melding.wie_pseudoniem and melding.wie_naam == "De Zon"
    persoon = taken_up(cast, melding)
    assert (persoon.pseudoniem, persoon.naam, persoon.postcode, persoon.telefoon) == (True, "De Zon", "", "")
    assert Melding.objects.get().wie_telefoon == "0612345678"


def test_a_typed_name_becomes_a_person_with_its_parts(cast: Cast) -> None:
    given = Meldinggegevens("Vraag", wie_naam="Mevr. Anna Maria van den Berg", team=cast.noord)
    melding = register_melding(by=cast.lot, gegevens=given, door=cast.medewerkers["lot"])
    persoon = taken_up(cast, melding)
    assert (persoon.voornamen, persoon.tussenvoegsel, persoon.achternaam) == ("Anna Maria", "van den", "Berg")
