"""Rules that hinder: for a team what it noted and what came of it, for policy the bundle without any person."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Knelpunt, Knelstatus, Knelthema
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier, Keuzeveld, Tekstveld
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.inzicht.knelpunten import Bundel, answer_and_tell, bundle_of, bundles, last_span, own_knelpunten
from keukentafel.inzicht.permissions import works_in_team
from keukentafel.toegang.public import StaffRequest, authorize

INZIEN, BEANTWOORDEN = "knelpunten_inzien", "knelpunten_beantwoorden"


class AntwoordForm(Formulier):
    """What policy does about a rule."""

    status = Keuzeveld(label="Hoe staat het ermee?", choices=Knelstatus.choices)
    antwoord = Tekstveld(
        label="Wat mogen de medewerkers weten?", max_length=600, rijen=3, required=False,
        help_text="Nodig als het opgelost of afgewezen is. Wie het noteerde, krijgt dit te lezen.",
    )  # fmt: skip


@require_safe
def knelpunten(request: StaffRequest) -> HttpResponse:
    """For who works in a team: what was noted on its cases; for policy: the rules."""
    authorize(request.user, INZIEN)
    today = timezone.localdate()
    if works_in_team(request.user):
        table = _own(own_knelpunten(request.user, today))
        return render(request, "inzicht/knelpunten.html", {"tabel": table, "team": True, "van": None, "tot": None})
    van, tot = last_span(today)
    context = {"tabel": _bundled(bundles(today)), "team": False, "van": van, "tot": tot}
    return render(request, "inzicht/knelpunten.html", context)


@require_http_methods(["GET", "POST"])
def knelregel(request: StaffRequest, knelregel_id: int) -> HttpResponse:
    """One rule for policy: the sentences that teams released, and what is done about it."""
    authorize(request.user, BEANTWOORDEN)
    bundle = bundle_of(knelregel_id, timezone.localdate())
    if bundle is None or works_in_team(request.user):
        raise Http404
    rule = bundle.regel
    form = AntwoordForm(
        request.POST or None, initial={"status": rule.status, "antwoord": rule.antwoord}, versie=rule.versie
    )

    def show(form: forms.Form, status: int = 200) -> HttpResponse:
        context = {
            "b": bundle, "thema": Knelthema(rule.thema).label, "aantal": _count(bundle), "form": form,
            "terug": reverse("inzicht:knelpunten"),
        }  # fmt: skip
        return render(request, "inzicht/knelregel.html", context, status=status)

    def do(form: AntwoordForm) -> str:
        data = form.cleaned_data
        answer_and_tell(
            by=request.user, regel=rule, status=data["status"], antwoord=data["antwoord"], versie=data["versie"]
        )
        meld(request, "Vastgelegd. Wie het noteerde, krijgt het antwoord te lezen.")
        return reverse("inzicht:knelpunten")

    if request.method != "POST":
        return show(form)
    return handle_post(
        request, form, by=request.user, actie=BEANTWOORDEN, do=do, show=show,
        theirs=lambda now: {"status": now.status, "antwoord": now.antwoord},
    )  # fmt: skip


def _own(rows: list[Knelpunt]) -> Tabel:
    columns = [Kolom("Regel"), Kolom("Huishouden"), Kolom("Genoteerd"), Kolom("Stand"), Kolom("Antwoord van beleid")]
    cells = [
        [
            Cel(row.regel.naam, url=reverse("casussen:knelpunt_vrijgeven", args=[row.casus_id, row.pk])),
            Cel(row.casus.huishouden.naam), Cel(f"{row.op:%d-%m-%Y}"),
            Cel(str(Knelstatus(row.regel.status).label)), Cel(row.regel.antwoord),
        ]
        for row in rows
    ]  # fmt: skip
    return Tabel(columns, cells, naam="Knelpunten die het team noteerde")


def _bundled(rows: list[Bundel]) -> Tabel:
    columns = [Kolom("Regel"), Kolom("Soort"), Kolom("Huishoudens", getal=True), Kolom("Stand")]
    cells = [
        [
            Cel(row.regel.naam, url=reverse("inzicht:knelregel", args=[row.regel.pk])),
            Cel(str(Knelthema(row.regel.thema).label)), Cel(_count(row)),
            Cel(str(Knelstatus(row.regel.status).label)),
        ]
        for row in rows
    ]  # fmt: skip
    return Tabel(columns, cells, naam="Regels die knellen")


def _count(row: Bundel) -> str:
    return "niet getoond" if row.aantal is None else str(row.aantal)
