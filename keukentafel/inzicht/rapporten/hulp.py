"""How much help comes together in one household, and how long it takes to begin (R-018, R-027, R-139; T-11, T-32)."""

from __future__ import annotations

from collections import Counter

from keukentafel.inzicht.motor import DIT, Motor, Rij, Uitdrukking, cases, coalesce, days_between, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import (
    cases_in_period,
    distribution,
    known_cases,
    own_plans_of,
    valid_on,
)
from keukentafel.inzicht.rekenen import median, p80, share
from keukentafel.inzicht.vraag import Vraag

STAPELING = ("geen", "een", "twee", "drie_of_meer")
VOORZIENING = ("algemeen", "maatwerk")
LIJNEN = {"informeel": ("eigen_kracht", "sociaal_netwerk"), "eerste_lijn": ("algemeen",), "tweede_lijn": ("maatwerk",)}
ALLES = "alle"


def compute_stapeling(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return per area the households with an open case by how many provisions run there on the peildatum."""
    households = _households(vraag)
    counted = households.left_join(_provisions(vraag), "huishouden")
    running = coalesce(counted.aantal, 0)
    sort = cases((running == 0, "geen"), (running == 1, "een"), (running == 2, "twee"), else_="drie_of_meer")
    grouped = motor.rows(
        counted.select("gebied", stapeling=sort).group_by("gebied", "stapeling").aggregate(n=DIT.count())
    )
    per_area = Counter[str | None]()
    for row in grouped:
        per_area[row["gebied"]] += row["n"]
    rows = [
        {"gebied": row["gebied"], "stapeling": row["stapeling"], "aantal": row["n"],
         "percentage": share(row["n"], per_area[row["gebied"]])}
        for row in sorted(grouped, key=_order)
    ]  # fmt: skip
    return Uitkomst(per_area.total(), per_area[None], rows)


def _order(row: Rij) -> tuple[bool, str, int]:
    return row["gebied"] is None, row["gebied"] or "", STAPELING.index(row["stapeling"])


def _households(vraag: Vraag) -> Uitdrukking:
    """The households with an open case of the team, each with the area of the person of its oldest open case."""
    known = known_cases(vraag)
    open_ = known.filter(known.afgesloten_op.isnull() | (known.afgesloten_op > vraag.peildatum))
    first = first_of(open_.select("huishouden", "persoon", "aangemeld_op", "id"), per=["huishouden"],
                     by=["aangemeld_op", "id"])  # fmt: skip
    personen = table("personen").select(persoon_id="id", gebied="gebied")
    return first.left_join(personen, first.persoon == personen.persoon_id).select("huishouden", "gebied")


def _provisions(vraag: Vraag) -> Uitdrukking:
    """Per household the general and individual provisions that run, in open plans of the team and of others."""
    plannen, day = table("plannen"), vraag.peildatum
    open_ = plannen.filter(
        (plannen.opgesteld_op <= day) & (plannen.beeindigd_op.isnull() | (plannen.beeindigd_op > day))
    )
    inzet = valid_on(table("inzet"), vraag)
    inzet = inzet.filter(inzet.kring.isin(VOORZIENING)).select(inzet_plan="plan")
    joined = inzet.inner_join(open_.select("huishouden", plan_id="id"), [("inzet_plan", "plan_id")])
    return joined.group_by("huishouden").aggregate(aantal=DIT.count())


def compute_eerste_hulp(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the days from aanmelding to the first new help of each line, over cases that got it."""
    found = cases_in_period(vraag)
    plannen = own_plans_of(found).select(plan_id="id", casus_id="casus")
    inzet = table("inzet")
    new = inzet.filter((inzet.aard == "nieuw") & (inzet.van <= vraag.peildatum)).select("plan", "kring", begonnen="van")
    line = cases(*((DIT.kring.isin(kringen), lijn) for lijn, kringen in LIJNEN.items()), else_="")
    given = new.inner_join(plannen, [("plan", "plan_id")]).mutate(lijn=line)
    dated = given.inner_join(found.select("id", "aangemeld_op"), [("casus_id", "id")])
    dated = dated.filter(dated.begonnen >= dated.aangemeld_op)
    rows, reached = [], 0
    for lijn in (ALLES, *LIJNEN):
        of_line = dated if lijn == ALLES else dated.filter(dated.lijn == lijn)
        first = of_line.group_by("casus_id", "aangemeld_op").aggregate(eerste=DIT.begonnen.min())
        days = distribution(first.select(dagen=days_between(first.eerste, first.aangemeld_op)), "dagen", motor)
        n = sum(days.values())
        reached = n if lijn == ALLES else reached
        rows.append({"lijn": lijn, "n": n, "mediaan": median(days), "p80": p80(days)})
    population = motor.number(found)
    return Uitkomst(population, population - reached, rows)
