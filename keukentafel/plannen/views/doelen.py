"""Screens of goals: add (from a question, a domain or a template), change, order, judge; who does what."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import casus_kop
from keukentafel.core.getallen import positive_int
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.doelen import (
    create_actie,
    evaluate_doel,
    finish_actie,
    move_doel,
    set_doel_result,
    update_actie,
    update_doel,
)
from keukentafel.plannen.actions.evaluatie import first_evaluation
from keukentafel.plannen.actions.sjabloon import Afspraakvoorstel, create_doel_with_acties
from keukentafel.plannen.domeinen import default_scheme, domain_choices, domain_pk
from keukentafel.plannen.forms import (
    AFSPRAKEN_BIJ_DOEL,
    AfspraakForm,
    DoelForm,
    EvaluatieForm,
    NieuwDoelForm,
    Wie,
    who_choices,
)
from keukentafel.plannen.models import Doel
from keukentafel.plannen.permissions import Plantoegang, access_plan, find_actie, find_doel
from keukentafel.plannen.selectors.sjablonen import template_goal
from keukentafel.plannen.views.gedeeld import ensure_plan, plan_url, posted, press, readable_laws
from keukentafel.plannen.wie import household_members
from keukentafel.referentielijsten.public import Doelstatus, Leefdomein
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "plan_wijzigen"


@require_http_methods(["GET", "POST"])
def doel_nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A new goal with its first actions; `?sjabloon=`, `?domein=` and `?voor=` fill in what is known."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    members = household_members(toegang.casus.huishouden_id)
    who = who_choices(members, worker_of(request.user))
    form = NieuwDoelForm(
        posted(request), initial=_initial(request, toegang, who[0][0]), leden=members,
        wetten=readable_laws(toegang.kring), wie=who,
    )  # fmt: skip

    def show(form: NieuwDoelForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "terug": plan_url(toegang)}
        return render(request, "plannen/doel_nieuw.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: NieuwDoelForm) -> str:
        data = form.cleaned_data
        goal = create_doel_with_acties(
            by=request.user, plan=ensure_plan(request, toegang), acties=_wishes(data),
            personen=_persons(data["personen"]), leefdomein=Leefdomein.objects.get(pk=data["leefdomein"]),
            **_fields(data),
        )  # fmt: skip
        return plan_url(toegang, f"doel-{goal.pk}")

    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show, message="Doel toegevoegd.")


@require_http_methods(["GET", "POST"])
def doel(request: StaffRequest, casus_id: int, doel_id: int) -> HttpResponse:
    """Change a goal, in place on the plan tab or on a page of its own."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    goal = find_doel(toegang, doel_id)
    initial = {name: getattr(goal, name) for name in (*_FIELDS, "omschrijving")} | {
        "leefdomein": str(goal.leefdomein_id),
        "personen": [str(row.persoon_id) for row in goal.personen.all()],
    }
    form = DoelForm(
        posted(request), initial=initial, versie=goal.versie, doel=goal,
        leden=household_members(toegang.casus.huishouden_id), wetten=readable_laws(toegang.kring),
    )  # fmt: skip

    def show(form: DoelForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "doel": goal, "terug": plan_url(toegang)}
        return render(request, "plannen/doel.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: DoelForm) -> str:
        data = form.cleaned_data
        update_doel(
            by=request.user, doel=goal, versie=data["versie"], personen=_persons(data["personen"]),
            leefdomein_id=int(data["leefdomein"]), **_fields(data),
        )  # fmt: skip
        return plan_url(toegang, f"doel-{goal.pk}")

    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show, theirs=_theirs)


@require_POST
def doel_verplaatsen(request: StaffRequest, casus_id: int, doel_id: int) -> HttpResponse:
    """POST `richting` hoger or lager: change places with the neighbour."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    goal = find_doel(toegang, doel_id)
    laws = readable_laws(toegang.kring)

    def do() -> str:
        move_doel(by=request.user, doel=goal, omhoog=request.POST.get("richting") != "lager", wetten=laws)
        return plan_url(toegang, f"doel-{goal.pk}")

    return press(request, toegang, WIJZIGEN, do)


@require_http_methods(["GET", "POST"])
def doel_evaluatie(request: StaffRequest, casus_id: int, doel_id: int) -> HttpResponse:
    """How it goes with a goal: worker and resident apart, and whether it goes on."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    goal = find_doel(toegang, doel_id)
    form = EvaluatieForm(posted(request), initial={"status": goal.status, "streefdatum": next_doeldag(toegang, goal)})

    def show(form: EvaluatieForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "doel": goal, "terug": plan_url(toegang)}
        return render(request, "plannen/evaluatie.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: EvaluatieForm) -> str:
        data = form.cleaned_data
        evaluate_doel(
            by=request.user, doel=goal, oordeel_medewerker=data["oordeel_medewerker"],
            oordeel_inwoner=data["oordeel_inwoner"], toelichting=data["toelichting"],
            medewerker=worker_of(request.user),
        )  # fmt: skip
        if data["status"] != goal.status:
            set_doel_result(by=request.user, doel=goal, status=data["status"])
        elif goal.status == Doelstatus.OPEN and data["streefdatum"] not in (None, goal.streefdatum):
            update_doel(by=request.user, doel=goal, versie=None, streefdatum=data["streefdatum"])
        return plan_url(toegang, f"doel-{goal.pk}")

    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show, message="Evaluatie bewaard.")


def next_doeldag(toegang: Plantoegang, goal: Doel) -> date | None:
    """The day proposed to look at a goal again: its own while that is to come, else after the term of the case type."""
    today = date.today()
    if goal.streefdatum is None or goal.streefdatum > today:
        return goal.streefdatum
    return first_evaluation(toegang.casus, today)


@require_http_methods(["GET", "POST"])
def afspraak_nieuw(request: StaffRequest, casus_id: int, doel_id: int) -> HttpResponse:
    """Add who does what under a goal."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    goal = find_doel(toegang, doel_id)
    members = household_members(toegang.casus.huishouden_id)
    who = who_choices(members, worker_of(request.user))
    first = next((f"p:{row.persoon_id}" for row in goal.personen.all()), who[0][0])
    form = AfspraakForm(posted(request), initial={"wie": first}, wie=who)

    def do(form: AfspraakForm) -> str:
        create_actie(by=request.user, doel=goal, **_who_fields(form.cleaned_data))
        return plan_url(toegang, f"doel-{goal.pk}")

    return _afspraak(request, toegang, goal, form, do)


@require_http_methods(["GET", "POST"])
def afspraak(request: StaffRequest, casus_id: int, actie_id: int) -> HttpResponse:
    """Change who does what."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    found = find_actie(toegang, actie_id)
    members = household_members(toegang.casus.huishouden_id)
    initial = {
        "omschrijving": found.omschrijving,
        "wie": Wie.code_of(found),
        "wie_naam": found.wie_naam,
        "wanneer": found.wanneer,
    }
    who = who_choices(members, worker_of(request.user), found.medewerker, found.wie_soort)
    if initial["wie"] not in dict(who):  # somebody who moved out, or "the resident" without a name
        who.insert(0, (str(initial["wie"]), "De inwoner"))
    form = AfspraakForm(posted(request), initial=initial, versie=found.versie, wie=who)

    def do(form: AfspraakForm) -> str:
        data = form.cleaned_data
        fields = _who_fields(data)
        if request.POST.get("vervalt"):
            fields["vervallen_op"] = date.today()
        update_actie(by=request.user, actie=found, versie=data["versie"], **fields)
        return plan_url(toegang, f"doel-{found.doel_id}")

    return _afspraak(request, toegang, found.doel, form, do, bestaand=True)


@require_POST
def afspraak_gedaan(request: StaffRequest, casus_id: int, actie_id: int) -> HttpResponse:
    """POST `gedaan` ja or nee: tick off, or take that back."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    found = find_actie(toegang, actie_id)

    def do() -> str:
        finish_actie(by=request.user, actie=found, gedaan=request.POST.get("gedaan") != "nee")
        return plan_url(toegang, f"doel-{found.doel_id}")

    return press(request, toegang, WIJZIGEN, do)


def _afspraak(
    request: StaffRequest, toegang: Plantoegang, goal: Doel, form: AfspraakForm, do: Any, *, bestaand: bool = False
) -> HttpResponse:
    def show(form: AfspraakForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang.kring, actief="plan"),
            "form": form, "doel": goal, "terug": plan_url(toegang, f"doel-{goal.pk}"), "bestaand": bestaand,
        }  # fmt: skip
        return render(request, "plannen/afspraak.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


_FIELDS = ("streefdatum", "resultaat", "soort", "telwijze", "resultaatgebied", "wet", "besloten", "interne_notitie")


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a goal out of its form, apart from domain and persons."""
    return {name: data[name] for name in (*_FIELDS, "omschrijving")}


def _persons(keys: list[str]) -> list[Persoon]:
    return list(Persoon.objects.filter(pk__in=[int(key) for key in keys]).order_by("pk"))


def _who_fields(data: dict[str, Any]) -> dict[str, Any]:
    who = Wie.read(data["wie"])
    return {
        "omschrijving": data["omschrijving"],
        "wie_soort": who.soort,
        "persoon_id": who.persoon_id,
        "medewerker_id": who.medewerker_id,
        "wie_naam": data["wie_naam"],
        "wanneer": data["wanneer"],
    }


def _wishes(data: dict[str, Any]) -> list[Afspraakvoorstel]:
    rows = []
    for number in range(1, AFSPRAKEN_BIJ_DOEL + 1):
        who = Wie.read(data[f"wie_{number}"])
        wish = Afspraakvoorstel(data[f"afspraak_{number}"], who.soort, wanneer=data[f"wanneer_{number}"])
        rows.append(replace(wish, persoon_id=who.persoon_id, medewerker_id=who.medewerker_id))
    return rows


def _initial(request: StaffRequest, toegang: Plantoegang, first: str) -> dict[str, Any]:
    """What is known already: a template's words and days, the domain, for whom."""
    initial: dict[str, Any] = {"wie_1": first, "wie_2": first, "wet": toegang.casus.wet}
    domain = request.GET.get("domein", "")
    if domain in dict(domain_choices()):
        initial["leefdomein"] = domain
    if positive_int(request.GET.get("voor", "")):
        initial["personen"] = [request.GET["voor"]]
    template = template_goal(request.GET.get("sjabloon", ""))
    if template is None:
        return initial
    today = date.today()
    initial |= {
        "omschrijving": template.omschrijving,
        "leefdomein": str(domain_pk(known)) if (known := template.domeinen.get(default_scheme())) else "",
        "soort": template.soort,
        "resultaat": template.resultaat,
        "streefdatum": None if template.dagen is None else today + timedelta(days=template.dagen),
    }
    for number, wish in enumerate(template.acties[:AFSPRAKEN_BIJ_DOEL], start=1):
        initial |= {f"afspraak_{number}": wish.omschrijving, f"wanneer_{number}": wish.day(today)}
        if wish.wie != "inwoner":
            initial[f"wie_{number}"] = wish.wie
    return initial


def _theirs(goal: Doel) -> dict[str, Any]:
    return {name: getattr(goal, name) for name in ("omschrijving", *_FIELDS)}
