"""A text that came longer from another system than a screen asks for is opened and saved without losing a letter."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.plannen.models import Doel, Inzet
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel, make_inzet

Als = Callable[[Gebruiker], Client]
LANG = "Een regel van elders.\n\n" * 80 + "Het einde."


class Ingevuld(HTMLParser):
    """What a browser would send of a form: as it stands on the page, with CRLF at ends of lines."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.velden: dict[str, str | list[str]] = {}
        self._text = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "textarea":
            self._text, self.velden[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in found:
            self.velden[self._select] = found.get("value", "")
        elif tag == "input" and found.get("type") in ("radio", "checkbox"):
            if "checked" in found:
                kept = self.velden.get(name, [])
                self.velden[name] = [*kept, found.get("value", "on")] if isinstance(kept, list) else kept
        elif tag == "input" and name:
            self.velden[name] = found.get("value", "").replace("\n", "")  # a browser drops them from a line

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            text = str(self.velden[self._text]).removeprefix("\n")
            self.velden[self._text], self._text = text.replace("\n", "\r\n"), ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.velden[self._text] = str(self.velden[self._text]) + data


def melding_page(cast: Cast) -> tuple[str, type[Melding], int]:
    found = register_melding(by=SYSTEEM, gegevens=Meldinggegevens("Kort", wie_naam="Truus Jansen", team=cast.noord))
    return reverse("meldingen:aanvullen", args=[found.pk]), Melding, found.pk


def doel_page(cast: Cast) -> tuple[str, type[Doel], int]:
    found = make_doel(cast)
    return reverse("plannen:doel", args=[cast.casus.pk, found.pk]), Doel, found.pk


def inzet_page(cast: Cast) -> tuple[str, type[Inzet], int]:
    found = make_inzet(cast)
    return reverse("plannen:inzet", args=[cast.casus.pk, found]), Inzet, found


@pytest.mark.parametrize("pagina", [melding_page, doel_page, inzet_page])
def test_a_longer_text_is_opened_and_saved_whole(
    cast: Cast, als: Als, pagina: Callable[[Cast], tuple[str, type[Melding] | type[Doel] | type[Inzet], int]]
) -> None:
    url, model, pk = pagina(cast)
    model.objects.get(pk=pk).change(omschrijving=LANG)
    client = als(cast.noor)
    page = client.get(url).content.decode()
    there = page.index('name="omschrijving"')
    sent = Ingevuld(page[page.rindex("<form", 0, there) : page.index("</form>", there)]).velden
    assert client.post(url, sent).status_code == 302
    assert model.objects.get(pk=pk).omschrijving == LANG
    longer = sent | {"omschrijving": f"{sent['omschrijving']} En nog iets.", "versie": ""}
    assert client.post(url, longer).status_code == 422
    shorter = sent | {"omschrijving": "Nu kort.", "idempotentiesleutel": "", "versie": ""}
    assert client.post(url, shorter).status_code == 302
    assert model.objects.get(pk=pk).omschrijving == "Nu kort."


def test_what_is_not_known_elsewhere_may_stay_unknown(cast: Cast, als: Als) -> None:
    url, _, pk = inzet_page(cast)
    Inzet.objects.filter(pk=pk).update(omschrijving="", uitvoerder_soort="")
    sent = {"versie": "1", "leefdomein": Inzet.objects.get().leefdomein_id, "aard": "bestaand", "wet": "algemeen",
            "kring": "maatwerk", "status": "ingezet", "van": "2020-01-01", "omvang": "2 uur"}  # fmt: skip
    assert als(cast.noor).post(url, sent).status_code == 302
    found = Inzet.objects.get()
    assert (found.omschrijving, found.uitvoerder_soort, found.omvang) == ("", "", "2 uur")
    url, _, pk = doel_page(cast)
    Doel.objects.filter(pk=pk).update(omschrijving="")
    domain = str(Doel.objects.get(pk=pk).leefdomein_id)
    sent = {"versie": "1", "leefdomein": domain, "wet": "algemeen", "interne_notitie": "Nagevraagd"}
    assert als(cast.noor).post(url, sent).status_code == 302
    assert Doel.objects.get(pk=pk).interne_notitie == "Nagevraagd"
    assert als(cast.noor).post(reverse("plannen:doel_nieuw", args=[cast.casus.pk]), sent).status_code == 422
