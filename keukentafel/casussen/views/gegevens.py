"""Screens: summary, kind and weight, alerts, phases."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.casussen.actions import (
    add_let_op,
    change_casus,
    remove_let_op,
    resume_actief,
    set_volgen,
    start_vraagverheldering,
    update_samenvatting,
)
from keukentafel.casussen.forms import (
    GegevensForm,
    LetOpForm,
    SamenvattingForm,
    VolgenForm,
    VraagverhelderingForm,
)
from keukentafel.casussen.kop import active_let_op, casus_url
from keukentafel.casussen.permissions import access_casus
from keukentafel.casussen.views.vorm import Vraag, ask, press
from keukentafel.core.berichten import meld
from keukentafel.core.schermdelen import Taakregel
from keukentafel.teams.public import partner_workers, worker_of, workers_of_team
from keukentafel.toegang.public import StaffRequest

WIJZIGEN = "casus_wijzigen"


@require_http_methods(["GET", "POST"])
def samenvatting(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Write the summary, or confirm that it still holds."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    casus = toegang.casus
    initial = {"tekst": casus.samenvatting}
    form = SamenvattingForm(request.POST or None, initial=initial, versie=casus.versie)

    def do(form: SamenvattingForm) -> None:
        data = form.cleaned_data
        update_samenvatting(
            by=request.user, casus=casus, tekst=data["tekst"], door=worker_of(request.user), versie=data["versie"]
        )

    vraag = Vraag(
        "Samenvatting",
        "Klopt het nog? Sla het dan op zoals het is: er komt de datum van vandaag bij.",
        concept=f"samenvatting-{casus.pk}",
    )
    return ask(request, toegang, form, vraag, WIJZIGEN, do, theirs=lambda now: {"tekst": now.samenvatting})


@require_http_methods(["GET", "POST"])
def gegevens(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Kind, weight, safety, law and expertise of a case."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    casus = toegang.casus
    names = ("vraagtype", "casustype", "zwaarte", "veiligheid", "wet", "expertise_gevraagd")
    initial = {name: getattr(casus, name) for name in names}
    form = GegevensForm(request.POST or None, initial=initial, versie=casus.versie)

    def do(form: GegevensForm) -> None:
        data = form.cleaned_data
        change_casus(by=request.user, casus=casus, versie=data["versie"], **{name: data[name] for name in names})

    vraag = Vraag("Soort en zwaarte", "Hieruit volgt de belasting. Wat u nog niet weet, laat u open.")
    return ask(request, toegang, form, vraag, WIJZIGEN, do)


@require_http_methods(["GET", "POST"])
def vraagverheldering(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The first conversation about the question, by one or two workers."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    casus = toegang.casus
    collegas, partners = workers_of_team(casus.team_id), partner_workers()
    initial = {"op": casus.vraagverheldering_op} if casus.vraagverheldering_op else {}
    form = VraagverhelderingForm(
        request.POST or None, collegas=collegas, partners=partners, initial=initial, versie=casus.versie
    )

    def do(form: VraagverhelderingForm) -> None:
        data = form.cleaned_data
        start_vraagverheldering(
            by=request.user, casus=casus, op=data["op"], intakers=data["medewerkers"], versie=data["versie"]
        )

    return ask(request, toegang, form, Vraag("Vraagverheldering beginnen"), WIJZIGEN, do)


@require_http_methods(["GET", "POST"])
def let_op(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Alerts: at most three, each with a last day."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    casus = toegang.casus
    form = LetOpForm(request.POST or None, versie=casus.versie)

    def do(form: LetOpForm) -> None:
        data = form.cleaned_data
        add_let_op(by=request.user, casus=casus, tekst=data["tekst"], tot=data["tot"], versie=data["versie"])

    rijen = [
        Taakregel(
            alert["tekst"],
            actie="Weghalen",
            actie_url=reverse("casussen:let_op_weg", args=[casus.pk, place, casus.versie]),
        )
        for place, alert in enumerate(active_let_op(casus))
    ]
    vraag = Vraag("Let op", "Voor collega’s die erheen gaan. Hoogstens drie.", "Toevoegen", rijen=rijen)
    return ask(request, toegang, form, vraag, WIJZIGEN, do)


@require_POST
def let_op_weg(request: StaffRequest, casus_id: int, nummer: int, versie: int) -> HttpResponse:
    """Take an alert away; `versie` makes sure that it is the one that was shown."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)

    def do() -> None:
        remove_let_op(by=request.user, casus=toegang.casus, nummer=nummer, versie=versie)

    return press(request, casus_url(casus_id), WIJZIGEN, do)


@require_http_methods(["GET", "POST"])
def volgen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Watch from a distance until a day."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)
    casus = toegang.casus
    form = VolgenForm(request.POST or None, versie=casus.versie)

    def do(form: VolgenForm) -> None:
        data = form.cleaned_data
        set_volgen(by=request.user, casus=casus, tot=data["tot"], versie=data["versie"])
        last = casus.overgangen.order_by("-pk").first()
        undo = reverse("casussen:overgang_ongedaan", args=[casus_id, last.pk]) if last else ""
        meld(request, "Op volgen gezet.", ongedaan_url=undo)

    rijen = []
    if casus.volgen_vanaf is not None:
        url = reverse("casussen:actief", args=[casus_id])
        rijen = [Taakregel("Deze casus staat op volgen.", actie="Weer actief maken", actie_url=url)]
    vraag = Vraag("Op volgen zetten", "De casus blijft open en u kijkt op afstand mee.", rijen=rijen)
    return ask(request, toegang, form, vraag, WIJZIGEN, do)


@require_POST
def actief(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Stand actief again."""
    toegang = access_casus(request.user, casus_id, WIJZIGEN)

    def do() -> None:
        resume_actief(by=request.user, casus=toegang.casus)

    return press(request, casus_url(casus_id), WIJZIGEN, do)
