"""The tray, dividing, and every way in which a melding ends."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus, Casusrol, access_casus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.meldingen.models import Melding, MeldingCasus, Meldingsamenvoeging, Teamnorm
from keukentafel.meldingen.naar_lager import relations_to_personen, teams_of_personen, timeline_of_case
from keukentafel.meldingen.permissions import facts_of_melding
from keukentafel.meldingen.public import (
    Bakfilter,
    Meldinggegevens,
    assign_melding,
    close_melding,
    load_bak,
    register_melding,
)
from keukentafel.personen.models import Afschermlid, Belang
from keukentafel.personen.public import Huishouden, Huishoudlid, Persoon
from keukentafel.socialekaart.public import Organisatie
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker, Label, Relatie, decision
from tests.cast import Cast
from tests.meldingen.voorbeelden import example_melding

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


def meld(cast: Cast, zin: str = "Kan het niet meer aan", **anders: Any) -> Melding:
    """A melding at Team Noord, registered by Lot, unless told otherwise."""
    given: dict[str, Any] = {"team": cast.noord, "wie_naam": "Truus Jansen"} | anders
    return register_melding(
        by=cast.lot,
        gegevens=Meldinggegevens(zin, **given),
        door=cast.medewerkers["lot"],
    )


def post(client: Client, name: str, *ids: int, **data: Any) -> Any:
    """Press a button or send a form of a melding."""
    return client.post(reverse(f"meldingen:{name}", args=ids), {"idempotentiesleutel": str(uuid.uuid4()), **data})


def test_unassigned_and_urgent_come_first_with_their_clock(cast: Cast, inzage: Gebeurtenis) -> None:
    calm = meld(cast, "Rustig", ontvangen_op=VANDAAG - timedelta(days=5), persoon=cast.mieke)
    hasty = meld(cast, "Spoed", urgentie="spoed")
    owned = meld(cast, "Opgepakt", ontvangen_op=VANDAAG - timedelta(days=9))
    owned.change(eigenaar=cast.medewerkers["sanne"])
    bak = load_bak(cast.tom, Bakfilter())
    assert [regel.melding.pk for regel in bak.regels] == [hasty.pk, calm.pk, owned.pk]
    assert bak.regels[1].laat == "2 dagen te laat" and bak.regels[0].uiterlijk == VANDAAG + timedelta(days=1)
    assert bak.regels[1].wie == "Mieke de Wit"
    assert (inzage.posten[0].actie, inzage.posten[0].subject) == ("meldingenbak", cast.mieke.pk)


def test_a_teams_own_norm_counts(cast: Cast, inzage: Gebeurtenis) -> None:
    Teamnorm.objects.create(team=cast.noord, urgentie="normaal", dagen=1, van=VANDAAG - timedelta(days=30))
    meld(cast, ontvangen_op=VANDAAG - timedelta(days=3))
    assert load_bak(cast.tom, Bakfilter()).regels[0].laat == "2 dagen te laat"


def test_filters_stand_in_the_address(cast: Cast, als: Als) -> None:
    meld(cast, "Van de huisarts", melder_soort="professional", ontvangen_op=VANDAAG - timedelta(days=8))
    meld(cast, "Zelf gebeld")
    client = als(cast.tom)
    page = client.get(reverse("meldingen:bak"), {"melder": "professional"})
    assert [r.melding.omschrijving for r in page.context["bak"].regels] == ["Van de huisarts"]
    assert (page.context["bak"].getoond, page.context["bak"].totaal) == (1, 2)
    assert client.get(reverse("meldingen:bak"), {"te_laat": "ja"}).context["bak"].getoond == 1
    assert client.get(reverse("meldingen:bak"), {"stand": "afgehandeld"}).context["bak"].getoond == 0
    assert client.get(reverse("meldingen:bak"), {"stand": "iets", "team": "²", "soort": "x"}).status_code == 200


def test_the_number_of_queries_does_not_grow(
    cast: Cast, als: Als, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(12):
        meld(cast, f"Vraag {number}", persoon=cast.mieke if number % 2 else None)
    client = als(cast.tom)
    client.get(reverse("meldingen:bak"))
    with django_assert_max_num_queries(25):
        client.get(reverse("meldingen:bak"))


def test_visible_to_is_exactly_what_decide_allows(cast: Cast) -> None:
    shielded = Persoon.objects.create(voornamen="An", achternaam="Schild")
    home = Huishouden.objects.create(naam="Schild", label=Label.AFGESCHERMD)
    Huishoudlid.objects.create(huishouden=home, persoon=shielded, rol="volwassene", van=VANDAAG - timedelta(days=9))
    Afschermlid.objects.create(gebruiker=cast.sanne, huishouden=home)
    made = [
        meld(cast, "Noord"), meld(cast, "Zuid", team=cast.zuid), meld(cast, "Intake", team=cast.intake),
        meld(cast, "Mieke", persoon=cast.mieke), meld(cast, "Jeugd", wet="jeugd"),
        meld(cast, "Buur", persoon=cast.burencasus.persoon), meld(cast, "Wie", persoon=shielded),
        meld(cast, "Oud", ontvangen_op=VANDAAG - timedelta(days=60)),
        meld(cast, "Over de buren", team=cast.zuid, melder_soort="inwoner_over_ander",
             melder_persoon=cast.burencasus.persoon),
    ]  # fmt: skip
    Melding.objects.filter(pk=made[7].pk).update(geregistreerd_op=VANDAAG - timedelta(days=60))
    close_melding(by=cast.lot, melding=made[7], afhandeling="ingetrokken", eigenaar=cast.medewerkers["tom"])
    Melding.objects.filter(pk=made[6].pk).update(eigenaar=cast.medewerkers["zeno"])
    Belang.objects.create(gebruiker=cast.tom, huishouden=cast.gezin, gemeld_op=VANDAAG)
    for naam, user in cast.gebruikers.items():
        seen = set(Melding.objects.visible_to(user).values_list("pk", flat=True))
        allowed = {
            melding.pk
            for melding in Melding.objects.all().order_by("pk")
            if decision(user, "melding_inzien", facts_of_melding(user, melding)).toegestaan
        }
        assert seen == allowed, naam
    assert len(Melding.objects.visible_to(cast.sanne)) == 6
    assert made[6] in Melding.objects.visible_to(cast.sanne) and made[6] not in Melding.objects.visible_to(cast.tom)
    assert not Melding.objects.visible_to(cast.wim).exists()


def test_assigning_opens_a_case_in_two_clicks(cast: Cast, als: Als) -> None:
    melding = meld(cast, wie_geboortedatum=date(1951, 3, 12), wie_postcode="6217AB", wie_huisnummer="4")
    bak = reverse("meldingen:bak") + "?stand=te_verdelen"
    answer = post(als(cast.tom), "toewijzen", melding.pk, medewerkers=cast.medewerkers["sanne"].pk, terug=bak)
    assert answer["Location"] == bak
    melding.refresh_from_db()
    casus = MeldingCasus.objects.get(melding=melding).casus
    assert (melding.afhandeling, melding.eigenaar) == ("casus", cast.medewerkers["sanne"])
    assert casus.persoon.naam == "Truus Jansen" and casus.persoon.postcode == "6217AB"
    assert casus.huishouden.leden.count() == 1 and casus.aangemeld_op == melding.ontvangen_op
    assert (melding.persoon, melding.wie_naam) == (casus.persoon, "")
    roles = dict(casus.rollen.values_list("rol", "medewerker"))
    assert roles["regisseur"] == roles["mede_intaker"] == cast.medewerkers["sanne"].pk
    task = Taak.objects.open().get(soort="eerste_contact")
    assert (task.medewerker, task.casus) == (cast.medewerkers["sanne"], casus)


def test_two_intakers_and_no_more(cast: Cast, als: Als) -> None:
    melding = meld(cast)
    workers = [cast.medewerkers[naam].pk for naam in ("sanne", "noor", "tom")]
    client = als(cast.tom)
    assert post(client, "toewijzen", melding.pk, medewerkers=workers).status_code == 422
    assert post(client, "toewijzen", melding.pk, medewerkers=workers[:2]).status_code == 302
    casus = MeldingCasus.objects.get(melding=melding).casus
    assert casus.rollen.filter(rol="mede_intaker").count() == 2 and casus.rollen.filter(rol="regisseur").count() == 1


def test_a_melding_joins_the_open_case_of_the_household(cast: Cast) -> None:
    melding = meld(cast, persoon=cast.mieke)
    casus = assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    assert casus == cast.casus and MeldingCasus.objects.get().wijze == "sluit_aan"
    assert Casusrol.objects.get(casus=casus, rol="regisseur").medewerker == cast.medewerkers["noor"]
    assert Casus.objects.filter(huishouden=cast.gezin).count() == 1


def test_undo_of_an_assignment_takes_the_case_back(cast: Cast, als: Als) -> None:
    melding = meld(cast, eigen := "Vraag")
    client = als(cast.tom)
    post(client, "toewijzen", melding.pk, medewerkers=cast.medewerkers["sanne"].pk)
    page = client.get(reverse("meldingen:bak")).content.decode()
    assert reverse("meldingen:toewijzen_terug", args=[melding.pk]) in page
    cases = Casus.objects.count()
    post(client, "toewijzen_terug", melding.pk)
    melding.refresh_from_db()
    assert (melding.afhandeling, melding.eigenaar, melding.afgehandeld_op) == ("", None, None)
    assert Casus.objects.count() == cases - 1 and not MeldingCasus.objects.exists()
    task = Taak.objects.open().get(soort="eerste_contact")
    assert (task.medewerker, task.casus) == (None, None) and melding.omschrijving == eigen


def test_no_melding_goes_to_someone_outside_the_team_or_with_a_tie(cast: Cast) -> None:
    melding = meld(cast, persoon=cast.burencasus.persoon)
    for naam in ("zeno", "noor"):
        with pytest.raises(Regelfout):
            assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers[naam]])
    melding.refresh_from_db()
    assert melding.afgehandeld_op is None


def test_signals_and_initiatives_get_an_owner_and_no_dossier(cast: Cast) -> None:
    for soort in ("signaal", "initiatief"):
        melding = meld(cast, soort=soort, wie_naam="")
        assert assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]]) is None
        melding.refresh_from_db()
        assert (melding.stand, melding.eigenaar) == ("opgepakt", cast.medewerkers["sanne"])
    assert not MeldingCasus.objects.exists()


def test_a_question_about_nobody_cannot_become_a_case(cast: Cast) -> None:
    melding = meld(cast, wie_naam="")
    with pytest.raises(Regelfout, match="om wie het gaat"):
        assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])


def test_first_contact_stops_the_clock_in_one_click_and_can_be_undone(cast: Cast, als: Als) -> None:
    melding, client = meld(cast), als(cast.sanne)
    post(client, "contact", melding.pk)
    melding.refresh_from_db()
    assert (melding.eerste_contact_op, melding.eigenaar) == (VANDAAG, cast.medewerkers["sanne"])
    assert not Taak.objects.open().filter(soort="eerste_contact").exists()
    post(client, "contact_terug", melding.pk)
    melding.refresh_from_db()
    assert melding.eerste_contact_op is None and Taak.objects.open().filter(soort="eerste_contact").exists()


def test_no_melding_ends_without_outcome_and_owner(cast: Cast, als: Als) -> None:
    melding = meld(cast)
    with pytest.raises(Regelfout, match="eigenaar"):
        close_melding(by=cast.tom, melding=melding, afhandeling="ingetrokken", eigenaar=None)
    for onzin in ("", "casus", "weg"):
        with pytest.raises(Regelfout):
            close_melding(by=cast.tom, melding=melding, afhandeling=onzin, eigenaar=cast.medewerkers["tom"])
    answer = post(als(cast.tom), "afhandelen", melding.pk, afhandeling="buiten_gebied", antwoord_gegeven="Niet hier")
    assert answer.status_code == 422 and "Niet hier" in answer.content.decode()
    melding.refresh_from_db()
    assert melding.afgehandeld_op is None


def test_a_warm_hand_over_is_followed_until_it_is_confirmed(cast: Cast, als: Als) -> None:
    humanitas = Organisatie.objects.create(naam="Humanitas", soort="vrijwilligersorganisatie")
    melding, client = meld(cast), als(cast.sanne)
    worker = cast.medewerkers["sanne"]
    post(client, "doorverwijzen", melding.pk, organisatie=humanitas.pk, eigenaar=worker.pk, contactpersoon="Els")
    melding.refresh_from_db()
    assert (melding.afhandeling, melding.eigenaar) == ("doorverwezen", worker)
    away = melding.doorverwijzingen.get()
    task = Taak.objects.open().get(soort="doorverwijzing")
    assert (task.medewerker, task.wacht_op, task.vervalt_op) == (worker, "Humanitas", away.volgen_voor)
    post(client, "doorverwijzing_antwoord", melding.pk, away.pk)
    away.refresh_from_db()
    assert (away.ontvangst, away.bevestigd_op) == ("ontvangen", VANDAAG)
    assert not Taak.objects.open().filter(soort="doorverwijzing").exists()


def test_a_refused_hand_over_opens_the_melding_again(cast: Cast, als: Als) -> None:
    melding, client = meld(cast), als(cast.sanne)
    post(client, "doorverwijzen", melding.pk, naar="De Kerk", eigenaar=cast.medewerkers["sanne"].pk)
    away = melding.doorverwijzingen.get()
    post(client, "doorverwijzing_antwoord", melding.pk, away.pk, knop="geweigerd")
    melding.refresh_from_db()
    assert melding.afgehandeld_op is None and not Taak.objects.open().filter(soort="doorverwijzing").exists()
    post(client, "doorverwijzen", melding.pk, naar="De Buurtkamer", eigenaar=cast.medewerkers["sanne"].pk)
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()  # guards: no id twice
    assert "De Kerk" in page and "De Buurtkamer" in page


def test_merge_and_its_undo(cast: Cast, als: Als) -> None:
    stays, goes = meld(cast, "Eerste keer", persoon=cast.mieke), meld(cast, "Nog eens", persoon=cast.mieke)
    client = als(cast.tom)
    post(client, "samenvoegen", stays.pk, dubbel=goes.pk)
    goes.refresh_from_db()
    assert (goes.afhandeling, goes.eigenaar) == ("dubbel", cast.medewerkers["tom"])
    merged = Meldingsamenvoeging.objects.get()
    post(client, "samenvoegen_terug", stays.pk, merged.pk)
    goes.refresh_from_db()
    assert (goes.afhandeling, goes.eigenaar, goes.afgehandeld_op) == ("", None, None)


def test_split_gives_each_question_its_own_end(cast: Cast, als: Als) -> None:
    melding, client = meld(cast, melder_soort="professional", kanaal="e_mail"), als(cast.tom)
    post(client, "splitsen", melding.pk, vragen="Schulden bij de woningbouw\n\nDe zoon gaat niet naar school")
    parts = list(melding.delen.order_by("pk"))
    assert [part.omschrijving for part in parts] == ["Schulden bij de woningbouw", "De zoon gaat niet naar school"]
    assert all(part.kanaal == "e_mail" and part.team == cast.noord for part in parts)
    assert all(hasattr(part, "terugkoppeling") for part in parts)  # each question has its own answer
    post(client, "splitsen_terug", parts[0].pk)
    assert melding.delen.count() == 1


def test_another_team_gets_it_and_who_gave_it_away_no_longer_sees_it(cast: Cast, als: Als) -> None:
    melding, client = meld(cast), als(cast.tom)
    answer = post(client, "ander_team", melding.pk, team=cast.zuid.pk)
    melding.refresh_from_db()
    assert melding.team == cast.zuid and Taak.objects.open().get(soort="eerste_contact").team == cast.zuid
    assert answer["Location"] == reverse("meldingen:bak")
    assert client.get(reverse("meldingen:melding", args=[melding.pk])).status_code == 404
    assert als(cast.zeno).get(reverse("meldingen:melding", args=[melding.pk])).status_code == 200


def test_a_second_editor_is_told_and_nothing_is_overwritten(cast: Cast, als: Als) -> None:
    melding = meld(cast)
    opened = melding.versie
    melding.change(thema="geld")
    worker = cast.medewerkers["tom"].pk
    answer = post(als(cast.tom), "afhandelen", melding.pk, afhandeling="ingetrokken", eigenaar=worker, versie=opened)
    assert answer.status_code == 409
    melding.refresh_from_db()
    assert melding.afgehandeld_op is None


@pytest.mark.parametrize("name", ["contact", "toewijzen", "afhandelen", "doorverwijzen", "ander_team", "splitsen"])
def test_strangers_and_other_roles_cannot_touch_it(cast: Cast, als: Als, name: str) -> None:
    melding = meld(cast)
    assert post(als(cast.zeno), name, melding.pk).status_code == 404
    assert post(als(cast.wim), name, melding.pk).status_code == 403
    assert als(cast.tom).get(reverse(f"meldingen:{name}", args=[melding.pk])).status_code in (404, 405)


def test_the_desk_hears_of_earlier_contact_a_number_and_a_day(cast: Cast, als: Als) -> None:
    first = meld(cast, "Eerdere vraag over geld", persoon=cast.mieke, team=cast.intake)
    close_melding(by=cast.lot, melding=first, afhandeling="ingetrokken", eigenaar=cast.medewerkers["lot"])
    melding = meld(cast, "Nieuwe vraag", persoon=cast.mieke, team=cast.intake)
    page = als(cast.lot).get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "2 keer eerder contact" in page
    assert "Eerdere vraag over geld" not in page and cast.casus.nummer not in page
    team = als(cast.noor).get(reverse("meldingen:melding", args=[melding.pk]))
    assert cast.casus.nummer in team.content.decode()


def test_a_like_person_can_be_linked_and_unlinked(cast: Cast, als: Als) -> None:
    melding = meld(cast, wie_naam="Mieke de Wit", wie_geboortedatum=date(1988, 3, 12), team=cast.intake)
    client = als(cast.lot)
    page = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert "Dit is dezelfde persoon" in page
    post(client, "koppelen", melding.pk, persoon=cast.mieke.pk)
    melding.refresh_from_db()
    assert (melding.persoon, melding.huishouden, melding.wie_naam) == (cast.mieke, cast.gezin, "Mieke de Wit")
    post(client, "loskoppelen", melding.pk)
    melding.refresh_from_db()
    assert (melding.persoon, melding.wie_naam) == (None, "Mieke de Wit")


def test_every_event_is_written_once_with_its_subject(cast: Cast, als: Als) -> None:
    melding = meld(cast, persoon=cast.mieke)
    post(als(cast.tom), "contact", melding.pk)
    line = Regel.objects.filter(actie="eerste_contact_vastgelegd").get()
    assert line.betrokkene and line.actor == cast.tom.pk


def test_the_case_tells_where_it_came_from(cast: Cast, inzage: Gebeurtenis) -> None:
    melding = meld(cast, "Van de school", persoon=cast.mieke, melder_soort="professional", melder_naam="IB-er")
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    toegang = access_casus(cast.noor, cast.casus.pk)
    items = timeline_of_case(toegang)
    assert [(item.soort, item.tekst) for item in items] == [("melding", "Van de school")]
    assert "IB-er" not in items[0].titel  # the reporter is named by what he is, not by who


def test_a_wmo_melding_is_confirmed_within_two_working_days(cast: Cast) -> None:
    meld(cast, wet="wmo")
    task = Taak.objects.open().get(soort="ontvangstbevestiging")
    assert task.vervalt_op == add_working_days(VANDAAG, 2)


def test_someone_of_an_open_melding_is_found_by_the_team(cast: Cast) -> None:
    stranger = Persoon.objects.create(voornamen="Nel", achternaam="Nieuw")
    melding = meld(cast, persoon=stranger)
    assert relations_to_personen(cast.sanne, [stranger.pk]) == {stranger.pk: {Relatie.ZELFDE_TEAM}}
    assert teams_of_personen([stranger.pk]) == {stranger.pk: {cast.noord.pk: "Team Noord"}}
    close_melding(by=cast.sanne, melding=melding, afhandeling="ingetrokken", eigenaar=cast.medewerkers["sanne"])
    assert not relations_to_personen(cast.sanne, [stranger.pk]) and not teams_of_personen([stranger.pk])


@pytest.mark.parametrize("name", ["melding", "aanvullen", "regiecheck", "terugkoppeling"])
def test_a_page_of_a_melding_stays_within_its_queries(
    cast: Cast, als: Als, name: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    melding = example_melding(cast)
    meld(cast, "Nog een vraag", persoon=cast.mieke)
    client, url = als(cast.noor), reverse(f"meldingen:{name}", args=[melding.pk])
    client.get(url)
    with django_assert_max_num_queries(25):
        assert client.get(url).status_code == 200
