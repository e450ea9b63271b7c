"""Meldingen as an exchange package delivers them: the contract decides what they may be, not our screens.

Columns, not objects: `velden` names fields as they are stored (a foreign key as `team_id`), `rijen` holds their values
in that order. Every call is one audit event; former versions are kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.inlezen import bulk_change, bulk_rows, in_portions
from keukentafel.meldingen.models import BuitenSysteemTelling, Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.normen import feedback_deadline
from keukentafel.meldingen.states import Berichtaanleiding, Berichtstatus, Terugkoppelsoort
from keukentafel.personen.public import refresh_bereik
from keukentafel.referentielijsten.public import Grondslag

Rij = Sequence[Any]


@action("meldingen_ingelezen")
def bulk_bring_in_meldingen(
    *, by: Actor, velden: Sequence[str], rijen: Sequence[Rij], teruggekoppeld: Sequence[date | None]
) -> Sequence[int]:
    """Store meldingen without tasks or messages; returns their ids, in order.

    `teruggekoppeld` says per row when the reporter was answered. Raises IntegrityError for a melding that ends before
    it was received or that refers to nothing.
    """
    ids = bulk_rows(Melding, velden, rijen, len(rijen))
    _answer({pk: day for pk, day in zip(ids, teruggekoppeld, strict=True) if day is not None})
    _make_findable(ids)
    record("meldingen_ingelezen", None, reden=f"{len(ids)} meldingen")
    return ids


@action("meldingen_gewijzigd")
def bulk_change_meldingen(
    *, by: Actor, velden: Sequence[str], rijen: Sequence[tuple[int, Rij]], teruggekoppeld: Mapping[int, date | None]
) -> None:
    """Give meldingen (id, values in the order of `velden`) what a package says now.

    `teruggekoppeld` says by id when the reporter was answered; who is not in it stays as he is.
    """
    ids = [pk for pk, _values in rijen]
    _make_findable(ids)  # whom they leave
    bulk_change(Melding, velden, rijen)
    _change_answers(teruggekoppeld)
    _make_findable(ids)
    record("meldingen_gewijzigd", None, reden=f"{len(ids)} meldingen")


@action("buiten_systeem_ingelezen")
def bulk_set_buiten_systeem(*, by: Actor, rijen: Sequence[tuple[int, date, int]]) -> Sequence[int]:
    """Set counts (team id, first day of the month, number); returns their ids, in order.

    A count that is there already for the team and the month gets this number.
    """
    teams = {team for team, _maand, _aantal in rijen}
    found = BuitenSysteemTelling.objects.filter(team__in=teams).order_by().values_list("team_id", "maand", "pk")
    there = {(team, maand): pk for team, maand, pk in found}
    bulk_change(BuitenSysteemTelling, ("aantal",), [(there[r[:2]], (r[2],)) for r in rijen if r[:2] in there])
    fresh = [row for row in rijen if row[:2] not in there]
    ids = bulk_rows(BuitenSysteemTelling, ("team_id", "maand", "aantal"), fresh, len(fresh))
    there |= zip((row[:2] for row in fresh), ids, strict=True)
    record("buiten_systeem_ingelezen", None, reden=f"{len(rijen)} tellingen")
    return [there[row[:2]] for row in rijen]


def _make_findable(ids: Iterable[int]) -> None:
    for part in in_portions(ids):
        about = Melding.objects.filter(pk__in=part).exclude(persoon=None).order_by()
        refresh_bereik(set(about.values_list("persoon_id", flat=True)))


@cache
def _deadline(received: date) -> date:
    try:
        return feedback_deadline(received)
    except OverflowError:
        return date.max


def _answer(days: Mapping[int, date]) -> None:
    """Answers that were given, by melding: on which ground is not known of an import."""
    received: dict[int, date] = {}
    for part in in_portions(days):
        received |= dict(Melding.objects.filter(pk__in=part).order_by().values_list("pk", "ontvangen_op"))
    names = ("melding_id", "grondslag", "soort", "vervalt_op", "gedaan_op")
    fixed = (Grondslag.NOG_VRAGEN.value, Terugkoppelsoort.ANTWOORD.value)
    # A list, not a generator: its days come from the database, which cannot be asked while rows are copied in.
    rows = [(pk, *fixed, _deadline(received[pk]), day) for pk, day in days.items()]
    made = bulk_rows(Terugkoppeling, names, rows, len(days))
    _deadline.cache_clear()
    _note_sent(zip(made, days.values(), strict=True), len(days))


def _note_sent(answers: Iterable[tuple[int, date]], number: int) -> None:
    names = ("terugkoppeling_id", "aanleiding", "status", "klaar_op", "verstuurd_op")
    fixed = (Berichtaanleiding.OPGEPAKT.value, Berichtstatus.VERSTUURD.value)
    bulk_rows(Terugkoppelbericht, names, ((pk, *fixed, day, day) for pk, day in answers), number)


def _change_answers(days: Mapping[int, date | None]) -> None:
    """Let the answers to these meldingen be as a package says now; a message that it told of goes along."""
    fresh = {pk: day for pk, day in days.items() if day is not None}
    changed: dict[int, date | None] = {}
    for part in in_portions(days):
        found = Terugkoppeling.objects.filter(melding__in=part).order_by()
        for pk, melding, day in found.values_list("pk", "melding_id", "gedaan_op"):
            fresh.pop(melding, None)
            if day != days[melding]:
                changed[pk] = days[melding]
    bulk_change(Terugkoppeling, ("gedaan_op",), [(pk, (day,)) for pk, day in changed.items()])
    _move_messages(changed)
    _answer(fresh)


def _move_messages(days: Mapping[int, date | None]) -> None:
    """The message that a package told of (nobody here sent it) gets the new day, or lapses without one.

    `days` is by answer. An answer without a message that was sent gets one.
    """
    silent = {pk: day for pk, day in days.items() if day is not None}
    for part in in_portions(days):
        sent = Terugkoppelbericht.objects.filter(terugkoppeling__in=part, status=Berichtstatus.VERSTUURD).order_by("pk")
        rows = list(sent.values_list("pk", "terugkoppeling_id", "wijze", "verstuurd_door_id"))
        told = {answer: pk for pk, answer, wijze, sender in rows if not wijze and sender is None}
        states = [(pk, (_status(days[answer]), days[answer])) for answer, pk in told.items()]
        bulk_change(Terugkoppelbericht, ("status", "verstuurd_op"), states)
        for _pk, answer, _wijze, _sender in rows:
            silent.pop(answer, None)
    _note_sent(silent.items(), len(silent))


def _status(day: date | None) -> str:
    return Berichtstatus.VERVALLEN.value if day is None else Berichtstatus.VERSTUURD.value
