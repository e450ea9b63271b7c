"""Downloads of figures. Their names hold no person: only what was measured and the day."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.inzicht.bestanden import DOOD, asked_before, request_file
from keukentafel.inzicht.evaluatie_bewaard import compared_with
from keukentafel.inzicht.models import Rapportbestand
from keukentafel.inzicht.permissions import INZIEN, Lezer, reader
from keukentafel.inzicht.selectors import load_stand
from keukentafel.inzicht.states import Bestandsoort
from keukentafel.inzicht.vastleggen import ONVERWACHT
from keukentafel.inzicht.views.gedeeld import Pagina, note_taken, page_of, parse_day
from keukentafel.inzicht.vormen.figuurbestand import VORMEN
from keukentafel.inzicht.vormen.pakketbestand import EVALUATIES, PAKKETTEN
from keukentafel.toegang.public import StaffRequest


@require_safe
def bestand(request: StaffRequest, vraag: str, figuur: str, vorm: str) -> HttpResponse:
    """One figure as csv, xlsx or json. GET: team, op. 404 for what is not there for the reader."""
    page = page_of(request)
    found = next((f for f in (page.stand.of(vraag) if page.stand else []) if f.naam == figuur), None)
    if found is None or vorm not in VORMEN:
        raise Http404
    note_taken(page.lezer, page.team, found.naam, found.peildatum, vorm)
    kind, make = VORMEN[vorm]
    answer = HttpResponse(make(found), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.naam}-{found.peildatum}.{vorm}"'
    return answer


@require_POST
def pakket(request: StaffRequest, pakketvorm: str) -> HttpResponse:
    """Have all figures of one scope made into a pack: for the talk each quarter, or the council. GET: team, op."""
    page = page_of(request)
    if page.stand is None or pakketvorm not in PAKKETTEN:
        raise Http404
    return _ask(request, page, Bestandsoort.PAKKET, pakketvorm, None)


@require_POST
def evaluatie(request: StaffRequest, evaluatievorm: str) -> HttpResponse:
    """Have the evaluation report made. GET: team, op. POST: voor, the kept day to compare with."""
    page = page_of(request)
    if page.stand is None or evaluatievorm not in EVALUATIES:
        raise Http404
    day = compared_with(page.stand, parse_day(request.POST.get("voor", "")))
    before = load_stand(page.lezer.blik, page.team, day, na=page.lezer.na) if day else None
    return _ask(request, page, Bestandsoort.EVALUATIE, evaluatievorm, before.pk if before else None)


@require_safe
def rapportbestand(request: StaffRequest, bestand_id: int) -> HttpResponse:
    """A file that was asked for: how far it is, why it stopped, or the way to fetch it."""
    _lezer, found = _access(request, bestand_id)
    stopped = found.klaar_op is None and found.begonnen_op < timezone.now() - DOOD
    context = {
        "bestand": found, "naam": Bestandsoort(found.soort).label, "fout": ONVERWACHT if stopped else found.fout,
        "bezig": found.klaar_op is None and not stopped, "peildatum": found.stand.peildatum,
        "wie": found.stand.team.naam if found.stand.team else "Hele gemeente",
        "vorm": "pagina in een zip" if found.vorm == "html" else found.vorm,
    }  # fmt: skip
    return render(request, "inzicht/rapportbestand.html", context)


@require_safe
def ophalen(request: StaffRequest, bestand_id: int) -> HttpResponse:
    """The file itself. 404 while it is not there."""
    lezer, found = _access(request, bestand_id)
    if found.klaar_op is None or found.fout:
        raise Http404
    day = found.stand.peildatum
    if found.soort == Bestandsoort.PAKKET:
        kind, name = PAKKETTEN[found.vorm][0], f"cijfers-{day}.{found.vorm}"
    else:
        kind, ending, _make = EVALUATIES[found.vorm]
        name = f"evaluatie-{day}.{ending}"
    note_taken(lezer, found.stand.team, found.soort, day, found.vorm)
    answer = HttpResponse(bytes(found.inhoud), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _ask(
    request: StaffRequest, page: Pagina, soort: Bestandsoort, vorm: str, eerder: int | None
) -> HttpResponse:  # fmt: skip
    stand = page.stand.pk if page.stand else 0

    def do(form: Formulier) -> str:
        found = asked_before(request.user, stand, eerder, soort, vorm)
        if found is None:
            found = request_file(by=request.user, stand=stand, eerder=eerder, soort=soort, vorm=vorm)
        return reverse("inzicht:rapportbestand", args=[found.pk])

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return redirect(reverse("inzicht:overzicht") + page.query())

    return handle_post(request, Formulier(request.POST), by=request.user, actie=INZIEN, do=do, show=show)


def _access(request: StaffRequest, bestand_id: int) -> tuple[Lezer, Rapportbestand]:
    """Who reads, and the file that he asked for; Http404 for one of others, or of figures that are not his any more."""
    lezer = reader(request.user)
    rows = Rapportbestand.objects.filter(pk=bestand_id, door=request.user, stand__blik=lezer.blik)
    found = rows.select_related("stand__team", "eerder").defer("stand__figuren", "eerder__figuren").first()
    if found is None:
        raise Http404
    own = lezer.gemeente or found.stand.team_id in {team.pk for team in lezer.teams}
    if not own or not all(_still_told(lezer.na, one.gemaakt_op) for one in (found.stand, found.eerder) if one):
        raise Http404
    return lezer, found


def _still_told(na: datetime | None, made: datetime) -> bool:
    """Whether figures of that moment are still for this reader (permissions.Lezer)."""
    return na is None or made > na
