"""How loaded the team is: a help for a conversation, never a ranking (R-161, R-162)."""

from __future__ import annotations

from keukentafel.casussen.public import weigh
from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, cases, descending, first_of, table
from keukentafel.inzicht.rapport import Uitkomst
from keukentafel.inzicht.rapporten.selecties import HUIDIGE_WAARDE, known_cases, valid_on
from keukentafel.inzicht.vraag import Vraag
from keukentafel.referentielijsten.public import weights


def open_cases(vraag: Vraag) -> Uitdrukking:
    """Return the cases that are open on the peildatum, with what their weight hangs on and their stand."""
    known, day = known_cases(vraag), vraag.peildatum
    open_ = known.filter(known.afgesloten_op.isnull() | (known.afgesloten_op > day))
    following = open_.volgen_vanaf.notnull() & (open_.volgen_vanaf <= day)
    return open_.select(
        "id", "team", "zwaarte", "veiligheid", "casustype", stand=cases((following, "volgen"), else_="actief")
    )


def compute_caseload(vraag: Vraag, motor: Motor) -> Uitkomst:
    """Return the open cases per team and regisseur of the peildatum, weighed as the board of a team weighs them."""
    counted = motor.of_team(_count_open, vraag)
    groups = (
        (
            (row["team"], row["medewerker"]), row["zwaarte"] or "", row["veiligheid"] is True, row["casustype"] or "",
            row["stand"], row["aantal"],
        )
        for row in counted
    )  # fmt: skip
    loads = weigh(groups, weights(vraag.peildatum))
    rows = [
        {
            "team": team, "medewerker": medewerker, "actief": loads[team, medewerker].actief,
            "volgen": loads[team, medewerker].volgen, "gewogen": float(loads[team, medewerker].gewogen),
        }
        for team, medewerker in sorted(loads, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    ]  # fmt: skip
    n = sum(row["aantal"] for row in counted)
    missing = sum(row["aantal"] for row in counted if row["medewerker"] is None)
    return Uitkomst(n, missing, rows, {}, [HUIDIGE_WAARDE.format("team, zwaarte, veiligheid en casustype")])


def _count_open(vraag: Vraag) -> Uitdrukking:
    roles = valid_on(table("casusrollen"), vraag)
    leads = first_of(
        roles.filter(roles.rol == "regisseur"), per=["casus"], by=[descending("van"), descending("medewerker")]
    )
    joined = open_cases(vraag).left_join(leads.select("casus", "medewerker"), [("id", "casus")])
    kind = ["team", "medewerker", "zwaarte", "veiligheid", "casustype", "stand"]
    return joined.group_by(kind).aggregate(aantal=DIT.count())
