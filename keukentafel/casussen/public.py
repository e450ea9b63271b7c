"""The door of casussen."""

from keukentafel.casussen.actions import assign_regisseur, open_casus, regisseur_of_household
from keukentafel.casussen.fasen import record_plan_op
from keukentafel.casussen.kop import (
    Casuskop,
    active_let_op,
    casus_kop,
    casus_url,
    current_regisseur,
    stand_of,
)
from keukentafel.casussen.models import Casus, Casusrol, Opschaling, Overdracht
from keukentafel.casussen.permissions import (
    Casustoegang,
    access_casus,
    facts_of_casus,
    relations_to_casus,
    subjects_of,
)
from keukentafel.casussen.registers import (
    KOPKNOPPEN,
    OVERGANGEN,
    OVERZICHT,
    STAPPEN,
    TABS,
    TE_DOEN,
    Overgang,
    Overzichtsblok,
    Stap,
    Tabblad,
    TeDoen,
    announce,
    next_steps,
    overview_blocks,
)
from keukentafel.casussen.states import phase_on, stand_on

__all__ = [
    "KOPKNOPPEN",
    "OVERGANGEN",
    "OVERZICHT",
    "STAPPEN",
    "TABS",
    "TE_DOEN",
    "Casus",
    "Casuskop",
    "Casusrol",
    "Casustoegang",
    "Opschaling",
    "Overdracht",
    "Overgang",
    "Overzichtsblok",
    "Stap",
    "Tabblad",
    "TeDoen",
    "access_casus",
    "active_let_op",
    "announce",
    "assign_regisseur",
    "casus_kop",
    "casus_url",
    "current_regisseur",
    "facts_of_casus",
    "next_steps",
    "open_casus",
    "overview_blocks",
    "phase_on",
    "record_plan_op",
    "regisseur_of_household",
    "relations_to_casus",
    "stand_of",
    "stand_on",
    "subjects_of",
]
