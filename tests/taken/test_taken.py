"""Tasks: who must act, on whom one waits, what is quiet."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, assign_regisseur, mark_closed, request_overdracht, set_volgen
from keukentafel.core.fouten import Regelfout
from keukentafel.taken.public import (
    Taak,
    Taakrij,
    await_taak,
    bulk_create_taken,
    complete_taak,
    create_taak,
    expire_taken,
    now_mine,
    quiet,
    resume_taak,
    snooze_taak,
    snoozed,
    undo_complete_taak,
    waiting,
    work_lines,
)
from tests.cast import Cast

VANDAAG = date.today()
MORGEN, GISTEREN = VANDAAG + timedelta(days=1), VANDAAG - timedelta(days=1)


def task(cast: Cast, titel: str = "Bellen", wie: str | None = "noor", **extra: object) -> Taak:
    worker = cast.medewerkers[wie] if wie else None
    return create_taak(
        by=cast.tom, titel=titel, soort="bellen", team=cast.noord, medewerker=worker, **{"casus": cast.casus, **extra}
    )


def titles(found) -> list[str]:
    return [item.taak.titel for item in found.taken]


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


def test_mine_is_what_i_must_do_and_the_first_due_comes_first(cast: Cast, inzage: Gebeurtenis) -> None:
    task(cast, "zonder dag")
    task(cast, "later", vervalt_op=MORGEN)
    task(cast, "te laat", vervalt_op=GISTEREN)
    task(cast, "van het team", wie=None, vervalt_op=VANDAAG)
    task(cast, "van Sanne", wie="sanne")
    waits = task(cast, "wacht")
    put_off = task(cast, "uitgesteld")
    await_taak(by=cast.noor, taak=waits, op_wie="de huisarts", sinds=VANDAAG - timedelta(days=3))
    snooze_taak(by=cast.noor, taak=put_off, tot=MORGEN, reden="school is dicht")
    assert titles(now_mine(cast.noor)) == ["te laat", "van het team", "later", "zonder dag"]
    assert titles(waiting(cast.noor)) == ["wacht"]
    assert titles(snoozed(cast.noor)) == ["uitgesteld"]
    assert titles(now_mine(cast.noor, MORGEN))[-1] == "uitgesteld"
    [line] = work_lines(waiting(cast.noor).taken)
    assert (line.naam, line.waarover, line.wanneer) == ("Gezin De Wit", "wacht", "wacht op de huisarts, al 3 dagen")
    late = work_lines(now_mine(cast.noor).taken)[0]
    assert late.te_laat and late.wanneer == "1 dag te laat"
    assert {post.subject for post in inzage.posten} == {cast.mieke.pk}
    resume_taak(by=cast.noor, taak=waits)
    assert "wacht" in titles(now_mine(cast.noor))


def test_what_is_closed_to_me_is_not_on_my_list(cast: Cast, inzage: Gebeurtenis) -> None:
    task(cast, "van de buren", wie=None, casus=cast.burencasus)
    assert titles(now_mine(cast.noor)) == []  # Noor has a tie with them
    assert titles(now_mine(cast.sanne)) == ["van de buren"]


def test_a_hand_over_to_another_team_shows_no_name(cast: Cast, inzage: Gebeurtenis) -> None:
    request_overdracht(by=cast.noor, casus=cast.casus, naar=cast.medewerkers["zeno"], notitie="Wil jij?")
    [item] = now_mine(cast.zeno).taken
    assert item.huishouden == ""
    assert inzage.posten == []
    mark_closed(by=cast.noor, casus=cast.casus, op=VANDAAG, reden="overig")
    assert now_mine(cast.zeno).taken == []


def test_quiet_is_what_is_only_watched(cast: Cast, inzage: Gebeurtenis) -> None:
    assert quiet(cast.noor) == []
    set_volgen(by=cast.noor, casus=cast.casus, tot=MORGEN)
    assert quiet(cast.noor) == [Casus.objects.get(pk=cast.casus.pk)]
    assert quiet(cast.sanne) == []


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
        (snooze_taak, {"tot": MORGEN, "reden": " "}, "reden"),
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


def test_the_same_queries_at_ten_and_at_ten_thousand(cast: Cast, inzage: Gebeurtenis) -> None:
    def queries() -> int:
        user = type(cast.noor).objects.get(pk=cast.noor.pk)
        with CaptureQueriesContext(connection) as found:
            now_mine(user), waiting(user), quiet(user)
        return len(found)

    bulk_create_taken(by=SYSTEEM, rijen=rows(cast, 60))
    few = queries()
    assert bulk_create_taken(by=SYSTEEM, rijen=rows(cast, 10_000)) == 10_000
    assert queries() == few <= 16
    found = now_mine(cast.noor)
    assert (len(found.taken), found.totaal) == (50, 10_060)
    assert Taak.history.count() == 10_060


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


def test_somebody_elses_task_does_not_exist(cast: Cast, als) -> None:
    taak, loose = task(cast), task(cast, casus=None)
    for user, status in ((cast.zeno, 404), (cast.bea, 403), (cast.noor, 302)):
        assert als(user).post(f"/taken/{taak.pk}/gedaan/").status_code == status
    assert als(cast.zeno).post(f"/taken/{loose.pk}/gedaan/").status_code == 404
    assert als(cast.sanne).post(f"/taken/{loose.pk}/gedaan/").status_code == 302
