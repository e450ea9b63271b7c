"""Close + undo = as before: over random small dossiers, for every row of every room; what is kept lies encrypted."""

import json
from datetime import date, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keukentafel.casussen.public import Casus, assign_regisseur, open_casus, request_overdracht, set_volgen
from keukentafel.core.fouten import Regelfout
from keukentafel.core.herstel import TIJDSTEMPELS, difference, put_back, take_image
from keukentafel.core.models import Basismodel
from keukentafel.nazorg.models import Afsluiting
from keukentafel.nazorg.public import Reviewinvoer, Sluitinvoer, close_casus, record_nazorg, undo_close
from keukentafel.plannen.models import Doelevaluatie
from keukentafel.plannen.public import create_plan, end_plan, evaluate_doel
from keukentafel.referentielijsten.public import Afsluitreden
from keukentafel.taken.public import Taak, complete_taak, create_taak
from keukentafel.tijdlijn.public import Planning, plan_gesprek
from tests.cast import Cast
from tests.core.test_klare_tekst import KANARIE, dump, plain_again
from tests.nazorg.test_sluiten import make_goals
from tests.zelfredzaamheid.test_meten import measure

VANDAAG = date.today()
VOORBEELDEN = 10 if connection.vendor == "sqlite" else 5  # PostgreSQL puts back the same cells, at more cost
RESULTATEN = ("behaald", "deels_behaald", "niet_behaald", "vervallen")


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every domain row of every room, in plain text, but for its bookkeeping and the closing itself."""
    found = {}
    for model in [m for m in apps.get_models() if issubclass(m, Basismodel) and m is not Afsluiting]:
        names = sorted({field.attname for field in model._meta.concrete_fields} - TIJDSTEMPELS - {"versie"})
        rows = model._base_manager.order_by("pk")
        found[model._meta.label] = [tuple(getattr(row, name) for name in names) for row in rows]
    return found


DOSSIERS = st.fixed_dictionaries(
    {
        "doelen": st.lists(st.sampled_from(RESULTATEN), max_size=3),
        "vandaag_bekeken": st.booleans(),  # a goal was judged today already, so that closing changes that judgement
        "gemeten": st.booleans(),
        "taken": st.lists(st.sampled_from(["bellen", "terugkoppeling", "veiligheid"]), max_size=3, unique=True),
        "volgen": st.booleans(),
        "overdracht": st.booleans(),
        "gesprek": st.sampled_from([None, 1, 30]),
        "tweede_casus": st.booleans(),
        "review": st.sampled_from([None, True, False]),
        "nazorg": st.sampled_from([None, False, 42]),
        "reden": st.sampled_from([reden for reden in Afsluitreden.values if reden != "overleden"] + ["overleden"]),
        "maanden": st.lists(st.sampled_from([3, 6, 12]), max_size=2, unique=True),
        "dagen_terug": st.integers(0, 5),
    }
)


def build(cast: Cast, dossier: dict[str, Any]) -> Sluitinvoer:
    """A dossier with these things in it; returns what the worker says at closing."""
    goals = make_goals(cast, len(dossier["doelen"])) if dossier["doelen"] else []
    if goals and dossier["vandaag_bekeken"]:
        evaluate_doel(by=cast.noor, doel=goals[0], oordeel_inwoner="deels", datum=VANDAAG)
    if dossier["gemeten"]:
        measure(cast, VANDAAG - timedelta(days=60), adl=3, huisvesting=2)
    for soort in dossier["taken"]:
        create_taak(by=cast.noor, titel=soort, soort=soort, team=cast.noord, casus=cast.casus, wacht_op="School")
    if dossier["volgen"]:
        set_volgen(by=cast.noor, casus=cast.casus, tot=VANDAAG + timedelta(days=20))
    if dossier["tweede_casus"]:
        open_casus(by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG)
    if dossier["gesprek"]:
        day = VANDAAG + timedelta(days=dossier["gesprek"])
        talk = Planning(datum=day, tijd=time(10), medewerker=cast.medewerkers["noor"])
        plan_gesprek(by=cast.noor, casus=cast.casus, planning=talk)
    if dossier["overdracht"]:
        naar = cast.medewerkers["sanne"]
        request_overdracht(by=cast.noor, casus=Casus.objects.get(pk=cast.casus.pk), naar=naar, notitie="Neem jij het?")
    op = VANDAAG if dossier["vandaag_bekeken"] else VANDAAG - timedelta(days=dossier["dagen_terug"])
    wish = dossier["nazorg"]
    return Sluitinvoer(
        op=op, reden=dossier["reden"], resultaten={g.pk: r for g, r in zip(goals, dossier["doelen"], strict=True)},
        nazorg_gewenst=False if wish is False else None, nazorg_op=op + timedelta(days=wish) if wish else None,
        vervolgmaanden=dossier["maanden"], zelfredzaamheid_ongewijzigd=dossier["gemeten"],
        review=None if dossier["review"] is None else Reviewinvoer(wijkt_af=dossier["review"]),
    )  # fmt: skip


@settings(max_examples=VOORBEELDEN, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOSSIERS)
def test_close_and_undo_is_as_before(cast: Cast, dossier: dict[str, Any]) -> None:
    with transaction.atomic():
        invoer = build(cast, dossier)
        before = everything()
        closing = close_casus(by=cast.noor, casus=Casus.objects.get(pk=cast.casus.pk), invoer=invoer)
        assert everything() != before
        undo_close(by=cast.noor, afsluiting=closing)
        assert everything() == before
        transaction.set_rollback(True)


def test_work_done_since_the_closing_stays(cast: Cast) -> None:
    done = create_taak(by=cast.noor, titel="terug", soort="terugkoppeling", team=cast.noord, casus=cast.casus)
    invoer = Sluitinvoer(op=VANDAAG, reden="doelen_bereikt", nazorg_op=VANDAAG + timedelta(days=42))
    closing = close_casus(by=cast.noor, casus=cast.casus, invoer=invoer)
    complete_taak(by=cast.noor, taak=done)
    aftercare = closing.nazorgen.get()
    record_nazorg(by=cast.noor, nazorg=aftercare, resultaat="gaat_goed")
    undo_close(by=cast.noor, afsluiting=closing)
    assert Casus.objects.get(pk=cast.casus.pk).afgesloten_op is None
    assert Taak.objects.get(pk=done.pk).gedaan_op == VANDAAG
    assert closing.nazorgen.get().resultaat == "gaat_goed"


def test_undo_gives_way_to_a_new_plan_and_another_regisseur(cast: Cast) -> None:
    make_goals(cast, 1)
    goals = {goal.pk: "behaald" for goal in cast.casus and make_goals(cast, 1)[0].plan.doelen.all()}
    closing = close_casus(
        by=cast.noor, casus=cast.casus, invoer=Sluitinvoer(op=VANDAAG, reden="doelen_bereikt", resultaten=goals)
    )
    second = open_casus(by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=VANDAAG)
    plan = create_plan(by=cast.noor, casus=second)
    with pytest.raises(Regelfout, match="nieuw plan"):
        undo_close(by=cast.noor, afsluiting=closing)
    end_plan(by=cast.noor, plan=plan)
    assign_regisseur(by=cast.tom, casus=second, medewerker=cast.medewerkers["sanne"])
    with pytest.raises(Regelfout, match="andere regisseur"):
        undo_close(by=cast.noor, afsluiting=closing)


def test_a_row_that_went_away_is_no_difference_that_can_be_put_back() -> None:
    with pytest.raises(ValueError, match="verdwenen"):
        difference({"taken.taak": {1: {"versie": 1}}}, {"taken.taak": {}})


def test_a_new_row_on_which_something_hangs_is_not_taken_away(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="verder aan gewerkt"):
        put_back({"nieuw": [["casussen.casus", cast.casus.pk, cast.casus.versie]], "cellen": []})


def close_after_judging(cast: Cast) -> tuple[Doelevaluatie, Afsluiting]:
    """A goal that was judged today, in words, and is judged again by closing: that closing keeps the first words."""
    goal = make_goals(cast, 1)[0]
    told = evaluate_doel(by=cast.noor, doel=goal, oordeel_inwoner="deels", toelichting=KANARIE, datum=VANDAAG)
    invoer = Sluitinvoer(op=VANDAAG, reden="doelen_bereikt", resultaten={goal.pk: "behaald"})
    return told, close_casus(by=cast.noor, casus=cast.casus, invoer=invoer)


def test_what_was_said_of_a_goal_is_in_no_readable_column_after_closing(cast: Cast) -> None:
    told, closing = close_after_judging(cast)
    kept = Afsluiting.objects.get(pk=closing.pk)
    assert KANARIE in json.dumps(kept.vorige)  # so the words are there to be found
    assert KANARIE not in dump()
    undo_close(by=cast.noor, afsluiting=kept)
    assert Doelevaluatie.objects.get(pk=told.pk).toelichting == KANARIE
    assert KANARIE not in dump()


def test_an_upgrade_encrypts_what_a_closing_kept_and_it_can_still_be_undone(cast: Cast) -> None:
    told, closing = close_after_judging(cast)
    plain_again(Afsluiting, "vorige", json.dumps(closing.vorige))
    assert KANARIE in dump()
    import_module("keukentafel.nazorg.migrations.0003_vorige_versleutelen").encrypt(apps, None)
    assert KANARIE not in dump()
    undo_close(by=cast.noor, afsluiting=Afsluiting.objects.get(pk=closing.pk))
    assert Doelevaluatie.objects.get(pk=told.pk).toelichting == KANARIE


def test_an_encrypted_list_is_put_back_as_a_list(cast: Cast) -> None:
    casus, alerts = Casus.objects.get(pk=cast.casus.pk), [{"tekst": "Hond in huis", "tot": ""}]
    casus.change(let_op=alerts)
    mine = [Casus.objects.filter(pk=casus.pk)]
    before = take_image(mine)
    casus.change(let_op=[])
    put_back(difference(before, take_image(mine)))
    assert Casus.objects.get(pk=casus.pk).let_op == alerts
