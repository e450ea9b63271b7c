"""The door of taken."""

from keukentafel.taken.actions import (
    await_taak,
    complete_taak,
    create_taak,
    expire_taken,
    resume_taak,
    snooze_taak,
    undo_complete_taak,
)
from keukentafel.taken.models import Taak
from keukentafel.taken.selectors import open_taken

__all__ = [
    "Taak",
    "await_taak",
    "complete_taak",
    "create_taak",
    "expire_taken",
    "open_taken",
    "resume_taak",
    "snooze_taak",
    "undo_complete_taak",
]
