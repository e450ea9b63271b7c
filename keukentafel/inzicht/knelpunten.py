"""Rules that hinder, bundled: the team reads its own, policy only rules, released sentences and counts (R-218).

A rule appears to policy once a worker released a sentence about it. How often it was noted is told per whole span, and
never from 1 to 9: two spans share no note, so nothing can be subtracted (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from keukentafel.audit.public import Actor, action, note_read
from keukentafel.casussen.public import Casus, Knelpunt, Knelregel, answer_knelregel, worker_may_see
from keukentafel.core.datums import past_spans
from keukentafel.core.onderdrukking import GRENS
from keukentafel.personen.public import Huishoudlid
from keukentafel.referentielijsten.public import Wet
from keukentafel.taken.public import create_taak
from keukentafel.toegang.public import Gebruiker

SOORT = "knelpunt"


@dataclass(frozen=True, slots=True)
class Bundel:
    """One rule as policy sees it: `aantal` households in the span, None when that is not told (1 to GRENS - 1)."""

    regel: Knelregel
    aantal: int | None
    zinnen: Sequence[str]


def last_span(today: date) -> tuple[date, date]:
    """Return the last whole span of publications."""
    return past_spans(today, 1, settings.PUBLICATIE_MAANDEN)[0]


def bundles(today: date) -> list[Bundel]:
    """Return every rule of which a sentence was released, new ones first, with its count in the last whole span."""
    van, tot = last_span(today)
    in_span = Q(knelpunten__op__gte=van, knelpunten__op__lte=tot)
    counted = Count("knelpunten__casus__huishouden", filter=in_span, distinct=True)  # ten notes on one case are one
    released = Knelpunt.objects.exclude(vrijgegeven_op=None).order_by("neutraal", "pk")
    lines: dict[int, list[str]] = {}
    for regel, sentence in released.values_list("regel_id", "neutraal"):
        lines.setdefault(regel, []).append(sentence)
    rules = Knelregel.objects.filter(pk__in=lines).annotate(aantal=counted).order_by("thema", "naam", "pk")
    return [
        Bundel(rule, rule.aantal if rule.aantal == 0 or rule.aantal >= GRENS else None, lines[rule.pk])
        for rule in rules
    ]


def bundle_of(regel_id: int, today: date) -> Bundel | None:
    """Return one rule as policy sees it; None for one of which nothing was released."""
    return next((bundle for bundle in bundles(today) if bundle.regel.pk == regel_id), None)


def own_knelpunten(user: Gebruiker, today: date, hoogstens: int = 200) -> list[Knelpunt]:
    """Return what was noted on cases that this user may see, newest first; the reading is logged.

    Not what was noted under the law of safety: that stands on the case, for who may see it there.
    """
    seen = Casus.objects.visible_to(user, today)
    rows = Knelpunt.objects.filter(casus__in=seen.order_by().values("pk")).exclude(wet=Wet.VEILIGHEID)
    found = list(rows.select_related("regel", "casus__huishouden").order_by("-op", "-pk")[:hoogstens])
    households = {row.casus.huishouden_id for row in found}
    members = Huishoudlid.objects.valid_on(today).filter(huishouden__in=households)
    subjects = {row.casus.persoon_id for row in found} | set(members.order_by().values_list("persoon_id", flat=True))
    note_read("knelpunten_inzien", None, subjects=sorted(subjects))
    return found


@action("knelregel_beantwoord")
def answer_and_tell(*, by: Actor, regel: Knelregel, status: str, antwoord: str, versie: int | None = None) -> Knelregel:
    """Answer a rule, and give who noted it on an open case a task to read the answer. Raises what the answer raises."""
    answered = answer_knelregel(by=by, regel=regel, status=status, antwoord=antwoord, versie=versie)
    if not antwoord.strip():
        return answered
    today = timezone.localdate()
    noted = Knelpunt.objects.filter(regel=regel, casus__in=Casus.objects.open_on(today).order_by().values("pk"))
    for one in noted.exclude(medewerker=None).select_related("casus__team", "medewerker__gebruiker").order_by("pk"):
        worker = one.medewerker
        if worker is not None and worker_may_see(worker, one.casus):
            create_taak(
                by=by, titel="Lees het antwoord van beleid op een knelpunt", soort=SOORT, team=one.casus.team,
                casus=one.casus, medewerker=worker, vervalt_op=today, bron=f"knelregel:{regel.pk}:{status}:{one.pk}",
            )  # fmt: skip
    return answered
