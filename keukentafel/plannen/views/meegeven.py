"""Screens of the plan that goes along: one button, the PDF as it was given, and a page to print."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import casus_kop
from keukentafel.plannen.actions.meegeven import give_plan
from keukentafel.plannen.forms import MeegeefForm
from keukentafel.plannen.pdf import render_html, render_pdf
from keukentafel.plannen.permissions import Plantoegang, access_plan, find_versie, laws_of
from keukentafel.plannen.selectors.meegeven import audience_of, handover_notes, take_home
from keukentafel.plannen.states import Verstrekvorm
from keukentafel.plannen.views.gedeeld import plan_url, posted
from keukentafel.plannen.wie import household_members
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import StaffRequest


@require_http_methods(["GET", "POST"])
def meegeven(request: StaffRequest, casus_id: int) -> HttpResponse:
    """POST: make the next version and go to its PDF; "verstrekt" is noted with it. GET: for whom is it?"""
    toegang = access_plan(request.user, casus_id, "plan_wijzigen")
    members = household_members(toegang.casus.huishouden_id)
    form = MeegeefForm(posted(request), leden=members)

    def show(form: MeegeefForm, status: int = 200) -> HttpResponse:
        context = {**casus_kop(toegang.kring, actief="plan"), "form": form, "terug": plan_url(toegang)}
        context["let_op"] = handover_notes(members, date.today())
        return render(request, "plannen/meegeven_voor.html", context, status=status)

    if request.method != "POST" or toegang.plan is None:
        return show(form)
    plan = toegang.plan

    def do(form: MeegeefForm) -> str:
        chosen = form.cleaned_data["voor"]
        person = next((lid.persoon for lid in members if str(lid.persoon_id) == chosen), None)
        version = give_plan(
            by=request.user,
            plan=plan,
            casus=toegang.casus,
            voor=person,
            medewerker=worker_of(request.user),
            vorm=form.cleaned_data["vorm"] or Verstrekvorm.PAPIER,
        )
        return reverse("plannen:versie", args=[toegang.casus.pk, version.pk])

    return handle_post(request, form, by=request.user, actie="plan_wijzigen", do=do, show=show)


@require_safe
def versie(request: StaffRequest, casus_id: int, versie_id: int) -> HttpResponse:
    """GET: a version as it was given, as PDF. The file name says nothing about anyone."""
    toegang = access_plan(request.user, casus_id)
    found = find_versie(toegang, versie_id)
    response = HttpResponse(render_pdf(found.inhoud), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{found.plan.nummer}-v{found.nummer}.pdf"'
    return response


@require_safe
def versie_afdruk(request: StaffRequest, casus_id: int, versie_id: int) -> HttpResponse:
    """GET: a version as it was given, as a page to print."""
    toegang = access_plan(request.user, casus_id)
    return HttpResponse(render_html(find_versie(toegang, versie_id).inhoud, pdf=False, terug=plan_url(toegang)))


@require_safe
def afdruk(request: StaffRequest, casus_id: int) -> HttpResponse:
    """GET: how the household's copy will look; nothing is noted as given."""
    toegang = access_plan(request.user, casus_id)
    if toegang.plan is None:
        return show_empty(request, toegang)
    publiek = audience_of(
        household_members(toegang.casus.huishouden_id), None, laws_of(request.user, toegang.casus), date.today()
    )
    content = take_home(toegang.plan, toegang.casus, publiek=publiek, op=date.today())
    return HttpResponse(render_html(content.inhoud, pdf=False, terug=plan_url(toegang)))


def show_empty(request: StaffRequest, toegang: Plantoegang) -> HttpResponse:
    """There is no plan yet: says so, with the way back."""
    context = {**casus_kop(toegang.kring, actief="plan"), "terug": plan_url(toegang)}
    return render(request, "plannen/geen_plan.html", context)
