"""What comes in, who is helped, who works there and which care is used, per area and team beside each other.

The four standing questions: do meldingen go up or down, does care use, on which parts, do clients (R-160, R-178, T-07).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from keukentafel.inzicht.motor import DIT, Motor, Rij, Telvraag, Uitdrukking, cases, coalesce, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.reeksen import difference, directions, points
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, ONBEKEND, ids_of_teams, in_period, valid_on
from keukentafel.inzicht.rekenen import rounded
from keukentafel.inzicht.vraag import Vraag

TOTAAL = "totaal"
Tellingen = Mapping[str | None, int]
Vte = Mapping[str | None, Fraction | None]  # team or area to fte; None is unknown


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The period of the question and the equally long one before it; both days inclusive."""

    van: date
    tot: date
    eerder_van: date
    eerder_tot: date


def periods_of(vraag: Vraag) -> Vergelijking:
    """Return the two periods. Without a first day the period is the year up to its last day."""
    tot = vraag.laatste
    van = vraag.van if vraag.van is not None else _year_before(tot) + timedelta(days=1)
    before = min(van - timedelta(days=1), tot)  # a period that is yet to begin is compared with nothing
    return Vergelijking(van, tot, before - (tot - van), before)


def _year_before(dag: date) -> date:
    return dag.replace(year=dag.year - 1, day=28 if (dag.month, dag.day) == (2, 29) else dag.day)


def compute_gebieden(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return a row per area; `per_team` the same per team, `zorggebruik` the series about care use."""
    when = periods_of(vraag)
    inwoners, served = _inhabitants(vraag, motor), _served(vraag, motor)
    fte = _fte(vraag, motor)
    areas = [code for code in inwoners if not vraag.team or code in served.get(vraag.team, ())]
    counted = _counted(vraag, when, motor, "gebied")
    strange = sorted({key for counts in counted for key in counts if key is not None} - set(areas))
    names = [*areas, *strange, *([None] if any(None in counts for counts in counted) else [])]
    spread = _spread(fte, served, inwoners)
    rows = [
        {"gebied": name if name is not None else ONBEKEND} | _figures(name, inwoners.get(name or ""), spread, counted)
        for name in names
    ]
    teams = _counted(vraag, when, motor, "team")
    found = points(replace(vraag, van=None), motor, in_period_only=False, onderwerp="zorggebruik")
    extras = {"per_team": _per_team(vraag, motor, fte, served, inwoners, teams), "zorggebruik": directions(found)}
    n = sum(counted[0].values())
    notes = [PERIODEN.format(when.van, when.tot, when.eerder_van, when.eerder_tot), *_begun(vraag, when, motor)]
    return Uitkomst(n, counted[0].get(None, 0), rows, extras, [*notes, HUIDIGE_WAARDE.format("inwoners, gebied")])


def _begun(vraag: Vraag, when: Vergelijking, motor: Motor) -> list[str]:
    """Say so when there were no meldingen yet on the first day that is compared: a rise is then no rise."""
    first = min((row["dag"] for row in motor.of_team(_first_days, _on_last_day(vraag)) if row["dag"]), default=None)
    return [BEGONNEN.format(first)] if first is not None and first > when.eerder_van else []


BEGONNEN = "De eerste melding is van {}. De periode ervoor is niet heel; een stijging kan daarvan komen."
PERIODEN = "Vergeleken: {} tot en met {} met {} tot en met {}."


def _counted(vraag: Vraag, when: Vergelijking, motor: Motor, per: str) -> tuple[Tellingen, ...]:
    """Return meldingen in the period and the one before, and clients on the last days of both, per area or team."""
    return (
        _meldingen(vraag, when.van, when.tot, motor, per),
        _meldingen(vraag, when.eerder_van, when.eerder_tot, motor, per),
        _clients(vraag, when.tot, motor, per),
        _clients(vraag, when.eerder_tot, motor, per),
    )


def _meldingen(vraag: Vraag, van: date, tot: date, motor: Motor, per: str) -> Tellingen:
    asked = Vraag(vraag.peildatum, van, tot, vraag.team) if van <= tot else None
    return _per(_count_meldingen, asked, motor, per) if asked is not None else {}


def _clients(vraag: Vraag, dag: date, motor: Motor, per: str) -> Tellingen:
    return _per(_count_clients, Vraag(dag, team=vraag.team), motor, per)


def _per(ask: Telvraag, vraag: Vraag, motor: Motor, per: str) -> Tellingen:
    """Add up what `ask` counts, per area or team."""
    found: dict[str | None, int] = defaultdict(int)
    for row in motor.of_team(ask, vraag):
        found[row[per]] += int(row["aantal"])
    return found


def _count_meldingen(vraag: Vraag) -> Uitdrukking:
    return meldingen_of(vraag).group_by("team", "gebied").aggregate(aantal=DIT.count())


def meldingen_of(vraag: Vraag) -> Uitdrukking:
    """Return the meldingen of the period, whatever their team."""
    rows = table("meldingen")
    return rows.filter(in_period(rows.ontvangen_op, vraag))


def _count_clients(vraag: Vraag) -> Uitdrukking:
    return clients_of(vraag).group_by("team", "gebied").aggregate(aantal=DIT.count())


def clients_of(vraag: Vraag) -> Uitdrukking:
    """Return the cases open on the peildatum: id, team, gebied: that of their person, else of their melding."""
    cases_, day = table("casussen"), vraag.peildatum
    open_ = cases_.filter((cases_.aangemeld_op <= day) & (cases_.afgesloten_op.isnull() | (cases_.afgesloten_op > day)))
    personen = table("personen").select(wie="id", woont="gebied")
    meldingen = table("meldingen").select(welke="id", kwam="gebied")
    joined = open_.select("id", "team", "persoon", "melding").left_join(personen, [("persoon", "wie")])
    joined = joined.left_join(meldingen, [("melding", "welke")])
    return joined.select("id", "team", gebied=coalesce(joined.woont, joined.kwam))


def _first_days(vraag: Vraag) -> Uitdrukking:
    return table("meldingen").group_by("team").aggregate(dag=DIT.ontvangen_op.min())


def _areas(vraag: Vraag) -> Uitdrukking:
    areas, day = table("gebieden"), vraag.peildatum
    begun = areas.geldig_van.isnull() | (areas.geldig_van <= day)
    holds = begun & (areas.geldig_tot.isnull() | (areas.geldig_tot >= day))
    return areas.filter(holds).select("code", "inwoners")


def _links(vraag: Vraag) -> Uitdrukking:
    links, day = table("team_gebieden"), vraag.peildatum
    begun = links.van.isnull() | (links.van <= day)
    return links.filter(begun & (links.tot.isnull() | (links.tot >= day))).select("team", "gebied", "van", "tot")


def _sum_fte(vraag: Vraag) -> Uitdrukking:
    unknown = cases((DIT.fte.isnull(), 1), else_=0).sum()
    return valid_on(table("plaatsingen"), vraag).group_by("team").aggregate(fte=DIT.fte.sum(), onbekend=unknown)


def _on_last_day(vraag: Vraag) -> Vraag:
    """The same team on the last day that counts, whatever the period."""
    return Vraag(vraag.laatste, team=vraag.team)


def _inhabitants(vraag: Vraag, motor: Motor) -> dict[str, int | None]:
    """Return the areas that hold on the last day, by code, with their inhabitants."""
    rows = motor.asked(_areas, _on_last_day(vraag))
    return {row["code"]: row["inwoners"] for row in sorted(rows, key=lambda row: str(row["code"]))}


def _served(vraag: Vraag, motor: Motor) -> Mapping[str, Sequence[str]]:
    """Return which areas each team serves on the last day; an unknown first day holds."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.asked(_links, _on_last_day(vraag)):
        if row["gebied"] not in found[row["team"]]:
            found[row["team"]].append(row["gebied"])
    return found


def _fte(vraag: Vraag, motor: Motor) -> Vte:
    """Return the fte per team (None: all teams) on the last day; a team with an unknown placement is unknown."""
    counted = motor.of_team(_sum_fte, _on_last_day(vraag))
    return {row["team"]: None if row["onbekend"] else Fraction(row["fte"] or Decimal(0)) for row in counted}


def _spread(fte: Vte, served: Mapping[str, Sequence[str]], inwoners: Mapping[str, int | None]) -> Vte:
    """Return the fte per area: of a team that serves several, in proportion to their inhabitants.

    Unknown where the fte of a team is, or the inhabitants of one of the areas among which it is divided.
    """
    found: dict[str | None, Fraction | None] = {}
    for team, areas in served.items():
        if team not in fte:
            continue
        total = fte[team]
        people = _total(inwoners.get(area) for area in areas)
        for area in areas:
            share = Fraction(1) if len(areas) == 1 else _ratio(inwoners.get(area), people)
            part = None if total is None or share is None else total * share
            known = found.get(area, Fraction(0))
            found[area] = None if part is None or known is None else known + part
    return found


def _figures(name: str | None, inwoners: int | None, fte: Vte, counted: Sequence[Tellingen]) -> Rij:
    """The columns of one row after its name. Where nobody works the fte is unknown, not nought."""
    now, before, clients, clients_before = (counts.get(name, 0) for counts in counted)
    work = fte.get(name)
    return {
        "inwoners": inwoners,
        "fte": None if work is None else rounded(work, 2),
        "meldingen": now,
        "meldingen_eerder": before,
        "meldingen_richting": difference(now, before)["richting"],
        "clienten": clients,
        "clienten_eerder": clients_before,
        "clienten_richting": difference(clients, clients_before)["richting"],
        "meldingen_per_1000_inwoners": _shown(_ratio(1000 * now, inwoners)),
        "clienten_per_1000_inwoners": _shown(_ratio(1000 * clients, inwoners)),
        "fte_per_1000_inwoners": _shown(_ratio(None if work is None else 1000 * work, inwoners)),
        "meldingen_per_fte": _shown(_ratio(now, work)),
        "clienten_per_fte": _shown(_ratio(clients, work)),
    }


def _per_team(
    vraag: Vraag, motor: Motor, fte: Vte, served: Mapping[str, Sequence[str]], inwoners: Mapping[str, int | None],
    counted: Sequence[Tellingen],
) -> list[Rij]:  # fmt: skip
    """A row per team and, unless one team is asked, one for all with who works across the teams (R-157)."""
    known = sorted(row["id"] for row in motor.asked(ids_of_teams, _on_last_day(vraag)))
    rows: list[Rij] = []
    for team in [team for team in known if vraag.team in ("", team)]:
        people = _total(inwoners.get(area) for area in served.get(team, ())) if served.get(team) else None
        rows.append({"team": team} | _figures(team, people, fte, counted))
    if not vraag.team:
        sums: list[Tellingen] = [{TOTAAL: sum(every.values())} for every in counted]
        work = None if any(part is None for part in fte.values()) else sum(p or Fraction(0) for p in fte.values())
        total: Vte = {TOTAAL: Fraction(work) if work is not None and fte else None}
        rows.append({"team": TOTAAL} | _figures(TOTAAL, _total(inwoners.values()), total, sums))
    return rows


def _total(numbers: Iterable[int | None]) -> int | None:
    """The sum; None when one is unknown or there is none."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if found and len(known) == len(found) else None


def _ratio(teller: Fraction | int | None, noemer: Fraction | int | None) -> Fraction | None:
    return None if teller is None or not noemer else Fraction(teller) / noemer


def _shown(value: Fraction | None) -> float | None:
    return None if value is None else rounded(value, 2)
