"""The load harness sees what it should: a wrong answer, a row that is not there, memory that grows, a slow server."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scripts.belasting import buren, rit, server
from scripts.belasting.mengsel import MENGSEL, PAGINAS, SCHRIJFT, wrong
from scripts.belasting.meten import Machine, Stand, growth
from scripts.belasting.rit import Bezoek, ride, told
from scripts.belasting.server import as_app
from scripts.belasting.verslag import faults, unkept
from scripts.bench.visitor import Answer

GOED = Answer(200, "<main>", 0.01, "app;dur=12.50, cpu;dur=8.10, db;dur=3.00, log;dur=1.25", "f" * 32)


def machine(megabytes: list[float]) -> Machine:
    """A machine of which only the memory is known."""
    standen = [Stand(float(moment), size, 0.0) for moment, size in enumerate(megabytes)]
    return cast(Machine, SimpleNamespace(standen=standen))


def visits(ms: float, number: int = 100, soort: str = "casuspagina", **more: Any) -> list[Bezoek]:
    return [Bezoek(soort, float(place), ms, "", **more) for place in range(number)]


def test_every_moment_gets_an_answer_and_what_fails_is_an_error() -> None:
    turns = itertools.count()

    def step() -> tuple[str, Answer, str]:
        if next(turns) % 2:
            raise ConnectionResetError
        return "casuspagina", GOED, wrong(GOED, 200, "<main")

    found = ride([step] * 4, rate=2000, seconds=0.05, seed=1)
    assert len(found) > 20
    assert {(one.soort, one.fout) for one in found} == {
        ("casuspagina", ""), ("geen antwoord", "ConnectionResetError"),
    }  # fmt: skip
    assert faults(found)[0].endswith("geen antwoord: ConnectionResetError")
    assert {one.log for one in found if not one.fout} == {1.25}


def test_who_gets_no_answer_at_all_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rit, "GEDULD", 0.0)
    never = threading.Event()

    def step() -> tuple[str, None, str]:
        never.wait()
        return "casuspagina", None, ""

    found = ride([step] * 2, rate=1000, seconds=0.02, seed=1)
    never.set()
    assert len(found) > 5 and {one.fout for one in found} == {"niet op tijd"}
    assert any("niet op tijd" in words for words in faults(found))


def test_neighbours_of_whom_nothing_was_measured_are_no_good_neighbours() -> None:
    some, slow = visits(10.0), visits(13.0)
    assert buren.judge(some, some, some) == [] and "steeg 30%" in buren.judge(some, slow, some)[0]
    for measured in ((some, some, []), ([], some, some), (some, [], some)):
        assert any("niets gemeten" in words for words in buren.judge(*measured))


def test_the_load_is_put_on_the_worker_of_production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KEUKENTAFEL_VAR", str(tmp_path))
    (tmp_path / "sleutels").touch()
    started: list[list[str]] = []
    monkeypatch.setattr(server.subprocess, "Popen", lambda command, **_: started.append(command))
    monkeypatch.setattr(server.Server, "_wait", lambda self: None)
    server.Server(1, "postgres://x@y/z", 2, 4)
    assert started[0][started[0].index("-c") + 1] == "python:config.server" and "--worker-class" not in started[0]


def test_the_server_says_where_its_time_went() -> None:
    assert told(GOED.timing) == {"app": 12.5, "cpu": 8.1, "db": 3.0, "log": 1.25}
    assert told("") == {}


@pytest.mark.parametrize(
    ("answer", "fout"),
    [
        (GOED, ""),
        (GOED._replace(status=500), "status 500"),
        (GOED._replace(status=302), "status 302"),
        (GOED._replace(body="leeg"), "de inhoud ontbreekt"),
    ],
)
def test_an_answer_is_looked_at(answer: Answer, fout: str) -> None:
    assert wrong(answer, 200, "<main") == fout


def test_good_figures_pass_and_each_limit_is_seen() -> None:
    assert faults(visits(100.0)) == []
    assert faults([]) == ["geen enkel verzoek"]
    assert faults(visits(160.0)) == ["p50 is 160 ms, hoogstens 150"]
    assert "p95 is 500 ms, hoogstens 400" in faults(visits(10.0, 90) + visits(500.0, 10))
    assert "p95 van zoeken is 310 ms, hoogstens 300" in faults(visits(310.0, soort="zoeken"))
    assert "p95 van het logboek is 20 ms, hoogstens 15" in faults(visits(50.0, log=20.0))


def test_memory_that_grows_is_seen_and_warming_up_is_not() -> None:
    flat = [100.0, 180.0, *[200.0, 202.0] * 20]
    leak = [200.0 + moment for moment in range(42)]
    assert faults(visits(10.0), machine(flat)) == []
    assert faults(visits(10.0), machine(leak))[0].startswith("het geheugen van de toepassing groeide")
    assert growth([1.0, 2.0, 3.0]) is None


def test_an_acknowledged_row_that_is_not_there_is_seen() -> None:
    saved = visits(10.0, 3, soort="notitie bewaren")
    assert unkept(saved, {"notitie bewaren": 3}) == []
    assert unkept(saved, {"notitie bewaren": 2}) == ["notitie bewaren: 3 bevestigd, 2 in de database"]


def test_every_kind_of_work_is_known() -> None:
    kinds = {kind for mix in MENGSEL.values() for kind in mix}
    assert kinds <= PAGINAS.keys() | SCHRIJFT.keys()


def test_the_server_asks_as_the_application() -> None:
    assert as_app("postgres://keukentafel@%2Ftmp%2Fx/stad") == "postgres://keukentafel_app@%2Ftmp%2Fx/stad"
