"""Downloads of figures. Their names hold no person: only what was measured and the day."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from keukentafel.inzicht.evaluatie_bewaard import compared_with
from keukentafel.inzicht.selectors import load_stand
from keukentafel.inzicht.views.gedeeld import note_taken, page_of, parse_day
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


@require_safe
def pakket(request: StaffRequest, pakketvorm: str) -> HttpResponse:
    """All figures of one scope as xlsx or pdf: for the talk each quarter, or the council. GET: team, op."""
    page = page_of(request)
    if page.stand is None or pakketvorm not in PAKKETTEN:
        raise Http404
    note_taken(page.lezer, page.team, "pakket", page.stand.peildatum, pakketvorm)
    kind, make = PAKKETTEN[pakketvorm]
    answer = HttpResponse(make(page.stand, page.naam, exact=not page.lezer.gemeente), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="cijfers-{page.stand.peildatum}.{pakketvorm}"'
    return answer


@require_safe
def evaluatie(request: StaffRequest, evaluatievorm: str) -> HttpResponse:
    """The evaluation report as pdf, or as a page in a zip. GET: team, op, voor (the kept day to compare with)."""
    page = page_of(request)
    if page.stand is None or evaluatievorm not in EVALUATIES:
        raise Http404
    day = compared_with(page.stand, parse_day(request.GET.get("voor", "")))
    before = load_stand(page.lezer.blik, page.team, day, na=page.lezer.na) if day else None
    note_taken(page.lezer, page.team, "evaluatie", page.stand.peildatum, evaluatievorm)
    kind, ending, make = EVALUATIES[evaluatievorm]
    answer = HttpResponse(make(page.stand, before, page.naam, exact=not page.lezer.gemeente), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="evaluatie-{page.stand.peildatum}.{ending}"'
    return answer
