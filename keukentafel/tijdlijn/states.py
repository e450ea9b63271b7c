"""Kinds of entries on the timeline, and who may read them."""

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
