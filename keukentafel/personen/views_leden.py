"""Screens about who lives in a household: who comes, who goes, who moves out together, and what was a mistake."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_button
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import add_member, end_membership, register_persoon
from keukentafel.personen.belang import exists_for
from keukentafel.personen.forms import EinddatumForm, LidForm, LidWijzigForm, VerhuisForm, WeghaalForm
from keukentafel.personen.herstellen import change_membership, remove_membership, removed_of, undo_membership
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.personen.permissions import (
    Huishoudentoegang,
    access_huishouden,
    access_persoon,
    exist_beside,
    open_member,
)
from keukentafel.personen.verhuizen import move_out, undo_move
from keukentafel.personen.views import ask_first
from keukentafel.personen.views_wijzigen import form_page
from keukentafel.toegang.public import Gebruiker, StaffRequest, Veld

WIJZIGEN = "huishouden_wijzigen"


@require_http_methods(["GET", "POST"])
def lid_toevoegen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Someone comes to live here: known already, or new. Who resembles is suggested while typing, or asked after."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    form = LidForm(request.POST or None, met_bsn=toegang.besluit.mag_zien(Veld.BSN))

    def do(form: LidForm) -> None:
        data, known = form.cleaned_data, form.cleaned_data["bestaande_persoon"]
        if known:
            persoon = recognised(request.user, known)
        else:
            persoon = register_persoon(by=request.user, gegevens=form.gegevens())
        add_member(by=request.user, huishouden=toegang.huishouden, persoon=persoon, rol=data["rol"], van=data["van"])

    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Wie komt erbij?", knop="Toevoegen",
        sjabloon="personen/lid_toevoegen.html", vraag=lambda form: ask_first(request, form.kenmerken()),
    )  # fmt: skip


def recognised(user: Gebruiker, persoon_id: int) -> Persoon:
    """Return a person that was suggested. Raises Regelfout when the reader may not know this person."""
    try:
        return access_persoon(user, persoon_id).persoon
    except (Http404, PermissionDenied) as error:
        raise Regelfout("Deze persoon kunt u niet kiezen.", veld="bestaande_persoon") from error


def _member(user: Gebruiker, toegang: Huishoudentoegang, lid_id: int) -> Huishoudlid:
    """A membership of this household of someone who exists for the reader; Http404 otherwise.

    Who fled is not found by the old membership.
    """
    rows = Huishoudlid.objects.select_related("persoon")
    lid = get_object_or_404(rows, pk=lid_id, huishouden=toegang.huishouden)
    open_member(user, toegang, lid.persoon_id, Veld.IDENTITEIT)
    return lid


@require_http_methods(["GET", "POST"])
def lid_wijzigen(request: StaffRequest, huishouden_id: int, lid_id: int) -> HttpResponse:
    """Put right in which role, from when and until when someone belongs to this household."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    lid = _member(request.user, toegang, lid_id)
    form = LidWijzigForm(
        request.POST or None, initial={"rol": lid.rol, "van": lid.van, "tot": lid.tot}, versie=lid.versie
    )

    def do(form: LidWijzigForm) -> None:
        data = form.cleaned_data
        change_membership(
            by=request.user, lid=lid, rol=data["rol"], van=data["van"], tot=data["tot"], versie=data["versie"]
        )
        _offer_undo(request, lid, "Gewijzigd.")

    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Gegevens van dit lid", knop="Opslaan",
        uitleg=f"{lid.persoon.naam} in dit huishouden.", sjabloon="personen/lid_wijzigen.html", extra={"lid": lid},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def lid_beeindigen(request: StaffRequest, huishouden_id: int, lid_id: int) -> HttpResponse:
    """Someone no longer lives here."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    lid = _member(request.user, toegang, lid_id)
    form = EinddatumForm(request.POST or None, versie=lid.versie)

    def do(form: EinddatumForm) -> None:
        tot, versie = form.cleaned_data["tot"], form.cleaned_data["versie"]
        end_membership(by=request.user, lid=lid, tot=tot, versie=versie)
        _offer_undo(request, lid, "Vastgelegd.")

    uitleg = f"{lid.persoon.naam} hoort dan niet meer bij dit huishouden. Wat er is vastgelegd, blijft staan."
    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Woont hier niet meer", knop="Vastleggen", uitleg=uitleg
    )


@require_http_methods(["GET", "POST"])
def lid_weghalen(request: StaffRequest, huishouden_id: int, lid_id: int) -> HttpResponse:
    """It was a mistake: this person never belonged to this household."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    lid = _member(request.user, toegang, lid_id)

    def do(form: WeghaalForm) -> None:
        remove_membership(by=request.user, lid=lid, versie=form.cleaned_data["versie"])
        _offer_undo(request, lid, "Weggehaald.")

    uitleg = (
        f"{lid.persoon.naam} hoorde nooit bij dit huishouden. Woonde hij of zij hier wel, leg dan vast tot wanneer. "
        "Wie dit vastlegde en weghaalde, blijft in de geschiedenis staan."
    )
    return form_page(
        request, toegang, WeghaalForm(request.POST or None, versie=lid.versie), do, actie=WIJZIGEN,
        titel="Vergissing, weghalen", knop="Weghalen", uitleg=uitleg,
    )  # fmt: skip


def _offer_undo(request: StaffRequest, lid: Huishoudlid, tekst: str) -> None:
    meld(request, tekst, ongedaan_url=reverse("personen:lid_ongedaan", args=[lid.huishouden_id, lid.pk]))


@require_POST
def lid_ongedaan(request: StaffRequest, huishouden_id: int, lid_id: int) -> HttpResponse:
    """Take back what this reader changed today about this membership."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    lid = Huishoudlid.objects.filter(pk=lid_id).first() or removed_of(Huishoudlid, lid_id)
    if lid is None or lid.huishouden_id != toegang.huishouden.pk:
        raise Http404
    if not exist_beside(request.user, toegang, [lid.persoon_id]):
        raise Http404
    try:
        undo_membership(by=request.user, lid_id=lid_id, huishouden=toegang.huishouden)
        meld(request, "Teruggedraaid.")
    except Regelfout as fout:
        meld(request, fout.melding)
    return HttpResponseRedirect(reverse("personen:huishouden", args=[huishouden_id]))


@require_http_methods(["GET", "POST"])
def verhuizen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Some of them move to a household of their own."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    home = toegang.huishouden
    living = Huishoudlid.objects.valid_on(date.today()).filter(huishouden=home, persoon__samengevoegd_in=None)
    rows = {str(lid.pk): lid for lid in living.select_related("persoon").order_by("van", "pk")}
    form = VerhuisForm(
        request.POST or None, mensen=[(lid.pk, lid.persoon.naam) for lid in rows.values()], versie=home.versie
    )

    def do(form: VerhuisForm) -> None:
        data = form.cleaned_data
        fresh = move_out(
            by=request.user, huishouden=home, leden=[rows[key] for key in data["wie"]], op=data["op"],
            adres=form.adres(), versie=data["versie"],
        )  # fmt: skip
        undo = reverse("personen:verhuizing_ongedaan", args=[home.pk, fresh.pk])
        meld(request, "De verhuizing is vastgelegd.", ongedaan_url=undo)

    uitleg = (
        "Wie verhuizen vormen samen een nieuw huishouden. De casus blijft bij dit huishouden. Het nieuwe huishouden "
        "ziet u pas weer als daar ook een melding of casus voor is: neem die zo nodig aan via het loket."
    )
    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Verhuist naar een nieuw huishouden", knop="Vastleggen",
        uitleg=uitleg,
    )  # fmt: skip


@require_POST
def verhuizing_ongedaan(request: StaffRequest, huishouden_id: int, nieuw_id: int) -> HttpResponse:
    """They never left. Only of a household that came out of this one; any other is 404."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN)
    came = Huishoudlid.objects.filter(huishouden=nieuw_id)
    lived_here = Huishoudlid.objects.filter(huishouden=toegang.huishouden, tot__isnull=False)
    people = set(came.values_list("persoon_id", flat=True))
    fresh = Huishouden.objects.filter(pk=nieuw_id).first()
    if fresh is None or not people or people - set(lived_here.values_list("persoon_id", flat=True)):
        raise Http404
    if not exists_for(request.user, fresh):
        raise Http404

    def do() -> None:
        undo_move(by=request.user, oud=toegang.huishouden, nieuw=fresh)
        meld(request, "Teruggedraaid. Zij wonen weer hier.")

    home = reverse("personen:huishouden", args=[huishouden_id])
    return handle_button(request, by=request.user, actie="verhuizing_ongedaan_gemaakt", do=do, back=home)
