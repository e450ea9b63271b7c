"""Screens of the functional administrator: teams, and the people who work in them."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.core.schermdelen import Taakregel
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.teams import weergave
from keukentafel.teams.actions import (
    assign_gebied,
    change_medewerker,
    change_team,
    create_team,
    end_medewerker,
    end_plaatsing,
    place_medewerker,
    register_medewerker,
)
from keukentafel.teams.forms import (
    EindeForm,
    GebiedForm,
    GegevensForm,
    NieuweMedewerkerForm,
    PlaatsingForm,
    RolForm,
    TeamForm,
)
from keukentafel.teams.models import Medewerker
from keukentafel.teams.permissions import BEHEREN, access_medewerker, access_plaatsing, access_team
from keukentafel.teams.registers import links_of_user, to_hand_over
from keukentafel.teams.selectors import list_medewerkers, list_teams, users_without_worker
from keukentafel.toegang.public import Rol, StaffRequest, authorize, create_gebruiker, grant_rol, withdraw_rol

F = TypeVar("F", bound=Formulier)
OPGESLAGEN = "Opgeslagen."


def _ask(
    request: StaffRequest, form: F, titel: str, back: str, do: Callable[[F], str], uitleg: str = ""
) -> HttpResponse:
    """Show a form of the administration, or do it and go on."""

    def show(form: F, status: int = 200) -> HttpResponse:
        context = {"form": form, "titel": titel, "uitleg": uitleg, "terug_url": back}
        return render(request, "teams/formulier.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEHEREN, do=do, show=show, message=OPGESLAGEN)


@require_safe
def teams(request: StaffRequest) -> HttpResponse:
    """All teams, with how many work there."""
    authorize(request.user, BEHEREN)
    context = {"tabel": weergave.team_table(list_teams()), "tabs": beheer_tabs(request.user, "teams")}
    return render(request, "teams/teams.html", context)


@require_http_methods(["GET", "POST"])
def team_nieuw(request: StaffRequest) -> HttpResponse:
    """Make a team."""
    authorize(request.user, BEHEREN)

    def do(form: TeamForm) -> str:
        data = form.cleaned_data
        made = create_team(by=request.user, naam=data["naam"], intake=data["intake"], geldig_van=timezone.localdate())
        return reverse("teams:team", args=[made.pk])

    form = TeamForm(request.POST or None)
    del form.fields["geldig_tot"], form.fields["crisisdienst_tot"]
    return _ask(request, form, "Nieuw team", reverse("teams:teams"), do)


@require_safe
def team(request: StaffRequest, team_id: int) -> HttpResponse:
    """One team: its areas and who works there."""
    found = access_team(request.user, team_id)
    context = {
        "team": found,
        "tabs": beheer_tabs(request.user, "teams"),
        "gebieden": weergave.area_lines(found),
        "mensen": weergave.placed_lines(found),
    }
    return render(request, "teams/team.html", context)


@require_http_methods(["GET", "POST"])
def team_wijzigen(request: StaffRequest, team_id: int) -> HttpResponse:
    """Rename a team or end it."""
    found = access_team(request.user, team_id)
    initial = {name: getattr(found, name) for name in ("naam", "intake", "geldig_tot", "crisisdienst_tot")}
    back = reverse("teams:team", args=[team_id])

    def do(form: TeamForm) -> str:
        data = form.cleaned_data
        change_team(
            by=request.user, team=found, naam=data["naam"], intake=data["intake"], geldig_tot=data["geldig_tot"],
            crisisdienst_tot=data["crisisdienst_tot"], versie=data["versie"],
        )  # fmt: skip
        return back

    form = TeamForm(request.POST or None, initial=initial, versie=found.versie)
    return _ask(request, form, "Team wijzigen", back, do)


@require_http_methods(["GET", "POST"])
def gebied(request: StaffRequest, team_id: int) -> HttpResponse:
    """Let a team serve an area from a day on."""
    found = access_team(request.user, team_id)
    back = reverse("teams:team", args=[team_id])

    def do(form: GebiedForm) -> str:
        assign_gebied(by=request.user, team=found, gebied=form.cleaned_data["gebied"], van=form.cleaned_data["van"])
        return back

    uitleg = "Het team dat dit gebied nu heeft, stopt de dag ervoor."
    return _ask(request, GebiedForm(request.POST or None), "Gebied toewijzen", back, do, uitleg)


@require_safe
def gebruikers(request: StaffRequest) -> HttpResponse:
    """Everybody who works or logs in, with roles and teams; `?q=` keeps those whose name holds these letters."""
    authorize(request.user, BEHEREN)
    term = request.GET.get("q", "").strip()
    page = list_medewerkers(term, request.GET.get("pagina", 1))
    context = {
        "tabel": weergave.worker_table(list(page.object_list)),
        "pagina": page,
        "term": term,
        "los": weergave.user_table(loose) if (loose := users_without_worker()) else None,
        "tabs": beheer_tabs(request.user, "gebruikers"),
    }
    return render(request, "teams/gebruikers.html", context)


@require_http_methods(["GET", "POST"])
def medewerker_nieuw(request: StaffRequest) -> HttpResponse:
    """A new worker who logs in; roles and placements follow on his page."""
    authorize(request.user, BEHEREN)

    def do(form: NieuweMedewerkerForm) -> str:
        data = form.cleaned_data
        user = create_gebruiker(by=request.user, email=data["email"], naam=data["naam"], password=data["wachtwoord"])
        made = register_medewerker(by=request.user, gegevens=form.gegevens(), gebruiker=user)
        return reverse("teams:medewerker", args=[made.pk])

    form = NieuweMedewerkerForm(request.POST or None)
    return _ask(request, form, "Nieuwe medewerker", reverse("teams:gebruikers"), do)


@require_http_methods(["GET", "POST"])
def medewerker_van(request: StaffRequest, gebruiker_id: int) -> HttpResponse:
    """Register a user who logs in already as a worker, so that he can be placed and given a role."""
    authorize(request.user, BEHEREN)
    user = next((found for found in users_without_worker() if found.pk == gebruiker_id), None)
    if user is None:
        raise Http404

    def do(form: GegevensForm) -> str:
        made = register_medewerker(by=request.user, gegevens=form.gegevens(), gebruiker=user)
        return reverse("teams:medewerker", args=[made.pk])

    form = GegevensForm(request.POST or None, initial={"naam": user.naam})
    return _ask(
        request, form, "Medewerker maken", reverse("teams:gebruikers"), do, "Rollen en plaatsing volgen daarna."
    )


@require_safe
def medewerker(request: StaffRequest, medewerker_id: int) -> HttpResponse:
    """One worker: data, roles, placements, and what leaves with him."""
    found = access_medewerker(request.user, medewerker_id)
    context = {
        "medewerker": found,
        "tabs": beheer_tabs(request.user, "gebruikers"),
        "feiten": weergave.worker_facts(found),
        "rollen": weergave.role_lines(found),
        "plaatsingen": weergave.placement_lines(found),
        "links": links_of_user(found.gebruiker_id) if found.gebruiker_id else [],
        "openstaand": [Taakregel(str(work)) for work in to_hand_over(found.pk)],
    }
    return render(request, "teams/medewerker.html", context)


@require_http_methods(["GET", "POST"])
def medewerker_wijzigen(request: StaffRequest, medewerker_id: int) -> HttpResponse:
    """Change what is known of a worker."""
    found = access_medewerker(request.user, medewerker_id)
    names = ("naam", "telefoon", "moederorganisatie", "skj_nummer", "skj_geldig_tot", "expertise")
    initial = {name: getattr(found, name) for name in names}
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: GegevensForm) -> str:
        change_medewerker(
            by=request.user, medewerker=found, gegevens=form.gegevens(), versie=form.cleaned_data["versie"]
        )
        return back

    form = GegevensForm(request.POST or None, initial=initial, versie=found.versie)
    return _ask(request, form, "Gegevens wijzigen", back, do)


@require_http_methods(["GET", "POST"])
def rol(request: StaffRequest, medewerker_id: int) -> HttpResponse:
    """Give a role; nobody gives one to himself."""
    found = access_medewerker(request.user, medewerker_id)
    user = found.gebruiker
    if user is None:
        raise Http404
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: RolForm) -> str:
        data = form.cleaned_data
        weergave.refuse_self(request.user, user)
        grant_rol(by=request.user, gebruiker=user, rol=Rol(data["rol"]), van=data["van"], tot=data["tot"])
        return back

    return _ask(request, RolForm(request.POST or None), "Rol geven", back, do)


@require_http_methods(["GET", "POST"])
def rol_einde(request: StaffRequest, medewerker_id: int, roltoekenning_id: int) -> HttpResponse:
    """End a role."""
    found = access_medewerker(request.user, medewerker_id)
    granted = found.gebruiker.roltoekenningen.filter(pk=roltoekenning_id).first() if found.gebruiker else None
    if granted is None:
        raise Http404
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: EindeForm) -> str:
        weergave.refuse_before(granted.van, form.cleaned_data["tot"])
        withdraw_rol(by=request.user, roltoekenning=granted, tot=form.cleaned_data["tot"])
        return back

    return _ask(request, EindeForm(request.POST or None), "Rol beëindigen", back, do)


@require_http_methods(["GET", "POST"])
def plaatsing(request: StaffRequest, medewerker_id: int) -> HttpResponse:
    """Place a worker in a team."""
    found = access_medewerker(request.user, medewerker_id)
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: PlaatsingForm) -> str:
        data = form.cleaned_data
        names = ("team", "medewerkertype", "fte", "van", "tot")
        place_medewerker(by=request.user, medewerker=found, **{name: data[name] for name in names})
        return back

    return _ask(request, PlaatsingForm(request.POST or None), "Plaatsen in een team", back, do)


@require_http_methods(["GET", "POST"])
def plaatsing_einde(request: StaffRequest, medewerker_id: int, plaatsing_id: int) -> HttpResponse:
    """End a placement."""
    found = access_plaatsing(request.user, medewerker_id, plaatsing_id)
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: EindeForm) -> str:
        end_plaatsing(by=request.user, plaatsing=found, tot=form.cleaned_data["tot"])
        return back

    return _ask(
        request, EindeForm(request.POST or None), "Plaatsing beëindigen", back, do, _left_behind(found.medewerker)
    )


@require_http_methods(["GET", "POST"])
def vertrek(request: StaffRequest, medewerker_id: int) -> HttpResponse:
    """Somebody leaves: shows what has to be handed over, ends roles and placements."""
    found = access_medewerker(request.user, medewerker_id)
    back = reverse("teams:medewerker", args=[medewerker_id])

    def do(form: EindeForm) -> str:
        end_medewerker(by=request.user, medewerker=found, tot=form.cleaned_data["tot"])
        return back

    return _ask(request, EindeForm(request.POST or None), "Medewerker vertrekt", back, do, _left_behind(found))


def _left_behind(worker: Medewerker) -> str:
    work = ", ".join(str(item) for item in to_hand_over(worker.pk))
    if not work:
        return "Er staat niets meer open."
    return f"Nog over te dragen: {work}. Vraag de teamleider dit te verdelen; het staat ook op het teambord."
