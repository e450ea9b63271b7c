"""Look along: the plan on a tablet on the table, one topic per screen, with nothing in the page that may hurt.

The page is built from the same content as the plan to take home (selectors/meegeven.py): internal notes, alerts and
other people's private parts are not read, so they cannot be in it. Once it is shown, the session opens nothing else
until the worker gives her password again (screens.md 2.5).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core import formulieren
from keukentafel.personen.public import Persoon
from keukentafel.plannen.actions.doelen import create_actie
from keukentafel.plannen.actions.plan import agree_plan
from keukentafel.plannen.forms import EigenActieForm, MeekijkAntwoordForm
from keukentafel.plannen.models import Doel
from keukentafel.plannen.permissions import Plantoegang, access_plan, find_doel, laws_of
from keukentafel.plannen.selectors.meegeven import Publiek, audience_of, goal_words, questions_for, take_home
from keukentafel.plannen.views.gedeeld import plan_url, posted
from keukentafel.plannen.wie import household_members
from keukentafel.toegang.public import StaffRequest, may_ever, stay_at_table

WIJZIGEN = "plan_wijzigen"


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """One screen: what it is about, and the goal it shows if it shows one."""

    soort: str
    titel: str
    doel_id: int | None = None


@require_safe
def meekijken(request: StaffRequest, casus_id: int) -> HttpResponse:
    """GET `?scherm=2&voor=12`: one topic of the plan, for the household or for one person at the table."""
    toegang = access_plan(request.user, casus_id)
    stay_at_table(request, reverse("plannen:meekijken", args=[casus_id]))
    if toegang.plan is None:
        return render(request, "plannen/meekijken_leeg.html", {"terug": plan_url(toegang)})
    return _show(request, toegang, _person(request, toegang))


@require_http_methods(["GET", "POST"])
def meekijken_antwoord(request: StaffRequest, casus_id: int) -> HttpResponse:
    """POST: the household agrees, or does not and says why."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    plan = toegang.plan
    if plan is None:
        raise Http404
    person = _person(request, toegang)

    def do(form: MeekijkAntwoordForm) -> str:
        data = form.cleaned_data
        agree_plan(
            by=request.user, plan=plan, akkoord=data["akkoord"], reden=data["reden"], toelichting=data["toelichting"]
        )
        return _address(toegang, "bedankt", person)

    return _form(request, toegang, MeekijkAntwoordForm(posted(request)), do, "antwoord", None)


@require_http_methods(["GET", "POST"])
def meekijken_actie(request: StaffRequest, casus_id: int, doel_id: int) -> HttpResponse:
    """POST: the resident adds what she will do herself."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    person = _person(request, toegang)
    goal = find_doel(toegang, doel_id)
    if not _audience(toegang, person).may_goal(goal):
        raise Http404

    def do(form: EigenActieForm) -> str:
        data = form.cleaned_data
        create_actie(
            by=request.user, doel=goal, omschrijving=data["omschrijving"], wanneer=data["wanneer"],
            persoon_id=person.pk if person else None, zelf_toegevoegd=True,
        )  # fmt: skip
        return _address(toegang, f"doel-{goal.pk}", person)

    return _form(request, toegang, EigenActieForm(posted(request)), do, "doel", goal)


def _person(request: StaffRequest, toegang: Plantoegang) -> Persoon | None:
    """The person at the table; None: the household together. Somebody from elsewhere does not exist."""
    chosen = request.GET.get("voor", "")
    if not chosen:
        return None
    for lid in household_members(toegang.casus.huishouden_id):
        if str(lid.persoon_id) == chosen:
            return lid.persoon
    raise Http404


def _address(toegang: Plantoegang, scherm: str, person: Persoon | None) -> str:
    query = f"?scherm={scherm}" + (f"&voor={person.pk}" if person else "")
    return reverse("plannen:meekijken", args=[toegang.casus.pk]) + query


def _audience(toegang: Plantoegang, person: Persoon | None) -> Publiek:
    members = household_members(toegang.casus.huishouden_id)
    return audience_of(members, person, laws_of(toegang.kring.gebruiker, toegang.casus), date.today())


def _topics(toegang: Plantoegang, publiek: Publiek) -> list[Onderwerp]:
    """The screens in order: what it is about, a goal each, who helps, what is shared, what you think of it."""
    goals = [
        goal
        for goal in Doel.objects.filter(plan=toegang.plan, status="open").prefetch_related("personen__persoon")
        if publiek.may_goal(goal)
    ]
    return [
        Onderwerp("vragen", "Waar gaat het om?"),
        *(Onderwerp("doel", "Dit wil ik bereiken", goal.pk) for goal in goals),
        Onderwerp("steun", "Wie helpt er mee?"),
        Onderwerp("delen", "Wat delen we, en met wie?"),
        Onderwerp("antwoord", "Wat vindt u van dit plan?"),
    ]


def _name(topic: Onderwerp) -> str:
    return f"doel-{topic.doel_id}" if topic.doel_id else topic.soort


def _show(
    request: StaffRequest,
    toegang: Plantoegang,
    person: Persoon | None,
    *,
    scherm: str = "",
    form: formulieren.Formulier | None = None,
    status: int = 200,
) -> HttpResponse:
    if toegang.plan is None:
        raise Http404
    publiek = _audience(toegang, person)
    topics = _topics(toegang, publiek)
    wanted = scherm or request.GET.get("scherm", "")
    names = [_name(topic) for topic in topics]
    place = names.index(wanted) if wanted in names else 0
    topic = topics[place]
    context: dict[str, Any] = {
        "onderwerp": topic,
        "bedankt": wanted == "bedankt",
        "p": take_home(toegang.plan, toegang.casus, publiek=publiek, op=date.today()).inhoud,
        "doel": _goal_words(toegang, topic),
        "vragen": questions_for(toegang.casus, publiek) if topic.soort == "vragen" else [],
        "nu": place + 1,
        "totaal": len(topics),
        "vorige": _address(toegang, names[place - 1], person) if place else "",
        "volgende": _address(toegang, names[place + 1], person) if place + 1 < len(names) else "",
        "terug": plan_url(toegang),
        "casus_id": toegang.casus.pk,
        "voor": person.pk if person else "",
        "mag_wijzigen": may_ever(request.user, WIJZIGEN),
        "form": form or (MeekijkAntwoordForm() if topic.soort == "antwoord" else EigenActieForm()),
        "open": form is not None,
    }
    return render(request, "plannen/meekijken.html", context, status=status)


def _goal_words(toegang: Plantoegang, topic: Onderwerp) -> dict[str, Any] | None:
    """The goal of this screen in the words that go along."""
    if topic.doel_id is None or toegang.plan is None:
        return None
    return goal_words(toegang.plan, topic.doel_id, date.today())


def _form(
    request: StaffRequest, toegang: Plantoegang, form: Any, do: Any, soort: str, goal: Doel | None
) -> HttpResponse:
    person = _person(request, toegang)
    scherm = f"doel-{goal.pk}" if goal else soort

    def show(form: formulieren.Formulier, status: int = 200) -> HttpResponse:
        return _show(request, toegang, person, scherm=scherm, form=form, status=status)

    if request.method != "POST":
        stay_at_table(request, reverse("plannen:meekijken", args=[toegang.casus.pk]))
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)
