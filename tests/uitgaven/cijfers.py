"""Every report, month by month, as a release computed it: what an upgrade may not change (security.md D10).

`NAME.cijfers.csv` is written by the code of the release itself, on its own filled database; after the upgrade the code
of now asks the same questions. A report whose definition got another version since is another report.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

MAP = Path(__file__).parent
MAANDEN = 12
KOLOMMEN = ("rapport", "versie", "maand", "n", "rijen", "afdruk")

Cijfers = Mapping[str, tuple[str, ...]]


def months_until(day: date, number: int = MAANDEN) -> list[tuple[date, date]]:
    """First and last day of this many months that were over on this day, oldest first."""
    found: list[tuple[date, date]] = []
    first = day.replace(day=1)
    for _ in range(number):
        last = first - timedelta(days=1)
        first = last.replace(day=1)
        found.append((first, last))
    return found[::-1]


def figures(until: date, number: int = MAANDEN) -> dict[str, tuple[str, ...]]:
    """Per report and month: its version, n, how many rows, and a hash of every cell; of the database of now."""
    from keukentafel.inzicht.momentopname import from_product
    from keukentafel.inzicht.motor import Motor
    from keukentafel.inzicht.rapport import make_report
    from keukentafel.inzicht.register import definities
    from keukentafel.inzicht.vraag import Periode, Vraag
    from keukentafel.uitwisseling.public import one_moment

    found: dict[str, tuple[str, ...]] = {}
    with one_moment():
        motor = Motor(from_product())
        for first, last in months_until(until, number):
            month = f"{first:%Y-%m}"
            ask = Vraag(peildatum=last, van=first, tot=last, perioden=(Periode(month, first, last),))
            for name in definities():
                made = make_report(name, ask, motor)
                tables = made.tables()
                text = json.dumps(tables, sort_keys=True, default=str, ensure_ascii=False)
                rows = sum(map(len, tables.values()))
                found[f"{name} {month}"] = (
                    str(made.definitie.versie), str(made.uitkomst.n), str(rows),
                    hashlib.sha256(text.encode()).hexdigest()[:24],
                )  # fmt: skip
    return found


def write(name: str, until: date) -> int:
    """Keep what this code says of the database of now as that of a release; how many figures."""
    found = figures(until)
    with (MAP / f"{name}.cijfers.csv").open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(KOLOMMEN)
        out.writerows(sorted((*key.split(" "), *said) for key, said in _in_order(found)))
    return len(found)


def _in_order(found: Cijfers) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, (version, n, rows, digest) in found.items():
        name, month = key.split(" ")
        yield f"{name} {version} {month}", (n, rows, digest)


def kept(name: str) -> dict[str, tuple[str, ...]]:
    """What the release said, as `figures` gives it. Raises FileNotFoundError when it was never kept."""
    with (MAP / f"{name}.cijfers.csv").open(newline="") as file:
        return {
            f"{row['rapport']} {row['maand']}": (row["versie"], row["n"], row["rijen"], row["afdruk"])
            for row in csv.DictReader(file)
        }


def differing(before: Cijfers, after: Cijfers) -> list[str]:
    """In words, every report that says something else of a month; one of another version is left out."""
    return [
        f"{what}: {was[1]} in {was[2]} rijen werd {' in '.join(after[what][1:3]) if what in after else 'weg'} rijen"
        for what, was in before.items()
        if what not in after or (after[what][0] == was[0] and after[what] != was)
    ]


def until(before: Cijfers) -> date:
    """The day of which the months before were kept."""
    last = date.fromisoformat(max(key.split(" ")[1] for key in before) + "-01")
    return (last + timedelta(days=32)).replace(day=1)


def other_versions(before: Cijfers, after: Cijfers) -> int:
    """How many figures are of a report whose definition has another version now."""
    return sum(what in after and after[what][0] != was[0] for what, was in before.items())
