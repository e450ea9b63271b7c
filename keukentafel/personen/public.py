"""The door of personen."""

from keukentafel.personen.actions import (
    NieuwLid,
    add_member,
    change_persoon,
    end_membership,
    end_relatie,
    record_relatie,
    register_huishouden,
    register_persoon,
    rename_huishouden,
)
from keukentafel.personen.belang import conflicting_households, has_conflict
from keukentafel.personen.gegevens import Persoongegevens, clean_postcode
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.permissions import (
    access_huishouden,
    access_persoon,
    facts_of_huishoudens,
    facts_of_personen,
    members_on,
)
from keukentafel.personen.registers import (
    BUITEN_TEAM,
    HUISHOUDENRELATIES,
    PERSOONRELATIES,
    TEAMS_VAN_GEBRUIKER,
    TEAMS_VAN_PERSONEN,
)
from keukentafel.personen.zoekindex import refresh_bereik

__all__ = [
    "BUITEN_TEAM",
    "HUISHOUDENRELATIES",
    "PERSOONRELATIES",
    "TEAMS_VAN_GEBRUIKER",
    "TEAMS_VAN_PERSONEN",
    "Huishouden",
    "Huishoudlid",
    "NieuwLid",
    "Persoon",
    "Persoongegevens",
    "Relatie",
    "access_huishouden",
    "access_persoon",
    "add_member",
    "change_persoon",
    "clean_postcode",
    "conflicting_households",
    "end_membership",
    "end_relatie",
    "facts_of_huishoudens",
    "facts_of_personen",
    "has_conflict",
    "members_on",
    "record_relatie",
    "refresh_bereik",
    "register_huishouden",
    "register_persoon",
    "rename_huishouden",
]
