"""The neighbourhood service in a package: in, again, changed, out, and out again the same from an empty database."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.buurt.models import Activiteit, Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import Telling, Uitkomst, import_package
from keukentafel.uitwisseling.models import Bron, Rijspoor, Sleutel
from keukentafel.uitwisseling.uitvoer import export_package
from tests.uitwisseling.pakketten import Tabel, Tabellen, files_of, write_folder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leeg")]
EIGEN = ("buurtvragen", "buurtaanbod", "buurtkoppelingen", "activiteiten")
STATUSSEN = ("open", "gekoppeld", "ingetrokken")
#: Whatever fits in a cell of 1 to 200 characters.
WOORDEN = ("vervoer", "boodschappen; zwaar", 'een "praatje"', "klus\nin de tuin", "x" * 200, "=1+1", "é🌻", " ", "0")


def odd(seed: int, number: int = 40) -> Tabellen:
    """Return valid rows as a clerk of another system might deliver them: days far off, kinds in any words."""
    rng = random.Random(seed)

    def day() -> str:
        return (date(1, 1, 1) + timedelta(days=rng.randrange(3_652_000))).isoformat()

    def area() -> str:
        return rng.choice(("", "B1", "B2"))

    vragen: Tabel = [
        {"id": f"v{n}", "datum": day(), "gebied": area(), "soort": rng.choice(WOORDEN),
         "namens": rng.choice(("", "zelf", "professional")), "status": rng.choice(STATUSSEN)}
        for n in range(number)
    ]  # fmt: skip
    aanbod: Tabel = [
        {"id": f"a;{n}", "datum": day(), "gebied": area(), "soort": rng.choice(WOORDEN),
         "status": rng.choice(STATUSSEN)}
        for n in range(number)
    ]  # fmt: skip
    pairs = {(f"v{rng.randrange(number)}", rng.choice(("", f"a;{rng.randrange(number)}"))) for _ in range(number)}
    koppelingen: Tabel = [
        {"vraag": vraag, "aanbod": other, "datum": day(),
         "soort": rng.choice(("wederkerig", "eenzijdig", "buurtserviceteam"))}
        for vraag, other in sorted(pairs)
    ]  # fmt: skip
    activiteiten: Tabel = [
        {"id": f"k{n}", "datum": day(), "naam": rng.choice(WOORDEN), "gebied": area(),
         "deelnemers": rng.choice(("", "0", "23", "-1", "2147483647", "-2147483647"))}
        for n in range(number)
    ]  # fmt: skip
    gebieden: Tabel = [{"code": code, "naam": f"Buurt {code}", "soort": "buurt"} for code in ("B1", "B2")]
    tabellen = {"gebieden": gebieden, "buurtvragen": vragen, "buurtaanbod": aanbod}
    return {**tabellen, "buurtkoppelingen": koppelingen, "activiteiten": activiteiten}


def bring_in(path: Path, tabellen: Tabellen) -> Uitkomst:
    """Import a package with these tables; there may be no fault."""
    fouten = Foutenlijst()
    outcome = import_package(by=SYSTEEM, pad=write_folder(path, files_of(tabellen)), fouten=fouten)
    assert not fouten, fouten.eerste
    return outcome


def rows_in(path: Path) -> list[dict[str, str]]:
    """Read a table of an exported package; only its filled cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{naam: cell for naam, cell in row.items() if cell} for row in csv.DictReader(file)]


def in_order(rows: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
    """Return the filled cells of these rows, in one order."""
    return sorted(sorted((naam, cell) for naam, cell in row.items() if cell) for row in rows)


@pytest.mark.parametrize("seed", range(4))
def test_odd_rows_go_in_and_out_cell_by_cell(tmp_path: Path, seed: int) -> None:
    bring_in(tmp_path / "in", odd(seed))
    export_package(tmp_path / "uit")
    for naam in EIGEN:
        assert in_order(rows_in(tmp_path / f"uit/{naam}.csv")) == in_order(odd(seed)[naam]), naam


def test_exported_and_brought_into_an_empty_database_it_leaves_the_same(tmp_path: Path) -> None:
    bring_in(tmp_path / "in", odd(7))
    export_package(tmp_path / "een")
    for model in (Buurtkoppeling, Buurtvraag, Buurtaanbod, Activiteit, Sleutel, Rijspoor, Bron):
        model._default_manager.all().delete()
    own = {naam: (tmp_path / f"een/{naam}.csv").read_bytes() for naam in ("gebieden", *EIGEN)}
    files = files_of({naam: [{"id": ""}] for naam in own}) | {f"{naam}.csv": data for naam, data in own.items()}
    fouten = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "eigen", files), fouten=fouten)
    assert not fouten, fouten.eerste
    export_package(tmp_path / "twee")
    for naam in EIGEN:
        assert (tmp_path / f"een/{naam}.csv").read_bytes() == (tmp_path / f"twee/{naam}.csv").read_bytes(), naam


def small() -> Tabellen:
    """One row of each; the columns that may be absent are filled."""
    return {
        "gebieden": [{"code": "B1", "naam": "Oud-Noord", "soort": "buurt"}],
        "buurtvragen": [{"id": "v1", "datum": "2014-04-01", "gebied": "B1", "soort": "vervoer", "namens": "zelf",
                         "status": "open"}],
        "buurtaanbod": [{"id": "a1", "datum": "2014-04-01", "gebied": "B1", "soort": "vervoer", "status": "open"}],
        "buurtkoppelingen": [{"vraag": "v1", "aanbod": "a1", "soort": "wederkerig", "datum": "2014-04-03"}],
        "activiteiten": [{"id": "k1", "datum": "2014-04-09", "naam": "Buurtlunch", "gebied": "B1",
                          "deelnemers": "23"}],
    }  # fmt: skip


def test_a_newer_package_changes_only_the_columns_it_has_and_keeps_the_former_version(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", small())
    newer: Tabellen = {
        "buurtvragen": [{"id": "v1", "datum": "2014-04-01", "soort": "vervoer", "status": "gekoppeld"}],
        "buurtaanbod": [{"id": "a1", "datum": "2014-04-02", "soort": "vervoer", "status": "gekoppeld"}],
        "buurtkoppelingen": [{"vraag": "v1", "aanbod": "a1", "soort": "eenzijdig", "datum": "2014-04-04"}],
        "activiteiten": [{"id": "k1", "datum": "2014-04-09", "naam": "Lunch"}],
    }
    outcome = bring_in(tmp_path / "twee", newer)
    assert {naam: outcome.tellingen[naam] for naam in EIGEN} == dict.fromkeys(EIGEN, Telling(gewijzigd=1))
    vraag, aanbod = Buurtvraag.objects.get(), Buurtaanbod.objects.get()
    koppeling, activiteit = Buurtkoppeling.objects.get(), Activiteit.objects.get()
    assert (vraag.status, vraag.namens, vraag.gebied_id is None) == ("gekoppeld", "zelf", False)
    assert (aanbod.datum, aanbod.gebied_id is None) == (date(2014, 4, 2), False)
    assert (koppeling.soort, koppeling.datum, koppeling.aanbod_id) == ("eenzijdig", date(2014, 4, 4), aanbod.pk)
    assert (activiteit.naam, activiteit.deelnemers, activiteit.gebied_id is None) == ("Lunch", 23, False)
    for row in (vraag, aanbod, koppeling, activiteit):
        assert row.versie == 2
        assert row.history.count() == 2
    assert vraag.history.earliest().status == "open"
    again = bring_in(tmp_path / "drie", newer)
    assert {naam: again.tellingen[naam] for naam in EIGEN} == dict.fromkeys(EIGEN, Telling(gelijk=1))


def test_a_match_that_came_without_the_column_of_the_offer_is_found_with_it_empty(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", small())
    team = {"vraag": "v1", "soort": "buurtserviceteam", "datum": "2014-05-01"}
    bring_in(tmp_path / "twee", {"buurtkoppelingen": [team]})
    outcome = bring_in(tmp_path / "drie", {"buurtkoppelingen": [{**team, "aanbod": ""}]})
    assert outcome.tellingen["buurtkoppelingen"].nieuw == 0
    assert Buurtkoppeling.objects.count() == 2


def test_what_was_taken_back_on_the_screen_does_not_leave(tmp_path: Path) -> None:
    bring_in(tmp_path / "een", small())
    Buurtkoppeling.objects.update(vervallen_op=date(2014, 5, 1))
    Activiteit.objects.update(vervallen_op=date(2014, 5, 1))
    Buurtvraag.objects.create(datum=date(2015, 1, 1), soort="gezelschap")
    counts = export_package(tmp_path / "uit")
    assert {naam: counts[naam] for naam in EIGEN} == {
        "buurtvragen": 2, "buurtaanbod": 1, "buurtkoppelingen": 0, "activiteiten": 0,
    }  # fmt: skip
    assert "kt-" in (tmp_path / "uit/buurtvragen.csv").read_text(encoding="utf-8")
