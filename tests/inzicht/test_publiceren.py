"""What leaves the teams has one calendar: nothing is found by subtracting one published span from another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils import timezone
from pytest_django import Settings

from keukentafel.core.datums import past_spans
from keukentafel.core.onderdrukking import GRENS
from keukentafel.inzicht import publiceren
from keukentafel.inzicht.figuren.blik import GEMEENTE
from keukentafel.inzicht.models import Publicatie
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.publiceren import Span, make_publication, open_spans, told_again
from keukentafel.meldingen.public import PUBLICATIES
from tests.inzicht.pakketten import Tabellen, opname_of

pytestmark = pytest.mark.django_db
VANDAAG = date(2015, 1, 10)
KWARTALEN = past_spans(VANDAAG, 4, 3)
JAAR = past_spans(VANDAAG, 1, 12)[0]
#: Meldingen per quarter and channel: in one of them four at the desk, which hides the desk and the next smallest.
GEWOON = {"telefoon": 30, "loket": 12, "huisbezoek": 14}
AANTALLEN = (GEWOON, GEWOON, GEWOON | {"loket": 4}, GEWOON)


def tables() -> Tabellen:
    """A municipality with one team and these meldingen."""
    rows = [
        {"id": f"l{quarter}{kanaal}{n}", "ontvangen_op": (van + timedelta(n)).isoformat(), "team": "t1",
         "soort": "hulpvraag", "kanaal": kanaal, "melder_soort": "inwoner_zelf", "vraagtype": "enkelvoudig"}
        for quarter, ((van, _tot), counts) in enumerate(zip(KWARTALEN, AANTALLEN, strict=True))
        for kanaal, aantal in counts.items() for n in range(aantal)
    ]  # fmt: skip
    return {"teams": [{"id": "t1", "naam": "Noord"}], "meldingen": rows}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, motor: Motor) -> Motor:
    """The engine with these meldingen; of the reports only theirs."""
    monkeypatch.setattr(publiceren, "RAPPORTEN", ("meldingen",))
    motor.load(opname_of(tables()))
    return motor


def told_on_both_pages(made: list[Publicatie]) -> dict[tuple[str, str], dict[Span, int]]:
    """Every count that is told per feature and value: on the screens of Inzicht, and on the page of meldingen."""
    found: dict[tuple[str, str], dict[Span, int]] = {}
    for one in made:
        for naam, seen in told_again(one)[GEMEENTE].verdelingen.items():
            for value, aantal in seen.aantallen.items():
                if aantal is not None:
                    found.setdefault((naam, value), {})[one.van, one.tot] = aantal
        for naam, rows in one.meldingen["tabellen"]:
            for words, text in rows:
                if text.isdigit():
                    found.setdefault((naam, words), {})[one.van, one.tot] = int(text)
    return found


def found_by_subtraction(made: list[Publicatie]) -> list[tuple[str, str, int]]:
    """What an attacker finds who takes told spans from a told span that holds them: each small count that is left."""
    found = []
    for (naam, value), told in told_on_both_pages(made).items():
        for (van, tot), whole in told.items():
            inside = {span: n for span, n in told.items() if span != (van, tot) and van <= span[0] and span[1] <= tot}
            for size in range(1, len(inside) + 1):
                for parts in combinations(inside, size):
                    left = whole - sum(inside[span] for span in parts)
                    apart = all(a[1] < b[0] or b[1] < a[0] for a, b in combinations(parts, 2))
                    if apart and 0 < left < GRENS:
                        found.append((naam, value, left))
    return found


def publish(spans: list[Span], motor: Motor) -> list[Publicatie]:
    """Make these publications; returns what was told."""
    return [make_publication(span, (GEMEENTE, "t1"), motor, nu=False)[0] for span in spans]


def test_nothing_is_found_over_both_pages_of_a_year(few: Motor, settings: Settings) -> None:
    settings.PUBLICATIE_MAANDEN = 3
    made = publish(open_spans(VANDAAG), few)
    assert len(made) >= 4 and found_by_subtraction(made) == []
    Publicatie.objects.bulk_create(made)
    settings.PUBLICATIE_MAANDEN = 12
    assert not any(van.year == 2014 for van, _tot in open_spans(VANDAAG))  # the year would hold its quarters


def test_planted_the_twelve_months_beside_their_quarters_tell_what_one_of_them_hides(few: Motor) -> None:
    found = found_by_subtraction(publish([*KWARTALEN, JAAR], few))
    assert ("kanaal", "loket", 4) in found


def test_both_pages_tell_the_same_lines(few: Motor) -> None:
    (made,) = publish([KWARTALEN[0]], few)
    page = dict(made.meldingen["tabellen"])
    assert page["Hoe het binnenkwam"][1:] == [["Loket of balie", "12"], ["Telefoon", "30"]]
    assert made.meldingen["feiten"][0][:2] == ["Binnengekomen", "56 meldingen"]
    made.save()
    load = PUBLICATIES["inzicht"]
    assert load()[made.van, made.tot] == made.meldingen


def test_a_published_span_stays_and_an_empty_one_may_come_again(settings: Settings) -> None:
    settings.PUBLICATIE_MAANDEN = 6
    (first, second, third) = open_spans(VANDAAG)
    assert third == (date(2014, 7, 1), date(2014, 12, 31)) and first < second < third
    for (van, tot), leeg in ((second, True), (third, False)):
        Publicatie.objects.create(van=van, tot=tot, gemaakt_op=timezone.now(), verteld={}, meldingen={}, leeg=leeg)
    assert open_spans(VANDAAG) == [first, second]


def test_a_year_earlier_is_as_it_was_told_then(few: Motor) -> None:
    (van, tot) = KWARTALEN[0]
    before = Publicatie.objects.create(
        van=van.replace(year=2013), tot=tot.replace(year=2013), gemaakt_op=timezone.now(), meldingen={},
        verteld={GEMEENTE: {"verdelingen": {"kanaal": [50, {"telefoon": 50}]}, "duren": {"contact": [2.0, 5]}}},
    )  # fmt: skip
    made, views = make_publication((van, tot), (GEMEENTE, "t1"), few, nu=True)
    assert views[GEMEENTE].before("kanaal").of("telefoon") == 50 and not made.leeg
    earlier = views[GEMEENTE].vorig
    assert earlier is not None and earlier.duren == {"contact": (2.0, 5)} and before.pk
