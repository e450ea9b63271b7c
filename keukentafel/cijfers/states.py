"""What a series from elsewhere can be about."""

from django.db.models import TextChoices


class Onderwerp(TextChoices):
    """What is counted outside this product (R-160, R-177, R-188; R-164 and R-165 for surveys)."""

    BEVOLKING = "bevolking", "Bevolking"
    ZORGGEBRUIK = "zorggebruik", "Zorggebruik"
    BUDGET = "budget", "Budget"
    MEDEWERKERS = "medewerkers", "Onder medewerkers"
    ERVARING = "ervaring", "Ervaring van inwoners"
    OVERIG = "overig", "Anders"


class Aanbodstatus(TextChoices):
    """How far a file on the screen is."""

    GECONTROLEERD = "gecontroleerd", "Gecontroleerd, nog niet ingelezen"
    GEWEIGERD = "geweigerd", "Fouten gevonden, niets ingelezen"
    INGELEZEN = "ingelezen", "Ingelezen"
    WEGGEDAAN = "weggedaan", "Weggedaan"


class Aanbodsoort(TextChoices):
    """What a file on the screen holds."""

    REEKSEN = "reeksen", "Reeksen"
    PRIJZEN = "prijzen", "Prijzen van producten"
    MKBA = "mkba", "Prijzen voor een MKBA"
