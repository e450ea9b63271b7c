"""The overview of all questions, one question with its figures, and the button for new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.inzicht.actions import request_figures
from keukentafel.inzicht.evaluatie_bewaard import compared_with
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.grafieken.tekenaar import draw, explain, shown
from keukentafel.inzicht.koppelingen import waiting_of
from keukentafel.inzicht.permissions import VERVERSEN
from keukentafel.inzicht.selectors import failed_round, rows_behind, running_round
from keukentafel.inzicht.states import Rijsoort
from keukentafel.inzicht.views.gedeeld import Pagina, page_of
from keukentafel.toegang.public import StaffRequest, authorize, may_ever


@require_safe
def overzicht(request: StaffRequest) -> HttpResponse:
    """Every standing question with its finding and its first figure. GET: team, op (a peildatum that is kept)."""
    page = page_of(request)
    rows = []
    for vraag in VRAGEN.values():
        figures = page.stand.of(vraag.code) if page.stand else []
        if figures:
            url = reverse("inzicht:vraag", args=[vraag.code]) + page.query()
            first = figures[0]
            drawn = draw(first)
            rows.append({"vraag": vraag, "figuur": first, "t": drawn, "url": url, "uitleg": drawn and explain(first)})
    return render(
        request,
        "inzicht/overzicht.html",
        {
            **_frame(request, page),
            "rijen": rows,
            "pakketten": _packs(page),
            "evaluatie": _evaluation(page),
            "wachtend": [] if page.lezer.gemeente else waiting_of(page.lezer.teams),
        },
    )


@require_safe
def vraag(request: StaffRequest, vraag: str) -> HttpResponse:
    """One question: each figure with finding, drawing, table, definition, downloads and a lasting address."""
    if vraag not in VRAGEN:
        raise Http404
    page = page_of(request)
    figures = page.stand.of(vraag) if page.stand else []
    behind = rows_behind(page.stand, figures) if page.stand else {}
    context = {
        **_frame(request, page),
        "vraag": VRAGEN[vraag],
        "figuren": [_shown(page, figuur, behind) for figuur in figures],
        "vragen": _others(page, vraag),
        "terug": reverse("inzicht:overzicht") + page.query(),
    }
    return render(request, "inzicht/vraag.html", context)


@require_POST
def verversen(request: StaffRequest) -> HttpResponse:
    """Ask for new figures; a process of its own makes them."""
    authorize(request.user, VERVERSEN)
    back = reverse("inzicht:overzicht")

    def do(form: Formulier) -> str:
        request_figures(by=request.user)
        return back

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return redirect(back)

    said = "De cijfers worden opnieuw gemaakt. Dat duurt een paar minuten."
    return handle_post(
        request, Formulier(request.POST), by=request.user, actie="cijfers_gevraagd", do=do, show=show, message=said
    )


def _frame(request: StaffRequest, page: Pagina) -> dict[str, Any]:
    """What stands around the figures: whose, of which day, made when, and whether new ones are on their way."""
    here = request.path
    return {
        "p": page,
        "keuzes": _choices(page),
        "hier": here,
        "bezig": running_round(),
        "mislukt": failed_round(),
        "mag_verversen": may_ever(request.user, VERVERSEN),
        "mag_businesscase": may_ever(request.user, "businesscase_beheren"),
    }


def _packs(page: Pagina) -> list[tuple[str, str]]:
    return [(form, reverse("inzicht:pakket", args=[form]) + page.query(vast=True)) for form in ("pdf", "xlsx")]


def _evaluation(page: Pagina) -> dict[str, Any]:
    """The button for the evaluation report: what goes along, and the kept days to compare with."""
    if page.stand is None:
        return {}
    return {
        "url": {form: reverse("inzicht:evaluatie", args=[form]) + page.query(vast=True) for form in ("pdf", "html")},
        "dagen": [day for day in page.dagen if day < page.stand.peildatum],
        "voor": compared_with(page.stand, None),
    }


def _choices(page: Pagina) -> Sequence[tuple[str, str]]:
    every = [("", "Hele gemeente")] if page.lezer.gemeente else []
    return [*every, *((str(team.pk), team.naam) for team in page.lezer.teams)]


def _others(page: Pagina, here: str) -> list[dict[str, Any]]:
    return [
        {"tekst": vraag.tekst, "url": reverse("inzicht:vraag", args=[code]) + page.query(), "hier": code == here}
        for code, vraag in VRAGEN.items()
    ]


def _cells(figuur: Figuur, behind: Mapping[str, tuple[Rijsoort, int]]) -> list[list[tuple[str, str]]]:
    """The table as text and address: a count of which the rows are kept opens the list with exactly those."""
    rows = [[(shown(cel), "") for cel in row] for row in figuur.rijen]
    for row, column, sleutel in figuur.countable():
        text = rows[row][column][0]
        if sleutel in behind and text not in ("0", "–"):
            rows[row][column] = text, _list_url(*behind[sleutel])
    return rows


def _list_url(soort: Rijsoort, rijen: int) -> str:
    if soort is Rijsoort.CASUSSEN:
        return f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen}"
    return reverse("inzicht:rijen", args=[rijen])


def _shown(page: Pagina, figuur: Figuur, behind: Mapping[str, tuple[Rijsoort, int]]) -> dict[str, Any]:
    lasting = reverse("inzicht:vraag", args=[figuur.vraag]) + page.query(vast=True) + f"#{figuur.naam}"
    drawn = draw(figuur)
    return {
        "figuur": figuur,
        "t": drawn,
        "cellen": _cells(figuur, behind),
        "uitleg": explain(figuur),
        "bestanden": page.files(figuur),
        "vast": lasting,
    }
