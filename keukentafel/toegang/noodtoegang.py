"""Break-glass: open one dossier for a few hours, in this session, and have it judged afterwards.

Sources: security.md 2.3 and 1.3 (NEN 7513: the emergency procedure is marked), ASVS 7.5.3 (the second factor again).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone

from keukentafel.audit.public import action, mark_emergency, record
from keukentafel.core.fouten import Regelfout
from keukentafel.core.werkdagen import add_working_days
from keukentafel.toegang.models import Gebruiker, Noodtoegang
from keukentafel.toegang.registers import CRISISDIENST, NOODBETROKKENEN, NOODMELDINGEN
from keukentafel.toegang.states import Noodreden

SLEUTEL = "noodtoegang"  # in the session: the id of what it opened
GEHEUGEN = "noodtoegang"  # on the user: what holds in this request
GETOOND = "noodtoegang_getoond"  # on the user: what this page used
DUUR = timedelta(hours=4)
BEOORDELEN_BINNEN = 5  # working days
TOELICHTING_MINSTENS = 20
UITSTEL_HOOGSTENS = timedelta(days=365)
REDENEN = {
    Noodreden.GEVAAR: "Direct gevaar voor iemand",
    Noodreden.KIND: "De veiligheid van een kind",
    Noodreden.MEDISCH: "Spoed om de gezondheid",
    Noodreden.CRISISDIENST: "Een melding bij de crisisdienst",
    Noodreden.GEEN_COLLEGA: "Spoed, en niemand van het team is te bereiken",
}


def on_crisis_duty(user: Gebruiker) -> bool:
    """True when this user works today in a team that has crisis duty."""
    return any(source(user) for source in CRISISDIENST)


@action("noodtoegang_geopend")
def open_noodtoegang(*, by: Gebruiker, huishouden_id: int, reden: str, toelichting: str) -> Noodtoegang:
    """Open this household to `by` for four hours. The caller asked `decide` whether it is possible at all.

    Raises Regelfout without crisis duty, for a short explanation, and when he has another one open.
    """
    now, explained = timezone.now(), " ".join(toelichting.split())
    if not on_crisis_duty(by):
        raise Regelfout("Noodtoegang is er alleen voor een team met crisisdienst.")
    if len(explained) < TOELICHTING_MINSTENS:
        raise Regelfout(f"Leg het uit in minstens {TOELICHTING_MINSTENS} tekens.", veld="toelichting")
    Gebruiker.objects.select_for_update().get(pk=by.pk)
    if Noodtoegang.objects.active_at(now).filter(gebruiker=by).exists():
        raise Regelfout("U heeft al noodtoegang tot een dossier. Beëindig die eerst.")
    opened = Noodtoegang.objects.create(
        gebruiker=by, huishouden_id=huishouden_id, reden=Noodreden(reden), toelichting=explained, van=now,
        tot=now + DUUR, beoordelen_voor=add_working_days(timezone.localdate(now), BEOORDELEN_BINNEN),
    )  # fmt: skip
    about = concerned(huishouden_id)
    mark_emergency(about)
    record("noodtoegang_geopend", opened, subjects=sorted(about))
    for tell in NOODMELDINGEN:
        tell(opened)
    return opened


@action("noodtoegang_beeindigd")
def end_noodtoegang(*, by: Gebruiker, noodtoegang: Noodtoegang) -> Noodtoegang:
    """Close it before its time. Raises Regelfout for somebody else's, or when it ended already."""
    locked = Noodtoegang.lock(noodtoegang.pk)
    if locked.gebruiker_id != by.pk:
        raise Regelfout("Dit is de noodtoegang van een ander.")
    if locked.einde <= timezone.now():
        raise Regelfout("Deze noodtoegang is al voorbij.")
    locked.change(beeindigd_op=timezone.now())
    about = concerned(locked.huishouden_id)
    mark_emergency(about)
    record("noodtoegang_beeindigd", locked, subjects=sorted(about))
    return locked


@action("noodtoegang_beoordeeld")
def judge_noodtoegang(
    *, by: Gebruiker, noodtoegang: Noodtoegang, rechtmatig: bool, oordeel: str,
    inwoner_ziet_vanaf: date | None = None, versie: int | None = None,
) -> Noodtoegang:  # fmt: skip
    """The privacy officer says whether it was rightful, and why; the resident may see it at once, or from a day.

    What still runs ends with it. Raises Regelfout for one's own, without a note, and for a day past a year.
    """
    locked = Noodtoegang.lock(noodtoegang.pk, versie)
    if locked.gebruiker_id == by.pk:
        raise Regelfout("Dit is uw eigen noodtoegang. Een ander beoordeelt die.")
    if locked.beoordeeld_op is not None:
        raise Regelfout("Deze noodtoegang is al beoordeeld.")
    if not oordeel.strip():
        raise Regelfout("Schrijf waarom.", veld="oordeel")
    today = timezone.localdate()
    if inwoner_ziet_vanaf is not None and not today <= inwoner_ziet_vanaf <= today + UITSTEL_HOOGSTENS:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens een jaar later.", veld="inwoner_ziet_vanaf")
    locked.change(
        beoordeeld_op=today, beoordeeld_door=by, rechtmatig=rechtmatig, oordeel=oordeel.strip(),
        inwoner_ziet_vanaf=inwoner_ziet_vanaf, beeindigd_op=locked.beeindigd_op or min(locked.tot, timezone.now()),
    )  # fmt: skip
    record("noodtoegang_beoordeeld", locked, reden="rechtmatig" if rechtmatig else "niet_rechtmatig")
    if inwoner_ziet_vanaf is not None:
        record("noodtoegang_later_getoond", locked)
    return locked


def concerned(huishouden_id: int) -> set[int]:
    """Ids of the persons whom this household concerns: who lives or lived there, and of whom its cases are."""
    return {pk for source in NOODBETROKKENEN for pk in source([huishouden_id])}


def carry_noodtoegang(request: HttpRequest, user: Gebruiker) -> None:
    """Called by the gate: what this session opened holds in this request, as long as its hours and the duty run.

    Costs nothing in a session that opened none. From here on each log line about these persons says so.
    """
    opened = request.session.get(SLEUTEL)
    if not opened:
        return
    active = Noodtoegang.objects.active_at(timezone.now()).filter(pk=opened, gebruiker=user).first()
    if active is None or not on_crisis_duty(user):
        return
    user.geheugen[GEHEUGEN] = active
    mark_emergency(concerned(active.huishouden_id))


def remember_noodtoegang(request: HttpRequest, noodtoegang: Noodtoegang) -> None:
    """From the next request on this session may use it."""
    request.session[SLEUTEL] = noodtoegang.pk


def noodtoegang_of(user: Gebruiker) -> Noodtoegang | None:
    """The break-glass that holds in this request; None outside a session that opened one."""
    found: Noodtoegang | None = user.geheugen.get(GEHEUGEN)
    return found


def under_noodtoegang(user: Gebruiker, huishouden_id: int) -> bool:
    """True when this household is open to this user by break-glass; the page then shows the banner."""
    active = noodtoegang_of(user)
    if active is None or active.huishouden_id != huishouden_id:
        return False
    user.geheugen[GETOOND] = active
    return True


def shown_noodtoegang(user: Gebruiker) -> Noodtoegang | None:
    """The break-glass that this page used, for the banner."""
    found: Noodtoegang | None = user.geheugen.get(GETOOND)
    return found


def own_active(user: Gebruiker) -> Noodtoegang | None:
    """What this user has open now, in whichever session."""
    return Noodtoegang.objects.active_at(timezone.now()).filter(gebruiker=user).first()


def emergencies_of_households(huishouden_ids: Sequence[int], op: date) -> list[Noodtoegang]:
    """For the resident's overview of the log: break-glass on these households that may be shown on day `op`."""
    rows = Noodtoegang.objects.filter(huishouden_id__in=huishouden_ids).select_related("gebruiker")
    return [row for row in rows if row.inwoner_ziet_vanaf is None or row.inwoner_ziet_vanaf <= op]


def put_off_on(op: date) -> list[Noodtoegang]:
    """What the resident may not see yet on day `op`, because the officer put it off for the safety of a child."""
    return list(Noodtoegang.objects.filter(inwoner_ziet_vanaf__gt=op))


def waiting_judgement() -> list[Noodtoegang]:
    """What the privacy officer must judge, the oldest first; one query."""
    return list(Noodtoegang.objects.to_judge().select_related("gebruiker"))


def late_judgement(op: date) -> list[Noodtoegang]:
    """What should have been judged before day `op`: the team lead of the worker hears of it too; one query."""
    return list(Noodtoegang.objects.to_judge().filter(beoordelen_voor__lt=op).select_related("gebruiker"))
