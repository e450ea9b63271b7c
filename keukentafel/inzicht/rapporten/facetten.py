"""By what cases can be explored: per case one value of each facet, or several. Source: issue 3 section 4, R-182."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from keukentafel.inzicht.motor import DIT, Motor, Uitdrukking, coalesce, table
from keukentafel.inzicht.rapporten.caseload import open_cases
from keukentafel.inzicht.rapporten.kenmerken import WAARDEN, describe_cases
from keukentafel.inzicht.rapporten.metingen import PROBLEEM_TOT, scores_of
from keukentafel.inzicht.rapporten.selecties import ONBEKEND, cases_in_period, known_cases
from keukentafel.inzicht.rapporten.zelfredzaamheid import start_of
from keukentafel.inzicht.vraag import Vraag

AFGESLOTEN = "afgesloten"
KOLOMMEN = ("casustype", "gebied", "kanaal")
PUBLIEK = ("casustype", "gebied")  # facets that are published; the other ones are partitions of reports already


@dataclass(frozen=True, slots=True)
class Casusfacetten:
    """One case: its id in the package, one value per facet, and the domains with a problem (instrument/domein)."""

    id: str
    waarden: Mapping[str, str]
    domeinen: tuple[str, ...]


def facets_of(vraag: Vraag, motor: Motor) -> list[Casusfacetten]:
    """Return every case of the team that exists on the peildatum with its facets, in the order of their ids."""
    described = {row["id"]: row for row in motor.of_team(_described, vraag)}
    stands = {row["id"]: row["stand"] for row in motor.of_team(_stands, vraag)}
    problems: dict[str, list[str]] = defaultdict(list)
    for row in motor.of_team(_problems, vraag):
        problems[row["casus"]].append(f"{row['instrument']}/{row['domein']}")
    found = []
    for row in motor.of_team(_columns, vraag):
        day, own = row["aangemeld_op"], described[row["id"]]
        values = {
            **{naam: str(own[naam]) for naam in WAARDEN},
            **{naam: row[naam] for naam in KOLOMMEN},
            "kwartaal": f"{day.year}-{(day.month + 2) // 3}",
            "stand": stands.get(row["id"], AFGESLOTEN),
        }
        found.append(Casusfacetten(row["id"], values, tuple(sorted(set(problems[row["id"]])))))
    return sorted(found, key=lambda one: one.id)


def _described(vraag: Vraag) -> Uitdrukking:
    return describe_cases(known_cases(vraag))


def _stands(vraag: Vraag) -> Uitdrukking:
    return open_cases(vraag).select("id", "team", "stand")


def _problems(vraag: Vraag) -> Uitdrukking:
    scores = scores_of(start_of(known_cases(vraag), vraag))
    return scores.filter(scores.niveau <= PROBLEEM_TOT).select("team", "casus", "instrument", "domein")


def _columns(vraag: Vraag) -> Uitdrukking:
    return _with_columns(known_cases(vraag))


def _with_columns(cases: Uitdrukking) -> Uitdrukking:
    """Its kind, the area of its person, and how its melding came in."""
    personen = table("personen").select(persoon_id="id", gebied="gebied")
    meldingen = table("meldingen").select(melding_id="id", kanaal="kanaal")
    joined = cases.select("id", "team", "persoon", "melding", "casustype", "aangemeld_op")
    joined = joined.left_join(personen, joined.persoon == personen.persoon_id)
    joined = joined.left_join(meldingen, joined.melding == meldingen.melding_id)
    known = {naam: coalesce(joined[naam], ONBEKEND) for naam in KOLOMMEN}
    return joined.select("id", "team", "aangemeld_op", **known)


def count_published(vraag: Vraag, motor: Motor) -> dict[str, list[dict[str, str | int]]]:
    """Return how many cases in the period have each value of the PUBLIEK facets, in the shape of an envelope."""
    found = []
    for ask, naam in zip((_kinds, _areas), PUBLIEK, strict=True):
        counts = {row[naam]: row["aantal"] for row in motor.counted(ask, vraag, "aantal")}
        found += [{"kenmerk": naam, "waarde": waarde, "aantal": aantal} for waarde, aantal in sorted(counts.items())]
    return {"rijen": found}


def _kinds(vraag: Vraag) -> Uitdrukking:
    return _with_columns(cases_in_period(vraag)).group_by("team", "casustype").aggregate(aantal=DIT.count())


def _areas(vraag: Vraag) -> Uitdrukking:
    return _with_columns(cases_in_period(vraag)).group_by("team", "gebied").aggregate(aantal=DIT.count())
