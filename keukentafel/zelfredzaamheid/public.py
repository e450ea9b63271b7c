"""The door of zelfredzaamheid."""

from keukentafel.zelfredzaamheid.actions import (
    Metingrij,
    Scoreinvoer,
    bulk_register_metingen,
    choose_domeinen,
    confirm_all,
    discard_concept,
    record_huishoudblik,
    record_scores,
)
from keukentafel.zelfredzaamheid.models import Huishoudblik, Meting, Score
from keukentafel.zelfredzaamheid.selectors import (
    Domeinscore,
    Domeinverloop,
    Persoonsverloop,
    Punt,
    courses_of,
    has_recorded,
    latest_scores,
    problem_domains,
)
from keukentafel.zelfredzaamheid.states import Blikuitkomst, Metingstatus
from keukentafel.zelfredzaamheid.stroken import Stand, current_levels

__all__ = [
    "Blikuitkomst",
    "Domeinscore",
    "Domeinverloop",
    "Huishoudblik",
    "Meting",
    "Metingrij",
    "Metingstatus",
    "Persoonsverloop",
    "Punt",
    "Score",
    "Scoreinvoer",
    "Stand",
    "bulk_register_metingen",
    "choose_domeinen",
    "confirm_all",
    "courses_of",
    "current_levels",
    "discard_concept",
    "has_recorded",
    "latest_scores",
    "problem_domains",
    "record_huishoudblik",
    "record_scores",
]
