"""Closed lists of measurement, plan, provision, review and neighbourhood, with their contract codes."""

from django.db.models import IntegerChoices, TextChoices

# --- Zelfredzaamheid: exchange package v1, R-052 ---


class Domeinstelselcode(TextChoices):
    """The shipped versions of instruments and domain schemes."""

    ZRM2013 = "zrm2013", "Zelfredzaamheid-Matrix 2013"
    ZRM2017 = "zrm2017", "Zelfredzaamheid-Matrix 2017"
    OUDERSCHAP2013 = "ouderschap2013", "Supplement Ouderschap 2013"
    GRONINGEN9 = "groningen9", "Negen leefgebieden (Groningen)"
    MAASTRICHT1 = "maastricht1", "Leefdomeinen Maastricht tot juli 2014 (voorbeeld)"
    MAASTRICHT2 = "maastricht2", "Leefdomeinen Maastricht vanaf juli 2014 (voorbeeld)"


class Zelfredzaamheidsniveau(IntegerChoices):
    """Level of self-reliance, the same in all editions; 1 to 3 count as a problem (R-047, R-051)."""

    ACUTE_PROBLEMATIEK = 1, "Acute problematiek"
    NIET_ZELFREDZAAM = 2, "Niet zelfredzaam"
    BEPERKT_ZELFREDZAAM = 3, "Beperkt zelfredzaam"
    VOLDOENDE_ZELFREDZAAM = 4, "Voldoende zelfredzaam"
    VOLLEDIG_ZELFREDZAAM = 5, "Volledig zelfredzaam"


class RedenNietGescoord(TextChoices):
    """Why a chosen domain has no level (R-048)."""

    NIET_RELEVANT = "niet_relevant", "Niet relevant"
    NIET_BESPROKEN = "niet_besproken", "Niet besproken"
    WIL_NIET = "wil_niet", "Wil niet"
    ONBEKEND = "onbekend", "Onbekend"


class Meetmoment(TextChoices):
    """When in the course of the case was measured (R-052)."""

    START = "start", "Start"
    TUSSEN = "tussen", "Tussentijds"
    EIND = "eind", "Einde"
    NAZORG = "nazorg", "Nazorg"


class Meetbron(TextChoices):
    """Whose judgement it is."""

    PROFESSIONAL = "professional", "Professional"
    INWONER = "inwoner", "Inwoner"


# --- Plan, doel, inzet: exchange package v1; ..R-084 ---


class Planakkoord(TextChoices):
    """What the household says of its plan; empty is not asked yet (R-066)."""

    AKKOORD = "akkoord", "Akkoord"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord"
    NIET_GEWENST = "niet_gewenst", "Plan niet gewenst"


class Planstatus(TextChoices):
    """Status of a plan, derived from its dates and the household's answer (R-066)."""

    CONCEPT = "concept", "Concept"
    BESPROKEN = "besproken", "Mondeling besproken"
    VERSTREKT = "verstrekt", "Verstrekt"
    AKKOORD = "akkoord", "Akkoord"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord"
    NIET_GEWENST = "niet_gewenst", "Plan niet gewenst"
    BEEINDIGD = "beeindigd", "Beëindigd"


class Doelsoort(TextChoices):
    """Kind of goal (R-070); not every goal is improvement."""

    VERBETERING = "verbetering", "Verbetering"
    STABILISERING = "stabilisering", "Stabilisering"
    BEGELEIDE_ACHTERUITGANG = "begeleide_achteruitgang", "Begeleide achteruitgang"


class Doelstatus(TextChoices):
    """Result of a goal (R-077)."""

    OPEN = "open", "Open"
    BEHAALD = "behaald", "Behaald"
    DEELS_BEHAALD = "deels_behaald", "Deels behaald"
    NIET_BEHAALD = "niet_behaald", "Niet behaald"
    VERVALLEN = "vervallen", "Vervallen"


class Telwijze(TextChoices):
    """What the kind of goal was recorded for; the two are never added up (R-071)."""

    ARRANGEMENT = "arrangement", "Per arrangement"
    INTERVENTIE = "interventie", "Per interventie"


class Kring(TextChoices):
    """The four circles of the kanteling, from near to far (R-074)."""

    EIGEN_KRACHT = "eigen_kracht", "Eigen kracht"
    SOCIAAL_NETWERK = "sociaal_netwerk", "Sociaal netwerk"
    ALGEMEEN = "algemeen", "Algemene voorziening"
    MAATWERK = "maatwerk", "Maatwerkvoorziening"


class Inzetaard(TextChoices):
    """Was the support there before the team, or did the team add it (R-072, R-073)."""

    BESTAAND = "bestaand", "Was er al"
    NIEUW = "nieuw", "Nieuw"


class UitvoerderSoort(TextChoices):
    """Who does it; the default runs from the resident outwards (R-080, R-084)."""

    INWONER = "inwoner", "Inwoner"
    NETWERK = "netwerk", "Netwerk"
    VRIJWILLIGER = "vrijwilliger", "Vrijwilliger"
    TEAM = "team", "Sociaal team"
    EERSTE_LIJN = "eerste_lijn", "Eerste lijn"
    TWEEDE_LIJN = "tweede_lijn", "Tweede lijn"
    BUURT = "buurt", "Buurt"


class Evaluatiebron(TextChoices):
    """Who judges a result: worker and resident are recorded apart (R-125)."""

    PROFESSIONAL = "professional", "Professional"
    INWONER = "inwoner", "Inwoner"


class Doelresultaat(TextChoices):
    """Result of a goal at an evaluation, by worker and by resident apart (simple doelrealisatie)."""

    BEHAALD = "behaald", "Behaald"
    DEELS = "deels", "Deels behaald"
    NIET = "niet", "Niet behaald"
    NIET_VAN_TOEPASSING = "niet_van_toepassing", "Niet van toepassing"


# --- Voorzieningen: the request in place (R-105, R-225) ---


class Aanvraagstatus(TextChoices):
    """Status of a request for a maatwerk item."""

    CONCEPT = "concept", "Concept"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    TOEGEKEND = "toegekend", "Toegekend"
    DEELS_TOEGEKEND = "deels_toegekend", "Deels toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    GESTART = "gestart", "Hulp gestart"
    BEEINDIGD = "beeindigd", "Hulp beëindigd"


class Leveringsvorm(TextChoices):
    """In what form a provision is delivered."""

    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Persoonsgebonden budget"
    FINANCIELE_TEGEMOETKOMING = "financiele_tegemoetkoming", "Financiële tegemoetkoming"


class Voorliggend(TextChoices):
    """Precedence of other solutions, considered before maatwerk (R-225)."""

    EIGEN_KRACHT = "eigen_kracht", "Eigen kracht en gebruikelijke hulp"
    NETWERK = "netwerk", "Netwerk, mantelzorg en vrijwilligers"
    ALGEMENE_VOORZIENING = "algemene_voorziening", "Algemene voorziening"
    ANDERE_WET = "andere_wet", "Een andere wet gaat voor"


# --- Werkwijze-review: lists A-D of the O&S questions (R-132..R-135) ---


class RedenNietAnders(TextChoices):
    """List A: why the team did not act differently than before (R-132)."""

    NOODZAAK_TWEEDE_LIJN = "noodzaak_tweede_lijn", "Tweede lijn was nodig"
    NIET_REDZAAM = "niet_redzaam", "Inwoner is niet redzaam"
    GEEN_NETWERK = "geen_netwerk", "Er is geen netwerk"
    GEEN_ALTERNATIEF = "geen_alternatief", "Er was geen alternatief"
    KEUZE_INWONER = "keuze_inwoner", "Inwoner koos nadrukkelijk voor de tweede lijn"


class Effect(TextChoices):
    """List B: what acting differently led to (R-133)."""

    VERMINDERDE_HULPVRAAG = "verminderde_hulpvraag", "Minder vraag naar hulp"
    ESCALATIE_VOORKOMEN = "escalatie_voorkomen", "Escalatie voorkomen"
    PREVENTIEF = "preventief", "Preventieve inzet"
    EIGEN_VERANTWOORDELIJKHEID = "eigen_verantwoordelijkheid", "Eigen verantwoordelijkheid aangesproken"
    ZONDER_INDICATIE = "zonder_indicatie", "Gewerkt zonder indicatie"


class Afwijking(TextChoices):
    """List C: in what the work differed (R-134)."""

    REGIE_BIJ_INWONER = "regie_bij_inwoner", "Regie bij de inwoner"
    EIGEN_NETWERK = "eigen_netwerk", "Eigen netwerk benut"
    JUISTE_PARTNERS = "juiste_partners", "Juiste partners verbonden"
    NETWERK_FUNCTIONEERT = "netwerk_functioneert", "Netwerk werkt goed en doelmatig"
    NETWERKEN_VERBONDEN = "netwerken_verbonden", "Netwerk van partners en inwoner verbonden"


class AnderArrangement(TextChoices):
    """List D: how the arrangement differs from what it used to be (R-135)."""

    MEER_INWONER_MINDER_PROFESSIONAL = "meer_inwoner_minder_professional", "Meer inwoner, minder professional"
    MINDER_INDICATIE_MEER_NETWERK = "minder_indicatie_meer_netwerk", "Minder indicatie, meer eigen netwerk"
    MEER_MANTELZORG = "meer_mantelzorg", "Meer mantelzorg"


# --- Buurt: exchange package v1 (R-142) ---


class Buurtvraagstatus(TextChoices):
    """Status of a neighbour's request or offer."""

    OPEN = "open", "Open"
    GEKOPPELD = "gekoppeld", "Gekoppeld"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Vraagnamens(TextChoices):
    """Who asks the neighbourhood service (R-144)."""

    ZELF = "zelf", "Inwoner zelf"
    PROFESSIONAL = "professional", "Professional, namens een inwoner"


class Koppelingsoort(TextChoices):
    """Kind of match in the neighbourhood service (R-142, R-143)."""

    WEDERKERIG = "wederkerig", "Wederkerig"
    EENZIJDIG = "eenzijdig", "Eenzijdig"
    BUURTSERVICETEAM = "buurtserviceteam", "Door het Buurtservice-team"
