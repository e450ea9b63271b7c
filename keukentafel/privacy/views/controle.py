"""The weekly review of the log: the weeks, the points of one week, and the judgement of one point."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_button, handle_post, note_read
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier, Keuzeveld, Tekstveld
from keukentafel.core.schermdelen import Cel, Kolom, Tabel
from keukentafel.privacy.logboek.controle import (
    judge_controlepunt,
    last_full_week,
    lines_of_punt,
    list_controles,
    rule_name,
    run_controle,
)
from keukentafel.privacy.models import Controle, Controlepunt
from keukentafel.privacy.states import Controleuitkomst
from keukentafel.toegang.public import StaffRequest, authorize

BEWAKEN = "privacy_bewaken"
WEKEN_IN_BEELD = 26


class OordeelForm(Formulier):
    """What came of one point."""

    uitkomst = Keuzeveld(label="Wat is uw oordeel?", choices=Controleuitkomst.choices)
    notitie = Tekstveld(
        label="Toelichting", max_length=2000, rijen=3, required=False,
        help_text="Nodig als u navraag doet of een incident ziet. Alleen wie het logboek controleert leest dit.",
    )  # fmt: skip


@require_safe
def controles(request: StaffRequest) -> HttpResponse:
    """The weeks that were looked through; no person is named here."""
    authorize(request.user, BEWAKEN)
    last = last_full_week(timezone.localdate())
    weeks = list_controles(WEKEN_IN_BEELD)
    rows = [
        [
            Cel(f"{week.van:%d-%m-%Y} tot en met {week.tot:%d-%m-%Y}", url=reverse("privacy:controle", args=[week.pk])),
            Cel(f"{week.regels}"), Cel(f"{one.punten}"), Cel(f"{one.wacht}"),
            Cel("Afgerond" if week.afgerond_op else "Loopt nog"),
        ]
        for one in weeks
        for week in (one.controle,)
    ]  # fmt: skip
    numbers = [Kolom(naam, True) for naam in ("Regels", "Punten", "Te bekijken")]
    columns = [Kolom("Week"), *numbers, Kolom("Stand")]
    context = {
        "tabel": Tabel(columns, rows, bijschrift="Weken", naam="weken") if rows else None,
        "te_maken": last if all(one.controle.van != last for one in weeks) else None,
    }
    return render(request, "privacy/controles.html", context)


@require_POST
def controle_maken(request: StaffRequest) -> HttpResponse:
    """Look through the last full week now, when the planned command did not."""
    authorize(request.user, BEWAKEN)
    made: list[int] = []
    return handle_button(
        request, by=request.user, actie="logboek_doorgelopen", back=lambda: reverse("privacy:controle", args=made),
        do=lambda: made.append(run_controle(by=request.user, van=last_full_week(timezone.localdate())).pk),
    )  # fmt: skip


@require_safe
def controle(request: StaffRequest, controle_id: int) -> HttpResponse:
    """The points of one week: what was found of whom, and why."""
    authorize(request.user, BEWAKEN)
    week = get_object_or_404(Controle, pk=controle_id)
    points: QuerySet[Controlepunt] = week.punten.select_related("gebruiker").order_by("uitkomst", "pk")
    rows = [
        [
            Cel(rule_name(one.regel), url=reverse("privacy:controlepunt", args=[one.pk])), Cel(one.gebruiker.naam),
            Cel(f"{one.dag:%d-%m-%Y}"), Cel(one.waarom),
            Cel(Controleuitkomst(one.uitkomst).label if one.uitkomst else "Te bekijken"),
        ]
        for one in points[:500]
    ]  # fmt: skip
    columns = [Kolom("Waarop"), Kolom("Medewerker"), Kolom("Dag"), Kolom("Waarom"), Kolom("Oordeel")]
    table = Tabel(columns, rows, bijschrift="Punten", naam="punten") if rows else None
    return render(request, "privacy/controle.html", {"week": week, "tabel": table})


@require_http_methods(["GET", "POST"])
def controlepunt(request: StaffRequest, controlepunt_id: int) -> HttpResponse:
    """One point with the lines behind it, and the judgement."""
    authorize(request.user, BEWAKEN)
    punt = get_object_or_404(Controlepunt.objects.select_related("gebruiker", "controle"), pk=controlepunt_id)
    form = OordeelForm(
        request.POST or None, initial={"uitkomst": punt.uitkomst, "notitie": punt.notitie}, versie=punt.versie
    )
    back = reverse("privacy:controle", args=[punt.controle_id])

    def show(form: forms.Form, status: int = 200) -> HttpResponse:
        note_read("controlepunt_inzien", punt, subjects=[None], reden=punt.regel)
        context = {"punt": punt, "naam": rule_name(punt.regel), "tabel": _lines(punt), "form": form, "terug": back}
        return render(request, "privacy/controlepunt.html", context, status=status)

    def do(form: OordeelForm) -> str:
        data = form.cleaned_data
        judge_controlepunt(
            by=request.user, punt=punt, uitkomst=data["uitkomst"], notitie=data["notitie"], versie=data["versie"]
        )
        meld(request, "Vastgelegd.")
        return back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEWAKEN, do=do, show=show)


def _lines(punt: Controlepunt) -> Tabel:
    columns = [Kolom("Wanneer"), Kolom("Wat"), Kolom("Waarvan"), Kolom("Op grond van"), Kolom("Uitkomst")]
    rows = [
        [
            Cel(f"{timezone.localtime(line.tijd):%d-%m-%Y %H:%M}"), Cel(line.actie.replace("_", " ")),
            Cel(f"{line.object_soort} {line.object_id}".strip()), Cel(line.grond.replace("_", " ")),
            Cel(line.reden.replace("_", " ") or line.resultaat),
        ]
        for line in lines_of_punt(punt)
    ]  # fmt: skip
    return Tabel(columns, rows, bijschrift="Regels in het logboek", naam="regels")
