"""One melding: what was told, what must happen, and every way in which it can end."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import access_melding, reopen_melding
from keukentafel.toegang.public import StaffRequest

BEHANDELEN = "melding_behandelen"


@require_safe
def tonen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The page of one melding."""
    toegang = access_melding(request.user, melding_id)
    return render(request, "meldingen/melding.html", {"melding": toegang.melding, "toegang": toegang})


@require_POST
def heropenen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Take back how the melding ended."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    try:
        reopen_melding(by=request.user, melding=toegang.melding)
    except Regelfout as fout:
        messages.error(request, fout.melding)
    else:
        meld(request, "De melding staat weer open.")
    return HttpResponseRedirect(reverse("meldingen:melding", args=[melding_id]))
