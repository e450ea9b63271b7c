"""For the back office: the queue, ask back, decide, note the start."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.teams.public import skj_warning, worker_of
from keukentafel.toegang.public import StaffRequest
from keukentafel.voorzieningen.actions import ask_back, decide_aanvraag, end_hulp, start_hulp
from keukentafel.voorzieningen.forms import BesluitForm, StartForm, VraagForm
from keukentafel.voorzieningen.permissions import access_aanvraag
from keukentafel.voorzieningen.selectors import queue_for
from keukentafel.voorzieningen.views.aanvragen import posted
from keukentafel.voorzieningen.views.pagina import press, show_aanvraag

BESLUITEN = "aanvraag_besluiten"


@require_safe
def bak(request: StaffRequest) -> HttpResponse:
    """GET: the requests that wait for somebody, oldest first."""
    return render(request, "voorzieningen/bak.html", {"bak": queue_for(request.user)})


@require_POST
def vraag(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Ask the team something, on the request itself."""
    toegang = access_aanvraag(request.user, aanvraag_id, BESLUITEN)

    def do(form: VraagForm) -> str:
        worker = worker_of(request.user)
        ask_back(by=request.user, aanvraag=toegang.aanvraag, vraag=form.cleaned_data["vraag"], door=worker)
        return reverse("voorzieningen:aanvraag", args=[aanvraag_id])

    def show(form: VraagForm, status: int) -> HttpResponse:
        return show_aanvraag(request, toegang, status=status, vraagform=form)

    return handle_post(request, VraagForm(posted(request)), by=request.user, actie=BESLUITEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def besluit(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Decide; a youth decision by somebody who is not registered warns first (R-167)."""
    toegang = access_aanvraag(request.user, aanvraag_id, BESLUITEN)
    found, worker = toegang.aanvraag, worker_of(request.user)
    form = BesluitForm(posted(request))

    def show(form: BesluitForm, status: int = 200) -> HttpResponse:
        warning = skj_warning(worker, found.wet) if worker else ""
        context = {"form": form, "aanvraag": found, "skj": warning}
        return render(request, "voorzieningen/besluit.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: BesluitForm) -> str:
        data = form.cleaned_data
        decide_aanvraag(
            by=request.user, aanvraag=found, besluit=data["besluit"], door=worker.naam if worker else request.user.naam,
            mandaat=data["mandaat"], afwijsreden=data["afwijsreden"], toelichting=data["toelichting"],
            op=data["besluit_op"],
        )  # fmt: skip
        return reverse("voorzieningen:aanvraag", args=[aanvraag_id])

    return handle_post(request, form, by=request.user, actie=BESLUITEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def start(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Help began at the provider."""
    toegang = access_aanvraag(request.user, aanvraag_id, BESLUITEN)
    form = StartForm(posted(request))

    def show(form: StartForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "aanvraag": toegang.aanvraag}
        return render(request, "voorzieningen/start.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: StartForm) -> str:
        start_hulp(by=request.user, aanvraag=toegang.aanvraag, op=form.cleaned_data["op"])
        return reverse("voorzieningen:aanvraag", args=[aanvraag_id])

    return handle_post(request, form, by=request.user, actie=BESLUITEN, do=do, show=show)


@require_POST
def einde(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Help ended."""
    toegang = access_aanvraag(request.user, aanvraag_id, BESLUITEN)
    return press(request, toegang, BESLUITEN, lambda: end_hulp(by=request.user, aanvraag=toegang.aanvraag))
