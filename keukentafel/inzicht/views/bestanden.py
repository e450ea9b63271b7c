"""Downloads of figures. Their names hold no person: only what was measured and the day."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.inzicht.bestanden import DOOD, Gevraagd, asked_before, request_file
from keukentafel.inzicht.evaluatie_bewaard import compared_with
from keukentafel.inzicht.models import Rapportbestand
from keukentafel.inzicht.permissions import BUSINESSCASE, INZIEN, SCANNEN, Lezer, reader
from keukentafel.inzicht.selectors import load_stand
from keukentafel.inzicht.states import Bestandsoort
from keukentafel.inzicht.vastleggen import ONVERWACHT
from keukentafel.inzicht.views.gedeeld import Pagina, note_taken, page_of, parse_day
from keukentafel.inzicht.vormen.figuurbestand import VORMEN
from keukentafel.inzicht.vormen.losbestand import GEMEENTE
from keukentafel.inzicht.vormen.pakketbestand import EVALUATIES, PAKKETTEN
from keukentafel.toegang.public import StaffRequest, authorize


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
    return _ask(request, page, Gevraagd(Bestandsoort.PAKKET, pakketvorm, stand=page.stand.pk))


@require_POST
def evaluatie(request: StaffRequest, evaluatievorm: str) -> HttpResponse:
    """Have the evaluation report made. GET: team, op. POST: voor, the kept day to compare with."""
    page = page_of(request)
    if page.stand is None or evaluatievorm not in EVALUATIES:
        raise Http404
    day = compared_with(page.stand, parse_day(request.POST.get("voor", "")))
    before = load_stand(page.lezer.blik, page.team, day, na=page.lezer.na) if day else None
    asked = Gevraagd(Bestandsoort.EVALUATIE, evaluatievorm, stand=page.stand.pk, eerder=before.pk if before else None)
    return _ask(request, page, asked)


@require_safe
def rapportbestand(request: StaffRequest, bestand_id: int) -> HttpResponse:
    """A file that was asked for: how far it is, why it stopped, or the way to fetch it."""
    _lezer, found = _access(request, bestand_id)
    stopped = found.klaar_op is None and found.begonnen_op < timezone.now() - DOOD
    wie, terug = _about(found)
    context = {
        "bestand": found, "naam": Bestandsoort(found.soort).label, "fout": ONVERWACHT if stopped else found.fout,
        "bezig": found.klaar_op is None and not stopped, "peildatum": found.stand.peildatum if found.stand else None,
        "wie": wie, "terug": terug, "vorm": "pagina in een zip" if found.vorm == "html" else found.vorm,
    }  # fmt: skip
    return render(request, "inzicht/rapportbestand.html", context)


@require_safe
def ophalen(request: StaffRequest, bestand_id: int) -> HttpResponse:
    """The file itself. 404 while it is not there."""
    lezer, found = _access(request, bestand_id)
    if found.klaar_op is None or found.fout:
        raise Http404
    kind, name, day = _named(found)
    team = found.scan.team if found.scan else found.stand.team if found.stand else None
    note_taken(lezer, team, found.soort, day, found.vorm)
    answer = HttpResponse(bytes(found.inhoud), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _named(found: Rapportbestand) -> tuple[str, str, date]:
    """The media type of a file, its name without any person in it, and the day that it is about."""
    day = found.stand.peildatum if found.stand else timezone.localdate(found.begonnen_op)
    if found.zaakversie is not None:
        name = f"businesscase-{found.zaakversie.businesscase_id}-versie-{found.zaakversie.nummer}.pdf"
        return "application/pdf", name, found.zaakversie.vastgesteld_op
    if found.scan is not None:
        return "application/pdf", f"praktijkscan-{found.scan.pk}-{day}.pdf", day
    if found.soort == Bestandsoort.PAKKET:
        return PAKKETTEN[found.vorm][0], f"cijfers-{day}.{found.vorm}", day
    kind, ending, _make = EVALUATIES[found.vorm]
    return kind, f"evaluatie-{day}.{ending}", day


def _about(found: Rapportbestand) -> tuple[str, tuple[str, str]]:
    """Whose it is or what it is called, and the way back: its words and address."""
    if found.zaakversie is not None:
        case, number = found.zaakversie.businesscase, found.zaakversie.nummer
        return f"{case.naam}, versie {number}", (
            "Naar de business case",
            reverse("inzicht:businesscase", args=[case.pk]),
        )
    if found.scan is not None:
        return found.scan.naam, ("Naar de praktijkscan", reverse("inzicht:scan", args=[found.scan.pk]))
    team = found.stand.team if found.stand else None
    return team.naam if team else GEMEENTE, ("Naar Inzicht", reverse("inzicht:overzicht"))


def ask_file(request: StaffRequest, gevraagd: Gevraagd, *, actie: str, terug: str) -> HttpResponse:
    """Have this file made and go to its page; with a fault back to `terug`. The caller has looked whose it is."""

    def do(form: Formulier) -> str:
        found = asked_before(request.user, gevraagd)
        if found is None:
            found = request_file(by=request.user, gevraagd=gevraagd)
        return reverse("inzicht:rapportbestand", args=[found.pk])

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return redirect(terug)

    return handle_post(request, Formulier(request.POST), by=request.user, actie=actie, do=do, show=show)


def _ask(request: StaffRequest, page: Pagina, gevraagd: Gevraagd) -> HttpResponse:
    return ask_file(request, gevraagd, actie=INZIEN, terug=reverse("inzicht:overzicht") + page.query())


def _access(request: StaffRequest, bestand_id: int) -> tuple[Lezer, Rapportbestand]:
    """Who reads, and the file that he asked for; Http404 for one of others, or of figures that are not his any more.

    Of a scan or a business case he must still be allowed to read those. Raises PermissionDenied.
    """
    lezer = reader(request.user)
    rows = Rapportbestand.objects.filter(pk=bestand_id, door=request.user)
    rows = rows.select_related("stand__team", "eerder", "scan__team", "zaakversie__businesscase")
    found = rows.defer("stand__figuren", "eerder__figuren", "zaakversie__inhoud").first()
    if found is None:
        raise Http404
    if found.zaakversie is not None:
        authorize(request.user, BUSINESSCASE)
        return lezer, found
    if found.scan is not None:
        lezer = reader(request.user, SCANNEN)
    stands = [one for one in (found.stand, found.eerder) if one]
    team = found.scan.team_id if found.scan else found.stand.team_id if found.stand else None
    own = team in {team.pk for team in lezer.teams} or (lezer.gemeente and (team is None or found.scan is None))
    if not own or not all(one.blik == lezer.blik and _still_told(lezer.na, one.gemaakt_op) for one in stands):
        raise Http404
    return lezer, found


def _still_told(na: datetime | None, made: datetime) -> bool:
    """Whether figures of that moment are still for this reader (permissions.Lezer)."""
    return na is None or made > na
