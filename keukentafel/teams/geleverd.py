"""Rows as an exchange package has them, in and out: nothing is cleaned, asked or refused that the contract allows.

The doors of `bulk` check what a person may type; these take what another system already had: names that repeat, an SKJ
date without a number, two areas at once. None of the workers becomes a user, and no organisation gets access.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from keukentafel.audit.public import Levering
from keukentafel.teams.models import Medewerker, Plaatsing, Team, Teamgebied

Uitgaand = Iterator[Mapping[str, Any]]

TEAMLEVERING = Levering(Team, "teams")
TEAMGEBIEDLEVERING = Levering(Teamgebied, "teamgebieden", "gebieden van teams", ("team_id", "gebied_id", "van"))
MEDEWERKERLEVERING = Levering(Medewerker, "medewerkers")
PLAATSINGLEVERING = Levering(Plaatsing, "plaatsingen", sleutel=("medewerker_id", "team_id", "medewerkertype", "van"))


def deliver_teams() -> Uitgaand:
    """Yield every team, the intake desk too: pk, naam, geldig_van, geldig_tot."""
    yield from Team.objects.order_by().values("pk", "naam", "geldig_van", "geldig_tot").iterator()


def deliver_teamgebieden() -> Uitgaand:
    """Yield which team serves which area: team_id, gebied__code, van, tot."""
    yield from Teamgebied.objects.order_by().values("team_id", "gebied__code", "van", "tot").iterator()


def deliver_medewerkers() -> Uitgaand:
    """Yield every worker: pk, naam, moederorganisatie_id, skj_nummer, skj_geldig_tot."""
    names = ("pk", "naam", "moederorganisatie_id", "skj_nummer", "skj_geldig_tot")
    yield from Medewerker.objects.order_by().values(*names).iterator()


def deliver_plaatsingen() -> Uitgaand:
    """Yield every placement: medewerker_id, team_id, medewerkertype, fte, van, tot."""
    names = ("medewerker_id", "team_id", "medewerkertype", "fte", "van", "tot")
    yield from Plaatsing.objects.order_by().values(*names).iterator()
