"""Template tags of the plan."""

from collections.abc import Callable

from django import template
from django.urls import reverse

from keukentafel.core.adressen import url_of
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
    if punt.stap == "afspraak":
        return reverse("plannen:afspraak_nieuw", args=[casus_id, punt.sleutel])
    if punt.stap == "wijzigen":
        return reverse("plannen:doel", args=[casus_id, punt.sleutel])
    links: dict[str, Callable[[], str]] = {
        "vragen": lambda: "#vragen",
        "doel": lambda: f"{url_of('plannen:doel_nieuw', casus_id)}?domein={punt.sleutel}&voor={punt.voor}",
        "doel_voor": lambda: f"{url_of('plannen:doel_nieuw', casus_id)}?voor={punt.sleutel}",
        "ander_plan": lambda: "#andere",
        "ondersteuning": lambda: url_of("plannen:ondersteuning", casus_id),
        "antwoord": lambda: url_of("plannen:antwoord", casus_id),
    }
    return links[punt.stap]() if punt.stap in links else ""


@register.simple_tag
def aanvraag_url(casus_id: int, inzet_id: int) -> str:
    """{% aanvraag_url casus.pk inzet.pk as url %}: where maatwerk is requested, when an upper room offers that."""
    for maker in MAATWERK:
        return maker(casus_id, inzet_id)
    return ""
