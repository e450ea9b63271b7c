"""For what somebody answers on a case, and whether that was done: a list to look at and a reminder (R-090).

The regisseur or casemanager answers for the whole road: clarifying the question, the plan, its goals, keeping contact,
closing well; who takes part answers for his piece. Derived from what was recorded, never ticked and never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from keukentafel.casussen.kop import stand_of
from keukentafel.casussen.models import Casus
from keukentafel.casussen.querysets import CasusQuerySet
from keukentafel.casussen.registers import VERANTWOORDELIJKHEDEN, TeDoen, Verantwoordelijkheid
from keukentafel.casussen.selectors import roles_of
from keukentafel.core.adressen import url_of
from keukentafel.core.datums import dagtaal, korte_datum
from keukentafel.core.schermdelen import Taakregel
from keukentafel.referentielijsten.public import Casusrolsoort, Casusstand, Casustype, norm

LEIDT = (Casusrolsoort.REGISSEUR, Casusrolsoort.CASEMANAGER)
INTAKE = (*LEIDT, Casusrolsoort.MEDE_INTAKER)
#: Kinds of cases of which no plan is asked: they have a rhythm of their own (R-014).
ZONDER_PLAN = (Casustype.EENMALIGE_VOORZIENING.value, Casustype.MONITORING.value, Casustype.NAZORG.value)


@dataclass(frozen=True, slots=True)
class Drager:
    """A responsibility with the names of who bears it today."""

    wat: Verantwoordelijkheid
    wie: Sequence[str]


def clarify(casus: Casus) -> list[Verantwoordelijkheid]:
    """For the register VERANTWOORDELIJKHEDEN: the question is clarified within the norm."""
    begun, today = casus.vraagverheldering_op, timezone.localdate()
    told = f"begonnen op {korte_datum(begun, vandaag=today)}" if begun else "nog niet begonnen"
    return [
        Verantwoordelijkheid(
            10, "De vraag verhelderen", told, url_of("casussen:vraagverheldering", casus.pk), gedaan=begun is not None,
            voor=casus.aangemeld_op + timedelta(days=norm("vraagverheldering")), rollen=INTAKE,
            herinnering="De vraagverheldering is nog niet begonnen",
        )
    ]  # fmt: skip


def keep_contact(casus: Casus) -> list[Verantwoordelijkheid]:
    """The same: contact before the case stands still; not of a case that is only watched or was closed."""
    if stand_of(casus) != Casusstand.ACTIEF:
        return []
    seen, today = casus.laatste_contact_op, timezone.localdate()
    until = (seen or casus.aangemeld_op) + timedelta(days=norm("stilstand"))
    told = f"laatste contact {dagtaal(seen, vandaag=today)}" if seen else "nog geen contact vastgelegd"
    return [
        Verantwoordelijkheid(
            40, "Contact houden", told, url_of("tijdlijn:tijdlijn", casus.pk), gedaan=until >= today, voor=until,
            rollen=LEIDT, herinnering="Al lang geen contact vastgelegd",
        )
    ]  # fmt: skip


def bearers_of(casus: Casus) -> list[Drager]:
    """What somebody answers for on this case, in the order of the road, with who bears it today."""
    found = sorted((each for source in VERANTWOORDELIJKHEDEN for each in source(casus)), key=lambda each: each.volgorde)
    today = timezone.localdate()
    holding = [role for role in roles_of(casus) if role.holds_on(today)]
    return [
        Drager(each, list(dict.fromkeys(role.medewerker.naam for role in holding if role.rol in each.rollen)))
        for each in found
    ]


def lines_of(casus: Casus, *, mag: bool) -> list[Taakregel]:
    """The same as lines: what, how it stands, who, and until when; with links for who may write (`mag`)."""
    today = timezone.localdate()
    return [
        Taakregel(
            f"{each.wat.naam}: {each.wat.stand}" + (f" ({', '.join(each.wie)})" if each.wie else ""),
            each.wat.url if mag else "",
            wanneer=_when(each.wat, today), te_laat=_late(each.wat, today), gedaan=each.wat.gedaan,
        )
        for each in bearers_of(casus)
    ]  # fmt: skip


def _when(each: Verantwoordelijkheid, op: date) -> str:
    return f"voor {korte_datum(each.voor, vandaag=op)}" if each.voor is not None and not each.gedaan else ""


def _late(each: Verantwoordelijkheid, op: date) -> bool:
    return each.voor is not None and not each.gedaan and each.voor < op


def reminders(casus: Casus) -> list[TeDoen]:
    """For the register TE_DOEN: what should have been done by now."""
    if stand_of(casus) == Casusstand.AFGESLOTEN:
        return []
    today = timezone.localdate()
    every = (each for source in VERANTWOORDELIJKHEDEN for each in source(casus))
    late = (each for each in every if each.herinnering and _late(each, today))
    return [TeDoen(each.herinnering, each.url, vervalt=each.voor) for each in late]


def behind_since(op: date) -> tuple[date, date]:
    """The days before which a case must have come in (or its clarification begun) to be behind on day `op`."""
    return op - timedelta(days=norm("vraagverheldering", op)), op - timedelta(days=norm("plan", op))


def behind(found: CasusQuerySet, op: date) -> CasusQuerySet:
    """Those of these cases that have no clarification or no plan yet although the norm for it is past."""
    return found.behind_on(op, *behind_since(op), ZONDER_PLAN)
