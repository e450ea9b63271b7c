"""Completing a melding: whom it is about becomes known, a signal becomes a question, nothing typed is lost."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import (
    Meldinggegevens,
    amend_melding,
    assign_melding,
    link_persoon,
    register_acuut_gevaar,
    register_melding,
)
from keukentafel.personen.public import Persoon
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.meldingen.test_aannemen import NIEUW, invoer

Als = Callable[[Gebruiker], Client]


def zonder_naam(cast: Cast, **anders: Any) -> Melding:
    """Advice was asked without a name; the melding was opened again."""
    given: dict[str, Any] = {"team": cast.noord} | anders
    return register_melding(by=cast.lot, gegevens=Meldinggegevens("Hulp gevraagd", **given))


def aangevuld(melding: Melding, **anders: str) -> dict[str, str]:
    """What the browser posts from the page on which a melding is completed."""
    return {
        "wie": melding.wie_naam, "omschrijving": melding.omschrijving, "soort": melding.soort,
        "urgentie": melding.urgentie, "wet": melding.wet, "kanaal": melding.kanaal or "telefoon",
        "melder_soort": melding.melder_soort, "plaats": melding.plaats, "versie": str(melding.versie),
        "idempotentiesleutel": str(uuid.uuid4()),
    } | anders  # fmt: skip


def test_a_melding_without_a_name_can_still_become_a_case(cast: Cast, als: Als) -> None:
    melding = zonder_naam(cast)
    client, page = als(cast.tom), reverse("meldingen:melding", args=[melding.pk])
    url = reverse("meldingen:aanvullen", args=[melding.pk])
    assert url in client.get(page).content.decode()
    answer = client.post(url, aangevuld(melding, wie="Truus Jansen", telefoon="06 12345678", geboortedatum="1-2-1950"))
    assert answer.status_code == 302 and answer["Location"] == page
    melding.refresh_from_db()
    assert (melding.wie_naam, melding.wie_telefoon) == ("Truus Jansen", "06 12345678")
    assert melding.wie_geboortedatum == date(1950, 2, 1)
    assert Regel.objects.filter(actie="melding_aangevuld", object_id=str(melding.pk)).exists()
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    assert casus is not None and casus.persoon.telefoon == "06 12345678"


def test_nobody_knows_who_it_is_and_still_someone_takes_it_up(cast: Cast, als: Als) -> None:
    melding = zonder_naam(cast)
    url = reverse("meldingen:aanvullen", args=[melding.pk])
    refused = als(cast.tom).post(url, aangevuld(melding))
    assert refused.status_code == 422 and "niet bekend" in refused.content.decode()
    assert als(cast.tom).post(url, aangevuld(melding, wie_onbekend="on")).status_code == 302
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    assert casus is not None and casus.persoon.anoniem and casus.persoon.naam == "Naam niet bekend"


def test_a_signal_becomes_a_question_for_help(cast: Cast, als: Als) -> None:
    signal = zonder_naam(cast, soort="signaal", plaats="Speeltuin", urgentie="normaal")
    url = reverse("meldingen:aanvullen", args=[signal.pk])
    als(cast.sanne).post(url, aangevuld(signal, soort="hulpvraag", wie="Truus Jansen", urgentie="spoed", wet="wmo"))
    signal.refresh_from_db()
    assert (signal.soort, signal.urgentie, signal.wet) == ("hulpvraag", "spoed", "wmo")
    task = Taak.objects.open().get(soort="eerste_contact")
    assert task.vervalt_op == date.today().fromordinal(date.today().toordinal() + 1)  # the norm of spoed
    assert Taak.objects.open().filter(soort="ontvangstbevestiging").exists()  # Wmo 2.3.2
    assert assign_melding(by=cast.tom, melding=signal, medewerkers=[cast.medewerkers["noor"]]) is not None


def test_acute_danger_at_a_place_becomes_a_case(cast: Cast, als: Als) -> None:
    data = {"plaats": "Portiek Kastanjelaan", "omschrijving": "Er wordt geschreeuwd"}
    als(cast.sanne).post(reverse("meldingen:acuut"), data)
    melding = Melding.objects.get()
    als(cast.sanne).post(
        reverse("meldingen:aanvullen", args=[melding.pk]),
        aangevuld(melding, soort="hulpvraag", wie="Truus Jansen", melder_soort=""),
    )
    melding.refresh_from_db()
    melding.change(team=cast.noord)
    assert (melding.soort, melding.urgentie, melding.plaats) == ("hulpvraag", "acuut_gevaar", "Portiek Kastanjelaan")
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    assert casus is not None and casus.veiligheid


def test_what_turns_out_to_be_danger_gets_the_task_of_today(cast: Cast) -> None:
    melding = register_melding(by=cast.lot, gegevens=Meldinggegevens("Vraag", persoon=cast.mieke))
    gegevens = Meldinggegevens("Vraag", persoon=cast.mieke, urgentie="acuut_gevaar")
    amend_melding(by=cast.tom, melding=melding, gegevens=gegevens)
    tasks = Taak.objects.open().filter(soort="veiligheid")
    assert {task.medewerker for task in tasks} == {None, cast.medewerkers["noor"]}


def test_a_second_editor_sees_both_and_a_stranger_nothing(cast: Cast, als: Als) -> None:
    melding = zonder_naam(cast)
    url = reverse("meldingen:aanvullen", args=[melding.pk])
    first = aangevuld(melding, wie="Truus Jansen")
    als(cast.tom).post(url, first)
    late = als(cast.sanne).post(url, aangevuld(melding, wie="Truus Janssen"))
    assert late.status_code == 409 and "Truus Janssen" in late.content.decode()
    assert als(cast.zeno).get(url).status_code == 404


def test_after_the_end_only_the_reporter_can_be_completed(cast: Cast, als: Als) -> None:
    melding = register_melding(
        by=cast.lot,
        gegevens=Meldinggegevens("Vraag", persoon=cast.mieke, team=cast.noord, melder_soort="professional"),
    )
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    melding.refresh_from_db()
    url = reverse("meldingen:aanvullen", args=[melding.pk])
    page = als(cast.tom).get(url).content.decode()
    assert 'name="melder_contact"' in page and 'name="soort"' not in page
    als(cast.tom).post(
        url, aangevuld(melding, melder_naam="POH", melder_contact="poh@voorbeeld.invalid", soort="signaal")
    )
    melding.refresh_from_db()
    assert (melding.melder_naam, melding.melder_contact, melding.soort) == ("POH", "poh@voorbeeld.invalid", "hulpvraag")
    with pytest.raises(Regelfout):
        amend_melding(by=cast.tom, melding=melding, gegevens=Meldinggegevens("Vraag", soort="signaal"))


def test_what_was_told_of_someone_known_stays_with_the_melding(cast: Cast, als: Als) -> None:
    cast.mieke.change(telefoon="043-1111111")
    als(cast.noor).post(
        NIEUW,
        invoer(wie="Mieke de Wit", wie_sleutel=str(cast.mieke.pk), telefoon="06-22222222", geboortedatum="13-3-1988"),
    )
    melding = Melding.objects.get()
    assert (melding.wie_telefoon, melding.wie_geboortedatum) == ("06-22222222", date(1988, 3, 13))
    client = als(cast.noor)
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "06-22222222" in page and "13 mrt 1988" in page  # as told; the record says 12 March
    copy = reverse("meldingen:telefoon_overnemen", args=[melding.pk])
    assert copy in page
    assert client.post(copy, {"idempotentiesleutel": str(uuid.uuid4())}).status_code == 302
    cast.mieke.refresh_from_db()
    assert cast.mieke.telefoon == "06-22222222" and cast.mieke.achternaam == "Wit"
    assert copy not in client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()


def test_the_desk_cannot_change_the_record_of_a_person(cast: Cast, als: Als) -> None:
    melding = register_melding(
        by=cast.lot,
        gegevens=Meldinggegevens("Vraag", persoon=cast.mieke, team=cast.intake, wie_telefoon="06-22222222"),
        door=cast.medewerkers["lot"],
    )
    copy = reverse("meldingen:telefoon_overnemen", args=[melding.pk])
    assert copy not in als(cast.lot).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert als(cast.lot).post(copy, {"idempotentiesleutel": str(uuid.uuid4())}).status_code == 422
    assert Persoon.objects.get(pk=cast.mieke.pk).telefoon == ""


def test_linking_keeps_what_was_typed(cast: Cast) -> None:
    melding = zonder_naam(cast, wie_naam="M. de Wit", wie_telefoon="06-33333333", wie_geboortedatum=date(1988, 3, 12))
    linked = link_persoon(by=cast.tom, melding=melding, persoon=cast.mieke)
    assert (linked.wie_naam, linked.wie_telefoon) == ("M. de Wit", "06-33333333")
    assert linked.wie_geboortedatum == date(1988, 3, 12)


def test_a_name_that_does_not_fit_is_refused_and_not_cut(cast: Cast, als: Als) -> None:
    answer = als(cast.lot).post(NIEUW, invoer(wie="Truus " + "a" * 130))
    page = answer.content.decode()
    assert answer.status_code == 422 and "a" * 130 in page and "120" in page
    assert not Melding.objects.exists() and not Casus.objects.filter(team=cast.intake).exists()


def test_an_acute_melding_can_be_completed_too(cast: Cast, als: Als) -> None:
    melding = register_acuut_gevaar(
        by=cast.sanne, gegevens=Meldinggegevens("Brand", wie_naam="Truus", urgentie="acuut_gevaar", team=cast.noord)
    )
    page = als(cast.sanne).get(reverse("meldingen:aanvullen", args=[melding.pk])).content.decode()
    assert "Acuut gevaar" in page


def test_the_first_contact_can_be_made_from_the_page(cast: Cast, als: Als) -> None:
    cast.mieke.change(telefoon="043-1111111", straat="Kastanjelaan", woonplaats="Maastricht")
    melding = register_melding(
        by=cast.lot,
        gegevens=Meldinggegevens(
            "Vraag", persoon=cast.mieke, team=cast.noord, thema="geld", plaats="Portiek", hoe_gekomen="Via de pastoor",
            kende_team=True,
        ),
        door=cast.medewerkers["lot"],
    )  # fmt: skip
    url = reverse("meldingen:melding", args=[melding.pk])
    page = als(cast.tom).get(url).content.decode()
    for known in ("043-1111111", "Kastanjelaan 12", "Geld en schulden", "Portiek", "Via de pastoor", "Kende het team"):
        assert known in page
    home = reverse("personen:huishouden", args=[cast.gezin.pk])
    assert home in page and als(cast.tom).get(home).status_code == 200
    of_desk = als(cast.lot).get(url).content.decode()
    assert "043-1111111" in of_desk and home not in of_desk


def test_a_secret_address_stays_secret_on_the_page(cast: Cast, als: Als) -> None:
    cast.mieke.change(straat="Kastanjelaan", geheim_adres=True)
    given = Meldinggegevens("Vraag", persoon=cast.mieke, team=cast.noord, wie_postcode="6217AC", wie_huisnummer="3")
    melding = register_melding(by=cast.lot, gegevens=given)
    page = als(cast.tom).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "geheim adres" in page and "Kastanjelaan" not in page and "6217" not in page
