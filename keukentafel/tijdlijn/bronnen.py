"""The register of the timeline: every room adds what happened in it, this room merges and filters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from keukentafel.casussen.public import Casustoegang
from keukentafel.core.register import Register


@dataclass(frozen=True, slots=True)
class Tijdlijnitem:
    """One thing that happened on a case.

    `soort` is a short code to filter on (contact, besluit, signaal, intern, meting, plan, regie) with
    its name in `soortnaam`. `tijd` None: unknown, so not shown. `intern`: only for who may see internal notes.
    `wet`: only for who may see that law. `persoon_id`: whom it is about; None is the household. `anker` is
    the id of the line on the page (`contact-12`). `url` opens it, `bewerk_url` edits it,
    `doelen` are the words behind # in it, which name goals (`doel_url` and the
    word filter on one); a post to `ongedaan_url` takes it back (only set while that is allowed).
    """

    op: date
    titel: str
    soort: str
    soortnaam: str = ""
    tijd: time | None = None
    tekst: str = ""
    wie: str = ""
    url: str = ""
    bewerk_url: str = ""
    intern: bool = False
    wet: str = "algemeen"
    persoon_id: int | None = None
    anker: str = ""
    volgorde: int = 0
    stil: bool = False
    ongedaan_url: str = ""
    voet: str = ""
    doelen: tuple[str, ...] = ()
    doel_url: str = ""


# A source gets the access of the reader and returns its items for that case, in a fixed number of queries.
# What the reader may not see by law or because it is internal, is left out here, not by the source.
# A source holds what a case has few of; notes, of which a case may have thousands, are read a page at a time.
TIJDLIJNBRONNEN: Register[Callable[[Casustoegang], list[Tijdlijnitem]]] = Register("bronnen van de tijdlijn")
