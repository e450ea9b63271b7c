"""A household on the screen: someone known is recognised while typing, and two records become one and two again."""

import re

import pytest
from playwright.sync_api import expect

from keukentafel.personen.models import Huishoudlid, Persoon, Samenvoeging
from keukentafel.personen.zoekindex import rebuild_index
from tests.browser.conftest import Desk, answered
from tests.cast import LANG_GELEDEN, Cast

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_someone_known_is_recognised_while_typing_and_joins(cast: Cast, desk: Desk, width: int) -> None:
    rebuild_index()
    page = desk(cast.sanne, width=width)
    page.goto(f"/huishoudens/{cast.gezin.pk}/")
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Voornamen").press_sequentially("Bram")
    with page.expect_response(lambda it: it.url.endswith("/gelijkenden/") and "=Buur" in (it.request.post_data or "")):
        page.get_by_label("Achternaam").press_sequentially("Buur")  # the list is drawn anew after the last letter
    choice = page.get_by_role("radio", name=re.compile("Bram Buur"))
    expect(choice).to_be_visible()
    choice.check()
    expect(choice).to_be_checked()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("link", name="Bram Buur", exact=True)).to_be_visible()
    assert Persoon.objects.filter(achternaam="Buur").count() == 1


def test_without_script_someone_new_joins(cast: Cast, desk: Desk) -> None:
    page = desk(cast.sanne, javascript=False)
    page.goto(f"/huishoudens/{cast.gezin.pk}/leden/nieuw/")
    page.get_by_label("Voornamen").fill("Ans")
    page.get_by_label("Achternaam").fill("van den Boogaart")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("link", name="Ans van den Boogaart", exact=True)).to_be_visible()


def test_two_records_are_merged_and_parted_with_one_click(cast: Cast, desk: Desk) -> None:
    double = Persoon.objects.create(voornamen="Mieke", tussenvoegsel="de", achternaam="Wit", telefoon="0612345678")
    Huishoudlid.objects.create(huishouden=cast.gezin, persoon=double, rol="volwassene", van=LANG_GELEDEN)
    page = desk(cast.noor)
    page.goto(f"/huishoudens/{cast.gezin.pk}/personen/{cast.mieke.pk}/")
    page.get_by_role("link", name="Samenvoegen").click()
    page.get_by_role("radio", name=re.compile("Mieke de Wit")).check()
    page.get_by_role("button", name="Vergelijken").click()
    expect(page.get_by_role("cell", name="0612345678").first).to_be_visible()
    page.get_by_role("button", name="Samenvoegen").click()
    expect(page.get_by_text("0612345678")).to_be_visible()
    with answered(page):
        page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("0612345678")).to_have_count(0)
    assert Samenvoeging.objects.get().ongedaan_op is not None
