"""What is noted, who may read it, and what it does to the case."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, access_casus, tickable
from keukentafel.casussen.registers import SUGGESTIES
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishoudlid
from keukentafel.taken.public import create_taak
from keukentafel.tijdlijn.public import (
    Aard,
    Contactmoment,
    Contactrij,
    Tijdlijnfilter,
    Vastlegging,
    bulk_register_contactmomenten,
    change_contactmoment,
    register_contactmoment,
    register_niet_bereikt,
    timeline,
    withdraw_contactmoment,
)
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.public import Relatie, Rol
from tests.cast import Cast
from tests.toegang.wandeling import make_user

VANDAAG = date.today()


def note(cast: Cast, tekst: str = "Gebeld.", wie: str = "noor", **extra: object) -> Contactmoment:
    worker = cast.medewerkers[wie]
    return register_contactmoment(
        by=getattr(cast, wie), casus=cast.casus, medewerker=worker, vastlegging=Vastlegging(tekst, **extra)
    )


def last_contact(cast: Cast) -> date | None:
    return Casus.objects.values_list("laatste_contact_op", flat=True).get(pk=cast.casus.pk)


def texts(user: Gebruiker, cast: Cast, **filter: object) -> list[str]:
    found = timeline(access_casus(user, cast.casus.pk), Tijdlijnfilter(**filter))
    return [item.tekst for item in found.items if item.soort != "regie"]


def test_a_contact_moves_the_last_contact_and_no_version(cast: Cast) -> None:
    note(cast, datum=VANDAAG - timedelta(days=3), soort="huisbezoek")
    note(cast, datum=VANDAAG - timedelta(days=9))
    note(cast, "Overwogen.", aard=Aard.INTERN)
    register_niet_bereikt(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["noor"])
    assert last_contact(cast) == VANDAAG - timedelta(days=3)
    assert Casus.objects.get(pk=cast.casus.pk).versie == cast.casus.versie


def test_correcting_and_taking_back_derive_it_again(cast: Cast) -> None:
    item = note(cast)
    worker = cast.medewerkers["noor"]
    given = Vastlegging("Gisteren gebeld.", datum=VANDAAG - timedelta(days=1))
    change_contactmoment(by=cast.noor, contactmoment=item, medewerker=worker, vastlegging=given, versie=1)
    assert last_contact(cast) == VANDAAG - timedelta(days=1)
    kept = Contactmoment.history.filter(id=item.pk).order_by("history_id")
    assert [old.tekst for old in kept] == ["Gebeld.", "Gisteren gebeld."]
    withdraw_contactmoment(by=cast.noor, contactmoment=item, medewerker=worker)
    assert last_contact(cast) is None
    assert Contactmoment.history.filter(id=item.pk).first().tekst == "Gisteren gebeld."


def test_only_ones_own_and_only_today(cast: Cast) -> None:
    item = note(cast)
    sanne = cast.medewerkers["sanne"]
    with pytest.raises(Regelfout, match="Alleen wie dit schreef"):
        change_contactmoment(by=cast.sanne, contactmoment=item, medewerker=sanne, vastlegging=Vastlegging("x"))
    with pytest.raises(Regelfout, match="Alleen wie dit schreef"):
        withdraw_contactmoment(by=cast.sanne, contactmoment=item, medewerker=sanne)
    Contactmoment.objects.filter(pk=item.pk).update(gemaakt_op="2026-01-01T10:00:00Z")
    with pytest.raises(Regelfout, match="op de dag zelf"):
        withdraw_contactmoment(by=cast.noor, contactmoment=item, medewerker=cast.medewerkers["noor"])


@pytest.mark.parametrize(
    ("extra", "veld"),
    [
        ({"datum": VANDAAG + timedelta(days=1)}, "datum"),
        ({"tekst": " "}, "tekst"),
        ({"duur_minuten": 2000}, "duur_minuten"),
    ],
)
def test_what_cannot_be_noted(cast: Cast, extra: dict, veld: str) -> None:
    with pytest.raises(Regelfout) as fault:
        note(cast, **{"tekst": "Gebeld.", **extra})
    assert fault.value.veld == veld


def test_only_about_somebody_of_the_household(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="huishouden"):
        note(cast, persoon=cast.burencasus.persoon)
    assert note(cast, persoon=cast.kind).persoon == cast.kind


def test_one_save_ticks_off_the_task(cast: Cast, inzage: Gebeurtenis) -> None:
    taak = create_taak(by=cast.noor, titel="Bellen", soort="bellen", team=cast.noord, casus=cast.casus)
    [(sleutel, tekst)] = tickable(access_casus(cast.noor, cast.casus.pk))
    assert tekst == "Bellen"
    register_contactmoment(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["noor"], vastlegging=Vastlegging("Gebeld."),
        afgevinkt=[sleutel],
    )  # fmt: skip
    taak.refresh_from_db()
    assert (taak.gedaan_op, taak.gedaan_door) == (VANDAAG, cast.medewerkers["noor"])


def test_internal_and_safety_only_for_who_may(cast: Cast, inzage: Gebeurtenis) -> None:
    note(cast, "gewoon")
    note(cast, "intern", aard=Aard.INTERN)
    note(cast, "onveilig", wet="veiligheid")
    note(cast, "jeugd", wet="jeugd")
    assert set(texts(cast.noor, cast)) == {"gewoon", "intern", "onveilig", "jeugd"}
    assert set(texts(cast.sanne, cast)) == {"gewoon", "intern", "jeugd"}  # same team, not on the case
    wmo = make_user(cast, Rol.MAATWERKSPECIALIST, Relatie.CASUSTEAM)
    assert set(texts(wmo, cast)) == {"gewoon"}


def test_newest_first_with_filters_and_pages(cast: Cast, inzage: Gebeurtenis) -> None:
    for days in range(60):
        note(cast, f"dag {days}", datum=VANDAAG - timedelta(days=days % 20))
    note(cast, "besluit", aard=Aard.BESLUIT)
    note(cast, "over het kind", persoon=cast.kind)
    note(cast, "over Mieke", persoon=cast.mieke)
    toegang = access_casus(cast.noor, cast.casus.pk)
    first = timeline(toegang)
    assert len(first.items) == 50
    days = [item.op for item in first.items]
    assert days == sorted(days, reverse=True)
    assert first.items[0].tekst == "over Mieke"
    assert texts(cast.noor, cast, soort="besluit") == ["besluit"]
    shown = texts(cast.noor, cast, persoon_id=cast.kind.pk)
    assert "over het kind" in shown and "besluit" in shown and "over Mieke" not in shown
    assert set(dict(first.soorten)) == {"contact", "besluit", "signaal", "intern", "regie"}


def test_the_case_itself_is_on_the_timeline(cast: Cast, inzage: Gebeurtenis) -> None:
    found = timeline(access_casus(cast.noor, cast.casus.pk))
    assert {item.titel for item in found.items} == {"Aangemeld", "Regisseur: Noor"}


def test_who_has_most_contact_is_suggested(cast: Cast) -> None:
    for _ in range(3):
        note(cast, wie="sanne")
    note(cast)
    [best, second] = [s for source in SUGGESTIES for s in source(cast.casus)]
    assert (best.medewerker_id, best.aantal) == (cast.medewerkers["sanne"].pk, 3)
    assert second.aantal == 1


def test_the_bulk_door_gives_history_last_contact_and_one_event(cast: Cast) -> None:
    rows = [Contactrij(cast.casus.pk, VANDAAG - timedelta(days=n), "telefoon") for n in range(4)]
    rows.append(Contactrij(cast.burencasus.pk, VANDAAG, "niet_bereikt"))
    assert bulk_register_contactmomenten(by=SYSTEEM, rijen=rows) == 5
    assert Contactmoment.history.count() == 5
    assert last_contact(cast) == VANDAAG
    assert Casus.objects.get(pk=cast.burencasus.pk).laatste_contact_op is None
    with pytest.raises(Regelfout, match="Rij 2"):
        bulk_register_contactmomenten(
            by=SYSTEEM, rijen=[rows[0], Contactrij(cast.casus.pk, VANDAAG + timedelta(days=1))]
        )
    assert Contactmoment.objects.count() == 5


# Screens -----------------------------------------------------------------------------------------------


def url(cast: Cast, what: str) -> str:
    return f"/casussen/{cast.casus.pk}/{what}/"


def fields(cast: Cast, **changed: object) -> dict[str, object]:
    standard = {
        "tekst": "Samen @sanne gebeld over #boodschappen.", "aard": "contact", "soort": "telefoon",
        "zichtbaar_voor": "team", "wet": "algemeen", "datum": VANDAAG.isoformat(), "terug": url(cast, "tijdlijn"),
    }  # fmt: skip
    return {**standard, **changed}


def test_the_timeline_is_open_to_who_may_and_its_queries_are_fixed(cast: Cast, als) -> None:
    client = als(cast.noor)
    client.get(url(cast, "tijdlijn"))
    with CaptureQueriesContext(connection) as few:
        assert client.get(url(cast, "tijdlijn")).status_code == 200
    for number in range(30):
        note(cast, f"nog {number}", persoon=cast.kind)
    client.get(url(cast, "tijdlijn"))  # the key of the case is asked for once, and remembered
    with CaptureQueriesContext(connection) as many:
        html = client.get(url(cast, "tijdlijn")).content.decode()
    assert len(many) == len(few) <= 25, [q["sql"][:90] for q in many]
    assert "Over Daan de Wit" in html
    assert als(cast.zeno).get(url(cast, "tijdlijn")).status_code == 404
    assert als(cast.bea).get(url(cast, "tijdlijn")).status_code == 403


def test_after_saving_one_is_where_one_was_on_the_new_line(cast: Cast, als) -> None:
    answer = als(cast.noor).post(url(cast, "contact"), fields(cast))
    item = Contactmoment.objects.get()
    assert answer["Location"] == f"{url(cast, 'tijdlijn')}#contact-{item.pk}"
    html = als(cast.noor).get(url(cast, "tijdlijn")).content.decode()
    assert f'id="contact-{item.pk}" tabindex="-1"' in html
    assert "Genoemd: sanne" in html


def test_the_way_back_stays_on_this_case(cast: Cast, als) -> None:
    answer = als(cast.noor).post(url(cast, "contact"), fields(cast, terug="https://kwaad.voorbeeld/"))
    assert answer["Location"].startswith(f"/casussen/{cast.casus.pk}/#")


def test_an_empty_note_keeps_the_rest_and_a_double_post_saves_once(cast: Cast, als) -> None:
    client = als(cast.noor)
    answer = client.post(url(cast, "contact"), fields(cast, tekst="", aanwezig="Ans van hiernaast"))
    assert answer.status_code == 422
    assert "Ans van hiernaast" in answer.content.decode() and "Schrijf in een zin" in answer.content.decode()
    for _ in range(2):
        client.post(url(cast, "contact"), fields(cast, idempotentiesleutel="7d444840-9dc0-11d1-b245-5ffdce74fad2"))
    assert Contactmoment.objects.count() == 1


def test_niet_bereikt_is_one_click_and_can_be_undone(cast: Cast, als) -> None:
    client = als(cast.noor)
    client.post(url(cast, "niet-bereikt"))
    item = Contactmoment.objects.get()
    assert (item.soort, item.tekst, item.datum) == ("niet_bereikt", "", VANDAAG)
    client.post(url(cast, f"tijdlijn/{item.pk}/intrekken"))
    assert not Contactmoment.objects.exists()
    assert als(cast.zeno).post(url(cast, "niet-bereikt")).status_code == 404


def test_correcting_ones_own(cast: Cast, als) -> None:
    item = note(cast, "Fout.")
    page = url(cast, f"tijdlijn/{item.pk}")
    assert "Fout." in als(cast.noor).get(page).content.decode()
    assert als(cast.sanne).get(page).status_code == 302
    als(cast.noor).post(page, fields(cast, tekst="Goed.", versie=1))
    item.refresh_from_db()
    assert item.tekst == "Goed."
    answer = als(cast.noor).post(page, fields(cast, tekst="Ook goed.", versie=1))
    assert answer.status_code == 409 and "Ook goed." in answer.content.decode()


def test_a_youth_decision_by_someone_unregistered_warns(cast: Cast, als) -> None:
    client = als(cast.noor)
    client.post(url(cast, "contact"), fields(cast, aard="besluit", wet="jeugd"))
    assert "SKJ" in client.get(url(cast, "tijdlijn")).content.decode()


def test_a_note_of_another_case_is_not_here(cast: Cast, als) -> None:
    other = register_niet_bereikt(by=SYSTEEM, casus=cast.burencasus, medewerker=cast.medewerkers["noor"])
    assert als(cast.noor).get(url(cast, f"tijdlijn/{other.pk}")).status_code == 404
    safety = note(cast, "geheim", wie="sanne", wet="veiligheid")
    assert als(cast.sanne).get(url(cast, f"tijdlijn/{safety.pk}")).status_code == 404


def test_the_composer_and_the_latest_stand_on_the_overview(cast: Cast, als) -> None:
    note(cast, "Op bezoek geweest.", soort="huisbezoek")
    html = als(cast.noor).get(f"/casussen/{cast.casus.pk}/").content.decode()
    assert "Op bezoek geweest." in html
    assert f'data-concept="contact-{cast.casus.pk}"' in html
    assert '<option value="huisbezoek" selected>' in html  # what this worker noted last


def test_a_note_about_who_moved_out_stays_about_him(cast: Cast, als) -> None:
    item = note(cast, persoon=cast.kind)
    Huishoudlid.objects.filter(persoon=cast.kind).update(tot=VANDAAG - timedelta(days=1))
    client, address = als(cast.noor), url(cast, f"tijdlijn/{item.pk}")
    offered = dict(client.get(address).context["form"].fields["persoon"].choices)
    who = str(cast.kind.pk) if str(cast.kind.pk) in offered else ""  # what a browser can send
    sent = fields(cast, tekst="Toch anders.", persoon=who, versie=item.versie)
    assert client.post(address, sent).status_code == 302
    item.refresh_from_db()
    assert (item.tekst, item.persoon) == ("Toch anders.", cast.kind)
