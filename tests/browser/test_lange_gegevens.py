"""Long words: names, titles and sentences without a space never make a page wider than a phone.

Every text that someone can type is filled with one word as long as the field allows (at most LANG characters), for the
people, the household, the melding, the case and the plan of the cast; then the main screens are opened on two phones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from keukentafel.core.models import Basismodel
from keukentafel.core.privacy import Privacy
from keukentafel.core.versleuteling import VersleuteldJsonveld, VersleuteldTekstveld
from keukentafel.toegang.public import Gebruiker
from tests.browser.conftest import Desk
from tests.browser.eyes import sticks_out
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import screens

LANG = 140  # characters; longer than a name in the BRP without a space ever is
KORT = 60  # a field that takes fewer holds a code, a number or a postcode
WOORD = "Wijnkelder"
PHONES = (320, 360)
#: Who opens it, and the screen: what a worker sees every day, and every form about people.
SCREENS = (
    ("lot", "meldingen:nieuw"), ("lot", "meldingen:acuut"), ("tom", "meldingen:bak"), ("tom", "meldingen:melding"),
    ("tom", "meldingen:aanvullen"), ("tom", "meldingen:regiecheck"), ("noor", "werkplek:vandaag"),
    ("noor", "werkplek:casuslijst"), ("tom", "werkplek:teambord"), ("noor", "werkplek:casuspagina"),
    ("noor", "plannen:plan"), ("noor", "personen:huishouden"), ("noor", "personen:persoon"),
    ("noor", "personen:persoon_wijzigen"), ("noor", "personen:ander"), ("noor", "personen:lid_toevoegen"),
    ("noor", "personen:relatie_toevoegen"), ("noor", "personen:verhuizen"), ("noor", "personen:samenvoegen"),
    ("noor", "personen:belang"), ("noor", "casussen:samenvatting"), ("noor", "nazorg:afsluiten"),
)  # fmt: skip


def typed_texts(model: type[Basismodel]) -> Iterator[models.CharField[str, str]]:
    """The fields of a model in which someone types words."""
    together = {
        name for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint) for name in rule.fields
    }
    for field in model._meta.concrete_fields:
        words = isinstance(field, models.CharField | models.TextField) and not (field.choices or field.unique)
        words = words and not isinstance(field, VersleuteldJsonveld)
        technical = model.privacy.get(field.name) is Privacy.TECHNISCH
        if (
            words
            and not technical
            and field.name not in together
            and (field.max_length is None or field.max_length >= KORT)
        ):
            yield field


def stretch() -> int:
    """Fill what was typed with one long word everywhere; the number of fields that were filled."""
    filled = 0
    for model in apps.get_models():
        ours = issubclass(model, Basismodel) and not hasattr(model, "history_id")
        if not ours or model._meta.app_label == "referentielijsten":  # the words of a list are chosen to be short
            continue
        words = {field.name: (WOORD * LANG)[: min(field.max_length or LANG, LANG)] for field in typed_texts(model)}
        secret = [name for name in words if isinstance(model._meta.get_field(name), VersleuteldTekstveld)]
        for row in model._base_manager.all() if secret else ():  # encrypted for its own row
            for name in secret:
                setattr(row, name, words[name])
            row.save(update_fields=secret)
        if plain := {name: word for name, word in words.items() if name not in secret}:
            filled += model._base_manager.update(**plain)
    return filled


def widths(page: Page, url: str) -> list[int]:
    """How far the page sticks out on each phone."""
    page.set_viewport_size({"width": PHONES[0], "height": 800})
    page.goto(url)
    found = [sticks_out(page)]
    page.set_viewport_size({"width": PHONES[1], "height": 800})
    return [*found, sticks_out(page)]


@pytest.mark.django_db(transaction=True)
def test_no_long_word_makes_a_page_wider_than_a_phone(
    cast: Cast, als: Callable[[Gebruiker], Client], desk: Desk
) -> None:
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    assert stretch() > 20
    pages: dict[str, Page] = {}
    wide, bare = [], []
    ids = {screen.naam: screen.ids for screen in screens()}
    for who, name in SCREENS:
        page = pages.get(who) or pages.setdefault(who, desk(getattr(cast, who)))
        out = widths(page, reverse(name, kwargs={each: values[each] for each in ids[name]}))
        if WOORD not in page.content():
            bare.append(name)
        if max(out) > 0:
            wide.append(f"{name} ({who}): {out} px at {PHONES}: {widest(page)}")
    assert not wide, "\n".join(wide)
    assert set(bare) <= {"meldingen:acuut"}, f"no long word on {bare}: this test would not see it"


@pytest.mark.django_db(transaction=True)
def test_the_desk_stays_narrow_with_a_long_organisation_and_its_faults(cast: Cast, desk: Desk) -> None:
    assert stretch() > 5
    page = desk(cast.lot, width=PHONES[0])
    page.goto(reverse("meldingen:nieuw"))
    page.get_by_label("Professional").check(force=True)
    assert sticks_out(page) <= 0, widest(page)
    page.get_by_label("Om wie gaat het?").fill(WOORD * 20)
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("heading", name=re.compile("moet")).wait_for()
    assert sticks_out(page) <= 0, widest(page)


def widest(page: Page) -> str:
    """The elements that reach past the window, for the message."""
    found: str = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 4).map(e => e.tagName + '.' + e.className).join(', ')"
    )
    return found
