"""`scripts/uitgaven.sh`: bring each release to now, killed in every migration on the way. Prints its counts.

python -m tests.uitgaven [RELEASE] [--hoogstens 5]
python -m tests.uitgaven NAME --bewaar-cijfers DAY   keep what every report says now of the months before that day

The last is run once, by the code of the release itself, on its own database.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import date

from tests.uitgaven import cijfers
from tests.uitgaven.cijfers import kept, other_versions, until
from tests.uitgaven.opwaarderen import KEYS, chain_holds, lost, migrate, migrate_until_killed
from tests.uitgaven.plaatsen import facts, on, releases, restored


def bring_up(name: str, most: int) -> bool:
    """One release; True when nothing of it was lost."""
    began = time.perf_counter()
    with restored(name) as place:
        before, kills = facts(place), 0
        while kills < most and migrate_until_killed(place):
            kills += 1
            if wrong := lost(before, facts(place)):
                print(f"{name}: na {kills} keer afbreken: {wrong[:3]}")
                return False
        migrate(place)
        wrong, sound = lost(before, facts(place)), chain_holds(place)
        figures = kept(name)
        with on(place):
            after = cijfers.figures(until(figures))
        wrong += cijfers.differing(figures, after)
    print(
        f"{name}: {kills} keer afgebroken in een migratie en verder gegaan, {len(before)} feiten en "
        f"{len(figures)} rapporten per maand vergeleken ({other_versions(figures, after)} met een nieuwe definitie), "
        f"{len(wrong)} anders, het logboek {'klopt' if sound else 'is gebroken'} ({time.perf_counter() - began:.0f} s)"
    )
    print(*wrong[:10], sep="\n")
    return sound and not wrong


def main() -> int:
    """Read what is asked and do it; status 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("uitgave", nargs="*", help="zonder: alle van deze database")
    parser.add_argument("--hoogstens", type=int, default=10_000, help="zo vaak afbreken en niet vaker")
    parser.add_argument("--bewaar-cijfers", type=date.fromisoformat, metavar="DAG", help="bewaar wat rapporten zeggen")
    asked = parser.parse_args()
    os.environ.update(KEYS)
    import django

    django.setup()
    from django.db import connection

    from keukentafel.core.muur import name_system

    name_system("proef met een uitgave")
    if asked.bewaar_cijfers:
        with restored(asked.uitgave[0]) as place, on(place):
            print(cijfers.write(asked.uitgave[0], asked.bewaar_cijfers), "cijfers bewaard")
        return 0
    names = asked.uitgave or releases(connection.vendor)
    whole = [bring_up(name, asked.hoogstens) for name in names]  # each, also after one that was not
    return int(not all(whole))


if __name__ == "__main__":
    sys.exit(main())
