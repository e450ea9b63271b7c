"""Kinds of entries on the timeline and who may read them; where a planned talk is, and how it ended."""

from django.db.models import TextChoices


class Aard(TextChoices):
    """What an entry is."""

    CONTACT = "contact", "Contact"
    BESLUIT = "besluit", "Besluit"
    SIGNAAL = "signaal", "Signaal"
    INTERN = "intern", "Interne notitie"


class Zichtbaarheid(TextChoices):
    """Who reads this; an internal note never leaves the team."""

    INTERN = "intern", "Alleen het casusteam"
    TEAM = "team", "Het team"
    INWONER = "inwoner", "Ook de inwoner"


class Plaats(TextChoices):
    """Where a planned talk with a household is."""

    THUIS = "thuis", "Thuis"
    KANTOOR = "kantoor", "Op kantoor"
    BUITEN = "buiten", "Buiten"
    TELEFOON = "telefoon", "Telefoon"


class Uitkomst(TextChoices):
    """How a planned talk ended; empty as long as it is planned."""

    DOORGEGAAN = "doorgegaan", "Doorgegaan"
    NIET_BEREIKT = "niet_bereikt", "Niet bereikt"
    AFGEZEGD = "afgezegd", "Afgezegd"
