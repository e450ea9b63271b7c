"""One run: write, let something go wrong, look whether all is there, start again; until the time is up."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.faults.check import Stand, Uitslag, Versions, check, check_whole, sound
from scripts.faults.ledger import WRONG, Regel, revision
from scripts.faults.machine import Machine
from scripts.faults.writers import Kantoor

EPOCH = 4000  # acknowledged saves after which everything is checked and the first database is put back
TRIES = 24  # forms that are refused while a disk is ill, before it is mended


@dataclass
class Wens:
    """How long, how much, and which kinds; `mist`: stop at the first thing that is wrong."""

    seconden: float
    soorten: tuple[str, ...]
    per_storing: int = 60  # saves between two faults, on average
    begin: int = 1  # seed
    hoogstens: int = 1 << 30  # faults
    bijzonder: str = ""


class Run:
    """What happens, in order."""

    def __init__(self, machine: Machine, wish: Wens) -> None:
        self.machine, self.wish = machine, wish
        self.chance = random.Random(wish.begin)  # noqa: S311 (the same each time)
        world = json.loads((machine.template / "wereld.json").read_text())
        self.office = Kantoor(machine.port, world, machine.scratch / "bevestigd.jsonl", wish.begin)
        self.rows: dict[str, Regel] = {}
        self.gevonden = Uitslag()
        self.stand: Stand | None = None
        self.known: Versions = {}
        self.in_epoch = 0
        self.faults: dict[str, Callable[[], int]] = {
            "stroom": self.power_cut, "kill_werkproces": self.kill_worker, "kill_server": self.kill_server,
            "schijf_vol": self.disk_full, "kill_database": self.kill_database,
            "kill_verbinding": self.kill_connection, "klok": self.clock_jump,
            "schijffout": self.io_error, "alleen_lezen": self.read_only, "geen_inodes": self.no_inodes,
            "klok_jaar": self.clock_year,
        }  # fmt: skip

    def go(self) -> list[Regel]:
        """Run; returns a row per kind. The last row says nothing that was not checked."""
        end = time.monotonic() + self.wish.seconden
        self.begin_epoch()
        try:
            while time.monotonic() < end and self.number() < self.wish.hoogstens:
                self.cycle(self.wish.soorten[self.number() % len(self.wish.soorten)])
                if self.in_epoch >= EPOCH:
                    self.end_epoch()
                    self.begin_epoch()
            self.end_epoch()
        finally:
            self.office.close()
        return list(self.rows.values())

    def number(self) -> int:
        """How many faults there were."""
        return sum(row.storingen for row in self.rows.values())

    def begin_epoch(self) -> None:
        """The first database, and everybody with an empty desk."""
        self.machine.renew()
        self.machine.start_database()
        self.stand = Stand.now()
        self.machine.let_go()
        self.in_epoch, self.known = 0, {}
        self.office.forget()
        self.machine.start_server()

    def end_epoch(self) -> None:
        """Look at all of it."""
        self.machine.kill_server()
        self.machine.quiet()
        found = check_whole()
        found.beschadigd += self.machine.sound()
        self.machine.let_go()
        self.note(next(iter(self.rows)), found)

    def cycle(self, kind: str) -> None:
        """Write, one fault, a check, and on."""
        begun, office = time.monotonic(), self.office
        row = self.rows.setdefault(kind, self.new_row(kind))
        target = office.totaal + self.chance.randrange(self.wish.per_storing // 2, self.wish.per_storing * 3 // 2 + 1)
        again = office.nogmaals
        office.begin()
        office.wait(lambda: office.totaal >= target)
        row.blokken_kwijt += self.faults[kind]()
        office.stop()
        self.machine.quiet()
        self.look(row)
        if not self.machine.server:
            self.machine.start_server()
        row.storingen += 1
        row.onbeantwoord += office.nogmaals - again
        row.seconden += round(time.monotonic() - begun)

    def look(self, row: Regel) -> None:
        """Check what was acknowledged since the last time, and remember where we are."""
        assert self.stand is not None
        acks = self.office.take()
        row.bevestigd += len(acks)
        self.in_epoch += len(acks)
        found = check(acks, self.stand, self.known)
        found.verloren += self.office.weg_gezien
        self.office.weg_gezien = []
        found.beschadigd += sound()
        self.stand = Stand.now()
        self.machine.let_go()
        self.note(row.soort, found)

    def note(self, kind: str, found: Uitslag) -> None:
        """Count what is wrong in the row of this kind."""
        for name, number in found.counts().items():
            setattr(self.rows[kind], name, getattr(self.rows[kind], name) + number)
        self.gevonden.add(found)

    def wrong(self) -> int:
        """How many things were wrong."""
        return sum(getattr(row, name) for row in self.rows.values() for name in WRONG)

    def new_row(self, kind: str) -> Regel:
        """An empty row of the ledger."""
        return Regel(date.today().isoformat(), revision(), self.machine.naam, kind, begin=self.wish.begin,
                     bijzonder=self.wish.bijzonder)  # fmt: skip

    # what can go wrong; each returns how many blocks of the disk were lost

    def power_cut(self) -> int:
        """The power goes in the middle of it: nothing unsynced stays, or some, or nearly all of it."""
        return self.machine.power_cut(self.chance.choice((0.0, 0.0, 0.5, 0.9)))

    def kill_worker(self) -> int:
        """Kill -9 of one worker of gunicorn; its master starts another."""
        workers = self.machine.workers()
        if workers:
            os.kill(self.chance.choice(workers), signal.SIGKILL)
            self.go_on()
        return 0

    def kill_server(self) -> int:
        """Kill -9 of gunicorn as a whole."""
        self.machine.kill_server()
        return 0

    def kill_database(self) -> int:
        """Kill -9 of every process of the database; it is started again, the server stays."""
        self.machine.kill_database()
        self.machine.start_database()
        self.go_on()
        return 0

    def kill_connection(self) -> int:
        """Kill -9 of one process of the database: it recovers by itself."""
        self.machine.kill_connection(self.chance)
        self.go_on()
        return 0

    def clock_jump(self) -> int:
        """The clock of the server jumps, up to a year ahead or back, while people write."""
        return self.at_day(self.chance.choice((0, 1, -1, 30, -30, 365, -365)))

    def clock_year(self) -> int:
        """The clock of the server jumps a year ahead or back, while people write, and back again."""
        self.at_day(self.chance.choice((365, -365)))
        return self.at_day(0)

    def at_day(self, days: int) -> int:
        """People write while the clock of the server is so many days ahead."""
        self.machine.set_clock(days)
        target = self.office.totaal + self.wish.per_storing
        self.office.wait(lambda: self.office.totaal >= target)
        return 0

    def disk_full(self) -> int:
        """There is no room for a while; after it is made, saving goes on without anybody starting anything."""
        room = int(self.machine.schijf.tell("used")) + self.chance.randrange(0, 40_000)
        return self.ill(f"room {room}", "room 0")

    def read_only(self) -> int:
        """The disk can be read only, for a while."""
        return self.ill(f"fault {errno.EROFS}", "fault 0")

    def io_error(self) -> int:
        """Syncing fails for a while, as with a broken disk: what failed is never on it. Then the power goes."""
        self.ill(f"syncfault {errno.EIO}", "syncfault 0")
        return self.machine.power_cut(self.chance.choice((0.0, 0.5)))

    def no_inodes(self) -> int:
        """There is room and no file can be made, while the database asks for one. Then the power goes."""
        refused = self.office.anders + TRIES
        self.machine.ask_for_files()
        self.office.wait(lambda: self.office.anders >= refused)
        self.machine.schijf.tell("inodes 1")
        self.go_on()
        return self.machine.power_cut(self.chance.choice((0.0, 0.5)))

    def ill(self, sick: str, well: str) -> int:
        """Something is wrong with the disk until enough forms were refused; then saving goes on by itself."""
        office = self.office
        self.machine.schijf.tell(sick)
        refused = office.anders + TRIES
        office.wait(lambda: office.anders >= refused)
        self.machine.schijf.tell(well)
        self.go_on()
        return 0

    def go_on(self) -> None:
        """Wait until somebody's save is acknowledged again."""
        target = self.office.totaal + len(self.office.schrijvers)

        def again() -> bool:
            self.machine.revive()
            return self.office.totaal >= target

        self.office.wait(again)


def report(run: Run) -> str:
    """What the run did, in words, with at most twenty of the things that were wrong."""
    lines = [
        f"{row.database} {row.soort}: {row.storingen} storingen, {row.bevestigd} bevestigd, "
        + ", ".join(f"{getattr(row, name)} {name}" for name in WRONG)
        + f", {row.onbeantwoord} opnieuw verzonden, {row.blokken_kwijt} blokken kwijt, {row.seconden} s"
        for row in run.rows.values()
    ]
    for name, texts in vars(run.gevonden).items():
        lines += [f"  {name}: {text}" for text in texts[:5]]
    return "\n".join(lines)


def scratch_directory(root: Path) -> Path:
    """An own directory for this run."""
    path = root / f"storing-{os.getpid()}"
    path.mkdir(parents=True)
    return path
