"""Template tags of the plan."""

from django import template
from django.urls import reverse

from keukentafel.personen.public import Persoon, first_name
from keukentafel.plannen.registers import MAATWERK
from keukentafel.plannen.selectors.nakijken import Kijkpunt

register = template.Library()


@register.filter
def voornaam(persoon: Persoon) -> str:
    """{{ persoon|voornaam }}: the name by which one speaks of somebody at the table."""
    return first_name(persoon)


@register.simple_tag
def kijklink(casus_id: int, punt: Kijkpunt) -> str:
    """{% kijklink casus.pk punt as url %}: where one does something about a point of the check list."""
    new = reverse("plannen:doel_nieuw", args=[casus_id])
    links = {
        "vragen": "#vragen",
        "doel": f"{new}?domein={punt.sleutel}&voor={punt.voor}",
        "doel_voor": f"{new}?voor={punt.sleutel}",
        "ander_plan": "#andere",
        "ondersteuning": reverse("plannen:ondersteuning", args=[casus_id]),
        "antwoord": reverse("plannen:antwoord", args=[casus_id]),
    }
    if punt.stap == "afspraak":
        return reverse("plannen:afspraak_nieuw", args=[casus_id, punt.sleutel])
    if punt.stap == "wijzigen":
        return reverse("plannen:doel", args=[casus_id, punt.sleutel])
    return links.get(punt.stap, "")


@register.simple_tag
def aanvraag_url(casus_id: int, inzet_id: int) -> str:
    """{% aanvraag_url casus.pk inzet.pk as url %}: where maatwerk is requested, when an upper room offers that."""
    for maker in MAATWERK:
        return maker(casus_id, inzet_id)
    return ""
