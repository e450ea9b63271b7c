"""Read which postcode lies in which area from CSV (postcode,gebied) and check it; no database."""

import csv
import io
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

KOLOMMEN = ("postcode", "gebied")
VORM = re.compile(r"^[1-9][0-9]{3}([A-Z]{2})?$")
MEEST = 50  # faults shown; the count tells how many there are


@dataclass(frozen=True, slots=True)
class Postcoderegel:
    """One row: 4 or 6 positions without a space, and the code of an area. `rij` counts data rows from 1."""

    rij: int
    postcode: str
    gebied: str


class PostcodeFout(ValueError):
    """The file has faults; `fouten` holds them in plain Dutch."""

    def __init__(self, fouten: Iterable[str]) -> None:
        found = tuple(fouten)
        more = len(found) - MEEST
        self.fouten = (*found[:MEEST], f"En nog {more} fouten.") if more > 0 else found
        super().__init__("; ".join(self.fouten))


def normalize_postcode(postcode: str) -> str:
    """Upper case without spaces: "6217 ab" becomes "6217AB"."""
    return re.sub(r"\s", "", postcode).upper()


def parse_postcodes(inhoud: bytes) -> tuple[Postcoderegel, ...]:
    """Rows of a UTF-8 CSV with the columns postcode, gebied. Raises PostcodeFout with every fault."""
    try:
        text = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PostcodeFout(["Het bestand is geen UTF-8. Bewaar het als CSV met UTF-8."]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = tuple(reader.fieldnames or ())
    except csv.Error:
        header = ()
    if header != KOLOMMEN:
        raise PostcodeFout([f"De eerste regel moet zijn: {','.join(KOLOMMEN)}"])
    rows, faults = [], []
    try:
        for number, row in enumerate(reader, start=1):
            postcode = normalize_postcode(row["postcode"] or "")
            if VORM.match(postcode):
                rows.append(Postcoderegel(number, postcode, (row["gebied"] or "").strip()))
            else:
                faults.append(f"Rij {number}: een postcode is 4 cijfers, of 4 cijfers en 2 letters.")
    except csv.Error:
        faults.append("Het bestand is geen geldige CSV.")
    if not rows and not faults:
        faults.append("Het bestand heeft geen regels.")
    if faults:
        raise PostcodeFout(faults)
    return tuple(rows)


def check_postcodes(regels: Sequence[Postcoderegel], gebieden: Set[str]) -> None:
    """Every row names a known area, and each postcode comes once. Raises PostcodeFout."""
    faults, seen = [], set()
    for regel in regels:
        if regel.gebied not in gebieden:
            faults.append(f"Rij {regel.rij}: gebied ‘{regel.gebied}’ bestaat niet.")
        if regel.postcode in seen:
            faults.append(f"Rij {regel.rij}: deze postcode staat er al in.")
        seen.add(regel.postcode)
    if faults:
        raise PostcodeFout(faults)
