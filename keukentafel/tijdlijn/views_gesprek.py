"""Screens: plan a talk, move it, call it off, say how it went, and take it to one's own calendar."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Casustoegang, access_casus, casus_kop, casus_url
from keukentafel.core.agendabestand import SOORT, write_agenda
from keukentafel.core.berichten import meld
from keukentafel.core.datums import lange_datum
from keukentafel.core.formulieren import Formulier
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.tijdlijn.agenda import as_event, moment_of, outcome_actions, place_of
from keukentafel.tijdlijn.blokken import household_members
from keukentafel.tijdlijn.gesprekformulieren import AfzeggenForm, GesprekForm
from keukentafel.tijdlijn.gesprekken import (
    cancel_gesprek,
    change_gesprek,
    miss_gesprek,
    plan_gesprek,
    restore_gesprek,
    withdraw_gesprek,
)
from keukentafel.tijdlijn.models import Gesprek
from keukentafel.tijdlijn.noemen import colleagues_to_name
from keukentafel.tijdlijn.states import Plaats
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "casus_wijzigen"
FORMULIER = "tijdlijn/gesprek.html"


def talk_of(toegang: Casustoegang, gesprek_id: int) -> Gesprek:
    """The talk, when it belongs to this case and its law may be read; Http404 otherwise."""
    rows = Gesprek.objects.filter(pk=gesprek_id, casus=toegang.casus).select_related("casus", "medewerker", "persoon")
    found = rows.defer("persoon__bsn").first()
    if found is None or not toegang.mag_wet(found.wet):
        raise Http404
    return found


def planned_talk_of(toegang: Casustoegang, gesprek_id: int) -> Gesprek | None:
    """The talk while it is planned; None once it is over (an old link). Http404 as for `talk_of`."""
    found = talk_of(toegang, gesprek_id)
    return None if found.uitkomst else found


def back_to(wanted: str, casus_id: int) -> str:
    """Where the user was: Vandaag, his agenda, or a page of this case; else the first tab of the case."""
    known = wanted in (reverse("tijdlijn:agenda"), "/") or wanted.startswith(f"/casussen/{casus_id}/")
    return wanted if known else casus_url(casus_id)


def _who_goes(toegang: Casustoegang, own: Medewerker | None, chosen: Medewerker | None = None) -> list[Medewerker]:
    """Who can be chosen: oneself first, the team and who has a role on the case."""
    first = [worker for worker in (chosen, own) if worker is not None]
    everybody = [*first, *colleagues_to_name(toegang.casus).values()]
    return list({worker.pk: worker for worker in everybody}.values())


@require_http_methods(["GET", "POST"])
def plannen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A new talk: day and time, the rest has a start."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    own = worker_of(request.user)
    initial = {
        "plaats": Plaats.THUIS, "duur_minuten": 60, "wet": toegang.casus.wet, "terug": request.GET.get("terug", ""),
        "medewerker": str(own.pk) if own else "",
    }  # fmt: skip
    form = GesprekForm(
        request.POST or None, personen=household_members(toegang), medewerkers=_who_goes(toegang, own), initial=initial
    )

    def do(form: GesprekForm) -> str:
        made = plan_gesprek(by=request.user, casus=toegang.casus, planning=form.planning())
        undo = reverse("tijdlijn:gesprek_intrekken", args=[casus_id, made.pk])
        meld(request, f"Gesprek gepland op {lange_datum(made.datum)} om {made.tijd:%H.%M}.", ongedaan_url=undo)
        return back_to(form.cleaned_data["terug"], casus_id)

    return _ask(request, toegang, form, do, {"kop": "Gesprek plannen", "knop": "Plannen", "gesprek": None})


@require_http_methods(["GET", "POST"])
def gesprek(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """One planned talk: move it, call it off, say how it went, put it in one's own calendar."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    talk = talk_of(toegang, gesprek_id)
    here = f"{casus_url(casus_id)}#gesprek-{talk.pk}"
    if talk.uitkomst:
        return HttpResponseRedirect(here)
    names = ("datum", "tijd", "plaats", "duur_minuten", "wet")
    chosen = {"persoon": str(talk.persoon_id or ""), "medewerker": str(talk.medewerker_id)}
    form = GesprekForm(
        request.POST or None, personen=household_members(toegang, talk.persoon),
        medewerkers=_who_goes(toegang, worker_of(request.user), talk.medewerker),
        initial={name: getattr(talk, name) for name in names} | chosen, versie=talk.versie,
    )  # fmt: skip

    def do(form: GesprekForm) -> str:
        data = form.cleaned_data
        moved = change_gesprek(by=request.user, gesprek=talk, planning=form.planning(), versie=data["versie"])
        meld(request, f"Gesprek staat op {lange_datum(moved.datum)} om {moved.tijd:%H.%M}.")
        return here

    args = [casus_id, talk.pk]
    links = {
        "acties": outcome_actions(talk, terug=casus_url(casus_id)),
        "ics_url": reverse("tijdlijn:gesprek_ics", args=args),
    }
    context = {"kop": "Gesprek wijzigen", "knop": "Opslaan", "gesprek": talk, **links}
    return _ask(request, toegang, form, do, context)


@require_http_methods(["GET", "POST"])
def afzeggen(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """Call it off, with the reason."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    talk = talk_of(toegang, gesprek_id)
    form = AfzeggenForm(request.POST or None, initial={"terug": request.GET.get("terug", "")}, versie=talk.versie)

    def do(form: AfzeggenForm) -> str:
        data = form.cleaned_data
        cancel_gesprek(by=request.user, gesprek=talk, reden=data["reden"], versie=data["versie"])
        undo = reverse("tijdlijn:gesprek_herstellen", args=[casus_id, talk.pk])
        meld(request, "Het gesprek is afgezegd.", ongedaan_url=undo)
        return back_to(data["terug"], casus_id)

    words = f"{moment_of(talk, timezone.localdate()).capitalize()}, {place_of(talk).lower()}."
    context = {"kop": "Gesprek afzeggen", "knop": "Afzeggen", "gesprek": None, "uitleg": words}
    return _ask(request, toegang, form, do, context)


def _ask(
    request: StaffRequest,
    toegang: Casustoegang,
    form: GesprekForm | AfzeggenForm,
    do: Callable[..., str],
    context: Mapping[str, object],
) -> HttpResponse:
    def show(form: Formulier, status: int = 200) -> HttpResponse:
        back = back_to(str(form["terug"].value() or ""), toegang.casus.pk)
        shown = {
            "uitleg": "", "acties": (), "ics_url": "", **casus_kop(toegang, "tijdlijn"), "form": form,
            "terug_url": back, **context,
        }  # fmt: skip
        return render(request, FORMULIER, shown, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def niet_bereikt(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """One click: nobody was there."""
    talk = talk_of(access_casus(request.user, casus_id, WIJZIGEN), gesprek_id)

    def do() -> None:
        item = miss_gesprek(by=request.user, gesprek=talk, medewerker=worker_of(request.user))
        undo = reverse("tijdlijn:intrekken", args=[casus_id, item.pk])
        meld(request, "Vastgelegd: niet bereikt.", ongedaan_url=undo)

    return _press(request, casus_id, do)


@require_POST
def herstellen(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """Undo the calling off."""
    talk = talk_of(access_casus(request.user, casus_id, WIJZIGEN), gesprek_id)

    def do() -> None:
        restore_gesprek(by=request.user, gesprek=talk)
        meld(request, "Het gesprek staat er weer.")

    return _press(request, casus_id, do)


@require_POST
def intrekken(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """Undo the planning, on the day itself."""
    talk = talk_of(access_casus(request.user, casus_id, WIJZIGEN), gesprek_id)

    def do() -> None:
        withdraw_gesprek(by=request.user, gesprek=talk)
        meld(request, "Het gesprek is niet meer gepland.")

    return _press(request, casus_id, do)


def _press(request: StaffRequest, casus_id: int, act: Callable[[], None]) -> HttpResponse:
    """One click: do it and go back where the user was; a rule that forbids it is said there."""
    back = back_to(request.POST.get("terug", ""), casus_id)

    def do(form: Formulier) -> str:
        act()
        return back

    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return HttpResponseRedirect(back)

    return handle_post(request, Formulier(request.POST), by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_safe
def ics(request: StaffRequest, casus_id: int, gesprek_id: int) -> HttpResponse:
    """One talk as a calendar file: when, and the number of the case; nothing else leaves."""
    talk = talk_of(access_casus(request.user, casus_id), gesprek_id)
    if talk.uitkomst:
        raise Http404
    return calendar_file([talk], naam="")


def calendar_file(talks: list[Gesprek], *, naam: str) -> HttpResponse:
    """The answer with these talks as a calendar file, under a name that says nothing."""
    response = HttpResponse(write_agenda([as_event(talk) for talk in talks], naam=naam), content_type=SOORT)
    response["Content-Disposition"] = 'attachment; filename="gesprek.ics"'
    return response
