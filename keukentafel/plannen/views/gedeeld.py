"""What every screen of the plan needs: the way back, a button's post, the household's plan made when needed."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Casustoegang
from keukentafel.plannen.actions.evaluatie import first_evaluation
from keukentafel.plannen.actions.plan import create_plan, join_plan
from keukentafel.plannen.forms import Knop
from keukentafel.plannen.models import Plan
from keukentafel.plannen.permissions import Plantoegang
from keukentafel.plannen.views.tab import show_plan
from keukentafel.referentielijsten.public import Wet
from keukentafel.toegang.public import StaffRequest


def plan_url(toegang: Plantoegang, anker: str = "") -> str:
    """The plan tab, at the block where the worker was."""
    url = reverse("plannen:plan", args=[toegang.casus.pk])
    return f"{url}#{anker}" if anker else url


def posted(request: StaffRequest) -> QueryDict | None:
    """What was posted, also when that is nothing at all; None for a GET."""
    return request.POST if request.method == "POST" else None


def readable_laws(kring: Casustoegang) -> Sequence[str]:
    """The laws under which this worker may record on this case; that of the case first."""
    laws = [wet.value for wet in Wet if kring.mag_wet(wet)]
    return sorted(laws, key=lambda wet: wet != kring.casus.wet)


def ensure_plan(request: StaffRequest, toegang: Plantoegang) -> Plan:
    """The household's plan; made with its first goal, so that nobody has to "make a plan" first."""
    if toegang.plan is None:
        return create_plan(
            by=request.user, casus=toegang.casus, evaluatie_op=first_evaluation(toegang.casus, date.today())
        )
    if toegang.casus.plan_op is None:
        join_plan(by=request.user, casus=toegang.casus, plan=toegang.plan)
    return toegang.plan


def press(
    request: StaffRequest, toegang: Plantoegang, actie: str, do: Callable[[], str], message: str = ""
) -> HttpResponse:
    """Handle a button: `do` acts and returns where to go; a broken rule is shown above the plan."""
    return handle_post(
        request,
        Knop(request.POST),
        by=request.user,
        actie=actie,
        do=lambda form: do(),
        show=lambda form, status: show_plan(request, toegang, status=status, form=form),
        message=message,
    )
