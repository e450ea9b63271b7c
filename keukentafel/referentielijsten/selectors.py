"""Reads: what a list holds on a day. `op` is the day that counts; without it, today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from keukentafel.referentielijsten.models import Criteriumtekst
from keukentafel.referentielijsten.momentopname import (
    Niveauwaarde,
    Overgangswaarde,
    Stelselwaarde,
    Waarde,
    snapshot,
)

EVALUATIE_NA = 180  # days; for a case type that was loaded before it had a term of its own


class OnbekendeLijst(KeyError):
    """There is no such list, scheme or code; that is a fault in the code or in the data brought in."""


@dataclass(frozen=True, slots=True)
class Gewichten:
    """The factors of the weighted caseload on a day (reports.md, caseload). Unit: points."""

    factoren: Mapping[str, Decimal]

    def points(self, *, zwaarte: str, veiligheid: bool, casustype: str, stand: str) -> Decimal:
        """Weight of one case, unrounded. An empty zwaarte or casustype is unknown; a closed case weighs 0."""
        if stand == "afgesloten":
            return Decimal(0)
        product = (
            self.factoren[f"zwaarte_{zwaarte or 'onbekend'}"]
            * self.factoren[f"casustype_{casustype or 'onbekend'}"]
            * self.factoren[f"stand_{stand}"]
        )
        return product * self.factoren["veiligheid"] if veiligheid else product


@dataclass(frozen=True, slots=True)
class Termijn:
    """A statutory term as it stands on a day; `lengte` None: the law names no length."""

    code: str
    naam: str
    start: str
    lengte: int | None
    eenheid: str
    artikel: str
    betrouwbaarheid: str
    kenmerken: Mapping[str, Any]


def list_codes(lijst: str, op: date | None = None) -> tuple[Waarde, ...]:
    """The entries of a list that hold on `op` (a day, or a moment of it), in order. Raises OnbekendeLijst."""
    day = _day(op)
    return tuple(value for value in _list(lijst) if value.holds_on(day))


def versions_of(lijst: str) -> tuple[Waarde, ...]:
    """Every version of every entry of a list, by its first day; none for a list that is still empty."""
    return tuple(sorted(snapshot().lijsten.get(lijst, ()), key=lambda value: (value.geldig_van, value.code)))


def choices(lijst: str, op: date | None = None) -> list[tuple[str, str]]:
    """(code, name) for a form field, without entries that are kept for old records only."""
    return [(v.code, v.naam) for v in list_codes(lijst, op) if v.kenmerken.get("keuze", True)]


def first_offered(lijst: str, *wensen: str, op: date | None = None) -> str:
    """The first of `wensen` that may be chosen on `op`, else the first code of the list: a default for a new record."""
    codes = [code for code, _ in choices(lijst, op)]
    return next((code for code in wensen if code in codes), codes[0] if codes else "")


def all_choices(lijst: str) -> list[tuple[str, str]]:
    """(code, name of today) of every code that the list ever had, what ended last: to filter records by."""
    today = timezone.localdate()
    begun = {v.code: v for v in sorted(_list(lijst), key=lambda v: v.geldig_van) if v.geldig_van <= today}
    found = sorted(begun.values(), key=lambda v: (not v.holds_on(today), v.volgorde))
    return [(v.code, v.naam) for v in found]


def find_code(lijst: str, code: str, op: date | None = None) -> Waarde:
    """The version of `code` that holds on `op`; else the one nearest before it, else the first.

    So an old record keeps its name after its code was ended. Raises OnbekendeLijst.
    """
    day = _day(op)
    versions = [value for value in _list(lijst) if value.code == code]
    if not versions:
        raise OnbekendeLijst(f"{lijst}.{code}")
    begun = [value for value in versions if value.geldig_van <= day]
    return max(begun, key=lambda v: v.geldig_van) if begun else min(versions, key=lambda v: v.geldig_van)


def label_of(lijst: str, code: str, op: date | None = None) -> str:
    """The name of a code as it was on `op`, the day or moment of the record; empty for an empty code."""
    return find_code(lijst, code, op).naam if code else ""


def contract_code(lijst: str, code: str, op: date | None = None) -> str:
    """The code under which a local code leaves the system (exchange package): its `telt_als`, or itself."""
    value = find_code(lijst, code, op)
    return value.telt_als or value.code


def schemes(op: date | None = None) -> tuple[Stelselwaarde, ...]:
    """The domain schemes that are in use on `op`; without a day all of them."""
    found = snapshot().stelsels.values()
    if op is None:
        return tuple(found)
    return tuple(s for s in found if s.geldig_van <= op and (s.geldig_tot is None or op <= s.geldig_tot))


def scheme(stelsel: str) -> Stelselwaarde:
    """One domain scheme. Raises OnbekendeLijst."""
    try:
        return snapshot().stelsels[stelsel]
    except KeyError:
        raise OnbekendeLijst(stelsel) from None


def domains_of(stelsel: str, op: date | None = None) -> tuple[Waarde, ...]:
    """The domains of a scheme that hold on `op`, in the order of the instrument. Raises OnbekendeLijst.

    Without `op` the domains of today, or for a scheme that has ended those of its last day.
    """
    found = scheme(stelsel)
    today = timezone.localdate()
    day = op or (min(found.geldig_tot, today) if found.geldig_tot else today)
    return tuple(value for value in found.domeinen if value.holds_on(day))


def find_domain(stelsel: str, domein: str, op: date | None = None) -> Waarde:
    """The version of one domain on `op` (see `domains_of`). Raises OnbekendeLijst."""
    for value in domains_of(stelsel, op):
        if value.code == domein:
            return value
    raise OnbekendeLijst(f"{stelsel}.{domein}")


def levels_of(stelsel: str, op: date | None = None) -> tuple[Niveauwaarde, ...]:
    """The levels 1 to 5 of a scheme on `op` (see `domains_of`). Raises OnbekendeLijst."""
    found = scheme(stelsel)
    today = timezone.localdate()
    day = op or (min(found.geldig_tot, today) if found.geldig_tot else today)
    return tuple(level for level in found.niveaus if level.holds_on(day))


def problem_levels(stelsel: str, op: date | None = None) -> frozenset[int]:
    """The level numbers that count as a problem (R-051)."""
    return frozenset(level.waarde for level in levels_of(stelsel, op) if level.is_probleem)


def criteria_of(stelsel: str) -> dict[tuple[str, int], str]:
    """The municipality's own criteria texts by domain code and level; empty when none were read in."""
    found = Criteriumtekst.objects.filter(stelsel__code=stelsel).order_by("domein_code", "niveau")
    return {(row.domein_code, row.niveau): row.tekst for row in found}


def crosswalk(van: str, naar: str, op: date | None = None) -> tuple[Overgangswaarde, ...]:
    """The lines from one scheme to another on `op`, empty when none is known: to show, never to convert (R-055)."""
    day = _day(op)
    return tuple(line for line in snapshot().overgangen.get((van, naar), ()) if line.holds_on(day))


def crosswalks_of(stelsel: str) -> tuple[tuple[str, str], ...]:
    """The pairs (from, to) of known crosswalks in which this scheme takes part."""
    return tuple(pair for pair in snapshot().overgangen if stelsel in pair)


def weights(op: date | None = None) -> Gewichten:
    """The weights of the caseload on `op`."""
    return Gewichten({v.code: Decimal(v.kenmerken["factor"]) for v in list_codes("gewicht", op)})


def norm(code: str, op: date | None = None) -> int:
    """A norm of the team in days, for instance `eerste_contact`. Raises OnbekendeLijst."""
    return int(find_code("norm", code, op).kenmerken["dagen"])


def aftercare_days(casustype: str, op: date | None = None) -> int:
    """Days from closing to nazorg for a case type; an empty type takes that of casemanagement (R-122)."""
    return int(find_code("casustype", casustype or "casemanagement", op).kenmerken["nazorgtermijn_dagen"])


def evaluation_days(casustype: str, op: date | None = None) -> int:
    """Days until the household and the team look back on the plan, for a case type (R-078); empty as casemanagement."""
    found = find_code("casustype", casustype or "casemanagement", op)
    return int(found.kenmerken.get("evaluatietermijn_dagen", EVALUATIE_NA))


def terms(op: date | None = None) -> tuple[Termijn, ...]:
    """The statutory terms on `op`."""
    return tuple(
        Termijn(
            v.code,
            v.naam,
            v.kenmerken["start"],
            v.kenmerken.get("lengte"),
            v.kenmerken.get("eenheid", ""),
            v.kenmerken["artikel"],
            v.betrouwbaarheid,
            v.kenmerken,
        )
        for v in list_codes("termijn", op)
    )


def age_band(leeftijd: int | None, op: date | None = None) -> str:
    """Code of the age band of an age in whole years; `onbekend` when it falls in none (R-007)."""
    if leeftijd is not None:
        for v in list_codes("leeftijdsband", op):
            if v.kenmerken["van"] <= leeftijd <= v.kenmerken.get("tot", leeftijd):
                return v.code
    return "onbekend"


def _day(op: date | None) -> date:
    """The local day of a day or a moment; today without one."""
    if isinstance(op, datetime):
        return timezone.localtime(op).date() if timezone.is_aware(op) else op.date()
    return op or timezone.localdate()


def _list(lijst: str) -> tuple[Waarde, ...]:
    try:
        return snapshot().lijsten[lijst]
    except KeyError:
        raise OnbekendeLijst(lijst) from None
