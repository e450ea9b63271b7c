"""What is frozen stays as it was known, and every figure that is different later is named, no more and no less."""

from __future__ import annotations

import copy
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.public import Bevrorenrapport, frozen_set
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.bevriezen import (
    Verschil,
    differences,
    freeze_reports,
    quarter,
    question_as_json,
    question_from_json,
)
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout
from tests.inzicht.pakketten import BEGIN, PEILDATUM, Maker, Tabellen, opname_of

KWARTAAL = Periode("2014-3", date(2014, 7, 1), date(2014, 9, 30))
VRAAG = Vraag(PEILDATUM, BEGIN, PEILDATUM, "", (KWARTAAL,), Maandregel.WEKEN433)


def frozen(motor: Motor, tabellen: Tabellen, *rapporten: str) -> list[Bevrorenrapport]:
    """These reports of these tables, frozen; every report when none is named."""
    motor.load(opname_of(tabellen))
    return freeze_reports(by=SYSTEEM, naam="2014-3", rapporten=rapporten or [*definities()], vraag=VRAAG, motor=motor)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, 3])
def test_the_same_data_is_no_difference(seed: int, motor: Motor) -> None:
    kept = frozen(motor, Maker(seed).make(), *definities())
    stored = frozen_set("2014-3")
    assert [one.rapport for one in stored] == [one.rapport for one in kept] == [*definities()]
    assert [one for bevroren in stored for one in differences(bevroren, motor)] == []


@pytest.mark.django_db
def test_one_case_that_was_typed_in_later_is_named_everywhere_it_counts(motor: Motor) -> None:
    before = Maker(0).make()
    kept = {one.rapport: one for one in frozen(motor, before, "aansluiting", "instroom", "buurt", "kenmerken")}
    after = copy.deepcopy(before)
    day = BEGIN.isoformat()
    after["casussen"].append({"id": "later", "huishouden": "h0", "persoon": "", "team": "t1", "aangemeld_op": day})
    motor.load(opname_of(after))
    n = len(before["casussen"])
    known = sum(row["aangemeld_op"] <= PEILDATUM.isoformat() for row in before["casussen"])
    assert n >= known > 0
    assert Verschil("aansluiting", "rijen", "casussen", "aantal", str(known), str(known + 1)) in differences(
        kept["aansluiting"], motor
    )
    (row,) = (one for one in differences(kept["instroom"], motor) if one.kolom == "aantal")
    assert (row.rij, int(row.nu or 0) - int(row.toen or 0)) == ("2014-3 · 2014-07-01 · 2014-08-14", 1)
    assert differences(kept["buurt"], motor) == []
    assert {one.tabel for one in differences(kept["kenmerken"], motor)} == {"envelop", "rijen"}


@pytest.mark.django_db
def test_rows_that_came_and_went_are_one_difference_each(motor: Motor) -> None:
    person = {"id": "p", "achternaam": "X", "geslacht": "man"}
    case = {"id": "c", "huishouden": "h", "persoon": "p", "team": "t1", "aangemeld_op": BEGIN.isoformat()}
    melding = {"id": "l", "ontvangen_op": BEGIN.isoformat(), "team": "t1", "kanaal": "telefoon"}
    tables: Tabellen = {"personen": [person], "casussen": [case], "meldingen": [melding]}
    (kept,) = frozen(motor, tables, "meldingen")
    motor.load(opname_of({**tables, "meldingen": [melding | {"kanaal": "loket"}]}))
    found = differences(kept, motor)
    assert [(one.rij, one.toen, one.nu) for one in found] == [
        ("kanaal · telefoon", "aantal 1, percentage 100.0", None),
        ("kanaal · loket", None, "aantal 1, percentage 100.0"),
    ]


@pytest.mark.django_db
def test_what_was_frozen_is_not_frozen_again_nor_changed_by_hand(motor: Motor) -> None:
    kept = frozen(motor, {"casussen": []}, "aansluiting", "buurt")
    with pytest.raises(Regelfout, match="al bevroren"):
        frozen(motor, {"casussen": []}, "buurt", "aansluiting")
    assert Bevrorenrapport.objects.count() == 2
    kept[1].change(antwoord={**kept[1].antwoord, "versie": 99})
    with pytest.raises(Regelfout, match="niet meer wat is vastgelegd"):
        frozen_set("2014-3")
    with pytest.raises(Regelfout, match="niets bevroren"):
        frozen_set("2014-4")


@pytest.mark.parametrize("vraag", [VRAAG, Vraag(PEILDATUM), Vraag(PEILDATUM, None, BEGIN, "t1")])
def test_a_question_comes_back_as_it_was(vraag: Vraag) -> None:
    assert question_from_json(question_as_json(vraag)) == vraag


@pytest.mark.parametrize("tekst", ["2018", "2018-5", "18-1", "2018-12", "0000-1", "2018-0", "2018-"])
def test_a_quarter_is_written_one_way(tekst: str) -> None:
    with pytest.raises(Vraagfout, match="2018-1"):
        quarter(tekst)


def test_quarters_join() -> None:
    assert [(quarter(f"2016-{k}").van, quarter(f"2016-{k}").tot) for k in (1, 4)] == [
        (date(2016, 1, 1), date(2016, 3, 31)), (date(2016, 10, 1), date(2016, 12, 31)),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("leeg")
def test_the_commands_freeze_compare_and_refuse() -> None:
    out = StringIO()
    call_command("freeze", "2018-1", "--rapport", "buurt", "--rapport", "instroom", stdout=out)
    assert "2 rapporten bevroren als 2018-1, peildatum 2018-03-31" in out.getvalue()
    for form, said in (("table", "Er is niets veranderd"), ("json", "[]"), ("csv", "rapport,tabel,rij,kolom,toen,nu")):
        out = StringIO()
        call_command("compare", "2018-1", "--format", form, stdout=out)
        assert said in out.getvalue()
    for wrong in (
        ("freeze", "2018-9"),
        ("freeze", "2018-1"),
        ("compare", "2017-1"),
        ("freeze", "2018-2", "--team", "x"),
    ):
        with pytest.raises(CommandError):
            call_command(*wrong, stdout=StringIO())
