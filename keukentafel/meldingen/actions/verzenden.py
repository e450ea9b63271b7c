"""The outbox: a mail to a reporter is laid ready in the POST, and sent afterwards, never inside a transition.

A message waits with `verzending` klaargezet. A sender claims it in a transaction of its own (so that two servers do
not both take it), mails it outside any transaction, and writes down how that went. At least once: a server that falls
between the mail and the writing leaves the message to be sent again after ADEMPAUZE.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.berichten import deliver, mail_address, write_bericht
from keukentafel.meldingen.models import Melding, Terugkoppelbericht
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import Verzendstand

POGINGEN = 6
ADEMPAUZE = timedelta(minutes=2)  # doubled at every try: 2, 4, 8 … minutes, an hour in all


def lay_in_outbox(*, by: Actor, bericht: Terugkoppelbericht) -> None:
    """Let this message be mailed after this transaction. Part of an action: does not record by itself.

    Raises Regelfout when the reporter has no address.
    """
    if not mail_address(bericht.terugkoppeling.melding):
        raise Regelfout("Er is geen e-mailadres van de melder. Kies brief of telefoon.", veld="wijze")
    bericht.change(verzending=Verzendstand.KLAARGEZET, pogingen=0, probeer_na=None)


def send_waiting(nu: datetime | None = None) -> tuple[int, int]:
    """Mail what waits in the outbox; how many were sent, and how many tries failed."""
    now = nu or timezone.now()
    sent = failed = 0
    due = Terugkoppelbericht.objects.filter(Q(probeer_na=None) | Q(probeer_na__lte=now))
    for pk in due.filter(verzending=Verzendstand.KLAARGEZET).order_by("pk").values_list("pk", flat=True):
        bericht = _claim(pk, now)
        if bericht is None:
            continue
        melding = bericht.terugkoppeling.melding
        try:
            deliver(melding, write_bericht(melding, bericht))
        except (OSError, Regelfout):
            failed += 1
            if bericht.pogingen >= POGINGEN:
                mark_failed(by=SYSTEEM, bericht=bericht)
        else:
            sent += 1
            mark_sent(by=SYSTEEM, bericht=bericht)
    return sent, failed


def _claim(pk: int, nu: datetime) -> Terugkoppelbericht | None:
    """Take one message, so that nobody else tries it for a while; None when another was first."""
    with transaction.atomic():
        rows = Terugkoppelbericht.objects.select_for_update().filter(Q(probeer_na=None) | Q(probeer_na__lte=nu), pk=pk)
        bericht = rows.filter(verzending=Verzendstand.KLAARGEZET).first()
        if bericht is None:
            return None
        wait = ADEMPAUZE * 2**bericht.pogingen
        bericht.change(pogingen=bericht.pogingen + 1, probeer_na=nu + wait)
    return bericht


@action("bericht_verzonden")
def mark_sent(*, by: Actor, bericht: Terugkoppelbericht) -> None:
    """The mail server took the message."""
    _mark(bericht, Verzendstand.VERZONDEN, "bericht_verzonden")


@action("bericht_mislukt")
def mark_failed(*, by: Actor, bericht: Terugkoppelbericht) -> None:
    """The message could not be mailed, however often it was tried: a person has to look at it."""
    _mark(bericht, Verzendstand.MISLUKT, "bericht_mislukt")


@action("bericht_opnieuw_klaargezet")
def send_again(*, by: Actor, bericht: Terugkoppelbericht) -> None:
    """Try a message that failed once more. Raises Regelfout when it did not fail, or without an address."""
    locked = Terugkoppelbericht.lock(bericht.pk)
    if locked.verzending != Verzendstand.MISLUKT:
        raise Regelfout("Dit bericht is niet mislukt.")
    lay_in_outbox(by=by, bericht=locked)
    _note(locked.terugkoppeling.melding, "bericht_opnieuw_klaargezet")


def _mark(bericht: Terugkoppelbericht, stand: Verzendstand, gebeurtenis: str) -> None:
    locked = Terugkoppelbericht.lock(bericht.pk)
    locked.change(verzending=stand, probeer_na=None)
    _note(locked.terugkoppeling.melding, gebeurtenis)


def _note(melding: Melding, gebeurtenis: str) -> None:
    record(gebeurtenis, melding, subjects=subjects_of_melding(melding), wet=melding.wet)
