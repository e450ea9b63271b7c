"""For the team: request what the plan needs, see what is missing, hand in, answer, withdraw."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import casus_kop, household_today
from keukentafel.core import formulieren
from keukentafel.personen.public import Persoon, first_name
from keukentafel.plannen.public import Plantoegang, access_plan, find_inzet
from keukentafel.referentielijsten.public import Wet, find_code
from keukentafel.socialekaart.public import Organisatie, alternatives_for
from keukentafel.taken.public import OverbruggingForm
from keukentafel.teams.public import worker_of, workers_of_team
from keukentafel.toegang.public import StaffRequest
from keukentafel.voorzieningen.actions import (
    answer_back,
    bridge_aanvraag,
    create_aanvraag,
    register_besluit_ander,
    running_for,
    submit_aanvraag,
    update_aanvraag,
    update_besluit_ander,
    withdraw_aanvraag,
    withdraw_besluit_ander,
)
from keukentafel.voorzieningen.forms import AanvraagForm, AntwoordForm, BesluitAnderForm, Keuzes, WetForm, law_choices
from keukentafel.voorzieningen.permissions import Aanvraagtoegang, access_aanvraag, find_besluit_ander
from keukentafel.voorzieningen.views.pagina import press, show_aanvraag

INDIENEN = "aanvraag_indienen"
_FIELDS = (
    "product", "omvang", "eenheid", "frequentie", "van", "tot", "leveringsvorm", "kosten", "verwijzer",
    "voorliggend", "overwogen", "motivering",
)  # fmt: skip


def posted(request: StaffRequest) -> QueryDict | None:
    """What was posted, also when that is nothing at all; None for a GET."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Begin a request beside the plan: law and person first."""
    toegang = access_plan(request.user, casus_id, INDIENEN)
    return _begin(request, toegang, None)


@require_http_methods(["GET", "POST"])
def uit_inzet(request: StaffRequest, casus_id: int, inzet_id: int) -> HttpResponse:
    """Request a support item of the plan: what stands there is not typed again. One that runs already is opened."""
    toegang = access_plan(request.user, casus_id, INDIENEN)
    item = find_inzet(toegang, inzet_id)
    running = running_for(item)
    if running is not None and toegang.kring.mag_wet(running.wet):
        return HttpResponseRedirect(reverse("voorzieningen:aanvraag", args=[running.pk]))
    return _begin(request, toegang, inzet_id)


def _begin(request: StaffRequest, toegang: Plantoegang, inzet_id: int | None) -> HttpResponse:
    item = None if inzet_id is None else find_inzet(toegang, inzet_id)
    laws = law_choices([wet.value for wet in Wet if toegang.kring.mag_wet(wet)])
    members = _members(toegang)
    initial = {"persoon": str(item.persoon_id or "") if item else "", "wet": item.wet if item else toegang.casus.wet}
    form = WetForm(posted(request), initial=initial, wetten=laws, leden=members)

    def show(form: WetForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="ondersteuning"), "form": form, "inzet": item}
        return render(request, "voorzieningen/nieuw.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: WetForm) -> str:
        data = form.cleaned_data
        known: dict[str, Any] = {}
        if item is not None:
            known = {
                "kosten": item.kosten, "van": item.van, "tot": item.tot, "aanbieder": item.uitvoerder,
                "motivering": item.doel.omschrijving if item.doel else "",
            }  # fmt: skip
        person = Persoon.objects.get(pk=data["persoon"])
        found = create_aanvraag(
            by=request.user, casus=toegang.casus, persoon=person, wet=data["wet"], inzet=item,
            aanvrager=worker_of(request.user), **known,
        )  # fmt: skip
        return reverse("voorzieningen:bewerken", args=[found.pk])

    return handle_post(request, form, by=request.user, actie=INDIENEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def bewerken(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Fill in the request; saving is always possible, "Bewaren en indienen" says what is still missing."""
    toegang = access_aanvraag(request.user, aanvraag_id, INDIENEN)
    found = toegang.aanvraag
    initial = {name: getattr(found, name) for name in _FIELDS} | {"aanbieder": str(found.aanbieder_id or "")}
    form = AanvraagForm(
        posted(request), initial=initial, versie=found.versie, wet=found.wet, organisaties=organisation_choices()
    )

    def show(form: AanvraagForm, status: int = 200) -> HttpResponse:
        domain = found.inzet.leefdomein.code if found.inzet else ""
        context = {"form": form, "aanvraag": found, "alternatieven": alternatives_for(domain)}
        return render(request, "voorzieningen/bewerken.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: AanvraagForm) -> str:
        data = form.cleaned_data
        fields = {name: data[name] for name in _FIELDS if name in data}
        saved = update_aanvraag(
            by=request.user, aanvraag=found, versie=data["versie"],
            aanbieder_id=int(data["aanbieder"]) if data["aanbieder"] else None, **fields,
        )  # fmt: skip
        if "indienen" in request.POST:
            submit_aanvraag(by=request.user, aanvraag=saved)
        return reverse("voorzieningen:aanvraag", args=[found.pk])

    return handle_post(request, form, by=request.user, actie=INDIENEN, do=do, show=show)


@require_POST
def indienen(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Hand it in; what is missing is named."""
    toegang = access_aanvraag(request.user, aanvraag_id, INDIENEN)
    return press(request, toegang, INDIENEN, lambda: submit_aanvraag(by=request.user, aanvraag=toegang.aanvraag))


@require_POST
def intrekken(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """It is not needed any more."""
    toegang = access_aanvraag(request.user, aanvraag_id, INDIENEN)
    return press(request, toegang, INDIENEN, lambda: withdraw_aanvraag(by=request.user, aanvraag=toegang.aanvraag))


@require_POST
def wachten(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """Who keeps contact while the request waits."""
    toegang = access_aanvraag(request.user, aanvraag_id, INDIENEN)
    workers = workers_of_team(toegang.aanvraag.casus.team_id)

    def do(form: OverbruggingForm) -> str:
        data = form.cleaned_data
        bridge_aanvraag(
            by=request.user, aanvraag=toegang.aanvraag, medewerker=form.chosen(), laatst=data["laatst"],
            volgend=data["volgend"],
        )  # fmt: skip
        return _back(toegang)

    def show(form: OverbruggingForm, status: int) -> HttpResponse:
        return show_aanvraag(request, toegang, status=status, wachtform=form)

    form = OverbruggingForm(posted(request), workers=workers, auto_id="wachten_%s")
    return handle_post(request, form, by=request.user, actie=INDIENEN, do=do, show=show)


@require_POST
def antwoord(request: StaffRequest, aanvraag_id: int, vraagterug_id: int) -> HttpResponse:
    """Answer a question of the back office."""
    toegang = access_aanvraag(request.user, aanvraag_id, INDIENEN)
    asked = toegang.aanvraag.vragen.filter(pk=vraagterug_id).first()
    if asked is None:
        raise Http404

    def do(form: AntwoordForm) -> str:
        answer_back(
            by=request.user, vraagterug=asked, antwoord=form.cleaned_data["antwoord"], door=worker_of(request.user)
        )
        return _back(toegang)

    def show(form: formulieren.Formulier, status: int) -> HttpResponse:
        return show_aanvraag(request, toegang, status=status, antwoordform=form, bij=vraagterug_id)

    return handle_post(request, AntwoordForm(posted(request)), by=request.user, actie=INDIENEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def besluit_ander(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Note what the huisarts, the court or another team decided."""
    toegang = access_plan(request.user, casus_id, INDIENEN)
    laws = law_choices([wet.value for wet in Wet if toegang.kring.mag_wet(wet)])
    form = BesluitAnderForm(posted(request), wetten=laws, leden=_members(toegang), organisaties=organisation_choices())

    def show(form: BesluitAnderForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="ondersteuning"), "form": form, "besluit": None}
        return render(request, "voorzieningen/besluit_ander.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: BesluitAnderForm) -> str:
        data = form.cleaned_data
        register_besluit_ander(
            by=request.user, casus=toegang.casus, persoon=Persoon.objects.get(pk=data["persoon"]),
            wet=str(find_code("product", data["product"]).kenmerken["wet"]), product=data["product"],
            verwijzer=data["verwijzer"], van=data["van"], tot=data["tot"],
            aanbieder_id=int(data["aanbieder"]) if data["aanbieder"] else None,
        )  # fmt: skip
        return _decisions(casus_id)

    return handle_post(request, form, by=request.user, actie=INDIENEN, do=do, show=show)


@require_http_methods(["GET", "POST"])
def besluit_ander_wijzigen(request: StaffRequest, casus_id: int, besluit_id: int) -> HttpResponse:
    """Correct or end what somebody else decided; POST `vergissing` takes it away."""
    toegang = access_plan(request.user, casus_id, INDIENEN)
    found = find_besluit_ander(toegang.kring, besluit_id)
    laws = law_choices([wet.value for wet in Wet if toegang.kring.mag_wet(wet)])
    initial = {name: getattr(found, name) for name in ("product", "verwijzer", "van", "tot")}
    form = BesluitAnderForm(
        posted(request), initial=initial | {"aanbieder": str(found.aanbieder_id or "")}, wetten=laws,
        leden=[], organisaties=organisation_choices(), versie=found.versie,
    )  # fmt: skip
    del form.fields["persoon"]

    def show(form: BesluitAnderForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="ondersteuning"), "form": form, "besluit": found}
        return render(request, "voorzieningen/besluit_ander.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: BesluitAnderForm) -> str:
        data = form.cleaned_data
        if request.POST.get("vergissing"):
            withdraw_besluit_ander(by=request.user, besluit=found)
            return _decisions(casus_id)
        update_besluit_ander(
            by=request.user, besluit=found, versie=data["versie"], product=data["product"],
            wet=str(find_code("product", data["product"]).kenmerken["wet"]), verwijzer=data["verwijzer"],
            van=data["van"], tot=data["tot"], aanbieder_id=int(data["aanbieder"]) if data["aanbieder"] else None,
        )  # fmt: skip
        return _decisions(casus_id)

    return handle_post(request, form, by=request.user, actie=INDIENEN, do=do, show=show)


def _decisions(casus_id: int) -> str:
    """The list of what others decided, where a double is flagged at once."""
    return reverse("plannen:ondersteuning", args=[casus_id]) + "#besluiten"


def organisation_choices() -> Keuzes:
    """Active organisations by name."""
    rows = Organisatie.objects.filter(actief=True).order_by("naam", "pk").values_list("pk", "naam")
    return [(str(pk), naam) for pk, naam in rows]


def _members(toegang: Plantoegang) -> Keuzes:
    return [(str(lid.persoon_id), first_name(lid.persoon)) for lid in household_today(toegang.casus)]


def _back(toegang: Aanvraagtoegang) -> str:
    return reverse("voorzieningen:aanvraag", args=[toegang.aanvraag.pk])
