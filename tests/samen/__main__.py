"""`scripts/samen.sh`: both harnesses at length, on a database that may be thrown away. Prints its counts.

python -m tests.samen paren 10000
python -m tests.samen lijsten 1000000 --schrijvers 8 --lijsten 12 --seconden 1800
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

TELLING = "telling"  # the last line of each writer: how often he was refused, and how often he looked


def pairs(asked: argparse.Namespace) -> int:
    """Try the pairs; status 1 when one was overwritten in silence, or something else was wrong."""
    from tests.cast import make_cast
    from tests.samen.paren import Uitslag, try_pairs
    from tests.samen.wereld import make_objects

    began, ids, found = time.perf_counter(), make_objects(make_cast()), Uitslag()
    try:
        while found.paren < asked.aantal:
            try_pairs(ids, min(500, asked.aantal - found.paren), found)
            print(f"{found.paren} paren", file=sys.stderr)
    except KeyboardInterrupt:
        print("Afgebroken; dit was er tot dan toe:")
    print(f"{found} ({_where()}, {time.perf_counter() - began:.0f} s)")
    print(*found.fouten[:10], sep="\n")
    return int(bool(found.stil or found.fouten))


def lists(asked: argparse.Namespace) -> int:
    """Let processes append at the same time; status 1 when an acknowledged entry is lost or twice."""
    from keukentafel.plannen.models import Plan
    from tests.cast import make_cast
    from tests.samen.lijsten import Bevestigd, ends, faults
    from tests.samen.wereld import make_lists

    began, ids = time.perf_counter(), make_lists(make_cast(), asked.lijsten)
    each, names = -(-asked.aantal // asked.schrijvers), [f"s{n}" for n in range(asked.schrijvers)]
    with tempfile.TemporaryDirectory() as map:
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.samen", "schrijf", str(each), "--naam", name, "--seed", str(asked.seed),
                 "--ids", ",".join(map_str(ids)), "--naar", str(Path(map) / name), "--seconden", str(asked.seconden)]
            )
            for name in names
        ]  # fmt: skip
        broken = sum(process.wait() != 0 for process in running)
        lines = [line.split() for name in names for line in (Path(map) / name).read_text().splitlines()]
    took = time.perf_counter() - began
    kept = [Bevestigd(int(line[0]), int(line[1]), line[2]) for line in lines if line[0] != TELLING]
    refused, looked = (sum(int(line[place]) for line in lines if line[0] == TELLING) for place in (1, 2))
    done = len(kept) + refused + looked
    wrong = faults(kept, ends(ids))
    versions = Plan.history.filter(id__in=ids).count() - len(ids)
    print(
        f"{done} handelingen van {len(names)} schrijvers tegelijk op {len(ids)} lijsten: {looked} keer gelezen, "
        f"{len(kept)} keer bevestigd, {refused} keer geweigerd omdat een ander eerder was, {versions} versies in de "
        f"geschiedenis, {len(wrong)} keer kwijt of dubbel, {broken} schrijvers gestopt "
        f"({_where()}, {took:.0f} s, {done / took:.0f} per seconde)"
    )
    print(*wrong[:10], sep="\n")
    return int(bool(wrong or broken or versions != len(kept)))


def write(asked: argparse.Namespace) -> int:
    """One writer: append until so many were acknowledged, and write each down."""
    from tests.samen.lijsten import Schrijver

    writer = Schrijver(asked.naam, [int(pk) for pk in asked.ids.split(",")], hash_of(asked.naam, asked.seed))
    done, until = 0, time.monotonic() + asked.seconden
    with Path(asked.naar).open("w") as file:
        while done < asked.aantal and time.monotonic() < until:
            kept = writer.step()
            if kept is not None:
                done += 1
                file.write(f"{kept.lijst} {kept.plaats} {kept.wat}\n")
        file.write(f"{TELLING} {writer.geweigerd} {writer.gelezen}\n")
    return 0


def hash_of(naam: str, seed: int) -> int:
    """A seed of its own for each writer."""
    return seed * 1000 + int(naam[1:])


def map_str(ids: list[int]) -> list[str]:
    """Numbers as text."""
    return [str(pk) for pk in ids]


def _where() -> str:
    from django.db import connection

    return str(connection.vendor)


def main() -> int:
    """Read what is asked and do it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wat", choices=["paren", "lijsten", "schrijf"])
    parser.add_argument("aantal", type=int)
    parser.add_argument("--schrijvers", type=int, default=8)
    parser.add_argument("--lijsten", type=int, default=12)
    parser.add_argument("--seconden", type=float, default=float("inf"), help="stop na zoveel seconden")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--naam")
    parser.add_argument("--ids")
    parser.add_argument("--naar")
    asked = parser.parse_args()
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("proef met twee tegelijk")
    return {"paren": pairs, "lijsten": lists, "schrijf": write}[asked.wat](asked)


if __name__ == "__main__":
    sys.exit(main())
