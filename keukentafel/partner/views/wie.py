"""Which team must I have, behind the key of a partner (R-030): no worker by name, no resident, no case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.getallen import positive_int
from keukentafel.partner.public import general_number, teams_for_partner
from keukentafel.partner.views.melden import remembered
from keukentafel.referentielijsten.public import all_choices
from keukentafel.socialekaart.public import list_gebieden


@require_safe
def wie(request: HttpRequest) -> HttpResponse:
    """The teams; `?gebied=` and `?expertise=` narrow them, an unknown value narrows nothing."""
    sleutel = remembered(request)
    if sleutel is None:
        return redirect("partner:sleutel")
    gebieden = {str(area.pk): area.naam for area in list_gebieden()}
    kennis = dict(all_choices("expertise"))
    gebied, expertise = request.GET.get("gebied", ""), request.GET.get("expertise", "")
    gebied, expertise = gebied if gebied in gebieden else "", expertise if expertise in kennis else ""
    context = {
        "organisatie": sleutel.organisatie.naam,
        "nummer": general_number(),
        "teams": teams_for_partner(timezone.localdate(), gebied=positive_int(gebied), expertise=expertise),
        "keuzes": [
            {"naam": "gebied", "label": "Gebied", "opties": [("", "Alle gebieden"), *gebieden.items()],
             "gekozen": gebied},
            {"naam": "expertise", "label": "Wat het team moet weten", "opties": [("", "Alles"), *kennis.items()],
             "gekozen": expertise},
        ],
    }  # fmt: skip
    return render(request, "partner/wie.html", context)
