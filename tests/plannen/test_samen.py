"""Plans brought in together, and goals finished together at closing."""

from datetime import date

import pytest

from keukentafel.audit.models import Regel
from keukentafel.core.fouten import Regelfout
from keukentafel.plannen.public import (
    Actierij,
    Doel,
    Doelrij,
    Inzet,
    Inzetrij,
    Plan,
    Planrij,
    bulk_register_plannen,
    set_goal_results,
)
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein


def test_rows_come_in_as_one_event_with_history(cast: Cast) -> None:
    domain = domein("adl").pk
    day = date(2026, 1, 5)
    before = Regel.objects.count()
    ids = bulk_register_plannen(
        by=cast.bea,
        plannen=[
            Planrij("p1", cast.gezin.pk, day, casus_id=cast.casus.pk),
            Planrij("p2", cast.gezin.pk, day, eigenaar_id=cast.gemeente.pk),
        ],
        doelen=[
            Doelrij("d1", "p1", domain, "Ik wil rust", persoon_id=cast.mieke.pk),
            Doelrij("d2", "p1", domain, "Wij willen rust"),
        ],
        acties=[Actierij("d1", "Bellen")],
        inzet=[Inzetrij("p1", domain, "maatwerk", "bestaand", day, doel="d1", tot=day)],
    )
    assert Regel.objects.count() - before == 1
    assert set(ids) == {"p1", "p2"}
    plan = Plan.objects.own().get()
    assert plan.pk == ids["p1"] and plan.history.count() == 1
    assert [(d.omschrijving, d.volgorde) for d in plan.doelen.all()] == [("Ik wil rust", 0), ("Wij willen rust", 1)]
    assert Doel.objects.get(volgorde=0).acties.get().omschrijving == "Bellen"
    item = Inzet.objects.get()
    assert item.status == "gestopt" and item.doel is not None and item.doel.omschrijving == "Ik wil rust"


def test_a_loose_row_brings_in_nothing(cast: Cast, verhaal: Planverhaal) -> None:
    with pytest.raises(Regelfout, match="p9"):
        bulk_register_plannen(by=cast.bea, plannen=[], doelen=[Doelrij("d", "p9", domein("adl").pk, "x")])
    assert Plan.objects.count() == 1


def test_results_at_closing(cast: Cast, verhaal: Planverhaal) -> None:
    done = set_goal_results(
        by=cast.noor, casus=cast.casus,
        results={verhaal.lucht.pk: "behaald", verhaal.boodschappen.pk: "vervallen"},
        inwoner={verhaal.lucht.pk: "deels"},
    )  # fmt: skip
    assert {goal.status for goal in done} == {"behaald", "vervallen"}
    judged = verhaal.lucht.evaluaties.get()
    assert (judged.oordeel_medewerker, judged.oordeel_inwoner) == ("behaald", "deels")
    assert verhaal.boodschappen.evaluaties.get().oordeel_medewerker == "niet_van_toepassing"


def test_a_goal_of_another_household_is_refused(cast: Cast, verhaal: Planverhaal) -> None:
    with pytest.raises(Regelfout):
        set_goal_results(by=cast.noor, casus=cast.burencasus, results={verhaal.lucht.pk: "behaald"})
