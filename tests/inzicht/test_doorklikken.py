"""A number of the own team opens the list with exactly its cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatch
from itertools import combinations, product
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.vragen import build_figures
from keukentafel.inzicht.models import Cijferrijen, Cijferstand
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.overzichten import team_view
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.rapporten.achter import Achter
from keukentafel.inzicht.rapporten.eenheden_kosten import trajects_behind
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import Meldinggegevens, register_melding
from keukentafel.personen.public import declare_belang
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import resources
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, Maker, Rij, opname_of
from tests.inzicht.voorbeelden import FIGUUR

Als = Callable[[Gebruiker], Client]


TELT = re.compile(r"^\| (\S+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)


def without_rows() -> list[tuple[str, str]]:
    """The numbers that docs/doorklikken.md says have no rows: figure and column."""
    text = (Path(__file__).parents[2] / "docs" / "doorklikken.md").read_text(encoding="utf-8")
    return [(figuur, kolom) for figuur, kolom in TELT.findall(text) if figuur not in ("figure", "---")]


def counts_of(blik: Blik, achter: Achter) -> Iterator[tuple[str, str, int, str, int | None]]:
    """Every whole number of the figures: figure, column, count, its key, and how many rows are kept under it."""
    kept = {key: ids for units in achter.values() for key, ids in units.items()}
    for figuur in build_figures(blik):
        keys = {(row, column): key for row, column, key in figuur.countable()}
        for row, cells in enumerate(figuur.rijen):
            for column, cel in enumerate(cells):
                if isinstance(cel, int) and cel:
                    key = keys.get((row, column), "")
                    found = kept.get(key)
                    yield figuur.naam, figuur.kolommen[column].naam, cel, key, None if found is None else len(found)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_list_of_every_number_is_as_long_as_the_number(seed: int, motor: Motor) -> None:
    """Every figure of a team, made of a random package; what has no rows stands in the docs with the reason."""
    motor.load(opname_of(Maker(seed).make()))
    blik, achter = team_view("t1", PEILDATUM, motor)
    assert not [key for one, two in combinations(achter.values(), 2) for key in one.keys() & two.keys()]
    explained = without_rows()
    several = ("verloop/", "overgang/", "plan/", "buurt/")  # two people, plans or matches in one: no list is as long
    checked = 0
    for figuur, kolom, cel, key, rows in counts_of(blik, achter):
        if rows is not None:
            assert (figuur, kolom, rows) == (figuur, kolom, cel), key
            checked += 1
        elif not key.startswith(several):
            assert any(fnmatch(figuur, naam) and kolom == other for naam, other in explained), (figuur, kolom, key)
    assert checked > 40


@pytest.mark.django_db
def test_the_lists_of_plans_hold_just_those_given_and_those_agreed(motor: Motor) -> None:
    """One plan per case, so that every list is kept: in the random packages a case often has two."""
    cases = [
        {"id": f"c{n}", "team": "t1", "huishouden": f"h{n}", "persoon": f"p{n}", "aangemeld_op": "2014-06-01"}
        for n in range(4)
    ]
    day = {"verstrekt_op": "2014-07-01"}
    plans = [
        {"id": f"l{n}", "huishouden": f"h{n}", "casus": f"c{n}", "opgesteld_op": "2014-06-10", **more}
        for n, more in enumerate([day, day | {"akkoord": "akkoord"}, {}, {"akkoord": "niet_akkoord"}])
    ]
    tabellen = {naam: list[Rij]() for naam in resources()} | {"teams": [{"id": "t1"}], "casussen": cases}
    motor.load(opname_of(tabellen | {"plannen": plans}))
    _blik, achter = team_view("t1", PEILDATUM, motor)
    kept = {key: sorted(ids) for units in achter.values() for key, ids in units.items() if key.startswith("plan/")}
    assert (kept["plan/open"], kept["plan/verstrekt"], kept["plan/akkoord"]) == (
        ["c0", "c1", "c2", "c3"], ["c0", "c1"], ["c1"],
    )  # fmt: skip


@pytest.mark.django_db
def test_the_closed_trajects_of_the_costs_open_their_cases(motor: Motor) -> None:
    """Each quarter's list is as long as its count, whatever the package; provisions count as the plan's items do."""
    checked = 0
    for seed, team in product(range(3), ("", "t1")):
        motor.load(opname_of(Maker(seed).make()))
        asked = Vraag(peildatum=PEILDATUM, team=team)
        rows = make_report("kosten", asked, motor).as_dict()["per_traject"]
        kept = trajects_behind(asked, motor)
        told = {f"traject_afgesloten/{row['kwartaal']}": row["afgesloten"] for row in rows if row["afgesloten"]}
        assert {key: len(ids) for key, ids in kept.items()} == told
        checked += len(told)
    assert checked > 2


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_two_of_one_case_leave_no_list(seed: int, motor: Motor) -> None:
    motor.load(opname_of(Maker(seed).make()))
    _blik, achter = team_view("t1", PEILDATUM, motor)
    for units in achter.values():
        assert all(ids == sorted(set(ids)) for ids in units.values())


def keep(cast: Cast) -> Cijferrijen:
    """Figures of team Noord with one count: the case of Mieke."""
    figuur = replace(FIGUUR, rijen=[["Telefoon", 1, 100.0, None]], sleutels=["kanaal/telefoon"])
    stand = Cijferstand.objects.create(
        blik=Blikveld.TEAM, team=cast.noord, peildatum=timezone.localdate(), gemaakt_op=timezone.now(),
        figuren=[figuur.as_dict()],
    )  # fmt: skip
    return Cijferrijen.objects.create(stand=stand, sleutel="kanaal/telefoon", ids=[cast.casus.pk])


def test_a_number_opens_exactly_its_cases(cast: Cast, als: Als) -> None:
    rijen = keep(cast)
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    page = als(cast.tom).get(reverse("inzicht:vraag", args=["binnen"])).content.decode()
    assert url.replace("&", "&amp;") in page
    shown = als(cast.tom).get(url)
    assert shown.context["lijst"].pagina.paginator.count == 1
    assert "Gezin De Wit" in shown.content.decode()
    assert "Uit Inzicht" in shown.content.decode()


def test_the_number_of_another_team_opens_nothing(cast: Cast, als: Als) -> None:
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={keep(cast).pk}"
    assert als(cast.zeno).get(url).context["lijst"].pagina.paginator.count == 0
    assert als(cast.tom).get(url.split("cijfer")[0] + "cijfer=999999").context["lijst"].pagina.paginator.count == 0


def test_who_may_not_see_a_case_does_not_see_it_by_its_number(cast: Cast, als: Als) -> None:
    """Tom has an interest in the household of the neighbours: also behind a count it stays closed to him."""
    declare_belang(by=cast.tom, huishouden=cast.buren, gebruiker=cast.tom)
    rijen = keep(cast)
    rijen.ids = [cast.casus.pk, cast.burencasus.pk]
    rijen.save()
    url = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    page = als(cast.tom).get(url).content.decode()
    assert "Gezin De Wit" in page
    assert "De heer B. Buur" not in page
    assert "Gezin De Wit" not in als(cast.sanne).get(url).content.decode()  # a count is for the lead of the team


def keep_meldingen(cast: Cast) -> Cijferrijen:
    """Figures of team Noord with one count: one melding of the own team, and one of another."""
    rijen = keep(cast)
    made = [
        register_melding(by=SYSTEEM, gegevens=Meldinggegevens("Vraagt hulp", wie_naam=naam, team=team))
        for naam, team in (("Truus Eigen", cast.noord), ("Sjaak Ander", cast.zuid))
    ]
    rijen.soort, rijen.ids = Rijsoort.MELDINGEN, [one.pk for one in made]
    rijen.save()
    return rijen


def test_a_number_of_meldingen_opens_those_the_reader_may_see(cast: Cast, als: Als) -> None:
    url = reverse("inzicht:rijen", args=[keep_meldingen(cast).pk])
    client = als(cast.tom)
    assert url in client.get(reverse("inzicht:vraag", args=["binnen"])).content.decode()
    page = client.get(url).content.decode()
    assert "1 melding, zoals geteld op" in page and "1 is er niet meer, of niet voor u." in page
    assert "Truus Eigen" in page and "Sjaak Ander" not in page


def test_meldingen_of_a_count_of_others_are_not_there(cast: Cast, als: Als) -> None:
    rijen = keep_meldingen(cast)
    url = reverse("inzicht:rijen", args=[rijen.pk])
    assert als(cast.noor).get(url).status_code == 403
    assert als(cast.ana).get(url).status_code == 404
    casuslijst = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    assert als(cast.tom).get(casuslijst).context["lijst"].pagina.paginator.count == 0
