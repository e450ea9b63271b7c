"""The regiecheck: of a melding, or of a question at another desk."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.meldingen.actions.regie import LIJST
from keukentafel.meldingen.forms import RegiecheckForm
from keukentafel.meldingen.public import access_melding, record_regiecheck
from keukentafel.meldingen.regieadvies import Advies, advise
from keukentafel.meldingen.selectors import (
    EerderContact,
    Regisseurnu,
    count_contacts,
    earlier_contacts,
    name_of,
    regisseur_now,
)
from keukentafel.meldingen.views.blad import BEHANDELEN, url_of
from keukentafel.referentielijsten.public import (
    label_of,
    list_codes,
)
from keukentafel.teams.public import Team, teams_of, worker_of
from keukentafel.toegang.public import StaffRequest, authorize

REGISTREREN = "melding_registreren"


def _form(request: StaffRequest, teams: list[Team], *, geleid: bool = False) -> RegiecheckForm:
    questions = list_codes(LIJST, timezone.localdate())
    return RegiecheckForm(request.POST or None, vragen=questions, gebruiker=request.user, teams=teams, geleid=geleid)


def _counted(request: StaffRequest, form: RegiecheckForm) -> EerderContact | None:
    """Number and day of earlier contact with whoever was chosen at another desk; None without a choice."""
    if not form.is_bound or not form.is_valid() or form.persoon is None:
        return None
    return count_contacts(request.user, form.persoon)


def _advice(form: RegiecheckForm) -> dict[str, object] | None:
    """The advice on what was answered so far, in words; None when nothing was answered."""
    if not form.is_bound or not form.is_valid() or not form.answers():
        return None
    found = advise(form.answers(), form.vragen, form.cleaned_data["regiehouder"])
    return describe_advice(found, {vraag.code: vraag.naam for vraag in form.vragen}, form.answers())


def describe_advice(advies: Advies, vragen: dict[str, str], antwoorden: dict[str, str]) -> dict[str, object]:
    """An advice in words, with the answers that led to it."""
    return {
        "route": label_of("regiecheck_route", advies.route),
        "vraagtype": label_of("vraagtype", advies.vraagtype),
        "uitkomst": label_of("regiecheck_uitkomst", advies.uitkomst),
        "spoed": advies.spoed,
        "redenen": [(vragen[code], antwoorden[code]) for code in advies.redenen],
    }


@require_POST
def advies(request: StaffRequest) -> HttpResponse:
    """The fragment with the advice, while the questions are answered."""
    authorize(request.user, REGISTREREN)
    form = _form(request, teams_of(request.user))
    context = {"advies": _advice(form), "eerder_los": _counted(request, form)}
    return render(request, "meldingen/delen/advies.html", context)


@require_http_methods(["GET", "POST"])
def bij_melding(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The regiecheck of a melding."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)
    leads = regisseur_now(request.user, toegang.melding.huishouden)
    form = _form(request, [], geleid=leads is not None)
    earlier = earlier_contacts(request.user, toegang.melding)

    def do(form: RegiecheckForm) -> str:
        record_regiecheck(
            by=request.user, gegevens=form.gegevens(), melding=toegang.melding, door=worker_of(request.user)
        )
        meld(request, "Regiecheck vastgelegd.")
        return url_of(melding_id)

    return _handle(request, form, do, wie=name_of(toegang.melding), melding_id=melding_id, eerder=earlier, geleid=leads)


@require_http_methods(["GET", "POST"])
def los(request: StaffRequest) -> HttpResponse:
    """The regiecheck of a question at another desk, without a melding; who it is about may be told or not."""
    authorize(request.user, REGISTREREN)
    teams = teams_of(request.user)
    form = _form(request, teams)

    def do(form: RegiecheckForm) -> str:
        team = next((team for team in teams if str(team.pk) == form.cleaned_data["team"]), None)
        record_regiecheck(by=request.user, gegevens=form.gegevens(), team=team, door=worker_of(request.user))
        meld(request, "Regiecheck vastgelegd.")
        return reverse("meldingen:bak")

    return _handle(request, form, do, wie="", melding_id=None, eerder=None, geleid=None)


def _handle(
    request: StaffRequest,
    form: RegiecheckForm,
    do: Callable[[RegiecheckForm], str],
    *,
    wie: str,
    melding_id: int | None,
    eerder: EerderContact | None,
    geleid: Regisseurnu | None,
) -> HttpResponse:
    def show(form: RegiecheckForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "advies": _advice(form),
            "wie": wie,
            "terug": reverse("meldingen:bak") if melding_id is None else url_of(melding_id),
            "eerder": eerder,
            "eerder_los": _counted(request, form) if melding_id is None else None,
            "geleid": geleid,
            "concept": "regiecheck" if melding_id is None else f"regiecheck-{melding_id}",
        }
        return render(request, "meldingen/regiecheck.html", context, status=status)

    if request.method != "POST" or request.POST.get("knop") == "advies":
        return show(form)
    return handle_post(request, form, by=request.user, actie="regiecheck_gedaan", do=do, show=show)
