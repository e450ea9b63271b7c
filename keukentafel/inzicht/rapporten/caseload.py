"""How loaded the team is: a help for a conversation, never a ranking (R-161, R-162)."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from keukentafel.inzicht.motor import DIT, Motor, cases, descending, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, known_cases, valid_on
from keukentafel.inzicht.rekenen import rounded
from keukentafel.inzicht.vraag import Vraag
from keukentafel.referentielijsten.public import weights


def compute_caseload(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the open cases per team and regisseur of the peildatum, with their weights (exact until the sum)."""
    known, day = known_cases(vraag), vraag.peildatum
    open_ = known.filter(known.afgesloten_op.isnull() | (known.afgesloten_op > day))
    following = open_.volgen_vanaf.notnull() & (open_.volgen_vanaf <= day)
    open_ = open_.select(
        "id", "team", "zwaarte", "veiligheid", "casustype", stand=cases((following, "volgen"), else_="actief")
    )
    roles = valid_on(table("casusrollen"), vraag)
    leads = first_of(
        roles.filter(roles.rol == "regisseur"), per=["casus"], by=[descending("van"), descending("medewerker")]
    )
    joined = open_.left_join(leads.select("casus", "medewerker"), [("id", "casus")])
    keys = ["team", "medewerker", "zwaarte", "veiligheid", "casustype", "stand"]
    counts: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    points: dict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
    factors = weights(day)
    for row in motor.rows(joined.group_by(keys).aggregate(aantal=DIT.count())):
        who = row["team"], row["medewerker"]
        counts[who][row["stand"]] += row["aantal"]
        points[who] += row["aantal"] * factors.points(
            zwaarte=row["zwaarte"] or "",
            veiligheid=row["veiligheid"] is True,
            casustype=row["casustype"] or "",
            stand=row["stand"],
        )
    rows = [
        {
            "team": team,
            "medewerker": medewerker,
            "actief": counts[team, medewerker]["actief"],
            "volgen": counts[team, medewerker]["volgen"],
            "gewogen": rounded(points[team, medewerker], 2),
        }
        for team, medewerker in sorted(counts, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    ]
    missing = sum(count.total() for (_team, medewerker), count in counts.items() if medewerker is None)
    n = sum(count.total() for count in counts.values())
    return Uitkomst(n, missing, rows, {}, [HUIDIGE_WAARDE.format("team, zwaarte, veiligheid en casustype")])
