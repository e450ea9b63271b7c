"""Writes: who leads. A household's open cases share one regisseur, whatever happens (R-001, R-086)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.models import Casus, Casusrol, Overdracht
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.casussen.states import Overdrachtstatus
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Huishouden, absent_among
from keukentafel.referentielijsten.public import Casusrolsoort, Regievorm
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Label

REGISSEUR = Casusrolsoort.REGISSEUR
NIET_DEZE_COLLEGA = "Deze collega kan dit huishouden niet begeleiden. Kies een ander."
NIET_OP_DE_LIJST = (
    "Dit huishouden is afgeschermd, en deze collega kan er nu niet bij. "
    "Kies een ander, of laat deze collega eerst op de lijst zetten."
)
DICHT = "Deze casus is afgesloten. Heropen de casus eerst."


def lock_household(huishouden_id: int) -> None:
    """Let one change at a time decide who is regisseur of this household."""
    Huishouden.objects.select_for_update().get(pk=huishouden_id)


def open_cases_of(huishouden_id: int) -> list[Casus]:
    """The open cases of a household, locked, in a fixed order (so that two changes cannot block each other)."""
    found = Casus.objects.open_on(timezone.localdate()).filter(huishouden=huishouden_id)
    return list(found.select_for_update().order_by("pk"))


def regisseur_of_household(huishouden_id: int, op: date) -> Casusrol | None:
    """The regisseur role on one of the household's open cases on day `op`, or None."""
    return (
        Casusrol.objects.filter(
            rol=REGISSEUR, tot=None, casus__in=Casus.objects.open_on(op).filter(huishouden=huishouden_id)
        )
        .select_related("medewerker")
        .order_by("-van", "-pk")
        .first()
    )


def share_regisseur(casus: Casus, op: date) -> Casusrol | None:
    """Give a case the regisseur of the household's other open cases, when there is one."""
    shared = regisseur_of_household(casus.huishouden_id, op)
    if shared is None:
        return None
    return replace_regisseur(
        casus, shared.medewerker, op, shared.regievorm, "regisseur van het huishouden", shared.mandaat
    )


def replace_regisseur(
    casus: Casus, medewerker: Medewerker, op: date, regievorm: str, reden: str, mandaat: str
) -> Casusrol:
    """End the regisseur of one case and begin another, never earlier than the case or the one he replaces.

    The role that was replaced is remembered in `vorige`, so that the assignment can be undone.
    """
    roles = casus.rollen.filter(rol=REGISSEUR)
    current = roles.filter(tot=None).first()
    start = max(op, casus.aangemeld_op, current.van if current else op)
    previous: dict[str, Any] | None = None
    for old in roles.filter(Q(tot=None) | Q(tot__gte=start)).order_by("van", "pk"):
        previous = _remember(old) if old.tot is None else previous
        if old.van >= start:
            old.delete()  # replaced on the day it began; the history keeps it
        else:
            old.change(tot=start - timedelta(days=1))
    return Casusrol.objects.create(
        casus=casus, medewerker=medewerker, rol=REGISSEUR, van=start, regievorm=regievorm,
        reden=reden[:200], mandaat=mandaat, vorige=previous,
    )  # fmt: skip


def _remember(role: Casusrol) -> dict[str, Any]:
    return {
        "id": role.pk, "medewerker": role.medewerker_id, "van": role.van.isoformat(), "regievorm": role.regievorm,
        "reden": role.reden, "mandaat": role.mandaat, "waarnemer": role.waarnemer_id,
        "waarneming_tot": role.waarneming_tot.isoformat() if role.waarneming_tot else None,
    }  # fmt: skip


def is_closed_to(medewerker: Medewerker, huishouden_id: int) -> bool:
    """True when this household does not exist for the worker: a tie of his, or a shield without him."""
    return medewerker.gebruiker is not None and bool(absent_among(medewerker.gebruiker, [huishouden_id]))


def refuse_closed(medewerker: Medewerker, huishouden_id: int) -> None:
    """Raise Regelfout when this household does not exist for the worker; never says whether he has a tie, or which."""
    if is_closed_to(medewerker, huishouden_id):
        shielded = Huishouden.objects.filter(pk=huishouden_id, label=Label.AFGESCHERMD).exists()
        raise Regelfout(NIET_OP_DE_LIJST if shielded else NIET_DEZE_COLLEGA, veld="medewerker")


@action("regisseur_toegewezen")
def assign_regisseur(
    *,
    by: Actor,
    casus: Casus,
    medewerker: Medewerker,
    regievorm: str = Regievorm.VOLGEND,
    reden: str = "",
    mandaat: str = "",
    op: date | None = None,
) -> Casusrol:
    """Make this worker the regisseur of all open cases of the household: exactly one at a time (R-001, R-086).

    A hand-over that waits for an answer is withdrawn. Returns the role on `casus`.
    Raises Regelfout when the case is closed, the day lies in the future, or the
    household is closed to the worker.
    """
    day = op or timezone.localdate()
    if day > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="op")
    lock_household(casus.huishouden_id)
    refuse_closed(medewerker, casus.huishouden_id)
    result: Casusrol | None = None
    for each in open_cases_of(casus.huishouden_id):
        before = _worker_of(each.rollen.filter(rol=REGISSEUR, tot=None).first())
        new = replace_regisseur(each, medewerker, day, regievorm, reden, mandaat)
        for asked in each.overdrachten.filter(status=Overdrachtstatus.OPEN):
            end_overdracht(asked, by)
        record("regisseur_toegewezen", each, subjects=subjects_of(each), wet=each.wet)
        announce(Overgang(each, "regisseur_toegewezen", day, by, medewerker, new.pk, before))
        result = new if each.pk == casus.pk else result
    if result is None:
        raise Regelfout(DICHT)
    return result


def end_overdracht(overdracht: Overdracht, by: Actor) -> None:
    """Let a hand-over that waits for an answer be asked no more; its task goes with it."""
    today = timezone.localdate()
    overdracht.change(status=Overdrachtstatus.INGETROKKEN, beantwoord_op=today)
    casus = overdracht.casus
    record("overdracht_ingetrokken", overdracht, subjects=subjects_of(casus), wet=casus.wet)
    announce(Overgang(casus, "overdracht_ingetrokken", today, by, overdracht.naar_medewerker, overdracht.pk))


@action("toewijzing_teruggedraaid")
def undo_assign_regisseur(*, by: Actor, rol: Casusrol) -> None:
    """Undo an assignment of today: the one before is regisseur again, of all open cases of the household.

    Raises Regelfout when it was not made today, when somebody else is regisseur by now, or when the household was
    closed meanwhile to who was regisseur.
    """
    lock_household(rol.casus.huishouden_id)
    current = Casusrol.objects.filter(pk=rol.pk, rol=REGISSEUR, tot=None).first()
    if current is None or timezone.localdate(current.gemaakt_op) != timezone.localdate():
        raise Regelfout("Dit kan niet meer ongedaan worden gemaakt. Wijs opnieuw toe.")
    before = current.vorige
    if before is not None:
        refuse_closed(Medewerker.objects.get(pk=before["medewerker"]), rol.casus.huishouden_id)
    for each in open_cases_of(rol.casus.huishouden_id):
        mine = each.rollen.filter(rol=REGISSEUR, tot=None).first()
        if mine is not None:
            _restore(each, mine, before)
        record("toewijzing_teruggedraaid", each, subjects=subjects_of(each), wet=each.wet)
        again = _worker_of(each.rollen.filter(rol=REGISSEUR, tot=None).first())
        day = timezone.localdate()
        announce(Overgang(each, "toewijzing_teruggedraaid", day, by, again, None, _worker_of(mine)))


def _worker_of(role: Casusrol | None) -> Medewerker | None:
    return role.medewerker if role is not None else None


def _restore(casus: Casus, role: Casusrol, before: dict[str, Any] | None) -> None:
    own, start = role.vorige, role.van
    role.delete()
    if before is None:
        return
    if own is None or own["medewerker"] != before["medewerker"]:
        own = {**before, "id": None, "van": start.isoformat()}
    ended = casus.rollen.filter(pk=own["id"]).first() if own["id"] else None
    if ended is not None:
        ended.change(tot=None)
        return
    Casusrol.objects.create(
        casus=casus, medewerker_id=own["medewerker"], rol=REGISSEUR, van=date.fromisoformat(own["van"]),
        regievorm=own["regievorm"], reden=own["reden"], mandaat=own["mandaat"], waarnemer_id=own["waarnemer"],
        waarneming_tot=date.fromisoformat(own["waarneming_tot"]) if own["waarneming_tot"] else None,
    )  # fmt: skip


@action("regie_afgesproken")
def agree_regie(*, by: Actor, casus: Casus, regievorm: str, mandaat: str) -> Casusrol:
    """Agree how the regisseur leads (R-087) and what he may decide himself (R-088); another form begins today."""
    current = _current(casus)
    if current.regievorm != regievorm:
        return assign_regisseur(
            by=by, casus=casus, medewerker=current.medewerker, regievorm=regievorm, mandaat=mandaat,
            reden="vorm van regie gewijzigd",
        )  # fmt: skip
    for role in _household_roles(casus):
        role.change(mandaat=mandaat)
    record("regie_afgesproken", casus, subjects=subjects_of(casus), wet=casus.wet)
    current.refresh_from_db()
    return current


@action("waarnemer_aangewezen")
def assign_waarnemer(*, by: Actor, casus: Casus, medewerker: Medewerker, tot: date) -> None:
    """Let a colleague deputise for the regisseur up to and including `tot`, on the household's open cases."""
    if tot < timezone.localdate():
        raise Regelfout("Kies vandaag of een dag daarna.", veld="tot")
    if _current(casus).medewerker_id == medewerker.pk:
        raise Regelfout("Dit is de regisseur zelf. Kies een collega.", veld="medewerker")
    refuse_closed(medewerker, casus.huishouden_id)
    for role in _household_roles(casus):
        role.change(waarnemer=medewerker, waarneming_tot=tot)
    record("waarnemer_aangewezen", casus, subjects=subjects_of(casus), wet=casus.wet)


@action("waarneming_beeindigd")
def end_waarneming(*, by: Actor, casus: Casus) -> None:
    """The regisseur is back."""
    for role in _household_roles(casus):
        role.change(waarnemer=None, waarneming_tot=None)
    record("waarneming_beeindigd", casus, subjects=subjects_of(casus), wet=casus.wet)


@action("intakers_aangewezen")
def assign_intakers(
    *, by: Actor, casus: Casus, medewerkers: Sequence[Medewerker], op: date | None = None
) -> list[Casusrol]:
    """Who hear the household: one worker or preferably two (R-012). Replaces the intakers of before."""
    day = op or timezone.localdate()
    if not 1 <= len({worker.pk for worker in medewerkers}) <= 2:
        raise Regelfout("Kies een of twee medewerkers.", veld="medewerkers")
    for worker in medewerkers:
        refuse_closed(worker, casus.huishouden_id)
    locked = Casus.lock(casus.pk)
    if locked.afgesloten_op is not None:
        raise Regelfout(DICHT)
    start = max(day, locked.aangemeld_op)
    for old in locked.rollen.filter(rol=Casusrolsoort.MEDE_INTAKER, tot=None):
        if old.van >= start:
            old.delete()
        else:
            old.change(tot=start - timedelta(days=1))
    roles = [
        Casusrol.objects.create(casus=locked, medewerker=worker, rol=Casusrolsoort.MEDE_INTAKER, van=start)
        for worker in {worker.pk: worker for worker in medewerkers}.values()
    ]
    record("intakers_aangewezen", locked, subjects=subjects_of(locked), wet=locked.wet)
    return roles


def _current(casus: Casus) -> Casusrol:
    current = casus.rollen.filter(rol=REGISSEUR, tot=None).select_related("medewerker").first()
    if current is None:
        raise Regelfout("Deze casus heeft nog geen regisseur. Wijs eerst een regisseur toe.")
    return current


def _household_roles(casus: Casus) -> list[Casusrol]:
    open_cases = Casus.objects.open_on(timezone.localdate()).filter(huishouden=casus.huishouden_id)
    roles = Casusrol.objects.filter(casus__in=open_cases, rol=REGISSEUR, tot=None)
    return list(roles.select_for_update().order_by("pk"))
