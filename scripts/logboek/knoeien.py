"""U1: tampering with the log by who is master of the database; every one must be found, at its place.

Each tampering is done with SQL on a real, whole chain, the whole chain is verified, and the tampering is taken back.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from keukentafel.audit.keten import GENESIS, NAMEN, Inhoud, chain_key, line_hash
from keukentafel.audit.models import IJkpunt, Regel
from keukentafel.audit.selectors import verify_chain
from scripts.logboek.verzonnen import invent

Chain = list[tuple[Inhoud, str]]
LENGTE, MAANDEN = 40, 3
GELDIG = {"vorm": 1, "resultaat": "geweigerd", "soort": "lezen"}


@dataclass(slots=True)
class Uitslag:
    """How often each kind was tried, and what was not found or was named at another place."""

    geprobeerd: Counter[str] = field(default_factory=Counter)
    gemist: list[str] = field(default_factory=list)


class Terug(Exception):
    """Take the tampering back."""


def make_chain(pick: random.Random, length: int = LENGTE) -> Chain:
    """A sound chain over three months, so that it lies in several partitions."""
    made: Chain = []
    first, previous, key = timezone.now().replace(day=1, hour=9, microsecond=1), GENESIS, chain_key()
    for number in range(1, length + 1):
        moment = first + timedelta(days=number * MAANDEN * 30 / length, microseconds=pick.randrange(1_000_000))
        line = invent(pick, number, moment)
        previous = line_hash(previous, line, key)
        made.append((line, previous))
    return made


def store(chain: Sequence[tuple[Inhoud, str]]) -> None:
    """Put the lines in the table as they are."""
    rows = [{name: getattr(line, name) for name in NAMEN} | {"hash": digest} for line, digest in chain]
    Regel.objects.bulk_create([Regel(**row) for row in rows])


def unlock() -> None:
    """What the master of the database does first: take the triggers away, and give himself every right."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("DROP TRIGGER audit_regel_vast_u")
            cursor.execute("DROP TRIGGER audit_regel_vast_d")
            return
        for name in ("audit_regel", *partitions()):
            cursor.execute(f"GRANT ALL ON {name} TO CURRENT_USER")
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")


def partitions() -> list[str]:
    """The partitions of the log by name; none on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_regel'::regclass")
        return [name for (name,) in cursor.fetchall()]


def change_field(pick: random.Random, chain: Chain) -> int:
    """Give one field of one line another value."""
    line, digest = pick.choice(chain)
    name = pick.choice((*NAMEN, "hash"))
    value = other_value(pick, name, digest if name == "hash" else getattr(line, name))
    Regel.objects.filter(volgnr=line.volgnr).update(**{name: value})
    return line.volgnr


def other_value(pick: random.Random, name: str, old: Any) -> Any:
    """A value of the right type that differs from the old one."""
    if name in ("tijd", "begonnen"):
        return old + timedelta(microseconds=pick.choice((-1, 1, 60_000_000)))
    if name == "volgnr":
        return old + 10_000
    if name == "gebeurtenis":
        return str(uuid.UUID(int=pick.getrandbits(128), version=4))
    if name == "geheim":
        return pick.choice([value for value in (None, b"", b"\x01ander") if value != old])
    if name in ("actor", "namens"):
        return pick.choice([value for value in (None, 0, 9999) if value != old])
    if name == "hash":
        return f"{pick.getrandbits(256):064x}"
    if name in GELDIG:
        return GELDIG[name] if old != GELDIG[name] else "gelukt"
    return pick.choice([value for value in ("", "x", f"{old}~"[-14:], "\x1f") if value != old])


def delete_some(pick: random.Random, chain: Chain) -> int:
    """Remove one line or a few together, the last one not among them."""
    start = pick.randrange(0, len(chain) - 4)
    gone = [line.volgnr for line, _ in chain[start : start + pick.randrange(1, 4)]]
    Regel.objects.filter(volgnr__in=gone).delete()
    return gone[0]


def cut_tail(pick: random.Random, chain: Chain) -> int:
    """Remove the last lines: the chain that is left is sound."""
    first = pick.randrange(2, len(chain) + 1)
    Regel.objects.filter(volgnr__gte=first).delete()
    return first


def insert_line(pick: random.Random, chain: Chain) -> int:
    """Put a line between two others, and number the rest anew."""
    place = pick.randrange(1, len(chain) + 1)
    rest = chain[place - 1 :]
    Regel.objects.filter(volgnr__gte=place).delete()
    line = invent(pick, place, rest[0][0].tijd)
    moved = [(replace(old, volgnr=old.volgnr + 1), digest) for old, digest in rest]
    store([(line, line_hash(chain[place - 2][1] if place > 1 else GENESIS, line, b"geraden")), *moved])
    return place


def add_line(pick: random.Random, chain: Chain) -> int:
    """Put a line at the end, hashed with a key that was guessed."""
    line = invent(pick, len(chain) + 1, chain[-1][0].tijd)
    store([(line, line_hash(chain[-1][1], line, pick.randbytes(32)))])
    return line.volgnr


def swap_lines(pick: random.Random, chain: Chain) -> int:
    """Let two lines change places, with or without their hashes."""
    (one, digest1), (two, digest2) = sorted(pick.sample(chain, 2), key=lambda pair: pair[0].volgnr)
    if pick.random() < 0.5:
        digest1, digest2 = digest2, digest1
    Regel.objects.filter(volgnr__in=(one.volgnr, two.volgnr)).delete()
    store([(replace(one, volgnr=two.volgnr), digest1), (replace(two, volgnr=one.volgnr), digest2)])
    return one.volgnr


def forge_tail(pick: random.Random, chain: Chain) -> int:
    """Change a line and chain everything after it anew, as far as one can without the key."""
    place = pick.randrange(0, len(chain))
    previous, forged = chain[place - 1][1] if place else GENESIS, []
    key, form = pick.choice(((b"", 2), (pick.randbytes(32), 2), (b"", 1)))
    for number, (line, _) in enumerate(chain[place:]):
        changed = replace(line, actor=31337) if number == 0 else line
        if form == 1:
            changed = replace(changed, vorm=1, begonnen=None, grond="", namens=None, vreemd="")
        previous = line_hash(previous, changed, key)
        forged.append((changed, previous))
    Regel.objects.filter(volgnr__gt=place).delete()
    store(forged)
    if form == 1 and pick.random() < 0.5:  # and a proof that these lines are old
        IJkpunt.objects.create(
            soort="overgang", volgnr=len(chain), hash=previous, handtekening=f"{pick.getrandbits(256):064x}"
        )
    return place + 1


def older_state(pick: random.Random, chain: Chain) -> int:
    """Put back the log of an hour ago and go on from there with lines that were not there."""
    first = cut_tail(pick, chain)
    add_line(pick, chain[: first - 1])
    return first


def empty_table(pick: random.Random, chain: Chain) -> int:
    """Empty the whole table."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_regel" if connection.vendor == "postgresql" else "DELETE FROM audit_regel")
    return 1


def drop_partition(pick: random.Random, chain: Chain) -> int:
    """Drop one month of the log as a whole; on SQLite, which has no partitions, the lines of that month."""
    line = pick.choice(chain)[0]
    month = [other.volgnr for other, _ in chain if _partition(other) == _partition(line)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {_partition(line)}")
    else:
        Regel.objects.filter(volgnr__in=month).delete()
    return month[0]


def _partition(line: Inhoud) -> str:
    return f"audit_regel_{line.tijd:%Y_%m}"


Knoeierij = Callable[[random.Random, Chain], int]
SOORTEN: Mapping[str, tuple[Knoeierij, int]] = {  # and how many in a hundred
    "veld gewijzigd": (change_field, 46),
    "regels weggehaald": (delete_some, 10),
    "staart afgeknipt": (cut_tail, 10),
    "regel tussengevoegd": (insert_line, 6),
    "regel toegevoegd": (add_line, 5),
    "regels verwisseld": (swap_lines, 8),
    "staart nagemaakt": (forge_tail, 9),
    "oudere stand teruggezet": (older_state, 3),
    "tabel geleegd": (empty_table, 1),
    "maand weggehaald": (drop_partition, 2),
}


def tamper(count: int, *, seed: int, soorten: Sequence[str] = tuple(SOORTEN), length: int = LENGTE) -> Uitslag:
    """Tamper `count` times; nothing of it stays. The chain that is there gives way to one made for this."""
    result, pick = Uitslag(), random.Random(seed)  # noqa: S311 (the same each time)
    for name, chain, place, found in _tried(count, pick, soorten, length):
        result.geprobeerd[name] += 1
        if found != place:
            result.gemist.append(f"{name}: bij regel {place} van {len(chain)}, gevonden bij {found}")
    return result


def _tried(
    count: int, pick: random.Random, soorten: Sequence[str], length: int
) -> Iterator[tuple[str, Chain, int, int | None]]:
    weights = [SOORTEN[name][1] for name in soorten]
    try:
        with transaction.atomic():
            unlock()
            Regel.objects.all().delete()
            chain = make_chain(pick, length)
            store(chain)
            known = {length: chain[-1][1]}  # the checkpoint, which lies elsewhere
            if (broken := verify_chain(known)[1]) is not None:
                raise RuntimeError(f"de keten klopte al niet: {broken}")
            for name in pick.choices(soorten, weights, k=count):
                try:
                    with transaction.atomic():
                        place = SOORTEN[name][0](pick, chain)
                        broken = verify_chain(known)[1]
                        yield name, chain, place, None if broken is None else broken.volgnr
                        raise Terug
                except Terug:
                    continue
            raise Terug
    except Terug:
        return
