"""Writes: make a task, take it up, finish it, put it off, let it wait for another, let it lapse."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, subjects_of
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add
from keukentafel.taken.models import Taak
from keukentafel.taken.querysets import PERSOONLIJK
from keukentafel.teams.public import Medewerker, Team

STAND = (
    "medewerker_id", "wacht_op", "wacht_sinds", "uitgesteld_tot", "uitgesteld_om", "gedaan_op", "gedaan_door_id",
    "vervallen",
)  # fmt: skip


def _subjects(taak: Taak) -> Sequence[int]:
    return subjects_of(taak.casus) if taak.casus is not None else ()


def _wet(taak: Taak) -> str:
    return taak.casus.wet if taak.casus is not None else ""


def _lock_open(taak: Taak, versie: int | None) -> Taak:
    """The locked task. Raises Regelfout when it is done or lapsed, Versieconflict when it was changed."""
    locked = Taak.lock(taak.pk, versie)
    if locked.gedaan_op is not None:
        raise Regelfout("Deze taak is al gedaan.")
    if locked.vervallen:
        raise Regelfout("Deze taak is vervallen. Er hoeft niets meer.")
    return locked


@action("taak_gemaakt")
def create_taak(
    *,
    by: Actor,
    titel: str,
    soort: str,
    team: Team,
    medewerker: Medewerker | None = None,
    casus: Casus | None = None,
    vervalt_op: date | None = None,
    bron: str = "",
    url: str = "",
    wacht_op: str = "",
    wacht_sinds: date | None = None,
    geldig_tot: date | None = None,
) -> Taak:
    """Make a task for a worker, or for the whole team when `medewerker` is None.

    `titel` names no person (it is shown in lists beside the household). `bron` says what it follows from,
    for instance "melding:12:terugkoppeling": an open task with the same bron is brought up to date instead
    of doubled. `wacht_op`: on whom it waits, since `wacht_sinds` (default today). After `geldig_tot` it is gone.
    """
    values = {
        "titel": titel, "soort": soort, "casus": casus, "team": team, "medewerker": medewerker,
        "vervalt_op": vervalt_op, "url": url, "wacht_op": wacht_op,
        "geldig_tot": geldig_tot, "wacht_sinds": (wacht_sinds or timezone.localdate()) if wacht_op else None,
    }  # fmt: skip
    taak = Taak.objects.open().filter(bron=bron).select_for_update().first() if bron else None
    if taak is None:
        taak = Taak.objects.create(bron=bron, **values)
    else:
        taak.change(**values)
    record("taak_gemaakt", taak, subjects=_subjects(taak), wet=_wet(taak))
    return taak


@action("taak_opgepakt")
def take_up_taak(*, by: Actor, taak: Taak, medewerker: Medewerker) -> Taak:
    """Take up a task of the team. Of two who press at once one has it; the other hears who (Regelfout)."""
    locked = _lock_open(taak, None)
    if locked.medewerker_id == medewerker.pk:
        raise Regelfout("U heeft deze taak al opgepakt.")
    if locked.medewerker is not None:
        raise Regelfout(f"{locked.medewerker.naam} heeft deze taak al opgepakt.")
    locked.change(medewerker=medewerker)
    record("taak_opgepakt", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_teruggedraaid")
def step_back_taak(*, by: Actor, taak: Taak, versie: int) -> Taak:
    """Undo the last change of a task, as it was kept in the history; `versie` is the version that it made.

    Raises Regelfout when the task was changed since, or when it was somebody else's change or not today's.
    """
    locked = Taak.lock(taak.pk)
    versions = Taak.history.filter(id=locked.pk, versie__in=(versie - 1, versie)).order_by("versie")
    kept = list(versions) if locked.versie == versie else []
    if (
        len(kept) != 2
        or kept[1].history_user_id != by.pk
        or timezone.localdate(kept[1].history_date) != timezone.localdate()
    ):
        raise Regelfout("Dit kan niet meer ongedaan worden gemaakt: de taak is sindsdien gewijzigd.")
    locked.change(**{name: getattr(kept[0], name) for name in STAND})
    record("taak_teruggedraaid", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_ingetrokken")
def withdraw_taak(*, by: Actor, taak: Taak, versie: int | None = None) -> Taak:
    """It need not be done any more. Raises Regelfout for a task that follows from something else (its `bron`)."""
    locked = _lock_open(taak, versie)
    if locked.bron:
        raise Regelfout("Deze taak hoort bij iets anders. Rond dat af, dan vervalt de taak vanzelf.")
    locked.change(vervallen=True)
    record("taak_ingetrokken", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_gedaan")
def complete_taak(
    *,
    by: Actor,
    taak: Taak,
    door: Medewerker | None = None,
    op: date | None = None,
    versie: int | None = None,
) -> Taak:
    """Tick off a task. Raises Regelfout when it was done or lapsed already."""
    locked = _lock_open(taak, versie)
    locked.change(gedaan_op=op or timezone.localdate(), gedaan_door=door)
    record("taak_gedaan", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_heropend")
def undo_complete_taak(*, by: Actor, taak: Taak) -> Taak:
    """Take back a tick. Raises Regelfout when the task is not done."""
    locked = Taak.lock(taak.pk)
    if locked.gedaan_op is None:
        raise Regelfout("Deze taak staat nog open.")
    locked.change(gedaan_op=None, gedaan_door=None)
    record("taak_heropend", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_uitgesteld")
def snooze_taak(*, by: Actor, taak: Taak, tot: date, reden: str = "", versie: int | None = None) -> Taak:
    """Put a task off until `tot`, with a reason if one likes. Its due date stays, so that lateness stays true."""
    if tot <= timezone.localdate():
        raise Regelfout("Kies een dag na vandaag.", veld="tot")
    locked = _lock_open(taak, versie)
    locked.change(uitgesteld_tot=tot, uitgesteld_om=reden.strip())
    record("taak_uitgesteld", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_wacht")
def await_taak(*, by: Actor, taak: Taak, op_wie: str, sinds: date | None = None, versie: int | None = None) -> Taak:
    """Say on whom this task waits, and since when (screens.md 0.8: who must act is kept apart)."""
    if not op_wie.strip():
        raise Regelfout("Schrijf op wie u wacht.", veld="op_wie")
    since = sinds or timezone.localdate()
    if since > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="sinds")
    locked = _lock_open(taak, versie)
    locked.change(wacht_op=op_wie.strip(), wacht_sinds=since)
    record("taak_wacht", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taak_hervat")
def resume_taak(*, by: Actor, taak: Taak, versie: int | None = None) -> Taak:
    """The other has answered, or it can be done now after all: the task is the worker's own again."""
    locked = _lock_open(taak, versie)
    locked.change(wacht_op="", wacht_sinds=None, uitgesteld_tot=None, uitgesteld_om="")
    record("taak_hervat", locked, subjects=_subjects(locked), wet=_wet(locked))
    return locked


@action("taken_vervallen")
def expire_taken(*, by: Actor, bron: str) -> int:
    """Let every open task with this bron lapse, because its cause is gone; how many there were.

    A bron that ends in ":" stands for everything that begins with it ("melding:12:").
    """
    found = Taak.objects.open().select_related("casus__huishouden").select_for_update(of=("self",))
    found = found.filter(bron__startswith=bron) if bron.endswith(":") else found.filter(bron=bron)
    lapsed = list(found.order_by("pk"))
    for taak in lapsed:
        taak.change(vervallen=True)
        record("taak_vervallen", taak, subjects=_subjects(taak), wet=_wet(taak))
    if not lapsed:
        record("taken_vervallen", None, reden="er waren er geen")
    return len(lapsed)


@action("taken_overgenomen")
def pass_on_taken(*, by: Actor, casus: Casus, van: Medewerker, naar: Medewerker | None) -> int:
    """The open tasks of a case that were the old regisseur's go to the new one (None: to the team).

    Not what was asked of him in person: a question to him, or a note that names him.
    """
    found = Taak.objects.open().filter(casus=casus, medewerker=van).exclude(soort__in=PERSOONLIJK)
    moved = list(found.select_for_update().order_by("pk"))
    for taak in moved:
        taak.change(medewerker=naar)
    record("taken_overgenomen", casus, subjects=subjects_of(casus), wet=casus.wet, reden=f"{len(moved)} taken")
    return len(moved)


@dataclass(frozen=True, slots=True)
class Taakrij:
    """A task to import; ids are those of this database."""

    titel: str
    soort: str
    team_id: int
    medewerker_id: int | None = None
    casus_id: int | None = None
    vervalt_op: date | None = None
    wacht_op: str = ""
    wacht_sinds: date | None = None
    uitgesteld_tot: date | None = None
    uitgesteld_om: str = ""
    bron: str = ""
    url: str = ""
    gedaan_op: date | None = None
    gedaan_door_id: int | None = None


@action("taken_ingelezen")
def bulk_create_taken(*, by: Actor, rijen: Sequence[Taakrij]) -> int:
    """Bring in many tasks, with history, in one event; how many. Raises Regelfout for a row without words."""
    for place, row in enumerate(rijen, start=1):
        if not row.titel.strip() or (row.wacht_op and row.wacht_sinds is None):
            raise Regelfout(f"Rij {place}: de titel ontbreekt, of sinds wanneer er gewacht wordt")
    tasks = [Taak(**{name: getattr(row, name) for name in Taakrij.__slots__}) for row in rijen]
    bulk_add(Taak, tasks)
    record("taken_ingelezen", None, reden=f"{len(tasks)} taken")
    return len(tasks)


@action("taken_vervallen")
def expire_taken_of_casus(*, by: Actor, casus: Casus, behalve: Collection[str] = ()) -> list[int]:
    """Let the open tasks of a case lapse, because it closes; kinds in `behalve` stay. Returns their ids."""
    found = Taak.objects.open().filter(casus=casus).exclude(soort__in=behalve).select_for_update(of=("self",))
    lapsed = list(found.order_by("pk"))
    for taak in lapsed:
        taak.change(vervallen=True)
    record("taken_vervallen", casus, subjects=subjects_of(casus), wet=casus.wet, reden=f"{len(lapsed)} taken")
    return [taak.pk for taak in lapsed]
