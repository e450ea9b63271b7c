"""The door of taken."""

from keukentafel.taken.actions import (
    Taakrij,
    await_taak,
    bulk_create_taken,
    complete_taak,
    create_taak,
    expire_taken,
    expire_taken_of_casus,
    pass_on_taken,
    resume_taak,
    snooze_taak,
    undo_complete_taak,
)
from keukentafel.taken.models import Overbrugging, Taak
from keukentafel.taken.overbruggen import OverbruggingForm, agree_overbrugging, bridges_of, end_overbrugging
from keukentafel.taken.permissions import seen_households
from keukentafel.taken.selectors import (
    Werklijst,
    Werktaak,
    now_mine,
    open_taken,
    quiet,
    snoozed,
    tasks_on,
    waiting,
    work_lines,
)

__all__ = [
    "Overbrugging",
    "OverbruggingForm",
    "Taak",
    "Taakrij",
    "Werklijst",
    "Werktaak",
    "agree_overbrugging",
    "await_taak",
    "bridges_of",
    "bulk_create_taken",
    "complete_taak",
    "create_taak",
    "end_overbrugging",
    "expire_taken",
    "expire_taken_of_casus",
    "now_mine",
    "open_taken",
    "pass_on_taken",
    "quiet",
    "resume_taak",
    "seen_households",
    "snooze_taak",
    "snoozed",
    "tasks_on",
    "undo_complete_taak",
    "waiting",
    "work_lines",
]
