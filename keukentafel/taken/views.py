"""Screens: tick off, put off, wait. Each goes back to where the user was."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.taken.actions import await_taak, complete_taak, resume_taak, snooze_taak, undo_complete_taak
from keukentafel.taken.forms import UitstellenForm, WachtenForm
from keukentafel.taken.models import Taak
from keukentafel.taken.permissions import AFHANDELEN, access_taak
from keukentafel.teams.public import worker_of
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
        complete_taak(by=request.user, taak=taak, door=worker_of(request.user))
        meld(request, "Gedaan.", ongedaan_url=reverse("taken:heropenen", args=[taak_id]))

    return _press(request, do)


@require_POST
def heropenen(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Take back a tick."""
    taak = access_taak(request.user, taak_id).taak
    return _press(request, lambda: _ignore(undo_complete_taak(by=request.user, taak=taak)))


@require_POST
def hervatten(request: StaffRequest, taak_id: int) -> HttpResponse:
    """It is the user's own again."""
    taak = access_taak(request.user, taak_id).taak
    return _press(request, lambda: _ignore(resume_taak(by=request.user, taak=taak)))


def _ignore(taak: Taak) -> None:
    """The task is not needed any more."""


@require_http_methods(["GET", "POST"])
def uitstellen(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Put off until a day, with a reason."""
    taak = access_taak(request.user, taak_id).taak
    form = UitstellenForm(request.POST or None, initial={"terug": _back(request)}, versie=taak.versie)

    def do(form: Formulier) -> str:
        data = form.cleaned_data
        snooze_taak(by=request.user, taak=taak, tot=data["tot"], reden=data["reden"], versie=data["versie"])
        return _back(request)

    return _ask(request, taak, form, "Later doen", do)


@require_http_methods(["GET", "POST"])
def wachten(request: StaffRequest, taak_id: int) -> HttpResponse:
    """Say on whom it waits."""
    taak = access_taak(request.user, taak_id).taak
    initial = {"terug": _back(request), "op_wie": taak.wacht_op}
    form = WachtenForm(request.POST or None, initial=initial, versie=taak.versie)

    def do(form: Formulier) -> str:
        data = form.cleaned_data
        await_taak(by=request.user, taak=taak, op_wie=data["op_wie"], sinds=data["sinds"], versie=data["versie"])
        return _back(request)

    return _ask(request, taak, form, "Wachten op een ander", do)


def _ask(
    request: StaffRequest, taak: Taak, form: Formulier, titel: str, do: Callable[[Formulier], str]
) -> HttpResponse:
    def show(form: Formulier, status: int = 200) -> HttpResponse:
        context = {"taak": taak, "form": form, "titel": titel, "terug_url": _back(request)}
        return render(request, "taken/formulier.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=AFHANDELEN, do=do, show=show)
