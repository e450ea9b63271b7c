"""Screens: note that a rule hinders on this case, and let one neutral sentence about it go to policy (R-218)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.actions import note_knelpunt, release_knelpunt, take_back_knelpunt
from keukentafel.casussen.forms import KnelpuntForm, VrijgaveForm
from keukentafel.casussen.kop import casus_kop
from keukentafel.casussen.models import Knelpunt
from keukentafel.casussen.permissions import Casustoegang, access_casus
from keukentafel.casussen.states import Knelstatus, Knelthema
from keukentafel.casussen.views.vorm import Vraag, ask, press
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "casus_wijzigen"
KLAAR = (Knelstatus.OPGELOST, Knelstatus.AFGEWEZEN)


@require_http_methods(["GET", "POST"])
def knelpunt(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Note a rule that hinders; what was noted here before, and what policy does about it."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    form = KnelpuntForm(request.POST or None)

    def do(form: KnelpuntForm) -> str:
        data = form.cleaned_data
        made = note_knelpunt(
            by=request.user, casus=toegang.casus, thema=data["thema"], regel=data["regel"], hindert=data["hindert"],
            geholpen=data["geholpen"], medewerker=worker_of(request.user),
        )  # fmt: skip
        meld(request, "Genoteerd. Wilt u dat beleid dit ook leest? Schrijf dan een zin zonder personen.")
        return reverse("casussen:knelpunt_vrijgeven", args=[casus_id, made.pk])

    rows = [_line(row) for row in toegang.casus.knelpunten.select_related("regel") if toegang.mag_wet(row.wet)]
    vraag = Vraag(
        "Knelpunt in regels",
        "Houdt een regel de hulp tegen? Noteer het in een zin. Beleid ziet alleen de regel, nooit de casus.",
        "Noteren", concept=f"knelpunt-{casus_id}", rijen=rows, nieuwkop="Nog een knelpunt",
    )  # fmt: skip
    return ask(request, toegang, form, vraag, WIJZIGEN, do)


def _line(row: Knelpunt) -> Taakregel:
    said = Knelstatus(row.regel.status).label.lower()
    answer = f": {row.regel.antwoord}" if row.regel.antwoord else ""
    return Taakregel(
        f"{row.regel.naam}, {korte_datum(row.op, vandaag=timezone.localdate())} ({said}{answer})",
        reverse("casussen:knelpunt_vrijgeven", args=[row.casus_id, row.pk]),
        wanneer="beleid leest een zin" if row.vrijgegeven_op else "", gedaan=row.regel.status in KLAAR,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def vrijgeven(request: StaffRequest, casus_id: int, knelpunt_id: int) -> HttpResponse:
    """What was noted, and the sentence that policy may read."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    found = _of(toegang, knelpunt_id)
    form = VrijgaveForm(request.POST or None, initial={"neutraal": found.neutraal}, versie=found.versie)

    def show(form: VrijgaveForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang), "form": form, "knelpunt": found, "thema": Knelthema(found.regel.thema).label,
            "stand": Knelstatus(found.regel.status).label, "terug_url": reverse("casussen:knelpunt", args=[casus_id]),
        }  # fmt: skip
        return render(request, "casussen/knelpunt.html", context, status=status)

    def do(form: VrijgaveForm) -> str:
        data = form.cleaned_data
        release_knelpunt(
            by=request.user, knelpunt=found, neutraal=data["neutraal"], bevestigd=data["bevestigd"],
            medewerker=worker_of(request.user), versie=data["versie"],
        )  # fmt: skip
        meld(request, "Beleid kan deze zin nu lezen.")
        return reverse("casussen:knelpunt", args=[casus_id])

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def terughalen(request: StaffRequest, casus_id: int, knelpunt_id: int) -> HttpResponse:
    """Take the sentence back."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    found = _of(toegang, knelpunt_id)

    def do() -> None:
        take_back_knelpunt(by=request.user, knelpunt=found)

    return press(request, reverse("casussen:knelpunt", args=[casus_id]), WIJZIGEN, do)


def _of(toegang: Casustoegang, knelpunt_id: int) -> Knelpunt:
    found = toegang.casus.knelpunten.select_related("regel").filter(pk=knelpunt_id).first()
    if found is None or not toegang.mag_wet(found.wet):
        raise Http404
    return found
