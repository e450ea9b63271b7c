"""Writes: what is known of a case: its kind, its weight, its summary, its alerts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.kop import LET_OP_HOOGSTENS, active_let_op
from keukentafel.casussen.models import Casus
from keukentafel.casussen.permissions import subjects_of
from keukentafel.casussen.registers import Overgang, announce
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import OnbekendeLijst, find_code
from keukentafel.teams.public import Medewerker

SAMENVATTING_HOOGSTENS = 600
LET_OP_LENGTE = 60
_waiting: ContextVar[dict[int, date] | None] = ContextVar("later_laatste_contact", default=None)


@action("casus_gewijzigd")
def change_casus(
    *,
    by: Actor,
    casus: Casus,
    casustype: str,
    vraagtype: str,
    zwaarte: str,
    veiligheid: bool,
    wet: str,
    expertise_gevraagd: Sequence[str] = (),
    versie: int | None = None,
) -> Casus:
    """Classify a case anew. The history keeps since when it was what, so that an old figure can be explained.

    Raises Regelfout for an unknown expertise code or a closed case, Versieconflict when it was changed.
    """
    locked = lock_open(casus, versie)
    for code in expertise_gevraagd:
        try:
            find_code("expertise", code)
        except OnbekendeLijst:
            raise Regelfout("Kies een expertise uit de lijst.", veld="expertise_gevraagd") from None
    known = None if locked.veiligheid is None and not veiligheid else veiligheid  # an empty box says nothing
    locked.change(
        casustype=casustype, vraagtype=vraagtype, zwaarte=zwaarte, veiligheid=known, wet=wet,
        expertise_gevraagd=sorted(set(expertise_gevraagd)),
    )  # fmt: skip
    record("casus_gewijzigd", locked, subjects=subjects_of(locked), wet=locked.wet)
    announce(Overgang(locked, "casus_gewijzigd", timezone.localdate(), by))
    return locked


@action("samenvatting_bijgewerkt")
def update_samenvatting(
    *, by: Actor, casus: Casus, tekst: str, door: Medewerker | None, versie: int | None = None
) -> Casus:
    """Write the summary that a colleague who takes over understands at once: dated, with its author.

    The same text confirms that it still holds: it gets today's date. Raises Regelfout above 600 characters.
    """
    text = tekst.strip()
    if len(text) > SAMENVATTING_HOOGSTENS:
        raise Regelfout(f"Maak dit korter: er passen {SAMENVATTING_HOOGSTENS} tekens in.", veld="tekst")
    locked = lock_open(casus, versie)
    locked.change(samenvatting=text, samenvatting_op=timezone.now(), samenvatting_door=door)
    record("samenvatting_bijgewerkt", locked, subjects=subjects_of(locked), wet=locked.wet)
    return locked


@action("let_op_toegevoegd")
def add_let_op(*, by: Actor, casus: Casus, tekst: str, tot: date, versie: int | None = None) -> Casus:
    """Add an alert for who goes there; at most three at a time, each with a last day. Expired ones go."""
    text = tekst.strip()
    if not text or len(text) > LET_OP_LENGTE:
        raise Regelfout(f"Schrijf het in hoogstens {LET_OP_LENGTE} tekens.", veld="tekst")
    if tot < timezone.localdate():
        raise Regelfout("Kies vandaag of een dag daarna.", veld="tot")
    locked = lock_open(casus, versie)
    alerts = active_let_op(locked)
    if len(alerts) >= LET_OP_HOOGSTENS:
        raise Regelfout("Er staan er al drie. Haal er eerst een weg.", veld="tekst")
    locked.change(let_op=[*alerts, {"tekst": text, "tot": tot.isoformat()}])
    record("let_op_toegevoegd", locked, subjects=subjects_of(locked), wet=locked.wet)
    return locked


@action("let_op_weggehaald")
def remove_let_op(*, by: Actor, casus: Casus, nummer: int, versie: int | None = None) -> Casus:
    """Take away an alert by its place in the list that is shown (0 is the first)."""
    locked = lock_open(casus, versie)
    alerts = active_let_op(locked)
    if not 0 <= nummer < len(alerts):
        raise Regelfout("Deze waarschuwing is er niet meer.")
    locked.change(let_op=[alert for place, alert in enumerate(alerts) if place != nummer])
    record("let_op_weggehaald", locked, subjects=subjects_of(locked), wet=locked.wet)
    return locked


def note_last_contact(casus_ids: int | Sequence[int], op: date | None, *, exactly: bool = False) -> None:
    """Keep the derived day of the last contact, for the lists; `exactly` also when that is earlier than now.

    Derived, so without a new version: somebody who edits the case meanwhile has no conflict.
    """
    ids = [casus_ids] if isinstance(casus_ids, int) else casus_ids
    found = Casus.objects.filter(pk__in=ids)
    if not exactly:
        found = found.filter(Q(laatste_contact_op=None) | Q(laatste_contact_op__lt=op))
    found.update(laatste_contact_op=op)


@contextmanager
def contacts_later() -> Iterator[None]:
    """Inside, last contacts that come in in bulk are only remembered; at the end each case gets its own, once.

    For an import: contacts come in blocks, and one case may stand in all of them. Inside the transaction of the
    import. When the block raises, nothing is written.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting = dict[int, date]()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    note_last_contacts(waiting)


def note_last_contacts(latest: Mapping[int, date]) -> None:
    """The same for many cases at once: the day of the last contact by case id, where it is later than known."""
    if (waiting := _waiting.get()) is not None:
        waiting.update((pk, day) for pk, day in latest.items() if day > waiting.get(pk, date.min))
        return
    later = "(laatste_contact_op IS NULL OR laatste_contact_op < {})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "UPDATE casussen_casus SET laatste_contact_op = op "  # noqa: S608 (our own words)
                "FROM unnest(%s::bigint[], %s::date[]) AS nieuw (casus_id, op) "
                f"WHERE id = casus_id AND {later.format('op')}",
                [list(latest), list(latest.values())],
            )
        else:
            cursor.executemany(
                f"UPDATE casussen_casus SET laatste_contact_op = %s WHERE id = %s AND {later.format('%s')}",  # noqa: S608
                [(day.isoformat(), pk, day.isoformat()) for pk, day in latest.items()],
            )
