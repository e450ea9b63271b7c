"""The screen of the weekly five minutes."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import access_casus
from keukentafel.core import formulieren
from keukentafel.core.getallen import positive_int
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest
from keukentafel.werkplek.bijwerken import VOLGEN, WEER_KIJKEN, Beurt, follow, next_turn, still_active, turn_of

KEUZES = (("actief", "Nog actief: ik neem contact op"), ("volgen", "Rust: ik volg het tot"))


class BeurtForm(formulieren.Formulier):
    """What one decides about a case that stands still."""

    wat = formulieren.Keuzeveld(label="Hoe staat het ermee?", choices=KEUZES)
    op = formulieren.Datumveld(label="Uiterlijk op", required=False)

    def clean_op(self) -> object:
        """Without a day: two weeks for contact, six weeks for rest."""
        chosen = self.cleaned_data.get("op")
        if chosen is not None:
            return chosen
        return timezone.localdate() + (VOLGEN if self.cleaned_data.get("wat") == "volgen" else WEER_KIJKEN)


@require_safe
def bijwerken(request: StaffRequest) -> HttpResponse:
    """One case at a time; `?na=` is the case that was skipped."""
    worker = worker_of(request.user)
    after = positive_int(request.GET.get("na", ""))
    turn = next_turn(request.user, worker, timezone.localdate(), after) if worker else None
    return _page(request, turn, BeurtForm() if turn else None, after)


def _page(
    request: StaffRequest, turn: Beurt | None, form: forms.Form | None, after: int | None, status: int = 200
) -> HttpResponse:
    if turn is not None:
        access_casus(request.user, turn.casus.pk, "casus_wijzigen")
    context = {"beurt": turn, "form": form, "na": after}
    return render(request, "werkplek/bijwerken.html", context, status=status)


@require_POST
def beurt(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Decide about one case and go on to the next; what was skipped stays skipped."""
    toegang = access_casus(request.user, casus_id, "casus_wijzigen")
    worker = worker_of(request.user)
    if worker is None:
        raise Http404
    after = positive_int(request.GET.get("na", ""))

    def do(form: BeurtForm) -> str:
        day = form.cleaned_data["op"]
        if form.cleaned_data["wat"] == "volgen":
            follow(by=request.user, toegang=toegang, op=day)
        else:
            still_active(by=request.user, toegang=toegang, medewerker=worker, op=day)
        return reverse("werkplek:bijwerken") + (f"?na={after}" if after else "")

    def show(form: forms.Form, status: int) -> HttpResponse:
        turn = turn_of(request.user, worker, casus_id, timezone.localdate())
        return _page(request, turn, form, after, status)

    return handle_post(request, BeurtForm(request.POST), by=request.user, actie="casus_bijgewerkt", do=do, show=show)
