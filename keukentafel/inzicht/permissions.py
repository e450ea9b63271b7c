"""Who sees which figures. The team lead sees the own team exactly, and nothing of others; policy sees all, suppressed.

Who has both roles sees as a team lead: who knows one team exactly could subtract it from the municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from keukentafel.inzicht.states import Blikveld
from keukentafel.personen.public import shut_since
from keukentafel.teams.public import Team, teams_of
from keukentafel.toegang.public import Gebruiker, Rol, authorize

INZIEN, VERVERSEN = "inzicht_inzien", "inzicht_verversen"
KWALITEIT = "kwaliteit_inzien"
BEVRIEZEN = "rapporten_bevriezen"
SCANNEN = "praktijkscan_maken"
BUSINESSCASE = "businesscase_beheren"
BEVESTIGEN = "koppeling_bevestigen"
TEAMROLLEN = frozenset({Rol.WIJKTEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER})  # they read every law in their team


@dataclass(frozen=True, slots=True)
class Lezer:
    """Who reads: for whom the figures are made that he sees, and of which teams. `gemeente`: also of all together.

    `na`: exact figures that were made before this moment are not for him: a household in them may be closed to him
    since. Whether one is makes no difference, so that it tells nothing (docs/adr/0012).
    """

    blik: Blikveld
    teams: tuple[Team, ...]
    gemeente: bool
    na: datetime | None = None

    def scope(self, team: str) -> Team | None:
        """Return the team that is asked for, by its number in the address; None for the municipality.

        Without one: the municipality, or the first own team. Raises Http404 for a team of others.
        """
        if not team:
            return None if self.gemeente else next(iter(self.teams), None)
        found = next((own for own in self.teams if str(own.pk) == team), None)
        if found is None:
            raise Http404
        return found


def reader(user: Gebruiker, actie: str = INZIEN) -> Lezer:
    """Return what this user may see of the figures. Raises PermissionDenied."""
    authorize(user, actie)
    if Rol.TEAMLEIDER in user.rollen:
        return Lezer(Blikveld.TEAM, tuple(teams_of(user)), False, shut_since(user))
    return Lezer(Blikveld.BELEID, tuple(Team.objects.order_by("naam", "pk")), True)


def works_in_team(user: Gebruiker) -> bool:
    """Whether this user handles cases of a team under every law: only then the data quality of its cases is told."""
    return bool(TEAMROLLEN & user.rollen)
