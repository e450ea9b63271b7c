"""A hundred members of staff, in the roles of a social team, each with a session of its own (two factors)."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus
from keukentafel.core.sessies import SessionStore
from keukentafel.teams.public import Medewerker, Plaatsing, Team
from keukentafel.toegang.middleware import AANMELDWIJZEN
from keukentafel.toegang.public import Gebruiker, Rol, create_gebruiker, grant_rol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Of every hundred: most work on cases, the rest is who a social team has around it.
AANDEEL = {
    Rol.REGISSEUR: 76,
    Rol.TEAMLEIDER: 8,
    Rol.LOKETMEDEWERKER: 12,
    Rol.BELEIDSANALIST: 2,
    Rol.PRIVACY_OFFICER: 2,
}
ZONDER_TEAM = (Rol.BELEIDSANALIST, Rol.PRIVACY_OFFICER)
SOORT = {Rol.TEAMLEIDER: "volwassenen", Rol.LOKETMEDEWERKER: "loket"}


class Collega(NamedTuple):
    """Who works, and on what: the open cases that he leads, or those of his team."""

    gebruiker: int
    rol: str
    casussen: tuple[int, ...]
    koekjes: dict[str, str]


def staff(number: int) -> list[Collega]:
    """Return so many colleagues in a city of scripts.bench, who are logged in; makes the users that are not there yet.

    Needs a role of the database that may make users; raises ValueError when the city has too few workers.
    """
    found: list[Collega] = []
    teams = list(Team.objects.filter(intake=False).order_by("pk"))
    intake = Team.objects.get(intake=True)
    for rol, share in AANDEEL.items():
        wanted = max(1, round(share * number / 100))
        users = _regisseurs(wanted) if rol == Rol.REGISSEUR else _others(rol, wanted, teams, intake)
        found += [Collega(user.pk, rol, cases, session(user)) for user, cases in users]
    return found


def _regisseurs(wanted: int) -> list[tuple[Gebruiker, tuple[int, ...]]]:
    """Workers spread over the teams, each with the open cases that he leads."""
    workers = list(Medewerker.objects.filter(naam__startswith="Medewerker ").select_related("gebruiker").order_by("pk"))
    if len(workers) < wanted:
        raise ValueError(f"de stad heeft {len(workers)} medewerkers, er zijn er {wanted} nodig")
    led: dict[int, list[int]] = {}
    roles = Casus.objects.filter(afgesloten_op=None, rollen__rol="regisseur", rollen__tot=None)
    for case, worker in roles.order_by("pk").values_list("pk", "rollen__medewerker"):
        led.setdefault(worker, []).append(case)
    chosen = workers[:: len(workers) // wanted][:wanted]
    return [(worker.gebruiker, tuple(led.get(worker.pk, ()))) for worker in chosen if worker.gebruiker]


def _others(rol: Rol, wanted: int, teams: Sequence[Team], intake: Team) -> Iterator[tuple[Gebruiker, tuple[int, ...]]]:
    """Who was made for the load before, and who is still lacking."""
    since, turn = date.today() - timedelta(days=1000), cycle(teams)
    for place in range(wanted):
        email, team = f"{rol}{place}@belasting.invalid", intake if rol == Rol.LOKETMEDEWERKER else next(turn)
        user = Gebruiker.objects.filter(email=email).first()
        if user is None:
            user = create_gebruiker(by=SYSTEEM, email=email, naam=f"{rol.capitalize()} {place}")
            grant_rol(by=SYSTEEM, gebruiker=user, rol=rol, van=since)
            worker = Medewerker.objects.create(gebruiker=user, naam=user.naam)
            if rol not in ZONDER_TEAM:
                Plaatsing.objects.create(medewerker=worker, team=team, medewerkertype=SOORT[rol], fte=1, van=since)
        cases = Casus.objects.filter(afgesloten_op=None, team_id=team.pk).order_by("pk")
        yield user, tuple(cases.values_list("pk", flat=True)[:300]) if rol == Rol.TEAMLEIDER else ()


def session(user: Gebruiker) -> dict[str, str]:
    """Log this user in with password and code, without a browser; returns the cookie of production."""
    store, now = SessionStore(), time.time()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "keukentafel.toegang.aanmelden.Wachtwoord"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[AANMELDWIJZEN] = [{"method": "password", "at": now}, {"method": "mfa", "type": "totp", "at": now}]
    store.create()
    name = settings.SESSION_COOKIE_NAME if settings.PRODUCTIE else "__Host-sessie"
    return {name: str(store.session_key)}
