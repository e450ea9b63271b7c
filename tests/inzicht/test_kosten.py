"""Costs: each road to an amount by hand, unknown never nought, and the price list that comes in whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.cijfers.models import Productprijs
from keukentafel.cijfers.prijzen import to_cents
from keukentafel.inzicht.kosten import Post, Prijs, cost_within, half_up, runs_within, sum_known, take_turns
from keukentafel.inzicht.kostenbron import INZETKOSTEN, PRIJZEN, VOORZIENINGEN
from keukentafel.inzicht.momentopname import from_product
from keukentafel.plannen.models import Inzet
from keukentafel.referentielijsten.public import all_choices
from keukentafel.uitwisseling.public import Sleutelbos
from keukentafel.voorzieningen.models import Aanvraag
from tests.cast import Cast
from tests.plannen.voorbeelden import PLANNEN

JAN, FEB, MRT, DEC = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 12, 31)
UUR = {"A": [Prijs("04", 6000, JAN, date(2026, 1, 31)), Prijs("04", 6600, FEB, None)]}


def post(**known: object) -> Post:
    return Post("c1", "t1", "wmo", "maatwerk", "A", JAN, **{"tot": None, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "cents"),
    [
        ({"omvang": Decimal(7), "eenheid": "04", "frequentie": "2"}, 31 * 6000 + 28 * 6600),  # 7 hours a week: 1 a day
        ({"omvang": Decimal(60), "eenheid": "01", "frequentie": "1"}, 31 * 6000 + 28 * 6600),  # 60 minutes a day
        ({"omvang": Decimal(2), "eenheid": "04", "frequentie": "4"}, 2 * 6000 + 2 * 6600),  # 2 hours a month
        ({"omvang": Decimal("12.34"), "eenheid": "83", "frequentie": "4"}, 2468),  # euro's need no price
        ({"omvang": Decimal(59), "eenheid": "83", "frequentie": "6", "tot": date(2026, 4, 28)}, 2950),  # half of it
        ({"jaar_cent": 36500}, 5900), ({"totaal_cent": 100, "tot": date(2026, 2, 28)}, 100),
        ({"totaal_cent": 100}, None), ({}, None), ({"omvang": Decimal(1), "eenheid": "82", "frequentie": "1"}, None),
        ({"omvang": Decimal(1), "eenheid": "04", "frequentie": "6"}, None), ({"jaar_cent": 0}, 0),
    ],
)  # fmt: skip
def test_each_road_to_an_amount(known: dict[str, object], cents: int | None) -> None:
    assert cost_within(post(**known), None, date(2026, 2, 28), UUR) == cents


def test_a_day_without_a_price_makes_it_unknown_and_the_next_road_is_taken() -> None:
    gap = {"A": [Prijs("04", 6000, JAN, date(2026, 1, 30)), Prijs("04", 6600, FEB, None)]}
    volume = {"omvang": Decimal(1), "eenheid": "04", "frequentie": "1"}
    assert cost_within(post(**volume), None, DEC, gap) is None
    assert cost_within(post(**volume, jaar_cent=36500), JAN, JAN + timedelta(364), gap) == 36500
    plan = post(jaar_cent=73000)
    assert cost_within(post(**volume, tot=FEB, anders=plan), None, DEC, gap) == 32 * 200


def test_two_provisions_of_one_item_count_its_amount_once_a_day() -> None:
    """The second begins before the first ends; the one in March asks nothing of the item, for it has a price."""
    item = post(jaar_cent=36500)  # 100 cents a day
    spans = [(FEB, date(2026, 3, 10), {}), (JAN, date(2026, 2, 10), {}), (MRT, DEC, {"jaar_cent": 73000})]
    asked = [(replace(post(anders=item, tot=tot, **known), van=van), "i1", str(n))
             for n, (van, tot, known) in enumerate(spans)]  # fmt: skip
    second, first, priced = (cost_within(one, None, DEC, {}) for one in take_turns(asked))
    assert (first, second, priced) == (41 * 100, 28 * 100, 306 * 200)
    alone = cost_within(asked[0][0], None, DEC, {})
    assert alone == 38 * 100  # what it was counted as before, ten days of it twice
    inside = take_turns([asked[1], (replace(asked[1][0], tot=JAN), "i1", "9")])[1]
    assert cost_within(inside, None, DEC, {}) == 0  # its days are told with the other: nought, not unknown
    assert take_turns([(one, None, key) for one, _item, key in asked]) == [one for one, _item, _key in asked]


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5), st.integers(0, 10**6))
def test_provisions_of_one_item_never_cost_more_than_the_item_on_the_days_that_one_runs(
    spans: list[tuple[int, int]], cents: int
) -> None:
    item = post(jaar_cent=cents * 365)
    asked = [(replace(post(anders=item, tot=JAN + timedelta(van + more)), van=JAN + timedelta(van)), "i1", str(n))
             for n, (van, more) in enumerate(spans)]  # fmt: skip
    covered = {van + n for van, more in spans for n in range(more + 1)}
    assert sum(cost_within(one, None, DEC, {}) or 0 for one in take_turns(asked)) == len(covered) * cents


def test_outside_its_days_it_does_not_run_and_has_no_amount() -> None:
    short = post(tot=FEB, jaar_cent=36500)
    assert runs_within(short, FEB, DEC) and not runs_within(short, MRT, DEC) and not runs_within(short, None, date.min)
    assert cost_within(short, MRT, DEC, {}) is None


@given(st.lists(st.none() | st.integers(0, 10**9)))
def test_known_and_unknown_are_counted_apart(amounts: list[int | None]) -> None:
    known, unknown, total = sum_known(amounts)
    assert known + unknown == len(amounts) and unknown == amounts.count(None)
    assert total == (sum(one or 0 for one in amounts) if known else None)


@given(st.integers(0, 400), st.integers(0, 10**8))
def test_two_stretches_of_days_cost_what_the_whole_costs(cut: int, cents: int) -> None:
    """But for the rounding of each to a cent."""
    item, day = post(jaar_cent=cents), JAN + timedelta(cut)
    parts = cost_within(item, None, day, {}), cost_within(item, day + timedelta(1), DEC + timedelta(400), {})
    whole = cost_within(item, None, DEC + timedelta(400), {})
    assert whole is not None and None not in parts
    assert abs(sum(one or 0 for one in parts) - whole) <= 1


def test_half_a_cent_goes_up() -> None:
    from fractions import Fraction

    assert [half_up(Fraction(n, 2)) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("61.5", 6150), ("0", 0), ("61.555", None), ("1,50", None), ("-1", None), (".5", None), ("1.", None),
     ("9" * 12, None)],
)  # fmt: skip
def test_an_amount_is_read_as_whole_cents(text: str, cents: int | None) -> None:
    assert to_cents(text) == cents


def write(pad: Path, *rows: str) -> str:
    pad.write_text("\n".join(("product,eenheid,bedrag,van,tot,bron", *rows, "")), encoding="utf-8")
    return str(pad)


def test_the_price_list_comes_in_whole_or_not_at_all(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = [code for code, _naam in all_choices("product")][:2]
    good = write(tmp_path / "a.csv", f"{one},04,61.50,2026-01-01,2026-06-30,Raad", f"{one},04,63,2026-07-01,,Raad")
    call_command("prijzen", good)
    assert list(Productprijs.objects.values_list("cent", "tot")) == [(6150, date(2026, 6, 30)), (6300, None)]
    call_command("prijzen", good, "--dry-run")
    bad = write(
        tmp_path / "b.csv", f"{two},04,1.5,2026-01-01,,x", f"{two},04,2,2026-05-01,,x", "weg,99,1,gisteren,,",
        f"{two},01,1,2026-02-01,2026-01-01,x", f"{two},01,veel,2026-01-01,,x", "kort",
    )  # fmt: skip
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("prijzen", bad)
    said = capsys.readouterr().err
    for rule in ("dubbel", "codelijst", "datum", "verplicht", "datumvolgorde", "getal", "kolommen"):
        assert rule in said, said
    with pytest.raises(CommandError, match="1 fouten"):
        call_command("prijzen", write(tmp_path / "leeg.csv"))
    assert Productprijs.objects.count() == 2


def test_what_the_product_holds_becomes_the_tables_of_costs(cast: Cast) -> None:
    inzet = Inzet.objects.get(pk=PLANNEN["inzet_id"](cast))
    Inzet.objects.filter(pk=inzet.pk).update(kosten=Decimal("365.25"))
    Productprijs.objects.create(product="A", eenheid="04", cent=1, van=JAN, bron="x")
    for status, day in (("concept", None), ("afgewezen", JAN), ("gestart", JAN), ("ingetrokken", JAN)):
        Aanvraag.objects.create(
            nummer=status[:9], casus=cast.casus, persoon=cast.mieke, wet="wmo", status=status, ingediend_op=day,
            besluit_op=day if status != "ingetrokken" else None, kosten=Decimal(1),
        )  # fmt: skip
    opname, sleutels = from_product(), Sleutelbos()
    (row,) = [r for r in opname.table(INZETKOSTEN).to_pylist() if r["inzet"] == sleutels.of("inzet", inzet.pk)]
    assert row == {"inzet": row["inzet"], "wet": "algemeen", "jaar_cent": 36525}
    outcomes = sorted(r["uitslag"] for r in opname.table(VOORZIENINGEN).to_pylist())
    assert outcomes == [
        "afgewezen",
        "ingetrokken",
        "toegekend",
    ]
    assert opname.table(PRIJZEN).to_pylist() == [{"product": "A", "eenheid": "04", "cent": 1, "van": JAN, "tot": None}]
