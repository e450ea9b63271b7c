"""The destruction list has exactly what may go: nobody too early, nobody too late, nobody with anything running (R1).

`scripts/policy.sh destruction` runs more worlds.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import date

import pytest

from keukentafel.privacy.bewaren.lijst import find_due
from tests.cast import Cast
from tests.casussen.test_zichtbaar import undone
from tests.privacy.vernietigwerelden import Wereld, draw_day, draw_world, may_go, write_terms, write_worlds

WERELDEN = int(os.environ.get("KEUKENTAFEL_WERELDEN", "40"))
TEGELIJK = min(WERELDEN, 50)
ZAAD = int(os.environ.get("KEUKENTAFEL_ZAAD", "1"))


@pytest.mark.sqlite
def test_what_is_on_the_list_is_what_may_go(cast: Cast) -> None:
    counted: Counter[str] = Counter()
    write_terms()
    for number in range(0, WERELDEN, TEGELIJK):
        dobbel = random.Random(ZAAD + number)  # not a secret
        op = draw_day(dobbel)
        worlds = [draw_world(cast, dobbel, op) for _ in range(TEGELIJK)]
        with undone():
            write_worlds(cast, worlds, op)
            listed = {one.casus.pk: (one.soort, one.einde) for one in find_due(op, hoogstens=10**6)}
            wrong = [told for w in worlds for told in differences(w, listed, op, counted)]
        assert not wrong, f"zaad {ZAAD + number}, {op}: {wrong[:5]}"
        if (number + TEGELIJK) % 1000 == 0:
            print(f"{number + TEGELIJK} worlds without a difference", flush=True)
    print(f"{WERELDEN} worlds, seed {ZAAD}; {dict(sorted(counted.items()))}")
    assert counted["mag weg"] >= WERELDEN / 10 and counted["blijft"] >= WERELDEN / 2


def differences(w: Wereld, listed: dict[int, tuple[str, date]], op: date, counted: Counter[str]) -> list[str]:
    """The cases of this world about which the list and the rule disagree."""
    wrong = []
    for casus in w.casussen:
        wanted = may_go(w, casus, op)
        found = listed.get(casus.pk)
        counted["mag weg" if wanted else "blijft"] += 1
        if wanted != found:
            wrong.append(f"{casus.nummer}, gesloten {casus.afgesloten_op}: regel {wanted}, lijst {found}")
    return wrong
