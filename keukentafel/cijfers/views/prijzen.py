"""Screens of price lists: which prices there are, the list as a file, and offering another (R-185, R-187)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.cijfers import mkba, prijzen
from keukentafel.cijfers.aanbieden import offer_prijslijst
from keukentafel.cijfers.forms import PrijzenForm
from keukentafel.cijfers.models import Mkbaprijs, Productprijs
from keukentafel.cijfers.permissions import INLEZEN
from keukentafel.cijfers.states import Aanbodsoort
from keukentafel.core.csvbestand import harmless
from keukentafel.core.datums import lange_datum
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.referentielijsten.public import all_choices, beheer_tabs
from keukentafel.toegang.public import StaffRequest, authorize
from keukentafel.uitwisseling.public import Pakketfout

PER_PAGINA = 50
KOLOMMEN = {Aanbodsoort.PRIJZEN: prijzen.KOLOMMEN, Aanbodsoort.MKBA: mkba.KOLOMMEN}


@require_safe
def prijslijsten(request: StaffRequest) -> HttpResponse:
    """Every price of a product and, where this municipality uses an MKBA, of an effect. GET: pagina, effecten."""
    authorize(request.user, INLEZEN)
    products = Paginator(Productprijs.objects.all(), PER_PAGINA).get_page(request.GET.get("pagina"))
    effects = Paginator(Mkbaprijs.objects.all(), PER_PAGINA).get_page(request.GET.get("effecten"))
    context = {
        "producten": products, "producttabel": _products(products),
        "mkba": settings.MKBA, "effecten": effects, "effecttabel": _effects(effects),
        "tabs": beheer_tabs(request.user, "prijzen"),
    }  # fmt: skip
    return render(request, "cijfers/prijzen.html", context)


@require_safe
def prijsbestand(request: StaffRequest, prijslijst: str) -> HttpResponse:
    """The list there is as a CSV with the columns of the import: to change and offer again. 404 for no list."""
    authorize(request.user, INLEZEN)
    soort = _kind(prijslijst)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(KOLOMMEN[soort])
    for cells in _product_cells() if soort is Aanbodsoort.PRIJZEN else _effect_cells():
        writer.writerow([harmless(cell) for cell in cells])
    answer = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{soort.value}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
def prijzen_aanbieden(request: StaffRequest, prijslijst: str) -> HttpResponse:
    """Offer a CSV: it is checked, and shown before it takes the place of the list there is."""
    soort = _kind(prijslijst)
    form = PrijzenForm(request.POST or None, request.FILES or None)

    def show(form: PrijzenForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "soort": soort.value, "kop": soort.label, "kolommen": KOLOMMEN[soort],
                   "prijzen": soort is Aanbodsoort.PRIJZEN, "tabs": beheer_tabs(request.user, "prijzen")}  # fmt: skip
        return render(request, "cijfers/prijzen_aanbieden.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: PrijzenForm) -> str:
        try:
            made = offer_prijslijst(by=request.user, inhoud=form.cleaned_data["bestand"].read(), soort=soort)
        except Pakketfout as reason:
            raise Regelfout(str(reason), veld="bestand") from None
        return reverse("cijfers:aanbod", args=[made.pk])

    return handle_post(request, form, by=request.user, actie=INLEZEN, do=do, show=show)


def _kind(prijslijst: str) -> Aanbodsoort:
    """The list of this word in an address. Raises Http404; an MKBA is there only where it is used."""
    if prijslijst == Aanbodsoort.PRIJZEN or (prijslijst == Aanbodsoort.MKBA and settings.MKBA):
        return Aanbodsoort(prijslijst)
    raise Http404


def _products(page: Page[Productprijs]) -> Tabel:
    names, units = dict(all_choices("product")), dict(all_choices("eenheid"))
    rows = [
        [
            Cel(names.get(row.product, row.product)), Cel(units.get(row.eenheid, row.eenheid)), Cel(_euro(row.cent)),
            Cel(_period(row.van, row.tot)), Cel(row.bron),
        ]
        for row in page
    ]  # fmt: skip
    columns = [Kolom("Product"), Kolom("Eenheid"), Kolom("Prijs", getal=True), Kolom("Geldt"), Kolom("Bron")]
    return Tabel(columns, rows, naam="Prijzen van producten")


def _effects(page: Page[Mkbaprijs]) -> Tabel:
    rows = [[Cel(row.omschrijving), Cel(_euro(row.cent)), Cel(str(row.prijspeil)), Cel(row.bron)] for row in page]
    columns = [Kolom("Effect"), Kolom("Prijs", getal=True), Kolom("Prijspeil"), Kolom("Bron")]
    return Tabel(columns, rows, naam="Prijzen voor een MKBA")


def _period(van: date, tot: date | None) -> str:
    return f"{lange_datum(van)} tot en met {lange_datum(tot)}" if tot else f"vanaf {lange_datum(van)}"


def _euro(cent: int) -> str:
    whole, rest = divmod(cent, 100)
    return f"€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def _decimal(cent: int) -> str:
    return f"{cent // 100}.{cent % 100:02d}"


def _product_cells() -> Sequence[Sequence[str]]:
    return [
        (row.product, row.eenheid, _decimal(row.cent), row.van.isoformat(), row.tot.isoformat() if row.tot else "",
         row.bron)
        for row in Productprijs.objects.all()
    ]  # fmt: skip


def _effect_cells() -> Sequence[Sequence[str]]:
    return [
        (row.code, row.omschrijving, _decimal(row.cent), str(row.prijspeil), row.bron)
        for row in Mkbaprijs.objects.all()
    ]
