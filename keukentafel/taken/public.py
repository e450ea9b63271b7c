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
    step_back_taak,
    take_up_taak,
    undo_complete_taak,
    withdraw_taak,
)
from keukentafel.taken.models import Overbrugging, Taak
from keukentafel.taken.overbruggen import (
    OVERBRUGGING,
    OverbruggingForm,
    agree_overbrugging,
    bridges_of,
    end_overbrugging,
)
from keukentafel.taken.permissions import AFHANDELEN, access_taak, seen_households
from keukentafel.taken.querysets import EIGEN, TaakQuerySet
from keukentafel.taken.regels import VOORUIT, task_actions
from keukentafel.taken.selectors import HOOGSTENS, Taakgroep, count_of, first_of, group_of, open_taken, tasks_on

__all__ = [
    "AFHANDELEN",
    "EIGEN",
    "HOOGSTENS",
    "OVERBRUGGING",
    "VOORUIT",
    "Overbrugging",
    "OverbruggingForm",
    "Taak",
    "TaakQuerySet",
    "Taakgroep",
    "Taakrij",
    "access_taak",
    "agree_overbrugging",
    "await_taak",
    "bridges_of",
    "bulk_create_taken",
    "complete_taak",
    "count_of",
    "create_taak",
    "end_overbrugging",
    "expire_taken",
    "expire_taken_of_casus",
    "first_of",
    "group_of",
    "open_taken",
    "pass_on_taken",
    "resume_taak",
    "seen_households",
    "snooze_taak",
    "step_back_taak",
    "take_up_taak",
    "task_actions",
    "tasks_on",
    "undo_complete_taak",
    "withdraw_taak",
]
