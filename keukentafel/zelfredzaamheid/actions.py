"""Writes: choose domains, record scores, throw a concept away, look at the others at home."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, current_regisseur, subjects_of
from keukentafel.core.fouten import Regelfout
from keukentafel.core.inlezen import bulk_rows
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import (
    Meetbron,
    Meetmoment,
    RedenNietGescoord,
    Waarde,
    domains_of,
    scheme,
)
from keukentafel.taken.public import create_taak
from keukentafel.teams.public import Medewerker, worker_of
from keukentafel.toegang.public import Gebruiker
from keukentafel.zelfredzaamheid.models import Huishoudblik, Meting, Score
from keukentafel.zelfredzaamheid.selectors import (
    Persoonsverloop,
    courses_of,
    members_of,
    previous_scores,
    supplements_for,
)
from keukentafel.zelfredzaamheid.states import ACUUT, Blikuitkomst, Metingstatus

METINGVELDEN = (
    "casus_id", "persoon_id", "instrument_id", "wet", "datum", "moment", "bron", "beoordelaar_id", "reden", "status",
)  # fmt: skip
TAAK_ACUUT = "Acuut: kijk vandaag of het veilig is"


@dataclass(frozen=True, slots=True)
class Scoreinvoer:
    """What the worker says of one domain: a level 1 to 5, a reason why not, or "as it was" (`bevestigd`)."""

    niveau: int | None = None
    reden: str = ""
    toelichting: str = ""
    bevestigd: bool = False


@dataclass(frozen=True, slots=True)
class Metingrij:
    """One measurement brought in by bulk; `scores` by domain code: a level, or the reason why not."""

    casus: Casus
    persoon: Persoon
    instrument: str
    datum: date
    moment: str
    scores: Mapping[str, int | str]
    bron: str = Meetbron.PROFESSIONAL
    beoordelaar: Medewerker | None = None
    reden: str = ""


@action("leefdomeinen_gekozen")
def choose_domeinen(
    *,
    by: Actor,
    casus: Casus,
    persoon: Persoon,
    keuzes: Mapping[str, Collection[str]],
    reden: str,
    datum: date,
    moment: str = Meetmoment.START,
    bron: str = Meetbron.PROFESSIONAL,
) -> list[Meting]:
    """Start a measurement, or change the choice of one that is not finished: one concept per scheme.

    `keuzes` holds the chosen domain codes per scheme; `reden` is the one line why the question needs them (AVG
    art. 5 lid 1 c; AP 2018, R-048). What was scored in the concept and is no longer chosen, is deleted.
    Raises Regelfout: no domain, no reason, a person from outside the household, a supplement without children.
    """
    wanted = {stelsel: set(codes) for stelsel, codes in keuzes.items() if codes}
    _check_choice(casus, persoon, wanted, reden, datum)
    found = []
    for stelsel, codes in wanted.items():
        valid = domains_of(stelsel, datum)
        if codes - {domain.code for domain in valid}:
            raise Regelfout("Kies leefdomeinen uit de lijst.", veld="domeinen")
        found.append(_choose(by, casus, persoon, scheme(stelsel).pk, valid, codes, reden, datum, moment, bron))
    for meting in Meting.objects.concepts().filter(casus=casus, persoon=persoon):
        if meting.pk not in {m.pk for m in found}:
            meting.delete()
    return found


def _check_choice(
    casus: Casus, persoon: Persoon, wanted: Mapping[str, Collection[str]], reden: str, datum: date
) -> None:
    members = members_of(casus)
    if persoon.pk not in {lid.persoon_id for lid in members} | {casus.persoon_id}:
        raise Regelfout("Deze persoon hoort niet bij het huishouden.")
    if not wanted:
        raise Regelfout("Kies minstens één leefdomein dat bij de vraag hoort.", veld="domeinen")
    if not reden.strip():
        raise Regelfout("Schrijf in één zin waarom de vraag deze leefdomeinen nodig heeft.", veld="reden")
    if datum > timezone.localdate():
        raise Regelfout("De dag van de meting ligt in de toekomst.", veld="datum")
    offered = {entry.code for entry in supplements_for(members, persoon.pk, datum)}
    if any(scheme(code).alleen_met_kinderen and code not in offered for code in wanted):
        raise Regelfout("Ouderschap hoort bij een volwassene met kinderen in huis.", veld="domeinen")


def _choose(
    by: Actor,
    casus: Casus,
    persoon: Persoon,
    instrument_id: int,
    valid: Iterable[Waarde],
    codes: Collection[str],
    reden: str,
    datum: date,
    moment: str,
    bron: str,
) -> Meting:
    fields = {"reden": reden.strip(), "datum": datum, "moment": moment, "bron": bron}
    order = [domain.code for domain in valid if domain.code in codes]
    meting = Meting.objects.concepts().filter(casus=casus, persoon=persoon, instrument=instrument_id).first()
    if meting is None:
        meting = Meting.objects.create(
            casus=casus, persoon=persoon, instrument_id=instrument_id, wet=casus.wet, nog_open=order,
            beoordelaar=worker_of(by) if isinstance(by, Gebruiker) else None, **fields,
        )  # fmt: skip
    else:
        for score in meting.scores.exclude(leefdomein__code__in=codes):
            score.delete()
        done = set(meting.scores.values_list("leefdomein__code", flat=True))
        meting.change(nog_open=[code for code in order if code not in done], **fields)
    record("leefdomeinen_gekozen", meting, subjects=[persoon.pk], wet=meting.wet)
    return meting


@action("meting_vastgelegd")
def record_scores(
    *,
    by: Actor,
    meting: Meting,
    scores: Mapping[str, Scoreinvoer],
    versie: int | None = None,
    rest_ongewijzigd: bool = False,
    afronden: bool = True,
) -> Meting:
    """Keep what was scored so far; with `afronden` the measurement is recorded and counts. Never blocked.

    `scores` by domain code; a code outside the choice raises Regelfout. `rest_ongewijzigd` confirms every chosen
    domain that has no answer yet and was scored before. What then is still without an answer is recorded as
    niet_besproken: chosen, and not talked about (R-048). A level 1 gives a task for today (R-043).
    Raises Versieconflict when someone else changed the measurement.
    """
    locked = Meting.lock(meting.pk, versie)
    earlier = previous_scores(locked)
    answers = dict(scores)
    chosen = [*locked.nog_open, *locked.scores.values_list("leefdomein__code", flat=True)]
    if set(answers) - set(chosen):
        raise Regelfout("Dit leefdomein is niet gekozen voor deze meting. Kies het eerst.")
    unanswered = [code for code in locked.nog_open if code not in answers]
    if rest_ongewijzigd:
        answers |= {code: Scoreinvoer(bevestigd=True) for code in unanswered if code in earlier}
    if afronden:
        missing = Scoreinvoer(reden=RedenNietGescoord.NIET_BESPROKEN)
        answers |= {code: missing for code in unanswered if code not in answers}
    _keep(locked, answers, earlier)
    status = Metingstatus.VASTGELEGD if afronden else locked.status
    if not locked.change(nog_open=[code for code in locked.nog_open if code not in answers], status=status):
        locked.save(update_fields=["status"])  # a new version: another editor must see that scores changed
    event = "meting_vastgelegd" if locked.status == Metingstatus.VASTGELEGD else "meting_bewaard"
    record(event, locked, subjects=[locked.persoon_id], wet=locked.wet)
    if locked.status == Metingstatus.VASTGELEGD:
        _warn_when_acute(by, locked)
    return locked


def _keep(meting: Meting, answers: Mapping[str, Scoreinvoer], earlier: Mapping[str, Score]) -> None:
    """Write each answer as one row; a row exists only for a chosen domain with an answer."""
    domains = {domain.code: domain.pk for domain in domains_of(meting.instrument.code, meting.datum)}
    present = {score.leefdomein.code: score for score in meting.scores.select_related("leefdomein")}
    for code, answer in answers.items():
        values = _values(answer, earlier.get(code))
        if code in present:
            present[code].change(**values)
        else:
            Score.objects.create(meting=meting, leefdomein_id=domains[code], **values)


def _values(answer: Scoreinvoer, earlier: Score | None) -> dict[str, object]:
    if answer.bevestigd and earlier is not None:
        return {
            "niveau": earlier.niveau,
            "reden_niet_gescoord": earlier.reden_niet_gescoord,
            "toelichting": answer.toelichting.strip(),
            "bevestigd": True,
        }
    if answer.niveau is None and answer.reden not in RedenNietGescoord.values:
        raise Regelfout("Kies een cijfer van 1 tot 5, of de reden waarom er geen cijfer is.")
    return {
        "niveau": answer.niveau,
        "reden_niet_gescoord": "" if answer.niveau is not None else answer.reden,
        "toelichting": answer.toelichting.strip(),
        "bevestigd": False,
    }


def _warn_when_acute(by: Actor, meting: Meting) -> None:
    """A new level 1 puts a task for today with the regisseur (R-043); confirming an old one does not repeat it."""
    if not meting.scores.filter(niveau=ACUUT, bevestigd=False).exists():
        return
    regisseur = current_regisseur(meting.casus_id)
    create_taak(
        by=by,
        titel=TAAK_ACUUT,
        soort="veiligheid",
        team=meting.casus.team,
        medewerker=regisseur.medewerker if regisseur else None,
        casus=meting.casus,
        vervalt_op=timezone.localdate(),
        bron=f"meting:{meting.pk}:acuut",
        url=reverse("zelfredzaamheid:overzicht", args=[meting.casus_id]),
    )


@action("metingen_bevestigd")
def confirm_all(*, by: Actor, casus: Casus, moment: str = Meetmoment.EIND, reden: str) -> list[Meting]:
    """Measure again by saying of every domain that it is as it was, for every person scored in this case (R-124).

    Per person the instrument used last, and the supplements, give one recorded measurement each whose scores all
    are `bevestigd`; an instrument that was left behind is not measured again (R-055). Raises Regelfout when nothing
    was measured yet.
    """
    courses = courses_of(casus)
    if not courses:
        raise Regelfout("Er is nog niet gemeten, dus er is niets om te bevestigen.")
    made = []
    for course in courses:
        for stelsel, codes in _codes_of_now(course).items():
            meting = Meting.objects.create(
                casus=casus, persoon=course.persoon, instrument_id=scheme(stelsel).pk, wet=casus.wet,
                datum=timezone.localdate(), moment=moment, reden=reden.strip(), status=Metingstatus.VASTGELEGD,
                beoordelaar=worker_of(by) if isinstance(by, Gebruiker) else None,
            )  # fmt: skip
            earlier = previous_scores(meting)
            _keep(meting, {code: Scoreinvoer(bevestigd=True) for code in codes}, earlier)
            record("meting_vastgelegd", meting, subjects=[course.persoon.pk], wet=meting.wet)
            made.append(meting)
    return made


def _codes_of_now(course: Persoonsverloop) -> dict[str, set[str]]:
    """The scored domain codes per scheme: of the instrument used last, and of the supplements."""
    codes: dict[str, set[str]] = {}
    for domein in course.domeinen:
        if domein.stelsel == course.laatste_instrument or scheme(domein.stelsel).alleen_met_kinderen:
            codes.setdefault(domein.stelsel, set()).add(domein.code)
    return codes


@action("meting_weggegooid")
def discard_concept(*, by: Actor, meting: Meting) -> None:
    """Throw a measurement away that was never recorded. Raises Regelfout for a recorded one."""
    locked = Meting.lock(meting.pk)
    if locked.status != Metingstatus.CONCEPT:
        raise Regelfout("Deze meting is vastgelegd. U kunt de scores nog wel verbeteren.")
    record("meting_weggegooid", locked, subjects=[locked.persoon_id], wet=locked.wet)
    for score in locked.scores.all():
        score.delete()
    locked.delete()


@action("huishoudblik_vastgelegd")
def record_huishoudblik(*, by: Actor, meting: Meting, uitkomst: str, toelichting: str = "") -> Huishoudblik:
    """Write down whether someone looked at the others at home after a red score, and what was seen (R-063)."""
    values = {
        "uitkomst": Blikuitkomst(uitkomst),
        "toelichting": toelichting.strip(),
        "op": timezone.localdate(),
        "medewerker": worker_of(by) if isinstance(by, Gebruiker) else None,
    }
    look = Huishoudblik.objects.select_for_update().filter(meting=meting).first()
    if look is None:
        look = Huishoudblik.objects.create(casus=meting.casus, meting=meting, **values)
    else:
        look.change(**values)
    record("huishoudblik_vastgelegd", look, subjects=subjects_of(meting.casus), wet=meting.wet)
    return look


@action("metingen_ingelezen")
def bulk_register_metingen(*, by: Actor, rijen: Iterable[Metingrij]) -> int:
    """Bring in recorded measurements (import, demo) as one event; returns their number.

    Raises Regelfout, naming the row (1 is the first), for a day in the future, an unknown code, a domain that the
    instrument did not have on that day, or a value that is neither a level 1 to 5 nor a known reason. No tasks are
    made: it happened long ago.
    """
    rows = list(rijen)
    scores = _bulk_scores(rows)
    schemes = {code: scheme(code).pk for code in {row.instrument for row in rows}}
    values = [
        (
            row.casus.pk, row.persoon.pk, schemes[row.instrument], row.casus.wet, row.datum, row.moment, row.bron,
            row.beoordelaar.pk if row.beoordelaar else None, row.reden, Metingstatus.VASTGELEGD,
        )
        for row in rows
    ]  # fmt: skip
    ids = bulk_rows(Meting, METINGVELDEN, values, len(values))
    linked = [(ids[place], domain, level, reason) for place, domain, level, reason in scores]
    bulk_rows(Score, ("meting_id", "leefdomein_id", "niveau", "reden_niet_gescoord"), linked, len(linked))
    record("metingen_ingelezen", None, reden=f"{len(rows)} metingen")
    return len(rows)


def _bulk_scores(rows: Sequence[Metingrij]) -> list[tuple[int, int, int | None, str]]:
    """Return (place of the row, domain id, level, reason) of every score. Raises Regelfout."""
    today, domains = timezone.localdate(), dict[tuple[str, date], dict[str, int]]()
    moments, sources, reasons = set(Meetmoment.values), set(Meetbron.values), set(RedenNietGescoord.values)
    scores = []
    for place, row in enumerate(rows):
        if row.datum > today or row.moment not in moments or row.bron not in sources:
            raise Regelfout(f"Rij {place + 1}: de datum, het moment of de bron klopt niet.")
        known = domains.get((row.instrument, row.datum))
        if known is None:
            known = {domain.code: domain.pk for domain in domains_of(row.instrument, row.datum)}
            domains[row.instrument, row.datum] = known
        for code, value in row.scores.items():
            level = value if isinstance(value, int) else None
            reason = "" if level is not None else str(value)
            if code not in known or not (1 <= level <= 5 if level is not None else reason in reasons):
                raise Regelfout(
                    f"Rij {place + 1}, score {row.instrument}.{code}: leefdomein of waarde bestaat niet op {row.datum}."
                )
            scores.append((place, known[code], level, reason))
    return scores
