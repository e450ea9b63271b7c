"""Writes: hand a case over warmly to the second ring or the Veiligheidshuis, followed until they accept (R-099)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.models import Casus, Doorverbinding
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, Uitnodigingsdeel, announce
from keukentafel.casussen.states import Deelgrond, Doorverbindingstatus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Medewerker

ANTWOORDTERMIJN = 5  # working days; our own standard, as for a melding that is handed over


@dataclass(frozen=True, slots=True)
class Doorverbindinvoer:
    """To whom (an organisation, or `naar` in words), why, on which ground, and exactly what goes along."""

    reden: str
    grond: str
    organisatie: Organisatie | None = None
    naar: str = ""
    contactpersoon: str = ""
    grond_uitleg: str = ""
    blijft_hier: str = ""
    delen: Sequence[Uitnodigingsdeel] = ()


@action("casus_doorverbonden")
def connect_casus(
    *, by: Actor, casus: Casus, invoer: Doorverbindinvoer, medewerker: Medewerker | None, versie: int | None = None
) -> Doorverbinding:
    """Hand over warmly: what goes along is kept as it was given, and who hands over asks whether it was accepted.

    Until then the team stays responsible. Raises Regelfout without a receiver, a reason or a ground (the resident
    agrees, or the law that allows it without; AVG 6 and 9), and while an earlier one to the same receiver waits.
    """
    naar = invoer.organisatie.naam if invoer.organisatie is not None else " ".join(invoer.naar.split())
    if not naar:
        raise Regelfout("Kies naar wie u doorverbindt, of schrijf de naam op.", veld="organisatie")
    if not invoer.reden.strip():
        raise Regelfout("Schrijf waarom er meer nodig is.", veld="reden")
    if invoer.grond not in Deelgrond.values:
        raise Regelfout("Kies of de inwoner dit goed vindt.", veld="grond")
    if invoer.grond == Deelgrond.WET and not invoer.grond_uitleg.strip():
        raise Regelfout("Schrijf op grond van welke wet of afspraak u dit deelt.", veld="grond_uitleg")
    locked, today = lock_open(casus, versie), timezone.localdate()
    if locked.doorverbindingen.filter(status=Doorverbindingstatus.WACHT, naar=naar).exists():
        raise Regelfout("Deze casus is al doorverbonden en wacht op antwoord.", veld="organisatie")
    made = Doorverbinding.objects.create(
        casus=locked, wet=locked.wet, organisatie=invoer.organisatie, naar=naar, reden=invoer.reden.strip(),
        contactpersoon=invoer.contactpersoon.strip(), grond=invoer.grond, grond_uitleg=invoer.grond_uitleg.strip(),
        blijft_hier=invoer.blijft_hier.strip(), op=today, volgen_voor=add_working_days(today, ANTWOORDTERMIJN),
        medewerker=medewerker, delen=[{"kop": deel.kop, "regels": list(deel.regels)} for deel in invoer.delen],
    )  # fmt: skip
    _tell("casus_doorverbonden", made, by)
    return made


@action("doorverbinding_beantwoord")
def answer_doorverbinding(
    *, by: Actor, doorverbinding: Doorverbinding, status: str, antwoord: str = "", versie: int | None = None
) -> Doorverbinding:
    """They accepted it, did not, or it is no longer asked. When they did not, the regisseur looks on (R-034).

    Raises Regelfout when it was answered before, and for a refusal without its reason.
    """
    if status not in Doorverbindingstatus.values or status == Doorverbindingstatus.WACHT:
        raise Regelfout("Kies wat het antwoord is.", veld="status")
    if status == Doorverbindingstatus.GEWEIGERD and not antwoord.strip():
        raise Regelfout("Schrijf waarom zij het niet aannemen.", veld="antwoord")
    locked = Doorverbinding.lock(doorverbinding.pk, versie)
    if locked.status != Doorverbindingstatus.WACHT:
        raise Regelfout("Deze doorverbinding is al beantwoord.")
    locked.change(status=status, antwoord=antwoord.strip(), beantwoord_op=timezone.localdate())
    _tell(f"doorverbinding_{status}", locked, by)
    return locked


def _tell(soort: str, made: Doorverbinding, by: Actor) -> None:
    record(soort, made, subjects=subjects_of(made.casus), wet=made.wet)
    announce(Overgang(made.casus, soort, timezone.localdate(), by, made.medewerker, made.pk))
