"""What comes in: the bridge between counts, cases per period and per month (R-005, R-184; T-14, T-15)."""

from __future__ import annotations

from datetime import date

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, coalesce, literal, table, union
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import count_known, known_cases, persons_without_case, until
from keukentafel.inzicht.rekenen import month_of, months, rounded
from keukentafel.inzicht.vraag import Vraag


def compute_aansluiting(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return how many cases, persons without one, and cases outside the system there are, and their sums."""
    casussen = motor.total(count_known, vraag)
    outside = motor.total(_count_outside, Vraag(vraag.peildatum, team=vraag.team))
    counts: dict[str, int | None] = {"casussen": casussen, "personen_zonder_casus": None, "buiten_systeem": outside}
    counts |= {"geregistreerd": None, "totaal": None}
    if not vraag.team:
        without = motor.number(persons_without_case(vraag))
        counts |= {"personen_zonder_casus": without, "geregistreerd": casussen + without}
        counts["totaal"] = casussen + without + outside
    return Uitkomst(casussen, 0, [{"sleutel": key, "aantal": value} for key, value in counts.items()])


def compute_instroom(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per period of the question the cases by day of aanmelding, and their mean per month."""
    counted = motor.counted(_count_days, vraag, "aantal")
    days: dict[date, int] = {row["aangemeld_op"]: row["aantal"] for row in counted}
    rows, inside = [], set[date]()
    for periode in vraag.perioden:
        tot = min(periode.tot, vraag.peildatum)
        found = {day for day in days if periode.van <= day <= tot}
        inside |= found
        aantal, length = sum(days[day] for day in found), months(periode.van, tot, vraag.maandregel)
        rows.append({
            "periode": periode.naam, "van": periode.van.isoformat(), "tot": tot.isoformat(), "aantal": aantal,
            "maanden": rounded(length, 3), "gemiddeld_per_maand": rounded(aantal / length, 1) if length else None,
        })  # fmt: skip
    return Uitkomst(sum(days[day] for day in inside), 0, rows)


def compute_instroom_per_maand(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per month the cases by day of aanmelding and by day of registration, so that a batch entry shows."""
    counts: dict[str, dict[str, int]] = {"aangemeld_op": {}, "ingevoerd": {}}
    for row in motor.counted(_count_months, vraag, "aantal"):
        counts[row["dag"]][f"{row['jaar']:04d}-{row['nummer']:02d}"] = row["aantal"]
    seen = [*counts["aangemeld_op"], *counts["ingevoerd"]]
    rows = [
        {
            "maand": maand,
            "aangemeld": counts["aangemeld_op"].get(maand, 0),
            "geregistreerd": counts["ingevoerd"].get(maand, 0),
        }
        for maand in (_months_between(min(seen), month_of(vraag.peildatum)) if seen else ())
    ]
    missing = motor.total(_count_unregistered, vraag)
    return Uitkomst(sum(counts["aangemeld_op"].values()), missing, rows)


def _count_outside(vraag: Vraag) -> Uitdrukking:
    buiten = table("buiten_systeem")
    return buiten.filter(buiten.maand <= month_of(vraag.peildatum)).group_by("team").aggregate(aantal=DIT.aantal.sum())


def _count_days(vraag: Vraag) -> Uitdrukking:
    return known_cases(vraag).group_by("team", "aangemeld_op").aggregate(aantal=DIT.count())


def _count_months(vraag: Vraag) -> Uitdrukking:
    """The cases per month of each of the two days; `dag` says which."""
    found = known_cases(vraag).mutate(ingevoerd=coalesce(DIT.geregistreerd_op, DIT.aangemeld_op))

    def per_month(column: str) -> Uitdrukking:
        known = found.filter(until(found[column], vraag))
        months_ = known.select("team", dag=literal(column), jaar=known[column].year(), nummer=known[column].month())
        return months_.group_by("team", "dag", "jaar", "nummer").aggregate(aantal=DIT.count())

    return union(per_month("aangemeld_op"), per_month("ingevoerd"))


def _count_unregistered(vraag: Vraag) -> Uitdrukking:
    found = known_cases(vraag)
    return found.filter(found.geregistreerd_op.isnull()).group_by("team").aggregate(aantal=DIT.count())


def _months_between(first: str, last: str) -> list[str]:
    start, end = (int(maand[:4]) * 12 + int(maand[5:]) - 1 for maand in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
