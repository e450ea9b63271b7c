"""What a newer package would open again that was closed here: said in a trial, before it comes in.

A changed row is taken as it comes (rule 3 of the contract): who closed a case here and gets a row without a last day
from its source has an open case again. That is the source's right, and somebody's surprise.
"""

from __future__ import annotations

from collections.abc import Mapping

from keukentafel.uitwisseling.definitie import resources
from keukentafel.uitwisseling.eerder import Eerder
from keukentafel.uitwisseling.sporen import Verdeling
from keukentafel.uitwisseling.tabel import Tabelblok

#: Per resource the column that says whether it has ended, and its cell as long as it has not.
EINDE: Mapping[str, tuple[str, str]] = {
    "casussen": ("afgesloten_op", ""), "plannen": ("beeindigd_op", ""), "doelen": ("status", "open"),
    "inzet": ("tot", ""),
}  # fmt: skip


def count_reopened(naam: str, blok: Tabelblok, verdeling: Verdeling, eerder: Eerder) -> int:
    """Return how many of the changed rows of this block are open, and are about what has ended here."""
    kolom, still_open = EINDE.get(naam, ("", ""))
    if kolom not in blok.kolommen or not verdeling.gewijzigd:
        return 0
    keys, cells = blok.column(resources()[naam].verwezen), blok.column(kolom)
    opens = [keys[place] for place in verdeling.gewijzigd if cells[place] == still_open]
    return sum(cell != still_open for cell in eerder.cells(naam, kolom, opens).values())
