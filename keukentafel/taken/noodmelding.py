"""Whoever leads a case hears at once that somebody opened it by break-glass."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from keukentafel.casussen.public import Casus, current_regisseur
from keukentafel.taken.actions import create_taak
from keukentafel.toegang.public import Noodtoegang

SOORT = "noodtoegang"
TITEL = "Noodtoegang: een collega opende dit dossier"


def tell_regisseur(noodtoegang: Noodtoegang) -> None:
    """For the register NOODMELDINGEN: a task for the regisseur of each open case, or for its team without one."""
    today = timezone.localdate()
    running = Casus.objects.filter(Q(afgesloten_op=None) | Q(afgesloten_op__gt=today))
    for casus in running.filter(huishouden=noodtoegang.huishouden_id).select_related("team").order_by("pk"):
        role = current_regisseur(casus.pk)
        create_taak(
            by=noodtoegang.gebruiker, titel=f"{TITEL} ({noodtoegang.gebruiker.naam})"[:160], soort=SOORT,
            team=casus.team, medewerker=role.medewerker if role else None, casus=casus,
            vervalt_op=today + timedelta(days=1), bron=f"noodtoegang:{noodtoegang.pk}:{casus.pk}",
        )  # fmt: skip
