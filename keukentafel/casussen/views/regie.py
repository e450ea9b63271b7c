"""Screens: who leads, who takes over, who deputises, how far up the ladder."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.casussen.actions import (
    accept_overdracht,
    agree_regie,
    assign_regisseur,
    assign_waarnemer,
    end_waarneming,
    evaluate_opschaling,
    level_of,
    request_overdracht,
    return_overdracht,
    scale_down,
    scale_up,
    undo_assign_regisseur,
    withdraw_overdracht,
)
from keukentafel.casussen.forms import (
    AntwoordForm,
    OpschalenForm,
    OverdragenForm,
    RegieForm,
    ToewijzenForm,
    WaarnemerForm,
)
from keukentafel.casussen.kop import casus_url, current_regisseur, regisseur_of
from keukentafel.casussen.models import Casus, Casusrol, Opschaling, Overdracht
from keukentafel.casussen.permissions import access_casus, access_overdracht
from keukentafel.casussen.registers import SUGGESTIES
from keukentafel.casussen.selectors import roles_of
from keukentafel.casussen.states import Overdrachtstatus
from keukentafel.casussen.views.vorm import Vraag, ask, press
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Menuregel, Taakregel
from keukentafel.referentielijsten.public import (
    Regievorm,
    find_code,
    label_of,
)
from keukentafel.teams.public import Medewerker, colleagues_by_team, worker_of
from keukentafel.toegang.public import StaffRequest

TOEWIJZEN = "casus_toewijzen"


def colleague_groups(casus: Casus) -> list[tuple[str, Sequence[Medewerker]]]:
    """Workers to choose from: those of the case's team first, then the other teams, in one query."""
    groups = colleagues_by_team()
    return sorted(groups, key=lambda group: group[0] != casus.team.naam)


def suggested(casus: Casus, groepen: Sequence[tuple[str, Sequence[Medewerker]]]) -> tuple[str, int | None]:
    """Who has most contact (R-086) and is not regisseur now, in words, and his id; empty when there is nobody."""
    current = regisseur_of(casus)
    now = current.medewerker_id if current else None
    names = {worker.pk: worker.naam for _, workers in groepen for worker in workers}
    found = [s for source in SUGGESTIES for s in source(casus) if s.medewerker_id in names and s.medewerker_id != now]
    if not found:
        return "", None
    best = max(found, key=lambda suggestion: suggestion.aantal)
    return f"Voorstel: {names[best.medewerker_id]}, {best.reden}.", best.medewerker_id


@require_http_methods(["GET", "POST"])
def toewijzen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Make a colleague regisseur of the household's open cases."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    groepen = colleague_groups(casus)
    voorstel, best = suggested(casus, groepen)
    initial = {"regievorm": Regievorm.VOLGEND, "medewerker": best}
    form = ToewijzenForm(request.POST or None, groepen=groepen, voorstel=voorstel, initial=initial)

    def do(form: ToewijzenForm) -> None:
        data = form.cleaned_data
        rol = assign_regisseur(
            by=request.user, casus=casus, medewerker=data["medewerker"], regievorm=data["regievorm"],
            reden=data["reden"],
        )  # fmt: skip
        undo = reverse("casussen:toewijzen_ongedaan", args=[casus_id, rol.pk])
        meld(request, "Toegewezen.", ongedaan_url=undo)

    uitleg = "De regisseur leidt alle open casussen van dit huishouden."
    vraag = Vraag("Regisseur toewijzen", uitleg, "Toewijzen", rijen=_history(casus))
    return ask(request, toegang, form, vraag, TOEWIJZEN, do)


def _history(casus: Casus) -> list[Taakregel]:
    today = timezone.localdate()
    return [
        Taakregel(
            f"{label_of('casusrol', role.rol, role.van)}: {role.medewerker.naam}",
            wanneer=f"sinds {korte_datum(role.van, vandaag=today)}"
            + (f" tot en met {korte_datum(role.tot, vandaag=today)}" if role.tot else ""),
            gedaan=role.tot is not None,
        )
        for role in roles_of(casus)
    ]


@require_POST
def toewijzen_ongedaan(request: StaffRequest, casus_id: int, rol_id: int) -> HttpResponse:
    """Undo an assignment of today."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    rol = Casusrol.objects.filter(pk=rol_id, casus=toegang.casus).select_related("casus").first()
    if rol is None:
        raise Http404

    def do() -> None:
        undo_assign_regisseur(by=request.user, rol=rol)

    return press(request, casus_url(casus_id), TOEWIJZEN, do)


@require_http_methods(["GET", "POST"])
def overdragen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Ask a colleague to take over, with a note."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = OverdragenForm(request.POST or None, groepen=colleague_groups(casus))
    rijen = [_handed(casus, asked) for asked in casus.overdrachten.select_related("naar_medewerker")]

    def do(form: OverdragenForm) -> None:
        data = form.cleaned_data
        request_overdracht(by=request.user, casus=casus, naar=data["medewerker"], notitie=data["notitie"])

    vraag = Vraag(
        "Overdragen",
        "Uw collega krijgt uw bericht en neemt het aan of geeft het terug. Tot dan verandert er niets.",
        "Overdracht vragen",
        concept=f"overdracht-{casus.pk}",
        rijen=rijen,
    )
    return ask(request, toegang, form, vraag, TOEWIJZEN, do)


def _handed(casus: Casus, asked: Overdracht) -> Taakregel:
    """One hand-over that was asked: to whom, when, what became of it and why; withdrawn while it waits."""
    waits = asked.status == Overdrachtstatus.OPEN
    answer = f"{Overdrachtstatus(asked.status).label}{f': {asked.antwoord}' if asked.antwoord else ''}"
    return Taakregel(
        f"Gevraagd aan {asked.naar_medewerker.naam}. {answer}",
        wanneer=korte_datum(asked.beantwoord_op or asked.gevraagd_op, vandaag=timezone.localdate()),
        actie="Intrekken" if waits else "",
        actie_url=reverse("casussen:overdracht_intrekken", args=[casus.pk, asked.pk]) if waits else "",
    )


@require_POST
def overdracht_intrekken(request: StaffRequest, casus_id: int, overdracht_id: int) -> HttpResponse:
    """Ask it no more."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    asked = toegang.casus.overdrachten.filter(pk=overdracht_id).first()
    if asked is None:
        raise Http404

    def do() -> None:
        withdraw_overdracht(by=request.user, overdracht=asked)
        meld(request, "De overdracht is ingetrokken.")

    return press(request, reverse("casussen:overdragen", args=[casus_id]), TOEWIJZEN, do)


@require_http_methods(["GET", "POST"])
def overdracht(request: StaffRequest, overdracht_id: int) -> HttpResponse:
    """Answer a hand-over: take it, or give it back with the reason."""
    gevraagd, toegang = access_overdracht(request.user, overdracht_id)
    form = AntwoordForm(request.POST or None, versie=gevraagd.versie)
    door = worker_of(request.user)

    def do(form: AntwoordForm) -> str | None:
        data = form.cleaned_data
        if request.POST.get("keuze") != "terug":
            accept_overdracht(by=request.user, overdracht=gevraagd, door=door, versie=data["versie"])
            return None
        return_overdracht(
            by=request.user, overdracht=gevraagd, door=door, antwoord=data["antwoord"], versie=data["versie"]
        )
        meld(request, "Teruggegeven. Uw collega leest waarom.")
        return "/"  # who is no member of its team, sees this case no more

    van = gevraagd.van_medewerker
    rijen = [Taakregel(gevraagd.notitie, wanneer=f"van {van.naam}" if van else "")]
    vraag = Vraag(
        "Overdracht", "U wordt gevraagd regisseur te worden.", "Aannemen", rijen=rijen,
        knoppen=[Menuregel("Teruggeven", "terug")],
    )  # fmt: skip
    return ask(request, toegang, form, vraag, "overdracht_aannemen", do)


@require_http_methods(["GET", "POST"])
def waarnemer(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Who deputises for the regisseur, until when."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = WaarnemerForm(request.POST or None, groepen=colleague_groups(casus))

    def do(form: WaarnemerForm) -> None:
        data = form.cleaned_data
        assign_waarnemer(by=request.user, casus=casus, medewerker=data["medewerker"], tot=data["tot"])

    role = current_regisseur(casus.pk)
    rijen = []
    if role is not None and role.waarnemer is not None:
        url = reverse("casussen:waarnemer_klaar", args=[casus_id])
        rijen = [Taakregel(f"{role.waarnemer.naam} neemt nu waar.", actie="Waarneming stoppen", actie_url=url)]
    return ask(request, toegang, form, Vraag("Waarnemer", rijen=rijen), TOEWIJZEN, do)


@require_POST
def waarnemer_klaar(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The regisseur is back."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)

    def do() -> None:
        end_waarneming(by=request.user, casus=toegang.casus)

    return press(request, casus_url(casus_id), TOEWIJZEN, do)


@require_http_methods(["GET", "POST"])
def regie(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Form of regie and mandate."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    role = current_regisseur(casus_id)
    initial = {"regievorm": role.regievorm, "mandaat": role.mandaat} if role else {}
    form = RegieForm(request.POST or None, initial=initial)

    def do(form: RegieForm) -> None:
        data = form.cleaned_data
        agree_regie(by=request.user, casus=toegang.casus, regievorm=data["regievorm"], mandaat=data["mandaat"])

    return ask(request, toegang, form, Vraag("Vorm van regie"), TOEWIJZEN, do)


@require_http_methods(["GET", "POST"])
def opschalen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A step up or down the escalation ladder."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = OpschalenForm(request.POST or None)

    def do(form: OpschalenForm) -> None:
        data = form.cleaned_data
        said = {
            "reden": form.reason(), "besluit_door": data["besluit_door"], "procesregie": data["procesregie"],
            "evaluatie_op": data["evaluatie_op"],
        }  # fmt: skip
        wanted, now = int(find_code("opschalingsniveau", data["niveau"]).kenmerken.get("niveau", 0)), level_of(casus)
        if wanted == now:
            evaluate_opschaling(by=request.user, casus=casus, **said)
            return
        step = scale_up if wanted > now else scale_down
        step(by=request.user, casus=casus, niveau=data["niveau"], **said)

    today = timezone.localdate()
    rijen = [
        Taakregel(
            find_code("opschalingsniveau", step.niveau, step.op).naam,
            wanneer=f"{korte_datum(step.op, vandaag=today)}, {step.besluit_door}{_looks_again(step, place, today)}",
            gedaan=place > 0,
        )
        for place, step in enumerate(casus.opschalingen.order_by("-op", "-pk"))
    ]
    uitleg = "Blijft het niveau gelijk? Kies het dan opnieuw, met de dag waarop u weer kijkt." if rijen else ""
    return ask(request, toegang, form, Vraag("Op- of afschalen", uitleg, rijen=rijen), TOEWIJZEN, do)


def _looks_again(step: Opschaling, place: int, today: date) -> str:
    """When this level is looked at again: only of the level of now."""
    if place or step.evaluatie_op is None:
        return ""
    return f", weer bekijken op {korte_datum(step.evaluatie_op, vandaag=today)}"
