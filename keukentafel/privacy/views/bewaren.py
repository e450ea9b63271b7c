"""The privacy officer looks after retention: terms, lists of what is to be destroyed, proofs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.privacy.bewaren.lijst import decide_list
from keukentafel.privacy.bewaren.overzicht import (
    BesluitForm,
    TermijnForm,
    decide_term,
    lines_table,
    lists_table,
    proof_holds,
    proof_table,
    terms_table,
)
from keukentafel.privacy.bewaren.standen import Lijststand
from keukentafel.privacy.bewaren.termijnen import shipped_terms, terms
from keukentafel.privacy.models import Bewaartermijn, Vernietigingslijst
from keukentafel.toegang.public import StaffRequest, authorize

BEWAKEN = "privacy_bewaken"
LIJSTEN = 50  # on one page


@require_safe
def bewaren(request: StaffRequest) -> HttpResponse:
    """How long each kind is kept, and the lists; shows no person."""
    authorize(request.user, BEWAKEN)
    lists = list(Vernietigingslijst.objects.order_by("-opgesteld_op", "-pk")[:LIJSTEN])
    context = {"termijnen": terms_table(), "lijsten": lists_table(lists) if lists else None}
    return render(request, "privacy/bewaren.html", context)


@require_http_methods(["GET", "POST"])
def bewaartermijn(request: StaffRequest, termijnsoort: str) -> HttpResponse:
    """The municipality decides how long it keeps one kind."""
    authorize(request.user, BEWAKEN)
    if termijnsoort not in shipped_terms():
        raise Http404
    now, back = terms()[termijnsoort], reverse("privacy:bewaren")
    row = Bewaartermijn.objects.filter(soort=termijnsoort).first()
    initial = {"jaren": now.jaren, "vanaf": now.vanaf, "bron": now.bron if row else ""}
    form = TermijnForm(request.POST or None, initial=initial, versie=row.versie if row else 0)

    def show(form: TermijnForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "termijn": now, "terug": back}
        return render(request, "privacy/bewaartermijn.html", context, status=status)

    def do(form: TermijnForm) -> str:
        data = form.cleaned_data
        decide_term(
            by=request.user, soort=termijnsoort, jaren=data["jaren"], vanaf=data["vanaf"], bron=data["bron"],
            versie=data["versie"],
        )  # fmt: skip
        return back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEWAKEN, do=do, show=show, message="Vastgesteld.")


@require_http_methods(["GET", "POST"])
def vernietigingslijst(request: StaffRequest, lijst_id: int) -> HttpResponse:
    """One list: what is on it without naming anybody, the decision of the second person, the proof."""
    authorize(request.user, BEWAKEN)
    lijst = Vernietigingslijst.objects.select_related("opgesteld_door", "besloten_door").filter(pk=lijst_id).first()
    if lijst is None:
        raise Http404
    found, back = lijst, reverse("privacy:bewaren")
    form = BesluitForm(request.POST or None, versie=lijst.versie)

    def show(form: BesluitForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form, "lijst": found, "regels": lines_table(found), "bewijs": proof_table(found), "terug": back,
            "klopt": proof_holds(found), "zelf": found.opgesteld_door_id == request.user.pk,
            "open": found.stand == Lijststand.OPEN, "stand": Lijststand(found.stand).label,
        }  # fmt: skip
        return render(request, "privacy/vernietigingslijst.html", context, status=status)

    def do(form: BesluitForm) -> str:
        data = form.cleaned_data
        decide_list(by=request.user, lijst=found, akkoord=data["besluit"] == "ja", versie=data["versie"])
        return back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEWAKEN, do=do, show=show, message="Vastgelegd.")
