"""The keys with which other systems ask for figures: made once, dated, ended at once. Actions and selectors."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.versleuteling import blind_index
from keukentafel.inzicht.models import Koppelsleutel
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.teams.public import Team

DOEL = "koppelsleutel"
BEGIN = "kt_"  # so that who searches a disk or a mail for lost keys finds ours
LOOPTIJD, LANGSTENS = timedelta(182), timedelta(366)
LENGTE = 100  # characters; no key is longer


@dataclass(frozen=True, slots=True)
class Koppelregel:
    """One key in the list of the administrator, with how it stands today in words."""

    sleutel: Koppelsleutel
    geldt: bool
    stand: str


@action("koppelsleutel_gemaakt")
def make_koppelsleutel(
    *, by: Actor, naam: str, tot: date, team: Team | None = None, rapporten: Sequence[str] = ()
) -> tuple[Koppelsleutel, str]:
    """Make a key for an integration, from today up to and including `tot`; returns it with its text, which is not
    stored and cannot be shown again.

    With `team`: the exact figures of that team, of these reports. Without: the published figures, without small
    numbers. Raises Regelfout for a day out of bounds, or reports that cannot be of one team.
    """
    today = timezone.localdate()
    if not today <= tot <= today + LANGSTENS:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens een jaar vooruit.", veld="tot")
    if team is not None and not rapporten:
        raise Regelfout("Kies welke rapporten van het team deze koppeling krijgt.", veld="rapporten")
    if team is None and rapporten:
        raise Regelfout("Zonder team krijgt de koppeling de cijfers zonder kleine aantallen. Kies dan geen rapporten.",
                        veld="rapporten")  # fmt: skip
    if any(one not in definities() or not definities()[one].met_team for one in rapporten):
        raise Regelfout("Een van deze rapporten is niet van één team te geven.", veld="rapporten")
    text = BEGIN + secrets.token_urlsafe(32)
    made = Koppelsleutel.objects.create(
        naam=" ".join(naam.split()), merk=blind_index(text, DOEL), blik=Blikveld.TEAM if team else Blikveld.BELEID,
        team=team, rapporten=list(dict.fromkeys(rapporten)), van=today, tot=tot,
    )  # fmt: skip
    record("koppelsleutel_gemaakt", made)
    return made, text


@action("koppelsleutel_beeindigd")
def end_koppelsleutel(*, by: Actor, sleutel: Koppelsleutel) -> Koppelsleutel:
    """Close a key at once. Raises Regelfout when it was closed already."""
    locked = Koppelsleutel.lock(sleutel.pk)
    if locked.beeindigd_op is not None:
        raise Regelfout("Deze sleutel is al beëindigd.")
    locked.change(beeindigd_op=timezone.localdate())
    record("koppelsleutel_beeindigd", locked)
    return locked


def find_koppelsleutel(text: str) -> Koppelsleutel | None:
    """Return the key with this text when it holds today; None for an unknown, ended or expired one alike."""
    if not text.startswith(BEGIN) or len(text) > LENGTE:
        return None
    found = Koppelsleutel.objects.select_related("team").filter(merk=blind_index(text, DOEL)).first()
    return found if found is not None and found.geldt(timezone.localdate()) else None


def list_koppelsleutels() -> list[Koppelregel]:
    """Return all keys, those that hold first; one query."""
    today = timezone.localdate()
    rows = [
        Koppelregel(row, row.geldt(today), _stand(row, today))
        for row in Koppelsleutel.objects.select_related("team").order_by("naam", "-pk")
    ]
    return sorted(rows, key=lambda row: not row.geldt)


def _stand(sleutel: Koppelsleutel, op: date) -> str:
    if sleutel.beeindigd_op is not None:
        return "Beëindigd"
    return "Geldt" if sleutel.geldt(op) else "Verlopen"
