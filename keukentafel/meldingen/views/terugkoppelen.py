"""The answer to who reported: on which ground, in which words, sent with one press."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.meldingen.actions.verzenden import lay_in_outbox, send_again
from keukentafel.meldingen.berichten import likely_way, write_bericht
from keukentafel.meldingen.forms import GrondForm, VerstuurForm
from keukentafel.meldingen.models import Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.permissions import Meldingtoegang
from keukentafel.meldingen.public import access_melding, record_grondslag, send_terugkoppeling
from keukentafel.meldingen.selectors import ready_bericht, reporter_of
from keukentafel.meldingen.states import Berichtaanleiding, Berichtstatus, Terugkoppelsoort, Verzendstand, Verzendwijze
from keukentafel.meldingen.views.blad import BEHANDELEN, url_of
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest

WOORD = {True: "ja", False: "nee", None: ""}


def _promised(toegang: Meldingtoegang) -> Terugkoppeling:
    return get_object_or_404(Terugkoppeling, melding=toegang.melding)


def _send_form(request: StaffRequest, toegang: Meldingtoegang, bericht: Terugkoppelbericht, data: bool) -> VerstuurForm:
    initial = {
        "hulp_geregeld": WOORD[bericht.hulp_geregeld],
        "probleem_opgelost": WOORD[bericht.probleem_opgelost],
        "iets_verwacht": WOORD[bericht.iets_verwacht],
        "wijze": likely_way(toegang.melding),
    }
    receipt = bericht.aanleiding == Berichtaanleiding.ONTVANGST
    return VerstuurForm(request.POST if data else None, initial=initial, ontvangst=receipt)


def _grond_form(toegang: Meldingtoegang, grondslag: str) -> GrondForm:
    kind = toegang.melding.melder_soort
    return GrondForm(initial={"grondslag": grondslag}, melder_soort=kind, auto_id="grond_%s")


def _show(
    request: StaffRequest,
    toegang: Meldingtoegang,
    status: int = 200,
    *,
    grond: GrondForm | None = None,
    versturen: VerstuurForm | None = None,
) -> HttpResponse:
    promised = _promised(toegang)
    ready = ready_bericht(promised)
    receipt = ready is not None and ready.aanleiding == Berichtaanleiding.ONTVANGST
    may = receipt or promised.soort == Terugkoppelsoort.ANTWOORD
    if ready is not None and may and versturen is None:
        versturen = _send_form(request, toegang, ready, data=False)
    asked = promised.grondslag == Grondslag.NOG_VRAGEN
    context = {
        "melding": toegang.melding,
        "melder": reporter_of(toegang.melding),
        "terugkoppeling": promised,
        "klaar": ready,
        "ontvangst": receipt,
        "tekst": write_bericht(toegang.melding, ready) if ready is not None and may else None,
        "versturen": versturen,
        "grond": grond or _grond_form(toegang, "" if asked else promised.grondslag),
        "grond_open": asked or grond is not None,
        "verstuurd": promised.berichten.filter(status=Berichtstatus.VERSTUURD).order_by("-verstuurd_op", "-pk"),
        "terug": url_of(toegang.melding.pk),
    }
    return render(request, "meldingen/terugkoppeling.html", context, status=status)


@require_http_methods(["GET", "POST"])
def terugkoppeling(request: StaffRequest, melding_id: int) -> HttpResponse:
    """What lies ready for the reporter; POST sends it."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    promised = _promised(toegang)
    ready = ready_bericht(promised)
    if request.method != "POST":
        return _show(request, toegang)
    if ready is None:
        return _show(request, toegang, 422)
    bericht = ready

    def do(form: VerstuurForm) -> str:
        wijze = form.cleaned_data["wijze"]
        sent = send_terugkoppeling(
            by=request.user, bericht=bericht, wijze=wijze, door=worker_of(request.user), antwoorden=form.antwoorden()
        )
        if wijze == Verzendwijze.MAIL:
            lay_in_outbox(by=request.user, bericht=sent)
        meld(request, "Het antwoord gaat nu uit." if wijze == Verzendwijze.MAIL else "Vastgelegd als verstuurd.")
        return url_of(melding_id)

    def show(form: VerstuurForm, status: int) -> HttpResponse:
        return _show(request, toegang, status, versturen=form)

    form = _send_form(request, toegang, bericht, data=True)
    return handle_post(request, form, by=request.user, actie="terugkoppeling_verstuurd", do=do, show=show)


@require_POST
def grond(request: StaffRequest, melding_id: int) -> HttpResponse:
    """On which ground the reporter may hear how it went."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    promised = _promised(toegang)

    def do(form: GrondForm) -> str:
        data = form.cleaned_data
        record_grondslag(
            by=request.user, terugkoppeling=promised, grondslag=data["grondslag"], reden_niet=data["reden_niet"]
        )
        meld(request, "Vastgelegd.")
        return request.path.removesuffix("grond/")

    def show(form: GrondForm, status: int) -> HttpResponse:
        return _show(request, toegang, status, grond=form)

    return handle_post(
        request,
        GrondForm(request.POST, melder_soort=toegang.melding.melder_soort, auto_id="grond_%s"),
        by=request.user,
        actie="grond_vastgelegd",
        do=do,
        show=show,
    )


@require_safe
def brief(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The message as a letter to print."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    promised = _promised(toegang)
    ready = ready_bericht(promised)
    receipt = ready is not None and ready.aanleiding == Berichtaanleiding.ONTVANGST
    if ready is None or not (receipt or promised.soort == Terugkoppelsoort.ANTWOORD):
        raise Http404
    context = {
        "melding": toegang.melding,
        "tekst": write_bericht(toegang.melding, ready),
        "adres": [line.strip() for line in toegang.melding.melder_adres.split(",") if line.strip()],
    }
    return render(request, "meldingen/brief.html", context)


@require_POST
def opnieuw(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Mail the messages that failed once more."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    failed = _promised(toegang).berichten.filter(verzending=Verzendstand.MISLUKT).order_by("pk")

    def do(form: Formulier) -> str:
        for bericht in failed:
            send_again(by=request.user, bericht=bericht)
        return request.path.removesuffix("opnieuw/")

    def show(form: Formulier, status: int) -> HttpResponse:
        return _show(request, toegang, status)

    form = Formulier(request.POST)
    return handle_post(request, form, by=request.user, actie="bericht_opnieuw_klaargezet", do=do, show=show)
