"""Putting a back-up back, and trying whether that would go well: the same road, to another database.

The order is that of somebody who may not lose what is there: first everything of the back-up is read and held to its
sums, and the journal of destructions too; only then is anything changed, in one transaction. What the journal says
was destroyed goes again before anybody gets in (docs/adr/0027): on SQLite before the database is in its place, on
PostgreSQL before the role of the server has any right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from keukentafel.audit.public import SYSTEEM, post_event, record, verify_chain
from keukentafel.core import sleutelbos
from keukentafel.core.kluis import KluisWeigert
from keukentafel.core.muur import as_system
from keukentafel.privacy.public import (
    JournaalKapot,
    Onbeslist,
    journal_path,
    read_journal,
    replay_destructions,
    undecided,
)
from keukentafel.reservekopie import postgresql, sqlite, vingerafdruk
from keukentafel.reservekopie.delen import check_parts, read_parts
from keukentafel.reservekopie.elders import elsewhere
from keukentafel.reservekopie.fouten import KopieFout
from keukentafel.reservekopie.inhoudsopgave import Inhoud, Tabel, read_contents
from keukentafel.toegang.public import end_every_session

ANDERS = "Wat er uit de back-up komt is niet wat erin ging: {}."
VOL = "In deze database staat al iets. Moet de back-up daarvoor in de plaats, zeg er dan --overschrijven bij."
GEEN_JOURNAAL = (
    "Er is geen journaal van wat vernietigd is ({}). Zet dat er eerst neer, anders komt terug wat weg moest. Is er "
    "nooit iets vernietigd, zeg er dan --zonder-journaal bij."
)
JOURNAAL_KORT = (
    "Het journaal van wat vernietigd is heeft {} regels, en had er {} toen de back-up werd gemaakt. Zet eerst het "
    "laatste journaal neer."
)

ONBESLIST = (
    "Er is niets teruggezet: de server viel tijdens een vernietiging, en van een casus weet niemand of hij toen "
    "vernietigd is. Is de database van toen er nog, voer daar dan keukentafel vernietigen uit. Zeg er anders "
    "--onbeslist vernietigen of --onbeslist laten bij."
)


class Uitslag(NamedTuple):
    """What a restore did: the back-up, lines of the log that verify, lines of the journal that had something to do.

    `bijgewerkt`: migrations ran since; `opzij`: what the database is called now that was there (PostgreSQL).
    """

    inhoud: Inhoud
    regels: int
    vernietigd: int
    bijgewerkt: bool
    opzij: str = ""


def verify(map: Path, server: Mapping[str, Any] | None = None) -> Uitslag:
    """Restore into a scratch database, compare every table, the log and the keys, and throw the scratch away.

    `server`: where a scratch database may be made (PostgreSQL), as in DATABASES; without it beside the one of now.
    Raises KopieFout, which says what is not right.
    """
    inhoud = checked(map)
    if inhoud.soort == "sqlite":
        with elsewhere({"NAME": ":memory:"}), as_system("back-up nakijken"):
            sqlite.fill_memory(_blocks(map, inhoud))
            return _examined(inhoud)
    with postgresql.scratch({**connection.settings_dict, **(server or {})}) as database:
        postgresql.load(_blocks(map, inhoud), _blocks(map, inhoud), database)
        with elsewhere(database), as_system("back-up nakijken"):
            return _examined(inhoud)


def restore(
    map: Path, *, overschrijven: bool = False, zonder_journaal: bool = False, onbeslist: Onbeslist | None = None
) -> Uitslag:
    """Put a back-up back in the database of the settings; returns what was done.

    Raises KopieFout before anything is changed when the back-up is not whole, the journal is not, it does not say of
    something whether it was destroyed and `onbeslist` does not say what to do, or the database holds something and
    nobody said that it may go; and afterwards when what stands there is not what was kept.
    """
    inhoud = checked(map)
    _check_journal(inhoud, zonder_journaal=zonder_journaal)
    if onbeslist is None and undecided():
        raise KopieFout(ONBESLIST)
    filled = holds_something()
    if filled and not overschrijven:
        raise KopieFout(VOL)
    if inhoud.soort == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        with elsewhere({"NAME": ":memory:"}), as_system("back-up terugzetten"):
            memory = sqlite.fill_memory(_blocks(map, inhoud))
            done = _brought_up(inhoud, onbeslist)
            sqlite.write_over(memory, path)
        return done
    return _into_postgresql(map, inhoud, onbeslist, filled=filled)


def _into_postgresql(map: Path, inhoud: Inhoud, onbeslist: Onbeslist | None, *, filled: bool) -> Uitslag:
    """Into the empty database; or into a new one, which takes the name of the one that is there."""
    database = dict(connection.settings_dict)
    connections["default"].close()
    if not filled:
        postgresql.load(_blocks(map, inhoud), _blocks(map, inhoud), database)
        with as_system("back-up terugzetten"):
            return _brought_up(inhoud, onbeslist)
    with postgresql.replacement(database) as fresh:
        postgresql.load(_blocks(map, inhoud), _blocks(map, inhoud), fresh)
        with elsewhere(fresh), as_system("back-up terugzetten"):
            done = _brought_up(inhoud, onbeslist)
    return done._replace(opzij=str(fresh["OPZIJ"]))


def checked(map: Path) -> Inhoud:
    """What is in the back-up, after its seal and the sums of its parts. Raises KopieFout."""
    inhoud = read_contents(map)
    if inhoud.soort != connection.vendor:
        raise KopieFout(f"Deze back-up is van {inhoud.soort}, en deze installatie werkt met {connection.vendor}.")
    unknown = set(inhoud.migraties) - known_migrations()
    if unknown:
        raise KopieFout(
            f"Deze back-up is van een nieuwere versie ({inhoud.product}) dan deze. Zet eerst die versie neer."
        )
    check_parts(map, inhoud.delen)
    return inhoud


@cache
def known_migrations() -> frozenset[str]:
    """Every migration that this version knows, also those that a later one replaced."""
    found = MigrationLoader(None).disk_migrations
    replaced = {pair for migration in found.values() for pair in migration.replaces}
    return frozenset(f"{app}.{name}" for app, name in {*found, *replaced})


def holds_something() -> bool:
    """Whether the database of the settings has tables."""
    if connection.vendor == "sqlite":
        return sqlite.holds_something(Path(str(connection.settings_dict["NAME"])))
    with postgresql.open_connection(connection.settings_dict) as raw:
        return bool(postgresql.tables_of(raw))


def _check_journal(inhoud: Inhoud, *, zonder_journaal: bool) -> None:
    if not journal_path().is_file():
        if not zonder_journaal or inhoud.journaal:
            raise KopieFout(GEEN_JOURNAAL.format(journal_path()))
        return
    try:
        lines = sum(1 for _line in read_journal())
    except (JournaalKapot, ValueError) as error:
        raise KopieFout(f"Er is niets teruggezet: {error}. Haal eerst een goede kopie van het journaal.") from error
    if lines < inhoud.journaal:
        raise KopieFout(JOURNAAL_KORT.format(lines, inhoud.journaal))


def _examined(inhoud: Inhoud) -> Uitslag:
    """Compare what stands in the database with what was kept. Raises KopieFout."""
    if wrong := list(differences(inhoud.tabellen, fingerprints(inhoud.kopie))):
        raise KopieFout(ANDERS.format("; ".join(wrong[:5])))
    newer = _bring_up_to_date()
    read, broken = verify_chain({inhoud.logboek[0]: inhoud.logboek[1]} if inhoud.logboek[0] else None)
    if broken:
        raise KopieFout(f"Het logboek in de back-up is gebroken bij regel {broken.volgnr}: {broken.reden}.")
    try:
        sleutelbos.assert_opens()
    except KluisWeigert as error:
        raise KopieFout(
            f"De back-up is heel, maar de hoofdsleutel van toen staat niet in de omgeving ({error}). Zet die erbij."
        ) from error
    return Uitslag(inhoud, read, 0, newer)


def _brought_up(inhoud: Inhoud, onbeslist: Onbeslist | None) -> Uitslag:
    """Examine, destroy again what the journal says, end the sessions of then, and write it in the log."""
    found = _examined(inhoud)
    again = replay_destructions(onbeslist)
    end_every_session()
    with post_event("back_up_teruggezet", by=SYSTEEM, activiteit="beheer"):
        record("back_up_teruggezet", None, reden=f"van {inhoud.gemaakt_op[:19]}")
    return found._replace(vernietigd=again)


def _bring_up_to_date() -> bool:
    """Run the migrations that came since; True when there were any."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def fingerprints(kopie: str) -> dict[str, Tabel]:
    """Of every table of the database that is connected, as the product itself sees it."""
    connection.ensure_connection()
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        return vingerafdruk.of_sqlite(raw, kopie)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # the transaction is told for whom it asks
        return vingerafdruk.of_postgresql(raw, kopie)


def differences(was: Mapping[str, Tabel], now: Mapping[str, Tabel]) -> Iterator[str]:
    """In words, every table that is not as it was."""
    for name in sorted({*was, *now}):
        before, after = was.get(name), now.get(name)
        if before is None or after is None:
            yield f"tabel {name} {'ontbreekt' if after is None else 'is er te veel'}"
        elif before.rijen != after.rijen:
            yield f"tabel {name} heeft {after.rijen} rijen en geen {before.rijen}"
        elif before != after:
            yield f"tabel {name} heeft een andere inhoud"


def _blocks(map: Path, inhoud: Inhoud) -> Iterator[bytes]:
    return read_parts(map, inhoud.kopie, inhoud.delen)
