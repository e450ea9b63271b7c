"""One box for everything: a name, a date of birth, an address or the number of a case. Only what one may see."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casus, decide_rows, stand_of, stand_on, subjects_of
from keukentafel.core.opvragen import compiled
from keukentafel.personen.public import Treffer, find_personen, note_terms, teams_of_personen
from keukentafel.referentielijsten.public import label_of
from keukentafel.toegang.public import Gebruiker, may_ever

GEEN_CASUS = "geen casus"
CASUSNUMMER = re.compile(r"K[A-HJ-NPR-TV-Z2-9]{6}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gevonden:
    """One person who was found, and what tells him apart from his namesakes."""

    naam: str
    erbij: str


@dataclass(frozen=True, slots=True)
class Groep:
    """Who was found in one household, and its case if there is one that this user may see (`url` to open it).

    Without one `stand` says whom to ask, or that there is no case, as far as this user may know.
    """

    huishouden: str
    personen: Sequence[Gevonden]
    url: str = ""
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What was found for one line of text: who is called so, and whose name only resembles it."""

    gevonden: Sequence[Groep] = ()
    gelijkend: Sequence[Groep] = ()
    meer: bool = False


@dataclass(frozen=True, slots=True)
class Zoekcasus:
    """What the search reads of a case."""

    pk: int
    huishouden_id: int
    team_id: int
    wet: str
    aangemeld_op: date
    volgen_vanaf: date | None
    afgesloten_op: date | None


KOLOMMEN = tuple(field.name for field in fields(Zoekcasus))


def search(user: Gebruiker, typed: str) -> Resultaat:
    """Find persons and cases for one line of text; the search and everyone shown are logged."""
    match = CASUSNUMMER.fullmatch(typed.strip())
    if match:
        return _by_number(user, match[0].upper())
    result = find_personen(user, typed)
    cases = _cases_of(user, {hit.huishouden_id for hit in result.treffers if hit.huishouden_id})
    exact = [hit for hit in result.treffers if not hit.gelijkend]
    alike = [hit for hit in result.treffers if hit.gelijkend]
    words = _without_case(user, [hit for hit in result.treffers if hit.huishouden_id not in cases])
    return Resultaat(_grouped(exact, cases, words), _grouped(alike, cases, words), result.meer)


def _without_case(user: Gebruiker, hits: Sequence[Treffer]) -> dict[int, str]:
    """What is said of those without a case to open, by person (R-035).

    A team that has them in its care is named, as at the desk: ask there. That there is no case at all is said
    only to who may see cases; others are told nothing.
    """
    if not hits:
        return {}
    teams = teams_of_personen([hit.persoon.id for hit in hits])
    known_by = {pk: " of ".join(sorted(names.values())) for pk, names in teams.items() if names}
    words = {pk: f"Bekend. Vraag het aan {names}." for pk, names in known_by.items()}
    if may_ever(user, "casus_inzien"):
        homes = [hit.huishouden_id for hit in hits if hit.huishouden_id]
        known = set(Casus.objects.filter(huishouden__in=homes).order_by().values_list("huishouden_id", flat=True))
        words = {hit.persoon.id: GEEN_CASUS for hit in hits if hit.huishouden_id not in known} | words
    return words


def _by_number(user: Gebruiker, nummer: str) -> Resultaat:
    casus = Casus.objects.visible_to(user).filter(nummer=nummer).select_related("huishouden", "team").first()
    note_terms("casus_gezocht", nummer, hits=int(casus is not None))  # whoever tries numbers leaves a line for each
    if casus is None:
        return Resultaat()
    note_read("casus_gezocht", casus, subjects=subjects_of(casus), wet=casus.wet)
    stand = stand_of(casus)
    url = reverse("werkplek:casuspagina", args=[casus.pk])
    person = Gevonden(casus.nummer, casus.team.naam)
    return Resultaat([Groep(casus.huishouden.naam, [person], url, label_of("casusstand", stand or ""))])


def _cases_of(user: Gebruiker, huishouden_ids: Collection[int]) -> dict[int, Zoekcasus]:
    """The newest case of each household that this user may see, an open one before a closed one; two queries.

    Only for households of persons whom find_personen gave: a conflict or a shield closed them there.
    """
    found = [Zoekcasus(*row) for row in _cases(huishouden_ids)]
    today = timezone.localdate()
    decisions = decide_rows(user, found, today) if found else {}
    chosen: dict[int, Zoekcasus] = {}
    for casus in found:
        known = chosen.get(casus.huishouden_id)
        newer = known is None or (known.afgesloten_op is not None and casus.afgesloten_op is None)
        if newer and decisions[casus.pk].besluit.toegestaan:
            chosen[casus.huishouden_id] = casus
    return chosen


@compiled
def _cases(huishouden_ids: Collection[int]) -> QuerySet[Casus, tuple[Any, ...]]:
    rows = Casus.objects.filter(huishouden__in=huishouden_ids)
    return rows.order_by("huishouden_id", "-aangemeld_op", "-pk").values_list(*KOLOMMEN)


def _grouped(hits: Sequence[Treffer], cases: Mapping[int, Zoekcasus], words: Mapping[int, str]) -> list[Groep]:
    """The hits by household, in the order of the best hit of each; who lives nowhere stands alone."""
    homes: dict[tuple[str, int], list[Treffer]] = {}
    for hit in hits:
        key = ("huishouden", hit.huishouden_id) if hit.huishouden_id else ("persoon", hit.persoon.id)
        homes.setdefault(key, []).append(hit)
    return [
        _group(found, cases.get(pk) if kind == "huishouden" else None, words) for (kind, pk), found in homes.items()
    ]


def _group(hits: Sequence[Treffer], casus: Zoekcasus | None, words: Mapping[int, str]) -> Groep:
    people = [_person(hit) for hit in hits]
    home = hits[0].huishouden or hits[0].persoon.naam
    if casus is None:
        said = sorted({words[hit.persoon.id] for hit in hits if hit.persoon.id in words})
        return Groep(home, people, stand=" ".join(said))
    stand = stand_on(
        timezone.localdate(), aangemeld_op=casus.aangemeld_op, volgen_vanaf=casus.volgen_vanaf,
        afgesloten_op=casus.afgesloten_op,
    )  # fmt: skip
    return Groep(home, people, reverse("werkplek:casuspagina", args=[casus.pk]), label_of("casusstand", stand or ""))


def _person(hit: Treffer) -> Gevonden:
    age = f"{hit.persoon.leeftijd} jaar" if hit.persoon.leeftijd is not None else ""
    return Gevonden(hit.persoon.naam, ", ".join(part for part in (age, hit.persoon.adres) if part))
