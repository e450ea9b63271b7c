"""Figures: speed, feedback, the target group; each says what it counts (reports.md, `meldingen`)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from keukentafel.casussen.public import Casus
from keukentafel.core.rekenen import median, p80
from keukentafel.meldingen.models import (
    BuitenSysteemTelling,
    Escalatie,
    Initiatiefinzet,
    Melding,
    NietAangebodenTelling,
    Regiecheck,
)
from keukentafel.meldingen.querysets import MeldingQuerySet
from keukentafel.personen.public import Dicht, count_zonder_casus, shut_to
from keukentafel.referentielijsten.public import Afhandeling, MelderSoort, MeldingSoort, Vraagtype
from keukentafel.toegang.public import Gebruiker

QS = TypeVar("QS", bound=QuerySet[Any, Any])
BINNEN_DAGEN = 14  # reports.md, `terugkoppeling`
KENMERKEN = ("soort", "kanaal", "melder_soort", "vraagtype", "afhandeling")
ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Snelheid:
    """Days from receipt to first contact: how many meldingen had one, the median and the p80 (nearest rank)."""

    n: int
    mediaan: float | None
    p80: int | None


@dataclass(frozen=True, slots=True)
class Teruggekoppeld:
    """Of the meldingen by a professional: how many were answered, and within 14 days of receipt."""

    n: int
    gedaan: int
    binnen_14_dagen: int


@dataclass(frozen=True, slots=True)
class Doelgroep:
    """The share of the target group (R-033): regiechecks with several questions and too little regie."""

    n: int
    meervoudig: int
    zonder_regie: int
    onbekend: int


@dataclass(frozen=True, slots=True)
class Bekendheid:
    """Of the meldingen about a known person: for the first time, or about who was known before (R-039)."""

    eerste: int
    eerder: int


@dataclass(frozen=True, slots=True)
class Kenmerkregel:
    """A row of the report: how many meldingen have this value, `onbekend` when it is missing."""

    kenmerk: str
    waarde: str
    aantal: int


def meldingen_in(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> MeldingQuerySet:
    """The population of the report: received in van..peildatum, both inclusive; of one team, or of all.

    With `lezer`, here and below: without what does not exist for that reader.
    """
    found = _known_to(lezer, Melding.objects.received(van, peildatum))
    return found if team_id is None else found.filter(team=team_id)


def _shut(lezer: Gebruiker) -> Dicht:
    """What does not exist for this reader; read once per request."""
    if "dicht" not in lezer.geheugen:
        lezer.geheugen["dicht"] = shut_to(lezer, timezone.localdate())
    found: Dicht = lezer.geheugen["dicht"]
    return found


def _known_to(lezer: Gebruiker | None, found: QS, melding: str = "") -> QS:
    """Leave out rows about what does not exist for the reader; `melding` is the road to the melding, with `__`."""
    if lezer is None:
        return found
    shut = _shut(lezer)
    ways = {"huishouden__in": shut.huishoudens, "persoon__in": shut.personen, "melder_persoon__in": shut.verwanten}
    for way, ids in ways.items():
        found = found.exclude(**{f"{melding}{way}": ids}) if ids else found
    return found


def speed(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Snelheid:
    """How fast the first contact was, over meldingen with a first contact on or before the peildatum."""
    rows = meldingen_in(peildatum, van, team_id, lezer).filter(eerste_contact_op__lte=peildatum)
    return _snelheid(rows.values_list("ontvangen_op", "eerste_contact_op"))


def _snelheid(pairs: Iterable[tuple[date, date | None]]) -> Snelheid:
    """Days between two dates, as figures; a pair without a second date does not count."""
    days = Counter((later - first).days for first, later in pairs if later is not None)
    return Snelheid(days.total(), median(days), p80(days))


def feedback(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Teruggekoppeld:
    """How often a professional heard how it went, and in time."""
    rows = meldingen_in(peildatum, van, team_id, lezer).filter(melder_soort=MelderSoort.PROFESSIONAL)
    pairs = list(rows.values_list("ontvangen_op", "terugkoppeling__gedaan_op"))
    done = [(done - received).days for received, done in pairs if done is not None and done <= peildatum]
    return Teruggekoppeld(len(pairs), len(done), sum(days <= BINNEN_DAGEN for days in done))


def feedback_days(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Snelheid:
    """Days from receipt to the first answer to a professional: n, median, p80."""
    rows = meldingen_in(peildatum, van, team_id, lezer).filter(
        melder_soort=MelderSoort.PROFESSIONAL, terugkoppeling__gedaan_op__lte=peildatum
    )
    return _snelheid(rows.values_list("ontvangen_op", "terugkoppeling__gedaan_op"))


def combinations(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Counter[tuple[str, ...]]:
    """How many meldingen have these values together, in the order of KENMERKEN; an outcome after the peildatum is
    unknown on it. One query."""
    found = meldingen_in(peildatum, van, team_id, lezer).order_by()
    later = Case(When(afgehandeld_op__gt=peildatum, then=Value(True)), default=Value(False))
    counts = Counter[tuple[str, ...]]()
    for *values, unknown_yet, aantal in found.values_list(*KENMERKEN, later).annotate(aantal=Count("pk")):
        hidden = [naam == "afhandeling" and unknown_yet for naam in KENMERKEN]
        named = [ONBEKEND if gone or not waarde else waarde for gone, waarde in zip(hidden, values, strict=True)]
        counts[tuple(map(str, named))] += aantal
    return counts


def features(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> list[Kenmerkregel]:
    """Rows of the report `meldingen`; an outcome after the peildatum is unknown on it. One query."""
    combined = combinations(peildatum, van, team_id, lezer)
    return [Kenmerkregel(kenmerk, *line) for kenmerk in KENMERKEN for line in sorted(totals(combined, kenmerk).items())]


def totals(combined: Mapping[tuple[str, ...], int], kenmerk: str) -> dict[str, int]:
    """Return how many there are per value of one feature, out of `combinations`."""
    place, counts = KENMERKEN.index(kenmerk), Counter[str]()
    for values, aantal in combined.items():
        counts[values[place]] += aantal
    return dict(counts)


def familiarity(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Bekendheid:
    """First-time and returning among the meldingen about a known person (R-039); one query.

    Returning: a melding or a case of that person on an earlier day, of any team. A double is no second question.
    """
    found = meldingen_in(peildatum, van, team_id, lezer).exclude(persoon=None).exclude(afhandeling=Afhandeling.DUBBEL)
    before = Melding.objects.filter(persoon=OuterRef("persoon"), ontvangen_op__lt=OuterRef("ontvangen_op"))
    case = Casus.objects.filter(persoon=OuterRef("persoon"), aangemeld_op__lt=OuterRef("ontvangen_op"))
    known = Exists(before.exclude(afhandeling=Afhandeling.DUBBEL)) | Exists(case)
    counts = found.aggregate(alle=Count("pk"), eerder=Count("pk", filter=known))
    return Bekendheid(counts["alle"] - counts["eerder"], counts["eerder"])


def target_group(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> Doelgroep:
    """How many regiechecks were about the target group: several questions without sufficient regie (R-033).

    Of each melding only its last regiecheck on or before the peildatum; a regiecheck of another desk counts once.
    """
    checks = _known_to(lezer, Regiecheck.objects.filter(op__lte=peildatum), "melding__").order_by("op", "pk")
    if lezer is not None:
        checks = checks.exclude(huishouden__in=_shut(lezer).huishoudens)
    if van is not None:
        checks = checks.filter(op__gte=van)
    if team_id is not None:
        checks = checks.filter(team=team_id)
    last = {
        (melding or -pk): (kind, enough)
        for pk, melding, kind, enough in checks.values_list("pk", "melding_id", "vraagtype", "regie_voldoende")
    }
    several = [enough for kind, enough in last.values() if kind in (Vraagtype.MEERVOUDIG, Vraagtype.MULTIPROBLEMATIEK)]
    return Doelgroep(
        n=len(last),
        meervoudig=len(several),
        zonder_regie=sum(enough is False for enough in several),
        onbekend=sum(not kind or (kind != Vraagtype.ENKELVOUDIG and enough is None) for kind, enough in last.values()),
    )


def advice_only(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> int:
    """Questions that were dealt with by information and advice, without a case (R-224)."""
    found = meldingen_in(peildatum, van, team_id, lezer).filter(soort=MeldingSoort.HULPVRAAG)
    return found.filter(afhandeling=Afhandeling.INFORMATIE_ADVIES, afgehandeld_op__lte=peildatum).count()


def waiting_on(peildatum: date, team_id: int | None = None, lezer: Gebruiker | None = None) -> int:
    """How many meldingen waited for their first contact on a day: the list that must be provable (R-028)."""
    found = _known_to(lezer, Melding.objects.filter(ontvangen_op__lte=peildatum))
    if team_id is not None:
        found = found.filter(team=team_id)
    no_contact = Q(eerste_contact_op=None) | Q(eerste_contact_op__gt=peildatum)
    not_ended = Q(afgehandeld_op=None) | Q(afgehandeld_op__gt=peildatum)
    return found.filter(no_contact, not_ended).count()


def outside_count(peildatum: date, team_id: int | None = None, van: date | None = None) -> int:
    """Cases kept outside the system, up to and including the month of the peildatum (R-005); with `van` from there."""
    found = BuitenSysteemTelling.objects.filter(maand__lte=peildatum.replace(day=1))
    if van is not None:
        found = found.filter(maand__gte=van.replace(day=1))
    if team_id is not None:
        found = found.filter(team=team_id)
    return found.aggregate(totaal=Sum("aantal"))["totaal"] or 0


def without_case(
    peildatum: date, team_ids: Iterable[int] | None = None, lezer: Gebruiker | None = None
) -> dict[str, int]:
    """Persons who are known without a case, per reason (R-004): of the meldingen of these teams; None: everyone.

    Who is the person of a case on the peildatum is not one of them, whatever reason is still written down (reports.md,
    `aansluiting`). Who came in without a melding has no team, and is counted in the whole only.
    """
    in_case = Casus.objects.filter(aangemeld_op__lte=peildatum).order_by().values("persoon")
    if team_ids is None:
        return count_zonder_casus(in_casus=in_case, buiten=_shut(lezer).personen if lezer is not None else ())
    found = (
        _known_to(lezer, Melding.objects.filter(team__in=team_ids))
        .exclude(persoon=None)
        .exclude(persoon__reden_zonder_casus="")
        .exclude(persoon__in=in_case)
    )
    rows = found.order_by().values_list("persoon__reden_zonder_casus").annotate(aantal=Count("persoon", distinct=True))
    return {str(reason): count for reason, count in sorted(rows)}


def services(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> dict[str, int]:
    """How often the team gave each of its services without a case (R-224), by code of `taak_sociaal_team`."""
    found = meldingen_in(peildatum, van, team_id, lezer).filter(afgehandeld_op__lte=peildatum).exclude(dienst="")
    return dict(sorted(found.order_by().values_list("dienst").annotate(aantal=Count("pk"))))


def advice_services(peildatum: date, van: date) -> dict[str, int]:
    """The services (R-224) of those that `advice_only` counts: these and no others, so that they add up to it."""
    found = meldingen_in(peildatum, van).filter(soort=MeldingSoort.HULPVRAAG)
    advice = found.filter(afhandeling=Afhandeling.INFORMATIE_ADVIES, afgehandeld_op__lte=peildatum)
    rows = advice.order_by().values_list("dienst")
    return {dienst or ONBEKEND: aantal for dienst, aantal in sorted(rows.annotate(aantal=Count("pk")))}


def initiative_hours(
    peildatum: date, van: date | None = None, team_ids: Iterable[int] | None = None, lezer: Gebruiker | None = None
) -> Decimal:
    """Hours of support to initiatives in the period (R-223), both ends inclusive; team_ids None: of all teams."""
    found = _known_to(lezer, Initiatiefinzet.objects.filter(op__lte=peildatum), "melding__")
    if van is not None:
        found = found.filter(op__gte=van)
    if team_ids is not None:
        found = found.filter(melding__team__in=team_ids)
    return Decimal(found.aggregate(totaal=Sum("uren"))["totaal"] or 0)


def bypasses(
    peildatum: date, van: date | None = None, team_id: int | None = None, lezer: Gebruiker | None = None
) -> dict[str, int]:
    """How often partners went round a melding of the team in the period (R-029), by code of `escalatiesoort`."""
    found = _known_to(lezer, Escalatie.objects.filter(op__lte=peildatum), "melding__")
    if van is not None:
        found = found.filter(op__gte=van)
    if team_id is not None:
        found = found.filter(melding__team=team_id)
    return dict(sorted(found.order_by().values_list("soort").annotate(aantal=Count("pk"))))


def not_offered(peildatum: date, van: date, team_id: int | None = None) -> dict[str, int]:
    """How many cases each organisation kept in the months of the period (R-037), by its name."""
    found = NietAangebodenTelling.objects.filter(maand__gte=van.replace(day=1), maand__lte=peildatum, aantal__gt=0)
    if team_id is not None:
        found = found.filter(team=team_id)
    rows = found.order_by().values_list("organisatie__naam").annotate(totaal=Sum("aantal"))
    return {str(naam): totaal for naam, totaal in sorted(rows)}
