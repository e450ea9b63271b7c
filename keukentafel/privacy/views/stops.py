"""The privacy officer keeps the dossier of a household from being destroyed, for as long as something runs (R4)."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, Tekstveld
from keukentafel.privacy.bewaren.lijst import hold
from keukentafel.privacy.bewaren.standen import Stopreden
from keukentafel.privacy.permissions import BEHANDELEN
from keukentafel.privacy.rechten.stops import access_stop, home_of_case, lift_stop, running_stops
from keukentafel.toegang.public import StaffRequest, authorize


class StopForm(Formulier):
    """Of which household nothing is destroyed, why, and until when."""

    niet_verplicht = ("tot",)
    nummer = forms.CharField(label="Nummer van de casus", max_length=12)
    soort = Keuzeveld(label="Wat loopt er?", choices=Stopreden.choices)
    reden = Tekstveld(label="Waarom moet dit bewaard blijven?", max_length=300, rijen=2)
    tot = Datumveld(label="Tot en met", required=False, help_text="Weet u het niet, laat het dan leeg.")


def _page(request: StaffRequest, form: StopForm, status: int = 200, typed: Formulier | None = None) -> HttpResponse:
    """The stops that hold, and a form for another; `typed` is the button that could not be done, with why."""
    rows = [
        {
            "naam": row.huishouden.naam, "soort": Stopreden(row.soort).label, "van": row.van, "tot": row.tot,
            "reden": row.reden, "url": reverse("privacy:stop", args=[row.pk]),
            "form": Formulier(versie=row.versie, auto_id=f"stop{row.pk}_%s"),
        }
        for row in running_stops(request.user)
    ]  # fmt: skip
    context = {"form": form, "rijen": rows, "terug": reverse("privacy:bewaren"), "fouten": typed}
    return render(request, "privacy/stops.html", context, status=status)


@require_http_methods(["GET", "POST"])
def stops(request: StaffRequest) -> HttpResponse:
    """The stops that hold, and a form for another."""
    authorize(request.user, BEHANDELEN)
    form = StopForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)

    def do(form: StopForm) -> str:
        data = form.cleaned_data
        home = home_of_case(request.user, data["nummer"].strip())
        hold(by=request.user, huishouden_id=home, soort=data["soort"], reden=data["reden"], tot=data["tot"])
        return reverse("privacy:stops")

    def show(form: StopForm, status: int) -> HttpResponse:
        return _page(request, form, status)

    return handle_post(
        request, form, by=request.user, actie=BEHANDELEN, do=do, show=show, message="Dit wordt niet vernietigd."
    )


@require_POST
def stop(request: StaffRequest, stop_id: int) -> HttpResponse:
    """Lift a stop."""
    authorize(request.user, BEHANDELEN)
    found = access_stop(request.user, stop_id)
    form = Formulier(request.POST)

    def do(form: Formulier) -> str:
        lift_stop(by=request.user, stop=found, versie=form.cleaned_data["versie"])
        return reverse("privacy:stops")

    def show(form: Formulier, status: int) -> HttpResponse:
        return _page(request, StopForm(), status, form)

    return handle_post(request, form, by=request.user, actie=BEHANDELEN, do=do, show=show, message="Opgeheven.")
