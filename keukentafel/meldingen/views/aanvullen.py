"""Complete a melding, and bring a new telephone number over to the record of the person."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.forms import AanvulForm, KnopForm
from keukentafel.meldingen.public import access_melding, amend_melding
from keukentafel.meldingen.selectors import name_of
from keukentafel.meldingen.views.aannemen import url_after
from keukentafel.meldingen.views.blad import BEHANDELEN, show_blad, url_of
from keukentafel.personen.public import access_persoon, change_telefoon
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "huishouden_wijzigen"


@require_http_methods(["GET", "POST"])
def aanvullen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """What became known later is written down here; a second editor gets the page with both."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    form = AanvulForm(request.POST or None, gebruiker=request.user, melding=toegang.melding)

    def show(form: AanvulForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "wie": name_of(toegang.melding),
            "open": toegang.melding.afgehandeld_op is None,
            "terug": url_of(melding_id),
            "concept": f"melding-aanvullen-{melding_id}",
        }
        return render(request, "meldingen/aanvullen.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: AanvulForm) -> str:
        changed = amend_melding(
            by=request.user, melding=toegang.melding, gegevens=form.gegevens(), versie=form.cleaned_data["versie"]
        )
        meld(request, "De melding is aangevuld.")
        return url_after(request.user, changed)

    return handle_post(request, form, by=request.user, actie="melding_aangevuld", do=do, show=show)


@require_POST
def telefoon_overnemen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The number that was told goes into the record of the person, for who may change that record."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    melding = toegang.melding

    def show(form: KnopForm, status: int) -> HttpResponse:
        return show_blad(request, toegang, status, fout=form)

    def do(_form: KnopForm) -> str:
        if melding.persoon_id is None or not melding.wie_telefoon:
            raise Regelfout("Bij deze melding staat geen nummer van iemand die al bekend is.")
        try:
            persoon = access_persoon(request.user, melding.persoon_id, WIJZIGEN).persoon
        except (Http404, PermissionDenied):
            raise Regelfout("Het nummer overnemen kan alleen wie het huishouden mag wijzigen.") from None
        change_telefoon(by=request.user, persoon=persoon, telefoon=melding.wie_telefoon)
        meld(request, "Het nummer staat nu ook bij de persoon.")
        return url_of(melding_id)

    return handle_post(request, KnopForm(request.POST), by=request.user, actie=WIJZIGEN, do=do, show=show)
