"""The keys of integrations: the administration makes one and sees it once, the lead of its team confirms it.

The privacy officer sees and ends them, and makes none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core import formulieren, widgets
from keukentafel.core.berichten import meld
from keukentafel.inzicht.koppelingen import (
    LANGSTENS,
    LOOPTIJD,
    confirm_koppelsleutel,
    end_koppelsleutel,
    list_keys_of,
    list_koppelsleutels,
    make_koppelsleutel,
    refuse_koppelsleutel,
)
from keukentafel.inzicht.models import Koppelsleutel
from keukentafel.inzicht.permissions import BEVESTIGEN, reader
from keukentafel.inzicht.register import definities
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest, may_ever

BEHEREN, MAKEN = "koppelingen_beheren", "koppelingen_maken"
HIER, TEAM = "inzicht_api:sleutels", "inzicht:koppelingen"


class KoppelsleutelForm(formulieren.Formulier):
    """A new key: for which system, of which team, which reports, until when."""

    niet_verplicht = ("team", "rapporten")
    naam = forms.CharField(label="Voor welk systeem", max_length=80, help_text="Zoals: datawarehouse. Geen naam.")
    team = forms.ChoiceField(label="Van welk team", required=False)
    rapporten = formulieren.MeerKeuzeveld(
        label="Welke rapporten van dat team", required=False, widget=widgets.MeerChips
    )
    tot = formulieren.Datumveld(label="Geldt tot en met")

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"tot": today + LOOPTIJD} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._teams = {str(row.pk): row for row in teams}
        listed = [(pk, row.naam) for pk, row in self._teams.items()]
        choices = [("", "Geen: de cijfers van de gemeente zonder kleine aantallen"), *listed]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        self.fields["rapporten"].choices = [  # type: ignore[attr-defined]
            (naam, definitie.titel) for naam, definitie in definities().items() if definitie.met_team
        ]
        self.fields["tot"].vroegst = today  # type: ignore[attr-defined]
        self.fields["tot"].laatst = today + LANGSTENS  # type: ignore[attr-defined]

    def team_chosen(self) -> Team | None:
        """The team; None for the published figures."""
        return self._teams.get(self.cleaned_data["team"])


@require_http_methods(["GET", "POST"])
def sleutels(request: StaffRequest) -> HttpResponse:
    """All keys, and a form for a new one. The answer to that form is the only page that ever shows the key."""
    shown: list[str] = []
    form = _form(request)

    def do(form: KoppelsleutelForm) -> str:
        data = form.cleaned_data
        _made, key = make_koppelsleutel(
            by=request.user, naam=data["naam"], tot=data["tot"], team=form.team_chosen(), rapporten=data["rapporten"]
        )
        shown.append(key)
        return reverse(HIER)

    def show(form: KoppelsleutelForm, status: int = 200) -> HttpResponse:
        return _page(request, form, status=status)

    if request.method != "POST":
        return show(form)
    answer = handle_post(request, form, by=request.user, actie=MAKEN, do=do, show=show)
    return _page(request, _form(request, bound=False), key=shown[0], waits=form.team_chosen()) if shown else answer


@require_POST
def einde(request: StaffRequest, koppelsleutel_id: int) -> HttpResponse:
    """End a key at once."""
    found = Koppelsleutel.objects.filter(pk=koppelsleutel_id).first()
    if found is None:
        raise Http404

    def do(form: formulieren.Formulier) -> str:
        end_koppelsleutel(by=request.user, sleutel=found)
        meld(request, "De sleutel is beëindigd. Wie hem nog gebruikt, krijgt niets meer.")
        return reverse(HIER)

    def show(form: formulieren.Formulier, status: int) -> HttpResponse:
        for message in form.non_field_errors():
            meld(request, str(message))
        return _page(request, _form(request, bound=False), status=status)

    posted = formulieren.Formulier(request.POST)
    return handle_post(request, posted, by=request.user, actie=BEHEREN, do=do, show=show)


def _form(request: StaffRequest, *, bound: bool = True) -> KoppelsleutelForm:
    teams = list(Team.objects.order_by("naam", "pk"))
    return KoppelsleutelForm((request.POST or None) if bound else None, teams=teams)


@require_safe
def van_team(request: StaffRequest) -> HttpResponse:
    """The keys of the own teams, for who leads them: which system, which reports, until when."""
    return _team_page(request)


@require_POST
def bevestigen(request: StaffRequest, koppelsleutel_id: int) -> HttpResponse:
    """Let a key of the own team open what it asks."""
    return _decide(request, koppelsleutel_id, confirm_koppelsleutel, "De sleutel is bevestigd. Hij werkt vanaf nu.")


@require_POST
def weigeren(request: StaffRequest, koppelsleutel_id: int) -> HttpResponse:
    """Refuse a key of the own team."""
    return _decide(request, koppelsleutel_id, refuse_koppelsleutel, "De sleutel is geweigerd. Hij opent niets.")


def _decide(request: StaffRequest, pk: int, action: Callable[..., Koppelsleutel], said: str) -> HttpResponse:
    """Confirm or refuse. Http404 for a key of another team, or of no team."""
    found = Koppelsleutel.objects.filter(pk=pk, team__in=reader(request.user, BEVESTIGEN).teams).first()
    if found is None:
        raise Http404

    def do(form: formulieren.Formulier) -> str:
        action(by=request.user, sleutel=found)
        return reverse(TEAM)

    def show(form: formulieren.Formulier, status: int) -> HttpResponse:
        for message in form.non_field_errors():
            meld(request, str(message))
        return _team_page(request, status)

    posted = formulieren.Formulier(request.POST)
    return handle_post(request, posted, by=request.user, actie=BEVESTIGEN, do=do, show=show, message=said)


def _team_page(request: StaffRequest, status: int = 200) -> HttpResponse:
    titles = {naam: definitie.titel for naam, definitie in definities().items()}
    rows = [
        {"regel": row, "rapporten": [titles.get(naam, naam) for naam in row.sleutel.rapporten]}
        for row in list_keys_of(reader(request.user, BEVESTIGEN).teams)
    ]
    return render(request, "inzicht/koppelingen_team.html", {"rijen": rows}, status=status)


def _page(
    request: StaffRequest, form: KoppelsleutelForm, *, key: str = "", waits: Team | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "wacht_op": waits,
        "mag_maken": may_ever(request.user, MAKEN),
        "form": form,
        "regels": list_koppelsleutels(),
        "sleutel": key,
        "adres": request.build_absolute_uri("/api/v1/rapporten"),
        "beschrijving": reverse("inzicht_api:openapi"),
        "titels": {naam: definitie.titel for naam, definitie in definities().items()},
        "tabs": beheer_tabs(request.user, "koppelingen"),
    }
    return render(request, "inzicht/koppelingen.html", context, status=status)
