"""Each report against the slow reference, on random small packages: with and without a period, a team, both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.rekenen import Maandregel
from keukentafel.inzicht.vraag import Periode, Vraag
from tests.inzicht import naslag, naslag_gebied, naslag_kosten, naslag_plan
from tests.inzicht.pakketten import BEGIN, PEILDATUM, Maker, opname_of

NASLAG = {**naslag.EERSTE, **naslag_plan.TWEEDE, **naslag_gebied.DERDE, **naslag_kosten.VIERDE}
PERIODEN = (
    ("lente", "2014-03-01", "2014-06-30"),
    ("nu", "2014-08-01", "2014-12-31"),
    ("straks", "2014-09-01", "2014-09-30"),
)
VRAGEN = (
    naslag.Vraag(PEILDATUM.isoformat(), perioden=PERIODEN),
    naslag.Vraag(PEILDATUM.isoformat(), BEGIN.isoformat(), "2014-08-31", perioden=PERIODEN, maandregel="weken433"),
    naslag.Vraag(PEILDATUM.isoformat(), team="t1", perioden=PERIODEN, maandregel="dagen30"),
    naslag.Vraag("2014-07-20", BEGIN.isoformat(), "2014-07-20", "t2", PERIODEN),
)


def real(v: naslag.Vraag) -> Vraag:
    """The same question to the product."""
    return Vraag(
        date.fromisoformat(v.p),
        date.fromisoformat(v.van) if v.van else None,
        date.fromisoformat(v.tot) if v.tot else None,
        v.team,
        tuple(Periode(naam, date.fromisoformat(van), date.fromisoformat(tot)) for naam, van, tot in v.perioden),
        Maandregel(v.maandregel),
    )


def bare(rows: Any) -> Any:
    """Rows without their order, and without those that count nothing: they may be left out."""
    if isinstance(rows, dict):
        return rows
    kept = [row for row in rows if row.get("aantal", 1) != 0]
    return sorted(kept, key=lambda row: [(value is None, str(value)) for value in row.values()])


def test_there_is_a_reference_for_every_report() -> None:
    assert set(NASLAG) == set(definities())


@pytest.mark.django_db  # the weights of the caseload
@pytest.mark.parametrize("seed", range(8))
def test_reports_say_what_the_reference_says(seed: int, motor: Motor) -> None:
    tabellen, v = Maker(seed).make(), VRAGEN[seed % len(VRAGEN)]
    motor.load(opname_of(tabellen))
    for naam, reference in NASLAG.items():
        expected, found = reference(tabellen, v), make_report(naam, real(v), motor).as_dict()
        where = f"{naam}, seed {seed}, {v}"
        assert found["populatie"]["n"] == expected.pop("n"), where
        assert found["populatie"]["ontbrekend"] == expected.pop("ontbrekend"), where
        for table, rows in expected.items():
            assert bare(found[table]) == bare(rows), f"{where}: {table}"
