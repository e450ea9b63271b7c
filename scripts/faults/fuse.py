"""The disk of disk.py as a mounted file system: the kernel's FUSE protocol (linux/fuse.h, 7.31), without a library.

    python -m scripts.faults.fuse MOUNTPOINT SEED

One command per line on standard input, one answer per line: `load DIR`, `mount`, `cut KEPT` (the power goes, KEPT is
the chance that an unsynced block stays), `fault ERRNO`, `syncfault ERRNO`, `room BYTES`, `used`, `count`, `end`.
Needs root.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import select
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.faults.disk import Knoop, Schijf

MNT_FORCE, MNT_DETACH = 1, 2
MAX_WRITE = 1 << 17  # bytes
KEEP = 3600  # seconds that the kernel may remember a name or an attribute: nobody else changes them
IN = struct.Struct("<IIQQIIII")
OUT = struct.Struct("<IiQ")
ATTR = struct.Struct("<QQQQQQIIIIIIIIII")
ENTRY = struct.Struct("<QQQQII")
SETATTR = struct.Struct("<IIQQQQQQIIIIIIII")
MODE, UID, GID, SIZE = 1, 2, 4, 8  # what SETATTR sets
BIG_WRITES, MAX_PAGES = 1 << 5, 1 << 22
libc = ctypes.CDLL(None, use_errno=True)


class Koppeling:
    """Answers the kernel's questions about one disk."""

    def __init__(self, schijf: Schijf, path: Path) -> None:
        self.schijf, self.path, self.fd = schijf, path, -1
        self.geteld: dict[str, int] = {"write": 0, "fsync": 0}
        self.buffer = bytearray(MAX_WRITE + 8192)
        self.answers: dict[int, Callable[[int, memoryview], bytes | None]] = {
            1: self.lookup, 3: self.getattr, 4: self.setattr, 5: self.readlink, 6: self.symlink, 8: self.mknod,
            9: self.mkdir, 10: self.unlink, 11: self.unlink, 12: self.rename, 13: self.link, 14: self.open,
            15: self.read, 16: self.write, 17: self.statfs, 18: self.nothing, 20: self.fsync, 26: self.init,
            27: self.open, 28: self.readdir, 29: self.nothing, 30: self.nothing, 35: self.create, 38: self.nothing,
            45: self.rename2,
        }  # fmt: skip
        self.owner = (0, 0)

    def mount(self) -> None:
        """Mount; raises OSError when this is not allowed here."""
        self.fd = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
        options = f"fd={self.fd},rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions".encode()
        if libc.mount(b"vergeetschijf", bytes(self.path), b"fuse", 0, options) != 0:
            number = ctypes.get_errno()
            os.close(self.fd)
            self.fd = -1
            raise OSError(number, os.strerror(number), "/dev/fuse")

    def unmount(self) -> None:
        """Let go at once: whoever waits for an answer gets an error."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
        libc.umount2(bytes(self.path), MNT_DETACH | MNT_FORCE)

    def answer(self) -> None:
        """Read one question and answer it."""
        try:
            length = os.readv(self.fd, [self.buffer])
        except OSError as fault:
            if fault.errno == errno.ENODEV:  # somebody else unmounted it
                os.close(self.fd)
                self.fd = -1
            return
        _, opcode, unique, node, uid, gid, _, _ = IN.unpack_from(self.buffer)
        self.owner = (uid, gid)
        if opcode in (2, 36, 42):  # forget, interrupt: no answer is expected
            return
        act, body, number = self.answers.get(opcode), b"", 0
        try:
            if act is None:
                raise OSError(errno.ENOSYS, "")
            body = act(node, memoryview(self.buffer)[IN.size : length]) or b""
        except OSError as fault:
            number = -(fault.errno or errno.EIO)
        except KeyError:
            number = -errno.ENOENT
        os.write(self.fd, OUT.pack(OUT.size + len(body), number, unique) + body)

    # what the kernel asks; `data` is what follows the header

    def init(self, _: int, data: memoryview) -> bytes:
        """Agree on a version and sizes; no writeback cache: a write comes here before it returns."""
        readahead = struct.unpack_from("<I", data, 8)[0]
        return struct.pack("<IIIIHHIIHHI28x", 7, 31, readahead, BIG_WRITES | MAX_PAGES, 16, 12, MAX_WRITE, 1,
                           MAX_WRITE // 4096, 0, 0)  # fmt: skip

    def nothing(self, *_: object) -> None:
        """Nothing to do."""

    def lookup(self, node: int, data: memoryview) -> bytes:
        """A name in a directory."""
        return self._entry(self.schijf.knopen[self._map(node).kinderen[_name(data)]])

    def getattr(self, node: int, _: memoryview) -> bytes:
        """Size, owner and rights."""
        return struct.pack("<QII", KEEP, 0, 0) + self._attr(self.schijf.knopen[node])

    def setattr(self, node: int, data: memoryview) -> bytes:
        """Change size, owner or rights."""
        valid, _, _, size, *_, mode, _, uid, gid, _ = SETATTR.unpack_from(data)
        knoop = self.schijf.knopen[node]
        if valid & SIZE:
            self.schijf.may_write(knoop, size)
            knoop.truncate(size)
        if valid & MODE:
            knoop.mode = stat.S_IFMT(knoop.mode) | stat.S_IMODE(mode)
        knoop.uid = uid if valid & UID else knoop.uid
        knoop.gid = gid if valid & GID else knoop.gid
        return self.getattr(node, data)

    def readlink(self, node: int, _: memoryview) -> bytes:
        """Where a link points."""
        return bytes(self.schijf.knopen[node].data)

    def symlink(self, node: int, data: memoryview) -> bytes:
        """Make a link."""
        name, target = bytes(data).split(b"\0")[:2]
        made = self._make(node, name.decode(), stat.S_IFLNK | 0o777)
        made.data = bytearray(target)
        return self._entry(made)

    def mknod(self, node: int, data: memoryview) -> bytes:
        """Make a file, or a socket."""
        return self._entry(self._make(node, _name(data[16:]), struct.unpack_from("<I", data)[0]))

    def mkdir(self, node: int, data: memoryview) -> bytes:
        """Make a directory."""
        return self._entry(self._make(node, _name(data[8:]), stat.S_IFDIR | struct.unpack_from("<I", data)[0]))

    def create(self, node: int, data: memoryview) -> bytes:
        """Make a file and open it."""
        made = self._make(node, _name(data[16:]), stat.S_IFREG | stat.S_IMODE(struct.unpack_from("<I", data, 4)[0]))
        return self._entry(made) + struct.pack("<QII", 0, 0, 0)

    def unlink(self, node: int, data: memoryview) -> None:
        """Take a name away; who has the file open goes on with it until the power goes."""
        self._well()
        children, name = self._map(node).kinderen, _name(data)
        knoop = self.schijf.knopen[children[name]]
        if knoop.is_map and knoop.kinderen:
            raise OSError(errno.ENOTEMPTY, "")
        del children[name]
        knoop.links -= 1

    def rename(self, node: int, data: memoryview, skip: int = 8) -> None:
        """Another name; what had that name is gone."""
        self._well()
        old, new = bytes(data[skip:]).split(b"\0")[:2]
        target = self._map(struct.unpack_from("<Q", data)[0]).kinderen
        target[new.decode()] = self._map(node).kinderen.pop(old.decode())

    def rename2(self, node: int, data: memoryview) -> None:
        """The same, with wishes; only the plain one is known."""
        if struct.unpack_from("<I", data, 8)[0]:
            raise OSError(errno.EINVAL, "")
        self.rename(node, data, 16)

    def link(self, node: int, data: memoryview) -> bytes:
        """A second name."""
        self._well()
        knoop = self.schijf.knopen[struct.unpack_from("<Q", data)[0]]
        self._map(node).kinderen[_name(data[8:])] = knoop.nummer
        knoop.links += 1
        return self._entry(knoop)

    def open(self, node: int, _: memoryview) -> bytes:
        """Open a file or directory; files are known by their number."""
        if node not in self.schijf.knopen:
            raise OSError(errno.ENOENT, "")
        return struct.pack("<QII", 0, 0, 0)

    def read(self, node: int, data: memoryview) -> bytes:
        """Read."""
        _, offset, size = struct.unpack_from("<QQI", data)
        return bytes(self.schijf.knopen[node].data[offset : offset + size])

    def write(self, node: int, data: memoryview) -> bytes:
        """Write; nothing of it is certain yet."""
        _, offset, size = struct.unpack_from("<QQI", data)
        knoop = self.schijf.knopen[node]
        self.schijf.may_write(knoop, offset + size)
        self.geteld["write"] += 1
        if size:
            knoop.write(offset, data[40 : 40 + size])
        return struct.pack("<II", size, 0)

    def fsync(self, node: int, _: memoryview) -> None:
        """Make it certain, or fail as a broken disk does."""
        self.geteld["fsync"] += 1
        knoop, broken = self.schijf.knopen[node], self.schijf.fout_bij_sync or self.schijf.fout
        if broken:
            if broken == errno.EIO:
                knoop.fail()
            raise OSError(broken, "")
        knoop.sync()

    def statfs(self, *_: object) -> bytes:
        """How much room there is."""
        free = max(0, self.schijf.ruimte - self.schijf.used()) // 4096
        files = min(self.schijf.plaatsen, 1 << 20)
        places = max(0, files - len(self.schijf.knopen))
        return struct.pack("<QQQQQIIII24x", free, free, free, files, places, 4096, 255, 4096, 0)

    def readdir(self, node: int, data: memoryview) -> bytes:
        """The names in a directory, from the place asked on."""
        _, offset, size = struct.unpack_from("<QQI", data)
        names = [(".", node), ("..", 1), *self._map(node).kinderen.items()]
        found = b""
        for place, (name, number) in enumerate(names[offset:], start=offset + 1):
            raw, knoop = name.encode(), self.schijf.knopen[number]
            entry = struct.pack("<QQII", number, place, len(raw), stat.S_IFMT(knoop.mode) >> 12) + raw
            entry += bytes(-len(entry) % 8)
            if len(found) + len(entry) > size:
                break
            found += entry
        return found

    def _map(self, node: int) -> Knoop:
        knoop = self.schijf.knopen[node]
        if not knoop.is_map:
            raise OSError(errno.ENOTDIR, "")
        return knoop

    def _well(self) -> None:
        if self.schijf.fout:
            raise OSError(self.schijf.fout, "")

    def _make(self, node: int, name: str, mode: int) -> Knoop:
        self.schijf.may_make()
        return self.schijf.add(node, name, mode, *self.owner)

    def _entry(self, knoop: Knoop) -> bytes:
        return ENTRY.pack(knoop.nummer, 0, KEEP, KEEP, 0, 0) + self._attr(knoop)

    def _attr(self, knoop: Knoop) -> bytes:
        size, at = len(knoop.data), int(knoop.tijd)
        return ATTR.pack(knoop.nummer, size, -(-size // 512), at, at, at, 0, 0, 0, knoop.mode, max(1, knoop.links),
                         knoop.uid, knoop.gid, 0, 4096, 0)  # fmt: skip


def _name(data: memoryview) -> str:
    return bytes(data).split(b"\0", 1)[0].decode()


def obey(line: str, link: Koppeling, chance: random.Random) -> str:
    """Do one command of standard input and return the answer."""
    word, _, argument = line.partition(" ")
    disk = link.schijf
    if word == "load":
        disk.load(Path(argument))
    elif word == "mount":
        link.mount()
    elif word == "cut":
        link.unmount()
        return str(disk.cut(chance, float(argument)))
    elif word == "fault":
        disk.fout = int(argument)
    elif word == "syncfault":
        disk.fout_bij_sync = int(argument)
    elif word == "room":
        disk.ruimte = int(argument) or 1 << 40
    elif word == "inodes":
        disk.plaatsen = len(disk.knopen) if argument == "0" else 1 << 40
    elif word == "used":
        return str(disk.used())
    elif word == "count":
        return f"{link.geteld['write']} {link.geteld['fsync']}"
    return "ok"


def serve(path: Path, seed: int) -> None:
    """Answer the kernel and the commands until `end`, or until who gave them is gone."""
    link, chance, asked = Koppeling(Schijf(), path), random.Random(seed), b""  # noqa: S311 (the same each time)
    try:
        while True:
            ready, _, _ = select.select([0, *([link.fd] if link.fd >= 0 else [])], [], [])
            if link.fd >= 0 and link.fd in ready:
                link.answer()
            if 0 not in ready:
                continue
            more = os.read(0, 4096)
            asked += more
            *lines, asked = asked.split(b"\n")
            if not more or b"end" in lines:
                return
            for line in lines:
                try:
                    told = obey(line.decode(), link, chance)
                except OSError as fault:
                    told = f"fault {fault.errno} {fault.strerror}"
                print(told, flush=True)
    finally:
        link.unmount()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
