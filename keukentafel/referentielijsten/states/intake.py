"""Closed lists of melding, person, team and case, with their contract codes."""

from django.db.models import TextChoices

# --- Melding: exchange package v1 ``meldingen``; R-021..R-025, R-031, R-032, R-223 ---


class MeldingSoort(TextChoices):
    """What comes in: a question for help, a neighbourhood initiative, or a signal without a known person."""

    HULPVRAAG = "hulpvraag", "Hulpvraag"
    INITIATIEF = "initiatief", "Initiatief uit de buurt"
    SIGNAAL = "signaal", "Signaal"


class Kanaal(TextChoices):
    """How the melding reached the team (R-022); the package has no code for a referral, it leaves as `overig`."""

    TELEFOON = "telefoon", "Telefoon"
    LOKET = "loket", "Loket of balie"
    WIJKSERVICEPUNT = "wijkservicepunt", "Wijkservicepunt"
    DIGITAAL = "digitaal", "Digitaal loket"
    E_MAIL = "e_mail", "E-mail"
    PARTNEROVERLEG = "partneroverleg", "Overleg met partners"
    HUISBEZOEK = "huisbezoek", "Huisbezoek of in de wijk"
    VERWIJZING = "verwijzing", "Verwijzing"
    OVERIG = "overig", "Anders"


class MelderSoort(TextChoices):
    """Who reports (R-023); the person reported about may be somebody else (R-024)."""

    INWONER_ZELF = "inwoner_zelf", "Inwoner zelf"
    INWONER_OVER_ANDER = "inwoner_over_ander", "Inwoner over iemand anders"
    PROFESSIONAL = "professional", "Professional"


class Vraagtype(TextChoices):
    """Outcome of the triage: one question, several, or several that hold each other in place (R-032)."""

    ENKELVOUDIG = "enkelvoudig", "Enkelvoudig"
    MEERVOUDIG = "meervoudig", "Meervoudig"
    MULTIPROBLEMATIEK = "multiproblematiek", "Multiproblematiek"


class Afhandeling(TextChoices):
    """How a melding ended (R-021, R-034): each melding ends with one of these."""

    CASUS = "casus", "Opgepakt als casus"
    INFORMATIE_ADVIES = "informatie_advies", "Informatie of advies gegeven"
    DOORVERWEZEN = "doorverwezen", "Doorverwezen"
    DUBBEL = "dubbel", "Dubbel"
    BUITEN_GEBIED = "buiten_gebied", "Buiten ons gebied"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Terugkoppelantwoord(TextChoices):
    """The three closed answers that a professional reporter may hear, each yes or no (R-025)."""

    HULP_GEREGELD = "hulp_geregeld", "Er is hulp geregeld"
    PROBLEEM_OPGELOST = "probleem_opgelost", "Het probleem is opgelost"
    IETS_VERWACHT = "iets_verwacht", "Er wordt nog iets van u verwacht"


class Grondslag(TextChoices):
    """On what ground a reporter may hear how it went (R-025): shown with every answer, chosen by the worker."""

    NOG_VRAGEN = "nog_vragen", "Nog niet gevraagd"
    INWONER_AKKOORD = "inwoner_akkoord", "De inwoner weet het en vindt een antwoord goed"
    GEDEELDE_TAAK = "gedeelde_taak", "De melder helpt mee en heeft het antwoord daarvoor nodig"
    GEEN = "geen", "Er is geen grond: de melder krijgt geen antwoord"


class Ontvangst(TextChoices):
    """What the other organisation did with a warm hand-over (R-034)."""

    WACHT = "wacht", "Wacht op bevestiging"
    ONTVANGEN = "ontvangen", "Ontvangst bevestigd"
    GEWEIGERD = "geweigerd", "Niet aangenomen"


class Urgentie(TextChoices):
    """How soon the first contact must be there; acute danger takes the short path (R-043)."""

    NORMAAL = "normaal", "Normaal"
    SPOED = "spoed", "Spoed"
    ACUUT_GEVAAR = "acuut_gevaar", "Acuut gevaar"


class Regiehouder(TextChoices):
    """Who holds regie now, as the regiecheck finds it (R-031)."""

    HUISHOUDEN = "huishouden", "Het huishouden zelf"
    NETWERK = "netwerk", "Iemand uit het netwerk"
    PROFESSIONAL = "professional", "Een professional"
    NIEMAND = "niemand", "Niemand"
    ONBEKEND = "onbekend", "Nog niet bekend"


class Regiecheckuitkomst(TextChoices):
    """Where regie should lie, the outcome of the regiecheck (own design; R-031)."""

    EIGEN_REGIE = "eigen_regie", "Eigen regie"
    REGIE_NETWERK = "regie_netwerk", "Regie bij het netwerk"
    CASUSREGIE = "casusregie", "Casusregie bij een professional"
    PROCESREGIE = "procesregie", "Procesregie (opschalen)"


class Regiecheckroute(TextChoices):
    """The route that the regiecheck advises; advice only, nobody is refused for it (R-032, R-033)."""

    ADVIES = "advies", "Zelf afhandelen met informatie of advies"
    TOELEIDING = "toeleiding", "Direct toeleiden naar een voorziening"
    CASUS = "casus", "Casus bij het sociaal team"
    DOORVERBINDEN = "doorverbinden", "Warm doorverbinden"


# --- Persoon, huishouden: exchange package v1, R-006 ---


class Geslacht(TextChoices):
    """Empty means not filled in, which reports show as a row of its own (R-006)."""

    MAN = "man", "Man"
    VROUW = "vrouw", "Vrouw"
    ANDERS = "anders", "Anders"


class RedenZonderCasus(TextChoices):
    """Why a person is known without a case (R-004)."""

    INFORMATIE_ADVIES = "informatie_advies", "Alleen informatie of advies"
    DUBBEL = "dubbel", "Dubbel geregistreerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    IN_VOORBEREIDING = "in_voorbereiding", "In voorbereiding"
    OVERIG = "overig", "Andere reden"


class Leefeenheidrol(TextChoices):
    """Role of a member in the household (R-002)."""

    VOLWASSENE = "volwassene", "Volwassene"
    KIND = "kind", "Kind"


class Relatiesoort(TextChoices):
    """Reads: person A is <soort> of person B."""

    OUDER = "ouder", "Ouder"
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Ex-partner"
    BROER_OF_ZUS = "broer_of_zus", "Broer of zus"
    GROOTOUDER = "grootouder", "Grootouder"
    FAMILIELID = "familielid", "Ander familielid"
    MANTELZORGER = "mantelzorger", "Mantelzorger"
    VRIEND = "vriend", "Vriend of vriendin"
    BUUR = "buur", "Buur"
    OVERIG = "overig", "Anders"


# --- Teams, organisaties, gebieden: exchange package v1; R-158, R-228 ---


class Medewerkertype(TextChoices):
    """Kind of work of a placement (R-158)."""

    VOLWASSENEN = "volwassenen", "Volwassenen"
    JEUGD = "jeugd", "Jeugd"
    WERK_EN_INKOMEN = "werk_en_inkomen", "Werk en inkomen"
    OPBOUWWERK = "opbouwwerk", "Opbouwwerk"
    JONGERENWERK = "jongerenwerk", "Jongerenwerk"
    TEAMLEIDING = "teamleiding", "Teamleiding"
    LOKET = "loket", "Loket"
    GGZ_AARDBEVINGSPROBLEMATIEK = "ggz_aardbevingsproblematiek", "GGZ aardbevingsproblematiek"
    ONDERWIJSBEGELEIDING = "onderwijsbegeleiding", "Onderwijsbegeleiding"
    ADMINISTRATIE = "administratie", "Administratie"
    OVERIG = "overig", "Anders"


class Organisatiesoort(TextChoices):
    """What an organisation is to the municipality."""

    GEMEENTE = "gemeente", "Gemeente"
    MOEDERORGANISATIE = "moederorganisatie", "Moederorganisatie"
    AANBIEDER = "aanbieder", "Aanbieder"
    PARTNER = "partner", "Partner"
    VRIJWILLIGERSORGANISATIE = "vrijwilligersorganisatie", "Vrijwilligersorganisatie"
    INFORMEEL = "informeel", "Informeel initiatief"


class Gebiedsoort(TextChoices):
    """Kind of area (R-228)."""

    BUURT = "buurt", "Buurt"
    WIJK = "wijk", "Wijk"
    KERN = "kern", "Kern"


# --- Casus: exchange package v1, R-124 ---


class Casustype(TextChoices):
    """Kind of work on a case, each with its own norm and rhythm (R-014)."""

    EENMALIGE_VOORZIENING = "eenmalige_voorziening", "Eenmalige voorziening"
    KORTDURENDE_ONDERSTEUNING = "kortdurende_ondersteuning", "Kortdurende ondersteuning"
    CASEMANAGEMENT = "casemanagement", "Casemanagement"
    REGIE = "regie", "Regie"
    MONITORING = "monitoring", "Monitoring"
    NAZORG = "nazorg", "Alleen nazorg"


class Zwaarte(TextChoices):
    """Weight of a case for the worker; empty is unknown (R-162)."""

    LICHT = "licht", "Licht"
    MIDDEL = "middel", "Middel"
    ZWAAR = "zwaar", "Zwaar"


class Casusstand(TextChoices):
    """Stand of a case on a date, derived from its dates and never stored (R-008)."""

    ACTIEF = "actief", "Actief"
    VOLGEN = "volgen", "Volgen"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class Casusfase(TextChoices):
    """Phase of the work; each phase has the date on which it began (R-008, R-013)."""

    AANMELDING = "aanmelding", "Aanmelding"
    VRAAGVERHELDERING = "vraagverheldering", "Vraagverheldering"
    PLAN = "plan", "Plan maken"
    UITVOERING = "uitvoering", "Uitvoering"
    VOLGEN = "volgen", "Volgen"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    NAZORG = "nazorg", "Nazorg"


class Casusrolsoort(TextChoices):
    """Role of a worker on a case; at most one regisseur at a time (R-086)."""

    REGISSEUR = "regisseur", "Regisseur"
    CASEMANAGER = "casemanager", "Casemanager"
    MEDE_INTAKER = "mede_intaker", "Mede-intaker"
    CONSULENT = "consulent", "Consulent"
    MAATWERKSPECIALIST = "maatwerkspecialist", "Maatwerkspecialist"


class Regievorm(TextChoices):
    """How the regisseur holds regie in a period (R-087)."""

    GEEN = "geen", "Geen regie nodig"
    VOLGEND = "volgend", "Volgend"
    STUREND = "sturend", "Sturend"


class Afsluitreden(TextChoices):
    """Why a case was closed (R-124)."""

    DOELEN_BEREIKT = "doelen_bereikt", "Doelen bereikt"
    DEELS_BEREIKT = "deels_bereikt", "Doelen deels bereikt"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"
    OP_VERZOEK_INWONER = "op_verzoek_inwoner", "Op verzoek van de inwoner"
    VERHUISD = "verhuisd", "Verhuisd"
    OVERLEDEN = "overleden", "Overleden"
    OVERIG = "overig", "Andere reden"


class Nazorgresultaat(TextChoices):
    """Result of the check afterwards (R-122)."""

    GAAT_GOED = "gaat_goed", "Het gaat goed"
    VRAAG_BEANTWOORD = "vraag_beantwoord", "Vraag beantwoord"
    HEROPENEN = "heropenen", "Casus heropenen"
    NIET_BEREIKT = "niet_bereikt", "Niet bereikt"
    NIET_GEWENST = "niet_gewenst", "Nazorg niet gewenst"


class Contactsoort(TextChoices):
    """Kind of contact with the resident or around the case (R-015)."""

    KEUKENTAFELGESPREK = "keukentafelgesprek", "Keukentafelgesprek"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    TELEFOON = "telefoon", "Telefoon"
    KANTOOR = "kantoor", "Gesprek op kantoor"
    E_MAIL = "e_mail", "E-mail"
    OVERLEG = "overleg", "Overleg"
    NIET_BEREIKT = "niet_bereikt", "Niet bereikt"
    OVERIG = "overig", "Anders"


class Wet(TextChoices):
    """The law under which an item is recorded; it decides who may see it and how long it is kept (R-120)."""

    ALGEMEEN = "algemeen", "Algemeen"
    WMO = "wmo", "Wmo 2015"
    JEUGD = "jeugd", "Jeugdwet"
    PARTICIPATIE = "participatie", "Participatiewet"
    SCHULDEN = "schulden", "Wet gemeentelijke schuldhulpverlening"
    VEILIGHEID = "veiligheid", "Veiligheid"
