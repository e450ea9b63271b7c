"""Screens: hand a case over warmly to the second ring, see exactly what goes along, and note the answer."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from keukentafel.audit.public import handle_post
from keukentafel.casussen.actions.doorverbinden import Doorverbindinvoer, answer_doorverbinding, connect_casus
from keukentafel.casussen.forms import DoorverbindAntwoordForm, DoorverbindForm
from keukentafel.casussen.kop import casus_kop, casus_url
from keukentafel.casussen.models import Doorverbinding
from keukentafel.casussen.pakket import package_domains, package_of
from keukentafel.casussen.permissions import access_casus, household_today
from keukentafel.casussen.states import Doorverbindingstatus
from keukentafel.casussen.views.vorm import Vraag, ask
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.socialekaart.public import list_organisaties
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest

TOEWIJZEN = "casus_toewijzen"


@require_http_methods(["GET", "POST"])
def doorverbinden(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A new warm hand-over; what was handed over before, and how that ended."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = DoorverbindForm(
        request.POST or None, organisaties=[(row.pk, row.naam) for row in list_organisaties() if row.actief],
        domeinen=package_domains(toegang), met_samenvatting=bool(casus.samenvatting), versie=casus.versie,
    )  # fmt: skip
    made: list[Doorverbinding] = []

    def do(form: DoorverbindForm) -> str:
        data = form.cleaned_data
        delen = package_of(toegang, form.domain_ids(), samenvatting=bool(data.get("samenvatting")))
        invoer = Doorverbindinvoer(
            reden=data["reden"], grond=data["grond"], organisatie=form.organisation(), naar=data["naar"],
            contactpersoon=data["contactpersoon"], grond_uitleg=data["grond_uitleg"],
            blijft_hier=data["blijft_hier"], delen=delen,
        )  # fmt: skip
        made.append(
            connect_casus(
                by=request.user, casus=casus, invoer=invoer, medewerker=worker_of(request.user),
                versie=data["versie"],
            )
        )  # fmt: skip
        meld(request, "Dit gaat mee. Print het, of lees het voor bij de overdracht.")
        return reverse("casussen:doorverbinding", args=[casus_id, made[-1].pk])

    rows = casus.doorverbindingen.all() if toegang.mag_wet(casus.wet) else []
    vraag = Vraag(
        "Doorverbinden",
        "Naar de tweede schil of het Veiligheidshuis. Bel eerst. Het team blijft aan zet tot zij het aannemen.",
        "Doorverbinden", concept=f"doorverbinden-{casus.pk}", rijen=[_line(row) for row in rows],
        nieuwkop="Nieuwe doorverbinding",
    )  # fmt: skip
    return ask(request, toegang, form, vraag, TOEWIJZEN, do)


def _line(row: Doorverbinding) -> Taakregel:
    today = timezone.localdate()
    waits = row.status == Doorverbindingstatus.WACHT
    state = f"nagaan voor {korte_datum(row.volgen_voor, vandaag=today)}" if waits else row.stand.lower()
    return Taakregel(
        f"{row.naar}, {korte_datum(row.op, vandaag=today)}",
        reverse("casussen:doorverbinding", args=[row.casus_id, row.pk]),
        wanneer=state, te_laat=waits and row.volgen_voor < today, gedaan=not waits,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def doorverbinding(request: StaffRequest, casus_id: int, doorverbinding_id: int) -> HttpResponse:
    """What goes along, to print or to read out; and the answer of who received it."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    rows = toegang.casus.doorverbindingen.select_related("medewerker")
    found = rows.filter(pk=doorverbinding_id).first()
    if found is None or not toegang.mag_wet(found.wet):
        raise Http404
    names = [lid.persoon.naam for lid in household_today(toegang.casus)] or [toegang.casus.persoon.naam]
    form = DoorverbindAntwoordForm(request.POST or None, versie=found.versie)

    def show(form: DoorverbindAntwoordForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang), "form": form, "doorverbinding": found, "namen": names,
            "wacht": found.status == Doorverbindingstatus.WACHT,
            "terug_url": reverse("casussen:doorverbinden", args=[casus_id]),
        }  # fmt: skip
        return render(request, "casussen/doorverbinding.html", context, status=status)

    def do(form: DoorverbindAntwoordForm) -> str:
        data = form.cleaned_data
        answer_doorverbinding(
            by=request.user, doorverbinding=found, status=data["status"], antwoord=data["antwoord"],
            versie=data["versie"],
        )  # fmt: skip
        meld(request, "Vastgelegd.")
        return casus_url(casus_id)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=TOEWIJZEN, do=do, show=show)
