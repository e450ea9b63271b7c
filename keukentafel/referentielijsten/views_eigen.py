"""Screens of the municipality's own schemes and crosswalks, and of taking back what has not begun yet."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from keukentafel.audit.public import handle_post
from keukentafel.referentielijsten import permissions
from keukentafel.referentielijsten.forms import EindeForm
from keukentafel.referentielijsten.forms_stelsels import IntrekForm, NieuwDomeinForm, OvergangForm, StelselForm
from keukentafel.referentielijsten.models import Code, Domeinstelsel, Leefdomein, Niveau, Overgang
from keukentafel.referentielijsten.stelselbeheer import (
    add_domain,
    add_line,
    copy_scheme,
    end_domain,
    end_line,
    withdraw_change,
    withdraw_scheme,
)
from keukentafel.toegang.public import StaffRequest

OPGESLAGEN = "Opgeslagen."


@require_http_methods(["GET", "POST"])
def stelsel_nieuw(request: StaffRequest) -> HttpResponse:
    """Add a scheme of the municipality's own, as a copy of one that is there."""
    permissions.access_beheer(request.user)
    form = StelselForm(request.POST or None)

    def do(form: StelselForm) -> str:
        data = form.cleaned_data
        made = copy_scheme(
            by=request.user,
            bron=Domeinstelsel.objects.get(code=data["bron"]),
            code=data["code"],
            naam=data["naam"],
            geldig_van=data["geldig_van"],
        )
        return _url(made)

    back = reverse("referentielijsten:stelsels")
    return _answer(request, form, do, "Stelsel toevoegen", "Leefdomeinen", back)


@require_http_methods(["GET", "POST"])
def domein_nieuw(request: StaffRequest, stelsel_code: str) -> HttpResponse:
    """Add a domain to an own scheme."""
    found = permissions.access_stelsel(request.user, stelsel_code, permissions.WIJZIGEN)
    form = NieuwDomeinForm(request.POST or None)

    def do(form: NieuwDomeinForm) -> str:
        data = form.cleaned_data
        add_domain(by=request.user, stelsel=found, code=data["code"], naam=data["naam"], geldig_van=data["geldig_van"])
        return _url(found)

    return _answer(request, form, do, "Leefdomein toevoegen", found.naam, _url(found))


@require_http_methods(["GET", "POST"])
def domein_einde(request: StaffRequest, stelsel_code: str, domein_id: int) -> HttpResponse:
    """End a domain of an own scheme."""
    row = permissions.access_domein(request.user, stelsel_code, domein_id)
    form = EindeForm(request.POST or None, versie=row.versie)

    def do(form: EindeForm) -> str:
        data = form.cleaned_data
        end_domain(by=request.user, domein=row, laatste_dag=data["laatste_dag"], versie=data["versie"])
        return _url(row.stelsel)

    return _answer(request, form, do, f"{row.naam}: niet meer gebruiken", row.stelsel.naam, _url(row.stelsel))


@require_http_methods(["GET", "POST"])
def overgang_nieuw(request: StaffRequest, stelsel_code: str) -> HttpResponse:
    """Add a line to the crosswalk from this scheme to another."""
    found = permissions.access_stelsel(request.user, stelsel_code, permissions.WIJZIGEN)
    form = OvergangForm(request.POST or None, stelsel=found)

    def do(form: OvergangForm) -> str:
        data = form.cleaned_data
        scheme, code = form.target()
        add_line(
            by=request.user, van_stelsel=found, van_code=data["van"], naar_stelsel=scheme, naar_code=code,
            ingang=data["ingang"],
        )  # fmt: skip
        return _url(found)

    return _answer(request, form, do, "Regel toevoegen aan een overgang", found.naam, _url(found))


@require_http_methods(["GET", "POST"])
def overgang_einde(request: StaffRequest, stelsel_code: str, overgang_id: int) -> HttpResponse:
    """End a line of a crosswalk."""
    found = permissions.access_stelsel(request.user, stelsel_code, permissions.WIJZIGEN)
    row = get_object_or_404(Overgang.objects.select_related("van_stelsel"), pk=overgang_id, van_stelsel=found)
    form = EindeForm(request.POST or None, versie=row.versie)

    def do(form: EindeForm) -> str:
        data = form.cleaned_data
        end_line(by=request.user, lijn=row, laatste_dag=data["laatste_dag"], versie=data["versie"])
        return _url(found)

    return _answer(request, form, do, f"{row}: niet meer tonen", found.naam, _url(found))


@require_http_methods(["GET", "POST"])
def intrekken(request: StaffRequest, soort: str, rij_id: int) -> HttpResponse:
    """Take back a change, an end or a scheme that has not begun yet."""
    permissions.access_beheer(request.user)
    model = {"code": Code, "domein": Leefdomein, "niveau": Niveau, "overgang": Overgang, "stelsel": Domeinstelsel}
    if soort not in model:
        raise Http404
    row: Any = get_object_or_404(model[soort], pk=rij_id)
    form = IntrekForm(request.POST or None, versie=row.versie)
    back = _back(row)

    def do(form: IntrekForm) -> str:
        if isinstance(row, Domeinstelsel):
            withdraw_scheme(by=request.user, stelsel=row, versie=form.cleaned_data["versie"])
        else:
            withdraw_change(by=request.user, row=row, versie=form.cleaned_data["versie"])
        return reverse("referentielijsten:stelsels") if isinstance(row, Domeinstelsel) else back

    return _answer(request, form, do, f"{row}: wijziging intrekken", "Beheer", back)


def _back(row: Any) -> str:
    if isinstance(row, Code):
        return reverse("referentielijsten:lijst", args=[row.lijst.code])
    if isinstance(row, Overgang):
        return _url(row.van_stelsel)
    return _url(row if isinstance(row, Domeinstelsel) else row.stelsel)


def _url(found: Domeinstelsel) -> str:
    return reverse("referentielijsten:stelsel", args=[found.code])


def _answer(
    request: StaffRequest, form: Any, do: Callable[[Any], str], title: str, under: str, back: str
) -> HttpResponse:
    """Show the form on a GET; save, or show it again with what is wrong, on a POST."""

    def show(form: Any, status: int = 200) -> HttpResponse:
        context = {"form": form, "titel": title, "onder": under, "terug": back, "einde_url": "", "intrek_url": ""}
        return render(request, "referentielijsten/formulier.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)
