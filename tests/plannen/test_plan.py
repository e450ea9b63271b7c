"""The plan: one per household, from question to goal, agreed or not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import open_casus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishoudlid
from keukentafel.plannen.actions.doelen import create_doel, doel_from_vraag, record_vraag
from keukentafel.plannen.actions.plan import (
    EigenPlanBestaat,
    agree_plan,
    create_plan,
    end_plan,
    join_plan,
)
from keukentafel.plannen.actions.sluiten import reopen_plan
from keukentafel.plannen.models import Actie, Doel, Plan, Vraag
from keukentafel.plannen.permissions import open_plan_of
from keukentafel.plannen.states import plan_status
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.conftest import Planverhaal, domein, queries_of, unchanged
from tests.vragen import QUERIES

Als = Callable[[Gebruiker], Client]
GISTEREN, VANDAAG = date(2026, 3, 1), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("velden", "status"),
    [
        ({}, "concept"),
        ({"besproken_op": GISTEREN}, "besproken"),
        ({"besproken_op": GISTEREN, "verstrekt_op": VANDAAG}, "verstrekt"),
        ({"verstrekt_op": GISTEREN, "akkoord": "akkoord"}, "akkoord"),
        ({"akkoord": "niet_akkoord"}, "niet_akkoord"),
        ({"akkoord": "niet_gewenst"}, "niet_gewenst"),
        ({"akkoord": "akkoord", "beeindigd_op": VANDAAG}, "beeindigd"),
        ({"verstrekt_op": date(2026, 3, 3)}, "concept"),
    ],
)
def test_status_follows_from_the_dates(velden: dict[str, object], status: str) -> None:
    known = {"besproken_op": None, "verstrekt_op": None, "akkoord": "", "beeindigd_op": None}
    assert plan_status(**{**known, **velden}, op=VANDAAG) == status  # type: ignore[arg-type]


def test_a_plan_moves_the_case_on(cast: Cast) -> None:
    create_plan(by=cast.noor, casus=cast.casus)
    cast.casus.refresh_from_db()
    assert cast.casus.plan_op == date.today()


def test_one_open_own_plan_per_household(cast: Cast, verhaal: Planverhaal) -> None:
    with pytest.raises(EigenPlanBestaat) as caught:
        create_plan(by=cast.noor, casus=cast.casus)
    assert caught.value.plan == verhaal.plan


def test_of_two_open_plans_from_another_system_the_newest_is_the_plan(cast: Cast, verhaal: Planverhaal) -> None:
    newer = Plan.objects.create(huishouden=cast.gezin, opgesteld_op=date.today() + timedelta(days=1))
    assert open_plan_of(cast.gezin.pk) == newer
    with pytest.raises(EigenPlanBestaat):
        create_plan(by=cast.noor, casus=cast.casus)
    end_plan(by=cast.noor, plan=verhaal.plan)
    with pytest.raises(Regelfout, match="nieuw plan"):
        reopen_plan(by=cast.noor, plan=verhaal.plan)


def test_a_second_case_joins_the_plan(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    second = open_casus(
        by=cast.noor, huishouden=cast.gezin, persoon=cast.jan, team=cast.noord, aangemeld_op=date.today()
    )
    page = als(cast.noor).get(f"/casussen/{second.pk}/plan/").content.decode()
    assert "heeft al een plan" in page and "Ik wil weer lucht in mijn week" in page
    als(cast.noor).post(f"/casussen/{second.pk}/plan/aansluiten/", {})
    second.refresh_from_db()
    assert second.plan_op == date.today()
    assert Plan.objects.own().count() == 1


def test_a_stranger_cannot_join(cast: Cast, verhaal: Planverhaal) -> None:
    with pytest.raises(Regelfout):
        join_plan(by=cast.noor, casus=cast.burencasus, plan=verhaal.plan)


def test_from_question_to_goal_in_one_click(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    vraag = record_vraag(
        by=cast.noor, casus=cast.casus, woorden="Ik ben zo moe", persoon=cast.mieke,
        leefdomein=domein("lichamelijke_gezondheid"),
    )  # fmt: skip
    page = als(cast.noor).get(verhaal.url()).content.decode()
    assert "Ik ben zo moe" in page and "Eén vraag heeft nog geen doel." in page
    response = als(cast.noor).post(verhaal.url(f"vragen/{vraag.pk}/doel/"), {})
    goal = Doel.objects.get(vraag=vraag)
    assert response["Location"] == verhaal.url(f"#doel-{goal.pk}")
    assert goal.omschrijving == "Ik ben zo moe"
    assert [row.persoon for row in goal.personen.all()] == [cast.mieke]


def test_a_question_without_domain_asks_one_thing(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    vraag = record_vraag(by=cast.noor, casus=cast.casus, woorden="Help")
    with pytest.raises(Regelfout):
        doel_from_vraag(by=cast.noor, plan=verhaal.plan, vraag=vraag)
    assert als(cast.noor).get(verhaal.url(f"vragen/{vraag.pk}/doel/")).status_code == 200
    als(cast.noor).post(verhaal.url(f"vragen/{vraag.pk}/doel/"), {"leefdomein": domein("financien").pk})
    assert Doel.objects.get(vraag=vraag).leefdomein.code == "financien"


def test_disagreement_needs_a_reason(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    with pytest.raises(Regelfout):
        agree_plan(by=cast.noor, plan=verhaal.plan, akkoord="niet_akkoord")
    response = als(cast.noor).post(
        verhaal.url("antwoord/"), {"akkoord": "niet_akkoord", "toelichting": "Te veel tegelijk voor mij"}
    )
    assert response.status_code == 422
    assert "Te veel tegelijk voor mij" in response.content.decode()
    data = {"akkoord": "niet_akkoord", "reden": "te_veel", "toelichting": "Te veel tegelijk voor mij"}
    assert als(cast.noor).post(verhaal.url("antwoord/"), data).status_code == 302
    verhaal.plan.refresh_from_db()
    assert (verhaal.plan.akkoord, verhaal.plan.akkoord_reden) == ("niet_akkoord", "te_veel")


def test_a_new_plan_after_the_old_one_ended(cast: Cast, verhaal: Planverhaal) -> None:
    end_plan(by=cast.noor, plan=verhaal.plan)
    assert create_plan(by=cast.noor, casus=cast.casus).pk != verhaal.plan.pk


# --- the screen ---------------------------------------------------------------------------------------------


def test_the_tab_shows_goals_and_who_does_what(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    page = als(cast.noor).get(verhaal.url()).content.decode()
    assert "Ik wil weer lucht in mijn week" in page
    assert "buurvrouw Ans" in page and "Samen strijken" in page
    assert "Bij “Wij willen zelf boodschappen doen” staat nog niet wie wat doet." in page


def test_reading_is_logged_per_person(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    before = Regel.objects.filter(soort="lezen").count()
    als(cast.noor).get(verhaal.url())
    lines = Regel.objects.filter(soort="lezen", actie="plan_inzien")
    assert Regel.objects.filter(soort="lezen").count() - before == 3
    assert lines.count() == 3


def test_a_stranger_gets_404_and_an_intake_worker_403(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    assert als(cast.zeno).get(verhaal.url()).status_code == 404
    assert als(cast.lot).get(verhaal.url()).status_code == 403


def test_a_reader_sees_no_buttons_and_may_not_post(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    from keukentafel.casussen.public import Casusrol

    Casusrol.objects.create(
        casus=cast.casus, medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=date.today()
    )
    page = als(cast.max).get(verhaal.url()).content.decode()
    assert "Ik wil weer lucht in mijn week" in page and "Doel erbij" not in page
    assert als(cast.max).post(verhaal.url("doelen/nieuw/"), {}).status_code == 403


def test_a_goal_under_another_law_stays_closed(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    from keukentafel.casussen.public import Casusrol

    Casusrol.objects.create(
        casus=cast.casus, medewerker=cast.medewerkers["max"], rol="maatwerkspecialist", van=date.today()
    )
    create_doel(
        by=cast.noor, plan=verhaal.plan, omschrijving="GEHEIM JEUGD", leefdomein=domein("huisvesting"), wet="jeugd"
    )
    page = als(cast.max).get(verhaal.url()).content.decode()
    assert "GEHEIM JEUGD" not in page and "een doel onder een wet" in page
    assert "GEHEIM JEUGD" in als(cast.noor).get(verhaal.url()).content.decode()


def test_the_number_of_queries_is_the_same_for_2_and_20_goals(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    client = als(cast.noor)
    few = queries_of(client, verhaal.url())
    for number in range(18):
        goal = create_doel(
            by=cast.noor, plan=verhaal.plan, omschrijving=f"Doel {number}", leefdomein=domein("financien"),
            personen=[cast.jan],
        )  # fmt: skip
        Actie.objects.create(doel=goal, omschrijving="Bellen", persoon=cast.jan)
    many = queries_of(client, verhaal.url())
    assert few == many <= QUERIES, many


def test_goal_and_two_actions_from_a_template_in_one_save(cast: Cast, als: Als) -> None:
    client = als(cast.noor)
    url = f"/casussen/{cast.casus.pk}/plan/doelen/nieuw/"
    page = client.get(url, {"sjabloon": "huishouden.0"})
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    data["omschrijving"] = "Ik wil weer lucht in mijn week"
    data["idempotentiesleutel"] = str(data["idempotentiesleutel"])
    first = client.post(url, data)
    assert first.status_code == 302, first.content.decode()
    again = client.post(url, data)
    assert again["Location"] == first["Location"]
    goal = Doel.objects.get()
    assert goal.plan.casus == cast.casus
    assert [action.omschrijving for action in goal.acties.order_by("wanneer")] == [
        "Opschrijven wat het meest op me drukt",
        "Meehelpen met strijken of boodschappen",
    ]


def test_typed_words_survive_a_mistake(cast: Cast, als: Als) -> None:
    url = f"/casussen/{cast.casus.pk}/plan/doelen/nieuw/"
    response = als(cast.noor).post(url, {"omschrijving": "Ik wil rust", "afspraak_1": "Bellen met school"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ik wil rust" in page and "Bellen met school" in page
    assert not Plan.objects.exists()


def test_a_second_editor_sees_both(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    goal = verhaal.lucht
    data = {"omschrijving": "Mijn tekst", "leefdomein": goal.leefdomein_id, "wet": "algemeen", "versie": goal.versie}
    assert (
        als(cast.sanne).post(verhaal.url(f"doelen/{goal.pk}/"), data | {"omschrijving": "Tekst van Sanne"}).status_code
        == 302
    )
    conflict = als(cast.noor).post(verhaal.url(f"doelen/{goal.pk}/"), data)
    assert conflict.status_code == 409
    assert "Mijn tekst" in conflict.content.decode() and "Tekst van Sanne" in conflict.content.decode()


def test_goals_change_places(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    als(cast.noor).post(verhaal.url(f"doelen/{verhaal.lucht.pk}/verplaatsen/"), {"richting": "lager"})
    assert list(verhaal.plan.doelen.values_list("pk", flat=True)) == [verhaal.boodschappen.pk, verhaal.lucht.pk]


def test_worker_and_resident_judge_apart(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    url = verhaal.url(f"doelen/{verhaal.lucht.pk}/evaluatie/")
    assert als(cast.noor).post(url, {"status": "open"}).status_code == 422
    data = {"oordeel_inwoner": "deels", "oordeel_medewerker": "behaald", "status": "behaald"}
    assert als(cast.noor).post(url, data).status_code == 302
    found = verhaal.lucht.evaluaties.get()
    assert (found.oordeel_inwoner, found.oordeel_medewerker) == ("deels", "behaald")
    verhaal.lucht.refresh_from_db()
    assert verhaal.lucht.status == "behaald"


def test_questions_of_somebody_elses_household_do_not_exist(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    strange = Vraag.objects.create(casus=cast.burencasus, woorden="Iets", gesteld_op=date.today())
    assert als(cast.noor).post(verhaal.url(f"vragen/{strange.pk}/doel/"), {}).status_code == 404


def test_saving_a_goal_unchanged_loses_nobody_and_no_word(cast: Cast, verhaal: Planverhaal, als: Als) -> None:
    """Somebody moved out, and the words came from another system: longer than the screen asks for, in lines."""
    words = "\n".join(["Ik wil weer lucht in mijn week."] * 60)
    verhaal.lucht.change(omschrijving=words, interne_notitie="n\n" * 2500 + "n", resultaat="r" * 300)
    Huishoudlid.objects.filter(persoon=cast.mieke).update(tot=date.today() - timedelta(days=1))
    address = verhaal.url(f"doelen/{verhaal.lucht.pk}/")
    page = als(cast.noor).get(address)
    assert als(cast.noor).post(address, unchanged(page.context["form"])).status_code == 302
    verhaal.lucht.refresh_from_db()
    assert [row.persoon for row in verhaal.lucht.personen.all()] == [cast.mieke]
    assert verhaal.lucht.omschrijving == words
