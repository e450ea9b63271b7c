"""Patterns: what is called more or less than elsewhere, and inhabitants from the imported series."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from keukentafel.inzicht.figuren.patronen import GEWOON, MEER, MINDER, ONBEKEND, Plek, compare
from keukentafel.inzicht.momentopname import REEKSPUNTEN
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.toeval import poisson_below
from keukentafel.inzicht.vraag import Vraag
from tests.inzicht.pakketten import opname_of

DAG = date(2014, 8, 31)


def places(*counts: int | None, inwoners: int | None = 1000) -> list[Plek]:
    """One domain in as many areas, each with so many inhabitants."""
    return [Plek("ADL", f"G{n}", aantal, inwoners, None) for n, aantal in enumerate(counts)]


def test_a_clear_difference_is_called_and_noise_is_not() -> None:
    assert compare(places(60, 20, 20)) == [MEER, MINDER, MINDER]
    assert compare(places(22, 20, 25)) == [GEWOON] * 3
    assert compare(places(60, None, 20))[1] == ONBEKEND
    assert compare(places(60, 20, inwoners=None)) == [ONBEKEND] * 2 and compare(places(60)) == [ONBEKEND]


def test_noise_is_rarely_called_a_difference() -> None:
    """A hundred municipalities in which nothing differs: at most a few get even one call, whatever they look at."""
    random, steps = Random(7), [poisson_below(k, 20) for k in range(60)]
    called = 0
    for _ in range(100):
        draws = [sum(random.random() > step for step in steps) for _area in range(8)]
        called += any(word in (MEER, MINDER) for word in compare(places(*draws)))
    assert called <= 10


@pytest.mark.django_db
def test_inhabitants_come_from_the_series_as_they_were_on_the_day(motor: Motor) -> None:
    point = {"reeks": "inwoners", "onderwerp": "bevolking", "naam": "Inwoners", "eenheid": "personen", "bron": "x"}
    motor.load(opname_of({
        "teams": [{"id": "t1", "naam": "Noord"}],
        "gebieden": [{"code": "G1", "naam": "G1", "inwoners": "1"}, {"code": "G2", "naam": "G2", "inwoners": "500"}],
        "personen": [{"id": f"p{n}", "gebied": f"G{n}"} for n in (1, 2)],
        "casussen": [{"id": f"c{n}", "persoon": f"p{n}", "team": "t1", "aangemeld_op": "2014-02-01"} for n in (1, 2)],
        "metingen": [{"id": f"m{n}", "casus": f"c{n}", "persoon": f"p{n}", "instrument": "zrm2013", "moment": "start",
                      "datum": "2014-02-02"} for n in (1, 2)],
        "scores": [{"meting": f"m{n}", "domein": "adl", "niveau": "2"} for n in (1, 2)],
        REEKSPUNTEN: [
            {**point, "gebied": "G1", "van": van, "tot": van, "uitsplitsing": split, "waarde": waarde}
            for van, split, waarde in (("2013-01-01", "", "900"), ("2014-01-01", "", "1000"), ("2015-01-01", "", "5"),
                                       ("2014-02-01", "vrouw", "7"))
        ],
    }))  # fmt: skip
    rows = make_report("patronen", Vraag(DAG), motor).as_dict()["rijen"]
    assert [(row["gebied"], row["aantal"], row["per_1000"]) for row in rows] == [("G1", 1, 1.0), ("G2", 1, 2.0)]
