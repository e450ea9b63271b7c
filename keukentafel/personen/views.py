"""Screens to look at: a household, a person in it, and who resembles whom while a name is typed."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.core.datums import MAANDEN
from keukentafel.core.getallen import positive_int
from keukentafel.core.schermdelen import Etiket, Feit
from keukentafel.personen.belang import open_ontschermverzoek
from keukentafel.personen.buiten_systeem import asked_by_resident
from keukentafel.personen.dubbelen import Gelijkenden, Kenmerken, suggest_gelijkenden
from keukentafel.personen.forms import KenmerkenForm
from keukentafel.personen.gezag import ACHTTIEN
from keukentafel.personen.gezag_vastleggen import gezag_over
from keukentafel.personen.kaarten import Persoonskaart, huishoudenkaart, memberkaart
from keukentafel.personen.models import Huishouden
from keukentafel.personen.permissions import (
    access_huishouden,
    member_of,
    members_on,
)
from keukentafel.personen.registers import ETIKETTEN_VAN_HUISHOUDEN, LINKS_VAN_HUISHOUDEN
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Gebruiker, Label, StaffRequest


@require_safe
def huishouden(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """A household: who lives there, who is what to whom, who lived there before."""
    toegang = access_huishouden(request.user, huishouden_id)
    kaart = huishoudenkaart(request.user, toegang, date.today())
    named = {lid.persoon.id for lid in (*kaart.leden, *kaart.vertrokken)} | {line.ander_id for line in kaart.relaties}
    note_read("huishouden_inzien", toegang.huishouden, subjects=sorted(named))
    links = [link for source in LINKS_VAN_HUISHOUDEN for link in source(request.user, huishouden_id)]
    context = {
        "kaart": kaart,
        "etiketten": labels_of(request.user, toegang.huishouden),
        "links": links,
        "mag_wijzigen": toegang.may(request.user, "huishouden_wijzigen"),
        "mag_afschermen": toegang.may(request.user, "huishouden_afschermen"),
        "verzoek": open_ontschermverzoek(toegang.huishouden) if kaart.afgeschermd else None,
    }
    return render(request, "personen/huishouden.html", context)


@require_safe
def persoon(request: StaffRequest, huishouden_id: int, persoon_id: int) -> HttpResponse:
    """One person, inside the household through which the reader came."""
    toegang = access_huishouden(request.user, huishouden_id, log=False)
    member = member_of(toegang.huishouden, persoon_id)
    kaart, besluit, relaties = memberkaart(request.user, toegang, member, date.today())
    if not besluit.toegestaan:
        note_refusal("persoon_inzien", besluit.reden, member)
        raise Http404
    note_read("persoon_inzien", member, subjects=[member.pk, *(line.ander_id for line in relaties)])
    mag = toegang.may(request.user, "huishouden_wijzigen")
    url = reverse("personen:persoon_wijzigen", args=[huishouden_id, persoon_id]) if mag else ""
    context = {
        "huishouden": toegang.huishouden,
        "bewoners": members_on([huishouden_id], date.today())[huishouden_id],
        "feiten": [
            Feit("Huishouden", toegang.huishouden.naam, url=reverse("personen:huishouden", args=[huishouden_id]))
        ],
        "persoon": kaart,
        "etiketten": [
            *([Etiket(kaart.bekendheid, "stil")] if kaart.bekendheid else []),
            *labels_of(request.user, toegang.huishouden),
        ],
        "gegevens": facts_of(kaart, url),
        "relaties": relaties,
        "gezag": gezag_over(member.pk, date.today(), van={line.ander_id for line in relaties}),
        "over_kind": kaart.leeftijd is None or kaart.leeftijd < ACHTTIEN,
        "mag_wijzigen": mag,
    }
    return render(request, "personen/persoon.html", context)


def labels_of(user: Gebruiker, huishouden: Huishouden) -> list[Etiket]:
    """What is shown beside the name on every screen of a household: shielded, and what the rooms above know (R-043)."""
    labels = [Etiket("Afgeschermd", "let_op")] if huishouden.label == Label.AFGESCHERMD else []
    labels += asked_by_resident(huishouden)
    return labels + [label for source in ETIKETTEN_VAN_HUISHOUDEN for label in source(user, huishouden.pk)]


@require_POST
def gelijkenden(request: StaffRequest) -> HttpResponse:
    """The fragment under a form: who resembles the one that is being typed. By POST: a name is no address."""
    return render(request, "personen/delen/gelijkenden.html", alike_context(request))


def alike_context(request: StaffRequest, typed: Kenmerken | None = None) -> dict[str, Any]:
    """What the fragment shows: who resembles (default: what is in the post), and which of them was picked before."""
    form = KenmerkenForm(request.POST)
    form.is_valid()
    chosen = positive_int(request.POST.get("bestaande_persoon", ""))
    return {"gelijkenden": suggest_gelijkenden(request.user, typed or form.kenmerken()), "gekozen": chosen}


def ask_first(request: StaffRequest, typed: Kenmerken) -> dict[str, Any] | None:
    """What to ask before someone new is recorded (R-017): None when it was asked already, or nobody resembles.

    Also without script: a form that never showed the look-alikes does not carry their answer.
    """
    if "bestaande_persoon" in request.POST:  # answered; shown again when something else is wrong with the form
        return None
    asked = alike_context(request, typed)
    found: Gelijkenden = asked["gelijkenden"]
    return asked if found.bekend or found.vraag_aan else None


def facts_of(kaart: Persoonskaart, url: str) -> list[Feit]:
    """Return the lines of a person's page; what is not open to the reader is not there."""
    born = _day(kaart.geboortedatum) if kaart.geboortedatum else ""
    age = f"{kaart.leeftijd} jaar" if kaart.leeftijd is not None else ""
    facts = [
        Feit("Naam", kaart.naam, url=url),
        Feit("Geboren", born, erbij=age),
        Feit("Geslacht", label_of("geslacht", kaart.geslacht)),
    ]
    if kaart.overleden_op:
        facts.append(Feit("Overleden", _day(kaart.overleden_op)))
    if kaart.adres or kaart.telefoon or kaart.email:
        facts.append(Feit("Adres", kaart.adres, erbij="geheim" if kaart.geheim_adres else ""))
        facts += [Feit("Telefoon", kaart.telefoon), Feit("E-mail", kaart.email)]
    if kaart.heeft_bsn:
        facts.append(Feit("Burgerservicenummer", kaart.bsn))
    if kaart.reden_zonder_casus:
        facts.append(Feit("Geen casus", kaart.reden_zonder_casus))
    return facts


def _day(day: date) -> str:
    """A day without the day of the week: "12 maart 1988"."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
