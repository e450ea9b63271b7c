"""The door of teams."""

from keukentafel.teams.models import Bandbreedte, Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.teams.selectors import (
    placements_on,
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
    "placements_on",
    "team_for_area",
    "team_ids_of",
    "teams_of",
    "worker_of",
    "workers_of_team",
]
