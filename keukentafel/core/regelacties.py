"""What one can do with a line of a list, as one small form: buttons, links, and a menu that opens without a script."""

import uuid
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from keukentafel.core.schermdelen import Regelactie

FORMULIER = (
    '<form class="kt-acties" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="idempotentiesleutel" value="{}">{}</form>'
)
MENU = (
    '<details class="kt-menu kt-menu--regel" data-menu="regel"><summary class="kt-actie">{}{}</summary>'
    '<ul class="kt-menu__lijst">{}</ul></details>'
)
TEKENS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def draw_regelacties(acties: Sequence[Regelactie], onderwerp: str, csrf_token: object) -> SafeString:
    """The form of one line; `onderwerp` says to a screen reader to which line a button belongs.

    Put together here and not in a template or by format_html: a page has forty of them, of eight parts each. Every
    text is taken as text: nothing in it is HTML.
    """
    subject = f'<span class="kt-onzichtbaar">: {onderwerp.translate(TEKENS)}</span>'
    parts = "".join([_part(actie, subject) for actie in acties])
    first = _first_address(acties)
    if first is None:
        return mark_safe(f'<div class="kt-acties">{parts}</div>')
    token = str(csrf_token).translate(TEKENS)
    return mark_safe(FORMULIER.format(first.translate(TEKENS), token, uuid.uuid4(), parts))


def _first_address(acties: Sequence[Regelactie]) -> str | None:
    """Where the first button posts to, or None without a button."""
    for actie in acties:
        if actie.url and not actie.link:
            return actie.url
        found = _first_address(actie.onder) if actie.onder else None
        if found is not None:
            return found
    return None


def _part(actie: Regelactie, subject: str) -> str:
    words = actie.tekst.translate(TEKENS)
    if actie.onder:
        lines = "".join([f"<li>{_part(inner, '')}</li>" for inner in actie.onder])
        return MENU.format(words, subject, lines)
    url = actie.url.translate(TEKENS)
    if actie.link:
        return f'<a class="kt-actie" href="{url}">{words}{subject}</a>'
    named = f' name="{actie.veld.translate(TEKENS)}" value="{actie.waarde.translate(TEKENS)}"' if actie.veld else ""
    return f'<button class="kt-actie" type="submit" formaction="{url}"{named}>{words}{subject}</button>'
