"""Measuring: only what was chosen, never blocked, never a silent copy."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.casussen.public import access_casus
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.referentielijsten.public import domains_of
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Besluit, Reden, Veld
from keukentafel.zelfredzaamheid.models import Meting, Score
from keukentafel.zelfredzaamheid.naar_casus import overview_block, timeline_items, to_do
from keukentafel.zelfredzaamheid.public import (
    Metingrij,
    Scoreinvoer,
    bulk_register_metingen,
    choose_domeinen,
    confirm_all,
    courses_of,
    discard_concept,
    latest_scores,
    problem_domains,
    record_huishoudblik,
    record_scores,
)
from keukentafel.zelfredzaamheid.schermen import breaks, look_along_lines
from keukentafel.zelfredzaamheid.selectors import red_without_look
from keukentafel.zelfredzaamheid.states import moment_for
from tests.cast import Cast

VANDAAG = date.today()
VRAAG = "Vraag om hulp in huis"
ZONDER_INHOUD = Besluit(True, Reden.TOEGESTAAN, frozenset({Veld.IDENTITEIT}))


def choose(cast: Cast, *codes: str, stelsel: str = "zrm2013", **fields: object) -> Meting:
    """Start a measurement of Mieke in these domains."""
    values = {"persoon": cast.mieke, "reden": VRAAG, "datum": VANDAAG, **fields}
    return choose_domeinen(by=cast.noor, casus=cast.casus, keuzes={stelsel: codes}, **values)[0]


def measure(cast: Cast, datum: date = VANDAAG, **levels: int) -> Meting:
    """A recorded measurement of Mieke: `adl=2`."""
    meting = choose(cast, *levels, datum=datum)
    return record_scores(
        by=cast.noor, meting=meting, scores={code: Scoreinvoer(niveau=level) for code, level in levels.items()}
    )


def rows(meting: Meting) -> dict[str, tuple[int | None, str, bool]]:
    """The scores of a measurement by domain code."""
    return {
        s.leefdomein.code: (s.niveau, s.reden_niet_gescoord, s.bevestigd)
        for s in meting.scores.select_related("leefdomein")
    }


def test_only_chosen_domains_leave_a_row(cast: Cast) -> None:
    meting = measure(cast, adl=3, sociaal_netwerk=2)
    assert rows(meting) == {"adl": (3, "", False), "sociaal_netwerk": (2, "", False)}
    assert Score.objects.count() == 2
    assert (meting.status, meting.reden, meting.beoordelaar) == ("vastgelegd", VRAAG, cast.medewerkers["noor"])


def test_choosing_needs_a_domain_and_a_reason(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="minstens één leefdomein"):
        choose(cast)
    with pytest.raises(Regelfout, match="in één zin"):
        choose(cast, "adl", reden="  ")
    with pytest.raises(Regelfout, match="uit de lijst"):
        choose(cast, "bestaat_niet")
    with pytest.raises(Regelfout, match="toekomst"):
        choose(cast, "adl", datum=VANDAAG + timedelta(days=1))
    assert not Meting.objects.exists()


def test_a_person_from_outside_the_household_is_not_measured(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="hoort niet bij het huishouden"):
        choose(cast, "adl", persoon=cast.burencasus.persoon)


def test_ouderschap_only_for_an_adult_with_children(cast: Cast) -> None:
    assert choose(cast, "scholing", stelsel="ouderschap2013").instrument.code == "ouderschap2013"
    with pytest.raises(Regelfout, match="volwassene met kinderen"):
        choose(cast, "scholing", stelsel="ouderschap2013", persoon=cast.kind)
    cast.gezin.leden.filter(rol="kind").update(tot=VANDAAG - timedelta(days=1))
    with pytest.raises(Regelfout, match="volwassene met kinderen"):
        choose(cast, "scholing", stelsel="ouderschap2013")


def test_saving_is_never_blocked(cast: Cast) -> None:
    meting = choose(cast, "adl", "financien", "huisvesting")
    kept = record_scores(by=cast.noor, meting=meting, scores={"adl": Scoreinvoer(niveau=4)}, afronden=False)
    assert (kept.status, kept.nog_open) == ("concept", ["financien", "huisvesting"])
    assert latest_scores(cast.casus) == []  # a concept counts nowhere
    done = record_scores(by=cast.noor, meting=kept, scores={"financien": Scoreinvoer(reden="wil_niet")})
    assert rows(done) == {
        "adl": (4, "", False),
        "financien": (None, "wil_niet", False),
        "huisvesting": (None, "niet_besproken", False),
    }


def test_a_domain_that_was_not_chosen_is_refused(cast: Cast) -> None:
    meting = choose(cast, "adl")
    with pytest.raises(Regelfout, match="niet gekozen"):
        record_scores(by=cast.noor, meting=meting, scores={"justitie": Scoreinvoer(niveau=1)})


def test_changing_the_choice_keeps_the_scores_that_stay(cast: Cast) -> None:
    meting = choose(cast, "adl", "financien")
    record_scores(
        by=cast.noor, meting=meting, afronden=False,
        scores={"adl": Scoreinvoer(niveau=4), "financien": Scoreinvoer(niveau=2)},
    )  # fmt: skip
    again = choose(cast, "adl", "justitie")
    assert again.pk == meting.pk
    assert rows(again) == {"adl": (4, "", False)}
    assert again.nog_open == ["justitie"]
    choose(cast, "scholing", stelsel="ouderschap2013")  # the other scheme is no longer chosen
    assert [m.instrument.code for m in Meting.objects.concepts()] == ["ouderschap2013"]


def test_exactly_one_of_level_and_reason(cast: Cast) -> None:
    meting = choose(cast, "adl")
    domein = domains_of("zrm2013")[0].pk
    for niveau, reden in ((None, ""), (3, "wil_niet"), (6, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Score.objects.create(meting=meting, leefdomein_id=domein, niveau=niveau, reden_niet_gescoord=reden)
    with pytest.raises(Regelfout):
        record_scores(by=cast.noor, meting=meting, scores={"adl": Scoreinvoer()})


def test_the_rest_is_confirmed_together_and_marked_so(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3, huisvesting=4)
    meting = choose(cast, "adl", "financien", "huisvesting", "justitie")
    done = record_scores(by=cast.noor, meting=meting, scores={"adl": Scoreinvoer(niveau=3)}, rest_ongewijzigd=True)
    assert rows(done) == {
        "adl": (3, "", False),
        "financien": (3, "", True),
        "huisvesting": (4, "", True),
        "justitie": (None, "niet_besproken", False),  # never measured: nothing to confirm
    }


def test_one_domain_is_confirmed_with_its_earlier_value(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2)
    done = record_scores(by=cast.noor, meting=choose(cast, "adl"), scores={"adl": Scoreinvoer(bevestigd=True)})
    assert rows(done) == {"adl": (2, "", True)}


def test_two_editors_see_each_other(cast: Cast) -> None:
    meting = choose(cast, "adl")
    record_scores(
        by=cast.noor, meting=meting, versie=meting.versie, scores={"adl": Scoreinvoer(niveau=2)}, afronden=False
    )
    with pytest.raises(Versieconflict):
        record_scores(by=cast.sanne, meting=meting, versie=meting.versie, scores={"adl": Scoreinvoer(niveau=4)})


def test_a_recorded_score_can_be_corrected_and_the_old_one_is_kept(cast: Cast) -> None:
    meting = measure(cast, adl=2)
    record_scores(by=cast.noor, meting=meting, scores={"adl": Scoreinvoer(niveau=3)})
    score = meting.scores.get()
    assert score.niveau == 3
    assert [h.niveau for h in score.history.order_by("history_id")] == [2, 3]


def test_acute_gives_one_task_for_today(cast: Cast) -> None:
    meting = measure(cast, geestelijke_gezondheid=1)
    task = Taak.objects.get(soort="veiligheid")
    assert (task.titel, task.vervalt_op) == ("Acuut: kijk vandaag of het veilig is", VANDAAG)
    assert (task.medewerker, task.casus) == (cast.medewerkers["noor"], cast.casus)
    record_scores(by=cast.noor, meting=meting, scores={"geestelijke_gezondheid": Scoreinvoer(niveau=1)})
    assert Taak.objects.filter(soort="veiligheid").count() == 1


def test_two_is_not_acute(cast: Cast) -> None:
    measure(cast, geestelijke_gezondheid=2)
    assert not Taak.objects.filter(soort="veiligheid").exists()


def test_a_red_score_asks_to_look_at_the_others_once(cast: Cast) -> None:
    measure(cast, financien=3)
    assert red_without_look(cast.casus) == []
    meting = measure(cast, adl=2)
    assert red_without_look(cast.casus) == [meting]
    look = record_huishoudblik(by=cast.noor, meting=meting, uitkomst="zorgen", toelichting="Daan slaapt slecht")
    assert red_without_look(cast.casus) == []
    assert record_huishoudblik(by=cast.noor, meting=meting, uitkomst="geen_zorgen").pk == look.pk


def test_only_a_concept_is_thrown_away(cast: Cast) -> None:
    meting = choose(cast, "adl")
    record_scores(by=cast.noor, meting=meting, scores={"adl": Scoreinvoer(niveau=2)}, afronden=False)
    discard_concept(by=cast.noor, meting=meting)
    assert not Meting.objects.exists()
    with pytest.raises(Regelfout, match="vastgelegd"):
        discard_concept(by=cast.noor, meting=measure(cast, adl=2))


def test_start_and_now_and_gaps(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=90), adl=2, financien=3)
    measure(cast, VANDAAG - timedelta(days=30), adl=3)
    measure(cast, adl=4, sociaal_netwerk=2)
    course = courses_of(cast.casus)[0]
    assert [(d.code, d.toen, d.nu) for d in course.domeinen] == [
        ("financien", None, 3),
        ("adl", 2, 4),
        ("sociaal_netwerk", None, 2),
    ]
    assert course.not_discussed() == 8
    earlier = courses_of(cast.casus, op=VANDAAG - timedelta(days=31))[0]
    assert [(d.code, d.nu) for d in earlier.domeinen] == [("financien", 3), ("adl", 2)]


def test_problem_domains_are_the_latest_scores_of_three_and_lower(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=9), adl=2, financien=3, huisvesting=4, justitie=1)
    measure(cast, justitie=4)
    assert [s.domein for s in problem_domains(cast.casus)] == ["financien", "adl"]
    assert latest_scores(cast.casus, cast.jan) == []


def test_schemes_are_never_converted(cast: Cast) -> None:
    measure(cast, VANDAAG - timedelta(days=9), verslaving=2)
    meting = choose(cast, "middelengebruik", stelsel="zrm2017")
    done = record_scores(by=cast.noor, meting=meting, scores={}, rest_ongewijzigd=True)
    assert rows(done) == {"middelengebruik": (None, "niet_besproken", False)}
    assert [(d.stelsel, d.code, len(d.punten)) for d in courses_of(cast.casus)[0].domeinen] == [
        ("zrm2013", "verslaving", 1),
        ("zrm2017", "middelengebruik", 1),
    ]
    assert breaks(courses_of(cast.casus)[0]) == [
        "Daarna gemeten met Zelfredzaamheid-Matrix 2017. De reeks begint opnieuw; scores zijn niet omgerekend.",
        "Verslaving heet daarin: Middelengebruik.",
    ]
    assert look_along_lines(courses_of(cast.casus)[0]) == ["Verslaving: hier hebben we geen cijfer bij gezet."]


def test_confirm_all_measures_again_without_a_change(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="nog niet gemeten"):
        confirm_all(by=cast.noor, casus=cast.casus, reden="afsluiten")
    measure(cast, VANDAAG - timedelta(days=9), adl=3, financien=4)
    made = confirm_all(by=cast.noor, casus=cast.casus, reden="afsluiten")
    assert [(m.moment, rows(m)) for m in made] == [("eind", {"adl": (3, "", True), "financien": (4, "", True)})]


def test_confirm_all_leaves_an_older_instrument_alone(cast: Cast) -> None:
    """One click at closing measures in the instrument used last, and in the supplement; never in the one before."""
    measure(cast, VANDAAG - timedelta(days=60), adl=3, financien=4)
    for stelsel, code, days in (("ouderschap2013", "scholing", 50), ("groningen9", "psychisch", 30)):
        meting = choose(cast, code, stelsel=stelsel, datum=VANDAAG - timedelta(days=days))
        record_scores(by=cast.noor, meting=meting, scores={code: Scoreinvoer(niveau=4)})
    made = confirm_all(by=cast.noor, casus=cast.casus, reden="afsluiten")
    assert {m.instrument.code for m in made} == {"ouderschap2013", "groningen9"}


def test_who_lives_alone_is_not_asked_to_look_at_others(cast: Cast) -> None:
    meting = measure(cast, VANDAAG, adl=2)
    assert red_without_look(cast.casus) == [meting]
    cast.gezin.leden.exclude(persoon=cast.mieke).update(tot=VANDAAG - timedelta(days=1))
    assert red_without_look(cast.casus) == []
    assert "Kijk ook naar de anderen in het huishouden" not in [task.tekst for task in to_do(cast.casus)]


def test_bulk_brings_in_measurements_as_one_event(cast: Cast) -> None:
    before = Regel.objects.count()
    made = bulk_register_metingen(
        by=cast.bea,
        rijen=[
            Metingrij(cast.casus, cast.mieke, "zrm2013", VANDAAG, "start", {"adl": 2, "justitie": "niet_relevant"}),
            Metingrij(cast.casus, cast.jan, "groningen9", VANDAAG, "start", {"psychisch": 4}),
        ],
    )
    assert (made, Score.objects.count(), Score.history.count()) == (2, 3, 3)
    assert Regel.objects.count() == before + 1
    for wrong in ({"adl": 6}, {"onzin": 3}, {"adl": "zomaar"}):
        with pytest.raises(Regelfout):
            bulk_register_metingen(
                by=cast.bea, rijen=[Metingrij(cast.casus, cast.mieke, "zrm2013", VANDAAG, "start", wrong)]
            )


@pytest.mark.parametrize(
    ("earlier", "closed", "closing", "expected"),
    [
        (False, False, False, "start"),
        (True, False, False, "tussen"),
        (True, False, True, "eind"),
        (True, True, False, "nazorg"),
    ],
)
def test_the_moment_follows_from_the_case(earlier: bool, closed: bool, closing: bool, expected: str) -> None:
    assert moment_for(eerder_gemeten=earlier, afgesloten=closed, bij_afsluiten=closing) == expected


def test_the_timeline_and_the_work_list_know_of_it(cast: Cast, inzage: Gebeurtenis) -> None:
    meting = measure(cast, VANDAAG - timedelta(days=3), adl=1, financien=4)
    choose(cast, "justitie")
    toegang = access_casus(cast.noor, cast.casus.pk)
    line = timeline_items(toegang)[0]
    assert (line.op, line.titel, line.anker) == (meting.datum, "Gemeten bij de start", f"meting-{meting.pk}")
    assert line.tekst == "Mieke de Wit: 2 leefdomeinen gescoord (Zelfredzaamheid-Matrix 2013)."
    assert [task.tekst for task in to_do(cast.casus)] == [
        "De meting van Mieke de Wit is nog niet af",
        "Kijk ook naar de anderen in het huishouden",
    ]
    assert timeline_items(replace(access_casus(cast.noor, cast.casus.pk), besluit=ZONDER_INHOUD)) == []


def test_the_overview_shows_start_to_now(cast: Cast, inzage: Gebeurtenis) -> None:
    measure(cast, VANDAAG - timedelta(days=3), adl=1)
    measure(cast, adl=3)
    block = overview_block(access_casus(cast.noor, cast.casus.pk))
    assert block is not None
    mens = block.context["mensen_met_strook"][0]
    assert [(r.naam, r.toen, r.nu) for r in mens["regels"]] == [("ADL", 1, 3)]
    assert mens["zin"] == "Tien leefdomeinen zijn niet besproken: niet nodig voor de vraag."
    assert overview_block(replace(access_casus(cast.noor, cast.casus.pk), besluit=ZONDER_INHOUD)) is None


def test_what_was_recorded_under_another_law_is_left_out(cast: Cast, inzage: Gebeurtenis) -> None:
    meting = measure(cast, adl=3)
    meting.change(wet="jeugd")
    assert courses_of(cast.casus, mag_wet=lambda wet: wet != "jeugd") == ()
    werner = replace(
        access_casus(cast.noor, cast.casus.pk), gebruiker=cast.werner
    )  # werk en inkomen: not the youth law
    assert overview_block(werner).context["mensen_met_strook"] == []
