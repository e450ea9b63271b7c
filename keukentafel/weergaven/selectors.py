"""Reads: which views someone may use, and what he changed today from a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from keukentafel.core.opvragen import compiled
from keukentafel.teams.public import team_ids_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.weergaven.models import Groepswijziging, Weergave


@dataclass(frozen=True, slots=True)
class Balk:
    """What stands above and below a list: saved views, and today's changes that can still be taken back."""

    scherm: str
    zelf: str
    weergaven: Sequence[Weergave]
    eigen: Sequence[Weergave]
    wijzigingen: Sequence[Groepswijziging]

    @property
    def huidige(self) -> Weergave | None:
        """The view that is open now, if any."""
        return next((view for view in self.weergaven if view.filters == self.zelf), None)


def load_balk(user: Gebruiker, scherm: str, zelf: str) -> Balk:
    """The bar of this list for `user`; `zelf` are the filters of now, as they stand in the address. Two queries."""
    views = views_of(user, scherm)
    own = [view for view in views if view.gebruiker_id == user.pk]
    return Balk(scherm, zelf, views, own, changes_of_today(user, scherm))


def views_of(user: Gebruiker, scherm: str) -> list[Weergave]:
    """The views of a list that `user` may open, his own and those of his teams, by name; read once per request."""
    kept = f"weergaven van {scherm}"
    if kept not in user.geheugen:
        user.geheugen[kept] = list(_views(user.pk, team_ids_of(user), scherm))
    found: list[Weergave] = user.geheugen[kept]
    return found


@compiled
def _views(user_id: int, team_ids: Collection[int], scherm: str) -> QuerySet[Weergave]:
    return Weergave.objects.filter(Q(gebruiker=user_id) | Q(team__in=team_ids), scherm=scherm).order_by("naam", "pk")


@compiled
def _changes(user_id: int, scherm: str, since: datetime) -> QuerySet[Groepswijziging]:
    found = Groepswijziging.objects.filter(
        gebruiker=user_id, scherm=scherm, gemaakt_op__gte=since, teruggedraaid_op=None
    )
    return found.order_by("-gemaakt_op", "-pk")[:3]


def changes_of_today(user: Gebruiker, scherm: str) -> list[Groepswijziging]:
    """What this user changed in many rows at once today and did not take back; the newest first, three at most."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return list(_changes(user.pk, scherm, midnight))


def default_filters(user: Gebruiker, scherm: str) -> str:
    """The filters of the user's own default view, or an empty string."""
    own = [view for view in views_of(user, scherm) if view.gebruiker_id == user.pk and view.standaard]
    return max(own, key=lambda view: view.pk).filters if own else ""
