"""Reads: which views someone may use, and what he changed today from a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

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
    mine = Q(gebruiker=user) | Q(team__in=team_ids_of(user))
    views = list(Weergave.objects.filter(mine, scherm=scherm).order_by("naam", "pk"))
    own = [view for view in views if view.gebruiker_id == user.pk]
    return Balk(scherm, zelf, views, own, changes_of_today(user, scherm))


def changes_of_today(user: Gebruiker, scherm: str) -> list[Groepswijziging]:
    """What this user changed in many rows at once today and did not take back; the newest first, three at most."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    found = Groepswijziging.objects.filter(
        gebruiker=user, scherm=scherm, gemaakt_op__gte=midnight, teruggedraaid_op=None
    )
    return list(found.order_by("-gemaakt_op", "-pk")[:3])


def default_filters(user: Gebruiker, scherm: str) -> str:
    """The filters of the user's own default view, or an empty string."""
    own = Weergave.objects.filter(gebruiker=user, scherm=scherm, standaard=True).order_by("-pk").first()
    return own.filters if own else ""
