"""Screens: how it goes now and over time, choosing domains, scoring, looking along."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post, note_read
from keukentafel.casussen.public import Casustoegang, access_casus, casus_kop
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Meetbron, schemes
from keukentafel.toegang.public import StaffRequest, stay_at_table
from keukentafel.zelfredzaamheid.forms import BEWAREN, REST, BlikForm, KiesForm, ScoreForm
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.public import (
    choose_domeinen,
    courses_of,
    discard_concept,
    record_huishoudblik,
    record_scores,
)
from keukentafel.zelfredzaamheid.schermen import look_along_lines, measured_people, score_lines
from keukentafel.zelfredzaamheid.selectors import (
    chosen_before,
    concepts_of,
    has_recorded,
    instrument_for,
    instruments,
    members_of,
    person_of,
    red_without_look,
    supplements_for,
)
from keukentafel.zelfredzaamheid.states import moment_for


@require_safe
def overzicht(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The tab: per person the strip of now, the change over time, and what was measured when."""
    toegang = access_casus(request.user, casus_id, "meting_inzien")
    return _show_overview(request, toegang)


def _show_overview(
    request: StaffRequest, toegang: Casustoegang, form: BlikForm | None = None, status: int = 200
) -> HttpResponse:
    casus = toegang.casus
    courses = courses_of(casus, mag_wet=toegang.mag_wet)
    note_read("meting_inzien", casus, subjects=[c.persoon.pk for c in courses], wet=casus.wet)
    context = {
        **casus_kop(toegang, actief="zelfredzaamheid"),
        "mensen": measured_people(toegang, courses),
        "blikken": red_without_look(casus)[:1],
        "blikform": form or BlikForm(),
    }
    return render(request, "zelfredzaamheid/overzicht.html", context, status=status)


@require_http_methods(["GET", "POST"])
def kiezen(request: StaffRequest, casus_id: int, persoon_id: int) -> HttpResponse:
    """Choose the domains that the question needs, with the reason; what was chosen before is ticked."""
    toegang = access_casus(request.user, casus_id, "meting_vastleggen")
    persoon = person_of(toegang.casus, persoon_id)
    today = timezone.localdate()
    asked = request.GET.get("instrument") or instrument_for(toegang.casus, persoon_id)
    basis = [entry for entry in schemes(today) if entry.code == asked and entry.niveaus] or instruments(today)[:1]
    stelsels = [*basis, *supplements_for(members_of(toegang.casus), persoon_id, today)]
    before = chosen_before(toegang.casus, persoon_id)
    initial: dict[str, object] = {
        "reden": before.reden,
        "datum": today,
        "bron": Meetbron.PROFESSIONAL,
        "moment": moment_for(
            eerder_gemeten=has_recorded(toegang.casus, persoon_id),
            afgesloten=toegang.casus.afgesloten_op is not None,
            bij_afsluiten=request.GET.get("bij") == "afsluiten",
        ),
        **{f"domeinen_{code}": codes for code, codes in before.codes.items()},
    }
    form = KiesForm(request.POST or None, initial=initial, stelsels=stelsels, op=today)

    def show(form: KiesForm, status: int = 200) -> HttpResponse:
        others = [entry for entry in instruments(today) if entry.code != basis[0].code]
        context = {"form": form, "persoon": persoon, "andere_instrumenten": others, "opnieuw": bool(before.codes)}
        context |= casus_kop(toegang, actief="zelfredzaamheid")
        return render(request, "zelfredzaamheid/kiezen.html", context, status=status)

    if request.method != "POST":
        return show(form)

    def do(form: KiesForm) -> str:
        choose_domeinen(
            by=request.user,
            casus=toegang.casus,
            persoon=persoon,
            keuzes=form.choices_made(),
            reden=form.cleaned_data["reden"],
            datum=form.cleaned_data["datum"],
            moment=form.cleaned_data["moment"],
            bron=form.cleaned_data["bron"],
        )
        return reverse("zelfredzaamheid:scoren", args=[casus_id, persoon_id])

    return handle_post(request, form, by=request.user, actie="meting_vastleggen", do=do, show=show)


@require_http_methods(["GET", "POST"])
def scoren(request: StaffRequest, casus_id: int, persoon_id: int) -> HttpResponse:
    """Score the chosen domains of this person, all on one page; may be left and taken up again."""
    toegang = access_casus(request.user, casus_id, "meting_vastleggen")
    persoon = person_of(toegang.casus, persoon_id)
    metingen = concepts_of(toegang.casus, persoon_id)
    if not metingen:
        return redirect("zelfredzaamheid:kiezen", casus_id=casus_id, persoon_id=persoon_id)
    return _score(request, toegang, persoon, metingen)


@require_http_methods(["GET", "POST"])
def verbeteren(request: StaffRequest, casus_id: int, meting_id: int) -> HttpResponse:
    """Correct a recorded measurement; the old score stays in its history."""
    toegang = access_casus(request.user, casus_id, "meting_vastleggen")
    meting = _measurement_of(toegang, meting_id)
    return _score(request, toegang, meting.persoon, [meting], correctie=True)


def _score(
    request: StaffRequest,
    toegang: Casustoegang,
    persoon: Persoon,
    metingen: list[Meting],
    *,
    correctie: bool = False,
) -> HttpResponse:
    regels = score_lines(metingen)
    form = ScoreForm(request.POST or None, regels=regels, versie=metingen[0].versie)

    def show(form: ScoreForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang, actief="zelfredzaamheid"),
            "form": form,
            "velden": [(regel, form[regel.veld], form[regel.notitieveld]) for regel in regels],
            "persoon": persoon,
            "meting": metingen[0],
            "correctie": correctie,
            "kan_bevestigen": any(regel.vorige for regel in regels) and not correctie,
        }
        return render(request, "zelfredzaamheid/scoren.html", context, status=status)

    if request.method != "POST":
        return show(form)
    knop = request.POST.get("knop", "")

    def do(form: ScoreForm) -> str:
        for number, meting in enumerate(metingen):
            record_scores(
                by=request.user,
                meting=meting,
                versie=form.cleaned_data["versie"] if number == 0 else None,
                scores=form.answers(meting.pk),
                rest_ongewijzigd=knop == REST,
                afronden=knop != BEWAREN,
            )
        return reverse("zelfredzaamheid:overzicht", args=[toegang.casus.pk])

    def theirs(meting: Meting) -> dict[str, object]:
        return {regel.veld: regel.huidig for regel in score_lines([meting])}

    message = "Bewaard. U kunt later verder." if knop == BEWAREN else "De meting is vastgelegd."
    return handle_post(
        request, form, by=request.user, actie="meting_vastleggen", do=do, show=show, theirs=theirs, message=message
    )


@require_POST
def weggooien(request: StaffRequest, casus_id: int, persoon_id: int) -> HttpResponse:
    """Throw the unfinished measurement of this person away."""
    toegang = access_casus(request.user, casus_id, "meting_vastleggen")
    person_of(toegang.casus, persoon_id)
    for meting in concepts_of(toegang.casus, persoon_id):
        discard_concept(by=request.user, meting=meting)
    messages.success(request, "De meting is weggegooid.")
    return redirect("zelfredzaamheid:overzicht", casus_id=casus_id)


@require_POST
def blik(request: StaffRequest, casus_id: int, meting_id: int) -> HttpResponse:
    """Write down whether we looked at the others at home after a red score (R-063)."""
    toegang = access_casus(request.user, casus_id, "meting_vastleggen")
    meting = _measurement_of(toegang, meting_id)

    def do(form: BlikForm) -> str:
        record_huishoudblik(
            by=request.user,
            meting=meting,
            uitkomst=form.cleaned_data["uitkomst"],
            toelichting=form.cleaned_data["toelichting"],
        )
        return reverse("zelfredzaamheid:overzicht", args=[casus_id])

    def show(form: BlikForm, status: int) -> HttpResponse:
        return _show_overview(request, toegang, form, status)

    return handle_post(
        request, BlikForm(request.POST), by=request.user, actie="meting_vastleggen", do=do, show=show,
        message="Vastgelegd.",
    )  # fmt: skip


@require_safe
def meekijken(request: StaffRequest, casus_id: int, persoon_id: int) -> HttpResponse:
    """For on the table: this person's own scores as sentences, and nothing else at all."""
    toegang = access_casus(request.user, casus_id, "meting_inzien", log=False)
    courses = courses_of(toegang.casus, persoon_id=persoon_id, mag_wet=toegang.mag_wet)
    if not courses:
        raise Http404
    note_read("meting_inzien", toegang.casus, subjects=[persoon_id], wet=toegang.casus.wet)
    stay_at_table(request, request.path)
    context = {"zinnen": look_along_lines(courses[0]), "terug": toegang.casus.pk}
    return render(request, "zelfredzaamheid/meekijken.html", context)


def _measurement_of(toegang: Casustoegang, meting_id: int) -> Meting:
    found = Meting.objects.recorded().filter(casus=toegang.casus).select_related("instrument", "persoon", "casus__team")
    meting = get_object_or_404(found, pk=meting_id)
    if not toegang.mag_wet(meting.wet):
        raise Http404
    return meting
