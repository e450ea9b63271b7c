"""The tray of meldingen, and the count of what is kept outside the system."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.schermdelen import Filterchip
from keukentafel.meldingen.forms import BuitenSysteemForm, NietAangebodenForm, hidden_key
from keukentafel.meldingen.models import BuitenSysteemTelling, NietAangebodenTelling
from keukentafel.meldingen.public import Bak, Bakfilter, count_buiten_systeem, count_niet_aangeboden, load_bak
from keukentafel.meldingen.selectors import STANDEN, Bakregel
from keukentafel.referentielijsten.public import all_choices, label_of
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team, teams_of
from keukentafel.toegang.public import StaffRequest, authorize, may_ever
from keukentafel.weergaven.public import default_filters, load_balk

SCHERM = "meldingenbak"
TELLEN = "buiten_systeem_tellen"
NIET_AANGEBODEN = "niet_aangeboden_tellen"
KNOP = '<button type="submit" name="medewerkers" value="{}">{}</button>'
GROEPEN = (
    ("soort", "Soort", "melding_soort"),
    ("urgentie", "Hoe snel", "urgentie"),
    ("melder", "Van wie", "melder_soort"),
)


@require_safe
def bak(request: StaffRequest) -> HttpResponse:
    """Meldingen of the own teams, what is to be divided first; the filters stand in the address."""
    if not request.GET and len(kept := default_filters(request.user, SCHERM)) > 1:
        return redirect(reverse("meldingen:bak") + kept)
    filter = Bakfilter.from_query(request.GET.dict())
    found = load_bak(request.user, filter, request.GET.get("pagina", "1"))
    teams = teams_of(request.user)
    context = {
        "bak": found,
        "rijen": _with_buttons(found),
        "filter": filter,
        "standen": _standen(filter),
        "groepen": _groups(filter, teams),
        "chips": _chips(filter, teams),
        "wis_url": _query(Bakfilter()),
        "balk": load_balk(request.user, SCHERM, _query(filter).removeprefix(reverse("meldingen:bak"))),
        "lijst_url": reverse("meldingen:bak"),
        "sleutel": hidden_key,
        "mag_behandelen": may_ever(request.user, "melding_behandelen"),
        "terug": request.get_full_path(),
    }
    return render(request, "meldingen/bak.html", context)


def _with_buttons(found: Bak) -> list[tuple[Bakregel, SafeString]]:
    """Each line with its buttons to assign; those of a team are the same on every line and are made once."""
    made: dict[int, SafeString] = {}
    for line in found.regels:
        if line.melding.team_id not in made:
            workers = ((worker.pk, worker.naam) for worker in line.medewerkers)
            made[line.melding.team_id] = format_html_join("", KNOP, workers)
    return [(line, made[line.melding.team_id] if line.medewerkers else SafeString()) for line in found.regels]


def _query(filter: Bakfilter, **changed: str | int | None) -> str:
    """The address of the tray with these parts of the filter changed; what is at its default is left out."""
    now = {
        "stand": filter.stand,  # always there: without anything in the address the default view opens
        "team": filter.team or "",
        "soort": filter.soort,
        "urgentie": filter.urgentie,
        "melder": filter.melder,
        "te_laat": "ja" if filter.te_laat else "",
    } | changed
    kept = {name: value for name, value in now.items() if value}
    return f"{reverse('meldingen:bak')}{'?' + urlencode(kept) if kept else ''}"


def _standen(filter: Bakfilter) -> list[dict[str, object]]:
    return [
        {"naam": naam, "url": _query(filter, stand=code), "actief": code == filter.stand}
        for code, naam in STANDEN.items()
    ]


def _groups(filter: Bakfilter, teams: list[Team]) -> list[dict[str, object]]:
    """The filters that can still be switched on, each a link."""
    groups: list[dict[str, object]] = []
    if len(teams) > 1 and filter.team is None:
        links = [{"naam": team.naam, "url": _query(filter, team=team.pk)} for team in teams]
        groups.append({"naam": "Team", "links": links})
    for code, naam, lijst in GROEPEN:
        if not getattr(filter, code):
            links = [{"naam": label, "url": _query(filter, **{code: value})} for value, label in all_choices(lijst)]
            groups.append({"naam": naam, "links": links})
    if not filter.te_laat:
        groups.append({"naam": "Norm", "links": [{"naam": "Te laat", "url": _query(filter, te_laat="ja")}]})
    return groups


def _chips(filter: Bakfilter, teams: list[Team]) -> list[Filterchip]:
    """The filters that are on, each with the address without it."""
    chips = []
    if filter.team is not None:
        name = next((team.naam for team in teams if team.pk == filter.team), "Ander team")
        chips.append(Filterchip(name, _query(filter, team="")))
    for code, _, lijst in GROEPEN:
        value = getattr(filter, code)
        if value:
            chips.append(Filterchip(label_of(lijst, value), _query(filter, **{code: ""})))
    if filter.te_laat:
        chips.append(Filterchip("Te laat", _query(filter, te_laat="")))
    return chips


@require_http_methods(["GET", "POST"])
def buiten_systeem(request: StaffRequest) -> HttpResponse:
    """Count a case that stays outside the system; nothing about the person is asked or kept (R-005)."""
    authorize(request.user, TELLEN)
    teams = teams_of(request.user)
    form = BuitenSysteemForm(request.POST or None, teams=teams)

    def show(form: BuitenSysteemForm, status: int = 200) -> HttpResponse:
        rows = BuitenSysteemTelling.objects.filter(team__in=teams, aantal__gt=0).select_related("team")
        context = {"form": form, "tellingen": rows.order_by("-maand", "team__naam")[:24]}
        return render(request, "meldingen/buiten_systeem.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: BuitenSysteemForm) -> str:
        team, month = form.chosen()
        step = -1 if request.POST.get("knop") == "eraf" else 1
        count_buiten_systeem(by=request.user, team=team, maand=month, erbij=step)
        meld(request, "Geteld." if step > 0 else "Eén minder geteld.")
        return reverse("meldingen:buiten_systeem")

    return handle_post(request, form, by=request.user, actie=TELLEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def niet_aangeboden(request: StaffRequest) -> HttpResponse:
    """Count a case that an organisation kept although it could have come to the team (R-037)."""
    authorize(request.user, NIET_AANGEBODEN)
    teams = teams_of(request.user)
    form = NietAangebodenForm(request.POST or None, teams=teams)

    def show(form: NietAangebodenForm, status: int = 200) -> HttpResponse:
        rows = NietAangebodenTelling.objects.filter(team__in=teams, aantal__gt=0).select_related("team", "organisatie")
        context = {"form": form, "tellingen": rows.order_by("-maand", "organisatie__naam", "team__naam")[:24]}
        return render(request, "meldingen/niet_aangeboden.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: NietAangebodenForm) -> str:
        team, month = form.chosen()
        step = -1 if request.POST.get("knop") == "eraf" else 1
        organisatie = Organisatie.objects.get(pk=form.cleaned_data["organisatie"])
        count_niet_aangeboden(by=request.user, team=team, organisatie=organisatie, maand=month, erbij=step)
        meld(request, "Geteld." if step > 0 else "Eén minder geteld.")
        return reverse("meldingen:niet_aangeboden")

    return handle_post(request, form, by=request.user, actie=NIET_AANGEBODEN, do=do, show=show)
