"""After any order of joining, leaving, handing over, shielding, merging and closing nobody sees more than he may (Z11).

After every step the bare rows (reekswereld.py) are held against the list and the decision of some people, at the end of
everybody. `scripts/policy.sh sequences` runs more.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from pytest_django import Settings

from keukentafel.audit.public import SYSTEEM, post_event
from tests.cast import Cast
from tests.casussen.reekswereld import MENSEN, Wereld, differences, make_world
from tests.casussen.test_zichtbaar import undone

REEKSEN = int(os.environ.get("KEUKENTAFEL_REEKSEN", "8"))
GEZINNEN = min(REEKSEN, 50)  # side by side in one world
STAPPEN = 50 if REEKSEN > 10 else 16
KIJKERS = 2  # of the seven, after each step
ZAAD = int(os.environ.get("KEUKENTAFEL_ZAAD", "1"))


def live(world: Wereld, zaad: int) -> int:
    """All steps of one world, somebody looking after each; how many cases were judged."""
    judged = 0
    for step in range(STAPPEN):
        with post_event("reeks", by=SYSTEEM):  # the lines of all households are written at once
            world.live()
        last = step == STAPPEN - 1  # at the end everybody looks, on the way a few who were drawn
        look = MENSEN if last else world.dobbel.sample(MENSEN, KIJKERS)
        wrong = differences(world.cast, look)
        assert not wrong, f"wereld {zaad}, stap {step}: {wrong}"
        judged += len(look) * sum(len(gezin.casussen) for gezin in world.gezinnen)
    return judged


@pytest.mark.sqlite
def test_in_any_order_nobody_sees_more_than_his_relations_allow(cast: Cast, settings: Settings) -> None:
    settings.SIMPLE_HISTORY_ENABLED = False  # nobody asks for former versions here
    judged, counted = 0, Counter[str]()
    for number in range(0, REEKSEN, GEZINNEN):
        with undone():
            world = make_world(cast, random.Random(ZAAD + number), counted, GEZINNEN)  # not a secret
            judged += live(world, ZAAD + number)
        if (number + GEZINNEN) % 1000 == 0:  # of a long run that is broken off one knows how far it came
            print(f"{number + GEZINNEN} sequences without a difference", flush=True)
    print(
        f"{REEKSEN} sequences of {STAPPEN} steps, {GEZINNEN} households in a world, {judged} times a case was judged, "
        f"seed {ZAAD}; {dict(sorted(counted.items()))}"
    )
    assert counted["geweigerd"] < REEKSEN * STAPPEN / 2
