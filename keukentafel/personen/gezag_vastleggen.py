"""Custody: record who has it over whom, and ask it when something is handed over. The rules: personen.gezag."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.actions import check_period
from keukentafel.personen.gezag import ACHTTIEN, Gezagsoort, Ontvangfeiten, Ontvangst, may_receive
from keukentafel.personen.models import Gezag, Persoon

EEN_DAG = timedelta(days=1)


@action("gezag_vastgelegd")
def record_gezag(*, by: Actor, kind: Persoon, houder: Persoon, soort: str, van: date) -> Gezag:
    """From `van` on `houder` stands so to `kind`; what was recorded between the two before ends the day before.

    Raises Regelfout for a date too far ahead, for oneself, for a curator of a child or custody over an adult, and
    when something later was recorded already.
    """
    _check(kind, houder, Gezagsoort(soort), van)
    Persoon.lock(kind.pk)
    _end_before(kind.pk, houder.pk, van)
    made = Gezag.objects.create(kind=kind, houder=houder, soort=Gezagsoort(soort), van=van)
    record("gezag_vastgelegd", made, subjects=[kind.pk, houder.pk])
    return made


@action("gezag_vervallen")
def end_gezag(*, by: Actor, kind: Persoon, houder: Persoon, van: date) -> None:
    """From `van` on it is not known any more how `houder` stands to `kind`. Raises Regelfout as record_gezag."""
    check_period(van, None)
    Persoon.lock(kind.pk)
    if not _end_before(kind.pk, houder.pk, van):
        raise Regelfout("Er is niets vastgelegd dat kan vervallen.", veld="soort")
    record("gezag_vervallen", kind, subjects=[kind.pk, houder.pk])


def _check(kind: Persoon, houder: Persoon, soort: Gezagsoort, van: date) -> None:
    check_period(van, None)
    if kind.pk == houder.pk:
        raise Regelfout("Kies een ander dan het kind zelf.", veld="wie")
    age = kind.age_on(van)
    if age is None:
        return
    if (soort is Gezagsoort.VERTEGENWOORDIGER) is (age < ACHTTIEN):
        child = "Een kind heeft geen curator of mentor. Kies gezag of voogd."
        adult = "Over wie 18 is of ouder, heeft niemand gezag. Kies curator of mentor."
        raise Regelfout(child if age < ACHTTIEN else adult, veld="soort")


def _end_before(kind_id: int, houder_id: int, van: date) -> bool:
    """End what holds between the two on `van` the day before; of the same day it goes. True when there was any."""
    rows = Gezag.objects.filter(Q(tot=None) | Q(tot__gte=van), kind=kind_id, houder=houder_id).order_by("pk")
    found = list(rows.select_for_update())
    if any(row.van > van for row in found):
        raise Regelfout("Er is al iets vastgelegd vanaf een latere dag. Kies die dag of later.", veld="van")
    for row in found:
        if row.van == van:
            row.delete()
        else:
            row.change(tot=van - EEN_DAG)
    return bool(found)


def gezag_over(kind_id: int, op: date, *, van: Collection[int] | None) -> list[Gezag]:
    """What is recorded that day about this child, of these holders (ids; who exists for the reader); one query.

    None: of every holder; the caller leaves out who does not exist for the reader.
    """
    rows = Gezag.objects.valid_on(op).filter(kind=kind_id)
    if van is not None:
        rows = rows.filter(houder__in=van)
    return list(rows.select_related("houder").order_by("van", "pk"))


def receipts_of(
    ontvanger: Persoon, over: Sequence[Persoon], op: date, *, kinderen: Collection[int] = ()
) -> dict[int, Ontvangst]:
    """Whether `ontvanger` may be given what stands about each of these persons that day; one query.

    By id of the person. `kinderen`: ids of who is registered as a child, for whom no date of birth is known.
    """
    return receipts_among([ontvanger], over, op, kinderen=kinderen)[ontvanger.pk]


def receipts_among(
    ontvangers: Sequence[Persoon], over: Sequence[Persoon], op: date, *, kinderen: Collection[int] = ()
) -> Mapping[int, dict[int, Ontvangst]]:
    """The same for several receivers, by id of the receiver and then of the person; one query."""
    rows = Gezag.objects.valid_on(op).filter(houder__in=[p.pk for p in ontvangers], kind__in=[p.pk for p in over])
    kinds: dict[tuple[int, int], set[Gezagsoort]] = {}
    for houder_id, kind_id, soort in rows.order_by().values_list("houder_id", "kind_id", "soort"):
        kinds.setdefault((houder_id, kind_id), set()).add(Gezagsoort(soort))
    return {
        one.pk: {
            other.pk: may_receive(
                Ontvangfeiten(
                    one.pk == other.pk, other.age_on(op), other.pk in kinderen,
                    frozenset(kinds.get((one.pk, other.pk), ())),
                )
            )
            for other in over
        }
        for one in ontvangers
    }  # fmt: skip
