"""The door of tijdlijn."""

from keukentafel.tijdlijn.actions import (
    Contactrij,
    Vastlegging,
    bulk_register_contactmomenten,
    change_contactmoment,
    register_contactmoment,
    register_niet_bereikt,
    withdraw_contactmoment,
)
from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.tijdlijn.inlezen import bulk_bring_in_contactmomenten, export_contactmomenten
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.noemen import DOELBRONNEN
from keukentafel.tijdlijn.selectors import Tijdlijnfilter, Tijdlijnpagina, timeline
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid
from keukentafel.tijdlijn.vermeldingen import Vermeldingen, parse_mentions

__all__ = [
    "DOELBRONNEN",
    "TIJDLIJNBRONNEN",
    "Aard",
    "Contactmoment",
    "Contactrij",
    "Tijdlijnfilter",
    "Tijdlijnitem",
    "Tijdlijnpagina",
    "Vastlegging",
    "Vermeldingen",
    "Zichtbaarheid",
    "bulk_bring_in_contactmomenten",
    "bulk_register_contactmomenten",
    "change_contactmoment",
    "export_contactmomenten",
    "parse_mentions",
    "register_contactmoment",
    "register_niet_bereikt",
    "timeline",
    "withdraw_contactmoment",
]
