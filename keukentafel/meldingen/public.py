"""The door of meldingen."""

from keukentafel.meldingen.actions import (
    Meldinggegevens,
    close_melding,
    record_eerste_contact,
    record_grondslag,
    register_acuut_gevaar,
    register_melding,
    reopen_melding,
    send_terugkoppeling,
    undo_eerste_contact,
)
from keukentafel.meldingen.models import (
    BuitenSysteemTelling,
    Doorverwijzing,
    Melding,
    MeldingCasus,
    Meldingsamenvoeging,
    Regiecheck,
    Teamnorm,
    Terugkoppelbericht,
    Terugkoppeling,
)
from keukentafel.meldingen.permissions import (
    Meldingtoegang,
    access_melding,
    facts_of_melding,
    relations_to_melding,
    subjects_of_melding,
)

__all__ = [
    "BuitenSysteemTelling",
    "Doorverwijzing",
    "Melding",
    "MeldingCasus",
    "Meldinggegevens",
    "Meldingsamenvoeging",
    "Meldingtoegang",
    "Regiecheck",
    "Teamnorm",
    "Terugkoppelbericht",
    "Terugkoppeling",
    "access_melding",
    "close_melding",
    "facts_of_melding",
    "record_eerste_contact",
    "record_grondslag",
    "register_acuut_gevaar",
    "register_melding",
    "relations_to_melding",
    "reopen_melding",
    "send_terugkoppeling",
    "subjects_of_melding",
    "undo_eerste_contact",
]
