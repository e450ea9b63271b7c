"""Writes: keep and remove a view; remember what was changed together, and turn it back."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.teams.public import Team
from keukentafel.toegang.public import Gebruiker
from keukentafel.weergaven.models import Groepswijziging, Weergave
from keukentafel.weergaven.registers import TERUGDRAAIEN, Teruggedraaid


@action("weergave_bewaard")
def keep_weergave(
    *, by: Actor, gebruiker: Gebruiker, scherm: str, naam: str, filters: str, standaard: bool, team: Team | None
) -> Weergave:
    """Keep filters under a name; the same name replaces, a new default takes the place of the old one."""
    if standaard:
        for old in Weergave.objects.filter(gebruiker=gebruiker, scherm=scherm, standaard=True):
            old.change(standaard=False)
    weergave = Weergave.objects.filter(gebruiker=gebruiker, scherm=scherm, naam=naam).first()
    if weergave is None:
        weergave = Weergave(gebruiker=gebruiker, scherm=scherm, naam=naam)
    weergave.filters, weergave.standaard, weergave.team = filters, standaard, team
    weergave.save()
    record("weergave_bewaard", weergave)
    return weergave


@action("weergave_verwijderd")
def remove_weergave(*, by: Actor, weergave: Weergave) -> None:
    """Remove a view."""
    record("weergave_verwijderd", weergave)
    weergave.delete()


@action("groepswijziging_bewaard")
def keep_groepswijziging(
    *, by: Gebruiker, scherm: str, soort: str, tekst: str, rijen: Sequence[dict[str, Any]]
) -> Groepswijziging:
    """Remember what was changed together, so that it can be taken back today; inside the event of the change.

    What he changed before today can no longer be taken back and goes.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for old in Groepswijziging.objects.filter(gebruiker=by, gemaakt_op__lt=midnight):
        old.delete()
    kept = Groepswijziging.objects.create(gebruiker=by, scherm=scherm, soort=soort, tekst=tekst, rijen=list(rijen))
    record("groepswijziging_bewaard", kept)
    return kept


@action("groepswijziging_teruggedraaid")
def undo_groepswijziging(*, by: Gebruiker, groepswijziging: Groepswijziging) -> Teruggedraaid:
    """Turn back what was changed together: permission and rules per row, a row that may not is left alone.

    Raises Regelfout when it was taken back already or was not made today.
    """
    locked = Groepswijziging.lock(groepswijziging.pk)
    if locked.teruggedraaid_op is not None:
        raise Regelfout("Dit is al teruggedraaid.")
    if timezone.localdate(locked.gemaakt_op) != timezone.localdate():
        raise Regelfout("Dit kan alleen op de dag zelf.")
    outcome = TERUGDRAAIEN[locked.soort](by, locked.rijen)
    locked.change(teruggedraaid_op=timezone.now())
    record("groepswijziging_teruggedraaid", locked, reden=f"{outcome.gelukt} teruggedraaid")
    return outcome
