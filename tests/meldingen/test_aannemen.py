"""The desk: a melding in one screen, advice in one click, danger without forms."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.socialekaart.public import Postcodegebied
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
NIEUW = reverse("meldingen:nieuw")
ZIN = "Kan de was en de boodschappen niet meer alleen"


def invoer(**anders: str) -> dict[str, str]:
    """What the browser posts when someone fills in a name and a sentence and leaves the rest as it was."""
    return {
        "wie": "Truus Jansen", "melder_soort": "inwoner_zelf", "antwoord": "nog_vragen", "kanaal": "telefoon",
        "omschrijving": ZIN, "soort": "hulpvraag", "urgentie": "normaal", "wet": "algemeen",
        "ontvangen_op": date.today().isoformat(), "knop": "opslaan",
        "idempotentiesleutel": str(uuid.uuid4()),
    } | anders  # fmt: skip


def test_loket_saves_a_melding_and_is_at_it(cast: Cast, als: Als) -> None:
    Postcodegebied.objects.create(postcode="6217", gebied=cast.gebied)
    answer = als(cast.lot).post(NIEUW, invoer(postcode="6217 ab", geboortedatum="12-3-51"))
    melding = Melding.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("meldingen:melding", args=[melding.pk])
    assert (melding.team, melding.wie_naam, melding.wie_postcode) == (cast.noord, "Truus Jansen", "6217AB")
    assert melding.wie_geboortedatum == date(1951, 3, 12)
    assert melding.geregistreerd_door == cast.medewerkers["lot"] and melding.eigenaar is None
    assert melding.ontvangen_om is not None and melding.ontvangen_op == melding.geregistreerd_op == date.today()
    assert "kanaal" in melding.standaard and "omschrijving" not in melding.standaard
    task = Taak.objects.get(soort="eerste_contact")
    assert (task.team, task.medewerker) == (cast.noord, None)
    assert task.vervalt_op == date.today() + timedelta(days=3)
    assert "Jansen" not in task.titel


def test_without_an_area_the_intake_desk_gets_it(cast: Cast, als: Als) -> None:
    als(cast.lot).post(NIEUW, invoer())
    assert Melding.objects.get().team == cast.intake


def test_a_double_click_makes_one_melding(cast: Cast, als: Als) -> None:
    client, form = als(cast.lot), invoer()
    first, second = client.post(NIEUW, form), client.post(NIEUW, form)
    assert Melding.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_bad_input_keeps_what_was_typed(cast: Cast, als: Als) -> None:
    answer = als(cast.lot).post(NIEUW, invoer(postcode="62 zoveel", geboortedatum="31-2-1950"))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Melding.objects.exists()
    for typed in ("Truus Jansen", ZIN, "62 zoveel", "31-2-1950"):
        assert typed in page
    assert "6217 AB" in page and "12-3-2026" in page  # says how it should be


def test_a_question_needs_a_who_a_signal_does_not(cast: Cast, als: Als) -> None:
    client = als(cast.sanne)
    assert client.post(NIEUW, invoer(wie="")).status_code == 422
    assert client.post(NIEUW, invoer(wie="", soort="signaal", plaats="Speeltuin Caberg")).status_code == 302
    signal = Melding.objects.get()
    assert (signal.soort, signal.persoon, signal.wie_naam) == ("signaal", None, "")


def test_advice_is_dealt_with_at_once_and_leaves_an_empty_screen(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    answer = client.post(NIEUW, invoer(wie="", knop="advies"))
    melding = Melding.objects.get()
    assert answer["Location"] == NIEUW
    assert (melding.afhandeling, melding.eigenaar) == ("informatie_advies", cast.medewerkers["lot"])
    assert melding.afgehandeld_op == melding.eerste_contact_op == date.today()
    assert not Taak.objects.open().exists()
    page = client.get(NIEUW).content.decode()
    assert "Dit telt mee" in page and reverse("meldingen:heropenen", args=[melding.pk]) in page
    client.post(reverse("meldingen:heropenen", args=[melding.pk]))
    melding.refresh_from_db()
    assert melding.afgehandeld_op is None and melding.afhandeling == ""


def test_the_channel_of_last_time_is_chosen_already(cast: Cast, als: Als) -> None:
    client = als(cast.lot)
    client.post(NIEUW, invoer(kanaal="e_mail"))
    assert client.get(NIEUW).context["form"]["kanaal"].value() == "e_mail"


def test_acute_danger_says_whom_to_call_and_asks_two_things(cast: Cast, als: Als) -> None:
    page = als(cast.lot).get(reverse("meldingen:acuut")).content.decode()
    assert "112" in page and "0800-2000" in page
    bare = als(cast.lot).post(reverse("meldingen:acuut"), {"omschrijving": "Brand en ruzie"})
    assert bare.status_code == 422 and "waar het is" in bare.content.decode()


def test_an_anonymous_reporter_stays_anonymous(cast: Cast, als: Als) -> None:
    als(cast.lot).post(
        NIEUW, invoer(melder_soort="inwoner_over_ander", anoniem="on", melder_naam="Buurvrouw", melder_contact="06")
    )
    melding = Melding.objects.get()
    assert (melding.anoniem, melding.melder_naam, melding.melder_contact) == (True, "", "")
    assert not hasattr(melding, "terugkoppeling")


@pytest.mark.parametrize("wie", ["wim", "ana", "bea", "petra", "karin"])
def test_other_roles_take_no_meldingen(cast: Cast, als: Als, wie: str) -> None:
    assert als(getattr(cast, wie)).get(NIEUW).status_code == 403


def test_a_stranger_finds_nothing_and_the_reader_is_written_down(cast: Cast, als: Als) -> None:
    melding = register_melding(by=cast.noor, gegevens=Meldinggegevens("Vraag", persoon=cast.mieke))
    url = reverse("meldingen:melding", args=[melding.pk])
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.noor).get(url).status_code == 200
    line = Regel.objects.filter(soort="lezen", actie="melding_inzien", object_id=str(melding.pk)).last()
    assert line is not None and line.actor == cast.noor.pk and line.betrokkene


def test_an_audit_event_holds_the_whole_post(cast: Cast, als: Als) -> None:
    als(cast.lot).post(NIEUW, invoer(knop="advies"))
    written = Regel.objects.filter(soort="schrijven").order_by("volgnr").last()
    assert written is not None
    event = Regel.objects.filter(gebeurtenis=written.gebeurtenis, soort="schrijven")
    assert {"melding_geregistreerd", "melding_afgehandeld"} <= set(event.values_list("actie", flat=True))


def test_a_known_person_is_linked_with_his_household(cast: Cast, als: Als) -> None:
    als(cast.noor).post(NIEUW, invoer(wie="Mieke de Wit", wie_sleutel=str(cast.mieke.pk)))
    melding = Melding.objects.get()
    assert (melding.persoon, melding.huishouden, melding.team) == (cast.mieke, cast.gezin, cast.noord)
    assert (melding.wie_naam, melding.melder_persoon) == ("", cast.mieke)


def test_a_person_whom_you_may_not_recognise_cannot_be_chosen(cast: Cast, als: Als) -> None:
    answer = als(cast.zeno).post(NIEUW, invoer(wie="Mieke de Wit", wie_sleutel=str(cast.mieke.pk)))
    assert answer.status_code == 422 and not Melding.objects.exists()


def test_acute_danger_gives_team_and_regisseur_a_task_of_today(cast: Cast, als: Als) -> None:
    answer = als(cast.sanne).post(
        reverse("meldingen:acuut"),
        {"wie": "Mieke", "wie_sleutel": str(cast.mieke.pk), "omschrijving": "Er is een mes getrokken"},
    )
    melding = Melding.objects.get()
    assert answer.status_code == 302 and melding.urgentie == "acuut_gevaar"
    tasks = Taak.objects.filter(soort="veiligheid")
    assert {task.medewerker for task in tasks} == {None, cast.medewerkers["noor"]}
    assert {task.vervalt_op for task in tasks} == {date.today()}
