"""The file of an export: made in a process of its own, kept encrypted, handed over once, gone after seven days."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.versleuteldbestand import VersleuteldBestand, write_encrypted
from keukentafel.privacy.inzage.keuring import who
from keukentafel.privacy.inzage.omgeving import surroundings
from keukentafel.privacy.inzage.pakket import Kopie, write_package
from keukentafel.privacy.inzage.plaats import load_plaatsing
from keukentafel.privacy.inzage.stukken import Lezing
from keukentafel.privacy.models import Inzage, Inzagebestand
from keukentafel.privacy.rechten.ontvanger import require_receiver
from keukentafel.privacy.states import Bestandstand, Onthouding
from keukentafel.toegang.public import Gebruiker

PLAATS = "privacy.inzagebestand"
BEWAREN = timedelta(days=7)
DOOD = timedelta(minutes=15)  # a making that takes longer was cut off
BEZIG = "De kopie wordt al gemaakt. Kijk over een minuut weer."


@action("kopie_gevraagd")
def ask_copy(*, by: Gebruiker, inzage: Inzage) -> Inzagebestand:
    """Ask for the copy; a process of its own makes it after the commit. Raises Regelfout.

    What was made before for this request is gone: there is one copy at a time.
    """
    verzoek = inzage.verzoek
    if verzoek.afgehandeld_op is not None:
        raise Regelfout("Dit verzoek is al afgehandeld.")
    if not verzoek.identiteit:
        raise Regelfout("Stel eerst vast wie het vraagt.")
    require_receiver(verzoek, timezone.localdate())
    now = timezone.now()
    waiting = inzage.bestanden.filter(stand=Bestandstand.WACHT)
    waiting.filter(gevraagd_op__lt=now - DOOD).update(stand=Bestandstand.MISLUKT)
    if waiting.exists():
        raise Regelfout(BEZIG)
    inzage.bestanden.filter(stand=Bestandstand.KLAAR).update(stand=Bestandstand.VERLOPEN, inhoud=b"")
    made = Inzagebestand.objects.create(inzage=inzage, gevraagd_op=now)
    record("kopie_gevraagd", verzoek, subjects=[verzoek.persoon_id])
    transaction.on_commit(lambda: start_making(made.pk))
    return made


def start_making(bestand_id: int) -> None:
    """Start the process that makes it: reading and drawing a large dossier takes seconds, and memory of its own."""
    command = [sys.executable, "-m", "keukentafel", "inzage", "--maak", str(bestand_id)]
    subprocess.Popen(  # noqa: S603  # our own interpreter and module, and a number
        command, start_new_session=True, env=os.environ.copy(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@action("kopie_gemaakt")
def make_copy(*, by: Actor, bestand: Inzagebestand, vandaag: date | None = None) -> Inzagebestand:
    """Read everything, write the package and keep it encrypted. Raises Regelfout when it does not wait (any more)."""
    locked = Inzagebestand.objects.select_for_update().select_related("inzage__verzoek").get(pk=bestand.pk)
    if locked.stand != Bestandstand.WACHT:
        raise Regelfout("Deze kopie wacht niet.")
    verzoek, day, plaatsing = locked.inzage.verzoek, vandaag or timezone.localdate(), load_plaatsing()
    wie = who(verzoek.persoon_id, day)
    lezing = Lezing(wie, plaatsing, [Onthouding(one) for one in locked.inzage.mee])
    pieces = list(lezing.stukken())
    withheld = {one: lezing.onthouden[one] for one in Onthouding}
    kopie = Kopie(pieces, withheld, surroundings(wie, pieces), locked.inzage.reden, day)
    target = io.BytesIO()
    write_encrypted(target, [write_package(kopie, plaatsing)], PLAATS)
    locked.inhoud, locked.stukken = target.getvalue(), len(pieces)
    locked.onthouden = {one.value: number for one, number in withheld.items() if number}
    locked.stand, locked.klaar_op = Bestandstand.KLAAR, timezone.now()
    locked.save()
    record("kopie_gemaakt", verzoek, subjects=sorted(wie.ids), reden=f"{len(pieces)} stukken")
    return locked


@action("kopie_opgehaald")
def hand_over(*, by: Gebruiker, bestand: Inzagebestand) -> bytes:
    """Return the package, and forget it: it is handed over once.

    Raises Regelfout when it is not there (any more), or when who asked may not be given it (any more).
    """
    locked = Inzagebestand.objects.select_for_update().select_related("inzage__verzoek").get(pk=bestand.pk)
    if locked.stand != Bestandstand.KLAAR or locked.klaar_op is None or locked.klaar_op < timezone.now() - BEWAREN:
        raise Regelfout("Deze kopie is er niet meer. Maak een nieuwe.")
    require_receiver(locked.inzage.verzoek, timezone.localdate())
    plain = VersleuteldBestand(io.BytesIO(bytes(locked.inhoud)), PLAATS).read()
    locked.stand, locked.opgehaald_op, locked.inhoud = Bestandstand.OPGEHAALD, timezone.now(), b""
    locked.save()
    record("kopie_opgehaald", locked.inzage.verzoek, subjects=[locked.inzage.verzoek.persoon_id])
    return plain


@action("kopie_mislukt")
def note_failure(*, by: Actor, bestand: Inzagebestand) -> None:
    """The making stopped on a fault; the officer can ask again."""
    Inzagebestand.objects.filter(pk=bestand.pk, stand=Bestandstand.WACHT).update(stand=Bestandstand.MISLUKT)
    record("kopie_mislukt", bestand.inzage.verzoek, subjects=[bestand.inzage.verzoek.persoon_id])


@action("kopieen_verlopen")
def forget_old(*, by: Actor) -> int:
    """Forget every copy that lies ready for more than seven days; return how many."""
    number = _old().update(stand=Bestandstand.VERLOPEN, inhoud=b"")
    record("kopieen_verlopen", None, reden=f"{number} kopieën")
    return number


def count_old() -> int:
    """How many copies lie ready for more than seven days."""
    return _old().count()


def _old() -> QuerySet[Inzagebestand]:
    return Inzagebestand.objects.filter(stand=Bestandstand.KLAAR, klaar_op__lt=timezone.now() - BEWAREN)
