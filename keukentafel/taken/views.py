"""Screens: take up, tick off, put off, wait, a task more. Each goes back to where the user was, with a way back."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Casus, access_casus, worker_may_see
from keukentafel.core.berichten import meld
from keukentafel.core.datums import lange_datum
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout
from keukentafel.taken.actions import (
    await_taak,
    complete_taak,
    create_taak,
    resume_taak,
    snooze_taak,
    step_back_taak,
    take_up_taak,
    undo_complete_taak,
    withdraw_taak,
)
from keukentafel.taken.forms import MIJ, TaakErbijForm, UitstellenForm, WachtenForm
from keukentafel.taken.models import Taak
from keukentafel.taken.permissions import AFHANDELEN, access_taak
from keukentafel.taken.querysets import EIGEN
from keukentafel.teams.public import Team, teams_of, worker_of, workers_of_team
from keukentafel.toegang.public import StaffRequest


def _back(request: StaffRequest) -> str:
    """The page of this site that the user came from (`terug`, or what the browser says), else the first page."""
    here = {request.get_host()}
    for wanted in (request.POST.get("terug"), request.GET.get("terug"), request.headers.get("Referer")):
        if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=here):
            parts = urlsplit(wanted)
            return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"


def _press(request: StaffRequest, do: Callable[[], None]) -> HttpResponse:
    url = _back(request)

    def act(form: Formulier) -> str:
        do()
        return url

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return HttpResponseRedirect(url)

    return handle_post(request, Formulier(request.POST), by=request.user, actie=AFHANDELEN, do=act, show=show)


@require_POST
def gedaan(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Tick off."""
    taak = access_taak(request.user, taak_id).taak

    def do() -> None:
        _told(request, complete_taak(by=request.user, taak=taak, door=worker_of(request.user)), "Gedaan.")

    return _press(request, do)


@require_POST
def heropenen(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Take back a tick."""
    taak = access_taak(request.user, taak_id).taak

    def do() -> None:
        _told(request, undo_complete_taak(by=request.user, taak=taak), "Staat weer open.")

    return _press(request, do)


@require_POST
def hervatten(request: StaffRequest, taak_id: int) -> HttpResponse:
    """It is the user's own again."""
    taak = access_taak(request.user, taak_id).taak

    def do() -> None:
        _told(request, resume_taak(by=request.user, taak=taak), "Staat weer bij nu.")

    return _press(request, do)


@require_POST
def oppakken(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Take up a task of the team; who comes second hears who has it."""
    taak = access_taak(request.user, taak_id).taak
    worker = worker_of(request.user)
    if worker is None:
        raise Http404

    def do() -> None:
        _told(request, take_up_taak(by=request.user, taak=taak, medewerker=worker), "Deze taak is nu van u.")

    return _press(request, do)


@require_POST
def intrekken(request: StaffRequest, taak_id: int) -> HttpResponse:
    """It need not be done any more."""
    taak = access_taak(request.user, taak_id).taak

    def do() -> None:
        _told(request, withdraw_taak(by=request.user, taak=taak), "De taak is weg.")

    return _press(request, do)


@require_POST
def terugdraaien(request: StaffRequest, taak_id: int, versie: int) -> HttpResponse:
    """Undo the last change that this user made; a version that never was is not there."""
    taak = access_taak(request.user, taak_id).taak
    if not 0 < versie <= taak.versie:
        raise Http404

    def do() -> None:
        step_back_taak(by=request.user, taak=taak, versie=versie)
        meld(request, "Teruggedraaid.")

    return _press(request, do)


def _told(request: StaffRequest, taak: Taak, tekst: str) -> None:
    """Say what happened, with the way back to the version before."""
    meld(request, tekst, ongedaan_url=reverse("taken:terugdraaien", args=[taak.pk, taak.versie]))


@require_http_methods(["GET", "POST"])
def uitstellen(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Put off until a day, with a reason if one likes; a button of a list sends the day alone."""
    taak = access_taak(request.user, taak_id).taak
    form = UitstellenForm(request.POST or None, initial={"terug": _back(request)}, versie=taak.versie)

    def do(form: Formulier) -> str:
        data = form.cleaned_data
        done = snooze_taak(by=request.user, taak=taak, tot=data["tot"], reden=data["reden"], versie=data["versie"])
        _told(request, done, f"Komt terug op {lange_datum(data['tot'])}.")
        return _back(request)

    return _ask(request, taak.titel, form, "Later doen", do)


@require_http_methods(["GET", "POST"])
def wachten(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Say on whom it waits."""
    taak = access_taak(request.user, taak_id).taak
    initial = {"terug": _back(request), "op_wie": taak.wacht_op}
    form = WachtenForm(request.POST or None, initial=initial, versie=taak.versie)

    def do(form: Formulier) -> str:
        data = form.cleaned_data
        done = await_taak(by=request.user, taak=taak, op_wie=data["op_wie"], sinds=data["sinds"], versie=data["versie"])
        _told(request, done, "Staat nu bij wacht op een ander.")
        return _back(request)

    return _ask(request, taak.titel, form, "Wachten op een ander", do)


@require_http_methods(["GET", "POST"])
def erbij(request: StaffRequest) -> HttpResponse:
    """A task that belongs to no case."""
    teams = teams_of(request.user)
    if not teams:
        raise Http404
    return _add(request, teams[0], None)


@require_http_methods(["GET", "POST"])
def erbij_casus(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A task on a case."""
    casus = access_casus(request.user, casus_id, "casus_wijzigen").casus
    return _add(request, casus.team, casus)


def _add(request: StaffRequest, team: Team, casus: Casus | None) -> HttpResponse:
    worker = worker_of(request.user)
    people = {str(each.pk): each for each in workers_of_team(team.pk) if worker is None or each.pk != worker.pk}
    names = [(pk, each.naam) for pk, each in people.items()]
    form = TaakErbijForm(request.POST or None, initial={"terug": _back(request)}, collegas=names)

    def do(form: Formulier) -> str:
        data = form.cleaned_data
        for_whom = worker if data["wie"] == MIJ else people.get(data["wie"])
        if casus is not None and for_whom is not None and not worker_may_see(for_whom, casus):
            raise Regelfout("Deze collega kan de casus niet openen. Kies een ander.", veld="wie")
        made = create_taak(
            by=request.user, titel=data["titel"], soort=EIGEN, team=team, medewerker=for_whom, casus=casus,
            vervalt_op=data["vervalt_op"],
        )  # fmt: skip
        meld(request, "De taak is gemaakt.", ongedaan_url=reverse("taken:intrekken", args=[made.pk]))
        return _back(request)

    return _ask(request, team.naam, form, "Taak erbij", do)


def _ask(
    request: StaffRequest, onder: str, form: Formulier, titel: str, do: Callable[[Formulier], str]
) -> HttpResponse:
    def show(form: Formulier, status: int = 200) -> HttpResponse:
        context = {"onder": onder, "form": form, "titel": titel, "terug_url": _back(request)}
        return render(request, "taken/formulier.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=AFHANDELEN, do=do, show=show)
