"""Practice scans: per theme the figures beside what people tell, and the top 10 that people choose (R-196)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import shorten
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, MeerKeuzeveld, Tekstveld
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.core.widgets import MeerLijstkeuze
from keukentafel.inzicht.bestanden import Gevraagd
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.models import Ontwikkelpunt, Praktijkscan
from keukentafel.inzicht.permissions import SCANNEN, Lezer, reader
from keukentafel.inzicht.praktijkscan import (
    Bevindinginvoer,
    Puntinvoer,
    begin_scan,
    close_scan,
    drop_punt,
    raise_punt,
    record_bevinding,
    record_punt,
)
from keukentafel.inzicht.selectors import Stand, load_stand
from keukentafel.inzicht.states import Bestandsoort, Bevindingsoort, Scanthema
from keukentafel.inzicht.views.bestanden import ask_file
from keukentafel.inzicht.vormen.losbestand import GEMEENTE, scan_content
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest

GETOOND = 160  # characters of a bevinding where one chooses it
GEEN_PERSONEN = "Schrijf geen namen of andere gegevens van een persoon op."


class ScanForm(Formulier):
    """A new scan."""

    naam = forms.CharField(
        label="Hoe heet de scan?", max_length=80, widget=forms.TextInput({"class": "utrecht-textbox"})
    )


class BevindingForm(Formulier):
    """One finding."""

    niet_verplicht = ("bewijs",)
    thema = Keuzeveld(label="Over welk thema gaat het?", choices=Scanthema.choices)
    soort = Keuzeveld(label="Waar komt het vandaan?", choices=Bevindingsoort.choices)
    op = Datumveld(label="Van wanneer?")
    wie = forms.CharField(
        label="Van wie, in algemene woorden?", max_length=120, widget=forms.TextInput({"class": "utrecht-textbox"}),
        help_text="Bijvoorbeeld: drie hulpverleners van het team. Geen namen.",
    )  # fmt: skip
    tekst = Tekstveld(label="Wat is de bevinding?", max_length=1000, rijen=4, help_text=GEEN_PERSONEN)
    bewijs = Tekstveld(label="Waar blijkt dat uit?", max_length=300, rijen=2, required=False)


class PuntForm(Formulier):
    """One point to develop, with what it rests on."""

    niet_verplicht = ("bevindingen", "cijfers")
    naam = forms.CharField(
        label="Wat wil het team ontwikkelen?", max_length=160, widget=forms.TextInput({"class": "utrecht-textbox"})
    )
    waarom = Tekstveld(label="Waarom dit?", max_length=600, rijen=3, help_text=GEEN_PERSONEN)
    bevindingen = MeerKeuzeveld(
        label="Op welke bevindingen rust het?", choices=(), widget=MeerLijstkeuze, required=False
    )
    cijfers = MeerKeuzeveld(label="Op welke cijfers?", choices=(), required=False)

    def __init__(self, *args: Any, scan: Praktijkscan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [
            (str(row.pk), f"{Scanthema(row.thema).label}: {shorten(row.tekst, GETOOND, placeholder=' …')}")
            for row in scan.bevindingen.all()
        ]
        for name, choices in (("bevindingen", found), ("cijfers", [(v.code, v.tekst) for v in VRAGEN.values()])):
            field: forms.MultipleChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = choices


@require_http_methods(["GET", "POST"])
def scans(request: StaffRequest) -> HttpResponse:
    """The scans of a team, or of the municipality, and a form for the next. GET: team."""
    lezer = reader(request.user, SCANNEN)
    team = lezer.scope(request.GET.get("team", ""))
    form = ScanForm(request.POST or None)
    leeg = team is None and not lezer.gemeente

    def show(form: ScanForm, status: int = 200) -> HttpResponse:
        rows = [] if leeg else list(Praktijkscan.objects.filter(team=team))
        context = {
            "form": form, "tabel": _list(rows), "wie": _name(team), "teams": () if lezer.gemeente else lezer.teams,
            "team": team, "leeg": leeg, "loopt": any(row.afgesloten_op is None for row in rows),
        }  # fmt: skip
        return render(request, "inzicht/scans.html", context, status=status)

    if request.method != "POST" or leeg:
        return show(form)

    def do(form: ScanForm) -> str:
        return _url(begin_scan(by=request.user, naam=form.cleaned_data["naam"], team=team))

    return handle_post(request, form, by=request.user, actie=SCANNEN, do=do, show=show)


@require_safe
def scan(request: StaffRequest, scan_id: int) -> HttpResponse:
    """One scan, to read and to print: themes with figures and findings, the top 10 with its evidence."""
    return _page(request, *_access(request, scan_id))


@require_POST
def scan_pdf(request: StaffRequest, scan_id: int) -> HttpResponse:
    """Have the scan made as PDF/UA-1, beside the figures that its page shows."""
    lezer, found = _access(request, scan_id)
    stand = _stand(lezer, found)
    asked = Gevraagd(Bestandsoort.SCAN, "pdf", stand=stand.pk if stand else None, scan=found.pk)
    return ask_file(request, asked, actie=SCANNEN, terug=_url(found))


@require_http_methods(["GET", "POST"])
def bevinding(request: StaffRequest, scan_id: int, bevinding_id: int | None = None) -> HttpResponse:
    """A new finding (GET: thema), or an earlier one to change."""
    _lezer, found = _access(request, scan_id)
    old = found.bevindingen.filter(pk=bevinding_id).first() if bevinding_id else None
    if bevinding_id and old is None:
        raise Http404
    fields = Bevindinginvoer.__dataclass_fields__
    initial: dict[str, Any] = {"thema": request.GET.get("thema"), "op": timezone.localdate()}
    if old is not None:
        initial = {name: getattr(old, name) for name in fields}
    form = BevindingForm(request.POST or None, initial=initial, versie=old.versie if old else None)

    def do(form: BevindingForm) -> str:
        data = form.cleaned_data
        made = record_bevinding(
            by=request.user, scan=found, invoer=Bevindinginvoer(**{name: data[name] for name in fields}),
            bevinding=old, versie=data.get("versie"),
        )  # fmt: skip
        return f"{_url(found)}#{made.thema}"

    return _ask(request, found, form, "Bevinding", f"bevinding-{found.pk}-{bevinding_id or 'nieuw'}", do)


@require_http_methods(["GET", "POST"])
def punt(request: StaffRequest, scan_id: int, punt_id: int | None = None) -> HttpResponse:
    """A new point to develop, or an earlier one to change."""
    _lezer, found = _access(request, scan_id)
    old = None if punt_id is None else _punt(found, punt_id)
    initial = {} if old is None else {
        "naam": old.naam, "waarom": old.waarom, "bevindingen": list(map(str, old.bevindingen)), "cijfers": old.cijfers,
    }  # fmt: skip
    form = PuntForm(request.POST or None, initial=initial, scan=found, versie=old.versie if old else None)

    def do(form: PuntForm) -> str:
        data = form.cleaned_data
        invoer = Puntinvoer(data["naam"], data["waarom"], [int(pk) for pk in data["bevindingen"]], data["cijfers"])
        record_punt(by=request.user, scan=found, invoer=invoer, punt=old, versie=data.get("versie"))
        return f"{_url(found)}#punten"

    return _ask(request, found, form, "Ontwikkelpunt", f"punt-{found.pk}-{punt_id or 'nieuw'}", do)


@require_POST
def punt_hoger(request: StaffRequest, scan_id: int, punt_id: int) -> HttpResponse:
    """One place higher."""
    return _press(request, scan_id, lambda found: raise_punt(by=request.user, punt=_punt(found, punt_id)))


@require_POST
def punt_weg(request: StaffRequest, scan_id: int, punt_id: int) -> HttpResponse:
    """Out of the list."""
    return _press(request, scan_id, lambda found: drop_punt(by=request.user, punt=_punt(found, punt_id)))


@require_POST
def afsluiten(request: StaffRequest, scan_id: int) -> HttpResponse:
    """Close the scan."""
    return _press(request, scan_id, lambda found: close_scan(by=request.user, scan=found))


def _access(request: StaffRequest, scan_id: int) -> tuple[Lezer, Praktijkscan]:
    """Who reads, and the scan; Http404 for one of another team, or of the municipality for a team lead."""
    lezer = reader(request.user, SCANNEN)
    found = Praktijkscan.objects.select_related("team").filter(pk=scan_id).first()
    own = {None} if lezer.gemeente else {team.pk for team in lezer.teams}
    if found is None or found.team_id not in own:
        raise Http404
    return lezer, found


def _punt(scan: Praktijkscan, punt_id: int) -> Ontwikkelpunt:
    return get_object_or_404(scan.punten, pk=punt_id)


def _ask(
    request: StaffRequest, scan: Praktijkscan, form: Any, titel: str, concept: str, do: Callable[[Any], str]
) -> HttpResponse:
    def show(form: Any, status: int = 200) -> HttpResponse:
        context = {"form": form, "scan": scan, "titel": titel, "concept": concept, "terug": _url(scan)}
        return render(request, "inzicht/scanformulier.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=SCANNEN, do=do, show=show)


def _press(request: StaffRequest, scan_id: int, act: Callable[[Praktijkscan], object]) -> HttpResponse:
    lezer, found = _access(request, scan_id)

    def show(form: Formulier, status: int) -> HttpResponse:
        return _page(request, lezer, found, form, status)

    def do(form: Formulier) -> str:
        act(found)
        return f"{_url(found)}#punten"

    return handle_post(request, Formulier(request.POST), by=request.user, actie=SCANNEN, do=do, show=show)


def _page(
    request: StaffRequest, lezer: Lezer, found: Praktijkscan, form: Formulier | None = None, status: int = 200
) -> HttpResponse:
    query = f"?team={found.team.pk}" if found.team else ""
    context = {
        **scan_content(found, _stand(lezer, found)), "open": found.afgesloten_op is None, "form": form or Formulier(),
        "wijzigingen": _changes(found), "terug": reverse("inzicht:scans") + query,
    }  # fmt: skip
    return render(request, "inzicht/scan.html", context, status=status)


def _stand(lezer: Lezer, found: Praktijkscan) -> Stand | None:
    """The figures beside this scan: of now, or of the day that it was closed."""
    return load_stand(lezer.blik, found.team, found.afgesloten_op, na=lezer.na)


def _changes(found: Praktijkscan) -> list[tuple[date, str]]:
    """What changed in the top 10, newest first: the day and what the point was called then."""
    kinds = {"+": "erbij", "~": "gewijzigd", "-": "weggehaald"}
    rows = Ontwikkelpunt.history.filter(scan=found.pk).order_by("-history_date", "-history_id")[:20]
    return [
        (timezone.localtime(row.history_date).date(), f"{row.naam}: {kinds[row.history_type]}, plaats {row.plaats}")
        for row in rows
    ]


def _list(rows: list[Praktijkscan]) -> Tabel:
    cells = [
        [Cel(row.naam, url=_url(row)), Cel(f"{row.begonnen_op:%d-%m-%Y}"),
         Cel(f"{row.afgesloten_op:%d-%m-%Y}" if row.afgesloten_op else "loopt nog")]
        for row in rows
    ]  # fmt: skip
    return Tabel([Kolom("Scan"), Kolom("Begonnen"), Kolom("Afgesloten")], cells, naam="Praktijkscans")


def _name(team: Team | None) -> str:
    return team.naam if team else GEMEENTE


def _url(scan: Praktijkscan) -> str:
    return reverse("inzicht:scan", args=[scan.pk])
