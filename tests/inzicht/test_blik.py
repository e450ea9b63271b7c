"""What policy sees of real reports: true, never small, and not to be found by subtracting team by team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from keukentafel.core.onderdrukking import GRENS, Getoond
from keukentafel.inzicht.figuren import blik as module
from keukentafel.inzicht.figuren.blik import GEMEENTE, Blik, _by_area, exact_view, views_beyond
from keukentafel.inzicht.figuren.verdelingen import LEZERS, Telling, coarse, coarse_area, partitions_of, population_of
from keukentafel.inzicht.figuren.vragen import VRAGEN, build_figures
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vraag import Vraag
from tests.core.test_onderdrukking import Attacker
from tests.inzicht.pakketten import PEILDATUM, TEAMS, Maker, Tabellen, opname_of

pytestmark = pytest.mark.django_db  # names of codes, weights of the caseload
RAPPORTEN = (*LEZERS, "instroom_per_maand", "formatie", "gebieden")
Uitkomsten = dict[str, dict[str, Any]]


def larger(seed: int) -> Tabellen:
    """Some packages of one municipality together: enough people to tell something of."""
    whole = Maker(seed).make()
    for part in range(1, 6):
        for naam, rows in Maker(seed * 100 + part).make().items():
            whole[naam] += [{key: _apart(key, value, part) for key, value in row.items()} for row in rows]
    for naam in ("teams", "medewerkers"):
        whole[naam] = [row for row in whole[naam] if "-" not in row["id"]]
    return whole


def _apart(kolom: str, value: str, part: int) -> str:
    refers = (
        "id",
        "persoon",
        "huishouden",
        "casus",
        "plan",
        "meting",
        "vraag",
        "aanbod",
        "doel",
        "melding",
        "medewerker",
    )
    return f"{value}-{part}" if kolom in refers and value else value


def outcomes(motor: Motor, team: str) -> Uitkomsten:
    """The envelopes that the figures are made of, over ninety days."""
    found = {}
    for naam in RAPPORTEN:
        if naam not in definities():
            continue
        ask = definities()[naam]
        period = {"van": date(2014, 6, 1), "tot": PEILDATUM} if ask.met_periode else {}
        found[naam] = make_report(naam, Vraag(PEILDATUM, team=team if ask.met_team else "", **period), motor).as_dict()
    return found


MADE: dict[int, dict[str, Uitkomsten]] = {}  # making one takes seconds, and nobody changes it


@pytest.fixture(params=range(2))
def scopes(request: pytest.FixtureRequest, motor: Motor) -> dict[str, Uitkomsten]:
    """One municipality: the outcomes of all together and of each team."""
    seed: int = request.param
    if seed not in MADE:
        motor.load(opname_of(larger(seed)))
        MADE[seed] = {team: outcomes(motor, team) for team in (GEMEENTE, *TEAMS)}
    return MADE[seed]


def told_and_true(
    views: Mapping[str, Blik], scopes: Mapping[str, Uitkomsten], naam: str
) -> tuple[Telling, Getoond] | None:
    """The true table of one partition, and what is told of it as an attacker reads it."""
    counts = {team: coarse(naam, partitions_of(scopes[team]).get(naam, {})) or {} for team in TEAMS}
    if not any(naam in views[team].verdelingen for team in TEAMS):
        return None
    values = sorted({value for telling in counts.values() for value in telling})
    kruis = {(team, value): counts[team].get(value, 0) for team in TEAMS for value in values}
    whole = views[GEMEENTE].of(naam)
    seen = {team: views[team].of(naam) for team in TEAMS}
    told = Getoond(
        whole.n,
        {team: seen[team].n for team in TEAMS},
        {value: whole.aantallen.get(value, 0) for value in values},
        {(team, value): seen[team].aantallen.get(value, 0) for team in TEAMS for value in values},
    )
    return kruis, told


def attack(scopes: dict[str, Uitkomsten]) -> int:
    """Attack every partition; returns how many tables of teams were attacked. Raises AssertionError when one falls."""
    views, attacked = views_beyond(scopes), 0
    for naam in {n for view in views.values() for n in view.verdelingen}:
        for view in views.values():
            seen = view.of(naam)
            assert all(n is None or n == 0 or n >= GRENS for n in (seen.n, *seen.aantallen.values())), naam
        table = told_and_true(views, scopes, naam)
        if table is not None and table[1].n is not None:
            attacked += 1
            assert Attacker(*table).narrowest() >= GRENS, naam
    return attacked


def test_policy_finds_nothing_small_in_any_report(scopes: dict[str, Uitkomsten]) -> None:
    assert attack(scopes) > 10


def attack_areas(scopes: dict[str, Uitkomsten]) -> int:
    """Attack every domain by area; returns how many were. Raises AssertionError when one falls."""
    views, attacked = views_beyond(scopes), 0
    true = partitions_of(scopes[GEMEENTE])
    whole = views[GEMEENTE]
    for naam in (naam for naam in whole.verdelingen if naam.startswith("start/")):
        kind = naam.removeprefix("start/")
        areas = [key.removeprefix(f"patroon/{kind}/") for key in true if key.startswith(f"patroon/{kind}/")]
        counts = {area: coarse_area(f"patroon/{kind}/{area}", true[f"patroon/{kind}/{area}"]) for area in areas}
        kruis = {(area, value): n for area in areas for value, n in counts[area].items()}
        seen = {area: whole.of(f"patroon/{kind}/{area}") for area in areas}
        cells = {key: seen[key[0]].aantallen[key[1]] for key in kruis}
        told = Getoond(whole.of(naam).n, {area: seen[area].n for area in areas}, whole.of(naam).aantallen, cells)
        assert all(n is None or n == 0 or n >= GRENS for n in cells.values()), naam
        if told.n is not None:
            attacked += 1
            assert Attacker(kruis, told).narrowest() >= GRENS, naam
    codes = [naam.removeprefix("stapeling/") for naam in whole.verdelingen if naam.startswith("stapeling/")]
    stacked = {code: coarse_area("stapeling", true[f"stapeling/{code}"]) for code in codes}
    kruis = {(code, value): n for code in codes for value, n in stacked[code].items()}
    told = Getoond(
        sum(kruis.values()), {code: whole.of(f"stapeling/{code}").n for code in codes},
        dict.fromkeys(("stapeling", "minder")),
        {key: whole.of(f"stapeling/{key[0]}").aantallen[key[1]] for key in kruis},
    )  # fmt: skip
    if sum(kruis.values()) >= GRENS:
        assert Attacker(kruis, told).narrowest() >= GRENS, "stapeling"
    by_area = ("start/", "patroon/", "stapeling/")
    assert not any(key.startswith(by_area) for team in TEAMS for key in views[team].verdelingen)
    return attacked


def test_who_was_not_scored_gives_no_hidden_problem_away() -> None:
    """The same people are not scored in every domain: 160 - 122 - 32 would be the 6 that are hidden."""
    counts = {
        "patroon/zrm/justitie/a": {"1-3": 6, "4-5": 122, "geen": 32},
        "patroon/zrm/financien/a": {"1-3": 65, "4-5": 63, "geen": 32},
    }
    told = _by_area(counts)
    assert told["patroon/zrm/justitie/a"].aantallen == {"1-3": None, "overig": None}
    assert told["patroon/zrm/financien/a"].aantallen == {"1-3": 65, "overig": 95}


def test_policy_finds_nothing_small_by_area(scopes: dict[str, Uitkomsten]) -> None:
    """By area, and then not by team: two tables of one domain would close a ring."""
    assert attack_areas(scopes) > 0


def test_planted_a_view_without_suppression_is_caught(
    scopes: dict[str, Uitkomsten], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(kruis: Telling, shut: object) -> Getoond:
        groups, values = ({key[axis] for key in kruis} for axis in (0, 1))
        return Getoond(
            sum(kruis.values()),
            {g: sum(n for key, n in kruis.items() if key[0] == g) for g in groups},
            {v: sum(n for key, n in kruis.items() if key[1] == v) for v in values},
            dict(kruis),
        )

    monkeypatch.setattr(module, "suppress", careless)
    for attacker in (attack, attack_areas):
        with pytest.raises(AssertionError):
            attacker(scopes)


def test_no_count_of_policy_in_a_finding_or_table_is_small(scopes: dict[str, Uitkomsten]) -> None:
    """Figures are made of what is told: their tables hold no whole number from 1 to 9 but days and years."""
    for scope, view in views_beyond(scopes).items():
        for figuur in build_figures(view):
            for row in figuur.rijen:
                for kolom, cel in zip(figuur.kolommen, row, strict=True):
                    if kolom.soort == "geheel" and isinstance(cel, int):
                        assert cel == 0 or cel >= GRENS, (scope, figuur.naam, row)


def test_partitions_of_one_population_have_one_n(scopes: dict[str, Uitkomsten]) -> None:
    for found in scopes.values():
        sizes: dict[str, set[int]] = {}
        for naam, telling in partitions_of(found).items():
            if population_of(naam) in ("casussen", "meldingen"):
                sizes.setdefault(population_of(naam), set()).add(sum(telling.values()))
        assert all(len(seen) == 1 for seen in sizes.values()), sizes


def test_the_team_sees_its_counts_as_the_report_has_them(scopes: dict[str, Uitkomsten]) -> None:
    view = exact_view(scopes["t1"])
    for row in scopes["t1"]["kenmerken"]["rijen"]:
        if row["waarde"] != "geen_casus":
            assert view.of(row["kenmerk"]).of(row["waarde"]) == row["aantal"]
    figures = build_figures(view)
    assert {figuur.vraag for figuur in figures} == set(VRAGEN)
    assert len({figuur.naam for figuur in figures}) == len(figures)
