"""A note on a case, by keyboard and without script; niet bereikt in one click; a hand-over that is answered."""

import pytest
from playwright.sync_api import expect

from keukentafel.casussen.public import Casusrol, Meelezing
from keukentafel.tijdlijn.public import Contactmoment
from tests.browser.conftest import Desk, answered, there
from tests.browser.eyes import sticks_out, violations
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True)]
TEKST = "Samen boodschappen gedaan. #boodschappen lukt nu met de scootmobiel."


@pytest.mark.parametrize("tab", ["", "tijdlijn/"])
def test_a_note_is_saved_from_the_keyboard_and_has_the_focus(cast: Cast, desk: Desk, tab: str) -> None:
    page = desk(cast.noor)
    page.goto(f"/casussen/{cast.casus.pk}/{tab}")
    page.get_by_label("Wat is er gebeurd of afgesproken?").fill(TEKST)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("listitem").filter(has_text=TEKST)).to_be_focused()
    assert page.url.split("#")[0].endswith(f"/casussen/{cast.casus.pk}/{tab}")
    expect(page.get_by_label("Wat is er gebeurd of afgesproken?")).to_have_value("")
    assert Contactmoment.objects.get().tekst == TEKST


def test_without_script_a_decision_is_noted(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=320, javascript=False)
    page.goto(f"/casussen/{cast.casus.pk}/tijdlijn/")
    page.get_by_role("radio", name="Besluit").check(force=True)
    page.get_by_label("Wat is er gebeurd of afgesproken?").fill("De scootmobiel wordt geleend.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("De scootmobiel wordt geleend.")).to_be_visible()
    assert Contactmoment.objects.get().aard == "besluit"


def test_niet_bereikt_is_one_click_and_taken_back_with_another(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor)
    page.goto(f"/casussen/{cast.casus.pk}/")
    page.get_by_role("button", name="Niet bereikt").click()
    expect(page.get_by_text("Vastgelegd: niet bereikt.")).to_be_visible()
    assert Contactmoment.objects.count() == 1
    with answered(page):
        page.locator("#berichten").get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Vastgelegd: niet bereikt.")).to_have_count(0)
    assert not Contactmoment.objects.exists()


def test_a_case_is_handed_over_and_taken(cast: Cast, desk: Desk) -> None:
    page, other = desk(cast.noor), desk(cast.sanne, width=320)
    page.goto(f"/casussen/{cast.casus.pk}/")
    page.locator("summary").filter(has_text="Casus").click()
    page.get_by_role("link", name="Overdragen").click()
    page.get_by_label("Wie?").select_option(label="Sanne")
    page.get_by_label("Wat moet uw collega weten?").fill("Jij kent de school van Daan.")
    with answered(page):
        page.get_by_role("button", name="Overdracht vragen").click()
    other.goto(f"/casussen/{cast.casus.pk}/")
    other.get_by_role("link", name="Overdracht: neem aan of geef terug").first.click()
    expect(other.get_by_text("Jij kent de school van Daan.")).to_be_visible()
    with answered(other):
        other.get_by_role("button", name="Aannemen").click()
    expect(other.get_by_text("Sanne").first).to_be_visible()
    assert Casusrol.objects.get(casus=cast.casus, rol="regisseur", tot=None).medewerker.naam == "Sanne"


@pytest.mark.parametrize("javascript", [True, False])
def test_why_names_are_needed_is_asked_only_with_names_and_nothing_typed_is_lost(
    cast: Cast, desk: Desk, javascript: bool
) -> None:
    page = desk(cast.noor, width=360, javascript=javascript)
    page.goto(f"/casussen/{cast.casus.pk}/meelezen/")
    why, with_names = page.get_by_label("Waarom zijn de namen nodig?"), page.get_by_role("radio", name="De namen")
    expect(why).to_be_hidden()
    there(with_names).check(force=True)
    why.fill("Zij kent hen van toen.")
    page.get_by_role("radio", name="Rollen").check(force=True)
    expect(why).to_be_hidden()
    with_names.check(force=True)
    expect(why).to_have_value("Zij kent hen van toen.")
    why.fill("")
    page.get_by_label("Wie?").select_option(label="Sanne")
    page.get_by_label("Wat is uw vraag aan de meelezer?").fill("Wat zie jij?")
    with answered(page):
        page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("link", name="Schrijf waarom de namen nodig zijn.")).to_be_visible()
    page.get_by_role("radio", name="Rollen").check(force=True)
    with answered(page):
        page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("listitem").filter(has_text="Wat zie jij?")).to_be_visible()
    assert not Meelezing.objects.get().met_namen


def test_a_full_page_and_a_page_with_faults_are_for_everyone(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=320)
    page.goto(f"/casussen/{cast.casus.pk}/tijdlijn/")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Schrijf in een zin wat er is gebeurd of afgesproken.").first).to_be_visible()
    page.get_by_text("Dag, duur, over wie").click()
    assert violations(page) == []
    assert sticks_out(page) <= 0
