"""What the overview of a case reads of a plan: the counts of all goals, and only the first ones themselves."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.casussen.public import access_casus
from keukentafel.core.inlezen import bulk_add
from keukentafel.plannen.models import Actie, Doel
from keukentafel.plannen.naar_casus import open_appointments
from keukentafel.plannen.permissions import Plantoegang
from keukentafel.plannen.selectors.overzicht import Doelstand, first_goals, goal_names, stand_of_goals
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.public import Relatie, Rol
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein, queries_of
from tests.toegang.wandeling import make_user

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()


def goals(verhaal: Planverhaal, aantal: int, **velden: object) -> list[Doel]:
    """So many goals more."""
    values = {"plan": verhaal.plan, "leefdomein": domein("adl"), "volgorde": 9, **velden}
    return bulk_add(Doel, [Doel(omschrijving=f"Doel {n}", **values) for n in range(aantal)])


def test_the_counts_are_those_of_every_goal_in_every_law(cast: Cast, verhaal: Planverhaal, inzage: Gebeurtenis) -> None:
    late = goals(verhaal, 2, wet="jeugd", streefdatum=VANDAAG - timedelta(days=3))
    dated = goals(verhaal, 3, streefdatum=VANDAAG)
    goals(verhaal, 4, status="behaald", status_op=VANDAAG)
    Actie.objects.create(doel=late[0], omschrijving="Bellen", gedaan_op=VANDAAG)
    Actie.objects.create(doel=dated[0], omschrijving="Vervallen", vervallen_op=VANDAAG)
    open_goals = [goal for goal in Doel.objects.filter(plan=verhaal.plan) if goal.status == "open"]
    bare = [goal for goal in open_goals if not goal.acties.filter(vervallen_op=None).exists()]
    loose = [goal for goal in open_goals if goal in bare or goal.streefdatum is None]
    expected = Doelstand(len(open_goals), len(bare), len(loose), 2)
    assert expected == Doelstand(7, 5, 5, 2)
    kring = access_casus(cast.noor, cast.casus.pk)
    assert stand_of_goals(verhaal.plan, cast.casus) == expected
    first_goals(Plantoegang(kring, verhaal.plan), verhaal.plan)
    with CaptureQueriesContext(connection) as queries:
        assert stand_of_goals(verhaal.plan, kring.casus) == expected
    assert not len(queries)  # the first goals brought the counts


def test_a_reader_counts_and_sees_only_goals_of_his_laws(cast: Cast, verhaal: Planverhaal, inzage: Gebeurtenis) -> None:
    goals(verhaal, 6, wet="jeugd", volgorde=0)
    [hidden] = goals(verhaal, 1, wet="jeugd")
    Actie.objects.create(doel=hidden, omschrijving="KANARIE")
    wmo = access_casus(make_user(cast, Rol.MAATWERKSPECIALIST, Relatie.CASUSTEAM), cast.casus.pk)
    toegang = Plantoegang(wmo, verhaal.plan)
    found = first_goals(toegang, verhaal.plan)
    assert ([goal.pk for goal in found.eerste], found.aantal) == ([verhaal.lucht.pk, verhaal.boodschappen.pk], 2)
    assert found.acties == [verhaal.strijken]
    assert len(goal_names(toegang, verhaal.plan)) == 2
    all_of_them = first_goals(Plantoegang(access_casus(cast.noor, cast.casus.pk), verhaal.plan), verhaal.plan)
    assert (len(all_of_them.eerste), all_of_them.aantal) == (4, 9)


def test_only_goals_under_another_law_show_nothing_and_are_counted(
    cast: Cast, verhaal: Planverhaal, inzage: Gebeurtenis
) -> None:
    Doel.objects.filter(plan=verhaal.plan).update(wet="jeugd")
    wmo = access_casus(make_user(cast, Rol.MAATWERKSPECIALIST, Relatie.CASUSTEAM), cast.casus.pk)
    found = first_goals(Plantoegang(wmo, verhaal.plan), verhaal.plan)
    assert (found.eerste, found.aantal, found.acties) == ([], 0, [])
    assert stand_of_goals(verhaal.plan, wmo.casus).open == 2


def test_what_is_open_under_a_goal_that_is_not_shown_can_be_ticked_off(
    cast: Cast, verhaal: Planverhaal, inzage: Gebeurtenis
) -> None:
    last = goals(verhaal, 5)[-1]
    Actie.objects.create(doel=last, omschrijving="Samen koken")
    Actie.objects.create(doel=last, omschrijving="Gedaan", gedaan_op=VANDAAG)
    told = [item.tekst for item in open_appointments(access_casus(cast.noor, cast.casus.pk))]
    assert told == ["buurvrouw Ans: Samen strijken", "Het gezin: Samen koken"]


def test_two_hundred_goals_ask_the_same_and_make_no_longer_page(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client, url = als(cast.noor), f"/casussen/{verhaal.plan.casus_id}/"
    goals(verhaal, 4)
    few, size = queries_of(client, url), len(client.get(url).content)
    goals(verhaal, 200)
    assert queries_of(client, url) == few <= 25
    assert len(client.get(url).content) < size + 1000
