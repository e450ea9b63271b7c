"""Screens: how a case went through its phases, and taking the last change of stand back."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from keukentafel.casussen.actions import may_undo_overgang, undo_overgang
from keukentafel.casussen.kop import casus_kop, casus_url, phase_of
from keukentafel.casussen.models import Casus, Faseovergang
from keukentafel.casussen.permissions import access_casus
from keukentafel.casussen.states import Overgangsoort
from keukentafel.casussen.verantwoordelijk import lines_of
from keukentafel.casussen.views.vorm import press
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.referentielijsten.public import Casusfase, label_of
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "casus_wijzigen"


@require_safe
def verloop(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Each phase with the day on which it began, and every change of phase or stand with who and why (R-013)."""
    toegang = access_casus(request.user, casus_id)
    changes = list(toegang.casus.overgangen.select_related("medewerker").order_by("-op", "-pk"))
    latest = max(changes, key=lambda change: change.pk, default=None)
    may = toegang.mag(WIJZIGEN) and toegang.casus.afgesloten_op is None
    context = {
        **casus_kop(toegang),
        "fasen": _phases(toegang.casus),
        "hoort_erbij": lines_of(toegang.casus, mag=may),
        "wijzigingen": [_line(change, undo=may and change is latest) for change in changes],
    }
    return render(request, "casussen/verloop.html", context)


def _phases(casus: Casus) -> list[Taakregel]:
    """The phases that began, with their days, the present one last."""
    now, since = phase_of(casus)
    began = (
        (Casusfase.AANMELDING, casus.aangemeld_op),
        (Casusfase.VRAAGVERHELDERING, casus.vraagverheldering_op),
        (Casusfase.UITVOERING, casus.plan_op),
        (Casusfase.VOLGEN, casus.volgen_vanaf),
        (Casusfase.AFGESLOTEN, casus.afgesloten_op),
    )
    today = timezone.localdate()
    rows = sorted(((day, phase) for phase, day in began if day is not None), key=lambda row: row[0])
    return [
        Taakregel(
            label_of("casusfase", phase, day),
            wanneer=f"sinds {korte_datum(day, vandaag=today)}",
            gedaan=(phase, day) != (now, since),
        )
        for day, phase in rows
    ]


def _line(change: Faseovergang, *, undo: bool) -> Taakregel:
    today = timezone.localdate()
    words = Overgangsoort(change.soort).label
    if change.tot is not None:
        words += f" tot en met {korte_datum(change.tot, vandaag=today)}"
    if change.reden:
        words += f": {change.reden}"
    who = f", {change.medewerker.naam}" if change.medewerker else ""
    undo = undo and may_undo_overgang(change)
    return Taakregel(
        words,
        wanneer=f"{korte_datum(change.op, vandaag=today)}{who}",
        actie="Ongedaan maken" if undo else "",
        actie_url=reverse("casussen:overgang_ongedaan", args=[change.casus_id, change.pk]) if undo else "",
    )


@require_POST
def overgang_ongedaan(request: StaffRequest, casus_id: int, faseovergang_id: int) -> HttpResponse:
    """Take back that a case was set on volgen, or made actief: what was before holds again."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    change = toegang.casus.overgangen.filter(pk=faseovergang_id).first()
    if change is None:
        raise Http404

    def do() -> None:
        undo_overgang(by=request.user, overgang=change)
        meld(request, "Teruggezet zoals het was.")

    return press(request, casus_url(casus_id), WIJZIGEN, do)
