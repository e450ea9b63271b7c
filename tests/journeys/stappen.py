"""The steps that the stories share, each through the screen on which the work is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.core import mail
from playwright.sync_api import Page, expect

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.meldingen.public import Melding, MeldingCasus, Terugkoppelbericht
from keukentafel.personen.public import Persoon, Persoongegevens, add_member, register_persoon
from keukentafel.plannen.public import Doel
from keukentafel.zelfredzaamheid.public import latest_scores
from tests.browser.conftest import answered, placed, there
from tests.woorden import one_with


def choose(page: Page, group: str, option: str) -> None:
    """Pick a radio by the words of its question and of its answer."""
    radio = page.get_by_role("group", name=group).get_by_role("radio", name=option, exact=True)
    there(radio.first).check(force=True)


def press(page: Page, option: str) -> None:
    """Pick a radio with the keyboard: go to it, and the space bar."""
    there(page.get_by_role("radio", name=option, exact=True).first).press("Space")


def check_regie(page: Page, melding: Melding, answers: dict[str, str]) -> None:
    """The regiecheck of a melding: the questions that were asked, by their words."""
    page.goto(f"/meldingen/{melding.pk}/")
    page.get_by_role("link", name="Regiecheck").click()
    for question, answer in answers.items():
        choose(page, question, answer)
    page.get_by_role("button", name="Vastleggen").click()
    page.wait_for_url(f"**/meldingen/{melding.pk}/")


def assign(page: Page, melding: Melding, *names: str) -> Casus:
    """The team lead gives the melding to these workers: it is a case from then on."""
    page.goto(f"/meldingen/{melding.pk}/")
    people = page.get_by_role("group", name="Wie doet deze melding?")
    for name in names:
        there(people.get_by_role("checkbox", name=name)).check(force=True)
    page.get_by_role("button", name="Toewijzen").click()
    expect(page.get_by_text("Dit is een casus geworden")).to_be_visible()
    return Casus.objects.get(pk=MeldingCasus.objects.get(melding=melding).casus_id)


def joins(casus: Casus, given: str, surname: str, born: date) -> Persoon:
    """Somebody else of the household (adding people has tests of its own)."""
    data = Persoongegevens(voornamen=given, achternaam=surname, geboortedatum=born)
    persoon = register_persoon(by=SYSTEEM, gegevens=data)
    since = date.today() - timedelta(days=900)
    add_member(by=SYSTEEM, huishouden=casus.huishouden, persoon=persoon, rol="volwassene", van=since)
    return persoon


def note(page: Page, casus: Casus, text: str, how: str) -> None:
    """What was heard, in the box that is always open, sent from the keyboard."""
    page.goto(f"/casussen/{casus.pk}/")
    page.get_by_label("Hoe was het contact?").select_option(label=how)
    page.get_by_label("Wat is er gebeurd of afgesproken?").fill(text)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(text)).to_be_visible()


def score(page: Page, casus: Casus, who: str, domains: Sequence[str], digits: str, *, again: bool = False) -> None:
    """Only the domains of the question, by the digits of the keyboard; the second time the same ones."""
    page.goto(f"/casussen/{casus.pk}/zelfredzaamheid/")
    start = "Opnieuw meten voor" if again else "Kies leefdomeinen voor"
    page.get_by_role("link", name=re.compile(f"{start} {who}")).click()
    if not again:
        for domain in domains:
            there(page.get_by_role("checkbox", name=domain, exact=True)).check(force=True)
        page.get_by_label(re.compile("Waarom")).fill("Hier gaat de vraag over.")
    page.get_by_role("button", name="Verder naar de scores").click()
    page.wait_for_url(re.compile("/scoren/"))
    placed(page)
    for digit in digits:
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zelfredzaamheid/")
    assert "".join(str(each.niveau) for each in latest_scores(casus)) == digits


def goal(page: Page, casus: Casus, words: str, who: str, domain: str) -> Doel:
    """A question in someone's own words, and one press makes it a goal of the one plan."""
    page.goto(f"/casussen/{casus.pk}/plan/")
    page.get_by_role("link", name="Vraag erbij").click()
    page.get_by_label("Wat is de vraag, in eigen woorden?").fill(words)
    page.get_by_label("Van wie?").select_option(label=who)
    page.get_by_label("Leefgebied").select_option(label=domain)
    page.get_by_role("button", name="Bewaren").click()
    with answered(page):
        page.get_by_role("button", name=re.compile(f"Maak er een doel van.*{re.escape(words)}")).press("Enter")
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    return one_with(Doel.objects.all(), omschrijving=words)


def support(page: Page, casus: Casus, button: str, text: str, who: str, domain: str, kring: str = "") -> None:
    """Support that was there or that is new, and who gives it; `kring` only when it does not follow from who."""
    page.goto(f"/casussen/{casus.pk}/ondersteuning/")
    page.get_by_role("link", name=button).click()
    page.get_by_label("Welke steun is het?").fill(text)
    choose(page, "Wie doet het?", who)
    if kring:
        page.get_by_text("Meer over deze steun").click()
        choose(page, "Van wie komt het?", kring)
    page.get_by_label("Leefgebied").select_option(label=domain)
    with answered(page):
        page.get_by_role("button", name="Bewaren").press("Enter")
    expect(page.get_by_text(text).first).to_be_visible()


def take_home(page: Page) -> str:
    """Give the plan along and return the address of the paper; a Chromium without windows saves it and stays here."""
    with page.expect_response(re.compile(r"/versies/\d+/$")) as paper:
        page.get_by_role("button", name="Plan meegeven").click()
    return paper.value.url


def agree(page: Page, casus: Casus) -> None:
    """The plan goes home on paper, and the household agrees."""
    page.goto(f"/casussen/{casus.pk}/plan/")
    take_home(page)
    page.goto(f"/casussen/{casus.pk}/plan/")
    page.get_by_role("link", name="Akkoord of niet").click()
    choose(page, "Wat vindt het huishouden van het plan?", "Akkoord")
    page.get_by_role("button", name="Bewaren").press("Enter")
    page.wait_for_url("**/plan/")


def answer_reporter(page: Page, melding: Melding, answers: dict[str, str]) -> Terugkoppelbericht:
    """The three closed answers, on the ground that the reporter helps; returns what was sent."""
    page.goto(f"/meldingen/{melding.pk}/terugkoppeling/")
    choose(page, "Mag de melder horen hoe het gaat?", "De melder helpt mee en heeft het antwoord daarvoor nodig")
    with answered(page):
        page.get_by_role("button", name="Vastleggen").click()
    for question, answer in answers.items():
        choose(page, question, answer)
    with answered(page):
        page.get_by_role("button", name="Versturen").press("Enter")
    return Terugkoppelbericht.objects.get(terugkoppeling__melding=melding, status="verstuurd")


def only_mail() -> str:
    """The one mail that went out: subject and text."""
    (sent,) = mail.outbox
    return f"{sent.subject}\n{sent.body}"
