"""Tags of the composed screens."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from keukentafel.casussen.public import Overzichtsblok

register = template.Library()


@register.simple_tag(takes_context=True)
def blok(context: template.Context, blok: Overzichtsblok) -> SafeString:
    """Render a block of the overview with its own context, also under `b`; nothing of the page leaks in."""
    return render_to_string(blok.template, {**blok.context, "b": blok.context}, request=context.get("request"))
