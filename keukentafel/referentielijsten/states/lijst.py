"""The states of the lists themselves: how sure, how open, and how one scheme steps over into another."""

from django.db.models import TextChoices


class Betrouwbaarheid(TextChoices):
    """How sure we are of a shipped fact, after the reference: only H may be relied on without a check."""

    HOOG = "H", "Gelezen in de bron"
    MIDDEL = "M", "Deels onderbouwd"
    LAAG = "L", "Dun; eerst nagaan"
    ALGEMENE_KENNIS = "GK", "Algemene kennis, niet nagegaan"


class Lijstsoort(TextChoices):
    """What a municipality may change in a list."""

    GESLOTEN = "gesloten", "Vaste codes: namen en volgorde zijn aan te passen"
    UITBREIDBAAR = "uitbreidbaar", "Eigen codes mogen erbij, als ze meetellen als een vaste code"
    VRIJ = "vrij", "Eigen lijst van de gemeente"


class Overgangsoort(TextChoices):
    """Kind of step between two domain schemes; shown as a break in a series, never applied (R-055)."""

    EEN_OP_EEN = "een_op_een", "1 op 1"
    EEN_OP_MEER = "een_op_meer", "1 op meer"
    MEER_OP_EEN = "meer_op_een", "Meer op 1"
    GEEN = "geen", "Geen tegenhanger"
