"""Rows of one table as another system delivered them: stored and changed, each call one event.

Nothing is cleaned, asked or refused that the exchange contract allows; the doors of `bulk` check what a person may
type. A room makes one Levering per table that a package may hold, and offers it in its `public.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from keukentafel.audit.gebeurtenis import Actor, record
from keukentafel.audit.schrijven import post_event
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.models import Basismodel
from keukentafel.core.overnemen import Rijen, bulk_adopt

Nawerk = Callable[[Sequence[str], Rijen], None]


@dataclass(frozen=True, slots=True)
class Levering:
    """How rows of `model` come in.

    `naam`: their plural, in the events `<naam>_ingelezen` and `<naam>_gewijzigd`; `wat`: the same in the log's words.
    `sleutel`: fields by which a row is the same one whoever sends it; without, every row is a new object. `vast`:
    fields that every new row gets. `na`: what follows from rows, called with their fields and values.
    """

    model: type[Basismodel]
    naam: str
    wat: str = ""
    sleutel: Sequence[str] = ()
    vast: Mapping[str, Any] = field(default_factory=dict)
    na: Nawerk | None = None

    def take(self, *, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
        """Store rows as delivered and return their ids, in order.

        `velden` are fields as they are stored (a foreign key as `team_id`), each row has its values in that order.
        Raises IntegrityError for a row that breaks a rule of the database; then nothing is written.
        """
        names, rows = [*velden, *self.vast], rijen
        if self.vast:
            rows = [(*row, *self.vast.values()) for row in rijen]
        with post_event(f"{self.naam}_ingelezen", by=by):
            if self.sleutel:
                ids = bulk_adopt(self.model, names, self.sleutel, rows)
            else:
                ids = bulk_rows(self.model, names, rows, len(rows))
            self._close("ingelezen", velden, rijen)
        return ids

    def update(self, *, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
        """Give the objects with these ids what a later package says; their former versions are kept.

        The fields of `sleutel` stay: which row it is was settled when it came, and a person who was merged away since
        may be read here as somebody who has such a row already.
        """
        places = [place for place, naam in enumerate(velden) if naam not in self.sleutel]
        values = (tuple(row[place] for place in places) for row in rijen)
        with post_event(f"{self.naam}_gewijzigd", by=by):
            bulk_change(self.model, [velden[place] for place in places], zip(ids, values, strict=True))
            self._close("gewijzigd", velden, rijen)

    def _close(self, gebeurd: str, velden: Sequence[str], rijen: Rijen) -> None:
        if self.na is not None:
            self.na(velden, rijen)
        record(f"{self.naam}_{gebeurd}", None, reden=f"{len(rijen)} {self.wat or self.naam}")
