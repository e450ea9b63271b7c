"""The form of the partner: type the key, send a melding, get a receipt number. Nothing is read back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post, note_refusal
from keukentafel.core.datums import MAANDEN
from keukentafel.core.muur import NIEMANDS, name_reader
from keukentafel.meldingen.public import contact_deadline, kenmerk
from keukentafel.partner.forms import ONBEKENDE_SLEUTEL, PartnermeldingForm, SleutelForm
from keukentafel.partner.models import Partnersleutel
from keukentafel.partner.public import INZENDER, find_sleutel, send_melding, sleutel_by_id
from keukentafel.partner.states import DEMOSLEUTEL, MISLUKT_HOOGSTENS, MISLUKT_VENSTER, SESSIE

ACTIE = "partner_melden"
SLEUTEL, SINDS, BEWIJS = "partnersleutel", "partnersleutel_sinds", "partnerbewijs"  # in the session
TE_VAAK = "Er is hier te vaak een verkeerde sleutel ingevuld. Wacht een kwartier, of bel het team."


def remembered(request: HttpRequest) -> Partnersleutel | None:
    """The key that was typed on this device in the last hours, when it still holds."""
    known, since = request.session.get(SLEUTEL), request.session.get(SINDS)
    if not isinstance(known, int) or not isinstance(since, str):
        return None
    if timezone.now() - datetime.fromisoformat(since) > SESSIE:
        return None
    return sleutel_by_id(known)


def _remember(request: HttpRequest, sleutel: Partnersleutel) -> None:
    request.session.cycle_key()
    request.session[SLEUTEL], request.session[SINDS] = sleutel.pk, timezone.now().isoformat()


def _try_key(
    request: HttpRequest, form: SleutelForm | PartnermeldingForm, tekst: str
) -> tuple[Partnersleutel | None, int]:
    """The key that was typed, and the status of the answer. A right key always opens; wrong ones are counted per
    address, so that they cannot fill the log."""
    if not tekst.strip():  # forgotten, not guessed: the field says so itself
        return None, 422
    found = find_sleutel(tekst)
    if found is not None:
        _remember(request, found)
        return found, 200
    place = f"partner-mislukt:{request.META.get('REMOTE_ADDR', '')}"
    wrong = cache.get(place, 0) + 1
    cache.set(place, wrong, MISLUKT_VENSTER.total_seconds())  # `incr` of the table in production forgets the window
    if wrong > MISLUKT_HOOGSTENS:
        form.add_error("sleutel", TE_VAAK)
        return None, 429
    note_refusal(ACTIE, "onbekende_sleutel")
    form.add_error("sleutel", ONBEKENDE_SLEUTEL)
    return None, 422


@require_http_methods(["GET", "POST"])
def sleutel(request: HttpRequest) -> HttpResponse:
    """Type the key; with a right one the form opens."""
    if request.method != "POST":
        if remembered(request) is not None:
            return redirect("partner:melding")
        return _ask(request, SleutelForm())
    form, status = SleutelForm(request.POST), 422
    if form.is_valid():
        found, status = _try_key(request, form, form.cleaned_data["sleutel"])
        if found is not None:
            return redirect("partner:melding")
    return _ask(request, form, status)


def _ask(request: HttpRequest, form: SleutelForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "demosleutel": DEMOSLEUTEL if settings.DEMO else ""}
    return render(request, "partner/sleutel.html", context, status=status)


@require_http_methods(["GET", "POST"])
def melding(request: HttpRequest) -> HttpResponse:
    """The melding itself. When the key is forgotten or ended meanwhile, what was typed stays and the key is asked."""
    name_reader(NIEMANDS, timezone.localdate())  # a partner sends; of what is there he sees nothing
    known = remembered(request)
    if request.method != "POST":
        if known is None:
            return redirect("partner:sleutel")
        return _show(request, PartnermeldingForm(sleutel=known), known)
    form = PartnermeldingForm(request.POST, sleutel=known)
    if known is None:
        form.is_valid()
        known, status = _try_key(request, form, str(form.cleaned_data.get("sleutel", "")))
        if known is None:
            return _show(request, form, None, status)
        form = PartnermeldingForm(request.POST, sleutel=known)
    return _send(request, form, known)


def _send(request: HttpRequest, form: PartnermeldingForm, sleutel: Partnersleutel) -> HttpResponse:
    def show(form: PartnermeldingForm, status: int) -> HttpResponse:
        return _show(request, form, sleutel, status)

    def do(form: PartnermeldingForm) -> str:
        made = send_melding(by=INZENDER, sleutel=sleutel, gegevens=form.gegevens(sleutel))
        day = contact_deadline(made)
        request.session[BEWIJS] = {
            "kenmerk": kenmerk(made),
            "team": made.team.naam,
            "voor": f"{day.day} {MAANDEN[day.month - 1]}",
            "antwoord": form.cleaned_data["antwoord"],
        }
        return reverse("partner:ontvangen")

    return handle_post(request, form, by=INZENDER, actie=ACTIE, do=do, show=show)


def _show(
    request: HttpRequest, form: PartnermeldingForm, sleutel: Partnersleutel | None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "organisatie": "", "team": "", "wie_url": reverse("partner:wie")}
    if sleutel is not None:
        context["organisatie"] = sleutel.organisatie.naam
        context["team"] = sleutel.team.naam if sleutel.team is not None else ""
    return render(request, "partner/melding.html", context, status=status)


@require_safe
def ontvangen(request: HttpRequest) -> HttpResponse:
    """The receipt: a number that says nothing, the team, and before when it calls the resident."""
    bewijs = request.session.get(BEWIJS)
    if not isinstance(bewijs, dict):
        return redirect("partner:sleutel")
    return render(request, "partner/ontvangen.html", {"bewijs": bewijs})


@require_POST
def stoppen(request: HttpRequest) -> HttpResponse:
    """Forget the key and the receipt on this device; who is logged in as well stays so."""
    for name in (SLEUTEL, SINDS, BEWIJS):
        request.session.pop(name, None)
    return redirect("partner:sleutel")
