"""Two own plans become one, and two again: what moves, who may, what it costs to look."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.actions.doelen import create_doel
from keukentafel.plannen.actions.inzet import create_inzet
from keukentafel.plannen.actions.plan import agree_delen, create_plan, end_plan
from keukentafel.plannen.actions.samenvoegen import merge_plannen, undo_merge_plannen
from keukentafel.plannen.models import Deelafspraak, Doel, Inzet, Plan, Plansamenvoeging
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein
from tests.plannen.voorbeelden import second_home
from tests.vragen import QUERIES, asked
from tests.woorden import one_with

Als = Callable[[Gebruiker], Client]


@pytest.fixture
def ander(cast: Cast) -> Plan:
    """The plan of Jan's second household: two goals, support under one, something that is shared."""
    plan = second_home(cast)
    rust = create_doel(by=cast.noor, plan=plan, omschrijving="Ik wil rust", leefdomein=domein("huisvesting"))
    create_doel(by=cast.noor, plan=plan, omschrijving="Ik wil slapen", leefdomein=domein("adl"))
    create_inzet(
        by=cast.noor, plan=plan, doel=rust, leefdomein=rust.leefdomein, aard="nieuw", kring="sociaal_netwerk",
        omschrijving="Zus belt",
    )  # fmt: skip
    agree_delen(by=cast.noor, plan=plan, met_wie="School", wat="Dat we helpen", waarom="Rust")
    return plan


def state() -> list[object]:
    """Where every part of every plan lies, and which plans run."""
    return [
        list(Doel.objects.order_by("pk").values_list("pk", "plan", "volgorde")),
        list(Inzet.objects.order_by("pk").values_list("pk", "plan", "doel")),
        list(Deelafspraak.objects.order_by("pk").values_list("pk", "plan")),
        list(Plan.objects.order_by("pk").values_list("pk", "beeindigd_op", "samengevoegd_in")),
    ]


def test_everything_moves_and_the_first_plan_ends(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    ander.refresh_from_db()
    assert ander.beeindigd_op == date.today() and ander.samengevoegd_in == verhaal.plan
    words = [goal.omschrijving for goal in verhaal.plan.doelen.all()]
    assert words[2:] == ["Ik wil rust", "Ik wil slapen"]
    assert not ander.doelen.exists() and not ander.inzet.exists() and not ander.deelafspraken.exists()
    last = Regel.objects.order_by("-pk").first()
    assert last is not None and last.actie == "plannen_samengevoegd"


def test_merge_and_undo_is_as_before(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    before = state()
    merge = merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    assert state() != before
    undo_merge_plannen(by=cast.noor, samenvoeging=merge)
    assert state() == before
    with pytest.raises(Regelfout, match="al ongedaan"):
        undo_merge_plannen(by=cast.noor, samenvoeging=merge)
    merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)  # and again


def test_what_was_written_since_stays_where_it_belongs(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    merge = merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    moved = one_with(verhaal.plan.doelen.all(), omschrijving="Ik wil rust")
    late = create_inzet(
        by=cast.noor, plan=verhaal.plan, doel=moved, leefdomein=moved.leefdomein, aard="nieuw", kring="eigen_kracht",
        omschrijving="Wandelen",
    )  # fmt: skip
    new = create_doel(by=cast.noor, plan=verhaal.plan, omschrijving="Ik wil werk", leefdomein=moved.leefdomein)
    undo_merge_plannen(by=cast.noor, samenvoeging=merge)
    late.refresh_from_db()
    new.refresh_from_db()
    assert (late.plan, new.plan) == (ander, verhaal.plan)


def test_undo_is_refused_when_it_would_make_a_third_plan(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    merge = merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    casus = Casus.objects.get(huishouden=ander.huishouden)
    create_plan(by=cast.noor, casus=casus)
    with pytest.raises(Regelfout, match="nieuw plan"):
        undo_merge_plannen(by=cast.noor, samenvoeging=merge)


def test_undo_is_refused_after_the_joint_plan_ended(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    merge = merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    end_plan(by=cast.noor, plan=verhaal.plan)
    with pytest.raises(Regelfout, match="beëindigd"):
        undo_merge_plannen(by=cast.noor, samenvoeging=merge)


def test_what_cannot_be_merged(cast: Cast, verhaal: Planverhaal, ander: Plan) -> None:
    with pytest.raises(Regelfout):
        merge_plannen(by=cast.noor, bron=verhaal.plan, doelplan=verhaal.plan)
    school = Plan.objects.create(huishouden=cast.gezin, opgesteld_op=date.today(), eigenaar=cast.gemeente)
    with pytest.raises(Regelfout):
        merge_plannen(by=cast.noor, bron=school, doelplan=verhaal.plan)


# --- the screens ---------------------------------------------------------------------------------------------


def test_the_tab_offers_it_and_the_preview_says_what_moves(
    cast: Cast, verhaal: Planverhaal, ander: Plan, als: Als
) -> None:
    client = als(cast.noor)
    link = verhaal.url(f"samenvoegen/{ander.pk}/")
    assert link in client.get(verhaal.url()).content.decode()
    reads = Regel.objects.filter(soort="lezen").count()
    page = client.get(link).content.decode()
    assert "Ik wil slapen" in page and "Zus belt" in page and "Ik wil weer lucht in mijn week" in page
    assert Regel.objects.filter(soort="lezen").count() >= reads + 4  # three of this household, one of the other


def test_merge_on_the_screen_and_undo_from_the_plan(cast: Cast, verhaal: Planverhaal, ander: Plan, als: Als) -> None:
    client, before = als(cast.noor), state()
    done = client.post(verhaal.url(f"samenvoegen/{ander.pk}/"), follow=True).content.decode()
    merge = Plansamenvoeging.objects.get()
    undo = verhaal.url(f"samengevoegd/{merge.pk}/ongedaan/")
    assert undo in done and "Ik wil rust" in done
    casus = Casus.objects.get(huishouden=ander.huishouden)
    there = client.get(f"/casussen/{casus.pk}/plan/").content.decode()
    assert "verder gegaan als deel" in there
    assert "Samen strijken" not in there
    client.post(undo)
    assert state() == before


def test_a_plan_of_a_stranger_is_not_offered_and_does_not_exist(
    cast: Cast, verhaal: Planverhaal, ander: Plan, als: Als
) -> None:
    Casus.objects.filter(huishouden=ander.huishouden).update(team=cast.zuid)
    client = als(cast.noor)
    assert "samenvoegen/" not in client.get(verhaal.url()).content.decode()
    assert client.get(verhaal.url(f"samenvoegen/{ander.pk}/")).status_code == 404
    merge = merge_plannen(by=cast.noor, bron=ander, doelplan=verhaal.plan)
    assert client.post(verhaal.url(f"samengevoegd/{merge.pk}/ongedaan/")).status_code == 404
    assert Plansamenvoeging.objects.get().ongedaan_op is None


def test_nobody_merges_what_she_may_not_read(cast: Cast, verhaal: Planverhaal, ander: Plan, als: Als) -> None:
    Doel.objects.filter(pk=one_with(ander.doelen.all(), omschrijving="Ik wil rust").pk).update(wet="schulden")
    client = als(cast.noor)
    page = client.get(verhaal.url(f"samenvoegen/{ander.pk}/")).content.decode()
    if "Ik wil rust" in page:  # the matrix lets this role read debts: then take a law it may not read
        Doel.objects.filter(pk=one_with(ander.doelen.all(), omschrijving="Ik wil rust").pk).update(wet="veiligheid")
        page = client.get(verhaal.url(f"samenvoegen/{ander.pk}/")).content.decode()
    assert "Ik wil rust" not in page and "U kunt dit niet samenvoegen" in page
    assert client.post(verhaal.url(f"samenvoegen/{ander.pk}/")).status_code == 403
    assert not Plansamenvoeging.objects.exists()


def test_the_number_of_queries(cast: Cast, verhaal: Planverhaal, ander: Plan, als: Als) -> None:
    client = als(cast.noor)
    for url in (verhaal.url(), verhaal.url(f"samenvoegen/{ander.pk}/")):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(asked(captured)) <= QUERIES
