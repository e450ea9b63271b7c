"""Screens: the timeline, the composer, "niet bereikt", correcting one's own note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.casussen.public import Casustoegang, access_casus, casus_kop, casus_url
from keukentafel.core.berichten import meld
from keukentafel.core.formulieren import Formulier
from keukentafel.core.getallen import positive_int
from keukentafel.core.schermdelen import Filterchip
from keukentafel.personen.public import Persoon
from keukentafel.teams.public import skj_warning, worker_of
from keukentafel.tijdlijn.actions import (
    change_contactmoment,
    register_contactmoment,
    register_niet_bereikt,
    withdraw_contactmoment,
)
from keukentafel.tijdlijn.blokken import composer, household_members
from keukentafel.tijdlijn.bronnen import Tijdlijnitem
from keukentafel.tijdlijn.forms import NotitieForm
from keukentafel.tijdlijn.gesprekken import complete_gesprek
from keukentafel.tijdlijn.models import Contactmoment, Gesprek
from keukentafel.tijdlijn.noemen import colleagues_to_name, goals_to_name, named_colleagues
from keukentafel.tijdlijn.notities import shared_notes
from keukentafel.tijdlijn.plek import Tijdlijnplek
from keukentafel.tijdlijn.selectors import Tijdlijnfilter, timeline
from keukentafel.tijdlijn.states import Aard
from keukentafel.tijdlijn.views_gesprek import back_to, planned_talk_of, talk_of
from keukentafel.toegang.public import StaffRequest, Veld, stay_at_table

WIJZIGEN = "casus_wijzigen"
FILTERS = ("soort", "persoon", "doel")
VOOR = "voor"  # in the address of a page of the timeline: the place below which it begins


@require_safe
def tijdlijn(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The tab Tijdlijn: everything that happened, with the composer above it."""
    return _show_timeline(request, access_casus(request.user, casus_id), None, 200)


@require_safe
def meekijken(request: StaffRequest, casus_id: int) -> HttpResponse:
    """For on the table, `?voor=12`: the notes that the household, and this person, may read; nothing else at all."""
    toegang = access_casus(request.user, casus_id)
    if not toegang.besluit.mag_zien(Veld.INHOUD):
        raise PermissionDenied
    chosen = request.GET.get("voor", "")
    person = next((p for p in household_members(toegang) if str(p.pk) == chosen), None)
    if chosen and person is None:
        raise Http404
    stay_at_table(request, request.path)
    context = {
        "notities": shared_notes(toegang, person.pk if person else None),
        "terug": reverse("tijdlijn:tijdlijn", args=[casus_id]),
    }
    return render(request, "tijdlijn/meekijken.html", context)


def _at_table(toegang: Casustoegang, people: Sequence[Persoon]) -> list[tuple[str, str]]:
    """(who, address) of the look-along pages: the household together, or one person."""
    url = reverse("tijdlijn:meekijken", args=[toegang.casus.pk])
    return [("Het hele huishouden", url), *((p.naam, f"{url}?voor={p.pk}") for p in people)]


@require_safe
def noemen(request: StaffRequest, casus_id: int) -> JsonResponse:
    """For the composer: who (@) and which goals (#) can be named on this case, as words with what they stand for."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    colleagues = [{"woord": word, "naam": w.naam} for word, w in colleagues_to_name(toegang.casus).items()]
    goals = [{"woord": goal.woord, "naam": goal.naam} for goal in goals_to_name(toegang)]
    return JsonResponse({"@": colleagues, "#": goals})


def _show_timeline(
    request: StaffRequest, toegang: Casustoegang, form: NotitieForm | None, status: int, *, terug: str = "",
    gesprek: Gesprek | None = None,
) -> HttpResponse:  # fmt: skip
    back = back_to(terug, toegang.casus.pk) if terug else reverse("tijdlijn:tijdlijn", args=[toegang.casus.pk])
    people = household_members(toegang)
    page = _page(request.GET, toegang, people)  # before the composer, which asks what was noted last
    b = composer(toegang, terug=back, gesprek=gesprek) if toegang.mag(WIJZIGEN) else None
    if b is not None and form is not None:
        b["form"] = form
    context = {
        **casus_kop(toegang, "tijdlijn"),
        "b": b,
        "aan_tafel": _at_table(toegang, people),
        **page,
    }
    return render(request, "tijdlijn/tijdlijn.html", context, status=status)


def _page(asked: Mapping[str, str], toegang: Casustoegang, people: Sequence[Persoon]) -> dict[str, object]:
    """One page of the timeline as the address asks for it, what to choose from, and where the next page is."""
    goals = [(goal.woord, goal.naam) for goal in goals_to_name(toegang)]
    chosen = {name: asked.get(name, "") for name in FILTERS}
    chosen["doel"] = chosen["doel"] if chosen["doel"] in dict(goals) else ""
    persoon_id, onder = positive_int(chosen["persoon"]), Tijdlijnplek.read(asked.get(VOOR, ""))
    found = timeline(toegang, Tijdlijnfilter(chosen["soort"], persoon_id, chosen["doel"]), onder)
    here, base = _address(asked), reverse("tijdlijn:tijdlijn", args=[toegang.casus.pk])
    words = {
        "soort": dict(found.soorten).get(chosen["soort"], chosen["soort"]),
        "doel": dict(goals).get(chosen["doel"], ""),
        "persoon": next((p.naam for p in people if p.pk == persoon_id), ""),
    }
    return {
        "items": [replace(i, bewerk_url=i.bewerk_url + here) if _is_own_note(i) else i for i in found.items],
        "eerder_url": base + _address({**chosen, VOOR: str(found.eerder)}) if found.eerder else "",
        "nieuwste_url": base + _address(chosen) if onder else "",
        "soortkeuzes": _options("Alles", found.soorten, chosen["soort"]),
        "persoonkeuzes": _options("Iedereen", [(str(p.pk), p.naam) for p in people], chosen["persoon"]),
        "doelkeuzes": _options("Alle doelen", goals, chosen["doel"]) if goals else [],
        "chips": _chips([(name, chosen[name], words[name]) for name in ("soort", "doel", "persoon")]),
    }


def _address(asked: Mapping[str, str]) -> str:
    """Which page of the timeline this is, for behind an address: the filters that are on and the place it begins."""
    kept = {name: asked.get(name, "") for name in (*FILTERS, VOOR)}
    on = urlencode({name: value for name, value in kept.items() if value})
    return f"?{on}" if on else ""


def _is_own_note(item: Tijdlijnitem) -> bool:
    return bool(item.bewerk_url) and item.soort in Aard.values


def _options(everything: str, pairs: object, chosen: str) -> list[dict[str, object]]:
    values = [("", everything), *pairs]  # type: ignore[misc]
    return [{"waarde": value, "naam": naam, "gekozen": value == chosen} for value, naam in values]


def _chips(chosen: Sequence[tuple[str, str, str]]) -> list[Filterchip]:
    """A chip per filter that is on: (name, value, words); its address keeps the others."""
    on = [(name, value, words) for name, value, words in chosen if value and words]
    return [
        Filterchip(words, f"?{urlencode({other: kept for other, kept, _ in on if other != name})}")
        for name, _, words in on
    ]


@require_http_methods(["GET", "POST"])
def vastleggen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Save what was typed in the composer, and come back where one was, on the new line."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    if request.method != "POST":
        chosen = positive_int(request.GET.get("gesprek", ""))
        talk = planned_talk_of(toegang, chosen) if chosen else None
        return _show_timeline(request, toegang, None, 200, terug=request.GET.get("terug", ""), gesprek=talk)

    def show(form: NotitieForm, status: int) -> HttpResponse:
        return _show_timeline(request, toegang, form, status)

    def do(form: NotitieForm) -> str:
        worker = worker_of(request.user)
        noted, chosen = form.vastlegging(), form.cleaned_data["gesprek"]
        named = named_colleagues(toegang.casus, noted.tekst)
        ticked = form.cleaned_data.get("afgevinkt", ())
        if chosen is None:
            item = register_contactmoment(
                by=request.user, casus=toegang.casus, medewerker=worker, vastlegging=noted, afgevinkt=ticked,
                genoemd=named,
            )  # fmt: skip
        else:
            item = complete_gesprek(
                by=request.user, gesprek=talk_of(toegang, chosen), medewerker=worker, vastlegging=noted,
                afgevinkt=ticked, genoemd=named,
            )  # fmt: skip
        if worker is not None and noted.aard == Aard.BESLUIT and (warning := skj_warning(worker, noted.wet)):
            messages.warning(request, warning)
        return f"{back_to(form.cleaned_data['terug'], casus_id)}#contact-{item.pk}"

    form = composer(toegang, request.POST)["form"]
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def niet_bereikt(request: StaffRequest, casus_id: int) -> HttpResponse:
    """One click: called, and nobody answered."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)

    def do(form: Formulier) -> str:
        item = register_niet_bereikt(by=request.user, casus=toegang.casus, medewerker=worker_of(request.user))
        undo = reverse("tijdlijn:intrekken", args=[casus_id, item.pk])
        meld(request, "Vastgelegd: niet bereikt.", ongedaan_url=undo)
        return f"{back_to(request.POST.get('terug', ''), casus_id)}#contact-{item.pk}"

    return _press(request, casus_id, do)


@require_http_methods(["GET", "POST"])
def bewerken(request: StaffRequest, casus_id: int, contactmoment_id: int) -> HttpResponse:
    """Correct one's own note."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    item = _item(toegang, contactmoment_id)
    worker = worker_of(request.user)
    back = f"{reverse('tijdlijn:tijdlijn', args=[casus_id])}{_address(request.GET)}#contact-{item.pk}"
    if worker is None or item.medewerker_id != worker.pk:
        return HttpResponseRedirect(back)
    names = ("tekst", "aard", "soort", "zichtbaar_voor", "wet", "datum", "tijd", "duur_minuten", "aanwezig")
    initial = {name: getattr(item, name) for name in names} | {"persoon": str(item.persoon_id or "")}
    people = household_members(toegang, item.persoon)
    form = NotitieForm(request.POST or None, personen=people, initial=initial, versie=item.versie)
    own_day = timezone.localdate(item.gemaakt_op) == timezone.localdate()

    def show(form: NotitieForm, status: int = 200) -> HttpResponse:
        context = {
            **casus_kop(toegang, "tijdlijn"), "form": form, "concept": f"notitie-{item.pk}", "terug_url": back,
            "intrekken_url": reverse("tijdlijn:intrekken", args=[casus_id, item.pk]) if own_day else "",
        }  # fmt: skip
        return render(request, "tijdlijn/bewerken.html", context, status=status)

    def do(form: NotitieForm) -> str:
        change_contactmoment(
            by=request.user, contactmoment=item, medewerker=worker, vastlegging=form.vastlegging(),
            versie=form.cleaned_data["versie"],
        )  # fmt: skip
        return back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)


@require_POST
def intrekken(request: StaffRequest, casus_id: int, contactmoment_id: int) -> HttpResponse:
    """Take back one's own note of today."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    item = _item(toegang, contactmoment_id)

    def do(form: Formulier) -> str:
        withdraw_contactmoment(by=request.user, contactmoment=item, medewerker=worker_of(request.user))
        return casus_url(casus_id)

    return _press(request, casus_id, do)


def _press(request: StaffRequest, casus_id: int, do: object) -> HttpResponse:
    def show(form: Formulier, status: int) -> HttpResponse:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
        return HttpResponseRedirect(casus_url(casus_id))

    form = Formulier(request.POST)
    return handle_post(request, form, by=request.user, actie=WIJZIGEN, do=do, show=show)  # type: ignore[arg-type]


def _item(toegang: Casustoegang, contactmoment_id: int) -> Contactmoment:
    """The note, when it belongs to this case and may be read; Http404 otherwise."""
    item = Contactmoment.objects.filter(pk=contactmoment_id, casus=toegang.casus).select_related("casus").first()
    if item is None or not toegang.mag_wet(item.wet):
        raise Http404
    return item
