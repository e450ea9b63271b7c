"""Reads: the open tasks of a case, and what comes next on it."""

from collections.abc import Collection

from keukentafel.casussen.public import Stap
from keukentafel.taken.models import Taak


def open_taken(casus_id: int) -> list[Taak]:
    """The open tasks of a case, the first due first; those without a day last."""
    found = Taak.objects.open().filter(casus=casus_id).select_related("medewerker", "team")
    return sorted(found, key=lambda taak: (taak.vervalt_op is None, taak.vervalt_op, taak.pk))


def next_task_steps(casus_ids: Collection[int]) -> list[Stap]:
    """For the register STAPPEN: the dated open tasks of these cases, in one query."""
    rows = Taak.objects.open().filter(casus__in=casus_ids, vervalt_op__isnull=False, wacht_op="")
    return [
        Stap(taak.casus_id, taak.vervalt_op, taak.titel, taak.url)
        for taak in rows.order_by("vervalt_op", "pk").only("casus_id", "vervalt_op", "titel", "url")
        if taak.casus_id is not None and taak.vervalt_op is not None
    ]
