"""Vandaag: the right work in the right group, and a fixed number of queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Regel
from keukentafel.meldingen.public import Melding
from keukentafel.personen.models import Afschermlid, Huishouden
from keukentafel.plannen.public import Doel, create_plan
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.taken.public import await_taak, create_taak
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.opbrengst import return_of
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


def task(cast: Cast, titel: str, days: int) -> object:
    return create_taak(
        by=cast.tom, titel=titel, soort="overig", team=cast.noord, casus=cast.casus,
        medewerker=cast.medewerkers["noor"], vervalt_op=date.today() + timedelta(days=days),
    )  # fmt: skip


def test_late_now_later_and_waiting(cast: Cast, als: Als) -> None:
    task(cast, "Terugbellen", -3)
    task(cast, "Volgende maand", 30)
    waiting = task(cast, "Start begeleiding", 1)
    await_taak(by=cast.noor, taak=waiting, op_wie="Aanbieder", sinds=date.today() - timedelta(days=19))
    page = als(cast.noor).get("/").content.decode()
    assert "Terugbellen" in page
    assert "3 dagen te laat" in page
    assert "Volgende maand" not in page
    assert "Later nog 1" in page
    assert "Aanbieder: Start begeleiding" in page


def test_someone_elses_work_is_not_on_my_page(cast: Cast, als: Als) -> None:
    task(cast, "Terugbellen", -3)
    assert "Terugbellen" not in als(cast.sanne).get("/").content.decode()


def test_the_household_shown_is_logged(cast: Cast, als: Als) -> None:
    task(cast, "Terugbellen", 0)
    before = Regel.objects.count()
    als(cast.noor).get("/")
    assert Regel.objects.filter(volgnr__gt=before, soort="lezen").count() == 3


def test_queries_do_not_grow_with_the_tasks(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    task(cast, "Een", 0)
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(30):
        task(cast, f"Taak {number}", 0)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(few) <= 25


def test_ones_own_load_does_not_tell_of_a_case_that_is_closed_to_oneself(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    own = reverse("casussen:belasting")
    assert client.get("/").context["werk"].ruimte.gewogen == 2.0
    assert "2,00 punten" in client.get(own).content.decode()
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.sanne)
    assert client.get("/").context["werk"].ruimte.gewogen == 0.0
    assert "0,00 punten" in client.get(own).content.decode()


def test_who_has_no_cases_gets_a_page_without_names(cast: Cast, als: Als) -> None:
    task(cast, "Terugbellen", 0)
    for naam in ("lot", "bea", "ana", "petra"):
        answer = als(getattr(cast, naam)).get("/")
        assert answer.status_code == 200
        assert "De Wit" not in answer.content.decode()


def test_what_ones_own_work_brought_about_is_counted_for_oneself_alone(cast: Cast, als: Als) -> None:
    assert "opleverde" not in als(cast.noor).get("/").content.decode()  # nothing yet, nothing said
    monday = date.today() - timedelta(days=date.today().weekday())
    worker = cast.medewerkers["noor"]
    plan = create_plan(by=cast.noor, casus=cast.casus)
    domain = Leefdomein.objects.filter(stelsel__code="zrm2013").order_by("pk")[0]
    for status, day in (("behaald", date.today()), ("behaald", monday - timedelta(days=1)), ("open", None)):
        Doel.objects.create(plan=plan, leefdomein=domain, omschrijving="Weer koken", status=status, status_op=day)
    for day in (monday, monday - timedelta(days=1)):
        Melding.objects.create(
            team=cast.noord, ontvangen_op=day, omschrijving="Vraag", eigenaar=worker, eerste_contact_op=day
        )
    counted = {(o.wat, o.aantal) for o in return_of(worker, date.today())}
    assert counted == {("doel bereikt", 1), ("eerste gesprek na een melding", 1)}
    page = als(cast.noor).get("/").content.decode()
    assert "Wat uw werk deze week opleverde" in page and "<strong>1</strong> doel bereikt" in page
    for colleague in (cast.sanne, cast.tom, cast.zeno):
        assert "opleverde" not in als(colleague).get("/").content.decode()


def test_the_return_costs_one_query(cast: Cast, django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(1):
        return_of(cast.medewerkers["noor"], date.today())
