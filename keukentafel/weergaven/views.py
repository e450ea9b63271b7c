"""Screens: keep a view, remove one, take back a change of many rows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_button, handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.teams.public import teams_of
from keukentafel.toegang.public import StaffRequest
from keukentafel.weergaven.forms import WeergaveForm
from keukentafel.weergaven.public import (
    LIJSTEN,
    Groepswijziging,
    Teruggedraaid,
    Weergave,
    keep_weergave,
    remove_weergave,
    undo_groepswijziging,
)


def _list_url(scherm: str) -> str:
    """Where this list is. Raises Http404 for a screen without views."""
    known = dict(LIJSTEN.items())
    if scherm not in known:
        raise Http404
    return reverse(known[scherm])


@require_http_methods(["GET", "POST"])
def bewaren(request: StaffRequest, scherm: str) -> HttpResponse:
    """Keep the filters in the address (`?filters=`) under a name, and remove views of one's own."""
    here = _list_url(scherm)
    initial = {"filters": request.GET.get("filters", "")}
    form = WeergaveForm(request.POST or None, initial=initial, teams=teams_of(request.user))

    def show(form: WeergaveForm, status: int = 200) -> HttpResponse:
        own = Weergave.objects.filter(gebruiker=request.user, scherm=scherm).order_by("naam", "pk")
        context = {"form": form, "scherm": scherm, "terug": here, "eigen": own.select_related("team")}
        return render(request, "weergaven/bewaren.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: WeergaveForm) -> str:
        data = form.cleaned_data
        keep_weergave(
            by=request.user, gebruiker=request.user, scherm=scherm, naam=data["naam"], filters=data["filters"],
            standaard=data["standaard"], team=form.chosen_team(),
        )  # fmt: skip
        return here + str(data["filters"])

    return handle_post(
        request, form, by=request.user, actie="weergave_bewaard", do=do, show=show, message="De weergave is bewaard."
    )


@require_POST
def verwijderen(request: StaffRequest, weergave_id: int) -> HttpResponse:
    """Remove an own view; someone else's does not exist here."""
    weergave = get_object_or_404(Weergave, pk=weergave_id, gebruiker=request.user)
    back = reverse("weergaven:bewaren", args=[weergave.scherm])

    def do() -> None:
        remove_weergave(by=request.user, weergave=weergave)
        meld(request, "De weergave is weg.")

    return handle_button(request, by=request.user, actie="weergave_verwijderd", do=do, back=back)


@require_POST
def terugdraaien(request: StaffRequest, groepswijziging_id: int) -> HttpResponse:
    """Take back what one changed in many rows at once; back on the list."""
    change = get_object_or_404(Groepswijziging, pk=groepswijziging_id, gebruiker=request.user)
    here = _list_url(change.scherm)

    def do(form: Formulier) -> str:
        meld(request, _told(undo_groepswijziging(by=request.user, groepswijziging=change)))
        return here

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return redirect(here)

    form = Formulier(request.POST)
    return handle_post(request, form, by=request.user, actie="groepswijziging_teruggedraaid", do=do, show=show)


def _told(outcome: Teruggedraaid) -> str:
    words = f"{outcome.gelukt} teruggedraaid."
    reasons = " ".join(dict.fromkeys(outcome.niet))
    return f"{words} {len(outcome.niet)} niet: {reasons}" if outcome.niet else words
