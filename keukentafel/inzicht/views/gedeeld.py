"""What every screen of Inzicht has: who reads, of which team, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from keukentafel.audit.public import note_read
from keukentafel.core.datums import parse_iso
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.permissions import Lezer, reader
from keukentafel.inzicht.selectors import Stand, load_stand
from keukentafel.inzicht.states import REDEN_HOOGSTENS, Blikveld
from keukentafel.teams.public import Team
from keukentafel.toegang.public import StaffRequest


@dataclass(frozen=True, slots=True)
class Pagina:
    """What was asked in the address, and what there is to show. `stand` None: nothing was made yet."""

    lezer: Lezer
    team: Team | None
    stand: Stand | None
    gevraagd: date | None

    @property
    def naam(self) -> str:
        """Whose figures they are."""
        return self.team.naam if self.team else "Hele gemeente"

    @property
    def leeg(self) -> bool:
        """Whether the reader has no team and may not see the municipality."""
        return self.team is None and not self.lezer.gemeente

    @property
    def dagen(self) -> Sequence[date]:
        """The days of which figures are kept, newest first."""
        return self.stand.dagen if self.stand else ()

    @property
    def ander(self) -> bool:
        """Whether another day is shown than was asked for: that one is not kept any more, or not made yet."""
        return bool(self.stand and self.gevraagd and self.stand.peildatum != self.gevraagd)

    def query(self, *, vast: bool = False) -> str:
        """Return the part of an address that keeps the team; with `vast` also the day: it shows the same later."""
        pairs = {"team": str(self.team.pk)} if self.team else {}
        if self.stand and (vast or self.gevraagd):
            pairs["op"] = self.stand.peildatum.isoformat()
        return f"?{urlencode(pairs)}" if pairs else ""

    def files(self, figuur: Figuur) -> list[tuple[str, str]]:
        """Return the downloads of a figure: form and address."""
        return [
            (form, reverse("inzicht:bestand", args=[figuur.vraag, figuur.naam, form]) + self.query(vast=True))
            for form in ("csv", "xlsx", "json")
        ]


def page_of(request: StaffRequest) -> Pagina:
    """Read the address. Raises PermissionDenied, and Http404 for a team of others."""
    lezer = reader(request.user)
    team = lezer.scope(request.GET.get("team", ""))
    day = parse_day(request.GET.get("op", ""))
    nothing = team is None and not lezer.gemeente
    return Pagina(lezer, team, None if nothing else load_stand(lezer.blik, team, day, na=lezer.na), day)


def note_taken(lezer: Lezer, team: Team | None, wat: str, peildatum: date | str, vorm: str) -> None:
    """Write down that exact figures were taken along as a file; what was published is not of anybody in particular."""
    if lezer.blik == Blikveld.TEAM and team is not None:
        day = str(peildatum).replace("-", "")
        reden = f"{wat} t{team.pk} p{day} {vorm}"
        note_read("cijfers_meegenomen", None, subjects=[None], reden=reden[:REDEN_HOOGSTENS])


def parse_day(text: str) -> date | None:
    """Return the day of an address; None for what is no day."""
    try:
        return parse_iso(text)
    except ValueError:
        return None
