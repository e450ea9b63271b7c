"""Screen: a worker's own load, which he sees first, and the bandwidth that he agrees to."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.views.decorators.http import require_http_methods

from keukentafel.audit.public import handle_post
from keukentafel.casussen.forms import BelastingForm
from keukentafel.casussen.selectors import load_of_workers
from keukentafel.core.schermdelen import Feit
from keukentafel.teams.public import agree_bandbreedte, bandwidths_on, worker_of
from keukentafel.toegang.public import StaffRequest, authorize

AFSPREKEN = "belasting_afspreken"


@require_http_methods(["GET", "POST"])
def belasting(request: StaffRequest) -> HttpResponse:
    """My load in points, how it is counted, and what suits me."""
    authorize(request.user, AFSPREKEN)
    worker = worker_of(request.user)
    if worker is None:
        raise Http404
    load = load_of_workers([worker.pk], lezer=request.user)[worker.pk]
    band = bandwidths_on([worker.pk]).get(worker.pk)
    initial = {"laag": band.laag, "hoog": band.hoog} if band else {}

    def show(form: BelastingForm, status: int = 200) -> HttpResponse:
        facts = [
            Feit("Nu", f"{number_format(load.gewogen, 2)} punten"),
            Feit("Actief", str(load.actief)),
            Feit("Volgen", str(load.volgen)),
        ]
        return render(request, "casussen/belasting.html", {"form": form, "feiten": facts}, status=status)

    def do(form: BelastingForm) -> str:
        data = form.cleaned_data
        agree_bandbreedte(by=request.user, medewerker=worker, laag=data["laag"], hoog=data["hoog"])
        return reverse("casussen:belasting")

    form = BelastingForm(request.POST or None, initial=initial)
    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=AFSPREKEN, do=do, show=show, message="Afgesproken.")
