"""Screens of the functional administrator: the lists, their history, and a change with a day of effect."""

from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.schermdelen import Tabel
from keukentafel.referentielijsten import permissions, weergave
from keukentafel.referentielijsten.actions import add_code, change_code, end_code, set_age_bands
from keukentafel.referentielijsten.beheerscherm import beheer_tabs
from keukentafel.referentielijsten.forms import EindeForm, LeeftijdenForm, NieuweCodeForm, VersieForm
from keukentafel.referentielijsten.models import Code, Lijst
from keukentafel.referentielijsten.selectors import list_codes
from keukentafel.referentielijsten.states import Lijstsoort
from keukentafel.referentielijsten.stelselbeheer import may_withdraw
from keukentafel.toegang.public import StaffRequest

LEEFTIJD = "leeftijdsband"
OPGESLAGEN = "Opgeslagen."


@require_safe
def overzicht(request: StaffRequest) -> HttpResponse:
    """All lists, by part of the work; `?q=` keeps those whose name or purpose holds these letters."""
    term = request.GET.get("q", "").strip()
    lists = Lijst.objects.all()
    if term:
        lists = lists.filter(Q(naam__icontains=term) | Q(omschrijving__icontains=term) | Q(code__icontains=term))
    today = timezone.localdate()
    counts = dict(Code.objects.valid_on(today).order_by().values_list("lijst").annotate(Count("pk")))
    by_group = {key: list(rows) for key, rows in groupby(lists.order_by("groep", "naam"), lambda row: row.groep)}
    groups = [
        {"naam": naam, "tabel": weergave.list_table(by_group[key], counts, naam)}
        for key, naam in weergave.GROEPEN.items()
        if key in by_group
    ]
    context = {"groepen": groups, "term": term, "tabs": beheer_tabs(request.user, "lijsten")}
    return render(request, "referentielijsten/overzicht.html", context)


@require_safe
def lijst(request: StaffRequest, lijst_code: str) -> HttpResponse:
    """One list: what holds today, what is to come, what has been, and the time line of changes."""
    found = permissions.access_lijst(request.user, lijst_code)
    today = timezone.localdate()
    versions = list(found.codes.select_related("lijst").order_by("volgorde", "code", "geldig_van"))
    may_change = permissions.may_change(request.user)
    now = [row for row in versions if row.holds_on(today)]
    later = [row for row in versions if row.geldig_van > today]
    past = [row for row in versions if row.geldig_tot is not None and row.geldig_tot < today]
    context = {
        "lijst": found,
        "etiketten": [weergave.SOORT_KORT[Lijstsoort(found.soort)]],
        "feiten": weergave.list_facts(found),
        "tabs": beheer_tabs(request.user, "lijsten"),
        "nu": _table(now, may_change, "Geldig vandaag"),
        "straks": _table(later, may_change, "Gaat nog in"),
        "vroeger": _table(past, False, "Niet meer te kiezen"),
        "tijdlijn": weergave.version_line(versions, today),
        "mag_wijzigen": may_change,
        "mag_aanvullen": may_change and found.soort != Lijstsoort.GESLOTEN,
        "is_leeftijd": found.code == LEEFTIJD,
    }
    return render(request, "referentielijsten/lijst.html", context)


def _table(rows: list[Code], change: bool, name: str) -> Tabel | None:
    return weergave.code_table(rows, change=change, name=name) if rows else None


@require_http_methods(["GET", "POST"])
def code_nieuw(request: StaffRequest, lijst_code: str) -> HttpResponse:
    """Add a code of the municipality's own to a list."""
    found = permissions.access_lijst(request.user, lijst_code, permissions.WIJZIGEN)
    if found.soort == Lijstsoort.GESLOTEN:
        raise Http404
    form = NieuweCodeForm(request.POST or None, lijst=found)

    def show(form: NieuweCodeForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, "Code toevoegen", found.naam, _list_url(found), status)

    if request.method != "POST":
        return show(form)

    def do(form: NieuweCodeForm) -> str:
        data = form.cleaned_data
        add_code(
            by=request.user,
            lijst=found,
            code=data["code"],
            naam=data["naam"],
            geldig_van=data["geldig_van"],
            telt_als=data.get("telt_als", ""),
            kenmerken=form.kenmerken(),
        )
        return _list_url(found)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def code_wijzigen(request: StaffRequest, lijst_code: str, code_id: int) -> HttpResponse:
    """Change one version of a code, from a day on."""
    row = permissions.access_code(request.user, lijst_code, code_id)
    form = VersieForm(request.POST or None, row=row, versie=row.versie)
    may_end = not row.lijst.alles_nodig and row.geldig_tot is None
    end_url = reverse("referentielijsten:code_einde", args=[lijst_code, code_id]) if may_end else ""
    back_url = weergave.withdraw_url("code", row.pk) if may_withdraw(row) else ""

    def show(form: VersieForm, status: int = 200) -> HttpResponse:
        return _form_page(
            request,
            form,
            row.naam,
            row.lijst.naam,
            _list_url(row.lijst),
            status,
            einde_url=end_url,
            intrek_url=back_url,
        )

    if request.method != "POST":
        return show(form)

    def do(form: VersieForm) -> str:
        data = form.cleaned_data
        change_code(by=request.user, code=row, ingang=data["ingang"], versie=data["versie"], **form.changes())
        return _list_url(row.lijst)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def code_einde(request: StaffRequest, lijst_code: str, code_id: int) -> HttpResponse:
    """Stop offering a code after a day."""
    row = permissions.access_code(request.user, lijst_code, code_id)
    if row.lijst.alles_nodig:
        raise Http404
    form = EindeForm(request.POST or None, versie=row.versie)

    def show(form: EindeForm, status: int = 200) -> HttpResponse:
        title = f"{row.naam}: niet meer gebruiken"
        return _form_page(request, form, title, row.lijst.naam, _list_url(row.lijst), status)

    if request.method != "POST":
        return show(form)

    def do(form: EindeForm) -> str:
        data = form.cleaned_data
        end_code(by=request.user, code=row, laatste_dag=data["laatste_dag"], versie=data["versie"])
        return _list_url(row.lijst)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def leeftijden(request: StaffRequest) -> HttpResponse:
    """Change all age bands together, so that they keep joining."""
    found = permissions.access_lijst(request.user, LEEFTIJD, permissions.WIJZIGEN)
    bounds = ", ".join(str(value.kenmerken["van"]) for value in list_codes(LEEFTIJD))
    form = LeeftijdenForm(request.POST or None, initial={"grenzen": bounds})

    def show(form: LeeftijdenForm, status: int = 200) -> HttpResponse:
        return _form_page(request, form, "Leeftijdsgroepen wijzigen", found.naam, _list_url(found), status)

    if request.method != "POST":
        return show(form)

    def do(form: LeeftijdenForm) -> str:
        data = form.cleaned_data
        set_age_bands(by=request.user, ondergrenzen=data["grenzen"], ingang=data["ingang"])
        return _list_url(found)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


def _list_url(found: Lijst) -> str:
    return reverse("referentielijsten:lijst", args=[found.code])


def _form_page(
    request: StaffRequest, form: Any, title: str, under: str, back: str, status: int, **extra: str
) -> HttpResponse:
    context = {"form": form, "titel": title, "onder": under, "terug": back, "einde_url": "", "intrek_url": ""} | extra
    return render(request, "referentielijsten/formulier.html", context, status=status)
