"""What a team can still fill in, as help: each line opens exactly its cases. Beyond the team only suppressed sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.inzicht.permissions import KWALITEIT, works_in_team
from keukentafel.inzicht.selectors import load_fill_rates
from keukentafel.inzicht.states import Kwaliteitsoort
from keukentafel.inzicht.teamkwaliteit import Gebruik, Regelstand, quality_beyond, quality_of
from keukentafel.inzicht.views.vulgraad import INZIEN as VULGRAAD
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.teams.public import Team, teams_of
from keukentafel.toegang.public import Rol, StaffRequest, authorize, may_ever


@require_safe
def aanvullen(request: StaffRequest) -> HttpResponse:
    """The lines of one own team (GET: team), or for policy and administration the sums of the municipality.

    Who also works in a team sees the team: exact figures beside suppressed ones could be subtracted.
    """
    authorize(request.user, KWALITEIT)
    found = load_fill_rates()
    shared = {
        "alarmen": [field for field in (found[1] if found else ()) if field.alarm_sinds],
        "mag_vulgraad": may_ever(request.user, VULGRAAD),
    }
    if not works_in_team(request.user):
        return render(request, "inzicht/kwaliteit_gemeente.html", {**shared, **_beyond(request)})
    teams = list(teams_of(request.user))
    team = _chosen(teams, request.GET.get("team", ""))
    return render(request, "inzicht/kwaliteit.html", {**shared, "teams": teams, "team": team, **_of(request, team)})


def _chosen(teams: Sequence[Team], pk: str) -> Team | None:
    """The own team that is asked for, or the first; Http404 for a team of others."""
    if not pk:
        return next(iter(teams), None)
    found = next((team for team in teams if str(team.pk) == pk), None)
    if found is None:
        raise Http404
    return found


def _of(request: StaffRequest, team: Team | None) -> dict[str, Any]:
    if team is None:
        return {"delen": [], "goed": [], "gebruik": None, "open": 0}
    seen = quality_of(request.user, team, timezone.localdate())
    parts = [
        (soort.label, [_line(row, team) for row in seen.regels if row.regel.soort is soort and row.aantal])
        for soort in Kwaliteitsoort
    ]
    return {
        "delen": [(naam, lines) for naam, lines in parts if lines],
        "goed": [row.regel.wat for row in seen.regels if not row.aantal],
        "gebruik": _uses(seen.gebruik),
        "open": seen.open,
    }


def _line(row: Regelstand, team: Team) -> dict[str, Any]:
    """One line of the page, with the address of the list of exactly these cases."""
    stand = "open" if row.regel.open else "alle"
    query = urlencode({"stand": stand, "team": team.pk, "aanvullen": row.regel.code})
    return {"aantal": row.aantal, "n": row.n, "regel": row.regel, "url": f"{reverse('werkplek:casuslijst')}?{query}"}


def _uses(rows: Sequence[Gebruik]) -> Tabel:
    cells = [[Cel(row.naam), Cel(f"{row.aantal} van {row.n}")] for row in rows]
    return Tabel([Kolom("Wat"), Kolom("Casussen", getal=True)], cells, naam="Wat het team gebruikt")


def _beyond(request: StaffRequest) -> dict[str, Any]:
    found = quality_beyond()
    columns = [Kolom("Wat kan worden aangevuld"), Kolom("Casussen", getal=True), Kolom("Van", getal=True)]
    cells = [
        [Cel(row.regel.wat.capitalize()), Cel(_told(row.aantal)), Cel(_told(row.n))]
        for row in (found[1] if found else ())
    ]
    tabs = beheer_tabs(request.user, "vulgraad") if Rol.FUNCTIONEEL_BEHEERDER in request.user.rollen else []
    return {
        "stand": found[0] if found else None,
        "tabel": Tabel(columns, cells, naam="Wat kan worden aangevuld, in de hele gemeente"),
        "tabs": tabs,
    }


def _told(aantal: int | None) -> str:
    return "niet te tonen" if aantal is None else str(aantal)
