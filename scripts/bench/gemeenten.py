"""Count fictitious municipalities by DuckDB and by a local Spark, and compare row for row; see scripts/gemeenten.sh."""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import django

from scripts.bench.momentopname import write_city

HALFJAAR = (date(2025, 1, 1), date(2025, 6, 30))


def rows_of(motor: Any) -> dict[Any, list[str]]:
    """What this engine answered: per question its rows as text, in one order; lists of ids in one order too."""
    return {key: sorted(map(_plain, rows)) for key, rows in motor._asked.items()}


def _plain(row: dict[str, Any]) -> str:
    """A row as text; a decimal without needless noughts, since engines differ in how many they write."""
    cells = dict(row)
    for name, value in row.items():
        if isinstance(value, list):
            cells[name] = sorted(value)
        elif hasattr(value, "normalize"):
            cells[name] = f"{value.normalize():f}"
    return repr(sorted(cells.items()))


def compare(folder: Path, session: Any) -> tuple[int, int, float, float]:
    """Answer all by both engines: number of questions, of rows, and the seconds of each. Exits on a difference."""
    from keukentafel.inzicht.gemeenten import Sparkmotor
    from keukentafel.inzicht.momentopname import from_parquet
    from keukentafel.inzicht.motor import Motor
    from keukentafel.inzicht.publiceren import span_outcomes

    opname, spent, answers, outcomes = from_parquet(folder), [], [], []
    for motor in (Motor(opname), Sparkmotor(session, opname)):
        begin = time.perf_counter()
        outcomes.append([span_outcomes(HALFJAAR, team, motor) for team in ("", "t1", "t7")])
        spent.append(time.perf_counter() - begin)
        answers.append(rows_of(motor))
    for key, rows in answers[0].items():
        if rows != answers[1].get(key):
            raise SystemExit(f"{folder.name}: {key[0].__module__}.{key[0].__name__} gives other rows")
    if len(answers[0]) != len(answers[1]) or outcomes[0] != outcomes[1]:
        raise SystemExit(f"{folder.name}: not the same reports")
    return len(answers[0]), sum(map(len, answers[0].values())), *spent


def main() -> None:
    """Write the municipalities, compare, print."""
    parser = argparse.ArgumentParser(prog="scripts/gemeenten.sh", description=__doc__)
    parser.add_argument("--gemeenten", type=int, default=3, help="how many")
    parser.add_argument("--cases", type=int, default=2_000, help="cases of the first; each next one has half more")
    options = parser.parse_args()
    django.setup()
    from keukentafel.inzicht.gemeenten import count_municipalities, municipalities, spark_session, tell_municipalities
    from keukentafel.inzicht.motor import Motor

    session = spark_session("proef", "local[2]")
    print(
        "| gemeente | rows | questions | rows counted | DuckDB s | Spark s | the same |\n|---|--:|--:|--:|--:|--:|---|"
    )
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(options.gemeenten):
            folder = Path(scratch, f"gemeente{number + 1}")
            rows = write_city(options.cases * (2 + number) // 2, folder)
            questions, counted, here, there = compare(folder, session)
            print(
                f"| {folder.name} | {rows:,} | {questions} | {counted:,} | {here:.1f} | {there:.1f} | yes |", flush=True
            )
        told = tell_municipalities(count_municipalities(municipalities(Path(scratch)), HALFJAAR, Motor))
    hidden = {naam: sum(n is None for values in seen.values() for n in values.values()) for naam, seen in told.items()}
    every = {naam: sum(map(len, seen.values())) for naam, seen in told.items()}
    print(
        "\nWhat leaves: " + "; ".join(f"{naam} {every[naam] - hidden[naam]} of {every[naam]} counts" for naam in told)
    )
    session.stop()


if __name__ == "__main__":
    main()
