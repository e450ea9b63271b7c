"""Writes: what was recorded wrongly about who lives where and who is what to whom is put right, and can be undone.

A mistake is taken away as if it never was, but the history keeps the row and who took it away (R-002). The last
change of a membership or a relation can be taken back the same day.
"""

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import check_period, follow_name
from keukentafel.personen.adressen import share_secret
from keukentafel.personen.models import Huishouden, Huishoudlid, Relatie
from keukentafel.personen.zoekindex import refresh_bereik

R = TypeVar("R", Huishoudlid, Relatie)
VELDEN: dict[type[Huishoudlid] | type[Relatie], tuple[str, ...]] = {
    Huishoudlid: ("rol", "van", "tot"),
    Relatie: ("soort", "van", "tot"),
}
TE_LAAT = "Dit is niet meer terug te draaien. Wijzig het hier zelf."


@action("lidmaatschap_gewijzigd")
def change_membership(
    *, by: Actor, lid: Huishoudlid, rol: str, van: date, tot: date | None, versie: int | None = None
) -> Huishoudlid:
    """Put right in which role and from when to when someone lives here. Raises Regelfout and Versieconflict."""
    locked = Huishoudlid.lock(lid.pk, versie)
    check_period(van, tot)
    others = Huishoudlid.objects.filter(huishouden=locked.huishouden_id, persoon=locked.persoon_id)
    if others.exclude(pk=locked.pk).overlapping(van, tot).exists():
        raise Regelfout("In die periode staat deze persoon hier al.", veld="van")
    locked.change(rol=rol, van=van, tot=tot)
    _settle(locked)
    record("lidmaatschap_gewijzigd", locked.huishouden, subjects=[locked.persoon_id])
    return locked


@action("lidmaatschap_weggehaald")
def remove_membership(*, by: Actor, lid: Huishoudlid, versie: int | None = None) -> None:
    """This person never belonged to this household. Raises Regelfout for its only member ever."""
    locked = Huishoudlid.lock(lid.pk, versie)
    Huishouden.lock(locked.huishouden_id)
    if not Huishoudlid.objects.filter(huishouden=locked.huishouden_id).exclude(pk=locked.pk).exists():
        raise Regelfout("Dit is de enige van dit huishouden. Voeg eerst toe wie er wel bij hoort.")
    home, persoon_id = locked.huishouden, locked.persoon_id
    locked.delete()
    follow_name(home)
    refresh_bereik([persoon_id])
    record("lidmaatschap_weggehaald", home, subjects=[persoon_id])


@action("relatie_weggehaald")
def remove_relatie(*, by: Actor, relatie: Relatie, versie: int | None = None) -> None:
    """This relation never was."""
    locked = Relatie.lock(relatie.pk, versie)
    record("relatie_weggehaald", locked, subjects=[locked.persoon_a_id, locked.persoon_b_id])
    locked.delete()


@action("lidmaatschap_hersteld")
def undo_membership(*, by: Actor, lid_id: int, huishouden: Huishouden) -> None:
    """Take back the last change of this membership, made today by `by`. Raises Regelfout when that cannot be."""
    home = Huishouden.lock(huishouden.pk)
    lid = _step_back(by, Huishoudlid, lid_id)
    if lid.huishouden_id != home.pk:
        raise Regelfout(TE_LAAT)
    _settle(lid)
    record("lidmaatschap_hersteld", home, subjects=[lid.persoon_id])


@action("relatie_hersteld")
def undo_relatie(*, by: Actor, relatie_id: int) -> None:
    """Take back the last change of this relation, made today by `by`. Raises Regelfout when that cannot be."""
    relatie = _step_back(by, Relatie, relatie_id)
    record("relatie_hersteld", relatie, subjects=[relatie.persoon_a_id, relatie.persoon_b_id])


def removed_of(model: type[R], pk: int) -> R | None:
    """Return a row that was taken away, as it was; None when it still is there or never was."""
    if model._default_manager.filter(pk=pk).exists():
        return None
    last = model.history.filter(id=pk, history_type="-").order_by("-history_date", "-history_id").first()
    found: R | None = last.instance if last is not None else None
    return found


def _step_back(by: Actor, model: type[R], pk: int) -> R:
    """Bring the row one version back; a row that was taken away comes back."""
    versions = list(model.history.filter(id=pk).order_by("-history_date", "-history_id")[:2])
    mine = versions and versions[0].history_user_id == by.pk
    if not mine or timezone.localdate(versions[0].history_date) != timezone.localdate():
        raise Regelfout(TE_LAAT)
    if versions[0].history_type == "-":
        gone: R = versions[0].instance
        return _bring_back(gone)
    if len(versions) == 1:  # it was added, not changed: then it is taken away, with its own button
        raise Regelfout(TE_LAAT)
    row: R = model.lock(pk)
    row.change(**{name: getattr(versions[1], name) for name in VELDEN[model]})
    return row


def _bring_back(row: R) -> R:
    """Write a row that was taken away as the next version of itself."""
    row.versie += 1
    row._state.adding = True
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Regelfout("Intussen is er iets anders vastgelegd. Kijk het na.") from None
    return row


def _settle(lid: Huishoudlid) -> None:
    """What follows from who lives where: the name, in whose care he is, and a shared secret address."""
    follow_name(lid.huishouden)
    refresh_bereik([lid.persoon_id])
    share_secret([lid.huishouden_id], date.today())
