"""How a key of a partner stands, and the bounds within which it may be used. No Django models here."""

from datetime import date, timedelta

from django.db.models import TextChoices

PER_UUR = 20  # meldingen with one key; a whole school does not send more
MISLUKT_HOOGSTENS = 10  # wrong keys from one address that are written down in `MISLUKT_VENSTER`
MISLUKT_VENSTER = timedelta(minutes=15)
SESSIE = timedelta(hours=4)  # so long is a key remembered on a device after it was typed
LOOPTIJD = timedelta(days=365)  # how long a new key lasts when nobody says otherwise
LANGSTENS = timedelta(days=2 * 365)
DEMOSLEUTEL = "PROEF-PROEF-PROEF"  # of the practice in the demo; opens nothing where the demo is off


class Sleutelstand(TextChoices):
    """How a key stands on a day; follows from its days, never stored."""

    KOMT = "komt", "Geldt nog niet"
    GELDT = "geldt", "Geldt"
    VERLOPEN = "verlopen", "Verlopen"
    BEEINDIGD = "beeindigd", "Beëindigd"


def stand_on(op: date, van: date, tot: date, beeindigd_op: date | None) -> Sleutelstand:
    """The stand of a key on day `op`: it holds from `van` up to and including `tot`, until somebody ends it."""
    if beeindigd_op is not None:
        return Sleutelstand.BEEINDIGD
    if op < van:
        return Sleutelstand.KOMT
    return Sleutelstand.GELDT if op <= tot else Sleutelstand.VERLOPEN
