"""What Inzicht shows: the figures that were made, never a computation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from keukentafel.casussen.public import Casus
from keukentafel.core.onderdrukking import GRENS
from keukentafel.inzicht.figuren.vorm import Figuur
from keukentafel.inzicht.models import Cijferrijen, Cijferronde, Cijferstand, Publicatie, Vulgraadstand
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.velden import sources
from keukentafel.meldingen.public import Melding
from keukentafel.personen.public import shut_since
from keukentafel.teams.public import Team, team_ids_of
from keukentafel.toegang.public import Gebruiker, Rol

GEBIED, GEEN_GEBIED = "gebied/", "/onbekend"  # before the key of a count by area; after it without one
DOOD = timedelta(hours=1)  # a round that takes longer has stopped without saying so


@dataclass(frozen=True, slots=True)
class Stand:
    """The figures of one scope on one peildatum, and on which other days there are some (newest first)."""

    pk: int
    figuren: Sequence[Figuur]
    peildatum: date
    gemaakt_op: datetime
    dagen: Sequence[date]

    def of(self, vraag: str) -> list[Figuur]:
        """Return the figures that answer one question."""
        return [figuur for figuur in self.figuren if figuur.vraag == vraag]


def load_stand(
    blik: Blikveld, team: Team | None, op: date | None = None, *, na: datetime | None = None
) -> Stand | None:
    """Return the newest figures of this scope, or those of the last peildatum on or before `op`; None for none.

    `na`: only what was made after this moment (permissions.Lezer).
    """
    rows = _made_after(Cijferstand.objects.filter(blik=blik, team=team).order_by("-peildatum"), na)
    days = list(rows.values_list("peildatum", flat=True))
    day = next((day for day in days if op is None or day <= op), None)
    found = rows.filter(peildatum=day).first() if day else None
    if found is None:
        return None
    figures = [Figuur.of_dict(data) for data in found.figuren]
    return Stand(found.pk, figures, found.peildatum, found.gemaakt_op, days)


def stand_of(row: Cijferstand) -> Stand:
    """Return the figures of one row; which other days there are is not asked."""
    return Stand(row.pk, [Figuur.of_dict(data) for data in row.figuren], row.peildatum, row.gemaakt_op, ())


def _made_after(rows: QuerySet[Cijferstand], na: datetime | None) -> QuerySet[Cijferstand]:
    return rows if na is None else rows.filter(gemaakt_op__gt=na)


def rows_behind(stand: Stand, figuren: Sequence[Figuur]) -> dict[str, tuple[Rijsoort, int]]:
    """Return what kind of rows are behind each count of these figures, and under which number they are kept, by key."""
    keys = {key for figuur in figuren for _row, _column, key in figuur.countable()}
    rows = Cijferrijen.objects.filter(stand=stand.pk, sleutel__in=keys).order_by()
    found = {sleutel: (Rijsoort(soort), pk) for sleutel, soort, pk in rows.values_list("sleutel", "soort", "pk")}
    if any(key.startswith(GEBIED) for key in found) and _secret_since(stand.pk):
        return {key: kept for key, kept in found.items() if not key.startswith(GEBIED)}
    return found


def _secret_since(stand_id: int) -> bool:
    """Whether somebody behind a count by area got a secret address since it was made.

    Then no list by area opens, whichever it is: one that is shorter than its count would tell where he lives.
    """
    rows = Cijferrijen.objects.filter(stand=stand_id, sleutel__startswith=GEBIED).exclude(sleutel__endswith=GEEN_GEBIED)
    ids: dict[str, set[int]] = {}
    for soort, kept in rows.order_by().values_list("soort", "ids"):
        ids.setdefault(soort, set()).update(kept)
    return any(
        model._default_manager.filter(pk__in=ids.get(soort, ()), persoon__geheim_adres=True).exists()
        for soort, model in ((Rijsoort.CASUSSEN, Casus), (Rijsoort.MELDINGEN, Melding))
    )


def cases_of(user: Gebruiker, rijen: int) -> Sequence[int]:
    """Return the ids of the cases behind one count of a team of this user; none for a count of others."""
    found = rows_of(user, rijen)
    return found.ids if found is not None and found.soort == Rijsoort.CASUSSEN else ()


def rows_of(user: Gebruiker, rijen: int) -> Cijferrijen | None:
    """Return what is behind a count of the team that this user leads, with its stand; None for one of others."""
    if Rol.TEAMLEIDER not in user.rollen:
        return None
    own = _made_after(Cijferstand.objects.filter(team__in=team_ids_of(user)).order_by(), shut_since(user))
    found = Cijferrijen.objects.filter(pk=rijen, stand__in=own).select_related("stand").defer("stand__figuren").first()
    if found is not None and found.sleutel.startswith(GEBIED) and _secret_since(found.stand_id):
        return None
    return found


@dataclass(frozen=True, slots=True)
class Veldstand:
    """One watched field: how much of it is filled, last week and before, in percent; None without enough rows."""

    bron: str
    veld: str
    nu: int | None
    ervoor: int | None
    bewaakt: bool
    alarm_sinds: date | None


def load_fill_rates() -> tuple[Vulgraadstand, list[Veldstand]] | None:
    """Return what the watchdog saw last, alarms first; None when it has not looked yet."""
    found = Vulgraadstand.objects.first()
    if found is None:
        return None
    names = {(bron.resource, veld): (bron.naam, naam) for bron in sources() for veld, naam in bron.velden.items()}
    rows = [_field(row, *names[row["resource"], row["veld"]]) for row in found.velden
            if (row["resource"], row["veld"]) in names]  # fmt: skip
    return found, sorted(rows, key=lambda row: (row.alarm_sinds is None, not row.bewaakt))


def _field(row: Mapping[str, Any], bron: str, veld: str) -> Veldstand:
    since = row["alarm_sinds"]
    return Veldstand(
        bron, veld, _percent(row["gevuld"], row["n"]), _percent(row["gevuld_ervoor"], row["n_ervoor"]), row["bewaakt"],
        date.fromisoformat(since) if since else None,
    )  # fmt: skip


def _percent(gevuld: int, n: int) -> int | None:
    return int(100 * gevuld / n + 0.5) if n >= GRENS else None


def published_meldingen() -> dict[tuple[date, date], Any]:
    """Return the page of meldingen of each published span, newest first."""
    return {(van, tot): page for van, tot, page in Publicatie.objects.values_list("van", "tot", "meldingen")}


def running_round() -> Cijferronde | None:
    """Return the round that is being made now; None when there is none."""
    return Cijferronde.objects.filter(klaar_op=None, begonnen_op__gt=timezone.now() - DOOD).first()


def failed_round() -> Cijferronde | None:
    """Return the last round when it stopped without figures."""
    last = Cijferronde.objects.exclude(klaar_op=None).first()
    return last if last is not None and last.fout else None
