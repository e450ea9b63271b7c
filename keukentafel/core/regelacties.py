"""What one can do with a line of a list, as one small form: buttons, links, and a menu that opens without a script."""

import uuid
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from keukentafel.core.schermdelen import Regelactie

FORMULIER = (
    '<form class="kt-acties" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="idempotentiesleutel" value="{}">{}</form>'
)
KNOP = '<button class="kt-actie" type="submit" formaction="{}"{}>{}{}</button>'
KOPPELING = '<a class="kt-actie" href="{}">{}{}</a>'
MENU = (
    '<details class="kt-menu kt-menu--regel" data-menu="regel"><summary class="kt-actie">{}{}</summary>'
    '<ul class="kt-menu__lijst">{}</ul></details>'
)
NIETS = mark_safe("")


def draw_regelacties(acties: Sequence[Regelactie], onderwerp: str, csrf_token: object) -> SafeString:
    """The form of one line; `onderwerp` says to a screen reader to which line a button belongs.

    Put together here and not in a template: a page has forty of them.
    """
    subject = format_html('<span class="kt-onzichtbaar">: {}</span>', onderwerp)
    buttons = [inner for actie in acties for inner in (actie, *actie.onder) if inner.url and not inner.link]
    parts = mark_safe("".join([_part(actie, subject) for actie in acties]))
    if not buttons:
        return format_html('<div class="kt-acties">{}</div>', parts)
    return format_html(FORMULIER, buttons[0].url, csrf_token, uuid.uuid4(), parts)


def _part(actie: Regelactie, subject: SafeString) -> SafeString:
    if actie.onder:
        lines = [format_html("<li>{}</li>", _part(inner, NIETS)) for inner in actie.onder]
        return format_html(MENU, actie.tekst, subject, mark_safe("".join(lines)))
    if actie.link:
        return format_html(KOPPELING, actie.url, actie.tekst, subject)
    named = format_html(' name="{}" value="{}"', actie.veld, actie.waarde) if actie.veld else ""
    return format_html(KNOP, actie.url, named, actie.tekst, subject)
