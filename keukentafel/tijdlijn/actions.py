"""Writes: note what happened, correct one's own note, take back a wrong click."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from operator import attrgetter

from django.db.models import Max
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import (
    Casus,
    Overgang,
    announce,
    note_last_contact,
    note_last_contacts,
    subjects_of,
    tick_off,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_rows
from keukentafel.personen.public import Huishoudlid, Persoon
from keukentafel.referentielijsten.public import Contactsoort, Wet
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.models import Contactmoment, Gesprek
from keukentafel.tijdlijn.states import Aard, Zichtbaarheid

LANGSTE_DUUR = 24 * 60


@dataclass(frozen=True, slots=True)
class Vastlegging:
    """What is noted. `soort` only for a contact; an internal note is always for the team alone.

    `duur_minuten` may be left out; `persoon` None: the household.
    """

    tekst: str
    aard: str = Aard.CONTACT
    soort: str = ""
    zichtbaar_voor: str = Zichtbaarheid.TEAM
    wet: str = Wet.ALGEMEEN
    datum: date | None = None
    tijd: time | None = None
    duur_minuten: int | None = None
    persoon: Persoon | None = None
    aanwezig: str = ""


def _values(casus: Casus, noted: Vastlegging) -> dict[str, object]:
    """Field values of a note. Raises Regelfout where a rule forbids it."""
    today = timezone.localdate()
    day = noted.datum or today
    if day > today:
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="datum")
    if not noted.tekst.strip() and noted.soort != Contactsoort.NIET_BEREIKT:
        raise Regelfout("Schrijf in een zin wat er is gebeurd of afgesproken.", veld="tekst")
    if noted.duur_minuten is not None and not 0 < noted.duur_minuten <= LANGSTE_DUUR:
        raise Regelfout("Vul de duur in minuten in, of laat hem leeg.", veld="duur_minuten")
    if noted.persoon is not None and not belongs(casus, noted.persoon):
        raise Regelfout("Kies iemand uit dit huishouden.", veld="persoon")
    internal = noted.aard == Aard.INTERN
    return {
        "tekst": noted.tekst.strip(), "aard": noted.aard, "wet": noted.wet, "datum": day, "tijd": noted.tijd,
        "soort": (noted.soort or Contactsoort.OVERIG) if noted.aard == Aard.CONTACT else "",
        "zichtbaar_voor": Zichtbaarheid.INTERN if internal else noted.zichtbaar_voor,
        "duur_minuten": noted.duur_minuten, "persoon": noted.persoon, "aanwezig": noted.aanwezig.strip(),
    }  # fmt: skip


def belongs(casus: Casus, persoon: Persoon) -> bool:
    """True for the person of the case and for everybody who is or was in its household."""
    members = Huishoudlid.objects.filter(huishouden=casus.huishouden_id, persoon=persoon.pk)
    return persoon.pk == casus.persoon_id or members.exists()


def _subjects(item: Contactmoment) -> list[int]:
    """Whom a note concerns: the person it is about, or everybody in the household."""
    return [item.persoon_id] if item.persoon_id else subjects_of(item.casus)


@action("contact_vastgelegd")
def register_contactmoment(
    *,
    by: Actor,
    casus: Casus,
    medewerker: Medewerker | None,
    vastlegging: Vastlegging,
    afgevinkt: Sequence[str] = (),
    genoemd: Sequence[Medewerker] = (),
) -> Contactmoment:
    """Note what happened on a case (R-015), also on a closed one, and tick off what was done by it.

    `afgevinkt` holds keys of casussen.public.tickable; `genoemd` who is named in it and hears of it.
    Raises Regelfout for a day to come, an empty text or a person outside the household.
    """
    item = Contactmoment.objects.create(casus=casus, medewerker=medewerker, **_values(casus, vastlegging))
    if counts_as_contact(item):
        note_last_contact(casus.pk, item.datum)
    tick_off(by, casus, afgevinkt, medewerker)
    record("contact_vastgelegd", item, subjects=_subjects(item), wet=item.wet)
    for named in genoemd:
        if medewerker is None or named.pk != medewerker.pk:
            announce(Overgang(casus, "genoemd", timezone.localdate(), by, named, item.pk))
    return item


@action("niet_bereikt_vastgelegd")
def register_niet_bereikt(*, by: Actor, casus: Casus, medewerker: Medewerker | None) -> Contactmoment:
    """Somebody called and nobody answered: one click, no fields. It does not count as contact."""
    now = timezone.localtime()
    noted = Vastlegging("", soort=Contactsoort.NIET_BEREIKT, datum=now.date(), tijd=now.time().replace(microsecond=0))
    item = Contactmoment.objects.create(casus=casus, medewerker=medewerker, **_values(casus, noted))
    record("niet_bereikt_vastgelegd", item, subjects=subjects_of(casus), wet=item.wet)
    return item


@action("contact_verbeterd")
def change_contactmoment(
    *,
    by: Actor,
    contactmoment: Contactmoment,
    medewerker: Medewerker | None,
    vastlegging: Vastlegging,
    versie: int | None = None,
) -> Contactmoment:
    """Correct one's own note; the history keeps what stood there. Raises Regelfout when another wrote it."""
    locked = Contactmoment.lock(contactmoment.pk, versie)
    _refuse_other(locked, medewerker)
    locked.change(**_values(locked.casus, vastlegging))
    refresh_last_contact(locked.casus_id)
    record("contact_verbeterd", locked, subjects=_subjects(locked), wet=locked.wet)
    return locked


@action("contact_ingetrokken")
def withdraw_contactmoment(*, by: Actor, contactmoment: Contactmoment, medewerker: Medewerker | None) -> None:
    """Take back one's own note of today: a wrong click. The history keeps it.

    Raises Regelfout for a note of another, or of another day (correct it instead).
    """
    locked = Contactmoment.lock(contactmoment.pk)
    _refuse_other(locked, medewerker)
    if timezone.localdate(locked.gemaakt_op) != timezone.localdate():
        raise Regelfout("Dit kan alleen op de dag zelf. Verbeter de tekst als er iets niet klopt.")
    casus_id, subjects = locked.casus_id, _subjects(locked)
    record("contact_ingetrokken", locked, subjects=subjects, wet=locked.wet)
    announce(Overgang(locked.casus, "vermelding_ingetrokken", timezone.localdate(), by, None, locked.pk))
    for talk in Gesprek.objects.select_for_update().filter(contactmoment=locked.pk).order_by("pk"):
        talk.change(uitkomst="", contactmoment=None)  # what was planned is open again
    locked.delete()
    refresh_last_contact(casus_id)


def _refuse_other(item: Contactmoment, medewerker: Medewerker | None) -> None:
    if medewerker is None or item.medewerker_id != medewerker.pk:
        raise Regelfout("Alleen wie dit schreef kan het wijzigen. Schrijf zelf een aanvulling.")


def counts_as_contact(item: Contactmoment) -> bool:
    """True for a contact that took place; a call without answer and a note are none."""
    return item.aard == Aard.CONTACT and item.soort != Contactsoort.NIET_BEREIKT


def refresh_last_contact(casus_id: int) -> None:
    """Derive the last contact of a case again from its notes."""
    found = Contactmoment.objects.filter(casus=casus_id, aard=Aard.CONTACT).exclude(soort=Contactsoort.NIET_BEREIKT)
    note_last_contact(casus_id, found.aggregate(laatste=Max("datum"))["laatste"], exactly=True)


@dataclass(frozen=True, slots=True)
class Contactrij:
    """A contact to import; ids are those of this database."""

    casus_id: int
    datum: date
    soort: str = Contactsoort.OVERIG
    medewerker_id: int | None = None
    persoon_id: int | None = None
    tekst: str = ""
    aard: str = Aard.CONTACT
    zichtbaar_voor: str = Zichtbaarheid.TEAM
    wet: str = Wet.ALGEMEEN
    duur_minuten: int | None = None
    tijd: time | None = None


@action("contacten_ingelezen")
def bulk_register_contactmomenten(*, by: Actor, rijen: Sequence[Contactrij]) -> int:
    """Bring in many contacts, with history, in one event; the last contact of their cases follows.

    Returns how many. Raises Regelfout before anything is written when a row lies in the future, has an unknown code,
    or shows an internal note to others; the message names the place of the row (1 is the first). An import has no
    rule about empty text: what was noted elsewhere is kept as it was.
    """
    today, latest = timezone.localdate(), defaultdict[int, date](lambda: date.min)
    for place, row in enumerate(rijen, start=1):
        if fault := _fault(row, today):
            raise Regelfout(f"Rij {place}: {fault}")
        if row.aard == Aard.CONTACT and row.soort != Contactsoort.NIET_BEREIKT and row.datum > latest[row.casus_id]:
            latest[row.casus_id] = row.datum
    bulk_rows(Contactmoment, Contactrij.__slots__, map(_stored, rijen), len(rijen))
    note_last_contacts(latest)
    record("contacten_ingelezen", None, reden=f"{len(rijen)} contacten")
    return len(rijen)


_stored = attrgetter(*Contactrij.__slots__)
_AARDEN, _SOORTEN = frozenset(Aard.values), frozenset(("", *Contactsoort.values))
_WETTEN, _ZICHTBAAR = frozenset(Wet.values), frozenset(Zichtbaarheid.values)


def _fault(row: Contactrij, today: date) -> str:
    if row.datum > today:
        return "de datum ligt in de toekomst"
    if row.aard not in _AARDEN or row.soort not in _SOORTEN or row.wet not in _WETTEN:
        return "een code bestaat niet"
    if row.zichtbaar_voor not in _ZICHTBAAR or (row.aard == Aard.INTERN and row.zichtbaar_voor != Zichtbaarheid.INTERN):
        return "een interne notitie is alleen voor het team"
    if row.duur_minuten is not None and not 0 < row.duur_minuten <= LANGSTE_DUUR:
        return "de duur in minuten klopt niet"
    return ""
