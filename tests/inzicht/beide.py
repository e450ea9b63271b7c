"""Each figure that a screen and a report both give, of what this installation holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from keukentafel.buurt.public import buurtcijfers
from keukentafel.casussen.public import flow, load_of_workers
from keukentafel.inzicht.momentopname import from_product
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.vraag import Periode, Vraag
from keukentafel.meldingen.selectors import features, feedback, outside_count, speed, without_case
from keukentafel.teams.public import Medewerker, Team
from keukentafel.uitwisseling.public import Sleutelbos

Paar = tuple[str, Any, Any]  # what it is, as on the screen, as in the report
DAGEN = 30  # of `flow`


def pairs(motor: Motor, op: date, van: date) -> Iterator[Paar]:
    """Yield every figure of both, on day `op` and over van..op, of all and of each team."""
    motor.load(from_product())
    sleutels = Sleutelbos()
    teams = {sleutels.of("teams", pk): pk for pk in Team.objects.order_by("pk").values_list("pk", flat=True)}

    def report(naam: str, **asked: Any) -> dict[str, Any]:
        return make_report(naam, Vraag(op, **asked), motor).as_dict()

    yield "buurt", [asdict(figure) for figure in buurtcijfers(op)], report("buurt")["rijen"]
    yield from _loads(report("caseload")["rijen"], sleutels, op)
    bridge = {row["sleutel"]: row["aantal"] for row in report("aansluiting")["rijen"]}
    yield "zonder casus", sum(without_case(op).values()), bridge["personen_zonder_casus"]
    yield "buiten het systeem", outside_count(op), bridge["buiten_systeem"]
    begin = op - timedelta(days=DAGEN - 1)
    for key, pk in [("", None), *teams.items()]:
        yield from _meldingen(report("meldingen", van=van, team=key), op, van, pk)
        if pk is not None:
            came = report("instroom", team=key, perioden=(Periode("nu", begin, op),))["rijen"][0]["aantal"]
            yield f"erbij, team {key}", flow([pk], op, dagen=DAGEN).erbij, came


def _loads(rows: list[dict[str, Any]], sleutels: Sleutelbos, op: date) -> Iterator[Paar]:
    """The load of a worker is that of all his teams; a sum of rounded figures may be half a cent per team off."""
    workers = {
        sleutels.of("medewerkers", pk): pk for pk in Medewerker.objects.order_by("pk").values_list("pk", flat=True)
    }
    own = load_of_workers(list(workers.values()), op)
    for key, pk in workers.items():
        mine = [row for row in rows if row["medewerker"] == key]
        for stand in ("actief", "volgen"):
            yield f"{stand} van {key}", getattr(own[pk], stand), sum(row[stand] for row in mine)
        cents = abs(round(100 * own[pk].gewogen) - round(sum(100 * row["gewogen"] for row in mine)))
        yield f"gewogen van {key}", cents <= len(mine) // 2, True  # at one team: equal


def _meldingen(found: dict[str, Any], op: date, van: date, team: int | None) -> Iterator[Paar]:
    yield f"snelheid, team {team}", asdict(speed(op, van, team)), found["snelheid"]
    yield f"terugkoppeling, team {team}", asdict(feedback(op, van, team)), found["terugkoppeling"]
    shown = Counter({(line.kenmerk, line.waarde): line.aantal for line in features(op, van, team)})
    told = Counter({(row["kenmerk"], row["waarde"]): row["aantal"] for row in found["rijen"]})
    yield f"kenmerken, team {team}", shown, told
