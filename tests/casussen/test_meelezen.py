"""A second reader: without names, until a day, and nothing else of the case (security.md 2.3; R-094, R-095)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.casussen.meelezen import age_band, role_names
from keukentafel.casussen.public import Meelezing, ask_meelezing, mark_closed, reopen_casus, withdraw_meelezing
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.taken.public import Taak
from keukentafel.toegang.models import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
TODAY = date.today()
STRAKS = TODAY + timedelta(days=9)
VERTELD = "Mieke de Wit is moe. Mieke's zus Truus belt 06-12345678, mail mieke@voorbeeld.nl. Het gezin De Wit, 6217 AB."


def ask(
    cast: Cast, wie: str = "zeno", vraag: str = "Wat missen wij bij Mieke?", reden_namen: str | None = None
) -> Meelezing:
    return ask_meelezing(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers[wie], vraag=vraag, tot=STRAKS,
        reden_namen=reden_namen,
    )  # fmt: skip


def page_of(asked: Meelezing) -> str:
    return reverse("casussen:meelezing", args=[asked.pk])


def tell(cast: Cast) -> None:
    zus = Persoon.objects.create(voornamen="Truus", achternaam="Bakker")
    Relatie.objects.create(persoon_a=zus, persoon_b=cast.mieke, soort="familie")
    cast.casus.refresh_from_db()
    cast.casus.change(samenvatting=VERTELD)


def test_names_become_roles(cast: Cast) -> None:
    tell(cast)
    said = role_names(cast.casus, TODAY).without_names(VERTELD)
    assert said == (
        "volwassene 1 is moe. volwassene 1 zus een bekende belt [nummer], mail [e-mailadres]. "
        "Het huishouden, [postcode]."
    )


@pytest.mark.parametrize(
    ("geschreven", "getypt"),
    [
        ("Zoë", "Zoe"),
        ("Zoe", "Zoë"),
        ("Renée", "RENEE"),
        ("D'Arcy", "D’Arcy"),
        ("Şükran", "Sukran"),
        ("Anne-Zoë", "Anne Zoe"),
    ],
)
def test_a_name_is_known_with_and_without_its_accents(cast: Cast, geschreven: str, getypt: str) -> None:
    zus = Persoon.objects.create(voornamen=geschreven, achternaam="Bakker")
    Relatie.objects.create(persoon_a=zus, persoon_b=cast.mieke, soort="familie")
    said = role_names(cast.casus, TODAY).without_names(f"{getypt}’s vader belt: {getypt} is er niet.")
    assert not set(re.findall(r"\w+", getypt)) & set(re.findall(r"\w+", said)), said
    assert "vader belt" in said and "is er niet" in said


def test_a_word_inside_another_stays(cast: Cast) -> None:
    namen = role_names(cast.casus, TODAY)
    assert namen.without_names("Witte was, wittebrood en de afwas van den buurman") == (
        "Witte was, wittebrood en de afwas van den buurman"
    )


@pytest.mark.parametrize(
    ("jaren", "band"),
    [(0, "jonger dan 4 jaar"), (4, "4 tot en met 11 jaar"), (12, "12 tot en met 17 jaar"),
     (18, "18 tot en met 29 jaar"), (67, "67 jaar of ouder")],
)  # fmt: skip
def test_an_age_is_a_band(jaren: int, band: str) -> None:
    assert age_band(date(2026 - jaren, 3, 1), date(2026, 3, 1)) == band
    assert age_band(None, TODAY) == ""


def test_who_reads_along_reads_no_name_and_opens_nothing_else(cast: Cast, als: Als) -> None:
    tell(cast)
    asked, client = ask(cast), als(cast.zeno)
    answer = client.get(page_of(asked))
    page = answer.content.decode()
    assert answer.status_code == 200 and "Volwassene 1 is moe" in page and "Wat missen wij bij volwassene 1" in page
    for name in ("Mieke", "Wit", "Truus", "voorbeeld.nl", cast.casus.nummer, "12345678"):
        assert name not in page, name
    for name in ("werkplek:casuspagina", "plannen:plan", "tijdlijn:tijdlijn", "casussen:meelezen"):
        assert client.get(reverse(name, args=[cast.casus.pk])).status_code == 404, name
    assert cast.casus.nummer not in client.get("/").content.decode()
    assert "De Wit" not in client.get("/taken/").content.decode()


def test_with_a_reason_the_names_of_who_lives_there_stay_and_nothing_else(cast: Cast, als: Als) -> None:
    tell(cast)
    asked, client = ask(cast, reden_namen="Zeno kent hen van toen."), als(cast.zeno)
    page = client.get(page_of(asked)).content.decode()
    for said in ("Mieke de Wit is moe", "gezin De Wit", "Zeno kent hen van toen.", "Meelezen met namen", "Volwassene,"):
        assert said.casefold() in page.casefold(), said
    for other in ("Truus", "Bakker is", "06-12345678", "voorbeeld.nl", "6217 AB", cast.casus.nummer):
        assert other not in page, other
    line = Regel.objects.filter(actie="casus_meelezen", actor=cast.zeno.pk).latest("volgnr")
    assert line.grond == "tweede_lezer_met_namen"
    assert client.get(reverse("werkplek:casuspagina", args=[cast.casus.pk])).status_code == 404


def test_who_left_and_shares_a_surname_stays_a_role(cast: Cast) -> None:
    weg = Persoon.objects.create(voornamen="Truus Anna", achternaam=cast.mieke.achternaam, straat="Dorpsweg")
    Relatie.objects.create(persoon_a=weg, persoon_b=cast.mieke, soort="familie")
    said = role_names(cast.casus, TODAY, met_namen=True).without_names("Mieke de Wit zag Anna op de Dorpsweg")
    assert said == "Mieke de Wit zag een bekende op de [adres]"


def test_who_fled_behind_a_shield_or_is_known_to_the_reader_keeps_no_name(cast: Cast, als: Als) -> None:
    """On PostgreSQL the wall hides their rows from the reader: then nobody knew that these words are names."""
    for naam, soort in (("Roosje Vlucht", "afgeschermd"), ("Teun Kennis", "normaal")):
        voornaam, achternaam = naam.split()
        one = Persoon.objects.create(voornamen=voornaam, achternaam=achternaam)
        home = Huishouden.objects.create(naam=naam, label=soort)
        Huishoudlid.objects.create(huishouden=home, persoon=one, rol="volwassene", van=TODAY)
        Huishoudlid.objects.create(
            huishouden=cast.gezin, persoon=one, rol="volwassene", van=TODAY - timedelta(days=90),
            tot=TODAY - timedelta(days=1),
        )  # fmt: skip
    Belang.objects.create(gebruiker=cast.zeno, huishouden=home, gemeld_op=TODAY)
    cast.casus.refresh_from_db()
    cast.casus.change(samenvatting="Sinds Roosje weg is, past Teun Kennis op.")
    page = als(cast.zeno).get(page_of(ask(cast))).content.decode()
    assert "past volwassene" in page
    assert "Roosje" not in page and "Kennis" not in page


def test_the_reason_for_names_names_nobody_else(cast: Cast, als: Als) -> None:
    tell(cast)
    asked = ask(cast, reden_namen="Mieke noemt haar zus Truus Bakker, 06-12345678, en jij kent hen.")
    page = als(cast.zeno).get(page_of(asked)).content.decode()
    assert "Mieke noemt haar zus een bekende, [nummer], en jij kent hen." in page


def test_a_case_that_is_opened_again_is_read_along_by_nobody(cast: Cast, als: Als) -> None:
    asked = ask(cast)
    cast.casus.refresh_from_db()
    mark_closed(by=cast.noor, casus=cast.casus, op=TODAY, reden="doelen_bereikt")
    assert not Taak.objects.open().filter(bron=f"meelezing:{asked.pk}:vraag").exists()
    reopen_casus(by=cast.noor, casus=cast.casus)
    assert als(cast.zeno).get(page_of(asked)).status_code == 404
    assert ask(cast).holds_on(TODAY)


def test_names_ask_a_reason_and_who_has_the_regie(cast: Cast, als: Als) -> None:
    with pytest.raises(Regelfout, match="waarom de namen nodig zijn"):
        ask(cast, reden_namen=" ")
    here = reverse("casussen:meelezen", args=[cast.casus.pk])
    sent = {"vraag": "Wat zie jij?", "tot": STRAKS.isoformat(), "namen": "namen"}
    noor, tom = als(cast.noor), als(cast.tom)
    zeno, gwen = (cast.medewerkers[naam].pk for naam in ("zeno", "gwen"))
    assert "Waarom zijn de namen nodig" in noor.get(here).content.decode()
    assert noor.post(here, sent | {"medewerker": zeno}).status_code == 422
    assert noor.post(here, sent | {"medewerker": zeno, "reden_namen": "Van toen"}).status_code == 302
    assert Meelezing.objects.get().reden_namen == "Van toen"
    assert "Met namen: Van toen" in noor.get(here).content.decode()
    assert "Waarom zijn de namen nodig" not in tom.get(here).content.decode()
    assert tom.post(here, sent | {"medewerker": gwen, "reden_namen": "Toch"}).status_code == 302
    assert [asked.met_namen for asked in Meelezing.objects.order_by("pk")] == [True, False]


def test_nobody_else_opens_it(cast: Cast, als: Als) -> None:
    url = page_of(ask(cast))
    for user in (cast.noor, cast.sanne, cast.gwen, cast.lot, cast.bea):
        assert als(user).get(url).status_code in (403, 404), user.naam


def test_it_ends_by_itself_when_withdrawn_and_with_the_case(cast: Cast, als: Als) -> None:
    asked = ask(cast)
    client, url = als(cast.zeno), page_of(asked)
    assert client.get(url).status_code == 200
    Meelezing.objects.filter(pk=asked.pk).update(van=TODAY - timedelta(days=3), tot=TODAY - timedelta(days=1))
    assert client.get(url).status_code == 404
    again = ask(cast)
    withdraw_meelezing(by=cast.noor, meelezing=again)
    assert client.get(page_of(again)).status_code == 404
    assert not Taak.objects.open().filter(bron=f"meelezing:{again.pk}:vraag").exists()
    third = ask(cast)
    cast.casus.refresh_from_db()
    cast.casus.change(afgesloten_op=TODAY, afsluitreden="doelen_bereikt")
    assert client.get(page_of(third)).status_code == 404


def test_a_tie_or_a_shield_closes_it(cast: Cast, als: Als) -> None:
    asked, client = ask(cast), als(cast.zeno)
    cast.gezin.change(label="afgeschermd")
    assert client.get(page_of(asked)).status_code == 404
    cast.gezin.change(label="normaal")
    assert client.get(page_of(asked)).status_code == 200
    Belang.objects.create(gebruiker=cast.zeno, huishouden=cast.gezin, gemeld_op=TODAY)
    assert client.get(page_of(asked)).status_code == 404


def test_reading_it_is_logged_and_its_queries_are_fixed(cast: Cast, als: Als) -> None:
    tell(cast)
    asked, client = ask(cast), als(cast.zeno)
    client.get(page_of(asked))
    with CaptureQueriesContext(connection) as found:
        client.get(page_of(asked))
    assert len(found) <= 25
    assert Regel.objects.filter(actie="casus_meelezen", actor=cast.zeno.pk).exists()


def test_it_is_asked_and_answered_on_the_screens(cast: Cast, als: Als) -> None:
    noor, here = als(cast.noor), reverse("casussen:meelezen", args=[cast.casus.pk])
    sent = {"medewerker": cast.medewerkers["sanne"].pk, "vraag": "Wat zie jij?", "tot": STRAKS.isoformat()}
    form = noor.get(here).content.decode()
    offered = {worker.naam for worker in cast.medewerkers.values() if f'value="{worker.pk}">{worker.naam}<' in form}
    assert {"Sanne", "Zeno", "Gwen"} <= offered and not {"Noor", "Lot", "Bea", "Karin"} & offered
    sent["namen"] = "rollen"
    assert noor.post(here, sent | {"vraag": " "}).status_code == 422
    assert noor.post(here, sent).status_code == 302
    asked, sanne = Meelezing.objects.get(), als(cast.sanne)
    assert sanne.get(page_of(asked)).status_code == 200
    assert sanne.post(page_of(asked), {"reactie": "Kijk naar school", "versie": asked.versie}).status_code == 302
    assert "Reactie: Kijk naar school" in noor.get(here).content.decode()
    assert Taak.objects.open().filter(titel="Een collega las mee: lees de reactie").exists()
    assert als(cast.zeno).get(here).status_code == 404
    assert noor.post(reverse("casussen:meelezing_intrekken", args=[cast.casus.pk, asked.pk])).status_code == 302
    assert sanne.get(page_of(asked)).status_code == 404
    assert "gestopt op" in noor.get(here).content.decode()


def test_what_makes_no_second_reader(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="Vraag een ander"):
        ask(cast, "noor")
    ask(cast)
    with pytest.raises(Regelfout, match="leest al mee"):
        ask(cast)
    with pytest.raises(Regelfout, match="mag deze casus niet meelezen"):
        ask(cast, "karin")
    Belang.objects.create(gebruiker=cast.tom, huishouden=cast.gezin, gemeld_op=TODAY)
    with pytest.raises(Regelfout, match="mag deze casus niet meelezen"):
        ask(cast, "tom")
    cast.gezin.change(label="afgeschermd")
    with pytest.raises(Regelfout, match="mag deze casus niet meelezen"):
        ask(cast, "gwen")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.gwen)
    assert ask(cast, "gwen").holds_on(TODAY)
