"""Screens of series from other systems: which there are, one of them, and bringing a file in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.cijfers.aanbieden import offer_reeksen
from keukentafel.cijfers.forms import ReeksenForm
from keukentafel.cijfers.models import Reeks
from keukentafel.cijfers.permissions import INLEZEN, INZIEN, access_reeks, own_teams_only
from keukentafel.cijfers.reeksbeeld import direction, draw_series, number, period
from keukentafel.cijfers.rijen import KOLOMMEN, VERPLICHT
from keukentafel.cijfers.selectors import Reeksgroep, Reeksregel, groups_of, list_reeksen
from keukentafel.cijfers.states import Onderwerp
from keukentafel.core.csvbestand import harmless
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.toegang.public import Rol, StaffRequest, authorize, may_ever
from keukentafel.uitwisseling.public import Pakketfout

PER_PAGINA = 50


@require_safe
def reeksen(request: StaffRequest) -> HttpResponse:
    """Every series with its source and last day."""
    authorize(request.user, INZIEN)
    rows = list_reeksen(own_teams_only(request.user))
    context = {
        "tabel": _list_table(rows),
        "tabs": _tabs(request),
        "mag_inlezen": may_ever(request.user, INLEZEN),
    }
    return render(request, "cijfers/reeksen.html", context)


@require_safe
def reeks(request: StaffRequest, reeks_id: int) -> HttpResponse:
    """One series: per area, team or part whether it goes up or down; one of those as a chart. GET: plek, pagina."""
    found = access_reeks(request.user, reeks_id)
    groups = groups_of(found, own_teams_only(request.user))
    if not groups:
        raise Http404
    chosen = next((group for group in groups if group.sleutel == request.GET.get("plek")), groups[0])
    page = Paginator(groups, PER_PAGINA).get_page(request.GET.get("pagina"))
    drawing = draw_series(f"{found.naam}: {_said(chosen)}", found.eenheid, chosen.punten)
    context = {
        "reeks": found,
        "onderwerp": Onderwerp(found.onderwerp).label,
        "gekozen": chosen,
        "figuur": drawing,
        "tabel": _groups_table(found, list(page.object_list)),
        "pagina": page,
        "tabs": _tabs(request),
    }
    return render(request, "cijfers/reeks.html", context)


@require_safe
def bestand(request: StaffRequest, reeks_id: int) -> HttpResponse:
    """One series as a CSV with its place, period, value and source."""
    found = access_reeks(request.user, reeks_id)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(("naam", "eenheid", "bron", "gebied", "team", "uitsplitsing", "van", "tot", "waarde", "n"))
    said = [harmless(text) for text in (found.naam, found.eenheid, found.bron)]
    for group in groups_of(found, own_teams_only(request.user)):
        place = [harmless(text) for text in (group.gebied, group.team, group.deel)]
        for punt in group.punten:
            value = "" if punt.waarde is None else f"{punt.waarde.normalize():f}"
            n = "" if punt.n is None else punt.n
            writer.writerow([*said, *place, punt.van.isoformat(), punt.tot.isoformat(), value, n])
    return _download(target.getvalue(), f"reeks-{found.pk}.csv")


@require_http_methods(["GET", "POST"])
def aanbieden(request: StaffRequest) -> HttpResponse:
    """Offer a CSV: it is checked, and shown before it comes in."""
    form = ReeksenForm(request.POST or None, request.FILES or None)

    def show(form: ReeksenForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "kolommen": KOLOMMEN, "verplicht": VERPLICHT, "onderwerpen": Onderwerp.values,
                   "tabs": _tabs(request)}  # fmt: skip
        return render(request, "cijfers/aanbieden.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: ReeksenForm) -> str:
        try:
            made = offer_reeksen(by=request.user, inhoud=form.cleaned_data["bestand"].read())
        except Pakketfout as reason:
            raise Regelfout(str(reason), veld="bestand") from None
        return reverse("cijfers:aanbod", args=[made.pk])

    return handle_post(request, form, by=request.user, actie=INLEZEN, do=do, show=show)


def _tabs(request: StaffRequest) -> Sequence[object]:
    return beheer_tabs(request.user, "reeksen") if Rol.FUNCTIONEEL_BEHEERDER in request.user.rollen else ()


def _list_table(rows: Sequence[Reeksregel]) -> Tabel:
    columns = [Kolom("Reeks"), Kolom("Onderwerp"), Kolom("Eenheid"), Kolom("Bron"), Kolom("Tot en met"),
               Kolom("Waarden", getal=True)]  # fmt: skip
    cells = [
        [
            Cel(row.reeks.naam, url=reverse("cijfers:reeks", args=[row.reeks.pk])),
            Cel(str(Onderwerp(row.reeks.onderwerp).label)), Cel(row.reeks.eenheid), Cel(row.reeks.bron),
            Cel(f"{row.laatste:%d-%m-%Y}" if row.laatste else ""), Cel(str(row.aantal)),
        ]
        for row in rows
    ]  # fmt: skip
    return Tabel(columns, cells, naam="Reeksen uit andere systemen")


def _groups_table(found: Reeks, groups: Sequence[Reeksgroep]) -> Tabel:
    columns = [Kolom("Waar"), Kolom("Laatste"), Kolom(found.eenheid.capitalize(), getal=True),
               Kolom("Ervoor", getal=True), Kolom("Omhoog of omlaag?")]  # fmt: skip
    return Tabel(columns, [_group_row(found, group) for group in groups], naam="Omhoog of omlaag, per plek")


def _group_row(found: Reeks, group: Reeksgroep) -> list[Cel]:
    last = group.punten[-1]
    before = number(group.punten[-2].waarde) if len(group.punten) > 1 else ""
    url = f"{reverse('cijfers:reeks', args=[found.pk])}?{urlencode({'plek': group.sleutel})}"
    return [Cel(group.naam, url=url), Cel(period(last)), Cel(number(last.waarde)), Cel(before), Cel(_said(group))]


def _said(group: Reeksgroep) -> str:
    """Up or down, by how much, or why that cannot be told."""
    found = direction(group.punten)
    if found.verschil:
        return f"{number(abs(found.verschil))} {found.woord}"
    return f"{found.woord} ({found.reden})" if found.reden else found.woord


def _download(content: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
