"""One box for everything: a name, a date of birth, an address or the number of a case. Only what one may see."""

import re
from dataclasses import dataclass
from datetime import date

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus, stand_of, subjects_of
from keukentafel.personen.public import Treffer, find_personen
from keukentafel.toegang.public import Gebruiker

CASUSNUMMER = re.compile(r"\s*(K[A-HJ-NPR-TV-Z2-9]{6})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One hit: who, and the case to open if there is one that this user may see."""

    naam: str
    erbij: str
    casus: Casus | None
    stand: str
    gelijkend: bool
    huishouden_id: int | None


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What was found for one line of text."""

    gevonden: tuple[Gevonden, ...]
    meer: bool


def search(user: Gebruiker, typed: str) -> Resultaat:
    """Find persons and cases for one line of text; the search and everyone shown are logged."""
    match = CASUSNUMMER.fullmatch(typed)
    if match:
        return _by_number(user, match[1].upper())
    result = find_personen(user, typed)
    cases = _cases_of(user, [hit.huishouden_id for hit in result.treffers if hit.huishouden_id])
    return Resultaat(tuple(_found(hit, cases) for hit in result.treffers), result.meer)


def _by_number(user: Gebruiker, nummer: str) -> Resultaat:
    casus = Casus.objects.visible_to(user).filter(nummer=nummer).select_related("huishouden", "team").first()
    if casus is None:
        return Resultaat((), False)
    note_read("casus_gezocht", casus, subjects=subjects_of(casus), wet=casus.wet)
    stand = stand_of(casus)
    label = str(stand.label) if stand else ""
    home = casus.huishouden
    return Resultaat((Gevonden(home.naam, casus.team.naam, casus, label, False, home.pk),), False)


def _cases_of(user: Gebruiker, huishouden_ids: list[int]) -> dict[int, Casus]:
    """The newest case of each household that this user may see, an open one before a closed one."""
    rows = (
        Casus.objects.visible_to(user)
        .filter(huishouden__in=huishouden_ids)
        .select_related("team")
        .order_by("huishouden", "-aangemeld_op", "-pk")
    )
    chosen: dict[int, Casus] = {}
    for casus in rows:
        known = chosen.get(casus.huishouden_id)
        if known is None or (known.afgesloten_op is not None and casus.afgesloten_op is None):
            chosen[casus.huishouden_id] = casus
    return chosen


def _found(hit: Treffer, cases: dict[int, Casus]) -> Gevonden:
    casus = cases.get(hit.huishouden_id) if hit.huishouden_id else None
    age = f"{hit.persoon.leeftijd} jaar" if hit.persoon.leeftijd is not None else ""
    home = hit.huishouden if hit.huishouden != hit.persoon.naam else ""
    parts = [age, hit.persoon.adres, home]
    stand = stand_of(casus, date.today()) if casus else None
    return Gevonden(
        hit.persoon.naam,
        ", ".join(part for part in parts if part),
        casus,
        str(stand.label) if stand else "",
        hit.gelijkend,
        hit.huishouden_id,
    )
