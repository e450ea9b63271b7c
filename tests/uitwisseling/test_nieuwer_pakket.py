"""A newer package is checked together with what its source brought before: nothing wrong comes in piece by piece."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrol
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Inzet
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, Uitkomst, import_package
from keukentafel.zelfredzaamheid.public import Score
from tests.uitwisseling.pakketten import Tabel, Tabellen, files_of, whole, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]
Plaats = tuple[str, int | None, str, str]


def bring_in(tmp_path: Path, name: str, tabellen: Tabellen) -> tuple[list[Plaats], Uitkomst]:
    """Import a package with these tables; its faults, and what came of it."""
    fouten = Foutenlijst()
    outcome = import_package(by=SYSTEEM, pad=write_folder(tmp_path / name, files_of(tabellen)), fouten=fouten)
    return [(fout.resource, fout.rij, fout.kolom, fout.regel) for fout in fouten.eerste], outcome


@pytest.fixture
def geweest(leeg: None, tmp_path: Path) -> None:
    """The whole package came in before."""
    faults, _outcome = bring_in(tmp_path, "eerst", whole())
    assert faults == []


def inzet(**anders: str) -> Tabel:
    """The item of support of the whole package, without its last day."""
    row = {kolom: cell for kolom, cell in whole()["inzet"][0].items() if kolom != "tot"}
    return [{**row, **anders}]


def lead(medewerker: str, van: str, tot: str = "") -> dict[str, str]:
    """Who leads case c1."""
    return {"casus": "c1", "medewerker": medewerker, "rol": "regisseur", "van": van, "tot": tot}


def melding(**anders: str) -> Tabel:
    """A new melding about p2, who was born on 2013-06-01 according to the first package."""
    return [{"id": "l9", "persoon": "p2", "team": "t1"} | anders]


def meting(instrument: str) -> Tabel:
    """The measurement of the first package, which has a score in each of two domains."""
    first = whole()["metingen"][0]
    return [{**first, "instrument": instrument}]


NIEUWER: list[tuple[Tabellen, list[Plaats]]] = [
    ({"scores": [{"meting": "z1", "domein": "veiligheid", "niveau": "3"}]}, [("scores", 1, "domein", "domein")]),
    ({"scores": [{"meting": "z1", "domein": "adl", "niveau": "3"}]}, []),
    ({"metingen": meting("maastricht2")}, [("metingen", 1, "instrument", "domein")]),
    ({"metingen": meting("zrm2013")}, []),
    ({"metingen": meting("zrm2017")}, []),  # it has both domains that were scored
    ({"meldingen": melding(ontvangen_op="2013-05-31")}, [("meldingen", 1, "ontvangen_op", "datumvolgorde")]),
    ({"meldingen": melding(ontvangen_op="2013-06-01")}, []),
    (
        {"personen": [{"id": "p2", "achternaam": "Wit"}], "meldingen": melding(ontvangen_op="2013-05-31")},
        [("meldingen", 1, "ontvangen_op", "datumvolgorde")],
    ),
    (
        {
            "personen": [{"id": "p2", "achternaam": "Wit", "geboortedatum": ""}],
            "meldingen": melding(ontvangen_op="2013-05-31"),
        },
        [],
    ),
    (
        {"personen": [{"id": "p1", "achternaam": "Wit", "geboortedatum": "2014-02-04"}]},
        [("personen", 1, "geboortedatum", "datumvolgorde")] * 1,
    ),
    ({"casusrollen": [lead("m3", "2014-04-01", "2014-04-30")]}, [("casusrollen", 1, "van", "regisseur")]),
    ({"casusrollen": [lead("m3", "2014-06-01", "2014-06-30")]}, [("casusrollen", 1, "van", "regisseur")]),
    ({"casusrollen": [lead("m3", "2014-05-02")]}, [("casusrollen", 1, "van", "regisseur")]),
    ({"casusrollen": [lead("m3", "2014-05-03")]}, []),
    ({"casusrollen": [lead("m2", "2014-05-02", "2014-07-01"), lead("m3", "2014-07-02")]}, []),
    ({"casusrollen": [lead("m1", "2014-02-05", "2014-05-02")]}, [("casusrollen", 1, "van", "regisseur")]),
]


@pytest.mark.usefixtures("geweest")
@pytest.mark.parametrize(("tabellen", "faults"), NIEUWER)
def test_a_newer_package_is_held_against_what_came_before(
    tmp_path: Path, tabellen: Tabellen, faults: list[Plaats]
) -> None:
    found, _outcome = bring_in(tmp_path, "nieuwer", tabellen)
    assert found == faults


@pytest.mark.usefixtures("geweest")
def test_a_first_day_after_the_last_day_that_is_here_is_a_fault_and_the_other_way_round(tmp_path: Path) -> None:
    assert bring_in(tmp_path, "einde", {"inzet": [{**inzet()[0], "tot": "2014-09-01"}]})[0] == []
    late = bring_in(tmp_path, "laat", {"inzet": inzet(van="2014-09-02")})[0]
    assert late == [("inzet", 1, "van", "datumvolgorde")]
    assert Inzet.objects.get().van == date(2014, 3, 5)
    assert bring_in(tmp_path, "goed", {"inzet": inzet(van="2014-09-01")})[0] == []
    teams = {"teams": [{"id": "t1", "naam": "Team Noord", "geldig_van": "2015-01-01"}]}
    assert bring_in(tmp_path, "begin", teams)[0] == []
    ended: Tabellen = {"teams": [{"id": "t1", "naam": "Team Noord", "geldig_tot": "2014-12-31"}]}
    assert bring_in(tmp_path, "te vroeg", ended)[0] == [("teams", 1, "geldig_tot", "datumvolgorde")]


@pytest.mark.usefixtures("geweest")
def test_a_birth_and_the_melding_that_it_would_contradict_may_be_mended_in_one_package(tmp_path: Path) -> None:
    mended = {naam: [dict(row) for row in whole()[naam]] for naam in ("personen", "meldingen", "casussen")}
    mended["personen"][0]["geboortedatum"] = "2014-02-20"
    mended["meldingen"][0] |= {"ontvangen_op": "2014-02-20", "afgehandeld_op": "2014-02-21"}
    mended["casussen"][0]["aangemeld_op"] = "2014-02-21"
    assert bring_in(tmp_path, "hersteld", mended)[0] == []
    assert Persoon.objects.get(voornamen="Mieke").geboortedatum == date(2014, 2, 20)


@pytest.mark.usefixtures("geweest")
def test_the_same_package_comes_again_whatever_was_done_here_since(tmp_path: Path) -> None:
    open_role = Casusrol.objects.get(tot=None)
    open_role.change(tot=date(2016, 1, 1))
    Casusrol.objects.create(
        casus=open_role.casus, medewerker=open_role.medewerker, rol="regisseur", van=date(2016, 1, 2)
    )
    Persoon.objects.get(voornamen="Mieke").change(geboortedatum=date(2015, 1, 1))
    faults, outcome = bring_in(tmp_path, "weer", whole())
    assert faults == []
    assert outcome.tellingen == {naam: Telling(gelijk=len(rows)) for naam, rows in whole().items()}


@pytest.mark.usefixtures("geweest")
def test_a_role_that_was_typed_here_is_the_role_that_a_package_brings_later(tmp_path: Path) -> None:
    role = Casusrol.objects.get(tot=None)
    role.change(tot=date(2014, 12, 31))
    typed = Casusrol.objects.create(
        casus=role.casus, medewerker=role.medewerker, rol="regisseur", van=date(2015, 1, 1), mandaat="Mag beslissen."
    )
    assert bring_in(tmp_path, "later", {"casusrollen": [lead("m2", "2015-01-01", "2015-06-30")]})[0] == []
    typed.refresh_from_db()
    assert (typed.tot, typed.mandaat, Casusrol.objects.count()) == (date(2015, 6, 30), "Mag beslissen.", 3)


@pytest.mark.usefixtures("geweest")
def test_nothing_of_a_newer_package_with_a_fault_is_written(tmp_path: Path) -> None:
    scores = [{"meting": "z1", "domein": domein, "niveau": "3"} for domein in ("adl", "veiligheid")]
    before = Score.objects.count()
    assert len(bring_in(tmp_path, "half", {"scores": scores})[0]) == 1
    assert Score.objects.count() == before
