"""Screens: decide that what falls under several laws may be read together on this case, and withdraw it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from keukentafel.casussen.actions import decide_coordinatie, withdraw_coordinatie
from keukentafel.casussen.coordinatie import coordination_is_on
from keukentafel.casussen.forms import CoordinatieForm, IntrekkenForm
from keukentafel.casussen.models import Coordinatiebesluit
from keukentafel.casussen.permissions import access_casus
from keukentafel.casussen.views.vorm import Vraag, ask
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.referentielijsten.public import label_of
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest

BESLUITEN = "coordinatie_besluiten"
UITLEG = (
    "Wat onder een andere wet valt dan deze casus, is hier alleen te zien met een besluit. Wie een rol heeft op deze "
    "casus en onder een van de wetten werkt, ziet dan wat onder al deze wetten is vastgelegd. Veiligheid niet: dat "
    "heeft eigen regels. De inwoner leest het besluit in het plan."
)
UIT = (
    "Uw gemeente heeft geen grond vastgelegd om over wetten heen samen te werken. Ieder ziet alleen wat onder de "
    "wetten van de eigen functie valt. De privacy officer kan hier meer over vertellen."
)


@require_http_methods(["GET", "POST"])
def coordinatie(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The decisions of this case, and a new one where the municipality gave a ground for it."""
    toegang = access_casus(request.user, casus_id, BESLUITEN)
    casus = toegang.casus
    rows = list(casus.coordinatiebesluiten.select_related("besloten_door"))
    holds = any(row.holds_on(timezone.localdate()) for row in rows)
    form = CoordinatieForm(request.POST or None, versie=casus.versie)

    def do(form: CoordinatieForm) -> str:
        data = form.cleaned_data
        decide_coordinatie(
            by=request.user, casus=casus, wetten=data["wetten"], waarom=data["waarom"], tot=data["tot"],
            verteld_op=data["verteld_op"], niet_verteld=data["niet_verteld"], medewerker=worker_of(request.user),
            versie=data["versie"],
        )  # fmt: skip
        meld(request, "Het besluit is vastgelegd en geldt vanaf nu.")
        return reverse("casussen:coordinatie", args=[casus_id])

    vraag = Vraag(
        "Samen werken over wetten heen", UITLEG if coordination_is_on() else "", "Besluit vastleggen",
        waarschuwing="" if coordination_is_on() else UIT, concept=f"coordinatie-{casus_id}",
        rijen=[_line(row) for row in rows], alleen_lezen=holds or not coordination_is_on(),
        nieuwkop="Een nieuw besluit" if rows and not holds else "",
    )  # fmt: skip
    return ask(request, toegang, form, vraag, BESLUITEN, do)


def _line(row: Coordinatiebesluit) -> Taakregel:
    today = timezone.localdate()
    laws = ", ".join(label_of("wet", law, row.van) for law in row.wetten)
    who = f", besloten door {row.besloten_door.naam}" if row.besloten_door else ""
    told = f"verteld op {korte_datum(row.verteld_op, vandaag=today)}" if row.verteld_op else "nog niet verteld"
    holds = row.holds_on(today)
    ends = row.ingetrokken_op or row.tot
    return Taakregel(
        f"{laws}: {row.waarom} Grond: {row.grond}{who}; {told}",
        reverse("casussen:coordinatie_intrekken", args=[row.casus_id, row.pk]) if holds else "",
        wanneer=f"{'tot en met' if holds else 'geldt niet meer sinds'} {korte_datum(ends, vandaag=today)}",
        gedaan=not holds,
    )


@require_http_methods(["GET", "POST"])
def intrekken(request: StaffRequest, casus_id: int, coordinatiebesluit_id: int) -> HttpResponse:
    """Withdraw a decision, with the reason."""
    toegang = access_casus(request.user, casus_id, BESLUITEN)
    found = toegang.casus.coordinatiebesluiten.filter(pk=coordinatiebesluit_id).first()
    if found is None:
        raise Http404
    form = IntrekkenForm(request.POST or None, versie=found.versie)

    def do(form: IntrekkenForm) -> str:
        data = form.cleaned_data
        withdraw_coordinatie(by=request.user, besluit=found, waarom=data["waarom"], versie=data["versie"])
        meld(request, "Het besluit is ingetrokken. Ieder ziet weer alleen de eigen wet.")
        return reverse("casussen:coordinatie", args=[casus_id])

    vraag = Vraag("Besluit intrekken", "Vanaf dit moment is niet meer over wetten heen te lezen.", "Intrekken")
    return ask(request, toegang, form, vraag, BESLUITEN, do)
