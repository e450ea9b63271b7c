"""Who is kept out, whatever his role: by conflict of interest, or by the list of a shielded household."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from keukentafel.core.muur import weighs
from keukentafel.core.opvragen import compiled
from keukentafel.personen.models import (
    Afschermlid,
    Belang,
    EigenPersoon,
    Huishouden,
    Huishoudlid,
    Ontschermverzoek,
    Persoon,
)
from keukentafel.toegang.public import Gebruiker, Label


def tied_homes(user: Gebruiker | int, op: date | None = None) -> QuerySet[Huishoudlid, dict[str, int]]:
    """Where this user lives or lived himself, and what he declared: ids of households, for `in` and nothing else.

    One IN over a union: two INs joined by OR make PostgreSQL read every household of the municipality. Not a question
    about households itself: each list of cases holds this one, and planning a table more costs more than answering it.
    """
    return _own(user).values("huishouden").union(_declared(user, op).values("huishouden"))  # type: ignore[return-value]


def conflicting_households(user: Gebruiker | int, op: date | None = None) -> QuerySet[Huishouden, int]:
    """Ids of the households that are closed to this user (as a subquery) on day `op`, today when not given."""
    return Huishouden.objects.filter(pk__in=tied_homes(user, op)).order_by().values_list("pk", flat=True)


@weighs
def closed_among(user: Gebruiker, huishouden_ids: Collection[int]) -> set[int]:
    """Those of these households that are closed to this user today; one query."""
    return set(_closed_among(user.pk, huishouden_ids, date.today()))


@compiled
def _closed_among(user_id: int, huishouden_ids: Collection[int], op: date) -> QuerySet[Huishouden, int]:
    return conflicting_households(user_id, op).filter(pk__in=huishouden_ids)


def _own(user: Gebruiker | int) -> QuerySet[Huishoudlid]:
    self_ids = EigenPersoon.objects.filter(gebruiker=user).order_by().values("persoon")
    return Huishoudlid.objects.filter(persoon__in=self_ids).order_by()


def _declared(user: Gebruiker | int, op: date | None = None) -> QuerySet[Belang]:
    return Belang.objects.filter(Q(tot=None) | Q(tot__gte=op or date.today()), gebruiker=user).order_by()


def conflict_of(user: Gebruiker | int, op: date | None = None, huishouden: str = "huishouden") -> Exists:
    """True for a row whose field `huishouden` is closed to this user: has_conflict in the query that reads the row."""
    home = OuterRef(huishouden)
    return Exists(_own(user).filter(huishouden=home)) | Exists(_declared(user, op).filter(huishouden=home))  # type: ignore[return-value]


def has_conflict(user: Gebruiker, huishouden_id: int) -> bool:
    """True when this household is closed to this user."""
    return bool(closed_among(user, [huishouden_id]))


def closed_to(huishouden: Huishouden) -> QuerySet[Belang]:
    """The declared ties that keep someone out of this household today, with the user, by name."""
    valid = Belang.objects.filter(Q(tot=None) | Q(tot__gte=date.today()), huishouden=huishouden)
    return valid.select_related("gebruiker").order_by("gebruiker__naam", "pk")


@weighs
def kept_out(huishouden: Huishouden) -> dict[int, Belang]:
    """Whom this household is closed to today, by id of the user: the declared tie, or one (not stored) of who lives or
    lived there himself."""
    found = {belang.gebruiker_id: belang for belang in closed_to(huishouden)}
    lived = Huishoudlid.objects.filter(huishouden=huishouden).order_by().values("persoon")
    for user_id in EigenPersoon.objects.filter(persoon__in=lived).order_by("pk").values_list("gebruiker_id", flat=True):
        found.setdefault(user_id, Belang(gebruiker_id=user_id, huishouden=huishouden, gemeld_op=date.today()))
    return found


@weighs
def exists_for(user: Gebruiker, huishouden: Huishouden) -> bool:
    """False when this reader may not even know of it: a tie of his, or a shield without him (security.md 2.3)."""
    shielded = huishouden.label == Label.AFGESCHERMD and not on_shield_list(user, huishouden)
    return not shielded and not has_conflict(user, huishouden.pk)


def shield_listed(user: Gebruiker | int) -> QuerySet[Afschermlid, int]:
    """Ids of the shielded households on whose list this user stands (as a subquery)."""
    return Afschermlid.objects.filter(gebruiker=user).order_by().values_list("huishouden_id", flat=True)


def shielded_from(user: Gebruiker | int) -> QuerySet[Huishouden, int]:
    """The households that do not exist for this user: shielded, without him on the list (as a subquery; few)."""
    shielded = Huishouden.objects.filter(label=Label.AFGESCHERMD).exclude(pk__in=shield_listed(user))
    return shielded.order_by().values_list("pk", flat=True)


def absent_among(user: Gebruiker, huishouden_ids: Collection[int]) -> set[int]:
    """Those of these households that do not exist for this user: a tie of his, or a shield without him; two queries."""
    return closed_among(user, huishouden_ids) | set(shielded_from(user).filter(pk__in=huishouden_ids))


def standing_still() -> QuerySet[Huishouden, int]:
    """The households of which the use stands still (AVG 18; as a subquery; few)."""
    return Huishouden.objects.filter(beperkt=True).order_by().values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Dicht:
    """What does not exist for a user: ids of households, of who lives there, and of who lives in one by conflict."""

    huishoudens: frozenset[int]
    personen: frozenset[int]
    verwanten: frozenset[int]


@weighs
def shut_to(user: Gebruiker, op: date) -> Dicht:
    """The households that do not exist for this user on day `op`, by conflict or shielded without him.

    For counts: a number that is one too high gives away that there is somebody (security.md 2.3). One query, and one
    more when there are any.
    """
    tie = Q(pk__in=conflicting_households(user, op))
    shield = Q(label=Label.AFGESCHERMD) & ~Q(pk__in=shield_listed(user))
    eigen = Case(When(tie, then=True), default=False, output_field=BooleanField())
    homes = dict(Huishouden.objects.filter(tie | shield).order_by().values_list("pk", eigen))
    living = Huishoudlid.objects.valid_on(op).filter(huishouden__in=homes).order_by()
    members = list(living.values_list("huishouden_id", "persoon_id")) if homes else []
    return Dicht(
        huishoudens=frozenset(homes),
        personen=frozenset(persoon for _, persoon in members),
        verwanten=frozenset(persoon for home, persoon in members if homes[home]),
    )


@weighs
def shut_since(user: Gebruiker) -> datetime | None:
    """The moment at which a household was last closed to this user by a tie that holds today; None without a tie.

    Counts that were kept before it may hold that household. One query.
    """
    own = EigenPersoon.objects.filter(gebruiker=user).order_by().values_list("gewijzigd_op")
    moments = [moment for (moment,) in _declared(user).values_list("gewijzigd_op").union(own)]
    return max(moments, default=None)


@weighs
def hidden_among(user: Gebruiker, persoon_ids: Collection[int], op: date) -> set[int]:
    """Those of these persons who do not exist for this user on day `op`: one home of theirs is closed to him by a tie
    or shielded without him. Left out before anything is counted or ranked, they change no answer. One query."""
    return set(_hidden_among(user.pk, list(persoon_ids), op)) if persoon_ids else set()


@compiled
def _hidden_among(user_id: int, persoon_ids: Collection[int], op: date) -> QuerySet[Huishoudlid, int]:
    shut = Q(huishouden__label=Label.AFGESCHERMD) & ~Q(huishouden__in=shield_listed(user_id))
    living = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op, persoon__in=persoon_ids)
    tie = Q(huishouden__in=conflicting_households(user_id, op))
    return living.filter(shut | tie).order_by().values_list("persoon_id", flat=True)


@dataclass(frozen=True, slots=True)
class Verborgen:
    """What no count for a screen may hold: shielded households, who live only there; and whose area is secret."""

    huishoudens: frozenset[int]
    personen: frozenset[int]
    geheim_adres: frozenset[int]


def kept_out_of_counts(ook: Collection[int] = ()) -> Verborgen:
    """Everything that is shielded or secret, whoever reads: for figures that are made once for many (security.md 2.3).

    `ook`: households (ids) that these figures leave out as well. Three queries.
    """
    shielded = Huishouden.objects.filter(label=Label.AFGESCHERMD).order_by().values_list("pk", flat=True)
    homes = frozenset(shielded) | frozenset(ook)
    inside = Huishoudlid.objects.filter(huishouden__in=homes).order_by().values_list("persoon_id", flat=True)
    outside = Huishoudlid.objects.exclude(huishouden__in=homes).filter(tot=None).order_by()
    only = set(inside) - set(outside.filter(persoon__in=list(inside)).values_list("persoon_id", flat=True))
    secret = Persoon.objects.filter(geheim_adres=True).order_by().values_list("pk", flat=True)
    return Verborgen(homes, frozenset(only), frozenset(secret))


@weighs
def on_shield_list(user: Gebruiker, huishouden: Huishouden) -> bool:
    """True when this household is shielded and this user is on its list."""
    return huishouden.label == Label.AFGESCHERMD and shield_listed(user).filter(huishouden=huishouden).exists()


@weighs
def listed_users(huishouden_id: int) -> list[int]:
    """Ids of the users on the list of a shielded household."""
    return list(Afschermlid.objects.filter(huishouden=huishouden_id).values_list("gebruiker_id", flat=True))


def open_ontschermverzoek(huishouden: Huishouden) -> Ontschermverzoek | None:
    """The request to lift the shield on which nobody decided yet."""
    rows = Ontschermverzoek.objects.filter(huishouden=huishouden, besloten_op=None)
    return rows.select_related("gevraagd_door").first()
