"""Rows for the screens: the score page line by line, the tab per person, the sentences of the look-along page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from keukentafel.casussen.public import Casustoegang
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Niveauregel
from keukentafel.core.tekenen import Domeinverloop as Tekenregel
from keukentafel.core.tekenen import Tekening, draw_verloop, finding_verloop
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import crosswalk, domains_of, find_domain, scheme
from keukentafel.zelfredzaamheid.forms import Meetregel, values_now
from keukentafel.zelfredzaamheid.models import Meting
from keukentafel.zelfredzaamheid.naar_casus import sentence_not_discussed, strip_of
from keukentafel.zelfredzaamheid.selectors import (
    Domeinverloop,
    Persoonsverloop,
    Punt,
    concepts_of,
    criteria_of,
    measurements_of,
    members_of,
    previous_scores,
)
from keukentafel.zelfredzaamheid.vergelijken import drift_of, instruction_changes

# A level in the words of the kitchen table (B1). Ours, not the criteria texts of the instrument.
NIVEAUZINNEN = {
    5: "dit gaat goed",
    4: "dit gaat goed genoeg",
    3: "hier is soms hulp bij nodig",
    2: "hier is hulp bij nodig",
    1: "hier is nu meteen hulp nodig",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One day of measuring: its measurements, and per domain the score of that day (None: not measured)."""

    dag: date
    metingen: list[Meting]
    cellen: list[tuple[str, Punt | None]]


@dataclass(frozen=True, slots=True)
class Gemeten:
    """One person on the tab: what is known, what is under way, and the drawing when there is a change to see."""

    persoon: Persoon
    concept: Meting | None
    regels: Sequence[Niveauregel] = ()
    zin: str = ""
    tekening: Tekening | None = None
    overgangen: Sequence[str] = ()
    momenten: Sequence[Moment] = ()
    breuken: Sequence[str] = ()
    kanttekeningen: Sequence[str] = ()  # what one must know before comparing


def score_lines(metingen: Sequence[Meting]) -> list[Meetregel]:
    """The chosen domains of these measurements, in the order of their instruments; five queries or fewer."""
    criteria = criteria_of(meting.instrument.code for meting in metingen)
    lines = []
    for meting in metingen:
        stelsel = meting.instrument.code
        now = {score.leefdomein.code: score for score in meting.scores.select_related("leefdomein")}
        before = previous_scores(meting)
        values, earlier = values_now(now), values_now(before)
        first = True
        for domein in domains_of(stelsel, meting.datum):
            if domein.code not in now and domein.code not in meting.nog_open:
                continue
            lines.append(
                Meetregel(
                    meting_id=meting.pk,
                    stelsel=stelsel,
                    code=domein.code,
                    naam=domein.naam,
                    datum=meting.datum,
                    vorige=earlier.get(domein.code, ""),
                    vorige_datum=before[domein.code].meting.datum if domein.code in before else None,
                    huidig=values.get(domein.code, ""),
                    toelichting=now[domein.code].toelichting if domein.code in now else "",
                    criteria=tuple(criteria.get((stelsel, domein.code), ())),
                    begint_groep=scheme(stelsel).naam if first and len(metingen) > 1 else "",
                )
            )
            first = False
    return lines


def measured_people(toegang: Casustoegang, courses: Sequence[Persoonsverloop]) -> list[Gemeten]:
    """Everyone on the tab: who was measured, and who lives in the household and can be."""
    casus = toegang.casus
    by_person = {course.persoon.pk: course for course in courses}
    people = {lid.persoon_id: lid.persoon for lid in members_of(casus)}
    people |= {course.persoon.pk: course.persoon for course in courses}
    unfinished = {meting.persoon_id: meting for meting in reversed(concepts_of(casus))}
    metingen = [meting for meting in measurements_of(casus) if toegang.mag_wet(meting.wet)]
    return [_measured(people[pk], by_person.get(pk), unfinished.get(pk), metingen) for pk in people]


def _measured(
    persoon: Persoon, course: Persoonsverloop | None, concept: Meting | None, metingen: Sequence[Meting]
) -> Gemeten:
    if course is None:
        return Gemeten(persoon, concept)
    twice = any(len(domein.punten) > 1 for domein in course.domeinen)
    own = [meting for meting in metingen if meting.persoon_id == persoon.pk]
    return Gemeten(
        persoon=persoon,
        concept=concept,
        regels=strip_of(course),
        zin=sentence_not_discussed(course),
        tekening=_drawing(course) if twice else None,
        overgangen=[transition(domein) for domein in course.domeinen if domein.toen is not None],
        breuken=breaks(course),
        kanttekeningen=[*instruction_changes(course), *drift_of(course, own)] if twice else (),
        momenten=moments(course, own),
    )


def _drawing(course: Persoonsverloop) -> Tekening:
    """The dumbbell from the first to the last day of measuring; a domain that was not scored then has a gap."""
    first, last = course.datums[0], course.datums[-1]
    lines = []
    for domein in course.domeinen:
        only_then = len(domein.punten) == 1 and domein.punten[0].datum == first
        lines.append(Tekenregel(domein.naam, *((domein.nu, None) if only_then else (domein.toen, domein.nu))))
    days = f"{korte_datum(first, vandaag=last)} tot {korte_datum(last, vandaag=last)}"
    return draw_verloop(lines, titel=f"{finding_verloop(lines)}, {days}", naam=f"verloop-{course.persoon.pk}")


def transition(domein: Domeinverloop) -> str:
    """ "ADL van 2 naar 3", "ADL bleef 3", or "ADL was 2, nu niet gemeten"."""
    if domein.nu is None:
        return f"{domein.naam} was {domein.toen}, nu niet gemeten"
    if domein.nu == domein.toen:
        return f"{domein.naam} bleef {domein.nu}"
    return f"{domein.naam} van {domein.toen} naar {domein.nu}"


def breaks(course: Persoonsverloop) -> list[str]:
    """Where another instrument took over: what the domains are called now. Shown, never converted (R-055)."""
    lines = []
    for old, new in pairwise(course.instrumenten):
        lines.append(f"Daarna gemeten met {scheme(new).naam}. De reeks begint opnieuw; scores zijn niet omgerekend.")
        names = {domain.code: domain.naam for domain in scheme(new).domeinen}
        for domein in course.domeinen:
            now = [names[line.naar] for line in crosswalk(old, new) if line.van == domein.code and line.naar]
            if domein.stelsel == old and now:
                lines.append(f"{domein.naam} heet daarin: {' en '.join(now)}.")
    return lines


def moments(course: Persoonsverloop, metingen: Sequence[Meting]) -> list[Moment]:
    """Per day of measuring, newest first, the score of every domain of this person."""
    return [
        Moment(
            dag=day,
            metingen=[meting for meting in metingen if meting.datum == day],
            cellen=[(d.naam, next((p for p in d.punten if p.datum == day), None)) for d in course.domeinen],
        )
        for day in reversed(course.datums)
    ]


def look_along_lines(course: Persoonsverloop) -> list[str]:
    """Sentences for the resident, in plain Dutch: "Geldzaken: hier is soms hulp bij nodig. Eerst: …".

    The domains carry the names of MijnZRM where there is one; the sentences are our own, no criteria text. Of a
    broken series only the instrument of now, and supplements.
    """
    lines, replaced = [], course.instrumenten[:-1]
    for domein in course.domeinen:
        if domein.stelsel in replaced:
            continue
        naam = find_domain(domein.stelsel, domein.code, domein.punten[-1].datum).kenmerken.get("mijnzrm", domein.naam)
        if domein.nu is None:
            lines.append(f"{naam}: hier hebben we geen cijfer bij gezet.")
        elif domein.toen is not None and domein.toen != domein.nu:
            lines.append(f"{naam}: {NIVEAUZINNEN[domein.nu]}. Eerst: {NIVEAUZINNEN[domein.toen]}.")
        else:
            lines.append(f"{naam}: {NIVEAUZINNEN[domein.nu]}.")
    return lines
