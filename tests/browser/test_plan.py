"""The plan in a real browser: a goal and two actions from a template within its budget, and the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from keukentafel.plannen.models import Doel
from tests.browser import klm
from tests.browser.conftest import Desk, answered, there
from tests.cast import Cast


def plan_of(cast: Cast) -> str:
    """The address of the plan tab of the cast's case."""
    return f"/casussen/{cast.casus.pk}/plan/"


def test_goal_and_two_actions_from_a_template(cast: Cast, desk: Desk) -> None:
    """Budget (screens.md 2.6): at most 5 clicks, 4 fields, 60 characters; below 60 s."""
    page = desk(cast.noor)
    page.goto(plan_of(cast))
    with klm.task(page, "doel en 2 afspraken uit een sjabloon") as hand:
        hand.click(page.get_by_text("Doel uit een sjabloon"))
        hand.click(page.get_by_role("link", name="Ik wil weer lucht in mijn week"))
        hand.type(page.get_by_label("Wat wil de inwoner bereiken?"), "Ik wil op woensdag een middag voor mezelf")
        hand.click(page.get_by_role("button", name="Bewaren"))
        expect(page.get_by_role("heading", name="Ik wil op woensdag een middag voor mezelf")).to_be_visible()
    count = hand.count
    assert count.clicks <= 5 and count.fields <= 4 and count.chars <= 60
    assert count.seconds < 60
    goal = Doel.objects.get()
    assert goal.acties.count() == 2


def test_an_appointment_in_place_without_leaving_the_plan(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor)
    _goal(page, cast)
    page.get_by_role("link", name="Afspraak erbij").click()
    page.get_by_label("Wat spreken we af?").fill("Samen strijken")
    assert page.url.endswith("/plan/") or "/plan/#doel-" in page.url
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("link", name="Samen strijken")).to_be_visible()


def test_look_along_with_the_keyboard_alone(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=768)
    _goal(page, cast)
    page.goto(plan_of(cast) + "meekijken/")
    for title in ("Dit wil ik bereiken", "Wie helpt er mee?", "Wat delen we, en met wie?", "Wat vindt u van dit plan?"):
        there(page.get_by_role("link", name="Verder")).press("Enter")
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    there(page.get_by_role("radio", name="Ja, hier ben ik het mee eens")).press("Space")
    page.get_by_role("button", name="Vastleggen").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Bedankt")).to_be_visible()


def test_nobody_walks_back_from_the_table(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=768, javascript=False)
    page.goto(plan_of(cast))
    page.get_by_role("link", name="Keukentafel", exact=True).last.click()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Terug naar het werk")).to_be_visible()
    page.get_by_role("link", name="Nee, verder met samen bekijken").click()
    page.get_by_role("link", name="Klaar").click()
    page.get_by_label("Uw wachtwoord").fill("demo")
    page.get_by_role("button", name="Verder").first.click()
    expect(page.get_by_role("heading", level=1, name="Gezin De Wit")).to_be_visible()


def test_targets_on_the_table_are_large(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, width=768)
    _goal(page, cast)
    page.goto(plan_of(cast) + "meekijken/?scherm=antwoord")
    sizes = page.eval_on_selector_all(
        "main a, main button, main summary, main .kt-chips label, header a",
        "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)",
    )
    assert sizes and min(sizes) >= 48, sizes
    assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")) >= 18


def test_without_javascript_the_plan_works(cast: Cast, desk: Desk) -> None:
    page = desk(cast.noor, javascript=False)
    page.goto(plan_of(cast) + "doelen/nieuw/")
    page.get_by_label("Wat wil de inwoner bereiken?").fill("Ik wil rust")
    page.get_by_label("Leefgebied").select_option(index=1)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name="Ik wil rust")).to_be_visible()


def _goal(page: Page, cast: Cast) -> None:
    page.goto(plan_of(cast) + "doelen/nieuw/?sjabloon=huishouden.0")
    with answered(page):
        page.get_by_role("button", name="Bewaren").click()
