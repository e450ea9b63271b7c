"""Who must I have: the teams, who works there, and whom to ask for who has left (R-030). No data of residents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.getallen import positive_int
from keukentafel.referentielijsten.public import all_choices
from keukentafel.socialekaart.public import list_gebieden
from keukentafel.teams.public import guide_of
from keukentafel.toegang.public import StaffRequest


@require_safe
def wie(request: StaffRequest) -> HttpResponse:
    """The guide; `?gebied=` and `?expertise=` narrow it, an unknown value narrows nothing."""
    gebieden = {str(area.pk): area.naam for area in list_gebieden()}
    kennis = dict(all_choices("expertise"))
    gebied = request.GET.get("gebied", "")
    gebied = gebied if gebied in gebieden else ""
    expertise = request.GET.get("expertise", "")
    expertise = expertise if expertise in kennis else ""
    teams = guide_of(timezone.localdate(), gebied=positive_int(gebied), expertise=expertise)
    keuzes = [
        {"naam": "gebied", "label": "Gebied", "opties": [("", "Alle gebieden"), *gebieden.items()], "gekozen": gebied},
        {"naam": "expertise", "label": "Wat iemand moet weten", "opties": [("", "Alles"), *kennis.items()],
         "gekozen": expertise},
    ]  # fmt: skip
    return render(request, "werkplek/wie.html", {"teams": teams, "keuzes": keuzes, "expertise": expertise})
