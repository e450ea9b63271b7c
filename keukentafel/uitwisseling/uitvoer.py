"""Hand everything over as a package: every resource, every row, sorted by its key (rule 6 of the contract).

Exporting, importing into an empty installation and exporting again gives the same bytes: keys leave as they came,
numbers without needless zeros, rows in code point order.
"""

from __future__ import annotations

import csv
import heapq
import json
import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.db.models import F

from keukentafel.audit.public import SYSTEEM, Actor, post_event, record
from keukentafel.casussen.public import Casus
from keukentafel.meldingen.public import Melding
from keukentafel.uitwisseling.definitie import KORT, NAAM, Resource, descriptor, resources
from keukentafel.uitwisseling.fouten import Pakketfout
from keukentafel.uitwisseling.models import Sleutel
from keukentafel.uitwisseling.moment import one_moment
from keukentafel.uitwisseling.vertaling.register import VERTALINGEN
from keukentafel.uitwisseling.vertaling.vorm import Uitrij

PERSONEN = "personen"
EIGEN = "kt-"  # before the number of an object that was made here
PORTIE = 100_000  # rows that are sorted in memory
Rij = tuple[str, ...]


class Sleutelbos:
    """The keys under which objects leave: as they came; with their source before it only where two sources clash."""

    def __init__(self) -> None:
        self._known: dict[str, dict[int, str]] = {}
        self._used: dict[str, frozenset[str]] = {}

    def of(self, resource: str, pk: int | None) -> str:
        """Return the key of this object; '' for none. An object that was made here gets one of our own."""
        if pk is None:
            return ""
        if resource not in self._known:
            self._known[resource] = _outgoing(resource)
            self._used[resource] = frozenset(self._known[resource].values())
        return self._known[resource].get(pk) or self._own(resource, pk)

    def _own(self, resource: str, pk: int) -> str:
        key = f"{EIGEN}{pk}"
        while key in self._used[resource]:
            key += "-"
        return key


def _outgoing(resource: str) -> dict[int, str]:
    """An object that two sources sent leaves under the key of the first."""
    rows = Sleutel.objects.filter(resource=resource).order_by("-pk").values_list("object_id", "bron__naam", "sleutel")
    first = {pk: (bron, key) for pk, bron, key in rows.iterator()}
    uses = Counter(key for _bron, key in first.values())
    clash = {pk: found for pk, found in first.items() if uses[found[1]] > 1}
    taken = {key for key, number in uses.items() if number == 1}
    prefixed = dict[int, str]()
    for pk, (bron, key) in sorted(clash.items(), key=itemgetter(1)):
        prefixed[pk] = _free(f"{bron}:{key}", taken)
        taken.add(prefixed[pk])
    return {pk: prefixed.get(pk) or key for pk, (_bron, key) in first.items()}


def _free(key: str, taken: Container[str]) -> str:
    """Return this key, or when it is too long for a package or someone else has it, one like it that is free."""
    wish, number = key[:KORT], 0
    if len(key) > KORT:
        wish = f"{key[: KORT - 17]}~{blake2b(key.encode(), digest_size=8).hexdigest()}"
    found = wish
    while found in taken:
        number += 1
        found = f"{wish[: KORT - 10]}-{number}"
    return found


def cell(value: Any) -> str:
    """Return a value as the contract writes it: ja/nee, ISO days, a point, no needless zeros; '' for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


def export_package(
    pad: Path, voortgang: Callable[[str, int], None] = lambda naam, rijen: None, *, by: Actor = SYSTEEM
) -> Mapping[str, int]:
    """Write a package of everything into this folder and return the number of rows per resource.

    All of it is as it was at one moment. That it leaves is written down first: whoever gets half of it has had it. The
    files are for the owner alone. Raises Pakketfout when there is something else in the folder, OSError when it cannot
    be written.
    """
    _begin(pad)
    with post_event("gegevenspakket_uitgevoerd", by=by):
        record("gegevenspakket_uitgevoerd", None, reden="alle gegevens van alle personen")
    sleutels, counts = Sleutelbos(), dict[str, int]()
    with one_moment():
        for resource in (resources()[naam] for naam in resources() if naam in VERTALINGEN):
            found = VERTALINGEN[resource.naam].export(sleutels)
            if resource.naam == PERSONEN:
                found = _without_late_births(found)
            rows = _sorted(resource, (_as_cells(resource, row) for row in found))
            counts[resource.naam] = _write(pad / f"{resource.naam}.csv", resource.namen, rows)
            voortgang(resource.naam, counts[resource.naam])
    _conclude(pad, counts)
    return counts


def late_births() -> frozenset[int]:
    """Return who was born after a melding about him came in, or after his case began: a child that was awaited.

    A screen may hold that, a package may not (rule 5 of the contract): their date of birth does not leave.
    """
    asked = (
        Melding.objects.filter(persoon__geboortedatum__gt=F("ontvangen_op")),
        Casus.objects.filter(persoon__geboortedatum__gt=F("aangemeld_op")),
    )
    return frozenset(pk for rows in asked for pk in rows.order_by().values_list("persoon", flat=True) if pk is not None)


def _without_late_births(rijen: Iterable[Uitrij]) -> Iterator[Uitrij]:
    late = late_births()
    for row in rijen:
        yield {**row, "geboortedatum": None} if row["pk"] in late else row


def write_tables(pad: Path, tabellen: Mapping[str, tuple[Sequence[str], Iterable[Rij]]]) -> Mapping[str, int]:
    """Write a package of these tables (columns, rows as cells) into this folder; the number of rows per table.

    Raises Pakketfout when there is something else in the folder, OSError when it cannot be written.
    """
    _begin(pad)
    counts = {naam: _write(pad / f"{naam}.csv", kolommen, rows) for naam, (kolommen, rows) in tabellen.items()}
    _conclude(pad, counts)
    return counts


def _begin(pad: Path) -> None:
    if pad.exists() and {found.name for found in pad.iterdir()} - _own_files():
        raise Pakketfout("In deze map staat al iets anders; kies een lege map.")
    pad.mkdir(parents=True, exist_ok=True, mode=0o700)
    (pad / NAAM).unlink(missing_ok=True)  # an old package that is being overwritten is no package


def _conclude(pad: Path, counts: Mapping[str, int]) -> None:
    """Write the descriptor, last: without it the folder is no package."""
    whole = descriptor()
    whole["resources"] = [row for row in whole["resources"] if row["name"] in counts]
    for naam in resources():
        if naam not in counts:
            (pad / f"{naam}.csv").unlink(missing_ok=True)  # of an older package in this folder
    with _opened(pad / NAAM) as target:
        target.write(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")


def _opened(path: Path) -> IO[str]:
    """Open a file for writing that nobody else may read: it holds names and numbers."""
    path.unlink(missing_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(number, "w", encoding="utf-8", newline="")


def _own_files() -> set[str]:
    return {NAAM} | {f"{naam}.csv" for naam in resources()}


def _as_cells(resource: Resource, row: Uitrij) -> Rij:
    return tuple(cell(row.get(naam)) for naam in resource.namen)


def _sorted(resource: Resource, rows: Iterable[Rij]) -> Iterator[Rij]:
    """Yield the rows by their key, then by the whole row, in code point order; what does not fit in memory on disk.

    A package holds a key once. Where a screen let two in (a role that was given, taken back and given again on one
    day; two local codes that count as one), the first leaves: with an empty last day the one that still holds.
    """
    places = [resource.namen.index(naam) for naam in resource.sleutel]

    def key(row: Rij) -> Rij:
        return tuple(row[place] for place in places)

    def order(row: Rij) -> tuple[Rij, Rij]:
        return key(row), row

    source = iter(rows)
    parts: list[Iterable[Rij]] = []
    with ExitStack() as files:
        while part := sorted(islice(source, PORTIE), key=order):
            parts.append(part if len(part) < PORTIE else _spooled(part, _own_file(files)))
        merged = heapq.merge(*parts, key=order)
        yield from (next(same) for _key, same in groupby(merged, key=key)) if places else merged


def _own_file(files: ExitStack) -> IO[str]:
    return files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))


def _spooled(rows: Sequence[Rij], file: IO[str]) -> Iterator[Rij]:
    """Put these rows on disk, and give them back when asked. Nobody else can reach the file: it has no name."""
    for row in rows:
        file.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    file.seek(0)
    return (tuple(json.loads(line)) for line in file)


def _write(path: Path, kolommen: Sequence[str], rows: Iterable[Rij]) -> int:
    number = 0
    with _opened(path) as target:
        writer = csv.writer(target)
        writer.writerow(kolommen)
        for row in rows:
            writer.writerow(row)
            number += 1
    return number
