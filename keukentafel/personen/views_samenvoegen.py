"""Screens to make two records of one person one: choose, look at what will happen, do it, undo it."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post, note_read
from keukentafel.core.berichten import meld
from keukentafel.core.fouten import Regelfout
from keukentafel.core.getallen import positive_int
from keukentafel.personen.dubbelen import Kenmerken, suggest_gelijkenden
from keukentafel.personen.forms import SamenvoegForm
from keukentafel.personen.kaarten import full_address
from keukentafel.personen.models import Huishouden, Persoon, Samenvoeging
from keukentafel.personen.permissions import access_huishouden, access_persoon, facts_of_personen, open_member
from keukentafel.personen.samenvoegen import check_merge, merge_personen, undo_merge
from keukentafel.personen.selectors import Treffer, find_personen
from keukentafel.personen.views import labels_of
from keukentafel.personen.views_wijzigen import people_of
from keukentafel.toegang.public import Gebruiker, StaffRequest, Veld, decision

SAMENVOEGEN = "personen_samenvoegen"


@require_http_methods(["GET", "POST"])
def samenvoegen(request: StaffRequest, huishouden_id: int, persoon_id: int) -> HttpResponse:
    """Choose who is the same person, see both side by side, and make them one."""
    toegang = access_huishouden(request.user, huishouden_id, SAMENVOEGEN)
    persoon, _besluit = open_member(request.user, toegang, persoon_id, Veld.CONTACT)
    people = candidates(request.user, toegang.huishouden, persoon)
    looked_for = request.POST.get("zoek", "").strip()
    if request.method == "POST":
        people = _with_found(request.user, persoon, people, looked_for, request.POST.get("ander", ""))
    form = SamenvoegForm(request.POST or None, mensen=people)
    terug = reverse("personen:persoon", args=[huishouden_id, persoon_id])

    def show(form: SamenvoegForm, status: int = 200, ander: Persoon | None = None) -> HttpResponse:
        context = {
            "huishouden": toegang.huishouden,
            "persoon": persoon,
            "ander": ander,
            "vergelijking": compare(persoon, ander) if ander else [],
            "form": form,
            "gezocht": looked_for,
            "terug": terug,
            "etiketten": labels_of(request.user, toegang.huishouden),
        }
        return render(request, "personen/samenvoegen.html", context, status=status)

    def do(form: SamenvoegForm) -> str:
        merge = merge_personen(by=request.user, behouden=persoon, vervallen=chosen(form))
        undo = reverse("personen:samenvoeging_ongedaan", args=[merge.pk])
        meld(request, "De twee zijn samengevoegd.", ongedaan_url=undo)
        return terug

    def chosen(form: SamenvoegForm) -> Persoon:
        return access_persoon(request.user, int(form.cleaned_data["ander"]), SAMENVOEGEN).persoon

    if request.method != "POST" or request.POST.get("knop") == "zoeken":
        return show(SamenvoegForm(mensen=people))
    if form.is_valid() and not form.cleaned_data["bevestigd"]:
        ander = chosen(form)
        try:
            check_merge(persoon, ander)
        except Regelfout as fout:
            form.add_regelfout(fout)
            return show(form, 422)
        return show(form, 200, ander)
    return handle_post(request, form, by=request.user, actie=SAMENVOEGEN, do=do, show=show)


@require_POST
def samenvoeging_ongedaan(request: StaffRequest, samenvoeging_id: int) -> HttpResponse:
    """Part the two again, and go to the one that was kept."""
    merge = Samenvoeging.objects.filter(pk=samenvoeging_id).first()
    if merge is None:
        raise Http404
    access_persoon(request.user, merge.behouden_id, SAMENVOEGEN)
    try:
        undo_merge(by=request.user, samenvoeging=merge)
        meld(request, "De samenvoeging is ongedaan gemaakt.")
    except Regelfout as fout:
        meld(request, fout.melding)
    home = Huishouden.objects.filter(leden__persoon=merge.behouden_id).order_by("pk").first()
    return HttpResponseRedirect(reverse("personen:persoon", args=[home.pk, merge.behouden_id]) if home else "/")


def candidates(user: Gebruiker, huishouden: Huishouden, persoon: Persoon) -> list[tuple[int, str]]:
    """Return who may be the same person: who resembles, and the others of the household; id and description."""
    typed = Kenmerken(
        persoon.voornamen, persoon.achternaam, persoon.geboortedatum, persoon.postcode, persoon.huisnummer
    )
    found = [(one.persoon.id, f"{one.persoon.naam}, {one.waarom}") for one in suggest_gelijkenden(user, typed).bekend]
    members = [(other.pk, f"{other.naam}, uit dit huishouden") for other in people_of(huishouden)]
    unique = {pk: text for pk, text in [*members, *found] if pk != persoon.pk}
    return list(unique.items())


def _with_found(
    user: Gebruiker, persoon: Persoon, known: list[tuple[int, str]], looked_for: str, picked: str
) -> list[tuple[int, str]]:
    """The candidates with whoever was looked for by name, date or address, and whoever was picked of those before.

    Only persons whom this user may merge: the others are not offered.
    """
    found = {hit.persoon.id: _described(hit) for hit in find_personen(user, looked_for).treffers} if looked_for else {}
    if (pk := positive_int(picked)) is not None and pk not in found and pk not in dict(known):
        found |= {one.pk: one.naam for one in Persoon.objects.current().filter(pk=pk)}
    found.pop(persoon.pk, None)
    facts = facts_of_personen(user, found)
    offered = [
        (pk, text)
        for pk, text in found.items()
        if pk not in dict(known) and decision(user, SAMENVOEGEN, facts[pk]).toegestaan
    ]
    note_read(SAMENVOEGEN, None, subjects=[pk for pk, _text in offered])  # also who was picked by number
    return known + offered


def _described(hit: Treffer) -> str:
    age = f"{hit.persoon.leeftijd} jaar" if hit.persoon.leeftijd is not None else ""
    return ", ".join(filter(None, (hit.persoon.naam, age, hit.persoon.adres, hit.huishouden)))


def compare(persoon: Persoon, ander: Persoon) -> list[tuple[str, str, str, str]]:
    """Return the fields side by side: name of the field, what is kept, what lapses, what it becomes."""
    today = date.today()
    rows = [
        ("Naam", persoon.naam, ander.naam, persoon.naam),
        ("Geboren", *_both(_day(persoon.geboortedatum), _day(ander.geboortedatum))),
        ("Leeftijd", *_both(_number(persoon.age_on(today)), _number(ander.age_on(today)))),
        ("Adres", *_both(_address(persoon), _address(ander))),
        ("Telefoon", *_both(persoon.telefoon, ander.telefoon)),
        ("E-mail", *_both(persoon.email, ander.email)),
        ("Burgerservicenummer", *_both(_present(persoon), _present(ander))),
    ]
    return [row for row in rows if row[1] or row[2]]


def _both(kept: str, lapsed: str) -> tuple[str, str, str]:
    return kept, lapsed, kept or lapsed


def _day(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""


def _number(age: int | None) -> str:
    return "" if age is None else str(age)


def _address(persoon: Persoon) -> str:
    return "geheim adres" if persoon.geheim_adres else full_address(persoon)


def _present(persoon: Persoon) -> str:
    return "vastgelegd" if persoon.bsn_index else ""
