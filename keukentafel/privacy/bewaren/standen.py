"""The words of retention: from when a term counts, why something is held, how far a list is."""

from django.db.models import TextChoices


class Vanaf(TextChoices):
    """From which day a term counts."""

    AFSLUITING = "afsluiting", "De dag van afsluiten"
    LAATSTE_WIJZIGING = "laatste_wijziging", "De laatste wijziging"


class Stopreden(TextChoices):
    """Why nothing of a household is destroyed for the time being (R4)."""

    JURIDISCH = "juridisch", "Een rechtszaak of onderzoek"
    BEZWAAR = "bezwaar", "Bezwaar of beroep loopt"
    OVERBRENGING = "overbrenging", "Gaat naar het archief"


class Lijststand(TextChoices):
    """How far a list of what is to be destroyed is."""

    OPEN = "open", "Wacht op een collega"
    AKKOORD = "akkoord", "Akkoord, nog uit te voeren"
    AFGEWEZEN = "afgewezen", "Niet akkoord"
    UITGEVOERD = "uitgevoerd", "Vernietigd"
