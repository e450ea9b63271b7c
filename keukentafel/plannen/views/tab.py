"""The plan tab of a case."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from keukentafel.casussen.public import casus_kop
from keukentafel.plannen.domeinen import plain_name
from keukentafel.plannen.permissions import Plantoegang, access_plan
from keukentafel.plannen.problemen import problems_of
from keukentafel.plannen.selectors.arrangement import load_inzet
from keukentafel.plannen.selectors.nakijken import check_plan
from keukentafel.plannen.selectors.plan import plan_view
from keukentafel.plannen.selectors.samenvoegen import hint_beside, merge_of
from keukentafel.plannen.selectors.sjablonen import templates_on
from keukentafel.toegang.public import StaffRequest, Veld, may_ever


@require_safe
def plan(request: StaffRequest, casus_id: int) -> HttpResponse:
    """GET: goals with who does what, questions, the plans of others, and what may still be missing."""
    return show_plan(request, access_plan(request.user, casus_id))


def show_plan(
    request: StaffRequest, toegang: Plantoegang, *, status: int = 200, form: forms.Form | None = None
) -> HttpResponse:
    """The tab; with `form` the rule that was broken stands on top."""
    view = plan_view(toegang)
    found = toegang.plan
    merged = merge_of(toegang)
    may = may_ever(request.user, "plan_wijzigen") and (found is None or found.beeindigd_op is None)
    context = {
        **casus_kop(toegang.kring, actief="plan"),
        "beeld": view,
        "kijkpunten": check_plan(view, problems_of(toegang.kring), load_inzet(toegang)),
        "leesbare_versies": [version for version in view.versies if toegang.may_open(version)],
        "naastplannen": hint_beside(toegang) if may else [],
        "samengevoegd": merged,
        "opgegaan": merged is not None and merged.doelplan != found,
        "sjablonen": templates_on(),
        "andere": [(p, ", ".join(plain_name(p.domeinstelsel, d) for d in p.domeinen)) for p in view.andere],
        "mag_wijzigen": may,
        "mag_intern": toegang.kring.besluit.mag_zien(Veld.INTERN),
        "van_andere_casus": found is not None and toegang.casus.plan_op is None,
        "mag_terugkijken": found is not None and found.evaluatie_op is not None and found.evaluatie_op <= date.today(),
        "fout": form,
    }
    return render(request, "plannen/plan.html", context, status=status)
