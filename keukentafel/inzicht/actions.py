"""What can be done at the screen of Inzicht: ask for new figures."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Cijferronde
from keukentafel.inzicht.selectors import DOOD, running_round

BEZIG = "De cijfers worden al gemaakt. Kijk over een paar minuten weer."
GESTOPT = "De cijfers zijn niet gemaakt: het maken is gestopt zonder iets te zeggen."


@action("cijfers_gevraagd")
def request_figures(*, by: Actor) -> Cijferronde:
    """Begin a round: a process of its own makes the figures, so that the engine stays out of this one.

    Raises Regelfout while a round is running.
    """
    if running_round() is not None:
        raise Regelfout(BEZIG)
    now = timezone.now()
    Cijferronde.objects.filter(klaar_op=None, begonnen_op__lte=now - DOOD).update(klaar_op=now, fout=GESTOPT)
    try:
        with transaction.atomic():
            made = Cijferronde.objects.create(begonnen_op=now)
    except IntegrityError:  # somebody asked at the same moment
        raise Regelfout(BEZIG) from None
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
