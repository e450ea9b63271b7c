"""Requests and offers: put down, matched in two clicks, taken back, withdrawn; and the figures."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.buurt.actions import reopen_buurtvraag, undo_koppeling
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.buurt.public import (
    Buurtvraagrij,
    bulk_register_buurtvragen,
    buurtcijfers,
    match_buurtvraag,
    record_activiteit,
    register_buurtaanbod,
    register_buurtvraag,
    withdraw_buurtvraag,
)
from keukentafel.buurt.selectors import nearest_aanbod
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]
OVERZICHT = "/buurt/"


def asked(soort: str = "vervoer", **more: object) -> Buurtvraag:
    """A request of today."""
    return register_buurtvraag(by=SYSTEEM, datum=date.today(), soort=soort, **more)  # type: ignore[arg-type]


def offered(soort: str = "vervoer", **more: object) -> Buurtaanbod:
    """An offer of today."""
    return register_buurtaanbod(by=SYSTEEM, datum=date.today(), soort=soort, **more)  # type: ignore[arg-type]


def test_a_match_in_two_clicks_and_back(cast: Cast, als: Als) -> None:
    vraag, aanbod = asked(), offered()
    client = als(cast.noor)
    page = reverse("buurt:vraag_koppelen", args=[vraag.pk])
    assert page in client.get(OVERZICHT).content.decode()
    assert f'value="wederkerig:{aanbod.pk}"' in client.get(page).content.decode()
    data = {"keuze": f"wederkerig:{aanbod.pk}", "idempotentiesleutel": str(uuid.uuid4()), "versie": vraag.versie}
    for _again in range(2):
        assert client.post(page, data).status_code == 302
    made = Buurtkoppeling.objects.get()
    vraag.refresh_from_db()
    aanbod.refresh_from_db()
    assert (made.vraag, made.aanbod, made.soort, made.datum) == (vraag, aanbod, "wederkerig", date.today())
    assert (vraag.status, aanbod.status) == ("gekoppeld", "gekoppeld")
    assert Regel.objects.filter(actie="buurtvraag_gekoppeld").count() == 1
    client.post(reverse("buurt:koppeling_ongedaan", args=[made.pk]))
    vraag.refresh_from_db()
    aanbod.refresh_from_db()
    assert (vraag.status, aanbod.status) == ("open", "open")
    assert not Buurtkoppeling.objects.geldend().exists()
    assert client.post(reverse("buurt:koppeling_ongedaan", args=[made.pk])).status_code == 404


def test_the_team_of_the_service_takes_what_nobody_offers(cast: Cast, als: Als) -> None:
    vraag = asked()
    page = reverse("buurt:vraag_koppelen", args=[vraag.pk])
    assert als(cast.sanne).post(page, {"keuze": "buurtserviceteam:"}).status_code == 302
    assert (Buurtkoppeling.objects.get().aanbod, Buurtkoppeling.objects.get().soort) == (None, "buurtserviceteam")


@pytest.mark.parametrize("keuze", ["", "wederkerig:", "buurtserviceteam:{aanbod}", "wederkerig:99999", "ruil:{aanbod}"])
def test_a_choice_that_makes_no_sense_changes_nothing(cast: Cast, als: Als, keuze: str) -> None:
    vraag, aanbod = asked(), offered()
    page = reverse("buurt:vraag_koppelen", args=[vraag.pk])
    assert als(cast.noor).post(page, {"keuze": keuze.format(aanbod=aanbod.pk)}).status_code == 422
    vraag.refresh_from_db()
    assert vraag.status == "open"


def test_what_is_not_open_is_not_matched() -> None:
    vraag, aanbod = asked(), offered()
    match_buurtvraag(by=SYSTEEM, vraag=vraag, soort="eenzijdig", aanbod=aanbod)
    with pytest.raises(Regelfout, match="vraag staat niet meer open"):
        match_buurtvraag(by=SYSTEEM, vraag=vraag, soort="eenzijdig", aanbod=offered())
    with pytest.raises(Regelfout, match="aanbod staat niet meer open"):
        match_buurtvraag(by=SYSTEEM, vraag=asked(), soort="eenzijdig", aanbod=aanbod)
    with pytest.raises(Regelfout, match="al gekoppeld"):
        withdraw_buurtvraag(by=SYSTEEM, vraag=vraag)
    with pytest.raises(Regelfout, match="in de toekomst"):
        match_buurtvraag(by=SYSTEEM, vraag=asked(), soort="buurtserviceteam", datum=date.today() + timedelta(days=1))


def test_an_imported_request_with_two_matches_stays_matched_when_one_is_taken_back() -> None:
    vraag = asked()
    first = match_buurtvraag(by=SYSTEEM, vraag=vraag, soort="buurtserviceteam")
    Buurtkoppeling.objects.create(vraag=vraag, soort="eenzijdig", datum=date.today())
    undo_koppeling(by=SYSTEEM, koppeling=first)
    vraag.refresh_from_db()
    assert vraag.status == "gekoppeld"


def test_withdrawn_and_open_again() -> None:
    vraag = withdraw_buurtvraag(by=SYSTEEM, vraag=asked())
    assert vraag.status == "ingetrokken"
    assert reopen_buurtvraag(by=SYSTEEM, vraag=vraag).status == "open"
    with pytest.raises(Regelfout, match="staat al open"):
        reopen_buurtvraag(by=SYSTEEM, vraag=vraag)


def test_the_same_kind_comes_first_then_the_same_area(cast: Cast) -> None:
    far, near, same = offered("klus"), offered("koken", gebied=cast.gebied), offered("Vervoer")
    assert list(nearest_aanbod(asked("vervoer", gebied=cast.gebied))) == [same, near, far]


def test_a_form_keeps_what_was_typed_and_refuses_a_day_to_come(cast: Cast, als: Als) -> None:
    later = date.today() + timedelta(days=3)
    for url in ("buurt:vraag_nieuw", "buurt:aanbod_nieuw"):
        answer = als(cast.noor).post(reverse(url), {"soort": "samen wandelen", "datum": later.isoformat()})
        assert answer.status_code == 422
        assert "samen wandelen" in answer.content.decode()
    assert not Buurtvraag.objects.exists()
    assert als(cast.noor).post(reverse("buurt:vraag_nieuw"), {"soort": "x", "datum": "1-2-2024"}).status_code == 302
    assert Buurtvraag.objects.get().datum == date(2024, 2, 1)


@pytest.mark.parametrize("wie", ["lot", "gwen", "wim", "karin", "ana", "bea", "petra"])
def test_who_is_not_in_a_social_team_sees_nothing_of_it(cast: Cast, als: Als, wie: str) -> None:
    for url in ("overzicht", "koppelingen", "activiteiten", "cijfers", "vraag_nieuw"):
        assert als(getattr(cast, wie)).get(reverse(f"buurt:{url}")).status_code in (403, 404), url


def test_a_request_from_a_plan_points_to_it_and_the_list_does_not_tell(cast: Cast, als: Als) -> None:
    url = reverse("buurt:vraag_bij_plan", args=[cast.casus.pk])
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.noor).get(url).status_code == 200
    assert als(cast.noor).post(url, {"soort": "boodschappen", "datum": "1-2-2024"}).status_code == 302
    assert "De Wit" not in als(cast.zeno).get(OVERZICHT).content.decode()


def test_the_overview_asks_as_much_for_many_rows_as_for_a_few(cast: Cast, als: Als) -> None:
    client = als(cast.noor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(OVERZICHT).status_code == 200
        return len(found)

    asked(gebied=cast.gebied)
    offered(gebied=cast.gebied)
    client.get(OVERZICHT)
    few = queries()
    rows = [Buurtvraagrij(date.today(), cast.gebied.pk, "vervoer", "zelf", None, "open")] * 200
    bulk_register_buurtvragen(by=SYSTEEM, rijen=rows)
    assert queries() == few <= 25
    text = client.get(OVERZICHT).content.decode()
    assert len(text) < 100_000
    assert "?vragen=2" in text


def test_the_bulk_door_names_the_row_with_an_unknown_code() -> None:
    row = Buurtvraagrij(date.today(), None, "vervoer", "zelf", None, "open")
    with pytest.raises(Regelfout, match=r"Regel 2: status"):
        bulk_register_buurtvragen(by=SYSTEEM, rijen=[row, row._replace(status="weg")])
    assert not Buurtvraag.objects.exists()


def test_activities_are_noted_counted_and_taken_away(cast: Cast, als: Als) -> None:
    client = als(cast.tom)
    client.post(reverse("buurt:activiteit_nieuw"), {"naam": "Buurtlunch", "datum": "1-2-2024"})
    made = Activiteit.objects.get()
    assert made.deelnemers is None
    url = reverse("buurt:activiteit_wijzigen", args=[made.pk])
    data = {"naam": "Buurtlunch", "datum": "1-2-2024", "deelnemers": "23", "versie": made.versie}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 409, "the version that was shown is not the last one"
    made.refresh_from_db()
    assert (made.deelnemers, made.versie) == (23, 2)
    client.post(reverse("buurt:activiteit_weghalen", args=[made.pk]))
    assert "Buurtlunch" not in client.get(reverse("buurt:koppelingen")).content.decode()
    assert client.get(url).status_code == 404
    client.post(reverse("buurt:activiteit_herstellen", args=[made.pk]))
    assert "Buurtlunch" in client.get(reverse("buurt:activiteiten")).content.decode()


def test_the_figures_of_the_source(cast: Cast, als: Als) -> None:
    """42 requests, 14 mutual matches (1/3), 35 open offers, 2 activities (T-27); what comes later is left out."""
    day = date(2014, 12, 3)
    rows = [Buurtvraagrij(day, None, "vervoer", "", None, "gekoppeld")] * 42
    later = rows[0]._replace(datum=day + timedelta(days=1))
    ids = bulk_register_buurtvragen(by=SYSTEEM, rijen=[*rows, later])
    Buurtkoppeling.objects.bulk_create(
        [Buurtkoppeling(vraag_id=pk, soort="wederkerig", datum=day) for pk in ids[:14]]
        + [Buurtkoppeling(vraag_id=ids[20], soort="eenzijdig", datum=day, vervallen_op=day)]
    )
    Buurtaanbod.objects.bulk_create([Buurtaanbod(datum=day, soort="vervoer") for _ in range(35)])
    Buurtaanbod.objects.create(datum=day, soort="vervoer", status="ingetrokken")
    for naam in ("Lunch", "Opknapdag"):
        record_activiteit(by=SYSTEEM, datum=day, naam=naam)
    found = {cijfer.sleutel: (cijfer.aantal, cijfer.percentage) for cijfer in buurtcijfers(day)}
    assert found == {
        "aanvragen": (42, None), "koppelingen_wederkerig": (14, 33.3),
        "koppelingen_eenzijdig": (0, 0.0), "koppelingen_buurtserviceteam": (0, 0.0),
        "openstaand_aanbod": (35, None), "activiteiten": (2, None),
    }  # fmt: skip
    text = als(cast.noor).get(reverse("buurt:cijfers"), {"op": "3-12-2014"}).content.decode()
    assert "33,3 procent" in text
    assert {c.percentage for c in buurtcijfers(date(2000, 1, 1))} == {None}
