"""The screens of the list of cases and its saved views."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Casusstand, Casustype, Zwaarte
from keukentafel.teams.public import teams_of
from keukentafel.toegang.public import StaffRequest
from keukentafel.werkplek.casuslijst import STIL_WEKEN, Filterkeuzes, Filters, filter_choices, list_casussen
from keukentafel.werkplek.forms import WeergaveForm
from keukentafel.werkplek.weergaven import default_filters, keep_weergave, remove_weergave, weergaven_of

SCHERM = "casuslijst"


@require_safe
def casuslijst(request: StaffRequest) -> HttpResponse:
    """The cases of the user and his teams; without filters in the address the default view opens."""
    if not request.GET:
        kept = default_filters(request.user, SCHERM)
        if len(kept) > 1:
            return redirect(reverse("werkplek:casuslijst") + kept)
    filters = Filters.from_query(request.GET)
    choices = filter_choices(request.user)
    lijst = list_casussen(request.user, filters, choices, request.GET.get("pagina"))
    context = {
        "lijst": lijst,
        "keuzes": filter_fields(filters, choices),
        "weergaven": list(weergaven_of(request.user, SCHERM)),
        "weergaveform": WeergaveForm(initial={"filters": filters.query()}, auto_id="weergave_%s"),
        "wis_url": "?stand=open",
        "zelf": filters.query(),
    }
    return render(request, "werkplek/casuslijst.html", context)


def filter_fields(filters: Filters, keuzes: Filterkeuzes) -> list[dict[str, Any]]:
    """The filters as the form shows them: name, label, options, and what is chosen."""
    who = [("", "Iedereen"), ("mij", "Van mij"), ("niemand", "Zonder regisseur"), *keuzes.medewerkers]
    still = [(str(n), f"{n} weken of langer") for n in STIL_WEKEN]
    fields: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("wie", "Regisseur", who),
        ("stand", "Stand", [("open", "Open"), *Casusstand.choices, ("alle", "Alle")]),
        ("team", "Team", [("", "Al mijn teams"), *keuzes.teams]),
        ("gebied", "Gebied", [("", "Alle gebieden"), *keuzes.gebieden]),
        ("type", "Soort", [("", "Alle soorten"), *Casustype.choices]),
        ("zwaarte", "Zwaarte", [("", "Elke zwaarte"), *Zwaarte.choices]),
        ("stil", "Geen contact", [("", "Maakt niet uit"), *still]),
        ("veiligheid", "Veiligheid", [("", "Maakt niet uit"), ("ja", "Alleen met veiligheid")]),
        ("sorteer", "Volgorde", [("contact", "Langst geen contact"), ("aangemeld", "Nieuwste"), ("naam", "Naam")]),
    ]
    needed = {"team": 2, "gebied": 1}  # with one team, or without areas, there is nothing to choose
    return [
        {"naam": name, "label": label, "opties": options, "gekozen": getattr(filters, name)}
        for name, label, options in fields
        if len(options) > needed.get(name, 0)
    ]


@require_POST
def bewaar_weergave(request: StaffRequest) -> HttpResponse:
    """Keep the current filters under a name."""
    form = WeergaveForm(request.POST, auto_id="weergave_%s")
    here = reverse("werkplek:casuslijst")

    def do(form: WeergaveForm) -> str:
        data = form.cleaned_data
        teams = teams_of(request.user)
        keep_weergave(
            by=request.user,
            gebruiker=request.user,
            scherm=SCHERM,
            naam=data["naam"],
            filters=data["filters"],
            standaard=data["standaard"],
            team=teams[0] if data["team"] and teams else None,
        )
        return here + (data["filters"] if data["filters"].startswith("?") else "")

    def show(form: WeergaveForm, status: int) -> HttpResponse:
        return render(request, "werkplek/weergave.html", {"form": form, "terug": here}, status=status)

    return handle_post(
        request, form, by=request.user, actie="weergave_bewaard", do=do, show=show, message="De weergave is bewaard."
    )


@require_POST
def verwijder_weergave(request: StaffRequest, weergave_id: int) -> HttpResponse:
    """Remove an own view."""
    try:
        remove_weergave(by=request.user, gebruiker=request.user, weergave_id=weergave_id)
    except Regelfout as fout:
        raise Http404 from fout
    return redirect("werkplek:casuslijst")
