"""A place on the timeline of a case: what stands below it is older. It goes in the address of "Eerder"."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from keukentafel.tijdlijn.bronnen import Tijdlijnitem

_VORM = re.compile(r"(\d{20})\.(\d{1,19})\.(\d{1,2})\.(\d{1,6})")
GROOTSTE = 2**63  # what a database takes as a number
_MOMENT = "%Y%m%d%H%M%S%f"


class Tijdlijnplek(NamedTuple):
    """Where an item stands; places compare, a newer item is greater. No two items of a case have the same.

    `bron` and `positie` are zero or less: of items of the same moment and number, the one of the earlier source,
    and within a source the earlier one, comes first.
    """

    op: date
    tijd: time
    volgorde: int
    bron: int
    positie: int

    @classmethod
    def of_item(cls, item: Tijdlijnitem, bron: int, positie: int) -> Tijdlijnplek:
        """The place of item number `positie` of source number `bron`; an unknown time is the beginning of the day."""
        return cls(item.op, item.tijd or time.min, item.volgorde, -bron, -positie)

    @classmethod
    def read(cls, tekst: str) -> Tijdlijnplek | None:
        """The place that was written in an address; None when somebody changed it."""
        found = _VORM.fullmatch(tekst)
        if found is None or not tekst.isascii() or int(found[2]) >= GROOTSTE:
            return None
        try:
            moment = datetime.strptime(found[1], _MOMENT)
        except ValueError:
            return None
        return cls(moment.date(), moment.time(), int(found[2]), -int(found[3]), -int(found[4]))

    def __str__(self) -> str:
        moment = f"{datetime.combine(self.op, self.tijd):{_MOMENT}}".zfill(20)  # %Y does not pad a year before 1000
        return f"{moment}.{self.volgorde}.{-self.bron}.{-self.positie}"
