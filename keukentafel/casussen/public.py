"""The door of casussen."""

from keukentafel.casussen.actions import assign_regisseur, open_casus, regisseur_of_household
from keukentafel.casussen.models import Casus, Casusrol, Opschaling, Overdracht
from keukentafel.casussen.permissions import (
    Casustoegang,
    access_casus,
    facts_of_casus,
    relations_to_casus,
    subjects_of,
)
from keukentafel.casussen.registers import OVERGANGEN, TE_DOEN, Overgang, TeDoen, announce
from keukentafel.casussen.states import phase_on, stand_on

__all__ = [
    "OVERGANGEN",
    "TE_DOEN",
    "Casus",
    "Casusrol",
    "Casustoegang",
    "Opschaling",
    "Overdracht",
    "Overgang",
    "TeDoen",
    "access_casus",
    "announce",
    "assign_regisseur",
    "facts_of_casus",
    "open_casus",
    "phase_on",
    "regisseur_of_household",
    "relations_to_casus",
    "stand_on",
    "subjects_of",
]
