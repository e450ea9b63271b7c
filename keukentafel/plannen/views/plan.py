"""Screens of the plan as a whole: questions, status, answer, sharing, the plans of others."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import Actor, handle_post
from keukentafel.casussen.public import casus_kop
from keukentafel.core import formulieren
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.doelen import doel_from_vraag, record_vraag, withdraw_vraag
from keukentafel.plannen.actions.evaluatie import first_evaluation, hold_evaluatie, next_evaluation
from keukentafel.plannen.actions.plan import (
    agree_delen,
    agree_plan,
    align_ander_plan,
    create_plan,
    discuss_plan,
    end_plan,
    join_plan,
    register_ander_plan,
    update_plan,
    withdraw_delen,
)
from keukentafel.plannen.domeinen import default_scheme
from keukentafel.plannen.forms import (
    AnderPlanForm,
    AntwoordForm,
    BesprokenForm,
    DelenForm,
    DomeinForm,
    Knop,
    PlangegevensForm,
    TerugblikForm,
    VraagForm,
)
from keukentafel.plannen.models import Plan
from keukentafel.plannen.permissions import (
    Plantoegang,
    access_plan,
    find_ander_plan,
    find_deelafspraak,
    find_vraag,
)
from keukentafel.plannen.views.gedeeld import ensure_plan, plan_url, posted, press, readable_laws
from keukentafel.plannen.wie import household_members
from keukentafel.referentielijsten.public import Leefdomein, domains_of
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest, Veld

WIJZIGEN = "plan_wijzigen"
F = TypeVar("F", bound=formulieren.Formulier)


@require_POST
def nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Make the plan. When the household has one already: says so, and the page offers to join."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)

    def do() -> str:
        create_plan(by=request.user, casus=toegang.casus, evaluatie_op=first_evaluation(toegang.casus, date.today()))
        return plan_url(toegang)

    return press(request, toegang, WIJZIGEN, do, "Het plan is begonnen.")


@require_POST
def aansluiten(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Work on with the household's plan in this case too."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)

    def do() -> str:
        if toegang.plan is None:
            create_plan(by=request.user, casus=toegang.casus)
        else:
            join_plan(by=request.user, casus=toegang.casus, plan=toegang.plan)
        return plan_url(toegang)

    return press(request, toegang, WIJZIGEN, do, "U werkt nu verder met het plan van dit huishouden.")


@require_http_methods(["GET", "POST"])
def besproken(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The plan was talked through with the household: today by the button on the tab, or on the day that is given."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    known = toegang.plan.besproken_op if toegang.plan else None
    form = BesprokenForm(posted(request), initial={"op": known or date.today()})

    def do(form: BesprokenForm) -> str:
        discuss_plan(by=request.user, plan=ensure_plan(request, toegang), op=form.cleaned_data["op"])
        return plan_url(toegang)

    return _page(request, toegang, form, "plannen/besproken.html", do)


@require_http_methods(["GET", "POST"])
def antwoord(request: StaffRequest, casus_id: int) -> HttpResponse:
    """What the household says of its plan."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    plan = toegang.plan
    initial = (
        {"akkoord": plan.akkoord, "reden": plan.akkoord_reden, "toelichting": plan.akkoord_toelichting} if plan else {}
    )
    form = AntwoordForm(posted(request), initial=initial)

    def do(form: AntwoordForm) -> str:
        data = form.cleaned_data
        agree_plan(
            by=request.user, plan=ensure_plan(request, toegang), akkoord=data["akkoord"], reden=data["reden"],
            toelichting=data["toelichting"], op=data["op"],
        )  # fmt: skip
        return plan_url(toegang)

    return _page(request, toegang, form, "plannen/antwoord.html", do)


@require_http_methods(["GET", "POST"])
def gegevens(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The day to look back, and the note for the team."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    plan = toegang.plan
    intern = toegang.kring.besluit.mag_zien(Veld.INTERN)
    initial = (
        {"evaluatie_op": plan.evaluatie_op, "interne_notitie": plan.interne_notitie if intern else ""} if plan else {}
    )
    form = PlangegevensForm(posted(request), initial=initial, versie=plan.versie if plan else None)
    if not intern:
        del form.fields["interne_notitie"]

    def do(form: PlangegevensForm) -> str:
        data = form.cleaned_data
        update_plan(
            by=request.user, plan=ensure_plan(request, toegang), versie=data["versie"] if plan else None,
            evaluatie_op=data["evaluatie_op"], interne_notitie=data.get("interne_notitie"),
        )  # fmt: skip
        return plan_url(toegang)

    return _page(request, toegang, form, "plannen/gegevens.html", do)


@require_http_methods(["GET", "POST"])
def teruggekeken(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Household and team looked back together: on which day, and when the next time is."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    plan, today = toegang.plan, date.today()
    if plan is None:
        raise Http404
    initial = {"gehouden_op": today, "volgende": next_evaluation(plan, today)}
    form = TerugblikForm(posted(request), initial=initial)

    def do(form: TerugblikForm) -> str:
        data = form.cleaned_data
        hold_evaluatie(
            by=request.user, plan=plan, op=data["gehouden_op"], volgende=data["volgende"],
            medewerker=worker_of(request.user),
        )  # fmt: skip
        return plan_url(toegang)

    return _page(request, toegang, form, "plannen/teruggekeken.html", do)


@require_http_methods(["GET", "POST"])
def vraag_nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Write down a question in the words of who asks it."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    form = VraagForm(
        posted(request), initial={"wet": toegang.casus.wet}, leden=household_members(toegang.casus.huishouden_id),
        wetten=readable_laws(toegang.kring),
    )  # fmt: skip

    def do(form: VraagForm) -> str:
        data = form.cleaned_data
        record_vraag(
            by=request.user, casus=toegang.casus, woorden=data["woorden"], besloten=data["besloten"],
            wet=data["wet"],
            persoon=Persoon.objects.get(pk=data["persoon"]) if data["persoon"] else None,
            leefdomein=Leefdomein.objects.get(pk=data["leefdomein"]) if data["leefdomein"] else None,
        )  # fmt: skip
        return plan_url(toegang, "vragen")

    return _page(request, toegang, form, "plannen/vraag.html", do)


@require_http_methods(["GET", "POST"])
def vraag_doel(request: StaffRequest, casus_id: int, vraag_id: int) -> HttpResponse:
    """POST: the question becomes a goal, in one click. Without a domain it asks that one thing (GET)."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    vraag = find_vraag(toegang, vraag_id)
    known = vraag.leefdomein is not None
    form = (Knop if known else DomeinForm)(posted(request))

    def do(form: formulieren.Formulier) -> str:
        chosen = form.cleaned_data.get("leefdomein")
        goal = doel_from_vraag(
            by=request.user, plan=ensure_plan(request, toegang), vraag=vraag,
            leefdomein=Leefdomein.objects.get(pk=chosen) if chosen else None,
        )  # fmt: skip
        return plan_url(toegang, f"doel-{goal.pk}")

    def show(form: formulieren.Formulier, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "vraag": vraag, "terug": plan_url(toegang)}
        return render(request, "plannen/vraag_doel.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(
        request, form, by=request.user, actie=WIJZIGEN, do=do, show=show, message="De vraag is een doel."
    )


@require_POST
def vraag_vervalt(request: StaffRequest, casus_id: int, vraag_id: int) -> HttpResponse:
    """The question needs no answer any more."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    vraag = find_vraag(toegang, vraag_id)

    def do() -> str:
        withdraw_vraag(by=request.user, vraag=vraag)
        return plan_url(toegang, "vragen")

    return press(request, toegang, WIJZIGEN, do)


@require_http_methods(["GET", "POST"])
def ander_nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Register another organisation's plan."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    scheme = default_scheme()
    orgs = Organisatie.objects.filter(actief=True).exclude(soort="gemeente").values_list("pk", "naam")
    form = AnderPlanForm(
        posted(request), organisaties=[(str(pk), naam) for pk, naam in orgs.order_by("naam", "pk")],
        domeinen=[(d.code, d.naam) for d in domains_of(scheme)], initial={"wet": toegang.casus.wet},
        leden=household_members(toegang.casus.huishouden_id), wetten=readable_laws(toegang.kring),
    )  # fmt: skip

    def do(form: AnderPlanForm) -> str:
        data = form.cleaned_data
        register_ander_plan(
            by=request.user, casus=toegang.casus, eigenaar=Organisatie.objects.get(pk=data["eigenaar"]),
            naam=data["naam"], opgesteld_op=data["opgesteld_op"], domeinstelsel=scheme if data["domeinen"] else "",
            domeinen=data["domeinen"], loopt_tot=data["loopt_tot"], document=data["document"],
            contactpersoon=data["contactpersoon"], besloten=data["besloten"], wet=data["wet"],
            persoon=Persoon.objects.get(pk=data["persoon"]) if data["persoon"] else None,
        )  # fmt: skip
        return plan_url(toegang, "andere")

    return _page(request, toegang, form, "plannen/ander_plan.html", do)


@require_POST
def ander_afgestemd(request: StaffRequest, casus_id: int, plan_id: int) -> HttpResponse:
    """The other plan was laid beside this one."""
    return _other(request, casus_id, plan_id, align_ander_plan)


@require_POST
def ander_einde(request: StaffRequest, casus_id: int, plan_id: int) -> HttpResponse:
    """The other plan ended."""
    return _other(request, casus_id, plan_id, end_plan)


@require_http_methods(["GET", "POST"])
def delen_nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Agree on what is shared with whom, and why."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    form = DelenForm(
        posted(request), initial={"wet": toegang.casus.wet}, leden=household_members(toegang.casus.huishouden_id),
        wetten=readable_laws(toegang.kring),
    )  # fmt: skip

    def do(form: DelenForm) -> str:
        data = form.cleaned_data
        agree_delen(
            by=request.user, plan=ensure_plan(request, toegang), met_wie=data["met_wie"], wat=data["wat"],
            waarom=data["waarom"], besloten=data["besloten"], wet=data["wet"],
            persoon=Persoon.objects.get(pk=data["persoon"]) if data["persoon"] else None,
        )  # fmt: skip
        return plan_url(toegang, "delen")

    return _page(request, toegang, form, "plannen/delen.html", do)


@require_POST
def delen_stop(request: StaffRequest, casus_id: int, deel_id: int) -> HttpResponse:
    """From today this is no longer shared."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    shared = find_deelafspraak(toegang, deel_id)

    def do() -> str:
        withdraw_delen(by=request.user, deelafspraak=shared)
        return plan_url(toegang, "delen")

    return press(request, toegang, WIJZIGEN, do)


class _Anderplanhandeling(Protocol):
    def __call__(self, *, by: Actor, plan: Plan) -> Plan: ...


def _other(request: StaffRequest, casus_id: int, plan_id: int, act: _Anderplanhandeling) -> HttpResponse:
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    other = find_ander_plan(toegang, plan_id)

    def do() -> str:
        act(by=request.user, plan=other)
        return plan_url(toegang, "andere")

    return press(request, toegang, WIJZIGEN, do)


def _page(request: StaffRequest, toegang: Plantoegang, form: F, template: str, do: Callable[[F], str]) -> HttpResponse:
    """A form on a page of its own, under the head of the case."""

    def show(form: F, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "terug": plan_url(toegang)}
        return render(request, template, context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)
