"""Rows that the components show: what a selector or view hands to a template tag. No words of the work."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Dag = date | datetime
EtiketSoort = Literal["", "gevaar", "let_op", "goed", "stil"]


@dataclass(frozen=True)
class Etiket:
    """A label of one or two words. `soort`: "" neutral, gevaar, let_op, goed, stil."""

    tekst: str
    soort: EtiketSoort = ""


@dataclass(frozen=True)
class Feit:
    """A fact in the identity bar or the data list: name, value, and a soft addition after it."""

    naam: str
    waarde: str
    erbij: str = ""
    dag: Dag | None = None
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """A tab: a real link. `telling` only for what is open."""

    naam: str
    url: str
    actief: bool = False
    telling: int | None = None


class Regelactie(NamedTuple):
    """One thing to do with a line, small and quiet under it.

    A button that posts to `url` (with `waarde` under the name `veld`); with `link` a link; with `onder` a menu.
    """

    tekst: str
    url: str = ""
    veld: str = ""
    waarde: str = ""
    link: bool = False
    onder: "Sequence[Regelactie]" = ()


@dataclass(frozen=True)
class Taakregel:
    """A line of "Nu te doen". With `actie` it gets a button (POST to `actie_url`), otherwise a link.

    `onder`: what else there is to say, each on a line of its own below it.
    """

    tekst: str
    url: str = ""
    wanneer: str = ""
    te_laat: bool = False
    gedaan: bool = False
    actie: str = ""
    actie_url: str = ""
    acties: Sequence[Regelactie] = ()
    onder: Sequence[str] = ()


@dataclass(frozen=True)
class Werkregel:
    """A line of the work list: who, when, and what it is about."""

    naam: str
    url: str
    waarover: str
    wanneer: str = ""
    te_laat: bool = False
    dag: Dag | None = None
    actie: str = ""
    actie_url: str = ""
    acties: Sequence[Regelactie] = ()


@dataclass(frozen=True)
class Tijdlijnregel:
    """One thing that happened. `stil` for what the system noted by itself."""

    titel: str
    dag: Dag
    wie: str = ""
    tekst: str = ""
    voet: str = ""
    url: str = ""
    stil: bool = False
    etiket: Etiket | None = None


@dataclass(frozen=True)
class Persoonregel:
    """Somebody who belongs to it, with age or role behind the name."""

    naam: str
    erbij: str = ""
    url: str = ""
    etiket: Etiket | None = None


@dataclass(frozen=True)
class Afspraakregel:
    """Who does what, under a goal."""

    tekst: str
    dag: Dag | None = None
    wanneer: str = ""
    gedaan: bool = False


@dataclass(frozen=True)
class Doelregel:
    """A goal in the words of the one who wants to reach it."""

    citaat: str
    wie: str = ""
    afspraken: Sequence[Afspraakregel] = field(default_factory=tuple)
    url: str = ""
    etiket: Etiket | None = None


@dataclass(frozen=True)
class Niveauregel:
    """One domain in the strip: levels 1–5 as text, or None when it was not discussed."""

    naam: str
    nu: int | None
    toen: int | None = None
    reden: str = ""


@dataclass(frozen=True)
class Kolom:
    """A column of a table; `getal` aligns to the right, `sorteer_url` makes the heading a link."""

    naam: str
    getal: bool = False
    sorteer_url: str = ""
    gesorteerd: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class Cel:
    """A cell: text, a link, a label or a strip of levels. Only one of them is needed."""

    tekst: str = ""
    url: str = ""
    etiket: Etiket | None = None
    dag: Dag | None = None
    te_laat: bool = False
    niveaus: Sequence[int | None] = field(default_factory=tuple)


@dataclass(frozen=True)
class Tabel:
    """A table that becomes a list of cards on a narrow screen; the first cell of a row is its heading.

    `bijschrift` is a caption in sight; `naam` names the table for a screen reader when it has none.
    """

    kolommen: Sequence[Kolom]
    rijen: Sequence[Sequence[Cel]]
    bijschrift: str = ""
    naam: str = ""


@dataclass(frozen=True)
class Filterchip:
    """An active filter; its url is the same list without it."""

    naam: str
    url_zonder: str


@dataclass(frozen=True)
class Menuregel:
    """An item of the main menu or of "+ Nieuw"."""

    naam: str
    url: str
    actief: bool = False
    toets: str = ""
