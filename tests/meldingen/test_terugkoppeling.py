"""The answer to who reported: three closed answers, on a ground, as a by-product of the work."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import post_event
from keukentafel.casussen.public import OVERGANGEN, TE_DOEN, Overgang, announce, todo_of
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.meldingen.actions.verzenden import POGINGEN, send_waiting
from keukentafel.meldingen.berichten import write_bericht
from keukentafel.meldingen.models import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.normen import answer_due
from keukentafel.meldingen.public import (
    Meldinggegevens,
    assign_melding,
    close_melding,
    feedback,
    record_grondslag,
    register_melding,
    send_terugkoppeling,
)
from keukentafel.meldingen.states import feedback_limit
from keukentafel.referentielijsten.public import Grondslag, norm
from keukentafel.socialekaart.public import Organisatie
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
KANARIE = "Drankgebruik sinds de scheiding"


@pytest.fixture
def huisarts(db: None) -> Organisatie:
    """A partner that reports."""
    return Organisatie.objects.create(
        naam="Huisartsenpraktijk Caberg", soort="partner", email="praktijk@voorbeeld.invalid"
    )


def van_huisarts(cast: Cast, huisarts: Organisatie, **anders: Any) -> Melding:
    """A professional reports about Mieke; nobody asked her yet."""
    given: dict[str, Any] = {
        "team": cast.noord, "persoon": cast.mieke, "melder_soort": "professional", "melder_organisatie": huisarts,
    } | anders  # fmt: skip
    return register_melding(by=cast.sanne, gegevens=Meldinggegevens(KANARIE, **given))


@pytest.mark.parametrize(
    ("soort", "anoniem", "zelf", "grond", "hoogstens"),
    [
        ("professional", False, False, "nog_vragen", "ontvangst"),
        ("professional", False, False, "inwoner_akkoord", "antwoord"),
        ("professional", False, False, "gedeelde_taak", "antwoord"),
        ("professional", False, False, "geen", "ontvangst"),
        ("professional", True, False, "inwoner_akkoord", "geen"),
        ("inwoner_over_ander", False, False, "gedeelde_taak", "ontvangst"),
        ("inwoner_over_ander", False, False, "nog_vragen", "ontvangst"),
        ("inwoner_over_ander", False, False, "inwoner_akkoord", "antwoord"),
        ("inwoner_zelf", False, True, "inwoner_akkoord", "geen"),
    ],
)
def test_what_a_reporter_may_hear_at_most(soort: str, anoniem: bool, zelf: bool, grond: str, hoogstens: str) -> None:
    limit = feedback_limit(melder_soort=soort, anoniem=anoniem, over_zichzelf=zelf, grondslag=grond)
    assert limit == hoogstens


def test_working_days_skip_the_weekend() -> None:
    friday = date(2026, 11, 20)
    assert add_working_days(friday, 1) == date(2026, 11, 23)
    assert add_working_days(friday, 10) == date(2026, 12, 4)
    assert add_working_days(friday, 0) == friday


def test_a_professional_is_promised_an_answer_within_the_norm(cast: Cast, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts)
    promised = Terugkoppeling.objects.get(melding=melding)
    assert promised.vervalt_op == VANDAAG + timedelta(days=norm("terugkoppeling"))
    task = Taak.objects.open().get(soort="terugkoppeling")
    assert task.vervalt_op == promised.vervalt_op and "Mieke" not in task.titel
    receipt = promised.berichten.get()
    assert (receipt.aanleiding, receipt.status) == ("ontvangst", "klaar")


def test_the_task_of_the_answer_stays_with_the_case(cast: Cast, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts)
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    promised = Terugkoppeling.objects.get(melding=melding)
    assert Taak.objects.open().get(soort="terugkoppeling").casus == casus
    record_grondslag(by=cast.sanne, terugkoppeling=promised, grondslag=Grondslag.GEDEELDE_TAAK)
    assert Taak.objects.open().get(soort="terugkoppeling").casus == casus


def test_assigning_lays_the_answer_ready_and_it_goes_out_with_one_press(
    cast: Cast, als: Als, huisarts: Organisatie
) -> None:
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.INWONER_AKKOORD)
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    assert casus is not None
    todo = [item for source in TE_DOEN for item in source(casus)]
    assert any(item.tekst.startswith("Antwoord ligt klaar") and item.knop == "Versturen" for item in todo)
    answer = [item for item in todo_of(casus) if item.bron == f"melding:{melding.pk}:terugkoppeling"]
    assert [item.knop for item in answer] == ["Versturen"]  # the task asks the same: one line, with Later
    assert "Later" in {actie.tekst for actie in answer[0].acties}
    assert "Vastleggen" not in {actie.tekst for actie in answer[0].acties}
    client, url = als(cast.sanne), reverse("meldingen:terugkoppeling", args=[melding.pk])
    form = client.get(url).context["versturen"]
    data = {name: form[name].value() for name in ("hulp_geregeld", "probleem_opgelost", "iets_verwacht", "wijze")}
    assert data == {"hulp_geregeld": "nee", "probleem_opgelost": "nee", "iets_verwacht": "nee", "wijze": "mail"}
    client.post(url, {**data, "idempotentiesleutel": str(uuid.uuid4())})
    assert not mail.outbox and "Klaargezet" in client.get(url).content.decode()
    assert send_waiting() == (1, 0) and send_waiting() == (0, 0)
    [sent] = mail.outbox
    assert sent.to == ["praktijk@voorbeeld.invalid"] and sent.subject == "Bericht van Team Noord"
    for secret in ("Mieke", "Wit", KANARIE, "Drank", casus.nummer):
        assert secret not in sent.subject + sent.body
    assert "Wij hebben uw melding opgepakt." in sent.body and "U hoeft nu niets meer te doen." in sent.body
    promised = Terugkoppeling.objects.get(melding=melding)
    assert promised.gedaan_op == VANDAAG
    assert not Taak.objects.open().filter(soort="terugkoppeling").exists()
    assert not [item for source in TE_DOEN for item in source(casus) if "ligt klaar" in item.tekst]


def test_without_a_ground_nothing_but_the_receipt_can_go(cast: Cast, als: Als, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    bericht = Terugkoppelbericht.objects.get(status="klaar")
    assert bericht.aanleiding == "opgepakt"
    with pytest.raises(Regelfout, match="grond"):
        send_terugkoppeling(by=cast.sanne, bericht=bericht, wijze="mail")
    client, url = als(cast.sanne), reverse("meldingen:terugkoppeling", args=[melding.pk])
    page = client.get(url).content.decode()
    assert "Mag de melder dit horen?" in page and "Versturen</button>" not in page
    assert client.get(reverse("meldingen:terugkoppeling_brief", args=[melding.pk])).status_code == 404
    client.post(reverse("meldingen:terugkoppeling_grond", args=[melding.pk]), {"grondslag": "gedeelde_taak"})
    assert "Versturen</button>" in client.get(url).content.decode()


def test_no_ground_ends_it_with_a_reason(cast: Cast, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts)
    promised = Terugkoppeling.objects.get(melding=melding)
    record_grondslag(by=cast.sanne, terugkoppeling=promised, grondslag="geen", reden_niet="onveilig")
    promised.refresh_from_db()
    assert (promised.soort, promised.reden_niet) == ("ontvangst", "onveilig")
    assert not Taak.objects.open().filter(soort="terugkoppeling").exists()
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    assert not Terugkoppelbericht.objects.filter(aanleiding="opgepakt").exists()


def test_a_neighbour_gets_a_receipt_and_no_more_unless_agreed(cast: Cast) -> None:
    melding = register_melding(
        by=cast.sanne,
        gegevens=Meldinggegevens(
            KANARIE, team=cast.noord, persoon=cast.mieke, melder_soort="inwoner_over_ander", melder_naam="Ans",
            melder_contact="ans@voorbeeld.invalid",
        ),
    )  # fmt: skip
    receipt = Terugkoppelbericht.objects.get()
    text = write_bericht(melding, receipt).as_text()
    assert "ontvangen" in text and "hulp" not in text and "Mieke" not in text
    send_terugkoppeling(by=cast.sanne, bericht=receipt, wijze="brief")
    assert not Taak.objects.open().filter(soort="terugkoppeling").exists()
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    assert Terugkoppelbericht.objects.count() == 1


def close(cast: Cast, melding: Melding, reden: str) -> None:
    """Close the case of this melding and tell the register, as nazorg does."""
    casus = melding.koppeling.casus
    casus.change(afgesloten_op=VANDAAG, afsluitreden=reden)
    with post_event("casus_afgesloten", by=cast.noor):
        announce(Overgang(casus, "casus_afgesloten", VANDAAG, cast.noor))


@pytest.mark.parametrize(
    ("reden", "hulp", "opgelost"),
    [("doelen_bereikt", True, True), ("deels_bereikt", True, False), ("op_verzoek_inwoner", False, False)],
)
def test_closing_the_case_prepares_the_last_answer(
    cast: Cast, huisarts: Organisatie, reden: str, hulp: bool, opgelost: bool
) -> None:
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.INWONER_AKKOORD)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    send_terugkoppeling(by=cast.sanne, bericht=Terugkoppelbericht.objects.get(status="klaar"), wijze="mail")
    close(cast, melding, reden)
    last = Terugkoppelbericht.objects.get(status="klaar")
    assert (last.aanleiding, last.hulp_geregeld, last.probleem_opgelost) == ("afgerond", hulp, opgelost)


def test_a_newer_answer_overtakes_one_that_was_not_sent(cast: Cast, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.INWONER_AKKOORD)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    close(cast, melding, "doelen_bereikt")
    assert Terugkoppelbericht.objects.filter(status="klaar").count() == 1
    assert set(Terugkoppelbericht.objects.filter(status="vervallen").values_list("aanleiding", flat=True)) == {
        "ontvangst",
        "opgepakt",
    }


def test_a_mail_that_cannot_go_is_tried_again_and_then_shown_as_failed(
    cast: Cast, als: Als, huisarts: Organisatie, settings: Any
) -> None:
    good = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    melding = van_huisarts(cast, huisarts)
    client, url = als(cast.sanne), reverse("meldingen:terugkoppeling", args=[melding.pk])
    assert client.post(url, {"wijze": "mail"}).status_code == 302
    now = timezone.now()
    assert send_waiting(now) == (0, 1)
    assert send_waiting(now) == (0, 0)  # claimed: nobody tries it again at once
    for _ in range(POGINGEN - 1):
        now += timedelta(hours=3)
        assert send_waiting(now) == (0, 1)
    bericht = Terugkoppelbericht.objects.get()
    assert (bericht.verzending, bericht.pogingen) == ("mislukt", POGINGEN)
    assert send_waiting(now + timedelta(days=1)) == (0, 0)
    assert "Mislukt" in client.get(url).content.decode()
    settings.EMAIL_BACKEND = good
    client.post(f"{url}opnieuw/")
    assert send_waiting() == (1, 0)
    bericht.refresh_from_db()
    assert bericht.verzending == "verzonden"
    events = set(Regel.objects.values_list("actie", flat=True))
    assert {"bericht_mislukt", "bericht_opnieuw_klaargezet", "bericht_verzonden"} <= events


def test_without_an_address_nothing_is_laid_ready(cast: Cast, als: Als, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts)
    Organisatie.objects.filter(pk=huisarts.pk).update(email="")
    type(melding).objects.filter(pk=melding.pk).update(melder_contact="")
    answer = als(cast.sanne).post(reverse("meldingen:terugkoppeling", args=[melding.pk]), {"wijze": "mail"})
    assert answer.status_code == 422 and Terugkoppelbericht.objects.get().status == "klaar"


def test_the_letter_names_the_reporter_and_nobody_else(cast: Cast, als: Als, huisarts: Organisatie) -> None:
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.GEDEELDE_TAAK)
    close_melding(by=cast.sanne, melding=melding, afhandeling="informatie_advies", eigenaar=cast.medewerkers["sanne"])
    page = als(cast.sanne).get(reverse("meldingen:terugkoppeling_brief", args=[melding.pk])).content.decode()
    assert "Huisartsenpraktijk Caberg" in page and "Het probleem is opgelost." in page
    assert "Mieke" not in page and KANARIE not in page


def test_subscribers_are_registered() -> None:
    assert "meldingen" in dict(OVERGANGEN.items()) and "meldingen" in dict(TE_DOEN.items())


def test_answers_given_long_ago_count_in_the_figures(cast: Cast, huisarts: Organisatie) -> None:
    for dagen_terug, dagen_later in ((40, 10), (40, 20)):
        melding = van_huisarts(cast, huisarts, ontvangen_op=VANDAAG - timedelta(days=dagen_terug))
        Terugkoppeling.objects.filter(melding=melding).update(
            gedaan_op=melding.ontvangen_op + timedelta(days=dagen_later)
        )
    van_huisarts(cast, huisarts)
    found = feedback(VANDAAG)
    assert (found.n, found.gedaan, found.binnen_14_dagen) == (3, 2, 1)


@pytest.mark.django_db
def test_news_counts_from_the_day_it_came_and_the_first_answer_from_the_promise() -> None:
    promised, ready = date(2026, 3, 2), date(2026, 5, 1)
    assert answer_due("ontvangst", promised, ready) == answer_due("opgepakt", promised, ready) == promised
    assert answer_due("voortgang", promised, ready) == date(2026, 5, 15)  # 14 days on the calendar: holidays count too
    assert answer_due("afgerond", promised, ready) == date(2026, 5, 15)
