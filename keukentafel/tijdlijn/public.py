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
from keukentafel.tijdlijn.agenda import (
    TERUG,
    Gespreksregel,
    moment_of,
    outcome_actions,
    place_of,
    talks_of_worker,
)
from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.tijdlijn.gesprekken import (
    Planning,
    cancel_gesprek,
    change_gesprek,
    complete_gesprek,
    miss_gesprek,
    plan_gesprek,
    restore_gesprek,
    talks_to_come,
    withdraw_gesprek,
)
from keukentafel.tijdlijn.inlezen import bulk_bring_in_contactmomenten, export_contactmomenten
from keukentafel.tijdlijn.models import Agendasleutel, Contactmoment, Gesprek
from keukentafel.tijdlijn.noemen import DOELBRONNEN
from keukentafel.tijdlijn.selectors import Tijdlijnfilter, Tijdlijnpagina, timeline
from keukentafel.tijdlijn.states import Aard, Plaats, Uitkomst, Zichtbaarheid
from keukentafel.tijdlijn.vermeldingen import Vermeldingen, parse_mentions

__all__ = [
    "DOELBRONNEN",
    "TERUG",
    "TIJDLIJNBRONNEN",
    "Aard",
    "Agendasleutel",
    "Contactmoment",
    "Contactrij",
    "Gesprek",
    "Gespreksregel",
    "Plaats",
    "Planning",
    "Tijdlijnfilter",
    "Tijdlijnitem",
    "Tijdlijnpagina",
    "Uitkomst",
    "Vastlegging",
    "Vermeldingen",
    "Zichtbaarheid",
    "bulk_bring_in_contactmomenten",
    "bulk_register_contactmomenten",
    "cancel_gesprek",
    "change_contactmoment",
    "change_gesprek",
    "complete_gesprek",
    "export_contactmomenten",
    "miss_gesprek",
    "moment_of",
    "outcome_actions",
    "parse_mentions",
    "place_of",
    "plan_gesprek",
    "register_contactmoment",
    "register_niet_bereikt",
    "restore_gesprek",
    "talks_of_worker",
    "talks_to_come",
    "timeline",
    "withdraw_contactmoment",
    "withdraw_gesprek",
]
