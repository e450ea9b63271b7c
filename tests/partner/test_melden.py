"""A partner sends a melding without an account: into the tray, bounded, and nothing is read back (R-036)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import Melding, Terugkoppeling, kenmerk
from keukentafel.partner.models import Inzending
from keukentafel.partner.public import INZENDER, Partnersleutel, end_sleutel, make_sleutel, send_melding
from keukentafel.partner.states import MISLUKT_HOOGSTENS, MISLUKT_VENSTER, PER_UUR
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.socialekaart.public import Organisatie, Postcodegebied
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

START, MELDING, ONTVANGEN = (reverse(f"partner:{name}") for name in ("sleutel", "melding", "ontvangen"))
VRAAG = {
    "soort": "hulpvraag", "wie_naam": "Truus Jansen", "postcode": "6217 ab", "huisnummer": "4",
    "vraag": "Komt niet meer buiten en eet slecht.", "urgentie": "spoed", "weet_ervan": "ja",
    "melder_naam": "Dokter De Linde", "melder_contact": "043 123 45 67", "antwoord": "ja", "team": "",
}  # fmt: skip


@pytest.fixture
def huisarts(cast: Cast) -> Organisatie:
    """A practice in the area of Team Noord."""
    Postcodegebied.objects.create(postcode="6217", gebied=cast.gebied)
    return Organisatie.objects.create(naam="Huisartsenpraktijk De Linde", soort="partner")


@pytest.fixture
def sleutel(huisarts: Organisatie) -> tuple[Partnersleutel, str]:
    """The key of the practice, for the team of the postcode."""
    return make_sleutel(by=SYSTEEM, organisatie=huisarts, tot=timezone.localdate())


def at_the_form(tekst: str) -> Client:
    """Somebody without an account who typed this key."""
    client = Client()
    assert client.post(START, {"sleutel": tekst}).status_code == 302
    return client


def test_from_key_to_tray_to_receipt(
    cast: Cast, sleutel: tuple[Partnersleutel, str], als: Callable[[Gebruiker], Client]
) -> None:
    client = at_the_form(sleutel[1])
    assert "Huisartsenpraktijk De Linde" in client.get(MELDING).content.decode()
    answer = client.post(MELDING, VRAAG)
    assert answer.status_code == 302 and answer["Location"] == ONTVANGEN
    melding = Melding.objects.get()
    assert (melding.team, melding.urgentie, melding.kanaal) == (cast.noord, "spoed", "digitaal")
    assert melding.melder_organisatie == sleutel[0].organisatie and melding.ingezonden
    assert melding.geregistreerd_door is None and melding.weet_inwoner_ervan is True
    receipt = client.get(ONTVANGEN).content.decode()
    assert kenmerk(melding) in receipt and "Team Noord" in receipt
    assert "Truus" not in receipt and "buiten" not in receipt
    tray = als(cast.tom).get(reverse("meldingen:bak")).content.decode()
    assert "Huisartsenpraktijk De Linde, met het partnerformulier" in tray
    page = als(cast.tom).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "zelf ingevuld op het partnerformulier" in page and "Dokter De Linde" in page
    assert Taak.objects.open().filter(bron=f"melding:{melding.pk}:eerste_contact").exists()


def test_the_log_says_which_key_and_not_who(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    at_the_form(sleutel[1]).post(MELDING, VRAAG)
    line = Regel.objects.get(actie="partnermelding_ingezonden")
    assert (line.object_soort, line.object_id) == ("partnersleutel", str(sleutel[0].pk))
    assert (line.actor, line.rol) == (None, "partner")
    assert Regel.objects.filter(gebeurtenis=line.gebeurtenis, actie="melding_geregistreerd", rol="partner").exists()


def test_the_closed_answers_wait_for_a_ground(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    client = at_the_form(sleutel[1])
    client.post(MELDING, VRAAG)
    promised = Terugkoppeling.objects.get()
    assert promised.gewenst and promised.grondslag == Grondslag.NOG_VRAGEN
    client.post(MELDING, VRAAG | {"antwoord": "nee", "wie_naam": "Piet Smit"})
    assert [each.gewenst for each in Terugkoppeling.objects.order_by("pk")] == [True, False]


def test_two_meldingen_about_one_person_are_seen_as_alike(
    cast: Cast, sleutel: tuple[Partnersleutel, str], als: Callable[[Gebruiker], Client]
) -> None:
    client = at_the_form(sleutel[1])
    client.post(MELDING, VRAAG)
    client.post(MELDING, VRAAG | {"vraag": "Zij belde zelf ook."})
    first = Melding.objects.order_by("pk")[0]
    page = als(cast.tom).get(reverse("meldingen:melding", args=[first.pk])).content.decode()
    assert "Samenvoegen: er lijkt een melding dubbel" in page and "Zij belde zelf ook." in page


def test_a_double_click_is_one_melding(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    client = at_the_form(sleutel[1])
    twice = VRAAG | {"idempotentiesleutel": "7b0c8a2e-6f5e-4a39-9d0f-1f2a3b4c5d6e"}
    assert [client.post(MELDING, twice)["Location"] for _ in range(2)] == [ONTVANGEN, ONTVANGEN]
    assert Melding.objects.count() == 1


def test_a_key_of_one_team_sends_nowhere_else(cast: Cast, huisarts: Organisatie) -> None:
    _made, key = make_sleutel(by=SYSTEEM, organisatie=huisarts, tot=timezone.localdate(), team=cast.zuid)
    client = at_the_form(key)
    page = client.get(MELDING).content.decode()
    assert "Uw melding komt bij <b>Team Zuid</b>" in page and 'name="team"' not in page
    client.post(MELDING, VRAAG | {"team": str(cast.noord.pk)})
    assert Melding.objects.get().team == cast.zuid


@pytest.mark.parametrize(
    ("veld", "waarde", "woord"),
    [
        ("vraag", "Haar bsn is 9999.93.653", "burgerservicenummer"),
        ("wie_naam", "Truus 999990639", "burgerservicenummer"),
        ("vraag", "Haar nummer is 999 990 639", "burgerservicenummer"),
        *((name, "9999-90-639", "burgerservicenummer") for name in (
            "wie_naam", "huisnummer", "telefoon", "plaats", "vraag", "melder_naam", "melder_contact", "postcode",
        )),
        ("melder_contact", "dr@linde.nl 99 99 90 639", "burgerservicenummer"),
        ("melder_contact", "bel maar", "telefoonnummer of een e-mailadres"),
        ("huisnummer", "zie boven", "huisnummer als 12"),
        ("huisnummer", "123456", "huisnummer als 12"),
        ("telefoon", "bij haar dochter", "telefoonnummer als 043"),
        ("telefoon", "112", "telefoonnummer als 043"),
        ("vraag", "x" * 501, "Maak dit korter"),
        ("wie_naam", "", "Vul een naam in"),
        ("wie_naam", "x" * 121, "Maak dit korter"),
        ("postcode", "wat", "ostcode"),
        ("weet_ervan", "", "Maak een keuze"),
        ("melder_naam", "", "Uw naam"),
        ("urgentie", "acuut_gevaar", "Kies een van de antwoorden"),
    ],
)  # fmt: skip
def test_bad_input_keeps_what_was_typed(
    cast: Cast, sleutel: tuple[Partnersleutel, str], veld: str, waarde: str, woord: str
) -> None:
    typed = VRAAG | {veld: waarde}
    answer = at_the_form(sleutel[1]).post(MELDING, typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and woord in page
    assert all(f'value="{typed[name]}"' in page for name in ("wie_naam", "melder_contact") if typed[name])
    assert not Melding.objects.exists()


def test_a_telephone_number_is_no_bsn(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    given = VRAAG | {"vraag": "Bel haar op 0612345678 of 31612345678.", "soort": "signaal", "wie_naam": ""}
    assert at_the_form(sleutel[1]).post(MELDING, given).status_code == 302
    assert Melding.objects.get().soort == "signaal"


def test_without_a_key_there_is_no_form(cast: Cast) -> None:
    client = Client()
    for url in (MELDING, ONTVANGEN):
        assert client.get(url)["Location"] == START
    refused = client.post(START, {"sleutel": "AAAA-BBBB"})
    assert refused.status_code == 422 and "kennen wij niet" in refused.content.decode()
    assert Regel.objects.filter(actie="partner_melden", reden="onbekende_sleutel").count() == 1


def test_an_ended_key_closes_the_form_that_is_open_and_loses_nothing(
    cast: Cast, sleutel: tuple[Partnersleutel, str], huisarts: Organisatie
) -> None:
    client = at_the_form(sleutel[1])
    end_sleutel(by=SYSTEEM, sleutel=sleutel[0])
    answer = client.post(MELDING, VRAAG)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Vul uw sleutel opnieuw in" in page and "eet slecht" in page
    assert not Melding.objects.exists()
    _made, fresh = make_sleutel(by=SYSTEEM, organisatie=huisarts, tot=timezone.localdate())
    assert client.post(MELDING, VRAAG | {"sleutel": fresh}).status_code == 302
    assert Melding.objects.count() == 1


def test_a_key_is_forgotten_after_some_hours_and_on_request(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    client = at_the_form(sleutel[1])
    session = client.session
    session["partnersleutel_sinds"] = (timezone.now() - timedelta(hours=5)).isoformat()
    session.save()
    assert client.get(MELDING)["Location"] == START
    client = at_the_form(sleutel[1])
    client.post(MELDING, VRAAG)
    client.post(reverse("partner:stoppen"))
    assert client.get(MELDING)["Location"] == START and client.get(ONTVANGEN)["Location"] == START


def test_wrong_keys_are_slowed_down_and_a_right_one_always_opens(
    cast: Cast, sleutel: tuple[Partnersleutel, str]
) -> None:
    client = Client()
    statuses = [client.post(START, {"sleutel": f"FOUT{n}"}).status_code for n in range(MISLUKT_HOOGSTENS + 3)]
    assert statuses == [422] * MISLUKT_HOOGSTENS + [429] * 3
    assert Regel.objects.filter(actie="partner_melden", resultaat="geweigerd").count() == MISLUKT_HOOGSTENS
    assert at_the_form(sleutel[1]).get(MELDING).status_code == 200


def test_a_key_cannot_flood_the_tray(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    client = at_the_form(sleutel[1])
    for number in range(PER_UUR):
        assert client.post(MELDING, VRAAG | {"wie_naam": f"Iemand {number}"}).status_code == 302
    answer = client.post(MELDING, VRAAG)
    assert answer.status_code == 422 and "al 20 meldingen" in answer.content.decode()
    Inzending.objects.update(gemaakt_op=timezone.now() - timedelta(minutes=61))
    assert client.post(MELDING, VRAAG).status_code == 302


def test_the_action_itself_refuses_an_ended_key(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    from keukentafel.partner.forms import PartnermeldingForm

    form = PartnermeldingForm(VRAAG, sleutel=sleutel[0])
    assert form.is_valid()
    end_sleutel(by=SYSTEEM, sleutel=sleutel[0])
    with pytest.raises(Regelfout, match="geldt niet meer"):
        send_melding(by=INZENDER, sleutel=sleutel[0], gegevens=form.gegevens(sleutel[0]))


def test_the_count_of_wrong_keys_lasts_its_whole_window_in_the_table_of_production(cast: Cast) -> None:
    table = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "toegang_teller"}}
    with override_settings(CACHES=table):
        for number in range(2):
            Client().post(START, {"sleutel": f"FOUT{number}"})
        assert cache.get("partner-mislukt:127.0.0.1") == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM toegang_teller WHERE cache_key LIKE '%%partner-mislukt%%'")
        ends = str(cursor.fetchone()[0])[:19]
    soonest = datetime.now(UTC).replace(tzinfo=None) + MISLUKT_VENSTER - timedelta(minutes=1)
    assert datetime.fromisoformat(ends) > soonest


def test_a_key_that_was_not_typed_is_no_guess(cast: Cast, sleutel: tuple[Partnersleutel, str]) -> None:
    """A partner whose hours are over sends his form: he is asked for the key, nobody is suspected of anything."""
    answer = Client().post(MELDING, VRAAG)
    assert answer.status_code == 422 and "Vul uw sleutel opnieuw in" in answer.content.decode()
    assert not Regel.objects.filter(actie="partner_melden", resultaat="geweigerd").exists()
