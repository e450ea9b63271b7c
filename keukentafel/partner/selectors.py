"""Reads: which key is this, which keys are there, how busy is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone

from keukentafel.core.versleuteling import blind_index
from keukentafel.partner.models import Inzending, Partnersleutel
from keukentafel.partner.states import DEMOSLEUTEL, PER_UUR, Sleutelstand

DOEL = "partnersleutel"
ALFABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # no letters or digits that look alike
LENGTE = 28  # characters; 30 ** 28 is more than 2 ** 137


@dataclass(frozen=True, slots=True)
class Sleutelregel:
    """One key in the list of the administrator: `aantal` meldingen came in with it, the last on `laatst`."""

    sleutel: Partnersleutel
    stand: Sleutelstand
    aantal: int
    laatst: date | None


def fingerprint(tekst: str) -> str:
    """The keyed fingerprint of a key as typed: small letters, spaces and hyphens do not matter."""
    plain = "".join(sign for sign in tekst.upper() if sign.isalnum())
    return blind_index(plain, DOEL)


def find_sleutel(tekst: str) -> Partnersleutel | None:
    """The key that was typed, when it holds today; None for an unknown, ended or expired one alike."""
    merk = fingerprint(tekst)
    if merk == fingerprint(DEMOSLEUTEL) and not settings.DEMO:
        return None
    found = Partnersleutel.objects.filter(merk=merk).first()
    return found if found is not None and _holds(found) else None


def sleutel_by_id(sleutel_id: int) -> Partnersleutel | None:
    """The key that a session remembers, when it still holds today."""
    found = Partnersleutel.objects.select_related("organisatie", "team").filter(pk=sleutel_id).first()
    return found if found is not None and _holds(found) else None


def _holds(sleutel: Partnersleutel) -> bool:
    return sleutel.stand(timezone.localdate()) == Sleutelstand.GELDT


def list_sleutels() -> Sequence[Sleutelregel]:
    """All keys by organisation, the newest first, with how often and when they were used; one query."""
    today = timezone.localdate()
    rows = Partnersleutel.objects.select_related("organisatie", "team").annotate(
        aantal=Count("inzendingen"), laatst=Max("inzendingen__gemaakt_op")
    )
    return [
        Sleutelregel(row, row.stand(today), row.aantal, timezone.localdate(row.laatst) if row.laatst else None)
        for row in rows.order_by("organisatie__naam", "-van", "-pk")
    ]


def is_busy(sleutel: Partnersleutel, nu: datetime | None = None) -> bool:
    """Whether this key sent as many meldingen in the last hour as it may."""
    since = (nu or timezone.now()) - timedelta(hours=1)
    return Inzending.objects.filter(sleutel=sleutel, gemaakt_op__gt=since).count() >= PER_UUR
