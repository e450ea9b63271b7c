"""The desk: take a melding in one screen, or acute danger in two fields."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum, parse_datum
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.forms import AcuutForm, SnelmeldingForm
from keukentafel.meldingen.forms.aannemen import ADVIES
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.public import close_melding, facts_of_melding, register_acuut_gevaar, register_melding
from keukentafel.meldingen.selectors import suggest_team
from keukentafel.personen.public import Gelijkende, Kenmerken, clean_postcode, split_name, suggest_gelijkenden
from keukentafel.referentielijsten.public import Afhandeling
from keukentafel.socialekaart.public import gebied_of_postcode
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker, StaffRequest, authorize, decision

REGISTREREN = "melding_registreren"


@require_http_methods(["GET", "POST"])
def nieuw(request: StaffRequest) -> HttpResponse:
    """The Snelmelding. "Opslaan" opens the melding; "Afgehandeld met advies" leaves an empty screen behind."""
    authorize(request.user, REGISTREREN)
    form = SnelmeldingForm(request.POST or None, gebruiker=request.user)

    def show(form: SnelmeldingForm, status: int = 200) -> HttpResponse:
        return render(request, "meldingen/nieuw.html", {"form": form}, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: SnelmeldingForm) -> str:
        worker = worker_of(request.user)
        melding = register_melding(by=request.user, gegevens=form.gegevens(), door=worker)
        if form.knop == ADVIES:
            return _close_with_advice(request, melding, worker)
        meld(request, f"Melding opgeslagen bij {melding.team.naam}.")
        return url_after(request.user, melding)

    return handle_post(request, form, by=request.user, actie=REGISTREREN, do=do, show=show)


def _close_with_advice(request: StaffRequest, melding: Melding, worker: Medewerker | None) -> str:
    close_melding(by=request.user, melding=melding, afhandeling=Afhandeling.INFORMATIE_ADVIES, eigenaar=worker)
    meld(
        request,
        "Afgehandeld met advies. Dit telt mee in de cijfers.",
        ongedaan_url=reverse("meldingen:heropenen", args=[melding.pk]),
    )
    return reverse("meldingen:nieuw")


def url_after(user: Gebruiker, melding: Melding) -> str:
    """The melding itself, or an empty screen when who registered it may not see it (a conflict of interest)."""
    if decision(user, "melding_inzien", facts_of_melding(user, melding)).toegestaan:
        return reverse("meldingen:melding", args=[melding.pk])
    return reverse("meldingen:nieuw")


@require_http_methods(["GET", "POST"])
def acuut(request: StaffRequest) -> HttpResponse:
    """Acute danger: the short path. After it the screen says what to do now."""
    authorize(request.user, REGISTREREN)
    form = AcuutForm(request.POST or None, gebruiker=request.user)

    def show(form: AcuutForm, status: int = 200) -> HttpResponse:
        return render(request, "meldingen/acuut.html", {"form": form}, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: AcuutForm) -> str:
        gegevens = form.gegevens(timezone.localdate())
        melding = register_acuut_gevaar(by=request.user, gegevens=gegevens, door=worker_of(request.user))
        meld(request, f"{melding.team.naam} heeft nu een taak. Bel ook zelf.")
        return url_after(request.user, melding)

    return handle_post(request, form, by=request.user, actie=REGISTREREN, do=do, show=show)


@require_safe
def team_bij_postcode(request: HttpRequest) -> HttpResponse:
    """Which team serves this postcode, as a line under the team field."""
    try:
        postcode = clean_postcode(request.GET.get("postcode", ""))
        team = suggest_team(gebied_of_postcode(postcode), None) if postcode else None
    except Regelfout:
        team = None
    return render(request, "meldingen/delen/teamvoorstel.html", {"team": team})


@require_POST
def wie(request: StaffRequest) -> HttpResponse:
    """Who resembles the name that is being typed (R-017). By POST: a name is no address.

    Of someone this reader may not see he hears only that there is one, and whom to ask.
    """
    authorize(request.user, REGISTREREN)
    typed, id = request.POST.get("q", "").strip()[:120], request.POST.get("id", "")[:40]
    found = suggest_gelijkenden(request.user, _kenmerken(typed, request.POST))
    options = [
        {"tekst": each.persoon.naam, "sleutel": each.persoon.id, "toelichting": _recognise(each)}
        for each in found.bekend
    ]
    options += [
        {"tekst": typed, "sleutel": "", "toelichting": f"Er is iemand die hierop lijkt. Vraag het aan {team}."}
        for team in found.vraag_aan
    ]
    return render(request, "core/zoekkeuze_opties.html", {"opties": options, "id": id})


def _kenmerken(naam: str, post: QueryDict) -> Kenmerken:
    """The name with what stands beside it so far; what cannot be read yet is left out."""
    try:
        born = parse_datum(post.get("geboortedatum", ""), vandaag=timezone.localdate())
    except ValueError:
        born = None
    try:
        postcode = clean_postcode(post.get("postcode", ""))
    except Regelfout:
        postcode = ""
    return Kenmerken(*split_name(naam), born, postcode, post.get("huisnummer", "").strip()[:20])


def _recognise(each: Gelijkende) -> str:
    card = each.persoon
    born = korte_datum(card.geboortedatum, vandaag=timezone.localdate()) if card.geboortedatum else ""
    return ", ".join(part for part in (born, card.adres, each.huishouden) if part)
