"""Which laws may be read together on a case: the decision to coordinate, and the laws that are open to a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.casussen.models import Casus, Coordinatiebesluit
from keukentafel.casussen.querysets import HOUDER
from keukentafel.toegang.public import Gebruiker, Relatie, load_matrix, readable_laws

BEWAARD = "_coordinatie"  # on a case in memory: the laws that its decision names


def coordination_is_on() -> bool:
    """True when the municipality gave a ground to read laws together (KEUKENTAFEL_COORDINATIE_GROND)."""
    return bool(settings.COORDINATIE_GROND)


def decisions_on(op: date) -> QuerySet[Coordinatiebesluit]:
    """The decisions that hold on that day, of every case."""
    return Coordinatiebesluit.objects.filter(ingetrokken_op=None, van__lte=op, tot__gte=op)


def laws_named_on(casus_ids: Collection[int], op: date) -> dict[int, frozenset[str]]:
    """By id of the case the laws that a decision of that day names; one query, none when there is no ground."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    if coordination_is_on() and casus_ids:
        rows = decisions_on(op).filter(casus__in=casus_ids).order_by().values_list("casus_id", "wetten")
        for casus_id, laws in rows:
            found[casus_id] |= frozenset(laws)
    return found


def keep_named_laws(casussen: Collection[Casus], op: date) -> None:
    """Read for many cases at once what `open_laws` would ask for each."""
    if coordination_is_on():
        named = laws_named_on({casus.pk for casus in casussen}, op)
        for casus in casussen:
            casus.__dict__[BEWAARD] = named[casus.pk]


def open_laws(user: Gebruiker, casus: Casus, relaties: AbstractSet[Relatie], wet: str | None = None) -> frozenset[str]:
    """The laws of which this user may see what was recorded on this case, veiligheid apart (docs/adr/0021).

    `wet`: the law under which he is asked along, beside that of the case. Without a ground no query; else one, and one
    per page for a case from access_casus.
    """
    if not coordination_is_on():
        return readable_laws(user.rollen, load_matrix())
    named: frozenset[str] | None = casus.__dict__.get(BEWAARD)
    if named is None:
        named = laws_named_on([casus.pk], timezone.localdate())[casus.pk]
        if "_gelezen" in casus.__dict__:  # from access_casus: read once per page
            casus.__dict__[BEWAARD] = named
    return readable_laws(
        user.rollen, load_matrix(), eigen={casus.wet, wet or casus.wet}, besluit=named,
        rol_op_casus=bool(relaties & HOUDER),
    )  # fmt: skip
