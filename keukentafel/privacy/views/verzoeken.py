"""Screens of the privacy officer: the requests of residents, one of them, and every step of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout
from keukentafel.core.schermdelen import Feit, Werkregel
from keukentafel.personen.public import GEZAGSNAMEN, Gezag, Gezagsoort, Persoon, access_huishouden, asked_by_resident
from keukentafel.privacy import forms
from keukentafel.privacy.bewaren.overzicht import lists_table
from keukentafel.privacy.inzage.bestand import ask_copy, hand_over
from keukentafel.privacy.inzage.waarden import plain
from keukentafel.privacy.models import Inzage, Inzagebestand, Vernietigingslijst, Verzoek
from keukentafel.privacy.permissions import (
    BEHANDELEN,
    INBRENG,
    access_bestand,
    access_inbreng,
    access_verzoek,
    access_vrager,
    search_person,
)
from keukentafel.privacy.rechten.ontvanger import askers_for, may_be_given
from keukentafel.privacy.rechten.uitvoeren import EFFECTEN, carry_out, lift_restriction
from keukentafel.privacy.rechten.verzoeken import (
    NAMENS,
    Verzoekinvoer,
    ask_inbreng,
    check_identity,
    close_verzoek,
    decide_inzage,
    extend_verzoek,
    give_inbreng,
    receive_verzoek,
)
from keukentafel.privacy.rechten.wissen import lists_of
from keukentafel.privacy.selectors import files_of, list_verzoeken, stands_still, statements_of, whom_to_ask
from keukentafel.privacy.states import (
    ARTIKELEN,
    Bestandstand,
    Identiteitscontrole,
    Onthouding,
    Uitkomst,
    Verzoeksoort,
    Vrager,
)
from keukentafel.toegang.public import StaffRequest, Veld, authorize


@require_safe
def verzoeken(request: StaffRequest) -> HttpResponse:
    """The work list, the nearest term first. GET `klaar=1`: what was dealt with."""
    authorize(request.user, BEHANDELEN)
    done = request.GET.get("klaar") == "1"
    rows = [_row(row, timezone.localdate()) for row in list_verzoeken(request.user, klaar=done)]
    return render(request, "privacy/verzoeken.html", {"rijen": rows, "klaar": done})


def _row(row: Verzoek, today: date) -> Werkregel:
    until = f"uiterlijk {korte_datum(row.uiterlijk, vandaag=today)}"
    return Werkregel(
        row.persoon.korte_naam,
        reverse("privacy:verzoek", args=[row.pk]),
        f"{Verzoeksoort(row.soort).label}, ontvangen {plain(row.ontvangen_op)}, {row.eigenaar.naam}",
        wanneer=Uitkomst(row.uitkomst).label if row.uitkomst else until,
        te_laat=not row.uitkomst and row.uiterlijk < today,
    )


@require_http_methods(["GET", "POST"])
def zoeken(request: StaffRequest) -> HttpResponse:
    """Find who asks, exactly; what is typed never stands in the address."""
    authorize(request.user, BEHANDELEN)
    form = forms.PersoonForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = search_person(request.user, data["bsn"], data["achternaam"].strip(), data["geboortedatum"])
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "privacy/verzoek_zoeken.html", {"form": form, "gevonden": found}, status=status)


@require_http_methods(["GET", "POST"])
def nieuw(request: StaffRequest, persoon_id: int) -> HttpResponse:
    """Write down what this person asks."""
    persoon = access_vrager(request.user, persoon_id)
    form = forms.VerzoekForm(request.POST or None)

    def show(form: forms.VerzoekForm, status: int = 200) -> HttpResponse:
        return render(request, "privacy/verzoek_nieuw.html", {"form": form, "persoon": persoon}, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: forms.VerzoekForm) -> str:
        names = ("soort", "ontvangen_op", "vraag", "stuk", "vrager", "vrager_naam", "vrager_grond")
        invoer = Verzoekinvoer(**{name: form.cleaned_data[name] for name in names})
        return reverse("privacy:verzoek", args=[receive_verzoek(by=request.user, persoon=persoon, invoer=invoer).pk])

    return handle_post(request, form, by=request.user, actie=BEHANDELEN, do=do, show=show)


@require_safe
def verzoek(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """One request with its term and every step that is left."""
    return _page(request, access_verzoek(request.user, verzoek_id))


def _page(request: StaffRequest, found: Verzoek, typed: Formulier | None = None, status: int = 200) -> HttpResponse:
    """The page of a request; `typed` is the form that could not be done, with its faults."""
    versie, today, askers = found.versie, timezone.localdate(), _askers(request, found)
    inzage = Inzage.objects.filter(verzoek=found).first()
    initial = {"mee": inzage.mee, "reden": inzage.reden} if inzage else {}
    kinds: dict[str, Formulier] = {
        "identiteit": forms.IdentiteitForm(vragers=askers, versie=versie), "verlengen": forms.RedenForm(versie=versie),
        "inbreng": forms.InbrengVraagForm(), "inzage": forms.InzageForm(initial=initial),
        "uitkomst": forms.UitkomstForm(versie=versie), "stap": Formulier(),
    }  # fmt: skip
    for name, kind in kinds.items():
        if typed is not None and type(kind) is type(typed):
            kinds[name] = typed
        kinds[name].auto_id = f"{name}_%s"  # several forms on one page
    files, given = files_of(found), may_be_given(found, today)
    context: dict[str, Any] = {
        "verzoek": found, "soort": Verzoeksoort(found.soort).label, "artikel": ARTIKELEN[Verzoeksoort(found.soort)],
        "kopfeiten": _head(found),
        "feiten": _facts(found, dict(askers).get(str(found.vrager_persoon_id), "")),
        "laat": found.afgehandeld_op is None and found.uiterlijk < today, "vormen": kinds,
        "open": found.afgehandeld_op is None, "is_inzage": found.soort == Verzoeksoort.INZAGE, "inzage": inzage,
        "bestanden": [_file_line(one) for one in files],
        "ligt_klaar": next((one for one in files if one.stand == Bestandstand.KLAAR), None),
        "wacht": any(one.stand == Bestandstand.WACHT for one in files),
        "inbreng": list(found.inbreng.select_related("medewerker").order_by("pk")),
        "vragen_aan": whom_to_ask(found, today), "effect": EFFECTEN.get(found.soort, ""),
        "lijsten": lists_table(lists) if (lists := _lists(found)) else None,
        "stil": stands_still(found), "mag": given.mag, "mag_uitleg": given.uitleg,
    }  # fmt: skip
    return render(request, "privacy/verzoek.html", context, status=status)


def _lists(found: Verzoek) -> list[Vernietigingslijst]:
    """The destruction lists on which something of this resident stands, for a request to be erased."""
    return lists_of(found) if found.soort == Verzoeksoort.WISSEN else []


def _file_line(one: Inzagebestand) -> dict[str, Any]:
    withheld = [f"{Onthouding(code).label}: {number} keer" for code, number in one.onthouden.items()]
    return {
        "woord": Bestandstand(one.stand).label, "gevraagd_op": one.gevraagd_op, "stukken": one.stukken,
        "niet_mee": withheld,
    }  # fmt: skip


def _head(found: Verzoek) -> list[Feit]:
    """What must be seen first, also on a telephone: about whom, and until when."""
    until = [] if found.afgehandeld_op else [Feit("Antwoord uiterlijk", plain(found.uiterlijk))]
    return [Feit("Over", found.persoon.naam), *until]


def _facts(found: Verzoek, recorded: str) -> list[Feit]:
    asked = Vrager(found.vrager).label
    who_ = f"{asked}: {found.vrager_naam}, {found.vrager_grond}" if found.vrager_naam else asked
    facts = [
        Feit("Wie vraagt het", who_),
        *([Feit("Vastgelegd is", recorded)] if recorded else []),
        Feit("Ontvangen", plain(found.ontvangen_op)),
        Feit("Wie behandelt het", found.eigenaar.naam),
        Feit("Wie het is", Identiteitscontrole(found.identiteit).label if found.identiteit else "nog niet vastgesteld"),
    ]
    if found.afgehandeld_op is not None:
        facts.append(Feit("Afgehandeld", Uitkomst(found.uitkomst).label, dag=found.afgehandeld_op))
    return facts


def _step(
    request: StaffRequest,
    verzoek_id: int,
    kind: Callable[..., Formulier],
    do: Callable[[Verzoek, dict[str, Any]], object],
    told: str,
) -> HttpResponse:
    """One step of a request: back to its page, or the page with the fault."""
    found = access_verzoek(request.user, verzoek_id)
    form = kind(request.POST, versie=found.versie)

    def show(form: Formulier, status: int = 200) -> HttpResponse:
        return _page(request, access_verzoek(request.user, verzoek_id), form, status)

    def effect(form: Formulier) -> str:
        do(found, form.cleaned_data)
        return reverse("privacy:verzoek", args=[verzoek_id])

    return handle_post(request, form, by=request.user, actie=BEHANDELEN, do=effect, show=show, message=told)


@require_POST
def identiteit(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """How we know who asks."""
    people: dict[str, Persoon] = {}

    def kind(*args: Any, **kwargs: Any) -> forms.IdentiteitForm:
        found = access_verzoek(request.user, verzoek_id)
        people.update({str(row.houder_id): row.houder for row in _custody(request, found)})
        return forms.IdentiteitForm(*args, vragers=_askers(request, found), **kwargs)

    def do(found: Verzoek, data: dict[str, Any]) -> None:
        chosen = people.get(data.get("wie", ""))
        check_identity(by=request.user, verzoek=found, wijze=data["wijze"], vrager=chosen, versie=data["versie"])

    return _step(request, verzoek_id, kind, do, "Vastgelegd.")


def _custody(request: StaffRequest, found: Verzoek) -> list[Gezag]:
    """Who may be asking for another, of whom was recorded how he stands to him."""
    return askers_for(request.user, found.persoon, timezone.localdate()) if found.vrager in NAMENS else []


def _askers(request: StaffRequest, found: Verzoek) -> list[tuple[str, str]]:
    rows = _custody(request, found)
    return [(str(row.houder_id), f"{row.houder.naam}, {GEZAGSNAMEN[Gezagsoort(row.soort)]}") for row in rows]


@require_POST
def verlengen(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """Two months more, with the reason."""
    return _step(
        request, verzoek_id, forms.RedenForm,
        lambda v, d: extend_verzoek(by=request.user, verzoek=v, reden=d["reden"], versie=d["versie"]),
        "Verlengd. Stuur de inwoner de brief.",
    )  # fmt: skip


@require_POST
def inbreng_vragen(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """Ask the regisseurs of the household."""

    def do(found: Verzoek, data: dict[str, Any]) -> None:
        people = whom_to_ask(found, timezone.localdate())
        if not people:
            raise Regelfout("Niemand heeft nu de regie bij deze inwoner.", veld="vraag")
        for casus, worker in people:
            ask_inbreng(by=request.user, verzoek=found, casus=casus, medewerker=worker, vraag=data["vraag"])

    return _step(request, verzoek_id, forms.InbrengVraagForm, do, "Gevraagd. Het staat als taak bij de regisseur.")


@require_POST
def inzage(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """Decide what goes along, and have the copy made."""

    def do(found: Verzoek, data: dict[str, Any]) -> None:
        decided = decide_inzage(by=request.user, verzoek=found, mee=data["mee"], reden=data["reden"])
        ask_copy(by=request.user, inzage=decided)

    return _step(request, verzoek_id, forms.InzageForm, do, "De kopie wordt gemaakt. Dat duurt hoogstens een minuut.")


@require_POST
def uitvoeren(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """Do what was asked: append the statement, stand the use still, take the name out."""
    return _step(
        request, verzoek_id, Formulier, lambda v, _d: carry_out(by=request.user, verzoek=v), "Gedaan."
    )  # fmt: skip


@require_POST
def hervatten(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """The use of the dossier goes on; tell the resident first (AVG 18 lid 3)."""
    return _step(
        request, verzoek_id, Formulier, lambda v, _d: lift_restriction(by=request.user, verzoek=v),
        "Het dossier is weer in gebruik.",
    )  # fmt: skip


@require_safe
def verklaringen(request: StaffRequest, huishouden_id: int) -> HttpResponse:
    """What the residents of a household say themselves, beside what was written about them (AVG 16)."""
    toegang = access_huishouden(request.user, huishouden_id)
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        raise Http404
    labels = asked_by_resident(toegang.huishouden)
    return render(request, "privacy/verklaringen.html", {"rijen": statements_of(huishouden_id), "etiketten": labels})


@require_POST
def afhandelen(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """The end, with the reason."""
    return _step(
        request, verzoek_id, forms.UitkomstForm,
        lambda v, d: close_verzoek(
            by=request.user, verzoek=v, uitkomst=d["uitkomst"], reden=d["reden"], versie=d["versie"]
        ),
        "Afgehandeld. Stuur de inwoner de brief.",
    )  # fmt: skip


@require_POST
def ophalen(request: StaffRequest, kopie_id: int) -> HttpResponse:
    """Hand the copy over, once; a POST because it is gone afterwards."""
    found = access_bestand(request.user, kopie_id)
    page = reverse("privacy:verzoek", args=[found.inzage.verzoek_id])
    try:
        content = hand_over(by=request.user, bestand=found)
    except Regelfout as fout:
        meld(request, fout.melding)
        return redirect(page)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="uw-gegevens.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def brief(request: StaffRequest, verzoek_id: int) -> HttpResponse:
    """The letter to the resident, to print: received, put off, or answered."""
    found = access_verzoek(request.user, verzoek_id)
    context = {
        "verzoek": found, "soort": Verzoeksoort(found.soort), "artikel": ARTIKELEN[Verzoeksoort(found.soort)],
        "uitkomst": found.uitkomst, "vandaag": timezone.localdate(),
    }  # fmt: skip
    return render(request, "privacy/verzoek_brief.html", context)


@require_http_methods(["GET", "POST"])
def inbreng(request: StaffRequest, inbreng_id: int) -> HttpResponse:
    """The worker says what he thinks of a request."""
    found = access_inbreng(request.user, inbreng_id)
    form = forms.InbrengForm(request.POST or None)

    def show(form: forms.InbrengForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "inbreng": found, "soort": Verzoeksoort(found.verzoek.soort).label}
        return render(request, "privacy/inbreng.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: forms.InbrengForm) -> str:
        give_inbreng(by=request.user, inbreng=found, tekst=form.cleaned_data["tekst"])
        return reverse("werkplek:vandaag")

    return handle_post(
        request, form, by=request.user, actie=INBRENG, do=do, show=show, message="Dank u. Het staat erbij."
    )
