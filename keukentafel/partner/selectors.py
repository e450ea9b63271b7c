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
from keukentafel.referentielijsten.public import Organisatiesoort, label_of
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import guide_of

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


@dataclass(frozen=True, slots=True)
class Partnerteam:
    """One team as a partner sees it: its areas, and what somebody there knows. No names (R-030)."""

    naam: str
    intake: bool
    gebieden: Sequence[str]
    kennis: Sequence[str]


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


def general_number() -> str:
    """The number on which a partner reaches the municipality; empty when none, or more than one, could be meant."""
    found = Organisatie.objects.filter(soort=Organisatiesoort.GEMEENTE, actief=True).exclude(telefoon="")
    numbers = dict(found.order_by("pk").values_list("naam", "telefoon"))
    if len(numbers) == 1:
        return next(iter(numbers.values()))
    return numbers.get(settings.GEMEENTE_NAAM, "")


def teams_for_partner(op: date, *, gebied: int | None = None, expertise: str = "") -> list[Partnerteam]:
    """The teams of day `op` as a partner may know them, by name; with `expertise` only where somebody knows it.

    Who works there stays out: nothing tells which worker agreed to be named outside the municipality (AVG art. 5).
    """
    wanted = label_of("expertise", expertise, op)
    return [
        Partnerteam(team.naam, team.intake, team.gebieden, team.kennis)
        for team in guide_of(op, gebied=gebied)
        if (wanted in team.kennis if wanted else team.gebieden or team.intake or team.kennis)
    ]


def is_busy(sleutel: Partnersleutel, nu: datetime | None = None) -> bool:
    """Whether this key sent as many meldingen in the last hour as it may."""
    since = (nu or timezone.now()) - timedelta(hours=1)
    return Inzending.objects.filter(sleutel=sleutel, gemaakt_op__gt=since).count() >= PER_UUR
