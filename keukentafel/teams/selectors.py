"""Reads: which worker is this user, in which teams is he placed today, who works in a team."""

from datetime import date

from django.db.models import Q, QuerySet

from keukentafel.teams.models import Medewerker, Plaatsing, Team
from keukentafel.toegang.public import Gebruiker


def worker_of(user: Gebruiker) -> Medewerker | None:
    """The worker behind a user, or None; read once per request."""
    if "_medewerker" not in user.__dict__:
        user.__dict__["_medewerker"] = Medewerker.objects.filter(gebruiker=user).first()
    found: Medewerker | None = user.__dict__["_medewerker"]
    return found


def placements_on(op: date) -> QuerySet[Plaatsing]:
    """Placements that are valid on day `op` (both ends inclusive)."""
    return Plaatsing.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)


def team_ids_of(user: Gebruiker, op: date | None = None) -> frozenset[int]:
    """Ids of the teams the user is placed in on day `op`; a placement without a team opens no dossiers."""
    day = op or date.today()
    cache: dict[date, frozenset[int]] = user.__dict__.setdefault("_teams", {})
    if day not in cache:
        rows = placements_on(day).filter(medewerker__gebruiker=user, team__isnull=False)
        cache[day] = frozenset(rows.values_list("team_id", flat=True))
    return cache[day]


def teams_of(user: Gebruiker) -> list[Team]:
    """The teams the user works in today, by name."""
    return list(Team.objects.filter(pk__in=team_ids_of(user)).order_by("naam", "pk"))


def workers_of_team(team_id: int, op: date | None = None) -> list[Medewerker]:
    """Workers placed in a team on day `op`, by name."""
    day = op or date.today()
    ids = placements_on(day).filter(team=team_id).values("medewerker")
    return list(Medewerker.objects.filter(pk__in=ids).order_by("naam", "pk"))


def team_for_area(gebied_id: int, op: date | None = None) -> Team | None:
    """The team that serves an area on day `op`, or None (R-176)."""
    day = op or date.today()
    return (
        Team.objects.filter(
            Q(gebieden__tot=None) | Q(gebieden__tot__gte=day),
            Q(gebieden__van=None) | Q(gebieden__van__lte=day),
            gebieden__gebied=gebied_id,
        )
        .order_by("naam", "pk")
        .first()
    )
