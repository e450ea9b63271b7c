"""Reads for a hand-over to another system: every plan, goal and support, lean and in any order; never on a screen."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from keukentafel.core.opvragen import only
from keukentafel.core.versleuteling import plain_text, taken_together
from keukentafel.plannen.models import Doel, Doelpersoon, Inzet, Plan
from keukentafel.plannen.states import Inzetstatus
from keukentafel.referentielijsten.public import Wet

IN_EENS = 10_000  # rows that come from the database at a time
PORTIE = 900  # ids in one question
DAGEN_IN_JAAR = 365


class Planfeit(NamedTuple):
    """A plan; without `eigenaar_id` it is the team's own."""

    pk: int
    huishouden_id: int
    casus_id: int | None
    eigenaar_id: int | None
    opgesteld_op: date
    besproken_op: date | None
    verstrekt_op: date | None
    akkoord: str
    beeindigd_op: date | None


class Doelfeit(NamedTuple):
    """A goal; `persoon_id` None: for the household, or for more than one of it."""

    pk: int
    plan_id: int
    persoon_id: int | None
    leefdomein_id: int
    telwijze: str
    soort: str
    omschrijving: str
    streefdatum: date | None
    status: str
    status_op: date | None


class Inzetfeit(NamedTuple):
    """Support that began; `doeldomein_id` is the domain of its goal, `kosten` the euros of its whole period."""

    pk: int
    plan_id: int
    doel_id: int | None
    doeldomein_id: int | None
    persoon_id: int | None
    leefdomein_id: int
    kring: str
    aard: str
    uitvoerder_soort: str
    uitvoerder_id: int | None
    omschrijving: str
    zonder_indicatie: bool | None
    kosten: Decimal | None
    van: date
    tot: date | None


class Plangegevens(NamedTuple):
    """What a goal or support needs to know of its plan."""

    huishouden_id: int
    opgesteld_op: date
    wet: str


def all_plannen(ids: Collection[int] | None = None) -> Iterator[Planfeit]:
    """Yield every plan, or these; also one that went up in another: that has ended."""
    rows = only(Plan.objects.order_by(), ids).values_list(*Planfeit._fields)
    return (Planfeit(*row) for row in rows.iterator(chunk_size=IN_EENS))


def all_doelen(ids: Collection[int] | None = None) -> Iterator[Doelfeit]:
    """Yield every goal, or these."""
    persons: dict[int, int | None] = {}
    links = only(Doelpersoon.objects.order_by(), ids, "doel").values_list("doel_id", "persoon_id")
    for doel, persoon in links.iterator(IN_EENS):
        persons[doel] = None if doel in persons else persoon
    names = [name for name in Doelfeit._fields if name != "persoon_id"]
    rows = only(Doel.objects.order_by(), ids).values_list(*names)
    for pk, plan, *rest in taken_together(rows.iterator(chunk_size=IN_EENS)):
        found = Doelfeit(pk, plan, persons.get(pk), *rest)
        yield found._replace(omschrijving=plain_text(Doel, "omschrijving", pk, found.omschrijving))


def all_inzet(ids: Collection[int] | None = None) -> Iterator[Inzetfeit]:
    """Yield all support that began, or that of these; what is only proposed stays here."""
    rows = only(Inzet.objects.exclude(status=Inzetstatus.VOORGESTELD).order_by(), ids).values_list(
        "pk", "plan_id", "doel_id", "doel__leefdomein_id", "persoon_id", "leefdomein_id", "kring", "aard",
        "uitvoerder_soort", "uitvoerder_id", "omschrijving", "zonder_indicatie", "kosten_totaal", "van", "tot",
        "kosten",
    )  # fmt: skip
    facts: list[Any]
    for *facts, per_year in taken_together(rows.iterator(chunk_size=IN_EENS)):
        found = Inzetfeit(*facts)
        found = found._replace(omschrijving=plain_text(Inzet, "omschrijving", found.pk, found.omschrijving))
        if found.kosten is None and per_year is not None and found.tot is not None:
            found = found._replace(kosten=cost_of_period(per_year, found.van, found.tot))
        yield found


class Kostenfeit(NamedTuple):
    """What an item of an own plan is known to cost a year, in euro, and under which law it falls."""

    pk: int
    wet: str
    per_jaar: Decimal | None


def cost_facts() -> Iterator[Kostenfeit]:
    """Yield the support of own plans of cases that began; what is only proposed costs nothing yet."""
    own = Inzet.objects.exclude(status=Inzetstatus.VOORGESTELD).filter(plan__eigenaar=None, plan__casus__isnull=False)
    for row in own.order_by().values_list("pk", "wet", "kosten").iterator(chunk_size=IN_EENS):
        yield Kostenfeit(*row)


def cost_of_period(per_jaar: Decimal, van: date, tot: date) -> Decimal:
    """What support cost from its first day to its last, in euro and cents, when a year costs `per_jaar`."""
    return (per_jaar * ((tot - van).days + 1) / DAGEN_IN_JAAR).quantize(Decimal("0.01"))


def facts_of_plannen(ids: Sequence[int]) -> dict[int, Plangegevens]:
    """By plan its household, its day and the law of its case; without a case the general one."""
    found: dict[int, Plangegevens] = {}
    for part in portions(ids):
        rows = Plan.objects.filter(pk__in=part).order_by()
        for pk, household, day, wet in rows.values_list("pk", "huishouden_id", "opgesteld_op", "casus__wet"):
            found[pk] = Plangegevens(household, day, wet or Wet.ALGEMEEN.value)
    return found


def domains_of_doelen(ids: Sequence[int]) -> dict[int, int]:
    """By goal the id of its domain."""
    found: dict[int, int] = {}
    for part in portions(ids):
        found.update(Doel.objects.filter(pk__in=part).order_by().values_list("pk", "leefdomein_id"))
    return found


def domains_of_inzet(ids: Sequence[int]) -> dict[int, int]:
    """By item of support the id of its domain; what is only proposed is not in it."""
    found: dict[int, int] = {}
    for part in portions(ids):
        rows = Inzet.objects.filter(pk__in=part).exclude(status=Inzetstatus.VOORGESTELD).order_by()
        found.update(rows.values_list("pk", "leefdomein_id"))
    return found


def schemes_of_plannen(ids: Sequence[int]) -> dict[int, list[str]]:
    """By plan the codes of the schemes in which its support is recorded, the latest first."""
    found: dict[int, list[str]] = {}
    for part in portions(ids):
        rows = Inzet.objects.filter(plan__in=part).order_by("-van", "-pk")
        for plan, code in rows.values_list("plan_id", "leefdomein__stelsel__code"):
            codes = found.setdefault(plan, [])
            if code not in codes:
                codes.append(code)
    return found


def portions(ids: Sequence[int]) -> Iterator[list[int]]:
    """Yield the different ids, so many as one question takes at a time."""
    different = sorted(set(ids))
    for start in range(0, len(different), PORTIE):
        yield different[start : start + PORTIE]
