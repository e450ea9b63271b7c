"""A disk that forgets: what was not synced is gone after a power cut, wholly, in part, or torn within a block.

Everything lies in memory. `Bestand.data` is what a program reads now; beside it stands, per block that was written and
not yet synced, what a power cut brings back. Making, renaming, removing and cutting off a file count as kept at once.
"""

from __future__ import annotations

import errno
import random
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path

BLOCK = 4096  # bytes
SECTOR = 512  # bytes: what a disk writes whole or not at all


def _moment() -> float:
    return time.time()


@dataclass(slots=True)
class Knoop:
    """A file or directory, with the attributes that programs ask for."""

    nummer: int
    mode: int
    uid: int
    gid: int
    tijd: float = field(default_factory=_moment)
    links: int = 1
    data: bytearray = field(default_factory=bytearray)
    kinderen: dict[str, int] = field(default_factory=dict)  # of a directory
    vuil: dict[int, bytes] = field(default_factory=dict)  # block -> what a power cut brings back
    mislukt: dict[int, bytes] = field(
        default_factory=dict
    )  # the same, of blocks whose sync failed: lost until rewritten
    vast: int = 0  # bytes that a power cut leaves at least

    @property
    def is_map(self) -> bool:
        """True for a directory."""
        return stat.S_ISDIR(self.mode)

    def write(self, offset: int, content: bytes | memoryview) -> None:
        """Write; kept only after `sync`."""
        end = offset + len(content)
        if len(self.data) < offset:
            self.data.extend(bytes(offset - len(self.data)))
        for block in range(offset // BLOCK, (end - 1) // BLOCK + 1):
            if block not in self.vuil:
                kept = self.mislukt.pop(block, None)
                self.vuil[block] = bytes(self.data[block * BLOCK : (block + 1) * BLOCK]) if kept is None else kept
        self.data[offset:end] = content

    def sync(self) -> None:
        """From here on what was written stays; not what failed to be synced earlier."""
        self.vuil.clear()
        self.vast = len(self.data)

    def fail(self) -> None:
        """A sync that failed: programs go on reading what they wrote, and the disk never gets it (fsync-gate)."""
        self.mislukt |= self.vuil
        self.vuil.clear()

    def truncate(self, size: int) -> None:
        """Cut off, or make longer with zeros; kept at once."""
        if size > len(self.data):
            self.data.extend(bytes(size - len(self.data)))
        else:
            del self.data[size:]
            for blocks in (self.vuil, self.mislukt):
                for block in [block for block in blocks if block * BLOCK >= size]:
                    del blocks[block]
        self.vast = min(self.vast, size) if self.vuil or self.mislukt else size

    def forget(self, chance: random.Random, kept: float) -> int:
        """The power went: each unsynced block stays with chance `kept`, or a part of it; returns lost blocks."""
        end, lost = self.vast, 0
        for block, before in (self.vuil | self.mislukt).items():
            start, stays = block * BLOCK, 0
            if block in self.vuil and chance.random() < kept:
                stays = chance.choice((BLOCK, BLOCK, chance.randrange(1, BLOCK // SECTOR) * SECTOR))
            here = len(self.data[start : start + BLOCK])
            old = before[:here].ljust(here, b"\0")
            self.data[start + min(stays, here) : start + here] = old[min(stays, here) :]
            end = max(end, min(start + stays, len(self.data)) if stays else 0)
            lost += stays < here
        del self.data[end:]
        self.vuil.clear()
        self.mislukt.clear()
        self.vast = len(self.data)
        return lost


class Schijf:
    """The files, and what is wrong with the disk now."""

    def __init__(self) -> None:
        self.knopen: dict[int, Knoop] = {}
        self.laatste = 1
        self.ruimte = 1 << 40  # bytes
        self.plaatsen = 1 << 40  # files and directories (inodes)
        self.fout = 0  # errno of every write and sync, 0 when the disk is well
        self.fout_bij_sync = 0  # errno of a sync alone
        self.add_root(0, 0)

    def add_root(self, uid: int, gid: int) -> None:
        """Begin with an empty directory."""
        self.knopen = {1: Knoop(1, stat.S_IFDIR | 0o755, uid, gid, links=2)}
        self.laatste = 1

    def add(self, parent: int, name: str, mode: int, uid: int, gid: int) -> Knoop:
        """Make a file or directory."""
        self.laatste += 1
        made = self.knopen[self.laatste] = Knoop(self.laatste, mode, uid, gid)
        self.knopen[parent].kinderen[name] = made.nummer
        return made

    def load(self, source: Path, parent: int = 1) -> None:
        """Put a directory of the machine on this disk, synced."""
        if parent == 1:
            owner = source.stat()
            self.add_root(owner.st_uid, owner.st_gid)
            self.knopen[1].mode = owner.st_mode
        for path in sorted(source.iterdir()):
            info = path.lstat()
            made = self.add(parent, path.name, info.st_mode, info.st_uid, info.st_gid)
            if path.is_symlink():
                made.data = bytearray(str(path.readlink()).encode())
            elif path.is_dir():
                self.load(path, made.nummer)
            elif path.is_file():
                made.data = bytearray(path.read_bytes())
            made.vast = len(made.data)

    def used(self) -> int:
        """Bytes in files."""
        return sum(len(knoop.data) for knoop in self.knopen.values())

    def cut(self, chance: random.Random, kept: float) -> int:
        """The power goes; returns how many blocks were lost. Files that nobody can find any more are gone."""
        lost = sum(knoop.forget(chance, kept) for knoop in self.knopen.values())
        named = {child for knoop in self.knopen.values() for child in knoop.kinderen.values()} | {1}
        self.knopen = {number: knoop for number, knoop in self.knopen.items() if number in named}
        return lost

    def may_make(self) -> None:
        """Raise OSError when no file can be made: a broken, read-only or full disk, or no inode left."""
        if self.fout:
            raise OSError(self.fout, "")
        if len(self.knopen) >= self.plaatsen or (self.ruimte < 1 << 40 and self.used() >= self.ruimte):
            raise OSError(errno.ENOSPC, "")

    def may_write(self, knoop: Knoop, end: int) -> None:
        """Raise OSError when the disk is broken, read-only or full."""
        if self.fout:
            raise OSError(self.fout, "")
        more = end - len(knoop.data)
        if more > 0 and self.ruimte < 1 << 40 and self.used() + more > self.ruimte:
            raise OSError(errno.ENOSPC, "")
