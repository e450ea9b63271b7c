"""Which cases may be destroyed, and the decision of two people about them (R1, R4, ASVS 2.3.5).

A case is on the list when every term of what it holds is known and has passed, nobody of the household has anything
running, and nothing holds it. The list names numbers only; no screen of it shows a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import Huishoudlid, closed_among
from keukentafel.privacy.bewaren.omvang import all_models, extent
from keukentafel.privacy.bewaren.standen import Lijststand
from keukentafel.privacy.bewaren.termijnen import MELDING, Termijn, terms, years_from
from keukentafel.privacy.models import Vernietigingslijst, Vernietigingsregel, Vernietigingsstop, Verzoek
from keukentafel.privacy.states import Verzoeksoort
from keukentafel.toegang.public import Gebruiker

HOOGSTENS = 200  # cases on one list: so many somebody can look at
LOPEND = "er loopt nog iets"
STOP = "er geldt een vernietigingsstop"
VERZOEK = "er loopt een verzoek of bezwaar"
TERMIJN = "de termijn is niet bekend of niet voorbij"


@dataclass(frozen=True, slots=True)
class Rijp:
    """A case of which every term has passed: whose was the longest, and its last day."""

    casus: Casus
    soort: str
    einde: date


def find_due(op: date, hoogstens: int = HOOGSTENS, alleen: Collection[int] | None = None) -> Iterator[Rijp]:
    """Yield closed cases (of `alleen`, ids, when given) that may be destroyed on this day, the longest closed first."""
    known = terms()
    years = [term.jaren for term in known.values() if term.jaren is not None]
    if not years:
        return
    first = years_from(op, -min(years))
    closed = Casus.objects.filter(afgesloten_op__lte=first).exclude(pk__in=listed_cases())
    if alleen is not None:
        closed = closed.filter(pk__in=alleen)
    found = 0
    for casus in closed.order_by("afgesloten_op", "pk").iterator(chunk_size=100):
        due = None if why_not(casus, op) else due_of(casus, known, op)  # the second asks some hundred questions
        if due is not None:
            yield due
            found += 1
            if found == hoogstens:
                return


def listed_cases() -> QuerySet[Vernietigingsregel, int]:
    """The ids of the cases on a list that waits for a decision or for the command (a subquery)."""
    listed = Vernietigingsregel.objects.filter(lijst__stand__in=(Lijststand.OPEN, Lijststand.AKKOORD))
    return listed.order_by().values_list("casus_nr", flat=True)


def due_of(casus: Casus, known: Mapping[str, Termijn], op: date) -> Rijp | None:
    """The case with its longest term when every term has passed before this day; None when one is unknown or runs."""
    if casus.afgesloten_op is None:
        return None
    ends = []
    for kind, changed in _kinds(casus).items():
        last = known[kind].last_day(casus.afgesloten_op, changed) if kind in known else None
        if last is None or last >= op:
            return None
        ends.append((last, kind))
    last, kind = max(ends)
    return Rijp(casus, kind, last)


def _kinds(casus: Casus) -> dict[str, date]:
    """Under which laws something of this case was recorded, with the day of the last change of any of it."""
    rows, kinds, last = extent([casus.pk]), set[str](), casus.gewijzigd_op.date()
    for model in all_models():
        ids = list(rows.get(model, ()))
        names = {field.name for field in model._meta.concrete_fields}
        found = model._base_manager.filter(pk__in=ids).order_by()
        if ids and "wet" in names:
            kinds |= set(found.values_list("wet", flat=True))
        if ids and "gewijzigd_op" in names:
            last = max(last, timezone.localdate(found.aggregate(last=Max("gewijzigd_op"))["last"]))
    if rows.get(Melding) and kinds == {""}:
        kinds = {MELDING}
    return dict.fromkeys(kinds - {""}, last)


def why_not(casus: Casus, op: date) -> str:
    """Why this case may not be destroyed now, whatever its term; '' when nothing holds it."""
    people = set(Huishoudlid.objects.filter(huishouden=casus.huishouden_id).values_list("persoon_id", flat=True))
    people.add(casus.persoon_id)
    homes = set(Huishoudlid.objects.filter(persoon__in=people).values_list("huishouden_id", flat=True))
    homes.add(casus.huishouden_id)
    if Casus.objects.filter(Q(persoon__in=people) | Q(huishouden__in=homes), afgesloten_op=None).exists():
        return LOPEND
    theirs = Q(persoon__in=people) | Q(huishouden__in=homes) | Q(melder_persoon__in=people)
    if Melding.objects.filter(theirs, afgehandeld_op=None).exists():
        return LOPEND
    asked = Verzoek.objects.filter(persoon__in=people, afgehandeld_op=None).exclude(soort=Verzoeksoort.WISSEN)
    if asked.exists():  # who asks to be erased holds nothing back by asking
        return VERZOEK
    holds = Vernietigingsstop.objects.filter(Q(tot=None) | Q(tot__gte=op), huishouden__in=homes, van__lte=op)
    return STOP if holds.exists() else ""


@action("vernietigingslijst_opgesteld")
def draw_up_list(*, by: Gebruiker, op: date | None = None, alleen: Collection[int] | None = None) -> Vernietigingslijst:
    """Put what may be destroyed (of `alleen`, ids of cases) on a list, without what is closed to who makes it.

    Raises Regelfout when that is nothing.
    """
    day = op or timezone.localdate()
    due = list(find_due(day, alleen=alleen))
    closed = closed_among(by, [one.casus.huishouden_id for one in due])
    due = [one for one in due if one.casus.huishouden_id not in closed]
    if not due:
        raise Regelfout("Er is nu geen casus waarvan elke bewaartermijn voorbij is.")
    made = Vernietigingslijst.objects.create(opgesteld_op=day, opgesteld_door=by)
    for one in due:
        Vernietigingsregel.objects.create(lijst=made, casus_nr=one.casus.pk, soort=one.soort, einde=one.einde)
    record("vernietigingslijst_opgesteld", made, reden=f"{len(due)} casussen")
    return made


@action("vernietiging_besloten")
def decide_list(
    *, by: Gebruiker, lijst: Vernietigingslijst, akkoord: bool, versie: int | None = None
) -> Vernietigingslijst:
    """Agree to a list, or not. Raises Regelfout for who made it, and for whom a household on it is closed."""
    locked = Vernietigingslijst.lock(lijst.pk, versie)
    if locked.stand != Lijststand.OPEN:
        raise Regelfout("Over deze lijst is al beslist.")
    if locked.opgesteld_door_id == by.pk:
        raise Regelfout("U heeft deze lijst zelf gemaakt. Een collega beslist.")
    if akkoord and closed_among(by, homes_of(locked)):
        raise Regelfout("Over deze lijst kunt u niet beslissen. Vraag een andere collega.")
    stand = Lijststand.AKKOORD if akkoord else Lijststand.AFGEWEZEN
    locked.change(stand=stand, besloten_door=by, besloten_op=timezone.localdate())
    record("vernietiging_besloten", locked, reden="akkoord" if akkoord else "niet akkoord")
    return locked


@action("vernietigingsstop_gezet")
def hold(*, by: Actor, huishouden_id: int, soort: str, reden: str, tot: date | None = None) -> Vernietigingsstop:
    """Keep everything of a household from now on. Raises Regelfout without a reason, or for a last day that is past."""
    if not reden.strip():
        raise Regelfout("Schrijf waarom dit bewaard moet blijven.", veld="reden")
    if tot is not None and tot < timezone.localdate():
        raise Regelfout("Die dag is al voorbij: er zou niets bewaard blijven. Kies vandaag of later.", veld="tot")
    made = Vernietigingsstop.objects.create(
        huishouden_id=huishouden_id, soort=soort, reden=reden.strip(), van=timezone.localdate(), tot=tot
    )
    record("vernietigingsstop_gezet", made, reden=soort)
    return made


def homes_of(lijst: Vernietigingslijst) -> Collection[int]:
    """The households of the cases on a list that are still there."""
    numbers = Vernietigingsregel.objects.filter(lijst=lijst).values("casus_nr")
    return set(Casus.objects.filter(pk__in=numbers).order_by().values_list("huishouden_id", flat=True))
