"""Series that another system would count: inhabitants and care use per area, with one year missing; all invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.public import REEKSKOLOMMEN, import_reeksen
from keukentafel.demo.werkers import GEBIEDEN
from keukentafel.uitwisseling.public import Foutenlijst

JAREN = 5
ONTBREEKT = 3  # so many years ago the care office delivered nothing
HULP = ("zorggebruik", "hulp_bij_huishouden", "Hulp bij het huishouden", "personen", "Zorgadministratie (verzonnen)")
INWONERS = ("bevolking", "inwoners", "Inwoners", "personen", "Bevolkingsregister (verzonnen)")
BUDGET = ("budget", "budget_teams", "Budget van de teams", "euro", "Begroting (verzonnen)")


def bring_in_series(vandaag: date) -> int:
    """Bring the series in through the door of such series; returns how many values. Raises ValueError for a fault."""
    rows, fouten = list(_rows(vandaag)), Foutenlijst()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reeksen.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, REEKSKOLOMMEN, restval="")
            writer.writeheader()
            writer.writerows(rows)
        import_reeksen(by=SYSTEEM, pad=path, fouten=fouten)
    if fouten:
        raise ValueError(f"the series of the demo have {len(fouten)} faults: {fouten.eerste[0]}")
    return len(rows)


def _rows(vandaag: date) -> Iterator[dict[str, str]]:
    """One row per series, area and year, up to the last whole year."""
    for back in range(JAREN, 0, -1):
        year = vandaag.year - back
        yield _row(BUDGET, year, 1_150_000 + 40_000 * (JAREN - back))
        for number, (code, _naam, inwoners, _team) in enumerate(GEBIEDEN):
            yield _row(INWONERS, year, inwoners - 25 * back * (1 if number % 2 else -1), code)
            if back != ONTBREEKT:
                yield _row(HULP, year, inwoners // 40 + (JAREN - back) * (number - 2) * 2, code)


def _row(said: tuple[str, ...], year: int, value: int, gebied: str = "") -> dict[str, str]:
    named = dict(zip(("onderwerp", "reeks", "naam", "eenheid", "bron"), said, strict=True))
    return named | {"van": f"{year}-01-01", "tot": f"{year}-12-31", "gebied": gebied, "waarde": str(value)}
