"""Rows as an exchange package has them, in and out: nothing is cleaned, asked or refused that the contract allows.

The doors of `bulk` check what a person may type; these take what another system already had: names that repeat, an SKJ
date without a number, two areas at once. `velden` are fields as they are stored, each row has its values in that order.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.overnemen import Rijen, bulk_adopt
from keukentafel.teams.models import Medewerker, Plaatsing, Team, Teamgebied

TEAMGEBIED_SLEUTEL = ("team_id", "gebied_id", "van")
PLAATSING_SLEUTEL = ("medewerker_id", "team_id", "medewerkertype", "van")
Uitgaand = Iterator[Mapping[str, Any]]


@action("teams_ingelezen")
def take_teams(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store teams as delivered; returns their ids in order."""
    ids = bulk_rows(Team, velden, rijen, len(rijen))
    record("teams_ingelezen", None, reden=f"{len(ids)} teams")
    return ids


@action("teams_gewijzigd")
def update_teams(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give teams what a later package says; their former versions are kept."""
    bulk_change(Team, velden, zip(ids, rijen, strict=True))
    record("teams_gewijzigd", None, reden=f"{len(ids)} teams")


@action("teamgebieden_ingelezen")
def take_teamgebieden(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store which team serves which area as delivered; what is there by team, area and begin is the same one."""
    ids = bulk_adopt(Teamgebied, velden, TEAMGEBIED_SLEUTEL, rijen)
    record("teamgebieden_ingelezen", None, reden=f"{len(ids)} gebieden van teams")
    return ids


@action("teamgebieden_gewijzigd")
def update_teamgebieden(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give areas of teams what a later package says; their former versions are kept."""
    bulk_change(Teamgebied, velden, zip(ids, rijen, strict=True))
    record("teamgebieden_gewijzigd", None, reden=f"{len(ids)} gebieden van teams")


@action("medewerkers_ingelezen")
def take_medewerkers(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store workers as delivered; returns their ids in order. None becomes a user, and no organisation gets access."""
    ids = bulk_rows(Medewerker, velden, rijen, len(rijen))
    record("medewerkers_ingelezen", None, reden=f"{len(ids)} medewerkers")
    return ids


@action("medewerkers_gewijzigd")
def update_medewerkers(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give workers what a later package says; their former versions are kept."""
    bulk_change(Medewerker, velden, zip(ids, rijen, strict=True))
    record("medewerkers_gewijzigd", None, reden=f"{len(ids)} medewerkers")


@action("plaatsingen_ingelezen")
def take_plaatsingen(*, by: Actor, velden: Sequence[str], rijen: Rijen) -> Sequence[int]:
    """Store placements as delivered; what is there by worker, team, kind of work and begin is the same one."""
    ids = bulk_adopt(Plaatsing, velden, PLAATSING_SLEUTEL, rijen)
    record("plaatsingen_ingelezen", None, reden=f"{len(ids)} plaatsingen")
    return ids


@action("plaatsingen_gewijzigd")
def update_plaatsingen(*, by: Actor, velden: Sequence[str], ids: Sequence[int], rijen: Rijen) -> None:
    """Give placements what a later package says; their former versions are kept."""
    bulk_change(Plaatsing, velden, zip(ids, rijen, strict=True))
    record("plaatsingen_gewijzigd", None, reden=f"{len(ids)} plaatsingen")


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
