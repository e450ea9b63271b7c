"""Screens: closing on one page, undo and reopen, the review at any moment, the aftercare."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Casustoegang, access_casus, casus_kop, casus_url
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.nazorg.forms import AfsluitForm, HeropenForm, NazorgForm, PlanNazorgForm, ReviewForm
from keukentafel.nazorg.public import (
    VRAGEN,
    aftercare_day,
    aftercare_of,
    close_casus,
    current_closing,
    next_aftercare,
    plan_nazorg,
    record_nazorg,
    record_review,
    reopen_casus,
    undo_close,
)
from keukentafel.nazorg.selectors import other_open_cases, reviews_of
from keukentafel.plannen.public import open_goals_of
from keukentafel.teams.public import worker_of
from keukentafel.tijdlijn.public import moment_of, place_of, talks_to_come
from keukentafel.toegang.public import StaffRequest
from keukentafel.zelfredzaamheid.public import latest_scores

F = TypeVar("F", bound=forms.Form)


def _show(
    request: StaffRequest, toegang: Casustoegang, template: str, **context: object
) -> Callable[[F, int], HttpResponse]:
    """A function that renders this screen of a case with a form and a status."""

    def show(form: F, status: int = 200) -> HttpResponse:
        return render(request, template, {**casus_kop(toegang, actief=""), "form": form, **context}, status=status)

    return show


@require_http_methods(["GET", "POST"])
def afsluiten(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Close a case on one page: a chip per goal, the reason, one sentence; the rest is prefilled or may be skipped."""
    toegang = access_casus(request.user, casus_id, "casus_afsluiten")
    casus, today = toegang.casus, timezone.localdate()
    if casus.afgesloten_op is not None and request.method == "GET":
        return redirect("nazorg:nazorg", casus_id=casus_id)
    doelen = open_goals_of(casus)
    readable = [doel for doel in doelen if toegang.mag_wet(doel.wet)]
    required = not other_open_cases(casus)
    form = AfsluitForm(
        request.POST or None,
        doelen=readable,
        op=today,
        doelen_verplicht=required,
        gemeten=bool(latest_scores(casus)),
        versie=casus.versie,
        initial={"op": today, "nazorg_op": aftercare_day(casus, today)},
    )
    needed = (len(readable) if required else 0) + 1
    show = _show(
        request, toegang, "nazorg/afsluiten.html",
        nodig=needed, gaat_door=not required, verborgen=len(doelen) - len(readable), gesprekken=_talks(toegang),
    )  # fmt: skip
    if request.method != "POST":
        return show(form, 200)

    def do(form: AfsluitForm) -> str:
        close_casus(by=request.user, casus=casus, invoer=form.invoer(), versie=form.cleaned_data["versie"])
        meld(request, "De casus is afgesloten.", ongedaan_url=reverse("nazorg:ongedaan", args=[casus_id]))
        return casus_url(casus_id)

    return handle_post(request, form, by=request.user, actie="casus_afsluiten", do=do, show=show)


def _talks(toegang: Casustoegang) -> list[str]:
    """The talks to come that closing calls off, in words; those of a law that the reader may see."""
    today = timezone.localdate()
    return [
        f"{moment_of(talk, today)}, {place_of(talk).lower()}, {talk.medewerker.naam}"
        for talk in talks_to_come(toegang.casus)
        if toegang.mag_wet(talk.wet)
    ]


@require_POST
def ongedaan(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Take the last closing back."""
    toegang = access_casus(request.user, casus_id, "casus_afsluiten")
    closing = current_closing(toegang.casus)
    if closing is None:
        messages.info(request, "Deze casus is al weer open.")
        return redirect(casus_url(casus_id))
    try:
        undo_close(by=request.user, afsluiting=closing)
        messages.success(request, "De casus is weer open. Alles staat zoals het was.")
    except Regelfout as fout:
        messages.error(request, fout.melding)
    return redirect(casus_url(casus_id))


@require_http_methods(["GET", "POST"])
def heropenen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Open a closed case again, and say why."""
    toegang = access_casus(request.user, casus_id, "casus_afsluiten")
    if request.method == "GET" and toegang.casus.afgesloten_op is None:
        messages.info(request, "Deze casus is al weer open.")
        return redirect(casus_url(casus_id))
    form = HeropenForm(request.POST or None, versie=toegang.casus.versie)
    show = _show(request, toegang, "nazorg/heropenen.html")
    if request.method != "POST":
        return show(form, 200)

    def do(form: HeropenForm) -> str:
        reopen_casus(by=request.user, casus=toegang.casus, reden=form.cleaned_data["reden"])
        return casus_url(casus_id)

    text = "De casus is weer open."
    return handle_post(request, form, by=request.user, actie="casus_afsluiten", do=do, show=show, message=text)


@require_http_methods(["GET", "POST"])
def werkwijze(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The six questions, at any moment; a second time on one day changes the answers."""
    toegang = access_casus(request.user, casus_id, "casus_wijzigen")
    today = timezone.localdate()
    reviews = [review for review in reviews_of(toegang.casus) if toegang.mag_wet(review.wet)]
    now = next((review for review in reviews if review.datum == today), None)
    initial: dict[str, object] = {}
    if now is not None:
        initial = {q: {True: "ja", False: "nee"}.get(getattr(now, q), "") for q in VRAGEN}
        initial |= dict.fromkeys(now.niet_van_toepassing, "nvt")
        initial |= {name: getattr(now, name) for name in ("woord_van", "voldoende_woord_van", "wijkkracht_wat")}
        initial |= {f"redenen_{lijst}": now.redenen for lijst in ("reden_niet_anders", "effect", "afwijking")}
        initial |= {"redenen_ander_arrangement": now.redenen}
    form = ReviewForm(request.POST or None, op=today, initial=initial)
    show = _show(request, toegang, "nazorg/werkwijze.html", eerder=[r for r in reviews if r is not now])
    if request.method != "POST":
        return show(form, 200)

    def do(form: ReviewForm) -> str:
        record_review(by=request.user, casus=toegang.casus, invoer=form.review())
        return casus_url(casus_id)

    return handle_post(request, form, by=request.user, actie="casus_wijzigen", do=do, show=show, message="Vastgelegd.")


@require_http_methods(["GET", "POST"])
def nazorg(request: StaffRequest, casus_id: int) -> HttpResponse:
    """A closed case: the two questions of the aftercare that is due, what was found before, and the way back."""
    toegang = access_casus(request.user, casus_id, "casus_afsluiten")
    casus, today = toegang.casus, timezone.localdate()
    planned = next_aftercare(casus)
    if planned is not None and not toegang.mag_wet(planned.wet):
        raise PermissionDenied
    rows = [row for row in aftercare_of(casus) if toegang.mag_wet(row.wet)]
    form = NazorgForm(
        request.POST or None, op=today, initial={"gedaan_op": today}, versie=planned.versie if planned else None
    )
    show = _show(
        request, toegang, "nazorg/nazorg.html",
        gepland=planned, gedaan=[row for row in rows if row.resultaat], afsluiting=current_closing(casus),
        planform=PlanNazorgForm(op=today, initial={"gepland_op": aftercare_day(casus, today)}),
    )  # fmt: skip
    if request.method != "POST":
        return show(form, 200)

    def do(form: NazorgForm) -> str:
        if planned is None:
            raise Regelfout("Er staat geen nazorg open. Plan eerst een dag.")
        data = form.cleaned_data
        record_nazorg(
            by=request.user,
            nazorg=planned,
            versie=data["versie"],
            **{name: data[name] for name in ("resultaat", "goed_ingezet", "gelijkwaardig", "toelichting", "gedaan_op")},
        )
        return casus_url(casus_id)

    return handle_post(request, form, by=request.user, actie="casus_afsluiten", do=do, show=show, message="Vastgelegd.")


@require_POST
def plannen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Plan aftercare on a day."""
    toegang = access_casus(request.user, casus_id, "casus_afsluiten")
    casus, today = toegang.casus, timezone.localdate()
    form = PlanNazorgForm(request.POST, op=today)
    back = reverse("nazorg:nazorg", args=[casus_id])

    def do(form: PlanNazorgForm) -> str:
        plan_nazorg(
            by=request.user, casus=casus, gepland_op=form.cleaned_data["gepland_op"], medewerker=worker_of(request.user)
        )
        return back

    def show(form: PlanNazorgForm, status: int) -> HttpResponse:
        rows = [row for row in aftercare_of(casus) if row.resultaat and toegang.mag_wet(row.wet)]
        render_it: Callable[[NazorgForm, int], HttpResponse] = _show(
            request, toegang, "nazorg/nazorg.html",
            gepland=None, gedaan=rows, afsluiting=current_closing(casus), planform=form,
        )  # fmt: skip
        return render_it(NazorgForm(op=today), status)

    return handle_post(request, form, by=request.user, actie="casus_afsluiten", do=do, show=show, message="Gepland.")
