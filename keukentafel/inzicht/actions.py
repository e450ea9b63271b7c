"""What can be done at the screen of Inzicht: ask for new figures."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

from django.db import transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Cijferronde
from keukentafel.inzicht.selectors import running_round


@action("cijfers_gevraagd")
def request_figures(*, by: Actor) -> Cijferronde:
    """Begin a round: a process of its own makes the figures, so that the engine stays out of this one.

    Raises Regelfout while a round is running.
    """
    if running_round() is not None:
        raise Regelfout("De cijfers worden al gemaakt. Kijk over een paar minuten weer.")
    made = Cijferronde.objects.create(begonnen_op=timezone.now())
    record("cijfers_gevraagd", made)
    transaction.on_commit(partial(start_process, made.pk))
    return made


def start_process(ronde: int) -> None:
    """Start `keukentafel inzicht --ronde N` apart from this process; it inherits the environment, and nothing open."""
    subprocess.Popen(  # noqa: S603  our own interpreter, our own command, a number
        [sys.executable, "-m", "keukentafel", "inzicht", "--ronde", str(ronde)],
        env=dict(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
