"""What ended here and comes in a newer package as if it goes on: who says so decides.

A changed row gives an object its new values (rule 3 of the contract). But a source that still knows a case as open says
nothing about its end when it changes something else: whoever closed that case here would find it open again. So the end
is merged in three ways: what the source said last, what stands here, and what it says now. A source that said before
that it had ended and now that it goes on, opens it again. A source that never said that it ended leaves what was ended
here as it is; all other columns of its row come in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keukentafel.uitwisseling.opgeslagen import as_cell, stored
from keukentafel.uitwisseling.tabel import Tabelblok


@dataclass(frozen=True, slots=True)
class Einde:
    """The column that says whether something ended; `loopt` is its cell as long as it has not.

    `begin` names its first day, '' for none. `mee`: columns that only say something beside an end.
    """

    kolom: str
    begin: str = ""
    loopt: str = ""
    mee: tuple[str, ...] = ()


#: Not here: tables in which all but the end is the key. Such a row only changes when its source changes the end.
EINDEN: Mapping[str, Einde] = {
    "gebieden": Einde("geldig_tot", "geldig_van"),
    "teams": Einde("geldig_tot", "geldig_van"),
    "plaatsingen": Einde("tot", "van"),
    "huishoudleden": Einde("tot", "van"),
    "meldingen": Einde("afgehandeld_op", "ontvangen_op", mee=("afhandeling",)),
    "casussen": Einde("afgesloten_op", "aangemeld_op",
                      mee=("afsluitreden", "nazorg_op", "nazorg_resultaat", "nazorg_gelijkwaardig")),
    "plannen": Einde("beeindigd_op", "opgesteld_op"),
    "doelen": Einde("status", loopt="open", mee=("status_op",)),
    "inzet": Einde("tot", "van"),
}  # fmt: skip


def columns_of(naam: str) -> tuple[str, ...]:
    """Return the columns of this resource that say that something ended, and how."""
    einde = EINDEN[naam]
    return (einde.kolom, *einde.mee)


def says_open(naam: str, blok: Tabelblok) -> Sequence[bool | None]:
    """Return per row whether it says that the thing goes on; None where it says nothing about an end."""
    einde = EINDEN.get(naam)
    if einde is None or einde.kolom not in blok.kolommen:
        return [None] * len(blok)
    return [cell == einde.loopt for cell in blok.column(einde.kolom)]


@dataclass(slots=True)
class Afloop:
    """Of the changed rows of a block, by their place among those: what stays ended here, and what opens again."""

    blijft: list[int]
    opent: list[int]


def weigh_ends(naam: str, blok: Tabelblok, plaatsen: Sequence[int], ids: Sequence[int],
               eerder: Sequence[bool | None]) -> Afloop:  # fmt: skip
    """Weigh the changed rows at these places, of these objects, against what ended here.

    `eerder`: per changed row whether its source said last that it goes on. What began after the day on which it ended
    here, according to the row, goes on: that cannot be the same end.
    """
    found = Afloop([], [])
    now = says_open(naam, blok)
    going_on = {ids[at]: at for at, place in enumerate(plaatsen) if now[place]}
    if not going_on:
        return found
    einde = EINDEN[naam]
    begins = blok.column(einde.begin) if einde.begin else [""] * len(blok)
    for pk, value in stored(naam, einde.kolom, going_on):
        cell, at = as_cell(value), going_on[pk]
        if cell == einde.loopt:
            continue
        kept = eerder[at] is not False and (not einde.begin or begins[plaatsen[at]] <= cell)
        (found.blijft if kept else found.opent).append(at)
    return found
