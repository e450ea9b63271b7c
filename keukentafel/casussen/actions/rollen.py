"""Writes: who takes part in a case for a time, and who is asked along with a question (R-089, R-092)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.actions.regie import refuse_closed
from keukentafel.casussen.models import Casus, Casusrol, Uitnodiging
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker, Rol, load_matrix

LANGST = timedelta(days=183)  # our own standard: an invitation ends within half a year
ANDERE_WET = "Deze persoon mag niets zien dat onder deze wet valt."


def may_read_law(medewerker: Medewerker, wet: str) -> bool:
    """True when a role of this worker may read what was recorded under this law (see matrix.toml)."""
    wetten = load_matrix().wetten
    return medewerker.gebruiker is not None and any(wet in wetten[rol] for rol in medewerker.gebruiker.rollen)


@action("casusrol_gegeven")
def give_rol(
    *,
    by: Actor,
    casus: Casus,
    medewerker: Medewerker,
    rol: str,
    van: date | None = None,
    tot: date | None = None,
    reden: str = "",
) -> Casusrol:
    """Let a worker take part in a case, from `van` (default today) until and including `tot` (R-089).

    Who has an account of the team or the service sees the case as long as the role holds, as far as his own role may;
    somebody of another organisation has the role without seeing the case. Raises Regelfout for the regisseur (assign),
    a household that is closed to him, a law that his role may not read, or when he holds this role already.
    """
    start = van or timezone.localdate()
    if rol not in Casusrolsoort.values or rol == Casusrolsoort.REGISSEUR:
        raise Regelfout("Kies een rol uit de lijst. Een regisseur wijst u toe.", veld="rol")
    if tot is not None and tot < max(start, timezone.localdate()):
        raise Regelfout("Kies vandaag of een dag daarna.", veld="tot")
    locked = lock_open(casus)
    if start < locked.aangemeld_op:
        raise Regelfout("Deze dag ligt voor de aanmelding. Kies een latere dag.", veld="van")
    refuse_closed(medewerker, locked.huishouden_id)
    partner = medewerker.gebruiker is None or Rol.KETENPARTNER in medewerker.gebruiker.rollen
    if not partner and not may_read_law(medewerker, locked.wet):
        raise Regelfout(ANDERE_WET, veld="medewerker")
    same = locked.rollen.filter(Q(tot=None) | Q(tot__gte=start), medewerker=medewerker, rol=rol)
    if (same.filter(van__lte=tot) if tot else same).exists():
        raise Regelfout("Deze persoon heeft deze rol al.", veld="medewerker")
    role = Casusrol.objects.create(
        casus=locked, medewerker=medewerker, rol=rol, van=start, tot=tot, reden=reden.strip()
    )
    record("casusrol_gegeven", role, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, "casusrol_gegeven", start, by, medewerker, role.pk))
    return role


@action("casusrol_beeindigd")
def end_rol(*, by: Actor, rol: Casusrol) -> None:
    """End a role today; one that began today or later is taken away, the history keeps it.

    Raises Regelfout for the regisseur (assign another) and for a role that ended already.
    """
    locked, today = Casusrol.lock(rol.pk), timezone.localdate()
    if locked.rol == Casusrolsoort.REGISSEUR:
        raise Regelfout("Wijs een andere regisseur toe.")
    if locked.tot is not None and locked.tot < today:
        raise Regelfout("Deze rol is al geëindigd.")
    record("casusrol_beeindigd", locked, subjects=subjects_of(locked.casus), wet=locked.casus.wet)
    if locked.van >= today:
        locked.delete()
    else:
        locked.change(tot=today - timedelta(days=1))


@action("uitnodiging_verstuurd")
def invite(
    *,
    by: Actor,
    casus: Casus,
    medewerker: Medewerker,
    vraag: str,
    domeinen: Sequence[int],
    tot: date,
    wet: str | None = None,
) -> Uitnodiging:
    """Ask somebody along with a question, for these domains, until and including `tot` (R-092).

    He gets a task. `wet`: the law under which it is asked (default that of the case). Raises Regelfout without a
    question, for a day that is past or more than half a year away, for who cannot log in or may not read that law,
    for a household that is closed to him or shielded from him, or when he was asked already.
    """
    today = timezone.localdate()
    if not vraag.strip():
        raise Regelfout("Schrijf wat u wilt vragen.", veld="vraag")
    if not today <= tot <= today + LANGST:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens een half jaar verder.", veld="tot")
    locked = lock_open(casus)
    law = wet or locked.wet
    if medewerker.gebruiker is None or not medewerker.gebruiker.is_active:
        raise Regelfout("Deze persoon kan niet inloggen. Vraag het op een andere manier.", veld="medewerker")
    if not may_read_law(medewerker, law):
        raise Regelfout(f"{ANDERE_WET} Kies een andere wet: dan ziet die persoon alleen dat.", veld="wet")
    refuse_closed(medewerker, locked.huishouden_id)
    if any(asked.holds_on(today) for asked in locked.uitnodigingen.filter(medewerker=medewerker, beantwoord_op=None)):
        raise Regelfout("Deze persoon heeft al een vraag openstaan bij deze casus.", veld="medewerker")
    asked = Uitnodiging.objects.create(
        casus=locked, medewerker=medewerker, vraag=vraag.strip(), domeinen=sorted(set(domeinen)), wet=law,
        van=today, tot=tot, gevraagd_door=worker_of(by) if isinstance(by, Gebruiker) else None,
    )  # fmt: skip
    _tell("uitnodiging_verstuurd", asked, by)
    return asked


@action("uitnodiging_beantwoord")
def answer_uitnodiging(
    *, by: Actor, uitnodiging: Uitnodiging, door: Medewerker | None, antwoord: str, versie: int | None = None
) -> Uitnodiging:
    """Answer the question; the answer stands on the timeline. `door` must be who was asked, within the time."""
    if not antwoord.strip():
        raise Regelfout("Schrijf uw antwoord.", veld="antwoord")
    locked = Uitnodiging.lock(uitnodiging.pk, versie)
    if door is None or locked.medewerker_id != door.pk or not locked.holds_on(timezone.localdate()):
        raise Regelfout("Deze vraag staat niet meer voor u open.")
    if locked.beantwoord_op is not None:
        raise Regelfout("U hebt deze vraag al beantwoord.")
    locked.change(antwoord=antwoord.strip(), beantwoord_op=timezone.localdate())
    _tell("uitnodiging_beantwoord", locked, by)
    return locked


@action("uitnodiging_ingetrokken")
def withdraw_uitnodiging(*, by: Actor, uitnodiging: Uitnodiging) -> None:
    """Close the door again, at once. Raises Regelfout when it was withdrawn already."""
    locked = Uitnodiging.lock(uitnodiging.pk)
    if locked.ingetrokken_op is not None:
        raise Regelfout("Deze uitnodiging is al ingetrokken.")
    end_uitnodiging(locked, by)


def end_uitnodiging(uitnodiging: Uitnodiging, by: Actor) -> None:
    """Let an invitation hold no longer; its tasks go with it."""
    uitnodiging.change(ingetrokken_op=timezone.localdate())
    _tell("uitnodiging_ingetrokken", uitnodiging, by)


def _tell(soort: str, asked: Uitnodiging, by: Actor) -> None:
    record(soort, asked, subjects=subjects_of(asked.casus), wet=asked.wet)
    announce(Overgang(asked.casus, soort, timezone.localdate(), by, asked.medewerker, asked.pk))
