"""Writes on many cases at once: assign and volgen from the list, and the bulk door for import and demo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import set_volgen, undo_volgen
from keukentafel.casussen.actions.openen import new_number
from keukentafel.casussen.actions.regie import (
    NIET_DEZE_COLLEGA,
    REGISSEUR,
    assign_regisseur,
    undo_assign_regisseur,
)
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.permissions import may_with_casussen
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_add, bulk_rows, codes_of, wrong_code
from keukentafel.personen.public import Huishoudlid, absent_among, refresh_bereik
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker

PORTIE = 2000  # ids per question to the database


@dataclass(frozen=True, slots=True)
class Bulkuitkomst:
    """What became of each row: `gedaan`, and `niet` with the reason. Unseen cases are only counted.

    `terug` holds what is needed to turn each change back: ids and days (see weergaven.Groepswijziging).
    """

    gedaan: list[Casus]
    niet: list[tuple[Casus, str]]
    onbekend: int
    terug: list[dict[str, Any]] = field(default_factory=list)

    @property
    def niet_mee(self) -> int:
        """How many rows are left alone."""
        return len(self.niet) + self.onbekend


def sort_out(user: Gebruiker, casus_ids: Sequence[int], actie: str) -> Bulkuitkomst:
    """Which of these cases this user may do this with: the preview. Nothing is changed.

    Cases that he may not even know of are counted as unknown, with those that do not exist.
    """
    wanted = list(dict.fromkeys(casus_ids))
    found = list(Casus.objects.filter(pk__in=wanted).select_related("huishouden", "team", "persoon").order_by("pk"))
    seen = may_with_casussen(user, found, "casus_inzien")
    may = may_with_casussen(user, found, actie)
    visible = [casus for casus in found if seen[casus.pk].toegestaan]
    outcome = Bulkuitkomst([], [], len(wanted) - len(visible))
    for casus in visible:
        if casus.afgesloten_op is not None:
            outcome.niet.append((casus, "Deze casus is afgesloten."))
        elif not may[casus.pk].toegestaan:
            outcome.niet.append((casus, "U mag dit niet bij deze casus."))
        else:
            outcome.gedaan.append(casus)
    return outcome


def refuse_ties(outcome: Bulkuitkomst, medewerker: Medewerker) -> Bulkuitkomst:
    """The preview once it is known who gets them: households closed to this worker are left alone, with a reason."""
    if medewerker.gebruiker is None:
        return outcome
    closed = absent_among(medewerker.gebruiker, {casus.huishouden_id for casus in outcome.gedaan})
    done = [casus for casus in outcome.gedaan if casus.huishouden_id not in closed]
    refused = [(casus, NIET_DEZE_COLLEGA) for casus in outcome.gedaan if casus.huishouden_id in closed]
    return Bulkuitkomst(done, [*outcome.niet, *refused], outcome.onbekend)


def _each(outcome: Bulkuitkomst, do: Callable[[Casus], dict[str, Any] | None]) -> Bulkuitkomst:
    """Do it to each row in its own savepoint; `do` returns what is needed to turn it back, None for nothing."""
    done: list[Casus] = []
    back: list[dict[str, Any]] = []
    refused = list(outcome.niet)
    for casus in outcome.gedaan:
        try:
            with transaction.atomic():
                turn = do(casus)
        except Regelfout as fout:
            refused.append((casus, fout.melding))
        else:
            done.append(casus)
            back += [turn] if turn else []
    return Bulkuitkomst(done, refused, outcome.onbekend, back)


@action("casussen_toegewezen")
def bulk_assign(*, by: Gebruiker, casus_ids: Sequence[int], medewerker: Medewerker) -> Bulkuitkomst:
    """Assign a regisseur to many cases: permission and rules per row, one event; what is refused is told."""

    def assign(casus: Casus) -> dict[str, Any] | None:
        current = casus.rollen.filter(rol=REGISSEUR, tot=None).first()
        if current is not None and current.medewerker_id == medewerker.pk:
            return None
        role = assign_regisseur(by=by, casus=casus, medewerker=medewerker, reden="verdeeld uit de lijst")
        return {"casus": casus.pk, "rol": role.pk}

    outcome = _each(sort_out(by, casus_ids, "casus_toewijzen"), assign)
    record("casussen_toegewezen", None, reden=f"{len(outcome.gedaan)} toegewezen")
    return outcome


@action("casussen_op_volgen_gezet")
def bulk_volgen(*, by: Gebruiker, casus_ids: Sequence[int], tot: date) -> Bulkuitkomst:
    """Set many cases on volgen until a day: permission and rules per row, one event."""
    if tot <= timezone.localdate():
        raise Regelfout("Kies een dag na vandaag.", veld="tot")

    def follow(casus: Casus) -> dict[str, Any]:
        before = {"vanaf": _iso(casus.volgen_vanaf), "tot": _iso(casus.volgen_tot)}
        set_volgen(by=by, casus=casus, tot=tot)
        return {"casus": casus.pk, "gezet_tot": tot.isoformat(), **before}

    outcome = _each(sort_out(by, casus_ids, "casus_wijzigen"), follow)
    record("casussen_op_volgen_gezet", None, reden=f"{len(outcome.gedaan)} op volgen")
    return outcome


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@action("toewijzingen_teruggedraaid")
def undo_bulk_assign(*, by: Gebruiker, rijen: Sequence[dict[str, Any]]) -> Bulkuitkomst:
    """Turn back what `bulk_assign` did today (`terug` of its outcome): permission and rules per row."""
    roles = {row["casus"]: row["rol"] for row in rijen}

    def undo(casus: Casus) -> None:
        role = Casusrol.objects.select_related("casus", "medewerker").filter(pk=roles[casus.pk]).first()
        if role is None:
            raise Regelfout("Iemand heeft de casus daarna aan een ander toegewezen.")
        undo_assign_regisseur(by=by, rol=role)

    outcome = _each(sort_out(by, list(roles), "casus_toewijzen"), undo)
    record("toewijzingen_teruggedraaid", None, reden=f"{len(outcome.gedaan)} teruggedraaid")
    return outcome


@action("volgen_samen_teruggedraaid")
def undo_bulk_volgen(*, by: Gebruiker, rijen: Sequence[dict[str, Any]]) -> Bulkuitkomst:
    """Turn back what `bulk_volgen` did today (`terug` of its outcome): permission and rules per row."""
    before = {row["casus"]: row for row in rijen}

    def undo(casus: Casus) -> None:
        row = before[casus.pk]
        undo_volgen(
            by=by, casus=casus, gezet_tot=date.fromisoformat(row["gezet_tot"]), vanaf=_day(row["vanaf"]),
            tot=_day(row["tot"]),
        )  # fmt: skip

    outcome = _each(sort_out(by, list(before), "casus_wijzigen"), undo)
    record("volgen_samen_teruggedraaid", None, reden=f"{len(outcome.gedaan)} teruggedraaid")
    return outcome


@dataclass(frozen=True, slots=True)
class Rolrij:
    """A role of a case to import."""

    medewerker_id: int
    rol: str
    van: date
    tot: date | None = None
    regievorm: str = ""


@dataclass(frozen=True, slots=True)
class Casusrij:
    """A case to import, as the exchange format has it; ids are those of this database."""

    huishouden_id: int
    persoon_id: int
    team_id: int
    aangemeld_op: date
    geregistreerd_op: date | None = None
    wet: str = Wet.ALGEMEEN
    casustype: str = ""
    vraagtype: str = ""
    zwaarte: str = ""
    veiligheid: bool = False
    vraagverheldering_op: date | None = None
    plan_op: date | None = None
    volgen_vanaf: date | None = None
    volgen_tot: date | None = None
    afgesloten_op: date | None = None
    afsluitreden: str = ""
    samenvatting: str = ""
    samenvatting_op: datetime | None = None
    samenvatting_door_id: int | None = None
    laatste_contact_op: date | None = None
    expertise_gevraagd: Sequence[str] = ()
    let_op: Sequence[dict[str, str]] = ()
    rollen: Sequence[Rolrij] = field(default_factory=tuple)


@action("casussen_ingelezen")
def bulk_open_casussen(*, by: Actor, rijen: Sequence[Casusrij]) -> list[Casus]:
    """Bring in many cases with their roles: validated rows, with history, in one event.

    Announces nothing to upper rooms (an import brings in what followed as well). Raises Regelfout, before
    anything is written, when a row breaks a rule; the message names the place of the row (1 is the first).
    """
    today = timezone.localdate()
    codes, role_codes = codes_of(Casus, Casusrij.__slots__), codes_of(Casusrol, Rolrij.__slots__)
    for place, row in enumerate(rijen, start=1):
        if name := wrong_code(row, codes) or next(filter(None, (wrong_code(r, role_codes) for r in row.rollen)), ""):
            raise Regelfout(f"Rij {place}: {name} heeft een onbekende code")
        if fault := _fault(row, today):
            raise Regelfout(f"Rij {place}: {fault}")
    _check_shared(rijen)
    numbers = new_numbers(len(rijen))
    casussen: list[Casus] = bulk_add(Casus, [_casus(row, number) for row, number in zip(rijen, numbers, strict=True)])
    roles = [
        (casus.pk, role.medewerker_id, role.rol, role.van, role.tot, role.regievorm)
        for casus, row in zip(casussen, rijen, strict=True)
        for role in row.rollen
    ]
    bulk_rows(Casusrol, ("casus_id", "medewerker_id", "rol", "van", "tot", "regievorm"), roles, len(roles))
    _make_findable(casussen)
    record("casussen_ingelezen", None, reden=f"{len(casussen)} casussen")
    return casussen


def _make_findable(casussen: Sequence[Casus]) -> None:
    """Let the people of these cases be found by their teams, in portions."""
    today = timezone.localdate()
    for start in range(0, len(casussen), PORTIE):
        part = casussen[start : start + PORTIE]
        members = Huishoudlid.objects.valid_on(today).filter(huishouden__in={casus.huishouden_id for casus in part})
        refresh_bereik(set(members.order_by().values_list("persoon_id", flat=True)) | {c.persoon_id for c in part})


def _fault(row: Casusrij, today: date) -> str:
    if row.aangemeld_op > today:
        return "de aanmelddatum ligt in de toekomst"
    if row.afgesloten_op is not None and row.afgesloten_op < row.aangemeld_op:
        return "de casus is afgesloten voor de aanmelding"
    if any(role.tot is not None and role.tot < role.van for role in row.rollen):
        return "een rol eindigt voor zij begint"
    leads = sorted((role.van, role.tot or date.max) for role in row.rollen if role.rol == REGISSEUR)
    if any(later[0] < earlier[1] for earlier, later in pairwise(leads)):
        return "er is meer dan een regisseur tegelijk"
    return ""


def _check_shared(rijen: Sequence[Casusrij]) -> None:
    """The open cases of one household have one regisseur, or none of them has (R-001)."""
    leads: dict[int, int | None] = {}
    for place, row in enumerate(rijen, start=1):
        if row.afgesloten_op is not None:
            continue
        lead = next((r.medewerker_id for r in row.rollen if r.rol == REGISSEUR and r.tot is None), None)
        if leads.setdefault(row.huishouden_id, lead) != lead:
            raise Regelfout(f"Rij {place}: de open casussen van een huishouden hebben een andere regisseur")


def new_numbers(aantal: int) -> list[str]:
    """Return this many numbers that no case has, sorted."""
    numbers: set[str] = set()
    while len(numbers) < aantal:
        numbers |= {new_number() for _ in range(aantal - len(numbers))}
        wanted = sorted(numbers)
        for start in range(0, len(wanted), PORTIE):
            part = wanted[start : start + PORTIE]
            numbers -= set(Casus.objects.filter(nummer__in=part).order_by().values_list("nummer", flat=True))
    return sorted(numbers)


def _casus(row: Casusrij, number: str) -> Casus:
    values: dict[str, Any] = {name: getattr(row, name) for name in Casusrij.__slots__ if name != "rollen"}
    values["geregistreerd_op"] = row.geregistreerd_op or row.aangemeld_op
    values["expertise_gevraagd"], values["let_op"] = list(row.expertise_gevraagd), list(row.let_op)
    return Casus(nummer=number, **values)
