"""The other three stories of the evaluation, end to end through the screens (R-019, requirements.md 5.4).

Mieke's is in test_mieke.py. Each asserts what its source tells: who sees what, what was found, what was not needed,
what the reporter heard, and what stands in the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from keukentafel.audit.public import SYSTEEM, verify_chain
from keukentafel.casussen.public import Casus, stand_of
from keukentafel.meldingen.actions.verzenden import send_waiting
from keukentafel.meldingen.public import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.nazorg.public import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.partner.public import make_sleutel
from keukentafel.plannen.public import Inzet, Plan
from keukentafel.referentielijsten.public import Casusstand, Kring
from keukentafel.socialekaart.public import Organisatie, Postcodegebied
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.public import Aanvraag
from tests.browser.conftest import Desk, answered, placed
from tests.browser.eyes import sticks_out, violations
from tests.cast import Cast
from tests.journeys import stappen
from tests.journeys.stappen import choose, press
from tests.journeys.tijd import pass_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Als = Callable[[Gebruiker], Client]
GELD = "Ik wil mijn achterstanden afbetalen"
WERK = "Ik wil weer werk"
SOMBER = "Zoon van 20 is somber en komt tot niets. Is behandeling nodig of andere hulp?"


@pytest.fixture(autouse=True)
def area(cast: Cast) -> None:
    """The postcode of the stories lies in the area of Team Noord."""
    Postcodegebied.objects.create(postcode="6217", gebied=cast.gebied)


def closed_to(als: Als, cast: Cast, casus: Casus) -> None:
    """A stranger does not find the case; the desk and the administrator may not open cases at all."""
    for user, status in ((cast.zeno, 404), (cast.lot, 403), (cast.bea, 403)):
        answer = als(user).get(f"/casussen/{casus.pk}/")
        assert answer.status_code == status, user.naam
        assert casus.persoon.achternaam not in answer.content.decode()


def figures(page: Page) -> str:
    """What the team lead reads of the meldingen of his team this year."""
    since = timezone.localdate() - timedelta(days=365)
    page.goto(f"/meldingen/cijfers/?van={since.isoformat()}&tot={timezone.localdate().isoformat()}")
    return " ".join(page.get_by_role("main").inner_text().split())


def new_circles() -> set[str]:
    """In which circles support was added."""
    return set(Inzet.objects.filter(aard="nieuw").values_list("kring", flat=True).order_by())


def test_dirk_had_one_contact_person_and_no_product(cast: Cast, desk: Desk, als: Als) -> None:
    """Debts, a job and a home after a divorce: one person to call, his own network, no provision; half a year."""
    melding = dirk_calls(desk(cast.lot))
    tom, noor = desk(cast.tom), desk(cast.noor)
    stappen.check_regie(
        tom,
        melding,
        {
            "Spelen er vragen op meer dan één leefgebied?": "Ja",
            "Is er nu een regisseur?": "Nee",
            "Wie heeft nu de regie?": "Niemand",
        },
    )
    casus = stappen.assign(tom, melding, "Noor")
    assert [role.medewerker.naam for role in casus.rollen.filter(rol="regisseur")] == ["Noor"]
    closed_to(als, cast, casus)
    stappen.note(noor, casus, "Alle brieven op tafel. Vanaf nu één nummer: dat van mij.", "Keukentafelgesprek")
    stappen.score(noor, casus, "Dirk", ("Financiën", "Dagbesteding", "Huisvesting"), "222")
    stappen.goal(noor, casus, GELD, "Dirk", "Financiën")
    stappen.goal(noor, casus, WERK, "Dirk", "Dagbesteding")
    stappen.support(noor, casus, "Nieuwe steun", "Zijn broer leest brieven mee", "Netwerk", "Dagbesteding")
    stappen.agree(noor, casus)
    assert (Plan.objects.count(), Plan.objects.get().akkoord) == (1, "akkoord")
    pass_days(182)
    stappen.score(noor, casus, "Dirk", (), "444", again=True)
    noor.goto(f"/casussen/{casus.pk}/afsluiten/")
    for words in (GELD, WERK):
        choose(noor, words, "Behaald")
    noor.get_by_role("radio", name="Doelen bereikt", exact=True).check(force=True)
    noor.get_by_label("Hoe is het gegaan, in één zin?").fill("Werk en een regeling. Dirk kan het zelf.")
    noor.get_by_role("button", name="Afsluiten", exact=True).press("Enter")
    noor.wait_for_url(f"**/casussen/{casus.pk}/")
    casus.refresh_from_db()
    assert casus.afgesloten_op is not None and (casus.afgesloten_op - casus.aangemeld_op).days == 182
    assert stand_of(casus) == Casusstand.AFGESLOTEN and Afsluiting.objects.get().reden == "doelen_bereikt"
    assert new_circles() == {Kring.SOCIAAL_NETWERK} and not Aanvraag.objects.exists()
    assert not Terugkoppeling.objects.exists(), "he reported himself: he is called, not answered"
    told = figures(tom)
    assert "Binnengekomen 1 melding" in told and "1 van 1 regiechecks (100%)" in told
    assert verify_chain()[1] is None


def dirk_calls(page: Page) -> Melding:
    """He calls himself; the desk never leaves the keyboard."""
    page.goto("/meldingen/nieuw/")
    keys = placed(page).keyboard
    for text in ("Dirk Vermeulen", "8-11-1981", "6217AB", "77"):
        keys.type(text)
        keys.press("Tab")
    page.get_by_label(re.compile("Wat is de vraag")).focus()
    keys.type("Na mijn scheiding ben ik mijn werk kwijt en betaal ik de vaste lasten niet meer.")
    page.get_by_role("button", name="Opslaan").focus()
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    melding = Melding.objects.get()
    assert (melding.team.naam, melding.melder_soort, melding.wie_telefoon) == ("Team Noord", "inwoner_zelf", "")
    return melding


def test_mother_and_son_needed_no_psychiatry(cast: Cast, desk: Desk, als: Als) -> None:
    """By the huisarts' own form; two intakers; no treatment but work and debts; followed, and the huisarts hears it."""
    practice = Organisatie.objects.create(naam="Praktijk De Linde", soort="partner", email="balie@linde.invalid")
    _made, key = make_sleutel(by=SYSTEEM, organisatie=practice, tot=timezone.localdate())
    melding = the_practice_reports(desk(None), key)
    tom, noor = desk(cast.tom), desk(cast.noor)
    tom.goto("/meldingen/")
    expect(tom.get_by_text("Praktijk De Linde, met het partnerformulier")).to_be_visible()
    casus = stappen.assign(tom, melding, "Noor", "Sanne")
    assert sorted(casus.rollen.filter(rol="mede_intaker").values_list("medewerker__naam", flat=True)) == [
        "Noor",
        "Sanne",
    ]
    stappen.joins(casus, "Ria", "Lemmens", date(1978, 2, 17))
    closed_to(als, cast, casus)
    stappen.note(
        noor, casus, "Met z'n vieren aan tafel. Kevin is niet ziek: geen behandeling nodig.", "Keukentafelgesprek"
    )
    stappen.score(noor, casus, "Kevin", ("Financiën", "Dagbesteding"), "22")
    stappen.goal(noor, casus, "Ik wil werk en mijn schulden kwijt", "Kevin", "Financiën")
    stappen.goal(noor, casus, "Ik wil weten hoe ik mijn zoon aanspreek", "Ria", "Huiselijke relaties")
    stappen.support(
        noor, casus, "Nieuwe steun", "Jongerenwerk: samen werk zoeken", "Sociaal team", "Dagbesteding",
        "Algemene voorziening",
    )  # fmt: skip
    stappen.agree(noor, casus)
    the_practice_hears(noor, melding)
    noor.goto(f"/casussen/{casus.pk}/volgen/")
    with answered(noor):
        noor.get_by_role("button", name="Opslaan", exact=True).press("Enter")
    casus.refresh_from_db()
    assert stand_of(casus) == Casusstand.VOLGEN
    assert Plan.objects.get().doelen.count() == 2, "one household, one plan"
    assert new_circles() == {Kring.ALGEMEEN} and not Aanvraag.objects.exists()
    assert "1 van 1 binnen 14 dagen" in figures(tom)
    assert verify_chain()[1] is None


def the_practice_reports(page: Page, key: str) -> Melding:
    """Without an account, on a telephone, and without the mouse: the key, the form, a number."""
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/partner/")
    page.get_by_label("Sleutel van uw organisatie").focus()
    page.keyboard.type(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner/melding/")
    assert violations(page) == [] and sticks_out(page) <= 0
    for label, text in (
        ("Om wie gaat het?", "Kevin Lemmens"), ("Postcode", "6217AB"), ("Wat is de vraag", SOMBER),
        ("Uw naam", "Dokter Smits"), ("Uw telefoon", "043 123 45 67"),
    ):  # fmt: skip
        page.get_by_label(re.compile(label)).first.fill(text)
    press(page, "Ja, en die vindt het goed")
    page.get_by_role("button", name="Versturen").press("Enter")
    page.wait_for_url("**/partner/ontvangen/")
    melding = Melding.objects.get()
    shown = page.get_by_role("main").inner_text()
    assert f"M{melding.pk}" in shown and "Team Noord" in shown and "Kevin" not in shown
    assert "/toegang/login/" in page.context.request.get(f"/meldingen/{melding.pk}/").url
    return melding


def the_practice_hears(page: Page, melding: Melding) -> None:
    """By mail: help is arranged, nothing is asked; no name and no topic."""
    sent = stappen.answer_reporter(
        page, melding,
        {"Is er hulp geregeld?": "Ja", "Is het probleem opgelost?": "Nee",
         "Wordt er nog iets van de melder verwacht?": "Nee", "Hoe?": "E-mail"},
    )  # fmt: skip
    assert (sent.hulp_geregeld, sent.probleem_opgelost, sent.iets_verwacht) == (True, False, False)
    mail.outbox.clear()
    assert send_waiting() == (1, 0)
    text = stappen.only_mail()
    assert mail.outbox[0].to == ["balie@linde.invalid"] and f"M{melding.pk}" in text
    for secret in ("Kevin", "Lemmens", "somber", "schuld", "Sanne"):
        assert secret not in text


def test_the_lady_of_65_borrows_a_mobility_scooter(cast: Cast, desk: Desk, als: Als) -> None:
    """The psychiatrist's talks did not help; a borrowed scooter and her family did; closed within three months."""
    melding = the_huisarts_calls(desk(cast.lot))
    tom, noor = desk(cast.tom), desk(cast.noor)
    casus = stappen.assign(tom, melding, "Noor")
    closed_to(als, cast, casus)
    stappen.note(noor, casus, "Met haar zus erbij: ze wil naar mensen toe.", "Huisbezoek")
    stappen.score(noor, casus, "Corrie", ("Sociaal netwerk", "Maatschappelijke participatie"), "22")
    wish = "Ik wil naar mijn familie en vrienden toe kunnen"
    stappen.goal(noor, casus, wish, "Corrie", "Maatschappelijke participatie")
    stappen.support(
        noor, casus, "Steun die er al is", "Gesprekken met de psychiater", "Tweede lijn", "Geestelijke gezondheid"
    )
    stappen.support(
        noor, casus, "Nieuwe steun", "Scootmobiel lenen bij de uitleen", "Buurt", "Maatschappelijke participatie",
        "Algemene voorziening",
    )  # fmt: skip
    stappen.support(noor, casus, "Nieuwe steun", "Haar zus gaat mee op pad", "Netwerk", "Sociaal netwerk")
    stappen.agree(noor, casus)
    assert "Maatwerkvoorziening" in noor_sees_the_turn(noor, casus)
    pass_days(84)
    stappen.score(noor, casus, "Corrie", (), "44", again=True)
    noor_closes_with_her_word(noor, casus, wish)
    casus.refresh_from_db()
    assert casus.afgesloten_op is not None and (casus.afgesloten_op - casus.aangemeld_op).days <= 92
    assert new_circles() == {Kring.ALGEMEEN, Kring.SOCIAAL_NETWERK} and not Aanvraag.objects.exists()
    due = Nazorg.objects.get()
    assert due.resultaat == "" and due.gepland_op > timezone.localdate()
    assert Taak.objects.open().filter(casus=casus, soort="nazorg").exists()
    assert not Terugkoppelbericht.objects.filter(status="verstuurd").exists(), "nobody asked on which ground"
    assert verify_chain()[1] is None


def the_huisarts_calls(page: Page) -> Melding:
    """By telephone this time: the desk notes who calls, and for whom."""
    page.goto("/meldingen/nieuw/")
    placed(page)
    for text in ("Corrie Janssens", "4-4-61", "6217AB", "31"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    press(page, "Professional")
    page.get_by_label("Naam van de melder").fill("Huisarts, namens de psychiater")
    page.get_by_label(re.compile("Wat is de vraag")).fill("Komt na een hersenbloeding de deur niet meer uit.")
    page.get_by_role("button", name="Opslaan").press("Enter")
    page.wait_for_url(re.compile(r"/meldingen/\d+/$"))
    return Melding.objects.get()


def noor_sees_the_turn(page: Page, casus: Casus) -> str:
    """What was there and what is new, by circle, with the drawing of the kanteling."""
    page.goto(f"/casussen/{casus.pk}/ondersteuning/")
    expect(page.get_by_role("link", name="Scootmobiel lenen bij de uitleen", exact=True)).to_be_visible()
    expect(page.get_by_role("figure").first).to_be_visible()
    return page.get_by_role("main").inner_text()


def noor_closes_with_her_word(page: Page, casus: Casus, wish: str) -> None:
    """The result, the review questions, and satisfaction in her own word."""
    page.goto(f"/casussen/{casus.pk}/afsluiten/")
    choose(page, wish, "Behaald")
    page.get_by_role("radio", name="Doelen bereikt", exact=True).check(force=True)
    page.get_by_text("Terugkijken op de werkwijze").click()
    choose(page, "Is er een ander arrangement dan vroeger?", "Ja")
    choose(page, "Is de inwoner tevreden met het arrangement?", "Ja")
    choose(page, "Wie zegt of de inwoner tevreden is?", "De inwoner zelf")
    page.get_by_role("button", name="Afsluiten", exact=True).press("Enter")
    page.wait_for_url(f"**/casussen/{casus.pk}/")
    review = Werkwijzereview.objects.get()
    assert (review.ander_arrangement, review.tevreden, review.woord_van) == (True, True, "inwoner")
