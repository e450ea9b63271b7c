"""How soon the first contact must be there: the team's own norm, or that of the municipality (R-026)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from keukentafel.meldingen.models import Melding, Teamnorm
from keukentafel.referentielijsten.public import Urgentie, norm

NORMCODE = {Urgentie.NORMAAL: "eerste_contact", Urgentie.SPOED: "eerste_contact_spoed"}


class Normen:
    """The norms of the teams on one day, read once for a whole list; unit: days from receipt."""

    def __init__(self, team_ids: Iterable[int], op: date) -> None:
        rows = Teamnorm.objects.filter(team__in=set(team_ids), van__lte=op).order_by("van")
        self._eigen: Mapping[tuple[int, str], int] = {(row.team_id, row.urgentie): row.dagen for row in rows}
        self._op = op

    def days(self, team_id: int, urgentie: str) -> int:
        """Days from receipt to first contact; acute danger is always the same day."""
        own = self._eigen.get((team_id, urgentie))
        if own is not None:
            return own
        if urgentie == Urgentie.ACUUT_GEVAAR:
            return 0
        return norm(NORMCODE.get(Urgentie(urgentie), "eerste_contact"), self._op)

    def deadline(self, melding: Melding) -> date:
        """The last day on which the first contact is in time."""
        return melding.ontvangen_op + timedelta(days=self.days(melding.team_id, melding.urgentie))


def contact_deadline(melding: Melding) -> date:
    """The last day on which the first contact of this melding is in time."""
    return Normen([melding.team_id], melding.ontvangen_op).deadline(melding)
