"""Screens of the gate: unlock in place, get typed text back, the state of the session, demo log in."""

import json
import time
import uuid

from axes.decorators import axes_dispatch
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post, note_sign_in
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.toegang.aanmelden import BACKEND
from keukentafel.toegang.forms import OntgrendelForm, SessieForm
from keukentafel.toegang.getypt import BEWAARD
from keukentafel.toegang.models import BewaardeInvoer, Gebruiker
from keukentafel.toegang.rechten import StaffRequest, authorize
from keukentafel.toegang.sessies import end_own_sessions, sessions_of
from keukentafel.toegang.tafel import Tafel, leave_table, table_of
from keukentafel.toegang.verwerkingen import load_verwerkingen
from keukentafel.toegang.verwerkingsregister import register_lines


@require_http_methods(["GET", "POST"])
@axes_dispatch  # type: ignore[untyped-decorator]
def vergrendeld(request: StaffRequest) -> HttpResponse:
    """Ask for the password again, in place; then back to where the user was, with what was typed."""
    following = _following(request)
    form = OntgrendelForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if _is_user(request, form.cleaned_data["wachtwoord"]):
                request.session.cycle_key()  # a key that leaked while nobody was there opens nothing (ASVS 7.2.4)
                request.session["vergrendeld"] = False
                leave_table(request)
                note_sign_in("ontgrendeld", request.user, wie=request.user.pk)
                request.session["laatst_actief"] = time.time()
                if request.headers.get("Accept", "").startswith("application/json"):
                    return JsonResponse({"open": True})
                return HttpResponseRedirect(following)
            form.add_error("wachtwoord", "Dit wachtwoord klopt niet. Probeer het opnieuw.")
    table = None if request.session.get("vergrendeld") else table_of(request)
    context = {"form": form, "vervolg": request.get_full_path(), "tafel": _back_to(table) if table else ""}
    return render(request, "toegang/vergrendeld.html", context, status=status)


def _back_to(table: Tafel) -> str:
    """The address of what lies on the table."""
    return f"{table['pad']}?voor={table['voor']}" if table["voor"] else table["pad"]


def _is_user(request: StaffRequest, password: str) -> bool:
    user = request.user
    if user.demo and settings.DEMO:
        return True
    found = authenticate(request, username=user.email, password=password)
    return found is not None and found.pk == user.pk


def _following(request: HttpRequest) -> str:
    kept = request.GET.get("invoer", "")
    if kept:
        try:
            return reverse("toegang:hervat", args=[uuid.UUID(kept)])
        except ValueError:
            return "/"
    url = request.GET.get("next", "/")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else "/"


@require_safe
def hervat(request: StaffRequest, sleutel: uuid.UUID) -> HttpResponse:
    """Give typed text back to its typer: a page that posts it again when he says so."""
    kept = get_object_or_404(
        BewaardeInvoer, sleutel=sleutel, gebruiker=request.user, gemaakt_op__gte=timezone.now() - BEWAARD
    )
    fields = json.loads(kept.invoer)
    return render(request, "toegang/hervat.html", {"pad": kept.pad, "velden": fields})


@require_safe
def sessie(request: StaffRequest) -> HttpResponse:
    """Is the session still open? Asked by the page itself; asking does not keep it open."""
    last = request.session.get("laatst_actief", time.time())
    left = int(settings.VERGRENDELING_NA - (time.time() - last))
    return JsonResponse({"open": left > 0 and not request.session.get("vergrendeld"), "seconden": max(left, 0)})


@require_http_methods(["GET", "POST"])
def sessies(request: StaffRequest) -> HttpResponse:
    """Where am I logged in? End one of them, or all but this one (ASVS 7.5.2). The gate asked the second factor."""
    posted = request.method == "POST"
    form, here = SessieForm(request.POST if posted else None), request.session.session_key

    def show(form: SessieForm, status: int = 200) -> HttpResponse:
        rows = sessions_of(request.user, here)
        return render(request, "toegang/sessies.html", {"form": form, "regels": rows}, status=status)

    def do(form: SessieForm) -> str:
        end_own_sessions(by=request.user, behalve=here, kenmerk=form.cleaned_data["sessie"])
        return reverse("toegang:sessies")

    if not posted:
        return show(form)
    said = "Daar bent u nu uitgelogd."
    return handle_post(request, form, by=request.user, actie="eigen_werk", do=do, show=show, message=said)


@require_POST
def uitloggen(request: StaffRequest) -> HttpResponse:
    """Log out; the page clears its local drafts."""
    logout(request)
    response = redirect(settings.LOGIN_URL)
    response["Clear-Site-Data"] = '"storage"'
    return response


@require_POST
def demo_inloggen(request: HttpRequest, gebruiker_id: int) -> HttpResponse:
    """Log in as one of the demo cast, only while the demo is on."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(Gebruiker, pk=gebruiker_id, demo=True, is_active=True)
    login(request, user, backend=BACKEND)
    request.session["laatst_actief"] = time.time()
    return redirect("/")


@require_safe
def verwerkingen(request: StaffRequest) -> HttpResponse:
    """The register of processing activities (AVG 30): what for, on what ground, which actions. No personal data."""
    authorize(request.user, "register_inzien")
    names = ("Wet", "Grondslag", "Wetsartikel", "Bijzondere gegevens en BSN", "Bewaren", "Zekerheid")
    rows = [
        [Cel(text) for text in (law.naam, law.grondslag, law.artikel, law.bijzonder, law.bewaren, law.zeker)]
        for law in load_verwerkingen().wetten.values()
    ]
    grounds = Tabel([Kolom(name) for name in names], rows, naam="Grondslag per wet")
    return render(request, "toegang/verwerkingen.html", {"regels": register_lines(), "gronden": grounds})
