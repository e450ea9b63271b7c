"""The raw doors: measurements and scores as another system delivered them, in columns; one audit event per portion.

Nothing is refused here that the exchange package allows: a day to come, a domain that the instrument did not have on
that day, nobody whose judgement it is. The rules for what a worker types stand in actions.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.referentielijsten.public import Waarde, schemes
from keukentafel.zelfredzaamheid.models import Meting, Score
from keukentafel.zelfredzaamheid.states import Metingstatus

Kolommen = Mapping[str, Sequence[Any]]  # field as it is stored (a foreign key as `casus_id`) to the values of the rows
PORTIE = 900  # ids in one question


@action("metingen_ingelezen")
def bulk_store_metingen(*, by: Actor, kolommen: Kolommen) -> Sequence[int]:
    """Store recorded measurements; returns their ids in order. Each falls under the law of its case.

    `kolommen` are columns of equal length and must hold `casus_id`. No tasks are made: it happened long ago.
    """
    names = (*kolommen, "wet", "status")
    cases = kolommen["casus_id"]
    laws = _laws(cases)
    recorded = [Metingstatus.VASTGELEGD.value] * len(cases)
    rows = zip(*kolommen.values(), [laws[casus] for casus in cases], recorded, strict=True)
    ids = bulk_rows(Meting, names, rows, len(cases))
    record("metingen_ingelezen", None, reden=f"{len(ids)} metingen")
    return ids


@action("metingen_gewijzigd")
def bulk_change_metingen(*, by: Actor, ids: Sequence[int], kolommen: Kolommen) -> None:
    """Give measurements what another system says of them now; their former versions are kept.

    With another instrument their scores follow to the domain of the same code; a score without a counterpart stays
    with the domain that was scored.
    """
    bulk_change(Meting, tuple(kolommen), zip(ids, zip(*kolommen.values(), strict=True), strict=True))
    if "instrument_id" in kolommen:
        bulk_change(Score, ("leefdomein_id",), _moved_scores(ids))
    record("metingen_gewijzigd", None, reden=f"{len(ids)} metingen")


@action("scores_ingelezen")
def bulk_store_scores(*, by: Actor, kolommen: Kolommen) -> Sequence[int]:
    """Store scores of recorded measurements; returns their ids in order.

    Raises IntegrityError for a domain that a measurement has already, and for a score with both a level and a reason,
    or neither; then nothing is written.
    """
    number = len(kolommen["meting_id"])
    ids = bulk_rows(Score, tuple(kolommen), zip(*kolommen.values(), strict=True), number)
    record("scores_ingelezen", None, reden=f"{number} scores")
    return ids


@action("scores_gewijzigd")
def bulk_change_scores(*, by: Actor, ids: Sequence[int], kolommen: Kolommen) -> None:
    """Give scores what another system says of them now; their former versions are kept."""
    bulk_change(Score, tuple(kolommen), zip(ids, zip(*kolommen.values(), strict=True), strict=True))
    record("scores_gewijzigd", None, reden=f"{len(ids)} scores")


def _laws(casussen: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in portions(casussen):
        found.update(Casus.objects.filter(pk__in=part).order_by().values_list("pk", "wet"))
    return found


def portions(ids: Sequence[int]) -> Iterator[list[int]]:
    """Yield the different ids, so many as one question takes at a time."""
    different = sorted(set(ids))
    for start in range(0, len(different), PORTIE):
        yield different[start : start + PORTIE]


def _moved_scores(metingen: Sequence[int]) -> list[tuple[int, tuple[int]]]:
    """The scores whose domain is not of the instrument of their measurement, with the domain there of that code."""
    domains: dict[int, dict[str, list[Waarde]]] = {}
    for scheme in schemes():
        for domain in scheme.domeinen:
            domains.setdefault(scheme.pk, {}).setdefault(domain.code, []).append(domain)
    moved = []
    for part in portions(metingen):
        rows = Score.objects.filter(meting__in=part).exclude(leefdomein__stelsel=F("meting__instrument")).order_by()
        for pk, code, scheme_id, day in rows.values_list(
            "pk", "leefdomein__code", "meting__instrument", "meting__datum"
        ):
            versions = domains.get(scheme_id, {}).get(code)
            if versions:
                moved.append((pk, (_nearest(versions, day).pk,)))
    return moved


def _nearest(versions: Sequence[Waarde], op: date) -> Waarde:
    """The version that holds on that day; else the last that had begun by then, else the first."""
    begun = [version for version in versions if version.geldig_van <= op]
    return max(begun, key=lambda v: v.geldig_van) if begun else min(versions, key=lambda v: v.geldig_van)
