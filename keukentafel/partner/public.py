"""The door of partner."""

from keukentafel.partner.actions import INZENDER, end_sleutel, make_sleutel, send_melding
from keukentafel.partner.models import Inzending, Partnersleutel
from keukentafel.partner.selectors import (
    Sleutelregel,
    find_sleutel,
    list_sleutels,
    sleutel_by_id,
)
from keukentafel.partner.states import DEMOSLEUTEL, Sleutelstand

__all__ = [
    "DEMOSLEUTEL",
    "INZENDER",
    "Inzending",
    "Partnersleutel",
    "Sleutelregel",
    "Sleutelstand",
    "end_sleutel",
    "find_sleutel",
    "list_sleutels",
    "make_sleutel",
    "send_melding",
    "sleutel_by_id",
]
