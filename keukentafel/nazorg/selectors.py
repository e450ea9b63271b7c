"""Reads: how a case was closed, what aftercare is due, and the report `werkwijze`."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from keukentafel.casussen.public import Casus
from keukentafel.nazorg.models import Afsluiting, Nazorg, Werkwijzereview
from keukentafel.nazorg.states import VRAGEN
from keukentafel.referentielijsten.public import aftercare_days


@dataclass(frozen=True, slots=True)
class Vraagtelling:
    """One question of the report `werkwijze`; `percentage` is ja / (ja + nee), None without answers.

    `nvt`: reviews of cases to which the question does not apply; they are not missing.
    """

    vraag: str
    ja: int
    nee: int
    ontbrekend: int
    nvt: int = 0

    @property
    def n(self) -> int:
        """Number of reviews with an answer."""
        return self.ja + self.nee

    @property
    def percentage(self) -> Decimal | None:
        """Share of yes in percent, one decimal, rounded half up; None when nobody answered."""
        if not self.n:
            return None
        return (Decimal(100 * self.ja) / self.n).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Werkwijze:
    """The report: `n` cases with a review, per question the counts, and how often each reason was given."""

    n: int
    rijen: tuple[Vraagtelling, ...]
    redenen: tuple[tuple[str, int], ...]


def current_closing(casus: Casus) -> Afsluiting | None:
    """The closing that holds now, or None when the case is open or was closed before this room existed."""
    found = Afsluiting.objects.filter(casus=casus, ongedaan_op=None, heropend_op=None)
    return found.select_related("medewerker").first()


def aftercare_of(casus: Casus) -> list[Nazorg]:
    """All aftercare of a case, planned and done, the first planned first."""
    return list(Nazorg.objects.filter(casus=casus).select_related("medewerker").order_by("gepland_op", "pk"))


def next_aftercare(casus: Casus) -> Nazorg | None:
    """The first aftercare that still has to be done; an answer that an import tells says that it was."""
    return Nazorg.objects.filter(casus=casus, resultaat="", gelijkwaardig="").order_by("gepland_op", "pk").first()


def aftercare_day(casus: Casus, gesloten_op: date) -> date:
    """The day proposed for aftercare: the term of the case type in the reference data (R-122)."""
    return gesloten_op + timedelta(days=aftercare_days(casus.casustype, gesloten_op))


def reviews_of(casus: Casus) -> list[Werkwijzereview]:
    """The reviews of a case, newest first."""
    return list(Werkwijzereview.objects.filter(casus=casus).select_related("respondent").order_by("-datum", "-pk"))


def werkwijze(op: date, *, van: date | None = None, tot: date | None = None, team_id: int | None = None) -> Werkwijze:
    """The report `werkwijze`: of each case the latest review with datum in van..tot, cut off at `op`. One query."""
    until = op if tot is None else min(tot, op)
    found = Werkwijzereview.objects.filter(datum__lte=until, casus__aangemeld_op__lte=op)
    if van is not None:
        found = found.filter(datum__gte=van)
    if team_id is not None:
        found = found.filter(casus__team=team_id)
    latest: dict[int, Werkwijzereview] = {}
    for review in found.order_by("datum", "pk"):
        latest[review.casus_id] = review
    return _count(latest.values())


def _count(reviews: Collection[Werkwijzereview]) -> Werkwijze:
    rows = []
    for question in VRAGEN:
        answers = Counter(getattr(review, question) for review in reviews)
        apart = sum(question in review.niet_van_toepassing for review in reviews)
        rows.append(Vraagtelling(question, answers[True], answers[False], answers[None] - apart, apart))
    return Werkwijze(len(reviews), tuple(rows), _reasons(reviews))


def _reasons(reviews: Iterable[Werkwijzereview]) -> tuple[tuple[str, int], ...]:
    counts = Counter(code for review in reviews for code in review.redenen)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def other_open_cases(casus: Casus) -> bool:
    """Whether the household has another open case, with which the plan goes on."""
    others = Casus.objects.open_on(timezone.localdate()).filter(huishouden=casus.huishouden_id)
    return others.exclude(pk=casus.pk).exists()
