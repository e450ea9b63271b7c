"""Screens that close or open a household: the shield, its list, lifting it by two, and someone's own household."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.belang import listed_users, open_ontschermverzoek
from keukentafel.personen.belangen import (
    answer_ontscherming,
    declare_eigen_persoon,
    request_ontscherming,
    shield_huishouden,
)
from keukentafel.personen.forms import AfschermForm, EigenPersoonForm, OntschermForm
from keukentafel.personen.permissions import access_huishouden
from keukentafel.personen.views_wijzigen import form_page
from keukentafel.toegang.public import Gebruiker, Label, StaffRequest, authorize

AFSCHERMEN = "huishouden_afschermen"
EIGEN = "eigen_werk"
BEHEREN = "teams_beheren"
GEDAAN = "Staat u bij ons geregistreerd, dan is uw eigen huishouden nu voor u dicht."
GEDAAN_VOOR = "Staat deze medewerker bij ons geregistreerd, dan is het eigen huishouden nu dicht."


@require_http_methods(["GET", "POST"])
def afschermen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Shield a household, or change who is on its list: whoever is not does not know that it exists."""
    toegang = access_huishouden(request.user, huishouden_id, AFSCHERMEN)
    home = toegang.huishouden
    shielded = home.label == Label.AFGESCHERMD
    listed = listed_users(home.pk) if shielded else [request.user.pk]
    people = list(Gebruiker.objects.filter(is_active=True).order_by("naam", "pk"))
    form = AfschermForm(
        request.POST or None,
        collegas=people,
        lijst=listed,
        initial={"gebruikers": [str(pk) for pk in listed]},
        versie=home.versie,
    )

    def do(form: AfschermForm) -> None:
        chosen = [one for one in people if str(one.pk) in form.cleaned_data["gebruikers"]]
        shield_huishouden(by=request.user, huishouden=home, gebruikers=chosen, versie=form.cleaned_data["versie"])

    return form_page(
        request,
        toegang,
        form,
        do,
        actie=AFSCHERMEN,
        titel="Wie mag dit huishouden zien" if shielded else "Huishouden afschermen",
        knop="Lijst opslaan" if shielded else "Afschermen",
        uitleg="Voor alle anderen bestaat dit huishouden dan niet: niet in de lijst, niet in het zoeken.",
        sjabloon="personen/afschermen.html",
        alleen_tonen="zoeken" in request.POST,
    )


@require_http_methods(["GET", "POST"])
def ontschermen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Ask to lift the shield; a second colleague of the list decides."""
    toegang = access_huishouden(request.user, huishouden_id, AFSCHERMEN)
    if toegang.huishouden.label != Label.AFGESCHERMD:
        return HttpResponseRedirect(reverse("personen:huishouden", args=[huishouden_id]))

    def do(form: OntschermForm) -> None:
        request_ontscherming(by=request.user, huishouden=toegang.huishouden, reden=form.cleaned_data["reden"])
        meld(request, "Gevraagd. Een collega van de lijst beslist.")

    return form_page(
        request,
        toegang,
        OntschermForm(request.POST or None),
        do,
        actie=AFSCHERMEN,
        titel="Niet langer afschermen",
        knop="Vragen",
        uitleg="Een tweede collega van de lijst beslist. Tot dan verandert er niets.",
    )


@require_POST
def ontscherming(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Decide on the request to lift the shield: `besluit` is `ja` or `nee`."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    asked = open_ontschermverzoek(toegang.huishouden)
    choice = request.POST.get("besluit")
    if asked is None or choice not in ("ja", "nee"):
        meld(request, "Hierover valt niets te beslissen.")
    else:
        try:
            answer_ontscherming(by=request.user, verzoek=asked, akkoord=choice == "ja")
            meld(request, "Niet langer afgeschermd." if choice == "ja" else "Het huishouden blijft afgeschermd.")
        except Regelfout as fout:
            meld(request, fout.melding)
    return HttpResponseRedirect(reverse("personen:huishouden", args=[huishouden_id]))


@require_http_methods(["GET", "POST"])
def eigen_persoon(request: StaffRequest) -> HttpResponse:
    """Say who you are yourself: your own household closes to you, without showing whether it is known."""
    authorize(request.user, EIGEN)
    return _own(request, request.user, EIGEN, "Mijn eigen huishouden", "/", GEDAAN)


@require_http_methods(["GET", "POST"])
def eigen_persoon_van(request: StaffRequest, gebruiker_id: int) -> HttpResponse:
    """The administrator says who a worker is; he sees no person by it."""
    authorize(request.user, BEHEREN)
    user = Gebruiker.objects.filter(pk=gebruiker_id).first()
    if user is None:
        raise Http404
    return _own(request, user, BEHEREN, "Eigen huishouden van een medewerker", reverse("teams:gebruikers"), GEDAAN_VOOR)


def _own(request: StaffRequest, gebruiker: Gebruiker, actie: str, titel: str, terug: str, gedaan: str) -> HttpResponse:
    form = EigenPersoonForm(request.POST or None)

    def show(form: EigenPersoonForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "titel": titel, "wie": gebruiker.naam, "terug": terug}
        return render(request, "personen/eigen_persoon.html", context, status=status)

    def do(form: EigenPersoonForm) -> str:
        declare_eigen_persoon(by=request.user, gebruiker=gebruiker, kenmerken=form.kenmerken())
        return terug

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=actie, do=do, show=show, message=gedaan)
