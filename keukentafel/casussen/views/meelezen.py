"""Screens: ask a colleague to read a case along, without names unless they are needed, and read along."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.actions import answer_meelezing, ask_meelezing, withdraw_meelezing
from keukentafel.casussen.forms import MeelezenForm, MeelezingForm
from keukentafel.casussen.meelezen import Rolnamen, role_names
from keukentafel.casussen.models import Casus, Meelezing
from keukentafel.casussen.pakket import domains_of
from keukentafel.casussen.permissions import (
    MEELEZEN,
    Casustoegang,
    access_casus,
    access_meelezing,
    second_reader_roles,
)
from keukentafel.casussen.registers import UITNODIGINGSBRONNEN, Uitnodigingsdeel
from keukentafel.casussen.views.regie import colleague_groups
from keukentafel.casussen.views.vorm import Vraag, ask, press
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.teams.public import Medewerker, colleagues_beyond_teams, with_a_role, worker_of
from keukentafel.toegang.public import StaffRequest, Veld

VRAGEN, MET_NAMEN = "meelezen_vragen", "meelezen_met_namen"


@require_http_methods(["GET", "POST"])
def meelezen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Ask somebody to read along; who did before, and what they thought."""
    toegang = access_casus(request.user, casus_id, VRAGEN)
    casus, here = toegang.casus, reverse("casussen:meelezen", args=[casus_id])
    form = MeelezenForm(
        request.POST or None, groepen=_readers(casus, worker_of(request.user)), met_namen=toegang.mag(MET_NAMEN)
    )

    def do(form: MeelezenForm) -> str:
        data = form.cleaned_data
        asked = ask_meelezing(
            by=request.user, casus=casus, medewerker=data["medewerker"], vraag=data["vraag"], tot=data["tot"],
            reden_namen=form.reason_for_names(),
        )  # fmt: skip
        undo = reverse("casussen:meelezing_intrekken", args=[casus_id, asked.pk])
        meld(request, "Uw vraag is verstuurd.", ongedaan_url=undo)
        return here

    vraag = Vraag(
        "Laten meelezen",
        "Voor casuïstiek. Uw collega leest de samenvatting, hoe het gaat en het plan. Notities, adressen en wat over "
        "veiligheid gaat ziet uw collega niet. Namen worden rollen, zoals “volwassene 1”. Een naam die niet in het "
        "systeem staat, blijft staan: kijk daarom eerst uw samenvatting na.",
        "Vraag versturen",
        concept=f"meelezen-{casus.pk}",
        rijen=[_asked_line(casus, each) for each in casus.meelezingen.select_related("medewerker")],
        nieuwkop="Een nieuwe vraag",
    )
    return ask(request, toegang, form, vraag, VRAGEN, do)


def _readers(casus: Casus, asker: Medewerker | None) -> list[tuple[str, list[Medewerker]]]:
    """Whom one may ask: by role, without oneself. A tie or a shield is told by the action, for nobody to read here."""
    groups = [*colleague_groups(casus), *colleagues_beyond_teams()]
    others = ((naam, [worker for worker in workers if worker != asker]) for naam, workers in groups)
    return with_a_role(others, second_reader_roles())


def _asked_line(casus: Casus, asked: Meelezing) -> Taakregel:
    today = timezone.localdate()
    holds = asked.holds_on(today)
    state = "Nog geen reactie" if holds else "Geen reactie"
    if asked.gereageerd_op:
        state = f"Reactie: {asked.reactie}"
    names = [f"Met namen: {asked.reden_namen}"] if asked.met_namen else []
    return Taakregel(
        asked.medewerker.naam,
        onder=[f"Vraag: {asked.vraag}", *names, state],
        wanneer=_until(asked, today),
        gedaan=not holds,
        actie="Intrekken" if holds else "",
        actie_url=reverse("casussen:meelezing_intrekken", args=[casus.pk, asked.pk]) if holds else "",
    )


def _until(asked: Meelezing, today: date) -> str:
    if asked.ingetrokken_op:
        return f"gestopt op {korte_datum(asked.ingetrokken_op, vandaag=today)}"
    return f"tot en met {korte_datum(asked.tot, vandaag=today)}"


@require_POST
def meelezing_intrekken(request: StaffRequest, casus_id: int, meelezing_id: int) -> HttpResponse:
    """End it at once."""
    toegang = access_casus(request.user, casus_id, VRAGEN)
    asked = toegang.casus.meelezingen.filter(pk=meelezing_id).first()
    if asked is None:
        raise Http404

    def do() -> None:
        withdraw_meelezing(by=request.user, meelezing=asked)
        meld(request, "Uw collega leest niet meer mee.")

    return press(request, reverse("casussen:meelezen", args=[casus_id]), VRAGEN, do)


def _parts(toegang: Casustoegang, namen: Rolnamen) -> list[Uitnodigingsdeel]:
    """What is going on: the summary, and of every domain what may be read; every line without names."""
    every = [pk for _name, ids in domains_of(toegang) for pk in ids]
    parts = [part for source in UITNODIGINGSBRONNEN if (part := source.toon(toegang, every)) is not None]
    if toegang.casus.samenvatting and toegang.mag_wet(toegang.casus.wet):
        parts.insert(0, Uitnodigingsdeel("Wat er speelt", (toegang.casus.samenvatting,)))
    return [Uitnodigingsdeel(part.kop, tuple(_told(namen, line) for line in part.regels)) for part in parts]


def _told(namen: Rolnamen, tekst: str) -> str:
    said = namen.without_names(tekst)
    return said[:1].upper() + said[1:]


@require_http_methods(["GET", "POST"])
def meelezing(request: StaffRequest, meelezing_id: int) -> HttpResponse:
    """For who was asked: the question, the case, and what he thinks. Who it is about only when the decision says so."""
    asked, toegang = access_meelezing(request.user, meelezing_id)
    met_namen = toegang.besluit.mag_zien(Veld.IDENTITEIT)
    form = MeelezingForm(request.POST or None, versie=asked.versie, met_namen=met_namen)
    namen = role_names(toegang.casus, timezone.localdate(), met_namen=met_namen)

    def show(form: MeelezingForm, status: int = 200) -> HttpResponse:
        context = {
            "meelezing": asked, "vraag": namen.without_names(asked.vraag), "mensen": namen.regels,
            "delen": _parts(toegang, namen), "form": form,
            "reden_namen": namen.without_names(asked.reden_namen) if met_namen else "",
        }  # fmt: skip
        return render(request, "casussen/meelezing.html", context, status=status)

    def do(form: MeelezingForm) -> str:
        data = form.cleaned_data
        answer_meelezing(
            by=request.user, meelezing=asked, door=worker_of(request.user), reactie=data["reactie"],
            versie=data["versie"],
        )  # fmt: skip
        meld(request, "Dank u. Uw collega leest wat u denkt.")
        return "/"

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=MEELEZEN, do=do, show=show)
