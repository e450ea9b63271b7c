"""Screens: what neighbours do together, and the figures."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.buurt import permissions
from keukentafel.buurt.actions import record_activiteit, restore_activiteit, update_activiteit, withdraw_activiteit
from keukentafel.buurt.forms import ActiviteitForm, PeilForm
from keukentafel.buurt.models import Activiteit
from keukentafel.buurt.selectors import buurtcijfers, list_activiteiten
from keukentafel.buurt.views.gedeeld import PER_PAGINA, data_of, form_page, press, tabs
from keukentafel.core.berichten import meld
from keukentafel.core.datums import MAANDEN_KORT
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.referentielijsten.public import Koppelingsoort, label_of
from keukentafel.toegang.public import StaffRequest

LIJST = "buurt:activiteiten"
OPGESLAGEN = "Opgeslagen."
NAMEN = {"aanvragen": "Vragen", "openstaand_aanbod": "Aanbod dat openstaat", "activiteiten": "Activiteiten"}


@require_safe
def activiteiten(request: StaffRequest) -> HttpResponse:
    """GET: the activities, the latest first."""
    may_change = permissions.may_change(request.user)
    page = Paginator(list_activiteiten(), PER_PAGINA).get_page(request.GET.get("pagina"))
    columns = [Kolom("Activiteit"), Kolom("Dag"), Kolom("Gebied"), Kolom("Deelnemers", getal=True)]
    context = {
        "tabs": tabs("activiteiten"),
        "tabel": Tabel(columns, [_row(row, may_change) for row in page], naam="Activiteiten"),
        "pagina": page,
        "mag_wijzigen": may_change,
    }
    return render(request, "buurt/activiteiten.html", context)


def _row(row: Activiteit, may_change: bool) -> list[Cel]:
    day = f"{row.datum.day} {MAANDEN_KORT[row.datum.month - 1]} {row.datum.year}"
    return [
        Cel(row.naam, url=reverse("buurt:activiteit_wijzigen", args=[row.pk]) if may_change else ""),
        Cel(day),
        Cel(row.gebied.naam if row.gebied else "niet bekend"),
        Cel("niet geteld" if row.deelnemers is None else str(row.deelnemers)),
    ]


@require_http_methods(["GET", "POST"])
def nieuw(request: StaffRequest) -> HttpResponse:
    """Note an activity."""
    form = ActiviteitForm(request.POST or None, initial={"datum": timezone.localdate()})

    def show(form: ActiviteitForm, status: int = 200) -> HttpResponse:
        return form_page(request, form, "Activiteit vastleggen", reverse(LIJST), status)

    if request.method != "POST":
        return show(form)

    def do(form: ActiviteitForm) -> str:
        record_activiteit(by=request.user, **data_of(form))
        return reverse(LIJST)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_http_methods(["GET", "POST"])
def wijzigen(request: StaffRequest, activiteit_id: int) -> HttpResponse:
    """Correct an activity, or count who came."""
    row = permissions.access(request.user, Activiteit.objects.geldend(), activiteit_id)
    initial = {"naam": row.naam, "datum": row.datum, "gebied": row.gebied_id, "deelnemers": row.deelnemers}
    form = ActiviteitForm(request.POST or None, initial=initial, versie=row.versie)

    def show(form: ActiviteitForm, status: int = 200) -> HttpResponse:
        away = reverse("buurt:activiteit_weghalen", args=[row.pk])
        return form_page(request, form, row.naam, reverse(LIJST), status, weghalen=away)

    if request.method != "POST":
        return show(form)

    def do(form: ActiviteitForm) -> str:
        update_activiteit(by=request.user, activiteit=row, versie=form.cleaned_data["versie"], **data_of(form))
        return reverse(LIJST)

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=OPGESLAGEN)


@require_POST
def weghalen(request: StaffRequest, activiteit_id: int) -> HttpResponse:
    """It did not happen, or was written down by mistake."""
    row = permissions.access(request.user, Activiteit.objects.geldend(), activiteit_id)

    def do() -> None:
        withdraw_activiteit(by=request.user, activiteit=row)
        back = reverse("buurt:activiteit_herstellen", args=[row.pk])
        meld(request, "De activiteit is weggehaald.", ongedaan_url=back)

    return press(request, do, LIJST)


@require_POST
def herstellen(request: StaffRequest, activiteit_id: int) -> HttpResponse:
    """It holds after all."""
    row = permissions.access(request.user, Activiteit.objects.all(), activiteit_id)

    def do() -> None:
        restore_activiteit(by=request.user, activiteit=row)
        meld(request, "De activiteit staat er weer.")

    return press(request, do, LIJST)


@require_safe
def cijfers(request: StaffRequest) -> HttpResponse:
    """GET: how much was asked, matched and done, up to `?op=` (a day; today when it is left out)."""
    form = PeilForm({"op": request.GET["op"]} if request.GET.get("op") else None)
    valid = form.is_bound and form.is_valid()
    op = (form.cleaned_data["op"] if valid else None) or timezone.localdate()
    rows = [
        [
            Cel(_name(cijfer.sleutel)),
            Cel(str(cijfer.aantal)),
            Cel("" if cijfer.percentage is None else f"{cijfer.percentage} procent van de vragen".replace(".", ",")),
        ]
        for cijfer in buurtcijfers(op)
    ]
    columns = [Kolom("Wat"), Kolom("Aantal", getal=True), Kolom("Deel")]
    context = {"tabs": tabs("cijfers"), "tabel": Tabel(columns, rows, naam="Cijfers"), "form": form, "op": op}
    return render(request, "buurt/cijfers.html", context)


def _name(sleutel: str) -> str:
    kind = sleutel.removeprefix("koppelingen_")
    if kind in Koppelingsoort.values:
        return f"Gekoppeld: {label_of('koppelingsoort', kind, timezone.localdate()).lower()}"
    return NAMEN[sleutel]
