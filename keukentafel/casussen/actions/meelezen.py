"""Writes: a colleague reads a case along, says what he thinks, and it ends (R-094, R-095)."""

from datetime import date, timedelta

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.actions.rollen import may_read_law
from keukentafel.casussen.models import Casus, Meelezing
from keukentafel.casussen.permissions import second_reader_roles, subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import exists_for
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker

LANGST = timedelta(days=42)  # our own standard: casuïstiek is one talk, not a seat at the table


def may_read_along(medewerker: Medewerker, casus: Casus) -> bool:
    """True when this worker can log in, one of his roles may be a second reader and he may read the law of the case.

    And when its household exists for him: no tie of his, no shield without him (which of these it is, is never said).
    """
    user = medewerker.gebruiker
    if user is None or not user.is_active or not exists_for(user, casus.huishouden):
        return False
    return bool(user.rollen & second_reader_roles()) and may_read_law(medewerker, casus.wet)


@action("meelezing_gevraagd")
def ask_meelezing(
    *, by: Actor, casus: Casus, medewerker: Medewerker, vraag: str, tot: date, reden_namen: str | None = None
) -> Meelezing:
    """Ask a colleague to read this case along, until and including `tot`; he gets a task.

    `reden_namen`: why the names stay; None: they become roles. Raises Regelfout without a question or that reason, for
    a day that is past or more than six weeks away, for oneself, for who may not read along, and when he does already.
    """
    today = timezone.localdate()
    if not vraag.strip():
        raise Regelfout("Schrijf wat u wilt vragen.", veld="vraag")
    if reden_namen is not None and not reden_namen.strip():
        raise Regelfout("Schrijf waarom de namen nodig zijn.", veld="reden_namen")
    if not today <= tot <= today + LANGST:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens zes weken verder.", veld="tot")
    locked = lock_open(casus)
    asker = worker_of(by) if isinstance(by, Gebruiker) else None
    if asker is not None and asker.pk == medewerker.pk:
        raise Regelfout("Vraag een ander. U kent deze casus al.", veld="medewerker")
    if not may_read_along(medewerker, locked):
        raise Regelfout("Deze persoon mag deze casus niet meelezen. Kies een ander.", veld="medewerker")
    if any(each.holds_on(today) for each in locked.meelezingen.filter(medewerker=medewerker)):
        raise Regelfout("Deze persoon leest al mee.", veld="medewerker")
    asked = Meelezing.objects.create(
        casus=locked, medewerker=medewerker, gevraagd_door=asker, vraag=vraag.strip(), van=today, tot=tot,
        reden_namen=(reden_namen or "").strip(),
    )  # fmt: skip
    _tell("meelezing_gevraagd", asked, by)
    return asked


@action("meelezing_beantwoord")
def answer_meelezing(
    *, by: Actor, meelezing: Meelezing, door: Medewerker | None, reactie: str, versie: int | None = None
) -> Meelezing:
    """Say what the second reader thinks; `door` must be who was asked, within the time. Raises Regelfout."""
    if not reactie.strip():
        raise Regelfout("Schrijf wat u denkt.", veld="reactie")
    locked = Meelezing.lock(meelezing.pk, versie)
    if door is None or locked.medewerker_id != door.pk or not locked.holds_on(timezone.localdate()):
        raise Regelfout("Deze vraag staat niet meer voor u open.")
    if locked.gereageerd_op is not None:
        raise Regelfout("U hebt al gereageerd.")
    locked.change(reactie=reactie.strip(), gereageerd_op=timezone.localdate())
    _tell("meelezing_beantwoord", locked, by)
    return locked


@action("meelezing_ingetrokken")
def withdraw_meelezing(*, by: Actor, meelezing: Meelezing) -> None:
    """End it at once. Raises Regelfout when it was withdrawn already."""
    locked = Meelezing.lock(meelezing.pk)
    if locked.ingetrokken_op is not None:
        raise Regelfout("Dit is al ingetrokken.")
    locked.change(ingetrokken_op=timezone.localdate())
    _tell("meelezing_ingetrokken", locked, by)


def _tell(soort: str, asked: Meelezing, by: Actor) -> None:
    record(soort, asked, subjects=subjects_of(asked.casus), wet=asked.casus.wet)
    announce(Overgang(asked.casus, soort, timezone.localdate(), by, asked.medewerker, asked.pk))
