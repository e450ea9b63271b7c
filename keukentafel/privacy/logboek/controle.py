"""Make the weekly review of the log, judge its points, and know when it is too late (security.md A10, B9)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import Regel, action, last_checkpoint, record
from keukentafel.audit.public import Systeem as Systeemactor
from keukentafel.core.fouten import Regelfout
from keukentafel.privacy.logboek.controle_bron import facts_for, lines_of_week
from keukentafel.privacy.logboek.controle_regels import BEWAARDE_REGELS, load_regels, review
from keukentafel.privacy.models import Controle, Controlepunt
from keukentafel.privacy.start import Startregel
from keukentafel.privacy.states import Controleuitkomst
from keukentafel.toegang.public import Gebruiker

IJKPUNT_TE_OUD = timedelta(hours=2)
CONTROLE_TE_OUD = timedelta(days=8)
NOTITIE_VERPLICHT = (Controleuitkomst.NAVRAGEN, Controleuitkomst.INCIDENT)


def last_full_week(today: date) -> date:
    """The Monday of the last week that is over."""
    return today - timedelta(days=today.weekday() + 7)


@action("logboek_doorgelopen")
def run_controle(*, by: Gebruiker | Systeemactor, van: date) -> Controle:
    """Let the rules loose on the week of `van` (a Monday); a week that was done already stays as it is.

    Source: AVG article 32 and the regulator's fines for a log that nobody looked at (A10); BIO2 8.15.06.
    """
    known = Controle.objects.filter(van=van).first()
    if known is not None:
        record("logboek_doorgelopen", known, reden="was al gedaan")
        return known
    lines = list(lines_of_week(van))
    found = review(lines, facts_for(lines, van + timedelta(days=6)))
    users = set(Gebruiker.objects.values_list("pk", flat=True))
    made = Controle.objects.create(van=van, tot=van + timedelta(days=6), regels=len(lines))
    for one in found:
        if one.actor in users:
            Controlepunt.objects.create(
                controle=made, regel=one.regel.code, gebruiker_id=one.actor, dag=one.dag, aantal=one.aantal,
                waarom=one.waarom, volgnrs=list(one.volgnrs[:BEWAARDE_REGELS]),
            )  # fmt: skip
    if not made.punten.exists():
        made.change(afgerond_op=timezone.now())
    record("logboek_doorgelopen", made, reden=f"{len(lines)} regels, {len(found)} punten")
    return made


@action("controlepunt_beoordeeld")
def judge_controlepunt(
    *, by: Gebruiker, punt: Controlepunt, uitkomst: str, notitie: str = "", versie: int | None = None
) -> Controlepunt:
    """Say what came of a point. Raises Regelfout for one's own work, or without the note that the outcome needs."""
    locked = Controlepunt.lock(punt.pk, versie)
    if locked.gebruiker_id == by.pk:
        raise Regelfout("Dit gaat over uw eigen werk. Een collega beoordeelt dit.", veld="uitkomst")
    if uitkomst in NOTITIE_VERPLICHT and not notitie.strip():
        raise Regelfout("Schrijf op wat u vroeg of wat er aan de hand is.", veld="notitie")
    now = timezone.now()
    locked.change(uitkomst=uitkomst, notitie=notitie.strip(), beoordeeld_door=by, beoordeeld_op=now)
    record("controlepunt_beoordeeld", locked, reden=uitkomst)
    week = Controle.lock(locked.controle_id)
    open_points = week.punten.filter(Q(uitkomst="") | Q(uitkomst=Controleuitkomst.NAVRAGEN)).exists()
    week.change(afgerond_op=None if open_points else week.afgerond_op or now)
    return locked


@dataclass(frozen=True, slots=True)
class Weekregel:
    """A week in the list: how many points it has, and how many still wait for a judgement."""

    controle: Controle
    punten: int
    wacht: int


def list_controles(hoogstens: int) -> list[Weekregel]:
    """The newest weeks, at most so many, newest first."""
    weeks = list(Controle.objects.order_by("-van")[:hoogstens])
    counted = Controlepunt.objects.filter(controle__in=weeks).order_by().values_list("controle_id")
    counts = {pk: (punten, wacht) for pk, punten, wacht in counted.annotate(
        punten=Count("pk"), wacht=Count("pk", filter=Q(uitkomst=""))
    )}  # fmt: skip
    return [Weekregel(week, *counts.get(week.pk, (0, 0))) for week in weeks]


def lines_of_punt(punt: Controlepunt) -> list[Regel]:
    """The lines of the log behind a point: no names, only what was done when."""
    return list(Regel.objects.filter(volgnr__in=punt.volgnrs).order_by("volgnr"))


def rule_name(code: str) -> str:
    """How a rule is called; its code when it is no longer among the rules."""
    return next((rule.naam for rule in load_regels() if rule.code == code), code)


OVER = "Wat opviel in wie wat zag, week na week."


def start_line() -> Startregel:
    """The log on the start page, with the dead man's switch: no checkpoint for 2 hours, no review for 8 days."""
    now = timezone.now()
    todo = Controlepunt.objects.filter(uitkomst="").count()
    newest = Controle.objects.exclude(afgerond_op=None).order_by("-van").values_list("afgerond_op", flat=True).first()
    alarms = []
    checkpoint = last_checkpoint()
    if checkpoint is None or now - checkpoint > IJKPUNT_TE_OUD:
        alarms.append(
            "Er is langer dan twee uur geen ijkpunt van het logboek gemaakt. Vraag de beheerder van de server waarom."
        )
    if newest is None or now - newest > CONTROLE_TE_OUD:
        alarms.append("De laatste controle van het logboek is meer dan acht dagen oud, of er is er nog geen.")
    waits = f"{todo} {'punt' if todo == 1 else 'punten'} te bekijken" if todo else ""
    return Startregel("Controle van het logboek", reverse("privacy:controles"), waits, " ".join(alarms), OVER)
