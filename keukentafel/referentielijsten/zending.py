"""Read the lists that the product ships (`data/*.toml`), checked and typed; no database."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from keukentafel.referentielijsten.states import Betrouwbaarheid, Lijstsoort, Overgangsoort

MAP = Path(__file__).with_name("data")
ALTIJD = date(1900, 1, 1)  # stands for: no known first day


class Zendingsfout(ValueError):
    """A shipped list is not well formed; the message names file, list and what is wrong."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One shipped entry; what it does not say itself it takes from its list."""

    code: str
    naam: str
    volgorde: int
    bron: str
    betrouwbaarheid: str
    telt_als: str = ""
    geldig_van: date = ALTIJD
    geldig_tot: date | None = None
    kenmerken: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lijstzending:
    """One shipped list. `opsomming`: the enumeration in states that holds the same codes, if any."""

    code: str
    naam: str
    omschrijving: str
    soort: str
    groep: str
    bron: str
    betrouwbaarheid: str
    contract: tuple[str, ...]
    opsomming: str
    telt_als_lijst: str
    alles_nodig: bool
    codes: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Stelselzending:
    """One shipped domain scheme; its domains and levels are entries."""

    code: str
    naam: str
    geldig_van: date
    geldig_tot: date | None
    voorbeeld: bool
    alleen_met_kinderen: bool
    voor_inzet: bool
    in_gebruik: bool
    bron: str
    betrouwbaarheid: str
    domeinen: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Niveauzending:
    """One shipped level, the same in every scheme."""

    waarde: int
    naam: str
    is_probleem: bool
    kenmerken: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overgangzending:
    """One shipped line of a crosswalk: from one domain to none, one or more."""

    van_stelsel: str
    van: str
    naar_stelsel: str
    naar: tuple[str, ...]
    soort: str
    bron: str
    betrouwbaarheid: str


@dataclass(frozen=True, slots=True)
class Zending:
    """Everything that is shipped."""

    lijsten: tuple[Lijstzending, ...]
    stelsels: tuple[Stelselzending, ...]
    niveaus: tuple[Niveauzending, ...]
    overgangen: tuple[Overgangzending, ...]


@cache
def read_shipment() -> Zending:
    """All shipped lists. Raises Zendingsfout."""
    lists: list[Lijstzending] = []
    schemes: dict[str, Any] = {}
    for path in sorted(MAP.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        try:
            lists.extend(_list(entry, path.stem) for entry in data.get("lijst", []))
        except (KeyError, ValueError) as error:
            raise Zendingsfout(f"{path.name}: {error!r}") from error
        if "stelsel" in data:
            schemes = data
    codes = [entry.code for entry in lists]
    if len(codes) != len(set(codes)):
        raise Zendingsfout(f"dubbele lijst: {sorted({c for c in codes if codes.count(c) > 1})}")
    return Zending(
        tuple(lists),
        tuple(_scheme(entry) for entry in schemes["stelsel"]),
        tuple(_level(entry) for entry in schemes["niveaus"]),
        tuple(_crosswalk(schemes["overgang"])),
    )


def _list(entry: Mapping[str, Any], group: str) -> Lijstzending:
    bron, conf = entry["bron"], Betrouwbaarheid(entry["betrouwbaarheid"]).value
    return Lijstzending(
        code=entry["code"],
        naam=entry["naam"],
        omschrijving=entry["omschrijving"],
        soort=Lijstsoort(entry["soort"]).value,
        groep=group,
        bron=bron,
        betrouwbaarheid=conf,
        contract=tuple(entry.get("contract", ())),
        opsomming=entry.get("opsomming", ""),
        telt_als_lijst=entry.get("telt_als_lijst", ""),
        alles_nodig=entry.get("alles_nodig", False),
        codes=_entries(entry["code"], entry["codes"], bron, conf, ALTIJD, None),
    )


def _entries(
    owner: str, rows: list[Mapping[str, Any]], bron: str, conf: str, van: date, tot: date | None
) -> tuple[Regel, ...]:
    entries = tuple(
        Regel(
            code=row["code"],
            naam=row["naam"],
            volgorde=place,
            bron=row.get("bron", bron),
            betrouwbaarheid=Betrouwbaarheid(row.get("betrouwbaarheid", conf)).value,
            telt_als=row.get("telt_als", ""),
            geldig_van=row.get("geldig_van", van),
            geldig_tot=row.get("geldig_tot", tot),
            kenmerken=row.get("kenmerken", {}),
        )
        for place, row in enumerate(rows, start=1)
    )
    codes = [entry.code for entry in entries]
    if len(codes) != len(set(codes)):
        raise ValueError(f"{owner}: een code staat er dubbel in")
    return entries


def _scheme(entry: Mapping[str, Any]) -> Stelselzending:
    bron, conf = entry["bron"], Betrouwbaarheid(entry["betrouwbaarheid"]).value
    van, tot = entry["geldig_van"], entry.get("geldig_tot")
    return Stelselzending(
        code=entry["code"],
        naam=entry["naam"],
        geldig_van=van,
        geldig_tot=tot,
        voorbeeld=entry["voorbeeld"],
        alleen_met_kinderen=entry["alleen_met_kinderen"],
        voor_inzet=entry["voor_inzet"],
        in_gebruik=entry.get("in_gebruik", True),
        bron=bron,
        betrouwbaarheid=conf,
        domeinen=_entries(entry["code"], entry["domeinen"], bron, conf, van, tot),
    )


def _level(entry: Mapping[str, Any]) -> Niveauzending:
    extra = {key: entry[key] for key in ("kleur", "teken") if key in entry}
    return Niveauzending(entry["waarde"], entry["naam"], entry["is_probleem"], extra)


def _crosswalk(entries: list[Mapping[str, Any]]) -> Iterator[Overgangzending]:
    for entry in entries:
        for row in entry["regels"]:
            yield Overgangzending(
                van_stelsel=entry["van"],
                van=row["van"],
                naar_stelsel=entry["naar"],
                naar=tuple(row["naar"]),
                soort=Overgangsoort(row["soort"]).value,
                bron=entry["bron"],
                betrouwbaarheid=Betrouwbaarheid(entry["betrouwbaarheid"]).value,
            )
