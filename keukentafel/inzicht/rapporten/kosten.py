"""What support costs: per product, law, circle, team, and per traject (R-139, R-185; T-12, T-32)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.inzicht.kosten import Post, Prijs, cost_within, runs_within, sum_known, take_turns, to_cent
from keukentafel.inzicht.kostenbron import INZETKOSTEN, PRIJZEN, VOORZIENINGEN
from keukentafel.inzicht.motor import Motor, Rij, Uitdrukking, table, union
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period, known_cases, own_plans_of, until
from keukentafel.inzicht.rekenen import median
from keukentafel.inzicht.vraag import Vraag

ALLES, ZONDER_PRODUCT, MAATWERK, TOEGEKEND = "alles", "zonder_product", "maatwerk", "toegekend"


@dataclass(frozen=True, slots=True)
class Bedrag:
    """One item with what it cost in the days that were asked; None: unknown."""

    post: Post
    cent: int | None


def compute_kosten(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the known costs in cents of what ran in the period, by kind, and per quarter those of trajects."""
    posts, prices = posts_of(vraag, motor), _prices(motor)
    running = [
        Bedrag(post, cost_within(post, vraag.van, vraag.laatste, prices))
        for post in posts if runs_within(post, vraag.van, vraag.laatste)
    ]  # fmt: skip
    known, unknown, _sum = sum_known(one.cent for one in running)
    rows = [{"uitsplitsing": ALLES, "deel": ALLES, **_figures(running)}] if running else []
    for cut in ("product", "wet", "kring", "team"):
        parts: dict[str, list[Bedrag]] = defaultdict(list)
        for one in running:
            parts[_part(one.post, cut)].append(one)
        rows += [{"uitsplitsing": cut, "deel": part, **_figures(parts[part])} for part in sorted(parts)]
    whole = [Bedrag(post, cost_within(post, None, vraag.peildatum, prices)) for post in posts]
    return Uitkomst(known + unknown, unknown, rows, {"per_traject": _trajects(vraag, whole, motor)})


def _part(post: Post, cut: str) -> str:
    if cut == "product":
        return post.product or ZONDER_PRODUCT
    return str(getattr(post, cut) or ONBEKEND)


def _figures(rows: Sequence[Bedrag]) -> Rij:
    known, unknown, cents = sum_known(one.cent for one in rows)
    casussen = len({one.post.casus for one in rows})
    per_case: Counter[str] = Counter()
    for one in rows:
        if one.cent is not None:
            per_case[one.post.casus] += one.cent
    return {
        "posten": len(rows), "casussen": casussen, "casussen_met_bedrag": len(per_case), "bekend": known,
        "onbekend": unknown, "cent": cents, "duurste_casus_cent": max(per_case.values(), default=None),
    }  # fmt: skip


def _trajects(vraag: Vraag, rows: Iterable[Bedrag], motor: Motor) -> list[Rij]:
    """Return per quarter of aanmelding the cases of the period with support: their length and all their costs."""
    per_case: dict[str, list[int | None]] = defaultdict(list)
    for one in rows:
        per_case[one.post.casus].append(one.cent)
    cases = motor.rows(cases_in_period(vraag).select("id", "aangemeld_op", "afgesloten_op"))
    quarters: dict[str, list[Rij]] = defaultdict(list)
    for case in cases:
        if case["id"] in per_case:
            quarters[quarter_of(case["aangemeld_op"])].append(case)
    return [
        {"kwartaal": quarter, **_traject(quarters[quarter], per_case, vraag.peildatum)} for quarter in sorted(quarters)
    ]


def _traject(cases: Sequence[Rij], per_case: Mapping[str, Sequence[int | None]], op: date) -> Rij:
    closed = [c for c in cases if c["afgesloten_op"] is not None and c["afgesloten_op"] <= op]
    days = Counter((c["afgesloten_op"] - c["aangemeld_op"]).days for c in closed)
    whole = Counter(
        sum(cent for cent in per_case[c["id"]] if cent is not None) for c in cases if None not in per_case[c["id"]]
    )
    _known, _unknown, cents = sum_known(cent for c in cases for cent in per_case[c["id"]])
    return {
        "trajecten": len(cases), "afgesloten": len(closed), "dagen_mediaan": median(days),
        "alles_bekend": sum(whole.values()), "mediaan_cent": median(whole), "totaal_cent": cents,
    }  # fmt: skip


def quarter_of(day: date) -> str:
    """Return the quarter of a day as 2014K3."""
    return f"{day.year}K{(day.month + 2) // 3}"


def posts_of(vraag: Vraag, motor: Motor) -> list[Post]:
    """Return every item that began on or before the peildatum, of cases of the team; a provision takes the place of
    the item of the plan that it was asked for."""
    own = {
        row["id"]: Post(
            row["case_id"], row["team"], row["wet"] or "", row["kring"] or "", "", row["van"], row["tot"],
            row["jaar_cent"], to_cent(row["kosten"]),
        )
        for row in motor.rows(_items(vraag))
    }  # fmt: skip
    found, asked_for = list[tuple[Post, object, str]](), set()
    for row in motor.rows(_provisions(vraag)):
        asked_for.add(row["inzet"])
        ends = [day for day in (row["tot"], row["beeindigd_op"]) if day is not None]
        post = Post(
            row["casus"], row["team"], row["wet"] or "", MAATWERK, row["product"] or "", row["hulp_gestart_op"],
            max(min(ends), row["hulp_gestart_op"]) if ends else None, row["jaar_cent"], None, row["omvang"],
            row["eenheid"] or "", row["frequentie"] or "", own.get(row["inzet"]),
        )  # fmt: skip
        found.append((post, row["inzet"], row["aanvraag"]))
    return [*take_turns(found), *(post for key, post in own.items() if key not in asked_for)]


def _items(vraag: Vraag) -> Uitdrukking:
    """The items of own plans that began on or before the peildatum, with the team of their case."""
    cases, rows, more = known_cases(vraag), table("inzet"), table(INZETKOSTEN)
    plans = own_plans_of(cases).select(plan_id="id", casus_id="casus")
    begun = rows.filter(rows.van <= vraag.peildatum).select("id", "plan", "kring", "van", "tot", "kosten")
    joined = begun.inner_join(plans, [("plan", "plan_id")])
    joined = joined.inner_join(cases.select("team", case_id="id"), [("casus_id", "case_id")])
    return joined.left_join(more.select("wet", "jaar_cent", item_id="inzet"), [("id", "item_id")])


def with_support(vraag: Vraag) -> Uitdrukking:
    """Return the cases (`met_hulp`) of which `posts_of` has an item."""
    return union(_items(vraag).select(met_hulp="case_id"), _provisions(vraag).select(met_hulp="casus"))


def _provisions(vraag: Vraag) -> Uitdrukking:
    """The provisions of which the help began on or before the peildatum, with the team of their case."""
    rows, cases = table(VOORZIENINGEN), known_cases(vraag).select("team", case_id="id")
    begun = rows.filter(until(rows.hulp_gestart_op, vraag))
    return begun.inner_join(cases, [("casus", "case_id")])


def _prices(motor: Motor) -> dict[str, list[Prijs]]:
    found: dict[str, list[Prijs]] = defaultdict(list)
    for row in motor.rows(table(PRIJZEN)):
        found[row["product"]].append(Prijs(row["eenheid"], row["cent"], row["van"], row["tot"]))
    return {product: sorted(rows, key=lambda one: (one.van, one.eenheid)) for product, rows in found.items()}
