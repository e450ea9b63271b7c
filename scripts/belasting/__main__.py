"""Load on a city of scripts.bench, as in production; called by scripts/belasting.sh, which says how.

`rit`: some minutes at one rate, with the limits of P1. `trap`: a higher rate each time, until the 95th percentile
passes the limit. `buren`: two municipalities on one machine, one of them at ten times its load.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import django


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make load ARGS=…", description=__doc__)
    parser.add_argument("wat", choices=("rit", "trap", "buren"))
    parser.add_argument("--ports", type=int, nargs=2, required=True, help="of the server, and of the neighbour's")
    parser.add_argument("--database-pid", type=int)
    parser.add_argument("--seconds", type=float, default=1800, help="rit: how long")
    parser.add_argument("--rate", type=float, default=10, help="requests a second; buren: the load of each, 2 is usual")
    parser.add_argument("--staff", type=int, default=100, help="colleagues with a session")
    parser.add_argument("--workers", type=int, default=None, help="processes: 2, and 1 for each of two neighbours")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--step-seconds", type=float, default=30, help="trap: how long each rate lasts")
    parser.add_argument("--rates", default="10,20,30,40,50,60,80,100", help="trap: which rates")
    parser.add_argument("--cases", type=int, default=100_000, help="of the city, when there is none yet")
    parser.add_argument("--turns", type=int, default=4, help="buren: how often quiet and storm follow each other")
    parser.add_argument("--turn-seconds", type=float, default=30, help="buren: how long each of them lasts")
    parser.add_argument("--indeling", choices=("eigen", "aandelen", "geen"), default="eigen", help="see buren.py")
    parser.add_argument("--lines", type=int, default=0, help="first put so many invented lines in the log")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("var/belasting"), help="where the CSV goes")
    return parser.parse_args()


def main() -> None:
    """Prepare, ride, print; status 1 when something is not good enough."""
    chosen = options()
    chosen.workers = chosen.workers or (1 if chosen.wat == "buren" else 2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from keukentafel.core.muur import name_system
    from scripts.belasting import buren, ritten
    from scripts.belasting.server import APP
    from scripts.bench.__main__ import prepare

    name_system("belastingproef")
    prepare(chosen.cases, 16, 1, chosen.database_pid)
    print("", flush=True)
    call_command("grants", APP, "--toepassen", stdout=StringIO())
    if chosen.lines:
        ritten.fill_log(chosen.lines)
    work: dict[str, Callable[[argparse.Namespace], list[str]]] = {
        "rit": ritten.ride_on, "trap": ritten.climb, "buren": buren.storm,
    }  # fmt: skip
    wrong = work[chosen.wat](chosen)
    print("\n" + ("\n".join(f"NOT GOOD ENOUGH: {one}" for one in wrong) or "All limits are kept."), flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
