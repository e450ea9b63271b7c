"""The screens of the team lead: the board, and asking a regisseur about a case that stands still."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_button
from keukentafel.casussen.public import access_casus, regisseurs_of
from keukentafel.core.berichten import meld
from keukentafel.taken.public import create_taak
from keukentafel.teams.public import teams_of
from keukentafel.toegang.public import StaffRequest
from keukentafel.werkplek.teambord import load_teambord

VRAAG = "Hoe staat het hiermee? Vraag van de teamleider"


@require_safe
def teambord(request: StaffRequest) -> HttpResponse:
    """The board of one of the lead's own teams; `?team=` chooses."""
    teams = teams_of(request.user)
    if not teams:
        return render(request, "werkplek/teambord.html", {"bord": None, "teams": []})
    wanted = request.GET.get("team", "")
    chosen = next((team for team in teams if str(team.pk) == wanted), None)
    if wanted and chosen is None:
        raise Http404
    bord = load_teambord(request.user, chosen or teams[0], timezone.localdate())
    return render(request, "werkplek/teambord.html", {"bord": bord, "teams": teams})


@require_POST
def vraag_regisseur(request: StaffRequest, casus_id: int) -> HttpResponse:
    """One click: ask the regisseur how this case stands; he finds it on his own day."""
    toegang = access_casus(request.user, casus_id, "casus_toewijzen")
    role = regisseurs_of([casus_id]).get(casus_id)
    back = f"{reverse('werkplek:teambord')}?team={toegang.casus.team_id}"
    if role is None:
        return redirect(back)

    def do() -> None:
        create_taak(
            by=request.user,
            titel=VRAAG,
            soort="vraag",
            team=toegang.casus.team,
            casus=toegang.casus,
            medewerker=role.medewerker,
            vervalt_op=timezone.localdate(),
            bron=f"stilstand:{casus_id}",
        )
        meld(request, f"De vraag staat bij {role.medewerker.naam}.")

    return handle_button(request, by=request.user, actie="taak_gemaakt", do=do, back=back)
