"""Who reads the figures of meldingen beyond the team finds no small count, whatever he subtracts from what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.datums import past_spans
from keukentafel.core.onderdrukking import GRENS, Getoond, suppress_line
from keukentafel.inzicht.models import Publicatie
from keukentafel.meldingen import gemeentecijfers as cijfers_gemeente
from keukentafel.meldingen.cijferwoorden import KENMERK
from keukentafel.meldingen.gemeentecijfers import ADVIES, Lijnen, Tijdvak, facts_beyond, publish_span, tables_beyond
from keukentafel.meldingen.models import BuitenSysteemTelling, Melding
from keukentafel.meldingen.public import Meldinggegevens, Wachtcijfer, register_melding
from keukentafel.meldingen.selectors import (
    KENMERKEN,
    Doelgroep,
    Snelheid,
    Teruggekoppeld,
    combinations,
    feedback,
    totals,
)
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.core.test_onderdrukking import Attacker

Als = Callable[[Gebruiker], Client]
CIJFERS = reverse("meldingen:cijfers")
ELDERS = ("Uren voor initiatieven", "Antwoord aan professionals")  # no count of people, or held in `answers_hold`
SOORTEN, EINDEN = ("hulpvraag", "signaal", "initiatief"), ("informatie_advies", "casus", "onbekend")


@st.composite
def quarters(draw: st.DrawFn) -> Waar:
    """A quarter of random meldingen: some groups of a few or many that are alike, and what became of them."""
    values = st.tuples(
        st.sampled_from(SOORTEN), st.sampled_from(("telefoon", "loket", "brief")),
        st.sampled_from(("professional", "inwoner_zelf")), st.sampled_from(("enkelvoudig", "meervoudig")),
        st.sampled_from(EINDEN),
    )  # fmt: skip
    size = st.one_of(st.integers(1, 9), st.integers(10, 13), st.integers(1, 60))
    return quarter(draw, Counter(dict(draw(st.lists(st.tuples(values, size), max_size=9)))))


def quarter(draw: st.DrawFn, found: Counter[tuple[str, ...]]) -> Waar:
    """These meldingen, with subsets drawn from them."""

    def part(n: int) -> int:
        return draw(st.one_of(st.integers(0, n), st.integers(max(n - 9, 0), n), st.integers(0, min(n, 9))))

    n, asked = found.total(), totals(found, "melder_soort").get("professional", 0)
    advice = sum(aantal for values, aantal in found.items() if (values[0], values[4]) == ADVIES)
    heard, one, checks, reached = part(asked), part(advice), part(80), part(n)
    return Waar(
        tot=date(2026, 9, 30),
        combinaties=found,
        contact=Snelheid(reached, 3.0, 8),
        lijnen=lines(found, asked, heard, in_time := part(heard)),
        antwoord=Teruggekoppeld(asked, heard, in_time),
        antwoorddagen=Snelheid(heard, 2.0, 9),
        doelgroep=Doelgroep(checks, checks, part(checks), 0),
        diensten=positive(wijkkracht=one, onbekend=advice - one),
        wachtend=part(40),
        wachtcijfers=[Wachtcijfer("Start van hulp", "", [1] * part(30), part(30), part(3))],
        buiten_systeem=part(30),
        uren=Decimal("2"),
        opgeschaald=positive(via_huisarts=part(20), via_ander=part(20)),
    )  # fmt: skip


def lines(found: Mapping[tuple[str, ...], int], asked: int, heard: int, in_time: int) -> Lijnen:
    """What Inzicht tells of these meldingen, with the professionals split by whether they heard back."""
    who = {value: n for value, n in totals(found, "melder_soort").items() if value != "professional"}
    who |= {"binnen_14_dagen": in_time, "later": heard - in_time, "nog_niet": asked - heard}
    told = {kenmerk: suppress_line(totals(found, kenmerk))[1] for kenmerk in ("kanaal", "vraagtype", "afhandeling")}
    n, melder = suppress_line(who)
    return Lijnen(n, melder, told)


NIEMAND = Teruggekoppeld(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Waar(Tijdvak):
    """A span with what the page does not get to see: how many professionals there were and heard back."""

    antwoord: Teruggekoppeld = NIEMAND


def positive(**counts: int) -> dict[str, int]:
    """As a count per value comes from the database: a value that does not occur is not there."""
    return {value: aantal for value, aantal in counts.items() if aantal}


def told_in(text: str) -> int | None:
    """The count at the begin of a text of the page; None when none is told."""
    number = re.match(r"\d+", text)
    return int(number[0]) if number else None


def page(found: Waar) -> tuple[dict[str, str], dict[str, dict[str, int | None]]]:
    """What the page says of this quarter: the facts by name, and per table the counts by value."""
    facts = {feit.naam: str(feit.waarde) for feit in facts_beyond(found)}
    tables = tables_beyond(found, lambda _lijst, waarde, _op: waarde)
    return facts, {table.naam: {row[0].tekst: told_in(row[1].tekst) for row in table.rijen} for table in tables}


def line_holds(n: int, counts: dict[str, int], told: dict[str, int | None]) -> bool:
    """Whether the attacker finds nothing in one line that adds up to n."""
    known = {value: told.get(value) for value in counts}
    cells = {("", value): aantal for value, aantal in known.items()}
    kruis = {("", value): aantal for value, aantal in counts.items()}
    return Attacker(kruis, Getoond(n, {"": n}, known, cells)).narrowest() >= GRENS


def room_beside(counts: dict[str, int], text: str, n: int | None) -> bool:
    """Whether who reads a median over counts["in"] of n leaves those outside it a range of ten."""
    return "helft" not in text or (n is not None and counts["in"] >= GRENS and n - GRENS - 1 >= GRENS)


def kruis_holds(found: Waar, n: int, facts: dict[str, str], tables: dict[str, dict[str, int | None]]) -> bool:
    """Whether what it was, how it ended and the advice on questions open nothing together."""
    kinds, ends = totals(found.combinaties, "soort"), totals(found.combinaties, "afhandeling")
    kruis = {(kind, end): 0 for kind in kinds for end in ends}
    for values, aantal in found.combinaties.items():
        kruis[values[0], values[4]] += aantal
    cells: dict[tuple[str, str], int | None] = dict.fromkeys(kruis)
    if ADVIES in kruis:
        cells[ADVIES] = told_in(facts["Alleen informatie en advies"])
    rows, ended = tables[KENMERK["soort"]], tables[KENMERK["afhandeling"]]
    told = Getoond(n, {kind: rows.get(kind) for kind in kinds}, {end: ended.get(end) for end in ends}, cells)
    attacker = Attacker(kruis, told)
    attacker.low = dict.fromkeys(attacker.hidden, 0)  # a nought inside the table is not told by the page
    small = [key for key in attacker.hidden if 0 < kruis[key] < GRENS]
    room = [attacker.room(key, up=True) + attacker.room(key, up=False) for key in small]
    return all(found >= GRENS for found in room) and line_holds(n, kinds, rows) and line_holds(n, ends, ended)


def answers_hold(found: Waar, facts: dict[str, str]) -> bool:
    """Whether the sentence on answers opens neither those in time, nor those later, nor those without an answer."""
    text, given = facts["Antwoord aan professionals"], found.antwoord
    counts = {
        "tijdig": given.binnen_14_dagen,
        "later": given.gedaan - given.binnen_14_dagen,
        "niet": given.n - given.gedaan,
    }
    in_time, ever = re.search(r"(\d+) van \d+ binnen", text), re.search(r"(\d+) van \d+ in totaal", text)
    told: dict[str, int | None] = {
        "tijdig": int(in_time[1]) if in_time else None,
        "niet": given.n - int(ever[1]) if ever else None,
    }
    if in_time and ever:
        told["later"] = int(ever[1]) - int(in_time[1])
    nothing_small = all(aantal is None or aantal == 0 or aantal >= GRENS for aantal in told.values())
    said = bool(in_time or ever)
    return nothing_small and (not said or line_holds(given.n, counts, told))


def holds(found: Waar) -> bool:
    """Whether the page tells nothing small and nothing from which a small count is found."""
    facts, tables = page(found)
    n, total = told_in(facts["Binnengekomen"]), sum(found.combinaties.values())
    numbers = [aantal for line in tables.values() for aantal in line.values()]
    numbers += [
        told_in(facts[name]) for name in facts if name not in ("Uren voor initiatieven", "Antwoord aan professionals")
    ]
    if any(aantal is not None and 0 < aantal < GRENS for aantal in numbers):
        return False
    if n is None and any(aantal is not None for kenmerk in KENMERKEN for aantal in tables[KENMERK[kenmerk]].values()):
        return False
    group = re.search(r"(\d+) van (\d+) regiechecks", facts["Doelgroep"])
    fine = not group or all(part == 0 or part >= GRENS for part in (int(group[1]), int(group[2]) - int(group[1])))
    advice, prof = (
        told_in(facts["Alleen informatie en advies"]),
        tables.get(KENMERK["melder_soort"], {}).get("professional"),
    )
    fine = fine and room_beside({"in": found.contact.n}, facts["Eerste contact"], n)
    fine = fine and room_beside({"in": found.antwoord.gedaan}, facts["Tijd tot dat antwoord"], prof)
    fine = fine and answers_hold(found, facts)
    if n:
        assert n == total
        fine = fine and kruis_holds(found, n, facts, tables)
        for kenmerk in ("kanaal", "melder_soort", "vraagtype"):
            fine = fine and line_holds(n, totals(found.combinaties, kenmerk), tables[KENMERK[kenmerk]])
    done = tables.get("Wat het team deed bij een hulpvraag, zonder casus")
    return fine and (done is None or (advice is not None and line_holds(advice, dict(found.diensten), done)))


SAMEN = ("hulpvraag", "telefoon", "professional", "enkelvoudig", "informatie_advies")


def of(rows: dict[tuple[str, ...], int], **anders: object) -> Waar:
    """A span of these meldingen, in which nobody was reached or answered, but for what is given."""
    asked = sum(aantal for values, aantal in rows.items() if values[2] == "professional")
    advice = sum(aantal for values, aantal in rows.items() if (values[0], values[4]) == ADVIES)
    heard = anders.get("antwoord", Teruggekoppeld(asked, 0, 0))
    assert isinstance(heard, Teruggekoppeld)
    given: dict[str, object] = {
        "tot": date(2026, 9, 30), "combinaties": rows, "contact": Snelheid(0, None, None),
        "lijnen": lines(rows, heard.n, heard.gedaan, heard.binnen_14_dagen), "antwoord": heard,
        "antwoorddagen": Snelheid(0, None, None),
        "doelgroep": Doelgroep(0, 0, 0, 0), "diensten": positive(wijkkracht=advice), "wachtend": 0, "wachtcijfers": [],
        "buiten_systeem": 0, "uren": Decimal(0),
    }  # fmt: skip
    return Waar(**given | anders)  # type: ignore[arg-type]


ENKELE = of({SAMEN: 40, ("hulpvraag", "loket", "professional", "enkelvoudig", "informatie_advies"): 3})
ANDER_EINDE = of({SAMEN: 30, ("hulpvraag", "telefoon", "professional", "enkelvoudig", "casus"): 4,
                  ("signaal", "telefoon", "professional", "enkelvoudig", "casus"): 20})  # fmt: skip
BIJNA_ALLEN = of({SAMEN: 40}, antwoord=Teruggekoppeld(40, 36, 33), doelgroep=Doelgroep(40, 40, 37, 0))
DRIE_WEGEN = of({SAMEN: 40, (SAMEN[0], "loket", *SAMEN[2:]): 3, (SAMEN[0], "brief", *SAMEN[2:]): 5})
DRIE_DIENSTEN = of({SAMEN: 48}, diensten=positive(wijkkracht=40, onbekend=3, cursus=5))
NET_GENOEG = of({SAMEN: 13}, contact=Snelheid(11, 3.0, 8))


@settings(max_examples=150)
@given(quarters())
@example(ENKELE)
@example(DRIE_WEGEN)
@example(ANDER_EINDE)
@example(BIJNA_ALLEN)
@example(NET_GENOEG)
def test_nothing_small_is_found_on_the_page(found: Waar) -> None:
    assert holds(found)


def old_line(telling: Mapping[str, int]) -> tuple[int, dict[str, int | None]]:
    """The rule before: each small count hidden by itself, and the next smallest where there was one only."""
    hidden = [aantal for aantal in telling.values() if 0 < aantal < GRENS]
    limit = GRENS - 1
    if len(hidden) == 1:
        limit = min((aantal for aantal in telling.values() if aantal >= GRENS), default=limit)
    shown = {value: aantal if aantal == 0 or aantal > limit else None for value, aantal in telling.items()}
    return sum(telling.values()), shown if hidden else dict(telling)


def old_table(kruis: Mapping[tuple[str, str], int]) -> Getoond:
    """That rule for each axis and each cell by itself."""
    lines = [old_line({value: sum(n for key, n in kruis.items() if key[axis] == value) for value in names})[1]
             for axis, names in ((0, {key[0] for key in kruis}), (1, {key[1] for key in kruis}))]  # fmt: skip
    cells = {key: aantal if aantal == 0 or aantal >= GRENS else None for key, aantal in kruis.items()}
    return Getoond(sum(kruis.values()), lines[0], lines[1], cells)


def always(_aantal: int, n: int | None) -> bool:
    return n is not None and n >= GRENS


@pytest.mark.parametrize(
    ("name", "fault", "found"),
    [
        ("suppress_line", old_line, DRIE_DIENSTEN),
        ("suppress", old_table, ANDER_EINDE),
        ("tells_pair", always, BIJNA_ALLEN),
        ("tells_middle", always, NET_GENOEG),
    ],
)
def test_the_attacker_sees_the_old_rule(name: str, fault: object, found: Waar, monkeypatch: pytest.MonkeyPatch) -> None:
    assert holds(found)
    monkeypatch.setattr(cijfers_gemeente, name, fault)
    assert not holds(found)


def test_most_of_a_large_quarter_is_told() -> None:
    facts, tables = page(of({SAMEN: 120, ("signaal", "loket", "inwoner_zelf", "meervoudig", "casus"): 40},
                            contact=Snelheid(150, 3.5, 8), antwoord=Teruggekoppeld(120, 100, 80),
                            antwoorddagen=Snelheid(100, 2.0, 9), doelgroep=Doelgroep(60, 60, 30, 0)))  # fmt: skip
    assert facts["Binnengekomen"] == "160 meldingen" and facts["Alleen informatie en advies"] == "120"
    assert facts["Eerste contact"] == "de helft binnen 3,5 dagen, 80% binnen 8"
    assert facts["Antwoord aan professionals"] == "80 van 120 binnen 14 dagen, 100 van 120 in totaal"
    assert facts["Doelgroep"] == "30 van 60 regiechecks (50%)"
    assert tables["Wat het was"] == {"hulpvraag": 120, "signaal": 40}


SPAN = past_spans(date.today(), 1, 6)[0]


def publish_half_year(span: tuple[date, date] = SPAN) -> None:
    """Keep what may be told of this half year, as the command does."""
    van, tot = span
    found, heard = combinations(tot, van), feedback(tot, van)
    line = lines(found, heard.n, heard.gedaan, heard.binnen_14_dagen)
    page = publish_span(van, tot, line, nu=True)
    Publicatie.objects.create(van=van, tot=tot, gemaakt_op=timezone.now(), verteld={}, meldingen=page)


@pytest.fixture
def meldingen(cast: Cast) -> list[Melding]:
    """Twenty-two meldingen of the last half year at Team Noord: one of them a signal, three of them at the desk."""
    since = SPAN[0]
    made = [
        register_melding(
            by=SYSTEEM,
            gegevens=Meldinggegevens(
                "Vraagt hulp", wie_naam="Jan", team=cast.noord, ontvangen_op=since + timedelta(days=number)
            ),
        )
        for number in range(22)
    ]
    Melding.objects.filter(pk__in=[one.pk for one in made]).update(kanaal="telefoon", vraagtype="enkelvoudig")
    Melding.objects.filter(pk__in=[one.pk for one in made[:3]]).update(kanaal="loket")
    BuitenSysteemTelling.objects.create(team=cast.noord, maand=since, aantal=4)
    publish_half_year()
    return made


def told_by(client: Client, **vraag: str) -> tuple[str, dict[str, str], dict[str, dict[str, str]]]:
    """The page, its facts and its tables as they stand there."""
    answer = client.get(CIJFERS, vraag)
    tables = {one.naam: {row[0].tekst: row[1].tekst for row in one.rijen} for one in answer.context["tabellen"]}
    return answer.content.decode(), {one.naam: one.waarde for one in answer.context["feiten"]}, tables


def test_an_analyst_reads_published_spans_of_the_municipality(cast: Cast, als: Als, meldingen: list[Melding]) -> None:
    client = als(cast.ana)
    html, facts, tables = told_by(client)
    assert facts["Binnengekomen"] == "22 meldingen" and facts["Buiten het systeem"] == "niet getoond"
    assert set(tables["Hoe het binnenkwam"].values()) == {"niet getoond"}
    assert 'name="tijdvak"' in html and not any(f'name="{name}"' in html for name in ("team", "van", "tot"))
    with CaptureQueriesContext(connection) as asked:
        client.get(CIJFERS)
    assert len(asked) <= 25


def test_another_team_or_days_of_his_own_give_the_same_numbers(cast: Cast, als: Als, meldingen: list[Melding]) -> None:
    client = als(cast.ana)
    _html, facts, tables = told_by(client)
    wrong = {"team": str(cast.noord.pk), "van": meldingen[3].ontvangen_op.isoformat(), "tot": "2020-01-01"}
    for name, value in wrong.items():
        html, *numbers = told_by(client, **{name: value})
        assert "over een heel tijdvak" in html and numbers == [facts, tables]
    for value in (f"{date.today():%Y-%m}", "2020-9", "x", "1999-01"):
        html, *numbers = told_by(client, tijdvak=value)
        assert "Kies een tijdvak uit de lijst" in html and numbers == [facts, tables]


def test_another_span_is_another_answer(cast: Cast, als: Als, meldingen: list[Melding]) -> None:
    before = past_spans(date.today(), 2, 6)[1]
    publish_half_year(before)
    _html, facts, tables = told_by(als(cast.ana), tijdvak=f"{before[0]:%Y-%m}")
    assert facts["Binnengekomen"] == "0 meldingen" and facts["Buiten het systeem"] == "0" and not tables


def test_what_is_entered_late_changes_no_published_span(cast: Cast, als: Als, meldingen: list[Melding]) -> None:
    before = told_by(als(cast.ana))[1:]
    late = Meldinggegevens("Laat ingevoerd", wie_naam="Jan", team=cast.noord, ontvangen_op=SPAN[1])
    register_melding(by=SYSTEEM, gegevens=late)
    assert told_by(als(cast.ana))[1:] == before


def test_before_anything_was_published_the_page_says_so(cast: Cast, als: Als) -> None:
    html, facts, tables = told_by(als(cast.ana))
    assert "Er is nog niets vastgesteld" in html and not facts and not tables


def test_a_team_lead_reads_exact_numbers_over_any_days(cast: Cast, als: Als, meldingen: list[Melding]) -> None:
    since = meldingen[0].ontvangen_op
    days = {"van": since.isoformat(), "tot": (since + timedelta(days=3)).isoformat()}
    _html, facts, tables = told_by(als(cast.tom), **days)
    assert facts["Binnengekomen"] == "4 meldingen"
    assert sorted(tables["Hoe het binnenkwam"].values()) == ["1", "3"]
