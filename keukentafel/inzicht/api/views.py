"""The addresses of the interface: which reports there are, one report, the published figures, the description."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from keukentafel.inzicht.api.apart import run_report
from keukentafel.inzicht.api.openapi import describe
from keukentafel.inzicht.api.problemen import Probleem, with_problems
from keukentafel.inzicht.api.vragen import NAMEN, SOORTEN, choose, day_of, read_question, refuse_others, uses
from keukentafel.inzicht.api.vragers import NIET_VOOR_U, Vrager, asker_of
from keukentafel.inzicht.register import Definitie, definities
from keukentafel.inzicht.selectors import Stand, load_stand
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vormen.figuurbestand import VORMEN
from keukentafel.teams.public import Team
from keukentafel.uitwisseling.public import Sleutelbos

ALLEEN_TEAM = (
    "Exacte cijfers gaan alleen naar het team zelf. U krijgt de cijfers zonder kleine aantallen: zie /api/v1/cijfers."
)


@with_problems
def rapporten(request: HttpRequest) -> HttpResponse:
    """Every report with its definition, version, parameters and columns; and the teams that this reader may ask."""
    vrager = asker_of(request)
    refuse_others(request.GET, ())
    vrager.note("lijst")
    teams = own_teams(vrager)
    return _json({
        "rapporten": [_described(definitie, vrager) for definitie in definities().values()],
        "teams": [{"id": key, "naam": team.naam} for key, team in teams.items()],
        "formaten": list(SOORTEN),
    })  # fmt: skip


@with_problems
def rapport(request: HttpRequest, rapport: str) -> HttpResponse:
    """One report, exact, of an own team: the bytes of `keukentafel report`. GET: see NAMEN. HEAD computes nothing."""
    vrager = asker_of(request)
    definitie = definities().get(rapport)
    if definitie is None:
        raise Http404
    if vrager.lezer.blik != Blikveld.TEAM:
        raise Probleem(403, ALLEEN_TEAM)
    if rapport not in vrager.rapporten:
        raise Probleem(403, NIET_VOOR_U)
    teams = own_teams(vrager)
    opdracht = read_question(definitie, request.GET, tuple(teams), sleutel=vrager.teamsleutel)
    body = b""  # HEAD: nothing is computed, nothing is handed over
    if request.method == "GET":
        body = run_report(opdracht.arguments, vrager.naam)
        vrager.note(opdracht.trace(teams[opdracht.team].pk))
    response = HttpResponse(body, content_type=SOORTEN[opdracht.vorm])
    if opdracht.vorm != "json":
        name = f"{rapport}-{opdracht.peildatum.isoformat()}.{opdracht.vorm}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@with_problems
def cijfers(request: HttpRequest) -> HttpResponse:
    """The figures as Inzicht publishes them to this reader. GET: team, op."""
    vrager, stand, team = _published(request, ("team", "op"))
    vrager.note(f"cijfers {_whose(team, stand)}")
    return _json({
        "peildatum": stand.peildatum.isoformat(),
        "peildatums": [day.isoformat() for day in stand.dagen],
        "kleine_aantallen_weggelaten": vrager.teamsleutel or vrager.lezer.blik == Blikveld.BELEID,
        "teams": [{"id": key, "naam": team.naam} for key, team in own_teams(vrager).items()],
        "cijfers": [
            {"vraag": figuur.vraag, "naam": figuur.naam, "titel": figuur.titel, "meet": figuur.meet, "n": figuur.n,
             "adres": reverse("inzicht_api:cijfer", args=[figuur.vraag, figuur.naam])}
            for figuur in stand.figuren if not vrager.refusal(figuur)
        ],
    })  # fmt: skip


@with_problems
def cijfer(request: HttpRequest, vraag: str, figuur: str) -> HttpResponse:
    """One published figure. GET: team, op, format (json, csv, xlsx)."""
    vrager, stand, team = _published(request, ("team", "op", "format"))
    vorm = choose(request.GET, "format", tuple(VORMEN), "json")
    found = next((one for one in stand.of(vraag) if one.naam == figuur), None)
    if found is None:
        raise Http404
    if refused := vrager.refusal(found):
        raise Probleem(403, refused)
    vrager.note(f"cijfer {found.naam} {_whose(team, stand)} {vorm}")
    kind, make = VORMEN[vorm]
    response = HttpResponse(make(found), content_type=kind)
    if vorm != "json":
        response["Content-Disposition"] = f'attachment; filename="{found.naam}-{found.peildatum}.{vorm}"'
    return response


@with_problems
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the interface (OpenAPI 3.1), open to everybody: it holds no figure."""
    response = _json(describe(definities(), request.build_absolute_uri("/api/v1")))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def own_teams(vrager: Vrager) -> dict[str, Team]:
    """Return the teams that he may ask for, by their id in the exchange package."""
    sleutels = Sleutelbos()
    return {sleutels.of("teams", team.pk): team for team in vrager.lezer.teams}


def _whose(team: Team | None, stand: Stand) -> str:
    """Of which team and day, in short for the log."""
    return f"{f't{team.pk}' if team else 'gemeente'} p{stand.peildatum:%Y%m%d}"


def _published(request: HttpRequest, namen: Sequence[str]) -> tuple[Vrager, Stand, Team | None]:
    """Who asks with these parameters, and the figures that were kept for him on the day that he names.

    A key of a team gets what was published of it, as everybody beyond the team.
    """
    vrager = asker_of(request)
    refuse_others(request.GET, namen)
    asked, teams = request.GET.get("team", ""), own_teams(vrager)
    if asked and asked not in teams:
        raise Probleem(404, "Dit team is er niet, of het is niet van u.", veld="team")
    team = teams[asked] if asked else vrager.lezer.scope("")
    day = day_of(request.GET, "op")
    nobody = team is None and not vrager.lezer.gemeente
    blik = Blikveld.BELEID if vrager.teamsleutel else vrager.lezer.blik
    stand = None if nobody else load_stand(blik, team, day, na=vrager.lezer.na)
    if stand is None:
        raise Probleem(404, "Er zijn voor u nog geen cijfers gemaakt.")
    return vrager, stand, team


def _described(definitie: Definitie, vrager: Vrager) -> dict[str, Any]:
    return {
        "naam": definitie.naam,
        "versie": definitie.versie,
        "titel": definitie.titel,
        "definitie": definitie.definitie,
        "populatie": definitie.populatie,
        "parameters": [naam for naam in NAMEN if uses(definitie, naam)],
        "tabellen": {
            naam: [{"naam": kolom.naam, "soort": kolom.soort, "betekenis": kolom.betekenis} for kolom in kolommen]
            for naam, kolommen in definitie.tabellen.items()
        },
        "op_te_vragen": definitie.naam in vrager.rapporten,
        "adres": reverse("inzicht_api:rapport", args=[definitie.naam]),
    }


def _json(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json.dumps(body, ensure_ascii=False) + "\n", content_type="application/json")
