"""The door of zelfredzaamheid."""

from keukentafel.zelfredzaamheid.aanlevering import (
    bulk_change_metingen,
    bulk_change_scores,
    bulk_store_metingen,
    bulk_store_scores,
)
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
    person_of,
    problem_domains,
)
from keukentafel.zelfredzaamheid.states import Blikuitkomst, Metingstatus
from keukentafel.zelfredzaamheid.stroken import Stand, current_levels
from keukentafel.zelfredzaamheid.uitlevering import (
    Metingfeit,
    Scorefeit,
    all_metingen,
    all_scores,
    instruments_of_huishoudens,
    instruments_of_metingen,
)

__all__ = [
    "Blikuitkomst",
    "Domeinscore",
    "Domeinverloop",
    "Huishoudblik",
    "Meting",
    "Metingfeit",
    "Metingrij",
    "Metingstatus",
    "Persoonsverloop",
    "Punt",
    "Score",
    "Scorefeit",
    "Scoreinvoer",
    "Stand",
    "all_metingen",
    "all_scores",
    "bulk_change_metingen",
    "bulk_change_scores",
    "bulk_register_metingen",
    "bulk_store_metingen",
    "bulk_store_scores",
    "choose_domeinen",
    "confirm_all",
    "courses_of",
    "current_levels",
    "discard_concept",
    "has_recorded",
    "instruments_of_huishoudens",
    "instruments_of_metingen",
    "latest_scores",
    "person_of",
    "problem_domains",
    "record_huishoudblik",
    "record_scores",
]
