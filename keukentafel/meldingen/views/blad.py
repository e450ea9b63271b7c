"""The page of one melding, with every form that it holds; shown again with what was typed when one is refused."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from keukentafel.core.datums import korte_datum, te_laat
from keukentafel.core.schermdelen import Etiket, Feit
from keukentafel.meldingen import forms
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import Meldingtoegang
from keukentafel.meldingen.selectors import (
    Meldingblad,
    load_blad,
    name_of,
    organisation_choices,
    outcome_of,
    workers_by_team,
)
from keukentafel.meldingen.states import Meldingstand
from keukentafel.meldingen.views.verteld import details_of, home_is_open, tells_new_number
from keukentafel.personen.public import Gelijkenden, Kenmerken, split_name, suggest_gelijkenden
from keukentafel.referentielijsten.public import (
    MeldingSoort,
    Urgentie,
    label_of,
)
from keukentafel.taken.public import OverbruggingForm
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker, StaffRequest

BEHANDELEN = "melding_behandelen"


def show_blad(
    request: StaffRequest, toegang: Meldingtoegang, status: int = 200, *, fout: Form | None = None, **bound: Form
) -> HttpResponse:
    """Render the page; `bound` forms take the place of the empty ones, `fout` is a button that was refused."""
    melding, user = toegang.melding, request.user
    may_handle = toegang.may(user, BEHANDELEN)
    blad = load_blad(user, melding)
    alike = likenesses(user, melding) if may_handle and melding.afgehandeld_op is None else Gelijkenden()
    context: dict[str, Any] = {
        "melding": melding,
        "blad": blad,
        "wie": name_of(melding),
        "etiketten": _labels(melding, blad),
        "feiten": _facts(melding, blad),
        "gegevens": details_of(toegang),
        "naar_huishouden": home_is_open(user, toegang, blad),
        "nieuw_nummer": may_handle and tells_new_number(user, toegang),
        "mag_behandelen": may_handle,
        "open": melding.afgehandeld_op is None,
        "zonder_wie": needs_who(melding),
        "acuut": melding.urgentie == Urgentie.ACUUT_GEVAAR,
        "gelijkenden": alike,
        "initiatief": melding.soort == MeldingSoort.INITIATIEF,
        "uren": sum(each.uren for each in blad.inzet),
        "sleutel": forms.hidden_key,
        "fout": fout,
        "terug": request.path,
    }
    if may_handle:
        context["vormen"] = (_forms(user, melding, blad, alike) if melding.afgehandeld_op is None else {}) | bound
        context["vormen"].setdefault("escalatie", _escalation(context["vormen"].get("doorverwijzen")))
        if melding.soort == MeldingSoort.INITIATIEF:
            context["vormen"].setdefault("inzet", forms.InzetForm(auto_id="inzet_%s"))
        context["fout_bij"] = next(iter(bound), "")
    return render(request, "meldingen/melding.html", context, status=status)


def likenesses(user: Gebruiker, melding: Melding) -> Gelijkenden:
    """Who resembles the one that was typed; nobody when a person is linked or nothing was typed."""
    untold = not (melding.wie_naam or melding.wie_geboortedatum) or melding.wie_pseudoniem
    if melding.persoon_id is not None or untold:
        return Gelijkenden()
    given, surname = split_name(melding.wie_naam)
    return suggest_gelijkenden(
        user,
        Kenmerken(
            voornamen=given,
            achternaam=surname,
            geboortedatum=melding.wie_geboortedatum,
            postcode=melding.wie_postcode,
            huisnummer=melding.wie_huisnummer,
        ),
    )


def needs_who(melding: Melding) -> bool:
    """A question for help cannot become a case yet: nobody said whom it is about."""
    known = melding.persoon_id is not None or bool(melding.wie_naam) or melding.wie_onbekend
    return melding.is_hulpvraag and not known


def team_workers(melding: Melding) -> list[Medewerker]:
    """Who works in the team of the melding today."""
    return workers_by_team({melding.team_id}, timezone.localdate()).get(melding.team_id, [])


def owners(user: Gebruiker, melding: Melding, team: list[Medewerker] | None = None) -> list[Medewerker]:
    """Who may be the owner of an outcome: the reader first, then the team."""
    me = worker_of(user)
    others = [
        worker for worker in (team_workers(melding) if team is None else team) if me is None or worker.pk != me.pk
    ]
    return others if me is None else [me, *others]


def _forms(user: Gebruiker, melding: Melding, blad: Meldingblad, alike: Gelijkenden) -> dict[str, Form]:
    team = team_workers(melding)
    workers = owners(user, melding, team)
    found: dict[str, Form] = {
        "toewijzen": forms.ToewijsForm(workers=team, versie=melding.versie, auto_id="toewijzen_%s"),
        "afhandelen": forms.AfhandelForm(
            workers=workers, soort=melding.soort, versie=melding.versie, auto_id="afhandelen_%s"
        ),
        "doorverwijzen": forms.DoorverwijsForm(workers=workers, versie=melding.versie, auto_id="doorverwijzen_%s"),
        "team": forms.TeamForm(nu=melding.team_id, versie=melding.versie, auto_id="team_%s"),
        "splitsen": forms.SplitsForm(versie=melding.versie, auto_id="splitsen_%s"),
        "wachten": OverbruggingForm(workers=team, nu=blad.overbrugging, auto_id="wachten_%s"),
    }
    if blad.lijkt_op:
        found["samenvoegen"] = forms.SamenvoegForm(meldingen=blad.lijkt_op, auto_id="samenvoegen_%s")
    if alike.bekend:
        found["koppelen"] = forms.KoppelForm(personen=person_choices(alike), auto_id="koppelen_%s")
    return found


def _escalation(hand_over: Form | None) -> forms.EscalatieForm:
    """The form for a partner that went round the melding; its organisations are those of the hand-over, read once."""
    options = hand_over.organisaties if isinstance(hand_over, forms.DoorverwijsForm) else organisation_choices()
    return forms.EscalatieForm(organisaties=options, auto_id="escalatie_%s")


def person_choices(alike: Gelijkenden) -> list[tuple[str, str]]:
    """The named ones, with what tells them apart and why they resemble."""
    found = []
    for each in alike.bekend:
        card = each.persoon
        age = f"{card.leeftijd} jaar" if card.leeftijd is not None else ""
        words = ", ".join(part for part in (card.naam, age, card.adres, each.waarom) if part)
        found.append((str(card.id), words))
    return found


def _labels(melding: Melding, blad: Meldingblad) -> list[Etiket]:
    labels = [Etiket(Meldingstand(melding.stand).label)]
    if melding.afhandeling:
        labels = [Etiket(outcome_of(melding.soort, melding.afhandeling, melding.afgehandeld_op), "stil")]
    if melding.urgentie != Urgentie.NORMAAL:
        labels.append(Etiket(label_of("urgentie", melding.urgentie, melding.ontvangen_op), "gevaar"))
    today = timezone.localdate()
    if blad.uiterlijk is not None and melding.afgehandeld_op is None and blad.uiterlijk < today:
        labels.append(Etiket(te_laat(blad.uiterlijk, vandaag=today), "gevaar"))
    if not melding.is_hulpvraag:
        labels.append(Etiket(label_of("melding_soort", melding.soort, melding.ontvangen_op), "stil"))
    return labels


def _facts(melding: Melding, blad: Meldingblad) -> list[Feit]:
    today = timezone.localdate()
    owner = melding.eigenaar.naam if melding.eigenaar is not None else "nog niemand"
    facts = [
        Feit("Binnen", korte_datum(melding.ontvangen_op, vandaag=today), dag=melding.ontvangen),
        Feit("Team", melding.team.naam),
        Feit("Wie doet het", owner),
    ]
    if melding.eerste_contact_op is not None:
        facts.append(Feit("Eerste contact", korte_datum(melding.eerste_contact_op, vandaag=today)))
    elif blad.uiterlijk is not None and melding.afgehandeld_op is None:
        facts.append(Feit("Eerste contact uiterlijk", korte_datum(blad.uiterlijk, vandaag=today), dag=blad.uiterlijk))
    return facts


def url_of(melding_id: int) -> str:
    """The page of a melding."""
    return reverse("meldingen:melding", args=[melding_id])
