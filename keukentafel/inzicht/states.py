"""For whom figures are made."""

from django.db import models


class Blikveld(models.TextChoices):
    """The team sees its own figures as they are; policy sees them without small numbers."""

    TEAM = "team", "Voor het team zelf"
    BELEID = "beleid", "Voor beleid, zonder kleine aantallen"
