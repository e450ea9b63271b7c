"""The bulk door: teams, their areas, workers and placements at once, for an import; one audit event, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_rows, codes_of, wrong_code
from keukentafel.teams.models import Medewerker, Plaatsing, Team, Teamgebied

HOOGSTE_FTE = 2


@dataclass(frozen=True, slots=True)
class Teamrij:
    """A team in an import; `intake` is where what has no team yet waits."""

    naam: str
    intake: bool = False
    geldig_van: date | None = None
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Medewerkerrij:
    """A worker in an import; he becomes no user by it."""

    naam: str
    moederorganisatie_id: int | None = None
    skj_nummer: str = ""
    skj_geldig_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Teamgebiedrij:
    """Which area a team serves, since when and until when; ids are those of this database."""

    team_id: int
    gebied_id: int
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True, slots=True)
class Plaatsingrij:
    """A worker in a team (None: for all teams); unknown fte stays unknown (R-156)."""

    medewerker_id: int
    medewerkertype: str
    van: date
    team_id: int | None = None
    fte: Decimal | None = None
    tot: date | None = None


@action("teams_ingelezen")
def bulk_register_teams(*, by: Actor, rijen: Sequence[Teamrij]) -> Sequence[int]:
    """Store many teams; returns their ids in order.

    Raises Regelfout, naming the row (counted from 1), without a name, for a name twice, and for an end before the
    begin.
    """
    known = {naam.casefold() for naam in Team.objects.order_by().values_list("naam", flat=True)}
    for number, rij in enumerate(rijen, start=1):
        naam = rij.naam.strip().casefold()
        if not naam or naam in known:
            raise Regelfout(f"Regel {number}: een team heeft een eigen naam.", veld="naam")
        known.add(naam)
        _check_period(number, rij.geldig_van, rij.geldig_tot)
    rows = [(rij.naam.strip(), rij.intake, rij.geldig_van, rij.geldig_tot) for rij in rijen]
    ids = bulk_rows(Team, ("naam", "intake", "geldig_van", "geldig_tot"), rows, len(rows))
    record("teams_ingelezen", None, reden=f"{len(ids)} teams")
    return ids


@action("medewerkers_ingelezen")
def bulk_register_medewerkers(*, by: Actor, rijen: Sequence[Medewerkerrij]) -> Sequence[int]:
    """Store many workers; returns their ids in order. Raises Regelfout, naming the row, without a name or SKJ number.

    The mother organisation gets no access by it (R-170).
    """
    for number, rij in enumerate(rijen, start=1):
        if not rij.naam.strip() or (rij.skj_geldig_tot is not None and not rij.skj_nummer.strip()):
            raise Regelfout(f"Regel {number}: de naam ontbreekt, of het SKJ-nummer bij de laatste dag.")
    rows = [(rij.naam.strip(), rij.moederorganisatie_id, rij.skj_nummer.strip(), rij.skj_geldig_tot) for rij in rijen]
    ids = bulk_rows(Medewerker, ("naam", "moederorganisatie_id", "skj_nummer", "skj_geldig_tot"), rows, len(rows))
    record("medewerkers_ingelezen", None, reden=f"{len(ids)} medewerkers")
    return ids


@action("teamgebieden_ingelezen")
def bulk_assign_gebieden(*, by: Actor, rijen: Sequence[Teamgebiedrij]) -> Sequence[int]:
    """Store which team serves which area; returns the ids in order. Raises Regelfout for an end before the begin.

    What the source says is kept: two teams may serve one area at once.
    """
    for number, rij in enumerate(rijen, start=1):
        _check_period(number, rij.van, rij.tot)
    names = Teamgebiedrij.__slots__
    ids = bulk_rows(Teamgebied, names, map(attrgetter(*names), rijen), len(rijen))
    record("teamgebieden_ingelezen", None, reden=f"{len(ids)} gebieden van teams")
    return ids


@action("plaatsingen_ingelezen")
def bulk_place_medewerkers(*, by: Actor, rijen: Sequence[Plaatsingrij]) -> Sequence[int]:
    """Store many placements; returns their ids in order.

    Raises Regelfout, naming the row, for an unknown kind of work, an end before the begin or an impossible fte;
    IntegrityError for a placement that is there already.
    """
    codes = codes_of(Plaatsing, Plaatsingrij.__slots__)
    for number, rij in enumerate(rijen, start=1):
        if wrong_code(rij, codes) or (rij.fte is not None and not 0 <= rij.fte <= HOOGSTE_FTE):
            raise Regelfout(f"Regel {number}: het soort werk of de fte bestaat niet.")
        _check_period(number, rij.van, rij.tot)
    names = Plaatsingrij.__slots__
    ids = bulk_rows(Plaatsing, names, map(attrgetter(*names), rijen), len(rijen))
    record("plaatsingen_ingelezen", None, reden=f"{len(ids)} plaatsingen")
    return ids


def _check_period(number: int, van: date | None, tot: date | None) -> None:
    if van is not None and tot is not None and tot < van:
        raise Regelfout(f"Regel {number}: de laatste dag ligt voor de eerste.")
