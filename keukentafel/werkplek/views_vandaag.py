"""The first screen of the day, and its lists in full."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.datums import DAGEN, MAANDEN
from keukentafel.core.schermdelen import Tab
from keukentafel.taken.public import AFHANDELEN, Taakgroep
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import StaffRequest, may_ever
from keukentafel.werkplek.gesprekken import talks_today
from keukentafel.werkplek.noodtoegang import waiting_of
from keukentafel.werkplek.opbrengst import return_of
from keukentafel.werkplek.vandaag import decisions_of, today_of, work_page

GROETEN = ((6, "Goedenacht"), (12, "Goedemorgen"), (18, "Goedemiddag"), (24, "Goedenavond"))
GEVRAAGD = "uitnodiging_beantwoorden"  # who is asked along has nothing but the question
GROEPEN = {  # tab of the full list, and what it says when it is empty
    Taakgroep.NU: ("Nu aan u", "Niets dat nu moet"),
    Taakgroep.TEAM: ("Voor het team", "Het team hoeft niets op te pakken"),
    Taakgroep.WACHT: ("Wacht op een ander", "U wacht op niemand"),
    Taakgroep.LATER: ("Later", "Er komt niets later"),
    Taakgroep.GEDAAN: ("Gedaan", "De laatste twee weken is niets afgevinkt"),
}


@require_safe
def vandaag(request: StaffRequest) -> HttpResponse:
    """Now up to you, for the team, waiting for another, at rest; for who has no tasks: where to go."""
    now = timezone.localtime()
    worker = worker_of(request.user)
    has_cases = may_ever(request.user, "casuslijst_inzien")
    works = worker is not None and any(may_ever(request.user, actie) for actie in (AFHANDELEN, GEVRAAGD))
    context = {
        "dag": f"{DAGEN[now.weekday()].capitalize()} {now.day} {MAANDEN[now.month - 1]}",
        "groet": f"{next(text for hour, text in GROETEN if now.hour < hour)} {request.user.naam.split()[0]}.",
        "werk": today_of(request.user, worker, now.date(), met_casussen=has_cases) if works and worker else None,
        "besluiten": decisions_of(request.user, now.date()),
        "gesprekken": talks_today(request.user, worker, now) if has_cases and worker else None,
        "heeft_casussen": has_cases and works,
        "taak_erbij": bool(team_ids_of(request.user)),
        "opbrengst": return_of(worker, now.date()) if worker else [],
        "noodtoegang_wacht": waiting_of(request.user, now.date()),
        "neemt_meldingen_aan": may_ever(request.user, "melding_registreren"),
    }
    return render(request, "werkplek/vandaag.html", context)


@require_safe
def taken(request: StaffRequest) -> HttpResponse:
    """A list of one's own work in full, fifty a page; `?groep=` chooses which."""
    wanted = request.GET.get("groep", "")
    groep = next((each for each in GROEPEN if each.value == wanted), Taakgroep.NU)
    worker = worker_of(request.user)
    url = reverse("werkplek:taken")
    context: dict[str, Any] = {
        "tabs": [Tab(name, f"{url}?groep={each}", each is groep) for each, (name, _) in GROEPEN.items()]
    }
    if worker is not None:
        pagina = request.GET.get("pagina", "1")
        page, work = work_page(request.user, worker, groep, pagina, timezone.localdate())
        context |= {"pagina": page, "werk": work, "leeg": GROEPEN[groep][1], "naam": GROEPEN[groep][0]}
    return render(request, "werkplek/taken.html", context | {"taak_erbij": bool(team_ids_of(request.user))})
