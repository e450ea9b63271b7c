"""Writes of a practice scan: findings from outside the figures, and the top 10 that people choose (R-196)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import refuse_person
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.models import Bevinding, Ontwikkelpunt, Praktijkscan
from keukentafel.teams.public import Team

HOOGSTENS = 10  # a top 10

# Which standing questions say something about a theme; a theme without one rests on what people tell.
CIJFERS_BIJ: Mapping[str, Sequence[str]] = {
    "integraal": ("plan", "stapeling"),
    "casuistiek": (),
    "regie": ("hoe_vol", "hoe_lang"),
    "eigen_kracht": ("kanteling",),
    "plan": ("plan", "bereikt"),
    "outreachend": ("binnen", "buurt"),
    "professionalisering": ("anders",),
    "monitoring": ("hoe_gaat_het", "terugkoppeling"),
    "beleid": ("gebieden",),
    "randvoorwaarden": (),
}


@dataclass(frozen=True, slots=True)
class Bevindinginvoer:
    """What is said of one finding."""

    thema: str
    soort: str
    op: date
    wie: str
    tekst: str
    bewijs: str = ""


@dataclass(frozen=True, slots=True)
class Puntinvoer:
    """What is said of one point to develop, with the findings and questions it rests on."""

    naam: str
    waarom: str
    bevindingen: Sequence[int] = ()
    cijfers: Sequence[str] = ()


@action("praktijkscan_begonnen")
def begin_scan(*, by: Actor, naam: str, team: Team | None) -> Praktijkscan:
    """Begin a scan of a team, or of the municipality. Raises Regelfout while one of the same is open."""
    if Praktijkscan.objects.filter(team=team, afgesloten_op=None).exists():
        raise Regelfout("Er loopt al een praktijkscan. Sluit die eerst af.", veld="naam")
    made = Praktijkscan.objects.create(naam=naam.strip(), team=team, begonnen_op=timezone.localdate())
    record("praktijkscan_begonnen", made)
    return made


@action("praktijkscan_afgesloten")
def close_scan(*, by: Actor, scan: Praktijkscan, versie: int | None = None) -> Praktijkscan:
    """Close a scan: from now on it is read only. Raises Regelfout without a single point to develop."""
    locked = _open(scan, versie)
    if not locked.punten.exists():
        raise Regelfout("Kies eerst een ontwikkelpunt.")
    locked.change(afgesloten_op=timezone.localdate())
    record("praktijkscan_afgesloten", locked)
    return locked


@action("bevinding_vastgelegd")
def record_bevinding(
    *, by: Actor, scan: Praktijkscan, invoer: Bevindinginvoer, bevinding: Bevinding | None = None,
    versie: int | None = None,
) -> Bevinding:  # fmt: skip
    """Add a finding, or change one. Raises Regelfout for a number or address of somebody, and in a closed scan."""
    locked = _open(scan)
    for veld in ("wie", "tekst", "bewijs"):
        refuse_person(getattr(invoer, veld), (), veld=veld)
    if invoer.op > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen.", veld="op")
    values = {name: getattr(invoer, name) for name in Bevindinginvoer.__dataclass_fields__}
    if bevinding is None:
        made = Bevinding.objects.create(scan=locked, **values)
    else:
        made = Bevinding.lock(bevinding.pk, versie)
        made.change(**values)
    record("bevinding_vastgelegd", made)
    return made


@action("ontwikkelpunt_gekozen")
def record_punt(
    *, by: Actor, scan: Praktijkscan, invoer: Puntinvoer, punt: Ontwikkelpunt | None = None,
    versie: int | None = None,
) -> Ontwikkelpunt:  # fmt: skip
    """Add a point at the end of the list, or change one. Raises Regelfout without evidence, and beyond ten."""
    locked = _open(scan)
    if not invoer.bevindingen and not invoer.cijfers:
        raise Regelfout("Kies waar dit punt op rust: een bevinding of een cijfer.", veld="bevindingen")
    known = set(locked.bevindingen.filter(pk__in=invoer.bevindingen).values_list("pk", flat=True))
    values: dict[str, Any] = {
        "naam": invoer.naam.strip(), "waarom": invoer.waarom.strip(),
        "bevindingen": [pk for pk in invoer.bevindingen if pk in known], "cijfers": list(invoer.cijfers),
    }  # fmt: skip
    for veld in ("naam", "waarom"):
        refuse_person(values[veld], (), veld=veld)
    if punt is not None:
        made = Ontwikkelpunt.lock(punt.pk, versie)
        made.change(**values)
    else:
        taken = list(locked.punten.values_list("plaats", flat=True))
        if len(taken) >= HOOGSTENS:
            raise Regelfout("Er staan al tien punten. Haal er eerst een weg.")
        made = Ontwikkelpunt.objects.create(scan=locked, plaats=max(taken, default=0) + 1, **values)
    record("ontwikkelpunt_gekozen", made)
    return made


@action("ontwikkelpunt_verplaatst")
def raise_punt(*, by: Actor, punt: Ontwikkelpunt) -> None:
    """Put a point one place higher. Raises Regelfout for the first one."""
    scan = _open(punt.scan)
    rows = list(scan.punten.select_for_update())
    place = next(number for number, row in enumerate(rows) if row.pk == punt.pk)
    if place == 0:
        raise Regelfout("Dit punt staat al bovenaan.")
    above, own = rows[place - 1], rows[place]
    higher, lower = above.plaats, own.plaats
    own.change(plaats=higher)
    above.change(plaats=lower)
    record("ontwikkelpunt_verplaatst", own)


@action("ontwikkelpunt_weggehaald")
def drop_punt(*, by: Actor, punt: Ontwikkelpunt) -> None:
    """Take a point out of the list; its history stays."""
    scan = _open(punt.scan)
    record("ontwikkelpunt_weggehaald", punt)
    scan.punten.filter(pk=punt.pk).get().delete()


def _open(scan: Praktijkscan, versie: int | None = None) -> Praktijkscan:
    locked = Praktijkscan.lock(scan.pk, versie)
    if locked.afgesloten_op is not None:
        raise Regelfout("Deze praktijkscan is afgesloten. Begin een nieuwe.")
    return locked
