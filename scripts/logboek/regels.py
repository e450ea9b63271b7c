"""U4: whatever somebody types or sends, it stays one line of text in the log."""

from __future__ import annotations

import random

from django.db import transaction

from keukentafel.audit.gebeurtenis import Gebeurtenis, Post
from keukentafel.audit.models import Regel
from keukentafel.audit.schrijven import write
from keukentafel.audit.selectors import verify_chain

LASTIG = (
    "\r\n", "\n",
    "\x00", "\x1b[2J", "\x1f", "\u202e", "\u2066", "\u2028", "\u2029", "\ud800", "\x85", "~", "é", "漢", " ",
    "x" * 2000, "'; DROP TABLE audit_regel; --", "%s", "{0}", "<script>", "\N{ZERO WIDTH JOINER}",
)  # fmt: skip
PORTIE = 500


class Terug(Exception):
    """Take the lines back."""


def inject(count: int) -> list[str]:
    """Write `count` events with hostile text in every field that takes text; what is wrong, in words. Nothing stays."""
    pick, faults = random.Random(1), []  # noqa: S311 (the same each time)
    for start in range(0, count, PORTIE):
        try:
            with transaction.atomic():
                before = Regel.objects.count()
                for _ in range(min(PORTIE, count - start)):
                    _write_hostile(pick)
                made = Regel.objects.order_by("-volgnr")[: Regel.objects.count() - before]
                faults += _faults(list(made), min(PORTIE, count - start))
                raise Terug
        except Terug:
            continue
    return faults


def _write_hostile(pick: random.Random) -> None:
    text = ["".join(pick.choices(LASTIG, k=pick.randrange(1, 5))) for _ in range(6)]
    if pick.random() < 0.002:
        text[0] *= 100_000  # a header of a megabyte
    event = Gebeurtenis("proef", 1, text[1], oorsprong=text[0], vreemd=text[2])
    event.posten.append(Post("lezen", "proef", "casus", text[3], reden=text[4], wet=text[5]))
    write(event)


def _faults(made: list[Regel], expected: int) -> list[str]:
    found = [] if len(made) == expected else [f"{expected} keer geschreven, {len(made)} regels"]
    for line in made:
        values = (line.oorsprong, line.rol, line.vreemd, line.object_id, line.reden, line.wet)
        if not all(value.isprintable() and len(value) <= 80 for value in values):
            found.append(f"regel {line.volgnr} is niet een regel tekst")
    broken = verify_chain()[1]
    return found if broken is None else [*found, f"de keten breekt bij {broken.volgnr}"]
