"""Writes: close, undo, reopen; review the way of working; plan and record aftercare."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import (
    HERSTELBAAR,
    Casus,
    current_regisseur,
    is_closed_to,
    mark_closed,
    regisseur_of_household,
    subjects_of,
)
from keukentafel.casussen.public import reopen_casus as reopen_the_casus
from keukentafel.core.fouten import Regelfout
from keukentafel.core.herstel import difference, put_back, take_image
from keukentafel.core.inlezen import bulk_add, codes_of, wrong_code
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.selectors import current_closing, other_open_cases
from keukentafel.nazorg.states import (
    MET_NVT,
    OPNIEUW_NA,
    VERVOLGMAANDEN,
    VRAGEN,
    Antwoord,
    Woordvan,
    stray_reasons,
)
from keukentafel.plannen.public import (
    Plan,
    end_plan,
    open_goals_of,
    open_plan_of,
    reopen_plan,
    set_goal_results,
)
from keukentafel.referentielijsten.public import Afsluitreden, Casusrolsoort, Meetmoment, Nazorgresultaat
from keukentafel.taken.public import create_taak, expire_taken, expire_taken_of_casus
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.public import confirm_all

ONGEDAAN_BINNEN = 7  # days; after that a closed case is reopened, not undone
BLIJFT_STAAN = (
    "terugkoppeling",
    "ontvangstbevestiging",
    "nazorg",
    "veiligheid",
)  # kinds of tasks that closing does not end


@dataclass(frozen=True, slots=True)
class Reviewinvoer:
    """Answers to the six questions; None is skipped, or does not apply when `niet_van_toepassing` names it.

    `woord_van` only with an answer on satisfaction. Of enough support it is the worker's own estimate unless
    `voldoende_woord_van` says otherwise (R-125). `wijkkracht_wat` only when something from the wijk was used (R-136).
    """

    wijkt_af: bool | None = None
    ander_arrangement: bool | None = None
    tijdwinst: bool | None = None
    wijkkracht: bool | None = None
    wijkkracht_wat: Sequence[str] = ()
    voldoende_ondersteuning: bool | None = None
    voldoende_woord_van: str = ""
    tevreden: bool | None = None
    woord_van: str = ""
    redenen: Sequence[str] = ()
    niet_van_toepassing: Sequence[str] = ()

    @property
    def antwoorden(self) -> dict[str, bool | None]:
        """The answers by question."""
        return {question: getattr(self, question) for question in VRAGEN}

    @property
    def leeg(self) -> bool:
        """Whether every question was skipped."""
        unanswered = all(answer is None for answer in self.antwoorden.values())
        return unanswered and not self.redenen and not self.niet_van_toepassing


@dataclass(frozen=True, slots=True)
class Sluitinvoer:
    """What the worker says at closing. `resultaten` maps the id of a goal to a Doelstatus.

    `oordelen_inwoner` maps the id of a goal to a Doelresultaat: what the resident says of it, where that was asked.
    """

    op: date
    reden: str
    resultaten: Mapping[int, str] = field(default_factory=dict)
    oordelen_inwoner: Mapping[int, str] = field(default_factory=dict)
    zin: str = ""
    inwoner_geinformeerd: bool | None = None
    melder_geinformeerd: bool | None = None
    nazorg_gewenst: bool | None = None
    nazorg_op: date | None = None
    vervolgmaanden: Sequence[int] = ()
    zelfredzaamheid_ongewijzigd: bool = False
    review: Reviewinvoer | None = None


@action("casus_afgesloten")
def close_casus(*, by: Actor, casus: Casus, invoer: Sluitinvoer, versie: int | None = None) -> Afsluiting:
    """Close a case: result per goal, reason, who was told, aftercare and review, in one event (R-124).

    When it is the household's last open case every open goal needs a result, and the plan ends. Open tasks lapse,
    except the answer to a reporter and what concerns safety. Aftercare is planned unless the household does not
    want it or the reason is overleden. Raises Regelfout (field of the form in `veld`) and Versieconflict.
    """
    regisseur = current_regisseur(casus.pk)
    _check_closing(casus, invoer)
    image = take_image(_rows_of(casus))
    if invoer.zelfredzaamheid_ongewijzigd:
        confirm_all(by=by, casus=casus, moment=Meetmoment.EIND, reden="Bij het afsluiten bevestigd")
    ended = _finish_plan(by, casus, invoer)
    expire_taken_of_casus(by=by, casus=casus, behalve=BLIJFT_STAAN)
    closed = mark_closed(by=by, casus=casus, op=invoer.op, reden=invoer.reden, versie=versie)
    afsluiting = Afsluiting.objects.create(
        casus=closed, wet=closed.wet, op=invoer.op, reden=invoer.reden, zin=invoer.zin.strip(),
        inwoner_geinformeerd=invoer.inwoner_geinformeerd, melder_geinformeerd=invoer.melder_geinformeerd,
        nazorg_gewenst=invoer.nazorg_gewenst, medewerker=_worker(by),
    )  # fmt: skip
    record("afsluiting_vastgelegd", afsluiting, subjects=subjects_of(closed), wet=closed.wet)
    if invoer.review is not None and not invoer.review.leeg:
        record_review(by=by, casus=closed, invoer=invoer.review, datum=invoer.op, afsluiting=afsluiting)
    _plan_all(by, afsluiting, invoer, regisseur.medewerker if regisseur else None)
    afsluiting.change(vorige={"plan": ended, "herstel": difference(image, take_image(_rows_of(casus)))})
    return afsluiting


def _rows_of(casus: Casus) -> list[QuerySet[Any]]:
    """Every row that closing this case may change or make, over all rooms."""
    below = [rows for source in HERSTELBAAR for rows in source(casus)]
    return [*below, Werkwijzereview.objects.filter(casus=casus), Nazorg.objects.filter(casus=casus)]


def _check_closing(casus: Casus, invoer: Sluitinvoer) -> None:
    if invoer.reden not in Afsluitreden.values:
        raise Regelfout("Kies waarom de casus sluit.", veld="reden")
    missing = [doel for doel in open_goals_of(casus) if doel.pk not in invoer.resultaten]
    if missing and not other_open_cases(casus):
        raise Regelfout("Kies bij elk doel wat ervan is gekomen.", veld=f"doel_{missing[0].pk}")
    if invoer.nazorg_gewenst and invoer.nazorg_op is None and not invoer.vervolgmaanden:
        raise Regelfout("Het huishouden wil nazorg. Kies de dag.", veld="nazorg_op")
    if invoer.nazorg_op is not None and invoer.nazorg_op <= invoer.op:
        raise Regelfout("Kies een dag na het afsluiten.", veld="nazorg_op")
    if set(invoer.vervolgmaanden) - set(VERVOLGMAANDEN):
        raise Regelfout("Kies 3, 6 of 12 maanden.", veld="vervolgmaanden")


def _finish_plan(by: Actor, casus: Casus, invoer: Sluitinvoer) -> int | None:
    """Give the goals their results and end the plan with the last case; returns the id of a plan that ended."""
    plan = open_plan_of(casus.huishouden_id)
    if plan is None:
        return None
    if invoer.resultaten or invoer.oordelen_inwoner:
        set_goal_results(by=by, casus=casus, results=invoer.resultaten, inwoner=invoer.oordelen_inwoner, op=invoer.op)
    if other_open_cases(casus):
        return None
    end_plan(by=by, plan=plan, op=max(invoer.op, plan.opgesteld_op))
    return plan.pk


def _plan_all(by: Actor, afsluiting: Afsluiting, invoer: Sluitinvoer, medewerker: Medewerker | None) -> None:
    casus = afsluiting.casus
    if invoer.nazorg_gewenst is False:
        refused = Nazorg.objects.create(
            casus=casus, afsluiting=afsluiting, wet=casus.wet, gepland_op=invoer.op, gedaan_op=invoer.op,
            resultaat=Nazorgresultaat.NIET_GEWENST, medewerker=_worker(by),
        )  # fmt: skip
        record("nazorg_niet_gewenst", refused, subjects=subjects_of(casus), wet=casus.wet)
        return
    if invoer.reden == Afsluitreden.OVERLEDEN and invoer.nazorg_gewenst is None:
        return
    if invoer.nazorg_op is not None:
        plan_nazorg(by=by, casus=casus, gepland_op=invoer.nazorg_op, medewerker=medewerker, afsluiting=afsluiting)
    for months in sorted(set(invoer.vervolgmaanden)):
        plan_nazorg(
            by=by, casus=casus, gepland_op=add_months(invoer.op, months), medewerker=medewerker,
            afsluiting=afsluiting, maanden=months,
        )  # fmt: skip


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


@action("afsluiting_ongedaan_gemaakt")
def undo_close(*, by: Actor, afsluiting: Afsluiting) -> Casus:
    """Take back a closing within seven days: every row that it changed or made is as it was, roles and goals too.

    What somebody changed since stays. Raises Regelfout when it was undone or reopened already, or later than that
    (then reopen), when the household has a new plan or another regisseur by now, or when the work went on.
    """
    locked = Afsluiting.lock(afsluiting.pk)
    today = timezone.localdate()
    if locked.ongedaan_op is not None or locked.heropend_op is not None:
        raise Regelfout("Deze casus is al weer open.")
    if today > timezone.localdate(locked.gemaakt_op) + timedelta(days=ONGEDAAN_BINNEN):
        raise Regelfout("Dit is langer dan een week geleden. Heropen de casus.")
    _check_undo(locked)
    put_back(locked.vorige["herstel"])
    locked.change(ongedaan_op=today)
    casus = Casus.lock(locked.casus_id)
    record("afsluiting_ongedaan_gemaakt", locked, subjects=subjects_of(casus), wet=casus.wet)
    return casus


def may_undo(afsluiting: Afsluiting) -> bool:
    """True as long as a closing may be taken back: seven days, and what was before is kept. The action checks more."""
    last = timezone.localdate(afsluiting.gemaakt_op) + timedelta(days=ONGEDAAN_BINNEN)
    return timezone.localdate() <= last and "herstel" in afsluiting.vorige


def _check_undo(afsluiting: Afsluiting) -> None:
    """Raises Regelfout where what was cannot be again: then reopening makes of it what fits the present."""
    casus = Casus.lock(afsluiting.casus_id)
    plan = afsluiting.vorige.get("plan")
    if "herstel" not in afsluiting.vorige:
        raise Regelfout("Van dit afsluiten is niet bewaard hoe het was. Heropen de casus.")
    if plan is not None and open_plan_of(casus.huishouden_id) not in (None, Plan.objects.get(pk=plan)):
        raise Regelfout("Het huishouden heeft al een nieuw plan. Heropen de casus en ga daarmee verder.")
    leads = regisseur_of_household(casus.huishouden_id, timezone.localdate())
    last = casus.rollen.filter(rol=Casusrolsoort.REGISSEUR).order_by("-van", "-pk").first()
    if leads is not None and last is not None and leads.medewerker_id != last.medewerker_id:
        raise Regelfout("Het huishouden heeft intussen een andere regisseur. Heropen de casus.")
    if last is not None and is_closed_to(last.medewerker, casus.huishouden_id):
        raise Regelfout("De regisseur van toen kan dit huishouden niet meer begeleiden. Heropen de casus.")


def _drop_planned(by: Actor, casus: Casus) -> None:
    """Planned aftercare of a case that is open again is off."""
    for nazorg in Nazorg.objects.filter(casus=casus, resultaat=""):
        expire_taken(by=by, bron=_bron(nazorg))
        nazorg.delete()


@action("casus_heropend")
def reopen_casus(*, by: Actor, casus: Casus, reden: str = "") -> Casus:
    """Open a closed case again: the same case; results and review stay, its plan goes on (R-017).

    `reden`: why, in a few words; the timeline tells it.

    Planned aftercare is off. When the household has a new plan by now, the old one stays ended.
    """
    reopened = reopen_the_casus(by=by, casus=casus, reden=reden)
    closing = current_closing(reopened)
    if closing is not None:
        closing.change(heropend_op=timezone.localdate())
        if closing.vorige.get("plan") and open_plan_of(reopened.huishouden_id) is None:
            reopen_plan(by=by, plan=Plan.objects.get(pk=closing.vorige["plan"]))
    _drop_planned(by, reopened)
    return reopened


@action("werkwijze_bekeken")
def record_review(
    *, by: Actor, casus: Casus, invoer: Reviewinvoer, datum: date | None = None, afsluiting: Afsluiting | None = None
) -> Werkwijzereview:
    """Keep the six answers of one day; a second time on that day changes them (R-131 to R-136).

    Raises Regelfout: a reason that does not belong to the answers, satisfaction without whose word it is, a form of
    wijkkracht where none was used, an answer to a question that does not apply.
    """
    day = datum or timezone.localdate()
    values = _review_values(invoer)
    review = Werkwijzereview.objects.select_for_update().filter(casus=casus, datum=day).first()
    if review is None:
        review = Werkwijzereview.objects.create(
            casus=casus, afsluiting=afsluiting, wet=casus.wet, datum=day, respondent=_worker(by), **values
        )
    else:
        review.change(**values)
    record("werkwijze_bekeken", review, subjects=subjects_of(casus), wet=casus.wet)
    return review


def _review_values(invoer: Reviewinvoer) -> dict[str, object]:
    if invoer.tevreden is not None and invoer.woord_van not in Woordvan.values:
        raise Regelfout("Kies wie dit zegt: de inwoner zelf, of uw inschatting.", veld="woord_van")
    stray = stray_reasons(invoer.antwoorden, invoer.redenen)
    if stray:
        raise Regelfout("Een reden past niet bij het antwoord. Kies de redenen opnieuw.", veld="redenen")
    if invoer.wijkkracht_wat and invoer.wijkkracht is not True:
        raise Regelfout("Kies eerst dat er iets uit de wijk is gebruikt.", veld="wijkkracht_wat")
    if any(name not in MET_NVT or getattr(invoer, name) is not None for name in invoer.niet_van_toepassing):
        raise Regelfout("Een vraag kan niet tegelijk een antwoord hebben en niet van toepassing zijn.")
    word = invoer.voldoende_woord_van or Woordvan.MEDEWERKER
    return {
        **invoer.antwoorden,
        "wijkkracht_wat": sorted(set(invoer.wijkkracht_wat)),
        "niet_van_toepassing": sorted(set(invoer.niet_van_toepassing)),
        "voldoende_woord_van": word if invoer.voldoende_ondersteuning is not None else "",
        "woord_van": invoer.woord_van if invoer.tevreden is not None else "",
        "redenen": sorted(set(invoer.redenen)),
    }


@action("nazorg_gepland")
def plan_nazorg(
    *,
    by: Actor,
    casus: Casus,
    gepland_op: date,
    medewerker: Medewerker | None = None,
    afsluiting: Afsluiting | None = None,
    maanden: int | None = None,
) -> Nazorg:
    """Plan a check, with a task for this worker or else for the team (R-122, R-129)."""
    if casus.afgesloten_op is None:
        raise Regelfout("Nazorg hoort bij een afgesloten casus. Deze casus is nog open.")
    nazorg = Nazorg.objects.create(
        casus=casus, afsluiting=afsluiting or current_closing(casus), wet=casus.wet, gepland_op=gepland_op,
        maanden=maanden,
    )  # fmt: skip
    record("nazorg_gepland", nazorg, subjects=subjects_of(casus), wet=casus.wet)
    create_taak(
        by=by, titel="Nazorg: vraag hoe het gaat" if maanden is None else f"Nazorg na {maanden} maanden",
        soort="nazorg", team=casus.team, medewerker=medewerker, casus=casus, vervalt_op=gepland_op,
        bron=_bron(nazorg), url=reverse("nazorg:nazorg", args=[casus.pk]),
    )  # fmt: skip
    return nazorg


@action("nazorg_vastgelegd")
def record_nazorg(
    *,
    by: Actor,
    nazorg: Nazorg,
    resultaat: str,
    goed_ingezet: str = "",
    gelijkwaardig: str = "",
    toelichting: str = "",
    gedaan_op: date | None = None,
    versie: int | None = None,
) -> Nazorg:
    """Keep the two answers and what came of it. niet_bereikt plans another try; heropenen opens the case (R-122)."""
    day = gedaan_op or timezone.localdate()
    locked = Nazorg.lock(nazorg.pk, versie)
    if locked.resultaat:
        raise Regelfout("Deze nazorg is al vastgelegd.")
    if resultaat not in Nazorgresultaat.values:
        raise Regelfout("Kies wat er uit de nazorg kwam.", veld="resultaat")
    if day > timezone.localdate():
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="gedaan_op")
    if {goed_ingezet, gelijkwaardig} - {"", *Antwoord.values}:
        raise Regelfout("Kies ja, nee of weet ik niet.")
    locked.change(
        resultaat=resultaat, goed_ingezet=goed_ingezet, gelijkwaardig=gelijkwaardig, toelichting=toelichting.strip(),
        gedaan_op=day, medewerker=_worker(by),
    )  # fmt: skip
    record("nazorg_vastgelegd", locked, subjects=subjects_of(locked.casus), wet=locked.wet)
    expire_taken(by=by, bron=_bron(locked))
    if resultaat == Nazorgresultaat.NIET_BEREIKT:
        plan_nazorg(
            by=by, casus=locked.casus, gepland_op=day + timedelta(days=OPNIEUW_NA), medewerker=_worker(by),
            maanden=locked.maanden,
        )  # fmt: skip
    elif resultaat == Nazorgresultaat.HEROPENEN:
        reopen_casus(by=by, casus=locked.casus)
    return locked


@action("nazorg_ingelezen")
def bulk_register_nazorg(
    *,
    by: Actor,
    afsluitingen: Iterable[Afsluiting] = (),
    reviews: Iterable[Werkwijzereview] = (),
    nazorgen: Iterable[Nazorg] = (),
) -> int:
    """Bring in closings, reviews and aftercare (unsaved rows; import, demo) as one event; returns their number.

    The cases are closed already (casussen brings in their dates); tasks for planned aftercare are the caller's.
    Of enough support it is the worker's word where none is given (R-125). Raises Regelfout for a reason that does not
    belong to its answers. The database holds the other rules.
    """
    closings, looks, checks = list(afsluitingen), list(reviews), list(nazorgen)
    _check_codes(Afsluiting, closings)
    _check_codes(Werkwijzereview, looks)
    _check_codes(Nazorg, checks)
    for number, review in enumerate(looks, start=1):
        answers = {question: getattr(review, question) for question in VRAGEN}
        if stray_reasons(answers, review.redenen):
            raise Regelfout(f"Rij {number}: een reden past niet bij het antwoord.", veld="redenen")
        if review.voldoende_ondersteuning is not None and not review.voldoende_woord_van:
            review.voldoende_woord_van = Woordvan.MEDEWERKER
    total = len(bulk_add(Afsluiting, closings)) + len(bulk_add(Werkwijzereview, looks)) + len(bulk_add(Nazorg, checks))
    record("nazorg_ingelezen", None, reden=f"{total} regels")
    return total


def _check_codes(model: type[Model], rows: Sequence[object]) -> None:
    codes = codes_of(model)
    for number, row in enumerate(rows, start=1):
        if name := wrong_code(row, codes):
            raise Regelfout(f"Rij {number}: {name} heeft een onbekende code.")


def _bron(nazorg: Nazorg) -> str:
    return f"nazorg:{nazorg.pk}"


def _worker(by: Actor) -> Medewerker | None:
    return worker_of(by) if isinstance(by, Gebruiker) else None
