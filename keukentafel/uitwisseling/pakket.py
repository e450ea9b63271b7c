"""Open a package, a folder or a zip, without trusting it: what is listed is there, nothing else is, nothing bursts.

A zip holds only the descriptor and its CSVs, stored or deflated, unpacks to at most 4 GiB and to at most 100 times its
size (rule 5 of the contract). Nothing is unpacked to disk and no path of the package is ever written to.
"""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from keukentafel.core.versleuteling import OntsleutelingMislukt
from keukentafel.uitwisseling.definitie import NAAM, resources
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst, Pakketfout, printable

Pakketplek = Path | Callable[[], IO[bytes]]
UITGEPAKT = 4 * 2**30  # bytes
KEER = 100
DESCRIPTOR = 5_000_000  # bytes; ours has 40,000
BESTANDEN = 1000  # entries of a folder or zip
METHODEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Houder(Protocol):
    """Where the files of a package lie."""

    def names(self) -> list[str]:
        """Return every file in it, as a path with forward slashes."""
        ...

    def size(self, name: str) -> int:
        """Return how many bytes this file says it has."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open this file for reading. Raises Pakketfout."""
        ...


class Pakket:
    """An opened package: which resources it has, and how to read them. Faults of the descriptor go on the list."""

    def __init__(self, houder: Houder, fouten: Foutenlijst) -> None:
        self._houder = houder
        self._paths = _listed(houder, fouten)

    @property
    def resources(self) -> tuple[str, ...]:
        """The known resources that are there, in the order of the contract."""
        return tuple(naam for naam in resources() if naam in self._paths)

    def size(self, naam: str) -> int:
        """Return how many bytes this resource has."""
        return self._houder.size(self._paths[naam])

    def open(self, naam: str) -> IO[bytes]:
        """Open the CSV of this resource."""
        return self._houder.open(self._paths[naam])


@contextmanager
def open_package(path: Pakketplek, fouten: Foutenlijst) -> Iterator[Pakket]:
    """Open the package at this path, or the zip that this opens (one that lies encrypted).

    Raises Pakketfout when there is none, or none that can be opened safely.
    """
    if isinstance(path, Path) and path.is_dir():
        yield Pakket(_Map(path), fouten)
        return
    try:
        if isinstance(path, Path) and not path.is_file():
            raise Pakketfout("Dit bestand of deze map bestaat niet.")
        with path.open("rb") if isinstance(path, Path) else path() as file:
            length = file.seek(0, os.SEEK_END)
            with zipfile.ZipFile(file) as archive:
                yield Pakket(_Zip(archive, length), fouten)
    except OntsleutelingMislukt as error:
        raise Pakketfout("Het bewaarde pakket is beschadigd; bied het opnieuw aan.") from error
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Pakketfout("Dit is geen map en geen leesbaar zipbestand.") from error
    except OSError as error:
        raise Pakketfout(f"Het pakket kan niet gelezen worden ({error.strerror or 'onbekende fout'}).") from error


class _Map:
    """A folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: list[str] = []
        for found in root.rglob("*"):
            name = found.relative_to(root).as_posix()
            if found.is_symlink() or not (found.is_file() or found.is_dir()):
                raise Pakketfout("In de map staat een snelkoppeling of iets dat geen bestand is; haal het weg.")
            if found.is_file():
                self._names.append(name)
            if len(self._names) > BESTANDEN:
                raise Pakketfout(f"In de map staan meer dan {BESTANDEN} bestanden.")

    def names(self) -> list[str]:
        return sorted(self._names)

    def size(self, name: str) -> int:
        return (self._root / name).stat().st_size

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


class _Zip:
    """A zip that says what it is, and is held to that while it is read."""

    def __init__(self, archive: zipfile.ZipFile, length: int) -> None:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > BESTANDEN:
            raise Pakketfout(f"In de zip staan meer dan {BESTANDEN} bestanden.")
        for entry in entries:
            _refuse_entry(entry)
        self._archive = archive
        self._entries: Mapping[str, zipfile.ZipInfo] = {entry.filename: entry for entry in entries}
        self._allowed = min(UITGEPAKT, KEER * length)
        if len(self._entries) != len(entries):
            raise Pakketfout("In de zip staat een bestand twee keer.")
        if sum(entry.file_size for entry in entries) > self._allowed:
            raise Pakketfout("De zip wordt uitgepakt groter dan 4 GiB of dan honderd keer zichzelf.")

    def names(self) -> list[str]:
        return sorted(self._entries)

    def size(self, name: str) -> int:
        return self._entries[name].file_size

    def open(self, name: str) -> IO[bytes]:
        entry = self._entries[name]
        try:
            file = self._archive.open(entry)
        except ValueError as error:  # an entry that says it lies before the beginning of the file
            raise Pakketfout("Een bestand in de zip is beschadigd.") from error
        return io.BufferedReader(_Bounded(file, entry.file_size), 1 << 20)


class _Bounded(io.RawIOBase):
    """A file of a zip that gives no more than it promised, and turns damage into a Pakketfout."""

    def __init__(self, file: IO[bytes], promised: int) -> None:
        self._file, self._left = file, promised

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Pakketfout("Een bestand in de zip is beschadigd.") from error
        self._left -= len(data)
        if self._left < 0:
            raise Pakketfout("Een bestand in de zip is groter dan de zip zegt.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in entry.filename:
        raise Pakketfout("In de zip staat een pad dat buiten de map wijst.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Pakketfout("In de zip staat een snelkoppeling; dat mag niet.")
    if entry.flag_bits & 0x1:
        raise Pakketfout("De zip is met een wachtwoord beveiligd; maak er een zonder.")
    if entry.compress_type not in METHODEN:
        raise Pakketfout("De zip is ingepakt op een wijze die niet mag; gebruik gewoon (deflate).")


def _listed(houder: Houder, fouten: Foutenlijst) -> dict[str, str]:
    """Return the path per resource; what is wrong with the list goes on `fouten`."""
    names = set(houder.names())
    found: dict[str, str] = {}
    taken = {NAAM}
    for row in _rows(houder, names):
        naam, path = row.get("name"), row.get("path")
        if not isinstance(naam, str) or not isinstance(path, str):
            raise Pakketfout(f"In {NAAM} heeft elke resource een name en een path.")
        if fault := _listing_fault(row, naam, path, names, found):
            fouten.add(fault)
        else:
            found[naam] = path
        taken.add(path)
    for name in sorted(names - taken):
        fouten.add(Fout(printable(name), None, "", "bestand", f"Dit bestand staat niet in {NAAM}; haal het weg."))
    return found


def _listing_fault(
    row: Mapping[str, Any], naam: str, path: str, names: set[str], found: Mapping[str, str]
) -> Fout | None:
    if naam not in resources():
        return Fout(printable(naam), None, "", "resource", "Deze resource hoort niet bij het gegevenspakket.")
    if naam in found:
        return Fout(naam, None, "", "dubbel", f"Deze resource staat twee keer in {NAAM}.")
    if path not in names or path in found.values() or path == NAAM:
        return Fout(naam, None, "", "bestand", "Het bestand van deze resource is er niet.")
    if str(row.get("encoding", "utf-8")).lower().replace("-", "") != "utf8":
        return Fout(naam, None, "", "codering", "De bestanden zijn in UTF-8.")
    dialect = row.get("dialect", {})
    if not isinstance(dialect, dict) or dialect.get("delimiter", ",") != "," or dialect.get("quoteChar", '"') != '"':
        return Fout(naam, None, "", "csv", "De cellen zijn gescheiden door een komma, met dubbele aanhalingstekens.")
    return None


def _rows(houder: Houder, names: set[str]) -> list[dict[str, Any]]:
    if NAAM not in names:
        raise Pakketfout(f"Er is geen {NAAM} in dit pakket.")
    if houder.size(NAAM) > DESCRIPTOR:
        raise Pakketfout(f"{NAAM} is te groot.")
    with houder.open(NAAM) as file:
        raw = file.read(DESCRIPTOR + 1)
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also a number of more digits than Python reads
        raise Pakketfout(f"{NAAM} is geen geldige JSON in UTF-8.") from error
    rows = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Pakketfout(f"In {NAAM} staat geen lijst met resources.")
    return rows
