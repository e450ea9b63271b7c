"""The page of one request, for who asks and for who decides; and its block to hand over."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core import formulieren
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Aanvraagstatus, label_of
from keukentafel.taken.public import OverbruggingForm, bridges_of
from keukentafel.teams.public import skj_warning, worker_of, workers_of_team
from keukentafel.toegang.public import Gebruiker, StaffRequest
from keukentafel.voorzieningen.forms import AanvraagForm, AntwoordForm, VraagForm
from keukentafel.voorzieningen.mandaat import held_by
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.permissions import Aanvraagtoegang, access_aanvraag
from keukentafel.voorzieningen.selectors import (
    duplicates_of,
    handover_block,
    handover_json,
    product_name,
    waiting_days,
    waits_as,
)
from keukentafel.voorzieningen.states import TOEGEKEND, WACHT
from keukentafel.voorzieningen.volledigheid import missing_in


class Knop(formulieren.Formulier):
    """A button: nothing to fill in, one effect however often it is pressed."""


@require_safe
def aanvraag(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """GET: what is asked, what is missing, what is double, the questions, the decision."""
    return show_aanvraag(request, access_aanvraag(request.user, aanvraag_id))


@require_safe
def blok(request: StaffRequest, aanvraag_id: int) -> HttpResponse:
    """GET: the request as JSON, to take over without typing. The file name says nothing about anyone."""
    toegang = access_aanvraag(request.user, aanvraag_id)
    content = handover_json(toegang.aanvraag, toegang.besluit)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="aanvraag-{toegang.aanvraag.nummer}.json"'
    return response


def show_aanvraag(
    request: StaffRequest,
    toegang: Aanvraagtoegang,
    *,
    status: int = 200,
    fout: forms.Form | None = None,
    vraagform: forms.Form | None = None,
    antwoordform: forms.Form | None = None,
    bij: int | None = None,
    wachtform: forms.Form | None = None,
) -> HttpResponse:
    """The page; a form that was refused comes back with what was typed."""
    found = toegang.aanvraag
    worker = worker_of(request.user)
    may_ask = toegang.may("aanvraag_indienen")
    may_decide = toegang.may("aanvraag_besluiten")
    questions = [
        (asked, None if asked.beantwoord_op or not may_ask else _answer_form(asked.pk, antwoordform, bij))
        for asked in found.vragen.select_related("gesteld_door", "beantwoord_door").order_by("pk")
    ]
    block = handover_block(found, toegang.besluit)
    context: dict[str, Any] = {
        "aanvraag": found,
        "titel": f"{product_name(found)[:1].upper()}{product_name(found)[1:]}",
        "ontbreekt": missing_in(found) if found.status == Aanvraagstatus.CONCEPT else [],
        "bijgesteld": changed_fields(found) if found.status == Aanvraagstatus.AANGEVRAAGD else "",
        "dubbel": duplicates_of(found),
        "blok": block,
        "bloktekst": "\n".join(f"{name}: {value}" for name, value in block),
        "vragen": questions,
        "mag_aanvragen": may_ask,
        "mag_besluiten": may_decide and found.status == Aanvraagstatus.AANGEVRAAGD,
        "geen_mandaat": objection(request.user, found) if may_decide else "",
        "mag_starten": may_decide and found.status in TOEGEKEND,
        "mag_eindigen": may_decide and found.status == Aanvraagstatus.GESTART,
        "bij_team": may_ask and found.status in (Aanvraagstatus.CONCEPT, Aanvraagstatus.AANGEVRAAGD),
        "skj": skj_warning(worker, found.wet) if worker and (may_ask or may_decide) else "",
        "wacht": waiting_days(found) if found.status in WACHT else None,
        **_contact(found, may_ask, wachtform),
        "afwijsreden": label_of("afwijsreden", found.afwijsreden, found.besluit_op),
        "vraagform": vraagform or VraagForm(),
        "fout": fout,
        "casus_url": reverse("plannen:ondersteuning", args=[found.casus_id]) if may_ask else "",
    }
    return render(request, "voorzieningen/aanvraag.html", context, status=status)


def _contact(found: Aanvraag, may_ask: bool, refused: forms.Form | None) -> dict[str, Any]:
    """Who keeps contact while it waits, and the form to agree on that for who may (R-027)."""
    waits = waits_as(found)
    bridge = bridges_of([waits]).get(waits) if found.status in WACHT else None
    form = refused
    if form is None and may_ask and found.status in WACHT:
        form = OverbruggingForm(workers=workers_of_team(found.casus.team_id), nu=bridge, auto_id="wachten_%s")
    return {"overbrugging": bridge, "overbrugform": form}


def changed_fields(aanvraag: Aanvraag) -> str:
    """What the team changed after handing in, in the words of the form; empty when nothing."""
    names = {name.removesuffix("_id"): field.label for name, field in AanvraagForm.base_fields.items()}
    found = [str(names.get(name.removesuffix("_id"), name)).rstrip("?").lower() for name in aanvraag.bijgesteld]
    return ", ".join(found)


def objection(user: Gebruiker, aanvraag: Aanvraag) -> str:
    """Why this user may not decide on this request; empty when she may."""
    try:
        held_by(user, aanvraag)
    except Regelfout as fault:
        return fault.melding
    return ""


def press(request: StaffRequest, toegang: Aanvraagtoegang, actie: str, do: Callable[[], object]) -> HttpResponse:
    """Handle a button on the page; a broken rule is shown above it."""

    def act(form: Knop) -> str:
        do()
        return reverse("voorzieningen:aanvraag", args=[toegang.aanvraag.pk])

    def show(form: Knop, status: int) -> HttpResponse:
        return show_aanvraag(request, toegang, status=status, fout=form)

    return handle_post(request, Knop(request.POST), by=request.user, actie=actie, do=act, show=show)


def _answer_form(pk: int, refused: forms.Form | None, bij: int | None) -> forms.Form:
    return refused if refused is not None and bij == pk else AntwoordForm(auto_id=f"id_vraag{pk}_%s")
