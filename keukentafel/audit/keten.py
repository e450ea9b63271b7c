"""The hash chain: each line's hash covers its content and the hash before it.

Who changes, removes, inserts or swaps a line breaks the chain at that place, and cannot mend it without the key that
lies outside the database. Cutting off the tail is seen only against a checkpoint that is kept elsewhere (`ijkpunten`).
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter

from django.conf import settings

GENESIS = "0" * 64
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Inhoud:
    """The content of a line in the order in which it is hashed and stored.

    `vorm` says how it was hashed. Form 1 (the first lines of an older log) ends at `geheim` and is a plain SHA-256;
    form 2 covers every field and is keyed, so that who has the database only cannot make a chain that fits.
    """

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
    vorm: int = 1
    begonnen: datetime | None = None
    grond: str = ""
    namens: int | None = None
    vreemd: str = ""


VORM = 2  # of every line written now
NAMEN = tuple(field.name for field in fields(Inhoud))
TIJD, GEHEIM = NAMEN.index("tijd"), NAMEN.index("geheim")
EERSTE_VORM = GEHEIM + 1  # how many fields form 1 has
LEEG = (1, None, "", None, "")  # what the others are in form 1
NIETS = "~"  # None in form 2: no value looks like it
# Form 2 is hashed in two parts: what the lines of an event share, made once for a page of many persons, and the rest.
DELEN = (
    "tijd", "gebeurtenis", "trace", "activiteit", "actor", "rol", "oorsprong", "vorm", "begonnen", "namens", "vreemd",
)  # fmt: skip
EIGEN = (
    "volgnr", "soort", "actie", "resultaat", "reden", "object_soort", "object_id", "betrokkene", "wet", "geheim",
    "grond",
)  # fmt: skip
_values, _shared, _own = attrgetter(*NAMEN), attrgetter(*DELEN), attrgetter(*EIGEN)


@dataclass(frozen=True, slots=True)
class Breuk:
    """Where the chain is broken first, and how."""

    volgnr: int
    reden: str


def chain_key() -> bytes:
    """The key of the chain, made from the audit key, which lies outside the database."""
    return hmac.digest(settings.SLEUTELS.audit, b"keten van het logboek", "sha256")


def line_hash(previous: str, line: Inhoud, key: bytes) -> str:
    """Hash (64 hex characters) over the previous hash and every field of the line, in the line's own form."""
    if line.vorm == 1:
        values: list[object] = list(_values(line)[:EERSTE_VORM])
        values[TIJD] = _moment(line.tijd)
        values[GEHEIM] = None if line.geheim is None else line.geheim.hex()
        parts = [previous, *["" if value is None else str(value) for value in values]]
        return sha256(SEPARATOR.join(parts).encode(errors="surrogatepass")).hexdigest()
    return keyed_hash(previous, shared_text(_shared(line)), _own(line), key)


def shared_text(values: Sequence[object]) -> str:
    """What the lines of one event share, as it is hashed; `values` in the order of DELEN."""
    return SEPARATOR.join([_text(value) for value in values])


def keyed_hash(previous: str, shared: str, own: Sequence[object], key: bytes) -> str:
    """The hash of form 2; `own` in the order of EIGEN.

    No value holds the separator (see regelvorm.one_line), so no text can move from one field to the next.
    """
    text = SEPARATOR.join([previous, shared, *[value if type(value) is str else _text(value) for value in own]])
    return hmac.digest(key, text.encode(errors="surrogatepass"), "sha256").hex()


def _text(value: object) -> str:
    if value is None:
        return NIETS
    if isinstance(value, datetime):
        return _moment(value)
    return value.hex() if isinstance(value, bytes) else str(value)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def first_break(
    lines: Iterable[tuple[Inhoud, str]], key: bytes, punten: Mapping[int, str] | None = None, *, oud_tot: int = 0
) -> Breuk | None:
    """Check a whole chain, given as (content, stored hash) in order of volgnr; None when it is sound.

    `punten`: hash by number of the lines that are known from elsewhere; a chain that ends before the last of them was
    cut off. `oud_tot`: the last line that may be of form 1.
    """
    return next(_breaks(lines, key, dict(punten or {}), oud_tot), None)


def _breaks(lines: Iterable[tuple[Inhoud, str]], key: bytes, known: dict[int, str], oud_tot: int) -> Iterator[Breuk]:
    previous, expected = GENESIS, 1
    for line, stored in lines:
        if line.volgnr != expected:
            yield Breuk(expected, f"regel {expected} ontbreekt; gevonden {line.volgnr}")
            return
        if fault := _wrong_form(line, oud_tot):
            yield Breuk(line.volgnr, fault)
            return
        if line_hash(previous, line, key) != stored:
            yield Breuk(line.volgnr, f"regel {line.volgnr} past niet op de regel ervoor of is gewijzigd")
            return
        if known.pop(expected, stored) != stored:
            yield Breuk(line.volgnr, f"regel {line.volgnr} is een andere dan in het ijkpunt")
            return
        previous, expected = stored, expected + 1
    if known:
        yield Breuk(expected, f"regel {expected} en later ontbreken; volgens het ijkpunt zijn er {max(known)}")


def _wrong_form(line: Inhoud, oud_tot: int) -> str:
    """Why the form of this line cannot be right, '' when it can: a log never goes back to the form without a key."""
    if line.vorm not in (1, VORM):
        return f"regel {line.volgnr} heeft een onbekende vorm"
    if (line.vorm == 1) != (line.volgnr <= oud_tot):
        return f"regel {line.volgnr} heeft niet de vorm van die tijd"
    if line.vorm == 1 and _values(line)[EERSTE_VORM:] != LEEG:
        return f"regel {line.volgnr} heeft velden die er toen niet waren"
    return ""


def prove_old(volgnr: int, digest: str) -> str:
    """The proof (64 hex characters) that lines up to this one may be of form 1; nobody makes it without the key."""
    return hmac.digest(chain_key(), f"vorm 1 tot {volgnr} {digest}".encode(), "sha256").hex()
