"""Who is whom: the teams with their areas, who works there and knows what, and whom to ask for who has left (R-030)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from keukentafel.referentielijsten.public import Medewerkertype, label_of
from keukentafel.teams.models import Medewerker, Plaatsing, Team, Teamgebied
from keukentafel.teams.selectors import placements_on

VERTROKKEN_SINDS = timedelta(days=183)  # so long one still asks for somebody who has left


@dataclass(frozen=True, slots=True)
class Gidsregel:
    """One worker: what he does here, what he knows, on which number he is; `weg_op` of who has left."""

    naam: str
    functie: str
    expertise: Sequence[str]
    telefoon: str
    weg_op: date | None = None


@dataclass(slots=True)
class Gidsteam:
    """One team, or the people who work for all teams (`naam` says so); `gebieden` by name."""

    naam: str
    intake: bool = False
    gebieden: list[str] = field(default_factory=list)
    leiding: list[Gidsregel] = field(default_factory=list)
    mensen: list[Gidsregel] = field(default_factory=list)
    weg: list[Gidsregel] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """How many people stand under it, who leads included."""
        return len(self.leiding) + len(self.mensen)

    @property
    def kennis(self) -> list[str]:
        """What somebody of this team knows, each name once, in the order of the alphabet."""
        return sorted({name for line in (*self.leiding, *self.mensen) for name in line.expertise})


def guide_of(op: date, *, gebied: int | None = None, expertise: str = "") -> list[Gidsteam]:
    """The teams of day `op` by name, those who work for all last; three queries, whatever the size.

    `gebied`: only the team that serves this area, and the intake desk. `expertise`: only who knows this, and who leads.
    """
    teams = _teams(op, gebied)
    everybody = Gidsteam("Voor alle teams")
    gone: dict[int, list[Plaatsing]] = {}
    present = set()
    for placed in _placements(op):
        team = everybody if placed.team_id is None else teams.get(placed.team_id)
        if placed.holds_on(op):
            present.add(placed.medewerker_id)
            if team is not None:
                _put(team, placed.medewerker, placed.medewerkertype, expertise, op)
        elif placed.tot is not None and placed.tot < op and placed.team_id is not None:
            gone.setdefault(placed.team_id, []).append(placed)
    for team_id, left in gone.items():
        if team_id in teams and not expertise:
            teams[team_id].weg = [_left(row) for row in left if row.medewerker_id not in present]
    found = [*teams.values(), everybody] if gebied is None else list(teams.values())
    return [team for team in found if team.mensen or team.leiding or (team.gebieden and not expertise)]


def _teams(op: date, gebied: int | None) -> dict[int, Gidsteam]:
    valid = (Q(geldig_van=None) | Q(geldig_van__lte=op)) & (Q(geldig_tot=None) | Q(geldig_tot__gte=op))
    rows = Team.objects.filter(valid).order_by("intake", "naam", "pk")
    teams = {team.pk: Gidsteam(team.naam, team.intake) for team in rows}
    areas = Teamgebied.objects.filter(Q(van=None) | Q(van__lte=op), Q(tot=None) | Q(tot__gte=op), team__in=teams)
    serving = set()
    for area in areas.select_related("gebied").order_by("gebied__naam", "pk"):
        teams[area.team_id].gebieden.append(area.gebied.naam)
        if area.gebied_id == gebied:
            serving.add(area.team_id)
    return teams if gebied is None else {pk: team for pk, team in teams.items() if pk in serving or team.intake}


def _placements(op: date) -> list[Plaatsing]:
    """Those of today and of who left lately, the last one of somebody first."""
    recent = Plaatsing.objects.filter(tot__lt=op, tot__gte=op - VERTROKKEN_SINDS)
    rows = (placements_on(op) | recent).select_related("medewerker").order_by("medewerker__naam", "medewerker", "-van")
    return list(rows)


def _put(team: Gidsteam, worker: Medewerker, kind: str, expertise: str, op: date) -> None:
    line = Gidsregel(
        worker.naam, label_of("medewerkertype", kind, op) if kind != Medewerkertype.OVERIG else "",
        [label_of("expertise", code, op) for code in worker.expertise], worker.telefoon,
    )  # fmt: skip
    if kind == Medewerkertype.TEAMLEIDING:
        team.leiding.append(line)
    elif not expertise or expertise in worker.expertise:
        team.mensen.append(line)


def _left(placed: Plaatsing) -> Gidsregel:
    return Gidsregel(placed.medewerker.naam, "", (), "", weg_op=placed.tot)
