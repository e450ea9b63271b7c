"""Screens: requests and offers beside each other, and a new one of either."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.buurt import permissions
from keukentafel.buurt.actions import register_buurtaanbod, register_buurtvraag
from keukentafel.buurt.forms import AanbodForm, PlanvraagForm, VraagForm, areas
from keukentafel.buurt.models import Buurtaanbod, Buurtvraag
from keukentafel.buurt.selectors import known_kinds, list_aanbod, list_vragen
from keukentafel.buurt.views.gedeeld import PER_PAGINA, data_of, form_page, tabs
from keukentafel.core.getallen import positive_int
from keukentafel.core.schermdelen import Regelactie, Werkregel
from keukentafel.plannen.public import Inzet, Plantoegang, access_plan, find_inzet
from keukentafel.referentielijsten.public import Buurtvraagstatus, Vraagnamens, all_choices, label_of
from keukentafel.toegang.public import StaffRequest

R = TypeVar("R", Buurtvraag, Buurtaanbod)
NIEUW = "Vastgelegd."


@require_safe
def overzicht(request: StaffRequest) -> HttpResponse:
    """GET: requests and offers beside each other; `?stand=`, `?gebied=` and `?q=` (letters in the kind) narrow both."""
    stand = request.GET.get("stand", "")
    stand = stand if stand in Buurtvraagstatus.values else Buurtvraagstatus.OPEN.value
    gebied, term = positive_int(request.GET.get("gebied", "")), request.GET.get("q", "").strip()[:200]
    may_change = permissions.may_change(request.user)
    vragen = _page(request, list_vragen(stand=stand, gebied=gebied, term=term), "vragen")
    aanbod = _page(request, list_aanbod(stand=stand, gebied=gebied, term=term), "aanbod")
    context = {
        "tabs": tabs("overzicht"),
        "stand": stand,
        "standnaam": label_of("buurtvraagstatus", stand, timezone.localdate()).lower(),
        "standen": all_choices("buurtvraagstatus"),
        "gebied": str(gebied or ""),
        "gebieden": [("", "Alle gebieden"), *areas()[1:]],
        "term": term,
        "mag_wijzigen": may_change,
        "vragen": vragen,
        "vraagregels": [_line(row, may_change) for row in vragen],
        "aanbod": aanbod,
        "aanbodregels": [_line(row, may_change) for row in aanbod],
    }
    return render(request, "buurt/overzicht.html", context)


def _page(request: StaffRequest, rows: QuerySet[R], naam: str) -> Page[R]:
    return Paginator(rows, PER_PAGINA).get_page(request.GET.get(naam))


def _line(row: Buurtvraag | Buurtaanbod, may_change: bool) -> Werkregel:
    """The kind, where, on whose behalf; the way to a match, and to withdraw or open again."""
    what, key = ("vraag", row.pk) if isinstance(row, Buurtvraag) else ("aanbod", row.pk)
    about = [row.gebied.naam if row.gebied else "gebied niet bekend"]
    if isinstance(row, Buurtvraag) and row.namens == Vraagnamens.PROFESSIONAL:
        about.append(label_of("vraag_namens", row.namens, row.datum).lower())
    acties = []
    if may_change and row.status == Buurtvraagstatus.OPEN:
        acties.append(Regelactie("Koppelen", reverse(f"buurt:{what}_koppelen", args=[key]), link=True))
        acties.append(Regelactie("Intrekken", reverse(f"buurt:{what}_intrekken", args=[key])))
    if may_change and row.status == Buurtvraagstatus.INGETROKKEN:
        acties.append(Regelactie("Weer openzetten", reverse(f"buurt:{what}_heropenen", args=[key])))
    url = reverse(f"buurt:{what}_koppelen", args=[key]) if may_change and row.status == Buurtvraagstatus.OPEN else ""
    return Werkregel(naam=row.soort, url=url, waarover=" · ".join(about), dag=row.datum, acties=acties)


@require_http_methods(["GET", "POST"])
def vraag_nieuw(request: StaffRequest) -> HttpResponse:
    """Put down what someone asks."""
    form = VraagForm(request.POST or None)

    def show(form: VraagForm, status: int = 200) -> HttpResponse:
        return form_page(request, form, "Vraag aan de buurt", _overview(), status, soorten=known_kinds())

    if request.method != "POST":
        return show(form)

    def do(form: VraagForm) -> str:
        row = register_buurtvraag(by=request.user, **data_of(form))
        return reverse("buurt:vraag_koppelen", args=[row.pk])

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=NIEUW)


@require_http_methods(["GET", "POST"])
def vraag_bij_plan(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Put down what a household asks, for support that stands in its plan; back to where that stands."""
    toegang = access_plan(request.user, casus_id, "plan_wijzigen")
    form = PlanvraagForm(
        request.POST or None, steun=_support(toegang), initial={"namens": Vraagnamens.PROFESSIONAL.value}
    )
    terug = reverse("plannen:ondersteuning", args=[casus_id])

    def show(form: PlanvraagForm, status: int = 200) -> HttpResponse:
        return form_page(request, form, "Vraag aan de buurt", terug, status, soorten=known_kinds())

    if request.method != "POST":
        return show(form)

    def do(form: PlanvraagForm) -> str:
        data = data_of(form)
        number = positive_int(data.pop("inzet"))
        register_buurtvraag(by=request.user, inzet=find_inzet(toegang, number) if number else None, **data)
        return terug

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=NIEUW)


def _support(toegang: Plantoegang) -> list[tuple[str, str]]:
    """The support of this plan that runs or is proposed, which the reader may read."""
    if toegang.plan is None:
        return []
    rows = Inzet.objects.filter(plan=toegang.plan, tot=None).select_related("leefdomein").order_by("-van", "-pk")
    readable = [row for row in rows if toegang.kring.mag_wet(row.wet)]
    return [(str(row.pk), f"{row.leefdomein.naam}: {row.omschrijving or 'steun'}") for row in readable]


@require_http_methods(["GET", "POST"])
def aanbod_nieuw(request: StaffRequest) -> HttpResponse:
    """Put down what someone offers."""
    form = AanbodForm(request.POST or None)

    def show(form: AanbodForm, status: int = 200) -> HttpResponse:
        return form_page(request, form, "Aanbod aan de buurt", _overview(), status, soorten=known_kinds())

    if request.method != "POST":
        return show(form)

    def do(form: AanbodForm) -> str:
        row = register_buurtaanbod(by=request.user, **data_of(form))
        return reverse("buurt:aanbod_koppelen", args=[row.pk])

    return handle_post(request, form, by=request.user, actie=permissions.WIJZIGEN, do=do, show=show, message=NIEUW)


def _overview() -> str:
    return reverse("buurt:overzicht")
