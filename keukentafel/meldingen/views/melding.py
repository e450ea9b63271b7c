"""What is done with one melding; each a POST that leads back to where the user was."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from keukentafel.audit.public import handle_post
from keukentafel.core.berichten import meld
from keukentafel.meldingen import forms
from keukentafel.meldingen.models import Doorverwijzing, Melding, Meldingsamenvoeging
from keukentafel.meldingen.permissions import Meldingtoegang
from keukentafel.meldingen.public import (
    access_melding,
    add_initiatiefinzet,
    assign_melding,
    bridge_melding,
    close_melding,
    confirm_doorverwijzing,
    link_persoon,
    merge_meldingen,
    move_melding,
    record_eerste_contact,
    record_escalatie,
    refer_melding,
    refuse_doorverwijzing,
    reopen_melding,
    split_melding,
    undo_assign_melding,
    undo_eerste_contact,
    undo_merge_meldingen,
    undo_split,
    unlink_persoon,
)
from keukentafel.meldingen.selectors import like_meldingen, organisation_choices
from keukentafel.meldingen.views.aannemen import url_after
from keukentafel.meldingen.views.blad import (
    BEHANDELEN,
    likenesses,
    owners,
    person_choices,
    show_blad,
    team_workers,
    url_of,
)
from keukentafel.personen.public import access_persoon
from keukentafel.socialekaart.public import Organisatie
from keukentafel.taken.public import OverbruggingForm
from keukentafel.teams.public import Team, worker_of
from keukentafel.toegang.public import StaffRequest

F = TypeVar("F", bound=Form)


@require_safe
def tonen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The page of one melding."""
    return show_blad(request, access_melding(request.user, melding_id))


def _undo(name: str, *ids: int) -> str:
    return reverse(f"meldingen:{name}", args=ids)


def _back(request: StaffRequest, melding: Melding) -> str:
    """Where the user was: the tray when he came from there, else the melding as far as he may still see it."""
    back = request.POST.get("terug", "")
    return back if back.startswith(reverse("meldingen:bak")) else url_after(request.user, melding)


def _press(request: StaffRequest, melding_id: int, do: Callable[[Meldingtoegang], str]) -> HttpResponse:
    """A button without fields; a refusal is shown on the page of the melding."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)

    def show(form: forms.KnopForm, status: int) -> HttpResponse:
        return show_blad(request, toegang, status, fout=form)

    form = forms.KnopForm(request.POST)
    return handle_post(request, form, by=request.user, actie=BEHANDELEN, do=lambda _: do(toegang), show=show)


def _submit(
    request: StaffRequest,
    melding_id: int,
    name: str,
    make: Callable[[Meldingtoegang], F],
    do: Callable[[Meldingtoegang, F], str],
) -> HttpResponse:
    """A form on the page of the melding; refused input stands in its own form, which is open then."""
    toegang = access_melding(request.user, melding_id, BEHANDELEN)

    def show(form: F, status: int) -> HttpResponse:
        return show_blad(request, toegang, status, **{name: form})

    return handle_post(
        request, make(toegang), by=request.user, actie=BEHANDELEN, do=lambda form: do(toegang, form), show=show
    )


@require_POST
def contact(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The first contact was made."""

    def do(toegang: Meldingtoegang) -> str:
        record_eerste_contact(by=request.user, melding=toegang.melding, door=worker_of(request.user))
        meld(request, "Eerste contact vastgelegd.", ongedaan_url=_undo("contact_terug", melding_id))
        return _back(request, toegang.melding)

    return _press(request, melding_id, do)


@require_POST
def contact_terug(request: StaffRequest, melding_id: int) -> HttpResponse:
    """It was not the first contact after all."""

    def do(toegang: Meldingtoegang) -> str:
        undo_eerste_contact(by=request.user, melding=toegang.melding)
        return _back(request, toegang.melding)

    return _press(request, melding_id, do)


@require_POST
def toewijzen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Give the melding to one worker or two; a question for help becomes a case."""

    def make(toegang: Meldingtoegang) -> forms.ToewijsForm:
        return forms.ToewijsForm(request.POST, workers=team_workers(toegang.melding), auto_id="toewijzen_%s")

    def do(toegang: Meldingtoegang, form: forms.ToewijsForm) -> str:
        casus = assign_melding(
            by=request.user, melding=toegang.melding, medewerkers=form.chosen(), versie=form.cleaned_data["versie"]
        )
        text = "Toegewezen." if casus is None else "Toegewezen. De melding is nu een casus."
        meld(request, text, ongedaan_url=_undo("toewijzen_terug", melding_id))
        return _back(request, toegang.melding)

    return _submit(request, melding_id, "toewijzen", make, do)


@require_POST
def toewijzen_terug(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Take an assignment of today back."""

    def do(toegang: Meldingtoegang) -> str:
        undo_assign_melding(by=request.user, melding=toegang.melding)
        meld(request, "De melding is weer te verdelen.")
        return _back(request, toegang.melding)

    return _press(request, melding_id, do)


@require_POST
def afhandelen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """End the melding with an outcome and an owner."""

    def make(toegang: Meldingtoegang) -> forms.AfhandelForm:
        workers = owners(request.user, toegang.melding)
        return forms.AfhandelForm(request.POST, workers=workers, soort=toegang.melding.soort, auto_id="afhandelen_%s")

    def do(toegang: Meldingtoegang, form: forms.AfhandelForm) -> str:
        data = form.cleaned_data
        close_melding(
            by=request.user, melding=toegang.melding, afhandeling=data["afhandeling"], eigenaar=form.owner(),
            antwoord_gegeven=data["antwoord_gegeven"], dienst=data["dienst"], versie=data["versie"],
        )  # fmt: skip
        meld(request, "De melding is afgehandeld.", ongedaan_url=_undo("heropenen", melding_id))
        return _back(request, toegang.melding)

    return _submit(request, melding_id, "afhandelen", make, do)


@require_POST
def heropenen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Take back how the melding ended."""

    def do(toegang: Meldingtoegang) -> str:
        reopen_melding(by=request.user, melding=toegang.melding)
        meld(request, "De melding staat weer open.")
        return url_of(melding_id)

    return _press(request, melding_id, do)


@require_POST
def initiatief(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Hours of support to an initiative."""

    def make(toegang: Meldingtoegang) -> forms.InzetForm:
        return forms.InzetForm(request.POST, auto_id="inzet_%s")

    def do(toegang: Meldingtoegang, form: forms.InzetForm) -> str:
        data = form.cleaned_data
        add_initiatiefinzet(
            by=request.user, melding=toegang.melding, uren=data["uren"], met_wie=data["met_wie"],
            door=worker_of(request.user),
        )  # fmt: skip
        meld(request, "De uren zijn opgeschreven.")
        return url_of(melding_id)

    return _submit(request, melding_id, "inzet", make, do)


@require_POST
def escalatie(request: StaffRequest, melding_id: int) -> HttpResponse:
    """A partner went round the melding."""

    def make(toegang: Meldingtoegang) -> forms.EscalatieForm:
        return forms.EscalatieForm(request.POST, organisaties=organisation_choices(), auto_id="escalatie_%s")

    def do(toegang: Meldingtoegang, form: forms.EscalatieForm) -> str:
        data = form.cleaned_data
        chosen = Organisatie.objects.get(pk=data["organisatie"]) if data["organisatie"] else None
        record_escalatie(
            by=request.user, melding=toegang.melding, soort=data["soort"], op=data["op"], organisatie=chosen,
            toelichting=data["toelichting"], door=worker_of(request.user),
        )  # fmt: skip
        meld(request, "Opgeschreven.")
        return url_of(melding_id)

    return _submit(request, melding_id, "escalatie", make, do)


@require_POST
def wachten(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Who keeps contact while this waits."""

    def make(toegang: Meldingtoegang) -> OverbruggingForm:
        return OverbruggingForm(request.POST, workers=team_workers(toegang.melding), auto_id="wachten_%s")

    def do(toegang: Meldingtoegang, form: OverbruggingForm) -> str:
        data = form.cleaned_data
        bridge_melding(
            by=request.user, melding=toegang.melding, medewerker=form.chosen(), laatst=data["laatst"],
            volgend=data["volgend"],
        )  # fmt: skip
        meld(request, "Vastgelegd wie contact houdt.")
        return url_of(melding_id)

    return _submit(request, melding_id, "wachten", make, do)


@require_POST
def ander_team(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Give the melding to another team."""

    def make(toegang: Meldingtoegang) -> forms.TeamForm:
        return forms.TeamForm(request.POST, nu=toegang.melding.team_id, auto_id="team_%s")

    def do(toegang: Meldingtoegang, form: forms.TeamForm) -> str:
        team = Team.objects.get(pk=form.cleaned_data["team"])
        moved = move_melding(by=request.user, melding=toegang.melding, team=team, versie=form.cleaned_data["versie"])
        meld(request, f"De melding is nu bij {team.naam}.")
        seen = url_after(request.user, moved)
        return seen if seen == url_of(melding_id) else reverse("meldingen:bak")

    return _submit(request, melding_id, "team", make, do)


@require_POST
def doorverwijzen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Hand the melding over to another organisation."""

    def make(toegang: Meldingtoegang) -> forms.DoorverwijsForm:
        workers = owners(request.user, toegang.melding)
        return forms.DoorverwijsForm(request.POST, workers=workers, auto_id="doorverwijzen_%s")

    def do(toegang: Meldingtoegang, form: forms.DoorverwijsForm) -> str:
        data = form.cleaned_data
        chosen = Organisatie.objects.get(pk=data["organisatie"]) if data["organisatie"] else None
        refer_melding(
            by=request.user, melding=toegang.melding, eigenaar=form.owner(), organisatie=chosen, naar=data["naar"],
            contactpersoon=data["contactpersoon"], toelichting=data["toelichting"], versie=data["versie"],
        )  # fmt: skip
        meld(request, "Doorverwezen. U krijgt een taak om na te gaan of het is aangekomen.",
             ongedaan_url=_undo("heropenen", melding_id))  # fmt: skip
        return _back(request, toegang.melding)

    return _submit(request, melding_id, "doorverwijzen", make, do)


@require_POST
def doorverwijzing_antwoord(request: StaffRequest, melding_id: int, doorverwijzing_id: int) -> HttpResponse:
    """The other organisation has it, or does not take it (button `geweigerd`)."""

    def do(toegang: Meldingtoegang) -> str:
        found = Doorverwijzing.objects.filter(pk=doorverwijzing_id, melding=toegang.melding).first()
        if found is None:
            raise Http404
        if request.POST.get("knop") == "geweigerd":
            refuse_doorverwijzing(by=request.user, doorverwijzing=found)
            meld(request, "De melding staat weer open.")
        else:
            confirm_doorverwijzing(by=request.user, doorverwijzing=found, door=worker_of(request.user))
            meld(request, "Aangekomen. Er hoeft niets meer.")
        return url_of(melding_id)

    return _press(request, melding_id, do)


@require_POST
def samenvoegen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Another melding goes up into this one."""

    def make(toegang: Meldingtoegang) -> forms.SamenvoegForm:
        alike = like_meldingen(request.user, toegang.melding)
        return forms.SamenvoegForm(request.POST, meldingen=alike, auto_id="samenvoegen_%s")

    def do(toegang: Meldingtoegang, form: forms.SamenvoegForm) -> str:
        double = access_melding(request.user, int(form.cleaned_data["dubbel"]), BEHANDELEN).melding
        merged = merge_meldingen(by=request.user, blijft=toegang.melding, dubbel=double, door=worker_of(request.user))
        meld(request, "Samengevoegd.", ongedaan_url=_undo("samenvoegen_terug", melding_id, merged.pk))
        return url_of(melding_id)

    return _submit(request, melding_id, "samenvoegen", make, do)


@require_POST
def samenvoegen_terug(request: StaffRequest, melding_id: int, meldingsamenvoeging_id: int) -> HttpResponse:
    """They were two questions after all."""

    def do(toegang: Meldingtoegang) -> str:
        found = Meldingsamenvoeging.objects.filter(pk=meldingsamenvoeging_id, blijft=toegang.melding).first()
        if found is None:
            raise Http404
        undo_merge_meldingen(by=request.user, samenvoeging=found)
        meld(request, "De meldingen staan weer apart.")
        return url_of(melding_id)

    return _press(request, melding_id, do)


@require_POST
def splitsen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Some questions go on as meldingen of their own."""

    def make(toegang: Meldingtoegang) -> forms.SplitsForm:
        return forms.SplitsForm(request.POST, auto_id="splitsen_%s")

    def do(toegang: Meldingtoegang, form: forms.SplitsForm) -> str:
        parts = split_melding(
            by=request.user, melding=toegang.melding, vragen=form.sentences(), door=worker_of(request.user),
            versie=form.cleaned_data["versie"],
        )  # fmt: skip
        meld(request, "Eén vraag gaat apart verder." if len(parts) == 1 else f"{len(parts)} vragen gaan apart verder.")
        return url_of(melding_id)

    return _submit(request, melding_id, "splitsen", make, do)


@require_POST
def splitsen_terug(request: StaffRequest, melding_id: int) -> HttpResponse:
    """Take a part back into the melding it came from."""

    def do(toegang: Meldingtoegang) -> str:
        origin = undo_split(by=request.user, melding=toegang.melding)
        meld(request, "De vraag is teruggenomen.")
        return url_of(origin.pk)

    return _press(request, melding_id, do)


@require_POST
def koppelen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The melding is about someone who is known already."""

    def make(toegang: Meldingtoegang) -> forms.KoppelForm:
        personen = person_choices(likenesses(request.user, toegang.melding))
        return forms.KoppelForm(request.POST, personen=personen, auto_id="koppelen_%s")

    def do(toegang: Meldingtoegang, form: forms.KoppelForm) -> str:
        persoon = access_persoon(request.user, int(form.cleaned_data["persoon"])).persoon
        linked = link_persoon(by=request.user, melding=toegang.melding, persoon=persoon)
        meld(request, "Gekoppeld.", ongedaan_url=_undo("loskoppelen", melding_id))
        return url_after(request.user, linked)

    return _submit(request, melding_id, "koppelen", make, do)


@require_POST
def loskoppelen(request: StaffRequest, melding_id: int) -> HttpResponse:
    """The melding was about somebody else."""

    def do(toegang: Meldingtoegang) -> str:
        unlink_persoon(by=request.user, melding=toegang.melding)
        meld(request, "Losgekoppeld.")
        return url_of(melding_id)

    return _press(request, melding_id, do)
