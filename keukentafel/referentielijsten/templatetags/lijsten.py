"""The name of a code on screen: {% load lijsten %}."""

from datetime import date

from django import template

from keukentafel.referentielijsten.selectors import label_of

register = template.Library()


@register.simple_tag
def lijstnaam(lijst: str, code: str, op: date | None = None, *, klein: bool = False) -> str:
    """{% lijstnaam "kanaal" melding.kanaal melding.ontvangen_op %}: the name that held on the day of the record.

    `op` is a day or a moment; without it today. `klein=True` writes it in lower case, inside a sentence. An empty
    code gives nothing. Raises OnbekendeLijst for a list or code that does not exist.
    """
    naam = label_of(lijst, code, op)
    return naam.lower() if klein else naam
