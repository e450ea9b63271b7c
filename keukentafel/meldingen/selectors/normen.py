"""Reads: the norms for the first contact, per team: what holds, since when, and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.meldingen.models import Teamnorm
from keukentafel.meldingen.normen import NORMCODE
from keukentafel.referentielijsten.public import (
    label_of,
    norm,
)
from keukentafel.teams.public import Team


@dataclass(frozen=True, slots=True)
class Normregel:
    """One norm of one team. `van` None: the team agreed on nothing, that of the municipality holds."""

    team: str
    urgentie: str
    dagen: int
    van: date | None
    straks: Sequence[Teamnorm]


def norms_of_teams(teams: Sequence[Team], op: date) -> list[Normregel]:
    """Per team the norm for a normal and for a hasty melding, as it holds on `op`, and those to come; one query."""
    rows = list(Teamnorm.objects.filter(team__in=[team.pk for team in teams]).order_by("van", "pk"))
    lines = []
    for team in teams:
        for urgentie, code in NORMCODE.items():
            own = [row for row in rows if row.team_id == team.pk and row.urgentie == urgentie]
            now = [row for row in own if row.van <= op]
            dagen = now[-1].dagen if now else norm(code, op)
            label = label_of("urgentie", urgentie, op)
            lines.append(
                Normregel(team.naam, label, dagen, now[-1].van if now else None, [row for row in own if row.van > op])
            )
    return lines
