"""Screens of the administration: organisations, areas, postcodes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.datums import MAANDEN_KORT
from keukentafel.core.schermdelen import Cel, Etiket, Kolom, Tabel
from keukentafel.referentielijsten.public import (
    beheer_tabs,
    label_of,
)
from keukentafel.socialekaart import permissions
from keukentafel.socialekaart.actions import (
    create_gebied,
    create_organisatie,
    import_postcodes,
    update_gebied,
    update_organisatie,
)
from keukentafel.socialekaart.forms import (
    GebiedForm,
    GebiedWijzigenForm,
    OrganisatieForm,
    OrganisatieWijzigenForm,
    PostcodesForm,
)
from keukentafel.socialekaart.models import Gebied, Organisatie
from keukentafel.socialekaart.selectors import list_gebieden, list_organisaties
from keukentafel.toegang.public import StaffRequest

PER_PAGINA = 50
OPGESLAGEN = "Opgeslagen."
ORGANISATIES, GEBIEDEN = "socialekaart:organisaties", "socialekaart:gebieden"


@require_safe
def organisaties(request: StaffRequest) -> HttpResponse:
    """The organisations; `?q=` keeps those whose name holds these letters."""
    term = request.GET.get("q", "").strip()
    page = Paginator(list_organisaties(term=term, ook_vervallen=True), PER_PAGINA).get_page(request.GET.get("pagina"))
    may_change = permissions.may_change(request.user)
    rows = [_organisation_row(row, may_change) for row in page]
    columns = [Kolom("Naam"), Kolom("Soort"), Kolom("Telefoon"), Kolom("E-mail"), Kolom("Stand")]
    context = {
        "tabel": Tabel(columns, rows, naam="Organisaties"),
        "pagina": page,
        "term": term,
        "tabs": beheer_tabs(request.user, "organisaties"),
        "mag_wijzigen": may_change,
    }
    return render(request, "socialekaart/organisaties.html", context)


def _organisation_row(row: Organisatie, change: bool) -> list[Cel]:
    url = reverse("socialekaart:organisatie_wijzigen", args=[row.pk]) if change else ""
    state = Cel("") if row.actief else Cel(etiket=Etiket("Niet meer te kiezen", "stil"))
    return [
        Cel(row.naam, url=url),
        Cel(label_of("organisatiesoort", row.soort)),
        Cel(row.telefoon),
        Cel(row.email),
        state,
    ]


@require_http_methods(["GET", "POST"])
def organisatie_nieuw(request: StaffRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisatieForm(request.POST or None)

    def show(form: OrganisatieForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, "Organisatie toevoegen", ORGANISATIES, status)

    if request.method != "POST":
        return show(form)

    def do(form: OrganisatieForm) -> str:
        create_organisatie(by=request.user, **_data(form))
        return reverse(ORGANISATIES)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def organisatie_wijzigen(request: StaffRequest, organisatie_id: int) -> HttpResponse:
    """Change an organisation."""
    row = permissions.access_organisatie(request.user, organisatie_id)
    initial = {
        name: getattr(row, name) for name in ("naam", "soort", "telefoon", "email", "biedt", "leefdomeinen", "actief")
    }
    form = OrganisatieWijzigenForm(request.POST or None, initial=initial, versie=row.versie)

    def show(form: OrganisatieWijzigenForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, row.naam, ORGANISATIES, status)

    if request.method != "POST":
        return show(form)

    def do(form: OrganisatieWijzigenForm) -> str:
        update_organisatie(by=request.user, organisatie=row, versie=form.cleaned_data["versie"], **_data(form))
        return reverse(ORGANISATIES)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_safe
def gebieden(request: StaffRequest) -> HttpResponse:
    """The areas with their inhabitants, validity and number of postcodes."""
    may_change = permissions.may_change(request.user)
    page = Paginator(list_gebieden(), PER_PAGINA).get_page(request.GET.get("pagina"))
    columns = [
        Kolom("Naam"),
        Kolom("Code"),
        Kolom("Soort"),
        Kolom("Inwoners", getal=True),
        Kolom("Postcodes", getal=True),
        Kolom("Geldig"),
    ]
    context = {
        "tabel": Tabel(columns, [_area_row(row, may_change) for row in page], naam="Gebieden"),
        "pagina": page,
        "tabs": beheer_tabs(request.user, "gebieden"),
        "mag_wijzigen": may_change,
    }
    return render(request, "socialekaart/gebieden.html", context)


def _area_row(row: Gebied, change: bool) -> list[Cel]:
    url = reverse("socialekaart:gebied_wijzigen", args=[row.pk]) if change else ""
    days = [f"{d.day} {MAANDEN_KORT[d.month - 1]} {d.year}" if d else "" for d in (row.geldig_van, row.geldig_tot)]
    validity = " ".join(f"{word} {day}" for word, day in zip(("vanaf", "tot en met"), days, strict=True) if day)
    return [
        Cel(row.naam, url=url),
        Cel(row.code),
        Cel(label_of("gebiedsoort", row.soort)),
        Cel("onbekend" if row.inwoners is None else str(row.inwoners)),
        Cel(str(getattr(row, "aantal_postcodes", 0))),
        Cel(validity),
    ]


@require_http_methods(["GET", "POST"])
def gebied_nieuw(request: StaffRequest) -> HttpResponse:
    """Add an area."""
    form = GebiedForm(request.POST or None)

    def show(form: GebiedForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, "Gebied toevoegen", GEBIEDEN, status)

    if request.method != "POST":
        return show(form)

    def do(form: GebiedForm) -> str:
        create_gebied(by=request.user, **_data(form))
        return reverse(GEBIEDEN)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def gebied_wijzigen(request: StaffRequest, gebied_id: int) -> HttpResponse:
    """Change an area."""
    row = permissions.access_gebied(request.user, gebied_id)
    names = ("naam", "soort", "gemeentecode", "inwoners", "geldig_van", "geldig_tot")
    initial = {name: getattr(row, name) for name in names}
    form = GebiedWijzigenForm(request.POST or None, initial=initial, versie=row.versie)

    def show(form: GebiedWijzigenForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, row.naam, GEBIEDEN, status)

    if request.method != "POST":
        return show(form)

    def do(form: GebiedWijzigenForm) -> str:
        update_gebied(by=request.user, gebied=row, versie=form.cleaned_data["versie"], **_data(form))
        return reverse(GEBIEDEN)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def postcodes(request: StaffRequest) -> HttpResponse:
    """Read from a file which postcode lies in which area, all or nothing."""
    known = frozenset(Gebied.objects.order_by("code").values_list("code", flat=True))
    form = PostcodesForm(request.POST or None, request.FILES or None, gebieden=known)

    def show(form: PostcodesForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, "Postcodes inlezen", GEBIEDEN, status)

    if request.method != "POST":
        return show(form)

    def do(form: PostcodesForm) -> str:
        import_postcodes(by=request.user, regels=form.regels)
        return reverse(GEBIEDEN)

    return handle_post(
        request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message="Ingelezen."
    )


def _data(form: Any) -> dict[str, Any]:
    return {k: v for k, v in form.cleaned_data.items() if k not in ("idempotentiesleutel", "versie")}


def _form_page(request: StaffRequest, form: Any, title: str, back: str, status: int) -> HttpResponse:
    context = {"form": form, "titel": title, "terug": reverse(back)}
    return render(request, "socialekaart/formulier.html", context, status=status)
