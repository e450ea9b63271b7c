"""Screen: the norms for the first contact, per team, with a day of effect."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_button, handle_post
from keukentafel.core.berichten import meld
from keukentafel.meldingen.forms import NormForm
from keukentafel.meldingen.public import Normregel, Teamnorm, agree_teamnorm, norms_of_teams, withdraw_teamnorm
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.teams.public import Team, teams_of
from keukentafel.toegang.public import Gebruiker, Rol, StaffRequest

AFSPREKEN = "norm_afspreken"


def _teams(user: Gebruiker) -> list[Team]:
    """The administrator sees all teams, a team lead his own."""
    if Rol.FUNCTIONEEL_BEHEERDER in user.rollen:
        return list(Team.objects.order_by("naam", "pk"))
    return teams_of(user)


@require_http_methods(["GET", "POST"])
def normen(request: StaffRequest) -> HttpResponse:
    """What each team agreed on, what comes, and a form for a new norm."""
    teams = _teams(request.user)
    here = reverse("meldingen:normen")
    initial = {"van": timezone.localdate(), "team": str(teams[0].pk) if teams else ""}
    form = NormForm(request.POST or None, teams=teams, initial=initial)

    def show(form: NormForm, status: int = 200) -> HttpResponse:
        regels: list[Normregel] = norms_of_teams(teams, timezone.localdate())
        is_beheer = Rol.FUNCTIONEEL_BEHEERDER in request.user.rollen
        context: dict[str, Any] = {"form": form, "regels": regels}
        context["tabs"] = beheer_tabs(request.user, "normen") if is_beheer else []
        return render(request, "meldingen/normen.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: NormForm) -> str:
        data = form.cleaned_data
        agree_teamnorm(
            by=request.user, team=form.chosen_team(), urgentie=data["urgentie"], dagen=data["dagen"], van=data["van"]
        )
        return here

    return handle_post(request, form, by=request.user, actie=AFSPREKEN, do=do, show=show, message="Afgesproken.")


@require_POST
def norm_intrekken(request: StaffRequest, teamnorm_id: int) -> HttpResponse:
    """Take back a norm that has not begun yet; of one of the own teams."""
    norm = Teamnorm.objects.filter(pk=teamnorm_id, team__in=_teams(request.user)).first()
    if norm is None:
        raise Http404

    def do() -> None:
        withdraw_teamnorm(by=request.user, norm=norm)
        meld(request, "Ingetrokken.")

    back = reverse("meldingen:normen")
    return handle_button(request, by=request.user, actie="teamnorm_ingetrokken", do=do, back=back)
