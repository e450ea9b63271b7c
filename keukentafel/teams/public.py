"""The door of teams."""

from keukentafel.teams.actions import (
    Medewerkergegevens,
    agree_bandbreedte,
    assign_gebied,
    change_medewerker,
    change_team,
    create_team,
    end_medewerker,
    end_plaatsing,
    place_medewerker,
    register_medewerker,
)
from keukentafel.teams.models import Bandbreedte, Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.teams.registers import OPENSTAAND, Openstaand, to_hand_over
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
    "OPENSTAAND",
    "Bandbreedte",
    "Medewerker",
    "Medewerkergegevens",
    "Openstaand",
    "Plaatsing",
    "Team",
    "Teamgebied",
    "agree_bandbreedte",
    "assign_gebied",
    "bandwidths_on",
    "change_medewerker",
    "change_team",
    "colleagues_by_team",
    "create_team",
    "end_medewerker",
    "end_plaatsing",
    "place_medewerker",
    "placements_on",
    "present_expertise",
    "register_medewerker",
    "skj_warning",
    "team_for_area",
    "team_ids_of",
    "teams_of",
    "to_hand_over",
    "worker_of",
    "workers_of_team",
]
