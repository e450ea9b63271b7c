"""Who holds the shield of a household hears that somebody who resembles its people was recorded elsewhere."""

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.personen.public import listed_users
from keukentafel.taken.actions import create_taak
from keukentafel.teams.public import Medewerker

SOORT = "schildtreffer"
TITEL = "Iemand die op een lid van dit huishouden lijkt, is opnieuw aangemeld. Kijk na wie het is."


def tell_holders(huishouden_id: int, persoon_id: int) -> None:
    """For the register SCHILDTREFFERS: a task on the newest case for each worker on the list; without a case none.

    The task hangs on that case, so that it exists for nobody outside the list. `bron` holds who was recorded.
    """
    case = Casus.objects.filter(huishouden=huishouden_id).select_related("team").order_by("-pk").first()
    if case is None:
        return
    for worker in Medewerker.objects.filter(gebruiker__in=listed_users(huishouden_id)).order_by("pk"):
        create_taak(
            by=SYSTEEM, titel=TITEL, soort=SOORT, team=case.team, medewerker=worker, casus=case,
            vervalt_op=timezone.localdate(), bron=f"schildtreffer:{persoon_id}:{worker.pk}",
        )  # fmt: skip
