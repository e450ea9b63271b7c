"""The tab Ondersteuning: what was there, what is new, per domain and circle; start and stop."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import casus_kop
from keukentafel.core.berichten import meld
from keukentafel.plannen.actions.inzet import create_inzet, start_inzet, stop_inzet, update_inzet
from keukentafel.plannen.domeinen import default_scheme, domain_choices
from keukentafel.plannen.forms import InzetForm, StopForm, outcome, outcome_initial
from keukentafel.plannen.kringen import LIJST, REGIE_TEAM, Plaats, circle_of, place_of
from keukentafel.plannen.models import Inzet
from keukentafel.plannen.permissions import Plantoegang, access_plan, find_inzet
from keukentafel.plannen.registers import ONDERSTEUNINGSBLOKKEN, ONDERSTEUNINGSLINKS
from keukentafel.plannen.selectors.arrangement import arrangement
from keukentafel.plannen.views.gedeeld import ensure_plan, posted, press, readable_laws
from keukentafel.plannen.wie import household_members
from keukentafel.referentielijsten.public import Kring, Leefdomein, UitvoerderSoort, domains_of, label_of
from keukentafel.socialekaart.public import Organisatie, alternatives_for
from keukentafel.toegang.public import StaffRequest, may_ever

WIJZIGEN = "plan_wijzigen"
_FIELDS = (
    "omschrijving", "aard", "uitvoerder_soort", "status", "van", "hoogstens_tot", "omvang", "kosten",
    "zonder_indicatie", "besloten", "wet", "kring", "kringsoort",
)  # fmt: skip


def _url(toegang: Plantoegang) -> str:
    return reverse("plannen:ondersteuning", args=[toegang.casus.pk])


@require_safe
def ondersteuning(request: StaffRequest, casus_id: int) -> HttpResponse:
    """GET: the grid of domain by circle, and the shift."""
    toegang = access_plan(request.user, casus_id)
    still_open = toegang.plan is None or toegang.plan.beeindigd_op is None  # an ended plan is read, not changed
    may_request = still_open and may_ever(request.user, "aanvraag_indienen")
    context = {
        **casus_kop(toegang.kring, actief="ondersteuning"),
        "links": [link(casus_id) for link in ONDERSTEUNINGSLINKS] if may_request else [],
        "blokken": [found for block in ONDERSTEUNINGSBLOKKEN if (found := block(toegang.kring)) is not None],
        "arrangement": arrangement(toegang),
        "team_telt_als": label_of("kring", circle_of(UitvoerderSoort.TEAM)).lower(),
        "mag_wijzigen": still_open and may_ever(request.user, "plan_wijzigen"),
        "mag_aanvragen": may_request,
    }
    return render(request, "plannen/ondersteuning.html", context)


@require_http_methods(["GET", "POST"])
def inzet_nieuw(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Add support; `?aard=`, `?domein=`, `?kring=` and `?wie=team` fill in what is known."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    form = InzetForm(posted(request), initial=_initial(request, toegang), **_options(toegang))

    def do(form: InzetForm) -> str:
        data = form.cleaned_data
        create_inzet(
            by=request.user, plan=ensure_plan(request, toegang),
            leefdomein=Leefdomein.objects.get(pk=data["leefdomein"]),
            **_links(data), **outcome(data), **{name: data[name] for name in _FIELDS},
        )  # fmt: skip
        return _url(toegang)

    return _page(request, toegang, form, do, None)


@require_http_methods(["GET", "POST"])
def inzet(request: StaffRequest, casus_id: int, inzet_id: int) -> HttpResponse:
    """Change support."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    item = find_inzet(toegang, inzet_id)
    usual = place_of(item.uitvoerder_soort, op=item.van) if item.uitvoerder_soort else Plaats("", "")
    initial = {name: getattr(item, name) for name in _FIELDS} | {
        "kring": "" if item.kring == usual.kring else item.kring,  # empty: it follows from who does it
        "kringsoort": "" if item.kringsoort == usual.kringsoort else item.kringsoort,
        **outcome_initial(item),
        "leefdomein": str(item.leefdomein_id),
        "persoon": str(item.persoon_id or ""),
        "doel": str(item.doel_id or ""),
        "uitvoerder": str(item.uitvoerder_id or ""),
    }
    form = InzetForm(posted(request), initial=initial, versie=item.versie, item=item, **_options(toegang))

    def do(form: InzetForm) -> str:
        data = form.cleaned_data
        fields = {name: data[name] for name in _FIELDS if name in data}
        update_inzet(
            by=request.user, inzet=item, versie=data["versie"], leefdomein_id=int(data["leefdomein"]),
            **_links(data), **outcome(data), **fields,
        )  # fmt: skip
        return _url(toegang)

    return _page(request, toegang, form, do, item)


@require_http_methods(["GET", "POST"])
def inzet_stop(request: StaffRequest, casus_id: int, inzet_id: int) -> HttpResponse:
    """Support stops; the message offers the way back."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    item = find_inzet(toegang, inzet_id)
    form = StopForm(posted(request), initial=outcome_initial(item))

    def show(form: StopForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang.kring, actief="ondersteuning"),
            "form": form, "inzet": item, "terug": _url(toegang),
        }  # fmt: skip
        return render(request, "plannen/inzet_stop.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: StopForm) -> str:
        stop_inzet(by=request.user, inzet=item, op=form.cleaned_data["tot"], **outcome(form.cleaned_data))
        back = reverse("plannen:inzet_start", args=[toegang.casus.pk, item.pk])
        stopped = form.cleaned_data["tot"] <= date.today()
        meld(
            request, "Deze steun is gestopt." if stopped else "Vastgelegd wanneer deze steun stopt.", ongedaan_url=back
        )
        return _url(toegang)

    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def inzet_start(request: StaffRequest, casus_id: int, inzet_id: int) -> HttpResponse:
    """What was proposed begins, or what stopped goes on."""
    toegang = access_plan(request.user, casus_id, WIJZIGEN)
    item = find_inzet(toegang, inzet_id)

    def do() -> str:
        start_inzet(by=request.user, inzet=item)
        return _url(toegang)

    return press(request, toegang, WIJZIGEN, do)


def _initial(request: StaffRequest, toegang: Plantoegang) -> dict[str, Any]:
    """What is known before anything is typed; of the team's own effort also what it is, and until when (R-076)."""
    domain, circle = request.GET.get("domein", ""), request.GET.get("kring", "")
    initial: dict[str, Any] = {
        "aard": "bestaand" if request.GET.get("aard") == "bestaand" else "nieuw",
        "wet": toegang.casus.wet,
    }
    if domain in dict(domain_choices()):
        initial["leefdomein"] = domain
    if circle in Kring.values:
        initial["kring"] = circle
    if request.GET.get("wie") == UitvoerderSoort.TEAM:
        initial |= {"uitvoerder_soort": UitvoerderSoort.TEAM, "omschrijving": label_of(LIJST, REGIE_TEAM)}
        goals = toegang.readable(toegang.plan.doelen.open()) if toegang.plan else []
        if goals and str(goals[0].leefdomein_id) in dict(domain_choices()):
            initial["leefdomein"] = str(goals[0].leefdomein_id)
        if toegang.plan and toegang.plan.evaluatie_op and toegang.plan.evaluatie_op > date.today():
            initial["hoogstens_tot"] = toegang.plan.evaluatie_op
    return initial


def _options(toegang: Plantoegang) -> dict[str, Any]:
    goals = toegang.readable(toegang.plan.doelen.all()) if toegang.plan else []
    orgs = Organisatie.objects.filter(actief=True).order_by("naam", "pk").values_list("pk", "naam")
    return {
        "leden": household_members(toegang.casus.huishouden_id),
        "wetten": readable_laws(toegang.kring),
        "doelen": [(str(goal.pk), goal.omschrijving) for goal in goals],
        "organisaties": [(str(pk), name) for pk, name in orgs],
    }


def _links(data: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}_id": int(data[name]) if data[name] else None for name in ("persoon", "doel", "uitvoerder")}


def _domain(form: InzetForm) -> str:
    """The code of the domain that is chosen in the form so far; empty when there is none."""
    chosen = form["leefdomein"].value()
    return next((value.code for value in domains_of(default_scheme()) if str(value.pk) == str(chosen)), "")


def _page(request: StaffRequest, toegang: Plantoegang, form: InzetForm, do: Any, item: Inzet | None) -> HttpResponse:
    def show(form: InzetForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang.kring, actief="ondersteuning"),
            "form": form, "inzet": item, "terug": _url(toegang), "alternatieven": alternatives_for(_domain(form)),
        }  # fmt: skip
        return render(request, "plannen/inzet.html", context, status=status)

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)
