"""Planned talks: made, moved, called off, taken back, and turned into a contact moment without typing twice."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.casussen.public import (
    Casusrol,
    access_casus,
    assign_waarnemer,
    mark_closed,
    next_step_of,
    next_steps,
)
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.core.inlezen import bulk_add
from keukentafel.nazorg.public import Sluitinvoer, close_casus, undo_close
from keukentafel.personen.public import Persoon
from keukentafel.tijdlijn.public import (
    Contactmoment,
    Gesprek,
    Plaats,
    Planning,
    Uitkomst,
    Vastlegging,
    cancel_gesprek,
    change_gesprek,
    complete_gesprek,
    miss_gesprek,
    plan_gesprek,
    restore_gesprek,
    talks_of_worker,
    timeline,
    withdraw_contactmoment,
    withdraw_gesprek,
)
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
MORGEN = VANDAAG + timedelta(days=1)


def plan(cast: Cast, **extra: object) -> Gesprek:
    wanted = {"datum": MORGEN, "tijd": time(10), "medewerker": cast.medewerkers["noor"], **extra}
    return plan_gesprek(by=cast.noor, casus=cast.casus, planning=Planning(**wanted))


def past(cast: Cast, **extra: object) -> Gesprek:
    """A talk of yesterday that nobody wrote about."""
    talk = plan(cast, **extra)
    Gesprek.objects.filter(pk=talk.pk).update(datum=VANDAAG - timedelta(days=1))
    talk.refresh_from_db()
    return talk


def url(name: str, talk: Gesprek) -> str:
    return reverse(f"tijdlijn:{name}", args=[talk.casus_id, talk.pk])


def filled(cast: Cast, **extra: object) -> dict[str, object]:
    return {
        "datum": MORGEN.isoformat(), "tijd": "10.30", "plaats": "thuis", "persoon": "", "duur_minuten": 60,
        "medewerker": cast.medewerkers["noor"].pk, "wet": "algemeen", "terug": "", **extra,
    }  # fmt: skip


def test_planned_from_the_case_with_day_and_time_only(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    page = client.get(reverse("tijdlijn:gesprek_plannen", args=[cast.casus.pk]))
    initial = page.context["form"].initial
    assert initial["plaats"] == Plaats.THUIS and initial["medewerker"] == str(cast.medewerkers["noor"].pk)
    answer = client.post(reverse("tijdlijn:gesprek_plannen", args=[cast.casus.pk]), filled(cast))
    talk = Gesprek.objects.get()
    assert answer.status_code == 302 and (talk.datum, talk.tijd) == (MORGEN, time(10, 30))
    assert talk.history.count() == 1
    lines = Regel.objects.filter(actie="gesprek_gepland")
    assert lines.count() == 3  # one for each of the household
    shown = client.get(reverse("werkplek:casuspagina", args=[cast.casus.pk])).content.decode()
    assert "Gesprek gepland: thuis" in shown and "gesprek om 10.30, thuis" in shown


def test_what_was_typed_stays_at_a_fault(cast: Cast, als: Als) -> None:
    bad = filled(cast, datum=(VANDAAG - timedelta(days=1)).isoformat(), duur_minuten=45)
    answer = als(cast.noor).post(reverse("tijdlijn:gesprek_plannen", args=[cast.casus.pk]), bad)
    assert answer.status_code == 422 and 'value="45"' in answer.content.decode() and not Gesprek.objects.exists()


@pytest.mark.parametrize(
    ("extra", "veld"),
    [
        ({"datum": VANDAAG - timedelta(days=1)}, "datum"),
        ({"datum": VANDAAG + timedelta(days=400)}, "datum"),
        ({"duur_minuten": 0}, "duur_minuten"),
    ],
)
def test_rules(cast: Cast, extra: dict[str, object], veld: str) -> None:
    with pytest.raises(Regelfout) as fault:
        plan(cast, **extra)
    assert fault.value.veld == veld


def test_only_who_lives_there_and_who_may_see_the_case(cast: Cast) -> None:
    stranger = Persoon.objects.create(voornamen="Vera", achternaam="Vreemd")
    with pytest.raises(Regelfout, match="dit huishouden"):
        plan(cast, persoon=stranger)
    with pytest.raises(Regelfout, match="kan de casus niet openen"):
        plan(cast, medewerker=cast.medewerkers["zeno"])


def test_not_on_a_closed_case(cast: Cast) -> None:
    cast.casus.afgesloten_op = VANDAAG
    with pytest.raises(Regelfout, match="afgesloten"):
        plan(cast)


def test_moved_with_the_version_that_was_seen(cast: Cast) -> None:
    talk = plan(cast)
    wanted = Planning(MORGEN, time(14), cast.medewerkers["sanne"], Plaats.KANTOOR, persoon=cast.jan)
    moved = change_gesprek(by=cast.noor, gesprek=talk, planning=wanted, versie=1)
    assert (moved.tijd, moved.plaats, moved.persoon_id, moved.versie) == (time(14), "kantoor", cast.jan.pk, 2)
    with pytest.raises(Versieconflict):
        change_gesprek(by=cast.noor, gesprek=talk, planning=wanted, versie=1)


def test_called_off_needs_a_reason_and_can_be_undone(cast: Cast, als: Als) -> None:
    talk, client = plan(cast), als(cast.noor)
    assert client.post(url("gesprek_afzeggen", talk), {"reden": " "}).status_code == 422
    assert client.post(url("gesprek_afzeggen", talk), {"reden": "Mieke is ziek", "versie": 1}).status_code == 302
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.reden) == (Uitkomst.AFGEZEGD, "Mieke is ziek")
    with pytest.raises(Regelfout, match="afgezegd"):
        cancel_gesprek(by=cast.noor, gesprek=talk, reden="nog eens")
    page = client.get(reverse("tijdlijn:tijdlijn", args=[cast.casus.pk])).content.decode()
    assert "Gesprek afgezegd: thuis" in page and "Mieke is ziek" in page
    client.post(url("gesprek_herstellen", talk), {"terug": "/"})
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.reden) == ("", "")
    with pytest.raises(Regelfout, match="niet afgezegd"):
        restore_gesprek(by=cast.noor, gesprek=talk)


def test_a_wrong_click_is_gone_the_same_day_only(cast: Cast) -> None:
    talk = plan(cast)
    Gesprek.objects.filter(pk=talk.pk).update(gemaakt_op="2026-01-01T10:00:00Z")
    with pytest.raises(Regelfout, match="op de dag zelf"):
        withdraw_gesprek(by=cast.noor, gesprek=talk)
    fresh = plan(cast)
    withdraw_gesprek(by=cast.noor, gesprek=fresh)
    assert not Gesprek.objects.filter(pk=fresh.pk).exists() and Gesprek.history.filter(id=fresh.pk).count() == 2


def test_it_took_place_and_nothing_is_typed_twice(cast: Cast, als: Als) -> None:
    talk, client = past(cast, persoon=cast.jan, duur_minuten=45, plaats=Plaats.KANTOOR), als(cast.noor)
    vast = reverse("tijdlijn:vastleggen", args=[cast.casus.pk])
    form = client.get(f"{vast}?gesprek={talk.pk}&terug=/").context["b"]["form"]
    assert form.initial["duur_minuten"] == 45 and form.initial["persoon"] == str(cast.jan.pk)
    assert 'value="10.00"' in str(form["tijd"])  # what is shown can be sent back
    known = {name: form[name].value() for name in ("aard", "soort", "zichtbaar_voor", "datum", "tijd", "duur_minuten")}
    known |= {name: form[name].value() for name in ("persoon", "wet", "terug", "gesprek")}
    answer = client.post(vast, {**known, "tekst": "Het gaat beter."})
    item = Contactmoment.objects.get()
    assert answer.url == f"/#contact-{item.pk}"
    assert (item.datum, item.tijd, item.soort, item.duur_minuten, item.persoon_id) == (
        talk.datum, talk.tijd, "kantoor", 45, cast.jan.pk,
    )  # fmt: skip
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.contactmoment_id) == (Uitkomst.DOORGEGAAN, item.pk)
    assert client.post(vast, {**known, "tekst": "Nog eens."}).status_code == 422 and Contactmoment.objects.count() == 1


def test_not_reached_is_one_click_and_taking_it_back_opens_the_talk(cast: Cast, als: Als) -> None:
    talk = past(cast)
    answer = als(cast.noor).post(url("gesprek_niet_bereikt", talk), {"terug": "/"})
    item = Contactmoment.objects.get()
    talk.refresh_from_db()
    assert answer.url == "/" and item.soort == "niet_bereikt" and talk.uitkomst == Uitkomst.NIET_BEREIKT
    withdraw_contactmoment(by=cast.noor, contactmoment=item, medewerker=cast.medewerkers["noor"])
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.contactmoment_id) == ("", None)


def test_what_is_to_come_cannot_be_missed(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="moet nog komen"):
        miss_gesprek(by=cast.noor, gesprek=plan(cast), medewerker=cast.medewerkers["noor"])
    assert not Contactmoment.objects.exists()


def test_a_done_talk_leaves_its_contact_on_the_timeline(cast: Cast, inzage: Gebeurtenis) -> None:
    talk = past(cast)
    worker = cast.medewerkers["noor"]
    complete_gesprek(by=cast.noor, gesprek=talk, medewerker=worker, vastlegging=Vastlegging("Gesproken."))
    found = timeline(access_casus(cast.noor, cast.casus.pk)).items
    assert [item.soort for item in found if item.soort != "regie"] == ["contact"]


@pytest.mark.parametrize("name", ["gesprek", "gesprek_afzeggen", "gesprek_ics"])
def test_a_stranger_finds_nothing(cast: Cast, als: Als, name: str) -> None:
    talk = plan(cast)
    assert als(cast.zeno).get(url(name, talk)).status_code == 404
    assert als(cast.lot).get(url(name, talk)).status_code == 403
    talk_elsewhere = reverse(f"tijdlijn:{name}", args=[cast.casus.pk, talk.pk + 1])
    assert als(cast.noor).get(talk_elsewhere).status_code == 404


def test_a_law_that_is_not_ones_own_stays_closed(cast: Cast, inzage: Gebeurtenis, als: Als) -> None:
    """Safety is in no step that everybody of the case sees; who may not read it finds no file either."""
    talk = plan(cast, wet="veiligheid")
    assert next_steps([cast.casus.pk]).get(cast.casus.pk) is None or "gesprek" not in (
        next_steps([cast.casus.pk])[cast.casus.pk].tekst
    )
    assert als(cast.noor).get(url("gesprek_ics", talk)).status_code == 200
    plan(cast, wet="algemeen")
    toegang = access_casus(cast.noor, cast.casus.pk)
    one, many = next_step_of(toegang.casus), next_steps([cast.casus.pk])[cast.casus.pk]
    assert one == many and many.tekst == "gesprek om 10.00, thuis"


def test_vandaag_shows_today_and_what_still_asks(cast: Cast, als: Als) -> None:
    past(cast)
    plan(cast, datum=VANDAAG, tijd=time(23, 59), persoon=cast.jan)
    plan(cast, datum=MORGEN)
    shown = als(cast.noor).get("/")
    lines = shown.context["gesprekken"].regels
    assert [line.waarover for line in lines] == ["Thuis", "Thuis, met Jan de Wit"]
    assert lines[1].wanneer == "Vandaag om 23.59" and not lines[1].acties
    assert [action.tekst for action in lines[0].acties] == ["Is doorgegaan", "Niet bereikt", "Afgezegd"]
    assert shown.context["gesprekken"].later == 1
    assert Regel.objects.filter(soort="lezen", actie="casuslijst_inzien").count() >= 3
    assert als(cast.sanne).get("/").context["gesprekken"].regels == []


def test_who_may_no_longer_open_the_case_has_no_talk_of_it(cast: Cast, inzage: Gebeurtenis) -> None:
    plan(cast)
    worker = cast.medewerkers["noor"]
    assert len(talks_of_worker(cast.noor, worker, VANDAAG, MORGEN)) == 1
    assert talks_of_worker(cast.zeno, worker, VANDAAG, MORGEN) == []


def test_the_pages_ask_the_same_with_two_hundred_talks(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    pages = ["/", reverse("werkplek:casuspagina", args=[cast.casus.pk]), reverse("tijdlijn:agenda")]
    past(cast)
    plan(cast, datum=VANDAAG, tijd=time(23, 59))

    def count(page: str) -> int:
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    few = [count(page) for page in pages]
    rows = [
        Gesprek(casus=cast.casus, medewerker=cast.medewerkers["noor"], datum=MORGEN, tijd=time(9)) for _ in range(200)
    ]
    bulk_add(Gesprek, rows)
    many = [count(page) for page in pages]
    assert many == few and max(many) <= 25


def test_closing_the_case_calls_off_what_is_to_come_and_leaves_what_was(cast: Cast) -> None:
    coming, gone = plan(cast), past(cast)
    mark_closed(by=cast.noor, casus=cast.casus, reden="doelen_bereikt", op=VANDAAG)
    coming.refresh_from_db()
    gone.refresh_from_db()
    assert (coming.uitkomst, coming.reden) == (Uitkomst.AFGEZEGD, "De casus is afgesloten.")
    assert gone.uitkomst == ""  # how it went can still be noted
    assert coming.history.count() == 2
    with pytest.raises(Regelfout, match="afgesloten"):
        restore_gesprek(by=cast.noor, gesprek=coming)


def test_the_closing_page_names_the_talk_and_undo_plans_it_again(cast: Cast, als: Als) -> None:
    talk = plan(cast)
    client = als(cast.noor)
    page = client.get(reverse("nazorg:afsluiten", args=[cast.casus.pk])).content.decode()
    assert "Er staat nog een gesprek gepland" in page and "Morgen om 10.00, thuis, Noor" in page
    closing = close_casus(by=cast.noor, casus=cast.casus, invoer=Sluitinvoer(op=VANDAAG, reden="doelen_bereikt"))
    talk.refresh_from_db()
    assert talk.uitkomst == Uitkomst.AFGEZEGD
    undo_close(by=cast.noor, afsluiting=closing)
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.reden) == ("", "")


def test_a_deputy_has_the_talks_of_the_regisseur_as_long_as_that_lasts(cast: Cast, als: Als) -> None:
    plan(cast, datum=VANDAAG, tijd=time(23, 59))
    plan(cast, datum=VANDAAG, tijd=time(23, 58), medewerker=cast.medewerkers["tom"])
    rol = Casusrol.objects.get(casus=cast.casus, rol="regisseur", tot=None)
    assign_waarnemer(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["sanne"], tot=MORGEN)
    lines = als(cast.sanne).get("/").context["gesprekken"].regels
    assert [line.waarover for line in lines] == ["Thuis (u neemt waar voor Noor)"]
    assert "Thuis (u neemt waar voor Noor)" in als(cast.sanne).get(reverse("tijdlijn:agenda")).content.decode()
    assert len(als(cast.noor).get("/").context["gesprekken"].regels) == 1
    Casusrol.objects.filter(pk=rol.pk).update(waarneming_tot=VANDAAG - timedelta(days=1))
    assert als(cast.sanne).get("/").context["gesprekken"].regels == []
