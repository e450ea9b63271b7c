"""The answer to who reported: only three closed answers, only on a ground, as a by-product of the work (R-025)."""

from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.volgtaken import TERUGKOPPELING, let_lapse, plan_feedback, tick_off
from keukentafel.meldingen.models import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.normen import answer_due, feedback_deadline
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import (
    Antwoorden,
    Berichtaanleiding,
    Berichtstatus,
    Terugkoppelsoort,
    feedback_limit,
    grounds_for,
)
from keukentafel.referentielijsten.public import Afhandeling, Grondslag, MelderSoort
from keukentafel.teams.public import Medewerker

TITEL_GROND = "Nagaan of de melder antwoord mag krijgen"
TITEL_ANTWOORD = "Antwoord aan de melder"
TITEL_KLAAR = "Antwoord aan de melder ligt klaar om te versturen"


def limit_of(melding: Melding, grondslag: str) -> Terugkoppelsoort:
    """The most that the reporter of this melding may hear on this ground."""
    return feedback_limit(
        melder_soort=melding.melder_soort,
        anoniem=bool(melding.anoniem),
        over_zichzelf=melding.melder_persoon_id is not None and melding.melder_persoon_id == melding.persoon_id,
        grondslag=grondslag,
    )


def start_terugkoppeling(
    *, by: Actor, melding: Melding, gewenst: bool, grondslag: str, ontvangst: bool = True
) -> Terugkoppeling | None:
    """Promise an answer, with its day and its task, and lay the receipt ready (`ontvangst`); None when nobody can
    be answered.

    Part of an action: does not record by itself.
    """
    limit = limit_of(melding, Grondslag.INWONER_AKKOORD)
    if limit == Terugkoppelsoort.GEEN:
        return None
    terugkoppeling = Terugkoppeling.objects.create(
        melding=melding,
        gewenst=gewenst,
        grondslag=grondslag,
        soort=limit_of(melding, grondslag),
        vervalt_op=feedback_deadline(melding.ontvangen_op),
    )
    if gewenst and can_be_reached(melding):
        _promise(by, terugkoppeling)
        if ontvangst:
            _lay_ready(terugkoppeling, Berichtaanleiding.ONTVANGST, Antwoorden())
    return terugkoppeling


def _promise(by: Actor, terugkoppeling: Terugkoppeling) -> None:
    """The task of the answer."""
    asked = terugkoppeling.grondslag == Grondslag.NOG_VRAGEN
    plan_feedback(by, terugkoppeling, titel=TITEL_GROND if asked else TITEL_ANTWOORD)


def can_be_reached(melding: Melding) -> bool:
    """Whether there is a way to the reporter; of a professional the worker knows one, whatever is written down."""
    if melding.melder_soort == MelderSoort.PROFESSIONAL:
        return True
    return bool(melding.melder_contact or melding.melder_adres or melding.melder_organisatie_id)


def follow_reporter(by: Actor, melding: Melding) -> None:
    """Who reported became known or another: promise an answer, or see anew how much he may hear. Part of an action."""
    promised = Terugkoppeling.objects.filter(melding=melding).first()
    if promised is None:
        if melding.afgehandeld_op is None or melding.afhandeling == Afhandeling.CASUS:
            start_terugkoppeling(by=by, melding=melding, gewenst=True, grondslag=Grondslag.NOG_VRAGEN)
        return
    limit = limit_of(melding, promised.grondslag)
    if limit != promised.soort:
        promised.change(soort=limit)
    if limit == Terugkoppelsoort.GEEN:
        withdraw_ready(by, melding)
        let_lapse(by, melding, TERUGKOPPELING)
    elif promised.gewenst and can_be_reached(melding) and not promised.berichten.exists():
        _promise(by, promised)
        _lay_ready(promised, Berichtaanleiding.ONTVANGST, Antwoorden())


def withdraw_ready(by: Actor, melding: Melding) -> None:
    """What lies ready for the reporters is not true any more: it lapses. Part of an action.

    A receipt stays true: one that was overtaken and never sent lies ready again.
    """
    for each in _promises(melding):
        ready = each.berichten.filter(status=Berichtstatus.KLAAR).exclude(aanleiding=Berichtaanleiding.ONTVANGST)
        lapsed = [bericht.change(status=Berichtstatus.VERVALLEN) for bericht in ready]
        if not lapsed or each.soort == Terugkoppelsoort.GEEN:
            continue
        if not each.berichten.filter(status=Berichtstatus.VERSTUURD).exists():
            _lay_ready(each, Berichtaanleiding.ONTVANGST, Antwoorden())
        if each.gedaan_op is None:
            _promise(by, each)
        else:
            let_lapse(by, each.melding, TERUGKOPPELING)


def doubles_of(melding: Melding) -> list[Melding]:
    """The meldingen that were merged into this one and still are."""
    merged = Melding.objects.filter(opgegaan_in__blijft=melding, opgegaan_in__ongedaan_op=None)
    return list(merged.select_related("team", "eigenaar").order_by("pk"))


def _promises(melding: Melding) -> list[Terugkoppeling]:
    """The wanted answers to everyone who reported this: of the melding itself and of those merged into it."""
    about = [melding.pk, *(double.pk for double in doubles_of(melding))]
    wanted = Terugkoppeling.objects.filter(melding__in=about, gewenst=True)
    return list(wanted.select_related("melding__team", "melding__eigenaar").order_by("pk"))


def _lay_ready(terugkoppeling: Terugkoppeling, aanleiding: str, antwoorden: Antwoorden) -> Terugkoppelbericht:
    """Put a message ready; one that was ready and not sent is overtaken by it."""
    for old in terugkoppeling.berichten.filter(status=Berichtstatus.KLAAR):
        old.change(status=Berichtstatus.VERVALLEN)
    return Terugkoppelbericht.objects.create(
        terugkoppeling=terugkoppeling,
        aanleiding=aanleiding,
        klaar_op=timezone.localdate(),
        hulp_geregeld=antwoorden.hulp_geregeld,
        probleem_opgelost=antwoorden.probleem_opgelost,
        iets_verwacht=antwoorden.iets_verwacht,
    )


def prepare_terugkoppeling(
    *, by: Actor, melding: Melding, aanleiding: str, antwoorden: Antwoorden
) -> list[Terugkoppelbericht]:
    """Lay the answer ready because something changed, for everyone who reported this (also what was merged into it).

    Empty when nobody may or need hear it. The same answers that were sent before are not sent again. Part of an
    action: does not record by itself.
    """
    made = (_prepare(by, each, aanleiding, antwoorden) for each in _promises(melding))
    return [bericht for bericht in made if bericht is not None]


def _prepare(
    by: Actor, terugkoppeling: Terugkoppeling, aanleiding: str, antwoorden: Antwoorden
) -> Terugkoppelbericht | None:
    if terugkoppeling.grondslag == Grondslag.GEEN or not can_be_reached(terugkoppeling.melding):
        return None
    private = terugkoppeling.melding.melder_soort == MelderSoort.INWONER_OVER_ANDER
    if private and terugkoppeling.soort != Terugkoppelsoort.ANTWOORD:
        return None
    last = terugkoppeling.berichten.filter(status=Berichtstatus.VERSTUURD).order_by("-verstuurd_op", "-pk").first()
    if last is not None and last.aanleiding == aanleiding and answers_of(last) == antwoorden:
        return None
    bericht = _lay_ready(terugkoppeling, aanleiding, antwoorden)
    may = terugkoppeling.soort == Terugkoppelsoort.ANTWOORD
    due = answer_due(aanleiding, terugkoppeling.vervalt_op, bericht.klaar_op)
    plan_feedback(by, terugkoppeling, titel=TITEL_KLAAR if may else TITEL_GROND, vervalt_op=due)
    return bericht


def answers_of(bericht: Terugkoppelbericht) -> Antwoorden:
    """The three answers of a message."""
    return Antwoorden(bericht.hulp_geregeld, bericht.probleem_opgelost, bericht.iets_verwacht)


@action("grond_vastgelegd")
def record_grondslag(
    *, by: Actor, terugkoppeling: Terugkoppeling, grondslag: str, reden_niet: str = "", versie: int | None = None
) -> Terugkoppeling:
    """Say on which ground the reporter may hear how it went, or that there is none.

    Raises Regelfout for a ground that does not go with this kind of reporter.
    """
    locked = Terugkoppeling.lock(terugkoppeling.pk, versie)
    melding = locked.melding
    if grondslag not in grounds_for(melding.melder_soort):
        raise Regelfout("Deze grond past niet bij wie de melding deed.", veld="grondslag")
    limit = limit_of(melding, grondslag)
    locked.change(grondslag=grondslag, soort=limit, reden_niet=reden_niet if grondslag == Grondslag.GEEN else "")
    record("grond_vastgelegd", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    ready = locked.berichten.filter(status=Berichtstatus.KLAAR).exclude(aanleiding=Berichtaanleiding.ONTVANGST)
    if grondslag == Grondslag.GEEN:
        for bericht in ready:
            bericht.change(status=Berichtstatus.VERVALLEN)
        let_lapse(by, melding, TERUGKOPPELING)
    elif locked.gewenst and locked.gedaan_op is None:
        waiting = ready.first()
        due = answer_due(waiting.aanleiding, locked.vervalt_op, waiting.klaar_op) if waiting else None
        plan_feedback(by, locked, titel=TITEL_KLAAR if waiting else TITEL_ANTWOORD, vervalt_op=due)
    return locked


@action("terugkoppeling_verstuurd")
def send_terugkoppeling(
    *,
    by: Actor,
    bericht: Terugkoppelbericht,
    wijze: str,
    door: Medewerker | None = None,
    antwoorden: Antwoorden | None = None,
    op: date | None = None,
) -> Terugkoppelbericht:
    """Note that this message went to the reporter; `antwoorden` are the answers as the worker checked them.

    Raises Regelfout when the reporter may not hear this, or when one of the three answers is missing.
    """
    locked = Terugkoppelbericht.lock(bericht.pk)
    terugkoppeling = Terugkoppeling.lock(locked.terugkoppeling_id)
    if locked.status != Berichtstatus.KLAAR:
        raise Regelfout("Dit antwoord is al verstuurd, of er ligt een nieuwer antwoord klaar.")
    receipt = locked.aanleiding == Berichtaanleiding.ONTVANGST
    if not receipt and terugkoppeling.soort != Terugkoppelsoort.ANTWOORD:
        raise Regelfout("Leg eerst vast op welke grond de melder dit mag horen.", veld="grondslag")
    final = antwoorden or answers_of(locked)
    if not receipt and None in (final.hulp_geregeld, final.probleem_opgelost, final.iets_verwacht):
        raise Regelfout("Beantwoord de drie vragen.", veld="hulp_geregeld")
    day = op or timezone.localdate()
    values = {} if receipt else {
        "hulp_geregeld": final.hulp_geregeld,
        "probleem_opgelost": final.probleem_opgelost,
        "iets_verwacht": final.iets_verwacht,
    }  # fmt: skip
    locked.change(status=Berichtstatus.VERSTUURD, verstuurd_op=day, wijze=wijze, verstuurd_door=door, **values)
    melding = terugkoppeling.melding
    record("terugkoppeling_verstuurd", melding, subjects=subjects_of_melding(melding), wet=melding.wet)
    if not receipt and terugkoppeling.gedaan_op is None:
        terugkoppeling.change(gedaan_op=day)
    if not receipt or melding.melder_soort == MelderSoort.INWONER_OVER_ANDER:
        tick_off(by, melding, TERUGKOPPELING, door)
    return locked
