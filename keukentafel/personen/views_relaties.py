"""Screens about who is what to whom, and about someone outside the household who is only known by that."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Etiket
from keukentafel.personen.actions import end_relatie, record_relatie, register_persoon
from keukentafel.personen.forms import NIEUW, EinddatumForm, RelatieForm, WeghaalForm
from keukentafel.personen.herstellen import remove_relatie, removed_of, undo_relatie
from keukentafel.personen.kaarten import outsiderkaart
from keukentafel.personen.models import Persoon, Relatie
from keukentafel.personen.permissions import Huishoudentoegang, access_huishouden, exist_beside, open_outsider
from keukentafel.personen.relatiewoorden import directions
from keukentafel.personen.views import ask_first, facts_of, labels_of
from keukentafel.personen.views_leden import recognised
from keukentafel.personen.views_wijzigen import form_page, people_of, persoon_page
from keukentafel.toegang.public import Gebruiker, StaffRequest

INZIEN, WIJZIGEN = "huishouden_inzien", "huishouden_wijzigen"


@require_http_methods(["GET", "POST"])
def relatie_toevoegen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Record who is what to whom, as one sentence; someone outside is known already, or new."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    people = people_of(toegang.huishouden)
    form = RelatieForm(request.POST or None, mensen=[(persoon.pk, persoon.naam) for persoon in people])

    def do(form: RelatieForm) -> None:
        data = form.cleaned_data
        by_id = {str(persoon.pk): persoon for persoon in people}
        one = by_id[data["wie"]]
        other = by_id[data["ander"]] if data["ander"] != NIEUW else _outside(request, form)
        choice = next(direction for direction in directions() if direction.code == data["zin"])
        a, b = (other, one) if choice.omgekeerd else (one, other)
        record_relatie(by=request.user, persoon_a=a, persoon_b=b, soort=choice.soort, van=data["van"])

    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Wie is wat van wie?", knop="Vastleggen",
        sjabloon="personen/relatie_toevoegen.html", vraag=lambda form: ask_first(request, form.kenmerken()),
    )  # fmt: skip


def _outside(request: StaffRequest, form: RelatieForm) -> Persoon:
    """The person outside: the one that was picked, or a new one with what was typed."""
    known = form.cleaned_data["bestaande_persoon"]
    if known:
        return recognised(request.user, known)
    return register_persoon(by=request.user, gegevens=form.gegevens())


def _relatie(user: Gebruiker, toegang: Huishoudentoegang, relatie_id: int) -> Relatie:
    """A relation of someone who lives here, with someone who exists for the reader; Http404 otherwise."""
    members = [persoon.pk for persoon in people_of(toegang.huishouden)]
    rows = Relatie.objects.touching(members).select_related("persoon_a", "persoon_b")
    relatie = get_object_or_404(rows, pk=relatie_id)
    both = [relatie.persoon_a_id, relatie.persoon_b_id]
    if not exist_beside(user, toegang, both):
        raise Http404
    note_read(INZIEN, toegang.huishouden, subjects=both)
    return relatie


@require_http_methods(["GET", "POST"])
def relatie_beeindigen(request: StaffRequest, huishouden_id: int, relatie_id: int) -> HttpResponse:
    """A relation no longer holds."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    relatie = _relatie(request.user, toegang, relatie_id)
    form = EinddatumForm(request.POST or None, versie=relatie.versie)

    def do(form: EinddatumForm) -> None:
        tot, versie = form.cleaned_data["tot"], form.cleaned_data["versie"]
        end_relatie(by=request.user, relatie=relatie, tot=tot, versie=versie)
        _offer_undo(request, huishouden_id, relatie_id, "Vastgelegd.")

    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Deze relatie is voorbij", knop="Vastleggen",
        sjabloon="personen/relatie_beeindigen.html", extra={"relatie": relatie},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def relatie_weghalen(request: StaffRequest, huishouden_id: int, relatie_id: int) -> HttpResponse:
    """It was a mistake: they never were this to each other."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    relatie = _relatie(request.user, toegang, relatie_id)

    def do(form: WeghaalForm) -> None:
        remove_relatie(by=request.user, relatie=relatie, versie=form.cleaned_data["versie"])
        _offer_undo(request, huishouden_id, relatie_id, "Weggehaald.")

    uitleg = (
        "Deze relatie was er nooit. Was zij er wel, leg dan vast tot wanneer. Wie dit vastlegde en weghaalde, "
        "blijft in de geschiedenis staan."
    )
    return form_page(
        request, toegang, WeghaalForm(request.POST or None, versie=relatie.versie), do, actie=WIJZIGEN,
        titel="Vergissing, weghalen", knop="Weghalen", uitleg=uitleg,
    )  # fmt: skip


def _offer_undo(request: StaffRequest, huishouden_id: int, relatie_id: int, tekst: str) -> None:
    meld(request, tekst, ongedaan_url=reverse("personen:relatie_ongedaan", args=[huishouden_id, relatie_id]))


@require_POST
def relatie_ongedaan(request: StaffRequest, huishouden_id: int, relatie_id: int) -> HttpResponse:
    """Take back what this reader changed today about this relation."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    relatie = Relatie.objects.filter(pk=relatie_id).first() or removed_of(Relatie, relatie_id)
    members = {persoon.pk for persoon in people_of(toegang.huishouden)}
    both = set() if relatie is None else {relatie.persoon_a_id, relatie.persoon_b_id}
    if not members & both or not exist_beside(request.user, toegang, both):
        raise Http404
    try:
        undo_relatie(by=request.user, relatie_id=relatie_id)
        meld(request, "Teruggedraaid.")
    except Regelfout as fout:
        meld(request, fout.melding)
    return HttpResponseRedirect(reverse("personen:huishouden", args=[huishouden_id]))


@require_safe
def ander(request: StaffRequest, huishouden_id: int, ander_id: int) -> HttpResponse:
    """Someone outside the household, known through a relation: an informal carer, a child that moved out."""
    toegang = access_huishouden(request.user, huishouden_id)
    persoon, besluit = open_outsider(request.user, toegang, ander_id)
    if not besluit.toegestaan:
        note_refusal("persoon_inzien", besluit.reden, persoon)
        raise Http404
    kaart, relaties = outsiderkaart(request.user, toegang, persoon, besluit, date.today())
    note_read("persoon_inzien", persoon, subjects=[persoon.pk, *(line.ander_id for line in relaties)])
    mag = open_outsider(request.user, toegang, ander_id, WIJZIGEN)[1].toegestaan
    url = reverse("personen:ander_wijzigen", args=[huishouden_id, ander_id]) if mag else ""
    known = [Etiket(kaart.bekendheid, "stil")] if kaart.bekendheid else []
    context = {
        "huishouden": toegang.huishouden,
        "persoon": kaart,
        "etiketten": [Etiket("woont ergens anders", "stil"), *known, *labels_of(request.user, toegang.huishouden)],
        "gegevens": facts_of(kaart, url),
        "relaties": relaties,
        "wijzig_url": url,
    }
    return render(request, "personen/ander.html", context)


@require_http_methods(["GET", "POST"])
def ander_wijzigen(request: StaffRequest, huishouden_id: int, ander_id: int) -> HttpResponse:
    """Change the data of someone outside the household, as a telephone number."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    persoon, besluit = open_outsider(request.user, toegang, ander_id, WIJZIGEN)
    if not besluit.toegestaan:
        note_refusal(WIJZIGEN, besluit.reden, persoon)
        raise Http404
    note_read(WIJZIGEN, persoon, subjects=[persoon.pk])
    terug = reverse("personen:ander", args=[huishouden_id, ander_id])
    return persoon_page(request, toegang, persoon, besluit, terug)
