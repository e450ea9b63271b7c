"""The explorer: which cases are there with this and that. What was chosen stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keukentafel.core.schermdelen import Filterchip
from keukentafel.inzicht.facetten import Facet, counts_of
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.grafieken.tekenaar import draw, shown
from keukentafel.inzicht.permissions import Lezer, reader
from keukentafel.inzicht.verkennen import (
    VERTELD,
    Gepubliceerd,
    Verkenning,
    explore,
    load_spans,
    published_figures,
    read_published,
    team_figure,
)
from keukentafel.inzicht.views.gedeeld import note_taken
from keukentafel.inzicht.vormen.figuurbestand import VORMEN
from keukentafel.meldingen.public import span_words
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest

OPEN = 2  # facets that stand open without a choice in them


@require_safe
def verkenner(request: StaffRequest) -> HttpResponse:
    """The cases of the own team by any facets, or what was published by one. GET: team, naar, and per facet values."""
    lezer = reader(request.user)
    team = lezer.scope(request.GET.get("team", ""))
    context: dict[str, Any] = {"naam": team.naam if team else "Hele gemeente", "beleid": lezer.gemeente, "leeg": False}
    if lezer.gemeente:
        context |= _published(request, lezer, team)
    elif team is None or (found := explore(team, request.GET, request.user)) is None:
        context |= {"leeg": True, "geen_team": team is None}
    else:
        context |= _of_team(found, team, lezer)
    return render(request, "inzicht/verkenner.html", context)


@require_safe
def verkend(request: StaffRequest, verkenvorm: str) -> HttpResponse:
    """What the explorer shows at this address as csv, xlsx or json. 404 when there is nothing."""
    lezer = reader(request.user)
    team = lezer.scope(request.GET.get("team", ""))
    figures: Sequence[Figuur] = ()
    if lezer.gemeente and (spans := load_spans()):
        figures = published_figures(read_published(spans, lezer.teams, request.GET, team))
    elif not lezer.gemeente and team is not None and (found := explore(team, request.GET, request.user)) is not None:
        figures = [team_figure(found)]
    if verkenvorm not in VORMEN or not figures:
        raise Http404
    note_taken(lezer, team, "verkenner", figures[-1].peildatum, verkenvorm)
    kind, make = VORMEN[verkenvorm]
    answer = HttpResponse(make(figures[-1]), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{figures[-1].naam}-{figures[-1].peildatum}.{verkenvorm}"'
    return answer


def _of_team(found: Verkenning, team: Team, lezer: Lezer) -> dict[str, Any]:
    fixed = [("team", str(team.pk))]
    figuur = team_figure(found)
    return {
        "figuren": [_figure(figuur, _team_cells(found, figuur, fixed))],
        "facetten": [_facet(found, facet, place) for place, facet in enumerate(found.facetten)],
        "kenmerken": [(facet.code, facet.naam, facet.code == found.keuze.naar) for facet in found.facetten],
        "chips": [
            Filterchip(facet.words(value), found.keuze.without(facet.code, value).query(fixed))
            for facet in found.facetten for value in found.keuze.gekozen.get(facet.code, ())
        ],
        "wis": "?" + urlencode([*fixed, ("naar", found.keuze.naar)]),
        "teams": [(str(one.pk), one.naam, one == team) for one in lezer.teams],
        "team": str(team.pk),
        "alle": _cases_url(found.keuze.query(fixed)) if found.rijen else "",
        "bestanden": _files(found.keuze.query(fixed)),
        "peildatum": found.stand.stand.peildatum,
    }  # fmt: skip


def _facet(found: Verkenning, facet: Facet, place: int) -> dict[str, Any]:
    counts, chosen = found.counts(facet), found.keuze.gekozen.get(facet.code, ())
    values = [
        {"code": code, "woorden": words, "aantal": counts[code], "gekozen": code in chosen}
        for code, words in facet.waarden
        if counts[code] or code in chosen
    ]
    return {"code": facet.code, "naam": facet.naam, "waarden": values, "open": bool(chosen) or place < OPEN,
            "gekozen": len(chosen)}  # fmt: skip


def _team_cells(found: Verkenning, figuur: Figuur, fixed: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Each count opens the list with exactly its cases; the rows are the values that occur, in their order."""
    facet = found.naar
    counts = counts_of(facet, found.rijen) if facet else {}
    codes = [code for code, _words in (facet.waarden if facet else ()) if counts[code]]
    rows = []
    for row, code in zip(figuur.rijen, codes, strict=True):
        narrowed = found.keuze.along(facet.code, code).query(fixed) if facet else ""
        rows.append([(shown(row[0]), ""), (shown(row[1]), _cases_url(narrowed)), (shown(row[2]), "")])
    return rows


def _published(request: StaffRequest, lezer: Lezer, team: Team | None) -> dict[str, Any]:
    spans = load_spans()
    if not spans:
        return {"leeg": True, "geen_team": False}
    found = read_published(spans, lezer.teams, request.GET, team)
    asked = {"tijdvak": f"{found.publicatie.van:%Y-%m}", "team": str(team.pk) if team else "", "naar": found.naar}
    query = "?" + urlencode({key: value for key, value in asked.items() if value})
    return {
        "figuren": [_figure(one, [[(shown(cel), "") for cel in row] for row in one.rijen])
                    for one in published_figures(found)],
        "kenmerken": [(code, naam, code == found.naar) for code, naam in VERTELD.items()],
        "teams": [("", _counted("Hele gemeente", found, ""), team is None),
                  *((str(one.pk), _counted(one.naam, found, key), one == team)
                    for one, key in zip(lezer.teams, found.teams, strict=True))],
        "tijdvakken": [(f"{one.van:%Y-%m}", span_words(one.van, one.tot), one == found.publicatie) for one in spans],
        "bestanden": _files(query),
        "peildatum": found.publicatie.tot,
    }  # fmt: skip


def _counted(naam: str, found: Gepubliceerd, scope: str) -> str:
    n, _counts = found.told("geslacht", scope)
    return f"{naam} ({'niet te tonen' if n is None else n})"


def _figure(figuur: Figuur, cellen: list[list[tuple[str, str]]]) -> Mapping[str, Any]:
    drawing = draw(figuur)
    columns = [kolom.naam for kolom in figuur.kolommen if kolom.naam]
    return {"figuur": figuur, "t": drawing, "kolommen": columns, "cellen": [row[: len(columns)] for row in cellen]}


def _cases_url(query: str) -> str:
    return reverse("werkplek:casuslijst") + "?" + urlencode({"stand": "alle", "verken": query.lstrip("?")})


def _files(query: str) -> list[tuple[str, str]]:
    return [(form, reverse("inzicht:verkend", args=[form]) + query) for form in ("csv", "xlsx", "json")]
