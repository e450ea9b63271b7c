"""Keep a momentopname in a folder and bring it up to date with only what changed since (docs/adr/0017).

Beside the columns of the contract a row holds the id of its object (`pk`), and each table has the stamps of its objects
as they were (see uitwisseling), and those of the vakken that they lie in: only where a vak has another stamp the stamps
of its objects are asked. An object with another stamp, a new one or one that is gone takes its old rows with it;
its new ones are read from the database. Once a week, and when what everything hangs on is another, all is read again.
The files are for the owner alone: they hold no names, but they are about people.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils import timezone

from keukentafel.core.duurzaamheid import sync_folder
from keukentafel.inzicht.momentopname import OWN, STAND, Momentopname, folder_of_files, from_parquet, rows_to_arrow
from keukentafel.inzicht.plaatsen import RONDE_WACHT, hold_file
from keukentafel.uitwisseling.public import DELEN, VAK, VERTALINGEN, Deel, Sleutelbos, ids_of, one_moment, shared_stamp

SLOT = ".slot"
DEEL = "deel-"  # and a number: the files of one moment
STEMPELS = ".stempels.parquet"
VAKKEN = ".vakken.parquet"  # the stamps of the vakken, under the same names
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
    """Bring the momentopname in this folder up to date, as of one moment; make it when there is none.

    Raises OSError, and Bezet when another process is at it for too long.
    """
    with held(folder), one_moment():
        return refresh_here(folder)


@contextmanager
def held(folder: Path, wachten: float = RONDE_WACHT) -> Iterator[None]:
    """Keep this folder to ourselves, as long as it is brought up to date and its files are read.

    Whoever comes second waits at most `wachten` seconds. Raises OSError, and Bezet when it does not come free.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with hold_file(folder / SLOT, wachten):
        yield


def refresh_here(folder: Path) -> Ververst:
    """Do what `refresh` does, inside the moment that is open already, for who holds the folder (`held`).

    What is new is written beside what is there, in a part of its own; an unchanged file stands in both. Only when all
    is there, on the disk, STAND names the new part, and the old one goes: who is killed half-way leaves the old one
    whole, and so does a power cut.
    """
    read, gone = dict[str, int](), dict[str, int]()
    stamp, sleutels = shared_stamp(), Sleutelbos()
    before = folder_of_files(folder)
    since = _full_since(folder, stamp)
    _sweep(folder, before)
    fresh = folder / f"{DEEL}{_number(before) + 1}"
    fresh.mkdir(mode=0o700)
    for naam, vertaling in VERTALINGEN.items():
        if naam in DELEN:
            old = None if since is None else before
            read[naam], gone[naam] = _refresh_part(old, fresh, naam, DELEN[naam], sleutels)
        else:
            _write(fresh / f"{naam}.parquet", rows_to_arrow(naam, vertaling.export(sleutels)))
    for naam, own in OWN.items():
        _write(fresh / f"{naam}.parquet", rows_to_arrow(naam, own(sleutels)))
    state = {"stempel": stamp, "vol_op": (since or timezone.localdate()).isoformat(), "map": fresh.name}
    sync_folder(fresh)
    with _own_file(folder / f"{STAND}.nieuw") as target:
        target.write(json.dumps(state).encode())
    (folder / f"{STAND}.nieuw").replace(folder / STAND)
    sync_folder(folder)
    _sweep(folder, fresh)
    return Ververst(since is None, read, gone)


def refreshed(folder: Path) -> Momentopname:
    """Return the momentopname of this folder, brought up to date inside the moment that is open already."""
    refresh_here(folder)
    return from_parquet(folder)


def _sweep(folder: Path, keep: Path) -> None:
    """Remove every other part: of before, or of a process that was killed half-way."""
    for path in folder.glob(f"{DEEL}*"):
        if path.absolute() != keep.absolute():
            shutil.rmtree(path)


def _number(part: Path) -> int:
    number = part.name.removeprefix(DEEL)
    return int(number) if part.name.startswith(DEEL) and number.isdecimal() else 0


def _full_since(folder: Path, stamp: str) -> date | None:
    """The day on which everything was read last; None when it must be read now."""
    try:
        state = json.loads((folder / STAND).read_text())
        since, complete = date.fromisoformat(state["vol_op"]), bool(state["map"])
    except (OSError, ValueError, KeyError):
        return None
    return since if complete and state["stempel"] == stamp and timezone.localdate() - since < VOL_NA else None


def _refresh_part(old: Path | None, fresh: Path, naam: str, deel: Deel, sleutels: Sleutelbos) -> tuple[int, int]:
    """Make one table in `fresh`, from that in `old` where there is one; how many objects were read, and are gone."""
    tables, stamps, blocks = (f"{naam}{end}" for end in (".parquet", STEMPELS, VAKKEN))
    vakken = deel.blocks()
    if old is None or not (old / blocks).is_file():
        now = deel.stamps()
        _write(fresh / tables, rows_to_arrow(naam, deel.vertaling.export(sleutels), [PK]))
        _write(fresh / stamps, _stamp_table(now))
        _write(fresh / blocks, _stamp_table(vakken))
        return len(now), 0
    others = _differing(_as_dict(pq.read_table(old / blocks)), vakken)
    known = pq.read_table(old / stamps)
    here = pc.is_in(pc.shift_right(known["pk"], VAK), value_set=pa.array(others, pa.int64()))
    before, now = _as_dict(known.filter(here)), _stamps_in(deel, others)
    changed = _differing(before, now)
    gone = [pk for pk in changed if pk not in now]
    read = [pk for pk in changed if pk in now]
    if not changed:
        for name in (tables, stamps, blocks):
            (fresh / name).hardlink_to(old / name)
        return 0, 0
    rows = (_rows_of(naam, deel, sleutels, read[at : at + IN_EENS]) for at in range(0, len(read), IN_EENS))
    _replace(old / tables, fresh / tables, pa.array(changed, pa.int64()), rows)
    _write(fresh / stamps, pa.concat_tables([known.filter(pc.invert(here)), _stamp_table(now)]))
    _write(fresh / blocks, _stamp_table(vakken))
    return len(read), len(gone)


def _differing(before: Mapping[int, int], now: Mapping[int, int]) -> list[int]:
    """The keys that have another stamp, are new or are gone."""
    return [key for key, stamp in now.items() if before.get(key) != stamp] + [key for key in before if key not in now]


def _stamps_in(deel: Deel, vakken: list[int]) -> dict[int, int]:
    """The stamps of the objects in these vakken."""
    ids = ids_of(vakken)
    found = dict[int, int]()
    for at in range(0, len(ids), IN_EENS):
        found |= deel.stamps(ids[at : at + IN_EENS])
    return found


def _rows_of(naam: str, deel: Deel, sleutels: Sleutelbos, ids: list[int]) -> pa.Table:
    return rows_to_arrow(naam, deel.vertaling.export(sleutels, ids), [PK])


def _as_dict(stamps: pa.Table) -> dict[int, int]:
    return dict(zip(stamps["pk"].to_pylist(), stamps["stempel"].to_pylist(), strict=True))


def _stamp_table(stamps: Mapping[int, int]) -> pa.Table:
    return pa.table({"pk": pa.array(list(stamps), pa.int64()), "stempel": pa.array(list(stamps.values()), pa.int64())})


def _replace(old: Path, path: Path, left_out: pa.Array, fresh: Iterator[pa.Table]) -> None:
    """Write a file without the rows of these objects, and with these tables; a group of rows at a time."""
    with pq.ParquetFile(old) as source:

        def parts() -> Iterator[pa.Table]:
            for group in range(source.num_row_groups):
                table = source.read_row_group(group)
                yield table.filter(pc.invert(pc.is_in(table["pk"], value_set=left_out)))
            yield from fresh

        _write_parts(path, source.schema_arrow, parts())


def _write(path: Path, table: pa.Table) -> None:
    _write_parts(path, table.schema, iter([table]))


def _write_parts(path: Path, schema: pa.Schema, parts: Iterator[pa.Table]) -> None:
    with _own_file(path) as target, pq.ParquetWriter(target, schema) as writer:
        for part in parts:
            writer.write_table(part, row_group_size=GROEP)


@contextmanager
def _own_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that nobody else may read; at the end of the block it is on the disk."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        yield target
        target.flush()
        os.fsync(target.fileno())
