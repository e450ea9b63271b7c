"""Screen: give the chosen meldingen of the tray to one worker, with a preview and a way back."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from keukentafel.audit.public import handle_post, note_read
from keukentafel.core.berichten import meld
from keukentafel.meldingen.forms import SamenForm
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.public import (
    Meldinguitkomst,
    bulk_assign_meldingen,
    name_of,
    refuse_worker,
    sort_out_meldingen,
    undo_bulk_assign_meldingen,
)
from keukentafel.teams.public import team_ids_of, workers_of_teams
from keukentafel.toegang.public import Gebruiker, StaffRequest
from keukentafel.weergaven.public import Teruggedraaid, keep_groepswijziging

HOOGSTENS = 100
SCHERM = "meldingenbak"
TOEGEWEZEN = "meldingen_toegewezen"
BEHANDELEN = "melding_behandelen"


def _ids(request: StaffRequest) -> list[int]:
    given = request.POST.getlist("melding")
    return [int(pk) for pk in given if pk.isascii() and pk.isdigit() and len(pk) < 19][:HOOGSTENS]


@require_POST
def toewijzen_samen(request: StaffRequest) -> HttpResponse:
    """First post: which meldingen go along. Second: do it, unless the choice leaves out more than were named."""
    ids = _ids(request)
    back = reverse("meldingen:bak")
    workers = workers_of_teams(team_ids_of(request.user))
    preview = sort_out_meldingen(request.user, ids)

    def show(form: SamenForm, status: int = 200, shown: Meldinguitkomst = preview, again: bool = False) -> HttpResponse:
        rows = [*shown.gedaan, *(melding for melding, _ in shown.niet)]
        note_read(BEHANDELEN, None, subjects=[pk for row in rows for pk in subjects_of_melding(row)])
        context = {
            "form": form, "ids": ids, "terug_url": back, "opnieuw": again, "niet_mee": shown.niet_mee,
            "mee": [(name_of(melding), melding) for melding in shown.gedaan],
            "niet": [(name_of(melding), reason) for melding, reason in shown.niet], "onbekend": shown.onbekend,
        }  # fmt: skip
        return render(request, "meldingen/samen.html", context, status=status)

    def act(form: SamenForm) -> str:
        _do(request, form, ids)
        return back

    if "genoemd" not in request.POST:  # the preview sends it: how many rows it named as left alone
        return show(SamenForm(workers=workers))
    form = SamenForm(request.POST, workers=workers)
    if form.is_valid():
        checked = refuse_worker(preview, form.chosen())
        if str(checked.niet_mee) != request.POST.get("genoemd", "0"):
            return show(form, 200, checked, True)
    return handle_post(request, form, by=request.user, actie=BEHANDELEN, do=act, show=show)


def _do(request: StaffRequest, form: SamenForm, ids: Sequence[int]) -> None:
    worker = form.chosen()
    outcome = bulk_assign_meldingen(by=request.user, melding_ids=ids, medewerker=worker)
    number = len(outcome.gedaan)
    text = f"{number} {'melding' if number == 1 else 'meldingen'} toegewezen aan {worker.naam}."
    undo = ""
    if outcome.terug:
        kept = keep_groepswijziging(by=request.user, scherm=SCHERM, soort=TOEGEWEZEN, tekst=text, rijen=outcome.terug)
        undo = reverse("weergaven:terugdraaien", args=[kept.pk])
    meld(request, text + (f" {outcome.niet_mee} niet." if outcome.niet_mee else ""), ongedaan_url=undo)


def turn_back(by: Gebruiker, rijen: Sequence[dict[str, Any]]) -> Teruggedraaid:
    """For the register TERUGDRAAIEN: the meldingen are to be divided again."""
    outcome = undo_bulk_assign_meldingen(by=by, melding_ids=[row["melding"] for row in rijen])
    unknown = ["U ziet deze melding niet meer."] * outcome.onbekend
    return Teruggedraaid(len(outcome.gedaan), [*(reason for _, reason in outcome.niet), *unknown])
