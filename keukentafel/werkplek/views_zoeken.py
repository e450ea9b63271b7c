"""The search screen: the words travel in the body, never in an address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from keukentafel.toegang.public import StaffRequest, may_ever
from keukentafel.werkplek.zoeken import search

HOOGSTENS = 120


@require_http_methods(["GET", "POST"])
def zoeken(request: StaffRequest) -> HttpResponse:
    """GET shows the empty box; POST `q` what was found, with a way on when nothing was."""
    typed = request.POST.get("q", "").strip()[:HOOGSTENS]
    result = search(request.user, typed) if typed else None
    may_register = may_ever(request.user, "melding_registreren")
    context = {
        "gezocht": typed,
        "resultaat": result,
        "melding_url": reverse("meldingen:nieuw") if may_register else "",
    }
    return render(request, "werkplek/zoeken.html", context)
