"""The term in which a resident gets an answer: one month, two more when he is told why (AVG 12 lid 3)."""

from calendar import monthrange
from datetime import date

MAANDEN, ERBIJ = 1, 2


def due_on(ontvangen_op: date, *, verlengd: bool) -> date:
    """Return the last day: the same day of a later month, or its last day when that month is shorter."""
    month = ontvangen_op.month - 1 + MAANDEN + (ERBIJ if verlengd else 0)
    year, month = ontvangen_op.year + month // 12, month % 12 + 1
    return date(year, month, min(ontvangen_op.day, monthrange(year, month)[1]))
