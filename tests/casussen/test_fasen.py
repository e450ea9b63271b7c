"""A case through its phases, its data, its alerts, its ladder."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from keukentafel.casussen.public import (
    Casus,
    Casusrol,
    add_let_op,
    change_casus,
    mark_closed,
    record_plan_op,
    remove_let_op,
    reopen_casus,
    resume_actief,
    scale_down,
    scale_up,
    set_volgen,
    stand_of,
    start_vraagverheldering,
    todo_of,
    update_samenvatting,
)
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.personen.models import Belang
from tests.cast import Cast

VANDAAG = date.today()
MORGEN, GISTEREN = VANDAAG + timedelta(days=1), VANDAAG - timedelta(days=1)


def classify(cast: Cast, **changed: object) -> Casus:
    values = {"casustype": "regie", "vraagtype": "meervoudig", "zwaarte": "zwaar", "veiligheid": True, "wet": "jeugd"}
    return change_casus(by=cast.noor, casus=cast.casus, **{**values, **changed})


def test_the_question_is_heard_by_two(cast: Cast) -> None:
    workers = [cast.medewerkers[naam] for naam in ("noor", "sanne")]
    casus = start_vraagverheldering(by=cast.noor, casus=cast.casus, op=GISTEREN, intakers=workers)
    assert casus.vraagverheldering_op == GISTEREN
    assert Casusrol.objects.filter(casus=casus, rol="mede_intaker", van=GISTEREN).count() == 2


@pytest.mark.parametrize("op", [MORGEN, VANDAAG - timedelta(days=31)])
def test_no_step_in_the_future_or_before_the_registration(cast: Cast, op: date) -> None:
    with pytest.raises(Regelfout) as fault:
        start_vraagverheldering(by=cast.noor, casus=cast.casus, op=op)
    assert fault.value.veld == "op"


def test_the_first_plan_gives_the_date(cast: Cast) -> None:
    record_plan_op(by=cast.noor, casus=cast.casus, op=GISTEREN)
    assert record_plan_op(by=cast.noor, casus=cast.casus, op=VANDAAG).plan_op == GISTEREN


def test_volgen_and_back(cast: Cast) -> None:
    casus = set_volgen(by=cast.noor, casus=cast.casus, tot=VANDAAG + timedelta(days=42))
    assert stand_of(casus) == "volgen"
    later = set_volgen(by=cast.noor, casus=casus, tot=VANDAAG + timedelta(days=60), op=VANDAAG)
    assert (later.volgen_vanaf, later.volgen_tot) == (VANDAAG, VANDAAG + timedelta(days=60))
    assert stand_of(resume_actief(by=cast.noor, casus=casus)) == "actief"
    with pytest.raises(Regelfout, match="al actief"):
        resume_actief(by=cast.noor, casus=casus)
    with pytest.raises(Regelfout, match="na vandaag"):
        set_volgen(by=cast.noor, casus=casus, tot=VANDAAG)


def test_closing_ends_the_roles_and_reopening_on_the_day_restores_them(cast: Cast) -> None:
    casus = mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="doelen_bereikt")
    assert stand_of(casus) == "afgesloten"
    assert Casusrol.objects.get(casus=casus).tot == VANDAAG
    with pytest.raises(Regelfout, match="Heropen"):
        set_volgen(by=cast.noor, casus=casus, tot=MORGEN)
    casus = reopen_casus(by=cast.noor, casus=casus)
    assert stand_of(casus) == "actief"
    assert Casusrol.objects.get(casus=casus).tot is None


def test_reopening_later_begins_a_new_period_for_who_still_works_here(cast: Cast) -> None:
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG - timedelta(days=5), reden="overig")
    reopen_casus(by=cast.noor, casus=cast.casus)
    periods = Casusrol.objects.filter(casus=cast.casus).order_by("van").values_list("van", "tot")
    assert list(periods)[-1] == (VANDAAG, None)
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="overig")
    cast.medewerkers["noor"].plaatsingen.update(tot=GISTEREN)
    reopen_casus(by=cast.tom, casus=cast.casus)
    assert not Casusrol.objects.filter(casus=cast.casus, rol="regisseur", tot=None).exists()


@pytest.mark.parametrize("dagen", [0, 5])
def test_reopening_does_not_bring_back_who_knows_the_household_by_now(cast: Cast, dagen: int) -> None:
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG - timedelta(days=dagen), reden="overig")
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.gezin, gemeld_op=VANDAAG)
    casus = reopen_casus(by=cast.tom, casus=cast.casus)
    assert stand_of(casus) == "actief"
    assert not Casusrol.objects.filter(Q(tot=None) | Q(tot__gte=VANDAAG), casus=casus, rol="regisseur").exists()


def test_a_reclassification_is_dated_by_the_history(cast: Cast) -> None:
    classify(cast)
    classify(cast, zwaarte="licht", expertise_gevraagd=["schulden", "jeugdhulp"])
    kept = list(Casus.history.filter(id=cast.casus.pk).order_by("history_id").values_list("zwaarte", "history_user_id"))
    assert kept[-2:] == [("zwaar", cast.noor.pk), ("licht", cast.noor.pk)]
    with pytest.raises(Regelfout, match="lijst"):
        classify(cast, expertise_gevraagd=["toveren"])


def test_the_second_editor_gets_a_conflict(cast: Cast) -> None:
    classify(cast, versie=1)
    with pytest.raises(Versieconflict):
        update_samenvatting(by=cast.noor, casus=cast.casus, tekst="Kort", door=None, versie=1)


def test_the_summary_is_dated_signed_and_short(cast: Cast) -> None:
    worker = cast.medewerkers["noor"]
    casus = update_samenvatting(by=cast.noor, casus=cast.casus, tekst=" x " * 200, door=worker)
    assert casus.samenvatting_door == worker and casus.samenvatting_op is not None
    with pytest.raises(Regelfout, match="600"):
        update_samenvatting(by=cast.noor, casus=casus, tekst="x" * 601, door=worker)


def test_what_to_do_now_is_derived(cast: Cast) -> None:
    words = {item.tekst for item in todo_of(cast.casus)}
    assert words == {"Nog geen samenvatting", "De vraagverheldering is nog niet begonnen"}
    start_vraagverheldering(by=cast.noor, casus=cast.casus)
    update_samenvatting(by=cast.noor, casus=cast.casus, tekst="Kort", door=None)
    old = Casus.objects.get(pk=cast.casus.pk)
    assert todo_of(old) == []
    old.samenvatting_op -= timedelta(days=91)
    old.volgen_vanaf, old.volgen_tot = GISTEREN, GISTEREN
    Casusrol.objects.filter(casus=old).delete()
    assert [item.tekst for item in todo_of(old)] == [  # what waits longest stands first
        "De samenvatting is oud: klopt die nog?",
        "Nog geen regisseur",
        "Volgen tot is voorbij: kijk opnieuw",
    ]


def test_three_alerts_at_most_and_each_ends(cast: Cast) -> None:
    for number in range(3):
        add_let_op(by=cast.noor, casus=cast.casus, tekst=f"hond {number}", tot=MORGEN)
    with pytest.raises(Regelfout, match="al drie"):
        add_let_op(by=cast.noor, casus=cast.casus, tekst="vierde", tot=MORGEN)
    casus = remove_let_op(by=cast.noor, casus=cast.casus, nummer=1)
    assert [alert["tekst"] for alert in casus.let_op] == ["hond 0", "hond 2"]
    with pytest.raises(Regelfout):
        add_let_op(by=cast.noor, casus=cast.casus, tekst="x", tot=GISTEREN)
    with pytest.raises(Regelfout):
        remove_let_op(by=cast.noor, casus=cast.casus, nummer=2)


def test_up_and_down_the_ladder(cast: Cast) -> None:
    step = {"by": cast.noor, "casus": cast.casus, "reden": "Veiligheid", "besluit_door": "Teamleider"}
    scale_up(niveau="ave2", **step)
    with pytest.raises(Regelfout, match="procesregie"):
        scale_up(niveau="ave3", **step)
    scale_up(niveau="ave3", procesregie="Piet van Dam", **step)
    with pytest.raises(Regelfout, match="niet hoger"):
        scale_up(niveau="ave3", procesregie="Piet van Dam", **step)
    with pytest.raises(Regelfout, match="niet lager"):
        scale_down(niveau="ave4", **step)
    with pytest.raises(Regelfout, match="lijst"):
        scale_down(niveau="ave9", **step)
    assert scale_down(niveau="ave1", **step).niveau == "ave1"
