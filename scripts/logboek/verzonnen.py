"""Invented lines that form a sound chain, for the harnesses of the log."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from keukentafel.audit.keten import GENESIS, VORM, Inhoud, chain_key, line_hash

SOORTEN = ("lezen", "schrijven", "zoeken", "weigeren")
ACTIES = ("casus_inzien", "plan_inzien", "persoon_gezocht", "casus_heropend", "huishouden_gewijzigd")
GRONDEN = ("regisseur", "casusteam", "zelfde_team", "waarnemer", "noodtoegang", "rol", "geen", "")
ACTIVITEITEN = ("uitvoering-sociaal-domein", "aanmelding", "gegevenskwaliteit", "beheer")
LETTERS = "abcdefghij éß漢字 0123456789-_:.;\"'<>%"


def invented_lines(*, seed: int) -> Iterator[tuple[Inhoud, str]]:
    """Endless lines with their hashes: every field takes each kind of value it may have."""
    pick, key, previous, number = random.Random(seed), chain_key(), GENESIS, 0  # noqa: S311 (the same each time)
    moment = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    while True:
        number += 1
        moment += timedelta(microseconds=pick.randrange(1, 90_000_000))
        line = invent(pick, number, moment)
        previous = line_hash(previous, line, key)
        yield line, previous


def invent(pick: random.Random, number: int, moment: datetime) -> Inhoud:
    """One line with this number, written at this moment."""
    kind, event = pick.choice(SOORTEN), uuid.UUID(int=pick.getrandbits(128), version=4)
    return Inhoud(
        volgnr=number, tijd=moment, gebeurtenis=str(event), trace=f"{pick.getrandbits(127) + 1:032x}", soort=kind,
        actie=pick.choice(ACTIES), activiteit=pick.choice(ACTIVITEITEN),
        resultaat="geweigerd" if kind == "weigeren" else "gelukt",
        reden="".join(pick.choices(LETTERS, k=pick.randrange(0, 20))), actor=pick.choice((None, *range(1, 200))),
        rol=pick.choice(("regisseur", "wijkteamlid", "systeem", "teamleider regisseur")),
        oorsprong=f"10.{pick.randrange(256)}.{pick.randrange(256)}.{pick.randrange(256)}",
        object_soort=pick.choice(("casus", "huishouden", "")), object_id=str(pick.randrange(1, 10_000)),
        betrokkene=pick.choice(("", f"{pick.getrandbits(128):032x}")), wet=pick.choice(("", "wmo", "jeugd")),
        geheim=pick.randbytes(40) if kind == "zoeken" else None, vorm=VORM,
        begonnen=moment - timedelta(microseconds=pick.randrange(0, 400_000)), grond=pick.choice(GRONDEN),
        namens=pick.choice((None, None, None, 7)), vreemd=pick.choice(("", "", f"{pick.getrandbits(63) + 1:016x}")),
    )  # fmt: skip
