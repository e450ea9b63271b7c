"""What the privacy officer finds first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from keukentafel.privacy.start import start_lines
from keukentafel.toegang.public import StaffRequest, authorize


@require_GET
def start(request: StaffRequest) -> HttpResponse:
    """One line per subject of this room; shows no person."""
    authorize(request.user, "privacy_bewaken")
    lines = start_lines()
    return render(request, "privacy/start.html", {"regels": lines, "alarmen": [line for line in lines if line.alarm]})
