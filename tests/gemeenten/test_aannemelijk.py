"""A demo municipality is plausible as a whole, not only in its totals: people, homes, days, texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from keukentafel.demo.gemeenten.bevolking import age_on
from keukentafel.demo.gemeenten.laden import GEMEENTEN
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw

Rij = dict[str, str]
Tabellen = dict[str, list[Rij]]
pytestmark = pytest.mark.parametrize("naam", GEMEENTEN)
DAGEN = frozenset({
    "ontvangen_op", "geregistreerd_op", "eerste_contact_op", "afgehandeld_op", "terugkoppeling_op", "aangemeld_op",
    "vraagverheldering_op", "plan_op", "volgen_vanaf", "afgesloten_op", "nazorg_op", "datum", "opgesteld_op",
    "besproken_op", "verstrekt_op", "beeindigd_op", "status_op", "van", "tot",
})  # fmt: skip
STAPPEN = ("aangemeld_op", "vraagverheldering_op", "plan_op", "volgen_vanaf", "afgesloten_op", "nazorg_op")


@cache
def made(naam: str) -> Tabellen:
    """The tables of this municipality, every row with every column that it has."""
    bouw = Pakketbouw()
    GEMEENTEN[naam].make(bouw)
    return bouw.rijen


def by_id(naam: str, resource: str) -> dict[str, Rij]:
    """The rows of a resource by their id."""
    return {row["id"]: row for row in made(naam)[resource]}


def members(naam: str) -> dict[str, dict[str, str]]:
    """Household to person to role."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in made(naam)["huishoudleden"]:
        found[row["huishouden"]][row["persoon"]] = row["rol"]
    return found


def test_it_is_the_same_every_time(naam: str) -> None:
    again = Pakketbouw()
    GEMEENTEN[naam].make(again)
    assert again.rijen == made(naam)


def test_nobody_has_a_bsn_and_nothing_is_after_the_peildatum(naam: str) -> None:
    assert not any(row.get("bsn") for row in made(naam)["personen"])
    last = GEMEENTEN[naam].peildatum.isoformat()
    for resource, rows in made(naam).items():
        for row in rows:
            late = {column for column in DAGEN & set(row) if row[column] > last}
            assert not late, f"{resource}: {row}"


def test_every_home_has_an_adult_and_ages_fit_the_roles(naam: str) -> None:
    persons, homes = by_id(naam, "personen"), members(naam)
    assert set(homes) == set(by_id(naam, "huishoudens"))
    for case in made(naam)["casussen"]:
        home, day = homes[case["huishouden"]], date.fromisoformat(case["aangemeld_op"])
        assert case["persoon"] in home
        assert "volwassene" in home.values()
        for person, role in home.items():
            age = age_on(date.fromisoformat(persons[person]["geboortedatum"]), day)
            assert (0 <= age < 18) if role == "kind" else (18 <= age < 100), f"{role} of {age}"


def test_parents_are_a_generation_older_and_nobody_lives_somewhere_before_birth(naam: str) -> None:
    born = {key: row["geboortedatum"] for key, row in by_id(naam, "personen").items()}
    parents = [row for row in made(naam)["relaties"] if row["soort"] == "ouder"]
    assert len(parents) > 50
    for row in parents:
        older, younger = (date.fromisoformat(born[row[side]]) for side in ("persoon_a", "persoon_b"))
        assert 17 <= age_on(older, younger) <= 50
    assert all(row["van"] >= born[row["persoon"]] for row in made(naam)["huishoudleden"])


def test_the_steps_of_a_case_are_in_order(naam: str) -> None:
    meldingen = by_id(naam, "meldingen")
    for case in made(naam)["casussen"]:
        days = [case[step] for step in STAPPEN if case[step]]
        assert days == sorted(days), case
        melding = meldingen[case["melding"]]
        assert melding["persoon"] == case["persoon"]
        assert melding["afhandeling"] == "casus"
        assert melding["ontvangen_op"] <= melding["eerste_contact_op"] <= case["aangemeld_op"]
        assert case["geregistreerd_op"] >= case["aangemeld_op"]


def test_a_closed_case_has_its_result(naam: str) -> None:
    cases, plans = by_id(naam, "casussen"), by_id(naam, "plannen")
    closed = {key for key, case in cases.items() if case["afgesloten_op"]}
    assert 0.25 * len(cases) < len(closed) < 0.9 * len(cases)
    assert all(bool(case["afsluitreden"]) == (key in closed) for key, case in cases.items())
    for goal in made(naam)["doelen"]:
        case = cases[plans[goal["plan"]]["casus"]]
        assert (goal["status"] != "open") or case["id"] not in closed
        assert bool(goal["status_op"]) == (goal["status"] != "open")
        assert not goal["status_op"] or case["plan_op"] <= goal["status_op"] <= (case["afgesloten_op"] or "9")
    own = [plan for plan in plans.values() if not plan.get("eigenaar")]
    assert all(plan["beeindigd_op"] == cases[plan["casus"]]["afgesloten_op"] for plan in own)
    assert {plan["casus"] for plan in own} == {key for key, case in cases.items() if case["plan_op"]}


def test_one_leads_a_case_from_the_first_day_to_the_last(naam: str) -> None:
    leads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in made(naam)["casusrollen"]:
        if row["rol"] == "regisseur":
            leads[row["casus"]].append((row["van"], row["tot"]))
    for case in made(naam)["casussen"]:
        periods = sorted(leads[case["id"]])
        assert periods[0][0] == case["aangemeld_op"]
        assert periods[-1][1] == case["afgesloten_op"]
        for (_van, tot), (van, _tot) in pairwise(periods):
            assert date.fromisoformat(tot).toordinal() + 1 == date.fromisoformat(van).toordinal()


def test_who_works_on_a_case_works_there_that_day(naam: str) -> None:
    there: dict[str, list[Rij]] = defaultdict(list)
    for row in made(naam)["plaatsingen"]:
        there[row["medewerker"]].append(row)
    cases = by_id(naam, "casussen")
    for row in made(naam)["contactmomenten"]:
        case = cases[row["casus"]]
        assert case["aangemeld_op"] <= row["datum"] <= (case["afgesloten_op"] or "9")
        assert any(
            place["team"] == case["team"] and place["van"] <= row["datum"] <= (place["tot"] or "9")
            for place in there[row["medewerker"]]
        ), row


def test_measurements_and_goals_are_of_who_lives_there(naam: str) -> None:
    cases, homes, plans = by_id(naam, "casussen"), members(naam), by_id(naam, "plannen")
    starts = set()
    for meting in made(naam)["metingen"]:
        assert meting["persoon"] in homes[cases[meting["casus"]]["huishouden"]]
        assert meting["datum"] >= cases[meting["casus"]]["vraagverheldering_op"]
        starts |= {(meting["casus"], meting["instrument"])} if meting["moment"] == "start" else set()
    assert {(row["casus"], row["instrument"]) for row in made(naam)["metingen"]} == starts
    for row in (*made(naam)["doelen"], *made(naam)["inzet"]):
        assert row["persoon"] in homes[plans[row["plan"]]["huishouden"]]
    for row in made(naam)["inzet"]:
        assert (row["van"] >= plans[row["plan"]]["opgesteld_op"]) == (row["aard"] == "nieuw"), row


def test_it_reads_as_written_by_people(naam: str) -> None:
    texts = [row[column] for resource, column in (("contactmomenten", "tekst"), ("meldingen", "omschrijving"),
             ("doelen", "omschrijving"), ("inzet", "omschrijving")) for row in made(naam)[resource]]  # fmt: skip
    assert all(text and "{" not in text and "None" not in text for text in texts)
    assert max(Counter(row["tekst"] for row in made(naam)["contactmomenten"]).values()) < 100
    names = Counter(f"{row['voornamen']} {row['achternaam']}" for row in made(naam)["personen"])
    assert max(names.values()) < 8
