"""Screens: assign or watch many cases at once, with a preview of what goes along and what does not, and a way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from keukentafel.audit.public import handle_post, note_read
from keukentafel.casussen.actions import (
    Bulkuitkomst,
    bulk_assign,
    bulk_volgen,
    refuse_ties,
    sort_out,
    undo_bulk_assign,
    undo_bulk_volgen,
)
from keukentafel.casussen.forms import CollegaForm, VolgenForm
from keukentafel.core.berichten import meld
from keukentafel.core.datums import lange_datum
from keukentafel.core.formulieren import Formulier
from keukentafel.core.getallen import positive_int
from keukentafel.teams.public import colleagues_by_team
from keukentafel.toegang.public import Gebruiker, StaffRequest
from keukentafel.weergaven.public import Teruggedraaid, keep_groepswijziging

HOOGSTENS = 200
SCHERM = "casuslijst"
TOEGEWEZEN, OP_VOLGEN = "casussen_toegewezen", "casussen_op_volgen"


@dataclass(frozen=True, slots=True)
class Samen:
    """One way to change many cases: its words, what it asks permission for, and how it is done.

    `check` narrows the preview once the form is filled in; `told` says what was done, without naming a resident.
    """

    soort: str
    titel: str
    knop: str
    actie: str
    make: Callable[[Any], Formulier]
    do: Callable[[Any, Sequence[int]], Bulkuitkomst]
    told: Callable[[Any], str]
    check: Callable[[Any, Bulkuitkomst], Bulkuitkomst] = lambda _form, preview: preview


def _ids(request: StaffRequest) -> list[int]:
    return [pk for text in request.POST.getlist("casus") if (pk := positive_int(text))][:HOOGSTENS]


def _list_url() -> str:
    """Where the list of cases is; the room above composes it."""
    try:
        return reverse("werkplek:casuslijst")
    except NoReverseMatch:
        return "/"


def _together(request: StaffRequest, samen: Samen) -> HttpResponse:
    """First post: what goes along. Second: do it, unless the choice leaves out more rows than were named."""
    ids = _ids(request)
    preview = sort_out(request.user, ids, samen.actie)

    def show(form: Formulier, status: int = 200, shown: Bulkuitkomst = preview, again: bool = False) -> HttpResponse:
        cases = [*shown.gedaan, *(casus for casus, _ in shown.niet)]
        note_read(samen.actie, None, subjects=[casus.persoon_id for casus in cases])
        context = {
            "titel": samen.titel, "knoptekst": samen.knop, "form": form, "uitkomst": shown, "ids": ids,
            "terug_url": _list_url(), "opnieuw": again,
        }  # fmt: skip
        return render(request, "casussen/samen.html", context, status=status)

    def act(form: Formulier) -> str:
        _do(request, samen, form, ids)
        return _list_url()

    if "genoemd" not in request.POST:  # the preview sends it: how many rows it named as left alone
        return show(samen.make(None))
    form = samen.make(request.POST)
    if form.is_valid():
        checked = samen.check(form, preview)
        if str(checked.niet_mee) != request.POST.get("genoemd", "0"):
            return show(form, 200, checked, True)
    return handle_post(request, form, by=request.user, actie=samen.actie, do=act, show=show)


def _do(request: StaffRequest, samen: Samen, form: Formulier, ids: Sequence[int]) -> None:
    """Do it and say so, with a button to turn it back: now on the toast, today above the list."""
    outcome = samen.do(form, ids)
    number = len(outcome.gedaan)
    text = f"{number} {'casus' if number == 1 else 'casussen'} {samen.told(form)}."
    refused = f" {outcome.niet_mee} niet." if outcome.niet_mee else ""
    undo = ""
    if outcome.terug:
        kept = keep_groepswijziging(by=request.user, scherm=SCHERM, soort=samen.soort, tekst=text, rijen=outcome.terug)
        undo = reverse("weergaven:terugdraaien", args=[kept.pk])
    meld(request, f"{text}{refused}", ongedaan_url=undo)


@require_POST
def toewijzen_samen(request: StaffRequest) -> HttpResponse:
    """Assign the chosen cases to one regisseur."""
    groepen = colleagues_by_team()
    return _together(
        request,
        Samen(
            soort=TOEGEWEZEN, titel="Casussen toewijzen", knop="Toewijzen", actie="casus_toewijzen",
            make=lambda data: CollegaForm(data, groepen=groepen),
            do=lambda form, ids: bulk_assign(
                by=request.user, casus_ids=ids, medewerker=form.cleaned_data["medewerker"]
            ),
            told=lambda form: f"toegewezen aan {form.cleaned_data['medewerker'].naam}",
            check=lambda form, preview: refuse_ties(preview, form.cleaned_data["medewerker"]),
        ),
    )  # fmt: skip


@require_POST
def volgen_samen(request: StaffRequest) -> HttpResponse:
    """Set the chosen cases on volgen until a day."""
    return _together(
        request,
        Samen(
            soort=OP_VOLGEN, titel="Op volgen zetten", knop="Op volgen zetten", actie="casus_wijzigen",
            make=VolgenForm,
            do=lambda form, ids: bulk_volgen(by=request.user, casus_ids=ids, tot=form.cleaned_data["tot"]),
            told=lambda form: f"op volgen gezet tot {lange_datum(form.cleaned_data['tot'])}",
        ),
    )  # fmt: skip


def turn_back_assign(by: Gebruiker, rijen: Sequence[dict[str, Any]]) -> Teruggedraaid:
    """For the register TERUGDRAAIEN: the regisseurs of before."""
    return _turned(undo_bulk_assign(by=by, rijen=rijen))


def turn_back_volgen(by: Gebruiker, rijen: Sequence[dict[str, Any]]) -> Teruggedraaid:
    """For the register TERUGDRAAIEN: as they stood before they were watched."""
    return _turned(undo_bulk_volgen(by=by, rijen=rijen))


def _turned(outcome: Bulkuitkomst) -> Teruggedraaid:
    unknown = ["U ziet deze casus niet meer."] * outcome.onbekend
    return Teruggedraaid(len(outcome.gedaan), [*(reason for _, reason in outcome.niet), *unknown])
