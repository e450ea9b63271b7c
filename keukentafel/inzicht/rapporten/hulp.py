"""How much help comes together in one household, and how long it takes to begin (R-018, R-027, R-139; T-11, T-32)."""

from __future__ import annotations

from collections import Counter

from keukentafel.inzicht.motor import (
    DIT,
    Motor,
    Rij,
    Uitdrukking,
    cases,
    coalesce,
    days_between,
    first_of,
    literal,
    table,
    union,
)
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import (
    cases_in_period,
    count_in_period,
    known_cases,
    own_plans_of,
    spread,
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
    grouped = [row for row in motor.asked(_count_households, vraag) if row["team"] == (vraag.team or None)]
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


def _count_households(vraag: Vraag) -> Uitdrukking:
    """The households per area and how much they have: per team, and in the rows without a team of all together."""
    return households_of(vraag).group_by("team", "gebied", "stapeling").aggregate(n=DIT.count())


def households_of(vraag: Vraag) -> Uitdrukking:
    """Return the households of `_count_households` one by one, each by its oldest open case (`casus`)."""
    counted = _households(vraag).left_join(_provisions(vraag), "huishouden")
    running = coalesce(counted.aantal, 0)
    sort = cases((running == 0, "geen"), (running == 1, "een"), (running == 2, "twee"), else_="drie_of_meer")
    return counted.select("team", "gebied", "casus", stapeling=sort)


def _households(vraag: Vraag) -> Uitdrukking:
    """The households with an open case, each with the area of the person of its oldest one, also those per team."""
    known = known_cases(vraag)
    open_ = known.filter(known.afgesloten_op.isnull() | (known.afgesloten_op > vraag.peildatum))
    columns, order = ["huishouden", "persoon", "aangemeld_op", "id"], ["aangemeld_op", "id"]
    per_team = first_of(open_.select("team", *columns), per=["team", "huishouden"], by=order)
    whole = first_of(open_.select(*columns), per=["huishouden"], by=order)
    first = union(
        per_team.select("team", "huishouden", "persoon", casus="id"),
        whole.select("huishouden", "persoon", casus="id", team=literal(None, "string")).select(
            "team", "huishouden", "persoon", "casus"
        ),
    )
    personen = table("personen").select(persoon_id="id", gebied="gebied")
    return first.left_join(personen, first.persoon == personen.persoon_id).select(
        "team", "huishouden", "gebied", "casus"
    )


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
    per_line: dict[str, dict[int, int]] = {lijn: {} for lijn in (ALLES, *LIJNEN)}
    for row in motor.counted(_spread_help, vraag, "aantal"):
        per_line[row["lijn"]][row["dagen"]] = row["aantal"]
    rows = [
        {"lijn": lijn, "n": sum(days.values()), "mediaan": median(days), "p80": p80(days)}
        for lijn, days in per_line.items()
    ]
    population = motor.total(count_in_period, vraag)
    return Uitkomst(population, population - sum(per_line[ALLES].values()), rows)


def _spread_help(vraag: Vraag) -> Uitdrukking:
    """The days from aanmelding to the first new help, per line and of all lines together."""
    first = first_help(vraag)
    return spread(first.select("team", "lijn", dagen=days_between(first.eerste, first.aangemeld_op)), "lijn")


def first_help(vraag: Vraag) -> Uitdrukking:
    """Return the day of the first new help (`eerste`) of each case and line, and of all lines together, per team."""
    found, inzet = cases_in_period(vraag), table("inzet")
    plannen = own_plans_of(found).select("team", plan_id="id", casus_id="casus")
    new = inzet.filter((inzet.aard == "nieuw") & (inzet.van <= vraag.peildatum)).select("plan", "kring", begonnen="van")
    dated = new.inner_join(plannen, [("plan", "plan_id")]).inner_join(
        found.select("id", "aangemeld_op"), [("casus_id", "id")]
    )
    dated = dated.filter(dated.begonnen >= dated.aangemeld_op)
    line = cases(*((DIT.kring.isin(kringen), lijn) for lijn, kringen in LIJNEN.items()), else_="")
    case = ["team", "casus_id", "aangemeld_op"]
    of_line = dated.mutate(lijn=line).group_by(*case, "lijn").aggregate(eerste=DIT.begonnen.min())
    of_all = of_line.group_by(*case).aggregate(eerste=DIT.eerste.min()).mutate(lijn=literal(ALLES))
    return union(*(rows.select(*case, "lijn", "eerste") for rows in (of_line.filter(of_line.lijn != ""), of_all)))
