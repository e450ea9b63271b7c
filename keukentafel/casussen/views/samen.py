"""Screens: assign or watch many cases at once, with a preview of what goes along and what does not."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from keukentafel.audit.public import handle_post, note_read
from keukentafel.casussen.actions import Bulkuitkomst, bulk_assign, bulk_volgen, sort_out
from keukentafel.casussen.forms import CollegaForm, VolgenForm
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.teams.public import colleagues_by_team
from keukentafel.toegang.public import StaffRequest

HOOGSTENS = 200


def _ids(request: StaffRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("casus") if pk.isascii() and pk.isdigit()][:HOOGSTENS]


def _list_url() -> str:
    """Where the list of cases is; the room above composes it."""
    try:
        return reverse("werkplek:casuslijst")
    except NoReverseMatch:
        return "/"


def _count(outcome: Bulkuitkomst, what: str) -> str:
    refused = len(outcome.niet) + outcome.onbekend
    words = f"{len(outcome.gedaan)} {what}."
    return f"{words} {refused} niet." if refused else words


def _together(
    request: StaffRequest,
    make: Callable[[Any], Formulier],
    words: dict[str, str],
    actie: str,
    do: Callable[[Any, list[int]], Bulkuitkomst],
) -> HttpResponse:
    ids = _ids(request)
    confirmed = "idempotentiesleutel" in request.POST

    def show(form: Formulier, status: int = 200) -> HttpResponse:
        preview = sort_out(request.user, ids, actie)
        shown = [*preview.gedaan, *(casus for casus, _ in preview.niet)]
        note_read(actie, None, subjects=[casus.persoon_id for casus in shown])
        context = {**words, "form": form, "uitkomst": preview, "ids": ids, "terug_url": _list_url()}
        return render(request, "casussen/samen.html", context, status=status)

    def act(form: Formulier) -> str:
        meld(request, _count(do(form, ids), words["gedaan"]))
        return _list_url()

    if not confirmed:
        return show(make(None))
    return handle_post(request, make(request.POST), by=request.user, actie=actie, do=act, show=show)


@require_POST
def toewijzen_samen(request: StaffRequest) -> HttpResponse:
    """Assign the chosen cases to one regisseur; first post shows what goes along, second does it."""
    groepen = colleagues_by_team()

    def do(form: CollegaForm, ids: list[int]) -> Bulkuitkomst:
        return bulk_assign(by=request.user, casus_ids=ids, medewerker=form.cleaned_data["medewerker"])

    words = {"titel": "Casussen toewijzen", "knoptekst": "Toewijzen", "gedaan": "toegewezen"}
    return _together(request, lambda data: CollegaForm(data, groepen=groepen), words, "casus_toewijzen", do)


@require_POST
def volgen_samen(request: StaffRequest) -> HttpResponse:
    """Set the chosen cases on volgen until a day."""

    def do(form: VolgenForm, ids: list[int]) -> Bulkuitkomst:
        return bulk_volgen(by=request.user, casus_ids=ids, tot=form.cleaned_data["tot"])

    words = {"titel": "Op volgen zetten", "knoptekst": "Op volgen zetten", "gedaan": "op volgen gezet"}
    return _together(request, VolgenForm, words, "casus_wijzigen", do)
