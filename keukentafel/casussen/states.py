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
    steps = (
        (afgesloten_op, Casusfase.AFGESLOTEN),
        (volgen_vanaf, Casusfase.VOLGEN),
        (plan_op, Casusfase.UITVOERING),
        (vraagverheldering_op, Casusfase.VRAAGVERHELDERING),
    )
    for reached, phase in steps:
        if reached is not None and reached <= op:
            return phase
    return Casusfase.AANMELDING
