"""A practice scan and a fixed business case as accessible PDF, and what a scan says on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.models import Bevinding, Businesscaseversie, Ontwikkelpunt, Praktijkscan
from keukentafel.inzicht.praktijkscan import CIJFERS_BIJ
from keukentafel.inzicht.selectors import Stand
from keukentafel.inzicht.states import Bevindingsoort, Scanthema
from keukentafel.inzicht.vormen.evaluatiebestand import render_pdf

GEMEENTE = "Hele gemeente"
Figuren = Mapping[str, Sequence[Figuur]]


def scan_as_pdf(scan: Praktijkscan, stand: Stand | None, *, exact: bool) -> bytes:
    """Return the scan as PDF/UA-1: what was chosen first, then every theme. `stand`: the figures beside it."""
    content = scan_content(scan, stand)
    day = content["peildatum"] or timezone.localdate()
    context = {**content, "gemeente": settings.GEMEENTE_NAAM, "iso": day.isoformat(), "exact": exact}
    return render_pdf(render_to_string("inzicht/scan_afdruk.html", context))


def businesscase_as_pdf(versie: Businesscaseversie) -> bytes:
    """Return a fixed version as PDF/UA-1, with every range, source and assumption."""
    context = {
        "b": versie.inhoud, "nummer": versie.nummer, "op": versie.vastgesteld_op, "gemeente": settings.GEMEENTE_NAAM,
        "iso": versie.vastgesteld_op.isoformat(),
    }  # fmt: skip
    return render_pdf(render_to_string("inzicht/businesscase_afdruk.html", context))


def scan_content(scan: Praktijkscan, stand: Stand | None) -> dict[str, Any]:
    """Return what the scan says beside these figures: `themas` with figures and findings, `punten` with evidence."""
    rows = list(scan.bevindingen.all())
    figures = {code: stand.of(code) if stand else [] for code in VRAGEN}
    query = f"?team={scan.team.pk}" if scan.team else ""
    return {
        "scan": scan, "wie": scan.team.naam if scan.team else GEMEENTE,
        "themas": [_theme(thema, figures, rows, query) for thema in Scanthema],
        "punten": [_point(row, rows, figures) for row in scan.punten.all()],
        "peildatum": stand.peildatum if stand else None,
    }  # fmt: skip


def _theme(thema: Scanthema, figures: Figuren, rows: Sequence[Bevinding], query: str) -> dict[str, Any]:
    told = [
        {"titel": figures[code][0].titel, "meet": figures[code][0].meet,
         "url": reverse("inzicht:vraag", args=[code]) + query}
        for code in CIJFERS_BIJ[thema]
        if figures.get(code)
    ]  # fmt: skip
    own = [{"b": row, "soort": Bevindingsoort(row.soort).label} for row in rows if row.thema == thema]
    return {"code": thema.value, "naam": thema.label, "cijfers": told, "bevindingen": own}


def _point(row: Ontwikkelpunt, findings: Sequence[Bevinding], figures: Figuren) -> dict[str, Any]:
    evidence = [f"{one.wie} ({one.op:%d-%m-%Y}): {one.tekst}" for one in findings if one.pk in row.bevindingen]
    evidence += [figures[code][0].titel for code in row.cijfers if figures.get(code)]
    return {"p": row, "bewijs": evidence}
