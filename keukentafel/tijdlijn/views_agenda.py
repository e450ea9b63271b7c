"""Screens: one's own talks to come, and the secret address with which one's own calendar reads when they are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post, note_read
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.core.muur import name_reader
from keukentafel.core.schermdelen import Werkregel
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.agenda import (
    ACTIE,
    TERUG,
    VOORUIT,
    Gespreksregel,
    key_of,
    moment_of,
    outcome_actions,
    owner_of,
    subjects_of_talks,
    talks_of_worker,
)
from keukentafel.tijdlijn.agendasleutels import end_agendasleutel, make_agendasleutel
from keukentafel.tijdlijn.views_gesprek import calendar_file
from keukentafel.toegang.public import StaffRequest

HIER = "tijdlijn:agenda"
NAAM = "Gesprekken"


@require_http_methods(["GET", "POST"])
def agenda(request: StaffRequest) -> HttpResponse:
    """One's own talks, and the address for one's own calendar. Only the answer to making it ever shows it."""
    shown: list[str] = []
    if request.method != "POST":
        return _page(request)

    def do(form: Formulier) -> str:
        _made, key = make_agendasleutel(by=request.user)
        shown.append(key)
        return reverse(HIER)

    def show(form: Formulier, status: int) -> HttpResponse:
        return _page(request, status=status)

    answer = handle_post(request, Formulier(request.POST), by=request.user, actie=ACTIE, do=do, show=show)
    return _page(request, sleutel=shown[0]) if shown else answer


def _page(request: StaffRequest, *, sleutel: str = "", status: int = 200) -> HttpResponse:
    today, worker = timezone.localdate(), worker_of(request.user)
    found = talks_of_worker(request.user, worker, today - TERUG, today + VOORUIT) if worker else []
    note_read(ACTIE, None, subjects=subjects_of_talks([row.gesprek for row in found]))
    address = request.build_absolute_uri(reverse("tijdlijn:feed", args=[sleutel])) if sleutel else ""
    context = {
        "regels": [_line(row) for row in found],
        "sleutel": key_of(request.user, today),
        "adres": address,
    }
    return render(request, "tijdlijn/agenda.html", context, status=status)


def _line(row: Gespreksregel) -> Werkregel:
    talk, today = row.gesprek, timezone.localdate()
    past = talk.begin <= timezone.localtime()
    url = reverse("tijdlijn:gesprek", args=[talk.casus_id, talk.pk])
    actions = outcome_actions(talk, terug=reverse(HIER)) if past else ()
    return Werkregel(row.naam, url, row.waarover, wanneer=moment_of(talk, today).capitalize(), acties=actions)


@require_POST
def einde(request: StaffRequest) -> HttpResponse:
    """End the address at once: no calendar reads it any more."""

    def do(form: Formulier) -> str:
        end_agendasleutel(by=request.user)
        meld(request, "Het agenda-adres werkt niet meer.")
        return reverse(HIER)

    def show(form: Formulier, status: int) -> HttpResponse:
        for message in form.non_field_errors():
            meld(request, str(message))
        return _page(request, status=status)

    return handle_post(request, Formulier(request.POST), by=request.user, actie=ACTIE, do=do, show=show)


@require_safe
def feed(request: HttpRequest, agendasleutel: str) -> HttpResponse:
    """What a calendar reads: moments and numbers of cases that the owner may open today. Unknown and ended: 404.

    The read is logged in the name of the owner, whose rights decide; there is no session.
    """
    today = timezone.localdate()
    found = owner_of(agendasleutel, today)
    if found is None:
        raise Http404
    key, owner, worker = found
    request.user = owner
    name_reader(owner.pk, today)
    talks = [row.gesprek for row in talks_of_worker(owner, worker, today - TERUG, today + VOORUIT)]
    note_read("agenda_opgehaald", key, subjects=subjects_of_talks(talks))
    return calendar_file(talks, naam=NAAM)
