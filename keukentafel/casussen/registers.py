"""What upper rooms hang on a case: what happens at a transition, and what it still needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from keukentafel.audit.public import Actor
from keukentafel.casussen.models import Casus
from keukentafel.core.register import Register
from keukentafel.core.schermdelen import Regelactie
from keukentafel.teams.public import Medewerker

if TYPE_CHECKING:
    from keukentafel.casussen.permissions import Casustoegang


@dataclass(frozen=True, slots=True)
class Overgang:
    """A change of state of a case: `soort` is the audit event (casus_geopend, regisseur_toegewezen, ...).

    `medewerker` is the worker whom it concerns (the new regisseur, who must answer a hand-over), `vorige`
    the one before him, and `bron_id` the id of the object behind it, where there is one.
    """

    casus: Casus
    soort: str
    op: date
    by: Actor
    medewerker: Medewerker | None = None
    bron_id: int | None = None
    vorige: Medewerker | None = None


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A worker who may well be the regisseur, and why (R-086)."""

    medewerker_id: int
    reden: str
    aantal: int = 0


@dataclass(frozen=True, slots=True)
class TeDoen:
    """One thing that this case needs now; derived, never stored. Two with the same `bron` ask the same."""

    tekst: str
    url: str
    sinds: date | None = None
    vervalt: date | None = None
    knop: str = ""
    acties: Sequence[Regelactie] = ()
    bron: str = ""


OVERGANGEN: Register[Callable[[Overgang], None]] = Register("overgangen van een casus")
TE_DOEN: Register[Callable[[Casus], list[TeDoen]]] = Register("nu te doen bij een casus")


def announce(overgang: Overgang) -> None:
    """Tell every subscriber, inside the same transaction."""
    for subscriber in OVERGANGEN:
        subscriber(overgang)


@dataclass(frozen=True, slots=True)
class Tabblad:
    """A tab of the casuspagina: `url_naam` takes the id of the case; `telling` counts only what is open."""

    naam: str
    url_naam: str
    volgorde: int
    telling: Callable[[Casustoegang], int] | None = None


@dataclass(frozen=True, slots=True)
class Overzichtsblok:
    """A block on the overview of the casuspagina; `plaats` is `hoofd` (main column) or `naast`."""

    titel: str
    template: str
    context: dict[str, Any]
    volgorde: int = 50
    plaats: str = "naast"


@dataclass(frozen=True, slots=True)
class Stap:
    """Something with a day that comes next on a case: an evaluation, a task, the end of an inzet."""

    casus_id: int
    op: date
    tekst: str
    url: str = ""


# Filled by upper rooms in AppConfig.ready(). Stappen works on many cases at once: one query per room.
TABS: Register[Tabblad] = Register("tabbladen van de casuspagina")
OVERZICHT: Register[Callable[[Casustoegang], Overzichtsblok | None]] = Register("overzicht van de casuspagina")
STAPPEN: Register[Callable[[Collection[int]], list[Stap]]] = Register("volgende stap van een casus")
# The same source for one case that is being shown, when its room has read it already (under the same name).
STAPPEN_VAN_CASUS: Register[Callable[[Casus], list[Stap]]] = Register("volgende stap van de casus die getoond wordt")
SUGGESTIES: Register[Callable[[Casus], list[Suggestie]]] = Register("wie regisseur kan zijn")
# What one can do with an open case: words, url name (takes the id of the case), action of the matrix.
CASUSMENU: Register[tuple[str, str, str]] = Register("menu van een casus")
KOPKNOPPEN: Register[str] = Register("knoppen in de kop van een casus (namen van templates)")


# The rows that closing a case may change or make, so that it can be undone exactly (nazorg).
HERSTELBAAR: Register[Callable[[Casus], list[QuerySet[Any]]]] = Register("wat met het afsluiten van een casus wijzigt")


def next_steps(casus_ids: Collection[int]) -> dict[int, Stap]:
    """The earliest dated step of each case, over all rooms; a case without one is absent."""
    earliest: dict[int, Stap] = {}
    for source in STAPPEN:
        for step in source(casus_ids):
            known = earliest.get(step.casus_id)
            if known is None or step.op < known.op:
                earliest[step.casus_id] = step
    return earliest


def next_step_of(casus: Casus) -> Stap | None:
    """The earliest dated step of a case that is being shown, without reading again what its page shows anyway."""
    own = dict(STAPPEN_VAN_CASUS.items())
    steps = [
        step for name, source in STAPPEN.items() for step in (own[name](casus) if name in own else source([casus.pk]))
    ]
    return min(steps, key=lambda step: step.op, default=None)


def overview_blocks(toegang: Casustoegang) -> list[Overzichtsblok]:
    """The blocks of the overview for this reader, in order.

    The rooms that stand highest make theirs first: they read most, and what they read serves the others.
    """
    blocks = [block for source in reversed(list(OVERZICHT)) if (block := source(toegang)) is not None]
    blocks.reverse()  # of two with the same place, the one that was registered first
    return sorted(blocks, key=lambda block: block.volgorde)


@dataclass(frozen=True, slots=True)
class Verantwoordelijkheid:
    """Something for which a role answers on a case: `stand` is how it stands, `voor` until when (R-090).

    `rollen`: codes of `casusrol`. `herinnering` stands under "Nu te doen" once that day is past; empty: nowhere.
    """

    volgorde: int
    naam: str
    stand: str
    url: str
    gedaan: bool
    rollen: Collection[str]
    voor: date | None = None
    herinnering: str = ""


VERANTWOORDELIJKHEDEN: Register[Callable[[Casus], list[Verantwoordelijkheid]]] = Register("waarvoor iemand staat")


@dataclass(frozen=True, slots=True)
class Uitnodigingsdeel:
    """What a room shows of the named domains to somebody who is asked along: a heading and plain lines."""

    kop: str
    regels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uitnodigingsbron:
    """What a room holds per domain: `domeinen` gives (id, name) of those that occur, `toon` the lines of some."""

    domeinen: Callable[[Casustoegang], list[tuple[int, str]]]
    toon: Callable[[Casustoegang, Collection[int]], Uitnodigingsdeel | None]


# Filled by zelfredzaamheid and plannen. A source leaves out what the law of the reader does not allow.
UITNODIGINGSBRONNEN: Register[Uitnodigingsbron] = Register("wat een uitgenodigde van een domein ziet")


@dataclass(frozen=True, slots=True)
class Afvinkbaar:
    """Something open on a case that can be ticked off while writing a note: a task, an appointment."""

    sleutel: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Afvinkbron:
    """What a room lets be ticked off: the open things of a case, and how one of them is done."""

    open: Callable[[Casustoegang], list[Afvinkbaar]]
    tick: Callable[[Actor, Casus, str, Medewerker | None], None]


# Filled by taken (and plannen); used by the composer of tijdlijn, in the same save.
AFVINKEN: Register[Afvinkbron] = Register("wat bij een notitie afgevinkt kan worden")


def tickable(toegang: Casustoegang) -> list[tuple[str, str]]:
    """What can be ticked off on this case: pairs of "room:key" and words."""
    return [
        (f"{name}:{item.sleutel}", item.tekst) for name, source in AFVINKEN.items() for item in source.open(toegang)
    ]


def tick_off(by: Actor, casus: Casus, keys: Collection[str], door: Medewerker | None) -> None:
    """Tick these off, inside the action that calls. Raises KeyError for a room that is not registered."""
    for key in keys:
        name, _, rest = key.partition(":")
        AFVINKEN[name].tick(by, casus, rest, door)
