"""Does it go up or down, per area: meldingen, clients, fte and care use beside each other (R-160, R-178, R-181).

For the team itself, exact. Beyond it no meldingen or clients per area: areas and teams overlap, so an area could tell
what a team hides. There the care use of other systems is told per area, as their source tells it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keukentafel.cijfers.public import reeks_names
from keukentafel.inzicht.figuren import woorden
from keukentafel.inzicht.figuren.blik import Blik
from keukentafel.inzicht.figuren.maat import cell_keys, figure
from keukentafel.inzicht.figuren.vorm import Cel, Figuur, Kolom

RAPPORT, VRAAG = "gebieden", "gebieden"
PIJL = {"omhoog": "omhoog", "omlaag": "omlaag", "gelijk": "gelijk", None: "niet te zeggen"}
DUBBEL = "Loopt een reeks per gebied niet door, of is een waarde onbekend, dan staat er: niet te zeggen."


def build_gebieden(blik: Blik) -> list[Figuur]:
    """Return what goes up or down per area; none where the report was not made."""
    if RAPPORT not in blik.uitkomsten:
        return []
    envelope = blik.uitkomsten[RAPPORT]
    codes = {str(row["gebied"]) for row in (*envelope["rijen"], *envelope["zorggebruik"]) if row["gebied"]}
    names = woorden.areas(codes) | {"onbekend": "Gebied onbekend"}
    found = [_side_by_side(blik, envelope, names)] if blik.exact else []
    return [*found, _care(blik, envelope, names)]


def _side_by_side(blik: Blik, envelope: Mapping[str, Any], names: Mapping[str, str]) -> Figuur:
    rijen: list[list[Cel]] = [
        [
            names[row["gebied"]],
            row["meldingen"], row["meldingen_eerder"], PIJL[row["meldingen_richting"]],
            row["clienten"], row["clienten_eerder"], PIJL[row["clienten_richting"]],
            row["fte"], row["inwoners"],
        ]
        for row in envelope["rijen"]
    ]  # fmt: skip
    now, before = (sum(int(row[place] or 0) for row in rijen) for place in (1, 2))
    titel = f"{woorden.times(now, 'melding', 'meldingen')} in 12 maanden, {before} in de 12 maanden ervoor"
    return figure(
        blik, RAPPORT, "op_en_neer", vraag=VRAAG, soort="richting", titel=titel,
        meet="Meldingen en cliënten per gebied, nu en een periode eerder", n=envelope["populatie"]["n"],
        kolommen=[
            Kolom("Gebied", "tekst"), Kolom("Meldingen"), Kolom("Meldingen ervoor"), Kolom("Meldingen gaan", "tekst"),
            Kolom("Cliënten"), Kolom("Cliënten ervoor"), Kolom("Cliënten gaan", "tekst"), Kolom("Fte", "getal"),
            Kolom("Inwoners"),
        ],
        rijen=rijen, celsleutels=cell_keys([_keys(str(row["gebied"])) for row in envelope["rijen"]]),
    )  # fmt: skip


def _keys(gebied: str) -> list[str]:
    meldingen, clienten = (
        [f"gebied/{wat}/{gebied}", f"gebied/{wat}_eerder/{gebied}"] for wat in ("meldingen", "clienten")
    )
    return [*meldingen, "", *clienten]


def _care(blik: Blik, envelope: Mapping[str, Any], names: Mapping[str, str]) -> Figuur:
    """Every series on care use: its latest value beside the one before, as its source counted it."""
    rows = [row for row in envelope["zorggebruik"] if blik.exact or not row["team"]]
    series = reeks_names({str(row["reeks"]) for row in rows})
    rijen: list[list[Cel]] = [
        [
            _place(row, names, series),
            row["waarde"],
            row["waarde_eerder"],
            PIJL[row["richting"]],
            row["van"],
            row["van_eerder"],
        ]
        for row in rows
    ]
    up, down = (sum(row["richting"] == woord for row in rows) for woord in ("omhoog", "omlaag"))
    titel = (
        f"Zorggebruik: {up} keer omhoog, {down} keer omlaag" if rows else "Er zijn nog geen reeksen over zorggebruik"
    )
    return figure(
        blik, RAPPORT, "zorggebruik", vraag=VRAAG, soort="richting" if rows else "geen", titel=titel,
        meet="Zorggebruik uit andere systemen, laatste waarde en die ervoor", n=len(rows), ontbrekend=None,
        kolommen=[Kolom("Reeks", "tekst"), Kolom("Laatste", "getal"), Kolom("Ervoor", "getal"), Kolom("Gaat", "tekst"),
                  Kolom("Vanaf", "tekst"), Kolom("Ervoor vanaf", "tekst")],
        rijen=rijen, kanttekeningen=(DUBBEL,),
    )  # fmt: skip


def _place(row: Mapping[str, Any], names: Mapping[str, str], series: Mapping[str, str]) -> str:
    where = names.get(row["gebied"] or "", "") or row["team"] or "hele gemeente"
    return ", ".join(part for part in (series.get(row["reeks"], row["reeks"]), where, row["uitsplitsing"]) if part)
