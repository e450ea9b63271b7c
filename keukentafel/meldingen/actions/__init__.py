"""Writes of meldingen: register, divide, deal with, hand over, check regie, answer the reporter, count."""

from keukentafel.meldingen.actions.afhandelen import (
    close_melding,
    record_eerste_contact,
    reopen_melding,
    undo_eerste_contact,
)
from keukentafel.meldingen.actions.registreren import (
    Meldinggegevens,
    register_acuut_gevaar,
    register_melding,
)
from keukentafel.meldingen.actions.terugkoppelen import record_grondslag, send_terugkoppeling

__all__ = [
    "Meldinggegevens",
    "close_melding",
    "record_eerste_contact",
    "record_grondslag",
    "register_acuut_gevaar",
    "register_melding",
    "reopen_melding",
    "send_terugkoppeling",
    "undo_eerste_contact",
]
