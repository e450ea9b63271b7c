"""Break-glass: the door, and closing it again. Reviewing it is the privacy officer's (room privacy)."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import (
    StaffRequest,
    ask_factor_again,
    authorize,
    end_noodtoegang,
    on_crisis_duty,
    own_active,
    remember_noodtoegang,
)
from keukentafel.werkplek.forms_nood import NoodtoegangForm
from keukentafel.werkplek.noodtoegang import OPENEN, break_glass, running_of


@require_http_methods(["GET", "POST"])
def noodtoegang(request: StaffRequest) -> HttpResponse:
    """Open a dossier that is closed: the second factor again, whose it is, why. One at a time."""
    authorize(request.user, OPENEN)
    if not on_crisis_duty(request.user):
        return render(request, "werkplek/noodtoegang_geen.html")
    if (asked := ask_factor_again(request, request.user)) is not None:
        return asked
    form = NoodtoegangForm(request.POST or None)

    def show(form: NoodtoegangForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "lopend": running_of(request.user)}
        return render(request, "werkplek/noodtoegang.html", context, status=status)

    def do(form: NoodtoegangForm) -> str:
        data = form.cleaned_data
        opened, url = break_glass(
            request.user, form.gezocht(), reden=data["reden"], toelichting=data["toelichting"]
        )  # fmt: skip
        if opened is None:
            meld(request, "U kunt dit dossier al openen. Noodtoegang is niet nodig.")
        else:
            remember_noodtoegang(request, opened)
        return url

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=OPENEN, do=do, show=show)


@require_POST
def noodtoegang_einde(request: StaffRequest, noodtoegang_id: int) -> HttpResponse:
    """Close one's own break-glass; somebody else's does not exist."""
    authorize(request.user, OPENEN)
    running = own_active(request.user)
    if running is None or running.pk != noodtoegang_id:
        raise Http404
    try:
        end_noodtoegang(by=request.user, noodtoegang=running)
        meld(request, "Noodtoegang beëindigd. De privacy officer kijkt na wat u bekeek.")
    except Regelfout as fout:
        meld(request, fout.melding)
    return HttpResponseRedirect("/")
