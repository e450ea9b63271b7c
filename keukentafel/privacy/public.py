"""The door of privacy."""

from keukentafel.privacy.bewaren.journaal import (
    JournaalKapot,
    Onbeslist,
    journal_path,
    read_journal,
    undecided,
)
from keukentafel.privacy.bewaren.vernietigen import replay_destructions
from keukentafel.privacy.rechten.uitvoeren import carry_out
from keukentafel.privacy.rechten.verzoeken import (
    Verzoekinvoer,
    ask_inbreng,
    check_identity,
    close_verzoek,
    receive_verzoek,
)
from keukentafel.privacy.start import STARTREGELS, Startregel
from keukentafel.privacy.states import Identiteitscontrole, Uitkomst, Verzoeksoort

__all__ = [
    "STARTREGELS",
    "Identiteitscontrole",
    "JournaalKapot",
    "Onbeslist",
    "Startregel",
    "Uitkomst",
    "Verzoekinvoer",
    "Verzoeksoort",
    "ask_inbreng",
    "carry_out",
    "check_identity",
    "close_verzoek",
    "journal_path",
    "read_journal",
    "receive_verzoek",
    "replay_destructions",
    "undecided",
]
