"""Stand and phase of a case: derived from its dates, never stored. No Django models here.

Stand on a date P (reports.md): not counted when aangemeld_op > P; afgesloten when afgesloten_op <= P;
else volgen when volgen_vanaf <= P; else actief.
"""

from datetime import date

from django.db.models import TextChoices

from keukentafel.referentielijsten.public import Casusfase, Casusstand


class Overdrachtstatus(TextChoices):
    """A hand-over waits for an answer, was accepted, was given back, or is no longer asked."""

    OPEN = "open", "Wacht op antwoord"
    AANGENOMEN = "aangenomen", "Aangenomen"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Doorverbindingstatus(TextChoices):
    """A warm hand-over to another organisation waits, was accepted, was not, or is no longer asked (R-099)."""

    WACHT = "wacht", "Nog niet aangenomen"
    AANGENOMEN = "aangenomen", "Aangenomen"
    GEWEIGERD = "geweigerd", "Niet aangenomen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Deelgrond(TextChoices):
    """On which ground something of a household is given to another organisation (AVG 6 and 9)."""

    TOESTEMMING = "toestemming", "De inwoner vindt het goed"
    WET = "wet", "Het mag of moet zonder toestemming"


class Overgangsoort(TextChoices):
    """A change of phase or stand that was noted, with its day and who did it (R-013)."""

    VRAAGVERHELDERING = "vraagverheldering", "Vraagverheldering begonnen"
    PLAN = "plan", "Plan gereed"
    VOLGEN = "volgen", "Op volgen gezet"
    ACTIEF = "actief", "Weer actief"
    AFGESLOTEN = "afgesloten", "Casus afgesloten"
    HEROPEND = "heropend", "Casus heropend"


def stand_on(
    op: date, *, aangemeld_op: date, volgen_vanaf: date | None, afgesloten_op: date | None
) -> Casusstand | None:
    """The stand on day `op`, or None when the case did not exist yet (reports.md, common rules)."""
    if aangemeld_op > op:
        return None
    if afgesloten_op is not None and afgesloten_op <= op:
        return Casusstand.AFGESLOTEN
    if volgen_vanaf is not None and volgen_vanaf <= op:
        return Casusstand.VOLGEN
    return Casusstand.ACTIEF


def phase_on(
    op: date,
    *,
    aangemeld_op: date,
    vraagverheldering_op: date | None,
    plan_op: date | None,
    volgen_vanaf: date | None,
    afgesloten_op: date | None,
) -> Casusfase:
    """The phase on day `op`: the last step that was reached (R-013)."""
    return phase_since(
        op, aangemeld_op=aangemeld_op, vraagverheldering_op=vraagverheldering_op, plan_op=plan_op,
        volgen_vanaf=volgen_vanaf, afgesloten_op=afgesloten_op,
    )[0]  # fmt: skip


def phase_since(
    op: date,
    *,
    aangemeld_op: date,
    vraagverheldering_op: date | None,
    plan_op: date | None,
    volgen_vanaf: date | None,
    afgesloten_op: date | None,
) -> tuple[Casusfase, date]:
    """The phase on day `op`, and since which day it holds (R-013)."""
    steps = (
        (afgesloten_op, Casusfase.AFGESLOTEN),
        (volgen_vanaf, Casusfase.VOLGEN),
        (plan_op, Casusfase.UITVOERING),
        (vraagverheldering_op, Casusfase.VRAAGVERHELDERING),
    )
    for reached, phase in steps:
        if reached is not None and reached <= op:
            return phase, reached
    return Casusfase.AANMELDING, aangemeld_op


class Knelthema(TextChoices):
    """What kind of rule hinders (R-218; document 004: rules and policy that hold up practice)."""

    BELEID = "beleid", "Regel of beleid van de gemeente"
    WET = "wet", "Landelijke wet of regeling"
    WERKWIJZE = "werkwijze", "Werkwijze of formulier"
    SAMENWERKING = "samenwerking", "Afspraak tussen organisaties"
    GELD = "geld", "Budget of tarief"
    ANDERS = "anders", "Iets anders"


class Knelstatus(TextChoices):
    """What policy does with a rule that hinders."""

    NIEUW = "nieuw", "Nieuw"
    OPGEPAKT = "opgepakt", "Opgepakt"
    OPGELOST = "opgelost", "Opgelost"
    AFGEWEZEN = "afgewezen", "Afgewezen"


class Naamkeuze(TextChoices):
    """What a second reader sees of who it is about."""

    ROLLEN = "rollen", "Rollen, geen namen"
    NAMEN = "namen", "De namen van wie er woont"
