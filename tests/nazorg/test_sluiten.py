"""Closing, undoing, reopening, the review and the aftercare: the rules."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus, open_casus, set_volgen
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.public import (
    Reviewinvoer,
    Sluitinvoer,
    add_months,
    bulk_register_nazorg,
    close_casus,
    plan_nazorg,
    record_nazorg,
    record_review,
    reopen_casus,
    undo_close,
    werkwijze,
)
from keukentafel.personen.models import Belang
from keukentafel.plannen.actions.doelen import create_doel
from keukentafel.plannen.public import Doel, Plan, create_plan, open_plan_of
from keukentafel.referentielijsten.public import Leefdomein, domains_of
from keukentafel.taken.public import Taak, create_taak
from keukentafel.zelfredzaamheid.public import Meting
from tests.cast import Cast
from tests.zelfredzaamheid.test_meten import measure

VANDAAG = date.today()
OVER_ZES_WEKEN = VANDAAG + timedelta(days=42)


def make_goals(cast: Cast, number: int = 3) -> list[Doel]:
    """An own plan for the household with this many open goals."""
    plan = open_plan_of(cast.gezin.pk) or create_plan(by=cast.noor, casus=cast.casus)
    domein = Leefdomein.objects.get(pk=domains_of("zrm2013")[7].pk)
    return [
        create_doel(by=cast.noor, plan=plan, omschrijving=f"Wens {n}", leefdomein=domein) for n in range(1, number + 1)
    ]


def invoer(**fields: object) -> Sluitinvoer:
    return Sluitinvoer(**{"op": VANDAAG, "reden": "doelen_bereikt", "nazorg_op": OVER_ZES_WEKEN, **fields})


def close(cast: Cast, **fields: object) -> Afsluiting:
    return close_casus(by=cast.noor, casus=cast.casus, invoer=invoer(**fields))


def fresh(cast: Cast) -> Casus:
    return Casus.objects.get(pk=cast.casus.pk)


# --- closing ---------------------------------------------------------------------------------------------------


def test_closing_gives_results_ends_the_plan_and_plans_aftercare(cast: Cast) -> None:
    goals = make_goals(cast)
    results = dict(zip([g.pk for g in goals], ["behaald", "deels_behaald", "vervallen"], strict=True))
    closing = close(cast, resultaten=results, zin=" Gaat goed. ", inwoner_geinformeerd=True)
    casus = fresh(cast)
    assert (casus.afgesloten_op, casus.afsluitreden) == (VANDAAG, "doelen_bereikt")
    assert list(Doel.objects.order_by("pk").values_list("status", flat=True)) == list(results.values())
    assert Plan.objects.get().beeindigd_op == VANDAAG
    assert (closing.zin, closing.inwoner_geinformeerd, closing.melder_geinformeerd) == ("Gaat goed.", True, None)
    task = Taak.objects.open().get(soort="nazorg")
    assert (task.vervalt_op, task.medewerker) == (OVER_ZES_WEKEN, cast.medewerkers["noor"])
    assert not casus.rollen.filter(tot=None).exists()


def test_closing_is_one_event_in_the_log(cast: Cast) -> None:
    make_goals(cast, 1)
    before = set(Regel.objects.values_list("gebeurtenis", flat=True))
    close(cast, resultaten={Doel.objects.get().pk: "behaald"})
    assert len(set(Regel.objects.values_list("gebeurtenis", flat=True)) - before) == 1


def test_every_goal_needs_a_result(cast: Cast) -> None:
    first, second = make_goals(cast, 2)
    with pytest.raises(Regelfout, match="bij elk doel") as fout:
        close(cast, resultaten={first.pk: "behaald"})
    assert fout.value.veld == f"doel_{second.pk}"
    assert fresh(cast).afgesloten_op is None


def test_goals_of_another_plan_are_refused(cast: Cast) -> None:
    make_goals(cast, 1)
    with pytest.raises(Regelfout):
        close(cast, resultaten={Doel.objects.get().pk: "behaald", 999999: "behaald"})


def test_with_another_open_case_the_plan_goes_on(cast: Cast) -> None:
    make_goals(cast, 2)
    open_casus(by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG)
    close(cast)
    assert Plan.objects.get().beeindigd_op is None
    assert Doel.objects.open().count() == 2


@pytest.mark.parametrize(
    ("fields", "veld"),
    [
        ({"reden": "zomaar"}, "reden"),
        ({"nazorg_op": VANDAAG}, "nazorg_op"),
        ({"vervolgmaanden": [5]}, "vervolgmaanden"),
    ],
)
def test_what_closing_refuses(cast: Cast, fields: dict[str, object], veld: str) -> None:
    with pytest.raises(Regelfout) as fout:
        close(cast, **fields)
    assert fout.value.veld == veld


def test_a_second_editor_is_seen(cast: Cast) -> None:
    stale = cast.casus.versie - 1
    with pytest.raises(Versieconflict):
        close_casus(by=cast.noor, casus=cast.casus, invoer=invoer(), versie=stale)


def test_open_tasks_lapse_but_not_the_answer_to_a_reporter(cast: Cast) -> None:
    for soort in ("bellen", "terugkoppeling", "veiligheid"):
        create_taak(by=cast.noor, titel=soort, soort=soort, team=cast.noord, casus=cast.casus)
    close(cast)
    assert set(Taak.objects.open().values_list("soort", flat=True)) == {"terugkoppeling", "veiligheid", "nazorg"}


def test_no_aftercare_when_not_wanted_or_after_a_death(cast: Cast) -> None:
    close(cast, nazorg_gewenst=False)
    assert [(n.resultaat, n.gedaan_op) for n in Nazorg.objects.all()] == [("niet_gewenst", VANDAAG)]
    undo_close(by=cast.noor, afsluiting=Afsluiting.objects.get())
    assert not Nazorg.objects.exists()
    close(cast, reden="overleden")
    assert not Nazorg.objects.exists()


def test_follow_ups_after_three_and_twelve_months(cast: Cast) -> None:
    close(cast, vervolgmaanden=[12, 3])
    assert [(n.maanden, n.gepland_op) for n in Nazorg.objects.order_by("gepland_op")] == [
        (None, OVER_ZES_WEKEN),
        (3, add_months(VANDAAG, 3)),
        (12, add_months(VANDAAG, 12)),
    ]


def test_months_end_where_the_month_ends() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_the_last_measurement_is_confirmed_as_unchanged(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=60), adl=3)
    close(cast, zelfredzaamheid_ongewijzigd=True)
    last = Meting.objects.recorded().first()
    assert (last.moment, last.scores.get().bevestigd) == ("eind", True)


# --- undo and reopen -------------------------------------------------------------------------------------------


def test_undo_puts_everything_back(cast: Cast) -> None:
    goals = make_goals(cast, 2)
    create_taak(by=cast.noor, titel="bellen", soort="bellen", team=cast.noord, casus=cast.casus)
    until = VANDAAG + timedelta(days=20)
    set_volgen(by=cast.noor, casus=cast.casus, tot=until)
    cast.casus.refresh_from_db()
    closing = close(cast, resultaten={g.pk: "behaald" for g in goals}, review=Reviewinvoer(wijkt_af=True))
    undo_close(by=cast.noor, afsluiting=closing)
    casus = fresh(cast)
    assert (casus.afgesloten_op, casus.afsluitreden, casus.volgen_tot) == (None, "", until)
    assert casus.rollen.filter(rol="regisseur", tot=None).get().medewerker == cast.medewerkers["noor"]
    assert Doel.objects.open().count() == 2
    assert Plan.objects.get().beeindigd_op is None
    assert set(Taak.objects.open().values_list("soort", flat=True)) == {"bellen"}
    assert not Nazorg.objects.exists()
    assert not Werkwijzereview.objects.exists()
    with pytest.raises(Regelfout, match="weer open"):
        undo_close(by=cast.noor, afsluiting=closing)
    close(cast, resultaten={g.pk: "behaald" for g in goals})  # and it can be closed again


def test_undo_has_an_end(cast: Cast) -> None:
    closing = close(cast)
    Afsluiting.objects.filter(pk=closing.pk).update(gemaakt_op="2020-01-01T00:00Z")
    with pytest.raises(Regelfout, match="langer dan een week"):
        undo_close(by=cast.noor, afsluiting=closing)


def test_undo_does_not_bring_back_who_knows_the_household_by_now(cast: Cast) -> None:
    closing = close(cast)
    Belang.objects.create(gebruiker=cast.noor, huishouden=cast.gezin, gemeld_op=VANDAAG)
    with pytest.raises(Regelfout, match="niet meer begeleiden"):
        undo_close(by=cast.tom, afsluiting=closing)
    assert fresh(cast).afgesloten_op is not None


def test_reopening_keeps_the_closing_and_drops_planned_aftercare(cast: Cast) -> None:
    make_goals(cast, 1)
    close(cast, resultaten={Doel.objects.get().pk: "behaald"}, review=Reviewinvoer(wijkt_af=True))
    reopen_casus(by=cast.noor, casus=fresh(cast))
    assert fresh(cast).afgesloten_op is None
    assert Afsluiting.objects.get().heropend_op == VANDAAG
    assert Werkwijzereview.objects.exists()
    assert Plan.objects.get().beeindigd_op is None
    assert Doel.objects.get().status == "behaald"
    assert not Nazorg.objects.exists()
    assert not Taak.objects.open().filter(soort="nazorg").exists()


# --- aftercare -------------------------------------------------------------------------------------------------


def test_aftercare_with_two_questions(cast: Cast) -> None:
    close(cast)
    nazorg = Nazorg.objects.get()
    done = record_nazorg(
        by=cast.noor, nazorg=nazorg, resultaat="gaat_goed", goed_ingezet="ja", gelijkwaardig="onbekend"
    )
    assert (done.gedaan_op, done.gelijkwaardig, done.medewerker) == (VANDAAG, "onbekend", cast.medewerkers["noor"])
    assert not Taak.objects.open().exists()
    with pytest.raises(Regelfout, match="al vastgelegd"):
        record_nazorg(by=cast.noor, nazorg=nazorg, resultaat="gaat_goed")


def test_nobody_answered_plans_another_try(cast: Cast) -> None:
    close(cast)
    record_nazorg(by=cast.noor, nazorg=Nazorg.objects.get(), resultaat="niet_bereikt")
    assert [(n.resultaat, n.gepland_op) for n in Nazorg.objects.order_by("pk")] == [
        ("niet_bereikt", OVER_ZES_WEKEN),
        ("", VANDAAG + timedelta(days=14)),
    ]


def test_aftercare_can_reopen_the_case(cast: Cast) -> None:
    close(cast)
    record_nazorg(by=cast.noor, nazorg=Nazorg.objects.get(), resultaat="heropenen", toelichting="Toch te zwaar")
    assert fresh(cast).afgesloten_op is None
    assert Nazorg.objects.get().resultaat == "heropenen"


def test_what_aftercare_refuses(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="nog open"):
        plan_nazorg(by=cast.noor, casus=cast.casus, gepland_op=OVER_ZES_WEKEN)
    close(cast)
    nazorg = Nazorg.objects.get()
    for fields in ({"resultaat": "prima"}, {"resultaat": "gaat_goed", "gelijkwaardig": "soms"},
                   {"resultaat": "gaat_goed", "gedaan_op": VANDAAG + timedelta(days=1)}):  # fmt: skip
        with pytest.raises(Regelfout):
            record_nazorg(by=cast.noor, nazorg=nazorg, **fields)


# --- the review ------------------------------------------------------------------------------------------------


def test_every_question_may_be_skipped(cast: Cast) -> None:
    review = record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(tijdwinst=False))
    assert (review.tijdwinst, review.wijkt_af, review.respondent) == (False, None, cast.medewerkers["noor"])
    again = record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(tijdwinst=True))
    assert (again.pk, Werkwijzereview.objects.count()) == (review.pk, 1)


def test_an_empty_review_at_closing_leaves_no_row(cast: Cast) -> None:
    close(cast, review=Reviewinvoer())
    assert not Werkwijzereview.objects.exists()


@pytest.mark.parametrize(
    ("answers", "reasons", "fits"),
    [
        ({"wijkt_af": False}, ["geen_netwerk"], True),
        ({"wijkt_af": True}, ["preventief", "eigen_netwerk"], True),
        ({"ander_arrangement": True}, ["meer_mantelzorg"], True),
        ({"wijkt_af": True}, ["geen_netwerk"], False),
        ({"wijkt_af": None}, ["preventief"], False),
        ({"ander_arrangement": False}, ["meer_mantelzorg"], False),
        ({"wijkt_af": True}, ["onzin"], False),
    ],
)
def test_reasons_belong_to_their_answer(cast: Cast, answers: dict[str, bool], reasons: list[str], fits: bool) -> None:
    given = Reviewinvoer(**answers, redenen=reasons)
    if fits:
        assert record_review(by=cast.noor, casus=cast.casus, invoer=given).redenen == sorted(reasons)
        return
    with pytest.raises(Regelfout, match="past niet bij"):
        record_review(by=cast.noor, casus=cast.casus, invoer=given)


def test_satisfaction_says_whose_word_it_is(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="wie dit zegt"):
        record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(tevreden=True))
    kept = record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(tevreden=True, woord_van="inwoner"))
    assert kept.woord_van == "inwoner"


def test_enough_support_is_the_workers_estimate_unless_said_otherwise(cast: Cast) -> None:
    kept = record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(voldoende_ondersteuning=True))
    assert kept.voldoende_woord_van == "medewerker"
    own = Reviewinvoer(voldoende_ondersteuning=False, voldoende_woord_van="inwoner")
    assert record_review(by=cast.noor, casus=cast.casus, invoer=own).voldoende_woord_van == "inwoner"
    skipped = record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(voldoende_woord_van="inwoner"))
    assert skipped.voldoende_woord_van == ""
    brought_in = Werkwijzereview(casus=cast.burencasus, datum=VANDAAG, voldoende_ondersteuning=True)
    bulk_register_nazorg(by=cast.bea, reviews=[brought_in])
    assert Werkwijzereview.objects.get(casus=cast.burencasus).voldoende_woord_van == "medewerker"


def test_a_question_that_does_not_apply_is_not_missing(cast: Cast) -> None:
    record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(niet_van_toepassing=["tijdwinst"]))
    row = next(row for row in werkwijze(VANDAAG).rijen if row.vraag == "tijdwinst")
    assert (row.ja, row.nee, row.ontbrekend, row.nvt, row.percentage) == (0, 0, 0, 1, None)
    for wrong in (
        Reviewinvoer(tijdwinst=True, niet_van_toepassing=["tijdwinst"]),
        Reviewinvoer(niet_van_toepassing=["tevreden"]),
    ):
        with pytest.raises(Regelfout, match="niet van toepassing"):
            record_review(by=cast.noor, casus=cast.casus, invoer=wrong)


def test_what_was_used_from_the_wijk(cast: Cast) -> None:
    used = Reviewinvoer(wijkkracht=True, wijkkracht_wat=["buurtservice", "buurtactiviteit"])
    kept = record_review(by=cast.noor, casus=cast.casus, invoer=used)
    assert kept.wijkkracht_wat == ["buurtactiviteit", "buurtservice"]
    with pytest.raises(Regelfout, match="uit de wijk"):
        record_review(by=cast.noor, casus=cast.casus, invoer=Reviewinvoer(wijkkracht_wat=["buurtservice"]))


def test_the_report_counts_the_latest_review_of_each_case(cast: Cast) -> None:
    days = [VANDAAG - timedelta(days=n) for n in (40, 20, 5)]
    made = bulk_register_nazorg(
        by=cast.bea,
        reviews=[
            Werkwijzereview(casus=cast.casus, datum=days[0], wijkt_af=False, redenen=["geen_netwerk"]),
            Werkwijzereview(casus=cast.casus, datum=days[1], wijkt_af=True, redenen=["preventief"]),
            Werkwijzereview(casus=cast.burencasus, datum=days[2], wijkt_af=False, tijdwinst=True),
        ],
    )
    assert made == 3
    report = werkwijze(VANDAAG)
    rows = {row.vraag: (row.ja, row.nee, row.ontbrekend, row.n, row.percentage) for row in report.rijen}
    assert report.n == 2
    assert rows["wijkt_af"] == (1, 1, 0, 2, Decimal("50.0"))
    assert rows["tijdwinst"] == (1, 0, 1, 1, Decimal("100.0"))
    assert rows["tevreden"] == (0, 0, 2, 0, None)
    assert report.redenen == (("preventief", 1),)
    earlier = werkwijze(VANDAAG, tot=days[0])
    assert (earlier.n, earlier.redenen) == (1, (("geen_netwerk", 1),))
    assert werkwijze(VANDAAG, team_id=cast.zuid.pk).n == 0
    assert werkwijze(days[0] - timedelta(days=1)).n == 0


def test_bulk_refuses_a_reason_that_does_not_fit(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        bulk_register_nazorg(
            by=cast.bea, reviews=[Werkwijzereview(casus=cast.casus, datum=VANDAAG, redenen=["preventief"])]
        )
