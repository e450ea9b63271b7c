"""The door of weergaven."""

from keukentafel.weergaven.actions import (
    keep_groepswijziging,
    keep_weergave,
    remove_weergave,
    undo_groepswijziging,
)
from keukentafel.weergaven.models import Groepswijziging, Weergave
from keukentafel.weergaven.registers import LIJSTEN, TERUGDRAAIEN, Teruggedraaid
from keukentafel.weergaven.selectors import Balk, changes_of_today, default_filters, load_balk

__all__ = [
    "LIJSTEN",
    "TERUGDRAAIEN",
    "Balk",
    "Groepswijziging",
    "Teruggedraaid",
    "Weergave",
    "changes_of_today",
    "default_filters",
    "keep_groepswijziging",
    "keep_weergave",
    "load_balk",
    "remove_weergave",
    "undo_groepswijziging",
]
