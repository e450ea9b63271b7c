"""Screens of a file that was offered, of series or prices: what would change, what is wrong, bring in, put aside."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.cijfers.aanbieden import bring_in_prijslijst, bring_in_reeksen, put_aside_reeksen
from keukentafel.cijfers.forms import Stapform
from keukentafel.cijfers.models import Reeksaanbod
from keukentafel.cijfers.permissions import INLEZEN, access_aanbod
from keukentafel.cijfers.states import Aanbodsoort, Aanbodstatus
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.toegang.public import StaffRequest

GETOOND = 50  # faults on the page; the download has more
FOUTKOPPEN = "resource,row,column,rule,message\n"
TELLINGEN = {"nieuw": "Nieuw", "gewijzigd": "Gewijzigd", "gelijk": "Gelijk", "vervalt": "Vervalt"}


@dataclass(frozen=True, slots=True)
class Aanbodscherm:
    """How a kind of file is spoken of: head, tab, what a line is about, the pages around it, and what brings it in."""

    kop: str
    tab: str
    regel: str
    terug: str
    terug_naam: str
    bring_in: Callable[..., None]

    def offer_url(self, soort: str) -> str:
        """Return where the next file is offered."""
        return reverse("cijfers:aanbieden") if soort == Aanbodsoort.REEKSEN else _prices_url(soort)


def _prices_url(soort: str) -> str:
    return reverse("cijfers:prijzen_aanbieden", args=[soort])


SCHERMEN: Mapping[str, Aanbodscherm] = {
    Aanbodsoort.REEKSEN: Aanbodscherm(
        "Reeksen inlezen", "reeksen", "Reeks", "cijfers:reeksen", "Alle reeksen", bring_in_reeksen
    ),
    Aanbodsoort.PRIJZEN: Aanbodscherm(
        "Prijslijst inlezen", "prijzen", "Product", "cijfers:prijzen", "Alle prijzen", bring_in_prijslijst
    ),
    Aanbodsoort.MKBA: Aanbodscherm(
        "Prijslijst inlezen", "prijzen", "Effect", "cijfers:prijzen", "Alle prijzen", bring_in_prijslijst
    ),
}


@require_safe
def aanbod(request: StaffRequest, aanbod_id: int) -> HttpResponse:
    """What would become of a file, or what is wrong with it."""
    return _offer_page(request, access_aanbod(request.user, aanbod_id))


@require_safe
def fouten(request: StaffRequest, aanbod_id: int) -> HttpResponse:
    """The faults as a CSV: resource, row, column, rule, message; no cell of the file is repeated in it."""
    found = access_aanbod(request.user, aanbod_id)
    if not found.fouten:
        raise Http404
    content = FOUTKOPPEN + "".join(found.fouten)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fouten-{found.soort}-{found.pk}.csv"'
    return answer


@require_POST
def inlezen(request: StaffRequest, aanbod_id: int) -> HttpResponse:
    """Bring it in, and go to the list."""

    def act(found: Reeksaanbod) -> str:
        scherm = SCHERMEN[found.soort]
        scherm.bring_in(by=request.user, aanbod=found)
        return reverse(scherm.terug)

    return _step(request, aanbod_id, act, "Het bestand is ingelezen.")


@require_POST
def wegdoen(request: StaffRequest, aanbod_id: int) -> HttpResponse:
    """Put it aside."""

    def act(found: Reeksaanbod) -> str:
        put_aside_reeksen(by=request.user, aanbod=found)
        return SCHERMEN[found.soort].offer_url(found.soort)

    return _step(request, aanbod_id, act, "Het bestand is weggedaan.")


def _step(request: StaffRequest, aanbod_id: int, act: Callable[[Reeksaanbod], str], said: str) -> HttpResponse:
    found = access_aanbod(request.user, aanbod_id)

    def show(form: Stapform, status: int = 200) -> HttpResponse:
        return _offer_page(request, found, form, status)

    def do(form: Stapform) -> str:
        return act(found)

    return handle_post(request, Stapform(request.POST), by=request.user, actie=INLEZEN, do=do, show=show, message=said)


def _offer_page(
    request: StaffRequest, found: Reeksaanbod, form: Stapform | None = None, status: int = 200
) -> HttpResponse:
    scherm = SCHERMEN[found.soort]
    counted = [naam for naam in TELLINGEN if naam != "vervalt" or found.soort != Aanbodsoort.REEKSEN]
    columns = [Kolom(scherm.regel), *(Kolom(TELLINGEN[naam], getal=True) for naam in counted)]
    rows = [[Cel(row["naam"]), *(Cel(str(row[naam])) for naam in counted)] for row in found.tellingen]
    faults = [Kolom("Rij", getal=True), Kolom("Kolom"), Kolom("Wat er mis is")]
    cells = [[Cel(row[1]), Cel(row[2]), Cel(row[4])] for row in csv.reader(found.fouten[:GETOOND])]
    context = {
        "aanbod": found,
        "scherm": scherm,
        "vervangt": found.soort != Aanbodsoort.REEKSEN,
        "stand": Aanbodstatus(found.status).label,
        "wacht": found.status == Aanbodstatus.GECONTROLEERD,
        "tabel": Tabel(columns, rows, naam="Wat er met de rijen gebeurt"),
        "fouten": Tabel(faults, cells, naam="Fouten"),
        "form": form or Stapform(),
        "tabs": beheer_tabs(request.user, scherm.tab),
        "terug": reverse(scherm.terug),
        "aanbieden": scherm.offer_url(found.soort),
    }
    return render(request, "cijfers/aanbod.html", context, status=status)
