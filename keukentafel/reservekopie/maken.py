"""Making a back-up: one moment of the database, encrypted, with a sealed list of what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from keukentafel.privacy.public import JournaalKapot, read_journal
from keukentafel.reservekopie import postgresql, sqlite, vingerafdruk
from keukentafel.reservekopie.delen import STUKKEN, Delenschrijver
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.inhoudsopgave import Inhoud, Tabel, write_contents
from keukentafel.reservekopie.sleutel import mark_of_key

LAATSTE_REGEL = "SELECT volgnr, hash FROM audit_regel ORDER BY volgnr DESC LIMIT 1"
MIGRATIES = "SELECT app, name FROM django_migrations ORDER BY 1, 2"


class Moment(NamedTuple):
    """What one moment of the database gives: its bytes, the fingerprints, the end of the log and the migrations."""

    blokken: Iterable[bytes]
    tabellen: Mapping[str, Tabel]
    logboek: tuple[int, str]
    migraties: tuple[str, ...]


def make_backup(map: Path, *, stukken: int = STUKKEN) -> Inhoud:
    """Write a back-up into a new or empty directory, and return what is in it.

    Raises KopieFout when there is no key, no room or no right to read; then the directory holds no back-up.
    """
    mark, kopie = mark_of_key(), os.urandom(16).hex()
    try:
        lines = sum(1 for _line in read_journal())  # before: what is destroyed meanwhile is in the journal later on
    except (JournaalKapot, ValueError) as error:
        raise KopieFout(f"Er is geen back-up gemaakt: {error}. Haal eerst een goede kopie van het journaal.") from error
    try:
        map.mkdir(mode=0o700, parents=True, exist_ok=True)
        filled = any(map.iterdir())
    except OSError as error:
        raise KopieFout(f"{map} is niet te maken: {error.strerror}.") from error
    if filled:
        raise KopieFout(f"{map} is niet leeg. Maak elke back-up in een eigen, nieuwe map.")
    begun = timezone.now()
    with _moment(kopie) as moment, Delenschrijver(map, kopie, stukken) as writer:
        for block in moment.blokken:
            writer.write(block)
    made = Inhoud(
        kopie=kopie, gemaakt_op=begun.isoformat(), gemeente=settings.GEMEENTE_NAAM, product=product_version(),
        soort=connection.vendor, sleutel=mark, stukken=stukken, delen=tuple(writer.delen), tabellen=moment.tabellen,
        logboek=moment.logboek, journaal=lines, migraties=moment.migraties,
    )  # fmt: skip
    write_contents(map, made)
    return made


@contextmanager
def _moment(kopie: str) -> Iterator[Moment]:
    if connection.vendor == "sqlite":
        with sqlite.copy_of_now() as copy:
            last = copy.execute(LAATSTE_REGEL).fetchone() or (0, "")
            ran = tuple(f"{app}.{name}" for app, name in copy.execute(MIGRATIES))
            yield Moment(sqlite.blocks_of(copy), vingerafdruk.of_sqlite(copy, kopie), last, ran)
        return
    with postgresql.snapshot() as (raw, moment, database):
        last = raw.execute(LAATSTE_REGEL).fetchone() or (0, "")
        ran = tuple(f"{app}.{name}" for app, name in raw.execute(MIGRATIES))
        prints = vingerafdruk.of_postgresql(raw, kopie)
        yield Moment(postgresql.dump(database, moment), prints, last, ran)


def product_version() -> str:
    """The version of Keukentafel that is installed; "onbekend" when it runs without being installed."""
    try:
        return version("keukentafel")
    except PackageNotFoundError:
        return "onbekend"
