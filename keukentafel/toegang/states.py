"""The words of the matrix: roles, relations, field groups and reasons."""

from enum import StrEnum


class Rol(StrEnum):
    """The thirteen roles (security.md 2.3)."""

    LOKETMEDEWERKER = "loketmedewerker"
    WIJKTEAMLID = "wijkteamlid"
    REGISSEUR = "regisseur"
    TEAMLEIDER = "teamleider"
    WERKBEGELEIDER = "werkbegeleider"
    MAATWERKSPECIALIST = "maatwerkspecialist"
    BACKOFFICE_WMO = "backoffice_wmo"
    BACKOFFICE_JEUGD = "backoffice_jeugd"
    MEDEWERKER_WI = "medewerker_wi"
    KETENPARTNER = "ketenpartner"
    BELEIDSANALIST = "beleidsanalist"
    FUNCTIONEEL_BEHEERDER = "functioneel_beheerder"
    PRIVACY_OFFICER = "privacy_officer"


class Plaatsingseis(StrEnum):
    """What placement a role needs to count at all today: none, one in a team, or any (also for all teams)."""

    GEEN = "geen"
    TEAM = "team"
    DIENST = "dienst"


class Relatie(StrEnum):
    """How someone stands to an object; several may hold at once. BELANG always wins."""

    GEEN = "geen"
    ZELFDE_TEAM = "zelfde_team"
    WAARNEMER = "waarnemer"
    CASUSTEAM = "casusteam"
    REGISSEUR = "regisseur"
    UITGENODIGD = "uitgenodigd"
    BACKOFFICE = "backoffice"
    TWEEDE_LEZER = "tweede_lezer"
    TWEEDE_LEZER_MET_NAMEN = "tweede_lezer_met_namen"
    OUD_LID = "oud_lid"
    NOODTOEGANG = "noodtoegang"
    BELANG = "belang"
    INWONER_ZELF = "inwoner_zelf"


class Uitkomst(StrEnum):
    """What a decision comes to."""

    TOEGESTAAN = "toegestaan"
    GEWEIGERD = "geweigerd"
    NOODTOEGANG_MOGELIJK = "noodtoegang_mogelijk"


class Noodreden(StrEnum):
    """Why a dossier had to be opened that is closed otherwise."""

    GEVAAR = "gevaar"
    KIND = "kind"
    MEDISCH = "medisch"
    CRISISDIENST = "crisisdienst"
    GEEN_COLLEGA = "geen_collega"


class Veld(StrEnum):
    """Groups of fields that a decision opens."""

    IDENTITEIT = "identiteit"  # name, date of birth, household
    CONTACT = "contact"  # address, telephone
    GEHEIM_ADRES = "geheim_adres"  # the address of someone whose address is secret
    INHOUD = "inhoud"  # question, notes, scores, plan
    INTERN = "intern"  # internal notes and alerts
    VEILIGHEID = "veiligheid"  # items recorded under the law domain veiligheid
    BSN = "bsn"
    CIJFERS = "cijfers"  # counts only


class Label(StrEnum):
    """How sensitive a dossier is."""

    NORMAAL = "normaal"
    GEVOELIG = "gevoelig"
    AFGESCHERMD = "afgeschermd"


class Reden(StrEnum):
    """Why the decision fell as it did; written in the log."""

    TOEGESTAAN = "toegestaan"
    ANDERE_GEMEENTE = "andere_gemeente"
    BELANG = "belangenverstrengeling"
    GEEN_TWEEDE_FACTOR = "geen_tweede_factor"
    GEEN_ROL = "geen_geldige_rol"
    GEEN_PLAATSING = "geen_geldige_plaatsing"
    AFGESCHERMD = "afgeschermd"
    BEPERKT = "gebruik_stilgezet"  # AVG 18
    ONBEKENDE_ACTIE = "onbekende_actie"
    ANDER_DOEL = "doel_past_niet_bij_deze_wet"
    ANDERE_WET = "rol_mag_niet_onder_deze_wet"
    NIET_IN_MATRIX = "niet_in_de_matrix"
    BESTAAT_NIET = "bestaat_niet"
