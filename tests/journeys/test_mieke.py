"""The story of Mieke, end to end through the screens (R-019): from melding to nazorg, in a real browser."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from keukentafel.audit.public import SYSTEEM, verify_chain
from keukentafel.casussen.public import Casus
from keukentafel.meldingen.public import Melding, Regiecheck, Terugkoppelbericht
from keukentafel.nazorg.public import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.personen.public import Persoongegevens, add_member, register_persoon
from keukentafel.plannen.public import Doel, Inzet, Plan
from keukentafel.socialekaart.public import Postcodegebied
from keukentafel.zelfredzaamheid.public import Meting, latest_scores
from tests.browser import klm
from tests.browser.conftest import Desk, answered, placed, there
from tests.cast import Cast
from tests.journeys.stappen import choose, take_home
from tests.journeys.tijd import pass_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VRAAG = "Kan het huishouden niet alleen en zoekt iemand om mee te praten"
DOEL = "Ik wil dat het huishouden mij niet boven het hoofd groeit"
DOMEINEN = ("ADL", "Lichamelijke gezondheid", "Sociaal netwerk")


def test_the_story_of_mieke(cast: Cast, desk: Desk) -> None:
    Postcodegebied.objects.create(postcode="6217", gebied=cast.gebied)
    melding = lot_registers(desk(cast.lot))
    assert melding.team == cast.noord
    tom = desk(cast.tom)
    tom_checks_regie(tom, melding)
    casus = tom_assigns(tom, melding)
    the_family(cast, casus)
    noor = desk(cast.noor)
    noor_visits(noor, casus)
    noor_scores(noor, casus, "332")
    noor_makes_the_plan(noor, casus)
    noor_notes_the_support(noor, casus)
    the_plan_goes_home(noor, casus)
    the_reporter_hears(noor, melding)
    pass_days(91)
    they_look_back(noor, casus)
    noor_scores(noor, casus, "434", again=True)
    noor_closes(noor, casus)
    pass_days(42)
    noor_asks_how_it_goes(noor, casus)
    _read, broken = verify_chain()
    assert broken is None


def lot_registers(page: Page) -> Melding:
    """Loket: one screen, in under a minute."""
    page.goto("/meldingen/nieuw/")
    with klm.task(page, "de melding van Mieke") as hand:
        hand.type_here("Mieke Hermans")
        hand.tab_type("12-3-88")
        hand.tab_type("6217AB")
        hand.tab_type("12")
        hand.click(page.get_by_label("Professional"))
        hand.type(page.get_by_label("Naam van de melder"), "consulent Wmo")
        hand.type(page.get_by_label(re.compile("Wat is de vraag")), VRAAG)
        hand.click(page.get_by_role("button", name="Opslaan"))
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    assert hand.count.seconds < 60
    melding = Melding.objects.get()
    assert melding.omschrijving == VRAAG
    return melding


def tom_checks_regie(page: Page, melding: Melding) -> None:
    """Several questions, and nobody who leads."""
    page.goto(f"/meldingen/{melding.pk}/")
    page.get_by_role("link", name="Regiecheck").click()
    answers = {
        "Spelen er vragen op meer dan één leefgebied?": "Ja",
        "Is er nu een regisseur?": "Nee",
        "Wil het huishouden dat iemand meekijkt en afstemt?": "Ja",
        "Wie heeft nu de regie?": "Niemand",
    }
    for question, answer in answers.items():
        choose(page, question, answer)
    page.get_by_role("button", name="Vastleggen").click()
    page.wait_for_url(f"**/meldingen/{melding.pk}/")
    check = Regiecheck.objects.get()
    assert check.vraagtype == "meervoudig"
    assert check.regie_voldoende is False


def tom_assigns(page: Page, melding: Melding) -> Casus:
    """The team lead gives it to two workers; it becomes a case with one regisseur."""
    people = page.get_by_role("group", name="Wie doet deze melding?")
    for name in ("Noor", "Sanne"):
        people.get_by_role("checkbox", name=name).check(force=True)
    page.get_by_role("button", name="Toewijzen").click()
    expect(page.get_by_text("Dit is een casus geworden")).to_be_visible()
    casus = Casus.objects.get(persoon__achternaam="Hermans")
    holders = sorted(casus.rollen.values_list("medewerker__naam", "rol"))
    assert holders == [("Noor", "mede_intaker"), ("Noor", "regisseur"), ("Sanne", "mede_intaker")]
    return casus


def the_family(cast: Cast, casus: Casus) -> None:
    """Jan and three children live there too (their own screens have their own tests)."""
    born = (date(1985, 6, 2), date(2013, 5, 20), date(2015, 9, 3), date(2019, 1, 30))
    for name, day in zip(("Jan", "Lisa", "Daan", "Sara"), born, strict=True):
        data = Persoongegevens(voornamen=name, achternaam="Hermans", geboortedatum=day)
        persoon = register_persoon(by=SYSTEEM, gegevens=data)
        rol = "volwassene" if name == "Jan" else "kind"
        add_member(
            by=SYSTEEM, huishouden=casus.huishouden, persoon=persoon, rol=rol, van=date.today() - timedelta(days=900)
        )


def noor_visits(page: Page, casus: Casus) -> None:
    """At the kitchen table: what was heard, in one box."""
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("Hermans")).first).to_be_visible()
    page.goto(f"/casussen/{casus.pk}/")
    page.get_by_label("Wat is er gebeurd of afgesproken?").fill("Met Mieke en Jan aan tafel. Ze zoekt ook een maatje.")
    page.get_by_label("Hoe was het contact?").select_option(label="Keukentafelgesprek")
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_text("Ze zoekt ook een maatje.")).to_be_visible()


def noor_scores(page: Page, casus: Casus, digits: str, *, again: bool = False) -> None:
    """Only the three domains of the question, the second time the same three."""
    page.goto(f"/casussen/{casus.pk}/zelfredzaamheid/")
    name = "Opnieuw meten voor Mieke" if again else "Kies leefdomeinen voor Mieke"
    page.get_by_role("link", name=re.compile(name)).click()
    if not again:
        for domain in DOMEINEN:
            there(page.get_by_role("checkbox", name=domain, exact=True)).check(force=True)
        page.get_by_label(re.compile("Waarom")).fill("De vraag gaat over huishouden, pijn en alleen zijn.")
    page.get_by_role("button", name="Verder naar de scores").click()
    page.wait_for_url(re.compile("/scoren/"))
    placed(page)
    for digit in digits:
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zelfredzaamheid/")
    assert "".join(str(score.niveau) for score in latest_scores(casus)) == digits
    assert Meting.objects.count() == (2 if again else 1)


def noor_makes_the_plan(page: Page, casus: Casus) -> None:
    """From her question, in her words, one click to a goal; then who does what."""
    page.goto(f"/casussen/{casus.pk}/plan/")
    page.get_by_role("link", name="Vraag erbij").click()
    page.get_by_label("Wat is de vraag, in eigen woorden?").fill(DOEL)
    page.get_by_label("Van wie?").select_option(label="Mieke")
    page.get_by_label("Leefgebied").select_option(label="ADL")
    page.get_by_role("button", name="Bewaren").click()
    with answered(page):
        page.get_by_role("button", name=re.compile("Maak er een doel van")).click()
    expect(page.get_by_role("heading", name=DOEL)).to_be_visible()
    page.get_by_role("link", name="Afspraak erbij").click()
    page.get_by_label("Wat spreken we af?").fill("Op dinsdag samen strijken")
    page.get_by_label("Wie doet het?").select_option(label="Vrijwilliger")
    page.get_by_label(re.compile("^Naam")).fill("Truus")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("link", name="Op dinsdag samen strijken")).to_be_visible()
    assert Doel.objects.get().acties.get().wie_naam == "Truus"


def noor_notes_the_support(page: Page, casus: Casus) -> None:
    """What was there already is own strength; what is new is a neighbour, not a provision."""
    lines = (("Steun die er al is", "Mieke kookt en wast zelf", "Inwoner"),
             ("Nieuwe steun", "Truus strijkt en winkelt mee", "Vrijwilliger"))  # fmt: skip
    for button, text, who in lines:
        page.goto(f"/casussen/{casus.pk}/ondersteuning/")
        page.get_by_role("link", name=button).click()
        page.get_by_label("Welke steun is het?").fill(text)
        choose(page, "Wie doet het?", who)
        page.get_by_label("Leefgebied").select_option(label="ADL")
        with answered(page):
            page.get_by_role("button", name="Bewaren").click()
        expect(page.get_by_text(text).first).to_be_visible()
    assert set(Inzet.objects.values_list("aard", "kring").order_by()) == {
        ("bestaand", "eigen_kracht"), ("nieuw", "sociaal_netwerk"),
    }  # fmt: skip


def the_plan_goes_home(page: Page, casus: Casus) -> None:
    """On paper: her words, who does what, whom to call; nothing of the team's own notes."""
    page.goto(f"/casussen/{casus.pk}/plan/")
    answer = page.context.request.get(take_home(page))
    assert answer.headers["content-type"] == "application/pdf"
    assert "ermans" not in answer.headers["content-disposition"]
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)
    words = " ".join(text.split())
    for piece in (DOEL, "Truus", "Op dinsdag samen strijken", "Noor"):
        assert piece in words, piece
    assert "Ze zoekt ook een maatje" not in words
    page.goto(f"/casussen/{casus.pk}/plan/")
    page.get_by_role("link", name="Akkoord of niet").click()
    choose(page, "Wat vindt het huishouden van het plan?", "Akkoord")
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/plan/")
    plan = Plan.objects.get()
    assert (plan.akkoord, plan.verstrekt_op) == ("akkoord", date.today())


def the_reporter_hears(page: Page, melding: Melding) -> None:
    """Picked up, help arranged, nothing needed from you: three closed answers, no content."""
    page.goto(f"/meldingen/{melding.pk}/terugkoppeling/")
    choose(page, "Mag de melder horen hoe het gaat?", "De melder helpt mee en heeft het antwoord daarvoor nodig")
    with answered(page):
        page.get_by_role("button", name="Vastleggen").click()
    for question, answer in (
        ("Is er hulp geregeld?", "Ja"), ("Is het probleem opgelost?", "Nee"),
        ("Wordt er nog iets van de melder verwacht?", "Nee"), ("Hoe?", "Telefoon"),
    ):  # fmt: skip
        choose(page, question, answer)
    with answered(page):
        page.get_by_role("button", name="Versturen").click()
    sent = Terugkoppelbericht.objects.get(status="verstuurd")
    assert (sent.hulp_geregeld, sent.probleem_opgelost, sent.iets_verwacht) == (True, False, False)


def they_look_back(page: Page, casus: Casus) -> None:
    """Three months later the goal is judged by Mieke and by Noor, apart."""
    page.goto(f"/casussen/{casus.pk}/plan/")
    page.get_by_role("link", name=re.compile("Hoe gaat het")).click()
    choose(page, "Wat vindt de inwoner?", "Behaald")
    choose(page, "Wat vindt u?", "Deels behaald")
    with answered(page):
        page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("deels behaald").first).to_be_visible()
    judged = Doel.objects.get().evaluaties.get()
    assert (judged.oordeel_inwoner, judged.oordeel_medewerker) == ("behaald", "deels")


def noor_closes(page: Page, casus: Casus) -> None:
    """Result per goal, the reason, and the questions of the review."""
    page.goto(f"/casussen/{casus.pk}/afsluiten/")
    choose(page, DOEL, "Behaald")
    page.get_by_role("radio", name="Doelen bereikt", exact=True).check(force=True)
    page.get_by_label("Hoe is het gegaan, in één zin?").fill("Truus en Mieke redden het samen.")
    page.get_by_text("Terugkijken op de werkwijze").click()
    choose(page, "Deed het team iets anders dan vroeger?", "Ja")
    page.get_by_role("checkbox", name="Eigen netwerk benut").check(force=True)
    page.get_by_role("button", name="Afsluiten", exact=True).click()
    page.wait_for_url(f"**/casussen/{casus.pk}/")
    assert Afsluiting.objects.get().reden == "doelen_bereikt"
    review = Werkwijzereview.objects.get()
    assert (review.wijkt_af, review.redenen) == (True, ["eigen_netwerk"])
    assert Nazorg.objects.get().gepland_op == date.today() + timedelta(days=42)


def noor_asks_how_it_goes(page: Page, casus: Casus) -> None:
    """Six weeks later: does it still go well, and were agreements made as equals?"""
    page.goto("/")
    expect(page.get_by_text("Nazorg: vraag hoe het gaat").first).to_be_visible()
    page.goto(f"/casussen/{casus.pk}/nazorg/")
    choose(page, "Zijn de afspraken als gelijken gemaakt?", "Ja")
    page.get_by_role("radio", name="Het gaat goed").check(force=True)
    with answered(page):
        page.get_by_role("button", name="Vastleggen", exact=True).click()
    after = Nazorg.objects.get()
    assert (after.resultaat, after.gelijkwaardig, after.gedaan_op) == ("gaat_goed", "ja", date.today())
    expect(page.get_by_text("Het gaat goed").first).to_be_visible()
