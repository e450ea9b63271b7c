"""The keys with which other systems ask for figures: made once, dated, ended at once. Actions and selectors.

Who makes a key may not read figures. So a key of a team opens nothing until its lead has confirmed it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.versleuteling import blind_index
from keukentafel.inzicht.models import Koppelsleutel
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.states import Blikveld
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker

DOEL = "koppelsleutel"
BEGIN = "kt_"  # so that who searches a disk or a mail for lost keys finds ours
LOOPTIJD, LANGSTENS = timedelta(182), timedelta(366)
LENGTE = 100  # characters; no key is longer


@dataclass(frozen=True, slots=True)
class Koppelregel:
    """One key in the list of the administrator, with how it stands today in words."""

    sleutel: Koppelsleutel
    open: bool
    stand: str


@action("koppelsleutel_gemaakt")
def make_koppelsleutel(
    *, by: Actor, naam: str, tot: date, team: Team | None = None, rapporten: Sequence[str] = ()
) -> tuple[Koppelsleutel, str]:
    """Make a key for an integration, from today up to and including `tot`; returns it with its text, which is not
    stored and cannot be shown again.

    With `team`: the exact figures of that team, of these reports. Without: the published figures, without small
    numbers. The first opens nothing until its lead confirms it. Raises Regelfout for a day out of bounds, or
    reports that cannot be of one team.
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
        gemaakt_door=by if isinstance(by, Gebruiker) else None,
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


@action("koppelsleutel_bevestigd")
def confirm_koppelsleutel(*, by: Gebruiker, sleutel: Koppelsleutel) -> Koppelsleutel:
    """Let a key of a team open what it asks; the caller saw that `by` leads that team.

    Raises Regelfout when there is nothing to decide any more, or `by` made it: making and confirming are of two people.
    """
    locked = _undecided(sleutel)
    if locked.gemaakt_door_id == by.pk:
        raise Regelfout("U hebt deze sleutel zelf gemaakt. Een andere teamleider moet hem bevestigen.")
    locked.change(bevestigd_op=timezone.localdate())
    record("koppelsleutel_bevestigd", locked)
    return locked


@action("koppelsleutel_geweigerd")
def refuse_koppelsleutel(*, by: Gebruiker, sleutel: Koppelsleutel) -> Koppelsleutel:
    """Refuse a key of a team: it never opens anything. Raises Regelfout when there is nothing to decide any more."""
    locked = _undecided(sleutel)
    locked.change(geweigerd_op=timezone.localdate())
    record("koppelsleutel_geweigerd", locked)
    return locked


def _undecided(sleutel: Koppelsleutel) -> Koppelsleutel:
    locked = Koppelsleutel.lock(sleutel.pk)
    if not locked.wacht:
        raise Regelfout(_decided(locked))
    return locked


def _decided(sleutel: Koppelsleutel) -> str:
    if sleutel.team_id is None:
        return "Deze sleutel geeft geen cijfers van een team en heeft geen bevestiging nodig."
    if sleutel.beeindigd_op is not None:
        return "Deze sleutel is beëindigd. Er valt niets meer te besluiten."
    return f"Deze sleutel is al {'bevestigd' if sleutel.bevestigd_op else 'geweigerd'}."


def find_koppelsleutel(text: str) -> Koppelsleutel | None:
    """Return the key with this text when it holds today; None for one that is unknown, ended, expired or not
    confirmed alike.
    """
    if not text.startswith(BEGIN) or len(text) > LENGTE:
        return None
    found = Koppelsleutel.objects.select_related("team").filter(merk=blind_index(text, DOEL)).first()
    return found if found is not None and found.geldt(timezone.localdate()) else None


def list_koppelsleutels() -> list[Koppelregel]:
    """Return all keys, those that hold or wait first; one query."""
    return _rows(Koppelsleutel.objects.all())


def list_keys_of(teams: Sequence[Team]) -> list[Koppelregel]:
    """Return the keys of these teams, those that wait for their lead first; one query."""
    return sorted(_rows(Koppelsleutel.objects.filter(team__in=teams)), key=lambda row: not row.sleutel.wacht)


def waiting_of(teams: Sequence[Team]) -> list[Koppelsleutel]:
    """Return the keys of these teams on which their lead has still to decide; one query."""
    found = Koppelsleutel.objects.filter(team__in=teams, tot__gte=timezone.localdate()).order_by("pk")
    return list(found.filter(bevestigd_op=None, geweigerd_op=None, beeindigd_op=None))


def _rows(found: QuerySet[Koppelsleutel]) -> list[Koppelregel]:
    today = timezone.localdate()
    rows = [
        Koppelregel(row, row.geldt(today) or (row.wacht and row.tot >= today), _stand(row, today))
        for row in found.select_related("team").order_by("naam", "-pk")
    ]
    return sorted(rows, key=lambda row: not row.open)


def _stand(sleutel: Koppelsleutel, op: date) -> str:
    if sleutel.beeindigd_op is not None:
        return "Beëindigd"
    if sleutel.geweigerd_op is not None:
        return "Geweigerd door de teamleider"
    if sleutel.wacht and op <= sleutel.tot:
        return "Wacht op de teamleider"
    return "Geldt" if sleutel.geldt(op) else "Verlopen"
