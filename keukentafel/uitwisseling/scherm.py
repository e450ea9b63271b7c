"""Writes: a package on the screen, checked and brought in by a process of its own, so that no page waits for it."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from collections.abc import Iterable
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.fouten import Foutenlijst, Pakketfout
from keukentafel.uitwisseling.inlezen import BRON_HOOGSTENS, Uitkomst, import_package
from keukentafel.uitwisseling.map import Inleesmap, Stand, drop_stale
from keukentafel.uitwisseling.models import Inlezing
from keukentafel.uitwisseling.states import Inlezingstatus

logger = logging.getLogger(__name__)
AANLOOP = timedelta(seconds=60)  # a process that has not begun by then will not
BEZIG = (Inlezingstatus.CONTROLE, Inlezingstatus.INLEZEN)
STORING = (
    "Dit lukte niet door een storing. Er is niets ingelezen. De beheerder vindt de plek in het logboek van de server."
)
GEWEIGERD = "De database weigerde het pakket. Er is niets ingelezen."


def start_process(inlezing: Inlezing) -> None:
    """Let a process of its own do what this package waits for; it goes on when the page has gone.

    What it has to tell the administrator goes where the server's own log goes (stderr).
    """
    subprocess.Popen(  # noqa: S603 (our own command, with a number)
        [sys.executable, "-m", "keukentafel", "pakket_verwerken", str(inlezing.pk)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


@action("gegevenspakket_aangeboden")
def offer_package(*, by: Gebruiker, bron: str, bestand: Iterable[bytes]) -> Inlezing:
    """Keep an uploaded zip and have it checked. Raises Regelfout for a source without a name, OSError."""
    if not bron.strip() or len(bron) > BRON_HOOGSTENS:
        raise Regelfout("Vul in van wie het pakket komt.", veld="bron")
    drop_stale()
    inlezing = Inlezing.objects.create(bron=bron.strip(), door=by)
    Inleesmap(inlezing.sleutel).receive(bestand)
    record("gegevenspakket_aangeboden", inlezing)
    transaction.on_commit(lambda: start_process(inlezing))
    return inlezing


@action("gegevenspakket_inlezen_gestart")
def start_import(*, by: Gebruiker, inlezing: Inlezing) -> Inlezing:
    """Have a checked package brought in; also again after its process broke off. Raises Regelfout when it cannot."""
    locked = Inlezing.lock(inlezing.pk)
    if locked.status != Inlezingstatus.GECONTROLEERD and not is_stopped(locked):
        raise Regelfout("Dit pakket kan nu niet worden ingelezen.")
    if not is_kept(locked):
        raise Regelfout("Dit pakket is na een dag verwijderd. Bied het opnieuw aan.")
    checked = locked.status != Inlezingstatus.CONTROLE
    locked.change(status=Inlezingstatus.INLEZEN if checked else Inlezingstatus.CONTROLE, door=by)
    record("gegevenspakket_inlezen_gestart", locked)
    transaction.on_commit(lambda: start_process(locked))
    return locked


@action("gegevenspakket_weggedaan")
def put_aside(*, by: Gebruiker, inlezing: Inlezing) -> Inlezing:
    """Remove a package that will not come in. Raises Regelfout while it is worked on, or when it came in."""
    locked = Inlezing.lock(inlezing.pk)
    busy = locked.status in BEZIG and not is_stopped(locked)
    if busy or locked.status == Inlezingstatus.INGELEZEN:
        raise Regelfout("Dit pakket kan nu niet weg.")
    locked.change(status=Inlezingstatus.WEGGEDAAN)
    record("gegevenspakket_weggedaan", locked)
    transaction.on_commit(Inleesmap(locked.sleutel).drop)
    return locked


def is_kept(inlezing: Inlezing) -> bool:
    """Whether the zip is still there; what waited longer than a day is removed first."""
    drop_stale()
    return Inleesmap(inlezing.sleutel).pakket.is_file()


def is_stopped(inlezing: Inlezing) -> bool:
    """Whether the process that should be at work on this package broke off; then nothing of it was written."""
    if inlezing.status not in BEZIG or Inleesmap(inlezing.sleutel).is_worked_on():
        return False
    return timezone.now() - inlezing.gewijzigd_op > AANLOOP


def _log(inlezing: Inlezing, fault: Exception) -> None:
    """Say where it went wrong; never the words of the fault, which may repeat a row."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    words = "gegevenspakket %s: %s in %s, regel %s"
    logger.error(words, inlezing.pk, type(fault).__name__, place.filename, place.lineno)


def process_package(inlezing: Inlezing) -> None:
    """Do what this package waits for: check it, or bring it in. For a process of its own."""
    place = Inleesmap(inlezing.sleutel)
    with place.at_work() as ours:
        if not ours or inlezing.status not in BEZIG:
            return
        trial, fouten, reason = inlezing.status == Inlezingstatus.CONTROLE, Foutenlijst(), ""
        outcome = Uitkomst({})
        try:
            outcome = import_package(
                by=inlezing.door, pad=place.open_pakket, fouten=fouten, bron=inlezing.bron, proef=trial,
                voortgang=lambda stap, naam, rijen: place.tell(Stand(stap, naam, rijen)),
            )  # fmt: skip
        except Pakketfout as fault:
            reason = str(fault)
            fouten.conclude(reason)
        except (DatabaseError, Regelfout):  # their words repeat the row
            reason = GEWEIGERD
            fouten.conclude(reason)
        except Exception as fault:
            reason = STORING
            fouten.conclude(reason)
            _log(inlezing, fault)
        if fouten:
            fouten.write(place.fouten)
        finish_step(by=inlezing.door, inlezing=inlezing, uitkomst=outcome, fouten=len(fouten), reden=reason)


@action("gegevenspakket_verwerkt")
def finish_step(*, by: Actor, inlezing: Inlezing, uitkomst: Uitkomst, fouten: int, reden: str) -> None:
    """Write down what became of a check or an import; the zip goes when it came in or was refused."""
    locked = Inlezing.lock(inlezing.pk)
    counts = {naam: one.as_row() for naam, one in uitkomst.tellingen.items()}
    good = Inlezingstatus.GECONTROLEERD if locked.status == Inlezingstatus.CONTROLE else Inlezingstatus.INGELEZEN
    status = Inlezingstatus.GEWEIGERD if fouten else good
    locked.change(status=status, fouten=fouten, tellingen=counts, reden=reden[:300])
    record("gegevenspakket_verwerkt", locked, reden=status.value)
    if status != Inlezingstatus.GECONTROLEERD:
        transaction.on_commit(Inleesmap(locked.sleutel).drop_pakket)
