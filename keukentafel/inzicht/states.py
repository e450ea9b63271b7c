"""For whom figures are made, and what can be better in what was recorded."""

from django.db import models

REDEN_HOOGSTENS = 60  # characters of a reason in the log


class Blikveld(models.TextChoices):
    """The team sees its own figures as they are; policy sees them without small numbers."""

    TEAM = "team", "Voor het team zelf"
    BELEID = "beleid", "Voor beleid, zonder kleine aantallen"


class Kwaliteitsoort(models.TextChoices):
    """What a line of the data quality is about (R-192: missing, inconsistent, late)."""

    ONTBREEKT = "ontbreekt", "Dit ontbreekt nog"
    KLOPT_NIET = "klopt_niet", "Dit past niet bij elkaar"
    TE_LAAT = "te_laat", "Dit is blijven liggen"


class Rondesoort(models.TextChoices):
    """What is done with the reports of a quarter (R-181, R-183)."""

    BEVRIEZEN = "bevriezen", "Vastleggen"
    VERGELIJKEN = "vergelijken", "Vergelijken met nu"


class Bestandsoort(models.TextChoices):
    """A heavy file that a process of its own makes (screens.md 4.3)."""

    PAKKET = "pakket", "Alle cijfers"
    EVALUATIE = "evaluatie", "Evaluatierapport"
    SCAN = "scan", "Praktijkscan"
    BUSINESSCASE = "businesscase", "Business case"


class Rijsoort(models.TextChoices):
    """What kind of object a count is made of."""

    CASUSSEN = "casussen", "Casussen"
    MELDINGEN = "meldingen", "Meldingen"
    DOELEN = "doelen", "Doelen"
    INZET = "inzet", "Ondersteuning"
    AANVRAGEN = "aanvragen", "Aanvragen"
    BUURTVRAGEN = "buurtvragen", "Vragen aan de buurt"
    MEDEWERKERS = "medewerkers", "Medewerkers"


class Postsoort(models.TextChoices):
    """What a line of a business case is about. An effect is one of an MKBA, on others than the municipality too."""

    UITGANG = "uitgang", "Uitgangssituatie: wat het zonder kostte"
    GEREALISEERD = "gerealiseerd", "Gerealiseerd: wat het nu kost"
    VERMEDEN = "vermeden", "Vermeden kosten"
    INVESTERING = "investering", "Wat ervoor nodig was"
    EFFECT = "effect", "Maatschappelijk effect (MKBA)"


class Scanthema(models.TextChoices):
    """The themes of a practice scan, as document 004 has them; the last one holds its conditions (R-196)."""

    INTEGRAAL = "integraal", "Integraal samenwerken"
    CASUISTIEK = "casuistiek", "Systematische casuïstiekbespreking"
    REGIE = "regie", "Casusregie"
    EIGEN_KRACHT = "eigen_kracht", "Inzet op eigen kracht en sociaal netwerk"
    PLAN = "plan", "Ondersteuningsplan en klantvolgsysteem"
    OUTREACHEND = "outreachend", "Outreachend werken"
    PROFESSIONALISERING = "professionalisering", "Professionalisering van het team"
    MONITORING = "monitoring", "Monitoring en verantwoording"
    BELEID = "beleid", "Van beleid naar uitvoering"
    RANDVOORWAARDEN = "randvoorwaarden", "Randvoorwaarden: huisvesting, ICT en registratie"


class Bevindingsoort(models.TextChoices):
    """Where a finding comes from (document 004: interviews, documents, practice)."""

    INTERVIEW = "interview", "Interview"
    DOCUMENT = "document", "Document"
    OBSERVATIE = "observatie", "Observatie"
