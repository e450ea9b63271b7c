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
from keukentafel.personen.belang import (
    conflicting_households,
    has_conflict,
    on_shield_list,
    shield_listed,
)
from keukentafel.personen.belangen import (
    declare_belang,
    link_eigen_persoon,
    shield_huishouden,
    withdraw_belang,
)
from keukentafel.personen.bulk import Huishoudenrij, Ingelezen, Lidrij, Relatierij, bulk_register
from keukentafel.personen.dubbelen import Gelijkende, Gelijkenden, Kenmerken, suggest_gelijkenden
from keukentafel.personen.gegevens import Persoongegevens, clean_postcode
from keukentafel.personen.kaarten import (
    Huishoudenkaart,
    Lidkaart,
    Persoonskaart,
    Relatieregel,
    huishoudenkaart,
    persoonskaart,
    relation_lines,
)
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.permissions import (
    access_huishouden,
    access_persoon,
    facts_of_huishoudens,
    facts_of_personen,
    households_of,
    members_on,
)
from keukentafel.personen.proefpersonen import Proefpersoon, load_gezinnen, load_proefpersonen
from keukentafel.personen.registers import (
    BUITEN_TEAM,
    HUISHOUDENRELATIES,
    LINKS_VAN_HUISHOUDEN,
    PERSOONRELATIES,
    TEAMS_VAN_GEBRUIKER,
    TEAMS_VAN_PERSONEN,
)
from keukentafel.personen.samenvoegen import merge_personen, undo_merge
from keukentafel.personen.selectors import Treffer, Zoekresultaat, find_personen
from keukentafel.personen.zoekindex import rebuild_index, refresh_bereik

__all__ = [
    "BUITEN_TEAM",
    "HUISHOUDENRELATIES",
    "LINKS_VAN_HUISHOUDEN",
    "PERSOONRELATIES",
    "TEAMS_VAN_GEBRUIKER",
    "TEAMS_VAN_PERSONEN",
    "Gelijkende",
    "Gelijkenden",
    "Huishouden",
    "Huishoudenkaart",
    "Huishoudenrij",
    "Huishoudlid",
    "Ingelezen",
    "Kenmerken",
    "Lidkaart",
    "Lidrij",
    "NieuwLid",
    "Persoon",
    "Persoongegevens",
    "Persoonskaart",
    "Proefpersoon",
    "Relatie",
    "Relatieregel",
    "Relatierij",
    "Treffer",
    "Zoekresultaat",
    "access_huishouden",
    "access_persoon",
    "add_member",
    "bulk_register",
    "change_persoon",
    "clean_postcode",
    "conflicting_households",
    "declare_belang",
    "end_membership",
    "end_relatie",
    "facts_of_huishoudens",
    "facts_of_personen",
    "find_personen",
    "has_conflict",
    "households_of",
    "huishoudenkaart",
    "link_eigen_persoon",
    "load_gezinnen",
    "load_proefpersonen",
    "members_on",
    "merge_personen",
    "on_shield_list",
    "persoonskaart",
    "rebuild_index",
    "record_relatie",
    "refresh_bereik",
    "register_huishouden",
    "register_persoon",
    "relation_lines",
    "rename_huishouden",
    "shield_huishouden",
    "shield_listed",
    "suggest_gelijkenden",
    "undo_merge",
    "withdraw_belang",
]
