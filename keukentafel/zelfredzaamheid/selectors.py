"""Reads: how each person of a case manages, over time. Nothing here adds up or converts scores."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from keukentafel.casussen.public import Casus, household_today
from keukentafel.core.opvragen import compiled
from keukentafel.personen.public import Huishoudlid, Persoon
from keukentafel.referentielijsten.public import (
    Criteriumtekst,
    Leefeenheidrol,
    Stelselwaarde,
    domains_of,
    label_of,
    problem_levels,
    scheme,
    schemes,
)
from keukentafel.zelfredzaamheid.models import Meting, Score
from keukentafel.zelfredzaamheid.states import ROOD_TOT, Metingstatus

Domeinsleutel = tuple[str, str]  # (code of the scheme, code of the domain)


@dataclass(frozen=True, slots=True)
class Punt:
    """One domain at one measurement: a level 1 to 5, or None with the reason why not."""

    meting_id: int
    datum: date
    moment: str
    niveau: int | None
    reden: str
    toelichting: str
    bevestigd: bool

    @property
    def reden_naam(self) -> str:
        """The reason in words, lower case; empty when there is a level."""
        return label_of("reden_niet_gescoord", self.reden, self.datum).lower()


@dataclass(frozen=True, slots=True)
class Domeinverloop:
    """One domain of one scheme through time, oldest first; `naam` as in the latest version it was scored in."""

    stelsel: str
    code: str
    naam: str
    volgorde: int
    leefdomein_id: int
    punten: tuple[Punt, ...]

    @property
    def nu(self) -> int | None:
        """The level of the latest measurement of this domain, or None when it was not scored then."""
        return self.punten[-1].niveau

    @property
    def toen(self) -> int | None:
        """The first level that was given, when the domain was looked at again after it; else None."""
        return next((point.niveau for point in self.punten[:-1] if point.niveau is not None), None)

    @property
    def is_probleem(self) -> bool:
        """Whether the level of now counts as a problem in its scheme (R-051)."""
        return self.nu is not None and self.nu in problem_levels(self.stelsel, self.punten[-1].datum)


@dataclass(frozen=True, slots=True)
class Persoonsverloop:
    """Everything measured of one person in one case."""

    persoon: Persoon
    domeinen: tuple[Domeinverloop, ...]

    @property
    def datums(self) -> tuple[date, ...]:
        """The days on which something was measured, oldest first."""
        return tuple(sorted({point.datum for domein in self.domeinen for point in domein.punten}))

    @property
    def instrumenten(self) -> tuple[str, ...]:
        """Codes of the instruments used, in the order of first use, without supplements; two mean a broken series."""
        first: dict[str, date] = {}
        for domein in self.domeinen:
            if not scheme(domein.stelsel).alleen_met_kinderen:
                day = domein.punten[0].datum
                first[domein.stelsel] = min(day, first.get(domein.stelsel, day))
        return tuple(sorted(first, key=lambda code: first[code]))

    @property
    def laatste_instrument(self) -> str:
        """Code of the instrument of the latest measurement, without supplements; empty when there is none."""
        used = [
            (domein.punten[-1].datum, domein.punten[-1].meting_id, domein.stelsel)
            for domein in self.domeinen
            if not scheme(domein.stelsel).alleen_met_kinderen
        ]
        return max(used)[2] if used else ""

    def not_discussed(self) -> int:
        """Number of domains of the instrument used last that were never chosen, apart from supplements."""
        chosen = {(domein.stelsel, domein.code) for domein in self.domeinen}
        return sum(
            (code, d.code) not in chosen for code in self.instrumenten[-1:] for d in domains_of(code, self.datums[-1])
        )


@dataclass(frozen=True, slots=True)
class Domeinscore:
    """The latest score of one domain of one person."""

    persoon_id: int
    stelsel: str
    domein: str
    naam: str
    leefdomein_id: int
    niveau: int | None
    reden: str
    datum: date
    is_probleem: bool


def courses_of(
    casus: Casus,
    op: date | None = None,
    persoon_id: int | None = None,
    mag_wet: Callable[[str], bool] | None = None,
) -> tuple[Persoonsverloop, ...]:
    """What was recorded in this case on or before `op`, per person; two queries. Concepts do not count.

    For a screen give `toegang.mag_wet`: what was recorded under a law that the reader may not see is left out.
    """
    scores = _scores(casus.pk, op, persoon_id)
    per_person: dict[int, dict[Domeinsleutel, list[Score]]] = {}
    for score in scores:
        if mag_wet is not None and not mag_wet(score.meting.wet):
            continue
        key = (score.leefdomein.stelsel.code, score.leefdomein.code)
        per_person.setdefault(score.meting.persoon_id, {}).setdefault(key, []).append(score)
    people = _people(casus, per_person)
    order = sorted(per_person, key=lambda pk: (pk != casus.persoon_id, people[pk].geboortedatum or date.max, pk))
    return tuple(Persoonsverloop(people[pk], _domains(per_person[pk])) for pk in order)


@compiled
def _scores(casus_id: int, op: date | None, persoon_id: int | None) -> QuerySet[Score]:
    found = Score.objects.recorded(op).filter(meting__casus=casus_id)
    return found if persoon_id is None else found.filter(meting__persoon=persoon_id)


def _people(casus: Casus, ids: Iterable[int]) -> dict[int, Persoon]:
    """These persons by id; a query only for who is measured and lives there no more."""
    known = {lid.persoon_id: lid.persoon for lid in household_today(casus)}
    gone = set(ids) - known.keys()
    return known | Persoon.objects.defer("bsn").in_bulk(gone) if gone else known


def _domains(found: dict[Domeinsleutel, list[Score]]) -> tuple[Domeinverloop, ...]:
    rows = []
    for (stelsel, code), scores in found.items():
        last = scores[-1].leefdomein
        rows.append(
            Domeinverloop(stelsel, code, last.naam, last.volgorde, last.pk, tuple(_point(score) for score in scores))
        )
    place = {entry.code: number for number, entry in enumerate(schemes())}
    return tuple(sorted(rows, key=lambda row: (place[row.stelsel], row.volgorde, row.code)))


def _point(score: Score) -> Punt:
    return Punt(
        score.meting_id,
        score.meting.datum,
        score.meting.moment,
        score.niveau,
        score.reden_niet_gescoord,
        score.toelichting,
        score.bevestigd,
    )


def latest_scores(
    casus: Casus,
    persoon: Persoon | None = None,
    op: date | None = None,
    mag_wet: Callable[[str], bool] | None = None,
) -> list[Domeinscore]:
    """The latest score per person and domain of this case on day `op`, in the order of the instrument."""
    return [
        Domeinscore(
            course.persoon.pk,
            domein.stelsel,
            domein.code,
            domein.naam,
            domein.leefdomein_id,
            domein.nu,
            domein.punten[-1].reden,
            domein.punten[-1].datum,
            domein.is_probleem,
        )
        for course in courses_of(casus, op, persoon.pk if persoon else None, mag_wet)
        for domein in course.domeinen
    ]


def problem_domains(
    casus: Casus, op: date | None = None, mag_wet: Callable[[str], bool] | None = None
) -> list[Domeinscore]:
    """The domains whose latest score counts as a problem, per person (R-051): what a plan should answer.

    For the work. The report `plannen` counts only the latest measurement of the case's own person.
    """
    return [score for score in latest_scores(casus, op=op, mag_wet=mag_wet) if score.is_probleem]


def previous_scores(meting: Meting) -> dict[str, Score]:
    """By domain code, the last recorded score of the same person, case and instrument before this measurement."""
    found = Score.objects.recorded(meting.datum).filter(
        meting__casus=meting.casus_id, meting__persoon=meting.persoon_id, meting__instrument=meting.instrument_id
    )
    return {score.leefdomein.code: score for score in found.exclude(meting=meting.pk)}


def concepts_of(casus: Casus, persoon_id: int | None = None) -> list[Meting]:
    """Unfinished measurements of a case, with their instrument and person; supplements last."""
    found = Meting.objects.concepts().filter(casus=casus).select_related("instrument", "persoon", "beoordelaar")
    if persoon_id is not None:
        found = found.filter(persoon=persoon_id)
    return list(found.order_by("persoon", "instrument__alleen_met_kinderen", "pk"))


@dataclass(frozen=True, slots=True)
class EerdereKeuze:
    """What was chosen before for someone: domain codes per scheme, and the reason that was given last."""

    codes: dict[str, list[str]]
    reden: str


def chosen_before(casus: Casus, persoon_id: int) -> EerdereKeuze:
    """The choice of the unfinished measurement, or else every domain this person was ever scored in in this case."""
    concepts = concepts_of(casus, persoon_id)
    found = concepts or list(
        Meting.objects.recorded()
        .filter(casus=casus, persoon=persoon_id)
        .select_related("instrument")
        .order_by("-datum", "-pk")
    )
    codes: dict[str, list[str]] = {}
    instrument_of = {meting.pk: meting.instrument.code for meting in found}
    for meting in found:
        codes.setdefault(meting.instrument.code, []).extend(meting.nog_open)
    scored = Score.objects.filter(meting__in=instrument_of).order_by("pk")
    for meting_id, code in scored.values_list("meting_id", "leefdomein__code"):
        if code not in codes[instrument_of[meting_id]]:
            codes[instrument_of[meting_id]].append(code)
    return EerdereKeuze(codes, found[0].reden if found else "")


def measurements_of(casus: Casus) -> list[Meting]:
    """The recorded measurements of a case, newest first, with instrument and worker."""
    found = Meting.objects.recorded().filter(casus=casus)
    return list(found.select_related("instrument", "beoordelaar").order_by("-datum", "-pk"))


def has_recorded(casus: Casus, persoon_id: int) -> bool:
    """Whether this person was measured before in this case."""
    return Meting.objects.recorded().filter(casus=casus, persoon=persoon_id).exists()


def members_of(casus: Casus) -> list[Huishoudlid]:
    """Who lives in the household today: the case's own person first, then adults, then children."""
    adult, own = Leefeenheidrol.VOLWASSENE, casus.persoon_id
    return sorted(household_today(casus), key=lambda lid: (lid.persoon_id != own, lid.rol != adult, lid.van, lid.pk))


def person_of(casus: Casus, persoon_id: int) -> Persoon:
    """Someone of the household of today; Http404 for anyone else."""
    for lid in members_of(casus):
        if lid.persoon_id == persoon_id:
            return lid.persoon
    if persoon_id == casus.persoon_id:
        return casus.persoon
    raise Http404


def instrument_for(casus: Casus, persoon_id: int) -> str:
    """Code of the instrument this person was last measured with in this case, else the municipality's default.

    A series is not broken without need (R-052, R-055). The default is the setting INSTRUMENT.
    """
    used = Meting.objects.filter(casus=casus, persoon=persoon_id, instrument__alleen_met_kinderen=False)
    code = used.order_by("-datum", "-pk").values_list("instrument__code", flat=True).first()
    return code or settings.INSTRUMENT


def instruments(op: date) -> list[Stelselwaarde]:
    """The instruments in use on day `op`, without examples and without supplements."""
    used = [entry for entry in schemes(op) if entry.niveaus and entry.in_gebruik]
    return [entry for entry in used if not entry.voorbeeld and not entry.alleen_met_kinderen]


def supplements_for(leden: Iterable[Huishoudlid], persoon_id: int, op: date) -> list[Stelselwaarde]:
    """The supplement Ouderschap, for an adult in a household with children; else nothing (R-050)."""
    roles = {lid.persoon_id: lid.rol for lid in leden}
    if Leefeenheidrol.KIND not in roles.values() or roles.get(persoon_id) == Leefeenheidrol.KIND:
        return []
    return [entry for entry in schemes(op) if entry.niveaus and entry.in_gebruik and entry.alleen_met_kinderen]


def criteria_of(stelsels: Iterable[str]) -> dict[Domeinsleutel, list[Criteriumtekst]]:
    """The municipality's own criteria texts by scheme and domain, level 5 first; empty when it loaded none."""
    texts: dict[Domeinsleutel, list[Criteriumtekst]] = {}
    found = Criteriumtekst.objects.filter(stelsel__code__in=list(stelsels)).select_related("stelsel")
    for text in found.order_by("stelsel", "domein_code", "-niveau"):
        texts.setdefault((text.stelsel.code, text.domein_code), []).append(text)
    return texts


def _unseen(huishouden_id: int, op: date) -> Q:
    """Recorded red measurements without a look at the others, of who does not live alone (R-063)."""
    at_home = Huishoudlid.objects.valid_on(op).filter(huishouden=huishouden_id)
    red = Exists(Score.objects.filter(meting=OuterRef("pk"), niveau__lte=ROOD_TOT))
    others = Exists(at_home.exclude(persoon=OuterRef("persoon")))
    return Q(red, others, status=Metingstatus.VASTGELEGD, huishoudblik=None)


@compiled
def _attention(casus_id: int, huishouden_id: int, op: date) -> QuerySet[Meting]:
    """The case is asked once: named in both halves, PostgreSQL plans the question anew at every page."""
    found = Meting.objects.filter(Q(status=Metingstatus.CONCEPT) | _unseen(huishouden_id, op), casus=casus_id)
    return found.select_related("persoon").order_by("-datum", "-pk")


def attention_of(casus: Casus) -> list[Meting]:
    """Measurements that ask something, newest first: unfinished, or red without a look at the others at home.

    Who lives alone is not asked to look at others. One query.
    """
    return list(_attention(casus.pk, casus.huishouden_id, timezone.localdate()))


def red_without_look(casus: Casus) -> list[Meting]:
    """Recorded measurements with a red score after which nobody wrote down a look at the others (R-063)."""
    found = Meting.objects.filter(_unseen(casus.huishouden_id, timezone.localdate()), casus=casus.pk)
    return list(found.select_related("persoon").order_by("-datum", "-pk"))
