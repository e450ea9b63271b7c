"""Closing in a real browser: three goals and a sentence in under a minute, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.plannen.public import Doel
from tests.browser import klm
from tests.browser.conftest import Desk, answered
from tests.browser.test_zelfredzaamheid import look
from tests.cast import Cast
from tests.nazorg.test_schermen import url
from tests.nazorg.test_sluiten import OVER_ZES_WEKEN, close, fresh, make_goals
from tests.zelfredzaamheid.test_meten import measure

pytestmark = pytest.mark.django_db(transaction=True)
SLOTZIN = "Mieke redt het nu met hulp van de buren."  # 40 characters


def test_closing_three_goals_with_a_sentence(cast: Cast, desk: Desk) -> None:
    """screens.md 2.6: at most 6 clicks, 40 characters, under 60 s."""
    make_goals(cast)
    page = desk(cast.noor)
    page.goto(url("afsluiten", cast))
    expect(page.get_by_text("Nog nodig om af te sluiten: 4.")).to_be_visible()
    with klm.task(page, "afsluiten, drie doelen en een slotzin") as hand:
        for number in (1, 2, 3):
            hand.click(
                page.get_by_role("group", name=f"Wens {number}").get_by_role("radio", name="Behaald", exact=True)
            )
        hand.click(page.get_by_role("radio", name="Doelen bereikt", exact=True))
        expect(page.get_by_text("Nog nodig om af te sluiten: 0.")).to_be_visible()
        hand.type(page.get_by_label("Hoe is het gegaan, in één zin?"), SLOTZIN)
        hand.click(page.get_by_role("button", name="Afsluiten", exact=True))
        page.wait_for_url(f"**/casussen/{cast.casus.pk}/")
    assert Afsluiting.objects.get().zin == SLOTZIN
    assert set(Doel.objects.values_list("status", flat=True)) == {"behaald"}
    assert Nazorg.objects.get().gepland_op == OVER_ZES_WEKEN
    assert len(SLOTZIN) == 40
    assert hand.count.clicks <= 6
    assert hand.count.seconds < 60
    with answered(page):
        page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    assert fresh(cast).afgesloten_op is None


def test_closing_and_aftercare_without_script(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, javascript=False)
    page.goto(url("afsluiten", cast))
    page.get_by_role("radio", name="Doelen bereikt", exact=True).check()
    with answered(page):
        page.get_by_role("button", name="Afsluiten", exact=True).click()
    assert fresh(cast).afgesloten_op is not None
    page.goto(url("nazorg", cast))
    page.get_by_role("group", name="Zijn de afspraken als gelijken gemaakt?").get_by_role(
        "radio", name="Ja", exact=True
    ).check()
    page.get_by_role("radio", name="Het gaat goed").check()
    with answered(page):
        page.get_by_role("button", name="Vastleggen", exact=True).click()
    assert Nazorg.objects.get().gelijkwaardig == "ja"


def test_a_reason_appears_with_its_answer(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor)
    page.goto(url("werkwijze", cast))
    why_not = page.get_by_role("group", name="Waarom niet anders?")
    expect(why_not).to_be_hidden()
    expect(page.get_by_role("group", name="Wie zegt of")).to_be_hidden()
    question = page.get_by_role("group", name="Deed het team iets anders dan vroeger?")
    question.get_by_role("radio", name="Nee", exact=True).check()
    why_not.get_by_role("checkbox", name="Er is geen netwerk").check()
    question.get_by_role("radio", name="Ja", exact=True).check()
    expect(why_not).to_be_visible()  # what is chosen is never out of sight
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("past niet bij het antwoord").first).to_be_visible()
    why_not.get_by_role("checkbox", name="Er is geen netwerk").uncheck()
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    page.wait_for_url(f"**/casussen/{cast.casus.pk}/")
    assert Werkwijzereview.objects.get().wijkt_af is True


def test_the_full_screens_are_for_everyone(cast: Cast, desk: Desk) -> None:
    make_goals(cast)
    measure(cast, adl=3)
    page = desk(cast.noor)
    look(page, url("afsluiten", cast))
    look(page, url("werkwijze", cast))
    close(cast, resultaten=dict.fromkeys(Doel.objects.values_list("pk", flat=True), "behaald"), vervolgmaanden=[3])
    look(page, url("nazorg", cast))
