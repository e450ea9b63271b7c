"""The fill-rate watchdog on screen: which field is saved less than before, phrased as help."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from keukentafel.core.schermdelen import Cel, Etiket, Kolom, Tabel
from keukentafel.inzicht.selectors import Veldstand, load_fill_rates
from keukentafel.referentielijsten.public import beheer_tabs
from keukentafel.toegang.public import Rol, StaffRequest, authorize

INZIEN = "vulgraad_inzien"


@require_safe
def vulgraad(request: StaffRequest) -> HttpResponse:
    """Every watched field with the last week beside the eight weeks before it; alarms on top."""
    authorize(request.user, INZIEN)
    found = load_fill_rates()
    fields: Sequence[Veldstand] = found[1] if found else ()
    tabs = beheer_tabs(request.user, "vulgraad") if Rol.FUNCTIONEEL_BEHEERDER in request.user.rollen else []
    context = {
        "stand": found[0] if found else None,
        "alarmen": [field for field in fields if field.alarm_sinds],
        "tabel": _table(fields),
        "tabs": tabs,
    }
    return render(request, "inzicht/vulgraad.html", context)


def _table(fields: Sequence[Veldstand]) -> Tabel:
    columns = [Kolom("Veld"), Kolom("Waarvan"), Kolom("Laatste week", getal=True),
               Kolom("Acht weken ervoor", getal=True), Kolom("Bewaking")]  # fmt: skip
    rows = [
        [Cel(field.veld), Cel(field.bron), Cel(_said(field.nu)), Cel(_said(field.ervoor)), _watched(field)]
        for field in fields
    ]
    return Tabel(columns, rows, naam="Vulgraad per veld")


def _said(percentage: int | None) -> str:
    return "te weinig" if percentage is None else f"{percentage}%"


def _watched(field: Veldstand) -> Cel:
    if field.alarm_sinds:
        return Cel(etiket=Etiket("Kijk dit na", "let_op"))
    return Cel("Bewaakt") if field.bewaakt else Cel("Te stil om te bewaken")
