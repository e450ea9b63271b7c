"""Tasks: who must act, on whom one waits, what is quiet."""

from datetime import date, timedelta

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import assign_regisseur, assign_waarnemer
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Belang
from keukentafel.taken.public import (
    Taak,
    Taakgroep,
    Taakrij,
    await_taak,
    bulk_create_taken,
    complete_taak,
    create_taak,
    expire_taken,
    group_of,
    resume_taak,
    snooze_taak,
    step_back_taak,
    take_up_taak,
    undo_complete_taak,
    withdraw_taak,
)
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

VANDAAG = date.today()
MORGEN, GISTEREN = VANDAAG + timedelta(days=1), VANDAAG - timedelta(days=1)


def task(cast: Cast, titel: str = "Bellen", wie: str | None = "noor", **extra: object) -> Taak:
    worker = cast.medewerkers[wie] if wie else None
    return create_taak(
        by=cast.tom, titel=titel, soort="bellen", team=cast.noord, medewerker=worker, **{"casus": cast.casus, **extra}
    )


def titles(user: Gebruiker, groep: str, op: date = VANDAAG) -> list[str]:
    """The list as this user finds it on that day."""
    user = type(user).objects.get(pk=user.pk)  # nothing remembered of another day
    return [taak.titel for taak in group_of(user, Taakgroep(groep), op)]


def test_one_cause_makes_one_task(cast: Cast) -> None:
    first = task(cast, bron="melding:1:terugkoppeling", vervalt_op=MORGEN)
    again = task(cast, "Bellen, met spoed", bron="melding:1:terugkoppeling", vervalt_op=VANDAAG)
    assert again.pk == first.pk and Taak.objects.get().vervalt_op == VANDAAG
    complete_taak(by=cast.noor, taak=again, door=cast.medewerkers["noor"])
    assert task(cast, bron="melding:1:terugkoppeling").pk != first.pk


def test_done_and_undone(cast: Cast) -> None:
    taak = complete_taak(by=cast.noor, taak=task(cast), door=cast.medewerkers["noor"])
    assert (taak.gedaan_op, taak.gedaan_door) == (VANDAAG, cast.medewerkers["noor"])
    with pytest.raises(Regelfout, match="al gedaan"):
        complete_taak(by=cast.noor, taak=taak)
    assert undo_complete_taak(by=cast.noor, taak=taak).gedaan_op is None


def test_what_lost_its_cause_lapses(cast: Cast) -> None:
    for bron in ("melding:1:a", "melding:1:b", "melding:12:a"):
        task(cast, bron, bron=bron)
    assert expire_taken(by=SYSTEEM, bron="melding:1:") == 2
    assert expire_taken(by=SYSTEEM, bron="melding:12:a") == 1
    assert expire_taken(by=SYSTEEM, bron="melding:99:") == 0
    with pytest.raises(Regelfout, match="vervallen"):
        complete_taak(by=cast.noor, taak=Taak.objects.first())


def test_mine_is_what_i_must_do_and_the_first_due_comes_first(cast: Cast) -> None:
    task(cast, "zonder dag")
    task(cast, "morgen", vervalt_op=MORGEN)
    task(cast, "te laat", vervalt_op=GISTEREN)
    task(cast, "over een maand", vervalt_op=VANDAAG + timedelta(days=30))
    task(cast, "van het team", wie=None, vervalt_op=VANDAAG)
    task(cast, "van Sanne", wie="sanne")
    waits = task(cast, "wacht")
    put_off = task(cast, "uitgesteld")
    await_taak(by=cast.noor, taak=waits, op_wie="de huisarts", sinds=VANDAAG - timedelta(days=3))
    snooze_taak(by=cast.noor, taak=put_off, tot=MORGEN, reden="school is dicht")
    assert titles(cast.noor, "nu") == ["te laat", "morgen", "zonder dag"]
    assert titles(cast.noor, "team") == titles(cast.sanne, "team") == ["van het team"]
    assert titles(cast.noor, "wacht") == ["wacht"]
    assert titles(cast.noor, "later") == ["uitgesteld", "over een maand"]
    assert "uitgesteld" in titles(cast.noor, "nu", MORGEN)
    resume_taak(by=cast.noor, taak=waits)
    assert "wacht" in titles(cast.noor, "nu")


def test_put_off_beyond_the_week_it_is_back_on_its_day(cast: Cast) -> None:
    far = task(cast, "evaluatie", vervalt_op=VANDAAG + timedelta(days=60))
    day = VANDAAG + timedelta(days=20)
    snooze_taak(by=cast.noor, taak=far, tot=day)
    assert titles(cast.noor, "nu", day - timedelta(days=1)) == []
    assert titles(cast.noor, "nu", day) == ["evaluatie"]
    assert titles(cast.noor, "later", day) == []


def test_what_is_closed_to_me_is_not_on_my_list(cast: Cast) -> None:
    task(cast, "van de buren", wie=None, casus=cast.burencasus)
    assert titles(cast.noor, "team") == []  # Noor has a tie with them
    assert titles(cast.sanne, "team") == ["van de buren"]


def test_of_two_who_take_up_a_task_one_has_it_and_the_other_hears_who(cast: Cast) -> None:
    taak = task(cast, "van het team", wie=None)
    take_up_taak(by=cast.noor, taak=taak, medewerker=cast.medewerkers["noor"])
    with pytest.raises(Regelfout, match="Noor heeft deze taak al opgepakt"):
        take_up_taak(by=cast.sanne, taak=taak, medewerker=cast.medewerkers["sanne"])
    with pytest.raises(Regelfout, match="U heeft deze taak al"):
        take_up_taak(by=cast.noor, taak=taak, medewerker=cast.medewerkers["noor"])
    assert titles(cast.noor, "nu") == ["van het team"] and titles(cast.sanne, "team") == []


def test_a_deputy_has_the_work_of_the_regisseur_as_long_as_it_lasts(cast: Cast) -> None:
    task(cast, "van Noor")
    task(cast, "van Noor, elders", casus=None)
    assign_waarnemer(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"], tot=MORGEN)
    assert titles(cast.sanne, "nu") == ["van Noor"]
    assert titles(cast.sanne, "nu", MORGEN + timedelta(days=1)) == []
    assert len(titles(cast.noor, "nu")) == 2


def test_a_new_regisseur_finds_it_on_his_day(cast: Cast) -> None:
    said = "U bent nu regisseur: lees de casus"
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"])
    assert titles(cast.sanne, "nu") == [said]
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["noor"])
    assert titles(cast.noor, "nu") == [said] and titles(cast.sanne, "nu") == []
    assign_regisseur(by=cast.tom, casus=cast.burencasus, medewerker=cast.medewerkers["tom"])  # took it himself
    assert titles(cast.tom, "nu") == []


def test_every_step_can_be_taken_back_but_only_ones_own_last_one(cast: Cast) -> None:
    taak = task(cast, wie=None)
    me = cast.medewerkers["noor"]
    steps = (
        lambda: take_up_taak(by=cast.noor, taak=taak, medewerker=me),
        lambda: snooze_taak(by=cast.noor, taak=taak, tot=MORGEN),
        lambda: await_taak(by=cast.noor, taak=taak, op_wie="school"),
        lambda: complete_taak(by=cast.noor, taak=taak, door=me),
        lambda: withdraw_taak(by=cast.noor, taak=taak),
    )
    for step in steps:
        changed = step()
        back = step_back_taak(by=cast.noor, taak=changed, versie=changed.versie)
        kept = (back.medewerker, back.uitgesteld_tot, back.wacht_op, back.gedaan_op, back.vervallen)
        assert kept == (None, None, "", None, False)
    done = complete_taak(by=cast.noor, taak=taak, door=me)
    for who, versie in ((cast.sanne, done.versie), (cast.noor, done.versie - 1), (cast.noor, 1)):
        with pytest.raises(Regelfout, match="niet meer ongedaan"):
            step_back_taak(by=who, taak=done, versie=versie)


def test_what_follows_from_something_else_is_not_thrown_away(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="hoort bij iets anders"):
        withdraw_taak(by=cast.noor, taak=task(cast, bron="melding:1:terugkoppeling"))


def test_the_work_follows_the_regisseur(cast: Cast) -> None:
    mine, of_sanne = task(cast), task(cast, wie="sanne")
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["tom"])
    mine.refresh_from_db()
    of_sanne.refresh_from_db()
    assert (mine.medewerker.naam, of_sanne.medewerker.naam) == ("Tom", "Sanne")


@pytest.mark.parametrize(
    ("do", "extra", "veld"),
    [
        (snooze_taak, {"tot": VANDAAG, "reden": "x"}, "tot"),
        (await_taak, {"op_wie": " "}, "op_wie"),
        (await_taak, {"op_wie": "school", "sinds": MORGEN}, "sinds"),
    ],
)
def test_what_cannot_be(cast: Cast, do, extra: dict, veld: str) -> None:
    with pytest.raises(Regelfout) as fault:
        do(by=cast.noor, taak=task(cast), **extra)
    assert fault.value.veld == veld


def rows(cast: Cast, number: int) -> list[Taakrij]:
    worker = cast.medewerkers["noor"].pk
    return [
        Taakrij(f"taak {n}", "bellen", cast.noord.pk, worker, cast.casus.pk, VANDAAG + timedelta(days=n % 50 - 25))
        for n in range(number)
    ]


def test_ten_thousand_come_in_at_once(cast: Cast) -> None:
    assert bulk_create_taken(by=SYSTEEM, rijen=rows(cast, 10_000)) == 10_000
    assert Taak.history.count() == 10_000


def test_a_row_without_words_stops_the_whole_import(cast: Cast) -> None:
    with pytest.raises(Regelfout, match="Rij 2"):
        bulk_create_taken(by=SYSTEEM, rijen=[*rows(cast, 1), Taakrij(" ", "bellen", cast.noord.pk)])
    assert not Taak.objects.exists()


# Screens -----------------------------------------------------------------------------------------------


def test_tick_put_off_and_wait_go_back_where_one_was(cast: Cast, als) -> None:
    client, taak = als(cast.noor), task(cast)
    here = f"/casussen/{cast.casus.pk}/"
    page = f"/taken/{taak.pk}/uitstellen/?terug={here}"
    assert here in client.get(page).content.decode()
    answer = client.post(page, {"tot": MORGEN.isoformat(), "reden": "vakantie", "terug": here, "versie": 1})
    assert answer["Location"] == here
    answer = client.post(
        f"/taken/{taak.pk}/wachten/", {"op_wie": "school", "sinds": VANDAAG.isoformat(), "terug": here}
    )
    assert answer["Location"] == here
    html = client.get(here).content.decode()
    assert "wacht op school" in html
    client.post(f"/taken/{taak.pk}/hervatten/", {"terug": here})
    client.post(f"/taken/{taak.pk}/gedaan/", {"terug": "https://kwaad.voorbeeld/"})
    taak.refresh_from_db()
    assert (taak.wacht_op, taak.gedaan_op) == ("", VANDAAG)
    client.post(f"/taken/{taak.pk}/heropenen/")
    taak.refresh_from_db()
    assert taak.gedaan_op is None


def test_bad_input_keeps_what_was_typed(cast: Cast, als) -> None:
    taak = task(cast)
    answer = als(cast.noor).post(
        f"/taken/{taak.pk}/uitstellen/", {"tot": GISTEREN.isoformat(), "reden": "ziek geweest"}
    )
    assert answer.status_code == 422 and "ziek geweest" in answer.content.decode()


def test_a_task_on_a_case_is_for_who_can_open_it(cast: Cast, als) -> None:
    """Else it lies where nobody sees it: it is not on the list of the colleague, nor on that of the team."""
    url = f"/casussen/{cast.casus.pk}/taak-erbij/"
    typed = {"titel": "Bel de huisarts", "vervalt_op": "", "wie": str(cast.medewerkers["sanne"].pk)}
    assert als(cast.noor).post(url, typed).status_code == 302
    assert titles(cast.sanne, "nu") == ["Bel de huisarts"]
    Belang.objects.create(gebruiker=cast.sanne, huishouden=cast.gezin, gemeld_op=VANDAAG)
    answer = als(cast.noor).post(url, typed | {"titel": "Bel de school"})
    assert answer.status_code == 422 and "kan de casus niet openen" in answer.content.decode()
    assert not Taak.objects.filter(titel="Bel de school").exists()


def test_somebody_elses_task_does_not_exist(cast: Cast, als) -> None:
    taak, loose = task(cast), task(cast, casus=None)
    for user, status in ((cast.zeno, 404), (cast.bea, 403), (cast.noor, 302)):
        assert als(user).post(f"/taken/{taak.pk}/gedaan/").status_code == status
    assert als(cast.zeno).post(f"/taken/{loose.pk}/gedaan/").status_code == 404
    assert als(cast.sanne).post(f"/taken/{loose.pk}/gedaan/").status_code == 302


def test_what_is_asked_of_one_in_person_is_not_the_work_of_his_deputy_or_successor(cast: Cast) -> None:
    noor = cast.medewerkers["noor"]
    create_taak(by=SYSTEEM, titel="een vraag", soort="uitnodiging", team=cast.noord, casus=cast.casus, medewerker=noor)
    create_taak(by=SYSTEEM, titel="genoemd", soort="genoemd", team=cast.noord, casus=cast.casus, medewerker=noor)
    assign_waarnemer(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["sanne"], tot=MORGEN)
    assert titles(cast.sanne, "nu") == []
    assign_regisseur(by=cast.tom, casus=cast.casus, medewerker=cast.medewerkers["tom"])
    assert sorted(titles(cast.noor, "nu")) == ["een vraag", "genoemd"]


def test_a_deputy_has_of_each_case_only_the_work_of_its_own_regisseur(cast: Cast) -> None:
    assign_regisseur(by=SYSTEEM, casus=cast.burencasus, medewerker=cast.medewerkers["tom"])
    for casus in (cast.casus, cast.burencasus):
        assign_waarnemer(by=cast.tom, casus=casus, medewerker=cast.medewerkers["sanne"], tot=MORGEN)
    task(cast, "van Tom, bij de casus van Noor", wie="tom")
    assert titles(cast.sanne, "nu") == []
