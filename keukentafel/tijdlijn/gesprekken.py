"""Writes: plan a talk with a household, move it, call it off, and note how it went. Nothing is typed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, Overgang, subjects_of, worker_may_see
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Contactsoort, Wet
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.actions import LANGSTE_DUUR, Vastlegging, belongs, register_contactmoment
from keukentafel.tijdlijn.models import Contactmoment, Gesprek
from keukentafel.tijdlijn.states import Plaats, Uitkomst

VOORUIT = timedelta(days=366)
BIJ_SLUITEN = "De casus is afgesloten."
SOORT_BIJ_PLAATS = {
    Plaats.THUIS: Contactsoort.HUISBEZOEK, Plaats.KANTOOR: Contactsoort.KANTOOR,
    Plaats.TELEFOON: Contactsoort.TELEFOON, Plaats.BUITEN: Contactsoort.OVERIG,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planning:
    """When, where, with whom, and which worker goes; `persoon` None: the household."""

    datum: date
    tijd: time
    medewerker: Medewerker
    plaats: str = Plaats.THUIS
    duur_minuten: int = 60
    persoon: Persoon | None = None
    wet: str = Wet.ALGEMEEN


def _values(casus: Casus, wanted: Planning) -> dict[str, object]:
    """Field values of a talk. Raises Regelfout where a rule forbids it."""
    today = timezone.localdate()
    if not today <= wanted.datum <= today + VOORUIT:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens een jaar vooruit.", veld="datum")
    if not 0 < wanted.duur_minuten <= LANGSTE_DUUR:
        raise Regelfout("Vul de duur in minuten in.", veld="duur_minuten")
    if wanted.persoon is not None and not belongs(casus, wanted.persoon):
        raise Regelfout("Kies iemand uit dit huishouden.", veld="persoon")
    if not worker_may_see(wanted.medewerker, casus):
        raise Regelfout("Deze collega kan de casus niet openen. Kies een ander.", veld="medewerker")
    return {
        "datum": wanted.datum, "tijd": wanted.tijd, "medewerker": wanted.medewerker, "plaats": wanted.plaats,
        "duur_minuten": wanted.duur_minuten, "persoon": wanted.persoon, "wet": wanted.wet,
    }  # fmt: skip


def _record(event: str, talk: Gesprek) -> None:
    concerned = [talk.persoon_id] if talk.persoon_id else subjects_of(talk.casus)
    record(event, talk, subjects=concerned, wet=talk.wet)


def _planned(talk: Gesprek, versie: int | None = None) -> Gesprek:
    """The talk, locked. Raises Regelfout when it is no longer planned."""
    locked = Gesprek.lock(talk.pk, versie)
    if locked.uitkomst:
        raise Regelfout(f"Dit gesprek staat al op {Uitkomst(locked.uitkomst).label.lower()}.")
    return locked


@action("gesprek_gepland")
def plan_gesprek(*, by: Actor, casus: Casus, planning: Planning) -> Gesprek:
    """Plan a talk (screens.md 2.4, "Afspraak"). Raises Regelfout for a closed case, a day in the past or more than a
    year away, a person outside the household, or a worker who may not open the case."""
    if casus.afgesloten_op is not None:
        raise Regelfout("Deze casus is afgesloten. Heropen de casus eerst.")
    talk = Gesprek.objects.create(casus=casus, **_values(casus, planning))
    _record("gesprek_gepland", talk)
    return talk


@action("gesprek_verzet")
def change_gesprek(*, by: Actor, gesprek: Gesprek, planning: Planning, versie: int | None = None) -> Gesprek:
    """Move a planned talk, or change who goes. The history keeps what stood there."""
    locked = _planned(gesprek, versie)
    locked.change(**_values(locked.casus, planning))
    _record("gesprek_verzet", locked)
    return locked


@action("gesprek_afgezegd")
def cancel_gesprek(*, by: Actor, gesprek: Gesprek, reden: str, versie: int | None = None) -> Gesprek:
    """Call a talk off, with the reason. Raises Regelfout without one."""
    if not reden.strip():
        raise Regelfout("Schrijf in een paar woorden waarom het niet doorgaat.", veld="reden")
    locked = _planned(gesprek, versie)
    locked.change(uitkomst=Uitkomst.AFGEZEGD, reden=reden.strip())
    _record("gesprek_afgezegd", locked)
    return locked


def end_talks(overgang: Overgang) -> None:
    """Subscriber of OVERGANGEN: closing a case calls off its talks to come; undoing the closing plans them again.

    A talk whose moment has passed stays open: how it went can still be noted.
    """
    if overgang.soort != "casus_afgesloten":
        return
    for talk in talks_to_come(overgang.casus):
        cancel_gesprek(by=overgang.by, gesprek=talk, reden=BIJ_SLUITEN)


def talks_to_come(casus: Casus) -> list[Gesprek]:
    """The planned talks of a case that have not begun yet, the first one first; read fresh."""
    planned = Gesprek.objects.filter(casus=casus, uitkomst="", datum__gte=timezone.localdate())
    return [
        talk
        for talk in planned.select_related("medewerker").order_by("datum", "tijd", "pk")
        if talk.begin > timezone.now()
    ]


@action("gesprek_hersteld")
def restore_gesprek(*, by: Actor, gesprek: Gesprek) -> Gesprek:
    """Undo the calling off: it stands where it stood."""
    locked = Gesprek.lock(gesprek.pk)
    if locked.uitkomst != Uitkomst.AFGEZEGD:
        raise Regelfout("Dit gesprek is niet afgezegd.")
    if locked.casus.afgesloten_op is not None:
        raise Regelfout("Deze casus is afgesloten. Heropen de casus eerst.")
    locked.change(uitkomst="", reden="")
    _record("gesprek_hersteld", locked)
    return locked


@action("gesprek_ingetrokken")
def withdraw_gesprek(*, by: Actor, gesprek: Gesprek) -> None:
    """Undo the planning, on the day itself: a wrong click. The history keeps it. Later on it is called off."""
    locked = _planned(gesprek)
    if timezone.localdate(locked.gemaakt_op) != timezone.localdate():
        raise Regelfout("Dit kan alleen op de dag zelf. Zeg het gesprek af.")
    _record("gesprek_ingetrokken", locked)
    locked.delete()


@action("gesprek_doorgegaan")
def complete_gesprek(
    *,
    by: Actor,
    gesprek: Gesprek,
    medewerker: Medewerker | None,
    vastlegging: Vastlegging,
    afgevinkt: Sequence[str] = (),
    genoemd: Sequence[Medewerker] = (),
) -> Contactmoment:
    """The talk took place: what was noted becomes its contact moment, in one save. Taking that back opens it again."""
    locked = _planned(gesprek)
    item = register_contactmoment(
        by=by, casus=locked.casus, medewerker=medewerker, vastlegging=vastlegging, afgevinkt=afgevinkt, genoemd=genoemd
    )
    locked.change(uitkomst=Uitkomst.DOORGEGAAN, contactmoment=item)
    _record("gesprek_doorgegaan", locked)
    return item


@action("gesprek_niet_bereikt")
def miss_gesprek(*, by: Actor, gesprek: Gesprek, medewerker: Medewerker | None) -> Contactmoment:
    """Nobody was there: one click, no fields; the contact moment takes day, time, person and law of the talk.

    Raises Regelfout for a talk that is still to come.
    """
    locked = _planned(gesprek)
    noted = Vastlegging(
        "", soort=Contactsoort.NIET_BEREIKT, datum=locked.datum, tijd=locked.tijd, persoon=locked.persoon,
        wet=locked.wet,
    )  # fmt: skip
    item = register_contactmoment(by=by, casus=locked.casus, medewerker=medewerker, vastlegging=noted)
    locked.change(uitkomst=Uitkomst.NIET_BEREIKT, contactmoment=item)
    _record("gesprek_niet_bereikt", locked)
    return item
