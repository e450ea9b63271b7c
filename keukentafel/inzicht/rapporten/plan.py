"""What is in the plans: support that was there and that came, and goals (R-057, R-062, R-064; T-19 to T-21)."""

from __future__ import annotations

from collections import Counter

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, coalesce, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period, own_plans_of, until
from keukentafel.inzicht.rekenen import share, whole_share
from keukentafel.inzicht.vraag import Vraag

NIETS_NIEUW = (
    "Bij deze {} eigen plannen is geen nieuwe ondersteuning vastgelegd. Dat is niet hetzelfde als nul: kijk of het "
    "invullen ervan werkte."
)  # a field that was lost looks like a field that stayed empty (T-23)
STEUN = ("aard", "domeinstelsel", "domein", "kring")
DOEL = ("telwijze", "domein", "soort", "status")
KRINGEN = ("eigen_kracht", "sociaal_netwerk", "algemeen", "maatwerk")


def compute_ondersteuning(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the support per aard, domain and kring; in `totaal` per aard and kring."""
    counted = motor.counted(count_support, vraag, "aantal")
    counted.sort(key=lambda row: (*(row[key] for key in STEUN[:3]), KRINGEN.index(row["kring"])))
    per_domain, per_aard, per_kring = Counter[tuple[str, ...]](), Counter[str](), Counter[tuple[str, str]]()
    for row in counted:
        per_domain[row["aard"], row["domeinstelsel"], row["domein"]] += row["aantal"]
        per_aard[row["aard"]] += row["aantal"]
        per_kring[row["aard"], row["kring"]] += row["aantal"]
    rows = [
        {**row, "percentage": share(row["aantal"], per_domain[row["aard"], row["domeinstelsel"], row["domein"]])}
        for row in counted
    ]
    totaal = [
        {"aard": aard, "kring": kring, "aantal": per_kring[aard, kring], "percentage": share(per_kring[aard, kring], n)}
        for aard, n in sorted(per_aard.items())
        for kring in KRINGEN
        if per_kring[aard, kring]
    ]
    notes = [note for aard in sorted(per_aard) if (note := _rounding_note(aard, totaal, per_aard[aard]))]
    if not per_aard["nieuw"] and (plans := motor.total(_count_plans, vraag)):
        notes.append(NIETS_NIEUW.format(plans))
    return Uitkomst(per_aard.total(), 0, rows, {"totaal": totaal}, notes)


def count_support(vraag: Vraag) -> Uitdrukking:
    """Count the support in the own plans of the cases in the period, per team and what it is."""
    return support_of(vraag).group_by("team", *STEUN).aggregate(aantal=DIT.count())


def support_of(vraag: Vraag) -> Uitdrukking:
    """Return the support in the own plans of the cases in the period: id, team, and what it is."""
    inzet, plannen = table("inzet"), own_plans_of(cases_in_period(vraag)).select("team", plan_id="id")
    begun = inzet.filter(until(inzet.van, vraag)).select("id", "plan", *STEUN)
    return begun.inner_join(plannen, [("plan", "plan_id")])


def _count_plans(vraag: Vraag) -> Uitdrukking:
    plannen = own_plans_of(cases_in_period(vraag))
    return plannen.filter(until(plannen.opgesteld_op, vraag)).group_by("team").aggregate(aantal=DIT.count())


def _rounding_note(aard: str, totaal: list[Rij], n: int) -> str:
    """Say so when the whole percentages of an aard do not add up to 100 (R-184); else ''."""
    whole = [whole_share(row["aantal"], n) for row in totaal if row["aard"] == aard]
    if sum(whole) == 100:
        return ""
    parts = " + ".join(f"{part}" for part in whole)
    return f"De hele percentages van {aard} tellen door afronding op tot {sum(whole)} ({parts}), niet tot 100."


def compute_doelen(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the goals per telwijze and soort; `per_domein`, and in `doelbereik` what became of them."""
    counted = motor.counted(_count_goals, vraag, "aantal")
    kinds, reach, domains = Counter[tuple[str, ...]](), Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    known, every = Counter[str](), Counter[str]()
    for row in counted:
        way, aantal = row["telwijze"], row["aantal"]
        kinds[way, row["soort"]] += aantal
        reach[way, row["status"]] += aantal
        domains[way, row["domein"], row["soort"]] += aantal
        every[way] += aantal
        known[way] += aantal if row["soort"] != ONBEKEND else 0
    rows = [
        {"telwijze": way, "soort": kind, "aantal": n, "percentage": None if kind == ONBEKEND else share(n, known[way])}
        for (way, kind), n in sorted(kinds.items())
    ]
    extras: dict[str, list[Rij]] = {
        "per_domein": [{**dict(zip(DOEL[:3], key, strict=True)), "aantal": n} for key, n in sorted(domains.items())],
        "doelbereik": [
            {"telwijze": way, "status": status, "aantal": n, "percentage": share(n, every[way])}
            for (way, status), n in sorted(reach.items())
        ],
    }
    return Uitkomst(every.total(), every.total() - known.total(), rows, extras)


def _count_goals(vraag: Vraag) -> Uitdrukking:
    return goals_of(vraag).group_by("team", *DOEL).aggregate(aantal=DIT.count())


def goals_of(vraag: Vraag) -> Uitdrukking:
    """Return the goals in the own plans of the cases in the period as they stood: id, team, and what they are."""
    plannen = own_plans_of(cases_in_period(vraag))
    plannen = plannen.filter(plannen.opgesteld_op <= vraag.peildatum).select("team", plan_id="id")
    doelen = table("doelen").inner_join(plannen, [("plan", "plan_id")])
    later = doelen.status_op.notnull() & (doelen.status_op > vraag.peildatum)
    return doelen.select(
        "id", "team", "telwijze", "domein", soort=coalesce(doelen.soort, ONBEKEND),
        status=cases((later, "open"), else_=doelen.status),
    )  # fmt: skip
