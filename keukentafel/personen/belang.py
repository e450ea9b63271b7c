"""Conflict of interest: own household, and declared ties. It closes a dossier for everyone, admins too."""

from datetime import date

from django.db.models import Q, QuerySet

from keukentafel.personen.models import Belang, EigenPersoon, Huishouden, Huishoudlid
from keukentafel.toegang.public import Gebruiker


def conflicting_households(user: Gebruiker) -> QuerySet[Huishouden, int]:
    """Ids of the households that are closed to this user (as a subquery)."""
    today = date.today()
    own = Huishoudlid.objects.filter(persoon__in=EigenPersoon.objects.filter(gebruiker=user).values("persoon")).values(
        "huishouden"
    )
    declared = Belang.objects.filter(Q(tot=None) | Q(tot__gte=today), gebruiker=user).values("huishouden")
    return Huishouden.objects.filter(Q(pk__in=own) | Q(pk__in=declared)).order_by().values_list("pk", flat=True)


def has_conflict(user: Gebruiker, huishouden_id: int) -> bool:
    """True when this household is closed to this user."""
    return conflicting_households(user).filter(pk=huishouden_id).exists()
