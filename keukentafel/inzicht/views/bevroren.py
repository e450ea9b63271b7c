"""Frozen reports: which there are, freeze a quarter with one button, compare with today, take along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.cijfers.public import Bevrorenrapport
from keukentafel.core.csvbestand import csv_text
from keukentafel.core.formulieren import Formulier, Keuzeveld
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.inzicht.models import Rapportronde
from keukentafel.inzicht.permissions import BEVRIEZEN, Lezer, reader
from keukentafel.inzicht.register import definities
from keukentafel.inzicht.vastleggen import (
    Bevrorenset,
    ask_comparison,
    ask_freeze,
    changed_reports,
    free_quarters,
    frozen_of,
    last_comparison,
    last_failure,
    running_report_round,
    sets_of,
)
from keukentafel.inzicht.views.gedeeld import note_taken
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest

PER_PAGINA = 100
VORMEN = ("json", "csv")


class KwartaalForm(Formulier):
    """Which quarter."""

    kwartaal = Keuzeveld(label="Welk kwartaal?", choices=())

    def __init__(self, *args: Any, kwartalen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ChoiceField = self.fields["kwartaal"]  # type: ignore[assignment]
        field.choices = [(quarter, _words(quarter)) for quarter in kwartalen]


@require_http_methods(["GET", "POST"])
def bevroren(request: StaffRequest) -> HttpResponse:
    """What was frozen, and the button that freezes a quarter. GET: team."""
    lezer = reader(request.user, BEVRIEZEN)
    team = lezer.scope(request.GET.get("team", ""))
    today = timezone.localdate()
    if team is None and not lezer.gemeente:
        return render(request, "inzicht/bevroren.html", {**_frame(lezer, None), "leeg": True})
    quarters = free_quarters(team, today)
    form = KwartaalForm(request.POST or None, kwartalen=quarters)

    def show(form: KwartaalForm, status: int = 200) -> HttpResponse:
        rows = sets_of(team, lezer.na)
        context = {
            **_frame(lezer, team), "leeg": False, "form": form, "kwartalen": quarters, "tabel": _sets(rows),
            "bezig": running_report_round(team), "mislukt": last_failure(team),
        }  # fmt: skip
        return render(request, "inzicht/bevroren.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: KwartaalForm) -> str:
        ask_freeze(by=request.user, team=team, kwartaal=form.cleaned_data["kwartaal"], today=today)
        return request.get_full_path()

    said = "Het kwartaal wordt vastgelegd. Dat duurt een paar minuten."
    return handle_post(request, form, by=request.user, actie=BEVRIEZEN, do=do, show=show, message=said)


@require_safe
def bevroren_set(request: StaffRequest, bevroren_id: int) -> HttpResponse:
    """One frozen set: its reports, and what is different now when that was asked."""
    return _set_page(request, *_access(request, bevroren_id))


@require_POST
def vergelijken(request: StaffRequest, bevroren_id: int) -> HttpResponse:
    """Have this set compared with today."""
    lezer, team, kept = _access(request, bevroren_id)
    back = reverse("inzicht:bevroren_set", args=[bevroren_id])

    def show(form: Formulier, status: int) -> HttpResponse:
        return _set_page(request, lezer, team, kept, form, status)

    def do(form: Formulier) -> str:
        ask_comparison(by=request.user, team=team, naam=kept.naam)
        return back

    said = "De rapporten worden vergeleken met nu. Dat duurt een paar minuten."
    return handle_post(
        request, Formulier(request.POST), by=request.user, actie=BEVRIEZEN, do=do, show=show, message=said
    )


@require_safe
def bevroren_bestand(request: StaffRequest, bevroren_id: int, bevrorenvorm: str) -> HttpResponse:
    """One frozen report of the own team as it was kept: json, or its rows as csv. Of the municipality there is none."""
    lezer, team, kept = _access(request, bevroren_id)
    if lezer.gemeente or bevrorenvorm not in VORMEN:
        raise Http404
    note_taken(lezer, team, f"vastgelegd {kept.rapport}", kept.peildatum, bevrorenvorm)
    name = f"{kept.rapport}-{kept.peildatum}.{bevrorenvorm}"
    if bevrorenvorm == "json":
        whole = {"vraag": kept.vraag, "antwoord": kept.antwoord, "controlegetal": kept.controlegetal}
        content, kind = json.dumps(whole, indent=2, ensure_ascii=False), "application/json"
    else:
        content, kind = _as_csv(kept), "text/csv; charset=utf-8"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _access(request: StaffRequest, bevroren_id: int) -> tuple[Lezer, Team | None, Bevrorenrapport]:
    """Who reads, of which scope, and the frozen report. Http404 for what is of another team, or exact for policy."""
    lezer = reader(request.user, BEVRIEZEN)
    for team in [None] if lezer.gemeente else lezer.teams:
        found = frozen_of(team, lezer.na).filter(pk=bevroren_id).first()
        if found is not None:
            return lezer, team, found
    raise Http404


def _frame(lezer: Lezer, team: Team | None) -> dict[str, Any]:
    return {
        "wie": team.naam if team else "Hele gemeente",
        "teams": () if lezer.gemeente else lezer.teams,
        "team": team,
        "exact": not lezer.gemeente,
    }


def _set_page(
    request: StaffRequest, lezer: Lezer, team: Team | None, kept: Bevrorenrapport, form: Formulier | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    reports = list(frozen_of(team).filter(naam=kept.naam).only("pk", "rapport", "rapportversie", "peildatum"))
    ronde = last_comparison(kept.naam)
    page = Paginator(ronde.verschillen if ronde else [], PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        **_frame(lezer, team),
        "set": kept,
        "titel": _words(kept.naam.partition(" ")[0]),
        "form": form or Formulier(),
        "tabel": _reports(reports, exact=not lezer.gemeente),
        "ronde": ronde,
        "verschillen": _differences(ronde, list(page.object_list), exact=not lezer.gemeente) if ronde else None,
        "pagina": page,
        "bezig": running_report_round(team),
        "mislukt": last_failure(team),
        "terug": reverse("inzicht:bevroren") + (f"?team={team.pk}" if team else ""),
    }
    return render(request, "inzicht/bevroren_set.html", context, status=status)


def _words(quarter: str) -> str:
    """2026-3 as words."""
    year, _dash, number = quarter.partition("-")
    return f"{number}e kwartaal van {year}" if number.isdecimal() else quarter


def _sets(rows: Sequence[Bevrorenset]) -> Tabel:
    columns = [Kolom("Naam"), Kolom("Peildatum"), Kolom("Vastgelegd op"), Kolom("Rapporten", getal=True)]
    cells = [
        [
            Cel(_words(row.naam.partition(" ")[0]), url=reverse("inzicht:bevroren_set", args=[row.pk])),
            Cel(f"{row.peildatum:%d-%m-%Y}"), Cel(f"{timezone.localtime(row.op):%d-%m-%Y}"), Cel(str(row.rapporten)),
        ]
        for row in rows
    ]  # fmt: skip
    return Tabel(columns, cells, naam="Vastgelegde rapporten")


def _reports(reports: Sequence[Bevrorenrapport], *, exact: bool) -> Tabel:
    columns = [Kolom("Rapport"), Kolom("Versie", getal=True)] + ([Kolom("Meenemen")] if exact else [])
    cells = []
    for one in reports:
        titel = definities()[one.rapport].titel if one.rapport in definities() else one.rapport
        row = [Cel(titel), Cel(str(one.rapportversie))]
        if exact:
            url = reverse("inzicht:bevroren_bestand", args=[one.pk, "csv"])
            row.append(Cel(f"{one.rapport}.csv", url=url))
        cells.append(row)
    return Tabel(columns, cells, naam="Rapporten")


def _differences(ronde: Rapportronde, rows: Sequence[dict[str, str | None]], *, exact: bool) -> Tabel:
    """Every place that is different; of the municipality only in which reports."""
    if not exact:
        names = [[Cel(naam)] for naam in changed_reports(ronde)]
        return Tabel([Kolom("Rapport")], names, naam="Rapporten die anders zijn")
    columns = [Kolom("Rapport"), Kolom("Waar"), Kolom("Wat"), Kolom("Toen"), Kolom("Nu")]
    cells = [
        [
            Cel(row["rapport"] or ""), Cel(" · ".join(part for part in (row["tabel"], row["rij"]) if part)),
            Cel(row["kolom"] or "hele rij"), Cel(_said(row["toen"])), Cel(_said(row["nu"])),
        ]
        for row in rows
    ]  # fmt: skip
    return Tabel(columns, cells, naam="Wat er anders is dan toen")


def _said(value: str | None) -> str:
    return "niet" if value is None else value


def _columns(rapport: str, row: dict[str, Any]) -> list[str]:
    """The columns as the report has them: PostgreSQL does not keep the order of what is in JSON."""
    known = definities().get(rapport)
    order = [kolom.naam for kolom in known.tabellen["rijen"]] if known else []
    return [naam for naam in order if naam in row] + sorted(naam for naam in row if naam not in order)


def _as_csv(kept: Bevrorenrapport) -> str:
    rows = kept.antwoord["rijen"]
    if not rows:
        return ""
    columns = _columns(kept.rapport, rows[0])
    return csv_text([columns, *([row.get(naam) for naam in columns] for row in rows)])
