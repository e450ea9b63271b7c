"""Screens to change something: each one form, then back to where the reader was."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import (
    add_member,
    change_persoon,
    end_membership,
    end_relatie,
    record_relatie,
    register_persoon,
    rename_huishouden,
)
from keukentafel.personen.belang import closed_to
from keukentafel.personen.belangen import declare_belang, withdraw_belang
from keukentafel.personen.forms import (
    NIEUW,
    BelangForm,
    EinddatumForm,
    LidForm,
    NaamForm,
    PersoonForm,
    RelatieForm,
    initial_of,
)
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.personen.permissions import (
    Huishoudentoegang,
    access_huishouden,
    access_persoon,
    members_on,
)
from keukentafel.personen.relatiewoorden import directions
from keukentafel.personen.views import open_member
from keukentafel.toegang.public import Gebruiker, StaffRequest, Veld

F = TypeVar("F", bound=Formulier)


def form_page(
    request: StaffRequest,
    toegang: Huishoudentoegang,
    form: F,
    do: Callable[[F], object],
    *,
    actie: str,
    titel: str,
    knop: str,
    uitleg: str = "",
    sjabloon: str = "personen/formulier.html",
    terug: str = "",
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show or handle one form about a household; afterwards back to `terug` (default: the household)."""
    url = terug or reverse("personen:huishouden", args=[toegang.huishouden.pk])
    context = {
        "huishouden": toegang.huishouden,
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
        "terug": url,
        **(extra or {}),
    }

    def show(form: F, status: int = 200) -> HttpResponse:
        return render(request, sjabloon, {**context, "form": form}, status=status)

    def done(form: F) -> str:
        do(form)
        return url

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=actie, do=done, show=show)


@require_http_methods(["GET", "POST"])
def persoon_wijzigen(request: StaffRequest, huishouden_id: int, persoon_id: int) -> HttpResponse:
    """Change a person's data; a secret address and a BSN only by who may see them."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    persoon, besluit = open_member(request.user, toegang, persoon_id, Veld.CONTACT)
    met_bsn = besluit.mag_zien(Veld.BSN)
    met_adres = not persoon.geheim_adres or besluit.mag_zien(Veld.GEHEIM_ADRES)
    form = PersoonForm(
        request.POST or None,
        initial=initial_of(persoon, met_bsn=met_bsn),
        versie=persoon.versie,
        met_bsn=met_bsn,
        met_adres=met_adres,
    )

    def do(form: PersoonForm) -> None:
        change_persoon(
            by=request.user, persoon=persoon, gegevens=form.gegevens(persoon), versie=form.cleaned_data["versie"]
        )

    terug = reverse("personen:persoon", args=[huishouden_id, persoon_id])
    return form_page(
        request, toegang, form, do, actie="huishouden_wijzigen", titel="Gegevens wijzigen", knop="Opslaan", terug=terug
    )


@require_http_methods(["GET", "POST"])
def hernoemen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Give the household a name, or let it follow its people again."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    home = toegang.huishouden
    form = NaamForm(request.POST or None, initial={"naam": home.naam if home.naam_gekozen else ""}, versie=home.versie)

    def do(form: NaamForm) -> None:
        naam, versie = form.cleaned_data["naam"], form.cleaned_data["versie"]
        rename_huishouden(by=request.user, huishouden=home, naam=naam, versie=versie)

    return form_page(
        request, toegang, form, do, actie="huishouden_wijzigen", titel="Naam van het huishouden", knop="Opslaan"
    )


@require_http_methods(["GET", "POST"])
def lid_toevoegen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Someone comes to live here: known already, or new. Who resembles is suggested while typing."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    form = LidForm(request.POST or None, met_bsn=toegang.besluit.mag_zien(Veld.BSN))

    def do(form: LidForm) -> None:
        data, known = form.cleaned_data, form.cleaned_data["bestaande_persoon"]
        if known:
            persoon = _recognised(request.user, known)
        else:
            persoon = register_persoon(by=request.user, gegevens=form.gegevens())
        add_member(by=request.user, huishouden=toegang.huishouden, persoon=persoon, rol=data["rol"], van=data["van"])

    return form_page(
        request,
        toegang,
        form,
        do,
        actie="huishouden_wijzigen",
        titel="Wie komt erbij?",
        knop="Toevoegen",
        sjabloon="personen/lid_toevoegen.html",
    )


def _recognised(user: Gebruiker, persoon_id: int) -> Persoon:
    """Return a person that was suggested. Raises Regelfout when the reader may not know this person."""
    try:
        return access_persoon(user, persoon_id).persoon
    except Http404 as error:
        raise Regelfout("Deze persoon kunt u niet kiezen.", veld="bestaande_persoon") from error


@require_http_methods(["GET", "POST"])
def lid_beeindigen(request: StaffRequest, huishouden_id: int, lid_id: int) -> HttpResponse:
    """Someone no longer lives here."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    lid = get_object_or_404(Huishoudlid.objects.select_related("persoon"), pk=lid_id, huishouden=toegang.huishouden)
    open_member(request.user, toegang, lid.persoon_id, Veld.IDENTITEIT)  # who fled is not found by the old membership
    form = EinddatumForm(request.POST or None, versie=lid.versie)

    def do(form: EinddatumForm) -> None:
        tot, versie = form.cleaned_data["tot"], form.cleaned_data["versie"]
        end_membership(by=request.user, lid=lid, tot=tot, versie=versie)

    uitleg = f"{lid.persoon.naam} hoort dan niet meer bij dit huishouden. Wat er is vastgelegd, blijft staan."
    return form_page(
        request,
        toegang,
        form,
        do,
        actie="huishouden_wijzigen",
        titel="Woont hier niet meer",
        knop="Vastleggen",
        uitleg=uitleg,
    )


@require_http_methods(["GET", "POST"])
def relatie_toevoegen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Record who is what to whom, as one sentence."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    people = people_of(toegang.huishouden)
    form = RelatieForm(request.POST or None, mensen=[(persoon.pk, persoon.naam) for persoon in people])

    def do(form: RelatieForm) -> None:
        data = form.cleaned_data
        by_id = {str(persoon.pk): persoon for persoon in people}
        one = by_id[data["wie"]]
        if data["ander"] == NIEUW:
            outside = Persoongegevens(achternaam=data["naam_ander"])
            other = register_persoon(by=request.user, gegevens=outside)
        else:
            other = by_id[data["ander"]]
        choice = next(direction for direction in directions() if direction.code == data["zin"])
        a, b = (other, one) if choice.omgekeerd else (one, other)
        record_relatie(by=request.user, persoon_a=a, persoon_b=b, soort=choice.soort, van=data["van"])

    return form_page(
        request,
        toegang,
        form,
        do,
        actie="huishouden_wijzigen",
        titel="Wie is wat van wie?",
        knop="Vastleggen",
        sjabloon="personen/relatie_toevoegen.html",
    )


@require_http_methods(["GET", "POST"])
def relatie_beeindigen(request: StaffRequest, huishouden_id: int, relatie_id: int) -> HttpResponse:
    """A relation no longer holds."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    members = [persoon.pk for persoon in people_of(toegang.huishouden)]
    relatie = get_object_or_404(Relatie.objects.touching(members), pk=relatie_id)
    form = EinddatumForm(request.POST or None, versie=relatie.versie)

    def do(form: EinddatumForm) -> None:
        tot, versie = form.cleaned_data["tot"], form.cleaned_data["versie"]
        end_relatie(by=request.user, relatie=relatie, tot=tot, versie=versie)

    return form_page(
        request, toegang, form, do, actie="huishouden_wijzigen", titel="Deze relatie is voorbij", knop="Vastleggen"
    )


@require_http_methods(["GET", "POST"])
def belang(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """Close this household to a colleague who is tied to it. No reason is asked, and none is kept."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    form = BelangForm(request.POST or None, collegas=colleagues())

    def do(form: BelangForm) -> None:
        chosen = Gebruiker.objects.get(pk=form.cleaned_data["gebruiker"])
        declare_belang(by=request.user, huishouden=toegang.huishouden, gebruiker=chosen)

    return form_page(
        request,
        toegang,
        form,
        do,
        actie="huishouden_wijzigen",
        titel="Iemand kent dit huishouden",
        knop="Sluiten voor deze collega",
        uitleg="Familie, buren, vrienden of een ex kunnen hun werk niet vrij doen. Een reden is niet nodig.",
        sjabloon="personen/belang.html",
        terug="/" if str(request.user.pk) == request.POST.get("gebruiker") else "",
        extra={"gesloten_voor": closed_to(toegang.huishouden)},
    )


@require_POST
def belang_intrekken(request: StaffRequest, huishouden_id: int, belang_id: int) -> HttpResponse:
    """Open this household again to a colleague."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    withdraw_belang(by=request.user, belang=get_object_or_404(closed_to(toegang.huishouden), pk=belang_id))
    return HttpResponseRedirect(reverse("personen:belang", args=[huishouden_id]))


def people_of(huishouden: Huishouden) -> list[Persoon]:
    """Return who lives in the household today, in order of arrival."""
    ids = members_on([huishouden.pk], date.today())[huishouden.pk]
    found = Persoon.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def colleagues() -> list[tuple[int, str]]:
    """Return every user who can log in, by name."""
    return list(Gebruiker.objects.filter(is_active=True).order_by("naam", "pk").values_list("pk", "naam"))
