"""Which requests of neighbours and which workers are behind a count, with ids instead of numbers."""

from __future__ import annotations

from collections import defaultdict

from keukentafel.inzicht.motor import Motor, Uitdrukking, literal, table, union
from keukentafel.inzicht.rapporten.eenheden import Eenheden, once_each
from keukentafel.inzicht.rapporten.formatie import workers_by_kind
from keukentafel.inzicht.vraag import Vraag

VRAAG, NIET_GEKOPPELD = "", "buurt/niet_gekoppeld"


def buurtvragen_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return the requests behind what became of them. The neighbourhood service has no team.

    Matches are counted; a request with two of one kind, or a match without its request, leaves no list as long.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in motor.asked(_requests, vraag):
        found[row["soort"]].append(row["id"])
    asked, matched = found.pop(VRAAG, []), [pk for ids in found.values() for pk in ids]
    made = {f"buurt/koppelingen_{soort}": ids for soort, ids in found.items()}
    if len(matched) == len(set(matched)) and set(matched) <= set(asked):
        made[NIET_GEKOPPELD] = sorted(set(asked) - set(matched))
    return once_each(made)


def _requests(vraag: Vraag) -> Uitdrukking:
    """The requests (`soort` empty) and the matches of each kind, up to the peildatum, by id of the request."""
    asked, matched = table("buurtvragen"), table("buurtkoppelingen")
    return union(
        asked.filter(asked.datum <= vraag.peildatum).select("id", soort=literal(VRAAG)),
        matched.filter(matched.datum <= vraag.peildatum).select("soort", id="vraag").select("id", "soort"),
    )


def medewerkers_behind(vraag: Vraag, motor: Motor) -> Eenheden:
    """Return who works in the team on the peildatum, by kind of work and all together (`alle`), each once."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in motor.of_team(workers_by_kind, vraag):
        for kind in (row["medewerkertype"], "alle"):
            found[f"formatie/{kind}"].add(row["medewerker"])
    return once_each(found)
