"""Writes: hand over the regie, and scale a case up or down."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.actions.regie import REGISSEUR, assign_regisseur, end_overdracht, refuse_closed
from keukentafel.casussen.models import Casus, Opschaling, Overdracht
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.casussen.states import Overdrachtstatus
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import OnbekendeLijst, Regievorm, find_code
from keukentafel.teams.public import Medewerker


@action("overdracht_gevraagd")
def request_overdracht(*, by: Actor, casus: Casus, naar: Medewerker, notitie: str) -> Overdracht:
    """Ask a colleague to take over the regie, with a note; nothing changes until he accepts (R-011).

    He gets a task through the register of transitions. Raises Regelfout without a note, when somebody was
    asked already, or when he is regisseur already.
    """
    if not notitie.strip():
        raise Regelfout("Schrijf wat uw collega moet weten.", veld="notitie")
    locked = lock_open(casus)
    refuse_closed(naar, locked.huishouden_id)
    if locked.overdrachten.filter(status=Overdrachtstatus.OPEN).exists():
        raise Regelfout("Er loopt al een overdracht. Wacht op het antwoord.")
    role = locked.rollen.filter(rol=REGISSEUR, tot=None).first()
    if role is not None and role.medewerker_id == naar.pk:
        raise Regelfout("Deze collega is al regisseur. Kies een ander.", veld="medewerker")
    today = timezone.localdate()
    request = Overdracht.objects.create(
        casus=locked, van_medewerker=role.medewerker if role else None, naar_medewerker=naar,
        notitie=notitie.strip(), gevraagd_op=today,
    )  # fmt: skip
    record("overdracht_gevraagd", request, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, "overdracht_gevraagd", today, by, naar, request.pk))
    return request


def _answer(
    overdracht: Overdracht, door: Medewerker | None, status: Overdrachtstatus, antwoord: str, versie: int | None
) -> Overdracht:
    locked = Overdracht.lock(overdracht.pk, versie)
    if door is None or locked.naar_medewerker_id != door.pk:
        raise Regelfout("Alleen de collega aan wie het gevraagd is kan antwoorden.")
    if locked.status != Overdrachtstatus.OPEN:
        raise Regelfout("Deze overdracht is al beantwoord.")
    locked.change(status=status, beantwoord_op=timezone.localdate(), antwoord=antwoord.strip())
    return locked


@action("overdracht_aangenomen")
def accept_overdracht(
    *, by: Actor, overdracht: Overdracht, door: Medewerker | None, versie: int | None = None
) -> Overdracht:
    """Take over: regisseur of all open cases of the household from today, in the same form of regie.

    `door` is the worker who answers; raises Regelfout unless it is the one who was asked.
    """
    locked = _answer(overdracht, door, Overdrachtstatus.AANGENOMEN, "", versie)
    role = locked.casus.rollen.filter(rol=REGISSEUR, tot=None).first()
    assign_regisseur(
        by=by, casus=locked.casus, medewerker=locked.naar_medewerker, reden="overdracht",
        regievorm=role.regievorm if role else Regievorm.VOLGEND, mandaat=role.mandaat if role else "",
    )  # fmt: skip
    _tell("overdracht_aangenomen", locked, by)
    return locked


@action("overdracht_teruggegeven")
def return_overdracht(
    *, by: Actor, overdracht: Overdracht, door: Medewerker | None, antwoord: str, versie: int | None = None
) -> Overdracht:
    """Give it back with the reason: the regisseur stays who he was. `door` as for accept_overdracht."""
    if not antwoord.strip():
        raise Regelfout("Schrijf kort waarom u het teruggeeft.", veld="antwoord")
    locked = _answer(overdracht, door, Overdrachtstatus.TERUGGEGEVEN, antwoord, versie)
    _tell("overdracht_teruggegeven", locked, by)
    return locked


@action("overdracht_ingetrokken")
def withdraw_overdracht(*, by: Actor, overdracht: Overdracht) -> Overdracht:
    """Ask it no more. Raises Regelfout when it was answered already."""
    locked = Overdracht.lock(overdracht.pk)
    if locked.status != Overdrachtstatus.OPEN:
        raise Regelfout("Deze overdracht is al beantwoord.")
    end_overdracht(locked, by)
    return locked


def _tell(soort: str, overdracht: Overdracht, by: Actor) -> None:
    casus = overdracht.casus
    record(soort, overdracht, subjects=subjects_of(casus), wet=casus.wet)
    announce(Overgang(casus, soort, timezone.localdate(), by, overdracht.van_medewerker, overdracht.pk))


def level_of(casus: Casus) -> int:
    """The rung on the escalation ladder now; 0 when the case was never scaled."""
    last = casus.opschalingen.order_by("-op", "-pk").first()
    return _rung(last.niveau, last.op) if last else 0


def _rung(niveau: str, op: date) -> int:
    return int(find_code("opschalingsniveau", niveau, op).kenmerken.get("niveau", 0))


@action("casus_opgeschaald")
def scale_up(
    *,
    by: Actor,
    casus: Casus,
    niveau: str,
    reden: str,
    besluit_door: str,
    procesregie: str = "",
    op: date | None = None,
    evaluatie_op: date | None = None,
) -> Opschaling:
    """A step up the ladder of the list `opschalingsniveau` (R-088), dated, with who decided.

    Raises Regelfout when it is not higher, without reason or decider, or without the process regisseur
    that the level asks for.
    """
    return _scale("casus_opgeschaald", by, casus, niveau, reden, besluit_door, procesregie, op, evaluatie_op)


@action("casus_afgeschaald")
def scale_down(
    *,
    by: Actor,
    casus: Casus,
    niveau: str,
    reden: str,
    besluit_door: str,
    procesregie: str = "",
    op: date | None = None,
    evaluatie_op: date | None = None,
) -> Opschaling:
    """A step down the ladder; like `scale_up`, to a lower level."""
    return _scale("casus_afgeschaald", by, casus, niveau, reden, besluit_door, procesregie, op, evaluatie_op)


@action("opschaling_geevalueerd")
def evaluate_opschaling(
    *,
    by: Actor,
    casus: Casus,
    reden: str,
    besluit_door: str,
    procesregie: str = "",
    op: date | None = None,
    evaluatie_op: date | None = None,
) -> Opschaling:
    """Look at the level again and leave it as it is, with why and when next (R-088).

    Raises Regelfout for a case that was never scaled, and as `scale_up` does.
    """
    level = Casus.objects.values_list("niveau", flat=True).get(pk=casus.pk)
    return _scale("opschaling_geevalueerd", by, casus, level, reden, besluit_door, procesregie, op, evaluatie_op)


def _scale(
    soort: str,
    by: Actor,
    casus: Casus,
    niveau: str,
    reden: str,
    besluit_door: str,
    procesregie: str,
    op: date | None,
    evaluatie_op: date | None,
) -> Opschaling:
    day = op or timezone.localdate()
    locked = lock_open(casus)
    _check_scale(locked, soort, niveau, day)
    if not reden.strip():
        raise Regelfout("Schrijf waarom.", veld="reden")
    if evaluatie_op is not None and evaluatie_op <= timezone.localdate():
        raise Regelfout("Kies een dag na vandaag.", veld="evaluatie_op")
    if not besluit_door.strip():
        raise Regelfout("Schrijf wie dit besluit nam.", veld="besluit_door")
    asked = find_code("opschalingsniveau", niveau, day).kenmerken.get("toegewezen", [])
    if "procesregie" in asked and not procesregie.strip():
        raise Regelfout("Schrijf wie de procesregie heeft. Dat hoort bij dit niveau.", veld="procesregie")
    step = Opschaling.objects.create(
        casus=locked, niveau=niveau, reden=reden.strip(), besluit_door=besluit_door.strip(),
        procesregie=procesregie.strip(), op=day, evaluatie_op=evaluatie_op,
    )  # fmt: skip
    locked.change(niveau=niveau, niveau_op=day)
    record(soort, step, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, soort, day, by, None, step.pk))
    return step


def _check_scale(casus: Casus, soort: str, niveau: str, op: date) -> None:
    if op > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="op")
    try:
        wanted = _rung(niveau, op)
    except OnbekendeLijst:
        raise Regelfout("Kies een niveau uit de lijst.", veld="niveau") from None
    now = level_of(casus)
    if soort == "opschaling_geevalueerd" and not now:
        raise Regelfout("Deze casus is nog niet opgeschaald.", veld="niveau")
    if soort == "casus_opgeschaald" and wanted <= now:
        raise Regelfout("Dit niveau is niet hoger dan het niveau van nu.", veld="niveau")
    if soort == "casus_afgeschaald" and wanted >= now:
        raise Regelfout("Dit niveau is niet lager dan het niveau van nu.", veld="niveau")
