"""What a request brings about in retention and in the dossier: erasure, a stop, a statement (AVG 16, 17)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.privacy.bewaren.lijst import hold, why_not
from keukentafel.privacy.inzage.keuring import who
from keukentafel.privacy.inzage.omgeving import surroundings
from keukentafel.privacy.logboek.overzicht import overview_of
from keukentafel.privacy.models import Bewaartermijn, Verklaring, Vernietigingslijst, Vernietigingsstop, Verzoek
from keukentafel.privacy.rechten.stops import lift_stop
from keukentafel.privacy.rechten.uitvoeren import carry_out
from keukentafel.privacy.rechten.wissen import lists_of, put_on_list
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db
STRAKS = date.today() + timedelta(days=366 * 21)
LANG = date.today() - timedelta(days=40)


@pytest.fixture
def oud(cast: Cast) -> Casus:
    """A closed case of somebody who lives alone, of which every term is over on `STRAKS`."""
    Bewaartermijn.objects.create(soort="algemeen", jaren=10, vanaf="laatste_wijziging", bron="besluit")
    one = Persoon.objects.create(achternaam="Zwaluw", voornamen="Zus", geboortedatum=date(1970, 5, 5))
    home = Huishouden.objects.create(naam="Familie Zwaluw")
    Huishoudlid.objects.create(huishouden=home, persoon=one, rol="volwassene", van=LANG)
    return Casus.objects.create(
        nummer="KPROEF1", huishouden=home, persoon=one, team=cast.noord, aangemeld_op=LANG, afgesloten_op=LANG
    )


def erasure(cast: Cast, casus: Casus) -> Verzoek:
    """The client of this case asks to be erased; it is known that it is she."""
    return Verzoek.objects.create(
        soort="wissen", persoon=casus.persoon, ontvangen_op=date.today(), eigenaar=cast.petra, identiteit="document",
        identiteit_op=date.today(),
    )  # fmt: skip


def test_what_may_go_is_put_on_a_destruction_list(cast: Cast, oud: Casus) -> None:
    verzoek = erasure(cast, oud)
    assert why_not(oud, STRAKS) == "", "het verzoek zelf houdt niets vast"
    made = put_on_list(by=cast.petra, verzoek=verzoek, op=STRAKS)
    assert list(made.regels.values_list("casus_nr", flat=True)) == [oud.pk]
    assert lists_of(verzoek) == [made] and made.opgesteld_door == cast.petra
    with pytest.raises(Regelfout, match="1 casus: staat al op een vernietigingslijst"):
        put_on_list(by=cast.petra, verzoek=verzoek, op=STRAKS)


@pytest.mark.parametrize(
    ("waardoor", "gezegd"),
    [("termijn", "de termijn is niet bekend of niet voorbij"), ("loopt", "er loopt nog iets"),
     ("stop", "er geldt een vernietigingsstop"), ("verzoek", "er loopt een verzoek of bezwaar")],
)  # fmt: skip
def test_what_is_held_stays_and_the_officer_hears_why(cast: Cast, oud: Casus, waardoor: str, gezegd: str) -> None:
    verzoek, day = erasure(cast, oud), STRAKS
    if waardoor == "termijn":
        day = date.today()
    elif waardoor == "loopt":
        oud.change(afgesloten_op=None)
    elif waardoor == "stop":
        hold(by=cast.petra, huishouden_id=oud.huishouden_id, soort="juridisch", reden="rechtszaak")
    else:
        Verzoek.objects.create(soort="inzage", persoon=oud.persoon, ontvangen_op=LANG, eigenaar=cast.petra)
    with pytest.raises(Regelfout, match=gezegd):
        put_on_list(by=cast.petra, verzoek=verzoek, op=day)
    assert not Vernietigingslijst.objects.exists()


def test_the_request_page_does_it_and_shows_the_list(cast: Cast, oud: Casus, als: Als) -> None:
    Bewaartermijn.objects.filter(soort="algemeen").update(jaren=1)
    Casus.objects.filter(pk=oud.pk).update(aangemeld_op=date(2015, 1, 1), afgesloten_op=date(2015, 2, 2))
    Bewaartermijn.objects.filter(soort="algemeen").update(vanaf="afsluiting")
    petra, verzoek = als(cast.petra), erasure(cast, oud)
    page = reverse("privacy:verzoek", args=[verzoek.pk])
    assert "vernietigingslijst" in petra.get(page).content.decode()
    assert petra.post(reverse("privacy:uitvoeren", args=[verzoek.pk])).status_code == 302
    lijst = Vernietigingslijst.objects.get()
    assert reverse("privacy:vernietigingslijst", args=[lijst.pk]) in petra.get(page).content.decode()


def test_a_stop_is_set_and_lifted_on_the_screen(cast: Cast, oud: Casus, als: Als) -> None:
    petra, url = als(cast.petra), reverse("privacy:stops")
    assert "Er geldt nu geen stop" in petra.get(url).content.decode()
    bad = petra.post(url, {"nummer": "KBESTAATNIET", "soort": "juridisch", "reden": "rechtszaak"})
    assert bad.status_code == 422 and "Deze casus is er niet" in bad.content.decode()
    asked = {"nummer": "KPROEF1", "soort": "juridisch", "reden": "rechtszaak"}
    past = petra.post(url, {**asked, "tot": f"{date.today() - timedelta(days=1):%d-%m-%Y}"})
    assert past.status_code == 422 and "Die dag is al voorbij" in past.content.decode()
    assert petra.post(url, asked).status_code == 302
    stop = Vernietigingsstop.objects.get()
    assert stop.huishouden == oud.huishouden and why_not(oud, STRAKS)
    assert "Familie Zwaluw" in petra.get(url).content.decode()
    assert petra.post(reverse("privacy:stop", args=[stop.pk]), {"versie": stop.versie}).status_code == 302
    stop.refresh_from_db()
    assert stop.tot == date.today() and why_not(oud, STRAKS) == ""
    again = petra.post(reverse("privacy:stop", args=[stop.pk]), {"versie": stop.versie})
    assert again.status_code == 422 and "loopt al af" in again.content.decode()


def test_a_stop_of_a_shielded_household_is_not_there_for_who_is_not_on_the_list(
    cast: Cast, oud: Casus, als: Als
) -> None:
    stop = hold(by=SYSTEEM, huishouden_id=oud.huishouden_id, soort="juridisch", reden="rechtszaak")
    oud.huishouden.change(label="afgeschermd")
    petra = als(cast.petra)
    assert "Zwaluw" not in petra.get(reverse("privacy:stops")).content.decode()
    assert petra.post(reverse("privacy:stop", args=[stop.pk]), {"versie": 1}).status_code == 404
    hidden = petra.post(reverse("privacy:stops"), {"nummer": "KPROEF1", "soort": "juridisch", "reden": "rechtszaak"})
    assert hidden.status_code == 422 and "Deze casus is er niet" in hidden.content.decode()


def test_a_stop_ends_once(cast: Cast) -> None:
    stop = hold(by=SYSTEEM, huishouden_id=cast.gezin.pk, soort="bezwaar", reden="loopt")
    lift_stop(by=SYSTEEM, stop=stop)
    with pytest.raises(Regelfout):
        lift_stop(by=SYSTEEM, stop=stop)


def test_a_statement_stands_in_the_dossier_itself(cast: Cast, als: Als) -> None:
    page = reverse("werkplek:casuspagina", args=[cast.casus.pk])
    assert "Ik ben niet boos geworden" not in als(cast.noor).get(page).content.decode()
    asked = Verzoek.objects.create(
        soort="verklaring", persoon=cast.mieke, ontvangen_op=date.today(), eigenaar=cast.petra, identiteit="document",
        identiteit_op=date.today(), vraag="Ik ben niet boos geworden.", stuk="de notitie van maandag",
    )  # fmt: skip
    carry_out(by=cast.petra, verzoek=asked)
    assert Verklaring.objects.count() == 1
    shown = als(cast.noor).get(page).content.decode()
    assert "Ik ben niet boos geworden" in shown and "de notitie van maandag" in shown


def test_the_copy_tells_of_the_log_what_the_overview_of_the_log_tells(cast: Cast, als: Als) -> None:
    """The same words, and nothing of break-glass that was put off for the safety of a child (L5)."""
    als(cast.noor).get(reverse("werkplek:casuspagina", args=[cast.casus.pk]))
    told = surroundings(who(cast.mieke.pk, date.today()), []).logboek
    seen = overview_of(cast.mieke.pk, date.today(), date.today())
    assert len(told) == len(seen) > 0
    assert all(one.wie in line and one.wat in line and one.waarom in line for one, line in zip(seen, told, strict=True))
