"""Who leads: assign, undo, deputise, hand over; and always one regisseur for the whole household."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Casus,
    Casusrol,
    accept_overdracht,
    agree_regie,
    assign_intakers,
    assign_regisseur,
    assign_waarnemer,
    end_waarneming,
    mark_closed,
    open_casus,
    relations_to_casus,
    relations_to_casussen,
    reopen_casus,
    request_overdracht,
    return_overdracht,
    undo_assign_regisseur,
    withdraw_overdracht,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Belang
from keukentafel.taken.public import Taak, create_taak
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Relatie
from tests.cast import Cast

VANDAAG = date.today()


def regisseur(casus: Casus) -> str | None:
    role = Casusrol.objects.filter(casus=casus, rol="regisseur", tot=None).select_related("medewerker").first()
    return role.medewerker.naam if role else None


def assign(cast: Cast, wie: str, casus: Casus | None = None) -> Casusrol:
    return assign_regisseur(by=cast.tom, casus=casus or cast.casus, medewerker=cast.medewerkers[wie])


def second_case(cast: Cast) -> Casus:
    return open_casus(
        by=SYSTEEM, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG - timedelta(days=9)
    )


def test_a_new_case_takes_over_the_regisseur_and_an_assignment_holds_for_all(cast: Cast) -> None:
    other = second_case(cast)
    assert regisseur(other) == "Noor"
    assign(cast, "sanne", other)
    assert (regisseur(cast.casus), regisseur(other)) == ("Sanne", "Sanne")
    old = Casusrol.objects.get(casus=cast.casus, medewerker=cast.medewerkers["noor"])
    assert old.tot == VANDAAG - timedelta(days=1)


def test_an_assignment_is_recorded_per_case_and_person(cast: Cast) -> None:
    second_case(cast)
    before = Regel.objects.count()
    assign(cast, "sanne")
    lines = Regel.objects.filter(volgnr__gt=before, actie="regisseur_toegewezen")
    assert lines.count() == 6  # two cases, three persons
    assert len({line.gebeurtenis for line in lines}) == 1


def test_undo_brings_back_the_one_before_everywhere(cast: Cast) -> None:
    other = second_case(cast)
    rol = assign(cast, "sanne")
    undo_assign_regisseur(by=cast.tom, rol=rol)
    assert (regisseur(cast.casus), regisseur(other)) == ("Noor", "Noor")
    role = Casusrol.objects.get(casus=cast.casus, rol="regisseur", tot=None)
    assert role.van == cast.casus.aangemeld_op


def test_undo_of_two_in_a_row_on_one_day(cast: Cast) -> None:
    first = assign(cast, "sanne")
    second = assign(cast, "tom")
    undo_assign_regisseur(by=cast.tom, rol=second)
    assert regisseur(cast.casus) == "Sanne"
    with pytest.raises(Regelfout):
        undo_assign_regisseur(by=cast.tom, rol=first)  # that very row is gone; assign anew


def test_the_undo_does_not_bring_back_who_said_that_he_knows_them(cast: Cast) -> None:
    """It was for that that somebody else was assigned."""
    rol = assign(cast, "sanne")
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.gezin, gemeld_op=VANDAAG)
    with pytest.raises(Regelfout, match="niet begeleiden"):
        undo_assign_regisseur(by=cast.tom, rol=rol)
    assert regisseur(cast.casus) == "Sanne"


def test_no_undo_of_another_day(cast: Cast) -> None:
    rol = assign(cast, "sanne")
    Casusrol.objects.filter(pk=rol.pk).update(gemaakt_op="2026-01-01T10:00:00Z")
    with pytest.raises(Regelfout, match="niet meer ongedaan"):
        undo_assign_regisseur(by=cast.tom, rol=rol)


def test_a_tie_with_the_household_is_refused_without_saying_which(cast: Cast) -> None:
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=VANDAAG)
    with pytest.raises(Regelfout) as fault:
        assign(cast, "sanne")
    assert "Kies een ander" in fault.value.melding


def test_not_in_the_future_and_not_on_a_closed_case(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        assign_regisseur(
            by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["tom"], op=VANDAAG + timedelta(days=1)
        )
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="verhuisd")
    with pytest.raises(Regelfout, match="afgesloten"):
        assign(cast, "sanne")


def test_the_form_of_regie_begins_a_new_period_and_a_mandate_does_not(cast: Cast) -> None:
    agree_regie(by=cast.noor, casus=cast.casus, regievorm="volgend", mandaat="tot 500 euro")
    assert Casusrol.objects.filter(casus=cast.casus).count() == 1
    agree_regie(by=cast.noor, casus=cast.casus, regievorm="sturend", mandaat="tot 500 euro")
    forms = Casusrol.objects.filter(casus=cast.casus).order_by("van").values_list("regievorm", "mandaat", "tot")
    gisteren = VANDAAG - timedelta(days=1)
    assert list(forms) == [("volgend", "tot 500 euro", gisteren), ("sturend", "tot 500 euro", None)]


def test_a_deputy_has_access_while_he_deputises(cast: Cast) -> None:
    assign_waarnemer(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["zeno"], tot=VANDAAG)
    assert Relatie.WAARNEMER in relations_to_casus(cast.zeno, cast.casus)
    assert relations_to_casus(cast.zeno, cast.casus, VANDAAG + timedelta(days=1)) == frozenset()
    end_waarneming(by=cast.noor, casus=cast.casus)
    assert relations_to_casus(cast.zeno, cast.casus) == frozenset()
    with pytest.raises(Regelfout, match="zelf"):
        assign_waarnemer(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["noor"], tot=VANDAAG)


def test_two_intakers_and_no_more(cast: Cast) -> None:
    workers = [cast.medewerkers[naam] for naam in ("noor", "sanne")]
    assert len(assign_intakers(by=cast.tom, casus=cast.casus, medewerkers=workers)) == 2
    assign_intakers(by=cast.tom, casus=cast.casus, medewerkers=[cast.medewerkers["tom"]])
    now = Casusrol.objects.filter(casus=cast.casus, rol="mede_intaker", tot=None)
    assert [role.medewerker.naam for role in now] == ["Tom"]
    with pytest.raises(Regelfout):
        assign_intakers(by=cast.tom, casus=cast.casus, medewerkers=[*workers, cast.medewerkers["tom"]])


def test_a_hand_over_is_a_task_until_it_is_accepted(cast: Cast) -> None:
    other = second_case(cast)
    eigen = create_taak(
        by=cast.noor, titel="Bellen", soort="bellen", team=cast.noord, medewerker=cast.medewerkers["noor"],
        casus=cast.casus,
    )  # fmt: skip
    zeno = cast.medewerkers["zeno"]
    asked = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Zij verhuizen naar Zuid.")
    assert regisseur(cast.casus) == "Noor"
    assert Taak.objects.open().get(medewerker=zeno).url == f"/overdrachten/{asked.pk}/"
    with pytest.raises(Regelfout, match="Alleen de collega"):
        accept_overdracht(by=cast.noor, overdracht=asked, door=cast.medewerkers["noor"])
    accept_overdracht(by=cast.zeno, overdracht=asked, door=zeno)
    assert (regisseur(cast.casus), regisseur(other)) == ("Zeno", "Zeno")
    assert not Taak.objects.open().filter(soort="overdracht").exists()
    eigen.refresh_from_db()
    assert eigen.medewerker == zeno  # the work goes along with the regie


def test_a_hand_over_given_back_tells_the_one_who_asked(cast: Cast) -> None:
    zeno = cast.medewerkers["zeno"]
    asked = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Wil jij?")
    with pytest.raises(Regelfout, match="Er loopt al"):
        request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Nog eens")
    with pytest.raises(Regelfout, match="waarom"):
        return_overdracht(by=cast.zeno, overdracht=asked, door=zeno, antwoord=" ")
    return_overdracht(by=cast.zeno, overdracht=asked, door=zeno, antwoord="Ik zit vol.")
    assert regisseur(cast.casus) == "Noor"
    assert [taak.medewerker.naam for taak in Taak.objects.open()] == ["Noor"]


def test_a_hand_over_ends_when_it_is_withdrawn_or_overtaken(cast: Cast) -> None:
    zeno, sanne = cast.medewerkers["zeno"], cast.medewerkers["sanne"]
    asked = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Wil jij?")
    withdraw_overdracht(by=cast.noor, overdracht=asked)
    assert not Taak.objects.open().filter(soort="overdracht").exists()
    with pytest.raises(Regelfout, match="al beantwoord"):
        withdraw_overdracht(by=cast.noor, overdracht=asked)
    again = request_overdracht(by=cast.noor, casus=cast.casus, naar=zeno, notitie="Toch?")
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=sanne)
    with pytest.raises(Regelfout, match="al beantwoord"):
        accept_overdracht(by=cast.zeno, overdracht=again, door=zeno)
    assert regisseur(cast.casus) == "Sanne"
    assert not Taak.objects.open().filter(soort="overdracht").exists()


def test_relations_of_many_are_those_of_one(cast: Cast, django_assert_max_num_queries) -> None:
    assign_waarnemer(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["zeno"], tot=VANDAAG)
    cases = [cast.casus, cast.burencasus]
    for user in cast.gebruikers.values():
        many = relations_to_casussen(user, cases)
        assert many == {casus.pk: relations_to_casus(user, casus) for casus in cases}
    fresh = type(cast.noor).objects.get(pk=cast.noor.pk)
    with django_assert_max_num_queries(5):
        relations_to_casussen(fresh, cases)


class Terugdraaien(Exception):
    """Undo what an example did."""


STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "assign", "undo", "close", "reopen", "accept"]), st.integers(0, 5)),
    min_size=1,
    max_size=7,
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_the_open_cases_of_a_household_share_one_regisseur(cast: Cast, steps: list[tuple[str, int]]) -> None:
    """Whatever is done in whatever order: one regisseur for all of them, or none of them has one."""
    workers = [cast.medewerkers[naam] for naam in ("noor", "sanne", "tom")]
    with suppress(Terugdraaien), transaction.atomic():
        for kind, number in steps:
            with suppress(Regelfout):
                take_step(cast, kind, number, workers)
            check_shared(cast)
        raise Terugdraaien


def take_step(cast: Cast, kind: str, number: int, workers: list[Medewerker]) -> None:
    """Do one thing with one of the household's cases."""
    cases = list(Casus.objects.filter(huishouden=cast.gezin).order_by("pk"))
    casus, worker = cases[number % len(cases)], workers[number % 3]
    if kind == "open":
        second_case(cast)
    elif kind == "assign":
        assign_regisseur(by=cast.tom, casus=casus, medewerker=worker, op=VANDAAG - timedelta(days=number))
    elif kind == "undo":
        rol = Casusrol.objects.filter(casus=casus, rol="regisseur", tot=None).first()
        if rol is not None:
            undo_assign_regisseur(by=cast.tom, rol=rol)
    elif kind == "close":
        mark_closed(by=cast.noor, casus=casus, op=VANDAAG - timedelta(days=number % 3), reden="overig")
    elif kind == "reopen":
        reopen_casus(by=cast.noor, casus=casus)
    else:
        asked = request_overdracht(by=cast.noor, casus=casus, naar=worker, notitie="n")
        accept_overdracht(by=cast.noor, overdracht=asked, door=worker)


def check_shared(cast: Cast) -> None:
    """One regisseur a day per case, the same on all open cases, and no role that lasts on a closed one."""
    leads = set()
    for casus in Casus.objects.open_on(VANDAAG).filter(huishouden=cast.gezin):
        today = [r.medewerker_id for r in casus.rollen.filter(rol="regisseur") if r.holds_on(VANDAAG)]
        assert len(today) <= 1, today
        leads.add(today[0] if today else None)
    assert len(leads) <= 1, leads
    closed = Casus.objects.filter(huishouden=cast.gezin, afgesloten_op__isnull=False)
    assert not Casusrol.objects.filter(casus__in=closed, tot=None).exists()
