"""The door of teams."""

from keukentafel.teams.models import Bandbreedte, Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.teams.selectors import (
    bandwidths_on,
    colleagues_by_team,
    placements_on,
    present_expertise,
    skj_warning,
    team_for_area,
    team_ids_of,
    teams_of,
    worker_of,
    workers_of_team,
)

__all__ = [
    "Bandbreedte",
    "Medewerker",
    "Plaatsing",
    "Team",
    "Teamgebied",
    "bandwidths_on",
    "colleagues_by_team",
    "placements_on",
    "present_expertise",
    "skj_warning",
    "team_for_area",
    "team_ids_of",
    "teams_of",
    "worker_of",
    "workers_of_team",
]
