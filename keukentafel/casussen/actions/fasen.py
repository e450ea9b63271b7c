"""Writes: a case through its phases. The stand and the phase follow from these dates (states.py)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.regie import (
    DICHT,
    REGISSEUR,
    assign_intakers,
    is_closed_to,
    lock_household,
    replace_regisseur,
    share_regisseur,
)
from keukentafel.casussen.models import Casus, Faseovergang
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.casussen.states import Doorverbindingstatus, Overgangsoort
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Afsluitreden, label_of
from keukentafel.teams.public import Medewerker, placements_on, worker_of
from keukentafel.toegang.public import Gebruiker

BIJ_SLUITEN = "einde van de casus"
ONGEDAAN_BINNEN = timedelta(days=7)


def lock_open(casus: Casus, versie: int | None = None) -> Casus:
    """The locked case. Raises Regelfout when it is closed, Versieconflict when it was changed."""
    locked = Casus.lock(casus.pk, versie)
    if locked.afgesloten_op is not None:
        raise Regelfout(DICHT)
    return locked


def _check_day(casus: Casus, op: date) -> None:
    if op > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="op")
    if op < casus.aangemeld_op:
        raise Regelfout("Deze dag ligt voor de aanmelding. Kies een latere dag.", veld="op")


def _note(soort: str, casus: Casus, op: date, by: Actor) -> None:
    record(soort, casus, subjects=subjects_of(casus), wet=casus.wet)
    announce(Overgang(casus, soort, op, by))


def _keep(
    soort: Overgangsoort, casus: Casus, op: date, by: Actor, *, reden: str = "", tot: date | None = None,
    vorige: dict[str, str | None] | None = None,
) -> None:  # fmt: skip
    """Keep that the phase or stand changed, for the timeline and to take it back."""
    Faseovergang.objects.create(
        casus=casus, soort=soort, op=op, tot=tot, reden=reden.strip()[:200], vorige=vorige or {},
        medewerker=worker_of(by) if isinstance(by, Gebruiker) else None,
    )  # fmt: skip


def _watched(casus: Casus) -> dict[str, str | None]:
    days = {"vanaf": casus.volgen_vanaf, "tot": casus.volgen_tot}
    return {name: day.isoformat() if day else None for name, day in days.items()}


@action("vraagverheldering_begonnen")
def start_vraagverheldering(
    *,
    by: Actor,
    casus: Casus,
    op: date | None = None,
    intakers: Sequence[Medewerker] = (),
    versie: int | None = None,
) -> Casus:
    """The first conversation about what the question really is (R-013), by one or two workers (R-012)."""
    day = op or timezone.localdate()
    locked = lock_open(casus, versie)
    _check_day(locked, day)
    if locked.change(vraagverheldering_op=day):
        _keep(Overgangsoort.VRAAGVERHELDERING, locked, day, by)
    if intakers:
        assign_intakers(by=by, casus=locked, medewerkers=intakers, op=day)
    _note("vraagverheldering_begonnen", locked, day, by)
    return locked


@action("casus_plan_gereed")
def record_plan_op(*, by: Actor, casus: Casus, op: date) -> Casus:
    """The household of this case has a plan since `op`: the phase becomes uitvoering (R-013). The first day counts."""
    locked = Casus.lock(casus.pk)
    first = locked.plan_op or max(op, locked.aangemeld_op)
    if locked.change(plan_op=first):
        _keep(Overgangsoort.PLAN, locked, first, by)
    _note("casus_plan_gereed", locked, first, by)
    return locked


@action("casus_op_volgen_gezet")
def set_volgen(*, by: Actor, casus: Casus, tot: date, op: date | None = None, versie: int | None = None) -> Casus:
    """Stand volgen from `op` (default today): the team watches from a distance, and looks again on `tot`."""
    day = op or timezone.localdate()
    if tot <= timezone.localdate():
        raise Regelfout("Kies een dag na vandaag.", veld="tot")
    locked = lock_open(casus, versie)
    _check_day(locked, day)
    already = locked.volgen_vanaf is not None and locked.volgen_vanaf <= day
    before = _watched(locked)
    if locked.change(volgen_vanaf=locked.volgen_vanaf if already else day, volgen_tot=tot):
        _keep(Overgangsoort.VOLGEN, locked, day, by, tot=tot, vorige=before)
    _note("casus_op_volgen_gezet", locked, day, by)
    return locked


@action("casus_weer_actief")
def resume_actief(*, by: Actor, casus: Casus, versie: int | None = None) -> Casus:
    """Stand actief again. Raises Regelfout when it is not on volgen."""
    locked = lock_open(casus, versie)
    if locked.volgen_vanaf is None:
        raise Regelfout("Deze casus is al actief.")
    before = _watched(locked)
    locked.change(volgen_vanaf=None, volgen_tot=None)
    _keep(Overgangsoort.ACTIEF, locked, timezone.localdate(), by, vorige=before)
    _note("casus_weer_actief", locked, timezone.localdate(), by)
    return locked


@action("volgen_teruggedraaid")
def undo_volgen(*, by: Actor, casus: Casus, gezet_tot: date, vanaf: date | None, tot: date | None) -> Casus:
    """Take back that a case was set on volgen until `gezet_tot`: its dates are again `vanaf` and `tot`.

    Raises Regelfout when it is closed, or when its dates were changed since.
    """
    locked = lock_open(casus)
    if locked.volgen_vanaf is None or locked.volgen_tot != gezet_tot:
        raise Regelfout("Iemand heeft het volgen daarna gewijzigd.")
    locked.change(volgen_vanaf=vanaf, volgen_tot=tot)
    last = locked.overgangen.order_by("-pk").first()
    if last is not None and last.soort == Overgangsoort.VOLGEN:
        last.delete()  # the history keeps it
    record("volgen_teruggedraaid", locked, subjects=subjects_of(locked), wet=locked.wet)
    if vanaf is None:
        announce(Overgang(locked, "casus_weer_actief", timezone.localdate(), by))
    return locked


@action("volgen_teruggedraaid")
def undo_overgang(*, by: Actor, overgang: Faseovergang) -> Casus:
    """Take back the last change of stand of a case: the volgen of before it holds again, or actief.

    Raises Regelfout when it is no volgen or actief, when something came after it, when it is longer than a week ago
    or when the case is closed.
    """
    locked = lock_open(overgang.casus)
    last = locked.overgangen.order_by("-pk").first()
    if last is None or last.pk != overgang.pk or not may_undo_overgang(last):
        raise Regelfout("Dit kan niet meer ongedaan worden gemaakt.")
    before = {name: date.fromisoformat(day) if day else None for name, day in last.vorige.items()}
    locked.change(volgen_vanaf=before.get("vanaf"), volgen_tot=before.get("tot"))
    last.delete()  # the history keeps it
    soort = "casus_op_volgen_gezet" if locked.volgen_vanaf else "casus_weer_actief"
    record("volgen_teruggedraaid", locked, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, soort, timezone.localdate(), by))
    return locked


def may_undo_overgang(overgang: Faseovergang) -> bool:
    """True for volgen and weer actief of the last seven days; the action looks whether something came after it."""
    recent = timezone.localdate(overgang.gemaakt_op) + ONGEDAAN_BINNEN >= timezone.localdate()
    return recent and overgang.soort in (Overgangsoort.VOLGEN, Overgangsoort.ACTIEF)


@action("casus_afgesloten")
def mark_closed(*, by: Actor, casus: Casus, op: date, reden: str, versie: int | None = None) -> Casus:
    """Close a case and end its roles on that day; the closing review and nazorg are the room above.

    Raises Regelfout for a day before the registration or to come, an unknown reason, or while another organisation has
    not accepted it yet: nobody falls between two stools (R-034).
    """
    lock_household(casus.huishouden_id)
    locked = lock_open(casus, versie)
    _check_day(locked, op)
    if reden not in Afsluitreden.values:
        raise Regelfout("Kies een reden.", veld="reden")
    waiting = locked.doorverbindingen.filter(status=Doorverbindingstatus.WACHT).first()
    if waiting is not None:
        raise Regelfout(f"{waiting.naar} heeft deze casus nog niet aangenomen. Ga dat eerst na, of trek het in.")
    locked.change(afgesloten_op=op, afsluitreden=reden)
    _keep(Overgangsoort.AFGESLOTEN, locked, op, by, reden=label_of("afsluitreden", reden, op))
    for role in locked.rollen.filter(tot=None):
        role.change(tot=max(role.van, op), reden=(role.reden or BIJ_SLUITEN))
    for open_request in locked.overdrachten.filter(status="open"):
        open_request.change(status="teruggegeven", beantwoord_op=op, antwoord="De casus is afgesloten.")
    for asked in locked.uitnodigingen.filter(ingetrokken_op=None, tot__gte=timezone.localdate()):
        asked.change(ingetrokken_op=timezone.localdate())
    for reading in locked.meelezingen.filter(ingetrokken_op=None, tot__gte=timezone.localdate()):
        reading.change(ingetrokken_op=timezone.localdate())
    _note("casus_afgesloten", locked, op, by)
    return locked


@action("casus_heropend")
def reopen_casus(
    *, by: Actor, casus: Casus, op: date | None = None, reden: str = "", versie: int | None = None
) -> Casus:
    """Open a closed case again; the same case, not a new one (R-017). `reden`: why, for the timeline.

    Its regisseur is that of the household's other open cases, or else its own last one when he still works
    here and the household is not closed to him. Raises Regelfout when it is not closed.
    """
    day = op or timezone.localdate()
    lock_household(casus.huishouden_id)
    locked = Casus.lock(casus.pk, versie)
    closed_on = locked.afgesloten_op
    if closed_on is None:
        raise Regelfout("Deze casus is niet afgesloten.")
    if day < closed_on or day > timezone.localdate():
        raise Regelfout("Kies een dag tussen het afsluiten en vandaag.", veld="op")
    others = Casus.objects.open_on(timezone.localdate()).filter(huishouden=locked.huishouden_id).exists()
    locked.change(afgesloten_op=None, afsluitreden="", volgen_vanaf=None, volgen_tot=None, heropend_op=day)
    _keep(Overgangsoort.HEROPEND, locked, day, by, reden=reden)
    if others:
        if share_regisseur(locked, day) is None:
            _end_yesterday(locked, day)
    else:
        _restore_own(locked, closed_on, day)
    _note("casus_heropend", locked, day, by)
    return locked


def _end_yesterday(casus: Casus, op: date) -> None:
    """The household has nobody: who led this case until it closed, today, does not lead it again."""
    for last in casus.rollen.filter(rol=REGISSEUR, tot__gte=op):
        if last.van >= op:
            last.delete()
        else:
            last.change(tot=op - timedelta(days=1))


def _restore_own(casus: Casus, closed_on: date, op: date) -> None:
    last = casus.rollen.filter(rol=REGISSEUR, tot__gte=closed_on).order_by("-van", "-pk").first()
    if last is None or not placements_on(op).filter(medewerker=last.medewerker_id).exists():
        return
    if is_closed_to(last.medewerker, casus.huishouden_id):
        _end_yesterday(casus, op)
        return
    if last.tot is not None and last.tot >= op:
        last.change(tot=None)
        return
    replace_regisseur(casus, last.medewerker, op, last.regievorm, "regisseur van voor het afsluiten", last.mandaat)
