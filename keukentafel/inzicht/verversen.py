"""Keep a momentopname in a folder and bring it up to date with only what changed since (docs/adr/0017).

Beside the columns of the contract a row holds the id of its object (`pk`), and each table has the stamps of its objects
as they were (see uitwisseling). An object with another stamp, a new one or one that is gone takes its old rows with it;
its new ones are read from the database. Once a week, and when what everything hangs on is another, all is read again.
The files are for the owner alone: they hold no names, but they are about people.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils import timezone

from keukentafel.inzicht.momentopname import OWN, Momentopname, from_parquet, rows_to_arrow
from keukentafel.uitwisseling.public import DELEN, VERTALINGEN, Deel, Sleutelbos, one_moment, shared_stamp

STAND = "stand.json"  # written last: without it the folder is read as empty
STEMPELS = ".stempels.parquet"
PK = pa.field("pk", pa.int64())
VOL_NA = timedelta(days=7)  # what a future fault in the versions would leave out is back within a week
IN_EENS = 20_000  # ids in one question
GROEP = 100_000  # rows in one group of a file


@dataclass(frozen=True, slots=True)
class Ververst:
    """What was done: `vol` when everything was read; the objects that were read again, and those that are gone."""

    vol: bool
    gelezen: Mapping[str, int]
    weg: Mapping[str, int]


def refresh(folder: Path) -> Ververst:
    """Bring the momentopname in this folder up to date, as of one moment; make it when there is none. Raises OSError.

    One process at a time: whoever comes second finds no state and reads everything.
    """
    with one_moment():
        return refresh_here(folder)


def refresh_here(folder: Path) -> Ververst:
    """Do what `refresh` does, inside the moment that is open already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    read, gone = dict[str, int](), dict[str, int]()
    stamp, sleutels = shared_stamp(), Sleutelbos()
    since = _full_since(folder, stamp)
    (folder / STAND).unlink(missing_ok=True)
    for naam, vertaling in VERTALINGEN.items():
        if naam in DELEN:
            read[naam], gone[naam] = _refresh_part(folder, naam, DELEN[naam], sleutels, whole=since is None)
        else:
            _write(folder / f"{naam}.parquet", rows_to_arrow(naam, vertaling.export(sleutels)))
    for naam, own in OWN.items():
        _write(folder / f"{naam}.parquet", rows_to_arrow(naam, own(sleutels)))
    state = {"stempel": stamp, "vol_op": (since or timezone.localdate()).isoformat()}
    with _own_file(folder / STAND) as target:
        target.write(json.dumps(state).encode())
    return Ververst(since is None, read, gone)


def refreshed(folder: Path) -> Momentopname:
    """Return the momentopname of this folder, brought up to date inside the moment that is open already."""
    refresh_here(folder)
    return from_parquet(folder)


def _full_since(folder: Path, stamp: str) -> date | None:
    """The day on which everything was read last; None when it must be read now."""
    try:
        state = json.loads((folder / STAND).read_text())
        since = date.fromisoformat(state["vol_op"])
    except (OSError, ValueError, KeyError):
        return None
    return since if state["stempel"] == stamp and timezone.localdate() - since < VOL_NA else None


def _refresh_part(folder: Path, naam: str, deel: Deel, sleutels: Sleutelbos, *, whole: bool) -> tuple[int, int]:
    """Bring one table up to date; how many objects were read, and how many are gone."""
    path, stamps_path = folder / f"{naam}.parquet", folder / f"{naam}{STEMPELS}"
    now = deel.stamps()
    if whole:
        _write(path, rows_to_arrow(naam, deel.vertaling.export(sleutels), [PK]))
        _write(stamps_path, _stamp_table(now))
        return len(now), 0
    before = dict(zip(*pq.read_table(stamps_path).to_pydict().values(), strict=True))
    changed = [pk for pk, stamp in now.items() if before.get(pk) != stamp]
    gone = [pk for pk in before if pk not in now]
    if changed or gone:
        left_out = pa.array([*changed, *gone], pa.int64())
        fresh = (_rows_of(naam, deel, sleutels, changed[at : at + IN_EENS]) for at in range(0, len(changed), IN_EENS))
        _replace(path, left_out, fresh)
        _write(stamps_path, _stamp_table(now))
    return len(changed), len(gone)


def _rows_of(naam: str, deel: Deel, sleutels: Sleutelbos, ids: list[int]) -> pa.Table:
    return rows_to_arrow(naam, deel.vertaling.export(sleutels, ids), [PK])


def _stamp_table(stamps: Mapping[int, int]) -> pa.Table:
    return pa.table({"pk": pa.array(list(stamps), pa.int64()), "stempel": pa.array(list(stamps.values()), pa.int64())})


def _replace(path: Path, left_out: pa.Array, fresh: Iterator[pa.Table]) -> None:
    """Write a file again without the rows of these objects, and with these tables; a group of rows at a time."""
    with pq.ParquetFile(path) as source:

        def parts() -> Iterator[pa.Table]:
            for group in range(source.num_row_groups):
                table = source.read_row_group(group)
                yield table.filter(pc.invert(pc.is_in(table["pk"], value_set=left_out)))
            yield from fresh

        _write_parts(path, source.schema_arrow, parts)


def _write(path: Path, table: pa.Table) -> None:
    _write_parts(path, table.schema, lambda: iter([table]))


def _write_parts(path: Path, schema: pa.Schema, parts: Callable[[], Iterator[pa.Table]]) -> None:
    """Write these tables as one file, that takes the place of the old one only when it is whole."""
    fresh = path.with_suffix(".nieuw")
    with _own_file(fresh) as target, pq.ParquetWriter(target, schema) as writer:
        for part in parts():
            writer.write_table(part, row_group_size=GROEP)
    fresh.replace(path)


def _own_file(path: Path) -> Any:
    """Open a file for writing that nobody else may read."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
