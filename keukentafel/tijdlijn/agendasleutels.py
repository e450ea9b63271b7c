"""Writes: make the secret address of one's own calendar, and end it."""

import secrets
from datetime import timedelta

from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.tijdlijn.agenda import fingerprint
from keukentafel.tijdlijn.models import Agendasleutel
from keukentafel.toegang.public import Gebruiker

GELDIG = timedelta(days=365)
OCTETTEN = 24  # 192 bits; screens.md 3.25 asks for at least 128


@action("agendasleutel_gemaakt")
def make_agendasleutel(*, by: Gebruiker) -> tuple[Agendasleutel, str]:
    """A new secret address for one's own calendar, for a year; the one before it ends at once.

    Returns it with its text, which is not stored and cannot be shown again.
    """
    today = timezone.localdate()
    _end_all(by)
    key = secrets.token_urlsafe(OCTETTEN)
    made = Agendasleutel.objects.create(gebruiker=by, merk=fingerprint(key), van=today, tot=today + GELDIG)
    record("agendasleutel_gemaakt", made)
    return made, key


@action("agendasleutel_beeindigd")
def end_agendasleutel(*, by: Gebruiker) -> None:
    """Close one's own address at once. Raises Regelfout when there is none."""
    ended = _end_all(by)
    if not ended:
        raise Regelfout("U hebt geen agenda-adres meer.")
    record("agendasleutel_beeindigd", ended[0])


def _end_all(user: Gebruiker) -> list[Agendasleutel]:
    keys = Agendasleutel.objects.select_for_update().filter(gebruiker=user, beeindigd_op=None).order_by("pk")
    ended = list(keys)
    for key in ended:
        key.change(beeindigd_op=timezone.localdate())
    return ended
