"""Screens of exchange packages: offer one, see what is in it and what is wrong, bring it in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.toegang.public import StaffRequest
from keukentafel.uitwisseling import scherm, weergave
from keukentafel.uitwisseling.forms import PakketForm, Stapform
from keukentafel.uitwisseling.map import Inleesmap, drop_stale
from keukentafel.uitwisseling.models import Inlezing
from keukentafel.uitwisseling.permissions import INLEZEN, access_inlezing
from keukentafel.uitwisseling.states import Inlezingstatus

GETOOND = 25  # packages in the list; older ones are in the log


@require_http_methods(["GET", "POST"])
def pakketten(request: StaffRequest) -> HttpResponse:
    """The packages that were offered, and a form for the next."""
    drop_stale()
    form = PakketForm(request.POST or None, request.FILES or None)

    def show(form: PakketForm, status: int = 200) -> HttpResponse:
        rows = list(Inlezing.objects.order_by("-pk")[:GETOOND])
        context = {
            "form": form,
            "tabel": weergave.list_table(rows),
            "tabs": beheer_tabs(request.user, "pakketten"),
        }
        return render(request, "uitwisseling/pakketten.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: PakketForm) -> str:
        data = form.cleaned_data
        made = scherm.offer_package(by=request.user, bron=data["bron"], bestand=data["bestand"].chunks())
        return _url(made)

    return handle_post(request, form, by=request.user, actie=INLEZEN, do=do, show=show)


@require_safe
def inlezing(request: StaffRequest, inlezing_id: int) -> HttpResponse:
    """One package: how far it is, what would change, what is wrong."""
    return _page(request, access_inlezing(request.user, inlezing_id))


@require_safe
def fouten(request: StaffRequest, inlezing_id: int) -> HttpResponseBase:
    """The faults as a CSV: resource, row, column, rule, message; no cell is repeated in it."""
    found = access_inlezing(request.user, inlezing_id)
    path = Inleesmap(found.sleutel).fouten
    if not path.is_file():
        raise Http404
    name = f"fouten-pakket-{found.pk}.csv"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@require_POST
def inlezen(request: StaffRequest, inlezing_id: int) -> HttpResponse:
    """Bring it in."""
    return _step(request, inlezing_id, lambda found: scherm.start_import(by=request.user, inlezing=found))


@require_POST
def weg(request: StaffRequest, inlezing_id: int) -> HttpResponse:
    """Put it aside."""
    return _step(request, inlezing_id, lambda found: scherm.put_aside(by=request.user, inlezing=found))


def _step(request: StaffRequest, inlezing_id: int, act: Callable[[Inlezing], Inlezing]) -> HttpResponse:
    found = access_inlezing(request.user, inlezing_id)

    def show(form: Stapform, status: int = 200) -> HttpResponse:
        return _page(request, found, form, status)

    def do(form: Stapform) -> str:
        act(found)
        return _url(found)

    return handle_post(request, Stapform(request.POST), by=request.user, actie=INLEZEN, do=do, show=show)


def _page(request: StaffRequest, found: Inlezing, form: Stapform | None = None, status: int = 200) -> HttpResponse:
    stopped = scherm.is_stopped(found)
    busy = found.status in scherm.BEZIG and not stopped
    waits, kept = found.status == Inlezingstatus.GECONTROLEERD or stopped, scherm.is_kept(found)
    context = {
        "inlezing": found,
        "stand": weergave.status_words(found),
        "form": form or Stapform(),
        "bezig": busy,
        "gestopt": stopped,
        "voortgang": weergave.progress(found) if busy else "",
        "tabel": weergave.counts_table(found),
        "mag_inlezen": waits and kept,
        "verlopen": waits and not kept,
        "mag_weg": found.status in (Inlezingstatus.GECONTROLEERD, Inlezingstatus.GEWEIGERD) or stopped,
        "ingelezen": found.status == Inlezingstatus.INGELEZEN,
        "fouten": Inleesmap(found.sleutel).fouten.is_file() and bool(found.fouten),
        "mis": weergave.faults_table(found),
        "terug": reverse("uitwisseling:pakketten"),
    }
    return render(request, "uitwisseling/inlezing.html", context, status=status)


def _url(found: Inlezing) -> str:
    return reverse("uitwisseling:inlezing", args=[found.pk])
