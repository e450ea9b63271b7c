"""How soon the first contact must be there: the team's own norm, or that of the municipality (R-026)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import QuerySet

from keukentafel.core.opvragen import compiled
from keukentafel.core.werkdagen import add_working_days
from keukentafel.meldingen.models import Melding, Teamnorm
from keukentafel.meldingen.states import Berichtaanleiding
from keukentafel.referentielijsten.public import Urgentie, find_code, norm

DAGEN_PER = {"dagen": 1, "weken": 7}
NORMCODE = {Urgentie.NORMAAL: "eerste_contact", Urgentie.SPOED: "eerste_contact_spoed"}


class Normen:
    """The norms of the teams on one day, read once for a whole list; unit: days from receipt."""

    def __init__(self, team_ids: Iterable[int], op: date) -> None:
        rows = _norms(sorted(set(team_ids)), op)
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


@compiled
def _norms(team_ids: Collection[int], op: date) -> QuerySet[Teamnorm]:
    return Teamnorm.objects.filter(team__in=team_ids, van__lte=op).order_by("van")


def contact_deadline(melding: Melding) -> date:
    """The last day on which the first contact of this melding is in time."""
    return Normen([melding.team_id], melding.ontvangen_op).deadline(melding)


def feedback_deadline(received: date) -> date:
    """Before when a reporter hears something: the norm `terugkoppeling` of that day, in days (R-025)."""
    return received + timedelta(days=norm("terugkoppeling", received))


def receipt_deadline(received: date) -> date:
    """Before when a Wmo melding is confirmed: the term WMO_BEVESTIGING of that day (Wmo 2015 art. 2.3.2 lid 1)."""
    term = find_code("termijn", "WMO_BEVESTIGING", received).kenmerken
    length = int(term["lengte"])
    if term["eenheid"] == "werkdagen":
        return add_working_days(received, length)
    return received + timedelta(days=length * DAGEN_PER[term["eenheid"]])


def answer_due(aanleiding: str, beloofd_op: date, klaar_op: date) -> date:
    """Before when a message to the reporter must be out (R-025).

    The receipt and the first answer keep the day promised at receipt. News from later (progress, the end) counts
    from the day on which it came: it cannot be late from birth.
    """
    if aanleiding in (Berichtaanleiding.VOORTGANG, Berichtaanleiding.AFGEROND):
        return feedback_deadline(klaar_op)
    return beloofd_op
