"""The first screen of the day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.datums import DAGEN, MAANDEN
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest, may_ever
from keukentafel.werkplek.opbrengst import return_of
from keukentafel.werkplek.vandaag import today_of

GROETEN = ((6, "Goedenacht"), (12, "Goedemorgen"), (18, "Goedemiddag"), (24, "Goedenavond"))


@require_safe
def vandaag(request: StaffRequest) -> HttpResponse:
    """Now up to you, waiting for another, at rest; for who has no cases: where to go."""
    now = timezone.localtime()
    worker = worker_of(request.user)
    has_cases = worker is not None and any(
        may_ever(request.user, actie) for actie in ("casuslijst_inzien", "uitnodiging_beantwoorden")
    )
    context = {
        "dag": f"{DAGEN[now.weekday()].capitalize()} {now.day} {MAANDEN[now.month - 1]}",
        "groet": f"{next(text for hour, text in GROETEN if now.hour < hour)} {request.user.naam.split()[0]}.",
        "werk": today_of(request.user, worker, now.date()) if has_cases and worker else None,
        "opbrengst": return_of(worker, now.date()) if worker else [],
        "neemt_meldingen_aan": may_ever(request.user, "melding_registreren"),
    }
    return render(request, "werkplek/vandaag.html", context)
