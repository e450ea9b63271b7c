"""Derive the small file of test persons from the official GBA-V test set.

Usage:  python scripts/derive_proefpersonen.py SOURCE.csv [TARGET.csv]

SOURCE is ``Testset_persoonslijsten_proefomgeving_GBA-V_20220502.csv`` of RvIG, published under the EUPL in
the repository BRP-API/Haal-Centraal-BRP-bevragen. Columns carry GBA numbers (Logisch Ontwerp GBA): 01 = the
person, 02 and 03 = the parents, 05 = marriage or partnership, 06 = death, 07 = registration, 08 = address,
09 = child. A persoonslijst is a row with an id in the first column and the rows below it without one; an
``*.H`` cell that is filled marks that category of the row as history.

Kept: who is registered (not moved abroad, not wiped), with a BSN in the 9999 range that passes the 11-test,
plus the present partner and children on such a list; not who would be older than anyone living. A second list
with the same BSN is dropped. A number outside the 9999 range is never copied: that person is kept without one.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stdnum.nl import bsn as bsn_11

COLUMNS = (
    "gezin",
    "nummer",
    "bsn",
    "voornamen",
    "tussenvoegsel",
    "achternaam",
    "geboortedatum",
    "geslacht",
    "straat",
    "huisnummer",
    "huisletter",
    "toevoeging",
    "postcode",
    "woonplaats",
    "geheim_adres",
    "overleden_op",
    "partner",
    "ouder_1",
    "ouder_2",
)
GESLACHT = {"M": "man", "V": "vrouw", "O": ""}
KEPT_SUSPENSIONS = {"", "O"}  # 07.67.20: O = died; E (abroad), R (RNI), M, W and F are left out
EARLIEST_ALIVE = "1906-01-01"
TARGET = Path(__file__).resolve().parent.parent / "keukentafel" / "personen" / "data" / "proefpersonen.csv"


@dataclass
class Found:
    """One test person while the families are being put together; links are keys of other Founds."""

    key: str
    bsn: str
    voornamen: str
    tussenvoegsel: str
    achternaam: str
    geboortedatum: str
    geslacht: str
    adres: tuple[str, ...] = ("",) * 6
    geheim: bool = False
    overleden_op: str = ""
    partner: str = ""
    ouders: list[str] = field(default_factory=list)


class Sheet:
    """The source file: gives each persoonslijst as rows of {GBA number: value}."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            header, *self._rows = csv.reader(handle, delimiter=";")
        self._index: dict[str, int] = {}
        for position, name in enumerate(header):
            self._index.setdefault(name, position)

    def lists(self) -> Iterator[list[dict[str, str]]]:
        """Yield each persoonslijst; its first row holds what is valid now."""
        current: list[dict[str, str]] = []
        for row in self._rows:
            if row[0] and current:
                yield current
                current = []
            current.append({name: row[at].strip() for name, at in self._index.items() if at < len(row)})
        if current:
            yield current


def official_bsn(value: str) -> str:
    """Return the number when it is one of the official test numbers (9999 range, 11-test), else ''."""
    return value if value.startswith("9999") and len(value) == 9 and bsn_11.is_valid(value) else ""


def iso(value: str) -> str:
    """GBA date yyyymmdd to ISO; '' when a part of it is unknown (00) or all of it."""
    if len(value) != 8 or "00" in (value[4:6], value[6:]) or value[:4] == "0000":
        return ""
    return f"{value[:4]}-{value[4:6]}-{value[6:]}"


def relative(row: dict[str, str], category: str) -> Found | None:
    """Read the person named in category 02, 03, 05 or 09 of a row; None when nobody is named there."""
    surname, born = row.get(f"{category}.02.40", ""), iso(row.get(f"{category}.03.10", ""))
    if surname in ("", ".") or row.get(f"{category}.H"):
        return None
    bsn = official_bsn(row.get(f"{category}.01.20", ""))
    given = row.get(f"{category}.02.10", "")
    key = bsn or f"{given}|{surname}|{born}"
    sex = GESLACHT.get(row.get(f"{category}.04.10", ""), "")
    return Found(key, bsn, given, row.get(f"{category}.02.30", ""), surname, born, sex)


def too_old(person: Found) -> bool:
    """True for a test person who would be older than anyone living: the source has some of 126 years."""
    return bool(person.geboortedatum) and person.geboortedatum < EARLIEST_ALIVE and not person.overleden_op


def own(row: dict[str, str]) -> Found | None:
    """Read whom the persoonslijst is about; None when that person is not kept."""
    found = relative(row, "01")
    if found is None or not found.bsn or row["07.67.20"] not in KEPT_SUSPENSIONS:
        return None
    if row["08.11.60"]:
        street, town = row["08.11.10"], row["08.11.70"]
        found.adres = (street, row["08.11.20"], row["08.11.30"], row["08.11.40"], row["08.11.60"], town)
    found.geheim = row["07.70.10"] not in ("", "0")
    found.overleden_op = iso(row["06.08.10"])
    return None if too_old(found) else found


def collect(sheet: Sheet) -> dict[str, Found]:
    """Read every kept person with the links to partner and parents, by key."""
    people: dict[str, Found] = {}
    lists = [(person, rows) for rows in sheet.lists() if (person := own(rows[0]))]
    for person, _rows in lists:
        people.setdefault(person.key, person)
    for person, rows in lists:
        if people[person.key] is not person:
            continue  # a second list with the same number
        for row in rows:
            _link(people, person, row, first=row is rows[0])
    return people


def _link(people: dict[str, Found], person: Found, row: dict[str, str], *, first: bool) -> None:
    """Add what this row says about the partner, the parents (first row only) and a child."""
    partner = relative(row, "05") if first and row["05.06.10"] and not row["05.07.10"] else None
    if partner and partner.key != person.key and not too_old(partner):
        person.partner = people.setdefault(partner.key, partner).key
    for category in ("02", "03") if first else ():
        parent = relative(row, category)
        if parent and parent.key in people and parent.key != person.key:
            _add_parent(person, parent.key)
    child = relative(row, "09")
    if child and child.key != person.key and not row.get("09.89.10"):
        _add_parent(people.setdefault(child.key, child), person.key)


def _add_parent(child: Found, parent: str) -> None:
    if parent not in child.ouders and len(child.ouders) < 2:
        child.ouders.append(parent)


def families(people: dict[str, Found]) -> dict[str, int]:
    """Number the families: people connected by partner or parent, in the order of the source."""
    root = {key: key for key in people}

    def top(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    for person in people.values():
        for other in filter(None, (person.partner, *person.ouders)):
            root[top(other)] = top(person.key)
    numbers: dict[str, int] = {}
    return {key: numbers.setdefault(top(key), len(numbers) + 1) for key in people}


def write(people: dict[str, Found], target: Path) -> None:
    """Write the derived file: per family, persons refer to each other by `nummer`."""
    family = families(people)
    ordered = sorted(people.values(), key=lambda person: family[person.key])
    number = {person.key: index for index, person in enumerate(ordered, start=1)}
    with target.open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, delimiter=";", lineterminator="\n")
        out.writerow(COLUMNS)
        for person in ordered:
            parents = [str(number[key]) for key in person.ouders] + ["", ""]
            out.writerow(
                [
                    family[person.key],
                    number[person.key],
                    person.bsn,
                    person.voornamen,
                    person.tussenvoegsel,
                    person.achternaam,
                    person.geboortedatum,
                    person.geslacht,
                    *person.adres,
                    "ja" if person.geheim else "",
                    person.overleden_op,
                    number[person.partner] if person.partner else "",
                    *parents[:2],
                ]
            )


def main(arguments: list[str]) -> int:
    """Run from the command line; prints what was kept."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__)
        return 2
    people = collect(Sheet(Path(arguments[0])))
    write(people, Path(arguments[1]) if len(arguments) == 2 else TARGET)
    sizes = Counter(Counter(families(people).values()).values())
    print(
        f"{len(people)} persons, {sum(1 for p in people.values() if p.bsn)} with a number; "
        f"families by size: {dict(sorted(sizes.items()))}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
