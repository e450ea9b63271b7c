"""The bulk door: requests and decisions of others at once, for an import; one audit event, all or nothing."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add, codes_of, wrong_code
from keukentafel.referentielijsten.public import Aanvraagstatus, OnbekendeLijst
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder
from keukentafel.voorzieningen.selectors import category_of
from keukentafel.voorzieningen.states import BESLUITEN


@action("voorzieningen_ingelezen")
def bulk_register_voorzieningen(
    *, by: Actor, aanvragen: Sequence[Aanvraag] = (), besluiten: Sequence[BesluitAnder] = ()
) -> tuple[list[Aanvraag], list[BesluitAnder]]:
    """Store requests and what others decided (unsaved rows); returns them with their ids, in order. Makes no tasks.

    The category follows the product. Raises Regelfout, naming the row (counted from 1), for an unknown code, a
    product that is not in the list, a request that was decided without a day or handed in without one, and days in the
    wrong order.
    """
    for number, one in enumerate(aanvragen, start=1):
        _check(f"Aanvraag {number}", one, _codes(Aanvraag))
        if fault := _fault(one):
            raise Regelfout(f"Aanvraag {number}: {fault}.")
    for number, other in enumerate(besluiten, start=1):
        _check(f"Besluit {number}", other, _codes(BesluitAnder))
    made = bulk_add(Aanvraag, aanvragen), bulk_add(BesluitAnder, besluiten)
    record("voorzieningen_ingelezen", None, reden=f"{len(made[0])} aanvragen, {len(made[1])} besluiten van anderen")
    return made


_codes = lru_cache(codes_of)


def _check(name: str, row: Aanvraag | BesluitAnder, codes: Mapping[str, frozenset[Any]]) -> None:
    """Known codes; the category as the product has it."""
    if field := wrong_code(row, codes):
        raise Regelfout(f"{name}: {field} heeft een onbekende code.")
    try:
        row.categorie = category_of(row.product)
    except OnbekendeLijst:
        raise Regelfout(f"{name}: dit product staat niet in de lijst.") from None


def _fault(one: Aanvraag) -> str:
    if one.status not in (Aanvraagstatus.CONCEPT, Aanvraagstatus.INGETROKKEN) and one.ingediend_op is None:
        return "de dag van indienen ontbreekt"
    if one.status in BESLUITEN and one.besluit_op is None:
        return "de dag van het besluit ontbreekt"
    days = [day for day in (one.ingediend_op, one.besluit_op, one.hulp_gestart_op, one.beeindigd_op) if day]
    return "de dagen staan in de verkeerde volgorde" if days != sorted(days) else ""
