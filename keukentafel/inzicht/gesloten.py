"""Which households the exact figures of a team may not tell its lead, and what goes when one is shielded or undone.

A household that is closed to a lead by a tie does not exist for him (security.md 2.3). A figure that counts it beside a
list without it would tell that it is there, and in which class it falls: see docs/adr/0012.
"""

from __future__ import annotations

from collections.abc import Collection

from keukentafel.casussen.public import Casus, Overgang
from keukentafel.inzicht.models import Cijferrijen, Verkenstand
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import conflicting_households
from keukentafel.teams.public import team_ids_of
from keukentafel.toegang.public import Gebruiker, Rol

TERUGGEDRAAID = "casus_teruggedraaid"


def closed_to_leads() -> frozenset[int]:
    """Return the ids of the households that are closed to whoever leads the team where they have a case or melding."""
    leads = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol=Rol.TEAMLEIDER).distinct().order_by("pk")
    found: set[int] = set()
    for lead in leads:
        if Rol.TEAMLEIDER not in lead.rollen:
            continue
        homes, teams = list(conflicting_households(lead)), team_ids_of(lead)
        if homes and teams:
            for model in (Casus, Melding):
                known = model._default_manager.filter(huishouden__in=homes, team__in=teams).order_by()
                found.update(known.values_list("huishouden_id", flat=True))
    return frozenset(found)


def forget_shielded(huishouden_id: int) -> None:
    """Take away the rows behind the figures of every team that ever had a case or melding of this household.

    A count of before beside a list of now would tell in which class it falls; the next figures have rows again.
    """
    teams: set[int] = set()
    for model in (Casus, Melding):
        versions = model.history.filter(huishouden_id=huishouden_id).order_by()
        teams.update(pk for pk in versions.values_list("team_id", flat=True).distinct() if pk is not None)
    _forget(teams)


def forget_undone(overgang: Overgang) -> None:
    """Take away the rows behind the figures of the team of a case that was opened by mistake and undone."""
    if overgang.soort == TERUGGEDRAAID and overgang.casus.team_id is not None:
        _forget({overgang.casus.team_id})


def _forget(team_ids: Collection[int]) -> None:
    Cijferrijen.objects.filter(stand__team__in=team_ids).delete()
    Verkenstand.objects.filter(stand__team__in=team_ids).delete()
