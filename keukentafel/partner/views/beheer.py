"""The keys of partners in the administration: make one, see it once, end it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.partner.forms import NieuweSleutelForm
from keukentafel.partner.models import Partnersleutel
from keukentafel.partner.public import end_sleutel, list_sleutels, make_sleutel
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest

BEHEREN = "partners_beheren"
HIER = "partner:sleutels"


@require_http_methods(["GET", "POST"])
def sleutels(request: StaffRequest) -> HttpResponse:
    """All keys, and a form for a new one. The answer to that form is the only page that ever shows the key."""
    shown: list[str] = []
    form = _form(request)

    def do(form: NieuweSleutelForm) -> str:
        data, (organisatie, team) = form.cleaned_data, form.chosen()
        _made, key = make_sleutel(
            by=request.user, organisatie=organisatie, team=team, voor_wie=data["voor_wie"], tot=data["tot"]
        )
        shown.append(key)
        return reverse(HIER)

    def show(form: NieuweSleutelForm, status: int = 200) -> HttpResponse:
        return _page(request, form, status=status)

    if request.method != "POST":
        return show(form)
    answer = handle_post(request, form, by=request.user, actie=BEHEREN, do=do, show=show)
    return _page(request, _form(request, bound=False), key=shown[0]) if shown else answer


def _form(request: StaffRequest, *, bound: bool = True) -> NieuweSleutelForm:
    organisaties = Organisatie.objects.filter(actief=True).order_by("naam", "pk")
    teams = Team.objects.order_by("intake", "naam", "pk")
    return NieuweSleutelForm(
        (request.POST or None) if bound else None, organisaties=list(organisaties), teams=list(teams)
    )


def _page(request: StaffRequest, form: NieuweSleutelForm, *, key: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "regels": list_sleutels(),
        "sleutel": key,
        "adres": request.build_absolute_uri(reverse("partner:sleutel")),
        "tabs": beheer_tabs(request.user, "partners"),
    }
    return render(request, "partner/sleutels.html", context, status=status)


@require_POST
def einde(request: StaffRequest, partnersleutel_id: int) -> HttpResponse:
    """End a key at once."""
    found = Partnersleutel.objects.filter(pk=partnersleutel_id).first()
    if found is None:
        raise Http404

    def do(form: Formulier) -> str:
        end_sleutel(by=request.user, sleutel=found)
        meld(request, "De sleutel is beëindigd.")
        return reverse(HIER)

    def show(form: Formulier, status: int) -> HttpResponse:
        for message in form.non_field_errors():
            meld(request, str(message))
        return _page(request, _form(request, bound=False), status=status)

    return handle_post(request, Formulier(request.POST), by=request.user, actie=BEHEREN, do=do, show=show)
