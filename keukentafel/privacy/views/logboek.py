"""The resident's overview of the log, handed over by the privacy officer; and opening an encrypted search term."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus
from keukentafel.core.formulieren import Datumveld, Formulier, Tekstveld
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Cel, Kolom, Persoonregel, Tabel
from keukentafel.personen.public import Persoon, facts_of_personen, members_on
from keukentafel.plannen.public import BASIS, write_pdf
from keukentafel.privacy.logboek.overzicht import Blik, overview_of, reasons
from keukentafel.privacy.logboek.zoektermen import (
    REDEN_HULP,
    REDEN_IN_LOGBOEK,
    ZoektermWeg,
    open_zoekterm,
    search_lines,
)
from keukentafel.toegang.public import Gebruiker, StaffRequest, authorize, decision

OVERHANDIGEN, OPENEN = "logboek_overhandigen", "zoekterm_openen"
EEN_JAAR = timedelta(days=365)
HOOGSTENS = 500  # rows on the screen; the document has them all


class ZoekCasusForm(Formulier):
    """Whose log: by the number of a case, never a name in an address."""

    nummer = forms.CharField(label="Nummer van de casus", max_length=12)


class PeriodeForm(forms.Form):
    """From when until when."""

    van = Datumveld(label="Vanaf", required=False)
    tot = Datumveld(label="Tot en met", required=False)


class ZoektermForm(Formulier):
    """Why a search term is opened."""

    reden = Tekstveld(
        label="Waarom moet u weten waarop is gezocht?",
        max_length=REDEN_IN_LOGBOEK,
        rijen=2,
        min_length=10,
        help_text=REDEN_HULP,
    )


def may_hand_over(user: Gebruiker, persoon_id: int) -> bool:
    """Whether this resident exists for the officer: not his own household, nor shielded without him."""
    return decision(user, OVERHANDIGEN, facts_of_personen(user, [persoon_id])[persoon_id]).toegestaan


@require_http_methods(["GET", "POST"])
def logboek(request: StaffRequest) -> HttpResponse:
    """Find the household by the number of a case, and choose whose overview is wanted."""
    authorize(request.user, OVERHANDIGEN)
    form = ZoekCasusForm(request.POST or None)
    people: list[Persoonregel] = []
    if request.method == "POST" and form.is_valid():
        people = _people(request.user, form.cleaned_data["nummer"].strip())
        if not people:
            form.add_error("nummer", "Deze casus is er niet. Kijk of het nummer klopt.")
    return render(request, "privacy/logboek.html", {"form": form, "mensen": people})


def _people(user: Gebruiker, nummer: str) -> list[Persoonregel]:
    casus = Casus.objects.filter(nummer=nummer).first()
    if casus is None:
        return []
    ids = {casus.persoon_id, *members_on([casus.huishouden_id], timezone.localdate())[casus.huishouden_id]}
    found = [one for one in Persoon.objects.filter(pk__in=ids).order_by("pk") if may_hand_over(user, one.pk)]
    note_read("logboek_zoeken", casus, subjects=[one.pk for one in found])
    return [Persoonregel(one.naam, url=reverse("privacy:logboek_inwoner", args=[one.pk])) for one in found]


def _asked(request: StaffRequest, persoon_id: int) -> tuple[Persoon, date, date, list[Blik]]:
    """The resident, the period and what the log says; Http404 when he does not exist for this officer. Logged."""
    persoon = Persoon.objects.filter(pk=persoon_id).first()
    if persoon is None:
        raise Http404
    authorize(request.user, OVERHANDIGEN, facts_of_personen(request.user, [persoon_id])[persoon_id], obj=persoon)
    form, today = PeriodeForm(request.GET), timezone.localdate()
    told = form.cleaned_data if form.is_valid() else {}
    tot = told.get("tot") or today
    van = told.get("van") or tot - EEN_JAAR
    note_read("logboek_overhandigd", persoon, subjects=[persoon_id])
    return persoon, van, tot, overview_of(persoon_id, van, tot)


@require_safe
def logboek_inwoner(request: StaffRequest, persoon_id: int) -> HttpResponse:
    """The overview on the screen, for a period; it prints as it stands."""
    persoon, van, tot, rows = _asked(request, persoon_id)
    table = Tabel(
        [Kolom("Dag"), Kolom("Wie"), Kolom("Wat"), Kolom("Waarom"), Kolom("Hoe vaak", True)],
        [
            [
                Cel(f"{one.dag:%d-%m-%Y}"), Cel(one.wie),
                Cel(f"{one.wat}, in een noodgeval" if one.nood else one.wat), Cel(one.waarom), Cel(str(one.keer)),
            ]
            for one in rows[:HOOGSTENS]
        ],
        bijschrift="Wie keek er in uw gegevens?", naam="logboek",
    )  # fmt: skip
    context = {
        "persoon": persoon, "van": van, "tot": tot, "tabel": table if rows else None, "meer": len(rows) > HOOGSTENS,
        "nood": any(one.nood for one in rows), "redenen": reasons(rows),
        "form": PeriodeForm(initial={"van": van, "tot": tot}),
    }  # fmt: skip
    return render(request, "privacy/logboek_inwoner.html", context)


@require_safe
def logboek_document(request: StaffRequest, persoon_id: int) -> HttpResponse:
    """The overview as an accessible PDF (PDF/UA-1); the name of the file names nobody."""
    persoon, van, tot, rows = _asked(request, persoon_id)
    html = overview_html(persoon, van, tot, rows)
    response = HttpResponse(write_pdf(html, sha256(html.encode()).hexdigest()[:32]), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="wie-keek-in-uw-gegevens.pdf"'
    return response


def overview_html(persoon: Persoon, van: date, tot: date, rows: list[Blik]) -> str:
    """The document as HTML, with nothing that has to be fetched but our own style sheet."""
    context: dict[str, Any] = {
        "persoon": persoon, "van": van, "tot": tot, "rijen": rows, "redenen": reasons(rows), "basis": BASIS,
        "gemeente": settings.GEMEENTE_NAAM, "nood": any(one.nood for one in rows),
    }  # fmt: skip
    return render_to_string("privacy/logboek_document.html", context)


@require_safe
def zoektermen(request: StaffRequest) -> HttpResponse:
    """Searches of the last weeks: who and when, not for what; each can be opened with a reason."""
    authorize(request.user, OPENEN)
    columns = [Kolom("Wanneer"), Kolom("Medewerker"), Kolom("Soort zoeken"), Kolom("Gevonden")]
    rows = [
        [
            Cel(f"{timezone.localtime(one.tijd):%d-%m-%Y %H:%M}", url=reverse("privacy:zoekterm", args=[one.volgnr])),
            Cel(name), Cel(one.actie.replace("_", " ")), Cel(one.reden),
        ]
        for one, name in search_lines()
    ]  # fmt: skip
    table = Tabel(columns, rows, bijschrift="Zoekopdrachten", naam="zoekopdrachten") if rows else None
    return render(request, "privacy/zoektermen.html", {"tabel": table})


@require_http_methods(["GET", "POST"])
def zoekterm(request: StaffRequest, regel_nr: int) -> HttpResponse:
    """Open one search term with a reason; the opening is a line in the log before the term is shown."""
    authorize(request.user, OPENEN)
    form = ZoektermForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "gezocht": None}
    if request.method == "POST" and form.is_valid():
        try:
            context["gezocht"] = open_zoekterm(by=request.user, volgnr=regel_nr, reden=form.cleaned_data["reden"])
        except ZoektermWeg as gone:
            raise Http404 from gone
        except Regelfout as fout:
            form.add_regelfout(fout)
    return render(request, "privacy/zoekterm.html", context, status=422 if form.errors else 200)
