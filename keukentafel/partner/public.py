"""The door of partner."""

from keukentafel.partner.actions import INZENDER, end_sleutel, make_sleutel, send_melding
from keukentafel.partner.models import Inzending, Partnersleutel
from keukentafel.partner.selectors import (
    Partnerteam,
    Sleutelregel,
    find_sleutel,
    general_number,
    list_sleutels,
    sleutel_by_id,
    teams_for_partner,
)
from keukentafel.partner.states import DEMOSLEUTEL, Sleutelstand

__all__ = [
    "DEMOSLEUTEL",
    "INZENDER",
    "Inzending",
    "Partnersleutel",
    "Partnerteam",
    "Sleutelregel",
    "Sleutelstand",
    "end_sleutel",
    "find_sleutel",
    "general_number",
    "list_sleutels",
    "make_sleutel",
    "send_melding",
    "sleutel_by_id",
    "teams_for_partner",
]
