"""The words of requests of residents: which right, who asks, how it ended, what may be withheld and why."""

from django.db.models import TextChoices


class Verzoeksoort(TextChoices):
    """What a resident may ask about his data; the article of the AVG stands in `ARTIKELEN`."""

    INZAGE = "inzage", "Inzage: een kopie van de gegevens"
    RECTIFICATIE = "rectificatie", "Iets laten verbeteren"
    VERKLARING = "verklaring", "Een eigen verklaring laten toevoegen"
    BEPERKING = "beperking", "Het gebruik tijdelijk laten stilzetten"
    BEZWAAR = "bezwaar", "Bezwaar tegen het gebruik"
    WISSEN = "wissen", "Gegevens laten wissen"
    BUITEN_SYSTEEM = "buiten_systeem", "Niet met naam in het systeem staan"


ARTIKELEN = {
    Verzoeksoort.INZAGE: "AVG artikel 15 en 20",
    Verzoeksoort.RECTIFICATIE: "AVG artikel 16",
    Verzoeksoort.VERKLARING: "AVG artikel 16",
    Verzoeksoort.BEPERKING: "AVG artikel 18",
    Verzoeksoort.BEZWAAR: "AVG artikel 21",
    Verzoeksoort.WISSEN: "AVG artikel 17",
    Verzoeksoort.BUITEN_SYSTEEM: "AVG artikel 21",
}


class Vrager(TextChoices):
    """Who asks."""

    ZELF = "zelf", "De inwoner zelf"
    OUDER = "ouder", "Een ouder met gezag, of een voogd"
    VERTEGENWOORDIGER = "vertegenwoordiger", "Een curator of mentor"
    GEMACHTIGDE = "gemachtigde", "Iemand met een machtiging van de inwoner"


class Identiteitscontrole(TextChoices):
    """How we made sure who asks (AVG 12 lid 6); never a copy of a document."""

    DOCUMENT = "document", "Paspoort of identiteitskaart gezien"
    BEKEND = "bekend", "Een medewerker kent deze persoon"
    DIGID = "digid", "Met DigiD gevraagd"


class Uitkomst(TextChoices):
    """How a request ended."""

    TOEGEWEZEN = "toegewezen", "Gedaan zoals gevraagd"
    DEELS = "deels", "Voor een deel gedaan"
    AFGEWEZEN = "afgewezen", "Niet gedaan"
    INGETROKKEN = "ingetrokken", "De inwoner trok het in"


class Onthouding(TextChoices):
    """Why something does not go along; the ground stands in ADR 0024. DERDEN is never lifted."""

    INTERN = "intern", "Interne notities van medewerkers (UAVG artikel 41)"
    MELDER = "melder", "Wie er meldde (AVG artikel 15 lid 4)"
    GEZIN = "gezin", "Tekst over het hele huishouden (AVG artikel 15 lid 4)"
    VEILIGHEID = "veiligheid", "Wat over veiligheid is opgeschreven (UAVG artikel 41)"
    DERDEN = "derden", "Gegevens van anderen (AVG artikel 15 lid 4)"


class Bestandstand(TextChoices):
    """Where the making of an export is."""

    WACHT = "wacht", "Wordt gemaakt"
    KLAAR = "klaar", "Ligt klaar"
    MISLUKT = "mislukt", "Niet gelukt"
    OPGEHAALD = "opgehaald", "Opgehaald"
    VERLOPEN = "verlopen", "Verlopen"


class Controleuitkomst(TextChoices):
    """What the privacy officer says of a point of the log review."""

    IN_ORDE = "in_orde", "In orde, het hoort bij het werk"
    NAVRAGEN = "navragen", "Ik vraag het na bij de medewerker"
    INCIDENT = "incident", "Een incident"
