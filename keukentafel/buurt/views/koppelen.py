"""Screens: match a request with an offer in one press, take a match back, withdraw, open again."""

from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.buurt import permissions
from keukentafel.buurt.actions import (
    match_buurtvraag,
    reopen_buurtaanbod,
    reopen_buurtvraag,
    undo_koppeling,
    withdraw_buurtaanbod,
    withdraw_buurtvraag,
)
from keukentafel.buurt.forms import KoppelForm
from keukentafel.buurt.models import Buurtaanbod, Buurtkoppeling, Buurtvraag
from keukentafel.buurt.selectors import list_koppelingen, nearest_aanbod, nearest_vragen
from keukentafel.buurt.views.gedeeld import PER_PAGINA, press, tabs
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import StaffRequest

OVERZICHT = "buurt:overzicht"
R = TypeVar("R", Buurtvraag, Buurtaanbod)
WEG = "Dit staat niet meer open. Kies iets anders."


@require_http_methods(["GET", "POST"])
def vraag_koppelen(request: StaffRequest, buurtvraag_id: int) -> HttpResponse:
    """The open offers for this request, the nearest first; each with a button per kind of match."""
    vraag = permissions.access(request.user, Buurtvraag.objects.select_related("gebied"), buurtvraag_id)
    form = KoppelForm(request.POST or None, versie=vraag.versie)

    def show(form: KoppelForm, status: int = 200) -> HttpResponse:
        return _match_page(request, form, status, kern=vraag, vraag=True, rows=nearest_aanbod(vraag))

    if request.method != "POST":
        return show(form)

    def do(form: KoppelForm) -> str:
        soort, other = form.cleaned_data["keuze"]
        aanbod = _other(Buurtaanbod.objects.filter(pk=other).first(), other)
        made = match_buurtvraag(
            by=request.user, vraag=vraag, soort=soort, aanbod=aanbod, versie=form.cleaned_data["versie"]
        )
        return _matched(request, made)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def aanbod_koppelen(request: StaffRequest, buurtaanbod_id: int) -> HttpResponse:
    """The open requests for this offer, the nearest first; each with a button per kind of match."""
    aanbod = permissions.access(request.user, Buurtaanbod.objects.select_related("gebied"), buurtaanbod_id)
    form = KoppelForm(request.POST or None)

    def show(form: KoppelForm, status: int = 200) -> HttpResponse:
        return _match_page(request, form, status, kern=aanbod, vraag=False, rows=nearest_vragen(aanbod))

    if request.method != "POST":
        return show(form)

    def do(form: KoppelForm) -> str:
        soort, other = form.cleaned_data["keuze"]
        vraag = _other(Buurtvraag.objects.filter(pk=other).first(), other)
        if vraag is None:
            raise Regelfout("Kies een vraag.")
        return _matched(request, match_buurtvraag(by=request.user, vraag=vraag, soort=soort, aanbod=aanbod))

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show)


def _other(row: R | None, nummer: int | None) -> R | None:
    if row is None and nummer is not None:
        raise Regelfout(WEG)
    return row


def _matched(request: StaffRequest, made: Buurtkoppeling) -> str:
    meld(request, "Gekoppeld.", ongedaan_url=reverse("buurt:koppeling_ongedaan", args=[made.pk]))
    return reverse(OVERZICHT)


def _match_page(request: StaffRequest, form: KoppelForm, status: int, *, rows: Any, **kern: Any) -> HttpResponse:
    page = Paginator(rows, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"form": form, "pagina": page, **kern}
    return render(request, "buurt/koppelen.html", context, status=status)


@require_safe
def koppelingen(request: StaffRequest) -> HttpResponse:
    """GET: the matches that hold, the latest first."""
    page = Paginator(list_koppelingen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"tabs": tabs("koppelingen"), "pagina": page, "mag_wijzigen": permissions.may_change(request.user)}
    return render(request, "buurt/koppelingen.html", context)


@require_POST
def koppeling_ongedaan(request: StaffRequest, koppeling_id: int) -> HttpResponse:
    """It was a mistake; request and offer are open again."""
    row = permissions.access(request.user, Buurtkoppeling.objects.geldend(), koppeling_id)

    def do() -> None:
        undo_koppeling(by=request.user, koppeling=row)
        meld(request, "De koppeling is ongedaan gemaakt.")

    return press(request, do, OVERZICHT)


@require_POST
def vraag_intrekken(request: StaffRequest, buurtvraag_id: int) -> HttpResponse:
    """It is not asked any more."""
    row = permissions.access(request.user, Buurtvraag.objects.all(), buurtvraag_id)

    def do() -> None:
        withdraw_buurtvraag(by=request.user, vraag=row)
        meld(request, "De vraag is ingetrokken.", ongedaan_url=reverse("buurt:vraag_heropenen", args=[row.pk]))

    return press(request, do, OVERZICHT)


@require_POST
def vraag_heropenen(request: StaffRequest, buurtvraag_id: int) -> HttpResponse:
    """It is asked after all."""
    row = permissions.access(request.user, Buurtvraag.objects.all(), buurtvraag_id)

    def do() -> None:
        reopen_buurtvraag(by=request.user, vraag=row)
        meld(request, "De vraag staat weer open.")

    return press(request, do, OVERZICHT)


@require_POST
def aanbod_intrekken(request: StaffRequest, buurtaanbod_id: int) -> HttpResponse:
    """It is not offered any more."""
    row = permissions.access(request.user, Buurtaanbod.objects.all(), buurtaanbod_id)

    def do() -> None:
        withdraw_buurtaanbod(by=request.user, aanbod=row)
        meld(request, "Het aanbod is ingetrokken.", ongedaan_url=reverse("buurt:aanbod_heropenen", args=[row.pk]))

    return press(request, do, OVERZICHT)


@require_POST
def aanbod_heropenen(request: StaffRequest, buurtaanbod_id: int) -> HttpResponse:
    """It is offered after all."""
    row = permissions.access(request.user, Buurtaanbod.objects.all(), buurtaanbod_id)

    def do() -> None:
        reopen_buurtaanbod(by=request.user, aanbod=row)
        meld(request, "Het aanbod staat weer open.")

    return press(request, do, OVERZICHT)
