"""The screen on which is recorded who has custody of a child, or who stands for an adult."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from keukentafel.audit.public import note_read, note_refusal
from keukentafel.core.berichten import meld
from keukentafel.personen.forms import GezagForm
from keukentafel.personen.gezag import ACHTTIEN, GEZAGSNAMEN, Gezagsoort
from keukentafel.personen.gezag_vastleggen import end_gezag, gezag_over, record_gezag
from keukentafel.personen.kaarten import memberkaart
from keukentafel.personen.models import Persoon
from keukentafel.personen.permissions import Huishoudentoegang, access_huishouden, member_of
from keukentafel.personen.views_wijzigen import form_page
from keukentafel.toegang.public import Gebruiker, StaffRequest

WIJZIGEN = "huishouden_wijzigen"
VOORBIJ = "voorbij"


@require_http_methods(["GET", "POST"])
def gezag(request: StaffRequest, huishouden_id: int, persoon_id: int) -> HttpResponse:
    """Record how someone to whom this person is related stands to him in law, from a day on (A7)."""
    toegang = access_huishouden(request.user, huishouden_id, WIJZIGEN, log=False)
    kind, mensen = _people(request.user, toegang, persoon_id)
    if not mensen:
        meld(request, "Leg eerst vast wie de ouder of voogd is.")
        return HttpResponseRedirect(reverse("personen:relatie_toevoegen", args=[huishouden_id]))
    form = GezagForm(request.POST or None, mensen=list(mensen.items()), soorten=_kinds(kind))

    def do(form: GezagForm) -> None:
        data = form.cleaned_data
        houder = Persoon.objects.get(pk=int(data["wie"]))
        if data["soort"] == VOORBIJ:
            end_gezag(by=request.user, kind=kind, houder=houder, van=data["van"])
        else:
            record_gezag(by=request.user, kind=kind, houder=houder, soort=data["soort"], van=data["van"])

    return form_page(
        request, toegang, form, do, actie=WIJZIGEN, titel="Wie heeft gezag?", knop="Vastleggen",
        uitleg="Wie gezag heeft, bepaalt wie het plan of een antwoord over dit kind krijgt. Vraag ernaar, of kijk in "
        "het gezagsregister. Een ouder zonder gezag krijgt geen inhoud.",
        sjabloon="personen/gezag.html", terug=reverse("personen:persoon", args=[huishouden_id, persoon_id]),
        extra={"persoon": kind, "gezag": gezag_over(kind.pk, date.today(), van=mensen), "mensen": mensen},
    )  # fmt: skip


def _people(user: Gebruiker, toegang: Huishoudentoegang, persoon_id: int) -> tuple[Persoon, dict[int, str]]:
    """The member, and who is related to him and exists for the reader, by id; logged. Http404 for a stranger."""
    member = member_of(toegang.huishouden, persoon_id)
    _kaart, besluit, relaties = memberkaart(user, toegang, member, date.today())
    if not besluit.toegestaan:
        note_refusal(WIJZIGEN, besluit.reden, member)
        raise Http404
    note_read(WIJZIGEN, member, subjects=[member.pk, *(line.ander_id for line in relaties)])
    return member, {line.ander_id: line.ander for line in relaties}


def _kinds(kind: Persoon) -> list[tuple[str, str]]:
    """What can be recorded: of an adult a curator or mentor, of a child custody."""
    age = kind.age_on(date.today())
    adult = age is not None and age >= ACHTTIEN
    found = [
        (soort.value, naam) for soort, naam in GEZAGSNAMEN.items() if (soort is Gezagsoort.VERTEGENWOORDIGER) is adult
    ]
    return [*found, (VOORBIJ, "niet meer bekend")]
