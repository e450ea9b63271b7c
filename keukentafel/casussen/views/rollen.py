"""Screens: who takes part in a case, and who is asked along with a question."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit.public import handle_post
from keukentafel.casussen.actions import answer_uitnodiging, end_rol, give_rol, invite, withdraw_uitnodiging
from keukentafel.casussen.forms import RolForm, UitnodigenForm, UitnodigingForm
from keukentafel.casussen.models import Casus, Casusrol, Uitnodiging
from keukentafel.casussen.pakket import domains_of
from keukentafel.casussen.permissions import Casustoegang, access_casus, access_uitnodiging
from keukentafel.casussen.registers import UITNODIGINGSBRONNEN
from keukentafel.casussen.selectors import roles_of
from keukentafel.casussen.views.regie import colleague_groups
from keukentafel.casussen.views.vorm import Vraag, ask, press
from keukentafel.core.berichten import meld
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.referentielijsten.public import Casusrolsoort, label_of
from keukentafel.teams.public import Medewerker, colleagues_beyond_teams, worker_of
from keukentafel.toegang.public import StaffRequest

TOEWIJZEN = "casus_toewijzen"
KERN = (Casusrolsoort.REGISSEUR, Casusrolsoort.CASEMANAGER, Casusrolsoort.MEDE_INTAKER)


def _everybody(casus: Casus) -> list[tuple[str, Sequence[Medewerker]]]:
    """Who may take part: the case's team, the other teams, who works for all, and other organisations."""
    return [*colleague_groups(casus), *colleagues_beyond_teams()]


@require_http_methods(["GET", "POST"])
def rollen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Who takes part and took part, and somebody who comes in."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = RolForm(request.POST or None, groepen=_everybody(casus))
    here = reverse("casussen:rollen", args=[casus_id])

    def do(form: RolForm) -> str:
        data = form.cleaned_data
        role = give_rol(
            by=request.user, casus=casus, medewerker=data["medewerker"], rol=data["rol"], van=data["van"],
            tot=data["tot"], reden=data["reden"],
        )  # fmt: skip
        meld(request, "Toegevoegd.", ongedaan_url=reverse("casussen:rol_einde", args=[casus_id, role.pk]))
        return here

    uitleg = "Wie een rol heeft ziet deze casus, zolang de rol loopt en zover de eigen functie dat toelaat."
    vraag = Vraag("Wie doen er mee", uitleg, "Toevoegen", blokken=_rings(toegang), nieuwkop="Iemand erbij")
    return ask(request, toegang, form, vraag, TOEWIJZEN, do)


def _rings(toegang: Casustoegang) -> list[tuple[str, Sequence[Taakregel]]]:
    """Who takes part, by how near: the core, the ring around it, the second line, and who took part before (R-096).

    The second line sees only what it is asked; the others see as much as their own function allows.
    """
    casus, today = toegang.casus, timezone.localdate()
    now = [role for role in roles_of(casus) if role.tot is None or role.tot >= today]
    before = [role for role in roles_of(casus) if role not in now]
    asked = [each for each in casus.uitnodigingen.select_related("medewerker") if each.holds_on(today)]
    guests = [_guest_line(casus, each) for each in asked if toegang.mag_wet(each.wet)]
    return [
        ("Kern", [_role_line(casus, role) for role in now if role.rol in KERN]),
        ("Schil", [_role_line(casus, role) for role in now if role.rol not in KERN]),
        ("Tweede lijn: ziet alleen de vraag", guests),
        ("Deden eerder mee", [_role_line(casus, role) for role in before]),
    ]


def _guest_line(casus: Casus, asked: Uitnodiging) -> Taakregel:
    """Somebody who is asked along, with until when; the question itself stands on its own page."""
    until = korte_datum(asked.tot, vandaag=timezone.localdate())
    url = reverse("casussen:uitnodigen", args=[casus.pk])
    return Taakregel(f"Uitgenodigd: {asked.medewerker.naam}", url, wanneer=f"tot en met {until}")


def _role_line(casus: Casus, role: Casusrol) -> Taakregel:
    today = timezone.localdate()
    when = f"vanaf {korte_datum(role.van, vandaag=today)}"
    if role.tot is not None:
        when += f" tot en met {korte_datum(role.tot, vandaag=today)}"
    over = role.tot is not None and role.tot < today
    ends = not over and role.rol != Casusrolsoort.REGISSEUR
    words = f"{label_of('casusrol', role.rol, role.van)}: {role.medewerker.naam}"
    return Taakregel(
        f"{words} ({role.reden})" if role.reden else words,
        wanneer=when,
        gedaan=over,
        actie="Beëindigen" if ends else "",
        actie_url=reverse("casussen:rol_einde", args=[casus.pk, role.pk]) if ends else "",
    )


@require_POST
def rol_einde(request: StaffRequest, casus_id: int, rol_id: int) -> HttpResponse:
    """End somebody's role."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    role = toegang.casus.rollen.filter(pk=rol_id).first()
    if role is None:
        raise Http404

    def do() -> None:
        end_rol(by=request.user, rol=role)

    return press(request, reverse("casussen:rollen", args=[casus_id]), TOEWIJZEN, do)


@require_http_methods(["GET", "POST"])
def uitnodigen(request: StaffRequest, casus_id: int) -> HttpResponse:
    """Ask somebody along with a question; what was asked before and what the answers were."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    casus = toegang.casus
    form = UitnodigenForm(
        request.POST or None, groepen=_everybody(casus), domeinen=domains_of(toegang), initial={"wet": casus.wet}
    )
    here = reverse("casussen:uitnodigen", args=[casus_id])

    def do(form: UitnodigenForm) -> str:
        data = form.cleaned_data
        asked = invite(
            by=request.user, casus=casus, medewerker=data["medewerker"], vraag=data["vraag"],
            domeinen=form.domain_ids(), tot=data["tot"], wet=data["wet"],
        )  # fmt: skip
        undo = reverse("casussen:uitnodiging_intrekken", args=[casus_id, asked.pk])
        meld(request, "Uw vraag is verstuurd.", ongedaan_url=undo)
        return here

    asked = casus.uitnodigingen.select_related("medewerker__moederorganisatie")
    vraag = Vraag(
        "Iemand uitnodigen",
        "Die persoon ziet uw vraag, het huishouden en alleen wat onder deze leefdomeinen en die wet staat. "
        "Het antwoord komt op de tijdlijn.",
        "Vraag versturen",
        concept=f"uitnodigen-{casus.pk}",
        rijen=[_asked_line(casus, each) for each in asked if toegang.mag_wet(each.wet)],
        nieuwkop="Een nieuwe vraag",
    )
    return ask(request, toegang, form, vraag, TOEWIJZEN, do)


def _asked_line(casus: Casus, asked: Uitnodiging) -> Taakregel:
    today = timezone.localdate()
    who = asked.medewerker
    from_where = f" ({who.moederorganisatie.naam})" if who.moederorganisatie else ""
    holds = asked.holds_on(today)
    state = f"Antwoord: {asked.antwoord}" if asked.beantwoord_op else "nog geen antwoord" if holds else "geen antwoord"
    if asked.ingetrokken_op and not asked.beantwoord_op:
        state = "ingetrokken"
    return Taakregel(
        f"{who.naam}{from_where}: {asked.vraag} {state}",
        wanneer=f"tot en met {korte_datum(asked.tot, vandaag=today)}",
        gedaan=not holds,
        actie="Intrekken" if holds else "",
        actie_url=reverse("casussen:uitnodiging_intrekken", args=[casus.pk, asked.pk]) if holds else "",
    )


@require_POST
def uitnodiging_intrekken(request: StaffRequest, casus_id: int, uitnodiging_id: int) -> HttpResponse:
    """Close the door again."""
    toegang = access_casus(request.user, casus_id, TOEWIJZEN)
    asked = toegang.casus.uitnodigingen.filter(pk=uitnodiging_id).first()
    if asked is None or not toegang.mag_wet(asked.wet):
        raise Http404

    def do() -> None:
        withdraw_uitnodiging(by=request.user, uitnodiging=asked)
        meld(request, "De uitnodiging is ingetrokken.")

    return press(request, reverse("casussen:uitnodigen", args=[casus_id]), TOEWIJZEN, do)


def _leads(casus: Casus) -> list[str]:
    """Who leads and who is casemanager today, with a telephone number: a partner sees whom to call (R-089)."""
    today = timezone.localdate()
    leads = casus.rollen.filter(rol__in=(Casusrolsoort.REGISSEUR, Casusrolsoort.CASEMANAGER))
    return [
        f"{label_of('casusrol', role.rol, role.van)}: {role.medewerker.naam}"
        + (f", {role.medewerker.telefoon}" if role.medewerker.telefoon else "")
        for role in leads.select_related("medewerker").order_by("rol", "pk")
        if role.holds_on(today)
    ]


@require_http_methods(["GET", "POST"])
def uitnodiging(request: StaffRequest, uitnodiging_id: int) -> HttpResponse:
    """For who was asked along: the question, what he may see, and his answer. Nothing else of the case."""
    asked, toegang = access_uitnodiging(request.user, uitnodiging_id)
    form = UitnodigingForm(request.POST or None, versie=asked.versie)
    shown = [part for source in UITNODIGINGSBRONNEN if (part := source.toon(toegang, asked.domeinen)) is not None]

    def show(form: UitnodigingForm, status: int = 200) -> HttpResponse:
        context = {
            "uitnodiging": asked, "huishouden": toegang.casus.huishouden.naam, "delen": shown, "form": form,
            "bereikbaar": _leads(toegang.casus),
        }  # fmt: skip
        return render(request, "casussen/uitnodiging.html", context, status=status)

    def do(form: UitnodigingForm) -> str:
        data = form.cleaned_data
        answer_uitnodiging(
            by=request.user, uitnodiging=asked, door=worker_of(request.user), antwoord=data["antwoord"],
            versie=data["versie"],
        )  # fmt: skip
        meld(request, "Dank u. Uw collega leest het antwoord.")
        return "/"

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie="uitnodiging_beantwoorden", do=do, show=show)
