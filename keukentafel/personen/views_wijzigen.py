"""Screens to change something: each one form, then back to where the reader was."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_button, handle_post
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import change_persoon, rename_huishouden
from keukentafel.personen.belang import closed_to
from keukentafel.personen.belangen import declare_belang, withdraw_belang
from keukentafel.personen.forms import BelangForm, NaamForm, PersoonForm, initial_of
from keukentafel.personen.models import Huishouden, Persoon
from keukentafel.personen.permissions import Huishoudentoegang, access_huishouden, members_on, open_member
from keukentafel.personen.views import alike_context, labels_of
from keukentafel.toegang.public import Besluit, Gebruiker, StaffRequest, Veld

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
    vraag: Callable[[F], Mapping[str, Any] | None] | None = None,
    alleen_tonen: bool = False,
) -> HttpResponse:
    """Show or handle one form about a household; afterwards back to `terug` (default: the household).

    `vraag` tells what must be asked before it is done (see ask_first); None: nothing. `alleen_tonen`: the form was sent
    to be shown again, with more in it, and nothing is done.
    """
    url = terug or reverse("personen:huishouden", args=[toegang.huishouden.pk])
    context = {
        "huishouden": toegang.huishouden,
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
        "terug": url,
        "etiketten": labels_of(request.user, toegang.huishouden),
        "gelijkenden": None,
        **(extra or {}),
    }

    def show(form: F, status: int = 200) -> HttpResponse:
        if vraag is not None and "bestaande_persoon" in request.POST:
            context.update(alike_context(request))
        return render(request, sjabloon, {**context, "form": form}, status=status)

    def done(form: F) -> str:
        asked = vraag(form) if vraag is not None else None
        if asked is not None:
            context.update(asked)
            raise Regelfout("Misschien staat deze persoon er al. Kies hieronder wie het is.")
        do(form)
        return url

    if request.method != "POST" or alleen_tonen:
        return show(form)
    return handle_post(request, form, by=request.user, actie=actie, do=done, show=show)


@require_http_methods(["GET", "POST"])
def persoon_wijzigen(request: StaffRequest, huishouden_id: int, persoon_id: int) -> HttpResponse:
    """Change a person's data; a secret address and a BSN only by who may see them."""
    toegang = access_huishouden(request.user, huishouden_id, "huishouden_wijzigen")
    persoon, besluit = open_member(request.user, toegang, persoon_id, Veld.CONTACT)
    terug = reverse("personen:persoon", args=[huishouden_id, persoon_id])
    return persoon_page(request, toegang, persoon, besluit, terug)


def persoon_page(
    request: StaffRequest, toegang: Huishoudentoegang, persoon: Persoon, besluit: Besluit, terug: str
) -> HttpResponse:
    """The form with the data of one person, for whoever `besluit` opens them to."""
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
    belang = get_object_or_404(closed_to(toegang.huishouden), pk=belang_id)
    return handle_button(
        request, by=request.user, actie="belang_ingetrokken", back=reverse("personen:belang", args=[huishouden_id]),
        do=lambda: withdraw_belang(by=request.user, belang=belang),
    )  # fmt: skip


def people_of(huishouden: Huishouden) -> list[Persoon]:
    """Return who lives in the household today, in order of arrival."""
    ids = members_on([huishouden.pk], date.today())[huishouden.pk]
    found = Persoon.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def colleagues() -> list[tuple[int, str]]:
    """Return every user who can log in, by name."""
    return list(Gebruiker.objects.filter(is_active=True).order_by("naam", "pk").values_list("pk", "naam"))
