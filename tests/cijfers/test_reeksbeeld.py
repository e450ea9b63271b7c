"""Up or down, and where a series breaks: only what can be compared is compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from keukentafel.cijfers.reeksbeeld import Punt, breaks_of, direction, draw_series, number, period


def year(number: int, value: int | None) -> Punt:
    return Punt(date(number, 1, 1), date(number, 12, 31), None if value is None else Decimal(value))


def day(text: str, value: int) -> Punt:
    return Punt(date.fromisoformat(text), date.fromisoformat(text), Decimal(value))


HALF = Punt(date(2018, 1, 1), date(2018, 6, 30), Decimal(60))


@pytest.mark.parametrize(
    ("punten", "woord", "reden"),
    [
        ([year(2015, 5), year(2016, 7)], "omhoog", ""),  # a leap year is a year
        ([year(2016, 7), year(2017, 5)], "omlaag", ""),
        ([year(2016, 7), year(2017, 7)], "gelijk", ""),
        ([year(2016, 7), year(2017, None)], "niet te zeggen", "waarde onbekend"),
        ([year(2016, None), year(2017, 7)], "niet te zeggen", "waarde onbekend"),
        ([year(2015, 7), year(2017, 9)], "niet te zeggen", "periode ontbreekt"),
        ([year(2017, 70), HALF], "niet te zeggen", "andere lengte van de periode"),
        ([year(2017, 70), year(2017, 71)], "niet te zeggen", "perioden overlappen"),
        ([year(2017, 70)], "niet te zeggen", "er is één waarde"),
        ([day("2017-01-01", 1), day("2018-01-01", 2)], "omhoog", ""),
    ],
)
def test_the_standing_question(punten: list[Punt], woord: str, reden: str) -> None:
    found = direction(punten)
    assert (found.woord, found.reden) == (woord, reden)


def test_a_missing_half_year_is_a_break_in_a_series_of_days() -> None:
    days = [day(text, 1) for text in ("2014-01-01", "2014-02-01", "2014-03-01", "2014-04-01", "2014-10-01")]
    assert breaks_of(days) == {4: "dag ontbreekt"}


def test_a_break_is_drawn_as_one_and_nothing_joins_over_it() -> None:
    whole = draw_series("t", "personen", [year(2014, 5), year(2015, 6), year(2016, 7)])
    broken = draw_series("t", "personen", [year(2014, 5), year(2016, 6), year(2017, 7)])
    assert whole is not None and broken is not None
    assert (whole.svg.count('class="verbinding"'), whole.svg.count('class="breuk"')) == (2, 0)
    assert (broken.svg.count('class="verbinding"'), broken.svg.count('class="breuk"')) == (1, 1)
    assert ("2016", "6", "periode ontbreekt") in broken.rijen
    assert draw_series("t", "personen", [year(2014, None)]) is None


def test_nought_is_a_value_and_unknown_is_not_drawn() -> None:
    drawing = draw_series("t", "euro", [year(2014, 0), year(2015, None)])
    assert drawing is not None and drawing.svg.count("<circle") == 1
    assert drawing.rijen == (("2014", "0", ""), ("2015", "onbekend", "waarde onbekend"))


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [("1250.5", "1.250,5"), ("-3", "-3"), ("0.250000", "0,25"), ("1000000", "1.000.000"), ("1E+2", "100")],
)
def test_a_number_reads_as_dutch(waarde: str, tekst: str) -> None:
    assert number(Decimal(waarde)) == tekst


@pytest.mark.parametrize(
    ("van", "tot", "tekst"),
    [
        ("2017-01-01", "2017-12-31", "2017"), ("2017-04-01", "2017-06-30", "2017 K2"),
        ("2017-02-01", "2017-02-28", "02-2017"), ("2017-02-01", "2017-02-01", "01-02-2017"),
        ("2017-07-01", "2018-06-30", "01-07-2017 tot 30-06-2018"),
    ],
)  # fmt: skip
def test_a_period_reads_as_short_as_can_be(van: str, tot: str, tekst: str) -> None:
    assert period(Punt(date.fromisoformat(van), date.fromisoformat(tot), None)) == tekst
