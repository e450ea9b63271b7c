"""The hash chain: each line's hash covers its content and the hash before it.

Who changes, removes, inserts or swaps a line breaks the chain at that place; cutting off the tail is
seen only against a checkpoint that is kept elsewhere (`keukentafel audit head`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter

GENESIS = "0" * 64
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Inhoud:
    """The content of a line in the order in which it is hashed and stored."""

    volgnr: int
    tijd: datetime
    gebeurtenis: str
    trace: str
    soort: str
    actie: str
    activiteit: str
    resultaat: str
    reden: str
    actor: int | None
    rol: str
    oorsprong: str
    object_soort: str
    object_id: str
    betrokkene: str
    wet: str
    geheim: bytes | None


# Not dataclasses.astuple: that copies every value deeply, a third of what a line costs on a page of fifty households.
NAMEN = tuple(field.name for field in fields(Inhoud))
TIJD, GEHEIM = NAMEN.index("tijd"), NAMEN.index("geheim")
_values = attrgetter(*NAMEN)


@dataclass(frozen=True, slots=True)
class Breuk:
    """Where the chain is broken first, and how."""

    volgnr: int
    reden: str


def line_hash(previous: str, line: Inhoud) -> str:
    """SHA-256 (hex) over the previous hash and every field of the line."""
    values: list[object] = list(_values(line))
    values[TIJD] = line.tijd.astimezone(UTC).isoformat(timespec="microseconds")
    values[GEHEIM] = line.geheim.hex() if line.geheim is not None else None
    parts = [previous, *["" if value is None else str(value) for value in values]]
    return sha256(SEPARATOR.join(parts).encode()).hexdigest()


def first_break(lines: Iterable[tuple[Inhoud, str]]) -> Breuk | None:
    """Check a whole chain, given as (content, stored hash) in order of volgnr; None when it is sound."""
    return next(_breaks(lines), None)


def _breaks(lines: Iterable[tuple[Inhoud, str]]) -> Iterator[Breuk]:
    previous, expected = GENESIS, 1
    for line, stored in lines:
        if line.volgnr != expected:
            yield Breuk(expected, f"regel {expected} ontbreekt; gevonden {line.volgnr}")
            return
        if line_hash(previous, line) != stored:
            yield Breuk(line.volgnr, f"regel {line.volgnr} past niet op de regel ervoor of is gewijzigd")
            return
        previous, expected = stored, expected + 1
