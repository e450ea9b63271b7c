"""What the privacy officer finds first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from keukentafel.core.schermdelen import Werkregel
from keukentafel.privacy.start import start_lines
from keukentafel.toegang.public import StaffRequest, authorize


@require_GET
def start(request: StaffRequest) -> HttpResponse:
    """One line per subject of this room; shows no person."""
    authorize(request.user, "privacy_bewaken")
    lines = start_lines()
    rows = [Werkregel(line.naam, line.url, line.over, wanneer=line.wacht) for line in lines]
    return render(request, "privacy/start.html", {"regels": rows, "alarmen": [line for line in lines if line.alarm]})
