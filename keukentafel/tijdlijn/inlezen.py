"""Contacts as an exchange package delivers them, and all of them as plain rows: columns, not objects."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import note_last_contacts
from keukentafel.core.inlezen import bulk_rows
from keukentafel.core.opvragen import only
from keukentafel.core.versleuteling import plain_values
from keukentafel.referentielijsten.public import Contactsoort
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.states import Aard

CONTACT = ("casus_id", "medewerker_id", "datum", "soort", "duur_minuten", "tekst")


@action("contacten_ingelezen")
def bulk_bring_in_contactmomenten(*, by: Actor, rijen: Sequence[Sequence[Any]]) -> Sequence[int]:
    """Store contacts (values in the order of CONTACT) as they were delivered; returns their ids, in order.

    The last contact of their cases follows. Also a day to come and an odd duration are kept: so it was delivered.
    Raises IntegrityError for what refers to nothing.
    """
    latest = defaultdict[int, date](lambda: date.min)
    for row in rijen:
        if row[2] > latest[row[0]] and row[3] != Contactsoort.NIET_BEREIKT:
            latest[row[0]] = row[2]
    ids = bulk_rows(Contactmoment, CONTACT, rijen, len(rijen))
    note_last_contacts({casus: day for casus, day in latest.items() if day > date.min})
    record("contacten_ingelezen", None, reden=f"{len(ids)} contacten")
    return ids


def export_contactmomenten(ids: Collection[int] | None = None) -> Iterator[dict[str, Any]]:
    """Yield `pk` and the fields of CONTACT of every contact, or of these; in no order, one query, read in portions.

    Decisions, signals and internal notes are no contacts and stay here: counted as contacts they would change figures.
    """
    rows = only(Contactmoment.objects.filter(aard=Aard.CONTACT).order_by(), ids)
    yield from plain_values(Contactmoment, rows.values("pk", *CONTACT).iterator())
