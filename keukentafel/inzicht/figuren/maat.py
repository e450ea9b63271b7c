"""Puts a figure together: the finding and the table from the builder, what makes it believable from the envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from keukentafel.inzicht.figuren.blik import Blik, Verdeling
from keukentafel.inzicht.figuren.verdelingen import ONBEKEND
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom

GROOT_GENOEG = 10  # a median or a finding over fewer is not told beyond the team
AANTAL, DEEL = Kolom("Aantal"), Kolom("Percentage", "getal")
OVER_ALLEN = "Waar niet te tonen is hoeveel er onbekend zijn, is een percentage over allen."
EERDER = Kolom("Percentage een jaar eerder", "getal")


def figure(
    blik: Blik,
    rapport: str,
    naam: str,
    *,
    vraag: str,
    soort: str,
    titel: str,
    meet: str,
    n: int | None,
    kolommen: Sequence[Kolom],
    rijen: Sequence[Sequence[Cel]],
    **meer: Any,
) -> Figuur:
    """Return a figure of this report. Beyond the team missing counts and remarks on counts stay behind."""
    envelope = blik.uitkomsten[rapport]
    period = envelope["periode"] or {"van": "", "tot": ""}
    population = envelope["populatie"]
    return Figuur(
        naam=naam, vraag=vraag, soort=soort, titel=titel, meet=meet, rapport=rapport,
        versie=envelope["versie"], definitie=envelope["definitie"], populatie=population["omschrijving"],
        peildatum=envelope["peildatum"], van=period["van"] or "", tot=period["tot"] or "", n=n,
        ontbrekend=meer.pop("ontbrekend", population["ontbrekend"] if blik.exact else None),
        kolommen=tuple(kolommen), rijen=tuple(tuple(row) for row in rijen),
        kanttekeningen=(*meer.pop("kanttekeningen", ()), *_remarks(blik, rapport)),
        **meer,
    )  # fmt: skip


def _remarks(blik: Blik, rapport: str) -> Sequence[str]:
    return blik.uitkomsten[rapport]["kanttekeningen"] if blik.exact else (OVER_ALLEN,)


def cell_keys(rijen: Sequence[Sequence[str]], vanaf: int = 1) -> list[tuple[int, int, str]]:
    """Return the keys of a table as (row, column, key); the first of each row is of column `vanaf`."""
    return [(row, column, key) for row, keys in enumerate(rijen) for column, key in enumerate(keys, vanaf) if key]


def ordered(
    rijen: list[list[Cel]], keys: list[list[str]], order: Callable[[list[Cel]], Any]
) -> tuple[list[list[Cel]], list[list[str]]]:
    """Return the rows of a table in this order, each still with its keys."""
    pairs = sorted(zip(rijen, keys, strict=True), key=lambda pair: order(pair[0]))
    return [row for row, _ in pairs], [own for _, own in pairs]


def nothing(blik: Blik, rapport: str, naam: str, vraag: str, titel: str, meet: str) -> Figuur:
    """Return the figure of a question that has no answer yet."""
    return figure(blik, rapport, naam, vraag=vraag, soort="geen", titel=titel, meet=meet, n=None, kolommen=[], rijen=[])


def day_of(blik: Blik) -> date:
    """Return the peildatum."""
    first = next(iter(blik.uitkomsten.values()))
    return date.fromisoformat(first["peildatum"])


def shares(verdeling: Verdeling, eerder: Verdeling, labels: Sequence[tuple[str, str]]) -> list[list[Cel]]:
    """Return per value its name, count, share over the known, and that share a year earlier."""
    return [
        [name, verdeling.of(value), _share(verdeling, value), _share(eerder, value) if enough(eerder.n) else None]
        for value, name in labels
    ]


def _share(verdeling: Verdeling, waarde: str) -> float | None:
    return None if waarde in ONBEKEND else verdeling.percentage(waarde)


def enough(aantal: int | None) -> bool:
    """Whether a finding may rest on so many."""
    return aantal is not None and aantal >= GROOT_GENOEG


def most(aantallen: Iterable[int | None]) -> int | None:
    """Return the highest of these counts; None when one of them is not told, 0 for none at all."""
    found = list(aantallen)
    return None if None in found else max((n for n in found if n is not None), default=0)


def too_small(blik: Blik, n: int | None, wat: str) -> str:
    """Return the finding where there is none: nothing yet, or too little to tell."""
    if n == 0:
        return f"Nog geen {wat}"
    return f"Te weinig {wat} om te laten zien" if not blik.exact else f"Nog te weinig {wat} voor een uitspraak"
