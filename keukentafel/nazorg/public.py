"""The door of nazorg."""

from keukentafel.nazorg.actions import (
    Reviewinvoer,
    Sluitinvoer,
    add_months,
    bulk_register_nazorg,
    close_casus,
    plan_nazorg,
    record_nazorg,
    record_review,
    reopen_casus,
    undo_close,
)
from keukentafel.nazorg.inlezen import (
    aftercare_of_casussen,
    bulk_bring_in_reviews,
    bulk_change_reviews,
    bulk_follow_closings,
    bulk_tell_nazorg,
    export_reviews,
)
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.selectors import (
    Vraagtelling,
    Werkwijze,
    aftercare_day,
    aftercare_of,
    current_closing,
    next_aftercare,
    werkwijze,
)
from keukentafel.nazorg.states import VRAGEN, Antwoord, Woordvan, allowed_reasons

__all__ = [
    "VRAGEN",
    "Afsluiting",
    "Antwoord",
    "Nazorg",
    "Reviewinvoer",
    "Sluitinvoer",
    "Vraagtelling",
    "Werkwijze",
    "Werkwijzereview",
    "Woordvan",
    "add_months",
    "aftercare_day",
    "aftercare_of",
    "aftercare_of_casussen",
    "allowed_reasons",
    "bulk_bring_in_reviews",
    "bulk_change_reviews",
    "bulk_follow_closings",
    "bulk_register_nazorg",
    "bulk_tell_nazorg",
    "close_casus",
    "current_closing",
    "export_reviews",
    "next_aftercare",
    "plan_nazorg",
    "record_nazorg",
    "record_review",
    "reopen_casus",
    "undo_close",
    "werkwijze",
]
