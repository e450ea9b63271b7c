"""What somebody asks a report: the day, the period, the team, the month rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keukentafel.core.datums import parse_iso
from keukentafel.inzicht.rekenen import Maandregel


class Vraagfout(Exception):
    """This cannot be asked; the message is Dutch and says what to do. `status` is the exit status of the command."""

    def __init__(self, melding: str, status: int = 1) -> None:
        super().__init__(melding)
        self.status = status


@dataclass(frozen=True, slots=True)
class Periode:
    """A period with a name; both days inclusive."""

    naam: str
    van: date
    tot: date


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question to a report. `van` and `tot` are inclusive; `team` is an id of the package; empty: everything.

    Raises Vraagfout when van lies after tot.
    """

    peildatum: date
    van: date | None = None
    tot: date | None = None
    team: str = ""
    perioden: tuple[Periode, ...] = ()
    maandregel: Maandregel = Maandregel.KALENDER

    def __post_init__(self) -> None:
        ends = [("de periode", self.van, self.tot), *((f"periode {p.naam}", p.van, p.tot) for p in self.perioden)]
        for naam, van, tot in ends:
            if van is not None and tot is not None and van > tot:
                raise Vraagfout(f"Van {naam} ligt het begin na het eind; draai ze om.")

    @property
    def heeft_periode(self) -> bool:
        """Whether it asks for a period at all."""
        return self.van is not None or self.tot is not None

    @property
    def laatste(self) -> date:
        """The last day that counts: the end of the period, cut off at the peildatum."""
        return self.peildatum if self.tot is None else min(self.tot, self.peildatum)


def parse_periode(text: str) -> Periode:
    """Read NAAM=D..D. Raises Vraagfout."""
    naam, is_, ends = text.partition("=")
    van, to, tot = ends.partition("..")
    try:
        if not (is_ and to and naam.strip()):
            raise ValueError
        return Periode(naam.strip(), parse_iso(van), parse_iso(tot))
    except ValueError:
        raise Vraagfout("Schrijf een periode als NAAM=2014-01-01..2014-06-30.") from None
