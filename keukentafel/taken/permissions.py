"""Who may do what with a task: who may work on its case, its team, or whose own task it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import facts_of_casus, may_with_casussen, subjects_of
from keukentafel.core.muur import weighs
from keukentafel.taken.models import Taak
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Besluit, Gebruiker, Objectfeiten, Relatie, authorize

AFHANDELEN = "taak_afhandelen"


@dataclass(frozen=True, slots=True)
class Taaktoegang:
    """A task that may be handled, with the decision."""

    taak: Taak
    besluit: Besluit


def facts_of_taak(user: Gebruiker, taak: Taak) -> Objectfeiten:
    """A task of a case rests on the relation to that case; one's own task counts as an invitation."""
    worker = worker_of(user)
    own = {Relatie.UITGENODIGD} if worker is not None and taak.medewerker_id == worker.pk else set()
    if taak.casus is not None:
        facts = facts_of_casus(user, taak.casus)
        return replace(facts, relaties=facts.relaties | own)
    team = {Relatie.ZELFDE_TEAM} if taak.team_id in team_ids_of(user) else set()
    return Objectfeiten(frozenset(own | team))


@weighs
def access_taak(user: Gebruiker, taak_id: int) -> Taaktoegang:
    """The task, to handle it; Http404 for a stranger, PermissionDenied for a role that may not."""
    found = Taak.objects.select_related("casus__huishouden", "casus__team", "casus__persoon", "team", "medewerker")
    taak = found.filter(pk=taak_id).first()
    if taak is None:
        raise Http404
    besluit = authorize(user, AFHANDELEN, facts_of_taak(user, taak), obj=taak)
    if taak.casus is not None:
        note_read(AFHANDELEN, taak, subjects=subjects_of(taak.casus), wet=taak.casus.wet)
    return Taaktoegang(taak, besluit)


def seen_households(user: Gebruiker, taken: Sequence[Taak]) -> dict[int, str]:
    """Name of the household of each task (by id of the task) whose case this user may see; four queries.

    Tasks without a case, and of a case that is closed to the user, are absent.
    """
    cases = {taak.casus.pk: taak.casus for taak in taken if taak.casus is not None}
    may = may_with_casussen(user, list(cases.values()), "casus_inzien")
    return {
        taak.pk: taak.casus.huishouden.naam
        for taak in taken
        if taak.casus is not None and may[taak.casus.pk].toegestaan
    }
