"""Plans, goals and support."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from keukentafel.audit.public import SYSTEEM
from keukentafel.plannen.public import (
    Doelfeit,
    Inzetfeit,
    all_doelen,
    all_inzet,
    all_plannen,
    bulk_change_doelen,
    bulk_change_inzet,
    bulk_change_plannen,
    bulk_store_doelen,
    bulk_store_inzet,
    bulk_store_plannen,
    default_scheme,
    domains_of_doelen,
    domains_of_inzet,
    facts_of_plannen,
    schemes_of_plannen,
)
from keukentafel.uitwisseling.definitie import DOMEINEN
from keukentafel.uitwisseling.vertaling.domeinen import Domeinen
from keukentafel.uitwisseling.vertaling.samengevoegd import Blijvers
from keukentafel.uitwisseling.vertaling.vorm import Uitrij, Uitvoersleutels
from keukentafel.uitwisseling.waarden import Waarden
from keukentafel.zelfredzaamheid.public import instruments_of_huishoudens

PLAN = {
    "huishouden": "huishouden_id", "casus": "casus_id", "eigenaar": "eigenaar_id", "opgesteld_op": "opgesteld_op",
    "besproken_op": "besproken_op", "verstrekt_op": "verstrekt_op", "akkoord": "akkoord",
    "beeindigd_op": "beeindigd_op",
}  # fmt: skip
DOEL = {
    "plan": "plan_id", "persoon": "persoon_id", "telwijze": "telwijze", "soort": "soort",
    "omschrijving": "omschrijving", "streefdatum": "streefdatum", "status": "status", "status_op": "status_op",
}  # fmt: skip
INZET = {
    "plan": "plan_id", "doel": "doel_id", "persoon": "persoon_id", "kring": "kring", "aard": "aard",
    "uitvoerder_soort": "uitvoerder_soort", "uitvoerder": "uitvoerder_id", "omschrijving": "omschrijving",
    "zonder_indicatie": "zonder_indicatie", "kosten": "kosten_totaal", "van": "van", "tot": "tot",
}  # fmt: skip
UIT_INZET = ("kring", "aard", "uitvoerder_soort", "omschrijving", "zonder_indicatie", "kosten", "van", "tot")
STEUNSTELSELS = frozenset(DOMEINEN) - {"ouderschap2013"}  # `inzet.domeinstelsel` has no supplement
EEN_STELSEL = 1


class Plannen:
    """`plannen`: the own plans and those of others. A plan that went up in another leaves as one that ended."""

    resource = "plannen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring plans in."""
        return bulk_store_plannen(by=SYSTEEM, kolommen={field: rijen[kolom] for kolom, field in PLAN.items()})

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        columns = {PLAN[kolom]: rijen[kolom] for kolom in rijen.present(*PLAN)}
        bulk_change_plannen(by=SYSTEEM, ids=ids, kolommen=columns)

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every plan, or these."""
        for plan in all_plannen(ids):
            yield {
                "pk": plan.pk,
                "id": sleutels.of("plannen", plan.pk),
                "huishouden": sleutels.of("huishoudens", plan.huishouden_id),
                "casus": sleutels.of("casussen", plan.casus_id),
                "eigenaar": sleutels.of("organisaties", plan.eigenaar_id),
                "opgesteld_op": plan.opgesteld_op,
                "besproken_op": plan.besproken_op,
                "verstrekt_op": plan.verstrekt_op,
                "akkoord": plan.akkoord,
                "beeindigd_op": plan.beeindigd_op,
            }


class Doelen:
    """`doelen`: the domain is a bare code; Domeinen.scheme_of_goal says which scheme it means."""

    resource = "doelen"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring goals in."""
        columns: dict[str, Sequence[Any]] = {field: rijen[kolom] for kolom, field in DOEL.items()}
        columns["leefdomein_id"] = _domains(Domeinen(), rijen["plan"], rijen["domein"])
        return bulk_store_doelen(by=SYSTEEM, kolommen=columns)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them; a goal whose code is what it was stays in the scheme where it is."""
        columns: dict[str, Sequence[Any]] = {DOEL[kolom]: rijen[kolom] for kolom in rijen.present(*DOEL)}
        domeinen, now = Domeinen(), domains_of_doelen(ids)
        fresh = _domains(domeinen, rijen["plan"], rijen["domein"])
        columns["leefdomein_id"] = [
            now[pk] if pk in now and (domeinen.outgoing(now[pk]) or ("", ""))[1] == domein else other
            for pk, domein, other in zip(ids, rijen["domein"], fresh, strict=True)
        ]
        bulk_change_doelen(by=SYSTEEM, ids=ids, kolommen=columns)

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield every goal, or these, in a domain of the contract."""
        domeinen, blijvers = Domeinen(), Blijvers()
        for doel in all_doelen(ids):
            found = domeinen.outgoing(doel.leefdomein_id)
            if found is not None:
                yield {
                    "pk": doel.pk,
                    "id": sleutels.of("doelen", doel.pk),
                    "plan": sleutels.of("plannen", doel.plan_id),
                    "persoon": sleutels.of("personen", blijvers.of(doel.persoon_id)),
                    "domein": found[1],
                    **_facts(doel, "telwijze", "soort", "omschrijving", "streefdatum", "status", "status_op"),
                }


class Inzet:
    """`inzet`: support that began; what is only proposed stays here."""

    resource = "inzet"

    def add(self, rijen: Waarden) -> Sequence[int]:
        """Bring support in."""
        columns: dict[str, Sequence[Any]] = {field: rijen[kolom] for kolom, field in INZET.items()}
        columns["leefdomein_id"] = _support_domains(rijen)
        return bulk_store_inzet(by=SYSTEEM, kolommen=columns)

    def change(self, ids: Sequence[int], rijen: Waarden) -> None:
        """Change what the package has of them."""
        columns: dict[str, Sequence[Any]] = {INZET[kolom]: rijen[kolom] for kolom in rijen.present(*INZET)}
        columns["leefdomein_id"] = _support_domains(rijen)
        bulk_change_inzet(by=SYSTEEM, ids=ids, kolommen=columns)

    def export(self, sleutels: Uitvoersleutels, ids: Collection[int] | None = None) -> Iterator[Uitrij]:
        """Yield all support, or this, in a scheme of the contract; a goal that does not leave itself is left out."""
        domeinen, blijvers = Domeinen(), Blijvers()
        for item in all_inzet(ids):
            found = _support_leaves(domeinen, item.leefdomein_id)
            if found is None:
                continue
            goal = item.doel_id if domeinen.outgoing(item.doeldomein_id) else None
            yield {
                "pk": item.pk,
                "id": sleutels.of("inzet", item.pk),
                "plan": sleutels.of("plannen", item.plan_id),
                "doel": sleutels.of("doelen", goal),
                "persoon": sleutels.of("personen", blijvers.of(item.persoon_id)),
                "domeinstelsel": found[0],
                "domein": found[1],
                "uitvoerder": sleutels.of("organisaties", item.uitvoerder_id),
                **_facts(
                    item,
                    "kring",
                    "aard",
                    "uitvoerder_soort",
                    "omschrijving",
                    "zonder_indicatie",
                    "kosten",
                    "van",
                    "tot",
                ),
            }


def leaving_inzet(ids: Sequence[int]) -> frozenset[int]:
    """Return which of these items of support stand in a package: others may refer to those only."""
    domeinen = Domeinen()
    return frozenset(pk for pk, domain in domains_of_inzet(ids).items() if _support_leaves(domeinen, domain))


def _support_leaves(domeinen: Domeinen, leefdomein: int) -> tuple[str, str] | None:
    """Return (scheme, code) under which support in this domain leaves; None when a package cannot hold it."""
    found = domeinen.outgoing(leefdomein)
    return found if found is not None and found[0] in STEUNSTELSELS else None


def _facts(row: Doelfeit | Inzetfeit, *kolommen: str) -> dict[str, Any]:
    """Return what leaves as it is here."""
    return {kolom: getattr(row, kolom) for kolom in kolommen}


def _support_domains(rijen: Waarden) -> list[int]:
    version, columns = Domeinen().version, ("domeinstelsel", "domein", "van")
    return [version(*row) for row in rijen.rows(*columns)]


def _domains(domeinen: Domeinen, plannen: Sequence[int], codes: Sequence[str]) -> list[int]:
    """Return for each goal its domain, on the day of its plan."""
    plans = facts_of_plannen(plannen)
    shared = {plan for plan, code in zip(plannen, codes, strict=True) if _schemes_with(code) > EEN_STELSEL}
    measured = instruments_of_huishoudens({plans[plan].huishouden_id for plan in shared})
    supported = schemes_of_plannen(list(shared))
    own, found = default_scheme(), list[int]()
    for plan, code in zip(plannen, codes, strict=True):
        household, day, _wet = plans[plan]
        used = [*measured.get(household, ()), *supported.get(plan, ())] if plan in shared else ()
        found.append(domeinen.version(domeinen.scheme_of_goal(code, used, own, day), code, day))
    return found


def _schemes_with(code: str) -> int:
    return sum(code in codes for codes in DOMEINEN.values())
