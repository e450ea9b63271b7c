"""Every column that leaves is declared with who may have it, and nothing else is declared (Z1)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from keukentafel.toegang.matrix import OPENBAAR, load_matrix
from keukentafel.toegang.opdrachten import load_opdrachten
from keukentafel.toegang.states import Veld
from keukentafel.toegang.uitvoerregister import FOLDER, Deur, load_uitvoer, parse_uitvoer
from tests.cast import Cast
from tests.toegang.uitvoer import declared_by_the_product, writers, written_with_a_database

Als = Callable[[Any], Client]
REGISTER = load_uitvoer()
IEDEREEN = "iedereen"  # everybody who is logged in


def compare(real: dict[str, set[str]]) -> list[str]:
    """Where these tables are other than what was declared."""
    wrong = [f"niet aangegeven: {tabel}" for tabel in set(real) - set(REGISTER.tabellen)]
    for tabel in set(real) & set(REGISTER.tabellen):
        for kolom in real[tabel] ^ set(REGISTER.tabellen[tabel]):
            wrong.append(f"{tabel}: {kolom} {'niet aangegeven' if kolom in real[tabel] else 'bestaat niet'}")
    return sorted(wrong)


@pytest.fixture(scope="module")
def real() -> dict[str, set[str]]:
    return declared_by_the_product()


def test_every_column_is_declared_and_there_are_no_others(real: dict[str, set[str]]) -> None:
    assert compare(real) == []
    number = sum(map(len, REGISTER.tabellen.values()))
    print(f"{len(REGISTER.deuren)} doors, {len(REGISTER.tabellen)} tables, {number} columns declared")
    assert sum(len(columns) for naam, columns in real.items() if naam.startswith("pakket ")) == 177


@pytest.mark.sqlite
@pytest.mark.django_db
def test_what_is_written_has_those_columns(real: dict[str, set[str]], cast: Cast, als: Als, tmp_path: Path) -> None:
    written = written_with_a_database(cast, als(cast.ana), tmp_path / "pakket")
    assert compare(written) == []
    assert set(REGISTER.tabellen) == set(real) | set(written)  # of every declared table somebody looked


@pytest.mark.parametrize("table", ["pakket personen", "rapport instroom rijen", "figuur werk", "api cijfers", "gezien"])
def test_a_new_column_is_seen(table: str, real: dict[str, set[str]]) -> None:
    assert compare(real | {table: real[table] | {"godsdienst"}}) == [f"{table}: godsdienst niet aangegeven"]
    assert compare(real | {"nieuw bestand": {"naam"}}) == ["niet aangegeven: nieuw bestand"]


def test_whatever_writes_a_file_or_data_is_a_door_or_says_why_not() -> None:
    known = {source for deur in REGISTER.deuren.values() for source in deur.bron} | set(REGISTER.geen_uitvoer)
    real = writers()
    assert sorted(real - known) == []
    assert sorted(known - real) == []


def test_a_new_writer_is_seen(tmp_path: Path) -> None:
    (tmp_path / "kamer").mkdir()
    (tmp_path / "kamer" / "views.py").write_text(
        "def lijst(request):\n    return HttpResponse(x, content_type='text/csv')\n"
        "def blad(request):\n    return render(request, 'x.html')\n"
        "def boek(rows):\n    with xlsxwriter.Workbook(rows) as book:\n        pass\n",
        encoding="utf-8",
    )
    assert writers(tmp_path) == {"kamer/views.py:lijst", "kamer/views.py:boek"}


@pytest.mark.parametrize("deur", REGISTER.deuren.values(), ids=lambda deur: deur.naam)
def test_who_may_is_who_the_matrix_lets_act(deur: Deur) -> None:
    assert set(deur.wie) == who_acts(deur)


def who_acts(deur: Deur) -> set[str]:
    """Who may use this door by matrix.toml or opdrachten.toml."""
    how, name, *method = deur.naam.split(" ")
    if how == "opdracht":
        return {load_opdrachten().toegestaan[name].wie}
    action = load_matrix().action_for(name, method[0])
    assert action is not None, f"{name} is geen scherm van de matrix"
    if action in (OPENBAAR, "eigen_werk"):
        return {OPENBAAR if action == OPENBAAR else IEDEREEN}
    return {rol.value for rol in load_matrix().acties[action].rollen}


@pytest.mark.parametrize("deur", REGISTER.deuren.values(), ids=lambda deur: deur.naam)
def test_nobody_gets_a_kind_of_data_that_he_does_not_see(deur: Deur) -> None:
    how, name, *method = deur.naam.split(" ")
    kinds = {one for tabel, of in REGISTER.tabellen.items() if deur.lets_through(tabel) for one in of.values()}
    kinds &= {veld.value for veld in Veld}
    action = load_matrix().action_for(name, method[0]) if how == "scherm" else None
    if action in (None, OPENBAAR, "eigen_werk"):
        assert how == "opdracht" or not kinds, f"{deur.naam}: {kinds} voor iedereen"
        return
    grants = load_matrix().acties[str(action)].mag.items()
    withheld = {kind for kind in kinds for _who, fields in grants if Veld(kind) not in fields}
    assert withheld == set(deur.ook or {}), f"{deur.naam}: niet iedereen daar ziet {withheld}"


@pytest.mark.parametrize("change", ["klasse", "tabel", "kolom", "niemand", "niets", "veld"])
def test_a_doubt_in_the_files_is_an_error(change: str) -> None:
    doors, tables = (
        tomllib.loads((FOLDER / naam).read_text(encoding="utf-8")) for naam in ("deuren.toml", "bestanden.toml")
    )
    doors["deur"] = {}
    assert parse_uitvoer(
        deepcopy(doors) | {"deur": doors["deur"] | {"alles": {"wie": ["x"], "tabellen": ["*"]}}}, tables
    )
    doors["deur"]["alles"] = {"wie": ["x"], "tabellen": ["*"]}
    others = [tables]
    if change == "klasse":
        tables["tabel"]["reeks"]["godsdienst"] = ["geloof"]
    elif change == "tabel":
        others.append(deepcopy(tables))
    elif change == "kolom":
        tables["tabel"]["reeks"]["vrij"].append("waarde")
    elif change == "niemand":
        doors["deur"]["alles"]["wie"] = []
    elif change == "niets":
        doors["deur"]["alles"]["tabellen"] = ["figuur *"]
    else:
        doors["deur"]["alles"]["waarheen"] = "overal"
    with pytest.raises(ValueError, match="uitvoer"):
        parse_uitvoer(doors, *others)
