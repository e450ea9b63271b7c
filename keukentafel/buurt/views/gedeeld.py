"""What the screens share: the tabs, a button that posts, a form on a page of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from keukentafel.audit.public import handle_post
from keukentafel.buurt import permissions
from keukentafel.buurt.forms import Knop
from keukentafel.core.schermdelen import Tab
from keukentafel.toegang.public import StaffRequest

TABS = (
    ("overzicht", "Vragen en aanbod"),
    ("koppelingen", "Koppelingen"),
    ("activiteiten", "Activiteiten"),
    ("cijfers", "Cijfers"),
)
PER_PAGINA = 25


def tabs(actief: str) -> list[Tab]:
    """The tabs of the room."""
    return [Tab(naam, reverse(f"buurt:{url}"), url == actief) for url, naam in TABS]


def press(request: StaffRequest, do: Callable[[], None], terug: str) -> HttpResponse:
    """A button without a form: do it and go to `terug` (a name of an address); a rule that forbids it is told there."""

    def act(form: Knop) -> str:
        do()
        return reverse(terug)

    def show(form: Knop, status: int) -> HttpResponse:
        for text in form.non_field_errors():
            messages.error(request, str(text))
        return redirect(terug)

    return handle_post(request, Knop(request.POST), by=request.user, actie=permissions.WIJZIGEN, do=act, show=show)


def form_page(
    request: StaffRequest, form: Any, titel: str, terug: str, status: int = 200, **extra: Any
) -> HttpResponse:
    """One form on a page."""
    context = {"form": form, "titel": titel, "terug": terug, "soorten": (), "weghalen": "", **extra}
    return render(request, "buurt/formulier.html", context, status=status)


def data_of(form: Any) -> dict[str, Any]:
    """What was filled in, without the key and the version of the form."""
    return {name: value for name, value in form.cleaned_data.items() if name not in ("idempotentiesleutel", "versie")}
