"""The screen of the list of cases."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keukentafel.inzicht.public import quality_lines, works_in_team
from keukentafel.referentielijsten.public import (
    all_choices,
)
from keukentafel.toegang.public import StaffRequest
from keukentafel.weergaven.public import default_filters, load_balk
from keukentafel.werkplek.casuslijst import (
    STIL_WEKEN,
    STILSTAND,
    VERTROKKEN,
    Filterkeuzes,
    Filters,
    filter_choices,
    list_casussen,
    sees_safety,
)

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
        "keuzes": filter_fields(
            filters, choices, met_veiligheid=sees_safety(request.user), met_aanvullen=works_in_team(request.user)
        ),
        "balk": load_balk(request.user, SCHERM, filters.query()),
        "lijst_url": reverse("werkplek:casuslijst"),
        "wis_url": "?stand=open",
    }
    return render(request, "werkplek/casuslijst.html", context)


def filter_fields(
    filters: Filters, keuzes: Filterkeuzes, *, met_veiligheid: bool = True, met_aanvullen: bool = True
) -> list[dict[str, Any]]:
    """The filters as the form shows them: name, label, options, and what is chosen."""
    safety = [("ja", "Alleen met veiligheid")] if met_veiligheid else []
    nobody = [("niemand", "Zonder regisseur"), (VERTROKKEN, "Regisseur werkt hier niet meer")]
    who = [("", "Iedereen"), ("mij", "Van mij"), *nobody, *keuzes.medewerkers]
    lines = [(code, line.wat.capitalize()) for code, line in quality_lines().items()] if met_aanvullen else []
    still = [(str(n), f"{n} weken of langer") for n in STIL_WEKEN]
    fields: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("wie", "Regisseur", who),
        ("stand", "Stand", [("open", "Open"), *all_choices("casusstand"), ("alle", "Alle")]),
        ("team", "Team", [("", "Al mijn teams"), *keuzes.teams]),
        ("gebied", "Gebied", [("", "Alle gebieden"), *keuzes.gebieden]),
        ("type", "Soort", [("", "Alle soorten"), *all_choices("casustype")]),
        ("zwaarte", "Zwaarte", [("", "Elke zwaarte"), *all_choices("zwaarte")]),
        ("stil", "Geen contact", [("", "Maakt niet uit"), (STILSTAND, "Staat stil"), *still]),
        ("veiligheid", "Veiligheid", [("", "Maakt niet uit"), *safety]),
        ("aanvullen", "Aan te vullen", [("", "Maakt niet uit"), *lines]),
        ("sorteer", "Volgorde", [("contact", "Langst geen contact"), ("aangemeld", "Nieuwste"), ("naam", "Naam")]),
    ]
    needed = {
        "team": 2,
        "gebied": 1,
        "veiligheid": 1,
        "aanvullen": 1,
    }  # with one team, or without areas, there is nothing to choose
    return [
        {"naam": name, "label": label, "opties": options, "gekozen": getattr(filters, name)}
        for name, label, options in fields
        if len(options) > needed.get(name, 0)
    ]
