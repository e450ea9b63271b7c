"""What the templates of this room ask."""

from django import template

from keukentafel.casussen.public import Casustoegang

register = template.Library()


@register.filter
def mag(toegang: Casustoegang, actie: str) -> bool:
    """{% if toegang|mag:"casus_afsluiten" %}: whether the reader may do this with this case."""
    return toegang.mag(actie)
