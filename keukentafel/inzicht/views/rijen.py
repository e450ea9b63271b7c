"""The list behind one number of the own team."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keukentafel.buurt.public import list_buurtvragen
from keukentafel.core.schermdelen import Werkregel
from keukentafel.inzicht.models import Cijferrijen
from keukentafel.inzicht.permissions import reader
from keukentafel.inzicht.selectors import rows_of
from keukentafel.inzicht.states import Rijsoort
from keukentafel.meldingen.public import Bakfilter, load_bak
from keukentafel.plannen.public import list_doelen, list_inzet
from keukentafel.teams.public import list_medewerkers
from keukentafel.toegang.public import Gebruiker, StaffRequest
from keukentafel.voorzieningen.public import list_aanvragen

Pagina = tuple[list[Werkregel], Page[int]]
Lezer = Callable[[Gebruiker, Collection[int], str], Pagina]


@dataclass(frozen=True, slots=True)
class Rijenlijst:
    """How the objects of one kind are listed: their word for one and for more, and what reads a page of them."""

    een: str
    meer: str
    load: Callable[[Gebruiker, Cijferrijen, str], Pagina]


def _simple(load: Lezer) -> Callable[[Gebruiker, Cijferrijen, str], Pagina]:
    return lambda user, rows, pagina: load(user, rows.ids, pagina)


def _meldingen(user: Gebruiker, rows: Cijferrijen, pagina: str) -> Pagina:
    found = load_bak(user, Bakfilter(alleen=rows.ids), pagina)
    lines = [
        Werkregel(line.wie, reverse("meldingen:melding", args=[line.melding.pk]),
                  ", ".join(part for part in (line.van_wie, line.uitkomst or "loopt nog") if part),
                  dag=line.melding.ontvangen_op)
        for line in found.regels
    ]  # fmt: skip
    return lines, found.pagina


def _medewerkers(user: Gebruiker, rows: Cijferrijen, pagina: str) -> Pagina:
    team_id = rows.stand.team_id
    if team_id is None:
        raise Http404
    return list_medewerkers(user, rows.ids, pagina, team_id=team_id, op=rows.stand.peildatum)


LIJSTEN: Mapping[Rijsoort, Rijenlijst] = {  # cases open the list of cases itself
    Rijsoort.MELDINGEN: Rijenlijst("melding", "meldingen", _meldingen),
    Rijsoort.DOELEN: Rijenlijst("doel", "doelen", _simple(list_doelen)),
    Rijsoort.INZET: Rijenlijst("vorm van ondersteuning", "vormen van ondersteuning", _simple(list_inzet)),
    Rijsoort.AANVRAGEN: Rijenlijst("aanvraag", "aanvragen", _simple(list_aanvragen)),
    Rijsoort.BUURTVRAGEN: Rijenlijst("vraag aan de buurt", "vragen aan de buurt", _simple(list_buurtvragen)),
    Rijsoort.MEDEWERKERS: Rijenlijst("medewerker", "medewerkers", _medewerkers),
}


@require_safe
def rijen(request: StaffRequest, rijen_id: int) -> HttpResponse:
    """What is behind one count of the own team, as far as the reader may see it. 404 for a count of others."""
    reader(request.user)
    found = rows_of(request.user, rijen_id)
    lijst = LIJSTEN.get(Rijsoort(found.soort)) if found is not None else None
    if found is None or lijst is None:
        raise Http404
    lines, page = lijst.load(request.user, found, request.GET.get("pagina", "1"))
    shown = page.paginator.count
    context = {
        "regels": lines, "pagina": page, "getoond": shown, "verborgen": len(found.ids) - shown,
        "woord": lijst.een if shown == 1 else lijst.meer, "kop": f"{lijst.meer.capitalize()} achter een getal",
        "peildatum": found.stand.peildatum,
    }  # fmt: skip
    return render(request, "inzicht/rijen.html", context)
