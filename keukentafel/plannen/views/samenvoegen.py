"""Screens to make two own plans one: look at what will move, do it, undo it (R-067)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import casus_kop
from keukentafel.core.berichten import meld
from keukentafel.plannen.actions.samenvoegen import merge_plannen, undo_merge_plannen
from keukentafel.plannen.forms import Knop
from keukentafel.plannen.permissions import access_plan
from keukentafel.plannen.selectors.samenvoegen import find_merge, merge_view
from keukentafel.plannen.views.gedeeld import ensure_plan, plan_url, posted, press
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "plan_wijzigen"


@require_http_methods(["GET", "POST"])
def samenvoegen(request: StaffRequest, casus_id: int, naastplan_id: int) -> HttpResponse:
    """GET: what of the other plan comes into this one, and who gets to see it. POST: make them one."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    view = merge_view(toegang, naastplan_id)

    def show(form: Knop, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang.kring, actief="plan"),
            "form": form,
            "beeld": view,
            "terug": plan_url(toegang),
        }
        return render(request, "plannen/samenvoegen.html", context, status=status)

    def do(form: Knop) -> str:
        merge = merge_plannen(by=request.user, bron=view.bron, doelplan=ensure_plan(request, toegang))
        meld(
            request,
            "De twee plannen zijn één plan.",
            ongedaan_url=reverse("plannen:samenvoegen_ongedaan", args=[casus_id, merge.pk]),
        )
        return plan_url(toegang, "doelen")

    form = Knop(posted(request))
    if request.method != "POST":
        return show(form)
    if view.verborgen:  # nobody decides about what she may not read
        raise PermissionDenied
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def samenvoegen_ongedaan(request: StaffRequest, casus_id: int, plansamenvoeging_id: int) -> HttpResponse:
    """Part the two plans again."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    merge = find_merge(toegang, plansamenvoeging_id)

    def do() -> str:
        undo_merge_plannen(by=request.user, samenvoeging=merge)
        return plan_url(toegang)

    return press(request, toegang, WIJZIGEN, do, "Het zijn weer twee plannen.")
