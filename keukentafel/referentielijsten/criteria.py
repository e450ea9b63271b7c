"""Read a municipality's own criteria texts from CSV (domein,niveau,tekst) and check them; no database."""

import csv
import io
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

KOLOMMEN = ("domein", "niveau", "tekst")
MAX_TEKST = 4000


@dataclass(frozen=True, slots=True)
class Criteriumregel:
    """One text: for which domain and level (1 to 5). `rij` counts data rows from 1."""

    rij: int
    domein: str
    niveau: int
    tekst: str


class CriteriaFout(ValueError):
    """The file has faults; `fouten` holds all of them in plain Dutch."""

    def __init__(self, fouten: Iterable[str]) -> None:
        self.fouten = tuple(fouten)
        super().__init__("; ".join(self.fouten))


def parse_criteria(inhoud: bytes) -> tuple[Criteriumregel, ...]:
    """Rows of a UTF-8 CSV with the columns domein, niveau, tekst. Raises CriteriaFout with every fault."""
    try:
        text = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CriteriaFout(["Het bestand is geen UTF-8. Bewaar het als CSV met UTF-8."]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = tuple(reader.fieldnames or ())
    except csv.Error:
        header = ()
    if header != KOLOMMEN:
        raise CriteriaFout([f"De eerste regel moet zijn: {','.join(KOLOMMEN)}"])
    rows, faults = [], []
    try:
        for number, row in enumerate(reader, start=1):
            level, body = (row["niveau"] or "").strip(), (row["tekst"] or "").strip()
            if level not in {"1", "2", "3", "4", "5"}:
                faults.append(f"Rij {number}: niveau moet 1, 2, 3, 4 of 5 zijn.")
            elif not body or len(body) > MAX_TEKST:
                faults.append(f"Rij {number}: tekst is leeg of langer dan {MAX_TEKST} tekens.")
            else:
                rows.append(Criteriumregel(number, (row["domein"] or "").strip(), int(level), body))
    except csv.Error:
        faults.append("Het bestand is geen geldige CSV.")
    if not rows and not faults:
        faults.append("Het bestand heeft geen regels.")
    if faults:
        raise CriteriaFout(faults)
    return tuple(rows)


def check_criteria(regels: Sequence[Criteriumregel], domeinen: Set[str]) -> None:
    """Every row names a domain of the scheme, and each domain and level comes once. Raises CriteriaFout."""
    faults, seen = [], set()
    for regel in regels:
        if regel.domein not in domeinen:
            faults.append(f"Rij {regel.rij}: ‘{regel.domein}’ is geen leefdomein van dit stelsel.")
        if (regel.domein, regel.niveau) in seen:
            faults.append(f"Rij {regel.rij}: dit leefdomein en niveau staan er al in.")
        seen.add((regel.domein, regel.niveau))
    if faults:
        raise CriteriaFout(faults)
