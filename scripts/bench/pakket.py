"""Bring a package of so many cases into the empty database of DATABASE_URL, and hand it over again.

    scripts/bench.sh [--database sqlite] --pakket 100000

Prints rows, clock, CPU seconds of Python and of the database, rows per second and the largest memory. About 28 rows per
case; what an import keeps beside them (history, keys, search index) is not counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import django

from scripts.bench.meter import Meter

EERSTE = date(2013, 1, 1)
DOMEINEN = ("adl", "dagbesteding", "financien", "huisvesting", "justitie", "sociaal_netwerk", "verslaving")
Rij = Sequence[object]


class Stad:
    """A city of so many cases as tables of a package; the same every time."""

    def __init__(self, zaken: int) -> None:
        self.zaken, self.mensen, self.metingen = zaken, int(zaken * 2.4), int(zaken * 0.9)
        rng = random.Random(1)  # noqa: S311 (data for a measurement)
        self._begin = [EERSTE + timedelta(days=rng.randrange(4000)) for _ in range(zaken)]

    def tables(self) -> Iterator[tuple[str, str, Iterable[Rij]]]:
        """Yield the name, the columns and the rows of each table."""
        yield from self._ground()
        yield from self._people()
        yield from self._cases()
        yield from self._plans()

    def _day(self, number: int, later: int) -> date:
        return self._begin[number % self.zaken] + timedelta(days=later)

    def _ground(self) -> Iterator[tuple[str, str, Iterable[Rij]]]:
        yield "gebieden", "code naam soort inwoners", ((f"g{n}", f"Buurt {n}", "buurt", 1000 + n) for n in range(60))
        yield "organisaties", "id naam soort", ((f"o{n}", f"Aanbieder {n}", "aanbieder") for n in range(50))
        yield "teams", "id naam", ((f"t{n}", f"Team {n}") for n in range(20))
        yield "medewerkers", "id naam", ((f"m{n}", f"Medewerker {n}") for n in range(600))
        yield (
            "plaatsingen",
            "medewerker team medewerkertype fte van",
            ((f"m{n}", f"t{n % 20}", "volwassenen", "0.89", EERSTE) for n in range(600)),
        )

    def _people(self) -> Iterator[tuple[str, str, Iterable[Rij]]]:
        yield "personen", "id voornamen tussenvoegsel achternaam geboortedatum geslacht postcode huisnummer gebied", (
            (f"p{n}", f"Voornaam{n % 700}", "van der" if n % 7 == 0 else "", f"Achternaam{n % 9000}",
             date(1930, 1, 1) + timedelta(days=n * 97 % 30_000), "vrouw" if n % 2 else "man", f"{1000 + n % 8000}AB",
             1 + n % 300, f"g{n % 60}")
            for n in range(self.mensen)
        )  # fmt: skip
        yield "huishoudens", "id naam", ((f"h{n}", f"Huishouden {n}") for n in range(self.zaken))
        yield (
            "huishoudleden",
            "huishouden persoon rol van",
            (
                (f"h{n % self.zaken}", f"p{n}", "volwassene" if n < self.zaken * 1.5 else "kind", EERSTE)
                for n in range(self.mensen)
            ),
        )

    def _cases(self) -> Iterator[tuple[str, str, Iterable[Rij]]]:
        cases = range(self.zaken)
        yield "meldingen", "id ontvangen_op soort kanaal persoon team omschrijving afhandeling afgehandeld_op", (
            (f"ml{n}", self._day(n, 0), "hulpvraag", "telefoon", f"p{n}", f"t{n % 20}",
             "Vraagt om hulp bij de administratie", "casus", self._day(n, 5))
            for n in cases
        )  # fmt: skip
        yield "casussen", "id huishouden persoon melding team casustype aangemeld_op afgesloten_op afsluitreden", (
            (f"c{n}", f"h{n}", f"p{n}", f"ml{n}", f"t{n % 20}", "regie", self._day(n, 0),
             *((self._day(n, 300), "doelen_bereikt") if n % 3 else ("", "")))
            for n in cases
        )  # fmt: skip
        yield (
            "casusrollen",
            "casus medewerker rol van",
            ((f"c{n}", f"m{n % 600}", "regisseur", self._day(n, 0)) for n in cases),
        )
        yield "contactmomenten", "casus medewerker datum soort duur_minuten tekst", (
            (f"c{n % self.zaken}", f"m{n % 600}", self._day(n, n // self.zaken * 9), "telefoon", 15,
             f"Gesproken over de post en de rekeningen, afgesproken dat {n}")
            for n in range(6 * self.zaken)
        )  # fmt: skip

    def _plans(self) -> Iterator[tuple[str, str, Iterable[Rij]]]:
        number = self.metingen
        yield (
            "metingen",
            "id casus persoon instrument datum moment bron",
            ((f"z{n}", f"c{n}", f"p{n}", "zrm2013", self._day(n, 10), "start", "professional") for n in range(number)),
        )
        yield (
            "scores",
            "meting domein niveau reden_niet_gescoord",
            (
                (f"z{n // 7}", DOMEINEN[n % 7], *((1 + n % 5, "") if n % 9 else ("", "niet_besproken")))
                for n in range(7 * number)
            ),
        )
        yield (
            "plannen",
            "id huishouden casus opgesteld_op akkoord",
            ((f"pl{n}", f"h{n}", f"c{n}", self._day(n, 20), "akkoord") for n in range(number)),
        )
        yield (
            "doelen",
            "id plan persoon domein telwijze omschrijving status",
            (
                (
                    f"d{n}",
                    f"pl{n % number}",
                    f"p{n % number}",
                    DOMEINEN[n % 7],
                    "arrangement",
                    "De post zelf doen",
                    "open",
                )
                for n in range(2 * number)
            ),
        )
        yield "inzet", "id plan doel domeinstelsel domein kring aard van kosten", (
            (f"i{n}", f"pl{n % number}", f"d{n % (2 * number)}", "zrm2013", DOMEINEN[n % 7], "maatwerk", "nieuw",
             self._day(n % number, 25), "12.5")
            for n in range(3 * number)
        )  # fmt: skip


def write_package(pad: Path, zaken: int) -> int:
    """Write a package of so many cases into this folder; return its number of rows."""
    pad.mkdir(parents=True, exist_ok=True)
    names, rows = list[str](), count()
    for naam, kolommen, table in Stad(zaken).tables():
        with (pad / f"{naam}.csv").open("w", newline="", encoding="utf-8") as target:
            writer = csv.writer(target)
            writer.writerow(kolommen.split())
            for row in table:
                writer.writerow(row)
                next(rows)
        names.append(naam)
    resources = [{"name": naam, "path": f"{naam}.csv"} for naam in names]
    (pad / "datapackage.json").write_text(json.dumps({"name": "proef", "resources": resources}))
    return next(rows)


def measured(what: str, rijen: int, database: Meter, work: Callable[[], object]) -> None:
    """Do the work and print a line of what it took."""
    before, clock = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    server = database.seconds()
    work()
    seconds, after = time.monotonic() - clock, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures = f"{rijen} | {cpu:.0f} | {database.seconds() - server:.0f} | {seconds:.0f} | {rijen / seconds:.0f}"
    print(f"| {what} | {figures} | {after.ru_maxrss // 1024} |", flush=True)


def main() -> None:
    """Write a package, import it, import it again, export it."""
    parser = argparse.ArgumentParser(prog="scripts/bench.sh --pakket N")
    parser.add_argument("zaken", type=int)
    parser.add_argument("--database-pid", type=int, default=None)
    options = parser.parse_args()
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("bench pakket")
    from keukentafel.audit.public import SYSTEEM
    from keukentafel.uitwisseling.fouten import Foutenlijst
    from keukentafel.uitwisseling.inlezen import import_package
    from keukentafel.uitwisseling.uitvoer import export_package

    database, fouten = Meter(options.database_pid), Foutenlijst()
    print("| | rows | CPU Python s | CPU database s | clock s | rows/s | memory MB |\n|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch, "pakket")
        rows = write_package(package, options.zaken)
        for what in ("import", "the same again"):
            measured(what, rows, database, lambda: import_package(by=SYSTEEM, pad=package, fouten=fouten))
        if fouten:
            raise SystemExit(f"{fouten.eerste[0]}")
        measured("export", rows, database, lambda: export_package(Path(scratch, "uit")))


if __name__ == "__main__":
    main()
