"""The desk and the tray in a real browser: budgets of effort (screens.md 2.6), by mouse, keys and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Melding, Terugkoppelbericht
from keukentafel.meldingen.public import Meldinggegevens, assign_melding, register_melding
from keukentafel.personen.public import Persoon
from keukentafel.personen.zoekindex import index_personen
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.socialekaart.public import Organisatie, Postcodegebied
from keukentafel.taken.public import Taak
from tests.browser import klm
from tests.browser.conftest import Desk, answered, placed
from tests.browser.eyes import sticks_out, tab_stops, violations
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
NIEUW = reverse("meldingen:nieuw")
ZIN = "Kan de was niet meer aan; de dochter woont te ver weg"
ADVIES = "Wil weten hoe een rollator te lenen is"


def test_a_new_melding_within_a_minute(cast: Cast, desk: Desk) -> None:
    Postcodegebied.objects.create(postcode="6217", gebied=cast.gebied)
    page = desk(cast.lot)
    page.goto(NIEUW)
    assert violations(page) == [] and sticks_out(page) <= 0
    with klm.task(page, "nieuwe melding") as hand:
        hand.type_here("Truus Jansen")
        hand.tab_type("12-3-51")
        hand.tab_type("6217AB")
        hand.tab_type("4")
        hand.type(page.get_by_label(re.compile("Wat is de vraag")), ZIN)
        hand.click(page.get_by_role("button", name="Opslaan"))
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    melding = Melding.objects.get()
    assert (melding.wie_naam, melding.omschrijving, melding.team) == ("Truus Jansen", ZIN, cast.noord)
    count = hand.count
    assert count.seconds < 60 and count.clicks <= 6 and count.fields <= 5 and count.chars <= 85


def test_a_known_person_is_found_while_typing(cast: Cast, desk: Desk) -> None:
    index_personen(list(Persoon.objects.all()))
    page = desk(cast.noor)
    page.goto(NIEUW)
    with klm.task(page, "nieuwe melding, bekende persoon, van de huisarts") as hand:
        hand.type_here("Mieke de Wit")
        option = page.get_by_role("option", name=re.compile("Mieke de Wit"))
        option.wait_for()
        hand.click(option)
        hand.click(page.get_by_label("Professional"))
        hand.type(page.get_by_label("Naam van de melder"), "POH")
        hand.type(page.get_by_label(re.compile("Wat is de vraag")), ZIN)
        hand.click(page.get_by_role("button", name="Opslaan"))
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    assert Melding.objects.get().persoon == cast.mieke
    assert hand.count.seconds < 60 and hand.count.clicks <= 6 and hand.count.chars <= 85


def test_birth_and_address_beside_the_name_find_who_was_misspelt(cast: Cast, desk: Desk) -> None:
    index_personen(list(Persoon.objects.all()))
    page = desk(cast.noor)
    page.goto(NIEUW)
    placed(page).keyboard.type("Mike de Witt")
    page.keyboard.press("Tab")
    page.keyboard.type("12-3-1988")
    page.keyboard.press("Tab")
    hint = page.get_by_role("button", name=re.compile("Staat misschien al"))
    hint.wait_for()
    assert page.evaluate("document.activeElement.name") == "postcode"  # the focus is not taken
    assert violations(page) == []
    hint.press("Enter")
    page.get_by_role("option", name=re.compile("Mieke de Wit")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=wie_sleutel]")).to_have_value(str(cast.mieke.pk))
    expect(hint).to_have_count(0)


def test_advice_only_within_half_a_minute(cast: Cast, desk: Desk) -> None:
    page = desk(cast.lot)
    page.goto(NIEUW)
    with klm.task(page, "afgehandeld met advies") as hand:
        hand.type(page.get_by_label(re.compile("Wat is de vraag")), ADVIES)
        hand.click(page.get_by_role("button", name="Afgehandeld met advies"))
    page.get_by_text("Dit telt mee").wait_for()
    assert page.url.endswith(NIEUW) and Melding.objects.get().afhandeling == "informatie_advies"
    assert hand.count.seconds < 35 and hand.count.clicks <= 4 and hand.count.fields <= 3
    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    assert Melding.objects.get().afgehandeld_op is None


def test_what_only_others_fill_in_shows_when_another_reports(cast: Cast, desk: Desk) -> None:
    page = desk(cast.lot)
    page.goto(NIEUW)
    organisation = page.get_by_label("Organisatie")
    expect(organisation).to_be_hidden()
    page.get_by_label("Inwoner over iemand anders").check(force=True)
    expect(page.get_by_label("Naam van de melder")).to_be_visible()
    expect(organisation).to_be_hidden()
    page.get_by_label("Professional").check(force=True)
    expect(organisation).to_be_visible()
    assert violations(page) == []


def test_a_refusal_keeps_what_was_typed_and_says_where(cast: Cast, desk: Desk) -> None:
    page = desk(cast.lot)
    page.goto(NIEUW)
    page.get_by_label("Postcode").fill("12")
    page.get_by_label(re.compile("Wat is de vraag")).fill(ZIN)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", name=re.compile("moet")).wait_for()
    assert page.get_by_label(re.compile("Wat is de vraag")).input_value() == ZIN
    assert page.get_by_label("Postcode").input_value() == "12"
    assert violations(page) == [] and not Melding.objects.exists()


def test_without_script_and_by_keyboard_alone(cast: Cast, desk: Desk) -> None:
    page = desk(cast.lot, width=320, javascript=False)
    page.goto(NIEUW)
    assert sticks_out_without_script(page) <= 320
    page.get_by_label("Om wie gaat het?").fill("Truus Jansen")
    page.get_by_label(re.compile("Wat is de vraag")).fill(ZIN)
    page.get_by_role("button", name="Opslaan").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    assert Melding.objects.get().wie_naam == "Truus Jansen"


def sticks_out_without_script(page: object) -> float:
    """The right edge of the main column; scripts do not run in this page, so the box is asked of the browser."""
    box = page.get_by_role("main").bounding_box()  # type: ignore[attr-defined]
    return float(box["x"] + box["width"])


def test_the_focus_is_seen_all_along(cast: Cast, desk: Desk) -> None:
    page = desk(cast.lot)
    page.goto(NIEUW)
    stops = tab_stops(page)
    assert any("Opslaan" in stop for stop in stops) and len(stops) < 60


@pytest.fixture
def vraag(cast: Cast) -> Callable[..., Melding]:
    """`vraag("…", soort=…)`: a melding at Team Noord."""

    def make(zin: str, **anders: Any) -> Melding:
        given: dict[str, Any] = {"team": cast.noord, "wie_naam": "Truus Jansen", "ontvangen_op": date.today()} | anders
        gegevens = Meldinggegevens(zin, **given)
        return register_melding(by=cast.lot, gegevens=gegevens, door=cast.medewerkers["lot"])

    return make


def test_assigning_costs_two_clicks(cast: Cast, desk: Desk, vraag: Callable[..., Melding]) -> None:
    melding = vraag(ZIN)
    vraag("Er gebeurt iets ergs", urgentie="acuut_gevaar")
    page = desk(cast.tom)
    page.goto(reverse("meldingen:bak"))
    assert violations(page) == [] and sticks_out(page) <= 0
    row = page.get_by_role("listitem").filter(has_text=ZIN)
    with klm.task(page, "toewijzen") as hand:
        hand.click(row.get_by_text("Toewijzen"))
        hand.click(row.get_by_role("button", name="Sanne"))
    page.get_by_text("De melding is nu een casus").wait_for()
    assert page.url.endswith(reverse("meldingen:bak"))
    melding.refresh_from_db()
    assert melding.eigenaar == cast.medewerkers["sanne"] and Casus.objects.filter(team=cast.noord).count() == 3
    assert hand.count.seconds < 8 and hand.count.clicks == 2
    with answered(page):
        page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("weer te verdelen").wait_for()
    assert Casus.objects.filter(team=cast.noord).count() == 2


def test_the_page_of_a_melding_for_everyone(cast: Cast, desk: Desk, vraag: Callable[..., Melding]) -> None:
    melding = vraag(ZIN, urgentie="acuut_gevaar", melder_soort="professional", melder_naam="POH")
    page = desk(cast.sanne)
    page.goto(reverse("meldingen:melding", args=[melding.pk]))
    for summary in page.locator(".ml-anders summary").all():
        summary.click()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert sticks_out(page) <= 0
    page.get_by_role("button", name="Eerste contact gehad").click()
    page.get_by_text("Eerste contact vastgelegd").wait_for()
    assert not Taak.objects.open().filter(soort="eerste_contact").exists()


def test_the_regiecheck_advises_while_it_is_answered(cast: Cast, desk: Desk, vraag: Callable[..., Melding]) -> None:
    melding = vraag(ZIN)
    page = desk(cast.lot)
    page.goto(reverse("meldingen:regiecheck", args=[melding.pk]))
    with klm.task(page, "regiecheck") as hand:
        for question, answer in (("meer dan één leefgebied", "Ja"), ("zelf de regie", "Nee"), ("veiligheid", "Nee")):
            group = page.get_by_role("group", name=re.compile(question))
            hand.click(group.get_by_label(answer, exact=True))
        page.get_by_text("Casus bij het sociaal team").first.wait_for()
        assert violations(page) == []
        hand.click(page.get_by_role("button", name="Vastleggen"))
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    melding.refresh_from_db()
    assert melding.vraagtype == "meervoudig" and hand.count.seconds < 30


def test_the_answer_goes_out_with_one_press(cast: Cast, desk: Desk, vraag: Callable[..., Melding]) -> None:
    partner = Organisatie.objects.create(naam="Basisschool De Linde", soort="partner", email="linde@voorbeeld.invalid")
    melding = vraag(ZIN, melder_soort="professional", melder_organisatie=partner, grondslag=Grondslag.INWONER_AKKOORD)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    page = desk(cast.sanne)
    page.goto(reverse("meldingen:terugkoppeling", args=[melding.pk]))
    assert violations(page) == []
    with klm.task(page, "terugkoppeling") as hand:
        hand.click(page.get_by_role("button", name="Versturen"))
    page.get_by_text("Het antwoord gaat nu uit").wait_for()
    assert Terugkoppelbericht.objects.filter(status="verstuurd").count() == 1
    assert hand.count.clicks == 1 and hand.count.seconds < 5


def test_acute_danger_asks_two_things(cast: Cast, desk: Desk) -> None:
    page = desk(cast.sanne)
    page.goto(reverse("meldingen:acuut"))
    assert violations(page) == []
    with klm.task(page, "acuut gevaar") as hand:
        hand.type_here("Er is een mes getrokken")
        hand.tab_type("Jan de Wit")
        hand.click(page.get_by_role("button", name="Nu melden aan het team"))
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    assert Taak.objects.filter(soort="veiligheid").exists() and hand.count.seconds < 20
    assert page.get_by_text("0800-2000").first.is_visible()
