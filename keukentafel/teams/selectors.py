"""Reads: which worker is this user, in which teams is he placed today, who works in a team."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from keukentafel.core.opvragen import compiled
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.models import Bandbreedte, Medewerker, Plaatsing, Team
from keukentafel.toegang.public import Gebruiker, Plaatsingseis, Rol


def placements_of(user: Gebruiker) -> list[Plaatsing]:
    """Every placement of this user, past ones too, with the worker; read once per request."""
    if "plaatsingen" not in user.geheugen:
        user.geheugen["plaatsingen"] = list(_placements(user.pk))
    found: list[Plaatsing] = user.geheugen["plaatsingen"]
    return found


@compiled
def _placements(user_id: int) -> QuerySet[Plaatsing]:
    rows = Plaatsing.objects.filter(medewerker__gebruiker=user_id).select_related("medewerker")
    return rows.order_by("van", "pk")


def worker_of(user: Gebruiker) -> Medewerker | None:
    """The worker behind a user, or None; read once per request."""
    if "medewerker" not in user.geheugen:
        placed = placements_of(user)
        worker = placed[0].medewerker if placed else Medewerker.objects.filter(gebruiker=user).first()
        user.geheugen["medewerker"] = worker
    found: Medewerker | None = user.geheugen["medewerker"]
    return found


def placements_on(op: date) -> QuerySet[Plaatsing]:
    """Placements that are valid on day `op` (both ends inclusive)."""
    return Plaatsing.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op)


def placement_needs_met(user: Gebruiker) -> frozenset[Plaatsingseis]:
    """For the register PLAATSINGEN: what the placements of today are good for; none: no dossiers at all."""
    today = timezone.localdate()
    valid = [placed for placed in placements_of(user) if placed.holds_on(today)]
    found = {Plaatsingseis.DIENST} if valid else set()
    if any(placed.team_id is not None for placed in valid):
        found.add(Plaatsingseis.TEAM)
    return frozenset(found)


def has_crisis_duty(user: Gebruiker) -> bool:
    """For the register CRISISDIENST: does a team in which the user is placed today have crisis duty today?"""
    today = timezone.localdate()
    return Team.objects.filter(pk__in=team_ids_of(user, today), crisisdienst_tot__gte=today).exists()


def team_ids_of(user: Gebruiker, op: date | None = None) -> frozenset[int]:
    """Ids of the teams the user is placed in on day `op`; a placement without a team opens no dossiers."""
    day = op or timezone.localdate()
    return frozenset(
        placed.team_id for placed in placements_of(user) if placed.team_id is not None and placed.holds_on(day)
    )


def teams_of(user: Gebruiker) -> list[Team]:
    """The teams the user works in today, by name."""
    return list(_named_teams(team_ids_of(user)))


@compiled
def _named_teams(team_ids: Collection[int]) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=team_ids).order_by("naam", "pk")


def workers_of_team(team_id: int, op: date | None = None) -> list[Medewerker]:
    """Workers placed in a team on day `op`, by name."""
    day = op or timezone.localdate()
    ids = placements_on(day).filter(team=team_id).values("medewerker")
    return list(Medewerker.objects.filter(pk__in=ids).order_by("naam", "pk"))


def workers_of_teams(team_ids: Collection[int], op: date | None = None) -> list[Medewerker]:
    """Workers placed in one of these teams on day `op`, each once, by name; one query."""
    return list(_placed(team_ids, op or timezone.localdate()))


@compiled
def _placed(team_ids: Collection[int], op: date) -> QuerySet[Medewerker]:
    ids = placements_on(op).filter(team__in=team_ids).order_by().values("medewerker")
    return Medewerker.objects.filter(pk__in=ids).order_by("naam", "pk")


def colleagues_by_team(op: date | None = None) -> list[tuple[str, list[Medewerker]]]:
    """Everybody who is placed in a team on day `op`, per team by name: to choose a colleague from; one query."""
    rows = (
        placements_on(op or timezone.localdate())
        .filter(team__isnull=False)
        .select_related("team", "medewerker__gebruiker")
        .order_by("team__naam", "team", "medewerker__naam", "medewerker")
    )
    groups: dict[str, dict[int, Medewerker]] = {}
    for row in rows:
        assert row.team is not None  # noqa: S101 (filtered above)
        groups.setdefault(row.team.naam, {})[row.medewerker_id] = row.medewerker
    return [(naam, list(workers.values())) for naam, workers in groups.items()]


def partner_workers(op: date | None = None) -> list[Medewerker]:
    """People of other organisations, by name: never placed here, without account or with that of a ketenpartner."""
    day = op or timezone.localdate()
    partners = Gebruiker.objects.filter(
        Q(roltoekenningen__tot=None) | Q(roltoekenningen__tot__gte=day),
        roltoekenningen__rol=Rol.KETENPARTNER, roltoekenningen__van__lte=day,
    )  # fmt: skip
    found = Medewerker.objects.select_related("gebruiker", "moederorganisatie").filter(
        Q(gebruiker=None) | Q(gebruiker__in=partners.order_by().values("pk")),
        moederorganisatie__isnull=False, plaatsingen=None,
    )  # fmt: skip
    return list(found.order_by("naam", "pk"))


def colleagues_beyond_teams(op: date | None = None) -> list[tuple[str, list[Medewerker]]]:
    """Who may be asked along besides the teams: who works for all teams, and partners per organisation; two queries."""
    service = placements_on(op or timezone.localdate()).filter(team=None).order_by().values("medewerker")
    workers = Medewerker.objects.select_related("gebruiker").order_by("naam", "pk")
    groups = {"Voor alle teams": list(workers.filter(pk__in=service))}
    for worker in partner_workers(op):
        groups.setdefault(str(worker.moederorganisatie), []).append(worker)
    return [(naam, found) for naam, found in groups.items() if found]


def with_a_role(
    groepen: Iterable[tuple[str, Sequence[Medewerker]]], rollen: Collection[str], op: date | None = None
) -> list[tuple[str, list[Medewerker]]]:
    """These groups with only who holds one of these roles on day `op`, to choose from; one query."""
    day, groups = op or timezone.localdate(), [(naam, list(workers)) for naam, workers in groepen]
    holders = set(
        Gebruiker.objects.filter(
            Q(roltoekenningen__tot=None) | Q(roltoekenningen__tot__gte=day),
            pk__in={worker.gebruiker_id for _naam, workers in groups for worker in workers},
            roltoekenningen__rol__in=rollen, roltoekenningen__van__lte=day, is_active=True,
        ).order_by().values_list("pk", flat=True)
    )  # fmt: skip
    kept = [(naam, [worker for worker in workers if worker.gebruiker_id in holders]) for naam, workers in groups]
    return [(naam, workers) for naam, workers in kept if workers]


def team_for_area(gebied_id: int, op: date | None = None) -> Team | None:
    """The team that serves an area on day `op`, or None (R-176)."""
    return next(iter(_serving(gebied_id, op or timezone.localdate())), None)


@compiled
def _serving(gebied_id: int, op: date) -> QuerySet[Team]:
    rows = Team.objects.filter(
        Q(gebieden__tot=None) | Q(gebieden__tot__gte=op),
        Q(gebieden__van=None) | Q(gebieden__van__lte=op),
        gebieden__gebied=gebied_id,
    )
    return rows.order_by("naam", "pk")[:1]


def bandwidths_on(medewerker_ids: Collection[int], op: date | None = None) -> dict[int, Bandbreedte]:
    """The bandwidth that each worker agreed to, as it holds on day `op`; who agreed to none is absent."""
    rows = _bandwidths(medewerker_ids, op or timezone.localdate())
    return {row.medewerker_id: row for row in rows}


@compiled
def _bandwidths(medewerker_ids: Collection[int], op: date) -> QuerySet[Bandbreedte]:
    return Bandbreedte.objects.filter(medewerker__in=medewerker_ids, van__lte=op).order_by("van", "pk")


def present_expertise(team_ids: Collection[int], op: date | None = None) -> Counter[str]:
    """How many workers placed in these teams have each expertise (code): coverage, never a score (R-163)."""
    ids = placements_on(op or timezone.localdate()).filter(team__in=team_ids).order_by().values("medewerker")
    rows = Medewerker.objects.filter(pk__in=ids).order_by().values_list("expertise", flat=True)
    return Counter(code for codes in rows for code in codes)


def skj_warning(medewerker: Medewerker, wet: str, op: date | None = None) -> str:
    """A warning when a youth decision is taken by someone without valid SKJ registration, else empty.

    Jeugdwet art. 2.7 and 4.1.1 ask for registered professionals; the work is not blocked (R-167).
    """
    if wet != Wet.JEUGD:
        return ""
    day = op or timezone.localdate()
    if not medewerker.skj_nummer:
        return "Dit is een besluit onder de Jeugdwet. U staat niet met een SKJ-nummer geregistreerd."
    if medewerker.skj_geldig_tot is not None and medewerker.skj_geldig_tot < day:
        return "Dit is een besluit onder de Jeugdwet. Uw SKJ-registratie is verlopen."
    return ""


def list_teams(op: date | None = None) -> list[Team]:
    """All teams by name, each with `mensen`: how many workers are placed there on day `op`."""
    day = op or timezone.localdate()
    valid = Q(plaatsingen__van__lte=day) & (Q(plaatsingen__tot=None) | Q(plaatsingen__tot__gte=day))
    found = Team.objects.annotate(mensen=Count("plaatsingen__medewerker", filter=valid, distinct=True))
    return list(found.order_by("naam", "pk"))


def list_medewerkers(term: str, pagina: str | int, op: date | None = None) -> Page[Medewerker]:
    """A page of 50 workers by name, each with `rolnamen` and `teamnamen` of day `op`; four queries."""
    day = op or timezone.localdate()
    found = Medewerker.objects.select_related("gebruiker").order_by("naam", "pk")
    page: Page[Medewerker] = Paginator(found.filter(naam__icontains=term) if term else found, 50).get_page(pagina)
    rows = list(page.object_list)
    teams: dict[int, set[str]] = {row.pk: set() for row in rows}
    placed = placements_on(day).filter(medewerker__in=teams).order_by().values_list("medewerker_id", "team__naam")
    for worker_id, naam in placed:
        teams[worker_id].add(naam or "alle teams")
    roles: dict[int | None, set[str]] = {row.gebruiker_id: set() for row in rows}
    granted = Gebruiker.objects.filter(pk__in=[pk for pk in roles if pk], roltoekenningen__van__lte=day).filter(
        Q(roltoekenningen__tot=None) | Q(roltoekenningen__tot__gte=day)
    )
    for user_id, rol in granted.order_by().values_list("pk", "roltoekenningen__rol"):
        roles[user_id].add(rol.replace("_", " "))
    for row in rows:
        row.teamnamen = ", ".join(sorted(teams[row.pk]))  # type: ignore[attr-defined]
        row.rolnamen = ", ".join(sorted(roles.get(row.gebruiker_id, set())))  # type: ignore[attr-defined]
    page.object_list = rows
    return page


def users_without_worker() -> list[Gebruiker]:
    """Everybody who logs in without being registered as a worker, by name; each with `rolnamen` of today."""
    found = list(
        Gebruiker.objects.exclude(pk__in=Medewerker.objects.exclude(gebruiker=None).values("gebruiker"))
        .prefetch_related("roltoekenningen")
        .order_by("naam", "pk")
    )
    today = timezone.localdate()
    for user in found:
        valid = [
            row for row in user.roltoekenningen.all() if row.van <= today and (row.tot is None or row.tot >= today)
        ]
        user.rolnamen = ", ".join(sorted(row.rol.replace("_", " ") for row in valid))  # type: ignore[attr-defined]
    return found
